"""Figures: the numbers in an answer, checked by the calculator or against the numbers in the notes."""

import re

from tutor.calculator.calculate import calculate
from tutor.calculator.checking import check_against, shown
from tutor.calculator.units_asked import unit_asked
from tutor.interview.grade import NumberCheck, PointGrade, PointStatus

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*[A-Za-z_])|(?<![\w.])\.\d+")
HEDGES = re.compile(
    r"\b(e\.g|for example|such as|about|around|roughly|typical|typically|usually|often|say|or so)\b", re.I
)
HOW_MANY = re.compile(r"\bhow\s+(many|often)\b", re.I)
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTS = {name: float(count) for count, name in enumerate(NAMES)} | {
    "none": 0.0,
    "single": 1.0,
    "once": 1.0,
    "twice": 2.0,
}
BOUNDLESS = re.compile(
    r"\b(unlimited|infinite(ly)?|infinity|any (number|amount)|no limit|as many|arbitrar\w+|endless)\b", re.I
)
SHORT_REPLY = 8
"""Words: a longer reply to "how many" may name a number for another reason."""
TOLERANCE = 0.02
RESULT_SHARE = 0.75
"""How much of the grade the number is, where a number is what was asked for."""


def result_checked(question: str, answer: str) -> tuple[NumberCheck, PointGrade] | None:
    """The number that the answer gives for a question that is a calculation, checked; None where it is none."""
    working = calculate(question).working
    if working is None:
        return None
    found = check_against(working, answer, asked_unit=unit_asked(question))
    given = NUMBER.findall(answer)
    status = PointStatus.COVERED if found.right else PointStatus.CONTRADICTED if given else PointStatus.MISSING
    text = f"The result is {shown(working.value, working.unit)}."
    quote = answer.strip() if given else ""
    point = PointGrade(text, status, quote, 1, found.message, 1.0, float(found.right))
    return NumberCheck(", ".join(given), found.right, found.message), point


def other_number(notes: str, said: str) -> str:
    """Such as "0.5/0.9": a number where the notes have another one; "" when they agree or either gives none.

    Numbers that the notes give as examples or roughly cannot be contradicted.
    """
    ours, theirs = [float(n) for n in NUMBER.findall(notes)], [float(n) for n in NUMBER.findall(said)]
    if not ours or not theirs or HEDGES.search(notes):
        return ""
    agree = any(abs(one - other) <= TOLERANCE * max(abs(one), abs(other)) for one in ours for other in theirs)
    return "" if agree else f"{ours[0]:g}/{theirs[0]:g}"


def other_count(question: str, notes: str, said: str) -> str:
    """Such as "unlimited/one": a short reply to "how many" that names another count than the notes; else ""."""
    if not HOW_MANY.search(question) or len(said.split()) > SHORT_REPLY:
        return ""
    ours, theirs = _counts(notes), _counts(said)
    return f"{min(ours):g}/{min(theirs):g}" if ours and theirs and not ours & theirs else ""


def _counts(text: str) -> set[float]:
    if BOUNDLESS.search(text):
        return {float("inf")}
    return {float(number) for number in NUMBER.findall(text)} | {
        COUNTS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in COUNTS
    }
