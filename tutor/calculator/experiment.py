"""Experiment: draws from kinds of things, and the exact probability of what the draws may show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial

MOST_OUTCOMES = 60_000

Outcome = tuple[int, ...]
"""The kind of every draw, by its place among the experiment's kinds."""
Event = Callable[[Outcome], bool]


@dataclass(frozen=True, slots=True)
class Experiment:
    """Kinds of things with how many there are of each (or how likely each is), and how they are drawn."""

    kinds: tuple[frozenset[str], ...]
    """The words that are said of each kind: {"red"}, {"ace", "heart", "red"}, {"5", "odd"}."""
    sizes: tuple[Fraction, ...]
    draws: int
    change: int = 0
    """What a draw changes in its kind: -1 without replacement, 0 with it, 2 where two more of it are put in."""
    values: tuple[int, ...] = ()
    """What each kind shows, of dice."""

    def probability(self, event: Event, given: Event | None = None, *, ordered: bool) -> Fraction | None:
        """How likely the event is, where only outcomes of `given` count; None for too many outcomes to go through."""
        count = len(self.kinds) ** self.draws if ordered else comb(self.draws + len(self.kinds) - 1, self.draws)
        if not self.kinds or count > MOST_OUTCOMES:
            return None
        hit = seen = Fraction(0)
        for outcome, weight in self._ordered((), list(self.sizes)) if ordered else self._counted():
            if given is None or given(outcome):
                seen += weight
                hit += weight if event(outcome) else 0
        return hit / seen if seen else None

    def _ordered(self, so_far: Outcome, sizes: list[Fraction]) -> Iterator[tuple[Outcome, Fraction]]:
        """Every sequence of kinds with its weight."""
        if len(so_far) == self.draws:
            yield so_far, Fraction(1)
            return
        total = sum(sizes)
        for at, size in enumerate(sizes):
            if size > 0:
                left = [*sizes[:at], size + self.change, *sizes[at + 1 :]]
                for outcome, weight in self._ordered((*so_far, at), left):
                    yield outcome, weight * size / total

    def _counted(self) -> Iterator[tuple[Outcome, Fraction]]:
        """Every choice of how many of each kind with its weight; the draws stand in the order of the kinds."""
        total, ways = sum(self.sizes), factorial(self.draws)
        every = _risen(Fraction(total), self.draws, self.change)
        for counts in _shared(self.draws, len(self.kinds)):
            weight = Fraction(ways)
            for size, count in zip(self.sizes, counts, strict=True):
                weight *= _risen(size, count, self.change) / factorial(count)
            if weight > 0 and every > 0:
                yield tuple(at for at, count in enumerate(counts) for _ in range(count)), weight / every


def _risen(size: Fraction, count: int, change: int) -> Fraction:
    """The product size (size + change) (size + 2 change) ... of so many factors; 0 where too few are left."""
    made = Fraction(1)
    for step in range(count):
        made *= max(size + step * change, Fraction(0))
    return made


def _shared(draws: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Every way to share the draws among the kinds."""
    if kinds == 1:
        yield (draws,)
        return
    for first in range(draws + 1):
        for rest in _shared(draws - first, kinds - 1):
            yield (first, *rest)
