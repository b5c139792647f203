"""Bare product: two vectors with a sign between them and nothing to tell about them."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import numbers_of

_BARE = regex(r"^\W*(?:pen paper:?|compute|calculate|evaluate|what is|find|a\s*\*\s*b\s*=)*\W*$", re.I)
_OPERATOR = regex(r"[()*/+^]|\d\s+-\s+\d")
"""What stands in brackets is an expression and no list."""


def bare_product(question: Question) -> Recognition:
    """As in "(2, -3, 1) * (4, 1, -2) = ?"."""
    vectors = [span for span in numbers_of(question) if span.is_vector]
    if len(vectors) != 2 or len(numbers_of(question)) != 2 or len(vectors[0].numbers) != len(vectors[1].numbers):
        return None
    first, second = vectors
    if any(_OPERATOR.search(question.text[each.from_ : each.end].strip("()[]{}<> ")) for each in vectors):
        return None
    if first.shape or second.shape or question.text[first.end : second.start].strip() != "*":
        return None
    around = re.sub(r"&", " ", question.text[: first.from_]) + " " + re.sub(r"[=?.]", " ", question.text[second.end :])
    return Request("dot product", {"a": first.numbers, "b": second.numbers}) if _BARE.match(around) else None
