"""Journal: vectors kept as they are made, so that a build that was cut off goes on where it stopped."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.store import writing

KEY = 16
CHECK = 8


class Journal:
    """One append-only file of (text, vector, checksum) per embedding model; a torn or damaged record is not read."""

    def __init__(self, folder: Path, embedder: str) -> None:
        self._folder = folder
        self._path = folder / f"unfinished-{hashlib.sha256(embedder.encode()).hexdigest()[:12]}.vectors"

    def vectors(self, dimension: int) -> dict[bytes, NDArray[np.float32]]:
        """What an earlier build had finished, by key of the text; a torn end is cut off."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        length = KEY + 4 * dimension + CHECK
        os.truncate(self._path, len(data) // length * length)
        records = (data[start : start + length] for start in range(0, len(data) - length + 1, length))
        return {r[:KEY]: np.frombuffer(r[KEY:-CHECK], np.float32) for r in records if _check(r[:-CHECK]) == r[-CHECK:]}

    def add(self, made: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Keep these; not fsynced, since what is lost is only made again. Raises IndexNotWritten."""
        with writing(self._folder), self._path.open("ab") as file:
            file.write(b"".join(_records(made.items())))

    def remove(self) -> None:
        """The build is done: no journal in the folder is needed any more, that of another model included."""
        for path in self._folder.glob("unfinished-*.vectors"):
            path.unlink()


def key(text: str) -> bytes:
    """The same for the same text."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()[:KEY]


def _records(made: Iterable[tuple[bytes, NDArray[np.float32]]]) -> Iterable[bytes]:
    for name, vector in made:
        record = name + vector.astype(np.float32).tobytes()
        yield record + _check(record)


def _check(record: bytes) -> bytes:
    return hashlib.blake2b(record, digest_size=CHECK).digest()
