"""Notes: everything one reading found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document, decode, from_text, read_bytes
from ingest.entries import Entry
from ingest.limits import Limits
from ingest.points import Point
from ingest.reading import read_document
from ingest.report import DocumentCount, Report, TopicCount, Unanswered

LIMITS = Limits()
"""What is refused unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Entries in the order of the documents, their points, and what is worth telling about the reading."""

    entries: tuple[Entry, ...]
    """Unanswered ones too, with answer ""."""
    points: tuple[Point, ...]
    report: Report
    documents: tuple[Document, ...]


def read_notes(paths: Sequence[Path], *, limits: Limits = LIMITS, previous: Sequence[Entry] = ()) -> Notes:
    """Files and folders as one set of notes; `previous` are the entries of the last reading, so that ids stay.

    Raises BadNotes for a file that is missing, not text, or over a limit.
    """
    return _notes([_open(path, limits) for path in paths], previous)


def read_text(text: str, name: str = "notes.md", *, limits: Limits = LIMITS, previous: Sequence[Entry] = ()) -> Notes:
    """The same from a string."""
    return _notes([from_text(text, name, limits)], previous)


def _open(path: Path, limits: Limits) -> Document:
    data = read_bytes(path, limits.bytes)
    return from_text(decode(data, path.name), path.name, limits, path, data)


def _notes(documents: Sequence[Document], previous: Sequence[Entry]) -> Notes:
    readings = [read_document(document) for document in documents]
    entries = tuple(entry for reading in readings for entry in reading.entries)
    points = tuple(point for reading in readings for point in reading.points)
    topics: Counter[tuple[str, ...]] = Counter(entry.topic for entry in entries)
    answered: Counter[tuple[str, ...]] = Counter(entry.topic for entry in entries if entry.answered)
    report = Report(
        documents=tuple(
            DocumentCount(
                d.name, d.lines, len(r.entries), sum(e.answered for e in r.entries), len(r.points), r.convention
            )
            for d, r in zip(documents, readings, strict=True)
        ),
        topics=tuple(TopicCount(topic, count, answered[topic]) for topic, count in topics.items()),
        unanswered=tuple(Unanswered(e.question, e.line, e.source) for e in entries if not e.answered),
    )
    return Notes(entries, points, report, tuple(documents))
