"""Neighbours: what belongs to a point by the structure of the notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.words import content_words, stem
from ingest import Point

LONGEST_LABEL = 60
BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands around a point in its entry (or, in plain notes, under its headings), in document order."""

    lead: tuple[Point, ...]
    """The sentence that introduces the list or table that the point is part of; empty when there is none."""
    same_heading: tuple[Point, ...]
    """The other points directly under its innermost heading, or beside it where the answer has no headings."""
    same_row: tuple[Point, ...]
    """The other cells of its table row: the same property of what is compared."""
    related_headings: tuple[tuple[Point, ...], ...]
    """Per other heading that names what the point is about, the points under it: for "High Bias: training error is
    high" those under "Addressing High Bias"."""


def neighbours(point: Point, around: Sequence[Point]) -> Neighbours:
    """What belongs to a point; around are the points of its entry, or of its file in plain notes, in order."""
    beside = [one for one in around if one.heading == point.heading and one.id != point.id]
    return Neighbours(
        lead=tuple(_lead(point, beside)),
        same_heading=tuple(beside),
        same_row=tuple(one for one in beside if one.kind == point.kind == "cell" and one.line == point.line),
        related_headings=tuple(_related(point, around)),
    )


def _lead(point: Point, beside: Sequence[Point]) -> Iterator[Point]:
    before = [one for one in beside if one.line < point.line and one.kind == "sentence"]
    if point.kind in {"item", "cell"} and before and before[-1].text.rstrip().endswith(":"):
        yield before[-1]


def _related(point: Point, around: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    subjects = [subject for subject in map(_subject, (*point.heading[-1:], *_label(point))) if subject]
    for heading in dict.fromkeys(one.heading for one in around if one.heading and one.heading != point.heading):
        if any(subject <= _subject(heading[-1]) for subject in subjects):
            yield tuple(one for one in around if one.heading == heading)


def _label(point: Point) -> Iterator[str]:
    """What stands before the colon: "High Bias" of "High Bias (Underfitting): Training error is high."."""
    label, colon, _ = point.text.partition(":")
    if colon and len(label) <= LONGEST_LABEL:
        yield BRACKETS.sub("", label)


def _subject(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(name))
