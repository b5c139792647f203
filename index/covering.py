"""Covering: a question that names two things gets points of both, though one alone may fill all places."""

from collections.abc import Sequence

from index.fusion import Found
from index.lexical import Lexical

RESERVED = 3
"""Places kept for the best points with a word that would otherwise be missing."""
NEAR = 0.6
"""Only points with at least this share of the best score: a word in passing is no second subject."""


def covering(found: Found, stems: Sequence[str], words: Lexical, count: int) -> list[int]:
    """Rows of the best points, best first, with every stem that a near point holds among them."""
    order = found.best_first()
    chosen = order[:count].tolist()
    if not chosen:
        return []
    near = order[count:][found.score[order[count:]] >= NEAR * found.score[chosen[0]]].tolist()
    wanted: list[int] = []
    for stem in dict.fromkeys(stems):
        if not any(words.holds(int(found.places[row]), stem) for row in chosen):
            wanted += [row for row in near if words.holds(int(found.places[row]), stem)][:RESERVED]
    kept = dict.fromkeys(wanted[: count // 2])
    return sorted((*chosen[: count - len(kept)], *kept), key=lambda row: -found.score[row])
