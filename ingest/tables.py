"""Tables -> one statement for each cell, with its row and its column."""

from collections.abc import Sequence
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from ingest.inline import plain
from ingest.statement import Scope, Statement, led, line_range, without_colon


def table_cells(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    """The cells of a table; the names of its columns when it has no rows."""
    parts = {child.type: child for child in node.children}
    columns = [_cell(cell) for row in parts["thead"].children for cell in row.children] if "thead" in parts else []
    rows = parts["tbody"].children if "tbody" in parts else []
    found = [one for row in rows for one in _row(row, columns, scope)]
    if not found:
        first, last = line_range(node)
        found = [Statement(name, scope.heading, first, last, "cell") for name in columns if name]
    if found and scope.first is not None:
        found[0] = replace(found[0], text=led(scope, found[0].text), first=scope.first)
    return found


def _cell(node: SyntaxTreeNode) -> str:
    return plain(node.children[0]) if node.children else ""


def _row(node: SyntaxTreeNode, columns: Sequence[str], scope: Scope) -> list[Statement]:
    first, last = line_range(node)
    cells = [_cell(cell) for cell in node.children]
    name, values = (cells[0], list(enumerate(cells))[1:]) if len(cells) > 1 else ("", list(enumerate(cells)))
    texts = [
        _joined_cell(name, columns[at] if at < len(columns) and at else "", value) for at, value in values if value
    ]
    texts = texts or [name]
    return [Statement(text, scope.heading, first, max(first, last), "cell") for text in texts if text]


def _joined_cell(row: str, column: str, value: str) -> str:
    name = " — ".join(part for part in (without_colon(row), without_colon(column)) if part)
    return f"{name}: {value}" if name else value
