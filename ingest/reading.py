"""Document -> entries and points."""

import hashlib
import re
from dataclasses import dataclass

from ingest.document import Document
from ingest.entries import Entry
from ingest.markdown import blocks
from ingest.mathematics import normalise
from ingest.points import Point
from ingest.splitting import points_of

_NUMBERED = re.compile(r"^(?P<label>(?:Q|Question)\s*\d+|\d+(?=[.)]))\s*[.:)]*\s*(?P<text>.*)$", re.IGNORECASE)
_LABELLED = re.compile(r"^\s*#*\s*(?:Q|Question)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document holds."""

    entries: tuple[Entry, ...]
    points: tuple[Point, ...]


def read_document(document: Document) -> Reading:
    """The entries and points of one document."""
    raw = document.text.split("\n")
    lines = normalise(raw, [False] * len(raw))
    tokens = blocks("\n".join(lines))
    heads = [(t.map[0], tokens[i + 1].content) for i, t in enumerate(tokens) if t.type == "heading_open" and t.map]
    marks = [(at, m["text"].strip() or m["label"]) for at, text in heads if (m := _NUMBERED.match(text))]
    labelled = [mark for mark in marks if _LABELLED.match(lines[mark[0]])]
    marks = labelled or marks
    entries: list[Entry] = []
    points: list[Point] = []
    for n, (at, question) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(lines)
        body = list(range(at + 1, end))
        while body and lines[body[-1]].strip() in {"", "---"}:
            body.pop()
        answer = "\n".join(lines[i] for i in body).strip("\n")
        entry = Entry(
            _id(question), question, answer.strip(), (), at + 1, (body[-1] if body else at) + 1, document.name
        )
        entries.append(entry)
        text = "\n".join(lines[i] for i in body)
        points.extend(points_of(text, entry_id=entry.id, first_line=at + 2, source=document.name))
    if not entries:
        points.extend(points_of("\n".join(lines), source=document.name))
    return Reading(tuple(entries), tuple(points))


def _id(question: str) -> str:
    words = re.sub(r"[\W_]+", " ", question.lower()).split()
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]
    return "-".join([*words[:4], digest])
