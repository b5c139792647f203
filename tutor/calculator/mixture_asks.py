"""Mixture asks: what is asked of a mixture: a group after something was seen, how often something comes, or both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.calculator.groups import headless
from tutor.calculator.mixture_labels import Mention
from tutor.calculator.mixture_rows import signs, unnamed
from tutor.calculator.mixtures import Cell, Mixture
from tutor.calculator.operation import Argument
from tutor.calculator.opposites import NOT, PATTERNS
from tutor.calculator.patterns import regex
from tutor.calculator.question import Request

_NOUN = r"(?:probabilit(?:y|ies)|chances?|likelihood|proportion|fraction|percent(?:age)?|share)"
ASKED = regex(
    rf"\b(?<!order to )(?:what|find|calculate|compute|determine|evaluate|how (?:likely|probable))\b|"
    rf"^\W*(?:the )?{_NOUN} (?:that|of|it|he|she|they)\b|\bthen (?:the )?{_NOUN}\b|"
    rf"\bP\s?\([^()]*\)\W*$|^\W*(?:which|with what|in what) {_NOUN}\b",
    re.I,
)
_CHANCE = regex(rf"\b{_NOUN}\b|\bhow (?:likely|probable)\b|\bP\s?\(", re.I)
_GIVEN = regex(
    r"\b(?:(?<!been )(?<!was )(?<!were )given(?: that)?|knowing(?: that)?|provided(?: that)?|assuming(?: that)?|if|"
    r"when|after)\b",
    re.I,
)
_NOT = regex(NOT.pattern + r"|\bnon-?(?=[a-z])|\b(?:few|nobody)\b", re.I)
_RELATIVE = regex(
    r"\b(?:in)?correct\w*|\bwrong\w*|\bright(?:ly)?\b|\baccura\w+|\bfalse\w*|\bmistak\w+|\breliab\w+|\bmis\w+ly\b|"
    r"\bsensitiv\w+|\bspecific\w*|\btru(?:e|th)\w*",
    re.I,
)
"""What says how a verdict stands to the truth: it is another thing in each group."""
_OR = regex(r"\bor\b(?! (?:she|he|they|not)\b)|\bunless\b", re.I)
_TAKEN = regex(r"\brandom(?:ly)?\b|\b(?:chosen|selected|picked)\b", re.I)
OBSERVED = regex(
    r"\b(?:is|was|are|were|been|be) (?:then |later |also )?(?:found|seen|observed|noticed|known|shown|revealed|"
    r"discovered|reported)\b|\bturn(?:s|ed) out\b|\b(?:we|you|they|he|she|I) (?:\w+ )?(?:find|found|see|saw|observed?|"
    r"noticed?|learn\w*) (?:that|it|out)\b|\bhappen(?:s|ed) to\b|\bprove(?:s|d) to\b",
    re.I,
)
"""What says that something came to be known of the one that is asked about."""
_OF_GROUP = regex(
    r"\b(?:for|of|among) (?:(?:an?|the|some|any|all) )?$|"
    r"\b(?:that|which|who) (?:(?:is|are|was|were|has|have)(?:n't)? )?(?:not )?$",
    re.I,
)
"""What comes before a group that is no guess but the one that is spoken of."""
_LABEL = regex(r"\b(?!I\b)[A-Z]\d?\b(?!\s?\()|\b\d+\b|\b[IVX]{2,}\b")
"""The name of a group that the table does not have."""
_SEVERAL = regex(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|some|several|pairs?|[2-9]|\d\d)\b", re.I)
_AND = regex(r"\band\b", re.I)


_ASKED_LATER = regex(rf"[,:]\s*(?=(?:then )?(?:what|find|calculate|compute|determine|the {_NOUN})\b)", re.I)


@dataclass(frozen=True, slots=True)
class Asking:
    """One asking sentence: what it asks for, and what it says to be known."""

    target: str
    given: str


def asking(sentence: str) -> Asking:
    """The sentence taken apart at its condition."""
    hit = _GIVEN.search(sentence)
    if hit is None:
        start = _ASKED_LATER.search(sentence)
        return (
            Asking(_body(sentence[start.end() :]), sentence[: start.start()]) if start else Asking(_body(sentence), "")
        )
    asked = ASKED.search(sentence)
    if asked and asked.start() < hit.start():
        return Asking(_body(sentence[: hit.start()]), sentence[hit.end() :])
    later = ASKED.search(sentence, hit.end())
    return Asking(_body(sentence[later.start() :]), sentence[hit.end() : later.start()]) if later else Asking("", "")


def _body(text: str) -> str:
    """Behind the noun of the question."""
    hit = re.search(
        rf"\b{_NOUN}\b(?: (?:that|of|for))?|\bhow (?:likely|probable) (?:is it|it is)?(?: that)?", text, re.I
    )
    return text[hit.end() :] if hit else text


def answer(mixture: Mixture, sentence: str, seen: Sequence[str]) -> Request | None:
    """What the sentence asks for, after what was seen; None where it is none of these."""
    if not _CHANCE.search(sentence):
        return None
    asked = asking(sentence)
    groups = mixture.family.mentions(asked.target)
    if any(
        _OR.search(each) or _SEVERAL.search(each) for each in (asked.target, asked.given, *seen)
    ) or mixture.family.mentions(asked.given):
        return None
    named = {each.group for each in groups}
    told = [each for each in (asked.given, *seen) if _row(mixture, each) is not None]
    if any(mixture.family.mentions(each) for each in seen) or _GIVEN.search(asked.target):
        return None
    if any(OBSERVED.search(each) and each not in told for each in (asked.given, *seen)):
        return None
    if not named:
        idle = not asked.given or _TAKEN.search(asked.given) and not _NOT.search(asked.given)
        return _total(mixture, asked.target) if idle and not told else None
    if len(named) != 1:
        return None
    return _of_group(mixture, named.pop(), groups, asked, told)


def _of_group(mixture: Mixture, group: int, groups: list[Mention], asked: Asking, told: list[str]) -> Request | None:
    """The posterior of a group after what was seen."""
    before, behind = asked.target[: groups[0].start], asked.target[groups[-1].end :]
    here = [part for part in (headless(before), behind) if _row(mixture, part) is not None]
    if here and _OF_GROUP.search(before):
        # "that it rings for a stolen car": how often something comes with the group, and no posterior.
        return None
    turn = _NOT.search(before)
    if turn and here and _row(mixture, before[turn.end() :]) is None:
        # "that a broken egg does not come from farm B": the negation is of the group.
        return None
    if not told + here or _NOT.search(unnamed(asked.target, mixture.family)) and not here:
        return None
    rates = {rates_of(mixture, each) for each in told + here}
    only = rates.pop()
    if rates or only is None:
        return None
    if here and (here[-1] is behind or _AND.search(asked.target)):
        return None
    hypotheses: dict[str, Argument] = {"priors": mixture.priors, "likelihoods": only}
    return Request("Bayes over several hypotheses", hypotheses, pick=str(group + 1))


def _total(mixture: Mixture, target: str) -> Request | None:
    rates = rates_of(mixture, target)
    if rates is None or _LABEL.search(target) or _AND.search(target):
        return None
    return Request("total probability", {"priors": mixture.priors, "likelihoods": rates})


def _row(mixture: Mixture, words: str) -> int | None:
    """The one property that the words speak of; -1 where it may be several."""
    hits = [
        at
        for at, row in enumerate(mixture.rows)
        if any(_sided(words, cell.words, mixture.either) or _touch(mixture, words, cell) for cell in row)
    ]
    return None if not hits else hits[0] if len(hits) == 1 else -1


def _touch(mixture: Mixture, words: str, cell: Cell) -> frozenset[str]:
    """What the words and the cell both say; nothing where that is a verb only, and goes on with something new."""
    named, told = signs(words, mixture.family), signs(cell.words, mixture.family) - mixture.about
    both = named & told
    verb = next(
        (
            signs(word, mixture.family)
            for word in re.findall(r"[A-Za-z]+", cell.words)
            if signs(word, mixture.family) & told
        ),
        both,
    )
    return frozenset() if both <= verb and told - both and named - mixture.told else both


def rates_of(mixture: Mixture, words: str) -> tuple[float, ...] | None:
    """How often what the words say comes with each group; None where one of the cells tells of something else."""
    words = unnamed(words, mixture.family)
    at = _row(mixture, words)
    if at is None or at < 0:
        return None
    row = _without_wrongly(mixture.rows[at])
    if _differ(mixture, words, row):
        return None
    sides = [_same(mixture, words, cell) for cell in row]
    if None in sides:
        return None
    return tuple(cell.rate if side else 1 - cell.rate for cell, side in zip(row, sides, strict=True))


def _without_wrongly(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A false alarm where the other group's is none is just an alarm."""
    wrong = [_RELATIVE.search(cell.words) is not None for cell in row]
    if len(row) != 2 or wrong[0] == wrong[1]:
        return row
    return tuple(Cell(cell.rate, _WRONGLY.sub(" ", cell.words)) for cell in row)


_LESS = regex(
    r"\b(?:forg\w+|lack\w*|omit\w*|skip\w*|neglect\w*|los(?:es?|t|ing)|miss(?:es|ed|ing)|avoid\w*|refus\w*|den(?:y|ies|ied)|"
    r"declin\w*|escap\w*|stop\w*|quit\w*|absent\w*|lapse\w*)\b",
    re.I,
)
"""Verbs that deny something without a negation: who didn't get it is whom they forgot."""
_WRONGLY = regex(r"\b(?:false(?:ly)?|wrongly|mistakenly|incorrectly|by mistake)\b", re.I)


def _differ(mixture: Mixture, words: str, row: Sequence[Cell]) -> bool:
    """Whether the words name what one cell tells of and another does not, where that one tells of something else."""
    told = [signs(cell.words, mixture.family) for cell in row]
    shared = frozenset.intersection(*told)
    own = [each - shared - mixture.about for each in told]
    named = signs(words, mixture.family)
    sided = [bool(_sided(words, cell.words, mixture.either)) for cell in row]
    return any(
        one & named and other and not one & other & named and not sided[place]
        for one in own
        for place, other in enumerate(own)
        if other is not one
    )


def _same(mixture: Mixture, words: str, cell: Cell) -> bool | None:
    """Whether the words say what the cell says (True) or its opposite (False)."""
    side = _sided(words, cell.words, mixture.either)
    if _RELATIVE.search(cell.words) and not _RELATIVE.search(words):
        return None
    if not side and not _touch(mixture, words, cell):
        return None
    if bool(_LESS.search(words)) != bool(_LESS.search(cell.words)):
        return None
    turns = [len(_NOT.findall(each)) for each in (words, cell.words)]
    if max(turns) > 1 or side == "both":
        return None
    return (turns[0] != turns[1]) == (side == "opposite")


def _sided(one: str, other: str, either: Sequence[tuple[str, str]]) -> str:
    """Whether two texts stand on the same side of an opposition, on opposite ones, or one of them on both."""
    found = set()
    for a, b in (*PATTERNS, *((regex(rf"\b{x}\b", re.I), regex(rf"\b{y}\b", re.I)) for x, y in either)):
        here = (bool(a.search(one)), bool(b.search(one)))
        there = (bool(a.search(other)), bool(b.search(other)))
        if any(here) and any(there):
            found.add("both" if all(here) or all(there) else "same" if here == there else "opposite")
    return found.pop() if len(found) == 1 else "both" if found else ""
