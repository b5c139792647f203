"""Signals: what is measured between an answer and the notes. Plain numbers, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Embedder
from tutor.interview.contrast import OPPOSABLE, Contrast, contrast
from tutor.interview.figures import other_count
from tutor.interview.meaning import Nearness, TokenEmbedder, nearness
from tutor.interview.reading import Reading, stems
from tutor.interview.rubric import Criterion

RELATED = 0.5
"""Share of a point's words that a piece must have before a difference between them is a contradiction, ..."""
FOCUSED = 0.5
"""... and share of the piece's words that the point must have."""
AGREEING = 0.9
"""A piece that agrees and comes this near to the one that opposes is believed."""
CLEAR = 30
"""Words: of a longer point the clauses are not looked at by themselves, they depend too much on each other."""
GRAM = 4


@dataclass(frozen=True, slots=True)
class Signals:
    """What connects an answer with one point. Shares are from 0 to 1, nearness in meaning about the same."""

    coverage: float
    """Of the point's content words that the question does not give away, the share that the answer has."""
    all_words: float
    """The same, with the words of the question."""
    in_one_place: float
    """The share that one single piece of the answer has."""
    letters: float
    """Share of the point's runs of four letters that the answer has: forgives spelling and word forms."""
    aligned: float | None
    """Mean nearness in meaning of the point's words to their nearest words of the answer; None without an embedder."""
    nearest: float | None
    """Nearness in meaning of the nearest sentence."""
    quote: str
    """The piece that comes nearest."""
    contrast: tuple[str, Contrast] | None
    """The piece that says the opposite, and how; None when there is none."""


def measure(
    question: str, criteria: Sequence[Criterion], reading: Reading, embedder: Embedder | TokenEmbedder | None
) -> tuple[Signals, ...]:
    """The signals of each criterion."""
    texts = [criterion.text for criterion in criteria]
    near = nearness(question, texts, reading.sentences, embedder) if embedder and criteria else None
    return tuple(_point(question, criterion, reading, near, place) for place, criterion in enumerate(criteria))


def _point(question: str, criterion: Criterion, reading: Reading, near: Nearness | None, place: int) -> Signals:
    new = (criterion.stems - stems(question)) or criterion.stems
    shares = [_share(new, stems(piece)) for piece in reading.pieces]
    heights = near.nearest[place] if near else ()
    return Signals(
        coverage=_share(new, reading.stems),
        all_words=_share(criterion.stems, reading.stems),
        in_one_place=max(shares, default=0.0),
        letters=_share(_grams(criterion.text), _grams(reading.text)),
        aligned=near.aligned[place] if near else None,
        nearest=max(heights) if near else None,
        quote=_quote(reading, shares, heights),
        contrast=_opposition(question, criterion, reading),
    )


def _quote(reading: Reading, shares: Sequence[float], heights: Sequence[float]) -> str:
    """The piece that comes nearest: by words and, for sentences, by meaning; of equals the shorter."""
    nearness = [*heights, *(0.0 for _ in reading.pieces[len(heights) :])]
    ranked = [
        (share + near, -len(piece), piece) for share, near, piece in zip(shares, nearness, reading.pieces, strict=True)
    ]
    return max(ranked, default=(0.0, 0, ""))[2]


def _opposition(question: str, criterion: Criterion, reading: Reading) -> tuple[str, Contrast] | None:
    """The piece that says the opposite, if none of the nearest says the same."""
    if count := other_count(question, criterion.text, reading.text):
        return reading.text, Contrast(number=count)
    clear = len(criterion.text.split()) <= CLEAR
    text = _without_aspect(criterion)
    statements = Reading(text).pieces if clear else (text,)
    asked = stems(question)
    found = [each for statement in statements for each in _compared(statement, reading.pieces, asked)]
    opposed = [each for each in found if each[2].opposed]
    share, piece, difference = max(opposed, key=lambda each: (each[0], -len(each[1])), default=(0.0, "", Contrast()))
    agreeing = [height for height, each, same in found if not same.opposed and each not in piece]
    return (piece, difference) if opposed and max(agreeing, default=0.0) < share * AGREEING else None


def _without_aspect(criterion: Criterion) -> str:
    """Of a table cell ("Effect — Lasso: some weights are zero") what is said of whom."""
    _, dash, rest = criterion.text.partition(" — ")
    return rest if dash and criterion.point.kind == "cell" and ":" in rest else criterion.text


def _compared(statement: str, pieces: Sequence[str], asked: frozenset[str]) -> list[tuple[float, str, Contrast]]:
    """The pieces that speak of what this statement of the notes speaks of: share of its words, piece, difference."""
    ours = stems(statement)
    wanted = ours - OPPOSABLE - asked or ours - OPPOSABLE or ours
    shares = ((_share(wanted, said), piece) for piece in pieces if _focused(said := stems(piece), ours))
    return [(share, piece, contrast(statement, piece)) for share, piece in shares if share >= RELATED]


def _focused(said: frozenset[str], wanted: frozenset[str]) -> bool:
    about = said - OPPOSABLE or said
    return _share(about, wanted) >= FOCUSED


def _share(wanted: frozenset[str], found: frozenset[str]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _grams(text: str) -> frozenset[str]:
    plain = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return frozenset(plain[i : i + GRAM] for i in range(max(1, len(plain) - GRAM + 1)))
