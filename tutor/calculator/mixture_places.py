"""Mixture places: which group of a story each of its numbers is of, by where it stands.

A number goes to the one group that its clause names, to the group of its place where a sentence lists groups and
numbers, or to the group that is named before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.calculator.amounts import NUMBER, amount, is_share
from tutor.calculator.facts import REPEATED
from tutor.calculator.mixture_labels import Family
from tutor.calculator.patterns import regex

_SENTENCE = regex(r"(?<=[.!])[\"')\]]*\s+(?=[A-Z\d\"'(.])|(?<=[?;])[\"')\]]*\s+|\s*\n\s*(?:[\u2022*-]\s*)?")
_JOINT = regex(r";|,? (?:and|but|while|whilst|whereas|though|compared (?:to|with)|versus|as opposed to)\b|,|\)|\(")
_WITH = regex(r"\b(?:with|of which|of whom|where|having)\b", re.I)
_STRONG = regex(r";|,? (?:but|while|whilst|whereas)\b")
_REST = regex(r"\b(?:rest|remain\w*|others?|balance)\b", re.I)


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
    firm = firm or list(_WITH.finditer(sentence, start, end))[:1]
    return (firm[-1] if firm and firm[-1][0] != "," else firm[0]).start() if firm else end


Placed = tuple[int, Clause]
"""The group of a number, and its clause."""
_Row = list[Placed] | None


def placed(story: Sequence[str], family: Family) -> _Row:
    """Every number of the story with its group; None where one of them has none."""
    found: list[Placed] = []
    known: list[int] = []
    last: int | None = None
    for place, sentence in enumerate(story):
        told = clauses(sentence, place)
        named = [each.group for each in family.mentions(sentence)]
        known = list(dict.fromkeys([*known, *named]))
        here = None if told is None else _of_sentence(sentence, told, family, (last, known)) if told else []
        if here is None:
            return None
        found += here
        last = named[0] if len(set(named)) == 1 else None if named else last
    return found


def _of_sentence(sentence: str, told: list[Clause], family: Family, known: tuple[int | None, list[int]]) -> _Row:
    last, order = known
    if not family.mentions(sentence):
        if len(order) == len(family.names) == len(told) > 1:
            return _in_order(sentence, told, order)
        return [(last, each) for each in told] if last is not None else None
    return _by_clause(told, family) or _listed(sentence, told, family) or _behind(sentence, told, family)


def _by_clause(told: list[Clause], family: Family) -> _Row:
    """Each number to the one group that its clause names."""
    groups = [_group(each.words, family) for each in told]
    return (
        [(group, each) for group, each in zip(groups, told, strict=True) if group is not None]
        if (None not in groups)
        else None
    )


def _group(words: str, family: Family) -> int | None:
    """The one group that the words name; a list before a colon names none, nor does what is said of the rest."""
    named = {each.group for each in family.mentions(words)}
    rest = _REST.search(words, words.index("#"))
    if len(named) > 1 and (":" in words or rest):
        words = words[: rest.start()] if rest else words[words.rindex(":") :]
        named = {each.group for each in family.mentions(words)}
    return named.pop() if len(named) == 1 else None


def _listed(sentence: str, told: list[Clause], family: Family) -> _Row:
    """As in "A, B and C make 20 %, 30 % and 50 %, and 1 %, 2 % and 3 % are defective": in the same order."""
    mentions, numbers = family.mentions(sentence), shares(sentence) or []
    order = list(dict.fromkeys(each.group for each in mentions))
    if len(order) == len(told) + 1 and _REST.search(sentence):
        order = order[:-1]
    if mentions[-1].end <= numbers[0].start() or numbers[-1].end() <= mentions[0].start:
        return _in_order(sentence, told, order)
    parts = [part for part in _STRONG.split(sentence) if part.strip()]
    rows = [_of_part(part, told[0].sentence, family) for part in parts] if len(parts) > 1 else [None]
    return None if None in rows else [each for row in rows for each in row or ()]


def _of_part(part: str, place: int, family: Family) -> _Row:
    told = clauses(part, place)
    if not told:
        return None if told is None else []
    return (_by_clause(told, family) or _listed(part, told, family)) if family.mentions(part) else None


def _in_order(sentence: str, told: list[Clause], order: Sequence[int]) -> _Row:
    """One or more lists of numbers, each in the order of the groups; what is said of a list is said of each of them."""
    size = len(order)
    if size < 2 or len(told) % size:
        return None
    found: list[Placed] = []
    for start in range(0, len(told), size):
        words = " ".join(each.words for each in told[start : start + size])
        found += [
            (group, Clause(each.share, words, each.sentence))
            for group, each in zip(order, told[start : start + size], strict=True)
        ]
    return found


def _behind(sentence: str, told: list[Clause], family: Family) -> _Row:
    """As in "A makes 60 % with 2 % defective, B 40 % with 3 %": to the group that is named before it."""
    found: list[Placed] = []
    for hit, each in zip(shares(sentence) or [], told, strict=True):
        before = [mention.group for mention in family.mentions(sentence[: hit.start()])]
        if not before or _group(each.words, family) not in {None, before[-1]}:
            return None
        found.append((before[-1], each))
    runs = [group for at, (group, _) in enumerate(found) if not at or group != found[at - 1][0]]
    return found if len(runs) == len(set(runs)) > 1 or len(runs) == 1 else None
