"""Number checks: do the notes' own numeric questions say what the calculation gives?

A false alarm costs more trust than a missed fault: notes are called right when every computed number stands in the
answer, wrong when none does, and nothing is said between the two.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest import Entry
from tutor.calculator.calculate import calculate
from tutor.calculator.checking import check_against
from tutor.calculator.working import Value

NUMBER = re.compile(r"(?<![\w.])([-−]?\d+(?:\.(\d+))?)(\s*\\?%)?")


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """One numeric question of the notes and whether its answer holds."""

    entry_id: str
    question: str
    line: int
    source: str
    right: bool
    message: str
    """What was computed, and where the notes' number differs what it may be: another unit, another direction, ..."""


def check_numbers(entries: Iterable[Entry]) -> tuple[NumberCheck, ...]:
    """A check for each answered question that is a calculation and whose answer plainly holds or does not."""
    return tuple(check for entry in entries if entry.answered for check in _checked(entry))


def _checked(entry: Entry) -> Iterator[NumberCheck]:
    working = calculate(entry.question).working
    if working is None:
        return
    written = list(_written(entry.answer))
    found = [any(_rounds_to(value, *number) for number in written) for value in _numbers(working.value)]
    if all(found) or not any(found):
        message = check_against(working, entry.answer).message
        right = all(found)
        yield NumberCheck(entry.id, entry.question, entry.line, entry.source, right, "" if right else message)


def _numbers(value: Value) -> Iterator[float]:
    if isinstance(value, tuple):
        for item in value:
            yield from _numbers(item)
    else:
        yield float(value)


def _written(text: str) -> Iterator[tuple[float, float]]:
    """Each number of the text with the size of its last digit; "12.5 %" is 0.125, and 12.5 too."""
    for digits, decimals, percent in NUMBER.findall(re.sub(r"(?<=\d)(?:[,\u202f]|\{,\})(?=\d{3}\b)", "", text)):
        number, step = float(digits.replace("−", "-")), 10.0 ** -len(decimals)
        yield number, step
        if percent:
            yield number / 100, step / 100
    if re.search(r"\\infty|∞|\binfinit", text):
        yield math.inf, 0.0


def _rounds_to(value: float, number: float, step: float) -> bool:
    return value == number or abs(value - number) <= step / 2 * 1.0001
