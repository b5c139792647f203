"""Tokens: one text as the embedding model sees it, word by word."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Tokens:
    """The words of one text with their vectors."""

    words: tuple[str, ...]
    """Words, or pieces of words ("##ing"), in order, in lower case."""
    vectors: NDArray[np.float32]
    """One unit-length row per word, shape (len(words), dimension): its meaning in this text."""

    @cached_property
    def whole(self) -> NDArray[np.float32]:
        """The meaning of the whole text: unit length, shape (dimension,)."""
        mean = self.vectors.mean(0)
        whole: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return whole
