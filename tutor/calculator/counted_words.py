"""Counted words: every number of a text with the words that say what it counts: its own, and those that lead to it."""

import re
from dataclasses import dataclass

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.numerals import digits
from tutor.calculator.patterns import regex

_STRUCTURE = regex(
    r"(?<![\w.,])\d{1,2} (?:different |distinct |possible |attribute |class |child |leaf |terminal |new |equal )?"
    r"(?:child(?:ren)?|branch\w*|groups?|nodes?|subsets?|classes|values?|ways?|parts?|sides?|attributes?|"
    r"features?|categor\w+|outcomes?|labels?|leaves|types|kinds|colou?rs|variables?|splits)\b",
    re.I,
)
_ONE = regex(r"(?<=, )one(?= [a-z]+)|(?<=\band )one(?= (?!is\b|was\b|of\b|are\b|who\b|that\b)[a-z]+)", re.I)
_NAMED = regex(
    r"\b(class|label|group|category|node|child|branch|leaf|cluster|value|feature|type|region|partition|team|plant|"
    r"factory|store|site|drug|treatment|city|school|shop|machine|supplier)\s+"
    r"['\"]?([A-Z]\d?|[IV]+|(?<=class )\d|(?<=label )\d|(?<=category )\d|\d(?=\s*(?:[:,(=]|has|gets|contains|"
    r"holds|with|is)))\b['\"]?",
    re.I,
)
_EQUALS = regex(r"\b([A-Za-z]\w*)\s*(<=|>=|=|<|>)\s*['\"]?(-?\w[\w.]*)['\"]?")
_NUMBERS, _NAMES = r"\d+(?:, ?\d+)*,? (?:and|&) \d+", r"[\w-]+(?:, ?[\w-]+)*,? (?:and|&) [\w-]+"
_RESPECTIVELY = regex(
    rf"\b(?P<numbers>{_NUMBERS}) (?:numbers? |"
    rf"counts? )?(?:\w+ )?(?:of (?:the )?)?(?P<names>{_NAMES})(?: \w+)?,? respectively|"
    rf"(?P<other>{_NAMES}) (?:\w+ ){{0,4}}(?P<more>{_NUMBERS})(?: \w+){{0,2}},? respectively",
    re.I,
)
_REST = regex(r"\b(?:all )?(?:the )?(?:rest|remaining|remainder|others)\b(?: ones)?(?: (?:is|are|belongs? to))?", re.I)
_QUOTED = regex(
    r"['\"]?\b(?:(?<=['\"])(?=\w+['\"])|(?=(?:yes|no|true|false)\b))(\w+)['\"]?\s+(branch|child|node|"
    r"leaf|side)\b",
    re.I,
)
_OTHERS = regex(r"\bthe other (\d+)\b", re.I)
_OTHER = regex(r"\bthe other (child|branch|node|side|leaf|half|group|subset)\b", re.I)
_SIGNED = regex(r"(?<=\d)\s?([+-])(?=[\s,;.)\]/]|$)")
_NUMBER = regex(r"(?<![\w.,/+-])(\d{1,3}(?:,\d{3})+|\d+)(?![\d.]*\d|\s?%|/\d)")
_CUT = regex(
    r"[;\n]|\.(?=\s|$)|\?|\b(?:(?:is|are|was|were|gets?) )?(?:split|divided|partitioned|separated|"
    r"broken)\b(?: (?:up )?(?:into|in|by))?"
)
_PIECE = regex(r"[,:()/&]|\b(?:and|but|while|whereas|versus|vs)\b", re.I)
_JOINT = regex(r"[,/&]|\b(?:and|but|while|whereas|versus|vs)\b", re.I)
_OPENED = regex(r"[:()]")
_OF_THEM = regex(r"\b(?:of|among|in|for)(?: the| these| those)? $", re.I)
_INSIDE = regex(r"\s*[:(]|,? (?:of|among) (?:which|whom|them|these|those)\b", re.I)
"""What stands before or behind a number whose things are counted further: "of the 40 girls, ...", "40 girls (...)"."""
_OF_SET = regex(
    r"\b(?:entropy|gini|impurity|index|error|set|sample|collection|node|group|mix|bag|leaf|counts?) of $", re.I
)
_IN_ALL = regex(r"\b(?:in (?:all|total)|altogether|overall|total)\b", re.I)
_WORD = regex(r"[A-Za-z_+<>=-][\w+<>=.'-]*")
_NOT = regex(r"\b(?:do|does|did|is|are|was|were|has|have|had)(?:n't| not)\b|\bnot\b|\bnon-(?=\w)", re.I)
_EMPTY = frozenset(
    "a an the of in to with for on at by from and or that which who whom this these those there it its them they "
    "is are "
    "was were be been has have had having contain contains containing consist consists hold holds get gets got receive "
    "receives go goes went split splits splitting divided into after split splits into divided after splitting "
    "belong belongs belonging class classes label labels labeled labelled example examples "
    "instance instances sample samples point points data datapoints item items record records row rows observation "
    "observations case cases total all overall altogether parent root node original initial initially before whole set "
    "dataset each other suppose given consider if we you i our let among out only just number entire training tuple "
    "tuples one".split()
)
_EVERYBODY = frozenset(
    "people person student customer patient email mail message document image animal employee applicant ball "
    "marble card "
    "fruit user client child adult passenger object thing day car product loan transaction".split()
)
"""Nouns that are wider than the kinds that are told of them."""
_UNREAD = regex(
    r"\b(?:half|third|quarter|twice|double|triple|percent|remain\w*|rest|others?|another|more than|less than|fewer|"
    r"at least|at most|both|either|neither|none of|every|times|except|without|additional|extra|again|"
    r"(?<!in )(?<!of )all)\b|\d\s?%|\d\.\d",
    re.I,
)
"""Words that make a number mean something else, or stand for one."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the words that say what it counts."""

    value: int
    words: frozenset[str]
    lead: frozenset[str]
    """Those of the words that lead to it and to others, such as the branch that they are in."""
    whole: bool
    """Whether it has to count all of them, as its words name no kind."""
    segment: int
    """Which piece of a sentence it stands in."""
    apart: bool
    """Whether it is no item of a list: only words stand before it ("depth 3 has 9"), or a noun ("a threshold of 7")."""
    part: bool
    """Whether it counts some of what was counted before: "4 of which are chipped"."""
    parted: bool
    """Whether what it counts is counted further: "40 girls (...)", "of the 40 girls"."""


def counted_words(text: str) -> list[Told] | None:
    """The numbers with their words; None where one is no count, or a word makes it mean something else."""
    plain = _with_the_rest(_plain(text))
    if _UNREAD.search(plain) or (re.search(r"\bno\b", plain, re.I) and not re.search(r"\byes\b", plain, re.I)):
        return None
    if re.search(r"\d", _NUMBER.sub(" ", re.sub(r"\b[A-Za-z_]\S*", " ", plain))):
        return None
    return _told(plain)


def _plain(text: str) -> str:
    """The text with names that hold digits as words, and without numbers of branches, classes and the like."""
    text = _ONE.sub("1", text)
    plain = _STRUCTURE.sub(" ", blank_furniture(digits(re.sub(r"\bone of\b", "some of", text, flags=re.I))))
    plain = _RESPECTIVELY.sub(_paired, plain)
    plain = _NAMED.sub(lambda hit: f"{hit[1].lower()}_n{hit[2].lower()}", plain)
    plain = _QUOTED.sub(r"\1_branch \2", plain)
    plain = _OTHERS.sub(r"\1 opposite", plain)
    plain = _OTHER.sub(r"the opposite \1", plain)
    plain = _SIGNED.sub(lambda hit: " positive" if hit[1] == "+" else " negative", plain)
    plain = re.sub(r"(?<=[a-z])\s?/\s?(?=\d)", ", ", plain)
    return _EQUALS.sub(lambda hit: f"{hit[1]}{hit[2]}v{hit[3]}".lower(), plain)


def _with_the_rest(text: str) -> str:
    """The text with "the rest" counted, where the first number is that of all of them."""
    hits = list(_REST.finditer(text))
    told = _told(text) if len(hits) == 1 else []
    left = told[0].value - sum(each.value for each in told[1:]) if len(told) > 1 and told[0].whole else 0
    return _REST.sub(f"{left} ", text) if left > 0 else text


def _paired(hit: re.Match[str]) -> str:
    """Numbers and names that belong together place by place, each number with its name."""
    numbers = re.findall(r"\d+", hit["numbers"] or hit["more"])
    names = re.findall(r"\b(?!and\b)[\w-]+(?: \d)?", hit["names"] or hit["other"])
    if len(numbers) != len(names):
        return hit[0]
    return ", ".join(f"{number} {name}" for number, name in zip(numbers, names, strict=True))


def _told(text: str) -> list[Told]:
    """Every number with its words: those up to the next one, and those that lead to it."""
    found: list[Told] = []
    start = 0
    for cut in [*_CUT.finditer(text), None]:
        found += _of_segment(text[start : cut.start() if cut else len(text)], start)
        start = cut.end() if cut else len(text)
    return found


def _of_segment(text: str, segment: int) -> list[Told]:
    found: list[Told] = []
    lead = group = frozenset[str]()
    last = 0
    hits = list(_NUMBER.finditer(text))
    for at, hit in enumerate(hits):
        following = hits[at + 1].start() if at + 1 < len(hits) else None
        end = hit.end() + _own_length(text[hit.end() : following], last=following is None)
        before, behind = text[last : hit.start()], text[hit.end() : end]
        title, _, near = before.rpartition(":")
        own = _words(behind)
        local = frozenset[str]() if own else _words(near)
        part = re.match(r"\s*of (?:which|whom|them|these|those|the)\b", behind) is not None
        lead = _words(title if local else before) or (group if part and group else lead)
        inside = _INSIDE.match(text, end) is not None
        of = _OF_THEM.search(before) is not None
        counted = int(hit[1].replace(",", ""))
        if _IN_ALL.search(behind) or re.search(r"\btotal(?: of| is|:)? $", before, re.I):
            found.append(Told(counted, frozenset(), frozenset(), True, segment, apart=False, part=False, parted=False))
        else:
            words = own | local
            glued = bool(found) and not _PIECE.search(text, hits[at - 1].end(), hit.start())
            apart = glued or (of and not _OF_SET.search(before))
            whole = words <= _EVERYBODY
            found.append(Told(counted, words | lead, lead - words, whole, segment, apart, part, of or inside))
        group = group if part else own
        last = end
        if of or inside:
            lead = own | (lead if inside else frozenset())
    return found


def _own_length(text: str, *, last: bool) -> int:
    """How much of the text behind a number is its own: up to the sign or word that leads to the next one."""
    opened = _OPENED.search(text)
    if opened:
        return opened.start()
    joints = [hit.start() for hit in _JOINT.finditer(text)]
    comma = text.find(",")
    if last:
        return comma if comma >= 0 else len(text)
    if not joints:
        return len(text)
    return joints[-1] if _words(text[: joints[0]]) else joints[0]


def _words(text: str) -> frozenset[str]:
    """The words that can name a kind; what is denied is a word of its own."""
    denied = _NOT.search(text) is not None
    words = [word.lower().strip("'.") for word in _WORD.findall(_NOT.sub(" ", text))]
    kept = {word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _EMPTY and word}
    return frozenset(f"not {word}" for word in kept or {"so"}) if denied else frozenset(kept)
