"""Count tables: a confusion matrix found by its shape alone, in any markup or none, with its true classes in the rows.

Numbers in a row with a label before them, as many rows as columns, are a table; sums of rows and columns are dropped.
Which side is the truth is said by words at the axes; where none says it, the side stays open.
"""

import re
from dataclasses import dataclass, field, replace

from tutor.calculator.axes import TRUTH, VERDICT, Words, is_axis, is_negative, named, polarities, sides
from tutor.calculator.patterns import regex

Counts = list[list[int]]
_MARKUP = regex(
    r"^[> ]*(?:\w+\s*(?:=|<-)\s*)?[a-z]\w*\(.*\)\s*$|"
    r"(?:begin|end)\s*\{\s*\w+\s*\}(?:\s*\{[^{}]*\})?|multi(?:row|column)\s*\{[^{}]*\}\s*\{[^{}]*\}|"
    r"\b[hc]line\b\s*(?:\{[^{}]*\})?|\b(?:top|mid|bottom)rule\b|\bcentering\b|[{}*`\"$]|^[ \t]*[#>]+|"
    r"^[|+:= \t-]*-{2,}[|+:= \t-]*$",
    re.M,
)
_TOKEN = regex(
    r"(?P<tag>\(\s*(?:TP|FP|FN|TN|(?:true|false) (?:positives?|negatives?))\s*\)|\b(?:TP|FP|FN|TN)\b\s*[:=]?)|"
    r"(?P<odd>[\[\]]|\d*\.\d+%?|\d+(?:\.\d+)?\s?%)|(?P<number>(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?!\w|\.\d|,\d{3}))|"
    r"(?P<word>[A-Za-z][\w'/+-]*|(?<=[\s|(])[+-](?=[\s|)]))|(?P<cell>\||&|\t|\\|/| {3,})|(?P<line>\n|;)|"
    r"(?P<stop>(?<!pred)[.?!](?=\s|$)|:(?=[ \t]*\n))",
    re.I,
)
MOST_LABEL = 10
_CALLED = regex(r"\b(?:confusion|contingency|actual|predicted|gold|truth)\b", re.I)
_SIGNS = frozenset({"\n", "|", " ", "\\", "/"})
"""What stands between cells and lines, beside words."""
_ROWS_TRUE = regex(
    r"\brows?\b[^.;,\n]{0,30}\b(?:actual|true|truth|reality|gold|real)|\bcolumns?\b[^.;,\n]{0,30}\bpredict", re.I
)
_ROWS_PREDICTED = regex(
    r"\brows?\b[^.;,\n]{0,30}\bpredict|\bcolumns?\b[^.;,\n]{0,30}\b(?:actual|true|truth|gold|real)", re.I
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


@dataclass(slots=True)
class _Run:
    """Numbers in a row with what stands before them since the row before."""

    label: list[str]
    cells: list[int]
    tags: list[str]
    start: int
    end: int
    stopped: bool = False
    line: int = 0
    """How many of the label's words stand in the same line."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far: rows, and the words and signs since the last of them."""

    runs: list[_Run] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    stopped: bool = False
    open: bool = False
    """Whether a number goes on with the last row."""
    broken: bool = False
    """Whether a line has ended since the last number."""
    tag: str = ""
    """A name of a cell that stands before its number, or over a column."""

    def number(self, hit: re.Match[str], value: int) -> None:
        """A cell of this row or of the next."""
        if self.open and not (self.broken and len(self.runs[-1].cells) > 1):
            self.runs[-1].cells.append(value)
            self.runs[-1].end = hit.end()
        else:
            line = len(self.words) - _last_line(self.words)
            self.runs.append(_Run(self.words, [value], [], hit.start(), hit.end(), self.stopped, line))
            self.words, self.stopped = [], False
        self.runs[-1].tags += [self.tag] if self.tag else []
        self.open, self.broken, self.tag = True, False, ""

    def word(self, word: str) -> None:
        """A word of a label, or a class that is called by a digit."""
        self.untagged()
        self.open = False
        self.words.append(word)

    def untagged(self) -> None:
        """A name of a cell without its number is a word."""
        self.words += [self.tag] if self.tag else []
        self.tag = ""


def count_table(text: str) -> CountTable | None:
    """The one table of counts of a text; None where there is none, or two that differ."""
    plain = _MARKUP.sub(lambda hit: " " * len(hit[0]) if hit[0] != "\n" else "\n", text)
    if "&" in plain:
        plain = plain.replace("\\", "\n")
    tables = [_table(_runs(plain, digits_name=digits_name), text) for digits_name in (True, False)]
    found = [table for table in tables if table is not None and (table.names or _CALLED.search(text))]
    sure = [table for table in found if table.sure] or found
    return sure[0] if sure and all(each.rows == sure[0].rows for each in sure) else None


def _runs(text: str, *, digits_name: bool) -> list[_Run]:
    """The rows of numbers; a digit behind "Predicted" is a class where `digits_name`."""
    read = _Reading()
    for hit in _TOKEN.finditer(text):
        kind = hit.lastgroup
        if kind == "number":
            value = int(hit["number"].replace(",", ""))
            name = digits_name and value < 10 and (_behind_axis(read.words) or _counts_on(read.words, value))
            read.word(hit["number"]) if name else read.number(hit, value)
        elif kind == "tag" and read.open and "(" in hit["tag"]:
            read.runs[-1].tags.append(_short(hit["tag"]))
        elif kind == "tag":
            read.untagged()
            read.tag = _short(hit["tag"])
        elif kind in {"word", "odd"}:
            read.word(hit[0])
        elif kind == "stop":
            read.words, read.stopped, read.open, read.tag = [], True, False, ""
        else:
            read.untagged()
            read.broken = read.broken or kind == "line"
            sign = "\n" if kind == "line" else hit[0] if hit[0] in "\\/" else " " if hit[0][0] == " " else "|"
            read.words.append(sign)
    return read.runs


def _behind_axis(words: list[str]) -> bool:
    """Whether what comes is the name of a class: "Actual 0", "Predicted class 1"."""
    plain = [word for word in words[-4:] if word not in {"|", " "}]
    while plain and re.fullmatch(r"class|label|value", plain[-1], re.I):
        plain.pop()
    return bool(plain) and is_axis(plain[-1])


def _counts_on(words: list[str], value: int) -> bool:
    """Whether a digit goes on with the names: "Predicted 0 1"."""
    plain = [word for word in words if word not in {"|", " "}]
    return bool(plain) and plain[-1] in {str(value - 1), str(value + 1)}


def _last_line(words: list[str]) -> int:
    """Where the words of the last line that has any begin."""
    end = len(words)
    while end and words[end - 1] in _SIGNS:
        end -= 1
    return max((at + 1 for at in range(end) if words[at] == "\n"), default=0)


def _short(tag: str) -> str:
    words = re.findall(r"[A-Za-z]+", tag.lower())
    return str(words[0] if len(words) == 1 else words[0][0] + words[1][0])


def _table(runs: list[_Run], text: str) -> CountTable | None:
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


def _even(runs: list[_Run]) -> list[_Run]:
    """Rows of the same length where the last one runs on into the sums below it."""
    found: list[_Run] = []
    for run in runs:
        width = len(found[-1].cells) if found else 0
        if width > 2 and len(run.cells) == 2 * width:
            found += [replace(run, cells=run.cells[:width]), replace(run, label=[], cells=run.cells[width:], tags=[])]
        else:
            found.append(run)
    return found


def _together(block: list[_Run]) -> bool:
    """Whether rows have the same number of cells and short labels between them."""
    width = len(block[0].cells)
    odd = any(re.match(r"[\d.]*[.%]|[\[\]]", word) for run in block[1:] for word in run.label)
    return width > 1 and not odd and all(len(run.cells) == width and _short_label(run) for run in block[1:])


def _short_label(run: _Run) -> bool:
    return not run.stopped and len(_words(run.label)) <= MOST_LABEL


_Core = tuple[Counts, list[str]]


def _core(block: list[_Run]) -> _Core | None:
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


def _oriented(before: list[_Run], block: list[_Run], cells: Counts, index: list[str], text: str) -> CountTable | None:
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
    labels = [_words(run.label) for run in block[:size]]
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


def _first_label(run: _Run, others: list[Words], head: list[str]) -> tuple[Words, list[str]]:
    """What names the first row, and what stands above the table."""
    axis = next((pattern for pattern in (TRUTH, VERDICT) for word in others[0] if pattern.fullmatch(word)), None)
    cut = len(head) - run.line
    if axis is not None and len(_words(head[cut:])) > len(others[0]):
        cut = max((at for at, word in enumerate(head) if axis.fullmatch(word)), default=cut)
    elif "\n" not in head or len(named(_words(head[cut:]))) > max(len(named(other)) for other in others):
        last = max((at for at, word in enumerate(head) if is_axis(word)), default=0)
        short = len(_words(head[last + 1 :])) <= len(others[0])
        cut = last if short else _from_end(head, len(others[0]))
    return _words(head[cut:]), head[:cut]


def _last_lines(head: list[str]) -> list[str]:
    """The last lines that hold words, without those of prose."""
    lines: list[list[str]] = [[]]
    for word in head:
        lines.append([]) if word == "\n" else lines[-1].append(word)
    kept = [line for line in lines if _words(line)]
    prose = [at for at, line in enumerate(kept[:-1]) if len(_words(line)) > MOST_LABEL and "|" not in line]
    return [word for line in kept[max(prose, default=-1) + 1 :] for word in ["\n", *line]][1:]


def _from_end(head: list[str], size: int) -> int:
    """Where the last words begin."""
    places = [at for at, word in enumerate(head) if word not in _SIGNS]
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
    if "\\" in between or "/" in between or "|" in head and not _SIGNS & set(between):
        return first
    if "\n" in between or named(_words(between)):
        return not first
    return None


def _in_corner(head: list[str], at: int) -> bool:
    """Whether the only axis is the first cell of the row of names: it names the rows."""
    start = max((place + 1 for place in range(at) if head[place] == "\n"), default=0)
    end = head.index("\n", at) if "\n" in head[at:] else len(head)
    behind = head[at + 1 : end]
    alone = not any(is_axis(word) for word in behind) and head[start:at] in ([], ["|"])
    return alone and bool({"|", " "} & set(behind)) and bool(named(_words(behind)))


def _words(head: list[str]) -> Words:
    return tuple(word for word in head if word not in _SIGNS)


def _order(names: tuple[Words, ...], head: list[str]) -> list[int] | None:
    """Where each row's class stands among the columns; None where their names don't tell."""
    words = [word.lower() for word in _words(head) if not is_axis(word)]
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
        cells.append([]) if word in _SIGNS else cells[-1].append(word)
    told = [cell for cell in cells if named(tuple(cell))]
    if len(told) == 2:
        return [is_negative(tuple(cell)) is True for cell in told]
    return polarities(_words(head))


def _by_polarity(names: tuple[Words, ...], columns: list[bool]) -> list[int] | None:
    """Two classes that are called differently on both sides: the negative one is the negative one."""
    rows = [is_negative(name) is True for name in names]
    if len(rows) != 2 or len(columns) != 2 or rows[0] == rows[1] or columns[0] == columns[1]:
        return None
    return [0, 1] if rows == columns else [1, 0]
