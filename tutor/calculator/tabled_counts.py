"""Tabled counts: how many examples of each class each branch has, from a table on either side, totals checked."""

import re

from tutor.calculator.headcounts import CLASS, Headcount
from tutor.calculator.patterns import regex
from tutor.calculator.records import Table, is_number

_TOTAL = regex(r"\W*(?:row |column |grand )?(?:total|sum|all|count|size|parent|overall|root|n)s?\b.*", re.I)
_CLASS = regex(r"\W*(?:class\w*|label|target|outcome|category)\b.*", re.I)
_BRANCH = regex(r"\b(?:left|right|child\w*|branch\w*|node|leaf|leaves|subset|group)\b", re.I)


def tabled_counts(table: Table, outside: str) -> Headcount | None:
    """The counts, branch by branch; None where a cell is no count or a total is none."""
    head, rows = table.names, list(table.rows)
    if not head and rows and not any(is_number(cell) for cell in rows[0][1:]):
        head, rows = rows[0], rows[1:]
    if not head or len(rows) < 2 or len(rows[0]) < 3 or all(is_number(row[0]) for row in rows):
        return None
    if not all(re.fullmatch(r"\d[\d,]*", cell) for row in rows for cell in row[1:]):
        return None
    cells = [[int(cell.replace(",", "")) for cell in row[1:]] for row in rows]
    down, across = [row[0] for row in rows], list(head[1:])
    body = _without_totals(cells, down, across)
    if body is None:
        return None
    table_, names, kinds = body
    return _turned(table_, names, kinds, head[0], outside)


Body = tuple[list[list[int]], list[str], list[str]]


def _without_totals(cells: list[list[int]], down: list[str], across: list[str]) -> Body | None:
    """The table without rows and columns that are called totals, if they are."""
    for turned in (False, True):
        totals = [at for at, name in enumerate(across) if _TOTAL.fullmatch(name)]
        if len(totals) > 1 or (totals and len(across) < 3):
            return None
        if totals:
            at = totals[0]
            if any(2 * row[at] != sum(row) for row in cells):
                return None
            cells = [[value for place, value in enumerate(row) if place != at] for row in cells]
            across = [name for place, name in enumerate(across) if place != at]
        cells, down, across = [list(column) for column in zip(*cells, strict=True)], across, down
        if turned:
            break
    return (cells, down, across) if len(cells) > 1 and len(cells[0]) > 1 else None


def _turned(cells: list[list[int]], down: list[str], across: list[str], corner: str, outside: str) -> Headcount:
    """With the branches down. A corner names what goes down: the class, or the attribute that splits."""
    classes_down = _CLASS.fullmatch(corner) is not None or any(_BRANCH.search(name) for name in across)
    said = re.search(rf"\b{re.escape(corner.strip())}\b", outside, re.I) if corner.strip() else None
    branches_down = any(_BRANCH.search(name) for name in down) or any(_CLASS.fullmatch(name) for name in across)
    branches_down = branches_down or all(CLASS.fullmatch(name.strip().lower()) for name in across)
    if classes_down and not branches_down:
        turned = tuple(tuple(column) for column in zip(*cells, strict=True))
        return Headcount(tuple(across), tuple(down), turned, True)
    sure = (branches_down or said is not None) and not classes_down
    return Headcount(tuple(down), tuple(across), tuple(tuple(row) for row in cells), sure, corner.strip())
