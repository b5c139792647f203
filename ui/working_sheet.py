"""WorkingSheet: how a finished calculation looks: result first, then the steps, then the convention."""

import html
import math
from typing import Any

from tutor import Working, latex_working, python_code
from ui.rendering import clean, formula, inline, words


def working_html(working: Working, key: str = "") -> str:
    """The calculation as safe HTML; `key` tells its steps from others of the page, so that folded ones stay folded."""
    unit = f' <span class="unit">{words(working.unit)}</span>' if working.unit else ""
    convention = f"<p>{inline(working.convention)}</p>" if working.convention else ""
    if convention:
        asked = "<summary>Which convention is this?</summary>"
        convention = f'<details class="convention" id="convention-{key}">{asked}{convention}</details>'
    return (
        f'<div class="working"><p class="operation">{words(working.operation)}</p>'
        f'<div class="result">{formula(value_latex(working.value), display=True)}{unit}</div>'
        f'<p class="understood">{inline(working.interpretation)}</p>{_steps(working, key)}'
        f"{convention}{_sources(working)}</div>"
    )


def working_links(working: Working, first: str = "") -> str:
    """What can be done with the working: `first`, copy it as LaTeX and, where it can be calculated again, as Python."""
    python = ' <a href="#copy:python" class="action">Copy as Python</a>' if python_code(working) else ""
    return f'<p class="actions">{first} <a href="#copy:latex" class="action">Copy as LaTeX</a>{python}</p>'


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


def _sources(working: Working) -> str:
    """What the page copies; not shown."""
    texts = (("latex", latex_working(working)), ("python", python_code(working)))
    return "".join(f'<pre class="copy-{name}">{_kept(text)}</pre>' for name, text in texts if text)


def _kept(text: str) -> str:
    """Text that comes out of the page as it went in: no part of it looks like mathematics."""
    safe = html.escape(clean(text)).replace("$", "&#36;<wbr>").replace("\\(", "\\<wbr>(").replace("\\)", "\\<wbr>)")
    return safe.replace("\n", "&#10;")


def _steps(working: Working, key: str) -> str:
    if not working.steps:
        return ""
    items = "".join(f"<li>{inline(step.text)}{formula(step.latex, display=True)}</li>" for step in working.steps)
    return f'<details class="steps" id="steps-{key}" open><summary>Worked steps</summary><ol>{items}</ol></details>'
