"""calculates: makes an Operation of a function that has only the mathematics in it.

The function gets checked arguments by name and hands back a Solution. Before it, every argument is checked by
its kind and defaults are put in; after it, nan and an infinity that nobody explained are refused.
"""

import inspect
import math
from collections.abc import Callable
from typing import Any

from tutor.calculator import checks
from tutor.calculator.notation import rounded
from tutor.calculator.operation import Argument, Kind, Operation, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Input, Solution, Step, Value, Working

NORMALISE = Parameter(
    "normalise",
    Kind.CHOICE,
    "whether to divide probabilities that do not sum to one by their sum",
    default="no",
    optional=True,
    choices=("no", "yes"),
    example="no",
)


def calculates(
    name: str,
    *,
    family: str,
    summary: str,
    parameters: tuple[Parameter, ...],
    aliases: tuple[str, ...] = (),
    convention: str = "",
    example: tuple[str, ...] = (),
) -> Callable[[Callable[..., Solution]], Operation]:
    """A decorator: the function below it becomes the operation `name`; its docstring is the source."""
    if any(parameter.kind is Kind.DISTRIBUTION for parameter in parameters):
        parameters = (*parameters, NORMALISE)

    def define(body: Callable[..., Solution]) -> Operation:
        def work(**arguments: Argument) -> Working:
            inputs, notes = _checked(name, parameters, arguments)
            return _working(name, convention, inputs, notes, _solved(body, inputs, parameters))

        return Operation(
            name, aliases, family, summary, parameters, work, convention, example, inspect.getdoc(body) or ""
        )

    return define


def _checked(
    name: str, parameters: tuple[Parameter, ...], arguments: dict[str, Argument]
) -> tuple[dict[str, Input], tuple[Step, ...]]:
    """The arguments as values of their kinds, with defaults; and a step for each distribution that was mended."""
    known = {parameter.name for parameter in parameters}
    unknown = sorted(set(arguments) - known)
    if unknown:
        raise Refused(f"{name} takes {', '.join(sorted(known))}; it knows no {', '.join(unknown)}.")
    normalise = arguments.get("normalise") == "yes"
    inputs: dict[str, Input] = {}
    notes: list[Step] = []
    for parameter in parameters:
        given = arguments.get(parameter.name)
        given = parameter.default if given is None else given
        if given is None:
            _require(name, parameter)
        elif parameter.kind is Kind.DISTRIBUTION:
            inputs[parameter.name] = checks.distribution(given, parameter, normalise=normalise)
            notes += _mended(given, parameter, normalise)
        else:
            inputs[parameter.name] = checks.checked(given, parameter)
    return inputs, tuple(notes)


def _require(name: str, parameter: Parameter) -> None:
    """Refuses a calculation that lacks a parameter it cannot do without."""
    if not parameter.optional:
        raise Refused(
            f"{name} also needs {checks.label_of(parameter)} ({parameter.description}), "
            f"for example {parameter.example}.",
            parameter=parameter.name,
        )


def _mended(given: object, parameter: Parameter, normalise: bool) -> list[Step]:
    """Says when a distribution was normalised, or sums to one only roughly."""
    total = math.fsum(checks.vector(given, parameter))
    if abs(total - 1) <= 1e-9:
        return []
    label = checks.label_of(parameter)
    if normalise:
        return [Step(f"{label} sums to {rounded(total)}: every number is divided by it.", "")]
    return [Step(f"{label} sums to {total:.6g}, which rounding explains: it is used as given.", "")]


def _solved(body: Callable[..., Solution], inputs: dict[str, Input], parameters: tuple[Parameter, ...]) -> Solution:
    """The body's solution; parameters that were left out are None in its call."""
    arguments: dict[str, Any] = {
        parameter.name: inputs.get(parameter.name) for parameter in parameters if parameter is not NORMALISE
    }
    try:
        return body(**arguments)
    except ArithmeticError as error:
        raise Refused(
            "These numbers leave the range that can be calculated with (a division by zero, or a result beyond "
            "1e308). Choose numbers closer to one."
        ) from error


def _working(
    name: str, convention: str, inputs: dict[str, Input], notes: tuple[Step, ...], solution: Solution
) -> Working:
    """The solution as a finished working; refused when it is not a number."""
    for value in (solution.value, *solution.parts.values()):
        if any(item != item or (item in {math.inf, -math.inf} and not solution.infinite) for item in flat(value)):
            raise Refused(f"{name} has no finite value for these numbers: they are too large or too close to zero.")
    return Working(
        operation=name,
        interpretation=solution.interpretation,
        inputs=inputs,
        value=solution.value,
        unit=solution.unit,
        steps=(*notes, *solution.steps),
        convention=convention,
        parts=solution.parts,
    )


def flat(value: Value) -> list[float]:
    """All numbers of a value, row by row."""
    return [number for part in value for number in flat(part)] if isinstance(value, tuple) else [value]
