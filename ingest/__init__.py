"""Notes in, entries and points out.

file -> Document -> Entry -> Point
"""

from ingest.document import Document
from ingest.entries import Entry
from ingest.errors import BadNotes, UserError
from ingest.identity import Changes, changes
from ingest.limits import Limits
from ingest.notes import Notes, read_notes, read_text
from ingest.points import Point, PointKind
from ingest.report import DocumentCount, Report, Skipped, TopicCount, Unanswered, Warned
from ingest.splitting import split_points

__all__ = [
    "BadNotes",
    "Changes",
    "Document",
    "DocumentCount",
    "Entry",
    "Limits",
    "Notes",
    "Point",
    "PointKind",
    "Report",
    "Skipped",
    "TopicCount",
    "Unanswered",
    "UserError",
    "Warned",
    "changes",
    "read_notes",
    "read_text",
    "split_points",
]
