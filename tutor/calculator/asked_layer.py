"""Asked layer: which of the layers of a network is asked for, by its place, by its label, or as the only one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.calculator.patterns import regex

_KINDS = (
    ("conv", "conv"),
    ("pool", "pool"),
    ("max", "pool"),
    ("av", "pool"),
    ("dens", "dense"),
    ("full", "dense"),
    ("hidd", "dense"),
    ("line", "dense"),
    ("fc", "dense"),
    ("outp", "dense"),
    ("embe", "embedding"),
    ("lstm", "lstm"),
    ("gru", "gru"),
    ("simplernn", "rnn"),
    ("rnn", "rnn"),
    ("recu", "rnn"),
)
_WEIGHTED = frozenset({"conv", "dense", "embedding", "lstm", "gru", "rnn"})
_WORD = (
    r"conv\w*|(?:max|avg|average)?[- ]?pool\w*|dense|fully[- ]connected|hidden|linear|fc|embedding|lstm|gru|simplernn|"
    r"rnn|recurrent|output(?= layer)"
)
_ORDINALS = {
    name: at
    for at, names in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th"))
    for name in names.split()
} | {"last": -1, "final": -1}
_PLACED = regex(rf"\b(?P<place>{'|'.join(_ORDINALS)})\s+(?P<kind>{_WORD}|layer|block)\b", re.I)
_SOLE = regex(
    rf"\b(?:of|in|after|does|by|for|is|has) (?:the|this|that) (?P<kind>{_WORD})\b(?: layer)?\b(?![ _-]?\d)", re.I
)
_LABEL = regex(
    r"\b(?P<kind>conv(?:olution)?|(?:max|avg|average)?[- ]?pool(?:ing)?|fc|dense|linear|hidden|layer|lstm|block)"
    r"(?:[ _-]?layer)?[ _-]?#?(?P<number>\d)\b(?!\s?[x\d]|\.\d)",
    re.I,
)
_TOLD = regex(r"\b(?P<kind>[a-z]+)(?:[ _-]?layer)?[ _-]?#?(?P<number>\d)\b(?!\s?x\s?\d|\.\d)", re.I)
_STRAY = regex(r"\b(?:conv|(?:max|avg)?pool|fc|dense|linear|lstm|layer|block|stage|bn)[ _-]?\d\b(?!\s?[x\d])", re.I)
"""The label of a layer."""
_PART_OF = regex(
    r"\b(?:into|to|from|leav\w+|enter\w*|reach\w*|feed\w*) (?:the|this|that) "
    r"(?:(?:first|second|third|last|final|next) )?"
    r"(?:output|hidden|input|conv\w*|dense|fully|linear|fc|lstm|embedding)\b(?! (?:volume|image|shape|size|map))|"
    r"\b(?:the|of) (?:first|second|third|fourth|last|final|former|latter)(?: one)?"
    r"(?= (?:has|have|had|contain\w*|need\w*|"
    r"alone|only)\b|\s*\?)",
    re.I,
)
"""Speaks of a layer in a way that does not say which layer's numbers are asked."""
_BEFORE = regex(
    rf"\b(?:before|preceding|prior to|ahead of|behind) (?:the |this )?(?:(?:{'|'.join(_ORDINALS)}) )?"
    rf"(?:{_WORD}|layer)\b|"
    r"\b(?:the|all|both|its) (?:two |three |four |five )?(?:conv\w*|dense|fully[- ]connected|fc|"
    r"linear|pooling|recurrent) "
    r"layers\b(?! (?:and|or|is|are) )",
    re.I,
)
"""Asks for what stands beside a layer, or for several layers of a kind."""
_NORM = regex(r"\bbn\b|\bbatch[- ]?norm\w*", re.I)
"""Beside a layer, its normalisation may be counted with it."""
APART = regex(
    r"\b(?:without|except\w*|but|excluding|besides|other than|apart from|remaining|others?|rest|most|"
    r"fewest|largest|smallest|biggest|which layer)\b(?! (?:the |any |its )?bias)|"
    r"(?<!bias )(?<!biases )(?<!for )\b(?:each|every|per|"
    r"a single|single|one) (?:output )?(?:filter|kernel|neuron|unit|gate|node|value|pixel|"
    r"channel|position|element|map)\b(?! (?:has|have|uses|with|having) (?:a|an|one|its|"
    r"the) (?:own )?bias)",
    re.I,
)
"""Asks for another part of the network than one layer or all of it."""
_BETWEEN = regex(
    r"\bbetween (?:the )?(?:input|first|second|third|last|final|\w+ hidden|hidden)(?: hidden)?(?: layer)? and (?:the )?"
    r"(?=(?:first|second|third|fourth|last|final|output|hidden)\b)",
    re.I,
)
"""The weights between two layers are those of the second."""
_OF_WHICH = regex(r"\b(?:param\w*|weights|biases|outputs?|shape|size|volume|after|layer)\b[^.?,;\d]{0,40}$", re.I)


@dataclass(frozen=True, slots=True)
class AskedLayer:
    """A layer by the kinds it may be of and its place among them; the place is None where it is the only one."""

    kinds: frozenset[str]
    place: int | None
    hidden: bool = False
    """The last dense layer is none of the hidden ones."""

    def among(self, kinds: Sequence[str]) -> int | None:
        """Where it stands among all layers of these kinds; None where it does not, or where others are like it."""
        places = [at for at, kind in enumerate(kinds) if kind in self.kinds]
        if self.hidden:
            places = places[:-1] or places
        if self.place is None:
            return places[0] if len(places) == 1 else None
        return places[self.place] if -len(places) <= self.place < len(places) else None


UNCLEAR = AskedLayer(frozenset(), None)
"""Several layers are named, or one that cannot be found."""


def asked_layer(text: str, asking: str, *, strict: bool) -> AskedLayer | None:
    """The one layer that the asking sentences name; None where they name none.

    Strict: the sentence tells layers too, so that only what stands behind "parameters of" is asked for.
    """
    asking = _BETWEEN.sub("of the ", asking)
    if _BEFORE.search(asking):
        return UNCLEAR
    found = {
        reader(text, hit)
        for pattern, reader in ((_PLACED, _by_place), (_SOLE, _as_sole), (_LABEL, _by_label))
        for hit in pattern.finditer(asking)
        if not strict or _OF_WHICH.search(asking[: hit.start()])
    }
    if _NORM.search(asking) if found else _STRAY.search(asking) or _PART_OF.search(asking):
        return UNCLEAR
    return None if not found else found.pop() if len(found) == 1 else UNCLEAR


def _kind(word: str) -> str:
    lower = word.strip().lower()
    return next((kind for begin, kind in _KINDS if lower.startswith(begin)), "")


def _by_place(_: str, hit: re.Match[str]) -> AskedLayer:
    word = hit["kind"].lower()
    if word == "block":
        return UNCLEAR
    kind = _kind(word)
    return AskedLayer(frozenset({kind}) if kind else _WEIGHTED, _ORDINALS[hit["place"].lower()], word == "hidden")


def _as_sole(_: str, hit: re.Match[str]) -> AskedLayer:
    word = hit["kind"].lower()
    return AskedLayer(frozenset({_kind(word)}), -1 if word == "output" else None, word == "hidden")


def _by_label(text: str, hit: re.Match[str]) -> AskedLayer:
    """By its number, where the layers of its name are told as 1, 2, 3, ..."""
    word = hit["kind"].lower()
    kind = _kind(word)
    same = [found for found in _TOLD.finditer(text) if found["kind"].lower() == re.sub(r"[ -]", "", word)]
    told = list(dict.fromkeys(int(found["number"]) for found in same))
    if told != list(range(1, len(told) + 1)) or not 1 <= int(hit["number"]) <= len(told) or len(same) < 2:
        return UNCLEAR
    if not kind and word != "layer":
        return UNCLEAR
    return AskedLayer(frozenset({kind}) if kind else _WEIGHTED | {"pool"}, int(hit["number"]) - 1)
