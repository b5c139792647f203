"""Borrowed: what a table of the notes says of one thing, told of another.

"Gradient clipping is against vanishing", where its cell says "Exploding" and "Vanishing" stands in another row of that
column: the clause has the words that only the other cell has, and none that only its own has.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tutor.interview.comparison import Comparison
from tutor.interview.exchange import TURNS, words
from tutor.interview.reading import stems
from tutor.interview.statement import content
from tutor.interview.subjects import Cell, Subject, cells

Words = frozenset[str]
MOSTLY = 0.67
"""Share of the words of the other cell that the clause has."""


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A clause that says of one thing what a cell says of another."""

    text: str
    things: str
    """Whose it is and of what it is told: "vanishing/clipping"."""


def borrowed(compared: Comparison) -> Mapping[int, Borrowed]:
    """Per point, the clause."""
    table = cells(compared.question, compared.criteria)
    return {place: found for place, cell in table.items() for found in _told_of(place, cell, table, compared)}


def _told_of(place: int, cell: Cell, table: Mapping[int, Cell], compared: Comparison) -> Iterator[Borrowed]:
    beside = [other for other in table.values() if other.aspect == cell.aspect and other.thing != cell.thing]
    own = words(cell.value)
    if not beside or not own:
        return
    elsewhere = _said_of(cell.thing, compared)
    for piece in compared.said:
        said = words(piece.text)
        if not _of(cell.thing, beside, piece.text) or TURNS.search(piece.text) or said & _only(own, beside):
            continue
        for other in beside:
            theirs = words(other.value) - own - elsewhere - stems(compared.question)
            if theirs and len(theirs & said) >= MOSTLY * len(theirs):
                yield Borrowed(piece.text, f"{_name(other.thing)}/{_name(cell.thing)}")
                return


def _of(thing: Subject, beside: Sequence[Cell], text: str) -> bool:
    """Whether a clause names this thing and no other."""
    said = content(text)
    return thing <= said and not any((other.thing - thing) & said for other in beside)


def _only(own: Words, beside: Sequence[Cell]) -> Words:
    """The words of a cell that not all cells beside it have."""
    return own - frozenset.intersection(*(words(other.value) for other in beside))


def _said_of(thing: Subject, compared: Comparison) -> Words:
    """Whatever the notes say where they speak of a thing."""
    texts = (each.text for each in compared.criteria if thing & stems(each.text) == thing)
    return frozenset().union(*(words(text) for text in texts))


def _name(thing: Subject) -> str:
    return " ".join(sorted(thing))
