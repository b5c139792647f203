"""Rubric: what an answer is graded against, with what each part is worth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest import Point
from tutor.interview.reading import stems

ASIDE = re.compile(r"^\(?\s*(e\.\s*g\.|for example|for instance|note|example|i\.\s*e\.|see also|such as)", re.I)
SAME = 0.8
"""Two points that share this much of their words say one thing."""
WEIGHT_FIRST = 1.5
WEIGHT_ASIDE = 0.5


@dataclass(frozen=True)
class Criterion:
    """One thing that a full answer says."""

    point: Point
    weight: float

    @property
    def text(self) -> str:
        """In the notes' words."""
        return self.point.text

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return stems(self.text)


def rubric(points: Sequence[Point]) -> tuple[Criterion, ...]:
    """The points with their weights; of several that say one thing the fullest stands for all."""
    kept: list[Criterion] = []
    for place, point in enumerate(points):
        criterion = Criterion(point, _weight(point, first=place == 0 and len(points) > 1))
        twin = next((index for index, other in enumerate(kept) if _same(criterion, other)), None)
        if twin is None:
            kept.append(criterion)
        elif len(criterion.stems) > len(kept[twin].stems):
            kept[twin] = Criterion(point, kept[twin].weight)
    return tuple(criterion for criterion in kept if criterion.stems) or tuple(kept)


def _weight(point: Point, *, first: bool) -> float:
    if ASIDE.match(point.text):
        return WEIGHT_ASIDE
    return WEIGHT_FIRST if first and point.kind == "sentence" and not point.heading else 1.0


def _same(one: Criterion, other: Criterion) -> bool:
    """Points of one table share most words by nature and differ in the one that counts: they are never twins."""
    if "cell" in {one.point.kind, other.point.kind} or not one.stems or not other.stems:
        return one.text == other.text
    shared = len(one.stems & other.stems)
    return shared >= SAME * len(one.stems | other.stems)
