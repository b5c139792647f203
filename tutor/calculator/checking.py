"""Checking: whether a number that somebody gives for a calculation is right, and what it is when it is not."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.calculator.calculate import calculate, worked
from tutor.calculator.question import Request
from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation
from tutor.calculator.span import Span, TooManyNumbers
from tutor.calculator.spans import read_spans
from tutor.calculator.units_asked import unit_asked
from tutor.calculator.wording import plain
from tutor.calculator.working import Input, Value, Working

_NEAR = 1.0001
COARSEST = 0.2
"""However coarsely a claim is rounded, it has to be this close: 1 is no answer for 0.693."""
_WORD = {"nats": "the natural logarithm", "bits": "base 2", "bans": "base 10"}


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a claimed number is right."""

    right: bool
    computed: Value | None
    """None when the question is no calculation, or the claim holds no number."""
    message: str


def check(question: str, claimed: str, *, last: Working | None = None) -> Check:
    """Compares the number in `claimed` with what the question's calculation gives, as exactly as the claim is written.

    "0.09" is right for 0.0920 and "0.093" is not. A result in another unit, in the other direction or as a percentage
    is
    named: right stays False unless the question left it open.
    """
    calculation = calculate(question, last=last)
    if calculation.working is None:
        return Check(False, None, calculation.message or "This question is not a calculation that can be checked.")
    return check_against(calculation.working, claimed, asked_unit=unit_asked(question))


def check_against(working: Working, claimed: str, *, asked_unit: str | None = None) -> Check:
    """The same for a finished calculation."""
    claims = _claims(claimed, working)
    if not claims:
        return Check(
            False, working.value, f"There is no number to check. Computed: {shown(working.value, working.unit)}."
        )
    if any(agrees(claim, working.value) for claim in claims):
        said = unit_asked(claimed)
        if said and working.unit in _WORD and said != working.unit:
            message = f"The number is right, but it is in {working.unit}, not in {said}."
            return Check(False, working.value, message)
        return Check(True, working.value, f"Right: computed {shown(working.value, working.unit)}.")
    for claim in claims:
        for right, message in _explanations(working, claim, claimed, asked_unit):
            return Check(right, working.value, message)
    return Check(False, working.value, f"Computed {shown(working.value, working.unit)}: {working.interpretation}.")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claimed number or vector with how exactly it is written."""

    value: Value
    steps: tuple[float, ...]
    """The size of the last written digit of each number."""
    digits: int
    """Significant digits of the least exact number."""


def agrees(claim: Claim, computed: Value) -> bool:
    """Whether the computed value rounds (or is cut off) to the claim."""
    if isinstance(computed, tuple) != isinstance(claim.value, tuple):
        single = computed[0] if isinstance(computed, tuple) and len(computed) == 1 else None
        return single is not None and agrees(claim, single)
    if isinstance(computed, tuple):
        assert isinstance(claim.value, tuple)
        if len(computed) != len(claim.value) or any(isinstance(each, tuple) for each in computed):
            return False
        pairs = zip(claim.value, computed, claim.steps, strict=True)
        return all(_close(_number(given), _number(true), step, claim.digits) for given, true, step in pairs)
    return _close(_number(claim.value), float(computed), claim.steps[0], claim.digits)


def _number(value: Value) -> float:
    return math.nan if isinstance(value, tuple) else float(value)


def _close(given: float, true: float, step: float, digits: int) -> bool:
    """Within half of the last written digit; within a whole one where that is a cut-off of at least two digits."""
    if math.isinf(true):
        return given == true
    difference = abs(given - true)
    if (
        difference > max(COARSEST * abs(true), 1e-12)
        and step >= COARSEST * abs(true)
        and not (given == 0 and step <= 0.01)
    ):
        return False
    cut_off = digits >= 2 and abs(given) <= abs(true) and difference < step
    return difference <= step / 2 * _NEAR + 1e-12 * abs(true) or cut_off


def _claims(claimed: str, working: Working) -> list[Claim]:
    """The numbers of the claim that may be meant as the result, last first."""
    text = plain(claimed[:2_000])
    try:
        spans = [span for span in read_spans(text) if not span.word and not span.shape]
    except TooManyNumbers:
        return []
    if re.search(r"\b(?:infinit[ey]|inf)\b|\bunbounded\b", text, re.I):
        return [Claim(math.inf, (0.0,), 1)]
    if isinstance(working.value, tuple):
        return _vectors(text, spans, len(working.value))
    scalars = [_claim(text, span) for span in spans if span.is_scalar]
    after_equals = [
        _claim(text, span)
        for span in spans
        if span.is_scalar and re.search(r"[=~:]\s*$|\bis\s*(?:about\s*)?$", text[: span.start])
    ]
    return after_equals[-1:] + scalars[::-1][:4] if scalars else []


def _vectors(text: str, spans: list[Span], size: int) -> list[Claim]:
    """Bracketed vectors of that size, or that many single numbers."""
    found = []
    for span in spans:
        if span.is_vector and isinstance(span.value, tuple) and len(span.value) == size:
            inner = [each for each in read_spans(text[span.start + 1 : span.end - 1]) if each.is_scalar]
            if len(inner) == size:
                found.append(_together([_claim(text[span.start + 1 : span.end - 1], each) for each in inner]))
    scalars = [_claim(text, span) for span in spans if span.is_scalar]
    if len(scalars) >= size:
        found.append(_together(scalars[-size:]))
    return found


def _together(claims: list[Claim]) -> Claim:
    return Claim(
        tuple(claim.value for claim in claims),
        tuple(claim.steps[0] for claim in claims),
        min(claim.digits for claim in claims),
    )


def _claim(text: str, span: Span) -> Claim:
    """A number with the size of its last digit."""
    written = text[span.start : span.end]
    digits = re.match(r"[-+]?[\d,]*(?:\.(\d+))?", written)
    decimals = len(digits[1] or "") if digits else 0
    exponent = re.search(r"[eE]([-+]?\d+)|10\s*(?:\^|\*\*)\s*\(?([-+]?\d+)", written)
    shift = int(next(group for group in exponent.groups() if group)) if exponent else 0
    step = 10.0 ** (max(-300, min(300, shift)) - decimals) * (0.01 if span.percent else 1)
    if "/" in written or span.ratio:
        step = 0.0
    significant = re.sub(r"[eE].*|[^\d]", "", written).lstrip("0")
    return Claim(span.value, (step,), len(significant))


def _explanations(working: Working, claim: Claim, claimed: str, asked_unit: str | None) -> Iterator[tuple[bool, str]]:
    """Readings under which the claim would be right: (is it right after all, what to say)."""
    computed = shown(working.value, working.unit)
    for other in _in_other_units(working):
        if agrees(claim, other.value):
            said = unit_asked(claimed) == other.unit
            right = asked_unit is None and said
            verdict = "Right" if right else f"{_first(claimed)}: that is in {other.unit} ({_WORD[other.unit]})"
            yield right, f"{verdict}; in {working.unit} it is {computed}."
    for name, other in _variants(working):
        if agrees(claim, other.value):
            yield False, f"{name} The result asked for is {computed}."
    for name, value in _transformed(working):
        if agrees(claim, value):
            yield False, f"{name} The result is {computed}."


def _first(claimed: str) -> str:
    return " ".join(claimed.split())[:40]


def _in_other_units(working: Working) -> Iterator[Working]:
    unit = working.inputs.get("unit")
    for name in ("nats", "bits", "bans"):
        if isinstance(unit, str) and name != unit:
            yield from _again(working, unit=name)


def _called(parameter: str) -> str:
    return parameter.upper() if len(parameter) == 1 else parameter


def _again(working: Working, **changed: Input) -> Iterator[Working]:
    """The same calculation with other arguments; nothing where it is refused."""
    try:
        yield worked(Request(working.operation, {**working.inputs, **changed}))
    except Refused:
        return


def _variants(working: Working) -> Iterator[tuple[str, Working]]:
    """Slips that people make: the directions swapped, the temperature forgotten, sample for population."""
    inputs = working.inputs
    for first, second in (("p", "q"), ("actual", "predicted")):
        if first in inputs and second in inputs:
            a, b = inputs[first], inputs[second]
            for other in _again(working, **{first: b, second: a}):
                yield (
                    f"You swapped {_called(first)} and {_called(second)}.",
                    other,
                )
                for scaled in _in_other_units(other):
                    yield f"You swapped the two, and the unit is {scaled.unit}.", scaled
    for parameter in operation(working.operation).parameters:
        given = inputs.get(parameter.name)
        if parameter.choices and isinstance(given, str) and parameter.name not in {"unit", "normalise"}:
            for choice in parameter.choices:
                if choice != given:
                    yield from (
                        (f"That is with {parameter.name.replace('_', ' ')} {choice}.", w)
                        for w in _again(working, **{parameter.name: choice})
                    )
        elif (
            parameter.default is not None
            and isinstance(given, (int, float))
            and given != parameter.default
            and isinstance(parameter.default, (int, float))
        ):
            yield from (
                (f"That leaves out the {parameter.name.replace('_', ' ')}.", w)
                for w in _again(working, **{parameter.name: parameter.default})
            )


def _transformed(working: Working) -> Iterator[tuple[str, Value]]:
    """The value with a slip of the pen: sign, percent, inverse, complement."""
    value = working.value
    if isinstance(value, tuple):
        yield "The numbers are right, in the wrong order.", tuple(reversed(value))
        return
    for name, part in working.parts.items():
        if not isinstance(part, tuple):
            yield f"That is the {name.replace('_', ' ')}.", part
    yield "The sign is wrong.", -value
    yield "That is in percent: say so, or divide by 100.", value * 100
    if value:
        yield "That is the inverse.", 1 / value
    if 0 < value < 1:
        yield "That is the complement, 1 minus the result.", 1 - value


def shown(value: Value, unit: str = "") -> str:
    """A value with six significant digits and its unit."""
    text = "(" + ", ".join(shown(each) for each in value) + ")" if isinstance(value, tuple) else f"{value:.6g}"
    return f"{text} {unit}".strip()
