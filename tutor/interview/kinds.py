"""Kinds: things of one kind that the notes tell apart, and one of them named in another's place.

What stands before the same noun in the notes is of one kind: "exploding" and "vanishing" gradients, "on-policy" and
"off-policy" methods. No list of them is needed.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tutor.interview.antonyms import alike, sides
from tutor.interview.statement import ENDS, LIGHT, Statement, statement

Kinds = Mapping[str, frozenset[str]]
"""Noun -> the words that stand before it in the notes; only where there are several."""


def kinds(texts: Sequence[str]) -> Kinds:
    """What each noun of the texts has before it."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for before, noun in _pairs(statement(text)):
            found.setdefault(noun, set()).add(before)
    return {noun: frozenset(before) for noun, before in found.items() if len(before) > 1}


def other_kind(notes: Statement, said: Statement, of: Kinds) -> tuple[str, str] | tuple[()]:
    """The thing of the notes and the other of its kind that was said instead; empty for none."""
    ours, theirs = _before(notes), _before(said)
    for noun in sorted(ours.keys() & theirs.keys() & of.keys()):
        mine, yours = ours[noun] & of[noun], theirs[noun] & of[noun]
        if len(mine) == len(yours) == 1 and not mine & yours:
            one, other = min(mine), min(yours)
            if one not in said.stems and other not in notes.stems and not alike(one, other):
                return one, other
    return ()


def _before(text: Statement) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for before, noun in _pairs(text):
        found[noun] = found.get(noun, frozenset()) | {before}
    return found


def _pairs(text: Statement) -> Iterator[tuple[str, str]]:
    """Each content word with the content word right before it."""
    full = list(zip(text.stems, text.tokens, strict=True))
    for (before, first), (noun, second) in pairwise(full):
        light = {first, second} & (LIGHT | ENDS)
        if not light and before in text.words and noun in text.words and not sides(noun):
            yield before, noun
