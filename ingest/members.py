"""Which marks of the chosen family are questions, and which only look like them."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from ingest.families import Family, in_section
from ingest.labels import Mark
from ingest.sequence import chain
from ingest.wording import has_question_mark, is_structure

COUNTED = 0.8
"""Share of what asks that has to lie in one chain of numbers before the rest is left out."""


ASKING_RUN = 0.4
"""Share of a run of numbers that has to ask; the steps of a recipe do not."""


def every(chosen: list[Mark], *_: object) -> list[Mark]:
    """All of them."""
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
    plain = [mark for mark in chosen if not is_structure(mark.text)]
    pure = len(asking) >= 0.6 * len(plain)
    beside = _siblings(asking, heads) if pure else set()
    topics = {mark.line for mark in chosen if first < mark.line and (mark.line < last or mark.line in beside)} - parents
    kept = [mark for mark in chosen if mark.asking or (pure and mark.line in topics and not mark.signed)]
    return kept + _other_levels(kept, heads, family)


def _siblings(asking: Sequence[Mark], heads: Sequence[Mark]) -> set[int]:
    """Lines of the headings under a topic where another heading of their level asks; the title is no topic."""
    asked = {mark.line for mark in asking}
    lines: set[int] = set()
    above: dict[int, int] = {}
    under: dict[tuple[tuple[int, int], ...], list[int]] = defaultdict(list)
    for head in heads:
        above = {level: line for level, line in above.items() if level < head.level}
        if head.level == asking[0].level and any(level > 1 for level in above):
            under[tuple(above.items())].append(head.line)
        above[head.level] = head.line
    for group in under.values():
        share = sum(line in asked for line in group) / len(group)
        lines |= set(group) if share >= MOSTLY else set()
    return lines


MOSTLY = 0.5
"""Share of the headings under a topic that must ask for the others to be questions too."""


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
    if sections and all(in_section(mark, sections) for mark in chosen):
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
    if chosen[0].ordered:
        alike = [one for one in found if one.kind == "item" and one.ordered and one.level == 0]
        kept = _counted(kept, alike)
    groups = {mark.group for mark in kept}
    nested = [
        mark
        for mark in found
        if mark.kind == "item" and mark.level == 1 and mark.asking >= 0.8 and mark.group not in groups
    ]
    if len(nested) * 3 <= len(kept) and _bare(kept, found):
        kept += [mark for mark in nested if mark.line > kept[0].line]
    return kept


def _counted(kept: list[Mark], alike: Sequence[Mark]) -> list[Mark]:
    """Of marks with numbers those that count on from question to question, if that is most of what asks."""
    lines = chain(alike)
    runs: list[list[Mark]] = []
    for mark in alike:
        if mark.line not in lines:
            continue
        if not runs or mark.number < runs[-1][-1].number:
            runs.append([])
        runs[-1].append(mark)
    counted = [mark for run in runs if _share(run) >= ASKING_RUN for mark in run]
    asking = sum(mark.asking for mark in counted)
    if asking < COUNTED * sum(mark.asking for mark in kept) or asking < 0.5 * len(counted):
        return kept
    return counted


def _numbered_members(chosen: list[Mark], *_: object) -> list[Mark]:
    """Marks with a number: what asks, and bare topics that count on from question to question."""
    lines = chain(chosen)
    counted = _counted(chosen, chosen)
    if chosen[0].kind == "heading":
        return [mark for mark in chosen if mark.asking or mark.line in lines or counted is chosen]
    return counted


def _share(marks: Sequence[Mark]) -> float:
    return sum(mark.asking for mark in marks) / len(marks)


def _summary_members(chosen: list[Mark], *_: object) -> list[Mark]:
    """Unfolding parts; those inside an answer ("More") or around questions (a topic) only when they ask."""
    levels = [mark.level for mark in chosen]
    usual = max(set(levels), key=levels.count)
    return [mark for mark in chosen if mark.asking or mark.level == usual]


def _bare(kept: Sequence[Mark], found: Sequence[Mark]) -> bool:
    """Whether hardly any of the questions has an answer: the next line is the next question."""
    lines = sorted(mark.line for mark in kept)
    close = sum(b - a <= 2 for a, b in zip(lines, lines[1:], strict=False))
    return not any(mark.rest for mark in kept) and close >= 0.7 * (len(lines) - 1)


def _line_members(chosen: list[Mark], *_: object) -> list[Mark]:
    return [mark for mark in chosen if has_question_mark(mark.text)]


def _lettered_members(chosen: list[Mark], *_: object) -> list[Mark]:
    return [mark for mark in chosen if not mark.text.islower()]


MEMBERS: dict[str, Callable[..., list[Mark]]] = {
    "questions labelled Q": _labelled_members,
    "headings": _heading_members,
    "bold lines": _bold_members,
    "bold lines with a number": _numbered_members,
    "headings with a number": _numbered_members,
    "numbered lines": _numbered_members,
    "a numbered list": _item_members,
    "a list": _item_members,
    "lines that end with a question mark": _line_members,
    "headings with a letter and a number": _lettered_members,
    "unfolding summaries": _summary_members,
}
