"""Misnumbered: where an answer gives another number than the notes for the same thing.

Every number of the answer is bound to the statement of the notes that it is nearest to: by the noun that it counts or
the symbol that it is the value of, else by its being the only one on both sides. It is wrong when that statement has
another number in its place, and no statement that fits the clause nearly as well has this one.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tutor.interview.amount import Amount, amounts
from tutor.interview.comparison import Comparison, words_of

Words = frozenset[str]
CLOSE = 0.03
"""Share by which two numbers may differ that are given in few digits."""
EXACT = 3
"""Digits from which only the last one may differ, by one."""
ROUGHLY = 2.0
"""Where the notes say "about", a number is another one from so many times on."""
HEDGES = re.compile(
    r"\b(about|around|roughly|typical(?:ly)?|usual(?:ly)?|often|common(?:ly)?|approximately|or so|few|many)\b|[~≈]",
    re.I,
)
EXAMPLE = re.compile(r"\b(e\.g|for example|for instance|such as|say|maybe|perhaps|suppose|let's|example)\b", re.I)
RANGES = re.compile(r"(?:from|between)?\s*\$?(\d+(?:\.\d+)?)\$?\s*(?:to|and|-|–)\s*\$?(\d+(?:\.\d+)?)\b", re.I)
NEAREST = 0.95
FEWEST = 1
"""How many words a clause shares with a statement where no unit tells what its number counts."""
MOST = 6
"""With more numbers than these a clause is a calculation, whose steps may differ."""


@dataclass(frozen=True, slots=True)
class Least:
    """How near a clause must come to a statement before its number is held against the one there."""

    by_unit: float
    """Likeness, where both count the same."""
    alone: float
    """Likeness, where nothing tells the numbers apart."""
    elsewhere: float
    """Of the words shared, the share from which another statement is where a number comes from."""


SURE, LIKELY = Least(0.3, 0.45, 0.75), Least(0.2, 0.33, 1.01)


@dataclass(frozen=True, slots=True)
class Misnumbered:
    """A clause whose number is not the notes'."""

    point: int
    text: str
    numbers: str
    """Such as "3/5": the notes' and the answer's."""
    likeness: float


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement of the notes that gives numbers."""

    point: int
    text: str
    whole: str
    """The text of the point that it is from."""
    words: Words
    numbers: tuple[Amount, ...]


def misnumbered(compared: Comparison, least: Least = SURE) -> Mapping[int, Misnumbered]:
    """Per point the clause with a wrong number that comes nearest to it."""
    parts = [
        _Part(place, text, compared.criteria[place].text, words_of(text) | point.subject, numbers)
        for place, point in enumerate(compared.points)
        for text in point.texts
        if (numbers := amounts(text))
    ]
    asked, likeness = amounts(compared.question), compared.weights.likeness
    found: dict[int, Misnumbered] = {}
    for piece in compared.said:
        theirs = amounts(piece.text)
        if theirs and len(theirs) <= MOST and not EXAMPLE.search(piece.text):
            words = words_of(piece.text) | piece.subject
            near = [_Near(part, likeness(part.words, words), len(part.words & words)) for part in parts]
            for each in _wrong(piece.text, theirs, near, asked, least):
                if each.point not in found or each.likeness > found[each.point].likeness:
                    found[each.point] = each
    return found


@dataclass(frozen=True, slots=True)
class _Near:
    """A statement as near to a clause as it is."""

    part: _Part
    likeness: float
    shared: int


def _wrong(
    text: str, theirs: Sequence[Amount], near: Sequence[_Near], asked: Sequence[Amount], least: Least
) -> Iterator[Misnumbered]:
    for mine in theirs:
        if mine.vague or any(same(mine, other) for other in asked):
            continue
        known = max((each.shared for each in near if _has(each.part, mine)), default=0)
        likely = [
            (each, place)
            for each in near
            if (place := _in_its_place(mine, theirs, each, least))
            and known < least.elsewhere * each.shared
            and not _allowed(mine, place, each.part)
        ]
        nearest = max((each.likeness for each, _ in likely), default=0.0)
        for each, place in likely:
            if each.likeness >= NEAREST * nearest:
                yield Misnumbered(each.part.point, text, f"{place.written}/{mine.written}", each.likeness)


def _has(part: _Part, mine: Amount) -> bool:
    return any(same(mine, other) for other in part.numbers)


def _in_its_place(mine: Amount, theirs: Sequence[Amount], near: _Near, least: Least) -> Amount | None:
    """The number of the notes where the answer has this one."""
    ours = near.part.numbers
    if len(ours) > MOST or _has(near.part, mine):
        return None
    lost = _lost(ours, theirs)
    of_unit = [each for each in lost if each.unit and each.unit == mine.unit]
    if of_unit and near.likeness >= least.by_unit:
        return of_unit[-1]
    new = [each for each in theirs if not each.vague and not _has(near.part, each)]
    lost = [each for each in lost if not each.vague]
    if near.likeness < least.alone or near.shared < FEWEST or len(lost) != 1 or new != [mine]:
        return None
    return lost[0] if _comparable(lost[0], mine) else None


def _lost(ours: Sequence[Amount], theirs: Sequence[Amount]) -> list[Amount]:
    """Those of the notes that the answer does not have; each number of the answer stands for one."""
    left = list(theirs)
    lost = []
    for each in ours:
        alike = [other for other in left if same(each, other)]
        if alike:
            left.remove(min(alike, key=lambda other: (other.share != each.share, abs(other.value - each.value))))
        else:
            lost.append(each)
    return lost


def _comparable(ours: Amount, mine: Amount) -> bool:
    """Whether nothing tells that the two count different things."""
    if ours.share != mine.share and max(ours.value, mine.value) > 1:
        return False
    units = {ours.unit, mine.unit} - {""}
    return len(units) < 2


def _allowed(mine: Amount, ours: Amount, part: _Part) -> bool:
    """Whether the notes leave room for it: they say "about", or give the ends of a range."""
    low, high = sorted((abs(mine.value), abs(ours.value)))
    if EXAMPLE.search(part.text):
        return True
    if HEDGES.search(part.text) and high < _roughly(ours) * low:
        return True
    return any(float(ends[1]) <= mine.value <= float(ends[2]) for ends in RANGES.finditer(part.whole))


def _roughly(ours: Amount) -> float:
    """How much room "about" leaves: the more digits, the less."""
    return 1 + (ROUGHLY - 1) * math.pow(0.1, len(_digits(ours)) - 1)


def _digits(each: Amount) -> str:
    """The significant ones, as written; at least one."""
    return "".join(filter(str.isdigit, each.written)).strip("0") or "1"


def same(one: Amount, other: Amount) -> bool:
    """Whether two numbers are the same, rounded or in percent."""
    coarse = min(_digits(one), _digits(other), key=len)
    close = CLOSE if len(coarse) < EXACT else 1 / int(coarse)
    pairs = [(one.value, other.value)]
    if abs(one.value) <= 1:
        pairs.append((one.value * 100, other.value))
    if abs(other.value) <= 1:
        pairs.append((one.value, other.value * 100))
    return any(abs(a - b) <= close * max(abs(a), abs(b)) or a == b for a, b in pairs)
