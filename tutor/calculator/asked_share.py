"""The share that a story asks for: of what, given what, in the words of its question."""

import re
from dataclasses import dataclass

from tutor.calculator.amounts import NUMBER, is_share
from tutor.calculator.claim_grammar import conditions, named_rates, sentences, stated
from tutor.calculator.claims import SYMBOL, signed
from tutor.calculator.patterns import regex


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, and what is said to have happened."""

    event: str
    given: tuple[str, ...] = ()
    subject: str = ""
    seen: tuple[str, ...] = ()
    """Sentences without numbers behind the story: what was observed."""


_NOUN = r"(?:probabilit(?:y|ies)|chances?|likelihood|odds|proportion|fraction|percent(?:age)?|share|risk)"
_ASK = regex(
    rf"\b(?:what|find|calculate|compute|determine|estimate|how (?:likely|probable)|evaluate|then (?:the )?{_NOUN})\b|"
    rf"^\W*(?:the )?{_NOUN} (?:that|of|it|he|she|they|the|an?)\b|\bPr?\s*\([^()]*\|[^()]*\)\W*$",
    re.I,
)
_LEAD = regex(
    r"^(?P<lead>.*?)(?:^|[,:;]|\bthen\b|\band\b)\s*(?=(?:then )?(?:what|find|calculate|compute|determine|estimate|how "
    r"(?:likely|probable)|evaluate|the (?:conditional |posterior )?probability)\b)",
    re.I | re.S,
)
_SHARE_OF = regex(
    r"\bwhat (?:is the )?(?:percent(?:age)?|fraction|proportion|share) of (?P<of>.+)$|\bwhat (?:percent(?:age)?|"
    r"fraction|proportion|share) (?P<other>(?!of\b).+)$",
    re.I | re.S,
)
_CHANCE = regex(
    rf"\b{_NOUN}\s+(?:score )?(?:(?:that|of|for|to)\b|(?=(?:it|they|he|she|this|the|an?)\b))\s*(?P<event>.+)$|"
    rf"\bhow (?:likely|probable) (?:is it|it is|would it be)"
    r" (?:that )?(?P<likely>.+)$|\bhow (?:likely|probable) (?:is|are|was) (?P<who>.+?) (?:to )(?P<do>.+)$",
    re.I | re.S,
)
_ACCURACY = regex(r"\b(?:overall|total) accuracy\b|\baccuracy of the (?:ensemble|system|whole)\b", re.I)
_ASIDE = regex(r"\([^()]*\)")
_TAIL = regex(r"[\s.?!:_\"']+$")


def without_options(text: str) -> str:
    """The text without lines of bare numbers behind its question."""
    return re.sub(r"(?<=[?:])[^A-Za-z?]*$", "", text)


def apart(text: str) -> str:
    """The text with what an asking sentence tells before it asks as a sentence of its own."""
    told = sentences(text)
    for each in told:
        lead = _LEAD.match(each) if _ASK.search(each) else None
        if lead and any(is_share(hit[0]) for hit in re.finditer(NUMBER, lead["lead"])):
            what = each[lead.end() :]
            text = text.replace(
                each, f"{re.sub(r'^(?:If|Given that|Given|Suppose)', '', lead['lead'])}. {what[:1].upper()}{what[1:]}"
            )
    return text


def wanted(text: str) -> Wanted | None:
    """What the last asking sentence wants to know; None where it is no share."""
    told = sentences(text)
    at = max((place for place, each in enumerate(told) if _ASK.search(each)), default=-1)
    if (
        at < 0
        or any(re.search(r"[a-z]{3}", each) for each in told[at + 1 :])
        or any(is_share(hit[0]) for hit in re.finditer(NUMBER, told[at]))
    ):
        return None
    asking = re.sub(r"\s+", " ", _TAIL.sub("", told[at]))
    lead = _LEAD.match(asking)
    before, body = (lead["lead"], asking[lead.end() :]) if lead else ("", asking)
    seen = _seen(told[:at])
    symbol = re.search(SYMBOL, body)
    if symbol:
        return Wanted(signed(symbol["event"]), (signed(symbol["given"]),) if symbol["given"] else ())
    if before:
        _, whom = conditions(before + ", #")
        seen = (*whom, *(() if whom else (before,)), *(() if whom else seen))
    rates = named_rates(body)
    if rates and not _CHANCE.search(body):
        return Wanted(*rates[0]) if len(rates) == 1 else None
    if _ACCURACY.search(body):
        return Wanted("correct", seen=seen)
    return _asked(_ASIDE.sub(" ", body), seen)


def _seen(told: list[str]) -> tuple[str, ...]:
    """The sentences behind the last number."""
    found: list[str] = []
    for each in reversed(told):
        shares = [hit for hit in re.finditer(NUMBER, each) if is_share(hit[0])]
        if shares:
            tail = re.match(r"[^A-Za-z]*(?:[\w ]+:)?\s*(?P<what>[A-Z].{12,})", each[shares[-1].end() :], re.S)
            return (*found, tail["what"]) if tail else tuple(found)
        found.append(each)
    return tuple(found)


def _asked(body: str, seen: tuple[str, ...]) -> Wanted | None:
    share = _SHARE_OF.search(body)
    if share:
        claim = stated(share["of"] or share["other"])
        return Wanted(claim.event, (claim.subject,) if claim.subject else (), seen=seen)
    chance = _CHANCE.search(body)
    if not chance:
        return None
    if chance["who"]:
        return Wanted(chance["do"], subject=chance["who"], seen=seen)
    rest, whom = conditions(chance["event"] or chance["likely"], frozenset({"for"}))
    claim = stated(rest)
    return Wanted(claim.event, whom, claim.subject, seen)
