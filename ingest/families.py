"""Families: marks that are written alike, weighed by how much they look like the questions of a document."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.labels import Mark
from ingest.rules import RULES, Rule
from ingest.wording import is_structure, surely_asks


@dataclass(frozen=True, slots=True)
class Family:
    """Marks that are written alike."""

    rule: Rule
    marks: tuple[Mark, ...]
    worth: float = 0.0
    faq: bool = False
    """Whether it stands in a section that announces questions."""

    @property
    def purity(self) -> float:
        """Share of its marks that sound like questions."""
        return sum(mark.asking for mark in self.marks) / len(self.marks) if self.marks else 0.0


QUIET_LINES, PROSE_LINES = 20, 6
"""Lines of a document to one plain line that asks, at most; the second where words follow most of the
question marks, as in running text ("Ready? Then run it.")."""


def in_section(mark: Mark, sections: Sequence[tuple[int, int]]) -> bool:
    """Whether a mark stands in one of the sections."""
    return any(start < mark.line < end for start, end in sections)


def grouped(found: Sequence[Mark], sections: Sequence[tuple[int, int]]) -> list[Family]:
    """The marks in families, each weighed; those of a FAQ section apart."""
    families: dict[tuple[int, object, bool], list[Mark]] = defaultdict(list)
    for mark in found:
        for at, rule in enumerate(RULES):
            name = rule.belongs(mark)
            if name is not None:
                families[at, name, bool(sections) and in_section(mark, sections)].append(mark)
                break
    return [_weighed(RULES[at], tuple(marks), faq) for (at, _, faq), marks in families.items()]


def _weighed(rule: Rule, marks: tuple[Mark, ...], faq: bool) -> Family:
    marks = _pure_lists(marks)
    if not marks:
        return Family(rule, ())
    asking = sum(mark.asking for mark in marks)
    purity = asking / len(marks)
    weight = rule.weight * (3.0 if faq else 1.0)
    plain = len(marks) if rule.least == 0.0 else asking
    worth = weight * plain * (0.3 + 0.7 * (1.0 if rule.least == 0.0 else purity))
    return Family(rule, marks, worth, faq)


def _pure_lists(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Of lists and tables, those in which most entries are questions."""
    if not marks or marks[0].kind not in {"item", "row"} or marks[0].label in {"Q", "named"}:
        return marks
    lists: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        lists[mark.group].append(mark)
    kept = [one for one in lists.values() if sum(m.asking for m in one) >= 0.5 * len(one)]
    return tuple(mark for one in kept for mark in one)


def is_convincing(family: Family, size: int) -> bool:
    """Whether a family may be the questions of a document with so many lines."""
    asking = sum(mark.asking for mark in family.marks)
    if not family.marks or family.purity < family.rule.least:
        return False
    if family.rule.least == 0.0:
        return len(family.marks) >= family.rule.fewest
    if asking < min(family.rule.fewest, 1):
        return False
    if family.rule.fewest == 1 and asking < 2 and not (len(family.marks) >= 3 and family.purity >= 0.5):
        return family.purity >= 0.8 and size <= 60 and any(mark.asking >= 0.9 for mark in family.marks)
    if family.marks[0].kind == "line" and not family.marks[0].label:
        told = sum(bool(mark.rest) for mark in family.marks)
        lines = PROSE_LINES if told * 2 > len(family.marks) else QUIET_LINES
        if asking * lines < size:
            return False
    if family.marks[0].kind in {"item", "line"}:
        marked = sum(surely_asks(mark.text) or bool(mark.rest) for mark in family.marks)
        return asking >= family.rule.fewest and marked >= 0.3 * len(family.marks) and asking * 12 >= size**0.5
    return asking >= family.rule.fewest * 0.8


def outermost(families: list[Family]) -> list[Family]:
    """Without families that stand inside the answers of a convincing other one."""
    return [one for one in families if not any(_holds(other, one) for other in families if other is not one)]


def _holds(outer: Family, inner: Family) -> bool:
    """Whether the marks of one family lie, several to an answer, under those of another."""
    if inner.faq != outer.faq or outer.rule.weight < inner.rule.weight:
        return False
    if outer.marks[0].kind == inner.marks[0].kind == "heading" and _stands_under(inner, outer):
        return True
    if outer.purity < 0.6 or len(outer.marks) < 3:
        return False
    few = len(outer.marks) * 4 >= len(inner.marks)
    if outer.marks[0].kind == inner.marks[0].kind == "heading":
        return few and outer.marks[0].level < inner.marks[0].level and outer.purity >= inner.purity - 0.1
    parts = outer.marks[0].kind == "heading" and inner.marks[0].kind in {"bold", "line", "item"}
    return few and parts and outer.purity >= 0.75 and inner.marks[0].line > outer.marks[0].line


def _stands_under(inner: Family, outer: Family) -> bool:
    """Whether most headings of one family stand under asking headings of a higher level, about one to each."""
    heads = [mark for mark in outer.marks if not is_structure(mark.text)]
    asking = sum(bool(mark.asking) for mark in heads)
    if outer.marks[0].level >= inner.marks[0].level or asking < 2 or asking < 0.6 * len(heads):
        return False
    lines = [mark.line for mark in outer.marks]
    above = [outer.marks[at - 1] for mark in inner.marks if (at := bisect_left(lines, mark.line))]
    under = [mark for mark in above if mark.asking]
    return len(under) >= 0.6 * len(inner.marks) and len(under) <= 2 * len(heads)
