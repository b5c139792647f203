"""Sentence -> the evidence that it rests on."""

from collections.abc import Sequence

from index import content_words
from tutor.asking.answer import Evidence

MOST = 3
"""More citations on one sentence are noise to a reader."""


def cite(sentence: str, evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """Numbers of the evidence that together hold the sentence's words, the best first chosen, in order of number.

    A point is added as long as it brings two words (or the only ones) that the points chosen before it do not hold.
    """
    missing = set(content_words(sentence))
    chosen: list[int] = []
    words = {item.n: set(content_words(" ".join((*item.heading, item.text)))) for item in evidence}
    while words and len(chosen) < MOST:
        best = max(words, key=lambda n: (len(words[n] & missing), -n))
        gained = words.pop(best) & missing
        if len(gained) < (2 if chosen else 1):
            break
        chosen.append(best)
        missing -= gained
    return tuple(sorted(chosen))
