"""Record asks: entropy, gains and impurities of a table of examples, one row each, and scores of tabled predictions."""

import re
from dataclasses import dataclass, replace

from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.records import Table, is_number, table_of
from tutor.calculator.units_asked import unit_asked

_GAIN = regex(r"\b(?:information gains?|info(?:rmation)? ?gains?|gains?|IG)\b|\bG\s?\(\s?[A-Za-z]", re.I)
_GINI = regex(r"\bgini\b", re.I)
_ENTROPY = regex(r"(?<!cross)(?<!cross[- _])\bentropy\b|\buncertainty\b", re.I)
_AFTER = regex(r"\b(?:after|conditional|remaining|weighted|average|expected|given|split|children|resulting)\b|\|", re.I)
_LOSS = regex(r"\bgain\b|\breduc\w+|\bdecreas\w+|\bdrop\b|\bimprov\w+", re.I)
_OTHER = regex(
    r"\bratio\b|\bsplit info\w*|\bintrinsic\b|\bwhich (?:attribute|feature|variable|one|of|column|split)\b|\bbest\b|"
    r"\bid3\b|\bc4\.5\b|\bprun\w*|\bnaive\b|\bchi\b|\bprobability\b|\baccuracy\b|\bhow many\b(?! bits)|\bdepth\b|"
    r"\bwithout\b|"
    r"\bjoint\w*|\bdistribution\b|\bensemble\b|\bexcept\b|\bignoring\b|\bremov\w+|\bmissing\b|"
    r"\bmisclassification\b|\bvariance\b|\bk-?nn\b|\bnearest\b",
    re.I,
)
_SPLIT = regex(
    r"\b(?:split\w*|divid\w*|condition|partition\w*) (?:\w+ ){0,4}(?:on|by|according|condition|using)\b", re.I
)
_CLASSES = frozenset(
    "class label target outcome classification decision play playtennis output result category y tennis answer verdict "
    "species diagnosis cls buys_computer".split()
)
_NAMED_CLASS = regex(
    r"\b(?:target|class|label|labels|outcome|decision|output|predict)(?: (?:variable|attribute|column|feature|"
    r"label|is|are|"
    r"named|called))*:?\s+['\"(]?([A-Za-z]\w*)",
    re.I,
)
_BLANK = regex(r"_*|\.{2,}|\u2026|\?+|-{2,}|tbd|n/?a|nan", re.I)
"""A cell that is to be filled in, or was never told."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class _Data:
    """The examples: their class, and their attributes by name."""

    labels: tuple[str, ...]
    attributes: tuple[tuple[str, tuple[str, ...]], ...]
    outside: str
    asking: str


def recorded(question: Question) -> Recognition:
    """What is asked of the table of examples."""
    text = question.text
    if text.count(",") + text.count("\n") + text.count("|") + text.count("&") < 3:
        return None
    if not (_ENTROPY.search(text) or _GAIN.search(text) or _GINI.search(text)):
        return None
    table = table_of(text)
    if table is None or _counted(table) or any(_BLANK.fullmatch(cell) for row in table.rows for cell in row):
        return None
    outside = text[: table.start] + "\n" + text[table.end :]
    if _OTHER.search(outside):
        return None
    data = _data(table, outside)
    return None if data is None else _asked(data)


def _counted(table: Table) -> bool:
    """Whether a row counts the examples with its name, and is none itself."""
    head = table.names or table.rows[0]
    rows = table.rows if table.names else table.rows[1:]
    names = {row[0] for row in rows}
    return (
        len(head) > 2
        and len(names) == len(rows)
        and not any(is_number(name) or re.fullmatch(r"[A-Za-z]{1,3}\d+", name) for name in names)
        and all(re.fullmatch(r"\d[\d,]*", cell) for row in rows for cell in row[1:])
        and _plain(head[-1]) not in _CLASSES
    )


def _asked(data: _Data) -> Recognition:
    gini = _GINI.search(data.asking) or (_GINI.search(data.outside) and not _ENTROPY.search(data.outside))
    chosen = _attributes(data)
    if chosen is None:
        return None
    gain = _GAIN.search(data.asking) is not None or _LOSS.search(data.asking) is not None
    if not chosen:
        return None if gain else _whole(data, gini=bool(gini))
    if not gain and not gini and not _AFTER.search(data.asking):
        return None
    unit = unit_asked(data.outside) or "bits"
    made = []
    for values in chosen:
        groups = _groups(values, data.labels)
        if groups is None:
            return None
        arguments: dict[str, Argument] = {"groups": groups}
        arguments |= {} if gini else {"unit": unit}
        made.append(Request("Gini gain" if gini else "information gain", arguments, pick="" if gain else "after"))
    if gain and not gini and re.search(r"\bentropy\b[^.?]*\band\b[^.?]*\bgain\b", data.asking, re.I):
        if (
            len(made) > 1
            or re.search(r"\bbefore\b|\bdata|\bset\b|\bclass|\btarget\b|\bexamples\b", data.asking, re.I) is None
        ):
            return None
        whole = _whole(data, gini=False)
        return replace(whole, also=tuple(made)) if isinstance(whole, Request) else None
    return made[0] if len(made) == 1 else replace(made[0], also=tuple(made[1:]))


def _whole(data: _Data, *, gini: bool) -> Recognition:
    """The impurity of all examples, or of those with one value of an attribute."""
    labels = data.labels
    part = _part(data)
    if part is not None:
        labels = tuple(label for label, kept in zip(labels, part, strict=True) if kept)
    elif re.search(
        r"\b(?:after|conditional|remaining|weighted|expected|children|resulting|knowing)\b|\|", data.asking, re.I
    ):
        return None
    counts = tuple(float(labels.count(each)) for each in dict.fromkeys(data.labels))
    if gini:
        return Request("Gini impurity", {"p": counts})
    return Request("entropy of counts", {"counts": counts, "unit": unit_asked(data.outside) or "bits"})


def _part(data: _Data) -> tuple[bool, ...] | None:
    """Which examples have the one value that the question names."""
    found = [
        tuple(cell == value for cell in values)
        for _, values in data.attributes
        for value in dict.fromkeys(values)
        if len(value) > 2 and not is_number(value) and re.search(rf"\b{re.escape(value)}\b", data.asking, re.I)
    ]
    return found[0] if len(found) == 1 else None


def _data(table: Table, outside: str) -> _Data | None:
    """The table's columns as class and attributes; a column that only counts the rows is left out."""
    width = len(table.rows[0])
    names = table.names or tuple(f"#{at}" for at in range(width))
    columns = [(names[at], table.column(at)) for at in range(width)]
    if len(columns) > 2 and _counts_rows(*columns[0]):
        columns = columns[1:]
    at = _class_at(columns, outside)
    if at is None or len(columns) < 2:
        return None
    labels = columns[at][1]
    if not 1 < len(set(labels)) <= max(2, len(labels) // 2 + 1) or any(re.search(r"\d[/.%]", each) for each in labels):
        return None
    sentences = re.split(r"(?<=[.?!])\s+|\n", outside)
    kept = (_GAIN, _ENTROPY, _GINI, _SPLIT)
    asking = " ".join(each for each in sentences if any(pattern.search(each) for pattern in kept))
    return _Data(labels, tuple(columns[:at] + columns[at + 1 :]), outside, asking)


def _counts_rows(name: str, cells: tuple[str, ...]) -> bool:
    numbered = all(re.fullmatch(r"[A-Za-z]{0,3}\d{1,3}", cell) for cell in cells) and len(set(cells)) == len(cells)
    return numbered or (
        len(set(cells)) == len(cells)
        and re.fullmatch(
            r"(?:#|no\.?|nr\.?|id|day|instance|example|record|row|index|sample|name|person|customer)?", _plain(name)
        )
        is not None
    )


def _class_at(columns: list[tuple[str, tuple[str, ...]]], outside: str) -> int | None:
    """Where the class stands: what is called so, else the last column."""
    names = [_plain(name) for name, _ in columns]
    said = [names.index(_plain(hit[1])) for hit in _NAMED_CLASS.finditer(outside) if _plain(hit[1]) in names]
    if len(set(said)) == 1:
        return said[0]
    known = [at for at, name in enumerate(names) if name in _CLASSES or name.replace(" ", "") in _CLASSES]
    if len(known) == 1:
        return known[0]
    if re.search(
        r"\b(?:first|second) (?:entry|column|element|component|value) is the (?:class|label|target)", outside, re.I
    ):
        return None
    return len(columns) - 1 if not known else None


def _plain(name: str) -> str:
    return re.sub(r"[\s_$?{}^\\-]+", " ", name).strip().lower()


def _attributes(data: _Data) -> list[tuple[str, ...]] | None:
    """The columns that are asked about, in the order of the question; None where it is not clear."""
    found: list[tuple[int, tuple[str, ...]]] = []
    asking = re.sub(r"[_$]", "", data.asking)
    for place, (name, values) in enumerate(data.attributes):
        wanted = re.escape(_plain(name)).replace(r"\ ", r"[\s_-]*") if not name.startswith("#") else ""
        ordinal = _ORDINALS[place] if place < len(_ORDINALS) else "none"
        pattern = rf"(?<!\w){wanted}(?!\w)" if wanted else rf"\b{ordinal} (?:attribute|feature|column|variable)\b"
        hit = re.search(pattern, asking, re.I if len(_plain(name)) > 1 else 0) or (
            re.search(rf"(?<!\w){re.escape(name.strip('$ '))}(?!\w)", asking) if len(name) == 1 else None
        )
        if hit is None:
            continue
        split = _threshold(asking, wanted, values)
        if split is None:
            return None
        found.append((hit.start(), split))
    gain = _GAIN.search(data.asking) is not None
    if (
        gain
        and _part(data) is not None
        and any(
            re.search(rf"\b{re.escape(value)}\b", asking, re.I)
            for _, values in data.attributes
            for value in set(values)
            if len(value) > 3 and not is_number(value)
        )
    ):
        return None
    return [values for _, values in sorted(found)]


def _threshold(asking: str, name: str, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The values as they are, or on which side of a bound of the question they lie."""
    hit = re.search(rf"{name}\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)", asking, re.I) if name else None
    numeric = all(is_number(value) and "/" not in value and "%" not in value for value in values)
    if hit is None:
        many = len(set(values)) > max(3, len(values) // 2)
        return None if numeric and many else values
    if not numeric:
        return None
    bound = float(hit[2])
    sides = {"<": lambda v: v < bound, "<=": lambda v: v <= bound, ">": lambda v: v > bound, ">=": lambda v: v >= bound}
    return tuple(str(sides[hit[1]](float(value))) for value in values)


def _groups(values: tuple[str, ...], labels: tuple[str, ...]) -> tuple[tuple[float, ...], ...] | None:
    """How many examples of each class have each value."""
    kinds = tuple(dict.fromkeys(labels))
    pairs = list(zip(values, labels, strict=True))
    groups = tuple(tuple(float(pairs.count((value, kind))) for kind in kinds) for value in dict.fromkeys(values))
    return groups if len(groups) > 1 else None
