"""Roles: what the words around the numbers of a question say they are, all numbers together."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tutor.calculator.question import Question
from tutor.calculator.span import Span
from tutor.calculator.words import score_after, score_before

Cues = Mapping[str, tuple[str, ...]]
Allowed = Callable[[Span, str, str, bool], bool]
"""Whether a number may have the role that a cue before it, or behind it (True), points at."""
MOST_STEPS = 20_000


def numbers_of(question: Question) -> tuple[Span, ...]:
    """The numbers that are written in digits."""
    return tuple(span for span in question.spans if not span.word)


def assigned(
    question: Question,
    numbers: Sequence[Span],
    before: Cues,
    behind: Cues,
    *,
    allowed: Allowed,
    many: frozenset[str] = frozenset(),
) -> list[str]:
    """The role of every number so that the words fit best overall; "" where none fits.

    Each role is given once, those of `many` more often.
    """
    edges = [_edges(question, numbers, place, before, behind, allowed) for place in range(len(numbers))]
    best: tuple[float, list[str]] = (-1.0, [""] * len(numbers))
    budget = [MOST_STEPS]
    for total, names in _choices(edges, 0, frozenset(), many, budget):
        if total > best[0]:
            best = (total, names)
    return best[1]


def _edges(
    question: Question, numbers: Sequence[Span], place: int, before: Cues, behind: Cues, allowed: Allowed
) -> list[tuple[float, str]]:
    """The roles that the words around a number point at, with how strongly."""
    span = numbers[place]
    start = numbers[place - 1].end if place else 0
    left = question.text[start : span.start]
    right = question.text[span.end : _right_end(question, numbers, place)]
    found = []
    for name in {*before, *behind}:
        scores = [score_before(left, cue) for cue in before.get(name, ()) if allowed(span, name, cue, False)]
        scores += [score_after(right, cue) for cue in behind.get(name, ()) if allowed(span, name, cue, True)]
        best = max(scores, default=0.0)
        if best > 0:
            found.append((best, name))
    return sorted(found, reverse=True)


def _right_end(question: Question, numbers: Sequence[Span], place: int) -> int:
    """Up to the next number; past a shape that stands right behind: "64 3x3 filters" are 64 filters."""
    if place + 1 >= len(numbers):
        return len(question.text)
    following = numbers[place + 1]
    if following.shape and not question.text[numbers[place].end : following.start].strip():
        return numbers[place + 2].start if place + 2 < len(numbers) else len(question.text)
    return following.start


def _choices(
    edges: list[list[tuple[float, str]]], at: int, taken: frozenset[str], many: frozenset[str], budget: list[int]
) -> Iterator[tuple[float, list[str]]]:
    budget[0] -= 1
    if at == len(edges) or budget[0] <= 0:
        yield 0.0, [""] * (len(edges) - at)
        return
    for score, name in edges[at]:
        if name not in taken:
            for rest, names in _choices(edges, at + 1, taken | ({name} - many), many, budget):
                yield score + rest, [name, *names]
    for rest, names in _choices(edges, at + 1, taken, many, budget):
        yield rest, ["", *names]
