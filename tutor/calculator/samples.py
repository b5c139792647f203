"""Samples: means and spreads of numbers, folds of a data set, coalitions of a game."""

import re

from tutor.calculator.mentions import Mention
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import assigned, numbers_of
from tutor.calculator.span import Span

MOST_PLAYERS = 6
_COALITION = re.compile(r"^[A-Za-z]\w*\s*\(\s*\{?\s*(?P<inside>[^(){}]*?)\s*\}?\s*\)$")
_EMPTY = frozenset({"", "empty", "empty set", "0", "none"})


def coalitions(question: Question, mention: Mention) -> Recognition:
    """Shapley values of v(1) = 10, v(2) = 20, v(1, 2) = 40; only the empty coalition may be left out."""
    if mention.operation.name != "Shapley values":
        return None
    told: dict[frozenset[str], float] = {}
    for span in numbers_of(question):
        found = _COALITION.match(span.name)
        if found is None or isinstance(span.value, tuple):
            return None
        told[_members(found["inside"])] = float(span.value)
    players = sorted({player for coalition in told for player in coalition})
    if not 2 <= len(players) <= MOST_PLAYERS:
        return None
    told.setdefault(frozenset(), 0.0)
    every = [
        frozenset(player for at, player in enumerate(players) if bits >> at & 1) for bits in range(2 ** len(players))
    ]
    if set(every) != set(told):
        return None
    return Request("Shapley values", {"worth": tuple(told[each] for each in every), "players": tuple(players)})


def _members(inside: str) -> frozenset[str]:
    """The players of "A, B", "AB" or "1,2"."""
    plain = inside.strip().lower()
    if plain in _EMPTY or inside.strip() in {"\u2205", "\u00f8"}:
        return frozenset()
    if re.fullmatch(r"[A-Z]{2,6}", inside.strip()):
        return frozenset(inside.strip())
    return frozenset(part.strip() for part in re.split(r"[,\s]+|\band\b|\bunion\b", inside) if part.strip())


def folds(question: Question, mention: Mention) -> Recognition:
    """The sizes of the folds, or of the training part: "5-fold cross-validation on 100 examples"."""
    if mention.operation.name != "k-fold sizes":
        return None
    numbers = numbers_of(question)
    names = assigned(
        question,
        numbers,
        {"folds": ("k", "folds"), "examples": ("n", "dataset of", "data set of", "on", "with", "of", "has")},
        {
            "folds": ("fold", "folds", "fold cross validation"),
            "examples": (
                "samples",
                "examples",
                "data points",
                "instances",
                "observations",
                "rows",
                "records",
                "images",
                "points",
                "patients",
                "training examples",
                "items",
            ),
        },
        allowed=_whole,
    )
    told = dict(zip(names, (span.value for span in numbers), strict=True))
    if set(told) != {"folds", "examples"} or len(numbers) != 2:
        return None
    training = re.search(
        r"\btrain\w*\b(?! (?:examples|samples|instances|data|set of))|\bfor training\b|\bused to train\b",
        question.text,
        re.I,
    )
    return Request("k-fold sizes", {name: value for name, value in told.items()}, pick="training" if training else "")


def _whole(span: Span, name: str, cue: str, behind: bool) -> bool:
    return isinstance(span.value, int) and not span.percent
