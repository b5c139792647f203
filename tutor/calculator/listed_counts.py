"""Listed counts: nodes as lists, of counts ("left [8, 0], right [1, 1]") or of the classes themselves ("{0, 0, 1}")."""

import re

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.headcounts import Headcount
from tutor.calculator.patterns import regex

_LIST = regex(r"[\[({]\s*([\w+-]{1,12}(?:\s*[,;]\s*[\w+-]{1,12})+)\s*[\])}]")
_NAME = regex(r"([A-Za-z]\w*)\W*$")
_WHOLE = regex(r"parent|root|whole|total|before|s|d|overall|all", re.I)
_NODE = regex(r"\bS\s*[:=]|\b(?:counts?|node|leaf)\b|\bentropy\s*\(\s*S\s*\)", re.I)
_CLASSES = regex(r"\b(?:leaf|leaves|labels?|classes|class values|sets?|buckets?)\b", re.I)


def listed_counts(text: str) -> Headcount | None:
    """The counts of the nodes; None where a number stands beside the lists, or a parent is not their sum."""
    plain = blank_furniture(text)
    hits = list(_LIST.finditer(plain))
    hits = [hit for hit in hits if re.fullmatch(r"[\d\s,;]+", hit[1])] or hits
    rest = _LIST.sub(" ", plain)
    lists = [re.split(r"\s*[,;]\s*", hit[1]) for hit in hits]
    if not lists or not lists[0]:
        return None
    names = [found[1] if (found := _NAME.search(plain[: hit.start()])) else "" for hit in hits]
    counts = _as_counts(lists) if len(lists) > 1 or _NODE.search(rest) else None
    classes = None if counts else _as_classes(lists, plain)
    cells, kinds = counts or classes or (None, ())
    if cells is None or not _accounted(rest, cells, lists):
        return None
    return _node_or_split(names, kinds, cells)


Cells = tuple[tuple[int, ...], ...]


def _as_counts(lists: list[list[str]]) -> tuple[Cells, tuple[str, ...]] | None:
    if len({len(each) for each in lists}) != 1 or not all(cell.isdigit() for each in lists for cell in each):
        return None
    return tuple(tuple(map(int, each)) for each in lists), tuple(f"class {at + 1}" for at in range(len(lists[0])))


def _as_classes(lists: list[list[str]], text: str) -> tuple[Cells, tuple[str, ...]] | None:
    """Lists that name the class of every example: the same few names again and again."""
    names = tuple(dict.fromkeys(cell for each in lists for cell in each))
    numbers = all(name.isdigit() for name in names)
    if not 2 <= len(names) <= 6 or sum(map(len, lists)) < 2 * len(names) or (numbers and not _CLASSES.search(text)):
        return None
    return tuple(tuple(each.count(name) for name in names) for each in lists), names


def _accounted(rest: str, cells: Cells, lists: list[list[str]]) -> bool:
    """Whether the numbers beside the lists say nothing new: sizes, and how many of each class."""
    known = {len(each) for each in lists} | {sum(row) for row in cells} | {value for row in cells for value in row}
    known |= {len(cells), len(cells[0]), sum(map(sum, cells))}
    return all(int(hit) in known for hit in re.findall(r"(?<![\w.])\d+(?!\w)", rest)) and not re.search(r"\d\.\d", rest)


def _node_or_split(names: list[str], kinds: tuple[str, ...], cells: Cells) -> Headcount | None:
    if len(cells) == 1:
        return Headcount((), kinds, cells, True)
    if len({name for name in names if name}) < sum(map(bool, names)):
        return None
    wholes = [at for at, name in enumerate(names) if _WHOLE.fullmatch(name)]
    sums = [at for at in range(len(cells)) if cells[at] == _sum(cells[:at] + cells[at + 1 :])] if len(cells) > 2 else []
    if len(sums) > 1 or (wholes and wholes != sums):
        return None
    kept = [at for at in range(len(cells)) if at not in sums]
    if not any(sum(cells[at]) for at in kept) or any(not sum(cells[at]) for at in kept):
        return None
    return Headcount(tuple(names[at] for at in kept), kinds, tuple(cells[at] for at in kept), True)


def _sum(rows: Cells) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))
