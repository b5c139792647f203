"""Given: what a text gives: every number or vector with its role, out of prose, lists, tables and code alike.

A role is told by the name that a number is bound to, by the head of its column, or by the nearest words before it.
Numbers that only name a thing ("sample 2") or stand in front of a line are none; every other one has to be used.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tutor.calculator.given_roles import role_of_name, role_of_words
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.records import Table, is_number, table_of
from tutor.calculator.span import Span
from tutor.calculator.working import Value

Vector = tuple[float, ...]
_INDEX = regex(
    r"\b(?:samples?|examples?|ex\.?|points?|rows?|models?|keys?|quer(?:y|ies)|values?|tokens?|doc(?:ument)?s?|users?|"
    r"observations?|instances?|images?|patients?|students?|houses?|days?|weeks?|months?|quarters?|years?|items?|"
    r"vectors?|classifier|positions?|pos|steps?|lesson|layer|features?|exercise|fold|case|customer|index|no\.)"
    r"[ _]?\(?#?$",
    re.I,
)
_OF_NUMBER = regex(r"\s*(?:\([\w ]+\))?\s*[:=]\s*-?[\d.]")
_COUNTED = regex(
    r"(?:[ -](?:class(?:es)?|way|categor\w+|samples?|examples?|points?|documents?|tokens?|words|images|features|"
    r"dimension\w*|predictions|observations|instances|outputs|keys|vectors|models|inputs))\b",
    re.I,
)
_RANGE = regex(r"\b(?:classes|labels|categories|index|i)\s*=?\s*$", re.I)
_RECKONED = regex(r"[ \t]?(?:\*\*?(?=[ \t]?[\d.(\[])|/(?=[ \t]?[\d.(\[])|\+|@|-(?=[ \t][\d(\[]))")
_MARK = regex(r"(?:^|\n)[ \t]*(?:[-*][ \t]*)?\(?$")
_MARK_END = regex(r"[.):](?!\d)")
_LINE = regex(r"(?<![\w.])([A-Za-z]\w*)\s*=\s*\(?(-?\d*\.?\d+)\s*\*?\s*x\s*([+-])\s*(\d*\.?\d+)\)?(?![\w.]*[\d*^])")
_ITEM = regex(r"(?:^|\n)[ \t]*(?:[-*\u2022][ \t]*)?(?P<label>[A-Za-z][\w ()/&'-]{0,40}?)[ \t]*[:=-]?[ \t]*\Z")
_COUNTER = regex(r"(?:id|no\.?|#|n|i|index|samples?|examples?|observations?|day|week|month|house|point|row)", re.I)


@dataclass(frozen=True, slots=True)
class Given:
    """A number, a vector or the rows of a matrix, with what the text says it is."""

    role: str
    """"actual", "weights", ...; "" where nothing tells it."""
    name: str
    """As it is bound: "y_true", "k_1", the head of a column."""
    value: Value
    start: int
    end: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """All that a text gives."""

    items: tuple[Given, ...]

    def of(self, role: str) -> tuple[Given, ...]:
        """Everything with the role, in the order of the text."""
        return tuple(each for each in self.items if each.role == role)

    def vector(self, role: str) -> Vector | None:
        """The one vector of the role, or its single numbers one after the other; None where it is neither."""
        found = self.of(role)
        if len(found) == 1:
            return flat_vector(found[0].value)
        scalars = [each.value for each in found if not isinstance(each.value, tuple)]
        return tuple(map(float, scalars)) if scalars and len(scalars) == len(found) else None

    def rows(self, role: str) -> tuple[Vector, ...] | None:
        """The vectors of the role, or the rows of its matrix, all of one length."""
        made: list[Vector] = []
        for each in self.of(role):
            value = each.value if isinstance(each.value, tuple) else ()
            nested = bool(value) and all(isinstance(row, tuple) for row in value)
            vectors = [flat_vector(row) for row in value] if nested else [flat_vector(value)]
            if None in vectors or () in vectors:
                return None
            made += [vector for vector in vectors if vector]
        return tuple(made) if len({len(row) for row in made}) == 1 else None

    def vector_at(self, at: int) -> Vector | None:
        """The vector at a place of the text."""
        return flat_vector(self.items[at].value)

    def without(self, *roles: str) -> "Data":
        """What has another role."""
        return Data(tuple(each for each in self.items if each.role not in roles))

    def counts_fit(self, *sizes: int) -> bool:
        """Whether each number of classes or examples that is told is one of these sizes."""
        return all(each.value in sizes for each in self.of("count"))

    def only(self, *roles: str) -> bool:
        """Whether everything that is given has one of the roles."""
        return all(each.role in roles for each in self.items)

    def in_step(self, *roles: str) -> bool:
        """Whether single numbers of the roles come in rounds of one each, or each role all at once."""
        row = [each.role for each in self.items if each.role in roles]
        size = len(set(row))
        blocks = sum(one != other for one, other in zip(row, row[1:], strict=False)) == size - 1
        return blocks or size > 0 and row == row[:size] * (len(row) // size)

    def renamed(self, **roles: str) -> "Data":
        """With one role called another."""
        return Data(tuple(replace(each, role=roles.get(each.role, each.role)) for each in self.items))


@dataclass(frozen=True, slots=True)
class Wish:
    """A quantity that a question asks for, and the words that ask for it."""

    question: Question
    name: str
    asking: str

    def data(self, roles: Sequence[str], idle: Iterable[float] = ()) -> Data:
        """All that the text gives, in these roles."""
        return given(self.question, roles, idle)


def flat_vector(value: Value) -> Vector | None:
    """The numbers of a vector, of a single row or of a column; None for a matrix."""
    if not isinstance(value, tuple):
        return (float(value),)
    if any(isinstance(item, tuple) for item in value):
        rows = [item for item in value if isinstance(item, tuple)]
        if len(rows) != len(value) or len(rows) > 1 and any(len(row) != 1 for row in rows):
            return None
        value = rows[0] if len(rows) == 1 else tuple(row[0] for row in rows)
    return tuple(float(item) for item in value if not isinstance(item, tuple))


def given(question: Question, roles: Sequence[str], idle: Iterable[float] = ()) -> Data:
    """All that the text gives, in roles of these names; `idle` are numbers that a formula of the text may hold."""
    text = question.text
    table = table_of(text) if text.count("\n") > 1 else None
    if table and re.search(r"[\[=]", text[table.start : table.end]):
        table = None
    found = list(_of_table(table, roles)) if table else []
    if not found:
        table = None
    allowed = frozenset(idle)
    last: Given | None = None
    at = 0
    for span in _spans(question, roles):
        if table and table.start <= span.start < table.end or _names_only(text, span):
            continue
        if _in_formula(text, span) and allowed.issuperset(span.numbers or (span.value,)):
            continue
        each = _given(text, span, at, roles, last)
        found.append(each)
        last, at = each, span.end
    return Data(tuple(sorted(found, key=lambda each: each.start))).renamed(output="predicted")


def _spans(question: Question, roles: Sequence[str]) -> list[Span]:
    """The numbers, lists gathered; those whose labels are roles one by one."""
    found: list[Span] = []
    for span in question.lists:
        labels = [label for label in span.labels if role_of_words(label, roles)]
        whole = not span.parts or not labels
        found += [span] if whole else span.parts
    return [span for span in found if not span.word and (span.value != () or not span.labels)]


def _names_only(text: str, span: Span) -> bool:
    """Whether a whole number counts a thing or stands in front of a line."""
    if not isinstance(span.value, int) or span.value < 0 or span.name:
        return False
    before = text[max(0, span.start - 30) : span.start]
    if re.search(r"\bclass\s$", before, re.I) and _OF_NUMBER.match(text, span.end):
        return True
    return _INDEX.search(before) is not None or (
        _MARK.search(text[: span.start]) is not None and _MARK_END.match(text, span.end) is not None
    )


def _in_formula(text: str, span: Span) -> bool:
    """Whether letters are reckoned with the number: max(0, 1 - y s), 0.5 * e^2."""
    if span.labels == ("?",):
        return True
    if re.search(r"\bmax\s*$", text[max(0, span.start - 6) : span.start]):
        return True
    if not span.is_scalar:
        return False
    around = text[max(0, span.start - 4) : span.start] + " # " + text[span.end : span.end + 4]
    return re.search(r"[a-z]\s?\(\s*#|[-+*/^|<>]=?\s*#|#\s*[-+*/^|<>]", around) is not None


def _given(text: str, span: Span, at: int, roles: Sequence[str], last: Given | None) -> Given:
    """A number with its role: by its name, the words before it, the heading of its list, or the number before it."""
    before = text[at : span.from_]
    if _RECKONED.match(text, span.end):
        return Given("", span.name, (), span.start, span.end)
    if isinstance(span.value, int) and not span.name and _COUNTED.match(text, span.end):
        return Given("count", "", span.value, span.start, span.end)
    if text[span.start] == "{" or _RANGE.search(before) and _is_range(span.numbers):
        return Given("kinds", "", span.value, span.start, span.end)
    role = role_of_name(span.name, roles) or role_of_words(before, roles)
    labels = span.labels if span.labels != ("?",) else ()
    item = _ITEM.search(text[: span.from_])
    if not role and last is not None and re.fullmatch(r"\s*(?:,|and|;|\s)*\s*", before):
        role = last.role
    elif not role and item:
        labels = labels or (item["label"].strip(" *_()"),)
        role = role_of_words(text[: item.start()].rstrip(), roles) if last is None or not last.labels else last.role
    return Given(role, span.name, span.value, span.from_, span.end, labels)


def _is_range(numbers: Vector) -> bool:
    """Whether these are 0, 1, 2, ... or 1, 2, 3, ..."""
    return (
        bool(numbers) and numbers[0] in {0, 1} and all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
    )


def _of_table(table: Table, roles: Sequence[str]) -> list[Given]:
    """The columns of a table, or its rows where they are told by their first cells; counters are none."""
    columns = [(name, table.column(at)) for at, name in enumerate(table.names)]
    if not any(role_of_words(name, roles) or role_of_name(name, roles) for name, _ in columns):
        rows = [*([table.names] if table.names else []), *table.rows]
        columns = [(row[0], row[1:]) for row in rows if len(row) > 1 and not _is_plain(row[0])]
    found = []
    for at, (name, cells) in enumerate(columns):
        role = role_of_words(name, roles) or role_of_name(name, roles)
        plain = all(map(_is_plain, cells))
        if plain and (role or not _COUNTER.fullmatch(name)) or not plain and re.search(r"\d", "".join(cells)):
            values = tuple(map(float, cells)) if plain else ()
            found.append(Given(role if plain else "", name, values, table.start + at, table.end))
    if {"actual", "predicted"} <= {each.role for each in found}:
        found = [each for each in found if each.role or "weight" in each.name.lower()]
    return found if any(each.role for each in found) else []


def _is_plain(cell: str) -> bool:
    return is_number(cell) and "/" not in cell and "%" not in cell


def line_of(text: str) -> tuple[float, float, int, int] | None:
    """The slope and the intercept of the one straight line "y = 1.5 x + 2", and where it stands."""
    hits = list(_LINE.finditer(text))
    if len(hits) != 1:
        return None
    hit = hits[0]
    return float(hit[2]), float(hit[3] + hit[4]), hit.start(), hit.end()
