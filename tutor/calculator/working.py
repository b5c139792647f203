"""Working: a calculation with everything that a reader needs to check it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Value = float | int | tuple["Value", ...]
"""A number, or nested tuples of numbers (a vector, a matrix). Infinity is math.inf; nan never occurs."""

Input = Value | str | tuple[str, ...]
"""What was calculated with: numbers, a choice such as "bits", an expression, a list of labels."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words and as a formula with the numbers put in."""

    text: str
    latex: str
    """LaTeX without delimiters; "" when words say it all."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What the body of an operation hands back; the operation makes a Working of it."""

    value: Value
    interpretation: str
    steps: tuple[Step, ...]
    unit: str = ""
    parts: Mapping[str, Value] = field(default_factory=dict)
    infinite: bool = False
    """True when infinity is the answer and a step says why; otherwise an infinite value is refused."""


@dataclass(frozen=True, slots=True)
class Working:
    """A finished calculation: how the question was understood, the value, and the way to it."""

    operation: str
    """Standard name, such as "KL divergence"."""
    interpretation: str
    """How the question was understood: "D_KL(P || Q) with the natural logarithm"."""
    inputs: dict[str, Input]
    """The arguments by parameter name, checked, with the defaults put in: enough to calculate again."""
    value: Value
    unit: str
    """"nats", "bits", "bytes", ...; "" for a plain number."""
    steps: tuple[Step, ...]
    convention: str = ""
    """The convention used and its alternatives, in a sentence."""
    parts: Mapping[str, Value] = field(default_factory=dict)
    """Named results on the way that are worth asking for: {"precision": 0.8, "recall": 0.6}."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """What the calculator makes of a question."""

    status: Literal["calculated", "ambiguous", "not_recognised", "refused"]
    working: Working | None = None
    message: str = ""
    """For ambiguous: the one question that decides it. For refused: what is wrong with the numbers, and what to do."""
    choices: tuple[str, ...] = ()
    """For ambiguous: complete questions to choose from, each of which is calculated when asked."""
    explain: bool = False
    """True when the question asks for the idea too ("what is KL divergence, and what is it for ...?")."""
