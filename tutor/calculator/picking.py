"""Picking: which part of a result the question asks for, such as the probability of the second class."""

import re
from dataclasses import replace

from tutor.calculator.classes import classes_named
from tutor.calculator.question import Question
from tutor.calculator.working import Working

PICKABLE = frozenset({"softmax", "log-softmax"})
_ALL = re.compile(r"\beach\b|\ball (?:the )?(?:classes|probabilities|of)\b|\bevery\b|\bdistribution\b|\bvector\b", re.I)
_LARGEST = re.compile(
    r"\b(?:largest|highest|biggest|maximum|max|top|greatest) (?:class )?prob(?:ability)?\b|\bprobability of the (?:most likely|predicted|top|winning|largest|argmax)\b|\bconfidence\b",
    re.I,
)
_SMALLEST = re.compile(
    r"\b(?:smallest|lowest|minimum|least) (?:class )?prob(?:ability)?\b|\bprobability of the least likely\b", re.I
)


def picked(question: Question, size: int, labels: tuple[str, ...] = ()) -> str:
    """The class asked for, as its number; "largest" or "smallest"; "" for all classes."""
    if _ALL.search(question.text):
        return ""
    named = {each.place for each in classes_named(question, size, labels) if not each.unsure}
    if len(named) == 1:
        return str(named.pop())
    return "largest" if _LARGEST.search(question.text) else "smallest" if _SMALLEST.search(question.text) else ""


def narrowed(working: Working, pick: str) -> Working:
    """The working with the value of that one class; the whole vector stays among its parts."""
    values = working.value
    if not pick or not isinstance(values, tuple):
        return working
    numbers = [float(value) for value in values if not isinstance(value, tuple)]
    place = {"largest": numbers.index(max(numbers)), "smallest": numbers.index(min(numbers))}.get(pick)
    place = int(pick) - 1 if place is None else place
    return replace(
        working,
        value=numbers[place],
        interpretation=f"{working.interpretation}, class {place + 1}",
        parts={**working.parts, "all classes": values},
    )
