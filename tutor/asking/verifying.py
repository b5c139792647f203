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


def verify(sentence: str, evidence: Sequence[Evidence], cited: Sequence[Evidence], question: str) -> Verdict:
    """Check `sentence` against all evidence, and its directions against the lines it rests on."""
    known = " ".join([question, *(text for item in evidence for text in (*item.heading, item.question, item.text))])
    words = [word for word in content_words(sentence) if word not in GENERIC]
    seen = set(content_words(known))
    support = sum(word in seen for word in words) / len(words) if words else 0.0
    why = (
        _strange_number(sentence, known)
        or ("most of its words are not in the notes" if support < 1 - UNSEEN_SHARE else "")
        or _turned_round(sentence, cited)
    )
    return Verdict(not why, support, why)


def _strange_number(sentence: str, known: str) -> str:
    numbers = set(NUMBER.findall(known))
    strange = [number for number in NUMBER.findall(sentence) if number not in numbers]
    return f"the number {strange[0]} is not in the notes" if strange else ""


def _turned_round(sentence: str, cited: Sequence[Evidence]) -> str:
    said = set(re.findall(r"[a-z]+", sentence.lower()))
    lines = set(re.findall(r"[a-z]+", " ".join(item.text for item in cited).lower()))
    for pair in OPPOSITES:
        for word, opposite in (pair, pair[::-1]):
            if word in said and opposite not in said and opposite in lines and word not in lines:
                return f"it says '{word}' where the notes say '{opposite}'"
    return ""
