"""Turn: one question with what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from tutor.interview.grade import Grade
from tutor.interview.question import Question


class Outcome(StrEnum):
    """What the candidate did with a question."""

    ANSWERED = "answered"
    DONT_KNOW = "dont_know"
    SKIPPED = "skipped"


HINT_CREDIT = (1.0, 0.9, 0.75, 0.5, 0.0)
"""What an answer may still earn after so many hints; the last hint shows the whole answer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, the answer to it, its grade, and what is asked next."""

    question: Question
    answer: str
    """The candidate's own words; "" when the question was skipped."""
    grade: Grade
    next: Question | None
    """None when the interview is over."""
    outcome: Outcome = Outcome.ANSWERED
    hints: int = 0
    """How many hints were taken before the answer."""

    @property
    def score(self) -> float:
        """The grade's score, lowered by the hints taken."""
        return self.grade.score * HINT_CREDIT[min(self.hints, len(HINT_CREDIT) - 1)]

    @property
    def counts(self) -> bool:
        """Whether it enters the means: a skipped question and a follow-up don't."""
        return self.outcome is not Outcome.SKIPPED and not self.question.follow_up
