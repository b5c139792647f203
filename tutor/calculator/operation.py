"""Operation: one calculation that the tutor can do, with its typed parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tutor.calculator.working import Input, Working


class Kind(StrEnum):
    """What a parameter holds; the recogniser and the Calculate screen both read it."""

    SCALAR = "scalar"
    COUNT = "count"
    """A whole number, 0 or more."""
    PROBABILITY = "probability"
    """A number from 0 to 1; also written as a percentage."""
    VECTOR = "vector"
    DISTRIBUTION = "distribution"
    """A vector of probabilities that sum to one."""
    LABEL = "label"
    """A class: its position, counted from 1."""
    LABELS = "labels"
    """A list of class names or numbers."""
    MATRIX = "matrix"
    CHOICE = "choice"
    """One of `choices`."""
    TEXT = "text"
    """A short expression, such as "x^2 - 4x"."""


Argument = Input | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One typed input of an operation."""

    name: str
    """A Python identifier, the key in `Working.inputs`."""
    kind: Kind
    description: str
    symbol: str = ""
    """How formulas write it: "P", "z", "T"."""
    default: Argument = None
    """Used when the question does not say; None means that it has to be given (unless `optional`)."""
    optional: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""
    ways: tuple[str, ...] = ()
    """Where one of several ways to give the numbers is enough: those that it is part of, such as "counts"."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One calculation: its names, its parameters, and the function that works it out with all steps."""

    name: str
    """Standard name: "softmax", "KL divergence"."""
    aliases: tuple[str, ...]
    """Other names in plain words, lower case: "kullback-leibler divergence", "relative entropy"."""
    family: str
    """"losses", "information", "classification", "vectors", "networks", "optimisation", "probability", "arithmetic"."""
    summary: str
    """One line: what it says."""
    parameters: tuple[Parameter, ...]
    work: Callable[..., Working]
    """Takes the parameters by name; raises Refused (tutor/calculator/refusal.py) with a message for a person."""
    convention: str = ""
    """The convention used and its alternatives, in a sentence."""
    example: tuple[str, ...] = ()
    """The optional parameters that, with those that are needed, make a complete example."""
    source: str = ""
    """The formula and the book or paper that it comes from."""

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways to give it its numbers of which one is enough; empty where there is but one."""
        return tuple(dict.fromkeys(way for parameter in self.parameters for way in parameter.ways))
