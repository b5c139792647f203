"""The doctor finds what crashes, bad disks and edited notes leave behind, and puts it right."""

import os
from pathlib import Path

import pytest

from index import store
from tests.hashing_embedder import HashingEmbedder
from tests.small_notes import TEXT
from tutor import Fault, Tutor, find_faults, weights
from tutor.settings import Settings
from ui.cli import main

NOW = 1_900_000_000.0


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    """Notes that were opened once."""
    notes = tmp_path / "notes.md"
    notes.write_text(TEXT, encoding="utf-8")
    settings = Settings(notes=(notes,), data=tmp_path / "data", engine="none")
    opened(settings)
    return settings


def opened(settings: Settings) -> None:
    Tutor.open(settings=settings, embedder=HashingEmbedder()).close()


def found(settings: Settings) -> list[Fault]:
    return list(find_faults(settings, NOW, HashingEmbedder()))


def mended(settings: Settings) -> list[str]:
    """What is said; all that can be is mended, and a second look finds nothing of it."""
    faults = found(settings)
    for fault in faults:
        if fault.mend:
            fault.mend()
    assert [fault.said for fault in found(settings)] == [fault.said for fault in faults if not fault.mend]
    return [fault.said for fault in faults]


def contents(folder: Path) -> dict[str, bytes]:
    """All files but the two that SQLite makes to read another."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal")))
    return {path.name: path.read_bytes() for path in files}


def test_a_healthy_folder_has_no_fault_and_looking_changes_nothing(chosen: Settings) -> None:
    before = contents(chosen.data)
    assert found(chosen) == []
    assert contents(chosen.data) == before


def test_a_folder_that_is_not_there_has_no_fault(tmp_path: Path) -> None:
    assert found(Settings(data=tmp_path / "nowhere")) == []


@pytest.mark.parametrize(
    "name", ["indexes/x/.notes.index.partial", "beginnings/ab.part", "notes/.tmpab12", ".copy.sqlite.77.part"]
)
def test_a_file_that_was_left_behind_is_removed_unless_it_is_young(chosen: Settings, name: str) -> None:
    file = chosen.data / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("half", encoding="utf-8")
    os.utime(file, (NOW - 60, NOW - 60))
    assert found(chosen) == []
    os.utime(file, (NOW - 7200, NOW - 7200))
    assert len(mended(chosen)) == 1
    assert not file.exists()


def test_an_index_behind_its_notes_is_built_again(chosen: Settings) -> None:
    chosen.notes[0].write_text(TEXT + "\n## What is a rollback?\n\nA way back.\n", encoding="utf-8")
    assert mended(chosen) == ["The index is behind its notes"]


def test_a_damaged_index_is_built_again(chosen: Settings) -> None:
    file = next(chosen.data.rglob(store.FILE))
    file.write_bytes(file.read_bytes()[:-9])
    (said,) = mended(chosen)
    assert "damaged" in said


def test_weights_that_fail_their_checksum_are_removed_and_the_command_is_named(chosen: Settings) -> None:
    item = weights.CATALOGUE[-1]
    file = chosen.data / "weights" / item.file
    file.parent.mkdir()
    file.write_bytes(b"not the model")
    (said,) = mended(chosen)
    assert f"weights fetch {item.name}" in said
    assert not file.exists()


def test_a_damaged_history_is_left_to_the_person(chosen: Settings) -> None:
    file = chosen.data / "progress.sqlite"
    file.write_bytes(b"this is no database at all" * 100)
    (fault,) = found(chosen)
    assert fault.mend is None and "restore a copy" in fault.by_hand
    assert file.exists()


def test_a_fault_that_cannot_be_mended_is_said_and_keeps_no_other_from_it(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stuck, free = (chosen.data / name for name in (".a.part", ".b.part"))
    for file in (stuck, free):
        file.write_text("half", encoding="utf-8")
        os.utime(file, (0, 0))
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path == stuck:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    with pytest.raises(SystemExit) as left:
        main(["doctor", "--fix", "--data", str(chosen.data)])
    assert not left.value.code
    said = capsys.readouterr().out
    assert (
        f"{stuck} cannot be deleted (Permission denied)" in said
        and f"{free} was left behind half-written: mended" in said
    )
    assert stuck.exists() and not free.exists()


def test_a_file_whose_writer_ends_just_then_is_no_fault(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    passing = chosen.data / ".passing.part"
    passing.write_text("half", encoding="utf-8")
    is_file = Path.is_file

    def moved_meanwhile(path: Path) -> bool:
        there = is_file(path)
        if path == passing:
            path.unlink()
        return there

    monkeypatch.setattr(Path, "is_file", moved_meanwhile)
    assert found(chosen) == [] and not passing.exists()
