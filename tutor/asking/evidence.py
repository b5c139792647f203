"""Which points of the notes an answer may use."""

from collections.abc import Sequence

from index import Index, PointHit, Results
from ingest import Entry, Point
from tutor.asking.answer import Evidence, Nearest

MOST = 5
"""Few lines win: whatever else is in sight misleads a small model."""
SHARE = 0.6
"""A point must score at least this share of the best one."""


def choose(results: Results, index: Index) -> tuple[Evidence, ...]:
    """The best points, numbered in the order of the notes."""
    hits = _best(results.points)
    order = {point.id: place for place, point in enumerate(index.points)}
    entries = {entry.id: entry for entry in index.entries}
    points = sorted((hit.point for hit in hits), key=lambda point: order[point.id])
    return tuple(_evidence(n, point, entries.get(point.entry_id)) for n, point in enumerate(points, 1))


def nearest(results: Results, most: int = 3) -> tuple[Nearest, ...]:
    """The entries closest to a question that the notes don't cover."""
    return tuple(
        Nearest(hit.entry.id, hit.entry.question, hit.entry.line, hit.entry.source) for hit in results.entries[:most]
    )


def _best(hits: Sequence[PointHit]) -> Sequence[PointHit]:
    return [hit for hit in hits[:MOST] if hit.score >= SHARE * hits[0].score] if hits else []


def _evidence(n: int, point: Point, entry: Entry | None) -> Evidence:
    question = entry.question if entry else ""
    return Evidence(n, point.entry_id, question, point.heading, point.text, point.line, point.end_line, point.source)
