"""Passage: what is read together, and the texts by which it is found.

An entry with its answer is one passage; in plain notes, that stand under no question, a paragraph or list is.
A point is found by its own words and by those of its passage: "Smaller" alone says little.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest import Entry, Point

BEGINNING = 800
"""Characters of an answer that are embedded with its question: MiniLM reads 256 word pieces."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An entry, or a paragraph of plain notes."""

    entry: int
    """Place of the entry, which is also the passage's; -1 for plain notes, which come after."""
    points: tuple[int, ...]
    """Places of its points, in document order."""
    head: str
    """The question behind its innermost topic, or the headings of plain notes."""
    text: str
    """Its points, one after another."""

    @property
    def beginning(self) -> str:
        """What is embedded for the passage as a whole."""
        return f"{self.head}\n{self.text[:BEGINNING]}".strip()


def passages_of(entries: Sequence[Entry], points: Sequence[Point]) -> tuple[Passage, ...]:
    """The entries in order, then the paragraphs of plain notes in order."""
    of_entry: dict[str, list[int]] = {entry.id: [] for entry in entries}
    plain = []
    for place, point in enumerate(points):
        of_entry[point.entry_id].append(place) if point.entry_id in of_entry else plain.append(place)
    asked = (
        Passage(place, tuple(of_entry[entry.id]), _head(entry), _text(points, of_entry[entry.id]))
        for place, entry in enumerate(entries)
    )
    return (*asked, *_paragraphs(points, plain))


def point_text(point: Point, head: str) -> str:
    """A point as it is embedded: under its question and headings."""
    context = ": ".join((head, *point.heading)) if head else ": ".join(point.heading)
    return f"{context}\n{point.text}".strip()


def _head(entry: Entry) -> str:
    return ": ".join((*entry.topic[-1:], entry.question))


def _paragraphs(points: Sequence[Point], places: Sequence[int]) -> Iterator[Passage]:
    number = 0
    numbers = []
    for before, here in zip([-1, *places], places, strict=False):
        if before < 0 or not _read_on(points[before], points[here]):
            number += 1
        numbers.append(number)
    for _, group in groupby(zip(numbers, places, strict=True), key=lambda pair: pair[0]):
        together = tuple(place for _, place in group)
        yield Passage(-1, together, " ".join(points[together[0]].heading), _text(points, together))


def _read_on(before: Point, here: Point) -> bool:
    same = before.source == here.source and before.heading == here.heading
    return same and before.line <= here.line <= before.end_line + 1


def _text(points: Sequence[Point], places: Sequence[int]) -> str:
    return "\n".join(points[place].text for place in places)
