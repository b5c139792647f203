"""Comparison: one answer beside the points of one entry, with what is needed to hold their clauses together.

What two texts are about is the words that they share: rare words of the entry count more, words of the question less,
an antonym like its opposite.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tutor.interview.antonyms import sides
from tutor.interview.kinds import Kinds, kinds
from tutor.interview.reading import Reading, stems
from tutor.interview.rubric import Criterion
from tutor.interview.statement import Statement, content, statement
from tutor.interview.subjects import Piece, Subject, Told, pieces, things, told

ASKED, LITTLE, UNKNOWN = 0.35, 0.3, 0.8
"""What a word of the question tells, one of a common pair of antonyms, and one that the notes don't have."""
LEAST_NAME = 3
COMMON = frozenset(
    {"always", "good", "high", "increase", "higher", "same", "first", "include", "before", "true", "zero"}
)


@dataclass(frozen=True)
class Weights:
    """How much each stem tells."""

    of: Mapping[str, float]

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Share of the weight of two sets of words that they have in common, from 0 to 1."""
        shared = self._sum(one & other)
        return shared / (self._sum(one) * self._sum(other)) ** 0.5 if shared else 0.0

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self.of.get(word, UNKNOWN) for word in words)


@dataclass(frozen=True)
class Comparison:
    """One answer and the points that it is held against."""

    question: str
    criteria: Sequence[Criterion]
    reading: Reading

    @cached_property
    def weights(self) -> Weights:
        """What each stem tells in this entry."""
        return _weights(self.question, self.criteria)

    @cached_property
    def points(self) -> tuple[Told, ...]:
        """What each point says, of what."""
        return told(self.question, self.criteria)

    @cached_property
    def known(self) -> tuple[Subject, ...]:
        """The things that the entry speaks of."""
        return things(self.question, self.points, self.criteria)

    @cached_property
    def kinds(self) -> Kinds:
        """What the entry has of one kind: what stands before the same noun ("exploding", "vanishing" gradients)."""
        return kinds([self.question, *(criterion.text for criterion in self.criteria)])

    @cached_property
    def said(self) -> tuple[Piece, ...]:
        """The sentences and clauses of the answer."""
        return pieces(self.reading, self.known)


def apart(about: Subject, piece: Piece, text: str) -> bool:
    """Whether a piece speaks of another thing than a statement."""
    if not about or not piece.subject or piece.subject <= about or about <= piece.subject:
        return False
    return not piece.subject <= statement(text).words and not _one_of(about, piece.subject)


def _one_of(one: Subject, other: Subject) -> bool:
    """Whether one is called by the beginning of the other's name: "RAID", "RAID6"."""
    short, long = sorted((min(one), min(other)), key=len)
    return len(one) == len(other) == 1 and len(short) >= LEAST_NAME and long.startswith(short)


def words_of(text: str) -> frozenset[str]:
    """What a text is about."""
    return about(statement(text))


def about(text: Statement) -> frozenset[str]:
    """What a statement is about: its words, and the pairs of antonyms that it takes a side in."""
    return axes(text.prose.words | frozenset(word for word in text.prose.stems if sides(word)))


def axes(words: frozenset[str]) -> frozenset[str]:
    """The words, each with an antonym as the pair that it stands for."""
    return frozenset(f"@{min(sides(word))[0]}" if sides(word) else word for word in words)


def _weights(question: str, criteria: Sequence[Criterion]) -> Weights:
    asked = stems(question)
    counts = Counter(word for criterion in criteria for word in content(criterion.text))
    weights = {word: (ASKED if word in asked else 1.0) / count**0.5 for word, count in counts.items()}
    weights |= {word: ASKED for word in asked if word not in weights}
    axes = {f"@{min(sides(word))[0]}": weight for word, weight in weights.items() if sides(word)}
    return Weights(weights | axes | {f"@{name}": LITTLE for name in COMMON})
