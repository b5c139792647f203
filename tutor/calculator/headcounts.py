"""Headcounts: how many there are of each kind, told in words, as one row of kinds or as two that cross.

Every number counts the things that its words name; words that come with several numbers are kinds, those of one
number beside them say nothing. Kinds that stand together cross ("left", "positive"), the others exclude each other.
The numbers are equations over the cells, and only cells that all of them decide, without a contradiction, are given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.numerals import digits
from tutor.calculator.patterns import regex

MOST_NUMBERS, MOST_KINDS = 24, 6
_STRUCTURE = regex(
    r"(?<![\w.,])\d{1,2} (?:different |distinct |possible |attribute |class |child |leaf |terminal |new |equal )?"
    r"(?:child(?:ren)?|branch\w*|groups?|nodes?|subsets?|classes|values?|ways?|parts?|sides?|attributes?|"
    r"features?|categor\w+|outcomes?|labels?|leaves|types|kinds|colou?rs|variables?|splits)\b",
    re.I,
)
_NAMED = regex(
    r"\b(class|label|group|category|node|child|branch|leaf|cluster|value|feature|type|region|partition)"
    r"\s+['\"]?(\d{1,2}|[A-Z]\d?|[IV]+)\b['\"]?",
    re.I,
)
_EQUALS = regex(r"\b([A-Za-z]\w*)\s*(<=|>=|=|<|>)\s*['\"]?(-?\w[\w.]*)['\"]?")
_SIGNED = regex(r"(?<=\d)\s?([+-])(?=[\s,;.)\]/]|$)")
_NUMBER = regex(r"(?<![\w.,/+-])(\d{1,3}(?:,\d{3})+|\d+)(?![\d.]*\d|\s?%|/\d)")
_CUT = regex(r"[;\n]|\.(?=\s|$)|\?")
_PIECE = regex(r"[,:()/&]|\b(?:and|but|while|whereas|versus|vs)\b", re.I)
_OF_THEM = regex(r"\b(?:of|among|in|for)(?: the| these| those)? $", re.I)
_INSIDE = regex(r"\s*[:(]|,? (?:of|among) (?:which|whom|them|these|those)\b", re.I)
_IN_ALL = regex(r"\b(?:in (?:all|total)|altogether|overall|total)\b", re.I)
"""What stands before or behind a number whose things are counted further: "of the 40 girls, ...", "40 girls (...)"."""
_WORD = regex(r"[A-Za-z_+<>=-][\w+<>=.'-]*")
_NOT = regex(r"\b(?:do|does|did|is|are|was|were|has|have|had)(?:n't| not)\b|\bnot\b|\bnon-(?=\w)", re.I)
_EMPTY = frozenset(
    "a an the of in to with for on at by from and or that which who whom this these those there it its them they is are "
    "was were be been has have had having contain contains containing consist consists hold holds get gets got receive "
    "receives go goes went belong belongs belonging class classes label labels labeled labelled example examples "
    "instance instances sample samples point points data datapoints item items record records row rows observation "
    "observations case cases total all overall altogether parent root node original initial initially before whole set "
    "dataset each other suppose given consider if we you i our let among out only just number entire training tuple "
    "tuples one".split()
)
_BRANCH = regex(
    r"left|right|child\w*|branch\w*|lea(?:f|ves)|node\w*|group\w*|partition\w*|region\w*|subset\w*|.*[<>=].*|side|"
    r"first|second|third"
)
_UNREAD = regex(
    r"\b(?:half|third|quarter|twice|double|triple|percent|remain\w*|rest|others?|another|more than|less than|fewer|"
    r"at least|at most|both|either|neither|none|every|times|except|without|additional|extra|again|(?<!in )(?<!of )all)\b|\d\s?%|\d\.\d",
    re.I,
)
"""Words that make a number mean something else, or stand for one."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """Cells of counts: a row for each branch; a single row where there is but one set of kinds."""

    branches: tuple[str, ...]
    kinds: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    sure: bool
    """Whether it is known which of the two are the branches and which the classes."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A number with the words that say what it counts."""

    value: int
    words: frozenset[str]
    whole: bool
    """Whether its surroundings say that it counts all of them."""


def headcount(text: str) -> Headcount | None:
    """What the numbers of a text count; None unless all of them fit together in one way."""
    plain = _plain(text)
    if _UNREAD.search(plain) or (re.search(r"\bno\b", plain, re.I) and not re.search(r"\byes\b", plain, re.I)):
        return None
    told = _told(plain)
    if not 2 <= len(told) <= MOST_NUMBERS:
        return None
    plainer = _without_root(told)
    labels = _labels(plainer)
    return _crossed(plainer, labels) if any(len(label) > 1 for label in labels) else _row(told)


def _plain(text: str) -> str:
    """The text with names that hold digits as words, and without numbers of branches, classes and the like."""
    plain = _STRUCTURE.sub(" ", blank_furniture(digits(re.sub(r"\bone of\b", "some of", text, flags=re.I))))
    plain = _NAMED.sub(lambda hit: f"{hit[1].lower()}_n{hit[2].lower()}", plain)
    plain = _SIGNED.sub(lambda hit: " positive" if hit[1] == "+" else " negative", plain)
    return _EQUALS.sub(lambda hit: f"{hit[1]}{hit[2]}v{hit[3]}".lower(), plain)


def _told(text: str) -> list[_Told]:
    """Every number with its words: those up to the next one, and those that lead to it."""
    found: list[_Told] = []
    start = 0
    for cut in [*_CUT.finditer(text), None]:
        found += _of_segment(text[start : cut.start() if cut else len(text)])
        start = cut.end() if cut else len(text)
    return found


def _without_root(told: list[_Told]) -> list[_Told]:
    """The words of the number of all of them are dropped, where numbers behind it add up to it: they name no kind."""
    largest = max((each.value for each in told), default=0)
    at = next((place for place, each in enumerate(told) if each.value == largest), 0)
    ends = range(at + 3, len(told) + 1)
    if not any(sum(each.value for each in told[at + 1 : end]) == largest for end in ends):
        return told
    return [_Told(each.value, each.words - told[at].words, each.whole) for each in told]


def _of_segment(text: str) -> list[_Told]:
    found: list[_Told] = []
    lead: frozenset[str] = frozenset()
    last = 0
    hits = list(_NUMBER.finditer(text))
    for at, hit in enumerate(hits):
        before = text[last : hit.start()]
        behind = text[hit.end() : hits[at + 1].start() if at + 1 < len(hits) else len(text)]
        own = _PIECE.split(behind)[0]
        title, colon, near = before.rpartition(":")
        if colon or not _words(own):
            lead = _words(title) or lead
        elif _words(before):
            lead = _words(before)
        local = _words(near if colon or not _words(own) else "")
        inside = _INSIDE.match(behind, len(own)) is not None
        whole = inside or _OF_THEM.search(before) is not None or _IN_ALL.search(own) is not None or not _words(own)
        found.append(_Told(int(hit[1].replace(",", "")), _words(own) | lead | local, whole and not local))
        last = hit.end() + len(own)
        if _OF_THEM.search(before) or inside:
            lead = _words(own) | (lead if inside else frozenset())
    return found


def _words(text: str) -> frozenset[str]:
    """The words that can name a kind; what is denied is a word of its own."""
    denied = _NOT.search(text) is not None
    words = [word.lower().strip("'.") for word in _WORD.findall(_NOT.sub(" ", text))]
    kept = {word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _EMPTY and word}
    return frozenset(f"not {word}" for word in kept or {"so"}) if denied else frozenset(kept)


def _labels(told: Sequence[_Told]) -> dict[frozenset[int], str]:
    """The places where words stand, each with one of the words; words that stand wherever several others do are none."""
    places: dict[str, frozenset[int]] = {}
    for word in dict.fromkeys(word for each in told for word in sorted(each.words)):
        places[word] = frozenset(at for at, each in enumerate(told) if word in each.words)
    named = {where: word for word, where in reversed(list(places.items()))}
    whole = frozenset(range(len(told)))
    return {where: word for where, word in named.items() if where != whole and not _is_union(where, list(named))}


def _is_union(where: frozenset[int], others: Sequence[frozenset[int]]) -> bool:
    inside = [other for other in others if other < where and len(other) > 1]
    return any(one.isdisjoint(other) and one | other == where for one, other in combinations(inside, 2))


def _row(told: Sequence[_Told]) -> Headcount | None:
    """Kinds that exclude each other, with or without their total."""
    values = [each.value for each in told]
    totals = [at for at, value in enumerate(values) if 2 * value == sum(values) and len(values) > 2]
    if len(totals) > 1 or any(not told[at].whole for at in totals):
        return None
    kept = [each for at, each in enumerate(told) if at not in totals]
    if len(kept) < 2 or not all(each.words for each in kept) or sum(each.value for each in kept) == 0:
        return None
    kinds = tuple(" ".join(sorted(each.words)) for each in kept)
    return Headcount((), kinds, (tuple(each.value for each in kept),), True) if len(set(kinds)) == len(kinds) else None


def _crossed(told: Sequence[_Told], labels: dict[frozenset[int], str]) -> Headcount | None:
    """Two sets of kinds that cross."""
    repeated = sorted((where for where in labels if len(where) > 1), key=sorted)
    sides = _two_sides(repeated)
    if sides is None or max(map(len, sides)) > MOST_KINDS or not all(sides):
        return None
    readings = {made for pair in _completed(sides) for made in [_solved(told, labels, *pair)] if made}
    return readings.pop() if len(readings) == 1 else None


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


def _completed(sides: tuple[Kinds, Kinds]) -> list[tuple[Kinds, Kinds]]:
    """A kind that stands alone has an opposite that nobody names."""
    first, second = (side if len(side) > 1 else (*side, frozenset[int]()) for side in sides)
    return [(first, second)]


def _solved(
    told: Sequence[_Told], labels: dict[frozenset[int], str], first: Kinds, second: Kinds
) -> Headcount | None:
    """The cells that the numbers decide."""
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
    return _turned(table, names[0], names[1])


def _turned(table: tuple[tuple[int, ...], ...], down: tuple[str, ...], across: tuple[str, ...]) -> Headcount:
    """The table with its branches down, where their names tell."""
    marks = [any(_BRANCH.fullmatch(name) for name in names) for names in (down, across)]
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
