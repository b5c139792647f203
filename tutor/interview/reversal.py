"""Reversal: two things of one statement that have changed sides in the answer.

"The encoder reads what the decoder writes" against "the decoder reads what the encoder writes": the same words, two of
them on the other side of the word between them. The passive turns the sides back again; "and", "with" and the like have
no sides; what a preposition leads in may stand anywhere.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from index import stem
from tutor.interview.statement import ENDS, LIGHT, Statement

NO_SIDES = frozenset(
    map(stem, "and or with between versus vs equal equals equivalent same differ both average sum product plus".split())
)
LEADING = frozenset(
    "in on at during for by from to under within when if after before while since because given per".split()
)
FIRST = 3
"""Full words of the beginning, among which what is spoken of stands."""
FEWEST = 3
"""Full words that the two statements must share."""
MOST = 0.6
"""More than this share of either statement's words must be the other's too."""


def reversed_sides(notes: Statement, said: Statement) -> tuple[str, str] | tuple[()]:
    """The two words that have changed sides; empty for none."""
    mine, yours = _order(notes), _order(said)
    shared = frozenset(mine) & frozenset(yours)
    if len(shared) < FEWEST or len(shared) <= MOST * max(len(mine), len(yours)):
        return ()
    if any(map(_unclear, (notes, said))) or ("by" in notes.tokens) != ("by" in said.tokens):
        return ()
    turned = [
        pair for pair in combinations(sorted(shared, key=mine.__getitem__), 2) if _crossed(*pair, mine, yours, shared)
    ]
    kept = len(shared) - len({word for pair in turned for word in pair})
    return turned[0] if len(turned) == 1 and kept >= 1 else ()


def _order(text: Statement) -> Mapping[str, int]:
    """Where each full word stands that is there once."""
    full = [
        (word, place) for place, (word, token) in enumerate(zip(text.stems, text.tokens, strict=True)) if _full(token)
    ]
    counts = Counter(word for word, _ in full)
    return {word: place for word, place in full if counts[word] == 1}


def _full(token: str) -> bool:
    return token not in LIGHT and token not in ENDS and token not in LEADING and (len(token) > 1 or token.isupper())


def _crossed(one: str, other: str, mine: Mapping[str, int], yours: Mapping[str, int], shared: frozenset[str]) -> bool:
    """Whether the two stand round some third word the other way."""
    if yours[one] < yours[other]:
        return False
    between = (word for word in shared - {one, other} - NO_SIDES if mine[one] < mine[word] < mine[other])
    return any(yours[other] < yours[word] < yours[one] for word in between)


def _unclear(text: Statement) -> bool:
    """Whether it denies something, begins with what may stand anywhere, or says more than one thing."""
    several = ":" in text.text or "—" in text.text or bool(ENDS & set(text.tokens[:-1]))
    return bool(text.negators) or text.tokens[0] in LEADING or several
