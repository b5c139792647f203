"""Picking: which part of a result the question asks for, such as the probability of the second class."""

import re
from dataclasses import replace

from tutor.calculator.classes import classes_named
from tutor.calculator.notation import equals, rounded
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Step, Working

_PARTS = {
    "complement": "the opposite, 1 minus the",
    "evidence": "the probability of the evidence at all, from the",
    "change": "how far the parameter moves in",
}
PICKABLE = frozenset({"softmax", "log-softmax"})
_ALL = regex(r"\beach\b|\ball (?:the )?(?:classes|probabilities|of)\b|\bevery\b|\bdistribution\b|\bvector\b", re.I)
_TIMES = regex(r"\bhow many times\b|\bratio\b|\btimes (?:more|larger|as|bigger|higher)\b|\bfactor\b", re.I)
_MORE = regex(r"\bhow much (?:larger|bigger|higher|greater|smaller|lower|more)\b|\bdifference\b|\bgap\b", re.I)
_COMPARED = regex(r"\bthan\b|\bcompar|\bversus\b|\bvs\b|\brelative to\b|\bbetween\b", re.I)
_LARGEST = regex(
    r"\b(?:largest|highest|biggest|maximum|max|top|greatest) (?:\w+ ){0,2}prob(?:ability)?\b|"
    r"\bprobability of the (?:most likely|predicted|top|winning|largest|argmax)\b|\bconfidence\b",
    re.I,
)
_SMALLEST = regex(
    r"\b(?:smallest|lowest|minimum|least) (?:\w+ ){0,2}prob(?:ability)?\b|\bprobability of the least likely\b", re.I
)


def picked(question: Question, size: int, labels: tuple[str, ...] = ()) -> str:
    """The class asked for, as its number; "largest"; "1/3" or "1-3" for two compared; "" for all classes."""
    if _ALL.search(question.text):
        return ""
    found = sorted(
        (each for each in classes_named(question, size, labels) if not each.unsure), key=lambda each: each.start
    )
    places = list(dict.fromkeys(each.place for each in found))
    if len(places) == 2:
        sign = "/" if _TIMES.search(question.text) else "-" if _MORE.search(question.text) else ""
        return f"{places[0]}{sign}{places[1]}" if sign else ""
    if len(places) == 1 and not _COMPARED.search(question.text):
        return str(places[0])
    return "largest" if _LARGEST.search(question.text) else "smallest" if _SMALLEST.search(question.text) else ""


def narrowed(working: Working, pick: str) -> Working:
    """The working with the value of that one class; the whole vector stays among its parts."""
    if pick and pick in working.parts:
        unit = pick if pick == "radians" else working.unit
        return replace(
            working,
            value=working.parts[pick],
            unit=unit,
            interpretation=f"{_PARTS.get(pick, pick)}: {working.interpretation}",
        )
    if pick == "change":
        raise Refused("How far a point of several coordinates moves is not worked out; ask for the new point.")
    values = working.value
    if not pick or not isinstance(values, tuple):
        return working
    numbers = [float(value) for value in values if not isinstance(value, tuple)]
    if not pick.isalnum():
        return _compared(working, numbers, pick)
    place = {"largest": numbers.index(max(numbers)), "smallest": numbers.index(min(numbers))}.get(pick)
    place = int(pick) - 1 if place is None else place
    return replace(
        working,
        value=numbers[place],
        interpretation=f"{working.interpretation}, class {place + 1}",
        parts={**working.parts, "all classes": values},
    )


def with_channels(working: Working, channels: int, *, first: bool = False) -> Working:
    """The output size of a layer as a whole shape, its channels last unless they were told first."""
    sides = working.value if isinstance(working.value, tuple) else (working.value,)
    reading = f"{working.interpretation}, {channels} channels"
    return replace(working, value=(channels, *sides) if first else (*sides, channels), interpretation=reading)


_UNIT_WORDS = (("kilobyte", "KB"), ("megabyte", "MB"), ("gigabyte", "GB"), ("mebibyte", "MiB"), ("gibibyte", "GiB"))
_BINARY = regex(r"\b1024\b|\b2\s?(?:\^|\*\*)\s?[123]0\b|\b1,?048,?576\b|\b1,?073,?741,?824\b")


def in_size_unit(question: Question, working: Working) -> Working:
    """Bytes or operations in the unit that the question names: "how many GB", "in MFLOPs"."""
    if working.unit not in {"bytes", "FLOPs", "MACs"}:
        return working
    text = question.text
    wanted = [name for name in working.parts if re.search(rf"(?<![A-Za-z]){name.rstrip('s')}s?(?![A-Za-z])", text)]
    wanted += [name for word, name in _UNIT_WORDS if word in text.lower() and name in working.parts]
    if len(wanted) != 1:
        return working
    unit = f"{wanted[0][0]}iB" if wanted[0] in {"KB", "MB", "GB"} and _BINARY.search(text) else wanted[0]
    return replace(working, value=working.parts[unit], unit=unit, parts={**working.parts, working.unit: working.value})


_PERCENTAGE = regex(
    r"\bwhat (?:is the )?percent(?:age)?\b|\b(?:find|compute|calculate|give) the percentage\b|\bhow many percent\b",
    re.I,
)


def in_percent(question: Question, working: Working) -> Working:
    """A probability as a percentage, where a percentage is asked for."""
    asking = [sentence.text for sentence in question.sentences if sentence.asks]
    value = working.value
    if not asking or not _PERCENTAGE.search(asking[-1]) or not working.operation.endswith("probability"):
        return working
    if isinstance(value, tuple) or not 0 <= value <= 1 or working.unit:
        return working
    return replace(working, value=100 * value, unit="%", parts={**working.parts, "share": value})


def compares(question: Question) -> bool:
    """Whether parts of the result are compared."""
    return any(pattern.search(question.text) for pattern in (_TIMES, _MORE, _COMPARED))


def _compared(working: Working, numbers: list[float], pick: str) -> Working:
    """How many times larger, or how much larger, one class is than another."""
    sign = "/" if "/" in pick else "-"
    first, second = (int(place) for place in pick.split(sign))
    above, below = numbers[first - 1], numbers[second - 1]
    if sign == "/" and below == 0:
        raise Refused(f"Class {second} has the value 0: nothing is a number of times larger.")
    value = above / below if sign == "/" else above - below
    what = "how many times class {} is class {}" if sign == "/" else "how much more class {} is than class {}"
    symbol = r"\frac{p_{%d}}{p_{%d}}" if sign == "/" else "p_{%d} - p_{%d}"
    places = (second, first) if sign == "/" else (first, second)
    return replace(
        working,
        value=value,
        interpretation=f"{working.interpretation}, {what.format(*places)}",
        steps=(
            *working.steps,
            Step(f"Compare the two: {rounded(value)}.", f"{symbol % (first, second)} {equals(value)}"),
        ),
        parts={**working.parts, "all classes": working.value},
    )
