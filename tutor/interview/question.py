"""Question: what the interviewer asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an interview: an entry of the notes, or a follow-up on one of its points."""

    entry_id: str
    text: str
    number: int
    """Counted from 1; a follow-up carries the number of the question it digs into."""
    of: int
    """How many questions were planned, follow-ups not counted."""
    topic: tuple[str, ...]
    """Headings above the entry, outermost first."""
    line: int
    """Line of the entry's question in the notes."""
    source: str
    """Name of the file."""
    follow_up: bool = False
    point_id: str = ""
    """For a follow-up: the point that it asks for."""
    depth: int = 0
    """How many follow-ups deep: 0 for a question of the plan."""
    context: str = ""
    """What the question is about, as Markdown: the code of "What's the output?", the options to choose from."""
