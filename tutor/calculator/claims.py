"""Claims: the shares of a story: P(event | given) = value, in the story's own words.

A clause that leaves one of them out takes it over from the one before it.
"""

import re
from dataclasses import replace
from fractions import Fraction

from tutor.calculator.amounts import NUMBER, amount, is_share
from tutor.calculator.claim_grammar import NOTHING, Claim, conditions, named_rates, said, sentences
from tutor.calculator.claim_kinds import both, in_order, rest
from tutor.calculator.facts import REPEATED
from tutor.calculator.literals import stems
from tutor.calculator.patterns import regex

_JOINT = regex(r";|,? (?:and|but|while|whereas|though|compared (?:to|with)|versus|as opposed to)\b|,|\)|\(")
_REST = regex(
    r",?\s*\b(?:and )?otherwise\b.*$|,\s*(?:and |while )?the (?:others?|rest|remaining(?: ones)?|remainder)\b.*$|"
    r"(?:,|\band\b)\s+[^,#]{2,40}?\s+(?:\w+ )?the (?:rest|remainder)\b.*$",
    re.I | re.S,
)
_SOMEBODY = regex(
    r"^[^#]{0,60}\b(?:knows?|reckons?|estimates?|believes?|found|finds?|shows?|tells? \w+|says?) that\s+(?=#)", re.I
)
_WITH_RATE = regex(r"\bwith an? (?=\w+ (?:rate|probability|chance)\b)", re.I)
_LEAD = regex(
    r"^[\W_]*(?:(?:and|but|while|whereas|also|then|however|furthermore|further|moreover|similarly|in addition|it is "
    r"(?:known|estimated|believed|found|reported) that|suppose(?: that)?|assume(?: that)?|assuming that|we know that|"
    r"historical data shows that|tests show that|studies show that|that|based on historical data|"
    r"(?:\w+, )?(?:they|we|he|she|it|"
    r"researchers|records?|data|surveys?|studies) (?:\w+ )?(?:found|"
    r"estimated?|shows?|showed|reported|knows?|believed?|suggests?) that|on the other hand|past records? "
    r"shows? that)\b[\s,:]*)+",
    re.I,
)
_KIND = regex(r"^(?:On|In|At|For) (?P<kind>[^#(]{3,40}?) \( ?# of (?:all|the) [^#()]*\)?$")
SYMBOL = r"\b(?:P|Pr|Prob)\s*[(\[]\s*(?P<event>[^()|\[\]]+?)\s*(?:\|\s*(?P<given>[^()|\[\]]+?)\s*)?[)\]]"
WRITTEN = regex(rf"{SYMBOL}\s*(?:=|is|:|~)+\s*(?P<number>{NUMBER})")


def claims(text: str) -> list[Claim] | None:
    """Every share of the text as a claim, in order; None where a number says how often something was tried."""
    found: list[Claim] = []
    for place, line in enumerate(sentences(text)):
        label, sentence = _label(line)
        written, sentence = _symbols(sentence, label)
        found += written
        hits = _shares(sentence)
        if hits is None or any(_of_two_rates(clause) for _, clause in _clauses(sentence, hits)):
            return None
        if hits:
            here = _completed(_of_sentence(sentence, hits, label, place), found)
            found += [*here, *rest(sentence, here)]
    return in_order([both(each, found[:place]) for place, each in enumerate(found)], text)


def _of_two_rates(clause: str) -> bool:
    """Whether a rate is named on either side of the number: one of the names is of another number."""
    before, _, behind = clause.partition("#")
    named = [set(named_rates(each)) for each in (before, behind)]
    return all(named) and named[0] != named[1]


def _shares(sentence: str) -> list[re.Match[str]] | None:
    """Its shares; None where another number cannot be left aside."""
    numbers = [hit for hit in re.finditer(NUMBER, sentence) if not re.search(r"[A-Za-z]-?$", sentence[: hit.start()])]
    hits = [hit for hit in numbers if is_share(hit[0])]
    return None if any(REPEATED.match(sentence, hit.end()) for hit in numbers if hit not in hits) else hits


def _of_sentence(sentence: str, hits: list[re.Match[str]], label: tuple[str, ...], place: int) -> list[Claim]:
    """The claims of a sentence; a condition in front of them holds for all."""
    before: tuple[str, ...] = ()
    found: list[Claim] = []
    for number, clause in _clauses(sentence, hits):
        told, before = _claims(clause, before)
        found += [replace(each, value=exact(number), sentence=place, given=(*each.given, *label)) for each in told]
    return found


_LABEL = regex(r"^[\W_]*(?P<label>[A-Z][\w-]*(?: [\w-]+){0,2}):\s+(?=[^#]*[a-z])(?=.*\d)")


def _label(line: str) -> tuple[tuple[str, ...], str]:
    """What a line is about, where it says so before a colon, and the rest of it."""
    hit = _LABEL.match(line)
    if not hit or not re.search(r"[A-Za-z]{2}", re.sub(NUMBER, "", line[hit.end() :])):
        return (), line
    return (f"~{hit['label']}",), line[hit.end() :]


def signed(event: str) -> str:
    """An event in symbols in words: a plus, a minus, a bar."""
    event = re.sub(r"^\s*(?:\w\s*=\s*)?\+\s*$", "positive", re.sub(r"^\s*(?:\w\s*=\s*)?-\s*$", "negative", event))
    return re.sub(r"^\s*(?:\\?(?:bar|overline|neg|lnot)\b|[~!\u00ac])\s*", "not ", event)


def _symbols(text: str, label: tuple[str, ...]) -> tuple[list[Claim], str]:
    """What is written as P(event | given) = number, and the text without it."""
    found = [
        Claim(exact(hit["number"]), signed(hit["event"]), (signed(hit["given"]),) if hit["given"] else label)
        for hit in WRITTEN.finditer(text)
        if is_share(hit["number"])
    ]
    return found, WRITTEN.sub(" ", text)


def exact(number: str) -> Fraction:
    """The number that is written; one of many digits as the fraction that it stands for."""
    value = amount(number)
    written = Fraction(repr(value)) if value == value else Fraction(0)
    short = written.limit_denominator(1_000_000)
    return short if abs(short - written) < Fraction(1, 10**12) else written


def _clauses(sentence: str, hits: list[re.Match[str]]) -> list[tuple[str, str]]:
    """Each number with the words of its clause; the number itself as #."""
    cuts = [0, *(_cut(sentence, a.end(), b.start()) for a, b in zip(hits, hits[1:], strict=False)), len(sentence)]
    found = []
    for at, hit in enumerate(hits):
        found.append((hit[0], sentence[cuts[at] : hit.start()] + " # " + sentence[hit.end() : cuts[at + 1]]))
    return found


def _cut(sentence: str, start: int, end: int) -> int:
    """Where the words of one share end and those of the next begin."""
    joints = list(_JOINT.finditer(sentence, start, end))
    joints = joints or list(_WITH_RATE.finditer(sentence, start, end))
    firm = [hit for hit in joints if hit[0] == ";"] or [hit for hit in joints if hit[0].strip(" ,").isalpha()] or joints
    return (firm[-1] if firm[-1:] and firm[-1][0] != "," else firm[0]).start() if firm else end


def _claims(clause: str, before: tuple[str, ...]) -> tuple[list[Claim], tuple[str, ...]]:
    """What one clause claims, without its value, and the conditions that hold on in its sentence."""
    text = re.sub(r"^.*\b(?:(?:in|of) wh(?:ich|om)|where)\s+(?=#)", "", _LEAD.sub("", clause), flags=re.S)
    text = re.sub(r",? by mistake,?", "", _SOMEBODY.sub("", _REST.sub("", text)))
    text = re.sub(r"\s+", " ", text).strip(" .,;:?!")
    kind = _KIND.match(text)
    if kind:
        return [Claim(NOTHING, kind["kind"])], (kind["kind"],)
    rates = named_rates(text)
    if rates:
        return [Claim(NOTHING, event, given) for event, given in rates], before
    text, whom = conditions(re.sub(r"\s*\([^()#\d]*\)", " ", text))
    if whom and re.match(r"\W*#|.*,\s*#", text):
        before = whom
    claim = said(text)
    whom = whom or (() if claim.given else before)
    return [replace(claim, given=(*claim.given, *whom))], before


_NOTHING = regex(r"(?:\W|\b(?:at|in|on|for|by|to|with|also|only|and|do|does|did|by mistake|it|its)\b)*", re.I)


_SAME_THING = regex(r"(?:this|these|that|those|the same|such)\b", re.I)


def _without_nothing(claim: Claim) -> Claim:
    """The claim without an event that says nothing ("is only used in")."""
    if _SAME_THING.match(claim.subject) and not stems(f"{claim.event} {claim.subject}"):
        return replace(claim, event="", subject="")
    return replace(claim, event="") if _NOTHING.fullmatch(claim.event) else claim


def _completed(here: list[Claim], earlier: list[Claim]) -> list[Claim]:
    """The claims of a sentence, each with what its clause left out taken over from its neighbour."""
    found: list[Claim] = []
    here = [_without_nothing(each) for each in here]
    for place, claim in enumerate(here):
        if claim.event and (found or earlier or len(here) == 1 or claim.given or claim.subject):
            found.append(claim)
            continue
        behind = next((each for each in here[place + 1 :] if each.event), None)
        before = found[-1] if found else behind or (earlier[-1] if earlier else None)
        if claim.subject and not claim.given:
            before = found[-1] if found and found[-1].subject else None
            whom = before.given if before else ()
            found.append(replace(claim, event=before.event, given=whom) if before else claim)
            continue
        found.append(
            replace(claim, event=before.event, subject=claim.subject or (before.subject if found else ""))
            if before and not claim.event
            else claim
        )
    return found
