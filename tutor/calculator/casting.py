"""Casting: which events a story of shares tells of, and which of them exclude each other."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from tutor.calculator.claim_grammar import Claim
from tutor.calculator.claim_words import JUDGED, PLAIN, TOOL
from tutor.calculator.literals import TRUTH, VERDICT, Cast, clusters, is_label, labelled, stems, tokens
from tutor.calculator.patterns import regex

MOST_VARIABLES = 4
Seed = frozenset[str]


def cast_of(claims: Sequence[Claim]) -> Cast | None:
    """The events of the claims; None where kinds that exclude each other cannot be told apart."""
    events = [stems(each.event) or stems(each.subject) for each in claims]
    givens = [_whom(each) for each in claims]
    verdicts = frozenset().union(*(each for each in events if VERDICT in each)) - {VERDICT}
    verdicts = frozenset(stem for stem in verdicts if not is_label(stem))
    verdicts -= frozenset().union(
        *(each for each in events if VERDICT not in each), *(each for whom in givens for each in whom)
    )
    sides = _sides(claims, events, givens)
    blocked = (
        _both_sides(events, givens)
        | _universe(_plain(claims, events), givens)
        | _everybody(claims, events)
        | _nouns(claims)
        | _setting(claims)
        | {VERDICT, TRUTH, "OTHER"}
        | verdicts
    )
    parts = [[stems(part) for part in each.event.split(" and ")] for each in claims]
    for joined in parts:
        if len(joined) > 1:
            blocked |= frozenset.intersection(*joined)
    apart = [*_partitions(claims, events, givens, blocked), *_same_said(events, sides, blocked)]
    apart += _labels(claims)
    blocked |= _heads(claims)
    for rivals in apart:
        common = frozenset.intersection(*rivals)
        if all(each - common - blocked for each in rivals):
            blocked |= common
    events = [
        event - frozenset().union(*whom) if JUDGED.search(claim.event) else event
        for claim, event, whom in zip(claims, events, sides, strict=True)
    ]
    single = [
        words for joined, event in zip(parts, events, strict=True) for words in (joined if len(joined) > 1 else [event])
    ]
    seeds = [each - blocked for each in (*single, *(words for side in sides for words in side))]
    found = clusters(_alone(each) for each in seeds)
    cast = _numbered(found, [[each - blocked for each in rivals] for rivals in apart], events, sides)
    if cast is not None:
        cast.idle = blocked
    return cast


def _alone(seed: Seed) -> Seed:
    """A label names a kind whatever else is said of it."""
    return frozenset(stem for stem in seed if is_label(stem)) or seed


_PLACE = regex(r"\b(?:in|of|at|from|on) an? (?:[a-z-]+ ){0,2}?([a-z]+)$", re.I)


def _setting(claims: Sequence[Claim]) -> Seed:
    """The town of "the bikes in a town": where the story begins, and no kind of what it tells of."""
    hits = [_PLACE.search(words) for words in (claims[0].subject, *claims[0].given)] if claims else []
    said = frozenset().union(
        *(stems(" ".join([each.event, each.subject, *each.given])) for each in claims[1:]), stems(claims[0].event)
    )
    return frozenset().union(*(stems(hit[1]) for hit in hits if hit)) - said


def _nouns(claims: Sequence[Claim]) -> Seed:
    """The nouns before labels: "machine A" is told from "machine B" by the label alone."""
    return frozenset(
        noun for each in claims for words in (each.event, each.subject, *each.given) for noun in labelled(words)
    )


def _whom(claim: Claim) -> list[Seed]:
    """The conditions; two that are joined by "and" by themselves."""
    return [stems(part) for words in claim.given if not words.startswith("~") for part in words.split(" and ")]


def _sides(claims: Sequence[Claim], events: list[Seed], givens: list[list[Seed]]) -> list[list[Seed]]:
    """The conditions with subjects and places that other claims speak of too, or that differ where the same is said."""
    found = []
    for at, claim in enumerate(claims):
        loose = [stems(each) for each in claim.given if each.startswith("~")]
        loose += [stems(claim.subject)] if stems(claim.event) and not TOOL.search(claim.subject) else []
        others = [each for place, each in enumerate(events) if place != at]
        others += [each for place, whom in enumerate(givens) if place != at for each in whom]
        rivals = [_loose(each) for place, each in enumerate(claims) if place != at and events[place] == events[at]]
        found.append(
            [
                *givens[at],
                *(
                    words
                    for words in loose
                    if words
                    and (
                        any(_near(words, each) for each in others) or any(each and not each & words for each in rivals)
                    )
                ),
            ]
        )
    return found


def _loose(claim: Claim) -> Seed:
    words = " ".join([claim.subject, *(each for each in claim.given if each.startswith("~"))])
    return stems(words) if stems(claim.event) else frozenset()


def _near(words: Seed, other: Seed) -> bool:
    return bool(words & other) or any(map(is_label, words)) and any(map(is_label, other))


def _both_sides(events: list[Seed], givens: list[list[Seed]]) -> Seed:
    """What stands on both sides of a claim."""
    found: set[str] = set()
    for event, whom in zip(events, givens, strict=True):
        for words in whom:
            if event - words and words - event:
                found |= event & words
    return frozenset(found)


def _plain(claims: Sequence[Claim], events: list[Seed]) -> list[Seed]:
    """The events, without what verdicts are about."""
    judged = [JUDGED.search(each.event) is not None and not each.given for each in claims]
    bare = [frozenset({VERDICT}) if VERDICT in event else event for event in events]
    return [frozenset() if no else event for no, event in zip(judged, bare, strict=True)]


def _universe(events: list[Seed], givens: list[list[Seed]]) -> Seed:
    """Of whom shares are that no other claim speaks of: everybody."""
    found: set[str] = set()
    for at, whom in enumerate(givens):
        for words in whom:
            others = [event for place, event in enumerate(events) if place != at]
            rivals = [
                each
                for place, event in enumerate(events)
                if place != at and event == events[at]
                for each in givens[place]
                if each - words and words - each
            ]
            if not any(words & event for event in others) and not rivals:
                found |= words
    return frozenset(found)


def _everybody(claims: Sequence[Claim], events: list[Seed]) -> Seed:
    """Subjects of whom alone something is said."""
    found: set[str] = set()
    for at, claim in enumerate(claims):
        subject = stems(claim.subject)
        alone = all(stems(each.subject) == subject for place, each in enumerate(claims) if events[place] == events[at])
        if stems(claim.event) and alone and not any(subject & event for event in events):
            found |= subject
    return frozenset(stem for stem in found if not is_label(stem))


def _partitions(
    claims: Sequence[Claim], events: list[Seed], givens: list[list[Seed]], blocked: Seed
) -> list[list[Seed]]:
    """Events of the same people whose shares sum to one."""
    found = []
    for at in _groups(range(len(claims)), lambda place: _told_of(claims[place], givens[place]) - blocked):
        for size in range(2, len(at) + 1):
            for start in range(len(at) - size + 1):
                places = at[start : start + size]
                told = [events[place] for place in places]
                if len(set(told)) == len(told) and sum(claims[place].value for place in places) == 1:
                    found.append(told)
    return found


def _told_of(claim: Claim, whom: list[Seed]) -> Seed:
    """Of whom, or of whom not."""
    denied = any(no for words in claim.given for _, no in tokens(words))
    return frozenset().union(*whom) | (frozenset({"NOT"}) if denied else frozenset())


def _same_said(events: list[Seed], sides: list[list[Seed]], blocked: Seed) -> list[list[Seed]]:
    """Those of whom the same is said in several claims."""
    found = []
    for at in _groups(
        range(len(events)), lambda place: events[place] - blocked or events[place] & {VERDICT} or events[place]
    ):
        if len({len(sides[place]) for place in at}) > 1:
            told = [frozenset().union(*sides[place]) - blocked for place in at]
            if all(told) and not any(a & b for a, b in combinations(told, 2)):
                found.append(told)
            continue
        for side in range(max((len(sides[place]) for place in at), default=0)):
            whom = [sides[place][side] - blocked for place in at if side < len(sides[place])]
            distinct = [each for each in dict.fromkeys(whom) if each]
            if len(distinct) > 1 and not any(a <= b or b <= a for a, b in combinations(distinct, 2)):
                found.append(distinct)
    return found


def _labels(claims: Sequence[Claim]) -> list[list[Seed]]:
    """Kinds that are told apart by letters behind a noun."""
    texts = [words for each in claims for words in (each.event, each.subject, *each.given)]
    if not any(labelled(words) for words in texts):
        return []
    found = list(dict.fromkeys(frozenset({stem}) for words in texts for stem in sorted(stems(words)) if is_label(stem)))
    return [found] if len(found) > 1 else []


def _heads(claims: Sequence[Claim]) -> Seed:
    """What "ones" stands for: the messages of "spam messages and legitimate ones"."""
    found: set[str] = set()
    for before, claim in zip(claims, claims[1:], strict=False):
        if before.given and any(re.search(r"\bones\b", words) for words in claim.given):
            row = [stem for stem, _ in tokens(before.given[0])]
            found |= set(row[-1:]) if len(row) > 1 else set()
    return frozenset(found)


def _groups(places: Sequence[int], key: Callable[[int], Seed]) -> list[list[int]]:
    """Places of the same key, two or more."""
    found: dict[Seed, list[int]] = {}
    for place in places:
        found.setdefault(key(place), []).append(place)
    return [each for each in found.values() if len(each) > 1]


def _numbered(found: list[Seed], apart: list[list[Seed]], events: list[Seed], givens: list[list[Seed]]) -> Cast | None:
    """A variable for every cluster, one for all that exclude each other."""
    home = list(range(len(found)))
    for rivals in apart:
        places = [_place(found, _alone(each)) for each in rivals if each]
        if len(set(places)) < len(places):
            return None
        for place in places[1:]:
            old, new = home[place], home[places[0]]
            home = [new if each == old else each for each in home]
    home = _linked(found, home, events, givens)
    cast = Cast()
    for root in dict.fromkeys(home):
        members = [place for place, each in enumerate(home) if each == root and found[place]]
        if not members:
            continue
        for value, place in enumerate(members):
            for stem in found[place]:
                cast.named[stem] = (len(cast.values), value)
        cast.values.append(len(members))
    return cast if len(cast.values) <= MOST_VARIABLES else None


def _linked(found: list[Seed], home: list[int], events: list[Seed], givens: list[list[Seed]]) -> list[int]:
    """Two kinds, one of them plain ("healthy"), and one event of which a share of everybody is told: the same thing."""
    said = {
        _place(found, event)
        for event, whom in zip(events, givens, strict=True)
        if not any(whom) or _place(found, frozenset().union(*whom)) < 0
    }
    whom = {_place(found, words) for each in givens for words in each}
    pairs = [[place for place, each in enumerate(home) if each == root] for root in dict.fromkeys(home)]
    pairs = [each for each in pairs if len(each) == 2 and set(each) <= whom and not set(each) & said]
    alone = [place for place in said - whom if place >= 0 and home.count(home[place]) == 1]
    if len(pairs) != 1 or len(alone) != 1:
        return home
    other = [place for place in pairs[0] if not found[place] & PLAIN]
    if len(other) != 1:
        return home
    found[other[0]] |= found[alone[0]]
    found[alone[0]] = frozenset()
    return home


def _place(found: list[Seed], words: Seed) -> int:
    return next((place for place, each in enumerate(found) if each & words), -1)
