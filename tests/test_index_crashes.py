"""An index on disk whose building is cut off, whose disk is full or whose bytes are changed."""

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hashing_embedder import HashingEmbedder
from written_notes import FEWER, NOTES, answers, reopened

from index import DamagedIndex, IndexMismatch, IndexNotWritten, build, open_index, store
from index.dense import Dense
from index.generation import HEAD
from index.journal import Journal, key


class PowerLossError(BaseException):
    """Raised at a step, as if the process died there."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_build_that_was_cut_off_goes_on_where_it_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.building.BATCH", 5)

    def cut(done: int, _of: int) -> None:
        if done >= 10:
            raise PowerLossError

    with pytest.raises(PowerLossError):
        build(NOTES, HashingEmbedder(), folder, progress=cut)
    embedder = HashingEmbedder()
    build(NOTES, embedder, folder)
    assert len(embedder.embedded) == 6
    assert sorted(path.name for path in folder.iterdir()) == [store.LOCK, store.FILE]


@pytest.mark.parametrize("at", [0, 1, 20, 39])
def test_a_torn_journal_gives_only_whole_vectors(folder: Path, at: int) -> None:
    folder.mkdir()
    journal = Journal(folder, "model")
    made = {key(str(n)): np.full(4, n, np.float32) for n in range(3)}
    journal.add(made)
    path = next(folder.iterdir())
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 1 - at])
    assert list(journal.vectors(4)) == list(made)[:2]
    journal.add({key("2"): made[key("2")]})
    kept = journal.vectors(4)
    assert all(np.array_equal(kept[name], vector) for name, vector in made.items())


def steps_of(folder: Path) -> list[str]:
    steps: list[str] = []
    build(FEWER, HashingEmbedder(), folder)
    build(NOTES, HashingEmbedder(), folder, step=steps.append)
    return steps


def test_a_crash_at_any_step_leaves_the_old_or_the_new_generation(tmp_path: Path) -> None:
    steps = steps_of(tmp_path / "whole")
    new = answers(reopened(tmp_path / "whole"))
    assert {"before", "writing", "written", "replaced", "done", "tidied"} <= set(steps)
    for number in range(len(steps)):
        folder = tmp_path / str(number)
        old = answers(build(FEWER, HashingEmbedder(), folder))
        child = subprocess.run(
            [sys.executable, "-c", CRASHING, str(folder), str(number)], check=False, capture_output=True, text=True
        )
        assert child.returncode == 137, child.stderr
        assert answers(reopened(folder)) in (old, new)
        assert answers(build(NOTES, HashingEmbedder(), folder)) == new
        assert sorted(path.name for path in folder.iterdir()) == [store.LOCK, store.FILE]


CRASHING = """
import os, sys
from pathlib import Path
sys.path[:0] = [".", "tests"]
from hashing_embedder import HashingEmbedder
from index import build
from written_notes import NOTES
left = int(sys.argv[2])
def step(_name):
    global left
    if left == 0:
        os._exit(137)
    left -= 1
build(NOTES, HashingEmbedder(), Path(sys.argv[1]), step=step)
"""


def test_no_flipped_bit_goes_unnoticed(folder: Path) -> None:
    build(NOTES, HashingEmbedder(), folder)
    path = folder / store.FILE
    whole = path.read_bytes()
    rng = random.Random(7)
    places = [*range(120), *rng.sample(range(120, len(whole)), 400)]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises((DamagedIndex, IndexMismatch)):
            open_index(folder, HashingEmbedder())


def test_no_missing_or_added_end_goes_unnoticed(folder: Path) -> None:
    build(NOTES, HashingEmbedder(), folder)
    path = folder / store.FILE
    whole = path.read_bytes()
    for length in [*range(0, 100), *range(100, len(whole), 997), len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises((DamagedIndex, IndexMismatch)):
            open_index(folder, HashingEmbedder())
    path.write_bytes(whole + b"\0")
    with pytest.raises(DamagedIndex):
        open_index(folder, HashingEmbedder())


def test_a_bare_vector_file_with_the_same_damage_is_read_as_if_nothing_were_wrong(folder: Path) -> None:
    """The positive control: without the checksum, damage gives other vectors and no error."""
    dense = build(NOTES, HashingEmbedder(), folder).content.dense["points"]
    data = bytearray(dense.to_bytes())
    data[-3] ^= 64
    places = np.arange(len(dense))
    assert not np.array_equal(Dense.from_bytes(bytes(data)).vectors(places), dense.vectors(places))


def test_damage_is_mended_by_building_again(folder: Path) -> None:
    before = answers(build(NOTES, HashingEmbedder(), folder))
    (folder / store.FILE).write_bytes(HEAD + b"nonsense")
    assert answers(build(NOTES, HashingEmbedder(), folder)) == before


def test_a_full_disk_is_said_and_the_old_index_stays(folder: Path) -> None:
    before = build(FEWER, HashingEmbedder(), folder)

    def full(step: str) -> None:
        if step == "synced":
            raise OSError(28, "No space left on device")

    with pytest.raises(IndexNotWritten, match="No space left"):
        build(NOTES, HashingEmbedder(), folder, step=full)
    assert reopened(folder).generation == before.generation
    assert not list(folder.glob(".*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE there")
@pytest.mark.parametrize("limit", [0, 1, 4095, 9000])
def test_a_disk_that_is_full_at_any_size_leaves_the_old_index(folder: Path, limit: int) -> None:
    before = build(FEWER, HashingEmbedder(), folder)
    child = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), str(limit)], check=False, capture_output=True, text=True
    )
    assert child.stdout == "IndexNotWritten\n", child.stderr
    assert reopened(folder).generation == before.generation
    assert not list(folder.glob(".*"))


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path[:0] = [".", "tests"]
from hashing_embedder import HashingEmbedder
from index import IndexNotWritten, build
from written_notes import NOTES
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    build(NOTES, HashingEmbedder(), Path(sys.argv[1]))
except IndexNotWritten:
    print("IndexNotWritten")
"""
