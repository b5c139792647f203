"""Mentions: which operations a text names, and where."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from tutor.calculator.described import described
from tutor.calculator.operation import Operation
from tutor.calculator.patterns import regex
from tutor.calculator.registry import OPERATIONS

_TOKEN = regex(r"[A-Za-z]+|\d+")
_GAP = regex(r"[\s'_^-]{0,3}|\s?[({]\s?|[)}]\s?")
LONGEST = 8
"""Tokens of the longest alias worth looking for."""
MORE_NAMES = {
    "gradient clipping": ("clip the gradient", "clip a gradient", "gradient is clipped", "clip the gradient vector"),
    "label smoothing": ("smooth the label", "smoothed label", "smooth the one hot label", "smooth the one hot vector"),
    "Huber loss": ("huber",),
    "cosine similarity": ("cos sim", "cosine sim", "cosine"),
    "L2 norm": ("euclidean length", "length of the vector", "magnitude of the vector", "norm of the vector"),
    "ROC AUC": ("area under the roc", "area under roc curve", "area under roc"),
    "standardisation": ("standardize", "standardise"),
    "batch normalisation": ("batch normalise", "batch normalize"),
    "layer normalisation": ("layer normalise", "layer normalize"),
    "softmax": ("soft max", "softmaxed", "softmax probabilities", "softmax output", "softmax outputs"),
    "KL divergence": (
        "kl div",
        "kullbackleibler",
        "kullbackleibler divergence",
        "kullback leibler kl divergence",
        "kullbackleibler kl divergence",
        "kullback leiber divergence",
        "kulback leibler divergence",
        "kl distance",
        "kl loss",
        "dkl",
    ),
    "cross-entropy": (
        "cross entropy loss",
        "crossentropy",
        "ce loss",
        "categorical cross entropy",
        "categorical cross entropy loss",
        "xent",
        "xentropy",
        "negative log likelihood",
        "softmax cost",
        "softmax cost function",
        "softmax loss function",
        "nll",
        "nll loss",
        "softmax loss",
    ),
    "entropy": ("shannons entropy", "entropy in bits"),
    "binary cross-entropy": ("bce", "bce loss", "binary crossentropy", "binary cross entropy loss", "logistic loss"),
}
"""Names that people type, besides those that the operations give themselves."""
_EVERYDAY = frozenset(
    {
        "var",
        "choose",
        "cov",
        "precision and recall",
        "precision, recall and f1",
        "precision recall and f1",
        "uncertainty",
        "h(p)",
        "information",
        "average",
        "calculate",
        "compute",
        "evaluate",
        "expression",
        "ig",
        "mi",
        "prelu",
        "statistical distance",
        "gini coefficient",
        "relative change",
        "focal",
        "hinge",
        "swish",
        "explained variance",
        "arithmetic",
        "mean",
        "product",
        "norm",
        "loss",
        "odds",
        "sequences",
        "expected value",
        "sample size",
        "anagrams",
        "first success",
        "likelihood ratio",
        "probit",
    }
)
"""Names that mean too many other things to be taken as a mention."""


_LOGIT_OF = regex(r"\s*(?:of\b|\(|function|for (?:p|a prob)|at\b)")
"""Only so is "logit" the function; elsewhere it is a score."""
_SYMBOLS = (
    ("KL divergence", regex(r"\bD\s*_?\s*(?:KL)?\s*[({]\s*[^()|]{1,200}\|\|?\s*[^()|]{1,200}[)}]")),
    ("cross-entropy", regex(r"\bH\s*\(\s*[pqyP]\w{0,5}\s*,\s*[pqyQ]\w{0,5}\s*\)")),
    (
        "mean",
        regex(
            r"\b(?:mean|average)\b(?=\s*(?:,|and)\s*(?:the )?(?:sample |population )?(?:variance|"
            r"standard deviation|std|median))",
            re.I,
        ),
    ),
    ("sigmoid", regex(r"\bsigma\s*\(\s*-?[\d.]+\s*\)")),
    ("mutual information", regex(r"\bI\s*\(\s*X\s*[;,:]\s*Y\s*\)")),
    ("L1 norm", regex(r"\|\|?\s*\w\s*\|\|?\s*_1\b")),
    ("L2 norm", regex(r"\|\|?\s*\w\s*\|\|?\s*_2\b")),
    ("L-infinity norm", regex(r"\|\|?\s*\w\s*\|\|?\s*_(?:inf|infty|infinity)\b")),
    ("dot product", regex(r"^\W*[\[(][^()\[\]]{3,200}[\])]\s*\*\s*[\[(][^()\[\]]{3,200}[\])]\W*$")),
    ("entropy", regex(r"\bH\s*\(\s*(?:\w\s*\)|[\[({])|-\s*sum[^.]{0,20}\bp\w*\s*log")),
)
"""Operations that a formula names."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An operation named in a text."""

    start: int
    end: int
    operation: Operation
    name: str
    """The alias as the table has it."""


def mentions(text: str) -> tuple[Mention, ...]:
    """The operations that the text names, in order; of two that overlap the longer one."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        runs = list(_runs(text, tokens, at))
        hit = _first(text, tokens, at, runs, _named) or (
            _first(text, tokens, at, runs, _misspelt) if len(text) <= MOST_FOR_MISSPELT else None
        )
        if hit is not None:
            found.append(hit[0])
        at += hit[1] if hit is not None else 1
    return tuple(sorted((*found, *_by_symbol(text, found)), key=lambda mention: mention.start))


def _first(
    text: str,
    tokens: list[re.Match[str]],
    at: int,
    runs: list[tuple[str, int]],
    lookup: Callable[[str], Operation | None],
) -> tuple[Mention, int] | None:
    """The longest run that is a name, with its length in tokens."""
    for key, length in runs:
        operation = lookup(key)
        end = tokens[at + length - 1].end()
        if operation is not None and not _is_score(key, text, end):
            return Mention(tokens[at].start(), end, operation, key), length
    return None


def _is_score(key: str, text: str, end: int) -> bool:
    """Whether "logit" is a score here and not the function."""
    return key.startswith("logits") or (key.startswith("logit") and not _LOGIT_OF.match(text, end))


def _named(key: str) -> Operation | None:
    names = _names()
    return names.get(key) or names.get(key.removesuffix("s"))


def _by_symbol(text: str, found: list[Mention]) -> list[Mention]:
    """H(P), H(P, Q) and D(P || Q), unless the words named that operation already."""
    named = {mention.operation.name for mention in found}
    more = _described(text, {mention.operation.family for mention in found})
    operations = {each.name: each for each in OPERATIONS if each.name not in named}
    return more + [
        Mention(hit.start(), hit.end(), operations[name], compact(name))
        for name, pattern in _SYMBOLS
        if name in operations
        for hit in [pattern.search(text)]
        if hit
    ]


def _runs(text: str, tokens: list[re.Match[str]], at: int) -> Iterable[tuple[str, int]]:
    """Runs of tokens from there on, longest first, joined without separators."""
    length = 1
    while (
        length < LONGEST
        and at + length < len(tokens)
        and _GAP.fullmatch(text, tokens[at + length - 1].end(), tokens[at + length].start())
    ):
        length += 1
    for size in range(length, 0, -1):
        yield "".join(token[0].lower() for token in tokens[at : at + size]), size


@cache
def _names() -> dict[str, Operation]:
    """Every name in compact form: "crossentropy" stands for cross-entropy and cross entropy alike."""
    by_name = {each.name: each for each in OPERATIONS}
    table: dict[str, Operation] = {}
    for each in OPERATIONS:
        for alias in set(each.aliases) - _EVERYDAY:
            table.setdefault(compact(alias), each)
    for name, aliases in MORE_NAMES.items():
        for alias in aliases:
            if name in by_name:
                table.setdefault(compact(alias), by_name[name])
    table |= {compact(each.name): each for each in OPERATIONS if each.name not in _EVERYDAY}
    return {key: value for key, value in table.items() if key}


def _described(text: str, families: set[str]) -> list[Mention]:
    """The operation that the words describe, unless one of its family is named."""
    found = described(text)
    return [
        Mention(found[1], found[2], each, compact(each.name))
        for each in OPERATIONS
        if found is not None and each.name == found[0] and each.family not in families
    ]


SHORTEST_MISSPELT = 6
MOST_FOR_MISSPELT = 600


def _misspelt(key: str) -> Operation | None:
    """The operation whose name differs by one letter, for names long enough to be sure."""
    if len(key) < SHORTEST_MISSPELT or not _ends(key) & _known_ends() or not key.isalpha() or key == "infinity":
        return None
    near = {name for each in (key, *_shorter(key)) for name in _nearly().get(each, ())}
    names = _names()
    found = {names[name].name: names[name] for name in near if _one_slip(key, name)}
    return next(iter(found.values())) if len(found) == 1 else None


def _ends(name: str) -> set[tuple[str, int, bool]]:
    """Both ends with the length: of one slip in six letters or more, one end knows nothing."""
    return {(name[:2], len(name), True), (name[-2:], len(name), False)}


@cache
def _known_ends() -> frozenset[tuple[str, int, bool]]:
    """The ends of all names, each with the lengths that one slip leaves."""
    return frozenset(
        (letters, length + more, first)
        for names in _nearly().values()
        for name in names
        for letters, length, first in _ends(name)
        for more in (-1, 0, 1)
    )


def _one_slip(typed: str, name: str) -> bool:
    """Whether one letter was left out, added or exchanged, or two neighbours swapped."""
    if len(typed) != len(name):
        longer, shorter = sorted((typed, name), key=len, reverse=True)
        return len(longer) - len(shorter) == 1 and shorter in _shorter(longer)
    places = [at for at, (a, b) in enumerate(zip(typed, name, strict=True)) if a != b]
    if len(places) == 2 and places[1] == places[0] + 1:
        return typed[places[0]] == name[places[1]] and typed[places[1]] == name[places[0]]
    return len(places) <= 1


def _shorter(key: str) -> list[str]:
    """The key with one letter left out, at every place."""
    return [key[:at] + key[at + 1 :] for at in range(len(key))]


@cache
def _nearly() -> dict[str, list[str]]:
    """Long names by themselves and by what is left of them without one letter."""
    table: dict[str, list[str]] = {}
    for name in _names():
        if len(name) >= SHORTEST_MISSPELT and name.isalpha():
            for each in {name, *_shorter(name)}:
                table.setdefault(each, []).append(name)
    return table


def compact(name: str) -> str:
    """Letters and digits of a name, lower case."""
    return "".join(token[0].lower() for token in _TOKEN.finditer(name))
