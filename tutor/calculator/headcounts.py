"""Headcounts: how many there are of each kind, told in words, as one row of kinds or as two that cross.

Every number counts the things that its words name; words that come with several numbers are kinds, those of one
number beside them say nothing. Kinds that stand together cross ("left", "positive"), the others exclude each other.
The numbers are equations over the cells, and only cells that all of them decide, without a contradiction, are given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product

from tutor.calculator.counted_words import Told, counted_words
from tutor.calculator.patterns import regex

MOST_NUMBERS, MOST_KINDS = 24, 6
_BRANCH = regex(
    r"left|right|child\w*|branch\w*|lea(?:f|ves)|node\w*|group\w*|partition\w*|region\w*|subset\w*|.*[<>=].*|side|"
    r"first|second|third"
)
_BARE = regex(r"\b(?:counts?|frequencies)\s*(?:of|are|is|:|=)?\s*\d+(?:\s*(?:,|and)\s*(?:and )?\d+)+\s*\W*$", re.I)
CLASS = regex(r"yes|no|positive|negative|class\w*|true|false|spam|ham|label\w*|pass(?:ed)?|fail(?:ed)?")


@dataclass(frozen=True, slots=True)
class Headcount:
    """Cells of counts: a row for each branch; a single row where there is but one set of kinds."""

    branches: tuple[str, ...]
    kinds: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    sure: bool
    """Whether it is known which of the two are the branches and which the classes."""
    attribute: str = ""
    """What the branches are the values of, where the text says it."""


def headcount(text: str) -> Headcount | None:
    """What the numbers of a text count; None unless all of them fit together in one way."""
    told = counted_words(text) or []
    if not 2 <= len(told) <= MOST_NUMBERS:
        return None
    plainer = _without_root(told)
    labels = _labels(plainer)
    if any(len(label) > 1 for label in labels):
        return _crossed(plainer, labels)
    if _BARE.search(text) and len({each.words for each in told[1:]}) == 1:
        kinds = tuple(f"class {place}" for place in range(1, len(told) + 1))
        return Headcount((), kinds, (tuple(each.value for each in told),), True)
    return _row(told)


def _without_root(told: list[Told]) -> list[Told]:
    """The words of the number of all of them are dropped, where numbers behind it add up to it: they name no kind."""
    largest = max((each.value for each in told), default=0)
    at = next((place for place, each in enumerate(told) if each.value == largest), 0)
    ends = range(at + 3, len(told) + 1)
    found = any(sum(each.value for each in told[at + 1 : end]) == largest for end in ends)
    if not found or not (told[at].whole or told[at].parted):
        return told
    return [replace(each, words=each.words - told[at].words) for each in told]


def _labels(told: Sequence[Told]) -> dict[frozenset[int], str]:
    """The places where words stand, each with one of them; words that stand wherever several others do are none."""
    places: dict[str, frozenset[int]] = {}
    for word in dict.fromkeys(word for each in told for word in sorted(each.words)):
        places[word] = frozenset(at for at, each in enumerate(told) if word in each.words)
    named = {where: word for word, where in reversed(list(places.items()))}
    kinds = [where for where, word in named.items() if len(where) > 1 or word in told[min(where)].lead]
    whole = frozenset(at for at, each in enumerate(told) if not each.whole)
    return {where: word for where, word in named.items() if not whole <= where and not _is_union(where, kinds)}


def _is_union(where: frozenset[int], kinds: Sequence[frozenset[int]]) -> bool:
    inside = [kind for kind in kinds if kind < where]
    return any(one.isdisjoint(other) and one | other == where for one, other in combinations(inside, 2))


def _is_labelled(total: Told, told: Sequence[Told]) -> bool:
    """Whether a label of its own leads to it, as "class C: 40" behind "class A" and "class B": it is no total then."""
    others = frozenset[str]().union(*(each.lead for each in told if each is not total))
    return any(re.search(r"_n[a-z0-9]+$", word) for word in total.lead - others)


def _row(told: Sequence[Told]) -> Headcount | None:
    """Kinds that exclude each other, with or without their total."""
    values = [each.value for each in told]
    totals = [at for at, value in enumerate(values) if 2 * value == sum(values) and len(values) > 2]
    kept = [
        each
        for at, each in enumerate(told)
        if at not in totals or not (each.whole or each.parted) or _is_labelled(each, told)
    ]
    if (
        len(totals) > 1
        or any(each.whole for each in kept)
        or (len(kept) == len(told) and any(each.part for each in kept))
    ):
        return None
    if len(kept) < 2 or not all(each.words for each in kept) or sum(each.value for each in kept) == 0:
        return None
    segments = [each.segment for each in kept]
    others = {each.segment for each in told if each not in kept}
    listed = len(set(segments)) == 1 or (len(set(segments)) == len(segments) and others.isdisjoint(segments))
    if not listed or (len(kept) == len(told) and any(each.apart for each in kept)):
        return None
    kinds = tuple(" ".join(sorted(each.words)) for each in kept)
    return Headcount((), kinds, (tuple(each.value for each in kept),), True) if len(set(kinds)) == len(kinds) else None


def _crossed(told: Sequence[Told], labels: dict[frozenset[int], str]) -> Headcount | None:
    """Two sets of kinds that cross."""
    often = [where for where in labels if len(where) > 1]
    leading = [where for where, word in labels.items() if len(where) == 1 and word in told[min(where)].lead]
    repeated = sorted([*often, *(one for one in leading if any(one < where for where in often))], key=sorted)
    sides = _two_sides(repeated)
    if len(repeated) == 1:
        return _row(told)  # the noun of the things, which stands with some of their kinds only
    if sides is not None and max(map(len, sides)) <= MOST_KINDS and all(sides):
        first, second = (side if len(side) > 1 else (*side, frozenset[int]()) for side in sides)
        found = _solved(told, labels, first, second)
        if found is not None:
            return found
    return _in_turn(told, [where for where in repeated if not any(labels[where] in each.lead for each in told)], labels)


Kinds = tuple[frozenset[int], ...]


def _two_sides(repeated: Sequence[frozenset[int]]) -> tuple[Kinds, Kinds] | None:
    """The kinds in two sets: those that stand with a number together are of different ones."""
    side: dict[frozenset[int], int] = {}
    waiting = list(repeated[:1])
    if waiting:
        side[waiting[0]] = 0
    while waiting:
        one = waiting.pop()
        for other in repeated:
            if other is one or one.isdisjoint(other):
                continue
            if other not in side:
                side[other] = 1 - side[one]
                waiting.append(other)
            elif side[other] == side[one]:
                return None
    if len(side) != len(repeated):
        return None
    first, second = (tuple(each for each in repeated if side[each] == which) for which in (0, 1))
    return first, second


def _solved(told: Sequence[Told], labels: dict[frozenset[int], str], first: Kinds, second: Kinds) -> Headcount | None:
    """The cells that the numbers decide; a kind that stands alone has an opposite that nobody names."""
    cells = list(product(range(len(first)), range(len(second))))
    rows = []
    for at, each in enumerate(told):
        one = [place for place, kind in enumerate(first) if at in kind]
        two = [place for place, kind in enumerate(second) if at in kind]
        row = [Fraction(int((not one or i in one) and (not two or j in two))) for i, j in cells]
        rows.append([*row, Fraction(each.value)])
    values = _unique(rows, len(cells))
    if values is None or any(value < 0 or value.denominator != 1 for value in values) or not any(values):
        return None
    table = tuple(tuple(int(values[i * len(second) + j]) for j in range(len(second))) for i in range(len(first)))
    names = [tuple(labels.get(kind, "other") for kind in side) for side in (first, second)]
    table, names[0] = _without_sum(table, names[0])
    turned, names[1] = _without_sum(tuple(zip(*table, strict=True)), names[1])
    table = tuple(zip(*turned, strict=True))
    leads = [{word in each.lead for each in told for word in side if word in each.words} for side in names]
    return _turned(table, names[0], names[1], leads)


Cells = tuple[tuple[int, ...], ...]


def _without_sum(table: Cells, names: tuple[str, ...]) -> tuple[Cells, tuple[str, ...]]:
    """Without a row that is the sum of all others: the parent, whatever it is called."""
    for at, row in enumerate(table):
        others = table[:at] + table[at + 1 :]
        if len(others) > 1 and row == tuple(map(sum, zip(*others, strict=True))):
            return others, names[:at] + names[at + 1 :]
    return table, names


def _in_turn(
    told: Sequence[Told], repeated: Sequence[frozenset[int]], labels: dict[frozenset[int], str]
) -> Headcount | None:
    """Branches without names: a kind that comes again opens the next one; the first is the sum of the others."""
    groups: list[dict[int, int]] = []
    for at, each in enumerate(told):
        kinds = [place for place, kind in enumerate(repeated) if at in kind]
        if not kinds and each.value in (sum(group.values()) for group in groups[-1:]):
            continue
        if len(kinds) != 1:
            if each.words or at:
                return None
            continue
        if not groups or kinds[0] in groups[-1]:
            groups.append({})
        groups[-1][kinds[0]] = each.value
    rows = [tuple(group.get(place, -1) for place in range(len(repeated))) for group in groups]
    if len(rows) < 3 or any(min(row) < 0 for row in rows) or rows[0] != tuple(map(sum, zip(*rows[1:], strict=True))):
        return None
    whole = next((each for each in told if not each.words), None)
    if whole is not None and whole.value not in {sum(row) for row in rows}:
        return None
    names = tuple(f"branch {place}" for place in range(1, len(rows)))
    return Headcount(names, tuple(labels[kind] for kind in repeated), tuple(rows[1:]), True)


def _turned(
    table: tuple[tuple[int, ...], ...], down: tuple[str, ...], across: tuple[str, ...], leads: list[set[bool]]
) -> Headcount:
    """The table with its branches down: they have such names, or lead to the classes that are counted in them."""
    marks = [any(_BRANCH.fullmatch(name) for name in names) for names in (down, across)]
    classes = [all(CLASS.fullmatch(name) for name in names if name != "other") for names in (down, across)]
    if marks[0] == marks[1]:
        marks = (
            classes[::-1]
            if classes[0] != classes[1]
            else [True in lead and True not in other for lead, other in zip(leads, leads[::-1], strict=True)]
        )
    if marks[1] and not marks[0]:
        return Headcount(across, down, tuple(zip(*table, strict=True)), True)
    return Headcount(down, across, table, marks[0] and not marks[1])


def _unique(rows: list[list[Fraction]], size: int) -> list[Fraction] | None:
    """The one solution of linear equations; None where there is none or more than one."""
    rows = [list(row) for row in rows]
    for column in range(size):
        pivot = next((at for at in range(column, len(rows)) if rows[at][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for at, row in enumerate(rows):
            if at != column and row[column]:
                rows[at] = [a - row[column] * b for a, b in zip(row, rows[column], strict=True)]
    return None if any(row[-1] for row in rows[size:]) else [row[-1] for row in rows[:size]]
