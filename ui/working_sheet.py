"""WorkingSheet: how a finished calculation looks: result first, then the steps, then the convention."""

import math
from typing import Any

from tutor import Working
from ui.rendering import formula, inline, words


def working_html(working: Working) -> str:
    """The calculation as safe HTML."""
    unit = f' <span class="unit">{words(working.unit)}</span>' if working.unit else ""
    convention = f'<p class="convention">{inline(working.convention)}</p>' if working.convention else ""
    return (
        f'<div class="working"><p class="operation">{words(working.operation)}</p>'
        f'<div class="result">{formula(value_latex(working.value), display=True)}{unit}</div>'
        f'<p class="understood">{inline(working.interpretation)}</p>{_steps(working)}{convention}</div>'
    )


def value_latex(value: Any) -> str:
    """The value as LaTeX: six significant digits, vectors in brackets, matrices as such."""
    if not isinstance(value, tuple):
        return _number(value)
    if value and all(isinstance(row, tuple) for row in value):
        rows = " \\\\ ".join(" & ".join(value_latex(cell) for cell in row) for row in value)
        return f"\\begin{{bmatrix}} {rows} \\end{{bmatrix}}"
    return "\\left[" + ",\\; ".join(value_latex(cell) for cell in value) + "\\right]"


def _number(value: float) -> str:
    if math.isinf(value):
        return "\\infty" if value > 0 else "-\\infty"
    if isinstance(value, int) and abs(value) < 10**15:
        return f"{value:,}".replace(",", "\\,")
    mantissa, _, exponent = f"{value:.6g}".partition("e")
    return f"{mantissa} \\times 10^{{{int(exponent)}}}" if exponent else mantissa


def _steps(working: Working) -> str:
    if not working.steps:
        return ""
    items = "".join(f"<li>{inline(step.text)}{formula(step.latex, display=True)}</li>" for step in working.steps)
    return f'<details class="steps" open><summary>Worked steps</summary><ol>{items}</ol></details>'
