"""Predictions: losses of one prediction told as a story: "it says 70 % sun, 20 % clouds, 10 % rain; it rains"."""

import re

from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.units_asked import unit_asked

_LOSS = regex(r"\bcross[- ]?entropy\b|\blog[- ]?loss\b|\bnegative log[- ]likelihood\b|\bnll\b", re.I)
_BINARY = regex(r"\bbinary cross[- ]?entropy\b|\bbce\b|\blog[- ]?loss\b|\blogistic loss\b|\bcross[- ]?entropy\b", re.I)
_TRUTH = regex(
    r"\b(?:it (?:actually |then |really )?|(?:true|correct|right|actual|real) (?:class|label|answer|category|one) "
    r"(?:is|was|:|=) |actually |truth (?:is|was) |turns out to be |was really |is really |outcome (?:is|was) )"
    r"(?:an? |the |actually )?['\"]?([A-Za-z]{3,})",
    re.I,
)
_SIDE = regex(
    r"\b(?P<kind>positive|negative)\s+(?:example|sample|case|instance|class|label|one)\b|\b(?:true "
    r")?label\s*(?:is|=|of|:)?\s*(?P<label>[01])\b|"
    r"\by\s*=\s*(?P<y>[01])\b",
    re.I,
)
_OTHER = regex(
    r"\blabel smooth\w*|\bfocal\b|\bweight\w*|\bgradient\b|\blogits?\b|\bsoftmax\b|\baverage\b|\bmean\b|"
    r"\bmini-?batch\b|"
    r"\btemperature\b|\bminus\b|\bcalibrat\w*|\bmulti-?label\b",
    re.I,
)


def prediction(question: Question) -> Recognition:
    """The loss of that prediction."""
    if not question.asks or _OTHER.search(question.text) or any(each.conceptual for each in question.sentences):
        return None
    return _outcome(question) or _one_sided(question)


def _outcome(question: Question) -> Recognition:
    """Probabilities with the names of what they are of, and what happened."""
    numbers = numbers_of(question)
    if not _LOSS.search(question.text) or not 2 <= len(numbers) <= 12:
        return None
    names = [
        re.match(
            r"\s*(?:for |of |chance of |probability of )?(?:an? |the )?['\"]?([A-Za-z]{3,})", question.text[span.end :]
        )
        for span in numbers
    ]
    values = [span.value for span in numbers]
    if not all(names) or not all(isinstance(value, (int, float)) and 0 <= value <= 1 for value in values):
        return None
    shares = tuple(float(str(value)) for value in values)
    labels = [name[1].lower() for name in names if name]
    truth = _TRUTH.search(question.text, numbers[-1].end) or _TRUTH.search(question.text[: numbers[0].start])
    if truth is None or abs(sum(shares) - 1) > 1e-6 or len(set(labels)) != len(labels):
        return None
    hits = [place for place, label in enumerate(labels, start=1) if _same(label, truth[1].lower())]
    if len(hits) != 1:
        return None
    return Request("cross-entropy", {"q": shares, "label": hits[0], "unit": unit_asked(question.text) or "nats"})


def _same(one: str, other: str) -> bool:
    """Whether two words have the same beginning: rain, rains, rainy."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short.removesuffix("s").removesuffix("e")) and len(long) - len(short) <= 3


def _one_sided(question: Question) -> Recognition:
    """The binary loss of one probability for a positive or a negative example."""
    sides = list(_SIDE.finditer(question.text))
    numbers = [
        span for span in numbers_of(question) if not any(side.start() <= span.start < side.end() for side in sides)
    ]
    if not _BINARY.search(question.text) or len(sides) != 1 or len(numbers) != 1 or numbers[0].labels:
        return None
    value = numbers[0].value
    if isinstance(value, tuple) or not 0 < value < 1:
        return None
    side = sides[0]
    actual = 1.0 if (side["kind"] or "").lower() == "positive" or "1" in {side["label"], side["y"]} else 0.0
    told: dict[str, Argument] = {
        "actual": (actual,),
        "predicted": (value,),
        "unit": unit_asked(question.text) or "nats",
    }
    return Request("binary cross-entropy", told)
