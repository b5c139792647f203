"""Told values: what a text says that symbols are: numbers, vectors and matrices, by "=" or by what they are called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.patterns import regex

NUMBER = r"[-+]?(?:\d+(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+)(?:\s?e-?\d+|\s?(?:x|\*)\s?10\s?\^\s?\(?-?\d+\)?)?"
_SMALL = r"10\s?\^?\s?\(?-\d+\)?"
_ROW = rf"[\[(]\s*{NUMBER}(?:\s*[,;]\s*{NUMBER}|\s+{NUMBER})*\s*,?\s*[\])]"
_ANY = rf"(?:\[\s*{_ROW}(?:\s*,?\s*{_ROW})*\s*\]|{_ROW}|{_SMALL}|{NUMBER}(?![\d.]*\d)(?!\s*/\s*\d))"
_LINK = r"\s*(?:=|:=|:|\bis\b|\bare\b|\bof\b|\bequals?\b|\bequal to\b|\bwas\b|\bat\b|\bset to\b|~|approx)?\s*"
_INDEX = regex(
    r"(?<![A-Za-z])([A-Za-z]|theta|beta|epsilon|eta)\s?_\s?(?:\((\d{1,2}|[A-Za-z])\)|(\d{1,2}|[A-Za-z]|tprev|tnext|new|old))"
    r"(?![A-Za-z\d_])"
)
_UPPER = regex(r"(?<![A-Za-z])([Wbzah])\s?\^\s?(?:[\[(]\s?(\d|[A-Za-z]+)\s?[\])]|([A-Z])(?![a-z]))")
_TRANSPOSED = regex(r"(?<=[\])])\s*\^\s?\(?T\)?(?![a-z])")
_NAMED = regex(
    rf"(?<![\w.^'(/*+-])(?P<names>[A-Za-z]\w*(?:'|\*)?(?:\s*=\s*[A-Za-z]\w*)*)\s*(?:=|:=)\s*(?P<value>{_ANY})"
    r"(?![\w.]*[ \t]*[*^/]|[ \t]*[+-][ \t]*[\w(]|\s?[A-Za-z]*\()"
)

Value = float | tuple[float, ...] | tuple[tuple[float, ...], ...]


@dataclass(slots=True)
class Told:
    """The values by their symbols, and the text without them."""

    values: dict[str, Value]
    rest: str

    @property
    def complete(self) -> bool:
        """Whether no number is left over, what belongs to the wording aside."""
        return not re.search(r"\d", blank_furniture(self.rest))


def indexed(text: str) -> str:
    """The text with W^(1), W^H, w_1 and x_{12} as W1, WH, w1 and x12, and without marks of transposition."""
    text = _UPPER.sub(lambda hit: hit[1] + (hit[2] or hit[3]), text)
    return _TRANSPOSED.sub("", _INDEX.sub(lambda hit: hit[1] + (hit[2] or hit[3]), text))


def told_values(text: str, called: Mapping[str, str]) -> Told | None:
    """The values of an indexed text; `called` has the words for a symbol as a pattern; None where one has two."""
    values: dict[str, Value] = {}
    patterns = [
        (regex(rf"(?<![\w^])(?:{words}){_LINK}(?P<value>{_ANY})(?!\s?%)", re.I), s) for s, words in called.items()
    ]
    for pattern, symbol in [(_NAMED, ""), *patterns]:
        for hit in list(pattern.finditer(text)):
            value = _value(hit["value"])
            names = [symbol] if symbol else re.split(r"\s*=\s*", hit["names"])
            if value is None or any(values.setdefault(name, value) != value for name in names):
                return None
            text = text[: hit.start()] + ";" + " " * (len(hit[0]) - 1) + text[hit.end() :]
    return Told(values, text)


def number(written: str) -> float:
    """The number: 0.1, 1,000, 1e-8, 10^-8, 3 x 10^-4."""
    plain = re.sub(r"[\s,()]", "", written).replace("x10^", "e").replace("*10^", "e")
    return float(re.sub(r"\A10\^?(?=-)", "1e", plain))


def _value(written: str) -> Value | None:
    rows = [re.findall(rf"{NUMBER}", row) for row in re.findall(r"[\[(]([^\[\]()]*)[\])]", written)]
    if not rows:
        return number(written)
    made = tuple(tuple(map(number, row)) for row in rows)
    if re.match(r"\s*\[\s*[\[(]", written):
        return made if len({len(row) for row in made}) == 1 else None
    return made[0]
