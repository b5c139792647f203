"""Questions known by what stands under them: a heading or bold line with one announced answer ("Answer", "show")."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.cleaning import Cleaned
from ingest.labels import Mark
from ingest.wording import answer_label, is_answer_label, is_structure, key

FEWEST = 3
"""Times that words come back, from which on they are a label and no question."""


def with_announced(found: Sequence[Mark], notes: Cleaned) -> list[Mark]:
    """The marks without repeated summaries ("show"), those with exactly one announced answer known as questions."""
    counts = Counter((mark.kind, key(mark.text)) for mark in found)
    repeated = {mark.line for mark in found if counts[mark.kind, key(mark.text)] >= FEWEST}
    shown = [mark for mark in found if mark.line in repeated and _is_button(mark)]
    for mark in shown:
        notes.lines[mark.line] = mark.rest
    kept = [mark for mark in found if mark not in shown]
    owners = [mark for mark in kept if _may_own(mark) and mark.line not in repeated]
    announced = Counter(_owned(owners, sorted({*(mark.line for mark in shown), *_labels(found, notes)}), kept))
    return [replace(mark, announced=True) if announced[mark.line] == 1 and _may_own(mark) else mark for mark in kept]


SURE = 0.9
"""A summary that asks this plainly is a question however often it comes."""


def _is_button(mark: Mark) -> bool:
    return mark.kind == "summary" and mark.asking < SURE and not is_answer_label(mark.text)


def _may_own(mark: Mark) -> bool:
    return mark.kind in {"heading", "bold"} and not is_answer_label(mark.text) and not is_structure(mark.text)


def _labels(found: Sequence[Mark], notes: Cleaned) -> Iterator[int]:
    """Lines that announce an answer and hold nothing else, or a label with a colon."""
    for at, line in enumerate(notes.lines):
        label = None if notes.code[at] or not line.strip() else answer_label(notes.lines, at)
        if label and (is_answer_label(line) or ":" in label["end"] or "：" in label["end"]):
            yield at


def _owned(owners: Sequence[Mark], places: Sequence[int], found: Sequence[Mark]) -> Iterator[int]:
    """Line of the nearest owner above each place; a heading that announces belongs to a higher one."""
    lines = [mark.line for mark in owners]
    levels = {mark.line: mark.level for mark in found if mark.kind == "heading"}
    for place in places:
        at = bisect_left(lines, place) - 1
        while at >= 0 and place in levels and not (owners[at].kind == "heading" and owners[at].level < levels[place]):
            at -= 1
        if at >= 0:
            yield lines[at]
