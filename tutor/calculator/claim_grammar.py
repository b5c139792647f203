"""Claim grammar: a clause with one number, taken apart into what is said and of whom.

The number stands as #. Nothing is known of any subject: who a share is of stands behind "of", "if", "when", "given",
"among", "for" or before the verb; what is said of them is the rest of the clause.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from tutor.calculator.claim_words import AUXILIARY, CHAIN, RATES, STRONG, is_verb
from tutor.calculator.patterns import regex

NOTHING = Fraction(0)
"""The value of a claim that has none yet."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A share or a count in the words that say what and of whom."""

    value: Fraction
    event: str
    given: tuple[str, ...] = ()
    subject: str = ""
    """What stands before the verb: of whom the share is, unless nothing else is said of it."""
    sentence: int = 0


_SENTENCE = regex(r"(?<=[.?!;])[\"')\]]*\s+(?=[A-Za-z\d\"'(#])|\s*\n\s*(?:[\u2022*-]\s*)?")
_CHANCE = r"(?:probabilit(?:y|ies)|chances?|risk|likelihood|percent(?:age)?|proportion|fraction|share|rate|odds)"
_ABOUT = r"(?:only |just |about |approximately |roughly |around |nearly |some |an? |estimated |to be |~ ?)*"
_WITH = regex(rf"(?:\bwith (?:a |an |the )?(?:\w+ )?{_CHANCE}(?: of)? {_ABOUT}#|\bis #(?: likely)?$)", re.I)
_CHANCE_OF = regex(
    rf"^(?P<lead>.*?)(?:\bthe |\ban? |\bits |\btheir |^)(?:\w+ )?{_CHANCE}\s+(?P<of>that|of|for|to)?\s*(?P<event>.*?)"
    rf"\s*(?:\b(?:is|was|are|were|be|equals|being|at|of)|=|:|\()?\s*{_ABOUT}#(?P<tail>.*)$",
    re.I,
)
_OF_CHANCE = regex(
    rf"^(?P<lead>.*?)(?:\b(?:has|have|had|there is|there's|with|is|runs|carries)\b)?\s*{_ABOUT}#\s+(?:\w+ )?"
    rf"{_CHANCE}\s+(?:that|of|for|to)\s+(?P<event>.*)$",
    re.I,
)
_IN_BRACKETS = regex(r"^(?P<event>[^#(]*[A-Za-z][^#(]*)\(\s*#[^()]*\)?\W*$")
_RATE = regex(
    r"^(?P<lead>.*?)(?P<event>[a-z][\w-]+) (?:rates?|risks?|percentages?|probabilit(?:y|ies))\b"
    r"(?: (?:for|of|in|among|from|with))?(?P<tail>[^#]*?)\s*(?:\b(?:is|are|was|were|of|at)\b|[:=])?\s*#\W*$",
    re.I,
)
_OF_TIME = regex(
    r"#\s+of (?:the |all )?(?:its |their )?(?:time|times|cases|occasions|instances)\b|\b(?:in|on) "
    r"(?:about )?#\s+of (?:the |all |such |these )?(?:cases|occasions|instances|times)\b",
    re.I,
)
_SHARE_OF = regex(r"^(?P<left>.*?)#\s+(?:are |were )?(?:of|in)\s+(?P<right>.*)$", re.I)
_VALUE = regex(r"^(?P<event>[^#]*?)\s*(?:[:=(]|-+>?|\bis\b|\bare\b|\bat\b|\bof\b)?\s*#\W*$", re.I)


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text."""
    return [each for each in _SENTENCE.split(text) if re.search(r"\w", each)]


def named_rates(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The rates that a clause names, as what they say and of whom."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for names, event, given in RATES:
        hit = names.search(text)
        if hit and not (hit[0].lower().startswith("true") and found):
            found.append((event, (given,) if given else ()))
    return found if len(found) < 2 or re.search(r"\band\b", text) else found[:1]


_BEHIND = regex(r"#\s*of\s*$")


def conditions(text: str, skip: frozenset[str] = frozenset()) -> tuple[str, tuple[str, ...]]:
    """The clause without its conditions, and those."""
    found: list[str] = []
    for _ in range(3):
        hits = (each for each in STRONG.finditer(text) if each[0] not in skip)
        hit = next((each for each in hits if not _BEHIND.search(text[: each.end()])), None)
        if hit is None:
            break
        words, end = _reach(text, hit)
        if not words:
            break
        found += [f"~{words}"] if _WEAK.match(hit[0]) else _condition(words)
        text = f"{text[: hit.start()]} {text[end:]}"
    return re.sub(r"\s+", " ", text).strip(" ,;:"), tuple(found)


_END = regex(
    rf",|\(|#|(?<=[a-z] )I (?=am |[a-z])|\bthen\b|\b(?:the|a|an) (?:\w+ )?{_CHANCE}\b|(?<!and )\bthere (?:is|"
    rf"will be|'s)\b|"
    r"\bwith prob|\b(?:is|are|was) (?:only |about |just )?#|\bin #|\b(?:given|if|when|whenever|among)\b",
    re.I,
)


def _condition(words: str) -> list[str]:
    """A condition; whom it speaks of only where that is a kind of its own."""
    subject, event = split_noun(words)
    return [event, f"~{subject}"] if subject and event and " and " not in words else [words]


_PRONOUN = regex(r"\b(?:it|they|he|she|we|there)\b", re.I)
_WEAK = regex(r"(?:for|in|on|at|from|by) ?$", re.I)
"""These may only say where or what for."""


def _reach(text: str, marker: re.Match[str]) -> tuple[str, int]:
    """The words of a condition and where they end."""
    stop = _END.search(text, marker.end() + 1)
    pronoun = _PRONOUN.search(text, marker.end() + 1) if _WEAK.match(marker[0]) else None
    if pronoun and (stop is None or pronoun.start() < stop.start()):
        stop = pronoun
    end = stop.start() if stop else len(text)
    if _WEAK.match(marker[0]):
        noun, event = split_noun(text[marker.end() : end])
        if noun and event and re.search(re.escape(event.split()[0]), text[marker.end() : end]):
            end = text.index(event.split()[0], marker.end() + len(noun) - 1)
    return text[marker.end() : end].strip(" ,;:"), end


def said(text: str) -> Claim:
    """What a clause without its conditions says, and of whom."""
    aside, time = _IN_BRACKETS.match(text), _OF_TIME.search(text)
    if aside:
        return stated(re.split(r"[:,]", aside["event"])[-1])
    if time:
        return stated(f"{text[: time.start()]} {text[time.end() :]}")
    named = _chance(text)
    if named:
        return named
    text = _WITH.sub(" # ", text)
    rate, share = _RATE.match(text), _SHARE_OF.match(text)
    if rate:
        lead = re.sub(r"^\W*(?:with|and|has|have)? ?(?:an?|the)?\W*$", "", rate["lead"])
        return Claim(NOTHING, rate["event"], (f"~{rate['tail']}",) if rate["tail"].strip() else (), lead)
    if share:
        return _share(share["left"], share["right"])
    value = _VALUE.match(text) if "#" in text else None
    claim = stated(value["event"] if value else text.replace("#", " "))
    return claim if claim.subject or not value else Claim(NOTHING, "", subject=claim.event)


def _chance(text: str) -> Claim | None:
    """What has "a # chance of" it, or a "probability that" it happens."""
    chance = _OF_CHANCE.match(text)
    if chance:
        return Claim(NOTHING, chance["event"], subject=chance["lead"])
    chance = _CHANCE_OF.match(text)
    if not chance or not chance["event"].strip() or re.match(r"\s+of (?!the time)", chance["tail"]):
        return None
    claim = stated(f"{chance['event']} {chance['tail']}")
    return replace(claim, subject=f"{claim.subject} {chance['lead']}".strip())


def _share(left: str, right: str) -> Claim:
    """What "# of them" are, what happens "in # of them", who makes "# of them"."""
    whom = re.match(r"(?P<noun>[^,]+), (?P<event>[^,]*\b(?:is|are|was|were|has|have)\b.*)$", right)
    if whom and re.fullmatch(r"\W*(?:in|for|on)?\W*", left, re.I):
        return Claim(NOTHING, whom["event"], (whom["noun"],))
    noun, rest = split_noun(right)
    if rest:
        return Claim(NOTHING, rest, (noun,))
    if re.fullmatch(r"\W*(?:for|by|in|on|with|there (?:is|are))?\W*", left):
        return Claim(NOTHING, "", (noun,))
    claim = stated(left)
    if not split_noun(left)[1] and re.search(r"\s\w+(?:s|ed)\s*$", left):
        subject, _, event = left.strip().rpartition(" ")
        claim = Claim(NOTHING, event, subject=subject)
    return replace(claim, given=(noun,))


def stated(text: str) -> Claim:
    """A statement: its subject and what is said of it."""
    text = re.split(r",? \b(?:mostly )?(?:because|due to)\b", text)[0]
    subject, event = split_noun(text.strip(" ,.;:"))
    manner = re.search(r"(?:\b(?:\w+ly|not)\s*)+$", subject)
    if manner and event:
        subject, event = subject[: manner.start()].strip(), f"{manner[0].strip()} {event}"
    if re.fullmatch(r"(?:it |the test )?(?:still |also |only )?reports?", event or subject, re.I):
        return Claim(NOTHING, "reports positive")
    return Claim(NOTHING, event, subject=subject) if event else Claim(NOTHING, subject)


def split_noun(text: str) -> tuple[str, str]:
    """Whom a phrase is about, with relative clauses, and what its main verb says of them; "" where none does."""
    words = re.findall(r"[A-Za-z][\w'-]*|[^\sA-Za-z]+", text)
    lower = [word if at and re.fullmatch("[A-Z]", word) else word.lower() for at, word in enumerate(words)]
    verbs = [is_verb(lower, at) for at in range(len(words))]
    if words and lower[0] not in AUXILIARY and any(verbs[1:]):
        verbs[0] = False
    relative, at = False, 0
    while at < len(words):
        if at and lower[at] in {"who", "that", "which", "whose"}:
            relative = True
        elif verbs[at] and not relative:
            return " ".join(words[:at]), " ".join(words[at:])
        elif verbs[at]:
            relative = False
            at = _group_end(lower, verbs, at)
        at += 1
    return text, ""


def _group_end(words: list[str], verbs: list[bool], at: int) -> int:
    """The last word of a verb with its auxiliaries and adverbs."""
    while at + 1 < len(words) and (words[at + 1] in CHAIN or words[at] in AUXILIARY | CHAIN and is_verb(words, at + 1)):
        at += 1
    return at
