"""Do the notes cover this question? Decided in code, before any model is asked."""

from enum import StrEnum

from index import Results, Signals

NOT_COVERED = "Your notes don't cover this."

ENOUGH, PARTLY_ENOUGH = 0.60, 0.45
WORDS, UNKNOWN = 0.5, 0.25
"""What the question's rare words in one place add to its meaning, and each word that the notes never use takes away."""


class Coverage(StrEnum):
    """How much of the question the notes answer."""

    YES = "covered"
    PARTLY = "partly_covered"
    NOT = "not_in_notes"


def decide(results: Results) -> Coverage:
    """From several signals together: meaning, rare words in one place, words that the notes never use."""
    near = nearness(results.signals) if results.points else 0.0
    if near < PARTLY_ENOUGH:
        return Coverage.NOT
    return Coverage.PARTLY if near < ENOUGH or results.signals.unknown else Coverage.YES


def nearness(signals: Signals) -> float:
    """How near the notes come to the question; around 1 for a question of the notes themselves."""
    meaning = max(signals.question_similarity, signals.passage_similarity, signals.point_similarity)
    return meaning + WORDS * signals.passage_words - UNKNOWN * len(signals.unknown)


def shortfall(results: Results) -> tuple[str, ...]:
    """What a person should know of a question that is only partly covered."""
    unknown = results.signals.unknown
    if not unknown:
        return ("Your notes touch on this only partly; these are the nearest lines.",)
    words = ", ".join(f"“{word}”" for word in unknown)
    return (f"Your notes never mention {words}; these are the nearest lines.",)
