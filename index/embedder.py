"""Embedder: turns text into vectors of meaning."""

from collections.abc import Container, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Two methods, because models may prompt questions and passages differently."""

    @property
    def name(self) -> str:
        """Which model, as the index's manifest records it: vectors of another name are not comparable."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def real_words(self) -> Container[str]:
        """Words in lower case that the model knows whole, so that they are no typing errors; may be empty."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit-length row per text, shape (len(texts), dimension)."""

    def query(self, text: str) -> NDArray[np.float32]:
        """One unit-length vector, shape (dimension,)."""
