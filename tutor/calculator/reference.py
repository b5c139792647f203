"""The reference: every operation of the registry as a table in Markdown, for the documentation."""

from tutor.calculator.operation import Operation, Parameter
from tutor.calculator.registry import OPERATIONS

HEAD = "| operation | what it says | give it | also called |\n|---|---|---|---|\n"


def reference() -> str:
    """One table for each family, in the order of the registry."""
    families = dict.fromkeys(each.family for each in OPERATIONS)
    return "\n".join(_table(family) for family in families)


def _table(family: str) -> str:
    rows = [_row(each) for each in OPERATIONS if each.family == family]
    return f"## {family.capitalize()}\n\n{HEAD}" + "".join(rows)


def _row(each: Operation) -> str:
    """One operation."""
    fields = ", ".join(_field(parameter) for parameter in each.parameters if parameter.name != "normalise")
    cells = (each.name, each.summary, fields, ", ".join(each.aliases))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _field(parameter: Parameter) -> str:
    """`z` (vector), in brackets when it may be left out."""
    name = f"`{parameter.name}`"
    if parameter.default is not None:
        default = parameter.default[0] if isinstance(parameter.default, tuple) else parameter.default
        return f"{name} = {default:g}" if isinstance(default, float) else f"{name} = {default}"
    return f"[{name}]" if parameter.optional else name
