"""Account clauses: a classifier's story cut into clauses of one number each."""

import re
from dataclasses import dataclass

from tutor.calculator.numerals import CLOSE, OPEN
from tutor.calculator.patterns import regex

ITEM = regex(
    rf"{OPEN}(?P<some>\d+)/(?P<many>\d+){CLOSE}(?:\s+(?:of|in)\s+(?:the |these |those |all |our |"
    rf"its )*(?P<of>\d[\d,]*)(?!\.\d|[\d,]*\s?%))?|"
    rf"(?<![\w.,])(?P<part>\d[\d,]*)(?:\s*/\s*(?=\d+ (?:who|of|\w+s)\b)|\s+(?:out of|of|in)\s+)(?:the |these |those |"
    rf"all |our |its |every |a total of )*(?P<whole>\d[\d,]*)(?![\d.,]*\s?%)|"
    rf"(?<![\w.])(?P<percent>\d+(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)|"
    rf"(?<![\w.,])(?P<count>\d{{1,3}}(?:[, ]\d{{3}})+|\d+)(?![\w.]*\d)(?![A-Za-z])|(?<![\w.])(?P<decimal>0?\.\d+)"
)


_ASIDE = regex(
    r"\([^()]*\d+\s?x\s?\d+[^()]*\)|\b(?:in|over|for|within|during|after|every)\s+(?:the (?:last|past|"
    r"first) )?[\d,.]+\s+(?:million |thousand )?"
    r"(?:kilomet\w+|km|months?|days?|weeks?|hours?|nights?|years?|minutes?|seconds?|epochs|quarters?)\b|"
    r"\bin (?:19|20)\d\d\b|"
    r"\b[\d.,]+\s?(?:[MBk]|million|billion)?[- ](?:parameters?|params|layers?|epochs|GPUs?|euros?|dollars?|"
    r"months?|weeks?|days?|years?)\b|"
    r"\b[\d.,]+\s+(?:(?P<rated>\w+)\s+)?(?:per|an?|each) (?:hour|day|week|month|year|night|minute|second|image|"
    r"pupil|head|painting|game)\b(?!(?s:.*)\bof (?:the |all )?(?P=rated)\b)|"
    r"\b[\d.,]+\s?(?:km|kg|seconds?|minutes?|hours?|dollars?|euros?|francs?|pounds?|million (?:dollars?|"
    r"euros?)|words|pages long|years? ago)\b|"
    r"\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b|\b(?:early |late |mid-)?(?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december) (?:of )?\d{2,4}\b|"
    r"\bof (?:19|20)\d\d\b(?= (?:it|the|we|they)\b)|\b\d+ (?:experts|consultants|officers|employees|teachers|"
    r"engineers|doctors|nurses|radiologists|people in)\b|\bdigit \d\b|"
    r"\[\d{1,2}\]|[$\u20ac\u00a3]\s?[\d.,]+|\b\d+\s?x\s?\d+(?:\s?x\s?\d+)?\b|"
    r"\bclass(?:es)? \d\b|\(\s*class \d\s*\)|\bmodel \d\b",
    re.I,
)
"""Numbers of the calendar, of money and of the model."""


_CLAIM = regex(r"\b(?:promis\w*|claim\w*|brochure|proud|advertis\w*|hoped|boast\w*|slogan|rumou?r\w*)\b", re.I)


_SENTENCE = regex(r"(?<=[.?!])\s+(?=\S)|\n+|;\s+")


_CUT = regex(
    r"[,:(]\s*(?:(?:and|but|while|whereas|so|then)\b)?|\b(?:and|but|while|whereas|though|although)\b|"
    r"(?=\b(?:of|among|out of) (?:which|whom|them|these|those),?\s+(?:only |just |about )?\x02)|"
    r"(?=\b(?:among|out of|on) (?:the |a |its |our )?\x02)|"
    r"(?=\b(?:in|from|out of|among) (?:a |the )?(?:lot|set|batch|total|sample|collection|corpus|pool|group|"
    r"stream|shipment) of (?:about )?\x02)|"
    r"(?=\b(?:with|at)\s+(?:an? |its )?(?:\w+ ){0,2}?(?:rate|precision|recall|sensitivity|specificity|accuracy)\b)"
)


MARK = "\x00"


@dataclass(frozen=True, slots=True)
class Clause:
    """A number with its words; the number stands as one character."""

    item: re.Match[str]
    words: str
    behind: str
    opens: bool
    """Whether it is the first of its sentence."""


def blanked(text: str) -> str:
    """The text without quotes round words, claims, and numbers of the calendar and of money."""
    text = re.sub(r"(?<!\w)['\"]([\w -]{1,30})['\"](?!\w)", r"\1", text)
    text = re.sub(r"\b(?:one|1) of (?=(?:the|our|its|these|those) \w+s\b(?! (?:is|was|has)))", "", text, flags=re.I)
    pieces = re.split(r"((?<=[.?!])\s+|\n+)", text)
    text = "".join("" if _CLAIM.search(piece) and not piece.rstrip().endswith("?") else piece for piece in pieces)
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", _ASIDE.sub(" ", text))


def clauses_of(text: str) -> list[Clause]:
    """Its clauses, one for each number."""
    found: list[Clause] = []
    for sentence in _SENTENCE.split(text):
        items = list(ITEM.finditer(sentence))
        edges = [0]
        for here, there in zip(items, items[1:], strict=False):
            between = sentence[here.end() : there.start()]
            cuts = [cut for cut in _CUT.finditer(between + "\x02") if cut.end() <= len(between)]
            short = cuts and cuts[-1][0][:1] in {",", ":"} and len(between[cuts[-1].end() :].split()) <= 2
            cut = cuts[-1] if short else cuts[0] if cuts else None
            edges.append(_edge(sentence, here, there, cut, between))
        edges.append(len(sentence))
        for place, item in enumerate(items):
            words = sentence[edges[place] : item.start()] + MARK + sentence[item.end() : edges[place + 1]]
            found.append(Clause(item, words, sentence[item.end() : edges[place + 1]], place == 0))
    return found


def _edge(sentence: str, here: re.Match[str], there: re.Match[str], cut: re.Match[str] | None, between: str) -> int:
    """Where the words of a number end and those of the next begin."""
    if cut and cut.end() <= len(between):
        return here.end() + cut.end()
    if re.match(r"\W*(?:on|of|among|from|out of|in)\b", sentence[: here.start()], re.I):
        subject = _SUBJECT.search(between)
        if subject:
            return here.end() + subject.start()
    return here.end() if here["percent"] or here["decimal"] else there.start()


_SUBJECT = regex(r"\b(?:the|an?|our|this|its?|they|we|your|my)\b", re.I)
