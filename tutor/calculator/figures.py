"""Figures: one number in any writing: fractions, percentages, powers of ten, thousands, "1 in 1000"."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.span import Span

_PLAIN = r"(?:\d{1,3}(?:,\d{3})+(?![\d.,]*\d)|\d+(?:\.\d+)?|\.\d+)"
_NUMBER = regex(
    rf"""(?<![\w.^])(?<![A-Za-z]-)
    (?P<sign>(?:(?<![\w)\]%.])[-+])?)
    (?:
      (?P<ratio>(?P<of>\d[\d,]*)\s+(?:in|out\s+of|of|of\s+the|in\s+every|of\s+every|per)\s+(?:every\s+)?(?P<all>\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\d%]|[.,]\d))
    | (?P<fraction>(?P<over>\d{{1,12}})\s?/\s?(?P<under>\d{{1,12}})(?!\s?/|\.?\d))
    | (?P<power>(?:(?P<factor>\d+(?:\.\d+)?)\s*[x*]\s*)?(?P<base>\d+(?:\.\d+)?)
        \s?(?:\^|\*\*)\s?\(?(?P<exponent>-?\d{{1,3}})\)?(?!\d|\.\d))
    | (?P<plain>{_PLAIN}(?:[eE][-+]?\d{{1,3}}(?!\d))?)
    )
    (?:(?P<percent>\s?%|\s?(?:percent|per\s?cent)\b)|(?P<suffix>(?:k|K|M|B|bn)\b|\s?(?:thousand|million|billion)\b))?
    (?!\w)""",
    re.VERBOSE,
)
_SUFFIX = {
    "k": 1_000,
    "K": 1_000,
    "thousand": 1_000,
    "M": 10**6,
    "million": 10**6,
    "B": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}


def number_at(text: str, start: int) -> Span | None:
    """The number that starts exactly there, in any writing."""
    found = _NUMBER.match(text, start)
    if found is None:
        return None
    value, ratio = _value(found)
    if value is None:
        return None
    if found["sign"] == "-":
        value = -value
    if found["percent"]:
        value = value / 100
    if found["suffix"]:
        value = value * _SUFFIX[found["suffix"].strip()]
        value = int(value) if value == int(value) else value
    return Span(start, found.end(), value, percent=bool(found["percent"]), ratio=ratio)


def _value(found: re.Match[str]) -> tuple[float | int | None, tuple[int, int] | None]:
    if found["ratio"]:
        of, of_all = int(found["of"].replace(",", "")), int(found["all"].replace(",", ""))
        return (of / of_all, (of, of_all)) if of_all else (None, None)
    if found["fraction"]:
        over, under = int(found["over"]), int(found["under"])
        return (over / under if under else None), None
    if found["power"]:
        return _power(float(found["factor"] or 1), float(found["base"]), int(found["exponent"])), None
    written = found["plain"].replace(",", "")
    return (int(written) if written.isdigit() and len(written) < 19 else _finite(float(written))), None


def _power(factor: float, base: float, exponent: int) -> float | int | None:
    if base > 100 or abs(exponent) > 308:
        return None
    try:
        value = factor * base**exponent
    except (OverflowError, ZeroDivisionError):
        return None
    return int(value) if value.is_integer() and value < 2**53 else value


def _finite(value: float) -> float | None:
    return value if abs(value) < 1e308 else None
