"""Dense search: which texts mean something near the question (FAISS, flat inner product: exact, no training)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndex

MOST_BYTES = 2 * 1024**3
"""No vectors larger than this are read: FAISS would take the size in the file at its word."""


class Dense:
    """Unit vectors of one kind of text, by place."""

    def __init__(self, flat: Any) -> None:
        self._flat = flat

    @classmethod
    def over(cls, vectors: NDArray[np.float32]) -> "Dense":
        """The index over unit rows, shape (n, dimension)."""
        import faiss

        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors, np.float32))
        return cls(flat)

    def __len__(self) -> int:
        """How many vectors."""
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._flat.d)

    def nearest(self, query: NDArray[np.float32], count: int) -> NDArray[np.int64]:
        """Places of the nearest texts, best first; fewer than count when there are fewer."""
        if len(self) == 0:
            return np.zeros(0, np.int64)
        _, places = self._flat.search(query.reshape(1, -1), min(count, len(self)))
        nearest: NDArray[np.int64] = places[0]
        return nearest

    def cosines(self, query: NDArray[np.float32], places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The cosine of the question with each of these texts."""
        return self.vectors(places) @ query

    def vectors(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors at these places, shape (len(places), dimension)."""
        if len(places) == 0:
            return np.zeros((0, self.dimension), np.float32)
        found: NDArray[np.float32] = self._flat.reconstruct_batch(places)
        return found

    def to_bytes(self) -> bytes:
        """The index as FAISS writes it, in memory: whoever stores it makes it whole and checked."""
        import faiss

        data: bytes = faiss.serialize_index(self._flat).tobytes()
        return data

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> "Dense":
        """What to_bytes gave. Only for bytes whose checksum was verified: FAISS itself has none.

        Raises DamagedIndex when it is not a flat inner-product index.
        """
        import faiss

        faiss.set_deserialization_vector_byte_limit(MOST_BYTES)
        try:
            flat = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        except RuntimeError as error:
            raise DamagedIndex(f"The vectors of the index cannot be read: {error}") from error
        if not isinstance(flat, faiss.IndexFlat) or flat.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise DamagedIndex("The vectors of the index are of a kind that this program does not write.")
        return cls(flat)
