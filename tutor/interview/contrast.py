"""Contrast: whether two statements on the same thing say opposite things.

Three kinds of difference are looked for: a negation on one side, a word of direction against its opposite
("increases", "decreases"), and one of a pair of things put in the other's place ("L1" for "L2"). Each turns the meaning
round, so two of them cancel: "SHAP is slower" and "LIME is faster" agree. An odd number of them is a contradiction,
provided that the two statements share their subject; the caller sees to that.

Covered: the pairs listed here, negators up to `REACH` words before what they deny. Not covered: irony, "hardly anything
but", opposites that no list names.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from index import stem

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:n['’]t)?|\d+(?:\.\d+)?")
REACH = 4
"""How many words after a negator it may deny."""
NEGATOR_WORDS = """
    not no never cannot without neither nor none hardly cant dont doesnt isnt arent wont didnt wasnt shouldnt
    fails fail unable avoids lacks instead unlike
"""
NEGATORS = frozenset(NEGATOR_WORDS.split())

# Opposite directions and qualities; each side is a set of words that count as one.
DIRECTIONS = (
    (
        "increase increases increased increasing raise raises grow grows rise rises enlarge",
        "decrease decreases decreased reduce reduces reduced reducing lower lowers lowered shrink shrinks drops",
    ),
    ("higher high highest", "lower low lowest"),
    ("more greater larger bigger large big", "less fewer smaller small smallest"),
    ("faster fast quick quicker cheap cheaper", "slower slow expensive costly"),
    ("better improves improve improved", "worse worsens degrades harms hurts"),
    ("always", "never"),
    ("before", "after"),
    ("first", "last"),
    ("maximize maximizes maximise maximises maximum max", "minimize minimizes minimise minimises minimum min"),
    ("overfit overfits overfitting", "underfit underfits underfitting"),
    ("linear", "nonlinear"),
    ("convex", "nonconvex"),
    ("global globally", "local locally"),
    ("sparse sparsity", "dense"),
    ("simple simpler", "complex complicated"),
    ("stable smooth", "unstable noisy oscillates"),
    ("strong stronger", "weak weaker"),
    ("same equal identical", "different unequal"),
    ("enable enables enabled active on", "disable disables disabled inactive off"),
    ("independent", "dependent"),
    ("positive", "negative"),
    ("frozen freeze freezes", "unfrozen unfreeze unfreezes trainable"),
    ("zero zeros", "nonzero"),
)

# Things that are taken for each other; one named where the notes name the other.
PAIRS = (
    ("l1 lasso", "l2 ridge"),
    ("precision", "recall sensitivity"),
    ("bias", "variance"),
    ("lime", "shap"),
    ("train training", "test testing inference"),
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

    negation: bool = False
    direction: str = ""
    """"increase/decrease": the words that stand against each other; "" for none."""
    swap: str = ""
    """"L1/L2": what stands in the other's place; "" for none."""

    @property
    def opposed(self) -> bool:
        """Whether the differences, taken together, turn the meaning round."""
        return (self.negation + bool(self.direction) + bool(self.swap)) % 2 == 1

    @property
    def words(self) -> str:
        """The differences, for a person."""
        parts = [
            "one of the two is negated" if self.negation else "",
            f"opposite words ({self.direction})" if self.direction else "",
            f"one in the other's place ({self.swap})" if self.swap else "",
        ]
        return ", ".join(part for part in parts if part)


def contrast(notes: str, said: str) -> Contrast:
    """How what was said differs from what the notes say."""
    ours, theirs = _tokens(notes), _tokens(said)
    shared = {stem(token) for token in ours} & {stem(token) for token in theirs}
    return Contrast(
        negation=_negated(ours, shared) != _negated(theirs, shared),
        direction=_opposite(ours, theirs, _sides(DIRECTIONS)),
        swap=_opposite(ours, theirs, _sides(PAIRS)),
    )


def _tokens(text: str) -> tuple[str, ...]:
    tokens = (token.replace("’", "'") for token in TOKEN.findall(re.sub(r"[-‐](?=\w)", "", text)))
    return tuple(token if token in {"P", "Q"} else token.lower() for token in tokens)


def _negated(tokens: tuple[str, ...], shared: Collection[str]) -> bool:
    """Whether a word that both statements use is denied here an odd number of times."""
    denied = 0
    for place, token in enumerate(tokens):
        if token in NEGATORS or token.endswith("n't"):
            denied += any(stem(after) in shared and len(after) > 2 for after in tokens[place + 1 : place + 1 + REACH])
    return denied % 2 == 1


@lru_cache(maxsize=8)
def _sides(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, other in pairs)


def _opposite(
    ours: tuple[str, ...], theirs: tuple[str, ...], pairs: tuple[tuple[frozenset[str], frozenset[str]], ...]
) -> str:
    """The first pair of which each statement names another side only, or both sides in the opposite order."""
    for one, other in pairs:
        mine, yours = _order(ours, one, other), _order(theirs, one, other)
        if mine and yours and mine != yours and len(mine) == len(yours):
            word = next(token for token in ours if token in (one if mine[0] else other))
            against = next(token for token in theirs if token in (one if yours[0] else other))
            return f"{word}/{against}"
    return ""


def _order(tokens: tuple[str, ...], one: frozenset[str], other: frozenset[str]) -> tuple[bool, ...]:
    """Which sides are named, in the order of their first mention: True for `one`."""
    return tuple(dict.fromkeys(token in one for token in tokens if token in one or token in other))
