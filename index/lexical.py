"""Lexical search: which texts share the rare words of the question (BM25 over an inverted index in numpy).

Written here and not taken from a library because the scores of all texts are wanted, not only the best:
fusion reads the word score of what the vectors found.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

SATURATION = 1.2
"""k1: how soon a word said again counts no more."""
LENGTH = 0.75
"""b: how much longer texts are held back."""


@dataclass(frozen=True, slots=True)
class Lexical:
    """For every stem the texts that hold it, with their BM25 weight."""

    rows: Mapping[str, int]
    """Stem -> its row."""
    starts: NDArray[np.int64]
    """Where a row begins in texts and weights; one longer than rows."""
    texts: NDArray[np.int32]
    """Places of the texts, rising within a row."""
    weights: NDArray[np.float32]
    size: int
    """How many texts were indexed."""

    @classmethod
    def over(cls, documents: Sequence[Sequence[str]]) -> "Lexical":
        """The index over texts given as their stems; a stem given twice counts twice."""
        counts = [Counter(stems) for stems in documents]
        rows = {word: row for row, word in enumerate(dict.fromkeys(chain.from_iterable(counts)))}
        words = np.fromiter((rows[word] for count in counts for word in count), np.int64)
        texts = np.repeat(np.arange(len(counts), dtype=np.int32), [len(count) for count in counts])
        often = np.fromiter((n for count in counts for n in count.values()), np.float32)
        order = np.argsort(words, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(words, minlength=len(rows))))).astype(np.int64)
        weights = _saturated(often, texts, [len(stems) for stems in documents])
        return cls(rows, starts, texts[order], weights[order], len(counts))

    def texts_with(self, word: str) -> int:
        """In how many texts the stem occurs."""
        row = self.rows.get(word)
        return 0 if row is None else int(self.starts[row + 1] - self.starts[row])

    def holds(self, text: int, word: str) -> bool:
        """Whether the text at this place holds the stem."""
        if (row := self.rows.get(word)) is None:
            return False
        texts = self.texts[self.starts[row] : self.starts[row + 1]]
        place = int(np.searchsorted(texts, text))
        return place < len(texts) and int(texts[place]) == text

    def rarity(self, word: str) -> float:
        """The BM25 weight of a stem (idf); the highest of all for one that occurs nowhere."""
        found = self.texts_with(word)
        return float(np.log(1 + (self.size - found + 0.5) / (found + 0.5)))

    def scores(self, terms: Mapping[str, float]) -> NDArray[np.float32]:
        """For every text the share of the question's rare words that it holds, 0 to about 1, shape (size,)."""
        scores = np.zeros(self.size, np.float32)
        possible = sum(weight * self.rarity(word) for word, weight in terms.items())
        for word, weight in terms.items():
            if (row := self.rows.get(word)) is not None:
                span = slice(int(self.starts[row]), int(self.starts[row + 1]))
                scores[self.texts[span]] += self.weights[span] * np.float32(weight * self.rarity(word) / possible)
        return scores

    def to_bytes(self) -> bytes:
        """Everything as one .npz without pickle."""
        file = io.BytesIO()
        names = np.frombuffer("\n".join(self.rows).encode(), np.uint8)
        np.savez(file, names=names, starts=self.starts, texts=self.texts, weights=self.weights, size=self.size)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> "Lexical":
        """What to_bytes wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            names = file["names"].tobytes().decode().split("\n")
            rows = {word: row for row, word in enumerate(names)} if len(file["starts"]) > 1 else {}
            return cls(rows, file["starts"], file["texts"], file["weights"], int(file["size"]))


def best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Places of the highest scores above zero, best first, ties in order of place."""
    if len(scores) > count:
        places = np.argpartition(-scores, count - 1)[:count]
        places = np.sort(places)
    else:
        places = np.arange(len(scores))
    places = places[scores[places] > 0]
    return places[np.argsort(-scores[places], kind="stable")]


def _saturated(often: NDArray[np.float32], texts: NDArray[np.int32], lengths: Iterable[int]) -> NDArray[np.float32]:
    length = np.fromiter(lengths, np.float32)
    relative = length / max(float(length.mean()) if len(length) else 1.0, 1.0)
    slow = SATURATION * (1 - LENGTH + LENGTH * relative)[texts]
    return (often / (often + slow)).astype(np.float32)
