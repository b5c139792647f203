"""Records: tables of a text in any writing: Markdown, LaTeX, commas, tabs or spaces, tuples one after the other."""

import re
from dataclasses import dataclass

from tutor.calculator.patterns import regex

MOST_ROWS, MOST_LINES = 60, 120
LONGEST_CELL = 40
_RULE = regex(r"[\s|:+=-]*-{2,}[\s|:+=-]*|\s*(?:hline|toprule|midrule|bottomrule|begin\{.*|end\{.*)\s*")
_TUPLE = regex(r"[(<]\s*([^()<>\n]{3,80}?)\s*[)>]")
_TEX = regex(r"\s*(?:begin\{\w+\}(?:\{[^{}]*\})*|end\{\w+\}|\\?hline|toprule|midrule|bottomrule)\s*")
_COLUMN = regex(r"^[ \t>*-]*([A-Za-z]\w*(?: \w+)?) ?[:=][ \t]*(\S{1,12}(?:[ \t,]+\S{1,12}){3,40})[ \t]*$", re.M)
_NUMBER = regex(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:/0*[1-9]\d*)?%?")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is written: names over the columns (none where there are none), and the rows below."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int
    """Where it stands in the text."""

    def column(self, at: int) -> tuple[str, ...]:
        """The cells of one column."""
        return tuple(row[at] for row in self.rows)


def is_number(cell: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    return _NUMBER.fullmatch(cell) is not None


def table_of(text: str) -> Table | None:
    """The one table of a text; None where there is none, or where there are several."""
    found = _across(text) or _lines(text) or _tuples(text)
    return found[0] if len(found) == 1 else None


def _lines(text: str) -> list[Table]:
    """Tables of lines with the same number of cells."""
    pieces = _pieces(text)
    if len(pieces) > MOST_LINES:
        return []
    found: list[Table] = []
    run: list[tuple[int, int, list[str]]] = []
    piped = False
    for start, end, line in [*pieces, (len(text), len(text), "?")]:
        if _RULE.fullmatch(line) or not line.strip():
            continue
        cells = _cells(line)
        if len(run) == 1:
            _cornered(run[0][2], cells)
        if run and (len(cells) != len(run[-1][2]) or ("|" in line) != piped):
            found += _closed(run)
            run = []
        if len(cells) > 1:
            piped = "|" in line
            run.append((start, end, cells))
            if line.strip().startswith("(") and len(run) > 3 and not any(is_number(cell) for cell in cells):
                run.insert(0, run.pop())
    return [*found, *_closed(run)]


def _cornered(head: list[str], cells: list[str]) -> None:
    """A first row with a cell less has an empty corner; with one more it has two variables there."""
    if len(cells) == len(head) + 1:
        head.insert(0, "")
    elif len(cells) == len(head) - 1 and all(re.fullmatch(r"[A-Z]", cell) for cell in head[:2]) and head[-1] != "Label":
        head[:2] = [f"{head[0]}\\{head[1]}"]
    elif len(cells) == len(head) - 1 and head[-1].lower() in {"label", "class", "value", "variable"}:
        head[-2:] = [head[-2]]


def _pieces(text: str) -> list[tuple[int, int, str]]:
    """The lines with where they stand; rows of LaTeX in one line are lines of their own."""
    found = []
    at = 0
    for line in text.split("\n"):
        inner = at
        for part in re.split(r"(?<=\\\\)|(?<= ;)", line) if "&" in line else [line]:
            plain = _TEX.sub(" ", re.sub(r"\\\\|;\s*$", " ", part)) if "&" in line or "hline" in line else part
            found.append((inner, inner + len(part), plain))
            inner += len(part)
        at += len(line) + 1
    return found


def _cells(line: str) -> list[str]:
    """The cells of a line; a single one where it is a sentence."""
    plain = re.sub(r"\b(\w+)\s*\\+\s*(\w+)\b", r"\1\\\2", line.strip())
    if plain.endswith(("?", ":", "=")) or len(plain) > 160:
        return [plain]
    words = plain.split()
    if len(words) > 1 and all(is_number(word) or re.fullmatch(r"[A-Z](?:=\w+)?", word) for word in words):
        return words
    for sign in ("|", "&", "\t"):
        if sign in plain:
            return _trimmed(plain.strip(sign).split(sign))
    if "," in plain and not re.search(r"[.!?]\s", plain):
        return _trimmed(plain.strip(" ()[]").rstrip(",").split(","))
    if re.search(r"\S {2,}\S", plain):
        return _trimmed(re.split(r" {2,}", plain))
    return _trimmed(plain.split())


def _trimmed(cells: list[str]) -> list[str]:
    return [re.sub(r"\s+", " ", cell.strip(" \t'\"()[]{}*_")) for cell in cells]


def _closed(run: list[tuple[int, int, list[str]]]) -> list[Table]:
    """The run of lines as a table, where it is one."""
    rows = [tuple(cells) for _, _, cells in run]
    numeric = len(rows) == 2 and all(is_number(cell) for row in rows for cell in row)
    if not (3 <= len(rows) <= MOST_ROWS or numeric) or any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        return []
    end = max(last for _, last, _ in run)
    names: tuple[str, ...] = ()
    if _heads(rows):
        names, rows = rows[0], rows[1:]
    return [Table(names, tuple(rows), min(first for first, _, _ in run), end)] if len(rows) > 1 else []


def _heads(rows: list[tuple[str, ...]]) -> bool:
    """Whether the first row names the columns: its cells occur nowhere below them."""
    first, rest = rows[0], rows[1:]
    fresh = [cell not in {row[at] for row in rest} for at, cell in enumerate(first)]
    return not any(is_number(cell) for cell in first) and sum(fresh) > len(first) / 2


def _across(text: str) -> list[Table]:
    """A table on its side: a line for each column, "A: 0 0 1 1" over "Class: + + - -"."""
    hits = [hit for hit in _COLUMN.finditer(text) if len(hit[2].split()) > 3]
    columns = [hit[2].replace(",", " ").split() for hit in hits]
    names = {hit[1].strip() for hit in hits}
    if not 2 <= len(names) == len(hits) <= MOST_ROWS or len({len(column) for column in columns}) != 1:
        return []
    rows = tuple(zip(*columns, strict=True))
    return [Table(tuple(hit[1].strip() for hit in hits), rows, hits[0].start(), hits[-1].end())]


def _tuples(text: str) -> list[Table]:
    """Records written as "(sunny, hot, no), (rain, mild, yes)"."""
    hits = [hit for hit in _TUPLE.finditer(text) if "," in hit[1]]
    rows = [tuple(_trimmed(hit[1].split(","))) for hit in hits]
    if not 3 <= len(rows) <= MOST_ROWS or len({len(row) for row in rows}) != 1:
        return []
    if all(is_number(cell) for row in rows for cell in row) or any(not cell for row in rows for cell in row):
        return []
    return [Table((), tuple(rows), hits[0].start(), hits[-1].end())]
