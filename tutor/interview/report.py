"""Report: what an interview showed."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean

from tutor.interview.grade import PointStatus
from tutor.interview.turn import Outcome, Turn

WEAKEST = 5
"""How many weak points a report names."""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """The mean score of the questions under one heading."""

    topic: str
    score: float
    """0 to 1."""
    questions: int


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A point that an answer missed or got wrong, with the place to read it."""

    text: str
    status: PointStatus
    question: str
    entry_id: str
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an interview showed; every figure follows from the turns."""

    session_id: str
    turns: tuple[Turn, ...]
    unasked: int = 0
    """Planned questions that were not reached."""

    @property
    def counted(self) -> tuple[Turn, ...]:
        """The turns that enter the means: follow-ups and skipped questions don't."""
        return tuple(turn for turn in self.turns if turn.counts)

    @property
    def follow_ups(self) -> tuple[Turn, ...]:
        """The follow-ups, credited by themselves."""
        return tuple(turn for turn in self.turns if turn.question.follow_up)

    @property
    def skipped(self) -> tuple[Turn, ...]:
        """The questions that were passed over."""
        return tuple(turn for turn in self.turns if turn.outcome is Outcome.SKIPPED)

    @property
    def mean_score(self) -> float | None:
        """0 to 1; None when nothing was answered."""
        return fmean(turn.score for turn in self.counted) if self.counted else None

    @property
    def by_topic(self) -> tuple[TopicScore, ...]:
        """The mean score of each topic, the weakest first."""
        scores: defaultdict[str, list[float]] = defaultdict(list)
        for turn in self.counted:
            scores[" › ".join(turn.question.topic)].append(turn.score)
        topics = (TopicScore(topic, fmean(values), len(values)) for topic, values in scores.items())
        return tuple(sorted(topics, key=lambda topic: (topic.score, topic.topic)))

    @property
    def weakest(self) -> tuple[WeakPoint, ...]:
        """What to read next: wrong points first, then missing ones by weight, without those made good later."""
        made_good = {turn.question.point_id for turn in self.follow_ups if turn.score >= 0.6}
        found = [
            (rank, turn, point)
            for turn in self.counted
            for rank, point in enumerate(turn.grade.lacking)
            if point.point_id not in made_good or not point.point_id
        ]
        found.sort(key=lambda each: (each[2].status is not PointStatus.CONTRADICTED, each[0], each[1].score))
        return tuple(
            WeakPoint(
                point.text, point.status, turn.question.text, turn.question.entry_id, point.line, turn.question.source
            )
            for _, turn, point in found[:WEAKEST]
        )
