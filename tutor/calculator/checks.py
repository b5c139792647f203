"""Checked arguments: what a parameter is given becomes a value of its kind, or is refused with the reason."""

import math
from collections.abc import Callable, Sequence

from tutor.calculator.notation import rounded
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Input

MOST_NUMBERS = 10_000
LARGEST = 1e100
"""Beyond this, squares and products leave the range of a double; no interview question comes near."""
LARGEST_COUNT = 10**15
ROUNDING = 0.001
"""How far a written distribution may be from one: 0.333, 0.333, 0.333 is meant as thirds."""
MOST_CHARACTERS = 1_000

Vector = tuple[float, ...]
Matrix = tuple[Vector, ...]


def label_of(parameter: Parameter) -> str:
    """How a message names the parameter: "P", or "learning rate"."""
    return parameter.symbol or parameter.name.replace("_", " ")


def number(given: object, parameter: Parameter) -> float:
    """A finite number of reasonable size."""
    name = label_of(parameter)
    if isinstance(given, (list, tuple)) and len(given) == 1:
        given = given[0]
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise Refused(f"{name} has to be a number, and {_shown(given)} is not one.", parameter=parameter.name)
    if given != given or given in {math.inf, -math.inf}:
        raise Refused(f"{name} is {given}: give a finite number.", parameter=parameter.name)
    if abs(given) > LARGEST:
        raise Refused(f"{name} is larger than 1e100, which cannot be calculated with.", parameter=parameter.name)
    return float(given)


def count(given: object, parameter: Parameter) -> int:
    """A whole number, 0 or more."""
    value = number(given, parameter)
    if value != int(value) or value < 0 or value > LARGEST_COUNT:
        raise Refused(
            f"{label_of(parameter)} is {rounded(value)}: give a whole number from 0 to 10^15.",
            parameter=parameter.name,
        )
    return int(value)


def probability(given: object, parameter: Parameter) -> float:
    """A number from 0 to 1."""
    value = number(given, parameter)
    if not 0 <= value <= 1:
        raise Refused(
            f"{label_of(parameter)} is {rounded(value)}: a probability lies between 0 and 1 (or 0 % and 100 %).",
            parameter=parameter.name,
        )
    return value


def vector(given: object, parameter: Parameter) -> Vector:
    """1 to 10,000 finite numbers; a single number is a vector of one."""
    name = label_of(parameter)
    items = [given] if isinstance(given, (int, float)) else given
    if not isinstance(items, (list, tuple)):
        raise Refused(f"{name} has to be a list of numbers, and {_shown(given)} is not one.", parameter=parameter.name)
    if not items:
        raise Refused(f"{name} is empty: give at least one number.", parameter=parameter.name)
    if len(items) > MOST_NUMBERS:
        raise Refused(
            f"{name} holds {len(items):,} numbers; at most {MOST_NUMBERS:,} can be worked out.",
            parameter=parameter.name,
        )
    if any(isinstance(item, (list, tuple)) for item in items):
        raise Refused(f"{name} has to be one list of numbers, not a table.", parameter=parameter.name)
    return tuple(number(item, parameter) for item in items)


def weights(given: object, parameter: Parameter) -> Vector:
    """A vector without negative numbers and not all zero: counts, or a distribution before its sum is checked."""
    values = vector(given, parameter)
    lowest = min(values)
    if lowest < 0:
        raise Refused(
            f"{label_of(parameter)} holds {rounded(lowest)}: a probability or count cannot be negative.",
            parameter=parameter.name,
        )
    if max(values) == 0:
        raise Refused(f"{label_of(parameter)} holds only zeros.", parameter=parameter.name)
    return values


def distribution(given: object, parameter: Parameter, *, normalise: bool = False) -> Vector:
    """Probabilities that sum to one, within rounding; divided by their sum first when `normalise`."""
    values = weights(given, parameter)
    total = math.fsum(values)
    if normalise:
        return tuple(value / total for value in values)
    if abs(total - 1) > ROUNDING + 1e-9:
        raise Refused(
            f"{label_of(parameter)} sums to {rounded(total)}, not to 1, so it is not a probability distribution. "
            "Correct it, or ask for it normalised: every number is then divided by the sum.",
            parameter=parameter.name,
            can_normalise=True,
        )
    return values


def matrix(given: object, parameter: Parameter) -> Matrix:
    """Rows of equal length, 1 to 10,000 numbers in all; a single list is a matrix of one row."""
    name = label_of(parameter)
    if not isinstance(given, (list, tuple)):
        raise Refused(f"{name} has to be a table of numbers.", parameter=parameter.name)
    if not given:
        raise Refused(f"{name} is empty: give at least one row.", parameter=parameter.name)
    rows = given if any(isinstance(row, (list, tuple)) for row in given) else [given]
    if (
        len(rows) > MOST_NUMBERS
        or sum(len(row) if isinstance(row, (list, tuple)) else 1 for row in rows) > MOST_NUMBERS
    ):
        raise Refused(f"{name} holds more than {MOST_NUMBERS:,} numbers.", parameter=parameter.name)
    checked = tuple(vector(row, parameter) for row in rows)
    lengths = {len(row) for row in checked}
    if len(lengths) > 1:
        raise Refused(
            f"The rows of {name} differ in length ({', '.join(map(str, sorted(lengths)))}): make them equal.",
            parameter=parameter.name,
        )
    return checked


def labels(given: object, parameter: Parameter) -> tuple[str, ...]:
    """Class names as text; 1.0 and 1 are the same class."""
    name = label_of(parameter)
    if not isinstance(given, (list, tuple)) or not given:
        raise Refused(f"{name} has to be a list of class names or numbers.", parameter=parameter.name)
    if len(given) > MOST_NUMBERS:
        raise Refused(f"{name} holds {len(given):,} labels; at most {MOST_NUMBERS:,}.", parameter=parameter.name)
    return tuple(_class_name(item, parameter) for item in given)


def _class_name(item: object, parameter: Parameter) -> str:
    if isinstance(item, (bool, str)):
        return text(str(item), parameter)
    return rounded(number(item, parameter))


def text(given: object, parameter: Parameter) -> str:
    """A short text; a number is written out."""
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        given = rounded(number(given, parameter))
    if not isinstance(given, str) or not given.strip():
        raise Refused(f"{label_of(parameter)} has to be a text.", parameter=parameter.name)
    if len(given) > MOST_CHARACTERS:
        raise Refused(
            f"{label_of(parameter)} is {len(given):,} characters long; at most {MOST_CHARACTERS:,}.",
            parameter=parameter.name,
        )
    return given.strip()


def choice(given: object, parameter: Parameter) -> str:
    """One of the parameter's choices, whatever its case."""
    chosen = str(given).strip().lower() if isinstance(given, str) else ""
    if chosen not in parameter.choices:
        raise Refused(
            f"{label_of(parameter)} is one of {', '.join(parameter.choices)}; {_shown(given)} is not.",
            parameter=parameter.name,
        )
    return chosen


def position(given: object, parameter: Parameter) -> int:
    """A class by its position, counted from 1."""
    value = count(given, parameter)
    if value < 1:
        raise Refused(f"{label_of(parameter)} is 0: classes are counted from 1.", parameter=parameter.name)
    return value


def same_length(first: Sequence[object], second: Sequence[object], names: str) -> None:
    """Refuses two lists of different lengths; `names` is such as "P and Q"."""
    if len(first) != len(second):
        raise Refused(
            f"{names} differ in length: {len(first)} and {len(second)}. Give one number for each item in both."
        )


def positive(value: float, name: str) -> None:
    """Refuses zero and negative numbers."""
    if value <= 0:
        raise Refused(f"{name} is {rounded(value)}: it has to be above 0.")


def within(place: int, size: int) -> int:
    """The zero-based index of a class position, refused when there is no such class."""
    if not 1 <= place <= size:
        raise Refused(f"There is no class {place}: the classes are counted from 1 to {size}.")
    return place - 1


def _shown(given: object) -> str:
    """What was given, short enough for a message."""
    written = given if isinstance(given, str) else type(given).__name__
    return f'"{written[:40]}"'


CHECKS: dict[Kind, Callable[[object, Parameter], Input]] = {
    Kind.SCALAR: number,
    Kind.COUNT: count,
    Kind.PROBABILITY: probability,
    Kind.VECTOR: vector,
    Kind.DISTRIBUTION: distribution,
    Kind.MATRIX: matrix,
    Kind.LABEL: position,
    Kind.LABELS: labels,
    Kind.TEXT: text,
    Kind.CHOICE: choice,
}
"""The check of each kind of parameter."""


def checked(given: object, parameter: Parameter) -> Input:
    """The argument as a value of the parameter's kind, or Refused."""
    return CHECKS[parameter.kind](given, parameter)
