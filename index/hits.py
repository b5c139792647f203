"""Hits: what a search brings back, with its reasons."""

from dataclasses import dataclass

from ingest import Entry, Point


@dataclass(frozen=True, slots=True)
class Why:
    """Why something was found."""

    dense: float
    """Cosine of its meaning with that of the question, -1 to 1."""
    dense_rank: int
    """Place in the order of meaning alone, from 1."""
    lexical: float
    """Share of the question's words, weighed by rarity, that it holds; 0 to about 1."""
    lexical_rank: int | None
    """Place in the order of words alone, from 1; None when it shares none."""
    words: tuple[str, ...]
    """The question's words that it holds in some form."""

    def __str__(self) -> str:
        """One line for a person."""
        meaning = f"meaning {self.dense:.2f} (no. {self.dense_rank})"
        if self.lexical_rank is None:
            return f"{meaning}, no words in common"
        return f"{meaning}, words {self.lexical:.2f} (no. {self.lexical_rank}: {', '.join(self.words)})"


@dataclass(frozen=True, slots=True)
class EntryHit:
    """An entry that was found."""

    entry: Entry
    score: float
    """Higher is nearer; comparable within one search only."""
    why: Why


@dataclass(frozen=True, slots=True)
class PointHit:
    """A point that was found."""

    point: Point
    score: float
    """Higher is nearer; comparable within one search only."""
    why: Why


@dataclass(frozen=True, slots=True)
class Signals:
    """What a search says about whether the notes cover the question; deciding is left to the asker."""

    question_similarity: float
    """Best cosine of the question with a question of the notes; -1 when there are none."""
    passage_similarity: float
    """Best cosine with a whole entry or paragraph."""
    point_similarity: float
    """Best cosine with a point under its headings."""
    passage_words: float
    """Best share of the question's rare words in one entry or paragraph, 0 to about 1."""
    point_words: float
    """Best share of them in one point."""
    lead: float
    """How far the first passage is ahead of the second, in score."""
    agreement: float
    """Share of the first three by words that are among the first three by meaning; 0 when none shares a word."""
    unknown: tuple[str, ...]
    """Content words of the question that occur nowhere in the notes in any form."""


@dataclass(frozen=True, slots=True)
class Results:
    """Entries and points for one question, best first, all of one generation of the index."""

    query: str
    """The question as it was asked."""
    searched: str
    """The question as it was searched for: typing errors mended."""
    corrections: tuple[tuple[str, str], ...]
    """Words that were read as others: (as typed, as read)."""
    synonyms: tuple[tuple[str, str], ...]
    """Names that were also searched for under another: (as asked, as the notes have it)."""
    entries: tuple[EntryHit, ...]
    points: tuple[PointHit, ...]
    signals: Signals
    generation: str
