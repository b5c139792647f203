"""Count tables: a confusion matrix found by its shape alone, in any markup or none, with its true classes in the rows.

Numbers in a row with a label before them, as many rows as columns, are a table; sums of rows and columns are dropped.
Which side is the truth is said by words at the axes; where none says it, the side stays open.
"""

import re
from dataclasses import dataclass, replace

from tutor.calculator.axes import TRUTH, VERDICT, Words, is_axis, is_negative, named, polarities, sides
from tutor.calculator.count_rows import SIGNS, CountRow, count_rows, without_markup, words_of
from tutor.calculator.patterns import regex

Counts = list[list[int]]
MOST_LABEL = 10
_CALLED = regex(r"\b(?:confusion|contingency|actual|predicted|gold|truth)\b", re.I)
_ROWS_TRUE = regex(
    r"\brows?\b(?:(?!columns?\b)[^.;,\n]){0,30}\b(?:actual|true|truth|reality|gold|real)|\bcolumns?\b(?:(?!rows?\b)[^.;,\n]){0,30}\bpredict",
    re.I,
)
_ROWS_PREDICTED = regex(
    r"\brows?\b(?:(?!columns?\b)[^.;,\n]){0,30}\bpredict|\bcolumns?\b(?:(?!rows?\b)[^.;,\n]){0,30}\b(?:actual|true|truth|gold|real)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts with the true classes in the rows where `sure`, else on either side; the classes' names may be empty."""

    rows: Counts
    names: tuple[Words, ...]
    sure: bool
    start: int = 0
    end: int = 0
    """Where its numbers stand in the text."""
    limit: float | None = None
    """The threshold that made it of scores."""


def count_table(text: str) -> CountTable | None:
    """The one table of counts of a text; None where there is none, or two that differ."""
    plain = without_markup(text)
    tables = [_table(count_rows(plain, digits_name=digits_name), text) for digits_name in (True, False)]
    found = [table for table in tables if table is not None and (table.names or _CALLED.search(text))]
    sure = [table for table in found if table.sure] or found
    return sure[0] if sure and all(each.rows == sure[0].rows for each in sure) else None


def _table(runs: list[CountRow], text: str) -> CountTable | None:
    """The largest block of rows that is square without its sums."""
    runs = _even(runs)
    for size in range(min(len(runs), 10), 1, -1):
        hits = []
        for first in range(len(runs) - size + 1):
            block = runs[first : first + size]
            core = _core(block) if _together(block) else None
            if core is not None:
                hits.append((first, block, core))
        if len(hits) > 1:
            return None
        if hits:
            first, block, (cells, index) = hits[0]
            return _oriented(runs[:first], block, cells, index, text)
    return None


def _even(runs: list[CountRow]) -> list[CountRow]:
    """Rows of the same length where the last one runs on into the sums below it."""
    found: list[CountRow] = []
    for run in runs:
        width = len(found[-1].cells) if found else 0
        if width > 2 and len(run.cells) == 2 * width:
            found += [replace(run, cells=run.cells[:width]), replace(run, label=[], cells=run.cells[width:], tags=[])]
        else:
            found.append(run)
    return found


def _together(block: list[CountRow]) -> bool:
    """Whether rows have the same number of cells and short labels between them."""
    width = len(block[0].cells)
    odd = any(re.match(r"[\d.]*[.%]|[\[\]]", word) for run in block[1:] for word in run.label)
    return width > 1 and not odd and all(len(run.cells) == width and _short_label(run) for run in block[1:])


def _short_label(run: CountRow) -> bool:
    return not run.stopped and len(words_of(run.label)) <= MOST_LABEL


_Core = tuple[Counts, list[str]]


def _core(block: list[CountRow]) -> _Core | None:
    """The counts without sums and without the numbers of the classes before them; those numbers."""
    rows = [run.cells for run in block]
    found: list[_Core] = []
    for index in (False, True):
        firsts = [row[0] for row in rows]
        numbers = [str(each) for each in firsts] if index else []
        if index and firsts[: len(rows)] not in (list(range(len(rows))), list(range(1, len(rows) + 1))):
            continue
        inner = [row[1:] if index else row for row in rows]
        for below in (False, True):
            body = inner[:-1] if below else inner
            if len(body) < 2 or below and inner[-1] != [sum(column) for column in zip(*body, strict=True)]:
                continue
            sums = all(len(row) > 2 and row[-1] == sum(row[:-1]) for row in body)
            for plain in [[row[:-1] for row in body]] if sums else [body]:
                if len(plain) == len(plain[0]) and max(map(max, plain)) > 0:
                    found.append((plain, numbers[: len(plain)]))
    return found[0] if len(found) == 1 else None


def _oriented(
    before: list[CountRow], block: list[CountRow], cells: Counts, index: list[str], text: str
) -> CountTable | None:
    """The table with its truth in the rows and its columns in the order of the rows."""
    size = len(cells)
    tags = [tag for run in block for tag in run.tags]
    if size == 2 and sorted(tags) == ["fn", "fp", "tn", "tp"]:
        told = dict(zip(tags, [cell for row in cells for cell in row], strict=True))
        rows = [[told["tp"], told["fn"]], [told["fp"], told["tn"]]]
        return CountTable(rows, (("positive",), ("negative",)), True, block[0].start, block[-1].end)
    head = list(block[0].label)
    for run in reversed(before):
        if run.stopped and not run.label or not _numbers_classes(run.cells, size):
            break
        head = [*run.label, *map(str, run.cells), *head]
    head = _last_lines(head)
    labels = [words_of(run.label) for run in block[:size]]
    labels[0], head = _first_label(block[0], labels[1:], head)
    names = tuple((index[at],) if index else named(labels[at]) for at in range(size))
    turned = _turned(labels, head, text)
    order = _order(names, head)
    if order is None:
        return None
    straight = [[row[at] for at in order] for row in cells]
    rows = [list(column) for column in zip(*straight, strict=True)] if turned else straight
    names = names if all(names) and len(set(names)) == size else ()
    return CountTable(rows, names, turned is not None, block[0].start, block[-1].end)


def _numbers_classes(cells: list[int], size: int) -> bool:
    return sorted(cells) in (list(range(size)), list(range(1, size + 1)))


def _first_label(run: CountRow, others: list[Words], head: list[str]) -> tuple[Words, list[str]]:
    """What names the first row, and what stands above the table."""
    axis = next((pattern for pattern in (TRUTH, VERDICT) for word in others[0] if pattern.fullmatch(word)), None)
    cut = len(head) - run.line
    if axis is not None and len(words_of(head[cut:])) > len(others[0]):
        cut = max((at for at, word in enumerate(head) if axis.fullmatch(word)), default=cut)
    elif "\n" not in head or len(named(words_of(head[cut:]))) > max(len(named(other)) for other in others):
        last = max((at for at, word in enumerate(head) if is_axis(word)), default=0)
        short = len(words_of(head[last + 1 :])) <= len(others[0])
        cut = last if short else _from_end(head, len(others[0]))
    return words_of(head[cut:]), head[:cut]


def _last_lines(head: list[str]) -> list[str]:
    """The last lines that hold words, without those of prose."""
    lines: list[list[str]] = [[]]
    for word in head:
        lines.append([]) if word == "\n" else lines[-1].append(word)
    kept = [line for line in lines if words_of(line)]
    prose = [at for at, line in enumerate(kept[:-1]) if len(words_of(line)) > MOST_LABEL and "|" not in line]
    return [word for line in kept[max(prose, default=-1) + 1 :] for word in ["\n", *line]][1:]


def _from_end(head: list[str], size: int) -> int:
    """Where the last words begin."""
    places = [at for at, word in enumerate(head) if word not in SIGNS]
    return places[-size] if size and size <= len(places) else len(head)


def _turned(labels: list[Words], head: list[str], text: str) -> bool | None:
    """Whether the predictions stand in the rows; None where nothing says it."""
    said = _ROWS_TRUE.search(text) is not None, _ROWS_PREDICTED.search(text) is not None
    if said[0] != said[1]:
        return said[1]
    true, predicted = sides(tuple(word for label in labels for word in label))
    if true != predicted:
        return predicted
    return None if true else _from_head(head)


def _from_head(head: list[str]) -> bool | None:
    """From the axes above the table: their names behind them, or the order in which two stand."""
    axes = [(at, VERDICT.fullmatch(word) is not None) for at, word in enumerate(head) if is_axis(word)]
    kinds = [verdict for _, verdict in axes]
    if not axes:
        return None
    if len(set(kinds)) == 2 and 1 in (kinds.count(True), kinds.count(False)) and len(kinds) > 2:
        # The axis that comes again with each class is that of the columns.
        return kinds.count(True) == 1
    if len(set(kinds)) == 1:
        return not kinds[0] if not _in_corner(head, axes[0][0]) else kinds[0]
    first = axes[0][1]
    change = next(at for at, (_, kind) in enumerate(axes) if kind != first)
    if any(kind == first for _, kind in axes[change:]):
        return None
    between = head[axes[change - 1][0] + 1 : axes[change][0]]
    if "\\" in between or "/" in between or "|" in head and not SIGNS & set(between):
        return first
    if "\n" in between or named(words_of(between)):
        return not first
    return None


def _in_corner(head: list[str], at: int) -> bool:
    """Whether the only axis is the first cell of the row of names: it names the rows."""
    start = max((place + 1 for place in range(at) if head[place] == "\n"), default=0)
    end = head.index("\n", at) if "\n" in head[at:] else len(head)
    behind = head[at + 1 : end]
    alone = not any(is_axis(word) for word in behind) and head[start:at] in ([], ["|"])
    return alone and bool({"|", " "} & set(behind)) and bool(named(words_of(behind)))


def _order(names: tuple[Words, ...], head: list[str]) -> list[int] | None:
    """Where each row's class stands among the columns; None where their names don't tell."""
    words = [word.lower() for word in words_of(head) if not is_axis(word)]
    if not named(tuple(words)) or not any(names):
        return list(range(len(names)))
    places: dict[int, int] = {}
    for at in sorted(range(len(names)), key=lambda each: -len(names[each])):
        size = len(names[at])
        hits = [
            place for place in range(len(words) - size + 1) if size and _same(words[place : place + size], names[at])
        ]
        if hits:
            places[at] = hits[-1]
        for hit in hits:
            words[hit : hit + size] = ["\n"] * size
    if len(places) == len(names):
        ranked = sorted(places, key=lambda each: places[each])
        return [ranked.index(at) for at in range(len(names))]
    return _by_polarity(names, _polarities(head))


def _same(words: list[str], name: Words) -> bool:
    """Whether words are a name, endings aside: "stayed" is "stay"."""
    return all(
        word == own or min(len(word), len(own)) > 3 and (word.startswith(own) or own.startswith(word))
        for word, own in zip(words, name, strict=True)
    )


def _polarities(head: list[str]) -> list[bool]:
    """Whether each column is the negative class, as far as its cell, or its words, say so."""
    cells: list[list[str]] = [[]]
    for word in head:
        cells.append([]) if word in SIGNS else cells[-1].append(word)
    told = [cell for cell in cells if named(tuple(cell))]
    if len(told) == 2:
        return [is_negative(tuple(cell)) is True for cell in told]
    return polarities(words_of(head))


def _by_polarity(names: tuple[Words, ...], columns: list[bool]) -> list[int] | None:
    """Two classes that are called differently on both sides: the negative one is the negative one."""
    rows = [is_negative(name) is True for name in names]
    if len(rows) != 2 or len(columns) != 2 or rows[0] == rows[1] or columns[0] == columns[1]:
        return None
    return [0, 1] if rows == columns else [1, 0]
