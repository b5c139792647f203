"""Mixture rows: the numbers of a story put into a table, groups by properties.

A table is a mixture only where one row, and no other, says how common the groups are.
"""

import re
from collections.abc import Iterator, Sequence

from tutor.calculator.mixture_labels import Family, stems
from tutor.calculator.mixture_places import Clause, placed
from tutor.calculator.mixtures import Cell, Mixture
from tutor.calculator.patterns import regex

_EQUAL = regex(r"\bequally (?:likely|common|probable|frequent)\b|\bequal (?:probabilit\w+|chances?|numbers?)\b", re.I)
_TAKEN = r"(?:at random|randomly|uniformly|(?<!with )chos\w+|pick\w*|select\w*)"


def tables(story: Sequence[str], family: Family, text: str) -> Iterator[Mixture]:
    """Every table that the numbers of the story fill, with the row that says how common the groups are."""
    found = placed(story, family)
    if found is None:
        return
    columns = [[each for group, each in found if group == at] for at in range(len(family.names))]
    if any(_joint(each.words, family) for _, each in found):
        return
    sizes = [len(each) for each in columns]
    most = max(sizes)
    if sizes.count(most) == len(sizes):
        yield from _full(columns, most, text, family)
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


def _joint(words: str, family: Family) -> bool:
    """As in "12% of the adults are women who smoke": a share of everybody, and not of the women."""
    hit = re.search(
        r"#\s*of\b(?P<whom>[^#]*?)\b(?:are|is|were|was)\b(?P<what>[^#]*?)\b(?:who|that|which|with)\b", words
    )
    return hit is not None and bool(family.mentions(hit["what"])) and not family.mentions(hit["whom"])


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
    return says(unnamed(words, family)) - family.nouns


_EMPTY = frozenset(
    "rate shar prop coin sele choo assu data reco hist resp occu also test resu perc time same such indi foll but "
    "wher thou whil".split()
)


def _mixture(priors: list[float], columns: list[list[Clause]], row: int, family: Family) -> Mixture:
    about = frozenset().union(*(signs(each[row].words, family) for each in columns)) if row >= 0 else frozenset()
    rows = [
        tuple(Cell(each[at].share, unnamed(_FRAME.sub(" ", each[at].words), family)) for each in columns)
        for at in range(len(columns[0]))
        if at != row
    ]
    about |= family.nouns
    return Mixture(family, tuple(priors), tuple(_inherited(each, about) for each in rows), about)


_FRAME = regex(r"^[^#]*\bthat\s+(?=#)|^[^#:]*\b(?:rate|sensitivity|specificity)\b[^#:]*:\s+(?=[^#]{15})", re.I)
"""As in "records show that", or a name in front of what it means."""


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
