"""Mending: what a crash, a bad disk or a change of notes left behind in the data folder, and how it is put right.

Locks need no mending: the system frees them with the process that held them. Files are called left behind only after an
hour, since another window may be writing them at this moment.
"""

import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index import DamagedIndex, Embedder, IndexMismatch, SentenceEmbedder, open_index
from ingest import UserError, read_notes
from tutor import weights
from tutor.interview import seals
from tutor.interview.profiles import history_file, profiles
from tutor.kept_notes import own_notes
from tutor.settings import Settings
from tutor.shelf import place_of_index, read_shelf

HOUR = 3600.0
LEFT_BEHIND = ("**/.*.partial", "**/.*.part", "**/*.part", "notes/.*", "weights/*.verified.[0-9]*")
"""What writers call their temporary files (index, exports, beginnings, kept notes, stamps)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be."""

    said: str
    """What it is, in words for a person."""
    mend: Callable[[], None] | None = None
    """Puts it right, or raises UserError; None where only a person can."""
    by_hand: str = ""
    """What the person can do then."""


class NotMended(UserError):
    """A file that should go cannot be deleted: the person has to."""


def faults(settings: Settings, now: float, embedder: Embedder | None = None) -> Iterator[Fault]:
    """Everything that is wrong in the data folder; `now` in seconds since 1970. Nothing is changed by looking."""
    yield from _left_behind(settings.data, now)
    yield from _index(settings, embedder or SentenceEmbedder(settings.embedder))
    yield from _weights(settings.data / "weights")
    for profile in ("", *profiles(settings.data)):
        yield from _history(history_file(settings.data, profile))


def _left_behind(data: Path, now: float) -> Iterator[Fault]:
    found = {path for pattern in LEFT_BEHIND for path in data.glob(pattern) if path.is_file()}
    for path in sorted(found):
        if now - _written(path) > HOUR:
            yield Fault(f"{path} was left behind half-written", partial(_delete, path))


def _written(path: Path) -> float:
    """When the file was written last; never, where its writer has finished with it just now."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotMended(f"{path} cannot be deleted ({error.strerror}). Delete it by hand.") from error


def _index(settings: Settings, embedder: Embedder) -> Iterator[Fault]:
    """Only of notes that were opened before: without an index there is nothing to be behind."""
    files = [*settings.notes] or list(own_notes(settings.data))
    place = place_of_index(files, settings.data)
    if not files or not place.is_dir():
        return
    rebuild = partial(_rebuild, files, settings.data, embedder)
    try:
        index = open_index(place, embedder)
        notes = read_notes(files, previous=index.entries if index else ())
    except (DamagedIndex, IndexMismatch) as error:
        yield Fault(str(error), rebuild)
        return
    except UserError as error:
        yield Fault(str(error), None, "Put the notes right, or name other ones.")
        return
    if index is None or (tuple(notes.entries), tuple(notes.points)) != (index.entries, index.points):
        yield Fault("The index is behind its notes", rebuild)


def _rebuild(files: list[Path], data: Path, embedder: Embedder) -> None:
    read_shelf(files, data, embedder)


def _weights(folder: Path) -> Iterator[Fault]:
    files = {item.name: folder / item.file for item in weights.CATALOGUE}
    for name, wrong in weights.verify(folder).items() if folder.is_dir() else ():
        if wrong:
            yield Fault(
                f"The model file {files[name]} is damaged: {wrong}. Fetch it again when it is removed: "
                f"interview-tutor weights fetch {name}",
                partial(_delete, files[name]),
            )


def _history(path: Path) -> Iterator[Fault]:
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)) as connection:
            connection.text_factory = seals.readable_text
            state = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
            broken = seals.damaged(connection)
    except sqlite3.Error as error:
        state, broken = str(error), {}
    if broken:
        counted = ", ".join(f"{count} of {table.replace('_', ' ')}" for table, count in broken.items())
        yield Fault(
            f"The history file {path} holds rows that are not as they were written ({counted}); they are left out",
            None,
            "The rest is unharmed. Restore a copy with 'interview-tutor history', or leave it as it is.",
        )
    if state != "ok":
        yield Fault(
            f"The history file {path} is damaged: {state}",
            None,
            "Move it away and restore a copy with 'interview-tutor history', or start with a new one.",
        )
