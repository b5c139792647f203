"""Grade: what a free-text answer is worth, point by point."""

from dataclasses import dataclass
from enum import StrEnum


class PointStatus(StrEnum):
    """What the answer does with one point of the notes."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class PointGrade:
    """One point of the notes and what the answer says of it."""

    text: str
    status: PointStatus
    quote: str
    """The words of the answer that show it; "" when there are none."""
    line: int
    """The point's line in the notes (or in the reference answer)."""
    why: str
    """The named signals behind the status, for a person."""
    weight: float = 1.0
    credit: float = 0.0
    """What the answer earns on this point, 0 to 1; the score is made of these, weighted."""
    point_id: str = ""
    """Id of the point in the notes; "" for a bare reference answer."""


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """One number that the answer claims, checked by the calculator."""

    claimed: str
    right: bool
    message: str


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth and why: the score follows from the points shown."""

    score: float
    """0 to 1."""
    points: tuple[PointGrade, ...]
    numbers: tuple[NumberCheck, ...]
    follow_up: str
    """The question that an interviewer would ask next; "" when nothing is missing."""
    remark: str = ""
    """A kind word where the answer is empty, echoes the question, ...; "" otherwise."""

    @property
    def covered(self) -> tuple[PointGrade, ...]:
        """The points that the answer makes."""
        return tuple(point for point in self.points if point.status is PointStatus.COVERED)

    @property
    def lacking(self) -> tuple[PointGrade, ...]:
        """The points that it misses, contradicts or makes by half, the most valuable first."""
        lacking = (PointStatus.CONTRADICTED, PointStatus.MISSING, PointStatus.PARTLY)
        points = (point for point in self.points if point.status in lacking)
        return tuple(sorted(points, key=lambda point: (lacking.index(point.status), -point.weight)))
