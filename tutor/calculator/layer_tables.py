"""Layer tables: rows of layers with their kernel, stride, padding and filters, written as one line for each layer."""

import re

from tutor.calculator.patterns import regex

_COLUMNS = (
    ("number", r"(?:layer )?(?:no\.?|#|nr\.?|number|index|id)|#"),
    ("name", r"(?:layers?|type|operation)(?: (?:name|type))?|name"),
    ("kernel size {}", r"(?:kernel|filter|window|pool)(?:[ _]?size)?(?: \(\w\))?|k|f"),
    ("stride {}", r"strides?(?: \(\w\))?|s"),
    ("padding {}", r"padding(?: \(\w\))?|pad|p"),
    ("dilation {}", r"dilation(?: rate)?"),
    (
        "{} filters",
        r"(?:no\. of |number of |# ?(?:of )?)?(?:filters|kernels|(?:output )?channels|feature maps)|"
        r"out(?:put)? channels",
    ),
)
_HEADER = re.compile(
    "|".join(f"(?P<c{at}>(?<![a-z])(?:{words})(?![a-z]))" for at, (_, words) in enumerate(_COLUMNS)), re.I
)
_LAYER = regex(r"\b(?:conv|(?:max|avg|average)?[ -]?pool)", re.I)
_VALUE = regex(r"\d+(?:\s*[x*]\s*\d+)?|-|none|same|valid|n/a", re.I)
FEWEST_ROWS = 2


def with_tables(text: str) -> str:
    """The text with its table of layers as lines; as it is where there is none, or a cell of it is not known."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        columns = _columns(line)
        if "name" in columns and "kernel size {}" in columns:
            rows, end = _rows(lines, at + 1, columns)
            if len(rows) >= FEWEST_ROWS:
                return "\n".join([*lines[:at], *rows, *lines[end:]])
    return text


def _columns(line: str) -> list[str]:
    """What its columns hold; none where a word of it names no column."""
    if re.search(r"[\w#]", _HEADER.sub(" ", line)):
        return []
    found = [_COLUMNS[int((hit.lastgroup or "c0")[1:])][0] for hit in _HEADER.finditer(line)]
    return found if len(set(found)) == len(found) else []


def _rows(lines: list[str], start: int, columns: list[str]) -> tuple[list[str], int]:
    """The rows as lines, and where the table ends."""
    found: list[str] = []
    at = start
    while at < len(lines):
        row = None if not lines[at].strip(" |:-\t") else _row(lines[at], columns)
        if row:
            found.append(row)
        elif lines[at].strip(" |:-\t"):
            break
        at += 1
    return found, at


def _row(line: str, columns: list[str]) -> str:
    """One layer: "layer 2: pool1: kernel size 2x2, stride 2"; "" where its cells do not fit the columns."""
    bare = re.sub(r"(?<=\d)\s*([x*])\s*(?=\d)", "x", line.strip().strip("|"), flags=re.I)
    cells = [cell.strip() for cell in (bare.split("|") if "|" in bare else re.split(r"\t+|\s{2,}|\s", bare))]
    if len(cells) != len(columns):
        return ""
    told = dict(zip(columns, cells, strict=True))
    name, number = told.pop("name"), told.pop("number", "")
    if not _LAYER.search(name) or re.search(r"\s\d", name) or not all(_VALUE.fullmatch(cell) for cell in told.values()):
        return ""
    settings = [each.format(cell) for each, cell in told.items() if re.match(r"\d|same|valid", cell, re.I)]
    return f"{f'layer {number}: ' if number else ''}{name}: {', '.join(settings)} ;"
