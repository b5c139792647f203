"""Gains: what a split of counted examples brings, told as a story or a table, or by impurities and sizes.

A branch is told by its size and how many of it are of the class ("40 with a guarantor, 4 of them default"), by the
counts of both classes ("15 fraud and 5 legit"), or as what is left of the whole.
"""

import re
from itertools import combinations

from tutor.calculator.named_branches import named_branches
from tutor.calculator.numerals import shares
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.units_asked import unit_asked

_GINI = regex(r"\bgini\b", re.I)
_IMPURITY = regex(r"\bimpurity\b|\bimpurities\b", re.I)
_ENTROPY = regex(
    r"\binformation gain\b|\binfo gain\b|\bentropy\b|\bmutual information\b|\bhow many bits\b|\bbits of information\b",
    re.I,
)
_GAIN = regex(
    r"\bgain\b|\breduc\w+|\bdecreas\w+|\bdrops?\b|\bfalls?\b|\blower(?:s|ed)\b|\binformation (?:does|about)\b|"
    r"\bhow (?:many bits|much information)\b|\bmutual information\b|\bimprov\w+",
    re.I,
)
_AFTER = regex(
    r"\b(?:remaining|weighted|expected|average|mean|conditional)\b[^.?]{0,30}\b(?:entropy|gini|impurity)\b|"
    r"\b(?:entropy|gini|impurity)\b[^.?]{0,30}\bafter (?:the|this) split\b|\bgini (?:index|impurity) of the split\b",
    re.I,
)
_BEFORE = regex(
    r"\b(?:entropy|gini(?: impurity)?|impurity)\b[^.?,]{0,20}\bbefore (?:the|this) split\b|\bparent entropy\b", re.I
)
_OTHER = regex(
    r"\bratio\b|\bsplit info\w*|\bvariance\b|\bwhich (?:split|attribute|feature|of|one|is)\b|\bbetter\b|"
    r"\bcompare\b|\bKL\b|"
    r"\bcross[- ]entropy\b|\bdivergence\b|\bchannel\b|\bcapacity\b|\bjoint entropy\b|\bmarginal\b",
    re.I,
)
_ASIDE = regex(
    r"\b(?:in|over|for|after|within|aged|between|about|around|of)\s+(?:about |around )?[\d,.]+(?:\s+(?:to|and|"
    r"-)\s+[\d,.]+)?\s+"
    r"(?:minutes?|years?|months?|weeks?|hours?|summers?|winters?|degrees?|euros?|dollars?|km|episodes each)\b|"
    r"\baged [\d]+ to [\d]+|"
    r"\b[\d,.]+\s+(?:euros?|dollars?|degrees?|summers?|winters?|years? old|minutes?|kg|km|francs?|pounds?)\b|"
    r"[$\u20ac\u00a3]\s?[\d,.]+|"
    r"\bbetween [\d.]+ and [\d.]+\b|['\"\u2018\u201c(]?(?<=\w )[<>]=?\s*[\d.]+['\"\u2019\u201d)]?|"
    r"\b\d+-(?:day|row|year|hour)\b|\([^()\d]*\)|"
    r"\b(?:round\w*|to) (?:to )?\d (?:decimals?|digits|places)\b|\bover sixty\b|\b(?:over|under|above|below|"
    r"older than|younger than) \d+\b(?! (?:said|of))",
    re.I,
)
_N = r"(\d{1,3}(?:,\d{3})+|\d+)(?![.\d%]|\s?%|\s?bits?\b)"
_NUMBER = regex(rf"(?<![\w.,]){_N}")


_LINE = regex(r"^[ \t]*\|.*\d.*\|", re.M)
_LONGER = regex(rf"(?:{_LINE.pattern}[ \t]*\n){{2}}", re.M)
"""A table: each of its lines is a branch."""


def gains(question: Question) -> Recognition:
    """The gain of a split, or what is left after it."""
    text = question.text
    asking = " ".join(each.text for each in question.sentences if each.asks and not each.conceptual) or text[-160:]
    gini = _GINI.search(text) is not None or (_IMPURITY.search(asking) is not None and not _ENTROPY.search(text))
    if not (gini or _ENTROPY.search(asking)) or _OTHER.search(text) or re.search(r"\d\s?[+-](?=[\s,;.)/\]]|$)", text):
        return None
    if any(each.conceptual for each in question.sentences) and len(_NUMBER.findall(text)) < 5:
        return None
    gain, after = _GAIN.search(asking), _AFTER.search(asking)
    if not gain and not after:
        return None
    plain = _ASIDE.sub(" ", text.replace("\u2019", "'"))
    split = _rows(text) or named_branches(plain) or _story(shares(plain))
    if split is None or _LONGER.search(text) and len(split) != len(_LINE.findall(text)):
        return None
    return _request(
        split, asking, gini=gini, after=bool(after) and not re.search(r"\bgain\b|\breduc|\bdecreas", asking, re.I)
    )


def _request(groups: tuple[tuple[int, ...], ...], asking: str, *, gini: bool, after: bool) -> Request:
    if gini:
        return Request("Gini gain", {"groups": groups}, pick="after" if after else "")
    unit = unit_asked(asking) or "bits"
    made = Request("information gain", {"groups": groups, "unit": unit}, pick="after" if after else "")
    if _BEFORE.search(asking):
        parent = tuple(map(sum, zip(*groups, strict=True)))
        return Request("entropy of counts", {"counts": parent, "unit": unit}, also=(made,))
    return made


_ROW = regex(r"^[\s|>*-]*(?:\w+\s)?(\w[\w ]*?)\s*(?:->|\||,|:|\t|=>)\s*(\w[\w ]*?)\s*\|?\s*$")


def _rows(text: str) -> tuple[tuple[int, ...], ...] | None:
    """From one row per example: "sunny | no"."""
    pairs = [
        (hit[1].lower().strip(), hit[2].lower().strip())
        for line in text.split("\n")
        for hit in [_ROW.match(line)]
        if hit
    ]
    pairs = [pair for pair in pairs if not any(part.isdigit() for part in pair)]
    if (
        len(pairs) > 1
        and [pair[0] for pair in pairs].count(pairs[0][0]) == [pair[1] for pair in pairs].count(pairs[0][1]) == 1
    ):
        pairs = pairs[1:]
    values = list(dict.fromkeys(first for first, _ in pairs))
    classes = list(dict.fromkeys(second for _, second in pairs))
    if len(pairs) < 4 or not 2 <= len(values) < len(pairs) or not 2 <= len(classes) < len(pairs):
        return None
    return tuple(tuple(pairs.count((value, name)) for name in classes) for value in values)


_CLASS_PAIR = regex(
    rf"(?<![\w.,]){_N}\s+(?!(?:of|have|were|are|and|or|in|with|samples?|examples?|instances?|points?|items?|records?|"
    r"rows?|observations?|cases?|patients?|people|customers?|days|elements?|total)\b)([A-Za-z+-][\w-]*)\s*(?:,|/|and|&|"
    rf"but|:)\s*(?:only )?(\d+|no|none)\s+(?!of\b|have\b|were\b|are\b|with\b|in\b)([A-Za-z+-][\w-]*)",
    re.I,
)


_BRANCHES = regex(
    r"(?<![\w.,])\d{1,2} (?:\w+ )?(?:child(?:ren)?|branch\w*|groups?|nodes?|subsets?|class\w*|values?|ways?|parts?|"
    r"lea\w+|bits?|sides?|splits?|attributes?|features?|categor\w+|outcomes?|labels?)\b|\u27ea[^\u27eb]*\u27eb",
    re.I,
)
"""How many branches, classes or nodes there are: no count of examples."""


def _story(text: str) -> tuple[tuple[int, ...], ...] | None:
    """From branches told by both classes, or by their size and one class."""
    return _both_classes(text) or _by_size(text)


def _both_classes(text: str) -> tuple[tuple[int, ...], ...] | None:
    """As in "yes: 15 fraud and 5 legit; no: 5 fraud and 15 legit", with the parent or one branch by subtraction."""
    rows: list[dict[str, int]] = []
    for hit in _CLASS_PAIR.finditer(text):
        names = (_name(hit[2]), _name(hit[4]))
        if names[0] == names[1]:
            return None
        second = 0 if hit[3].lower() in {"no", "none"} else int(hit[3])
        rows.append({names[0]: int(hit[1].replace(",", "")), names[1]: second})
    if len(rows) == 1:
        rows = [*_parent(text, rows[0]), *rows]
    if len(rows) < 2 or any(set(row) != set(rows[0]) for row in rows):
        return None
    classes = list(rows[0])
    groups = [tuple(row[name] for name in classes) for row in rows]
    used = 2 * len(groups) - sum(group.count(0) for group in groups)
    sizes = {sum(group) for group in groups} | {sum(map(sum, groups))}
    others = [int(each.replace(",", "")) for each in _NUMBER.findall(_BRANCHES.sub(" ", _CLASS_PAIR.sub(" ", text)))]
    sizes |= {groups[0][0], groups[0][1]} if len(groups) == 2 else set()
    if any(other not in sizes for other in others) or used < 2:
        return None
    if len(groups) >= 3 and groups[0] == tuple(map(sum, zip(*groups[1:], strict=True))):
        return tuple(groups[1:])
    if len(groups) == 2 and re.search(
        r"\b(?:the rest|everything else|all others?|remaining|the others?)\b", text, re.I
    ):
        rest = tuple(a - b for a, b in zip(*groups, strict=True))
        return (groups[1], rest) if min(rest) >= 0 else None
    if re.search(
        r"\b(?:before|parent|root|node (?:has|with|contains)|whole|overall|in total|altogether)\b", text, re.I
    ):
        return None
    return tuple(groups)


def _parent(text: str, row: dict[str, int]) -> list[dict[str, int]]:
    """The whole of which one branch is told: "16 mushrooms, half of them edible"."""
    hit = re.search(
        rf"{_N} (?:\w+[ ,(]*){{1,2}}?(?:\u27ea1/2\u27eb|{_N}) of (?:them|which|whom|these) (?:are |were )?([a-z-]+)",
        text,
        re.I,
    )
    if hit is None or _name(hit[3]) not in row:
        return []
    total = int(hit[1].replace(",", ""))
    share = int(hit[2].replace(",", "")) if hit[2] else total // 2
    return [{name: share if name == _name(hit[3]) else total - share for name in row}]


def _name(word: str) -> str:
    return word.lower().removesuffix("s")


def _by_size(text: str) -> tuple[tuple[int, ...], ...] | None:
    """From a whole of n with k, and branches of m with j: numbers in the order whole, then branches."""
    text = re.sub(r"\bhalf of (?:them|these|those|which|whom)\b", "\u27ea1/2\u27eb of them", text, flags=re.I)
    story = re.split(r"(?<=[.?!])\s+", text)
    story = [piece for piece in story if not (piece.rstrip().endswith("?") and not _NUMBER.search(piece))]
    joined = " ".join(story)
    if re.search(r"\u27ea", joined):
        return None
    numbers = [int(each.replace(",", "")) for each in _NUMBER.findall(joined)]
    if len(numbers) > 11 or not _PARTS.search(joined):
        return None
    readings = set(_readings(tuple(numbers)))
    for count in (6, 7):
        if not readings and len(numbers) > count:
            chosen = (tuple(each) for each in combinations(numbers, count))
            readings = {reading for each in chosen for reading in _readings(each) if len(reading) == 2}
    return readings.pop() if len(readings) == 1 else None


_PARTS = regex(
    r"\b(?:of (?:whom|which|them|these|those)|among|with|of the|of \d+|splits?|sends?|left|right|default\w*|"
    r"without|said|when|on the)\b",
    re.I,
)


def _readings(numbers: tuple[int, ...]) -> list[tuple[tuple[int, int], ...]]:
    """Every way to read the numbers as whole and part, then branches with parts, that adds up."""
    found: set[tuple[tuple[int, int], ...]] = set()
    for total, share, rest in _heads(numbers):
        for branches in _branches(rest):
            whole = sum(size for size, _ in branches)
            inside = sum(part for _, part in branches)
            if whole != total or (share is not None and inside != share):
                continue
            found.add(tuple((part, size - part) for size, part in branches))
    return sorted(found)


def _heads(numbers: tuple[int, ...]) -> list[tuple[int, int | None, tuple[int, ...]]]:
    """The whole and how many of it are of the class, in either order or both classes, with what is left."""
    heads: list[tuple[int, int | None, tuple[int, ...]]] = []
    if len(numbers) >= 7 and numbers[0] == numbers[1] + numbers[2]:
        heads.append((numbers[0], numbers[1], numbers[3:]))
    if len(numbers) >= 5 and numbers[1] <= numbers[0]:
        heads.append((numbers[0], numbers[1], numbers[2:]))
    if len(numbers) >= 5 and numbers[0] < numbers[1]:
        heads.append((numbers[1], numbers[0], numbers[2:]))
    if len(numbers) == 5:
        heads.append((numbers[0], None, numbers[1:]))
    return heads


def _branches(rest: tuple[int, ...]) -> list[list[tuple[int, int]]]:
    """The numbers as branches of (size, part), each in either order."""
    if len(rest) % 2 or not 4 <= len(rest) <= 8:
        return []
    found: list[list[tuple[int, int]]] = [[]]
    for first, second in zip(rest[::2], rest[1::2], strict=True):
        size, part = max(first, second), min(first, second)
        found = [[*each, (size, part)] for each in found]
    return found
