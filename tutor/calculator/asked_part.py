"""Asked part: one number of a result that has several, where the question asks for one: a side, an item, how many."""

import re
from dataclasses import replace
from math import prod

from tutor.calculator.classes import ORDINALS
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.working import Working

_SIZES = frozenset(
    {
        "convolution output size",
        "pooling output size",
        "transposed convolution output size",
        "network output shape",
    }
)
_VALUES = regex(
    r"\bhow many (?:\w+ )?(?:values|numbers|elements|activations|entries|neurons|features|scalars)\b|"
    r"\b(?:total )?number of (?:output )?(?:values|elements|activations|entries|neurons|scalars)\b",
    re.I,
)
_WHOLE = regex(r"\bshape\b|\bvolume\b|\bdimensions\b|\bwidth and (?:the )?height\b|\bheight and (?:the )?width\b", re.I)
_HEIGHT = regex(r"\bheight\b|\bhow (?:tall|high)\b|\brows\b", re.I)
_WIDTH = regex(r"\bwidth\b|\bhow wide\b|\bcolumns\b", re.I)
_SIDE = regex(
    r"\bside(?:s|[- ]?lengths?)?\b|\bper side\b|\bedge\b|"
    r"\blength of (?:a|each|one|the) side\b|\bin each direction\b|\bresolution\b",
    re.I,
)
_SPATIAL = regex(r"\bspatial\b", re.I)
"""Asks for all sides without the channels."""
_ITEM = regex(
    r"\b(?:probability|value|output|activation|share|weight|entry|result)\b[^.?;]{0,20}?\b(?:of|for|in|"
    r"at)\s+(?:the\s+)?(?P<place>"
    + "|".join(ORDINALS)
    + r"|last|(?P<number>\d{1,2})(?:st|nd|rd|th))\s+(?:\w+\s+)?(?:item|entry|element|component|option|"
    r"coordinate|score|position|token|value|activation|output|logit|number|candidate|word|one|feature)\b",
    re.I,
)
_VECTORS = frozenset(
    {
        "softmax",
        "log-softmax",
        "layer normalisation",
        "batch normalisation",
        "RMS normalisation",
        "standardisation",
        "min-max scaling",
        "unit vector",
        "attention weights",
    }
)


def asked_part(question: Question, working: Working) -> Working:
    """The working with that one number; as it is where all of them are asked for."""
    asking = " ".join(sentence.text for sentence in question.sentences if sentence.asks)
    asking = asking or (question.sentences[-1].text if question.sentences else "")
    if working.operation == "angle" and re.search(r"\bradians?\b|\brad\b", asking, re.I):
        value = working.parts["radians"]
        assert isinstance(value, (int, float))
        return replace(_with(working, value, "in radians"), unit="radians")
    if not isinstance(working.value, tuple):
        return working
    if working.operation in _SIZES:
        return _size(working, asking[-200:])
    return _item(working, asking) if working.operation in _VECTORS else working


def of_shapes(working: Working, shapes: tuple[tuple[int, ...], ...]) -> Working | None:
    """The working with as many sides as the shapes to choose from have; None where it is none of them."""
    if not shapes or working.operation not in _SIZES or not isinstance(working.value, tuple):
        return working
    sides = working.value
    if sides in shapes:
        return working
    fitting = [part for part in (sides[:-1], sides[1:]) if part in shapes and len(part) == 2]
    return replace(working, value=fitting[0]) if len(set(fitting)) == 1 else None


def _size(working: Working, asking: str) -> Working:
    """One side, or how many values there are."""
    sides = (
        tuple(int(value) for value in working.value if isinstance(value, (int, float)))
        if isinstance(working.value, tuple)
        else ()
    )
    if _VALUES.search(asking):
        return _with(working, prod(sides), "all values")
    asked = re.split(r"[.:;]\s", asking.rstrip(" .?!"))[-1]
    if _WHOLE.search(asked) or len(sides) not in {2, 3}:
        return working
    pair = sides[:2] if len(sides) == 2 or sides[0] == sides[1] or sides[1] != sides[2] else sides[1:]
    if _SPATIAL.search(asked) and len(sides) == 3:
        return replace(working, value=pair, interpretation=f"{working.interpretation}, sides")
    if _WIDTH.search(asked) and not _HEIGHT.search(asked):
        return _with(working, pair[1], "width")
    if _HEIGHT.search(asked) and not _WIDTH.search(asked):
        return _with(working, pair[0], "height")
    return _with(working, pair[0], "side") if _SIDE.search(asked) and pair[0] == pair[1] else working


def _item(working: Working, asking: str) -> Working:
    """One item of a vector, told by its place."""
    hits = list(_ITEM.finditer(asking))
    values = working.value if isinstance(working.value, tuple) else ()
    if len(hits) != 1 or any(isinstance(value, tuple) for value in values):
        return working
    hit = hits[0]
    name = hit["place"].lower()
    place = len(values) if name == "last" else int(hit["number"]) if hit["number"] else ORDINALS[name]
    value = values[place - 1] if 1 <= place <= len(values) else None
    if value is None or isinstance(value, tuple):
        return working
    return _with(working, value, f"item {place}")


def _with(working: Working, value: float, what: str) -> Working:
    return replace(
        working,
        value=value,
        interpretation=f"{working.interpretation}, {what}",
        parts={**working.parts, "everything": working.value},
    )
