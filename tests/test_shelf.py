"""Notes handed over while the tutor is open: kept, read again, exchanged, added to; and all of it deleted."""

import os
import threading
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from browser import NOTES, PacedEngine, opened
from hashing_embedder import HashingEmbedder
from numpy.typing import NDArray

from ingest import BadNotes
from tutor import DEFAULT_NOTES, Tutor, everything, forget_notes, keep_notes, neighbouring, own_notes
from tutor.kept_notes import NotKept, place_to_write

MORE = "# More\n\n## What is bagging?\n\nBagging averages models that were trained on samples.\n"


def test_notes_are_read_again_and_what_changed_is_told(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        before = {entry.question: entry.id for entry in tutor.entries}
        changed = (
            NOTES.replace("A deep tree overfits.", "A deep tree overfits easily.") + "\n### Q7: What is boosting?\n"
        )
        (tmp_path / "notes.md").write_text(changed, encoding="utf-8")
        edits = tutor.read_again()
        assert edits is not None
        assert [entry.question for entry in edits.added] == ["What is boosting?"]
        assert [entry.question for entry in edits.changed] == ["What is a decision tree?"]
        assert all(before.get(entry.question, entry.id) == entry.id for entry in tutor.entries)
        assert tutor.retrieve("boosting")[0].entries


def test_notes_that_cannot_be_read_leave_everything_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        shelf = tutor.shelf
        (tmp_path / "notes.md").write_bytes(b"\xff\x00\xff")
        with pytest.raises(BadNotes):
            tutor.read_again()
        assert tutor.shelf is shelf


def test_a_file_that_was_handed_over_is_used_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "upload.md"
    file.write_text(MORE, encoding="utf-8")
    kept = keep_notes(tmp_path / "data", file, "..\\..//my\nnotes?.md")
    assert kept == tmp_path / "data" / "notes" / "my_notes_.md"
    with Tutor.open(engine="none", data=tmp_path / "data", embedder=HashingEmbedder()) as tutor:
        assert [entry.question for entry in tutor.entries] == ["What is bagging?"]
    forget_notes(tmp_path / "data", kept.name)
    assert own_notes(tmp_path / "data") == ()


@pytest.mark.parametrize("name", ["", "..", ".md", "a/..", "???"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "upload.md"
    file.write_text(MORE, encoding="utf-8")
    with pytest.raises(NotKept):
        keep_notes(tmp_path / "data", file, name)
    assert own_notes(tmp_path / "data") == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.md", b"\x00\xff"), ("a.exe", b"MZ"), ("a.md", b"x" * 3_000_000)],
    ids=["binary", "kind", "size"],
)
def test_a_hostile_file_is_refused_and_not_kept(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / "upload"
    file.write_bytes(data)
    with pytest.raises(BadNotes, match="a\\."):
        keep_notes(tmp_path / "data", file, name)
    assert own_notes(tmp_path / "data") == ()


def test_a_question_is_added_and_taken_out_again(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        added = tutor.add_question("What is sourdough?")
        assert any(entry.question == "What is sourdough?" and not entry.answered for entry in tutor.entries)
        tutor.undo_adding(added)
        assert (tmp_path / "notes.md").read_text(encoding="utf-8") == NOTES


def test_the_notes_that_come_with_the_tutor_are_never_written_in(tmp_path: Path) -> None:
    files, path = place_to_write([DEFAULT_NOTES], tmp_path, DEFAULT_NOTES)
    assert files == (path,) and path.parent == tmp_path / "notes"
    assert path.read_bytes() == DEFAULT_NOTES.read_bytes()


def test_neighbours_are_of_the_same_topic_those_that_follow_first(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        entries = tutor.entries
        beside = neighbouring(entries, entries[1].id)
        assert [entry.question for entry in beside] == [entries[2].question, entries[0].question]
        assert neighbouring(entries, "nothing") == ()


def test_everything_is_exported_and_everything_is_deleted(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        tutor.conversation().ask("What is dropout?")
        archive = zipfile.ZipFile(BytesIO(everything(tutor.history, tutor.conversations, tutor.shelf.documents)))
        names = archive.namelist()
        assert "progress.sqlite" in names and "notes/notes.md" in names and any("conversations/" in n for n in names)
        tutor.forget_everything()
        assert tutor.conversations.listed() == ()
        assert (tmp_path / "notes.md").exists()  # the user's own file is not ours to delete


def holding(data: Path, text: str) -> list[str]:
    """The names of the files in the data folder that hold this text."""
    return [path.name for path in data.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_nothing_of_the_notes_is_left_on_disk_when_everything_is_deleted(tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        tutor.conversation().ask("What is dropout?")
        assert holding(tmp_path / "data", "not to rely on any single neuron")
        tutor.forget_everything()
        assert holding(tmp_path / "data", "not to rely on any single neuron") == []
        tutor.read_again()
        assert tutor.retrieve("dropout")[0].entries


def test_nothing_of_a_file_that_is_removed_is_left_on_disk(tmp_path: Path) -> None:
    more = tmp_path / "more.md"
    more.write_text(MORE, encoding="utf-8")
    with opened(tmp_path, PacedEngine()) as tutor:
        kept = keep_notes(tutor.data, more, "more.md")
        alone = tutor.shelf.files
        tutor.read_again((*alone, kept))
        assert {"more.md", "notes.index"} == set(holding(tutor.data, "Bagging averages models"))
        tutor.read_again(tuple(Path(os.path.relpath(file)) for file in tutor.shelf.files))
        assert "notes.index" in holding(tutor.data, "Bagging averages models"), "the same files under other names"
        tutor.read_again(alone)
        forget_notes(tutor.data, "more.md")
        assert holding(tutor.data, "Bagging averages models") == []


class Slow(HashingEmbedder):
    """Lets somebody else go first, where they can, when it reads of bagging."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.done = threading.Event(), threading.Event()

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if any("bagging" in text.casefold() for text in texts):
            self.begun.set()
            self.done.wait(0.5)
        return super().passages(texts)


def test_a_question_that_is_added_while_files_are_read_is_there_beside_them(tmp_path: Path) -> None:
    more, notes, embedder = tmp_path / "more.md", tmp_path / "notes.md", Slow()
    more.write_text(MORE, encoding="utf-8")
    notes.write_text(NOTES, encoding="utf-8")
    with Tutor.open(notes, engine="none", data=tmp_path / "data", embedder=embedder) as tutor:
        reading = threading.Thread(target=tutor.read_again, args=((notes, more),))
        reading.start()
        assert embedder.begun.wait(30)
        tutor.add_question("What is boosting?")
        embedder.done.set()
        reading.join(30)
        assert {"What is bagging?", "What is boosting?"} <= {entry.question for entry in tutor.entries}


def test_only_the_lines_of_a_file_that_is_added_are_embedded(tmp_path: Path) -> None:
    more = tmp_path / "more.md"
    more.write_text(MORE, encoding="utf-8")
    with opened(tmp_path, PacedEngine()) as tutor:
        embedder = tutor.embedder
        assert isinstance(embedder, HashingEmbedder)
        embedder.embedded.clear()
        edits = tutor.read_again((*tutor.shelf.files, more))
        assert edits is not None and [entry.question for entry in edits.added] == ["What is bagging?"]
        assert len(edits.unchanged) == 6 and not edits.changed and not edits.removed
        assert embedder.embedded and all("bagging" in text.casefold() for text in embedder.embedded)
        alone = tutor.retrieve("bagging")[0]
    with Tutor.open(
        [tmp_path / "notes.md", more], engine="none", data=tmp_path / "other", embedder=HashingEmbedder()
    ) as fresh:
        assert fresh.index.generation == tutor.index.generation  # the same, whatever was there before
        assert [hit.entry.id for hit in fresh.retrieve("bagging")[0].entries] == [hit.entry.id for hit in alone.entries]


def test_another_start_with_a_file_more_embeds_that_file_alone(tmp_path: Path) -> None:
    more, embedder = tmp_path / "more.md", HashingEmbedder()
    more.write_text(MORE, encoding="utf-8")
    with opened(tmp_path, PacedEngine()) as tutor:
        files = (*tutor.shelf.files, more)
    with Tutor.open(files, engine="none", data=tmp_path / "data", embedder=embedder) as tutor:
        assert embedder.embedded and all("bagging" in text.casefold() for text in embedder.embedded)
        assert tutor.changes is None  # a first reading of these files
