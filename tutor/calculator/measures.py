"""Measures: which quantities of information a question asks for, in its words or in formulas, one after the other."""

import re
from dataclasses import dataclass

from tutor.calculator.asking import is_bare
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question

_V = r"\s*([A-Za-z]\w{0,2}|[A-Z][a-z]+)\s*"
_OF = r"(?:entropy|gini(?: (?:impurity|index))?|impurity|uncertainty)"
_PATTERNS = (
    ("ratio", r"\b(?:information )?gain[- ]ratio\b"),
    ("sizes", r"\bsplit[- ]?info\w*|\bintrinsic (?:value|information)\b"),
    (
        "gain",
        rf"\b(?:information|info|gini|entropy)[- ]?gains?\b|\bIG\b(?:\s*\({_V}(?:,|\|){_V}\))?|"
        rf"\b(?:reduction|decrease|drop) (?:in|of) (?:the )?{_OF}|\b{_OF} (?:reduction|decrease)\b|"
        r"\bGain\s*\([^()]{1,30}\)|\bgain (?:of|for|from) (?:splitting|the|this|attribute|feature)\b",
    ),
    ("cross", r"\bcross[- ]?entropy\b(?:\s*(?:of|between|:)?\s*H\s*\(\s*([A-Za-z])\s*,\s*([A-Za-z])\s*\))?"),
    ("joint", rf"\bjoint entropy\b|\bH\s*\({_V},{_V}\)|\bH\s*\(\s*XY\s*\)"),
    ("mutual", rf"\bmutual information\b|\bI\s*\({_V}[;:,]{_V}\)"),
    (
        "after",
        rf"\b(?:weighted|average|mean|remaining|expected|total|resulting)\b[^.?;\n]{{0,30}}?\b{_OF}|"
        rf"\b{_OF}[^.?;\n]{{0,30}}?\bafter (?:the |this )?split\w*",
    ),
    ("given", rf"\bconditional entropy\b(?: (?:of )?{_V} given {_V})?|\bH\s*\({_V}\|{_V}\)|\b{_OF} of {_V} given {_V}"),
    (
        "kl",
        r"\b(?:kl|kullback[- ]leibler)\b[- ]?(?:divergence|distance)?|\brelative entropy\b|"
        r"\b(?:D|D_?\s?\{?\s?KL\s?\}?|KL)\s*\(\s*([A-Za-z]\w?)\s*(?:\|\||\||,|;)\s*([A-Za-z]\w?)\s*\)",
    ),
    ("js", r"\bjensen[- ]?shannon\b(?: (?:divergence|distance))?|\bJSD?\s*\([^()]{1,12}\)|\bJSD\b"),
    ("error", r"\b(?:mis)?classification error(?: rate)?\b|\bmisclassification (?:rate|impurity)\b"),
    ("gini", r"\bgini(?:[- ](?:impurity|index|coefficient|score|value|diversity index))?\b"),
    ("perplexity", r"\bperplexit(?:y|ies)\b"),
    ("entropy", r"\bhow (?:much|many bits of) information\b[^.?;]*\bon average\b"),
    (
        "surprisal",
        r"\bsurprisal\b|\bself[- ]information\b|\binformation content\b|\b(?:how much|what is the|find the|"
        r"calculate the|compute the|how many bits of) information\b(?! gain)|\bamount of information\b",
    ),
    ("entropy", rf"\bentrop(?:y|ies)\b|\bH\s*\({_V}\)|\b(?:average|mean) (?:amount of )?information\b|\buncertainty\b"),
)
_KINDS = tuple((name, regex(pattern, re.I)) for name, pattern in _PATTERNS)
_WORKED_ON = regex(
    r"(?:\b(?:sqrt|root|square|exp\w*|log\w*|half|twice|double|minus|plus|times|negative|inverse|reciprocal|power|sum)\b"
    r"(?: of)?(?: the)?|[-+*/^])\s*\(?\s*$",
    re.I,
)
_WORKED_WITH = regex(r"\s*(?:[-+*/^](?!\s*\()|minus\b|plus\b|times\b|squared\b)")
_DEFINES = regex(r"\s*(?:\([^()]{0,12}\)\s*)?(?:=(?!\s*[?_]|\s*$)|:=|is defined|is (?:\d|\.\d)|of \d*\.\d)")
_IMPERATIVE = regex(
    r"(?:(?<=[.:;)\]}*?])|(?<=\n)|^|\b(?:now|to|can|and|us|please|you)\b)\s*"
    r"(?:compute|calculate|find|determine|evaluate|estimate|obtain|what|how)\b[^?]*?(?:\?|\.(?=\s|$)|\n|$)",
    re.I | re.M,
)
_LEFT_OPEN = regex(r"(?:\b(?:is|are|be|as)\b|=)\s*:?\s*\Z", re.I)
_GIVES = regex(
    r"^\W*(?:given|consider|suppose|let|assume|recall|note|hint|remember|use|using|the formula|where)\b(?!.*\b(?:what|"
    r"compute|calculate|find|determine|how)\b)",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity that is asked for."""

    name: str
    """"entropy", "gini", "error", "gain", "after", "given", "ratio", "sizes", "mutual", "joint", "kl", "js", ..."""
    letters: tuple[str, ...]
    """The variables or distributions that its formula names, in their order."""
    gini: bool
    """Whether impurity means Gini's here."""


def asking_text(question: Question) -> str:
    """The sentences that ask, one to a line; those that only tell or define are left out."""
    found = [each.text for each in question.sentences if each.asks and not each.conceptual]
    found = [each for each in found if not _GIVES.match(each)]
    found = found or [hit[0] for hit in _IMPERATIVE.finditer(question.text)]
    return "\n".join(found) or (question.text if is_bare(question) or _LEFT_OPEN.search(question.text) else "")


def measures(asking: str, text: str) -> tuple[Measure, ...]:
    """What is asked, in the order of the text, each once; a name beside its own formula counts once.

    None at all where something is worked out further with one of them: "exp of the entropy".
    """
    hits: list[tuple[int, Measure]] = []
    rest = asking
    for name, pattern in _KINDS:
        for hit in pattern.finditer(rest):
            if _DEFINES.match(rest, hit.end()):
                continue
            if _WORKED_ON.search(rest[: hit.start()]) or _WORKED_WITH.match(rest, hit.end()):
                return ()
            letters = tuple(letter for letter in hit.groups() if letter)
            hits.append((hit.start(), Measure(name, letters, _means_gini(hit[0], text))))
        rest = pattern.sub(lambda hit: "#" * len(hit[0]), rest)
    ordered = [measure for _, measure in sorted(hits, key=lambda each: each[0])]
    spelled = {measure.name for measure in ordered if measure.letters}
    kept = [each for each in ordered if each.letters or each.name not in spelled]
    return tuple(dict.fromkeys(kept))


def _means_gini(said: str, text: str) -> bool:
    if re.search(r"\bgini\b", said, re.I):
        return True
    if re.search(r"\bentropy\b|\binfo", said, re.I):
        return False
    return re.search(r"\bgini\b", text, re.I) is not None and re.search(r"\bentropy\b", text, re.I) is None
