"""Is this sentence backed by the evidence? Checks that need no model.

Covered: numbers that stand nowhere, words that occur nowhere, directions turned round (faster/slower) against the lines
that the sentence rests on. Not covered yet: paraphrases that change the meaning with words that all occur.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import content_words, stem
from tutor.asking.answer import Evidence

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
OPPOSITES = (
    ("faster", "slower"), ("fast", "slow"), ("higher", "lower"), ("high", "low"), ("larger", "smaller"),
    ("large", "small"), ("increase", "decrease"), ("more", "less"), ("more", "fewer"), ("better", "worse"),
    ("overfitting", "underfitting"), ("always", "never"), ("simple", "complex"), ("early", "late"),
)  # fmt: skip
GENERIC = frozenset(
    stem(word)
    for word in "yes no not also because while thus therefore means called used use using help helps make makes allow "
    "allows example such one two several given based work works provide provides example cause causes lead leads "
    "result results become becomes important question answer notes include includes involve involves ensure".split()
)
UNSEEN_SHARE = 0.4
"""A sentence may bring this share of content words of its own: joining words are the model's, facts are not."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown, how well it is backed, and why not."""

    backed: bool
    support: float
    """Share of its content words that the evidence or the question holds, 0 to 1."""
    why: str = ""


def verify(sentence: str, evidence: Sequence[Evidence], question: str) -> Verdict:
    """Check one sentence of the model against the evidence and the question."""
    known = " ".join([question, *(text for item in evidence for text in (*item.heading, item.question, item.text))])
    words = [word for word in content_words(sentence) if word not in GENERIC]
    seen = set(content_words(known))
    support = sum(word in seen for word in words) / len(words) if words else 0.0
    why = (
        _strange_number(sentence, known)
        or ("most of its words are not in the notes" if support < 1 - UNSEEN_SHARE else "")
        or _turned_round(sentence, evidence)
    )
    return Verdict(not why, support, why)


def _strange_number(sentence: str, known: str) -> str:
    numbers = set(NUMBER.findall(known))
    strange = [number for number in NUMBER.findall(sentence) if number not in numbers]
    return f"the number {strange[0]} is not in the notes" if strange else ""


def _turned_round(sentence: str, evidence: Sequence[Evidence]) -> str:
    """A direction in the sentence against the lines that share most of its other words."""
    said = set(re.findall(r"[a-z]+", sentence.lower()))
    for pair in OPPOSITES:
        for word, opposite in (pair, pair[::-1]):
            if word in said and opposite not in said and _says(opposite, word, _closest(sentence, pair, evidence)):
                return f"it says '{word}' where the notes say '{opposite}'"
    return ""


def _closest(sentence: str, directions: tuple[str, str], evidence: Sequence[Evidence]) -> list[str]:
    """The lines that share the most words with the sentence, the directions apart."""
    words = set(content_words(sentence)) - {stem(word) for word in directions}
    shared = {item.text: len(words & set(content_words(item.text))) for item in evidence}
    most = max(shared.values(), default=0)
    return [text for text, count in shared.items() if count == most > 0]


def _says(opposite: str, word: str, lines: Sequence[str]) -> bool:
    words = set(re.findall(r"[a-z]+", " ".join(lines).lower()))
    return opposite in words and word not in words
