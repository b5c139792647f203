"""Named branches: a split told with the counts of each class by name, its whole before the branches or not at all."""

import re

from tutor.calculator.patterns import regex

Group = dict[str, int]
_PAIR = regex(r"(?<![\w.,])(\d{1,7})(?![\d.%])\s*(?:of |x )?([+-](?!\d)|[A-Za-z][A-Za-z-]*|['\"][\w ]+['\"])?")
_BEHIND_CLASS = regex(r"\b(?:of )?class ([A-Z0-9])\b")
_EVERYTHING = regex(
    r"(?:samples?|examples?|instances?|points?|items?|records?|rows?|observations?|in|of|total|cases?|training|data|"
    r"patients?|people|animals?|applicants?|customers?|days|go(?:es)?|are|were|have|elements?)$",
    re.I,
)
_CHILD = regex(
    r"\b(?:left|right|child(?:ren)?|branch(?:es)?|leaf|leaves|subsets?|side|split\w*|first|second|third|one|other|"
    r"nodes?|groups?|sends?|sent|puts?|gives?|gets?|yields?|into|weak|strong|:|yes|no|=)\b|[:(]",
    re.I,
)


def named_branches(text: str) -> tuple[tuple[int, ...], ...] | None:
    """The branches' counts, class by class; None unless they are surely that."""
    told = _told(text)
    if told is None:
        return None
    names = list(dict.fromkeys(name for group, _ in told for name in group))
    if len(names) < 2 or len(told) < 2:
        return None
    rows = [tuple(group.get(name, 0) for name in names) for group, _ in told]
    if len(rows) >= 3 and rows[0] == tuple(map(sum, zip(*rows[1:], strict=True))):
        return tuple(rows[1:])
    whole = all(len(group) == len(names) or closed for group, closed in told)
    if (
        len(rows) == 2
        and whole
        and len(re.findall(r"\b(?:left|right|child\w*|branch\w*|leaf|leaves)\b", text, re.I)) >= 2
    ):
        return tuple(rows)
    return None


def _told(text: str) -> list[tuple[Group, bool]] | None:
    """Groups of counts by class name; a class that comes again opens the next group. Totals are checked and dropped."""
    groups: list[Group] = []
    totals: list[int] = []
    for hit in _PAIR.finditer(text):
        before = text[max(0, hit.start() - 12) : hit.start()]
        if re.search(r"\b(?:split|node|group|attribute|feature|class|question|candidate|top)\s+$", before, re.I):
            continue
        name = hit[2].strip("'\"").lower() if hit[2] else ""
        named = _BEHIND_CLASS.match(text, hit.end(1) + 1)
        name = named[1].lower() if named else name
        if not name or _EVERYTHING.match(name) or name in {"and", "or", "the", "to", "left", "right"}:
            totals.append(int(hit[1]))
            continue
        name = name.removesuffix("s")
        if not groups or name in groups[-1] or (len(groups[-1]) > 1 and _opens(text, hit.start())):
            groups.append({})
        groups[-1][name] = int(hit[1])
    sizes = [sum(group.values()) for group in groups]
    if any(total not in sizes for total in totals) or not 2 <= len(groups) <= 9:
        return None
    return [(group, size in totals) for group, size in zip(groups, sizes, strict=True)]


def _opens(text: str, at: int) -> bool:
    """Whether a new branch is named before the number."""
    return _CHILD.search(re.split(r"[,;.]", text[:at])[-1]) is not None
