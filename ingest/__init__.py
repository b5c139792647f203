"""Notes in, entries and points out.

file -> Document -> Entry -> Point
"""

from ingest.entries import Entry
from ingest.errors import BadNotes, UserError
from ingest.points import Point, PointKind

__all__ = ["BadNotes", "Entry", "Point", "PointKind", "UserError"]
