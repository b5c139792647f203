"""Report: what was read, what has no answer, what was left out and why, with lines."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """One file of the notes and what was found in it."""

    source: str
    lines: int
    entries: int
    answered: int
    points: int
    convention: str
    """How questions are written there, in words ("headings with a number"), or "no questions found"."""


@dataclass(frozen=True, slots=True)
class TopicCount:
    """One topic and its entries."""

    topic: tuple[str, ...]
    """The headings above, outermost first; () for entries that stand under none."""
    entries: int
    answered: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the notes do not answer."""

    question: str
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Lines that are neither question nor answer."""

    reason: str
    line: int
    end_line: int
    source: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was read in the likeliest way, but should be looked at."""

    message: str
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one reading found, as plain values for the window and the command line."""

    documents: tuple[DocumentCount, ...] = ()
    topics: tuple[TopicCount, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def entries(self) -> int:
        """How many questions were found."""
        return sum(one.entries for one in self.documents)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return sum(one.answered for one in self.documents)

    @property
    def points(self) -> int:
        """How many points were found, those of plain notes included."""
        return sum(one.points for one in self.documents)
