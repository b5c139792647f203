"""Schedule: when an entry is due again, and how far it is mastered. Nothing here reads a clock.

The intervals are those of FSRS (the package `fsrs`), without its random fuzz, so that the same reviews always give the
same date. It has no steps of minutes here: an interview is held once a day or so, and an answer given again minutes
after its feedback shows what was just read, not what is known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fsrs import Card, Rating, Scheduler

from tutor.interview.review import Review

ECHO = timedelta(minutes=30)
"""An answer this soon after the one before is an echo of its feedback."""
PASSED = 0.6
CAPS = (0.0, 0.5, 0.8)
"""Mastery shown after so many answers that were no echo: one right answer is not mastery."""
RATINGS = ((0.35, Rating.Again), (PASSED, Rating.Hard), (0.9, Rating.Good))
RECENCY = 0.6
"""How much an answer counts against the one after it."""

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=365)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one entry stands."""

    due: datetime
    mastery: float
    """0 to 1: the scores, the latest counting most, capped while there are few."""
    last_score: float
    answers: int
    """Answers that were no echo."""


def standing(reviews: Sequence[Review]) -> Standing:
    """Where the entry of these reviews (one at least, in the order they were given) stands."""
    counted = _without_echoes(reviews)
    card = Card(card_id=1, due=counted[0].at)
    for review in counted:
        card, _ = _SCHEDULER.review_card(card, _rating(review.score), review.at)
    return Standing(card.due, _mastery(counted), counted[-1].score, len(counted))


def standings(reviews: Iterable[Review]) -> dict[str, Standing]:
    """Where each entry that has been answered stands, by its id."""
    by_entry: dict[str, list[Review]] = {}
    for review in reviews:
        by_entry.setdefault(review.entry_id, []).append(review)
    return {entry_id: standing(of_entry) for entry_id, of_entry in by_entry.items()}


def _without_echoes(reviews: Sequence[Review]) -> list[Review]:
    """A clock that was set back makes an answer look early, never late: such an answer is an echo too."""
    counted = [reviews[0]]
    for review in reviews[1:]:
        if review.at - counted[-1].at >= ECHO:
            counted.append(review)
    return counted


def _rating(score: float) -> Rating:
    return next((rating for below, rating in RATINGS if score < below), Rating.Easy)


def _mastery(reviews: Sequence[Review]) -> float:
    weights = [RECENCY**age for age in range(len(reviews))]
    mean = sum(w * review.score for w, review in zip(weights, reversed(reviews), strict=True)) / sum(weights)
    return min(mean, CAPS[len(reviews)] if len(reviews) < len(CAPS) else 1.0)
