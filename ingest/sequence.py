"""Numbers in order: of numbered marks, those that count on from question to question.

Answers hold numbered lists and numbered parts of their own; the questions are the chain of numbers through the whole
document that holds most of what asks. A chain may begin again at 1 under another topic, and may leave numbers out.
"""

from collections.abc import Sequence

from ingest.labels import Mark

WIDEST_GAP = 5
"""Numbers that may be left out in one place."""
NEXT = 0.3
"""What an asking mark is worth more when its number is the next one."""
BARE_NEXT = 0.02
"""The same for a mark that does not ask: enough to be taken along, not enough to draw a list of steps in."""
START, BARE_START = -0.9, -1.2
"""The cost of beginning again at 1: a list inside an answer seldom earns it, a topic with questions does."""


def chain(marks: Sequence[Mark]) -> set[int]:
    """Lines of the marks in the best chain of numbers."""
    best: dict[int, tuple[float, int]] = {}
    """Number -> worth of the best chain that ends with it, and the place of its last mark."""
    came: list[int] = []
    top = (0.0, -1)
    for at, mark in enumerate(marks):
        worth, place = _best_before(mark, best, top)
        came.append(place)
        total = worth + mark.asking
        if mark.number not in best or total > best[mark.number][0]:
            best[mark.number] = (total, at)
        top = max(top, (total, at))
    lines, at = set(), top[1]
    while at >= 0:
        lines.add(marks[at].line)
        at = came[at]
    return lines


def _best_before(mark: Mark, best: dict[int, tuple[float, int]], top: tuple[float, int]) -> tuple[float, int]:
    """Worth and place of the best chain that a mark may continue."""
    following = NEXT if mark.asking else BARE_NEXT
    options = [(0.0, -1)]
    if mark.number == 1:
        options.append((top[0] + (START if mark.asking else BARE_START), top[1]))
    for number in range(mark.number - WIDEST_GAP, mark.number + (1 if mark.asking else 0)):
        if number in best:
            worth, place = best[number]
            options.append((worth + (following if number == mark.number - 1 else 0.0), place))
    return max(options)
