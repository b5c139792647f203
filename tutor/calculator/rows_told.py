"""Rows told: distributions over the same outcomes, however they are written: in brackets, one by one, as functions.

A row is one only when it sums to one; whatever else has a number in the text has to name or count the outcomes.
"""

import re
from math import fsum

from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import parse
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.numerals import digits
from tutor.calculator.patterns import regex
from tutor.calculator.refusal import Refused
from tutor.calculator.span import Span

_VALUE = r"(?:\d+\s?/\s?\d+|\d*\.\d+|\d+)(?:\s?%)?"
_LABEL = r"(?:['\"]?(?P<label>[A-Za-z][\w -]{0,20}?|\d{1,2})['\"]?\s*[:=]\s*)?"
_ITEM = rf"(?:['\"]?[A-Za-z\d][\w -]{{0,20}}?['\"]?\s*[:=]\s*)?-?{_VALUE}"
_BRACKET = regex(rf"(?P<open>[\[({{])\s*(?P<body>{_ITEM}(?:\s*[,;]\s*{_ITEM})+)\s*[\])}}]")
_MEMBER = regex(rf"{_LABEL}(?P<value>-?{_VALUE})(?=\s*(?:[,;]|$))")
_NAME = regex(r"(?<![\w.])([A-Za-z](?:_?\w)?)(?:\s*\([a-zA-Z]\))?\s*(?:=|:|be|is|~)?\s*$")
_SYMBOLIC = r"[\d./ %+*()a-z-]{1,20}?"
_FUNCTION = regex(
    rf"\b(?P<name>Prob|Pr|P|p|Q|q|[a-z])_?\s?\(\s*(?:[A-Za-z]\s*=\s*)?(?P<label>[\w '-]{{1,20}})\s*\)\s*(?:=|:)\s*"
    rf"(?P<value>{_SYMBOLIC})(?=\s*(?:[,;.](?:\s|$)|\n|$|and\b|for\b))",
)
_INDEXED = regex(rf"\b(?P<name>[pqPQ])_?(?P<label>\d)\s*=\s*(?P<value>{_VALUE})")
_SETTING = regex(rf"\b([a-z])\s*=\s*({_VALUE})(?![\w(])")
_WORDED = regex(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! times)", re.I)
_BEHIND = regex(r"\s+(?:of |chance of |for )?(?!and\b|or\b|of\b|the\b|in\b|respectively\b|with\b|for\b)([A-Za-z]{3,})")
_PARTS = regex(r"\b(\d{1,2})\s?(?:-|/|:|to)\s?(\d{1,2})\s+(?:split|class|distribution|mix\w*|ratio)\b", re.I)
OFTEN = regex(r"\b(twice|(?:two|three|four|five|\d+) times) as (?:often|likely|frequent\w*|probable|many)\b", re.I)
_BEFORE = regex(r"(?<![\d.])([A-Za-z][\w'-]*|\d{1,2})['\"]?\s*(?:[():=|,\s]|is|are|of|with(?: probability)?|has)*$")


def rows_told(text: str) -> tuple[Span, ...] | None:
    """The distributions with where they stand, their names and the names of their outcomes; None where there are
    none, or a number has no part in them.
    """
    plain = blank_furniture(text)
    for reader in (_functions, _brackets, _ratios, _scalars):
        found = reader(plain)
        if found is not None:
            return found if _alike(found) and _only_counts(plain, found) else None
    return None


def _only_counts(text: str, rows: tuple[Span, ...]) -> bool:
    """Whether numbers in words say how many outcomes or rows there are."""
    words = [int(digits(hit[0])) for hit in _WORDED.finditer(OFTEN.sub(" ", text))]
    return all(word in {len(rows), len(rows[0].numbers)} for word in words)


def _alike(rows: tuple[Span, ...]) -> bool:
    """Whether there are one or two distributions of the same length."""
    return 1 <= len(rows) <= 2 and len({len(row.numbers) for row in rows}) == 1 < len(rows[0].numbers)


def is_distribution(values: tuple[float, ...]) -> bool:
    """Whether the values are shares that sum to one."""
    return len(values) > 1 and all(0 <= value <= 1 for value in values) and abs(fsum(values) - 1) < 1e-6


def _number(written: str) -> float:
    share = written.rstrip().endswith("%")
    above, _, below = written.replace("%", " ").strip().partition("/")
    value = float(above) / (float(below or 1) or 1.0)
    return value / 100 if share else value


def _only(text: str, allowed: set[float]) -> bool:
    """Whether all numbers that are left are of those."""
    rest = [_number(hit[0]) for hit in re.finditer(_VALUE, re.sub(r"\blog_?2\b|[A-Za-z_]\w*", _worded, digits(text)))]
    return all(value in allowed for value in rest)


def _worded(hit: re.Match[str]) -> str:
    return " " if not hit[0].isdigit() else hit[0]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _brackets(text: str) -> tuple[Span, ...] | None:
    """As in "P = [0.2, 0.8]", "q: {a: 1/2, b: 1/2}"; other brackets of the same length name the outcomes."""
    rows: list[Span] = []
    others: list[int] = []
    places = []
    for hit in _BRACKET.finditer(text):
        members = list(_MEMBER.finditer(hit["body"]))
        values = tuple(_number(member["value"]) for member in members)
        name = _NAME.search(text[: hit.start()])
        labels = tuple(member["label"] or "" for member in members)
        places.append((hit.start(), hit.end()))
        if is_distribution(values):
            begin = name.start() if name else -1
            rows.append(Span(hit.start(), hit.end(), values, name[1] if name else "", begin, labels=labels))
        else:
            others.append(len(values))
    if not any(value % 1 for row in rows for value in row.numbers) or any(
        length != len(rows[0].numbers) for length in others
    ):
        return None
    return tuple(rows) if _only(_without(text, places), {len(rows[0].numbers), len(rows)}) else None


def _functions(text: str) -> tuple[Span, ...] | None:
    """As in "p(0) = r, p(1) = 1 - r, q(0) = 1/4, q(1) = 3/4 for r = 1/2"."""
    hits = [*_FUNCTION.finditer(text)] or [*_INDEXED.finditer(text)]
    settings = {hit[1]: _number(hit[2]) for hit in _SETTING.finditer(text)}
    rows: dict[str, dict[str, float]] = {}
    for hit in hits:
        value = _worked(hit["value"], settings)
        if value is None or hit["label"].strip() in rows.get(hit["name"], {}):
            return None
        rows.setdefault(hit["name"], {})[hit["label"].strip()] = value
    if not rows or len({frozenset(row) for row in rows.values()}) != 1:
        return None
    labels = tuple(next(iter(rows.values())))
    size = float(len(labels))
    places = [(hit.start(), hit.end()) for hit in hits] + [hit.span() for hit in _SETTING.finditer(text)]
    names = {float(label) for label in labels if label.isdigit()}
    if not _only(_without(text, places), {size, float(len(rows)), *names}):
        return None
    starts = {name: next(hit.start() for hit in hits if hit["name"] == name) for name in rows}
    found = tuple(
        Span(starts[name], starts[name] + 1, tuple(row[label] for label in labels), name, starts[name], labels=labels)
        for name, row in rows.items()
    )
    return found if all(is_distribution(row.numbers) for row in found) else None


def _worked(written: str, settings: dict[str, float]) -> float | None:
    if re.fullmatch(rf"\s*{_VALUE}\s*", written):
        return _number(written)
    try:
        return evaluate(parse(written.strip(), tuple(settings)), settings)
    except Refused:
        return None


def _ratios(text: str) -> tuple[Span, ...] | None:
    """Two kinds told as "a 90-10 split" or as "0s occur three times as often as 1s"."""
    parts, often = _PARTS.search(text), OFTEN.search(text)
    rest = _only(OFTEN.sub(" ", _PARTS.sub(" ", re.sub(r"\b[01]'?s\b", " ", text))), {2})
    if not rest or bool(parts) == bool(often):
        return None
    if parts:
        shares = int(parts[1]), int(parts[2])
        found = (shares[0] / 100, shares[1] / 100) if sum(shares) == 100 else ()
        return (Span(parts.start(), parts.end(), found),) if found else None
    if often is None or not re.search(r"\bbinary\b|\b[01]'?s\b|\bheads?\b|\bcoin\b|\btwo\b", text, re.I):
        return None
    times = {"twice": 2}.get(often[1].lower()) or int(digits(often[1].split()[0]))
    return (Span(often.start(), often.end(), (times / (times + 1), 1 / (times + 1))),)


def _scalars(text: str) -> tuple[Span, ...] | None:
    """Shares one after the other, with the names of their outcomes before them or not."""
    hits = [hit for hit in re.finditer(rf"(?<![\w.,/-]){_VALUE}(?!\w|\.\d|\s?/)", text)]
    small = [hit for hit in hits if re.search(r"[./%]", hit[0]) and _number(hit[0]) < 1]
    values = tuple(_number(hit[0]) for hit in small)
    others = [_number(hit[0]) for hit in hits if hit not in small]
    if any(value != int(value) for value in others):
        return None
    lines = [text.count("\n", 0, hit.start()) for hit in small]
    tabled = sum(lines.count(line) > 1 for line in set(lines)) > 1
    for size in (len(values), len(values) // 2):
        cut = [values[at : at + size] for at in range(0, len(values), size)] if size > 1 else []
        if cut and all(is_distribution(each) for each in cut) and len(cut) * size == len(values):
            if tabled and (len(cut) == 1 or len({lines[at] for at in range(size)}) > 1):
                return None
            named = len(others) == len(set(others)) == size
            if not named and any(value not in {size, len(cut)} for value in others):
                return None
            return tuple(_span(text, small[at * size : (at + 1) * size], each) for at, each in enumerate(cut))
    return None


_BETWEEN = regex(r"[\s,;&|]*(?:and\s+)?(?:(?:P|Pr|p)\s?\(\)\s*=?\s*|['\"]?\w+['\"]?\s*[:=(]\s*)?", re.I)
_EQUAL = regex(
    r"\b(?:equally (?:likely|probable)|equiprobable|uniform\w*|(?:equal|same) (?:probability|chance)|"
    r"random (?:model|guess\w*|baseline))\b",
    re.I,
)
_OUTCOMES = regex(
    r"(?<![\w.,])(\d[\d,]*)[ -](?:\w+[ -]){0,3}?(?:outcomes?|classes|events|values|symbols|states|options|"
    r"messages|words|"
    r"tokens|letters|characters|choices|possibilities|types|digits|items|categories)\b|"
    r"\bvocab\w*(?: \w+){0,2}?\s*(?:=|of|is)?\s*(\d[\d,]*)",
    re.I,
)


def equally_likely(text: str) -> int | None:
    """How many outcomes there are that are all as likely; None where another number stands beside it."""
    plain = blank_furniture(text)
    hits = list(_OUTCOMES.finditer(plain))
    counts = {int((hit[1] or hit[2]).replace(",", "")) for hit in hits}
    if len(counts) != 1 or not _EQUAL.search(plain) or re.search(r"(?<![A-Za-z-])\d", _OUTCOMES.sub(" ", plain)):
        return None
    count = counts.pop()
    return count if count > 1 else None


def token_shares(text: str) -> tuple[float, ...] | None:
    """The probabilities of the tokens of a text, told one after the other and nothing else in numbers."""
    plain = re.sub(r"\([^()]*\)", "()", blank_furniture(text))
    hits = list(re.finditer(rf"(?<![\w.,-]){_VALUE}(?![\w]|\.\d)", plain))
    values = tuple(_number(hit[0]) for hit in hits)
    between = [plain[one.end() : other.start()] for one, other in zip(hits, hits[1:], strict=False)]
    listed = all(_BETWEEN.fullmatch(gap) for gap in between)
    return values if len(values) > 1 and listed and all(0 < value < 1 for value in values) else None


def _span(text: str, hits: list[re.Match[str]], values: tuple[float, ...]) -> Span:
    labels = [_BEFORE.search(text[max(0, hit.start() - 40) : hit.start()]) for hit in hits]
    names = tuple(label[1] if label and label[1] not in {"and", "or"} else "" for label in labels)
    behind = [_BEHIND.match(text, hit.end()) for hit in hits]
    after = tuple(label[1] if label else "" for label in behind)
    if all(after) and len(set(after)) == len(after):
        names = after
    names = names if all(names) else _listed(text[: hits[0].start()], len(hits))
    name = _NAME.search(text[: hits[0].start()])
    return Span(hits[0].start(), hits[-1].end(), values, name[1] if name else "", labels=names)


def _listed(text: str, size: int) -> tuple[str, ...]:
    """The names of a list of that size before the numbers: "symbols A, B and C have ..."."""
    word = r"([A-Za-z][\w']*)"
    hits = re.findall(word + rf"\s*,\s*(?:and )?{word}" * (size - 2) + rf"\s*,?\s*(?:and|,)\s*{word}", text)
    return tuple(hits[-1]) if hits else ("",) * size
