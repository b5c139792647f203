"""Classes: which class a question calls right or asks about, counted from 1."""

import re
from dataclasses import dataclass

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.span import Span

ORDINALS = {
    word: place
    for place, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}
_COUNTED = regex(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_PLACE = regex(
    r"\b(?P<ordinal>"
    + "|".join(ORDINALS)
    + r"|\d{1,2}(?:st|nd|rd|th)|last|middle)\b(?!\s+(?:calculate|compute|find|apply|take))",
    re.I,
)
_IS_PLACE = regex(
    r"\b(?:class|label|answer|category|target|one|token)\s*(?:is|was|being|=|:|,)?\s*(?:the\s+)?(?P<ordinal>"
    + "|".join(ORDINALS)
    + r"|\d{1,2}(?:st|nd|rd|th)|last)\b(?!\s+(?:class|calculate|compute|logit))",
    re.I,
)
_CLASS = regex(
    r"\b(?:class|category|label|target|token|outcome|option|true|correct|y|y_true|"
    r"ground truth)\b(?:\s+(?:class|label|category|target|is|was|being|the|at|number|"
    r"no\.?|of|y|answer|one|class is|index|idx|position|=|:|#))*\s*[=:#(]?\s*(?P<number>\d{1,3})"
    r"(?!\d|\.\d|%|\s*(?:classes|x\b|/))",
    re.I,
)
_INDEX = regex(
    r"\b(?:index|idx|position|element|entry|item)\b\s*(?:is|=|:|number|#)?\s*(?P<number>\d{1,3})"
    r"(?!\.\d)|\b[pqyz]\w*\s?\[(?P<bracket>\d{1,2})\]",
    re.I,
)
_MAYBE_ZERO = regex(r"\b(?:index|idx|y|y_true)\b|\[|target\s*=", re.I)
"""Written so, a class may be counted from 0."""
_ZERO_BASED = regex(
    r"\b(?:zero|0)[ -](?:based|indexed|index(?:ing)?|start)|\bcount(?:ing|ed)? from "
    r"(?:0|zero)|\bclass(?:es)? (?:are )?0\b|\b(?:starting|starts) (?:at|from|with)"
    r" (?:0|zero)|\bindex(?:ed)? from (?:0|zero)|\bclasses? 0\s*(?:,|to|-|and|or)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A class that was named, and where."""

    place: int
    """Counted from 1."""
    start: int
    end: int
    unsure: bool = False
    """True when it may be counted from 0 as well."""


def classes_named(question: Question, size: int, labels: tuple[str, ...] = ()) -> tuple[Named, ...]:
    """The classes that a text names, for a vector of `size` numbers with these labels."""
    found = [
        *_by_label(question, labels),
        *_by_number(question, size),
        *_by_place(question, size),
        *_behind(question, size),
    ]
    return tuple(each for each in found if 1 <= each.place <= size)


def _by_label(question: Question, labels: tuple[str, ...]) -> list[Named]:
    """As in "true class is dog"."""
    found: list[Named] = []
    inside = [(span.from_, span.end) for span in question.lists]
    for place, label in enumerate(labels, start=1):
        said = re.search(
            rf"\b(?:true|correct|right|actual|target|gold)\s+(?:class|label|answer|category|token|word)\s*(?:is|was|=|:)?\s*"
            rf"(?:an? |the )?['\"]?{re.escape(label)}(?!\w)",
            question.text,
            re.I,
        )
        if said:
            found.append(Named(place, said.start(), said.end()))
            continue
        for hit in re.finditer(rf"(?<![\w]){re.escape(label)}(?![\w])", question.text, re.I):
            if not any(start - 30 <= hit.start() <= end + 2 for start, end in inside):
                found.append(Named(place, hit.start(), hit.end()))
                break
    return found


def _by_number(question: Question, size: int) -> list[Named]:
    zero_based = _ZERO_BASED.search(question.text) is not None
    found: list[Named] = []
    for pattern in (_INDEX, _CLASS):
        for hit in pattern.finditer(question.text):
            number = int(next(group for group in hit.groups() if group is not None))
            if any(hit.start() < other.end and other.start < hit.end() for other in found):
                continue
            counted = zero_based or number == 0
            unsure = not counted and number < size and (_MAYBE_ZERO.search(hit[0]) is not None)
            found.append(Named(number + counted, hit.start(), hit.end(), unsure))
    return found


def _by_place(question: Question, size: int) -> list[Named]:
    """As in "the second class", "the 3rd one", "the last"."""
    found: list[Named] = []
    for hit in _PLACE.finditer(question.text):
        word = hit["ordinal"].lower()
        counted = _COUNTED.fullmatch(word)
        place = (
            int(counted[1]) if counted else {"last": size, "middle": (size + 1) // 2}.get(word) or ORDINALS.get(word, 0)
        )
        after = question.text[hit.end() : hit.end() + 24].lower()
        the = question.text[max(0, hit.start() - 4) : hit.start()].lower() == "the "
        if (the and re.match(r"\s*(?:[?.,;)]|$)", after)) or re.match(
            r"\s*(?:class|category|label|one|logit|element|entry|token|outcome|component|"
            r"is|option|probabilit|value|position)",
            after,
        ):
            found.append(Named(place, hit.start(), hit.end()))
    return found


def _behind(question: Question, size: int) -> list[Named]:
    """As in "the correct class is the last", "true class the first"."""
    found = [(hit, hit["ordinal"].lower()) for hit in _IS_PLACE.finditer(question.text)]
    return [
        Named(
            {"last": size}.get(word) or ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0), hit.start(), hit.end()
        )
        for hit, word in found
    ]


def covers(named: tuple[Named, ...], span: Span) -> bool:
    """Whether the number of a span is the number of a named class."""
    return any(each.start <= span.start < each.end for each in named)
