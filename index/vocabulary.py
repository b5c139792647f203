"""Vocabulary: the words of the notes, and a question read with them."""

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from index.glossary import GROUPS
from index.words import STOP_WORDS, WORD, content_words, stem, terms, tokenise

OTHER_NAME = 0.5
"""What the words of another name weigh beside those that were typed."""
LONGEST_NAME = 6
"""Words."""
BETWEEN = 2
"""Words that may stand between those of a name."""
SHORTEST_PART = 3
"""Letters of each of two words that may have been written as one."""
SHORTEST_MENDED = 5
"""Shorter words are left as typed: too many differ by one letter."""

IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7}?)s?\)")


Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the notes' vocabulary reads it."""

    text: str
    searched: str
    """With typing errors mended."""
    synonyms: tuple[tuple[str, str], ...]
    """Names in the question that the notes also call otherwise: (as asked, as the notes have it)."""
    corrections: tuple[tuple[str, str], ...]
    """(as typed, as read)."""
    terms: Mapping[str, float]
    """Stem -> weight, for the search by words."""
    unknown: tuple[str, ...]
    """Content words that occur nowhere in the notes, in no form and under no other name."""

    @property
    def stems(self) -> tuple[str, ...]:
        """Of its content words."""
        return tuple(map(stem, content_words(self.searched)))

    @property
    def embedded(self) -> str:
        """The question as it is embedded: with the other names behind it."""
        names = ", ".join(dict.fromkeys(name for _, name in self.synonyms))
        return f"{self.searched} ({names})" if names else self.searched


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the notes with how often they occur, and the names that mean the same."""

    counts: Mapping[str, int]
    """Word in lower case -> how often."""
    stems: frozenset[str]
    alike: Mapping[tuple[str, int], Sequence[str]]
    """First letter and length -> words: a typing error is looked for among those of the same first letter."""
    names: Mapping[Stems, str]
    """A name as stems -> what else the notes call it most: from the glossary and the notes' own abbreviations."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Vocabulary":
        """The vocabulary of these texts."""
        words = [tokenise(text) for text in texts]
        explained: dict[str, str] = {}
        for text in texts:
            explained.update(abbreviations(text))
        groups = (*explained.items(), *GROUPS)
        return cls.made_of(
            counts=Counter(chain.from_iterable(words)),
            stems=chain.from_iterable(map(terms, texts)),
            names=_other_names(groups, _uses(groups, words)).items(),
        )

    @classmethod
    def made_of(
        cls, counts: Mapping[str, int], stems: Iterable[str], names: Iterable[tuple[Iterable[str], str]]
    ) -> "Vocabulary":
        """The vocabulary from what is stored of it."""
        return cls(counts, frozenset(stems), _by_shape(counts), {tuple(name): other for name, other in names})

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps([self.counts, sorted(self.stems), list(self.names.items())], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> "Vocabulary":
        """What to_bytes gave."""
        return cls.made_of(*json.loads(bytes(data)))

    def read(self, question: str, real_words: Container[str] = frozenset()) -> Query:
        """The question with typing errors mended, other names found, and what stays unknown.

        Words of the language in real_words are never taken for typing errors.
        """
        mended = ((word, self.mended(word, real_words)) for word in dict.fromkeys(WORD.findall(question)))
        corrections = tuple((word, better) for word, better in mended if better)
        searched = question
        for word, better in corrections:
            searched = re.sub(rf"\b{re.escape(word)}\b", better, searched)
        synonyms = tuple(self._synonyms(searched))
        parts = {word: self._parts(word) for word in content_words(searched) if not self.knows(word)}
        joined = self._joined(searched)
        known = (*terms(searched), *map(stem, joined), *chain.from_iterable(parts.values()))
        weights = dict.fromkeys(known, 1.0)
        for word in terms(" ".join(name for _, name in synonyms)):
            weights.setdefault(word, OTHER_NAME)
        named = {word for name, _ in synonyms for word in tokenise(name)}.union(*joined.values())
        unknown = tuple(word for word, found in parts.items() if not found and word not in named)
        return Query(question, searched, synonyms, corrections, weights, unknown)

    def knows(self, word: str) -> bool:
        """Whether some form of the word occurs in the notes."""
        return stem(word) in self.stems

    def _joined(self, text: str) -> dict[str, tuple[str, str]]:
        """Words that the notes write as one, with their parts: "data set" where they say "dataset"."""
        pairs = {one + other: (one, other) for one, other in pairwise(tokenise(text))}
        return {word: pair for word, pair in pairs.items() if word in self.counts and word not in STOP_WORDS}

    def _parts(self, word: str) -> tuple[str, ...]:
        """Stems of the two words of the notes that were written as one; none for another word."""
        ends = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        found = next((end for end in ends if word[:end] in self.counts and word[end:] in self.counts), None)
        return () if found is None else (stem(word[:found]), stem(word[found:]))

    def _synonyms(self, text: str) -> Iterator[tuple[str, str]]:
        words = tokenise(text)
        stems = tuple(map(stem, words))
        start = 0
        while start < len(stems):
            ends = (
                end for end in range(min(start + LONGEST_NAME, len(stems)), start, -1) if stems[start:end] in self.names
            )
            end = next(ends, None)
            if end is not None:
                yield " ".join(words[start:end]), self.names[stems[start:end]]
            start = end or start + 1

    def mended(self, word: str, real_words: Container[str] = frozenset()) -> str | None:
        """The word of the notes that was probably meant; None when the word is fine or nothing is near."""
        typed = word.casefold()
        if len(typed) < SHORTEST_MENDED or not typed.isalpha() or word.isupper():
            return None
        if typed in STOP_WORDS or self.knows(typed):
            return None
        lengths = range(len(typed) - 1, len(typed) + 2)
        alike = (known for length in lengths for known in self.alike.get((typed[0], length), ()))
        near = [known for known in alike if _one_slip_apart(typed, known)]
        if not near or typed in real_words:
            return None
        return max(near, key=lambda known: (self.counts[known], known))


def abbreviations(text: str) -> dict[str, str]:
    """What a text explains itself, as in "stochastic gradient descent (SGD)": short form -> long form."""
    found = {}
    for match in IN_BRACKETS.finditer(text):
        letters = [letter.casefold() for letter in match.group(1) if letter.isalnum()]
        before = [word for word in re.split(r"[\s-]+", text[max(0, match.start() - 80) : match.start()]) if word]
        words = before[-len(letters) :]
        if len(words) == len(letters) and all(w[0].casefold() == c for w, c in zip(words, letters, strict=True)):
            found[match.group(1)] = " ".join(words)
    return found


def _uses(groups: Iterable[Sequence[str]], texts: Iterable[Sequence[str]]) -> Counter[Stems]:
    """How often each of these names occurs in the texts, given as words; "L1 and L2 regularization" has both."""
    beginning: dict[str, set[Stems]] = {}
    for name in {_stems(name) for group in groups for name in group}:
        beginning.setdefault(name[0], set()).add(name)
    uses: Counter[Stems] = Counter()
    for words in texts:
        stems = tuple(map(stem, words))
        for start, first in enumerate(stems):
            names = beginning.get(first, ())
            uses.update(name for name in names if _in_order(name, stems[start : start + len(name) + BETWEEN]))
    return uses


def _in_order(name: Stems, stems: Stems) -> bool:
    rest = iter(stems)
    return all(word in rest for word in name)


def _other_names(groups: Iterable[Sequence[str]], uses: Mapping[Stems, int]) -> dict[Stems, str]:
    """For every name the one that the notes use most among those that mean the same."""
    others: dict[Stems, str] = {}
    for group in groups:
        for name in map(_stems, group):
            held = [other for other in group if _stems(other) != name and uses[_stems(other)]]
            if held:
                others.setdefault(name, max(held, key=lambda other: uses[_stems(other)]))
    return others


def _stems(name: str) -> Stems:
    return tuple(map(stem, tokenise(name)))


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
