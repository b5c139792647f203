"""Guesses: whether somebody knew who answered right; and what a list of amounts with its probabilities pays."""

import re

from tutor.calculator.amounts import NUMBER, all_read, amount, is_share
from tutor.calculator.parts import in_percent, without_aside
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request, read

_KNOWS = regex(r"\bknows?\b|\bknew\b", re.I)
_GUESSES = regex(r"\bguess\w*\b|\bpicks? (?:one|an (?:answer|option))\b|\bat random\b|\bblindly\b", re.I)
_OPTIONS = regex(
    r"(?<![\w.])(\d+) (?:\w+ )?(?:options|choices|options each|possible answers|alternatives|answers|possibilities)\b",
    re.I,
)
_RIGHT = regex(r"\b(?:is|was|answers?|answered|gives|gave|turns out)\b[^.?]{0,25}?\b(?:correct\w*|right)\b", re.I)
_MORE = regex(
    r"\btwice\b|\bnot correct\b|\bwrong\b|\bincorrect\b|\beliminat\w*|\brule out\b|\bat least\b|\bquestions\b|"
    r"\bexpected\b",
    re.I,
)


def guessed(question: Question) -> Recognition:
    """Who knows is right, who doesn't takes one of n answers: did she know it?"""
    text = re.sub(r"\b(?:one|1) of (?:the )?(?=\d+ )", "", in_percent(without_aside(question.text)))
    if not (_KNOWS.search(text) and _GUESSES.search(text) and _RIGHT.search(text)) or _MORE.search(text):
        return None
    asking = re.split(r"(?<=[.?!])\s+", text.strip())[-1]
    if not re.search(r"\bprobab\w*|\bchances?\b|\blikely\b", asking, re.I) or not _KNOWS.search(asking):
        return None
    options = {int(hit[1]) for hit in _OPTIONS.finditer(text)}
    shares = {amount(hit[0]) for hit in re.finditer(NUMBER, text) if is_share(hit[0])}
    if len(options) != 1:
        return None
    n = options.pop()
    known = shares - {1 / max(n, 1)}
    if n < 2 or len(known) != 1 or re.search(r"\bn[o']t know\b|\bdoesn't know\b[^.]{0,30}\d", asking):
        return None
    return Request("Bayes' theorem", {"prior": known.pop(), "likelihood": 1.0, "false_positive_rate": 1 / n})


_LIST = rf"{NUMBER}(?:\s*(?:,|or|and|, or|, and)\s*{NUMBER})+"
_PAYS = regex(
    rf"\b(?:pays?(?: out)?|gives?|wins?|yields?|returns?|takes? (?:on )?(?:the )?values?|"
    rf"values?)\s+(?:you )?(?P<amounts>{_LIST})[^.;?\d]{{0,30}}?"
    rf"\bwith (?:the )?(?:respective )?probabilit(?:y|ies)\s*(?:of )?(?P<chances>{_LIST})",
    re.I,
)


def weighed(question: Question) -> Recognition:
    """The expected value of amounts told as a list, with the list of their probabilities behind it."""
    told = read(re.sub(r"[$\u20ac\u00a3](?=\d)", "", question.text))
    found = _PAYS.search(told.text)
    if found is None or not re.search(r"\bexpect\w*|\bE\s?[(\[]|\bmean\b|\baverage\b", told.text, re.I):
        return None
    amounts, chances = ([amount(hit[0]) for hit in re.finditer(NUMBER, found[name])] for name in ("amounts", "chances"))
    if len(amounts) != len(chances) or abs(sum(chances) - 1) > 1e-9 or not all_read(told, [found.span()]):
        return None
    if re.search(
        r"\bvariance\b|\bdeviation\b|\bprofit\b|\bnet\b|\btwice\b|\btimes\b|\bspins\b|\bgames\b", told.text, re.I
    ):
        return None
    return Request("expected value", {"outcomes": tuple(amounts), "p": tuple(chances)}, pick="mean")
