"""Claim kinds: claims that belong together: how common kinds are, the rest of them, both of two, each in its order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tutor.calculator.claim_grammar import Claim
from tutor.calculator.claim_words import CORRECT, WRONG
from tutor.calculator.facts import REST
from tutor.calculator.literals import stems
from tutor.calculator.patterns import regex

_AND = regex(
    r"^\W*(?:and |while |but |is |are |was |were |come |comes |from |by |the )*",
    re.I,
)
_ORDERED = regex(r"\brespectively\b|\bin (?:this|that|the same) order\b|[.;]\s+(?:Their|They|These)\b")


def rest(sentence: str, here: Sequence[Claim]) -> list[Claim]:
    """What the rest of a sentence's kinds are, where it says so."""
    hit = REST.search(sentence)
    left = 1 - sum((each.value for each in here), Fraction(0))
    if not hit or not here or not 0 < left < 1:
        return []
    name = _AND.sub("", hit["who"] or hit["behind"] or hit["before"] or "").strip(" ,.")
    if not re.search(r"[A-Za-z]{3}|[A-Z]", name) or re.search(r"\d%", name):
        return []
    last = here[-1]
    return [replace(last, value=left, subject=name) if last.subject else replace(last, value=left, event=name)]


def both(claim: Claim, before: Sequence[Claim]) -> Claim:
    """What is said of "both", as the two things said before."""
    if len(before) < 2 or not re.search(r"\bboth\b", claim.event):
        return claim
    first, second = before[-2:]
    if second.given and second.given[:1] != first.given[:1]:
        return claim
    return replace(claim, event=f"{first.event} and {second.event}")


def in_order(told: list[Claim], text: str) -> list[Claim]:
    """With "respectively", as many shares as kinds before them: each of its own kind."""
    if not _ORDERED.search(text):
        return told
    for size in range(2, len(told) // 2 + 1):
        for start in range(len(told) - 2 * size + 1):
            kinds, shares = told[start : start + size], told[start + size : start + 2 * size]
            if _in_order(kinds, shares):
                whole = [
                    replace(each, event=shares[0].event, given=(_name(kind, kinds),))
                    for each, kind in zip(shares, kinds, strict=True)
                ]
                return [*told[: start + size], *whole, *told[start + 2 * size :]]
    return told


def _in_order(kinds: Sequence[Claim], shares: Sequence[Claim]) -> bool:
    """Whether the kinds are all there are and the shares tell the same of nobody in particular."""
    if sum(each.value for each in kinds) != 1 or len({each.sentence for each in shares}) > 1:
        return False
    return not any(each.given or each.event not in {shares[0].event, "", "respectively"} for each in shares)


def _name(kind: Claim, kinds: Sequence[Claim]) -> str:
    """What a kind is called: by its subject where the same is said of all of them."""
    return kind.subject if kind.subject and len({each.event for each in kinds}) == 1 else kind.event


def without_summaries(told: Sequence[Claim]) -> list[Claim]:
    """Without "90 % accurate" where each side's share is told, and "wrong in 20 %" beside "right in 80 %"."""
    sides = {each.value for each in told if each.given or not _judges(each)}
    right = {each.value for each in told if CORRECT.search(each.event) and not WRONG.search(each.event)}
    return [
        each
        for each in told
        if each.given
        or not _judges(each)
        or each.value not in sides
        and not (WRONG.search(each.event) and 1 - each.value in right)
    ]


def _judges(claim: Claim) -> bool:
    return CORRECT.search(claim.event) is not None or WRONG.search(claim.event) is not None


def weighed(told: Sequence[Claim]) -> list[Claim]:
    """Kinds of which the same is said with shares that sum to one: the shares are how common the kinds are."""
    found = list(told)
    for words in dict.fromkeys(stems(each.event) for each in told):
        at = [place for place, each in enumerate(told) if stems(each.event) == words and _kind(each)]
        kinds = {stems(_kind(told[place])) for place in at}
        if len(kinds) == len(at) > 1 and sum(told[place].value for place in at) == 1:
            for place in at:
                _weigh(found, place, at)
    return found


def _weigh(found: list[Claim], place: int, at: Sequence[int]) -> None:
    """A claim about a kind as how common it is; what follows in its sentence without a subject is said of it."""
    claim = found[place]
    after = found[place + 1] if place + 1 < len(found) else None
    if after and after.sentence == claim.sentence and not (after.given or after.subject or place + 1 in at):
        found[place + 1] = replace(after, given=(_kind(claim),))
    whom = tuple(each for each in claim.given if not each.startswith("~"))
    found[place] = Claim(claim.value, _kind(claim), whom, sentence=claim.sentence)


def _kind(claim: Claim) -> str:
    """What a claim's subject or line is."""
    labels = [each.removeprefix("~") for each in claim.given if each.startswith("~")]
    return claim.subject if stems(claim.subject) else " ".join(labels)
