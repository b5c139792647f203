"""Answer -> points: the statements of an answer with ids that survive edits elsewhere."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from ingest.cleaning import clean
from ingest.points import Point
from ingest.statement import Statement
from ingest.statements import statements


def points_of(
    markdown: str, *, entry_id: str = "", first_line: int = 1, source: str = "", heading: tuple[str, ...] = ()
) -> tuple[Point, ...]:
    """The points of cleaned Markdown that begins on `first_line` of its file; `heading` is put before each path."""
    found = [one for one in statements(markdown) if one.text.strip()]
    ids = _ids(found, entry_id or "notes")
    return tuple(
        Point(
            id=name,
            entry_id=entry_id,
            text=one.text,
            heading=heading + one.heading,
            line=first_line + one.first,
            end_line=first_line + one.last,
            kind=one.kind,
            source=source,
        )
        for name, one in zip(ids, found, strict=True)
    )


def _ids(found: Sequence[Statement], prefix: str) -> list[str]:
    """Made from the words; the same words again are told apart by their count."""
    seen: Counter[str] = Counter()
    names = []
    for one in found:
        key = re.sub(r"\W+", " ", " ".join((*one.heading[-1:], one.text)).lower()).strip() or one.text
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[digest] += 1
        names.append(f"{prefix}:{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else ""))
    return names


def split_points(answer: str, *, entry_id: str = "", source: str = "") -> tuple[Point, ...]:
    """The points of one free-standing answer (Markdown); lines count from 1 in the answer."""
    text = "\n".join(clean(answer.replace("\r\n", "\n").replace("\r", "\n")).lines)
    return points_of(text, entry_id=entry_id, source=source)
