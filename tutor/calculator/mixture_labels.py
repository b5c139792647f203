"""Mixture labels: what the groups of a story are called, and where each of them is named.

Every family of labels that the text offers is tried: marks (machine A, box 2), lists (low, average or high risks),
words that part the numbers among them, and a word with what is not so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tutor.calculator import facts
from tutor.calculator.patterns import regex

MOST = 6
"""Groups of a story."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a group is named, with the negation that belongs to its name."""

    start: int
    end: int
    group: int


@dataclass(frozen=True, slots=True)
class Family:
    """The groups of a story, by the words that name each of them."""

    names: tuple[frozenset[str], ...]
    """Marks as they stand, or beginnings of words in lower case."""
    marked: bool = False
    complement: bool = False
    """Whether the second group is whatever the first is not, and a negation changes from one to the other."""

    nouns: frozenset[str] = frozenset()
    """Beginnings of the words for what all groups are."""

    def without(self, words: frozenset[str]) -> "Family":
        """The same groups without these words among their names, where others are left."""
        return self if self.marked else replace(self, names=tuple(names - words or names for names in self.names))

    def mentions(self, text: str) -> list[Mention]:
        """Every place where a group is named, in order; the second of a complement also as "the others"."""
        found = self._marks(text) if self.marked else self._words(text)
        if self.complement:
            for group, pattern in ((1, _OTHERS), (0, _SUCH)):
                found += [
                    Mention(*hit.span(), group)
                    for hit in pattern.finditer(text)
                    if not any(each.start <= hit.end() and hit.start() < each.end for each in found)
                ]
        return sorted(found, key=lambda each: each.start)

    def _marks(self, text: str) -> list[Mention]:
        places = {mark: at for at, marks in enumerate(self.names) for mark in marks}
        return [Mention(start, end, places[mark]) for mark, start, end in marks_of(text) if mark in places]

    def _words(self, text: str) -> list[Mention]:
        found = []
        for hit in re.finditer(r"[A-Za-z][A-Za-z'-]*[A-Za-z]", text):
            groups = [at for at, names in enumerate(self.names) if stems(hit[0]) & names]
            if len(groups) == 1:
                before = _BEFORE.search(text, max(0, hit.start() - 40), hit.start()) if self.complement else None
                inside = re.match(r"non-?|un(?!i)", hit[0], re.I) if self.complement else None
                turned = bool(before) != bool(inside)
                found.append(
                    Mention(
                        before.start() if before else hit.start(), hit.end(), groups[0] ^ 1 if turned else groups[0]
                    )
                )
        return found


_AUX = r"(?:do|does|did|has|have|had|are|is|was|were)"
_OTHERS = regex(
    r"\b(?:the )?(?:others?|rest|remaining|remainder)\b|\botherwise\b|\b(?:if|when) not\b|"
    rf"\b(?:those|ones|people|who|(?:if|when) (?:it|he|she|they)) {_AUX}(?:n't| not)\b",
    re.I,
)
_SUCH = regex(r"\b(?:such|of (?:them|these|those)(?! who| that| which| with)|those who do(?!n't| not))\b", re.I)
_BEFORE = regex(
    r"(?:\b(?:is|are|was|were|does|do|did|has|have|had|will)(?: not|n't)|\bnot|\bno|\bwithout|\bnon|\bnever)"
    r"(?:[ -](?:a|an|the|any|hav(?:e|ing)|us(?:e|ing)|tak(?:e|ing)|carry(?:ing)?|actually|really|be|being)){0,2}[ -]\Z",
    re.I,
)


_MARK = regex(r"(?<![\w'.|(])(?:[A-HU-Z]|I{1,3}|IV|[A-Z]\d|N\d)(?:(?='s)|(?![\w'=(|]))|\b[a-z]{3,}\d\b")
_VERB = regex(
    r"\s+(?:is|was|makes?|made|produces?|produced|has|had|with|suppl\w+|provides?|handles?|contains?|holds|accounts?|"
    r"and|or)\b|\s*[,:;?.)(]|\s*-\s|\s*\Z"
)


def marks_of(text: str) -> list[tuple[str, int, int]]:
    """Letters, Roman numbers and short codes that name something; the article "A" and the pronoun "I" are none."""
    found = []
    for hit in _MARK.finditer(text):
        noun = re.search(r"\b[a-z]{3,}s?[ :]*\Z", text[: hit.start()], re.I)
        start = re.search(r"(?:\A|[.?!:\n]\W*)\Z", text[: hit.start()])
        lone = hit[0] in {"A", "I"} and not _VERB.match(text, hit.end())
        if not lone or noun and not start and hit[0] == "A":
            found.append((hit[0], hit.start(), hit.end()))
    return found


_STUDENT = regex(r"\bstudent(?=s?\b)", re.I)


def stems(text: str) -> frozenset[str]:
    """Beginnings of the words that say something, and short names such as TV; students are not those who study."""
    plain = _STUDENT.sub("pupil", text)
    return facts.stems(plain) | {hit.lower() for hit in re.findall(r"\b(?:[a-z]?[A-Z]{2,3})\b", text)}


def families(text: str, clauses: Sequence[str]) -> Iterator[tuple[Family, ...]]:
    """The families of labels that the text may be about, from the surest kind to the least sure."""
    for kind in (
        _by_marks(text),
        _by_pairs(text),
        _by_heads(text),
        _by_lists(text),
        _by_denial(clauses),
        _by_nouns(clauses),
        _by_parting(text, clauses),
    ):
        found = dict.fromkeys(each for each in kind if 2 <= len(each.names) <= MOST and all(each.names))
        yield tuple(found)


def _by_marks(text: str) -> Iterator[Family]:
    kinds: dict[str, list[str]] = {}
    for mark, _, _ in marks_of(text):
        kind = "roman" if set(mark) <= set("IV") else mark[:-1] if mark[-1].isdigit() else "letter"
        row = kinds.setdefault(kind, [])
        if mark not in row:
            row.append(mark)
    for row in kinds.values():
        yield Family(tuple(frozenset({mark}) for mark in row), marked=True)


_ITEM = r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*){0,2}?"
_LIST = regex(
    rf"\b(?={_ITEM}(?:,|,? and|,? or) )((?:{_ITEM}, ){{0,5}}{_ITEM},? (?:and|or) [A-Za-z][A-Za-z'-]*(?: [a-z]+)?)"
)


def _by_heads(text: str) -> Iterator[Family]:
    """Names before a colon, one for each line: "North: 60 % of the output"."""
    heads = dict.fromkeys(re.findall(r"(?:\A\s*|[.;] )([A-Z][A-Za-z-]+):(?= )", text))
    yield Family(tuple(stems(each) for each in heads))


def _by_lists(text: str) -> Iterator[Family]:
    """The things of a list, each by what no other of them is called."""
    for hit in _LIST.finditer(text):
        items = [re.findall(r"[A-Za-z]+", each) for each in re.split(r",(?: (?:and|or)\b)?| (?:and|or) ", hit[1])]
        shared = set.intersection(*({word[:4].lower() for word in each} for each in items[1:]))
        own = [[word for word in each if word[:4].lower() not in shared] for each in items]
        yield Family(
            tuple(stems(each[-1] if not at else each[0]) if each else frozenset() for at, each in enumerate(own))
        )
        yield Family(tuple(stems(each[-1]) if each else frozenset() for each in items))


def _by_nouns(clauses: Sequence[str]) -> Iterator[Family]:
    """Words before the same noun: windy evenings and calm evenings."""
    before: dict[str, dict[str, None]] = {}
    for hit in re.finditer(r"\b(?=([a-z-]{3,}) ([a-z]{3,}))", " . ".join(clauses), re.I):
        own, noun = stems(hit[1]), stems(hit[2]) or frozenset({hit[2].lower()} & {"one", "ones"})
        if own and noun:
            before.setdefault(min(noun), {}).update(dict.fromkeys(sorted(own)))
    ones = {word: None for name in ("one", "ones") for word in before.get(name, {})}
    for what, own_row in before.items():
        row = own_row | ones
        if 2 <= len(row) <= MOST:
            yield Family(tuple(frozenset({each}) for each in row), nouns=frozenset({what}))


def _by_parting(text: str, clauses: Sequence[str]) -> Iterator[Family]:
    """Words that stand beside two numbers each (one beside a single one), so that every number has one."""
    words = [stems(each) for each in clauses]
    parts: dict[frozenset[int], set[str]] = {}
    for word in frozenset().union(*words) if words else ():
        parts.setdefault(frozenset(at for at, each in enumerate(words) if word in each), set()).add(word)
    pairs = sorted((each for each in parts if len(each) == 2), key=sorted)
    singles = [each for each in parts if len(each) == 1 and _left_over(text, parts[each])]
    size, odd = divmod(len(clauses), 2)
    if not 1 <= size <= MOST or len(pairs) > 12:
        return
    for row in combinations(pairs, size):
        covered = frozenset().union(*row)
        if len(covered) == 2 * size:
            for each in [each for each in singles if not each & covered] if odd else [None]:
                groups = sorted((*row, *([each] if each else [])), key=min)
                names = [_telling(frozenset(parts[one])) for one in groups]
                if all(_often(text, one) for one in names):
                    yield Family(tuple(names))


def _left_over(text: str, names: set[str]) -> bool:
    """Whether a group is said to be the rest."""
    behind = re.findall(r"\b(?:rest|remain\w*|others?)\b[^.;?]{0,40}", text, re.I)
    return any(stems(each) & names for each in behind)


def _telling(names: frozenset[str]) -> frozenset[str]:
    return frozenset(each for each in names if each.islower())


def _often(text: str, names: frozenset[str]) -> bool:
    """Whether a group is named more than once."""
    return sum(bool(stems(word) & names) for word in re.findall(r"[A-Za-z]+", text)) > 1


_PAIRS = (
    ("wome woma", "men man"), ("girl", "boy boys"), ("fema", "male"), ("spam", "ham legi genu"),
    ("rain", "dry sunn"), ("guil", "inno"), ("sick ill dise infe", "heal uninfe"),
    ("frau", "genu legi"), ("honest", "dish liar"),
)  # fmt: skip


def _by_pairs(text: str) -> Iterator[Family]:
    here = stems(text)
    for one, other in _PAIRS:
        if here & set(one.split()) and here & set(other.split()):
            yield Family((frozenset(one.split()), frozenset(other.split())), complement=True)


def _by_denial(clauses: Sequence[str]) -> Iterator[Family]:
    """Words that are said of a group, and not of the others; those that part the numbers alike are one name."""
    parts: dict[tuple[frozenset[int], ...], set[str]] = {}
    for word in sorted(_telling(frozenset().union(*map(stems, clauses)))):
        family = Family((frozenset({word}), _NOBODY), complement=True)
        groups = tuple(frozenset(each.group for each in family.mentions(clause)) for clause in clauses)
        if {0, 1} <= frozenset().union(*groups):
            parts.setdefault(groups, set()).add(word)
    for names in parts.values():
        yield Family((frozenset(names), _NOBODY), complement=True)


_NOBODY = frozenset({"\0"})
"""No word at all: the second group has no name of its own."""
