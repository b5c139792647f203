"""Spans: the numbers of a question with their places, their types and the names they are bound to.

A span is one number, one bracketed vector or matrix, one shape (3x3) or one list of class names. What stands next to each
other without brackets ("2, 1 and 0", "p1 = 0.2, p2 = 0.8", "cat: 0.7, dog: 0.3") stays separate here; lists.py gathers it
when an operation wants a vector.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import parse
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Value

MOST_NUMBERS = 10_000
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a bracketed group where it stands in the plain text."""

    start: int
    end: int
    value: Value
    name: str = ""
    """What it is bound to: "P" in "P = [0.2, 0.8]", "p1" in "p1 = 0.2"."""
    begin: int = -1
    """Where its name starts; `start` when it has none."""
    percent: bool = False
    shape: bool = False
    """Written as 32x32x3."""
    word: bool = False
    """Written as a word ("two"): may be used, need not be."""
    ratio: tuple[int, int] | None = None
    """"1 in 1000" keeps both numbers."""
    labels: tuple[str, ...] = ()
    """Class names: the value of a list of words, or what each number was labelled with."""
    parts: tuple["Span", ...] = ()
    """The spans that a list without brackets was gathered from."""
    other: Value | None = None
    """A second possible reading, such as rows where decimal commas were taken."""

    @property
    def is_scalar(self) -> bool:
        """One number."""
        return not isinstance(self.value, tuple)

    @property
    def is_matrix(self) -> bool:
        """Rows of numbers."""
        return isinstance(self.value, tuple) and bool(self.value) and all(isinstance(row, tuple) for row in self.value)

    @property
    def is_vector(self) -> bool:
        """A list of numbers."""
        numbers = isinstance(self.value, tuple) and not any(isinstance(item, tuple) for item in self.value)
        return numbers and (bool(self.value) or not self.labels)

    @property
    def from_(self) -> int:
        """Where the span with its name starts."""
        return self.begin if self.begin >= 0 else self.start


class TooManyNumbers(Exception):
    """More numbers than a person types."""


_PLAIN = r"(?:\d{1,3}(?:,\d{3})+(?![\d.,]*\d)|\d+(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(
    rf"""(?<![\w.^])(?<![A-Za-z]-)
    (?P<sign>(?:(?<![\w)\]%.])[-+])?)
    (?:
      (?P<ratio>(?P<of>\d[\d,]*)\s+(?:in|out\s+of|of|of\s+the|in\s+every|of\s+every|per)\s+(?:every\s+)?(?P<all>\d[\d,]*)(?![\d.%]))
    | (?P<fraction>(?P<over>\d{{1,12}})\s?/\s?(?P<under>\d{{1,12}})(?!\s?/|\.?\d))
    | (?P<power>(?:(?P<factor>\d+(?:\.\d+)?)\s*[x*]\s*)?(?P<base>\d+(?:\.\d+)?)\s?(?:\^|\*\*)\s?\(?(?P<exponent>-?\d{{1,3}})\)?(?![\d.]))
    | (?P<plain>{_PLAIN}(?:[eE][-+]?\d{{1,3}}(?!\d))?)
    )
    (?:(?P<percent>\s?%|\s?(?:percent|per\s?cent)\b)|(?P<suffix>(?:k|K|M|B|bn)\b|\s?(?:thousand|million|billion)\b))?
    (?!\w)""",
    re.VERBOSE,
)
_LOOSE_NUMBER = re.compile(r"(?<![\w.^])(?<![A-Za-z]-)\d+(?:\.\d+)?")
_SHAPE = re.compile(r"(?<![\w.])\d{1,6}(?:\s?(?:x|X|\bby\b)\s?\d{1,6})+(?![\w.]*\d)(?![a-wyz]|\s?\^)")
_FORMULA_AFTER = re.compile(r"\s?[+*/^]\s?[A-Za-z(]")
_FORMULA_BEFORE = re.compile(r"[A-Za-z)]\s?[*/^+]\s?$")
_SUFFIX = {
    "k": 1_000,
    "K": 1_000,
    "thousand": 1_000,
    "M": 10**6,
    "million": 10**6,
    "B": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_WORDS = {
    word: value
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"sixteen": 16, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}
_WORD = re.compile(
    r"\b(?:(?P<part>(?:one|a)[ -]half|(?:one|a)[ -]third|two[ -]thirds|(?:one|a)[ -]quarter|three[ -]quarters|(?:one|a)[ -]tenth)|(?P<whole>"
    + "|".join(_WORDS)
    + r"))\b",
    re.IGNORECASE,
)
_PERCENT_WORD = re.compile(r"\s+(?:percent|per\s?cent)\b", re.IGNORECASE)
_PARTS = {"half": 0.5, "third": 1 / 3, "thirds": 2 / 3, "quarter": 0.25, "quarters": 0.75, "tenth": 0.1}
_OPEN, _CLOSE = "[({", "])}"
_NAME = re.compile(
    r"(?:(?<![\w.])(?P<bound>[A-Za-z]\w{0,30}'{0,2}(?:\[\d+\]|\([^()\n]{0,60}\))?)\s*(?:=|:=|~)\s*"
    r"|(?<![\w'.])(?P<letter>[B-HJ-Zb-hj-z]\d?)\s*(?::|\b(?:is|be|are|being|equals|of)\b)?\s*)$"
)
_FACE = re.compile(
    r"(?:(?:np|numpy|torch|tf)\.)?(?:array|tensor|constant)\s*(?=\()|(?<=[\[(])\s*dtype\s*=\s*\w+", re.IGNORECASE
)
_NAMED_CALL = re.compile(r"[A-Za-z]\w{0,20}\([^()\n]{0,60}\)(?=\s*(?:=|~|is\b)\s*[-.\d])")


def read_spans(text: str) -> tuple[Span, ...]:
    """All spans of a plain text in order, furniture left out (question numbers, "to 3 decimals", version numbers)."""
    visible = _blanked(blank_furniture(text), (_FACE,))
    found: list[Span] = []
    hidden = _blanked(visible, (_NAMED_CALL,))
    position = 0
    for start in _starts(hidden):
        if start < position:
            continue
        span = _span_at(hidden, start)
        if span is not None:
            found.append(_named(span, visible))
            position = span.end
        if len(found) > MOST_NUMBERS:
            raise TooManyNumbers
    return tuple(found)


def _blanked(text: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


_START = re.compile(r"[\[({]|[-+.\d]|\b[A-Za-z]")


def _starts(text: str) -> Iterator[int]:
    return (found.start() for found in _START.finditer(text))


def _span_at(text: str, start: int) -> Span | None:
    if text[start] in _OPEN:
        return _bracketed(text, start)
    if text[start].isalpha():
        return _number_word(text, start)
    number = _shape(text, start) or number_at(text, start)
    if number is not None and _in_formula(text, number):
        return replace(number, labels=("?",))
    return number or _odd_number(text, start)


def _in_formula(text: str, number: Span) -> bool:
    """Whether letters are reckoned with the number, as in 1+odds or 2*x."""
    if _FORMULA_AFTER.match(text, number.end):
        return True
    return _FORMULA_BEFORE.search(text[max(0, number.start - 8) : number.start]) is not None


def _shape(text: str, start: int) -> Span | None:
    found = _SHAPE.match(text, start)
    if found is None:
        return None
    return Span(start, found.end(), tuple(int(side) for side in re.findall(r"\d+", found[0])), shape=True)


def _odd_number(text: str, start: int) -> Span | None:
    """A number that runs into letters ("10GB", "2x"): seen, so that it is accounted for, but of no known type."""
    found = _LOOSE_NUMBER.match(text, start)
    return Span(start, found.end(), float(found[0]), labels=("?",)) if found else None


def _number_word(text: str, start: int) -> Span | None:
    found = _WORD.match(text, start)
    if found is None:
        return None
    if found["part"]:
        return Span(start, found.end(), _PARTS[re.split(r"[ -]", found["part"].lower())[1]], word=True)
    value = _WORDS[found["whole"].lower()]
    percent = _PERCENT_WORD.match(text, found.end())
    if percent:
        return Span(start, percent.end(), value / 100, percent=True)
    return Span(start, found.end(), value, word=True)


def number_at(text: str, start: int) -> Span | None:
    """The number that starts exactly there, in any writing."""
    found = _NUMBER.match(text, start)
    if found is None:
        return None
    value, ratio = _value(found)
    if value is None:
        return None
    if found["sign"] == "-":
        value = -value
    if found["percent"]:
        value = value / 100
    if found["suffix"]:
        value = value * _SUFFIX[found["suffix"].strip()]
        value = int(value) if value == int(value) else value
    return Span(start, found.end(), value, percent=bool(found["percent"]), ratio=ratio)


def _value(found: re.Match[str]) -> tuple[float | int | None, tuple[int, int] | None]:
    if found["ratio"]:
        of, of_all = int(found["of"].replace(",", "")), int(found["all"].replace(",", ""))
        return (of / of_all, (of, of_all)) if of_all else (None, None)
    if found["fraction"]:
        over, under = int(found["over"]), int(found["under"])
        return (over / under if under else None), None
    if found["power"]:
        return _power(float(found["factor"] or 1), float(found["base"]), int(found["exponent"])), None
    written = found["plain"].replace(",", "")
    return (int(written) if written.isdigit() and len(written) < 19 else _finite(float(written))), None


def _power(factor: float, base: float, exponent: int) -> float | int | None:
    if base > 100 or abs(exponent) > 308:
        return None
    try:
        value = factor * base**exponent
    except (OverflowError, ZeroDivisionError):
        return None
    return int(value) if value.is_integer() and value < 2**53 else value


def _finite(value: float) -> float | None:
    return value if abs(value) < 1e308 else None


# ---- brackets ----------------------------------------------------------------------------------------------------------

_SPACE = re.compile(r"\s*")
_EMPTY = re.compile(r"\[\s*\]|\{\s*\}")
_NO_NUMBER = re.compile(r"[-+]?(?:(?P<nan>nan|none|null|na|n/a)|inf(?:inity)?)(?=\s*[,;\])}])", re.IGNORECASE)
_EXPRESSION = re.compile(r"[-+\d.a-z*/^ ()]+")
LONGEST_ITEM = 40
_ITEM_END = re.compile(r"\s*(?:[,;|\])}]|\band\b)|\s+[-+]?[\d.]")
_IN_ITEMS = frozenset({"ln", "exp", "sqrt", "e", "pi"})
"""What may stand in an item besides numbers; a bare log would not say its base."""
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and\b)?|;|\band\b|\||)\s*")
_LABEL = re.compile(r"""["']?([A-Za-z][\w -]{0,30}?)["']?\s*(?::|=|->)\s*""")
_WORD_ITEM = re.compile(r"""["']?([A-Za-z][\w-]{0,30})["']?(?=\s*[,;\])}])""")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")


def _bracketed(text: str, start: int) -> Span | None:
    """The vector, matrix or list of class names in the bracket that opens there; None when it holds anything else."""
    other = _decimal_comma(text, start)
    if other is not None:
        return other
    empty = _EMPTY.match(text, start)
    if empty is not None:
        return Span(start, empty.end(), ())
    group = _group(text, start, 1)
    if group is not None:
        items, rows, labels, end = group
        if len(items) == 1 and text[start] == "[" and text[start - 1 : start].isalnum():
            # x[1] is a place in x, not a number.
            return None
        if labels and text[start] == "(":
            # "(stride = 2, padding = 1)" is read from its inside.
            return None
        nested = [not item.is_scalar for item in items]
        if any(nested) and (not all(nested) or (text[start] == "(" and text[start - 1 : start].isalnum())):
            # The arguments of a call, not one vector.
            return None
        value = _shaped(items, rows)
        if len(items) == 1 and text[start] == "(":
            return replace(items[0], start=start, end=end)
        percent = any(item.percent for item in items)
        return Span(start, end, value, labels=labels, percent=percent, other=_flat(items) if len(rows) > 1 else None)
    return _class_names(text, start)


def _flat(items: list[Span]) -> Value:
    return tuple(item.value for item in items)


def _shaped(items: list[Span], rows: list[int]) -> Value:
    """Items as one vector, or as rows where semicolons cut them into equal lengths above one."""
    cuts = [0, *rows, len(items)]
    lengths = {after - before for before, after in zip(cuts, cuts[1:], strict=False)}
    if rows and lengths != {1}:
        return tuple(_flat(items[before:after]) for before, after in zip(cuts, cuts[1:], strict=False))
    return _flat(items)


def _group(text: str, start: int, depth: int) -> tuple[list[Span], list[int], tuple[str, ...], int] | None:
    """(items, where semicolons stood, labels, end) of the bracket at start."""
    items: list[Span] = []
    rows: list[int] = []
    labels: list[str] = []
    position = _skip(_SPACE, text, start + 1)
    while position < len(text) and text[position] not in _CLOSE:
        label = _LABEL.match(text, position)
        if label is not None:
            labels.append(label[1])
            position = label.end()
        item = _item(text, position, depth)
        if item is None:
            return None
        items.append(item)
        if len(items) > MOST_NUMBERS:
            raise TooManyNumbers
        after = _SEPARATOR.match(text, item.end)
        position = after.end() if after else item.end
        if after and ";" in after[0] and position < len(text) and text[position] not in _CLOSE:
            rows.append(len(items))
    if position >= len(text) or not items:
        return None
    if labels and len(labels) != len(items):
        return None
    return items, rows, tuple(labels), position + 1


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _item(text: str, position: int, depth: int) -> Span | None:
    if position >= len(text):
        return None
    if text[position] in _OPEN:
        if depth >= DEEPEST:
            return None
        group = _group(text, position, depth + 1)
        if group is None:
            return None
        items, rows, labels, end = group
        if len(items) == 1 and text[position] == "(":
            return replace(items[0], start=position, end=end)
        return Span(position, end, _shaped(items, rows), labels=labels)
    none = _NO_NUMBER.match(text, position)
    if none is not None:
        return Span(position, none.end(), math.nan if none["nan"] else math.inf)
    number = number_at(text, position)
    if number is not None and _ITEM_END.match(text, number.end):
        return number
    return _expression_at(text, position) or number


def _expression_at(text: str, position: int) -> Span | None:
    """An item such as ln 2, 1/sqrt(2) or e^2, worked out."""
    end, depth = position, 0
    while end < min(len(text), position + LONGEST_ITEM) and (depth or text[end] not in ",;])}"):
        depth += (text[end] == "(") - (text[end] == ")")
        end += 1
    written = text[position:end]
    if not written.strip() or not _EXPRESSION.fullmatch(written) or set(re.findall(r"[a-z]+", written)) - _IN_ITEMS:
        return None
    try:
        return Span(position, end, evaluate(parse(written)))
    except Refused:
        return None


def _class_names(text: str, start: int) -> Span | None:
    """[cat, dog, cat] as class names."""
    names: list[str] = []
    position = _skip(_SPACE, text, start + 1)
    while position < len(text) and text[position] not in _CLOSE:
        found = _WORD_ITEM.match(text, position)
        if found is None or len(names) > MOST_NUMBERS:
            return None
        names.append(found[1])
        position = _skip(_SEPARATOR, text, found.end())
    if len(names) < 2 or position >= len(text) or text[start] == "(":
        return None
    return Span(start, position + 1, (), labels=tuple(names))


def _decimal_comma(text: str, start: int) -> Span | None:
    """[0,5; 0,3; 0,2] and [0,5 0,3]: every item holds one comma and another separator stands between."""
    end = re.compile(r"[\])}]").search(text, start)
    if end is None or end.start() - start > 400:
        return None
    inside = text[start + 1 : end.start()].strip()
    pieces = re.split(r"\s*;\s*|,?\s+(?:and\s+)?", inside)
    if len(pieces) < 2 or not all(_DECIMAL_COMMA.fullmatch(piece) for piece in pieces):
        return None
    values = tuple(float(piece.replace(",", ".")) for piece in pieces)
    rows = tuple(tuple(float(side) for side in piece.split(",")) for piece in pieces)
    certain = all(piece.lstrip("+-").startswith("0,") for piece in pieces)
    return Span(start, end.end(), values, other=None if certain else rows)


# ---- names -------------------------------------------------------------------------------------------------------------


def _named(span: Span, visible: str) -> Span:
    """The span with the name that stands right before it."""
    window = max(0, span.start - 120)
    found = _NAME.search(visible[window : span.start])
    if found is None:
        return span
    return replace(span, name=(found["bound"] or found["letter"]).strip(), begin=window + found.start())
