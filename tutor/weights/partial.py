"""Partial: the beginning of a model file; every source goes on where the last one stopped."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tutor.weights.catalogue import ModelFile
from tutor.weights.checking import Progress
from tutor.weights.errors import FetchFailed


class Partial:
    """The file `NAME.partial`, and who is told of its growth."""

    def __init__(self, model: ModelFile, folder: Path, progress: Progress | None) -> None:
        self.model = model
        self.path = folder / f"{model.file}.partial"
        self._progress = progress
        if self.size > model.size:
            self.discard()

    @property
    def size(self) -> int:
        """Bytes that have arrived."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def is_whole(self) -> bool:
        """True when every byte has arrived; whether they are right is not known yet."""
        return self.size == self.model.size

    def discard(self) -> None:
        """Begin again from nothing."""
        self.path.unlink(missing_ok=True)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Append to it; what was written is on the disk when this ends, by an error too."""
        with self.path.open("ab") as file:
            try:
                yield file
            finally:
                file.flush()
                os.fsync(file.fileno())

    def tell(self, done: int, what: str) -> None:
        """Say how far it is."""
        if self._progress:
            self._progress(done, self.model.size, what)

    def check_room(self, coming: int, source: str) -> None:
        """Refuse more bytes than the file has: a source that sends them has another file."""
        if self.size + coming > self.model.size:
            self.discard()
            raise FetchFailed(f"{source} has more bytes than the {self.model.size:,} of {self.model.name}")
