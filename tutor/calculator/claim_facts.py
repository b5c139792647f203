"""Claim facts: the claims of a story in literals: P(these | those) = value."""

import re
from collections.abc import Sequence
from fractions import Fraction

from tutor.calculator.claim_grammar import Claim
from tutor.calculator.claim_words import PLAIN, TOOL
from tutor.calculator.literals import Literals, denied, joined, stems
from tutor.calculator.patterns import regex
from tutor.calculator.speech import Speech

Fact = tuple[Literals, Literals, Fraction]
_WHO_DO = regex(r"\b(?:who|that|which) (?:really |actually )?(?:do|does|did|are|is|have|has)\s*$", re.I)
_DENIED = regex(r"\b(?:do|does|did|is|are|was|were|has|have)(?:n't| not)\s*$|\bwithout(?: it| one)?\s*$", re.I)
_BACK = regex(r"\b(?:those|these|them|which|other\w*|rest|remaining)\b", re.I)
_EACH = regex(r"\b(?:each|every|either|both|any|witness\w*)\b")
_SOMEBODY = regex(r"\b(?:he|she|they)\W*$")


def facts_of(told: Sequence[Claim], speech: Speech) -> list[Fact] | None:
    """Every claim as a fact; None where the words of one have no meaning in the story."""
    found: list[Fact] = []
    for claim in told:
        event = speech.literals(claim.event)
        subject = () if TOOL.search(claim.subject) and event else _whom(claim.subject, found, speech)
        given = _given(claim, found, speech)
        if any(stems(words) & PLAIN and not speech.literals(words) for words in claim.given):
            # "4% of the healthy" is no share of everybody, even where no other words tell who is healthy.
            continue
        if event is None or subject is None or given is None:
            return None
        here = _judged(claim, (*given, *event, *subject), speech) or _said(claim, event, subject, given, speech)
        if not here:
            return None
        found += here
    return found


def _judged(claim: Claim, said: Literals, speech: Speech) -> list[Fact]:
    """How often a verdict is right or wrong of one kind, or of each."""
    right = speech.rightness(claim.event)
    if not right or speech.truth is None:
        return []
    about = [each for each in (*said, *(speech.cast.literals(claim.event) or ())) if each[0] == speech.truth[0]]
    if _EACH.search(f"{claim.subject} {claim.event}") or not about and _SOMEBODY.search(claim.subject):
        return [(right, (denied(speech.truth, no),), claim.value) for no in (False, True)]
    return [(right, (about[0],), claim.value)] if about else []


def _said(claim: Claim, event: Literals, subject: Literals, given: Literals, speech: Speech) -> list[Fact]:
    """What is said of whom; nothing where it is said of itself."""
    if speech.rightness(claim.event):
        return []
    if not event:
        event, subject = subject, ()
    whom = joined(given, subject)
    if whom is None:
        return []
    event = tuple(each for each in event if each not in whom)
    if not event or len(event) > 1 and " and " not in claim.event:
        return []
    return [] if {each[0] for each in event} & {each[0] for each in whom} else [(event, whom, claim.value)]


def _given(claim: Claim, before: Sequence[Fact], speech: Speech) -> Literals | None:
    """Of whom the claim is, in literals."""
    found: Literals | None = ()
    for words in claim.given:
        here = _whom(words, before, speech)
        if here is None or found is None:
            return None
        found = joined(found, here)
    return found


def _whom(words: str, before: Sequence[Fact], speech: Speech) -> Literals | None:
    """Of whom the words speak; None where they speak of others, and nobody was named before."""
    here = _pointed(words, before[-1]) if before else None
    return (None if stems(words) == {"OTHER"} else speech.literals(words)) if here is None else here


def _pointed(words: str, last: Fact) -> Literals | None:
    """Those of whom the last claim was, or of whom it was not; None where the words don't point back."""
    event, whom, _ = last
    said = stems(words)
    if said <= {"OTHER"} and _BACK.search(words):
        return tuple(denied(each, True) for each in whom[-1:]) if said else (*event, *whom)
    if _WHO_DO.search(words):
        return whom or event
    if _DENIED.search(words) and len(whom or event) == 1:
        return (denied((whom or event)[0], True),)
    return None
