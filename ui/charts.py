"""Charts: small drawings (SVG) of figures from 0 to 1, in the page's own colours, each with its figures in words."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from tutor import Calibration, DayValue
from ui.figures import percent
from ui.rendering import attribute, words

LEFT, RIGHT, TOP, BOTTOM = 9.0, 97.0, 6.0, 84.0
"""Edges of the field that is drawn in, in percent of the whole; percentages, because the page knows the width."""


def days_chart(past: Sequence[DayValue], coming: Sequence[DayValue], label: str) -> str:
    """A line over the days: what was drawn through, what is to be expected dashed. "" with fewer than two days."""
    days = [each.day for each in (*past, *coming)]
    if len(set(days)) < 2:
        return ""
    first, last = min(days), max(days)
    body = _grid() + _line(past, first, last, "past") + _line(coming, first, last, "coming") + _days(first, last)
    ends = [(each.day, each.value) for each in (*past[:1], *past[-1:], *coming[-1:])]
    said = "; ".join(f"{day.day} {day:%B}: {percent(value)}" for day, value in dict(ends).items())
    return _figure(body, f"{label}. {said}.", label)


def calibration_chart(calibration: Calibration, label: str) -> str:
    """What answers were expected to be worth, and what they were; on the dashed line they are equal. "" without any."""
    if not calibration.bins:
        return ""
    points = "".join(
        f'<circle cx="{_x(each.expected)}" cy="{_y(each.score)}" r="{min(14, 4 + each.answers)}" class="dot"/>'
        for each in calibration.bins
    )
    equal = _segment((_x(0), _y(0)), (_x(1), _y(1)), "coming")
    marks = "".join(_text(_x(share), "98%", percent(share)) for share in (0, 0.5, 1))
    said = "; ".join(f"expected {percent(each.expected)}, earned {percent(each.score)}" for each in calibration.bins)
    return _figure(_grid() + equal + points + marks, f"{label}. {said}.", label)


def _figure(body: str, said: str, caption: str) -> str:
    return (
        f'<figure class="chart"><figcaption>{words(caption)}</figcaption>'
        f'<svg width="100%" height="220" role="img" aria-label="{attribute(said)}">{body}</svg></figure>'
    )


def _grid() -> str:
    return "".join(
        _segment((_x(0), _y(share)), (_x(1), _y(share)), "grid")
        + _text(f"{LEFT - 1.5}%", _y(share), percent(share), "end")
        for share in (0.0, 0.5, 1.0)
    )


def _line(values: Sequence[DayValue], first: date, last: date, kind: str) -> str:
    span = max(1, (last - first).days)
    places = [(_x((each.day - first).days / span), _y(each.value)) for each in values]
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" class="dot"/>' for x, y in places[-1:])
    return "".join(_segment(one, other, kind) for one, other in pairwise(places)) + dots


def _segment(one: tuple[str, str], other: tuple[str, str], kind: str) -> str:
    return f'<line x1="{one[0]}" y1="{one[1]}" x2="{other[0]}" y2="{other[1]}" class="{kind}"/>'


def _days(first: date, last: date) -> str:
    names = ((_x(0), first, "start"), (_x(1), last, "end"))
    return "".join(_text(x, "98%", f"{day.day} {day:%b}", anchor) for x, day, anchor in names)


def _text(x: str, y: str, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def _x(share: float) -> str:
    return f"{LEFT + share * (RIGHT - LEFT):.2f}%"


def _y(share: float) -> str:
    return f"{BOTTOM - share * (BOTTOM - TOP):.2f}%"
