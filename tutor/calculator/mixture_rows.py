"""Mixture rows: the numbers of a story put into a table, groups by properties, by where they stand.

A number goes to the one group that its clause names, or to the group of its place where a sentence lists groups and
numbers; a table is a mixture only where one row, and no other, says how common the groups are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.calculator.amounts import NUMBER, amount, is_share
from tutor.calculator.facts import REPEATED, stems
from tutor.calculator.mixture_labels import Family
from tutor.calculator.mixtures import Cell, Mixture
from tutor.calculator.patterns import regex

_SENTENCE = regex(r"(?<=[.!])[\"')\]]*\s+(?=[A-Z\d\"'(.])|(?<=[?;])[\"')\]]*\s+|\s*\n\s*(?:[\u2022*-]\s*)?")
_JOINT = regex(r";|,? (?:and|but|while|whilst|whereas|though|compared (?:to|with)|versus|as opposed to)\b|,|\)|\(")
_STRONG = regex(r";|,? (?:but|while|whilst|whereas)\b")
_EQUAL = regex(r"\bequally (?:likely|common|probable|frequent)\b|\bequal (?:probabilit\w+|chances?|numbers?)\b", re.I)
_REST = regex(r"\b(?:rest|remain\w*|others?|balance)\b", re.I)
_TAKEN = r"(?:at random|randomly|uniformly|(?<!with )chos\w+|pick\w*|select\w*)"


@dataclass(frozen=True, slots=True)
class Clause:
    """A number with the words that belong to it."""

    share: float
    words: str
    sentence: int


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text."""
    return [each for each in _SENTENCE.split(text) if each.strip()]


def shares(text: str) -> list[re.Match[str]] | None:
    """Its shares; None where another number says how often something was tried."""
    numbers = [hit for hit in re.finditer(NUMBER, text) if not re.search(r"[A-Za-z]-?$", text[: hit.start()])]
    if any(REPEATED.match(text, hit.end()) or hit.end() == len(text) for hit in numbers if not is_share(hit[0])):
        return None
    return [hit for hit in numbers if is_share(hit[0])]


def clauses(sentence: str, place: int) -> list[Clause] | None:
    """Every share of a sentence with its own words."""
    hits = shares(sentence)
    if hits is None:
        return None
    cuts = [0, *(_cut(sentence, a.end(), b.start()) for a, b in zip(hits, hits[1:], strict=False)), len(sentence)]
    return [
        Clause(amount(hit[0]), sentence[cuts[at] : hit.start()] + " # " + sentence[hit.end() : cuts[at + 1]], place)
        for at, hit in enumerate(hits)
    ]


def _cut(sentence: str, start: int, end: int) -> int:
    joints = list(_JOINT.finditer(sentence, start, end))
    firm = [hit for hit in joints if hit[0] == ";"] or [hit for hit in joints if hit[0].strip(" ,").isalpha()] or joints
    return (firm[-1] if firm and firm[-1][0] != "," else firm[0]).start() if firm else end


Placed = tuple[int, Clause]
"""A clause with the group that its number is of."""


def placed(story: Sequence[str], family: Family) -> list[Placed] | None:
    """Every number of the story with its group; None where one of them has none."""
    found: list[Placed] = []
    last: int | None = None
    for place, sentence in enumerate(story):
        told = clauses(sentence, place)
        if told is None:
            return None
        here = _of_sentence(sentence, told, family, last) if told else []
        if here is None:
            return None
        found += here
        named = {each.group for each in family.mentions(sentence)}
        last = named.pop() if len(named) == 1 else None if named else last
    return found


def _of_sentence(sentence: str, told: list[Clause], family: Family, last: int | None) -> list[Placed] | None:
    groups = [_group(each.words, family) for each in told]
    if None not in groups:
        return [(group, each) for group, each in zip(groups, told, strict=True) if group is not None]
    mentions = family.mentions(sentence)
    if not mentions:
        return [(last, each) for each in told] if last is not None else None
    listed = list(dict.fromkeys(each.group for each in mentions))
    numbers = shares(sentence) or []
    apart = mentions[-1].end <= numbers[0].start() or numbers[-1].end() <= mentions[0].start
    if len(listed) == len(told) + 1 and _REST.search(sentence):
        listed = listed[:-1]
    if apart and len(listed) == len(told):
        # "A, B and C make 20 %, 30 % and 50 %": in the same order, and all of the words are said of each.
        whole = re.sub(NUMBER, " # ", sentence)
        return [(group, Clause(each.share, whole, each.sentence)) for group, each in zip(listed, told, strict=True)]
    parts = [part for part in _STRONG.split(sentence) if part.strip()]
    return _of_parts(parts, told, family) if len(parts) > 1 else None


def _of_parts(parts: list[str], told: list[Clause], family: Family) -> list[Placed] | None:
    found: list[Placed] = []
    for part in parts:
        here = clauses(part, told[0].sentence) or []
        row = _of_sentence(part, here, family, None) if here else []
        if row is None:
            return None
        found += row
    return found


def _group(words: str, family: Family) -> int | None:
    """The one group that the words name; a list of the groups before a colon names none."""
    named = {each.group for each in family.mentions(words)}
    if len(named) > 1 and ":" in words:
        named = {each.group for each in family.mentions(words[words.rindex(":") :])}
    return named.pop() if len(named) == 1 else None


def tables(story: Sequence[str], family: Family) -> Iterator[Mixture]:
    """Every table that the numbers of the story fill, with the row that says how common the groups are."""
    found = placed(story, family)
    if found is None:
        return
    columns = [[each for group, each in found if group == at] for at in range(len(family.names))]
    sizes = [len(each) for each in columns]
    most = max(sizes)
    if sizes.count(most) == len(sizes):
        yield from _full(columns, most, " ".join(story), family)
    elif sorted(sizes)[0] == most - 1 and sizes.count(most) == len(sizes) - 1 and most == 2:
        yield from _with_rest(columns, family)


def _full(columns: list[list[Clause]], rows: int, text: str, family: Family) -> Iterator[Mixture]:
    """Tables without a hole: one row sums to one, or the groups are equally common."""
    whole = [at for at in range(rows) if abs(sum(column[at].share for column in columns) - 1) < 1e-6]
    whole = [at for at in whole if rows > 1]
    if len(whole) == 1:
        yield _mixture([column[whole[0]].share for column in columns], columns, whole[0], family)
    elif not whole and even(text, family):
        yield _mixture([1 / len(columns)] * len(columns), columns, -1, family)


def even(text: str, family: Family) -> bool:
    """Whether the text says that each group is as likely as any other, or that one of them is taken at random."""
    if _EQUAL.search(text):
        return True
    nouns = "|".join(sorted(_nouns(text, family))) or "(?!)"
    one = rf"\b(?:an?|one|1|either|any)\b(?: \w+){{0,2}}? (?:(?:{nouns})(?:s|es)?|them|these)\b"
    return re.search(rf"{one}[^.?;]{{0,40}}\b{_TAKEN}\b|\b{_TAKEN}\b(?: \w+)?{one}", text, re.I) is not None


def _nouns(text: str, family: Family) -> set[str]:
    """What the groups are: "urn" of "urn A", "coin" of "the fair coin"."""
    found: set[str] = set()
    for each in family.mentions(text):
        before = re.search(r"\b([a-z]{3,}?)(?:e?s)?\W*\Z", text[: each.start], re.I)
        behind = re.match(r"\W*([a-z]{3,})\b", text[each.end :])
        hit = before if family.marked else behind
        found |= {hit[1].lower()} - {"the", "and", "with", "from", "that"} if hit else set()
    return found


def _with_rest(columns: list[list[Clause]], family: Family) -> Iterator[Mixture]:
    """Two numbers for each group and one for the last: its share is what the others leave."""
    at = min(range(len(columns)), key=lambda place: len(columns[place]))
    lone, others = columns[at][0], [column for place, column in enumerate(columns) if place != at]
    votes = [sum(_alike(lone, column[1 - row], column[row], family) for column in others) for row in (0, 1)]
    row = votes.index(max(votes))
    rest = 1 - sum(column[row].share for column in others)
    if min(votes) == 0 < max(votes) and 0 < rest < 1:
        full = [list(column) for column in columns]
        full[at].insert(row, Clause(rest, "", -1))
        yield _mixture([column[row].share for column in full], full, row, family)


def _alike(one: Clause, rate: Clause, share: Clause, family: Family) -> bool:
    """Whether a number is told of as another one is, and not as a third: in its sentence, or in its words."""
    beside = [one.sentence == each.sentence for each in (rate, share)]
    if beside[0] != beside[1]:
        return beside[0]
    words = signs(one.words, family)
    return len(words & signs(rate.words, family)) > len(words & signs(share.words, family))


def unnamed(words: str, family: Family) -> str:
    """The words without those that name a group."""
    for each in reversed(family.mentions(words)):
        words = f"{words[: each.start]} {words[each.end :]}"
    return words


def signs(words: str, family: Family) -> frozenset[str]:
    """Beginnings of the words that say something and name no group."""
    return says(unnamed(words, family))


_EMPTY = frozenset(
    "rate shar prop coin sele choo assu data reco hist resp occu also test resu perc time same such indi foll".split()
)


def _mixture(priors: list[float], columns: list[list[Clause]], row: int, family: Family) -> Mixture:
    about = frozenset().union(*(signs(each[row].words, family) for each in columns)) if row >= 0 else frozenset()
    rows = [
        tuple(Cell(each[at].share, unnamed(_FRAME.sub(" ", each[at].words), family)) for each in columns)
        for at in range(len(columns[0]))
        if at != row
    ]
    return Mixture(family, tuple(priors), tuple(_inherited(each, about) for each in rows), about)


_FRAME = regex(r"^[^#]*\bthat\s+(?=#)")
"""As in "records show that"."""


def _inherited(row: tuple[Cell, ...], about: frozenset[str]) -> tuple[Cell, ...]:
    """A row where a cell that says nothing of its own takes over what is said of the one beside it."""
    found: list[Cell] = []
    told = [bool(says(each.words) - about) for each in row]
    behind = next((each.words for each, own in zip(row, told, strict=True) if own), "")
    for each, own in zip(row, told, strict=True):
        found.append(each if own else Cell(each.rate, found[-1].words if found else behind))
    return tuple(found)


def says(words: str) -> frozenset[str]:
    """Beginnings of the words that say something of a property."""
    return frozenset(each for each in stems(words) if len(each) > 2 and each.islower()) - _EMPTY
