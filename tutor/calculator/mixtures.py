"""Mixtures: things of several groups, how common each group is, and how often something comes with it.

A story is read as a table, groups by properties: labels that recur (machine A, low risks, women) are the groups,
every number goes to the group that its place says, and the row that sums to one says how common they are.
"""

from dataclasses import dataclass

from tutor.calculator.mixture_labels import Family


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a property comes with a group, and the words that say which property."""

    rate: float
    words: str


@dataclass(frozen=True, slots=True)
class Mixture:
    """The groups, how common each of them is, and one row of cells for each property."""

    family: Family
    priors: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: frozenset[str] = frozenset()
    """Beginnings of the words that say how common the groups are: they tell nothing of a property."""
    either: tuple[tuple[str, str], ...] = ()
    """Words of which the text says that a thing is the one or the other."""
    told: frozenset[str] = frozenset()
    """Beginnings of all words of the story."""
