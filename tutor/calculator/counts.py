"""Counts: how many examples of each class, as people tell it."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.span import Span

Counts = tuple[int, ...]
_BEHIND = regex(
    r"\s*[)\]]?\s*(?:%|percent|bits?\b|nats?\b|features?\b|attributes?\b|levels?\b|"
    r"depth\b|splits?\b|decimal|times\b|trees?\b|leaves\b|nodes?\b|branches\b|children\b|"
    r"subsets?\b|groups?\b|classes\b|categories\b|types\b|kinds\b)",
    re.I,
)


_EVERYTHING = regex(
    r"\s*(?:training |data |labell?ed )?(?:samples?|examples?|instances?|points?|"
    r"items?|records?|rows?|observations?|images?|people|persons?|"
    r"patients?|emails?|messages?|documents?|cases?|balls?|marbles?|in total|total|altogether)\b",
    re.I,
)
_OF_COUNTS = regex(
    r"\b(?:counts?|samples?|examples?|instances?|labels|frequenc\w+|observations?|occurrences?|node|leaf|times)\b", re.I
)


_ONLY_NAME = regex(r"\b(?:class|label|group|category|child|branch|leaf|subset|set)\s+$", re.I)
"""In "40 of class 1" the 1 is a name."""


def counts_told(question: Question) -> Counts | None:
    """The counts of one set of examples; None unless every number is one of them, or their total."""
    if any(isinstance(part.value, float) for span in question.lists for part in span.parts):
        return None
    loose = _OF_COUNTS.search(question.text) is not None
    vectors = [span for span in question.lists if span.is_vector and (loose or not span.parts) and not span.shape]
    singles = [span for span in question.spans if span.is_scalar and not span.word]
    if len(vectors) == 1 and _whole(vectors[0]):
        rest = [span.value for span in singles if not vectors[0].start <= span.start < vectors[0].end]
        values = _counts_of(vectors[0])
        if all(value in {sum(values), len(values)} for value in rest):
            return values
    numbers = _told(question)
    if any(not span.parts for span in vectors) or numbers is None or len(numbers) < 2:
        return None
    without = _without_total(question, numbers)
    if without is None and _starts_with_total(question):
        return _with_the_rest(question, numbers)
    return without if without is not None else numbers if _listed(question) else None


def _told(question: Question) -> Counts | None:
    """All numbers as counts; None when one of them is something else."""
    found: list[int] = []
    for span in question.spans:
        if span.word or _ONLY_NAME.search(question.text[max(0, span.start - 12) : span.start]):
            continue
        if not isinstance(span.value, int) or span.percent or span.value < 0 or _BEHIND.match(question.text, span.end):
            if span.ratio and not span.percent:
                found += [span.ratio[1], span.ratio[0]]
                continue
            return None
        found.append(span.value)
    return tuple(found)


def _without_total(question: Question, numbers: Counts) -> Counts | None:
    """The counts without their total, where one of the numbers is it."""
    spans = [
        span
        for span in question.spans
        if not span.word and not _ONLY_NAME.search(question.text[max(0, span.start - 12) : span.start])
    ]
    for place in (0, len(numbers) - 1):
        rest = numbers[:place] + numbers[place + 1 :]
        if (
            len(spans) == len(numbers)
            and len(rest) >= 2
            and numbers[place] == sum(rest)
            and _is_total(question, spans[place])
        ):
            return rest
    return None


def _is_total(question: Question, span: Span) -> bool:
    """Whether the words around a number call it a total, and not one more class."""
    before, after = question.text[max(0, span.start - 25) : span.start], question.text[span.end : span.end + 30]
    return (
        _EVERYTHING.match(after) is not None
        or re.search(r"\b(?:total|all|of|out of|size)\W*(?:of |is |the )*$", before, re.I) is not None
    )


_ENDS = regex(r"\s*(?:[,:;.(]|has\b|have\b|with\b|contain|where\b|of (?:which|them)\b|in total|total|in all|-)", re.I)
_REST = regex(r"\b(?:the rest|remaining|remainder|all (?:the )?others?|the others?)\b", re.I)


def _starts_with_total(question: Question) -> bool:
    """Whether the first number counts all examples and not one class: "20 samples, 5 of class 1"."""
    first = next(span for span in question.spans if not span.word)
    everything = _EVERYTHING.match(question.text[first.end : first.end + 30])
    return everything is not None and _ENDS.match(question.text, first.end + everything.end()) is not None


def _with_the_rest(question: Question, numbers: Counts) -> Counts | None:
    """The classes told and what is left of the total; None unless the text speaks of the rest."""
    left = numbers[0] - sum(numbers[1:])
    return (*numbers[1:], left) if left > 0 and _REST.search(question.text) else None


_IN_ALL = regex(r"\s*(?:[a-z]+ )?(?:in (?:all|total)|altogether|overall)\b", re.I)


def _listed(question: Question) -> bool:
    """Whether each number says what it counts, and none all of them: "9 positive and 5 negative", "yes: 9, no: 5"."""
    numbers = [span for span in question.spans if not span.word]
    return not any(_IN_ALL.match(question.text, span.end) for span in numbers) and all(
        _counted(question, span) or _ONLY_NAME.search(question.text[max(0, span.start - 12) : span.start]) is not None
        for span in numbers
    )


def _counted(question: Question, span: Span) -> bool:
    before, after = question.text[max(0, span.start - 25) : span.start], question.text[span.end : span.end + 30]
    return (
        re.match(r"[ -]*(?:\w+ )?(?!and\b|or\b|of\b|in\b|is\b)[A-Za-z+\"'-]", after) is not None
        or re.search(r"\w\s*[:=]\s*$", before) is not None
    )


def _whole(span: Span) -> bool:
    return (
        isinstance(span.value, tuple)
        and all(isinstance(value, int) and value >= 0 for value in span.value)
        and sum(_counts_of(span)) > 1
    )


def _counts_of(span: Span) -> Counts:
    values = span.value if isinstance(span.value, tuple) else (span.value,)
    return tuple(value for value in values if isinstance(value, int))
