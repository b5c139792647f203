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
    r"\b(class|label|group|category|node|child|branch|leaf|cluster|value|feature|type|region|partition)\s+"
    r"['\"]?([A-Z]\d?|[IV]+|(?<=class )\d|(?<=label )\d|(?<=category )\d|\d(?=\s*(?:[:,(=]|has|gets|contains|holds|with|is)))\b['\"]?",
    re.I,
)
_EQUALS = regex(r"\b([A-Za-z]\w*)\s*(<=|>=|=|<|>)\s*['\"]?(-?\w[\w.]*)['\"]?")
_NUMBERS, _NAMES = r"\d+(?:, ?\d+)*,? (?:and|&) \d+", r"[\w-]+(?:, ?[\w-]+)*,? (?:and|&) [\w-]+"
_RESPECTIVELY = regex(
    rf"\b(?P<numbers>{_NUMBERS}) (?:numbers? |counts? )?(?:\w+ )?(?:of (?:the )?)?(?P<names>{_NAMES})(?: \w+)?,? respectively|"
    rf"(?P<other>{_NAMES}) (?:\w+ ){{0,4}}(?P<more>{_NUMBERS})(?: \w+){{0,2}},? respectively",
    re.I,
)
_REST = regex(r"\b(?:all )?(?:the )?(?:rest|remaining|remainder|others)\b(?: ones)?(?: (?:is|are|belongs? to))?", re.I)
_OTHERS = regex(r"\bthe other (\d+)\b", re.I)
_OTHER = regex(r"\bthe other (child|branch|node|side|leaf|half|group|subset)\b", re.I)
_SIGNED = regex(r"(?<=\d)\s?([+-])(?=[\s,;.)\]/]|$)")
_NUMBER = regex(r"(?<![\w.,/+-])(\d{1,3}(?:,\d{3})+|\d+)(?![\d.]*\d|\s?%|/\d)")
_CUT = regex(
    r"[;\n]|\.(?=\s|$)|\?|\b(?:(?:is|are|was|were|gets?) )?(?:split|divided|partitioned|separated|broken)\b(?: (?:up )?(?:into|in|by))?"
)
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
    "receives go goes went split splits splitting divided into after split splits into divided after splitting belong belongs belonging class classes label labels labeled labelled example examples "
    "instance instances sample samples point points data datapoints item items record records row rows observation "
    "observations case cases total all overall altogether parent root node original initial initially before whole set "
    "dataset each other suppose given consider if we you i our let among out only just number entire training tuple "
    "tuples one".split()
)
_EVERYBODY = frozenset(
    "people person student customer patient email mail message document image animal employee applicant ball marble card "
    "fruit user client child adult passenger object thing day car product loan transaction".split()
)
"""Nouns that are wider than the kinds that are told of them."""
_BRANCH = regex(
    r"left|right|child\w*|branch\w*|lea(?:f|ves)|node\w*|group\w*|partition\w*|region\w*|subset\w*|.*[<>=].*|side|"
    r"first|second|third"
)
_BARE = regex(r"\b(?:counts?|frequencies)\s*(?:of|are|is|:|=)?\s*\d+(?:\s*(?:,|and)\s*(?:and )?\d+)+\s*\W*$", re.I)
_CLASS = regex(r"yes|no|positive|negative|class\w*|true|false|spam|ham|label\w*|pass(?:ed)?|fail(?:ed)?")
_UNREAD = regex(
    r"\b(?:half|third|quarter|twice|double|triple|percent|remain\w*|rest|others?|another|more than|less than|fewer|"
    r"at least|at most|both|either|neither|none of|every|times|except|without|additional|extra|again|(?<!in )(?<!of )all)\b|\d\s?%|\d\.\d",
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
    lead: frozenset[str]
    """Those of the words that lead to it and to others, such as the branch that they are in."""
    whole: bool
    """Whether it has to count all of them, as its words name no kind."""
    part: bool
    """Whether it counts some of what was counted before: "4 of which are chipped"."""
    parted: bool
    """Whether what it counts is counted further: "40 girls (...)", "of the 40 girls"."""


def headcount(text: str) -> Headcount | None:
    """What the numbers of a text count; None unless all of them fit together in one way."""
    plain = _with_the_rest(_plain(text))
    if _UNREAD.search(plain) or (re.search(r"\bno\b", plain, re.I) and not re.search(r"\byes\b", plain, re.I)):
        return None
    if re.search(r"\d", _NUMBER.sub(" ", re.sub(r"\b[A-Za-z_]\S*", " ", plain))):
        return None
    told = _told(plain)
    if not 2 <= len(told) <= MOST_NUMBERS:
        return None
    plainer = _without_root(told)
    labels = _labels(plainer)
    if any(len(label) > 1 for label in labels):
        return _crossed(plainer, labels)
    if _BARE.search(plain) and len({each.words for each in told[1:]}) == 1:
        kinds = tuple(f"class {place}" for place in range(1, len(told) + 1))
        return Headcount((), kinds, (tuple(each.value for each in told),), True)
    return _row(told)


def _plain(text: str) -> str:
    """The text with names that hold digits as words, and without numbers of branches, classes and the like."""
    plain = _STRUCTURE.sub(" ", blank_furniture(digits(re.sub(r"\bone of\b", "some of", text, flags=re.I))))
    plain = _RESPECTIVELY.sub(_paired, plain)
    plain = _NAMED.sub(lambda hit: f"{hit[1].lower()}_n{hit[2].lower()}", plain)
    plain = _OTHERS.sub(r"\1 opposite", plain)
    plain = _OTHER.sub(r"the opposite \1", plain)
    plain = _SIGNED.sub(lambda hit: " positive" if hit[1] == "+" else " negative", plain)
    plain = re.sub(r"(?<=[a-z])\s?/\s?(?=\d)", ", ", plain)
    return _EQUALS.sub(lambda hit: f"{hit[1]}{hit[2]}v{hit[3]}".lower(), plain)


def _with_the_rest(text: str) -> str:
    """The text with "the rest" counted, where the first number is that of all of them."""
    hits = list(_REST.finditer(text))
    told = _told(text) if len(hits) == 1 else []
    left = told[0].value - sum(each.value for each in told[1:]) if len(told) > 1 and told[0].whole else 0
    return _REST.sub(f"{left} ", text) if left > 0 else text


def _paired(hit: re.Match[str]) -> str:
    """Numbers and names that belong together place by place, each number with its name."""
    numbers = re.findall(r"\d[\d,]*(?!\w)", hit["numbers"] or hit["more"])
    names = re.findall(r"\b(?!and\b)[\w-]+(?: \d)?", hit["names"] or hit["other"])
    if len(numbers) != len(names):
        return hit[0]
    return ", ".join(f"{number} {name}" for number, name in zip(numbers, names, strict=True))


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
    found = any(sum(each.value for each in told[at + 1 : end]) == largest for end in ends)
    if not found or not (told[at].whole or told[at].parted):
        return told
    return [replace(each, words=each.words - told[at].words) for each in told]


def _of_segment(text: str) -> list[_Told]:
    found: list[_Told] = []
    lead = told_of = frozenset[str]()
    last = 0
    hits = list(_NUMBER.finditer(text))
    for at, hit in enumerate(hits):
        before = text[last : hit.start()]
        behind = text[hit.end() : hits[at + 1].start() if at + 1 < len(hits) else len(text)]
        own = _PIECE.split(behind)[0]
        title, _, near = before.rpartition(":")
        local = frozenset[str]() if _words(own) else _words(near)
        part = re.match(r"\s*of (?:which|whom|them|these|those|the)\b", behind) is not None
        lead = _words(title if local else before) or (told_of if part and told_of else lead)
        inside = _INSIDE.match(behind, len(own)) is not None
        counted = int(hit[1].replace(",", ""))
        if _IN_ALL.search(own) or re.search(r"\btotal(?: of| is|:)? $", before, re.I):
            found.append(_Told(counted, frozenset(), frozenset(), whole=True, part=False, parted=False))
        else:
            own_words = _words(own) | local
            parted = inside or _OF_THEM.search(before) is not None
            whole = own_words <= _EVERYBODY
            found.append(_Told(counted, own_words | lead, lead - own_words, whole, part, parted))
        told_of = told_of if part else _words(own)
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
    kinds = [where for where, word in named.items() if len(where) > 1 or word in told[min(where)].lead]
    whole = frozenset(at for at, each in enumerate(told) if not each.whole)
    return {where: word for where, word in named.items() if not whole <= where and not _is_union(where, kinds)}


def _is_union(where: frozenset[int], kinds: Sequence[frozenset[int]]) -> bool:
    inside = [kind for kind in kinds if kind < where]
    return any(one.isdisjoint(other) and one | other == where for one, other in combinations(inside, 2))


def _row(told: Sequence[_Told]) -> Headcount | None:
    """Kinds that exclude each other, with or without their total."""
    values = [each.value for each in told]
    totals = [at for at, value in enumerate(values) if 2 * value == sum(values) and len(values) > 2]
    kept = [each for at, each in enumerate(told) if at not in totals or not (each.whole or each.parted)]
    if (
        len(totals) > 1
        or any(each.whole for each in kept)
        or (len(kept) == len(told) and any(each.part for each in kept))
    ):
        return None
    if len(kept) < 2 or not all(each.words for each in kept) or sum(each.value for each in kept) == 0:
        return None
    kinds = tuple(" ".join(sorted(each.words)) for each in kept)
    return Headcount((), kinds, (tuple(each.value for each in kept),), True) if len(set(kinds)) == len(kinds) else None


def _crossed(told: Sequence[_Told], labels: dict[frozenset[int], str]) -> Headcount | None:
    """Two sets of kinds that cross."""
    often = [where for where in labels if len(where) > 1]
    leading = [where for where, word in labels.items() if len(where) == 1 and word in told[min(where)].lead]
    repeated = sorted([*often, *(one for one in leading if any(one < where for where in often))], key=sorted)
    sides = _two_sides(repeated)
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


def _solved(told: Sequence[_Told], labels: dict[frozenset[int], str], first: Kinds, second: Kinds) -> Headcount | None:
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
    told: Sequence[_Told], repeated: Sequence[frozenset[int]], labels: dict[frozenset[int], str]
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
    classes = [all(_CLASS.fullmatch(name) for name in names if name != "other") for names in (down, across)]
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
