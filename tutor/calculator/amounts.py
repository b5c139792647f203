"""Amounts: numbers as patterns of a sentence need them, and whether a rule has read all that a question holds."""

import re
from collections.abc import Iterable

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question

NUMBER = r"(?<![\w.])-?(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+)(?:\s?/\s?\d+|\^2)?(?:\s?%|\s?per\s?cent\b)?"
"""A number as a pattern without groups: 12, 0.3, 1,000, 1/6, 10^2, 5 %, 5 percent."""
WORDS = {
    word: value
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}
COUNT = rf"(?:(?<![\w.])\d{{1,3}}(?:,\d{{3}})+|(?<![\w.])\d+(?![.,]?\d|\s?%)|\b(?:{'|'.join(WORDS)})\b)"
"""A whole number in digits or as a word."""
Region = tuple[int, int]


def amount(written: str) -> float:
    """The number that `NUMBER` found; a percentage as a share."""
    plain = re.sub(r"[,\s]", "", written.lower())
    scale = 0.01 if plain.endswith(("%", "percent")) else 1.0
    plain = plain.removesuffix("%").removesuffix("percent")
    if plain.endswith("^2"):
        return float(plain[:-2]) ** 2
    over, _, under = plain.partition("/")
    return scale * float(over) / (float(under) if under and float(under) else 1.0)


def whole(written: str) -> int:
    """The whole number that `COUNT` found."""
    plain = written.lower().replace(",", "")
    return WORDS[plain] if plain in WORDS else int(plain[:18])


def is_share(written: str) -> bool:
    """Whether it can only be a probability: a percentage, a fraction, or a decimal from 0 to 1."""
    return re.search(r"[%./]|cent", written) is not None and 0 <= amount(written) <= 1


def all_read(question: Question, regions: Iterable[Region]) -> bool:
    """Whether every digit of the question lies in one of the regions, what belongs to the wording aside."""
    text = list(blank_furniture(question.text))
    for start, end in regions:
        text[start:end] = " " * (end - start)
    return not any(character.isdigit() for character in text)


NEED = regex(
    r"\b(?:what|which|how)\b.{0,60}\bdo(?:es)? (?:i|we|you|he|she|they|one) need\b|\bwhat would you (?:say|guess|"
    r"estimate|conclude)\b[^?]{0,40}\b(?:probability|chance)\b",
    re.I,
)


_TOLD_WHEN = regex(
    r"^\W*(?:when|whenever|where|let's (?:say|assume|suppose)|let us (?:say|assume|suppose)|say)\b[^?]*$", re.I
)
"""A condition that is told: "When it rains I am late"."""


def asked_clause(question: Question) -> str:
    """The last sentence that asks; a short text without a verb is one; "" where an idea is asked about."""
    if any(
        each.conceptual and not NEED.search(each.text) and not _TOLD_WHEN.search(each.text)
        for each in question.sentences
    ):
        return ""
    asking = [each.text for each in question.sentences if each.asks]
    return asking[-1] if asking else question.text if len(question.sentences) <= 2 and len(question.text) < 200 else ""
