"""Rewording: a question in other words, where that is safe; and what to say to "what do you mean?".

Safe means: the whole question has a shape that is known, and only the frame around its subject changes. Everything else
stays as the notes have it, with the heading that it stands under.
"""

import re
from collections.abc import Sequence
from random import Random

_SUBJECT = r"(?P<subject>(?:an? |the )?[^?,;:]{2,60}?)"
_SHAPES = (
    (
        re.compile(rf"what (?:is|are) {_SUBJECT}\?", re.IGNORECASE),
        ("How would you explain {subject} to a colleague?", "Tell me about {subject}.", "Define {subject}."),
    ),
    (
        re.compile(rf"explain {_SUBJECT}[.?!]?", re.IGNORECASE),
        ("How would you explain {subject}?", "Tell me about {subject}."),
    ),
    (
        re.compile(
            r"what is the difference between (?P<one>[^?,;]{2,60}?) and (?P<two>[^?,;]{2,60}?)\?",
            re.IGNORECASE,
        ),
        ("How do {one} and {two} differ?", "What sets {one} apart from {two}?"),
    ),
    (
        re.compile(r"how (?:do|does) (?P<one>[^?,;]{2,60}?) (?:and (?P<two>[^?,;]{2,60}?) differ)\?", re.IGNORECASE),
        ("What is the difference between {one} and {two}?",),
    ),
)
_NOT_A_SUBJECT = re.compile(
    r"\b(difference|between|of|for|used|when|that|which|who|why|how|if|from|versus|vs|one|some|your|you|meant|it|"
    r"this|these|those|they|main|most|best|following|output|result|value|there|wrong|true|name)\b",
    re.IGNORECASE,
)


def rewordings(question: str) -> tuple[str, ...]:
    """The same question in other words; none where no shape is sure."""
    text = " ".join(question.split())
    for shape, frames in _SHAPES:
        found = shape.fullmatch(text)
        if found is None:
            continue
        parts = {name: part for name, part in found.groupdict().items() if part}
        if all(_safe(part) for part in parts.values()) and len(parts) == len(shape.groupindex):
            return tuple(frame.format(**parts) for frame in frames)
    return ()


def varied(question: str, topic: Sequence[str], rng: Random) -> str:
    """One of the ways to ask it, the notes' own among them; the heading above is named where no way is sure."""
    ways = (question, *rewordings(question))
    if len(ways) > 1:
        return rng.choice(ways)
    return rng.choice((question, scoped(question, topic)))


def scoped(question: str, topic: Sequence[str]) -> str:
    """The question with the heading that it stands under, where that says something new."""
    heading = topic[-1].strip() if topic else ""
    if not heading or heading.casefold() in question.casefold():
        return question
    return f"On “{heading}”: {question}"


def clarification(question: str, topic: Sequence[str], points: int, count: int) -> str:
    """What to say to the `count`-th "what do you mean?" (counted from 1); it gives away nothing of the answer."""
    where = " › ".join(part for part in topic if part.strip())
    about = f" It stands under “{where}” in your notes." if where else ""
    if count <= 1:
        return f"The question is: {question}{about}"
    ways = rewordings(question)
    other = f"In other words: {ways[(count - 2) % len(ways)]}" if ways else ""
    size = f" Your notes make {points} points of it." if points > 1 else " Your notes say one thing on it."
    return f"{other}{about}{size if points else ''}".strip() or f"Once more: {question}"


def _safe(part: str) -> bool:
    return not _NOT_A_SUBJECT.search(part) and not re.search(r"\d|[`$“”\"]", part) and len(part.split()) <= 5
