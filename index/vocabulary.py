"""Vocabulary: the words of the notes, and a question read with them."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.words import STOP_WORDS, WORD, content_words, stem, terms, tokenise

EXPANDED = 0.5
"""What the long form of an abbreviation weighs beside the word that was typed, and the other way round."""
SHORTEST_MENDED = 5
"""Shorter words are left as typed: too many differ by one letter."""

IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7}?)s?\)")


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the notes' vocabulary reads it."""

    text: str
    searched: str
    terms: Mapping[str, float]
    """Stem -> weight, for the search by words."""
    unknown: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the notes with how often they occur, and the abbreviations that the notes themselves explain."""

    counts: Mapping[str, int]
    """Word in lower case -> how often."""
    long_forms: Mapping[str, tuple[str, ...]]
    """Stem of an abbreviation -> stems of what it stands for."""
    stems: frozenset[str]
    alike: Mapping[tuple[str, int], Sequence[str]]
    """First letter and length -> words: a typing error is looked for among those of the same first letter."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Vocabulary":
        """The vocabulary of these texts."""
        counts: Counter[str] = Counter()
        long_forms: dict[str, tuple[str, ...]] = {}
        known: set[str] = set()
        for text in texts:
            counts.update(tokenise(text))
            known.update(terms(text))
            long_forms.update(abbreviations(text))
        return cls(counts, long_forms, frozenset(known), _by_shape(counts))

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps([self.counts, self.long_forms, sorted(self.stems)], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Vocabulary":
        """What to_bytes gave."""
        counts, long_forms, stems = json.loads(data)
        return cls(
            counts, {short: tuple(long) for short, long in long_forms.items()}, frozenset(stems), _by_shape(counts)
        )

    def read(self, question: str) -> Query:
        """The question with typing errors mended, abbreviations spread out, and what stays unknown."""
        corrections = tuple(
            (word, better) for word in dict.fromkeys(WORD.findall(question)) if (better := self.mended(word))
        )
        searched = question
        for word, better in corrections:
            searched = re.sub(rf"\b{re.escape(word)}\b", better, searched)
        weights = dict.fromkeys(terms(searched), 1.0)
        for extra in self._spread(weights):
            weights.setdefault(extra, EXPANDED)
        unknown = tuple(word for word in dict.fromkeys(content_words(searched)) if not self.knows(word))
        return Query(question, searched, weights, unknown, corrections)

    def knows(self, word: str) -> bool:
        """Whether some form of the word, or what it abbreviates, occurs in the notes."""
        return stem(word) in self.stems

    def mended(self, word: str) -> str | None:
        """The word of the notes that was probably meant; None when the word is fine or nothing is near."""
        typed = word.casefold()
        if len(typed) < SHORTEST_MENDED or not typed.isalpha() or word.isupper():
            return None
        if typed in STOP_WORDS or self.knows(typed):
            return None
        lengths = range(len(typed) - 1, len(typed) + 2)
        alike = (known for length in lengths for known in self.alike.get((typed[0], length), ()))
        near = [known for known in alike if _one_slip_apart(typed, known)]
        return max(near, key=lambda known: (self.counts[known], known), default=None)

    def _spread(self, weights: Mapping[str, float]) -> Iterable[str]:
        for short, long in self.long_forms.items():
            if short in weights:
                yield from long
            elif all(word in weights for word in long):
                yield short


def abbreviations(text: str) -> dict[str, tuple[str, ...]]:
    """What a text explains itself, as in "stochastic gradient descent (SGD)": stem -> stems of the long form."""
    found = {}
    for match in IN_BRACKETS.finditer(text):
        letters = [letter.casefold() for letter in match.group(1) if letter.isalnum()]
        before = [word for word in re.split(r"[\s-]+", text[max(0, match.start() - 80) : match.start()]) if word]
        words = before[-len(letters) :]
        if len(words) == len(letters) and all(w[0].casefold() == c for w, c in zip(words, letters, strict=True)):
            found[stem(match.group(1))] = tuple(stem(word) for word in words)
    return found


def _by_shape(words: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    shapes: dict[tuple[str, int], list[str]] = {}
    for word in words:
        if len(word) >= SHORTEST_MENDED - 1:
            shapes.setdefault((word[0], len(word)), []).append(word)
    return shapes


def _one_slip_apart(typed: str, known: str) -> bool:
    """Whether one letter is missing, added, wrong or swapped with its neighbour."""
    same = 0
    shorter = min(len(typed), len(known))
    while same < shorter and typed[same] == known[same]:
        same += 1
    left, right = typed[same:], known[same:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:] and len(left) > 1
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
