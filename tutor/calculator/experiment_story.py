"""Experiment story: dice, coins, cards, or a lot of several kinds, and how often is drawn, as a text tells them."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from tutor.calculator.amounts import COUNT, Region, whole
from tutor.calculator.experiment import Experiment
from tutor.calculator.patterns import regex

_SUITS = {"hearts": "red", "diamonds": "red", "spades": "black", "clubs": "black"}
_RANKS = ("aces", *"twos threes fours fives sixes sevens eights nines tens".split(), "jacks", "queens", "kings")
FACES = ("ones", "twos", "threes", "fours", "fives", "sixes")
_CARDS = regex(
    r"\b(?:deck|pack)\b[^.?;]{0,30}\bcards?\b|\b(?:standard|52[- ]?card|shuffled|ordinary|full|playing) (?:deck|"
    r"pack)\b|"
    r"\bdeck of 52\b|\bcard (?:poker )?hand\b|\bpoker hand\b|\bplaying cards\b|\b(?:deck|pack)\b",
    re.I,
)
_DIE = regex(rf"\b(?P<count>{COUNT}|an?|the|pair of)?\s*(?:(?:fair|standard|regular|ordinary|normal|unbiased|"
             rf"balanced|single|cubic(?:al)?|"
             r"(?P<sides>\d+|four|six|eight|ten|twelve|twenty)[- ]sided),? )*(?:die|dice)\b", re.I)  # fmt: skip
_COIN = regex(rf"\b(?P<count>{COUNT}|an?|the)?\s*(?:(?:fair|unbiased|balanced|single),? )*coins?\b", re.I)
_UNFAIR = regex(
    r"\b(?:bias|unknown|loaded|biased(?<!unbiased)|unfair|weighted|bent|two-headed|double-headed|crooked)\b", re.I
)
_TIMES = regex(rf"\b(?:({COUNT}) (?:\w+ )?(?:times|rolls|tosses|flips|throws|draws)|(twice)|(once))\b", re.I)
_DRAWN = regex(
    rf"\b(?:draws?|drew|drawn|picks?|picked|takes?|chooses?|selects?|grabs?|pulls?|buys?|dealt|receives?|gets?)\s+"
    rf"(?:out |at random |randomly |you )?(?P<a>{COUNT}|an?)\b(?! (?:random|time)\b)(?! (?:\w+ )?(?:from|of) which)|"
    rf"\b(?P<b>{COUNT}|an?|another)\s+(?:\w+\s+){{0,2}}?(?:of (?:them|the \w+) )?(?:from [\w ]{{3,30}} )?"
    rf"(?:is|are|was|were|will be|be)\s+(?:then |now |also )?"
    rf"(?:randomly |each |successively |subsequently )?(?:drawn|dealt|picked|taken|chosen|selected|sampled|removed|"
    rf"formed)\b|"
    rf"\b(?:sample|committee|hand|team|group|jury|delegation|panel) of (?:size )?(?P<c>{COUNT})\b|"
    rf"\b(?P<d>{COUNT})[- ](?:card|person|member)[- ](?:poker )?(?:hand|committee|team)\b",
    re.I,
)
_BACK = regex(
    r"\bwith replacement\b|\b(?:put|puts|putting|placed|returned|returning|returns)\b[^.;?]{0,30}\bback\b|"
    r"\breplac(?:ed|ing)\b|"
    r"\breturned\b|\breplaces\b",
    re.I,
)
_NOT_BACK = regex(
    r"\bwithout (?:replacement|replacing|putting|returning)\b|\bnot (?:be )?(?:replaced|returned|put back)\b|"
    r"\bwithout being replaced\b",
    re.I,
)
_MORE = regex(
    rf"\b(?:along |together )?with (?P<n>{COUNT}|another|one)\s?(?:more|other|additional|extra|"
    rf"new)?(?: \w+)? (?:balls?|marbles?|"
    rf"chips?|of)\s?[^.;]{{0,20}}\bsame colou?r\b",
    re.I,
)
_STOP = "|".join(
    "of are is and or in at to from with without the a an out random randomly times time more other same draws drawn "
    "people "
    "decimal decimals places that which dollars percent "
    "cents".split()
)
_HELD = regex(
    rf"\b(?P<n>{COUNT})\s+(?P<form>(?:of|are|is|were) (?:which|whom|them|these)?\s*(?:are |is |"
    rf"were )?)?[\"']?(?P<kind>(?!(?:{_STOP})\b)[a-z][a-z-]+)\b",
    re.I,
)
_LISTED = regex(
    r"(?:[\"']?\s*(?:\([^()\d]*\))?\s*[a-z-]*){0,3}\s*(?:,|;|and|&|plus|, and|while|the (?:rest|other|"
    r"remaining))+\s*(?:the )?(?:other |remaining )?",
    re.I,
)
"""What may stand between one kind and the next."""
_THINGS = frozenset(
    "persons peoples students members balls marbles items cards objects things tickets components".split()
)
"""What a lot is of, whatever their kinds: their number is that of all."""
_INSIDE = regex(
    r"[^.;?\d]{0,40}\b(?:contains?|includes?|including|has|have|with|of (?:which|them|whom)|among (?:which|them|"
    r"whom)|there are)\s+(?:exactly )?",
    re.I,
)
"""What may stand between all there are and the first kind of them."""
_TOTAL = regex(
    rf"\b(?:(?:contains?|has|have|holds?|of|are|with|from)(?: a total of)? |^|"
    rf"\. )(?P<n>{COUNT}) (?:[a-z-]+ )?(?P<noun>[a-z]+s|people|men|children)"
    r"\b,? (?:\(?of (?:which|whom|them)\b|(?:and )?(?P<again>\d+) of (?:which|whom|them)\b|\(|with\b|including\b|"
    r"among\b)",
    re.I,
)
_BAD = frozenset({"defective", "faulty", "broken", "spoiled", "rotten", "damaged", "bad", "cracked"})
_GOOD = frozenset({"goods", "works", "workings", "fines", "intacts", "sounds"})
"""What the others are called where some are bad."""


@dataclass(slots=True)
class Story:
    """What is drawn from and how often, and which places of the text told it."""

    experiment: Experiment
    regions: list[Region] = field(default_factory=list)


def plural(word: str) -> str:
    """The word that stands for a kind, whatever its number: "king" and "kings" are "kings"."""
    word = word.lower().strip("-'\"")
    odd = {
        "six": "sixes",
        "men": "men",
        "man": "men",
        "woman": "women",
        "women": "women",
        "child": "children",
        "die": "dice",
    }
    return odd.get(word, word if word.endswith("s") and not word.endswith("ss") else f"{word}s")


def story(text: str) -> Story | None:
    """The one experiment of the text."""
    dice, coins = [hit for hit in _DIE.finditer(text)], [hit for hit in _COIN.finditer(text)]
    cards = _CARDS.search(text)
    if _UNFAIR.search(text) or bool(dice) + bool(coins) + bool(cards) > 1:
        return None
    if dice or coins:
        return _thrown(text, dice or coins, dice=bool(dice))
    return _dealt(text) if cards else _lot(text)


def _thrown(text: str, hits: list[re.Match[str]], *, dice: bool) -> Story | None:
    """Fair dice or coins; how many are thrown, or how often."""
    regions = [hit.span() for hit in hits]
    counts = {2 if hit["count"].lower() == "pair of" else whole(hit["count"]) for hit in hits
              if hit["count"] and hit["count"].lower() not in {"a", "an", "the"}}  # fmt: skip
    times = list(_TIMES.finditer(text))
    times = [
        hit
        for hit in times
        if not re.search(r"\b(?:exactly|least|most|than|precisely|only)\s*\Z", text[: hit.start()], re.I)
    ]
    again = {2 if hit[2] else 1 if hit[3] else whole(hit[1]) for hit in times}
    again = {hit for hit in again if hit != 1} or again
    if len(counts) > 1 or len(again) > 1 or (counts - {1} and again - {1}):
        return None
    draws = max([*counts, *again, 1])
    regions += [hit.span() for hit in times]
    if not dice:
        return Story(Experiment((frozenset({"heads"}), frozenset({"tails"})), (Fraction(1),) * 2, draws), regions)
    told = {whole(hit["sides"]) for hit in hits if hit["sides"]}
    if len(told) > 1:
        return None
    sides = told.pop() if told else 6
    kinds = tuple(_face(value) for value in range(1, sides + 1))
    return Story(Experiment(kinds, (Fraction(1),) * sides, draws, values=tuple(range(1, sides + 1))), regions)


def _face(value: int) -> frozenset[str]:
    words = {str(value), "evens" if value % 2 == 0 else "odds"}
    words |= {FACES[value - 1]} if value <= 6 else set()
    return frozenset(words | ({"primes"} if value in {2, 3, 5, 7, 11, 13, 17, 19} else set()))


def _draws(text: str) -> tuple[int | None, list[Region]]:
    """How many are drawn; None where that is told in two ways."""
    hits = list(_DRAWN.finditer(text))
    written = [next(group for group in hit.groups() if group).lower() for hit in hits]
    regions = [hit.span() for hit in hits]
    counts = {whole(each) for each in written if each not in {"a", "an", "another"}}
    if not counts and written:
        counts = {2} if "another" in written or re.search(r"\b(?:second|again|then a)\b", text, re.I) else {1}
    if len(counts) == 2 and 1 in counts and "a" not in written:
        counts -= {1}
    return (counts.pop() if len(counts) == 1 else None), regions


def _change(text: str) -> tuple[int | None, list[Region]]:
    """What a draw changes: -1 where nothing is put back; None where more than one thing is said."""
    more = _MORE.search(text)
    if more:
        back = re.search(r"\b(?:replaced|returned|put|placed|back)\b", text, re.I)
        return (1 if more["n"].lower() in {"another", "one"} else whole(more["n"])) if back else None, [more.span()]
    back, kept = _BACK.search(_NOT_BACK.sub(" ", text)), _NOT_BACK.search(text)
    return (None if back and kept else 0 if back else -1), []


def _dealt(text: str) -> Story | None:
    """A full deck of cards; only what the text names of a card tells kinds apart."""
    draws, regions = _draws(text)
    change, _ = _change(text)
    draws = 1 if draws is None and not regions else draws
    if draws is None or change not in {0, -1} or re.search(r"\bjokers?\b|\b(?!52\b)\d+[- ]cards? deck", text, re.I):
        return None
    regions += [hit.span() for hit in re.finditer(r"\b52\b", text)]
    by_suit = re.search(r"\b(?:same|different) suits?\b|\beach suit\b", text, re.I)
    by_rank = re.search(r"\b(?:same|different) (?:ranks?|values?|numbers?|denominations?)\b|\ba pair\b", text, re.I)
    kinds: dict[frozenset[str], int] = {}
    for suit, colour in _SUITS.items():
        for at, rank in enumerate(_RANKS):
            words = {suit, plural(colour), rank} | ({"face cards", "court cards", "picture cards"} if at > 9 else set())
            same = frozenset(
                each for each in words if re.search(rf"\b{each[:-1] if each != 'sixes' else 'six'}", text, re.I)
            )
            same |= words & (set(_SUITS) if by_suit else set(_RANKS) if by_rank else set())
            kinds[same] = kinds.get(same, 0) + 1
    made = Experiment(tuple(kinds), tuple(map(Fraction, kinds.values())), draws, change)
    return Story(made, regions)


def _lot(text: str) -> Story | None:
    """Things of several kinds in one lot."""
    change, more = _change(text)
    draws, regions = _draws(
        "".join(" " if any(a <= at < b for a, b in more) else letter for at, letter in enumerate(text))
    )
    if draws is None or change is None:
        return None
    taken = [*regions, *more]
    told = _TOTAL.search(text)
    total = whole(told["n"]) if told else None
    ends = text.lower().rfind("probab")
    held = [
        hit
        for hit in _HELD.finditer(text)
        if not any(start <= hit.start("n") < end for start, end in taken)
        and not (told and hit.start("n") == told.start("n"))
        and hit.start() < ends
    ]
    names = [plural(hit["kind"]) for hit in held]
    if not held or len(set(names)) != len(names):
        return None
    gaps = [(one.end(), other.start("n")) for one, other in zip(held, held[1:], strict=False)]
    inside = bool(gaps) and _INSIDE.fullmatch(text, *gaps[0]) is not None
    if any(not _LISTED.fullmatch(text, *gap) for gap in gaps[inside:]):
        return None
    sizes = [whole(hit["n"]) for hit in held]
    forms = [False, True, *([inside] * (len(held) - 2))] if inside else [bool(hit["form"]) for hit in held]
    things = [name in _THINGS for name in names]
    if any(things[1:]) or (things[0] and total is not None):
        return None
    if total is None and (things[0] or (any(forms) and not forms[0])):
        if not things[0] and not all(forms[1:]):
            return None
        told, total = held[0], sizes[0]  # "50 light bulbs, 10 are defective"
        held, names, sizes = held[1:], names[1:], sizes[1:]
    kinds = [frozenset({name}) for name in names]
    if total is not None and sum(sizes) < total and len(held) == 1:
        bad = held[0]["kind"].lower()
        kinds.append(frozenset({f"non-{bad}"}) | (_GOOD if bad in _BAD else frozenset()))
        sizes.append(total - sum(sizes))
    elif (total is not None and sum(sizes) != total) or len(held) < 2:
        return None
    every = [hit.span() for hit in re.finditer(rf"\b{sum(sizes)}\b", text)] if sum(sizes) not in sizes else []
    made = Experiment(tuple(kinds), tuple(map(Fraction, sizes)), draws, change)
    return Story(made, [*taken, *every, *([told.span("n")] if told else []), *(hit.span() for hit in held)])
