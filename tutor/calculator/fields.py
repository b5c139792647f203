"""Typed fields: what somebody writes into the field of a parameter, as the value that the operation takes."""

from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import parse
from tutor.calculator.operation import Argument, Kind, Operation, Parameter
from tutor.calculator.refusal import Refused

LONGEST = 200_000
_NUMBERS = {Kind.SCALAR, Kind.COUNT, Kind.PROBABILITY, Kind.LABEL}
_LISTS = {Kind.VECTOR, Kind.DISTRIBUTION}


def read_field(parameter: Parameter, written: str) -> Argument:
    """The argument for what is written in the parameter's field; None for an empty field.

    Numbers may be expressions (1/3, 20 %, e^2); lists are separated by commas, semicolons or spaces, with or without
    brackets; the rows of a table stand in brackets of their own, on lines of their own or behind semicolons.
    """
    written = written.strip()
    if not written:
        return None
    if len(written) > LONGEST:
        raise Refused(
            f"The field holds {len(written):,} characters; at most {LONGEST:,} are read.", parameter=parameter.name
        )
    if parameter.kind in _NUMBERS:
        return evaluate(parse(written))
    if parameter.kind in _LISTS:
        return _numbers(written)
    if parameter.kind is Kind.MATRIX:
        return tuple(_numbers(row) for row in _rows(written))
    if parameter.kind is Kind.LABELS:
        return tuple(item.strip().strip("\"'") for item in _items(written))
    return written


def example_arguments(operation: Operation) -> dict[str, Argument]:
    """Arguments with which the operation calculates: the examples of what it needs and of its example's options."""
    chosen = [each for each in operation.parameters if not each.optional or each.name in operation.example]
    return {each.name: read_field(each, each.example) for each in chosen}


def _rows(written: str) -> list[str]:
    """The rows of a table."""
    inside = written[1:-1] if written.startswith("[[") and written.endswith("]]") else written
    for separator in ("]", ";", "\n"):
        if separator in inside:
            return [row.strip(" ,[\n") for row in inside.split(separator) if row.strip(" ,[]\n")]
    return [inside]


def _items(written: str) -> list[str]:
    """The items of a list: between commas, or semicolons, or spaces."""
    inside = written.strip().strip("[](){}").strip()
    for separator in (";", ","):
        if separator in inside:
            return [item for item in inside.split(separator) if item.strip()]
    return inside.split()


def _numbers(written: str) -> tuple[float, ...]:
    """The numbers of a list; plain ones are read directly, others as expressions."""
    return tuple(_one(item.strip()) for item in _items(written))


def _one(item: str) -> float:
    plain = item.isascii() and item.lstrip("+-").replace(".", "", 1).isdecimal() and len(item) < 40
    return float(item) if plain else evaluate(parse(item))
