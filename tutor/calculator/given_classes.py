"""Given classes: softmax, cross-entropy and hinge loss of what a model says of classes, and of which one is right."""

import re
from dataclasses import dataclass

from tutor.calculator.classes import classes_named
from tutor.calculator.given import Data, Given, Vector, Wish
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.picking import picked
from tutor.calculator.question import Question, Request
from tutor.calculator.units_asked import unit_asked

_ROLES = ("smoothing", "temperature", "logits", "predicted", "actual", "output", "labels")
_RAW = regex(
    r"\blogits?\b|\bcrossentropyloss\b|\bf\.cross_entropy\b|\bpre-?activations?\b|\bsoftmax (?:cross|loss)\b|"
    r"\bappl\w+ (?:the )?softmax\b|\braw\b|\bunnormali[sz]ed\b",
    re.I,
)
_TORCH = regex(r"\bcrossentropyloss\b|\bf\.cross_entropy\b", re.I)
"""Takes logits, whatever they look like."""
_CODE = regex(
    r"\btensor\b|\bnn\.|\bF\.|\btorch\b|(?:\b|_)ind(?:ex|ices)\b|(?:\b|_)idx\b|\b(?:0|zero)[- ](?:based|indexed)\b",
    re.I,
)
_SUMMED = regex(r"\b(?:total|summed)\b|\bsum over\b", re.I)
_RIGHT = (
    r"(?:actually|turned out(?: to be)?|turns out(?: to be)?|(?:image|photo|picture|example|sample|instance|object) "
    r"(?:is |was |shows )?(?:actually )?(?:of )?|"
    r"(?:true|correct|right|actual|target|gold|ground[- ]truth)(?: (?:class|label|answer|category|token|word|one))?"
    r"(?: (?:is|was|=)|:)?|(?:class|label|answer|token|word|category)(?: (?:is|was|=)|:))\s*(?:an? |the )?[\"'(]?"
)
_WORD = r"(?:an? |the )?[\"']?([A-Za-z][\w-]*)[\"']?"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a model says: a row of numbers for each example, with the names of the classes where there are any."""

    rows: tuple[Vector, ...]
    names: tuple[str, ...]
    items: tuple[Given, ...]
    raw: bool


def softmax(wish: Wish) -> Request | None:
    """The probabilities of one vector of logits; that of one class where it is asked for by its name."""
    question = wish.question
    data = wish.data(("temperature", "logits", "predicted", "output", "inputs"))
    heat = data.of("temperature")
    said = _said(question, data.without("temperature", "count"), raw=True)
    rest = data.without("temperature", "count")
    if said is None or len(heat) > 1 or len(said.rows) != 1 or len(said.items) != len(rest.items):
        return None
    if not data.counts_fit(len(said.rows[0])) or not heat and re.search(r"\btemperature\b", question.text, re.I):
        return None
    asked = [at for at, each in enumerate(said.names, start=1) if each and _asks_of(wish.asking, each)]
    if len(asked) > 1:
        return None
    pick = str(asked[0]) if asked else picked(question, len(said.rows[0]), said.names)
    arguments: dict[str, Argument] = {"z": said.rows[0], "temperature": heat[0].value if heat else 1.0}
    return Request(wish.name, arguments, pick=pick)


def _asks_of(asking: str, name: str) -> bool:
    """Whether the probability of the class with this name is asked for."""
    return re.search(rf"\bprobability (?:of|for)\W+(?:\w+\W+){{0,3}}?{re.escape(name)}\b", asking, re.I) is not None


def log_softmax(wish: Wish) -> Request | None:
    """The logarithms of the probabilities of one vector."""
    items = [each for each in wish.data(("logits",)).items if each.name != "dim"]
    values = Data(tuple(items)).vector_at(0) if len(items) == 1 else None
    return Request(wish.name, {"z": values}) if values and len(values) > 1 else None


def cross_entropy(wish: Wish) -> Request | None:
    """The cross-entropy of what is said with what is right; the mean over several examples."""
    question = wish.question
    data = wish.data(_ROLES)
    two = _two_classes(question, data)
    if two is not None or re.search(r"\bbinary\b|\bbce\b", question.text, re.I):
        return two
    said = _said(question, data)
    if said is None or data.of("temperature"):
        return None
    soft = data.of("smoothing")
    rest = tuple(
        each
        for each in data.items
        if each not in said.items and each.role not in {"count", "kinds"} and each not in soft
    )
    places = _places(question, said, rest)
    unit = unit_asked(question.text)
    if (
        places is None
        or not data.counts_fit(len(said.rows), len(said.rows[0]))
        or len(soft) > 1
        or bool(soft) != bool(re.search(r"smoothing", question.text, re.I))
    ):
        return None
    if len(places) > 1:
        return None if soft or unit in {"bits", "bans"} else _mean(question, said, places)
    arguments: dict[str, Argument] = {"z" if said.raw else "q": said.rows[0], "label": places[0]}
    arguments |= ({"smoothing": soft[0].value} if soft else {}) | ({"unit": unit} if unit else {})
    return Request(wish.name, arguments)


def _two_classes(question: Question, data: Data) -> Request | None:
    """From labels 0 and 1 and the probabilities of 1, one each."""
    said, true = data.vector("predicted"), data.vector("actual") or data.vector("labels")
    if not said or not true or len(said) != len(true) or not set(true) <= {0.0, 1.0}:
        return None
    roles = ("predicted", "actual", "labels", "count")
    if (
        not data.only(*roles)
        or not data.counts_fit(len(true), 2)
        or len(data.of("actual")) * len(data.of("labels"))
        or not data.in_step(*roles[:3])
    ):
        return None
    one_each = sum(true) == 1 and len(true) > 1 and abs(sum(said) - 1) < 1e-6
    if not all(0 < each < 1 for each in said) or one_each:
        return None
    unit = unit_asked(question.text)
    if _SUMMED.search(question.text) and len(said) > 1:
        terms = [f"ln({p!r})" if y else f"ln(1 - {p!r})" for y, p in zip(true, said, strict=True)]
        return None if unit in {"bits", "bans"} else Request("arithmetic", {"expression": f"-({' + '.join(terms)})"})
    return Request("binary cross-entropy", {"actual": true, "predicted": said} | ({"unit": unit} if unit else {}))


def _said(question: Question, data: Data, *, raw: bool = False) -> _Said | None:
    """The one thing that is said of the classes: a vector, a matrix, or a list with names."""
    data = data.without("count", "kinds")
    named = tuple(each for each in data.items if len(each.labels) == 1 and not isinstance(each.value, tuple))
    wide = tuple(each for each in data.items if isinstance(each.value, tuple) and not _is_target(each))
    if wide and named or len(wide) > 1 or len(named) == 1 or not wide and not named:
        return None
    items = wide or named
    if any(each.role in {"actual", "labels"} for each in items):
        return None
    made = (_rows_of(items[0]) if wide else None) or (tuple(float(str(each.value)) for each in named),)
    if len(made) > 1 and len(made[0]) == 1:
        made = (tuple(row[0] for row in made),)
    if len(made[0]) < 2:
        return None
    labels = items[0].labels if wide else tuple(each.labels[0] for each in named)
    whole = all(abs(sum(row) - 1) < 1e-6 and min(row) >= 0 for row in made)
    sure = raw or items[0].role == "logits" or _TORCH.search(question.text) is not None
    raw = sure or _RAW.search(question.text) is not None
    if raw and whole and not sure or not raw and not whole:
        return None
    return _Said(made, _class_names(question, len(made[0]), labels), tuple(items), raw)


def _rows_of(each: Given) -> tuple[Vector, ...] | None:
    return Data((Given("said", "", each.value, 0, 0),)).rows("said")


def _is_target(each: Given) -> bool:
    """Whether it says which classes are right: by its role."""
    return each.role in {"actual", "labels"}


def _class_names(question: Question, size: int, labels: tuple[str, ...]) -> tuple[str, ...]:
    """What the classes are called: as the list has them, or told one after the other somewhere."""
    if len(labels) == size:
        return tuple(re.sub(r"^class \d+|\W", "", label.lower()) for label in labels)
    row = re.compile(_WORD + (r"\s*,\s*(?:and |or )?" + _WORD) * (size - 2) + r"\s*,?\s*(?:and|or|,)\s*" + _WORD)
    hits = {tuple(name.lower() for name in hit.groups()) for hit in row.finditer(question.text)}
    return hits.pop() if len(hits) == 1 else ()


def _places(question: Question, said: _Said, rest: tuple[Given, ...]) -> tuple[int, ...] | None:
    """The right class of each example, counted from 1; None where it is not sure or something is left over."""
    size, outside = len(said.rows[0]), question.text
    named = [at for at, each in enumerate(said.names, 1) if each and _says(outside, said, each)]
    if len(said.rows) == 1 and named:
        return (named[0],) if len(named) == 1 and not rest else None
    listed = _listed(question, rest[0], len(said.rows), size) if len(rest) == 1 else None
    if listed or len(rest) == 1 and isinstance(rest[0].value, tuple):
        return listed
    found = classes_named(question, size)
    if len({each.place for each in found}) != 1 or len(said.rows) != 1:
        return None
    covered = all(any(one.start <= each.end - 1 < one.end for one in found) for each in rest)
    unsure = any(each.unsure for each in found) and not _CODE.search(question.text)
    place = found[0].place + (found[0].unsure and not unsure)
    return (place,) if covered and not unsure and place <= size else None


def _says(text: str, said: _Said, name: str) -> bool:
    """Whether the text calls this class the right one, outside the list of what is said."""
    rest = text
    for each in reversed(said.items):
        rest = rest[: each.start] + " ; " + rest[each.end :]
    rest = re.sub(r"\bpredict\w+ (?:class|label|category)(?: is|:| =)? \W?\w+", " ; ", rest, flags=re.I)
    stem = re.escape(name[: max(4, len(name) - 2)] if len(name) > 4 else name)
    return re.search(rf"\b{_RIGHT}{stem}", rest, re.I) is not None


def _listed(question: Question, target: Given, rows: int, size: int) -> tuple[int, ...] | None:
    """From one-hot rows, or from the numbers of the classes."""
    hot = _rows_of(target)
    one = [0.0] * (size - 1) + [1.0]
    if hot and len(hot) == rows and all(sorted(row) == one for row in hot):
        return tuple(row.index(1.0) + 1 for row in hot)
    numbers = Data((target,)).vector_at(0)
    if not numbers or len(numbers) != rows or any(each != int(each) or each < 0 for each in numbers):
        return None
    from_zero = 0 in numbers or _CODE.search(question.text) is not None
    if not from_zero and size not in numbers or max(numbers) > size - from_zero:
        return None
    return tuple(int(each) + from_zero for each in numbers)


def _mean(question: Question, said: _Said, places: tuple[int, ...]) -> Request | None:
    """The mean over the examples, or their sum where a total is asked for."""
    if said.raw and any(abs(each) > 300 for row in said.rows for each in row):
        return None
    terms = []
    for row, place in zip(said.rows, places, strict=True):
        right = f"({row[place - 1]!r})"
        terms.append(f"ln({' + '.join(f'exp({each!r})' for each in row)}) - {right}" if said.raw else f"-ln{right}")
    count = 1 if _SUMMED.search(question.text) else len(terms)
    return Request("arithmetic", {"expression": f"({' + '.join(terms)}) / {count}"})


def hinge(wish: Wish) -> Request | None:
    """The hinge loss of labels -1 and 1, or of the scores of several classes; its margin is 1 unless told."""
    question = wish.question
    data = wish.data(("actual", "logits", "margin", "predicted", "output", "labels"), idle=(0, 1))
    margins = data.of("margin")
    data = data.without("margin", "count", "kinds")
    if any(each.value != 1 for each in margins):
        return None
    said = _said(question, data.renamed(predicted="logits")) if not data.of("actual") else None
    if said is not None and len(said.rows) == 1:
        places = _places(question, said, tuple(each for each in data.items if each not in said.items))
        return _against_others(said.rows[0], places[0] - 1) if places else None
    taken = data.of("actual") and not (data.of("predicted") or data.of("logits"))
    data = data.renamed(predicted="logits", labels="logits" if taken else "actual")
    true, scores = data.vector("actual"), data.vector("logits")
    if not true or not scores or len(true) != len(scores) or not set(true) <= {-1.0, 1.0}:
        return None
    if not data.only("actual", "logits") or not data.in_step("actual", "logits"):
        return None
    if len(true) > 1 and _SUMMED.search(question.text):
        return None
    return Request(wish.name, {"actual": true, "scores": scores})


def _against_others(scores: Vector, right: int) -> Request:
    """What every other class scores above the right one less 1, added up."""
    terms = [f"max(0, {score!r} - ({scores[right]!r}) + 1)" for at, score in enumerate(scores) if at != right]
    return Request("arithmetic", {"expression": " + ".join(terms)})
