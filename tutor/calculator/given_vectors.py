"""Given vectors: distances, angles, norms, attention, activations and penalised costs of vectors that a text names."""

import re
from dataclasses import replace

from tutor.calculator.given import Data, Given, Vector, Wish, given
from tutor.calculator.given_documents import weighed
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Request

_OF_OTHERS = regex(r"\b(?:unit|average|mean|sum of|projection|centred|centered)\b", re.I)


def of_two(wish: Wish) -> Request | None:
    """What two vectors have together: the only two, or the two that the asking sentence names."""
    if wish.name.startswith("cosine") and re.search(r"\btf[- ]?idf\b", wish.question.text, re.I):
        return weighed(wish) if wish.name == "cosine similarity" else None
    chosen = _chosen(wish, 2)
    if chosen is None or len(chosen[0]) != len(chosen[1]):
        return None
    turned = wish.name == "angle" and re.search(r"\bradians?\b", wish.asking, re.I)
    return Request(wish.name, {"a": chosen[0], "b": chosen[1]}, pick="radians" if turned else "")


def of_one(wish: Wish) -> Request | None:
    """What one vector has: the only one, or the one that the asking sentence names."""
    chosen = _chosen(wish, 1)
    return Request(wish.name, {"x": chosen[0]}) if chosen else None


def _chosen(wish: Wish, count: int) -> list[Vector] | None:
    """As many vectors as are wanted, with nothing else given than further vectors that have names."""
    items = wish.data((), idle=(0,)).without("count", "kinds").items
    vectors = [(each, Data((each,)).vector_at(0)) for each in items if isinstance(each.value, tuple)]
    if len(vectors) != len(items) or _OF_OTHERS.search(wish.asking) or any(not vector for _, vector in vectors):
        return None
    if count == 1 and len({vector for _, vector in vectors}) == 1:
        vectors = vectors[:1]
    if len(vectors) != count:
        vectors = [(each, vector) for each, vector in vectors if _is_named(each, wish.asking)]
    found = [vector for _, vector in vectors if vector]
    return found if len(found) == count else None


def _is_named(each: Given, asking: str) -> bool:
    """Whether the sentence speaks of the vector by its name, and doesn't give it."""
    return bool(each.name) and re.search(rf"(?<![\w.]){re.escape(each.name)}(?!\w|\s*=)", asking) is not None


_PARTS = ("query", "key", "value")
_SCALED = regex(r"\bscal\w+|\bsqrt|\bd_?k\b", re.I)
_SIZE = regex(r"(?:\bd(?:_?k)?\s*=\s*|\bsqrt\s*\(?\s*)(\d+)\)?", re.I)
_ASKED_PART = regex(
    r"\b(?:(?P<weights>weights?|probabilities|distribution)|(?P<scores>scores?|logits?)|"
    r"(?P<output>outputs?|context|attention result))\b",
    re.I,
)
_MORE = regex(
    r"\bmulti-?head\b|\bheads\b|\badditive\b|\bunscaled\b|\bno scaling\b|\bcross-attention\b|\bmask\w*|\bcausal\b|"
    r"\bdropout\b|\bbias\b|\bprojection\b|\bW_?[QKVqkv]\b|\blinear attention\b",
    re.I,
)


def attention(wish: Wish) -> Request | None:
    """Scores, weights or output of dot-product attention; scores are scaled where the text speaks of it."""
    text = wish.question.text
    data = given(_without_size(wish.question), _PARTS).without("count")
    rows = {role: found for role in _PARTS for found in [data.rows(role)] if found}
    hits = list(_ASKED_PART.finditer(wish.asking))
    if _MORE.search(text) or not data.only(*_PARTS) or not {"query", "key"} <= set(rows):
        return None
    if (
        {int(hit[1]) for hit in _SIZE.finditer(text)} - {len(rows["query"][0])}
        or len(data.of("value"))
        and "value" not in rows
    ):
        return None
    arguments: dict[str, Argument] = {"q": rows["query"], "k": rows["key"]}
    part = hits[-1].lastgroup if hits else "output"
    if part == "output":
        return Request(wish.name, {**arguments, "v": rows["value"]}) if "value" in rows else None
    if part == "scores" and not _SCALED.search(text):
        one = len(rows["query"]) == 1 and len(rows["query"][0]) == len(rows["key"][0])
        return Request("matrix-vector product", {"matrix": rows["key"], "x": rows["query"][0]}) if one else None
    return Request("attention weights", arguments, pick="scores" if part == "scores" else "")


def _without_size(question: Question) -> Question:
    """The question without the number of dimensions that scales."""
    places = [hit.start(1) for hit in _SIZE.finditer(question.text)]
    lists = tuple(each for each in question.lists if not any(each.start <= place < each.end for place in places))
    return replace(question, lists=lists)


_RIDGE, _LASSO = (
    regex(r"\bridge\b|\bl_?2\b|\bsum of (?:the )?squared\b", re.I),
    regex(r"\blasso\b|\bl_?1\b|\babsolute\b", re.I),
)
_OTHER_SCALE = regex(r"/\s*\(?\s*(?:2\s*\*?\s*)?[mnN]\b|/\s*2|1/2\b|\balpha\b|\belastic\b", re.I)


def cost(wish: Wish) -> Request | None:
    """A loss with lambda times the sum of squares, or of absolute values, of the weights."""
    text = wish.question.text
    data = wish.data(("lambda", "norm", "loss", "weights"))
    squared = _RIDGE.search(text) is not None
    parts = [data.of(role) for role in ("loss", "lambda")]
    sizes, weights = data.of("norm"), data.vector("weights")
    if (
        squared == (_LASSO.search(text) is not None)
        or _OTHER_SCALE.search(text)
        or any(len(part) != 1 for part in parts)
    ):
        return None
    if bool(sizes) == bool(weights) or len(sizes) > 1 or not data.only("lambda", "norm", "loss", "weights"):
        return None
    loss, strength = (part[0].value for part in parts)
    terms = [f"({each!r})^2" if squared else f"abs({each!r})" for each in weights or ()]
    total = sizes[0].value if sizes else f"({' + '.join(terms)})"
    if sizes and squared and not re.search(r"\^2|\bsquared\b", text):
        return None
    return Request("arithmetic", {"expression": f"{loss} + {strength} * {total}"})


def applied(wish: Wish) -> Request | None:
    """An activation of the one number or the one vector that is given; a leaky one with its slope."""
    data = wish.data(("slope", "logits", "inputs", "output") if wish.name == "leaky ReLU" else ())
    slopes, rest = data.of("slope"), data.without("slope", "count").items
    values = Data(rest).vector_at(0) if len(rest) == 1 else None
    if values is None or not values or len(slopes) > 1 or "(" in rest[0].name and wish.name != "logit":
        return None
    if wish.name == "logit":
        return Request(wish.name, {"probability": values[0]}) if len(values) == 1 and 0 < values[0] < 1 else None
    arguments: dict[str, Argument] = {"x": values}
    return Request(wish.name, arguments | ({"slope": slopes[0].value} if slopes else {}))
