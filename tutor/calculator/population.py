"""Population: a story of shares, taken apart into claims and solved as linear facts over everybody it tells of.

An answer is given only where the facts entail it, where no single one of them says it, and where every share of the
story is one of the facts.
"""

import re
from collections.abc import Sequence

from tutor.calculator.asked_share import Wanted, wanted
from tutor.calculator.casting import cast_of
from tutor.calculator.claim_facts import facts_of
from tutor.calculator.claim_grammar import Claim, sentences
from tutor.calculator.claim_kinds import weighed, without_summaries
from tutor.calculator.claim_words import PLAIN
from tutor.calculator.claims import claims
from tutor.calculator.literals import TRUTH, VERDICT, Literals, is_label, joined, stems
from tutor.calculator.opposites import negated
from tutor.calculator.patterns import regex
from tutor.calculator.populace import Populace
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.share_text import prepared
from tutor.calculator.speech import ILL, Speech

_OTHER = regex(
    r"\bat least\b|\btwice\b|(?<![.] )(?<!^)\bagain\b|\bsecond\b|(?<!conditionally )\bindependent(?:ly|ce)?\b|"
    r"\bexpect\w*\b|\bhow many\b|\bodds\b|\bin a row\b|\breplacement\b|\b(?:two|three|2|3) (?:times|tests)\b|"
    r"\bnext (?!year|month|week)|\bmore likely\b|\btimes (?:as|more)\b|\bboth tests\b|\bincreas\w*\b|"
    r"\bdistribut\w*\b|\bdeviation\b|\bconfidence\b|\bexactly (?:\w+ )?(?:\d|one|two|three|four|five)\b|"
    r"\bat most\b|\bbits?\b(?! of)|\bentropy\b|"
    r"\b(?:doubl\w+|halv\w+|tripl\w+|instead|were to|had been|drops? to|falls? to|rises? to|would change|swapped|"
    r"reversed)\b",
    re.I,
)
"""More than one try, amounts, and what is told of another world than the one that is asked about."""
_SHARES = regex(
    r"\d ?%|percent|per cent|\d\.\d|(?<!\d)\.\d|\d/\d|\b(?:half|third|quarter|fifth|tenth|every|never|always|none of)"
    r"\b| (?:in|out of|of) (?:\d|ten|a hundred|a thousand)",
    re.I,
)
_OR = regex(r"\bor\b(?! (?:she|he|not)\b)", re.I)
_OPEN = regex(r"\b(?:unknown|whether|not known|unsure)\b", re.I)
_MANY = regex(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|several|pairs?|[2-9]|10) (?:of |[a-z]+ )*[a-z]+s\b", re.I
)
_LONGER = regex(
    r"\b(?:with)?in (?:the next )?(?:two|three|four|five|six|ten|\d+) (?:years|months|weeks|days|hours)\b", re.I
)
"""A time that the shares of the story need not be of."""
_SAMPLE = regex(
    r"\b(?:of|in|among) (?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|[2-9]|10|12|20) "
    r"[a-z]+s\b|\bnone\b",
    re.I,
)
"""Several of them, where the story tells of each."""
_ASKING = regex(r"\b(?:what|find|calculate|compute|determine|could|might|may|not all|if)\b", re.I)
_CHOSEN = regex(r"\b(?:chosen|selected|picked|drawn|taken|found|sampled|choos\w+|select|pick|draw)\b", re.I)
FEWEST, MOST = 2, 9
"""Shares of a story."""


def population(question: Question) -> Recognition:
    """The share that the story's claims entail."""
    if _OTHER.search(question.text) or len(_SHARES.findall(question.text)) < FEWEST:
        return None
    text = prepared(question.text)
    asked = wanted(text)
    asking = " ".join(each.text for each in question.sentences if each.asks)
    if asked is None or _LONGER.search(asking) or _SAMPLE.search(asking):
        return None
    if _MANY.search(asked.event) or _OR.search(" ".join([asked.event, *asked.given, *asked.seen])):
        return None
    told = claims(text)
    if told is None or not FEWEST <= len(told) <= MOST:
        return None
    told = weighed(without_summaries(told))
    cast = cast_of(told)
    speech = Speech(cast, told, text) if cast else None
    facts = facts_of(told, speech) if speech else None
    if speech is None or not facts or _strange(asked, told, speech):
        return None
    return _answered(asked, Populace(speech, facts, text))


def _strange(asked: Wanted, told: Sequence[Claim], speech: Speech) -> bool:
    """Whether the question uses words of the story that no event has, or names a kind that it has not told of."""
    asking = " ".join([asked.event, asked.subject, *asked.given])
    unknown = speech.cast.unknown(asking) - speech.cast.idle - {TRUTH, VERDICT}
    said = frozenset().union(*(stems(" ".join([each.event, each.subject, *each.given])) for each in told))
    return bool(unknown & said) and not speech.wordless or any(map(is_label, unknown))


def _answered(asked: Wanted, populace: Populace) -> Recognition:
    """The share that is asked for, if it follows from several facts together."""
    found = _event_and_given(asked, populace.speech)
    if found is None:
        return None
    event, given = found
    if negated(asked.event) and not any(each[2] for each in (*event, *given)):
        return None
    if not given:
        seen = _seen(asked, event, populace.speech)
        if seen is None:
            return None
        given = seen or _testified(event, populace)
    if {each[0] for each in event} & {each[0] for each in given} or populace.told_alone(event, given):
        return None
    return _request(event, given, populace)


def _event_and_given(asked: Wanted, speech: Speech) -> tuple[Literals, Literals] | None:
    """What is asked for and given what, as far as the question itself says it."""
    event, subject = speech.asked(asked.event), speech.asked(asked.subject, PLAIN | ILL)
    if not event:
        if stems(asked.event) - speech.cast.idle and not _CHOSEN.search(asked.event):
            # Something is asked for that no event of the story is: it is not the one that its subject names.
            return None
        event, subject = subject, ()
    given: Literals | None = subject
    for words in asked.given:
        here = speech.asked(words)
        given = joined(given, here) if given is not None and here is not None else None
    if not event or given is None or re.search(r"\b(?:who|which|whose)\b", asked.event):
        return None
    whom = given
    event = tuple(each for each in event if each not in whom)
    return None if not event or (len(event) > 1) != (" and " in asked.event) else (event, given)


def _seen(asked: Wanted, event: Literals, speech: Speech) -> Literals | None:
    """What was observed of other things than the one that is asked for."""
    given: Literals | None = ()
    for each in asked.seen:
        if _MANY.search(each):
            return None
        here = () if _OPEN.search(each) else speech.rightness(each) or speech.literals(each)
        if here is None or given is None:
            return None
        given = joined(given, tuple(one for one in here if one[0] not in {each[0] for each in event}))
    return given


def _testified(event: Literals, populace: Populace) -> Literals:
    """The one verdict that is told without a number somewhere in the story."""
    speech = populace.speech
    found = set()
    for sentence in sentences(populace.text):
        if not re.search(r"\d", sentence) and not _ASKING.search(sentence):
            found |= {each for each in speech.literals(sentence) or () if each[:2] == speech.verdict[:2]}
    return tuple(found) if len(found) == 1 and event[0][0] != speech.verdict[0] else ()


def _request(event: Literals, given: Literals, populace: Populace) -> Recognition:
    share = populace.share(event, given)
    if share is None or not 0 < share < 1:
        return None
    both, whole = populace.share((*event, *given), ()), populace.share(given, ())
    if given and both is not None and whole:
        return Request("conditional probability", {"both": float(both), "condition": float(whole)})
    return Request("arithmetic", {"expression": f"{float(share):.15g}"})
