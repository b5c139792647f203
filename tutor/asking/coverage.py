"""Do the notes cover this question? Decided in code, before any model is asked."""

from enum import StrEnum

from index import Results, Signals

NOT_COVERED = "Your notes don't cover this."

SURE = 0.62
"""A cosine from which on a passage is about the question, whatever its words."""
LIKELY = 0.42
"""A cosine from which on it is, if it also shares the question's rare words."""
WORDS = 0.45
"""The share of the question's rare words that it has to hold then."""


class Coverage(StrEnum):
    """How much of the question the notes answer."""

    YES = "covered"
    PARTLY = "partly_covered"
    NOT = "not_in_notes"


def decide(results: Results) -> Coverage:
    """From several signals together: meaning, rare words in one place, words that the notes never use."""
    signals = results.signals
    if not results.points or not _near(signals):
        return Coverage.NOT
    return Coverage.PARTLY if signals.unknown and signals.question_similarity < SURE else Coverage.YES


def _near(signals: Signals) -> bool:
    meaning = max(signals.question_similarity, signals.passage_similarity, signals.point_similarity)
    words = max(signals.passage_words, signals.point_words)
    if meaning >= SURE:
        return not signals.unknown or words >= WORDS
    return meaning >= LIKELY and words >= WORDS and len(signals.unknown) <= 1
