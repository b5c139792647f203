"""Contrast: whether two statements on the same thing say opposite things.

Three kinds of difference are looked for: a negation on one side, a word of direction against its opposite
("increases", "decreases"), and one of a pair of things put in the other's place ("L1" for "L2"). Each turns the meaning
round, so two of them cancel: "SHAP is slower" and "LIME is faster" agree. An odd number of them is a contradiction,
provided that the two statements share their subject; the caller sees to that.

Covered: the pairs listed here; negators up to `REACH` words before what they deny; one of a pair in the other's place
before or after the same word ("training loss" for "validation loss"). Not covered: irony, opposites that no list names.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, takewhile

from index import stem
from tutor.interview.figures import other_number

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:['’][a-z]+)?|\d+(?:\.\d+)?|[,.;:()]")
BREAKS = frozenset({",", ".", ";", ":", "(", ")", "but", "and", "while", "whereas", "because"})
"""What a negator does not reach across."""
REACH = 4
SHORT = 2
"""How many words after a negator it may deny."""
NEGATOR_WORDS = """
    not no never cannot without don't doesn't isn't aren't won't didn't can't
    neither nor none hardly cant dont doesnt isnt arent wont didnt wasnt shouldnt
    fails fail unable lacks
"""
NEGATORS = frozenset(NEGATOR_WORDS.split())
SOFT_WORDS = """
    stop stops stopped stopping end ends ended cease ceases avoid avoids avoiding prevent prevents preventing rather
    little rarely seldom less until longer only unlike instead
"""
LIGHT_WORDS = """
    the a an any to be is are was been being of it its that this in on at for with by as there very really always
    necessarily much more have has do does help helps lead leads seem seems tend tends able can will longer just only
"""
LIGHT = frozenset(LIGHT_WORDS.split())
"""A negator reaches over these to the word that it denies."""
CONDITIONS = frozenset({"if", "when", "whenever", "unless", "until", "once"})
SOFT = frozenset(SOFT_WORDS.split())
"""They may deny what stands near them or not: a difference there is no proof of anything."""

# Opposite directions and qualities; each side is a set of words that count as one.
DIRECTIONS = (
    (
        "increase increases increased increasing raise raises grow grows rise rises enlarge",
        "decrease decreases decreased reduce reduces reduced reducing lower lowers lowered shrink shrinks drops",
    ),
    ("higher high highest greater larger bigger large big", "lower low lowest smaller small smallest"),
    ("faster fast quick quicker cheap cheaper", "slower slow expensive costly"),
    ("better improves improve improved", "worse worsens degrades harms hurts"),
    ("always", "never"),
    ("maximize maximizes maximise maximises maximum max", "minimize minimizes minimise minimises minimum min"),
    ("overfit overfits overfitting", "underfit underfits underfitting"),
    ("linear", "nonlinear"),
    ("convex", "nonconvex"),
    ("global globally", "local locally"),
    ("sparse sparsity", "dense"),
    ("simple simpler", "complex complicated"),
    ("stable smooth", "unstable noisy oscillates"),
    ("strong stronger", "weak weaker"),
    ("enable enables enabled active on", "disable disables disabled inactive off"),
    ("independent", "dependent"),
    ("frozen freeze freezes", "unfrozen unfreeze unfreezes trainable"),
    ("zero zeros", "nonzero"),
)

# Opposites only before the same word: "more robust", "less robust".
GRADES = (
    ("more", "less fewer"),
    ("first", "last"),
    ("same", "different"),
    ("positive", "negative"),
    ("before", "after"),
)

# Things that are taken for each other; one named where the notes name the other.
PAIRS = (
    ("l1 lasso", "l2 ridge"),
    ("precision", "recall sensitivity"),
    ("bias", "variance"),
    ("lime", "shap"),
    ("train training", "test testing inference validation"),
    ("P", "Q"),
    ("bagging", "boosting"),
    ("supervised", "unsupervised"),
    ("generator", "discriminator"),
    ("generative", "discriminative"),
    ("encoder", "decoder"),
    ("forward", "backward"),
    ("classification", "regression"),
    ("parametric", "nonparametric"),
    ("sigmoid", "softmax"),
    ("row rows", "column columns"),
    ("input inputs", "output outputs"),
    ("underflow", "overflow"),
    ("tcp", "udp"),
    ("client", "server"),
    ("stack", "queue"),
    ("public", "private"),
    ("iteration", "recursion"),
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """How one statement differs from another in polarity."""

    negation: str = ""
    """The word that one of the two denies; "" for none."""
    direction: str = ""
    """"increase/decrease": the words that stand against each other; "" for none."""
    swap: str = ""
    """"l1/l2": what stands in the other's place; "" for none."""
    number: str = ""
    """"0.5/0.9": another number than the notes'; "" for none."""
    formula: str = ""
    """"a / b / a * b": another formula than the notes'; "" for none."""

    @property
    def opposed(self) -> bool:
        """Whether the differences, taken together, turn the meaning round."""
        return (
            bool(self.number or self.formula) or (bool(self.negation) + bool(self.direction) + bool(self.swap)) % 2 == 1
        )

    def in_words(self, notes: str, said: str) -> str:
        """The differences between what the notes say and what was said, for a person."""
        one, _, other = self.direction.partition("/")
        denied = one if one and stem(one) == stem(other) else self.negation
        pairs = ("" if denied == one else self.direction, self.swap, self.number)
        parts = [f"one of the two denies “{_whole(denied, notes, said)}”" if denied else ""]
        parts += [_against(pair, notes, said) for pair in pairs if pair]
        parts += [f"another formula ({self.formula})" if self.formula else ""]
        return ", ".join(part for part in parts if part)


def _against(pair: str, notes: str, said: str) -> str:
    one, _, other = pair.partition("/")
    return f"“{_whole(one, notes, said)}” there, “{_whole(other, said, notes)}” here"


def _whole(stemmed: str, *texts: str) -> str:
    """The word that was cut down to its stem, as one of the texts has it."""
    words = (word for text in texts for word in TOKEN.findall(text))
    return next((word for word in words if stemmed in {word.lower(), stem(word.lower())}), stemmed)


def contrast(notes: str, said: str) -> Contrast:
    """How what was said differs from what the notes say."""
    ours, theirs = _tokens(notes), _tokens(said)
    if _speaks_of_both(ours, theirs):
        return Contrast()
    return Contrast(
        negation=_negation(ours, theirs),
        direction=_one_sided(ours, theirs, DIRECTION_SIDES) or _in_the_place_of(ours, theirs, GRADE_SIDES),
        swap=_one_sided(ours, theirs, PAIR_SIDES) or _in_the_place_of(ours, theirs, PAIR_SIDES),
        number=other_number(notes, said),
    )


def _speaks_of_both(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the notes name one of a pair and the answer both in one breath: then the match is not clear."""
    sides = ((len(_order(ours, *pair)), len(_order(theirs, *pair))) for pair in PAIR_SIDES)
    return (1, 2) in sides


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    tokens = (token.replace("’", "'") for token in TOKEN.findall(re.sub(r"(?<=\w)[-‐](?=\w)", "", text)))
    return tuple(token if token in {"P", "Q"} else token.lower() for token in tokens)


def _negation(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """A word that both use and only one of them denies; words of direction are looked at by themselves."""
    if _denies_a_condition(ours) or _denies_a_condition(theirs):
        return ""
    shared = ({stem(token) for token in ours} & {stem(token) for token in theirs}) - TURNING
    doubtful = _reached(ours, SOFT) | _reached(theirs, SOFT)
    differing = (_denied(ours) - _reached(theirs, NEGATORS)) | (_denied(theirs) - _reached(ours, NEGATORS))
    return min((differing & shared) - doubtful, default="")


def _denies_a_condition(tokens: tuple[str, ...]) -> bool:
    """What is denied after an "if" says nothing about what holds otherwise."""
    places = (place for place, token in enumerate(tokens) if token in CONDITIONS)
    return any(_is_negator(token) for place in places for token in tokens[place : place + 2 * REACH])


def _is_negator(token: str) -> bool:
    return token in NEGATORS or token.endswith("n't")


def _denied(tokens: tuple[str, ...]) -> set[str]:
    """The stem of the first full word after each negator."""
    denied: set[str] = set()
    for place, token in enumerate(tokens):
        if _is_negator(token):
            after = takewhile(lambda each: each not in BREAKS, tokens[place + 1 : place + 1 + REACH])
            denied.update(stem(each) for each in islice((each for each in after if each not in LIGHT), 1))
    return denied


def _reached(tokens: tuple[str, ...], words: frozenset[str]) -> set[str]:
    """The stems of whatever stands up to `REACH` words after one of these."""
    return {
        stem(each)
        for place, token in enumerate(tokens)
        if token in words
        for each in tokens[place + 1 : place + 1 + REACH]
    }


Sides = tuple[tuple[frozenset[str], frozenset[str]], ...]


def _sides(pairs: tuple[tuple[str, str], ...]) -> Sides:
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, other in pairs)


DIRECTION_SIDES = _sides(DIRECTIONS)
TURNING = frozenset(stem(word) for one, other in DIRECTION_SIDES for word in one | other)
GRADE_SIDES = _sides(GRADES)
PAIR_SIDES = _sides(PAIRS)


def _one_sided(ours: tuple[str, ...], theirs: tuple[str, ...], pairs: Sides) -> str:
    """The first pair of which each statement names another side only, or both sides in the opposite order."""
    for one, other in pairs:
        mine, yours = _order(ours, one, other), _order(theirs, one, other)
        if mine and yours and mine != yours and len(mine) == len(yours):
            return "/".join(next(token for token in tokens if token in one | other) for tokens in (ours, theirs))
    return ""


def _order(tokens: tuple[str, ...], one: frozenset[str], other: frozenset[str]) -> tuple[bool, ...]:
    """Which sides are named, in the order of their first mention: True for `one`."""
    denied = _denied(tokens)
    named = (token for token in tokens if token in one or token in other)
    return tuple(dict.fromkeys((token in one) != (stem(token) in denied) for token in named))


def _in_the_place_of(ours: tuple[str, ...], theirs: tuple[str, ...], pairs: Sides) -> str:
    """The first pair of which another side stands before the same word."""
    for one, other in pairs:
        mine, yours = _followed(ours, one | other), _followed(theirs, one | other)
        for after in sorted(mine.keys() & yours.keys()):
            if not {word in one for word in mine[after]} & {word in one for word in yours[after]}:
                return f"{min(mine[after])}/{min(yours[after])}"
    return ""


def _followed(tokens: tuple[str, ...], words: frozenset[str]) -> dict[str, set[str]]:
    """Which of the words stand directly before which other word."""
    found: dict[str, set[str]] = {}
    for token, after in pairwise(tokens):
        if token in words and after not in words and len(after) > SHORT and after not in BREAKS:
            found.setdefault(stem(after), set()).add(token)
    return found
