"""Entry: one question of the notes with its answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the notes with its answer, its topic and its lines in the file."""

    id: str
    """Made from the content, so that it survives edits elsewhere in the file."""
    question: str
    """As a person would say it: without heading marks, number, bold marks or difficulty sign."""
    answer: str
    """The whole answer as it stands in the notes (Markdown); "" when the notes give none."""
    topic: tuple[str, ...]
    """The headings above the question, outermost first."""
    line: int
    """Line of the question, counted from 1."""
    end_line: int
    """Last line of the answer (the question's own line when there is none)."""
    source: str
    """Name of the file."""
    context: str = ""
    """Markdown that belongs to the question: its code, its options; "" for most."""

    @property
    def answered(self) -> bool:
        """Whether the notes hold an answer."""
        return bool(self.answer)
