"""Working: a calculation with everything that a reader needs to check it."""

from dataclasses import dataclass
from typing import Literal

Value = float | int | tuple["Value", ...]
"""A number, or nested tuples of numbers (a vector, a matrix). Infinity is math.inf; nan never occurs."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words and as a formula with the numbers put in."""

    text: str
    latex: str
    """LaTeX without delimiters; "" when words say it all."""


@dataclass(frozen=True, slots=True)
class Working:
    """A finished calculation: how the question was understood, the value, and the way to it."""

    operation: str
    """Standard name, such as "KL divergence"."""
    interpretation: str
    """How the question was understood: "D_KL(P || Q) with the natural logarithm"."""
    inputs: dict[str, Value]
    value: Value
    unit: str
    """"nats", "bits", "bytes", ...; "" for a plain number."""
    steps: tuple[Step, ...]
    convention: str = ""
    """The convention used and its alternatives, in a sentence."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """What the calculator makes of a question."""

    status: Literal["calculated", "ambiguous", "not_recognised", "refused"]
    working: Working | None = None
    message: str = ""
    """For ambiguous: the one question that decides it. For refused: what is wrong with the numbers, and what to do."""
    choices: tuple[str, ...] = ()
    """For ambiguous: complete questions to choose from, each of which is calculated when asked."""
