"""Point: one checkable statement of an answer."""

from dataclasses import dataclass
from typing import Literal

PointKind = Literal["sentence", "item", "cell", "formula", "code"]


@dataclass(frozen=True, slots=True)
class Point:
    """One checkable statement: found by retrieval, cited by answers, checked by grades, scheduled by reviews."""

    id: str
    """Unique in the notes; begins with the entry's id when the point belongs to an entry."""
    entry_id: str
    """The entry it belongs to; "" for a point of plain notes that stand under no question."""
    text: str
    """Readable on its own, Markdown marks removed, LaTeX kept as $...$ or $$...$$."""
    heading: tuple[str, ...]
    """Headings inside the answer that it stands under, outermost first."""
    line: int
    """First line in the file, counted from 1."""
    end_line: int
    kind: PointKind
    source: str
    """Name of the file."""
