"""Which marks of a document are its questions: one convention per document, chosen by evidence in all of it.

Marks that are written alike form a family. Each rule below names one kind of family; families are weighed by how many
of their marks sound like questions, how pure they are, and how plainly they are labelled. The best one is the
document's convention; marks that plainly continue its numbering join it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.families import Family, grouped, is_convincing, outermost
from ingest.labels import Mark
from ingest.members import MEMBERS, every
from ingest.wording import is_contents, is_faq, is_structure, key

RARELY = 0.35
"""Share of questions with words after them, up to which those words are not their answers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The convention of a document and its questions."""

    name: str
    questions: tuple[Mark, ...]
    struck: tuple[Mark, ...] = ()


def choose(found: Sequence[Mark], size: int) -> Choice:
    """The questions of a document; `size` is its number of lines that say something."""
    sections = _faq_sections(found)
    families: list[Family] = []
    for usable in (_without_contents(found), [mark for mark in found if not mark.anchor]):
        families = families or outermost([one for one in grouped(usable, sections) if is_convincing(one, size)])
    if not families:
        return Choice("no questions found", ())
    best = max(families, key=lambda one: one.worth)
    chosen = _complete(best, _without_contents(found), sections)
    struck = tuple(mark for mark in chosen if mark.struck)
    return Choice(best.rule.name, tuple(mark for mark in chosen if not mark.struck), struck)


def _without_contents(found: Sequence[Mark]) -> list[Mark]:
    """Without tables of contents: links into the page, what stands under such a heading, and what is said again."""
    said = {key(mark.text) for mark in found if mark.kind in {"heading", "bold", "summary"}}
    result, inside = [], False
    for mark in found:
        if mark.kind == "heading":
            inside = is_contents(mark.text)
        weak = mark.kind in {"item", "row", "line"} or (mark.kind == "bold" and mark.anchor)
        listed = mark.anchor or inside or (key(mark.text) in said and not mark.rest)
        if not (weak and listed):
            result.append(mark)
    return result


def _faq_sections(found: Sequence[Mark]) -> list[tuple[int, int]]:
    """Lines from a heading that announces questions to the next one as high."""
    heads = [mark for mark in found if mark.kind == "heading"]
    sections = []
    for at, head in enumerate(heads):
        if is_faq(head.text):
            end = next((one.line for one in heads[at + 1 :] if one.level <= head.level), 10**9)
            sections.append((head.line, end))
    return sections


def _complete(family: Family, found: Sequence[Mark], sections: Sequence[tuple[int, int]]) -> list[Mark]:
    """The questions of the chosen family, and the marks that plainly continue it."""
    chosen = [mark for mark in family.marks if not (is_structure(mark.text) and not mark.asking and mark.label != "Q")]
    chosen = MEMBERS.get(family.rule.name, every)(chosen, family, found, sections)
    chosen = _whole_lines(_continued(chosen, found))
    return sorted(chosen, key=lambda mark: (mark.line, mark.level))


def _whole_lines(chosen: list[Mark]) -> list[Mark]:
    """Where answers hardly ever stand on the question's line, words after its question mark belong to the question."""
    lined = [mark for mark in chosen if mark.kind in {"item", "line"}]
    if not lined or sum(bool(mark.rest) for mark in lined) > RARELY * len(lined):
        return chosen
    return [replace(m, text=f"{m.text} {m.rest}", rest="") if m.rest and m in lined else m for m in chosen]


def _continued(chosen: list[Mark], found: Sequence[Mark]) -> list[Mark]:
    """With marks of other families that fill a gap in the numbering ("7.", a heading of another level, "9.")."""
    numbered = sorted((mark for mark in chosen if mark.number), key=lambda mark: mark.line)
    if len(numbered) < 3 or len(numbered) < 0.8 * len(chosen):
        return chosen
    taken = {mark.line for mark in chosen}
    others = [
        m for m in found if m.number and m.line not in taken and m.kind != "row" and m.level <= 6 and not m.deeper
    ]
    return chosen + _fillers(numbered, others)


def _fillers(numbered: Sequence[Mark], others: Iterable[Mark]) -> list[Mark]:
    """Marks whose number follows the last one, before the next one that could."""
    result: list[Mark] = []
    sequence = [(mark.line, mark.number) for mark in numbered]
    for mark in others:
        if mark.kind == "item" and (mark.level > 0 or not mark.asking):
            continue
        place = bisect_left(sequence, (mark.line, 0))
        if not place or mark.number != sequence[place - 1][1] + 1:
            continue
        after = sequence[place][1] if place < len(sequence) else None
        if mark.asking if after in {None, 1} else after is not None and after > mark.number:
            result.append(mark)
            sequence.insert(place, (mark.line, mark.number))
    return result
