"""Entailment: what a handful of linear facts about a population says for sure about a share of it.

A population is its cells, one for every way in which the events can come together; every fact is a homogeneous linear
equation over their sizes ("of the sick 90 % test positive": both - 0.9 sick = 0; the last column is one person, so that
counts are equations too). A share is entailed where it is the same in every solution (Nilsson, Probabilistic Logic,
1986: lower and upper bound meet). Exact, in fractions.
"""

from collections.abc import Sequence
from fractions import Fraction

Row = list[Fraction]


def entailed(facts: Sequence[Row], above: Row, below: Row) -> Fraction | None:
    """The size of `above` over the size of `below` in every population that the facts allow; None where it is open.

    None too where no population of this kind exists: where the facts contradict each other or a cell would be
    negative.
    """
    solutions = _null_space(facts, len(above))
    tops = [_dot(above, each) for each in solutions]
    bottoms = [_dot(below, each) for each in solutions]
    at = next((place for place, bottom in enumerate(bottoms) if bottom), None)
    if at is None:
        return None
    share = tops[at] / bottoms[at]
    if any(top != share * bottom for top, bottom in zip(tops, bottoms, strict=True)):
        return None
    if len(solutions) == 1 and min(solutions[0]) < 0 < max(solutions[0]):
        return None
    return share


def _dot(left: Row, right: Row) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True) if a and b), Fraction(0))


def _null_space(facts: Sequence[Row], width: int) -> list[Row]:
    """A basis of the solutions, by Gauss-Jordan elimination."""
    rows = [list(each) for each in facts]
    pivots: list[int] = []
    for column in range(width):
        found = next((each for each in rows[len(pivots) :] if each[column]), None)
        if found is None:
            continue
        place = rows.index(found, len(pivots))
        rows[len(pivots)], rows[place] = rows[place], rows[len(pivots)]
        _clear(rows, len(pivots), column)
        pivots.append(column)
    free = [column for column in range(width) if column not in pivots]
    return [_solution(rows, pivots, column, width) for column in free]


def _clear(rows: list[Row], at: int, column: int) -> None:
    """The row at that place divided by its pivot, and taken off all others."""
    pivot = rows[at][column]
    rows[at] = [each / pivot for each in rows[at]]
    for place, row in enumerate(rows):
        factor = row[column]
        if place != at and factor:
            rows[place] = [a - factor * b if b else a for a, b in zip(row, rows[at], strict=True)]


def _solution(rows: list[Row], pivots: list[int], free: int, width: int) -> Row:
    found = [Fraction(0)] * width
    found[free] = Fraction(1)
    for row, pivot in zip(rows, pivots, strict=False):
        found[pivot] = -row[free]
    return found
