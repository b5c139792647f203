"""Signals: what is measured between an answer and one point of the notes. Plain numbers, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Embedder
from tutor.interview.contrast import OPPOSABLE, Contrast, contrast
from tutor.interview.reading import Reading, stems
from tutor.interview.rubric import Criterion

RELATED = 0.5
"""Share of a point's words that a piece must have before a difference between them is a contradiction, ..."""
FOCUSED = 0.5
"""... and share of the piece's words that the point must have."""
AGREEING = 0.9
"""A piece that agrees and comes this near to the one that opposes is believed."""
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
    contrast: tuple[str, Contrast] | None
    """The piece that says the opposite, and how; None when there is none."""


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
    quote = _quote(reading, shares, near[0] if near else None)
    return Signals(
        coverage=_share(new, reading.stems),
        all_words=_share(criterion.stems, reading.stems),
        letters=_share(_grams(criterion.text), _grams(reading.text)),
        terms=_share(criterion.terms, frozenset(term for term in criterion.terms if term in reading.text.casefold())),
        piece_coverage=max(shares, default=0.0),
        similarity=max(near[0], default=0.0) if near else None,
        whole=near[1] if near else None,
        quote=quote,
        contrast=_opposition(criterion, reading.pieces),
    )


def _quote(reading: Reading, shares: Sequence[float], near: Sequence[float] | None) -> str:
    """The piece that comes nearest: the words decide, the meaning where there is an embedder; then the shortest."""
    heights = [
        (share + (near[index] if near else 0.0), -len(reading.pieces[index]), index)
        for index, share in enumerate(shares)
    ]
    return reading.pieces[max(heights)[2]] if heights else ""


def _opposition(criterion: Criterion, pieces: Sequence[str]) -> tuple[str, Contrast] | None:
    """The piece that says the opposite, if none of the nearest says the same."""
    wanted = criterion.stems - OPPOSABLE or criterion.stems
    related = [(_share(wanted, said), piece) for piece in pieces if _focused(said := stems(piece), criterion.stems)]
    related = [(share, piece) for share, piece in related if share >= RELATED]
    differences = [(share, piece, contrast(criterion.text, piece)) for share, piece in related]
    opposed = [each for each in differences if each[2].opposed]
    share, piece, found = max(opposed, key=lambda each: (each[0], -len(each[1])), default=(0.0, "", Contrast()))
    agreeing = [height for height, each, same in differences if not same.opposed and each not in piece]
    return (piece, found) if opposed and max(agreeing, default=0.0) < share * AGREEING else None


def _focused(said: frozenset[str], wanted: frozenset[str]) -> bool:
    about = said - OPPOSABLE or said
    return _share(about, wanted) >= FOCUSED


def _share(wanted: frozenset[str], found: frozenset[str]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _grams(text: str) -> frozenset[str]:
    plain = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return frozenset(plain[i : i + GRAM] for i in range(max(1, len(plain) - GRAM + 1)))
