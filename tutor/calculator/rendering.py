"""A working as text for a terminal and as LaTeX for a page."""

from tutor.calculator.notation import rounded, vector_text
from tutor.calculator.plain_formula import plain_formula
from tutor.calculator.working import Value, Working


def plain(working: Working) -> str:
    """The working as text: how it was understood, the numbered steps, the result and the convention."""
    lines = [_sentence(working.interpretation)]
    for number, step in enumerate(working.steps, start=1):
        lines.append(f"{number}. {step.text}")
        if step.latex:
            lines.append(f"   {plain_formula(step.latex)}")
    lines.append(f"Result: {result(working)}")
    if working.convention:
        lines.append(f"Convention: {working.convention}")
    return "\n".join(lines)


def latex(working: Working) -> str:
    """The formulas of the working as one aligned block, each after its words; without delimiters."""
    lines = [
        rf"&\text{{{_escaped(step.text)}}}" + (rf" \\ &\quad {step.latex}" if step.latex else "")
        for step in working.steps
    ]
    lines.append(rf"&\text{{Result: {_escaped(result(working))}}}")
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def result(working: Working) -> str:
    """The value with its unit, rounded for reading: "0.0851 nats"."""
    return f"{written(working.value)} {working.unit}".rstrip()


def written(value: Value) -> str:
    """A number, a vector or a matrix, rounded and abbreviated."""
    if not isinstance(value, tuple):
        return "infinite" if value == float("inf") else rounded(value)
    if any(isinstance(item, tuple) for item in value):
        shown = [written(item) for item in value[:8]]
        return "[" + ", ".join(shown) + (", ...]" if len(value) > 8 else "]")
    return vector_text([item for item in value if not isinstance(item, tuple)])


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


_SPECIAL = {character: rf"\{character}" for character in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def _escaped(text: str) -> str:
    """Text inside a text command; nothing in it is a command of LaTeX."""
    return "".join(_SPECIAL.get(character, character) for character in text)
