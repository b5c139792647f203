"""Review: one answer to one entry, as the schedule sees it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to one entry."""

    entry_id: str
    score: float
    """0 to 1, hints already taken off."""
    at: datetime
    """With a time zone."""
    session_id: str = ""
