"""CalculateSheet: how the Calculate screen shows operations, results and what was calculated before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tutor import Calculation, Operation, Parameter, Working, find_operations, plain_working, python_code
from ui.rendering import attribute, inline, words
from ui.working_sheet import working_html, working_links

MATCHES = 8
EXAMPLES = (
    "softmax of [2, 1, 0] at temperature 0.5",
    "precision, recall and F1 with TP = 80, FP = 20, FN = 40",
    "output size of a convolution: 32x32 image, kernel 5, padding 2, stride 1",
)
FAMILIES = (
    "losses",
    "information",
    "classification",
    "networks",
    "optimisation",
    "probability",
    "vectors",
    "arithmetic",
)


@dataclass(frozen=True, slots=True)
class Worked:
    """One calculation of this page's history."""

    asked: str
    working: Working


def result_html(worked: Worked, number: int = 0) -> str:
    """The result first, then the steps, then the convention; `number` is its place in the history."""
    working = worked.working
    body = working_html(working, f"calculation-{len(worked.asked)}-{len(working.steps)}")
    by_form = worked.asked == working.interpretation
    head = f'<h2 class="asked">{inline(working.operation if by_form else worked.asked)}</h2>'
    heard = f'<p class="unseen" role="status">Result: {_short(working)}</p>'
    change = f'<a href="#change:{number}" class="action change">Change the numbers</a>' if python_code(working) else ""
    links = working_links(working, change)
    return f'<article class="calculation{" by-form" if by_form else ""}">{head}{heard}{body}{links}</article>'


def not_calculated_html(calculation: Calculation, question: str) -> str:
    """What keeps it from being calculated, and what to do."""
    if calculation.status == "ambiguous":
        items = "".join(
            f'<li><a href="#calculate" class="ask" title="{attribute(choice)}">{inline(choice)}</a></li>'
            for choice in calculation.choices
        )
        return f'<div class="back-question"><p>{inline(calculation.message)}</p><ul class="choices">{items}</ul></div>'
    if calculation.status == "refused":
        return failure_html(calculation.message)
    near = operations_html(_near(question))
    return (
        '<div class="nothing"><p class="verdict">This was not understood as a calculation.</p><p>Name the operation, '
        f"give its numbers as in “softmax of [2, 1, 0]”, or choose one below.</p>{near}</div>"
    )


def failure_html(message: str) -> str:
    """What is wrong with the numbers."""
    return f'<p class="notice failure" role="status">{inline(message)}</p>'


def matches_html(query: str) -> str:
    """The operations for the words, best first; all of them by family for none."""
    if not query.strip():
        return "".join(map(_family, FAMILIES))
    found = find_operations(query)
    if not found:
        return f'<p class="empty">No operation is called “{words(query)}”. Try another word for it.</p>'
    rest = len(found) - MATCHES
    more = f'<p class="empty">and {rest} more: a word more finds them.</p>' if rest > 0 else ""
    return operations_html(found[:MATCHES]) + more


def operations_html(operations: tuple[Operation, ...]) -> str:
    """Operations to choose from, each with what it says."""
    items = "".join(
        f'<li><a href="#operation:{quote(each.name)}" class="title">{words(each.name)}</a> '
        f'<span class="where">{inline(each.summary)}</span></li>'
        for each in operations
    )
    return f'<ul class="operations">{items}</ul>' if items else ""


def head_html(operation: Operation) -> str:
    """What is calculated, in words."""
    also = f'<p class="where">also: {words(", ".join(operation.aliases[:4]))}</p>' if operation.aliases else ""
    return f'<div class="operation-head"><h2>{words(operation.name)}</h2><p>{inline(operation.summary)}</p>{also}</div>'


def field_label(parameter: Parameter, *, optional: bool = False) -> str:
    """What a field is for; that it may be left empty is said where others of its form may not."""
    symbol = f"{parameter.symbol}: " if parameter.symbol and parameter.symbol != parameter.description else ""
    said = f"{symbol}{parameter.description}" + (" (optional)" if optional else "")
    return said[:1].upper() + said[1:]


def settings_label(parameters: Sequence[Parameter], values: Mapping[str, str]) -> str:
    """What folds out, and how it is set: "More settings: stride 1, padding 0"."""
    set_to = [(each.name, values.get(each.name) or as_written(each.default)) for each in parameters]
    said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in set_to if value)
    return f"More settings: {said}" if said else "More settings"


def as_written(value: Any) -> str:
    """A value as one would write it into a field; "" for none."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        written = ", ".join(map(as_written, value))
        return written if len(value) == 1 and not isinstance(value[0], tuple) else f"[{written}]"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def examples_html() -> str:
    """Lines to begin with, each calculated with a click."""
    lines = "".join(
        f'<li><a href="#calculate" class="ask" title="{attribute(line)}">{words(line)}</a></li>' for line in EXAMPLES
    )
    return f'<h2 class="quiet">Such as</h2><ul class="choices">{lines}</ul>'


def history_html(history: tuple[Worked, ...]) -> str:
    """What was calculated on this page, the latest first."""
    if len(history) < 2:
        return ""
    items = "".join(
        f'<li><a href="#recall:{number}" class="title">{inline(worked.asked)}</a> '
        f'<span class="where">{_short(worked.working)}</span></li>'
        for number, worked in reversed(list(enumerate(history)))
    )
    return f'<div class="before"><h2 class="quiet">Calculated before</h2><ul class="operations">{items}</ul></div>'


def _short(working: Working) -> str:
    result = next((line for line in reversed(plain_working(working).splitlines()) if line.startswith("Result: ")), "")
    return words(result.removeprefix("Result: ")[:80])


def _near(question: str) -> tuple[Operation, ...]:
    """Operations for the longest words of a question that was not understood."""
    wanted = sorted((word for word in question.split() if word.isalpha() and len(word) > 3), key=len, reverse=True)
    found = (operation for word in wanted[:3] for operation in find_operations(word))
    return tuple({each.name: each for each in found}.values())[:3]


def _family(family: str) -> str:
    members = [each for each in find_operations("") if each.family == family]
    head = f'<summary>{family.capitalize()} <span class="where">{len(members)}</span></summary>'
    return f'<details class="family" id="family-{family}">{head}{operations_html(tuple(members))}</details>'
