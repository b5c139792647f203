"""Rules: the first reader of a row that accounts for every number of a question, and how many numbers it has."""

from collections.abc import Callable, Sequence

from tutor.calculator.question import Question, Recognition
from tutor.calculator.roles import numbers_of

Rule = Callable[[Question], Recognition]


def first_of(rules: Sequence[Rule], question: Question, *, longest: int) -> Recognition:
    """What the first rule reads; None for a question about an idea and for a text of more characters."""
    if any(sentence.conceptual for sentence in question.sentences) or len(question.text) > longest:
        return None
    return next((found for rule in rules for found in [rule(question)] if found is not None), None)


def count_of(question: Question) -> int:
    """How many numbers the question has, those of lists one by one, shapes aside."""
    return sum(
        len(span.value) if isinstance(span.value, tuple) else 1 for span in numbers_of(question) if not span.shape
    )
