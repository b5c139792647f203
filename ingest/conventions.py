"""Which marks of a document are its questions: one convention per document, chosen by evidence in all of it.

Marks that are written alike form a family. Each rule below names one kind of family; families are weighed by how many
of their marks sound like questions, how pure they are, and how plainly they are labelled. The best one is the
document's convention; marks that plainly continue its numbering join it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.marks import Mark
from ingest.wording import has_question_mark, is_answer_label, is_contents, is_faq, is_structure, key, surely_asks


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing questions."""

    name: str
    """In words for a person."""
    belongs: Callable[[Mark], object]
    """A key of the family for marks that are written this way, None for others."""
    weight: float
    """How plain this way is: labelled questions outweigh plain lines."""
    least: float
    """Share of its marks that must sound like questions."""
    fewest: float
    """How many of them at least."""


def _labelled(mark: Mark) -> object:
    return "Q" if mark.label == "Q" else None


def _lettered(mark: Mark) -> object:
    return mark.label if len(mark.label) > 1 and mark.label[0] == "G" and mark.kind == "heading" else None


def _card(mark: Mark) -> object:
    return mark.label if mark.kind == "card" else None


def _named_row(mark: Mark) -> object:
    return "row" if mark.kind == "row" and mark.label == "named" else None


def _summary(mark: Mark) -> object:
    return "summary" if mark.kind == "summary" and not is_answer_label(mark.text) else None


def _listed_heading(mark: Mark) -> object:
    return "listed" if mark.kind == "heading" and mark.label == "listed" else None


def _numbered_heading(mark: Mark) -> object:
    return ("N", mark.level) if mark.kind == "heading" and mark.label == "N" and not mark.deeper else None


def _heading(mark: Mark) -> object:
    return mark.level if mark.kind == "heading" and (not mark.label or mark.deeper) else None


def _numbered_bold(mark: Mark) -> object:
    return "N" if mark.kind == "bold" and mark.label == "N" else None


def _bold(mark: Mark) -> object:
    return "bold" if mark.kind == "bold" and mark.label != "N" else None


def _row(mark: Mark) -> object:
    return "row" if mark.kind == "row" else None


def _ordered_item(mark: Mark) -> object:
    return "1." if mark.kind == "item" and mark.ordered and mark.level == 0 else None


def _bullet(mark: Mark) -> object:
    return "-" if mark.kind == "item" and not mark.ordered and mark.level == 0 else None


def _nested_item(mark: Mark) -> object:
    return ("nested", mark.level, mark.ordered) if mark.kind == "item" and mark.level > 0 else None


def _numbered_line(mark: Mark) -> object:
    return "N" if mark.kind == "line" and mark.label == "N" else None


def _line(mark: Mark) -> object:
    return "line" if mark.kind == "line" and not mark.label else None


RULES: tuple[Rule, ...] = (
    Rule("questions labelled Q", _labelled, 4.0, 0.0, 1),
    Rule("flashcards", _card, 4.0, 0.0, 1),
    Rule("a table of questions and answers", _named_row, 2.0, 0.0, 1),
    Rule("headings with a letter and a number", _lettered, 3.0, 0.3, 3),
    Rule("headings inside a numbered list", _listed_heading, 3.0, 0.3, 2),
    Rule("headings with a number", _numbered_heading, 2.5, 0.3, 1),
    Rule("unfolding summaries", _summary, 2.0, 0.5, 2),
    Rule("headings", _heading, 1.6, 0.45, 1),
    Rule("bold lines with a number", _numbered_bold, 2.0, 0.4, 2),
    Rule("bold lines", _bold, 1.5, 0.35, 2),
    Rule("a numbered list", _ordered_item, 1.0, 0.3, 2),
    Rule("a table with questions", _row, 0.9, 0.6, 2),
    Rule("a list", _bullet, 0.8, 0.25, 3),
    Rule("a nested list", _nested_item, 0.7, 0.5, 3),
    Rule("numbered lines", _numbered_line, 1.0, 0.5, 2),
    Rule("lines that end with a question mark", _line, 0.8, 0.7, 2),
)


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


@dataclass(frozen=True, slots=True)
class Choice:
    """The convention of a document and its questions."""

    name: str
    questions: tuple[Mark, ...]
    struck: tuple[Mark, ...] = ()


def choose(found: Sequence[Mark], size: int) -> Choice:
    """The questions of a document; `size` is its number of lines that say something."""
    usable = _without_contents(found)
    sections = _faq_sections(found)
    families = [one for one in _families(usable, sections) if _is_convincing(one, size)]
    families = _outermost(families)
    if not families:
        return Choice("no questions found", ())
    best = max(families, key=lambda one: one.worth)
    chosen = _complete(best, usable, sections)
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


def _inside(mark: Mark, sections: Sequence[tuple[int, int]]) -> bool:
    return any(start < mark.line < end for start, end in sections)


def _families(found: Sequence[Mark], sections: Sequence[tuple[int, int]]) -> list[Family]:
    families: dict[tuple[int, object, bool], list[Mark]] = defaultdict(list)
    for mark in found:
        for at, rule in enumerate(RULES):
            name = rule.belongs(mark)
            if name is not None:
                families[at, name, bool(sections) and _inside(mark, sections)].append(mark)
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


def _is_convincing(family: Family, size: int) -> bool:
    asking = sum(mark.asking for mark in family.marks)
    if not family.marks or family.purity < family.rule.least:
        return False
    if family.rule.least == 0.0:
        return len(family.marks) >= family.rule.fewest
    if asking < min(family.rule.fewest, 1):
        return False
    if family.rule.fewest == 1 and asking < 2 and not (len(family.marks) >= 3 and family.purity >= 0.5):
        return family.purity >= 0.8 and size <= 60 and any(has_question_mark(mark.text) for mark in family.marks)
    if family.marks[0].kind in {"item", "line"}:
        marked = sum(surely_asks(mark.text) or bool(mark.rest) for mark in family.marks)
        return asking >= family.rule.fewest and marked >= 0.3 * len(family.marks) and asking * 12 >= size**0.5
    return asking >= family.rule.fewest * 0.8


def _outermost(families: list[Family]) -> list[Family]:
    """Without families that stand inside the answers of a convincing other one."""
    return [one for one in families if not any(_holds(other, one) for other in families if other is not one)]


def _holds(outer: Family, inner: Family) -> bool:
    """Whether the marks of one family lie, several to an answer, under those of another."""
    if inner.faq != outer.faq or outer.rule.weight < inner.rule.weight or outer.purity < 0.6 or len(outer.marks) < 3:
        return False
    few = len(outer.marks) * 4 >= len(inner.marks)
    if outer.marks[0].kind == inner.marks[0].kind == "heading":
        return few and outer.marks[0].level < inner.marks[0].level and outer.purity >= inner.purity - 0.1
    parts = outer.marks[0].kind == "heading" and inner.marks[0].kind in {"bold", "line", "item"}
    return few and parts and outer.purity >= 0.75 and inner.marks[0].line > outer.marks[0].line


def _complete(family: Family, found: Sequence[Mark], sections: Sequence[tuple[int, int]]) -> list[Mark]:
    """The questions of the chosen family, and the marks that plainly continue it."""
    chosen = [mark for mark in family.marks if not (is_structure(mark.text) and not mark.asking and mark.label != "Q")]
    chosen = _MEMBERS.get(family.rule.name, _all)(chosen, family, found, sections)
    chosen = _continued(chosen, found)
    return sorted(chosen, key=lambda mark: (mark.line, mark.level))


def _all(chosen: list[Mark], *_: object) -> list[Mark]:
    return chosen


def _labelled_members(chosen: list[Mark], *_: object) -> list[Mark]:
    """Numbered labels and plain ones ("Q5:", "Q:") do not nest: the commoner way counts where both stand together."""
    return [mark for mark in chosen if mark.text.strip() or mark.number]


def _heading_members(
    chosen: list[Mark], family: Family, found: Sequence[Mark], sections: Sequence[tuple[int, int]]
) -> list[Mark]:
    """Headings of the level that ask, bare topics among them, and headings of other levels where the level changes."""
    asking = [mark for mark in chosen if mark.asking]
    first, last = asking[0].line, asking[-1].line
    heads = [mark for mark in found if mark.kind == "heading"]
    parents = {one.line for one, following in zip(heads, heads[1:], strict=False) if following.level > one.level}
    pure = family.purity >= 0.6
    kept = [
        mark
        for mark in chosen
        if mark.asking or (pure and first < mark.line < last and mark.line not in parents and not mark.signed)
    ]
    return kept + _other_levels(kept, heads, family)


def _other_levels(kept: list[Mark], heads: Sequence[Mark], family: Family) -> list[Mark]:
    """Asking headings of another level that stand under no question: the level changes in the middle of some files."""
    lines = {mark.line for mark in kept}
    level = family.marks[0].level
    extra = []
    above: list[tuple[int, bool]] = []
    for at, head in enumerate(heads):
        above = [one for one in above if one[0] < head.level]
        under = any(question for _, question in above)
        question = head.line in lines
        free = not question and head.level != level and not under and not head.label
        if free and has_question_mark(head.text) and (head.level > level or not _holds_questions(at, heads, lines)):
            extra.append(head)
            question = True
        above.append((head.level, question))
    return extra


def _holds_questions(at: int, heads: Sequence[Mark], lines: set[int]) -> bool:
    """Whether a question stands under a heading."""
    for one in heads[at + 1 : at + 50]:
        if one.level <= heads[at].level:
            return False
        if one.line in lines:
            return True
    return False


def _bold_members(
    chosen: list[Mark], family: Family, found: Sequence[Mark], sections: Sequence[tuple[int, int]]
) -> list[Mark]:
    """Of bold lines: those with a difficulty sign where most have one, else those that ask, or all in a FAQ."""
    asking = [mark for mark in chosen if mark.asking]
    if asking and sum(mark.signed for mark in asking) >= 0.6 * len(asking):
        return [mark for mark in chosen if mark.signed]
    if sections and all(_inside(mark, sections) for mark in chosen):
        return chosen
    if family.purity >= 0.85:
        return [mark for mark in chosen if mark.asking or len(mark.text.split()) >= 3]
    return [mark for mark in chosen if mark.asking >= 0.8]


def _item_members(chosen: list[Mark], family: Family, found: Sequence[Mark], sections: object) -> list[Mark]:
    """The entries of lists of questions; questions nested under unanswered ones count too."""
    lists: dict[int, list[Mark]] = defaultdict(list)
    for mark in chosen:
        lists[mark.group].append(mark)
    kept = [m for one in lists.values() for m in one if m.asking or _share(one) >= 0.6]
    groups = {mark.group for mark in kept}
    nested = [
        mark
        for mark in found
        if mark.kind == "item" and mark.level == 1 and mark.asking >= 0.8 and mark.group not in groups
    ]
    if len(nested) * 3 <= len(kept) and _bare(kept, found):
        kept += [mark for mark in nested if mark.line > kept[0].line]
    return kept


def _share(marks: Sequence[Mark]) -> float:
    return sum(mark.asking for mark in marks) / len(marks)


def _bare(kept: Sequence[Mark], found: Sequence[Mark]) -> bool:
    """Whether hardly any of the questions has an answer: the next line is the next question."""
    lines = sorted(mark.line for mark in kept)
    close = sum(b - a <= 2 for a, b in zip(lines, lines[1:], strict=False))
    return not any(mark.rest for mark in kept) and close >= 0.7 * (len(lines) - 1)


def _line_members(chosen: list[Mark], *_: object) -> list[Mark]:
    return [mark for mark in chosen if has_question_mark(mark.text)]


def _lettered_members(chosen: list[Mark], *_: object) -> list[Mark]:
    return [mark for mark in chosen if not mark.text.islower()]


_MEMBERS: dict[str, Callable[..., list[Mark]]] = {
    "questions labelled Q": _labelled_members,
    "headings": _heading_members,
    "bold lines": _bold_members,
    "a numbered list": _item_members,
    "a list": _item_members,
    "lines that end with a question mark": _line_members,
    "headings with a letter and a number": _lettered_members,
}


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
