"""Hints: a ladder from a nudge to the whole answer; each rung lowers the credit (`turn.HINT_CREDIT`)."""

from collections.abc import Sequence

from ingest import Point


def hint_text(points: Sequence[Point], rung: int, solution: str = "") -> str:
    """The hint on this rung, counted from 1: a nudge, the headings, one point, the whole answer.

    For a calculation with fresh numbers `solution` has the worked steps, and the hints come from there.
    """
    if solution:
        return _towards(solution, rung)
    if not points:
        return "Your notes hold nothing more on this question."
    ladder = (_nudge, _headings, _one_point, _whole)
    return ladder[min(max(rung, 1), len(ladder)) - 1](points)


def _nudge(points: Sequence[Point]) -> str:
    number = len(points)
    if number == 1:
        return "Your notes say one thing here: a sentence is enough."
    return f"Your notes say {number} things here. Begin with what it is, then why it is so, then an example."


def _headings(points: Sequence[Point]) -> str:
    headings = tuple(dict.fromkeys(point.heading[-1] for point in points if point.heading))
    if headings:
        return "Your notes treat it under: " + "; ".join(headings) + "."
    return f"Your notes begin with: “{_opening(points[0].text)} …”"


def _one_point(points: Sequence[Point]) -> str:
    return f"One of the points: {points[0].text}"


def _whole(points: Sequence[Point]) -> str:
    return "The whole answer in your notes:\n\n" + "\n".join(f"- {point.text}" for point in points)


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[: min(4, max(1, len(words) // 2))])


def _towards(solution: str, rung: int) -> str:
    """The way to a number: what is asked, the first step, all but the result, the whole working."""
    lines = solution.split("\n")
    steps = [line for line in lines[1:] if not line.startswith(("Result:", "Convention:"))]
    shown = ([lines[0]], steps[:1] or [lines[0]], steps[: max(1, len(steps) // 2)] or [lines[0]], lines)
    number = min(max(rung, 1), len(shown)) - 1
    says = ("What is asked for: ", "Begin with this: ", "The way to it: ", "The whole working:\n\n")
    return says[number] + "\n".join(shown[number])
