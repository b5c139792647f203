"""Turning: the differences between two statements on one thing that turn the meaning round."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index import stem
from tutor.interview.antonyms import alike, of_a_kind, opposite, sides
from tutor.interview.contrast import CONDITIONS, Contrast
from tutor.interview.reversal import reversed_sides
from tutor.interview.statement import ENDS, LIGHT, NEED, SHORT_REACH, Statement

QUANTIFIERS = frozenset("little few hardly barely less fewer least".split())
"""Half a negation: what stands beside them is neither said nor denied."""
HALF_DENYING = QUANTIFIERS | frozenset(map(stem, "ignore avoid prevent stop lack free fail without no".split()))
WEAK = frozenset(map(stem, "use used make get take give include have".split()))
"""Verbs whose denial says too little."""
SHARED = 2
"""Words that two statements share before a denial in one of them means anything."""
BESIDE = frozenset({"train", "input", "row", "first", "global", "inner", "client"})
"""Pairs that stand in one sentence so often that they only count before or after the same word."""

SAME_CONDITION = 0.6
MOST = 0.5
OF_NOUNS = frozenset("no none nothing neither nor".split())

AROUND = 6
"""Words before and after one of these, other than "than", among which what has changed places stands."""
PIVOTS = ("than", "minus", "per", "given", "over", "before", "after", "into", "from", "divided")
NEEDLESS = stem(NEED["need"])

Turn = tuple[str, str]


def turned(notes: Statement, said: Statement) -> Contrast:
    """By which words what was said turns round what the notes say."""
    antonyms = _antonyms(notes, said) or _in_place(notes, said)
    compared = _compared(notes, said)
    if compared and set(compared) == set(antonyms):
        antonyms = ()
    denied = "" if antonyms else _denied(notes, said)
    swap = compared or _other_of_its_kind(antonyms, notes, said)
    if not (swap or antonyms or denied):
        swap = reversed_sides(notes, said)
    return Contrast(negation=denied, direction="/".join(antonyms), swap="/".join(swap))


def _other_of_its_kind(antonyms: Turn | tuple[()], notes: Statement, said: Statement) -> Turn | tuple[()]:
    """One thing of a kind for another, each statement naming one: "the arithmetic mean", "the harmonic"."""
    if antonyms:
        return ()
    mine, yours = (_by_kind(text.stems) for text in (notes, said))
    pairs = ((mine[kind], yours[kind]) for kind in sorted(mine.keys() & yours.keys()))
    single = (
        (next(iter(one.items())), next(iter(other.items()))) for one, other in pairs if len(one) == len(other) == 1
    )
    return next(((one[1], other[1]) for one, other in single if one[0] != other[0]), ())


def _by_kind(stems: Sequence[str]) -> dict[int, dict[int, str]]:
    """Kind -> which things of it are named, with the stem."""
    found: dict[int, dict[int, str]] = {}
    for word in stems:
        for kind, place in of_a_kind(word).items():
            found.setdefault(kind, {})[place] = word
    return found


def _compared(notes: Statement, said: Statement) -> Turn | tuple[()]:
    """Two things that have changed places around "than", "minus", "per", ..."""
    found = (_around(notes, said, pivot) for pivot in PIVOTS if pivot in notes.tokens and pivot in said.tokens)
    return next((turn for turn in found if turn), ())


def _around(notes: Statement, said: Statement, pivot: str) -> Turn | tuple[()]:
    (smaller, greater), (first, last) = _sides_of(pivot, notes), _sides_of(pivot, said)
    if pivot != "than" and (smaller & first - greater - last or greater & last - smaller - first):
        return ()
    here, there = (smaller - greater) & (last - first), (greater - smaller) & (first - last)
    return (min(here), min(there)) if here and there else ()


def _sides_of(pivot: str, text: Statement) -> tuple[set[str], set[str]]:
    place = text.tokens.index(pivot)
    near = slice(None, place), slice(place, None)
    if pivot != "than":
        near = slice(max(0, place - AROUND), place), slice(place, place + AROUND)
    return set(text.stems[near[0]]) & text.words, set(text.stems[near[1]]) & text.words


def _antonyms(notes: Statement, said: Statement) -> Turn | tuple[()]:
    """A word of one side against its antonym, neither side having both; two such pairs agree again."""
    ours, theirs = {*notes.stems} | notes.changes, {*said.stems} | said.changes
    mine, yours = ours - theirs, theirs - ours
    pairs = ((one, other) for one in sorted(mine) for other in sorted(yours) if opposite(one, other))
    clear = {frozenset(_shared_axes(*pair) or pair): pair for pair in pairs if _clear(*pair, notes, said)}
    side_by_side = len(clear) == 2 and _listed([pair[0] for pair in clear.values()], notes)
    return next(iter(clear.values())) if len(clear) % 2 or side_by_side else ()


def _listed(words: Sequence[str], text: Statement) -> bool:
    """Whether two words are said of one thing, side by side: "linear and unsupervised"."""
    places = sorted(text.stems.index(word) for word in words if word in text.stems)
    return len(places) == len(words) and set(text.tokens[places[0] + 1 : places[-1]]) <= {"and", ",", "a", "an"}


def _shared_axes(one: str, other: str) -> set[str]:
    return {axis for axis, side in sides(one) if (axis, -side) in sides(other)}


def _clear(one: str, other: str, notes: Statement, said: Statement) -> bool:
    named = _shared_axes(one, other)
    both = any(sides(word) & sides(other) for word in set(notes.stems) - {one}) or any(
        sides(word) & sides(one) for word in set(said.stems) - {other}
    )
    if both or named & BESIDE or one in notes.softened or other in said.softened:
        return False
    return not notes.denied ^ said.denied


def _in_place(notes: Statement, said: Statement) -> Turn | tuple[()]:
    """An antonym before or after the same word: "the inner loop tunes", "the outer loop tunes"."""
    mine, yours = _beside(notes), _beside(said)
    pairs = ((mine[place], yours[place]) for place in sorted(mine.keys() & yours.keys()))
    return next((pair for pair in pairs if opposite(*pair) and _undenied(*pair, notes, said)), ())


def _undenied(one: str, other: str, notes: Statement, said: Statement) -> bool:
    """Whether neither is denied, and the answer has no other word for what the notes say."""
    if any(sides(word) & sides(one) for word in set(said.stems) - set(notes.stems)):
        return False
    elsewhere = not _shared_axes(one, other) & BESIDE and (one in said.stems) != (other in notes.stems)
    if notes.denied ^ said.denied or elsewhere:
        return False
    return one not in notes.denied | notes.softened and other not in said.denied | said.softened


def stand_together(direction: str, text: Statement) -> bool:
    """Whether a text has both words of a common pair such as "local/global": then a part of it tells too little."""
    one, _, other = direction.partition("/")
    return {one, other} <= set(text.stems) and bool(_shared_axes(one, other) & BESIDE)


def _beside(text: Statement) -> dict[tuple[str, int], str]:
    """For each word that stands there once, and each side of it, the nearest word there that has an antonym."""
    full = [
        (word, token in ENDS or token in CONDITIONS)
        for word, token in zip(text.stems, text.tokens, strict=True)
        if token not in LIGHT
    ]
    counts = Counter(word for word, _ in full)
    found: dict[tuple[str, int], str] = {}
    for place, (word, _) in enumerate(full):
        if len(word) > SHORT_REACH and counts[word] == 1 and (word in text.words or sides(word)):
            for side in (1, -1):
                if near := next(_turnable(full, place, side), ""):
                    found[word, side] = near
    return found


def _turnable(full: list[tuple[str, bool]], place: int, side: int) -> Iterator[str]:
    """One of a common pair must stand directly before the word."""
    for step in (1, 2):
        there = place + side * step
        if not 0 <= there < len(full) or full[there][1]:
            return
        axes = {axis for axis, _ in sides(full[there][0])}
        if axes and (not axes & BESIDE or (side, step) == (-1, 1)):
            yield full[there][0]


def _denied(notes: Statement, said: Statement) -> str:
    """A word that both have and one of them denies, the other denying nothing."""
    few = bool(QUANTIFIERS & {*notes.tokens, *said.tokens})
    doubtful = few or (_under_condition(notes, said) and not _never(notes, said))
    shared = notes.full & said.full
    both = notes.denied and said.denied and not notes.denied & said.denied
    doubtful = doubtful or _nothing_else(notes, said) or _nothing_else(said, notes) or _only_else(notes, said)
    if doubtful or len(shared) < SHARED or _fragment(said) or both:
        return ""
    differing = (notes.denied - said.reached) | (said.denied - notes.reached)
    found = min((differing & shared) - notes.softened - said.softened - WEAK, default="")
    return found or _denied_in_other_words(notes, said) or _denied_in_other_words(said, notes)


def _denied_in_other_words(denying: Statement, other: Statement) -> str:
    """A word that one denies where the other has another word for it: "does not slow down", "is slower"."""
    if other.negators or other.softened:
        return ""
    meant = (
        word for word in denying.denied - denying.softened for each in other.full - denying.full if alike(word, each)
    )
    return min(meant, default="")


def _only_else(notes: Statement, said: Statement) -> bool:
    """Whether one says "only inside" where the other denies "outside"."""
    alone = ("only" in notes.tokens) != ("only" in said.tokens)
    return alone and any(opposite(one, other) for one in notes.full for other in said.full)


def _nothing_else(denying: Statement, other: Statement) -> bool:
    """Whether one denies "no unit is dropped", and the other does not speak of dropping: "all units are on"."""
    place = next((place for place in denying.negators if denying.tokens[place] == "no"), None)
    if place is None or place + 2 >= len(denying.tokens):
        return False
    after = takewhile(
        lambda each: each[0] not in ENDS, list(zip(denying.tokens, denying.stems, strict=True))[place + 2 :]
    )
    words = {word for token, word in after if token not in LIGHT}
    return bool(words) and not words & other.full


def _fragment(said: Statement) -> bool:
    """A bare "no flow control": of what, is not said."""
    return said.tokens[:1] == ("no",) and len(said.full) <= SHARED


def _never(notes: Statement, said: Statement) -> bool:
    """Whether the answer denies for all cases what the notes say of some."""
    return "never" in said.tokens and not said.conditional and not notes.negators


def _under_condition(notes: Statement, said: Statement) -> bool:
    """Whether one of the two holds under a condition only of which the other says nothing."""
    unlike = notes.conditional != said.conditional and not _told_otherwise(notes, said)
    return unlike or notes.denies_condition or said.denies_condition


def _told_otherwise(notes: Statement, said: Statement) -> bool:
    """Whether the other has the words of the condition too: "as x grows" for "when x grows"."""
    under, other = (notes.under, said.full) if notes.conditional else (said.under, notes.full)
    return bool(under) and len(under & other) >= SAME_CONDITION * len(under)


def denies_weakly(notes: Statement, said: Statement) -> str:
    """A weak word denied, such as "does not use" for "uses": enough where the rest is the same."""
    doubtful = _under_condition(notes, said) or (notes.denied and said.denied) or not notes.denied | said.denied
    return "" if doubtful else min((notes.denied | said.denied) & WEAK & notes.full & said.full, default="")


def denies_anew(notes: Statement, said: Statement, known: frozenset[str]) -> str:
    """A word that the whole entry does not have, denied of what the notes say something of; "" for none."""
    doubtful = notes.negators or _under_condition(notes, said) or len(said.denied) != 1
    if doubtful or HALF_DENYING & {*notes.stems, *said.stems} or len(notes.full & said.full) < SHARED:
        return ""
    denied = min(said.denied)
    return "" if denied in known | said.softened | WEAK or sides(denied) else denied


def asserts_anew(notes: Statement, said: Statement) -> str:
    """The one verb that the notes deny, where the answer says most of what follows it and denies nothing."""
    doubtful = said.negators or _under_condition(notes, said) or len(notes.negators) != 1 or len(notes.denied) != 1
    if doubtful or HALF_DENYING & {*notes.stems, *said.stems} or NEEDLESS in notes.stems:
        return ""
    place = notes.negators[0]
    after = {*notes.stems[place + 1 :]} & notes.full - notes.denied
    if notes.tokens[place] in OF_NOUNS or not after or len(after & said.full) < MOST * len(after):
        return ""
    return min(notes.denied - notes.softened, default="")


def needless(notes: Statement, said: Statement) -> str:
    """What the notes tell one to do and the answer says that one need not."""
    first = notes.stems[0] if notes.stems else ""
    told = notes.tokens[:1] != ("the",) and first in said.full and not notes.negators
    return first if told and NEEDLESS in said.denied else ""


def denied_by_one(notes: Statement, said: Statement) -> str:
    """What one of the two denies, once, and the other does not, whatever the verb is; "" for nothing."""
    if len(notes.negators) + len(said.negators) != 1 or _under_condition(notes, said):
        return ""
    if HALF_DENYING & {*notes.stems, *said.stems}:
        return ""
    return min(notes.denied | said.denied, default="")
