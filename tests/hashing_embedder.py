"""The embedder for tests: texts that share words are near, the same everywhere and at once."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_EMPTY = "a an and are does for how in is it of on or that the to what which why with"
EMPTY = frozenset(_EMPTY.split())


class HashingEmbedder:
    """Every word adds a fixed direction; remembers what it was asked to embed."""

    def __init__(self, name: str = "hashing", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.real_words: frozenset[str] = frozenset()
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        directions = [
            _direction(word, self.dimension) for word in re.findall(r"\w+", text.casefold()) if word not in EMPTY
        ]
        total = np.sum(directions, axis=0) if directions else _direction("", self.dimension)
        return np.asarray(total / np.linalg.norm(total), np.float32)


@lru_cache(maxsize=100_000)
def _direction(word: str, dimension: int) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest())
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)
