"""Shelf: the notes as they were read: which files, what was found in them, the index over them."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index import (
    DamagedIndex,
    Embedder,
    Index,
    IndexMismatch,
    IndexNotWritten,
    Reranker,
    build,
    build_unkept,
    latest_index,
    narrowed,
    open_index,
)
from ingest import Changes, Document, Report, UserError, changes, read_notes

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One reading of the notes. A later reading makes another shelf, so that no answer mixes two."""

    files: tuple[Path, ...]
    """Files and folders, as they were named."""
    documents: tuple[Document, ...]
    report: Report
    index: Index
    changes: Changes | None
    """What the notes' author did since the reading before; None at the first."""
    unkept: str = ""
    """Why the index is not on disk, for a person; "" when it is."""

    def document(self, source: str) -> Document | None:
        """The file of that name."""
        return next((document for document in self.documents if document.name == source), None)

    def within(self, topics: tuple[str, ...]) -> Index:
        """The index over what stands under these headings alone, all of it where none is named; raises NoSuchTopic."""
        return _within(self.index, topics) if topics else self.index

    def read_again(
        self, files: Sequence[Path], folder: Path, embedder: Embedder, progress: Progress | None = None
    ) -> "Shelf":
        """These files, or the same where none are named, as they are now; ids of questions stay. Raises BadNotes."""
        return read_shelf(
            files or self.files,
            folder,
            embedder,
            progress=progress,
            previous=self.index,
            reranker=self.index.reranker,
        )

    def forget_index_of(self, before: "Shelf", folder: Path) -> None:
        """Delete the index of the reading before, where this one has another on disk; raises NotForgotten."""
        if not self.unkept and place_of_index(self.files, folder) != place_of_index(before.files, folder):
            forget_indexes(folder, before.files)


class NoSuchTopic(UserError):
    """The notes have no such heading over anything."""


@lru_cache(maxsize=4)
def _within(index: Index, topics: tuple[str, ...]) -> Index:
    narrow = narrowed(index, topics)
    if not narrow.points:
        known = dict.fromkeys(heading for entry in index.entries for heading in entry.topic[-1:])
        raise NoSuchTopic(f"Nothing in the notes stands under {', '.join(topics)}. Headings are: {'; '.join(known)}.")
    return narrow


def read_shelf(
    files: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    *,
    progress: Progress | None = None,
    previous: Index | None = None,
    reranker: Reranker | None = None,
) -> Shelf:
    """The files read and indexed below `folder`; only texts that were not in the reading before cost time.

    `previous` is the index of the reading before where other files were read then; the ids of its entries stay.
    Raises BadNotes.
    """
    place = place_of_index(files, folder)
    last = previous or _kept_index(place, embedder)
    beside = last or latest_index(place.parent, embedder)
    before = last.entries if last else ()
    notes = read_notes(files, previous=before)
    edits = changes(notes.entries, before) if before else None
    unkept = ""
    try:
        index = build(notes, embedder, place, reranker=reranker, beside=beside, progress=progress)
    except IndexNotWritten as error:  # asking goes on without
        index = build_unkept(notes, embedder, place, reranker=reranker, beside=beside, progress=progress)
        unkept = str(error)
    return Shelf(tuple(files), notes.documents, notes.report, index, edits, unkept)


def place_of_index(files: Sequence[Path], folder: Path) -> Path:
    """Where the index over these files lies below the data folder."""
    return folder / "indexes" / _key(files)


class NotForgotten(UserError):
    """An index that should go cannot be deleted: the person has to."""


def forget_indexes(folder: Path, files: Sequence[Path] | None = None) -> None:
    """Delete the index over these files, or all of them where none are named: an index holds the text of its notes.

    Raises NotForgotten when that is not allowed.
    """
    place = folder / "indexes" if files is None else place_of_index(files, folder)
    try:
        if place.exists():
            shutil.rmtree(place)
    except OSError as error:
        raise NotForgotten(f"{place} cannot be deleted ({error.strerror}). Delete it by hand.") from error


def _kept_index(place: Path, embedder: Embedder) -> Index | None:
    """The index of the last reading, so that entries keep their identity; None where it cannot be read."""
    try:
        return open_index(place, embedder)
    except (DamagedIndex, IndexMismatch):
        return None


def _key(files: Sequence[Path]) -> str:
    """A folder name for these files, the same at every start."""
    names = "\n".join(sorted(str(file.resolve()) for file in files))
    return hashlib.sha256(names.encode()).hexdigest()[:16]
