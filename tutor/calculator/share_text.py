"""Share text: a story with every share as a percentage and told by itself, without numbers that have no part in it."""

import re

from tutor.calculator.asked_share import apart, without_options
from tutor.calculator.parts import in_percent, without_idle
from tutor.calculator.patterns import regex
from tutor.calculator.respective import one_by_one

_PLAINER = (
    (regex(r"\((?:true|false)\)|\bc\.\s?(?=\d)"), " "),
    (regex(r"\b(\d+) days (?:each|per|a|every|in a|of the) year\b"), r"\1/365 of the days"),
    (regex(r"\b([A-Z])\s*(?:\^\s*[cC]\b|'(?=[\s)|]))"), r"not \1"),
    (regex(r"\bgo(?:es|ing)? off\b|\bwent off\b|\bfires\b(?= (?:in|for|on|at|when|with)\b)"), "triggers"),
    (regex(r"(\b(?:probability|chance)\b[^.?\n]*):\s*\n\s*(?:\d+[.)]|\(?[a-h]\))?\s*"), r"\1 "),
    (regex(r"\bNone of the (?=[\w-]+ [\w-]+ (?:will|have|has|are|do|test))"), "0% of the "),
    (regex(r"(?<=%)\s*\(\s*0?\.\d+\s*\)|\[[^\]\d|]*\]"), " "),
    (
        regex(
            r"\b(?:never (?:misses|fails to (?:detect|flag|recogni[sz]e|identify|find|catch))|always (?:detects|flags|"
            r"recogni[sz]es|identifies|finds|catches))\b",
            re.I,
        ),
        "flags 100% of",
    ),
    (regex(r"\b(is|are|of|be|was)(?=0?\.\d)"), r"\1 "),
)


def prepared(text: str) -> str:
    """The story as its claims are read."""
    for pattern, instead in _PLAINER:
        text = pattern.sub(instead, text)
    return apart(one_by_one(without_idle(in_percent(without_options(text)))))
