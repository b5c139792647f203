"""Comparison: lines of a table of the notes ("Basis — LIME: a surrogate") shown as a table again."""

import re
from collections.abc import Callable, Sequence

from tutor import Sentence
from ui.rendering import inline

_CELL = re.compile(r"(?P<row>[^—:]{1,80}) — (?P<column>[^—:]{1,60}): (?P<text>\S.*)", re.DOTALL)
MOST_COLUMNS = 4


def comparison_html(sentences: Sequence[Sentence], marks: Callable[[Sentence], str]) -> str:
    """The sentences as the table whose cells they are; "" where they are not of one. `marks` are their citations."""
    cells = [_CELL.fullmatch(sentence.text.strip()) for sentence in sentences]
    if not all(cells):
        return ""
    grid = {
        (cell["row"], cell["column"]): f'<span class="sentence"><span class="unseen">{inline(cell["row"])} — '
        f"{inline(cell['column'])}: </span>{inline(cell['text'])}{marks(sentence)}</span>"
        for cell, sentence in zip(cells, sentences, strict=True)
        if cell
    }
    rows, columns = (list(dict.fromkeys(key[part] for key in grid)) for part in (0, 1))
    if len(grid) < len(sentences) or not 2 <= len(columns) <= MOST_COLUMNS or len(rows) < 2:
        return ""
    if len(grid) <= max(len(rows), len(columns)):  # no two that stand beside each other
        return ""
    head = "".join(f"<th>{inline(column)}</th>" for column in columns)
    body = "".join(_row(row, [grid.get((row, column), "") for column in columns]) for row in rows)
    return f'<table class="sentences compared"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(name: str, cells: Sequence[str]) -> str:
    return f"<tr><th>{inline(name)}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
