"""Signals: what is measured between an answer and one point of the notes. Plain numbers, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Embedder
from tutor.interview.contrast import Contrast, contrast
from tutor.interview.reading import Reading, best, stems
from tutor.interview.rubric import Criterion

RELATED = 0.5
"""Share of a point's words that a piece must have before a difference between them is a contradiction."""
GRAM = 4


@dataclass(frozen=True, slots=True)
class Signals:
    """What connects an answer with one point; shares from 0 to 1."""

    coverage: float
    """Of the point's content words that the question does not give away, the share that the answer has."""
    all_words: float
    """The same, with the words of the question."""
    letters: float
    """Share of the point's runs of four letters that the answer has: forgives spelling and word forms."""
    terms: float
    """Share of the named things in the point that the answer names; 1 where there are none."""
    piece_coverage: float
    """The share of the words that the best single piece of the answer has."""
    similarity: float | None
    """Nearness in meaning of the nearest piece, -1 to 1; None without an embedder."""
    whole: float | None
    """Nearness in meaning of the whole answer."""
    quote: str
    """The piece that comes nearest."""
    contrast: Contrast
    """How that piece differs in polarity."""
    related: bool
    """Whether that piece shares enough for a difference to be a contradiction."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Nearness in meaning between each criterion and each piece of one answer."""

    pieces: tuple[tuple[float, ...], ...]
    """One row per criterion, one column per piece."""
    whole: tuple[float, ...]
    """One value per criterion."""


def meaning(criteria: Sequence[Criterion], reading: Reading, embedder: Embedder) -> Meaning:
    """Everything that needs the embedding model, in one call of it."""
    texts = [*(criterion.text for criterion in criteria), reading.text, *reading.pieces]
    vectors = embedder.passages(texts)
    products = vectors[: len(criteria)] @ vectors[len(criteria) :].T
    return Meaning(
        tuple(tuple(float(x) for x in row[1:]) for row in products), tuple(float(row[0]) for row in products)
    )


def measure(
    question: str, criterion: Criterion, reading: Reading, near: tuple[Sequence[float], float] | None
) -> Signals:
    """The signals of one criterion; `near` is its row of `Meaning`."""
    new = (criterion.stems - stems(question)) or criterion.stems
    shares = [_share(new, stems(piece)) for piece in reading.pieces]
    place, _ = best(_height(share, near[0][index] if near else None) for index, share in enumerate(shares))
    quote = reading.pieces[place] if place >= 0 else ""
    return Signals(
        coverage=_share(new, reading.stems),
        all_words=_share(criterion.stems, reading.stems),
        letters=_share(_grams(criterion.text), _grams(reading.text)),
        terms=_share(criterion.terms, frozenset(term for term in criterion.terms if term in reading.text.casefold())),
        piece_coverage=max(shares, default=0.0),
        similarity=max(near[0], default=0.0) if near else None,
        whole=near[1] if near else None,
        quote=quote,
        contrast=contrast(criterion.text, quote),
        related=_share(criterion.stems, stems(quote)) >= RELATED,
    )


def _height(share: float, near: float | None) -> float:
    """Which piece to quote: the words decide, and the meaning where there is an embedder."""
    return share if near is None else share + near


def _share(wanted: frozenset[str], found: frozenset[str]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _grams(text: str) -> frozenset[str]:
    plain = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return frozenset(plain[i : i + GRAM] for i in range(max(1, len(plain) - GRAM + 1)))
