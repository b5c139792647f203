"""Sentence -> the evidence that it rests on."""

from collections.abc import Sequence
from itertools import pairwise

from tutor.asking.answer import Evidence
from tutor.asking.phrasing import dangles
from tutor.asking.readings import telling

MOST = 3
"""More citations on one sentence are noise to a reader."""


def cite(sentence: str, evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """Numbers of the evidence that together hold the sentence's words, in order of number.

    A point is added as long as it brings two words (or the only ones) that the points chosen before it do not hold.
    """
    missing = set(telling(sentence))
    chosen: list[int] = []
    words = {item.n: _words(item) for item in evidence}
    while words and len(chosen) < MOST:
        best = max(words, key=lambda n: (len(words[n] & missing), -n))
        gained = words.pop(best) & missing
        if len(gained) < (2 if chosen else 1):
            break
        chosen.append(best)
        missing -= gained
    return tuple(sorted(chosen))


def cited(sentence: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What is needed to judge the sentence: the evidence that it rests on, and the line before one that begins "It".

    All of the evidence where none holds a word of the sentence.
    """
    numbers = set(cite(sentence, evidence))
    for before, item in pairwise(evidence):
        if item.n in numbers and dangles(item.text) and before.entry == item.entry:
            numbers.add(before.n)
    return tuple(item for item in evidence if item.n in numbers) or tuple(evidence)


def nearest(sentence: str, evidence: Sequence[Evidence]) -> Evidence | None:
    """The point that holds most of the sentence's words; None when none holds any."""
    said = telling(sentence)
    best = max(evidence, key=lambda item: (len(said & _words(item)), -item.n), default=None)
    return best if best and said & _words(best) else None


def _words(item: Evidence) -> frozenset[str]:
    return telling(" ".join((*item.heading, item.text)))
