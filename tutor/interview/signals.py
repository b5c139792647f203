"""Signals: what is measured between an answer and the notes. Plain numbers, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Embedder
from tutor.interview.comparison import Comparison
from tutor.interview.contrast import Contrast
from tutor.interview.doubt import doubts
from tutor.interview.meaning import Nearness, nearness
from tutor.interview.opposition import oppositions
from tutor.interview.reading import Reading, stems
from tutor.interview.rubric import Criterion
from tutor.interview.statement import parts
from tutor.interview.whole import Whole, whole

GRAM = 4
MOSTLY = 0.6
"""Share of the words that a sentence has of a point, which its clause must have to be quoted for the whole."""
WHOLE = 0.3
"""What nearness to all of the notes counts beside nearness to the point. Human marks alone would have it count nearly
as much, but then an answer earns something on points that it never mentions."""
NEARLY = 0.8
"""A sentence that comes this near to a point, beside the nearest, may be quoted instead."""


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
    meant: float | None
    """The same, what the question says counting less, and half of it from the whole answer read in one."""
    nearest: float | None
    """Nearness in meaning of the nearest sentence."""
    own: float | None
    """Nearness in meaning of one sentence to what only this point says."""
    whole: float | None
    """Nearness in meaning of the whole answer to all of the notes; the same for every point."""
    subject: float | None
    """How far the answer is on the subject at all, 0 to 1; the same for every point."""
    quote: str
    """The piece that comes nearest."""
    contrast: tuple[str, Contrast] | None = None
    """The piece that says the opposite, and how; None when there is none."""
    doubt: tuple[str, Contrast] | None = None
    """The piece that may say something else, and how, where that is not sure; None when there is none."""

    @property
    def near(self) -> float | None:
        """Nearness in meaning to the point, and a little to all of the notes; None without an embedder."""
        if self.meant is None or self.whole is None:
            return None
        return (self.meant + WHOLE * self.whole) / (1 + WHOLE)


def measure(
    question: str, criteria: Sequence[Criterion], reading: Reading, embedder: Embedder | None
) -> tuple[Signals, ...]:
    """The signals of each criterion."""
    texts = [criterion.text for criterion in criteria]
    near = nearness(question, texts, reading.sentences, embedder, reading.passages) if embedder and criteria else None
    notes = Reading(" ".join(texts)).passages
    entire = whole(question, notes, reading.passages, embedder) if embedder and criteria else None
    compared = Comparison(question, criteria, reading)
    opposed, doubted = oppositions(compared), doubts(compared)
    ranked = [
        _quotes(reading, _new(question, each), near.own[place] if near else ()) for place, each in enumerate(criteria)
    ]
    return tuple(
        replace(
            _point(question, criterion, reading, near, entire, place),
            contrast=opposed[place],
            doubt=doubted.get(place),
            quote=quote,
        )
        for place, (criterion, quote) in enumerate(zip(criteria, _given_out(ranked), strict=True))
    )


def _point(
    question: str, criterion: Criterion, reading: Reading, near: Nearness | None, entire: Whole | None, place: int
) -> Signals:
    new = _new(question, criterion)
    shares = [_share(new, stems(piece)) for piece in reading.pieces]
    heights = near.own[place] if near else ()
    return Signals(
        coverage=_share(new, reading.stems),
        all_words=_share(criterion.stems, reading.stems),
        in_one_place=max(shares, default=0.0),
        letters=_share(_grams(criterion.text), _grams(reading.text)),
        aligned=near.aligned[place] if near else None,
        meant=near.meant[place] if near else None,
        nearest=max(near.nearest[place]) if near else None,
        own=max(heights) if near else None,
        whole=entire.nearness if entire else None,
        subject=entire.subject if entire else None,
        quote="",
    )


def _new(question: str, criterion: Criterion) -> frozenset[str]:
    """The words of a point that the question does not give away."""
    return (criterion.stems - stems(question)) or criterion.stems


def _quotes(reading: Reading, new: frozenset[str], heights: Sequence[float]) -> list[tuple[float, str]]:
    """The sentences, the nearest to what only this point says first, each cut down to the clause with its words."""
    near = heights or [0.0] * len(reading.sentences)
    ranked = [
        (_share(new, stems(each)) + height, -len(each), each)
        for each, height in zip(reading.sentences, near, strict=True)
    ]
    return [(height, _clause(each, new)) for height, _, each in sorted(ranked, reverse=True)]


def _clause(sentence: str, new: frozenset[str]) -> str:
    shared = new & stems(sentence)
    clauses = (clause for clause in parts(sentence) if shared and len(shared & stems(clause)) >= MOSTLY * len(shared))
    return min(clauses, key=len, default=sentence)


def _given_out(ranked: Sequence[Sequence[tuple[float, str]]]) -> list[str]:
    """A quote for each point: a piece that several want goes to the nearest, where others have one nearly as good."""
    quotes = [each[0][1] if each else "" for each in ranked]
    for place, each in enumerate(ranked):
        rivals = [other[0][0] for at, other in enumerate(ranked) if at != place and quotes[at] == quotes[place]]
        if each and rivals and max(rivals) > each[0][0]:
            spare = (quote for height, quote in each[1:] if height >= NEARLY * each[0][0] and quote not in quotes)
            quotes[place] = next(spare, quotes[place])
    return quotes


def _share(wanted: frozenset[str], found: frozenset[str]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _grams(text: str) -> frozenset[str]:
    plain = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return frozenset(plain[i : i + GRAM] for i in range(max(1, len(plain) - GRAM + 1)))
