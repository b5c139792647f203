"""Joint sources: how two variables go together, as a text tells it: cell by cell, in a matrix, by a noisy channel."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.records import Table, is_number, table_of

Rows = tuple[tuple[float, ...], ...]
_NUMBER = r"(\d+(?:\.\d+)?(?:\s?/\s?0*[1-9]\d*)?|\.\d+)"
_CELL = regex(
    rf"\bp\s?_?\(\s*(?:([A-Z])\s*=\s*)?(\w+)\s*,\s*(?:([A-Z])\s*=\s*)?(\w+)\s*\)\s*=?\s*{_NUMBER}",
    re.I,
)
_NAMED = regex(rf"\b()([a-z]+)\s*(?:&|and|\+|/)\s*()([a-z]+)\s*:?\s*{_NUMBER}(?![\w.]*\d)", re.I)
_INDEXED = regex(rf"\b()[A-Za-z]_?([0-2])()([0-2])\s*=\s*{_NUMBER}(?![\w.]*\d)")
_MATRIX = regex(r"\bjoint\b|\bP_?\{?\(?\s*[XY]\s*,?\s*[XY]\b|\btwo-dimensional\b|\bprobabilit\w+", re.I)
_CHANNEL = regex(r"\bbinary symmetric channel\b|\bBSC\b")
_SHARE = r"(0?\.\d+|[01](?:\.0+)?|\d+/0*[1-9]\d*)"
_CROSSOVER = regex(
    rf"\b(?:crossover|error|flip|bit[- ]error|transition) probability\b[^.\d=()]{{0,25}}=?\s*(?:of )?{_SHARE}|"
    rf"\b(?:epsilon|p|f)\s*=\s*{_SHARE}",
    re.I,
)
_LAW = regex(
    rf"\bp_?\s?\(\s*(?P<variable>[A-Z])\s*=\s*(?P<one>\w+)\s*(?:(?:\||"
    rf",? given )\s*(?P<of>[A-Z])\s*=\s*(?P<given>\w+)\s*)?\)\s*=\s*"
    rf"(?P<value>{_NUMBER[1:-1]})",
    re.I,
)
_SENT = regex(
    rf"\b(?:p_?[01]|beta|pi)\s*=\s*{_SHARE}|"
    rf"\bP\s*\(\s*(?:X\s*=?\s*)?(?:x_?)?[01]\s*\)\s*=\s*{_SHARE}",
    re.I,
)
_VARIABLES = regex(r"\bvariables,? ([A-Z]) and ([A-Z])\b")
_EVEN = regex(r"\bequally (?:likely|probable)\b|\bequiprobable\b|\buniform\w*\b|\bfair (?:bit|input)\b", re.I)


@dataclass(frozen=True, slots=True)
class Joint:
    """Joint probabilities, the variables that go down and across ("" where unnamed), and the rest of the text."""

    rows: Rows
    down: str
    across: str
    rest: str


def told_joint(question: Question) -> Joint | None:
    """The joint probabilities of the text; None where it tells none, or has a number too many."""
    text = question.text
    made = next((found for read in _SOURCES for found in [read(question)] if found is not None), None)
    if made is None:
        return _of_table(text)
    total = sum(map(sum, made.rows))
    named = (made.down or made.across) or _VARIABLES.search(text)
    down, across = (made.down, made.across) if isinstance(named, str) or named is None else (named[1], named[2])
    return Joint(tuple(tuple(cell / total for cell in row) for row in made.rows), down, across, made.rest)


def _by_cell(question: Question) -> Joint | None:
    """Every cell told with the names of its row and column."""
    return next((made for each in (_CELL, _NAMED, _INDEXED) for made in [_cells(question.text, each)] if made), None)


def _cells(text: str, pattern: re.Pattern[str]) -> Joint | None:
    found: dict[tuple[str, str], float] = {}
    names = [("", "")]
    for hit in pattern.finditer(text):
        found[hit[2].lower(), hit[4].lower()] = _value(hit[5].replace(" ", ""))
        names.append(((hit[1] or "").upper(), (hit[3] or "").upper()))
    rows = list(dict.fromkeys(row for row, _ in found))
    columns = list(dict.fromkeys(column for _, column in found))
    if len(rows) < 2 or len(columns) < 2 or len(found) != len(rows) * len(columns):
        return None
    rest = pattern.sub(" ", text)
    left = re.sub(r"\b(?:two|2) (?:decimals?|digits|features|variables)\b", " ", blank_furniture(rest))
    total = sum(found.values())
    others = [float(each.replace(",", "")) for each in re.findall(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d", left)]
    if any(other != total for other in others) or total <= 0 or (total > 1.000001 and total != int(total)):
        return None
    if any(0 < value < 1 for value in found.values()) and abs(total - 1) > 1e-9:
        return None
    joint = tuple(tuple(found[row, column] for column in columns) for row in rows)
    return Joint(joint, names[-1][0], names[-1][1], rest)


def _by_matrix(question: Question) -> Joint | None:
    """A bracketed matrix of shares that is called a joint distribution; X goes down."""
    found = [span for span in question.lists if span.is_matrix]
    numbers = [span for span in question.spans if not span.word]
    if len(found) != 1 or len(numbers) != 1 or not _MATRIX.search(question.text):
        return None
    value = found[0].value
    rows = tuple(row for row in value if isinstance(row, tuple)) if isinstance(value, tuple) else ()
    joint = tuple(tuple(float(str(cell)) for cell in row) for row in rows)
    if abs(sum(map(sum, joint)) - 1) > 1e-6 or any(cell < 0 for row in joint for cell in row):
        return None
    return Joint(joint, "X", "Y", question.text[: found[0].start] + question.text[found[0].end :])


def _by_channel(question: Question) -> Joint | None:
    """What a binary symmetric channel gets and gives, by its crossover probability and that of an input."""
    text = question.text
    if not _CHANNEL.search(text):
        return None
    flips = {_value(next(filter(None, hit.groups()))) for hit in _CROSSOVER.finditer(text)}
    inputs = {_value(next(filter(None, hit.groups()))) for hit in _SENT.finditer(text)}
    inputs |= {0.5} if _EVEN.search(text) and not inputs else set()
    rest = _SENT.sub(" ", _CROSSOVER.sub(" ", re.sub(r"\blog[ _{}]*2\b", " ", text)))
    if len(flips) != 1 or not inputs or (len(inputs) == 2 and abs(sum(inputs) - 1) > 1e-9) or len(inputs) > 2:
        return None
    if re.search(r"\d", re.sub(r"(?<=[\s(])[01](?=[\s,:)])", " ", blank_furniture(rest))):
        return None
    flip, one = flips.pop(), max(inputs)
    joint = ((one * (1 - flip), one * flip), ((1 - one) * flip, (1 - one) * (1 - flip)))
    return Joint(joint, "X", "Y", rest)


def _by_conditionals(question: Question) -> Joint | None:
    """The shares of one variable, and those of the other for each of its values: "P(X=0) = 0.3, P(Y=1|X=0) = 0.2"."""
    text = question.text
    hits = list(_LAW.finditer(text))
    alone = {hit["one"]: _value(hit["value"].replace(" ", "")) for hit in hits if not hit["given"]}
    after = {(hit["given"], hit["one"]): _value(hit["value"].replace(" ", "")) for hit in hits if hit["given"]}
    names = {(hit["of"] or hit["variable"] if side else hit["variable"]).upper() for hit in hits for side in (0, 1)}
    known = {hit["of"].upper() for hit in hits if hit["of"]}
    if len(alone) + len(after) != len(hits) or len(known) != 1 or len(names) != 2:
        return None
    if any((hit["variable"].upper() in known) != (not hit["given"]) for hit in hits):
        return None
    down = list(dict.fromkeys([*alone, *(given for given, _ in after)]))
    across = list(dict.fromkeys(one for _, one in after))
    across += ["other"] if len(across) == 1 else []
    if _EVEN.search(text) and not alone:
        alone = {value: 1 / len(down) for value in down}
    if not _completed(alone, down, 2) or {given for given, _ in after} != set(down):
        return None
    rows = []
    for value in down:
        row = {one: share for (given, one), share in after.items() if given == value}
        if not _completed(row, across, 2):
            return None
        rows.append(tuple(alone[value] * row[one] for one in across))
    rest = _LAW.sub(" ", text)
    if re.search(r"\d", re.sub(r"\(\w+\d?\)|\blog[ _]?2\b", " ", blank_furniture(rest))):
        return None
    [given] = known
    return Joint(tuple(rows), given, (names - known).pop(), rest)


def _completed(row: dict[str, float], values: list[str], ways: int) -> bool:
    """Whether the shares sum to one; of two ways, the one that is not told is what is left."""
    missing = [value for value in values if value not in row]
    if len(missing) == 1 and len(values) == ways:
        row[missing[0]] = 1 - sum(row.values())
    return len(row) == len(values) and abs(sum(row.values()) - 1) < 1e-6 and min(row.values()) >= 0


def _of_table(text: str) -> Joint | None:
    """The probabilities of a table, with the variables of its corner or of its labels."""
    table = table_of(text)
    read = None if table is None else _tabled(table)
    return None if table is None or read is None else Joint(*read, text[: table.start] + "\n" + text[table.end :])


def _tabled(table: Table) -> tuple[Rows, str, str] | None:
    head, rows = table.names, table.rows
    if not head and not all(is_number(cell) for cell in rows[0]) and all(is_number(cell) for cell in rows[0][1:]):
        head, rows = rows[0], rows[1:]
    labelled = not all(is_number(row[0]) for row in rows) or (
        bool(head) and not is_number(head[0]) and _corner(head[0]) != ("", "")
    )
    body = [row[1:] if labelled else row for row in rows]
    if not all(is_number(cell) and "%" not in cell for row in body for cell in row) or len(body[0]) < 2:
        return None
    joint = tuple(tuple(_value(cell) for cell in row) for row in body)
    if abs(sum(map(sum, joint)) - 1) > 1e-3:
        return None
    down, across = _corner(head[0]) if head else ("", "")
    if not down:
        down, across = _common(row[0] for row in rows), _common(head)
    return joint, down, across


def _corner(cell: str) -> tuple[str, str]:
    """The variables of "X\\Y" in the corner, the one that goes down first."""
    hit = re.fullmatch(r"\s*([A-Z])\s*[\\/|]\s*([A-Z])\s*", cell)
    return (hit[1], hit[2]) if hit else ("", "")


def _common(labels: object) -> str:
    """The one letter of labels such as "X=0", "X=1"."""
    found = {hit[1] for label in labels for hit in [re.match(r"\s*([A-Z])\s*=", str(label))] if hit}  # type: ignore[attr-defined]
    return found.pop() if len(found) == 1 else ""


def _value(cell: str) -> float:
    above, _, below = cell.partition("/")
    return float(above) / float(below or 1)


_SOURCES: tuple[Callable[[Question], Joint | None], ...] = (
    _by_channel,
    _by_conditionals,
    _by_cell,
    _by_matrix,
)
