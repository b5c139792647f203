import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hashing_embedder import HashingEmbedder
from test_index_search import NOTES, WrittenNotes, written

from index import DamagedIndex, Index, IndexBusy, IndexMismatch, IndexNotWritten, build, open_index, store
from index.dense import Dense
from index.generation import HEAD, MAGIC
from index.journal import Journal, key

FEWER = WrittenNotes(NOTES.entries[:2], NOTES.points[:4])
QUESTIONS = ("What is dropout?", "sparse weights", "SGD", "adapt the step", "sourdough")


class PowerLossError(BaseException):
    """Raised at a step, as if the process died there."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def answers(notes_index: Index) -> list[object]:
    return [notes_index.search(question) for question in QUESTIONS]


def reopened(folder: Path, embedder: HashingEmbedder | None = None) -> Index:
    found = open_index(folder, embedder or HashingEmbedder())
    assert found is not None
    return found


def test_a_folder_without_an_index_holds_none(folder: Path) -> None:
    assert open_index(folder, HashingEmbedder()) is None


def test_notes_that_did_not_change_are_not_built_again(folder: Path) -> None:
    first = build(NOTES, HashingEmbedder(), folder)
    written_at = (folder / store.FILE).stat().st_mtime_ns
    embedder = HashingEmbedder()
    assert build(NOTES, embedder, folder).generation == first.generation
    assert embedder.embedded == []
    assert (folder / store.FILE).stat().st_mtime_ns == written_at


def test_only_texts_that_changed_are_embedded_again(folder: Path) -> None:
    build(NOTES, HashingEmbedder(), folder)
    more = written(
        ("What is dropout?", ["Neurons are randomly set to zero while training", "It prevents overfitting"]),
        ("What is pooling?", ["It makes maps smaller", "It keeps what is strong"]),
    )
    embedder = HashingEmbedder()
    build(more, embedder, folder)
    assert len(embedder.embedded) == 4
    assert all("pooling" in text for text in embedder.embedded)


def test_the_same_notes_built_anew_are_the_same_generation(folder: Path) -> None:
    one = build(NOTES, HashingEmbedder(), folder / "one")
    other = build(NOTES, HashingEmbedder(), folder / "other")
    build(FEWER, HashingEmbedder(), folder / "third")
    third = build(NOTES, HashingEmbedder(), folder / "third")
    assert one.generation == other.generation == third.generation
    assert answers(one) == answers(third)


def test_progress_counts_up_to_all_texts(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    build(NOTES, HashingEmbedder(), folder, progress=lambda done, of: seen.append((done, of)))
    assert seen[0] == (0, 16)
    assert seen[-1] == (16, 16)


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
from test_index_store import NOTES, HashingEmbedder, build
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


def test_vectors_of_another_model_are_refused_and_named(folder: Path) -> None:
    build(NOTES, HashingEmbedder("small"), folder)
    before = (folder / store.FILE).read_bytes()
    with pytest.raises(IndexMismatch, match="small.*large"):
        open_index(folder, HashingEmbedder("large", 32))
    assert (folder / store.FILE).read_bytes() == before


def test_building_with_another_model_embeds_everything_again(folder: Path) -> None:
    build(NOTES, HashingEmbedder("small"), folder)
    embedder = HashingEmbedder("large", 32)
    assert build(NOTES, embedder, folder).content.dense["points"].dimension == 32
    assert len(embedder.embedded) == 16


def test_an_index_whose_rows_have_other_fields_is_refused_and_built_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("index.generation.COLUMNS", {"Entry": ["id"], "Point": ["id"]})
        build(NOTES, HashingEmbedder(), folder)
    with pytest.raises(IndexMismatch, match="other columns"):
        open_index(folder, HashingEmbedder())
    assert build(NOTES, HashingEmbedder(), folder).entries == NOTES.entries


def test_an_index_of_a_newer_layout_is_refused_and_left_alone(folder: Path) -> None:
    build(NOTES, HashingEmbedder(), folder)
    path = folder / store.FILE
    newer = MAGIC + b"999\n" + path.read_bytes()[len(HEAD) :]
    path.write_bytes(newer)
    with pytest.raises(IndexMismatch, match="layout 999"):
        open_index(folder, HashingEmbedder())
    assert path.read_bytes() == newer


def test_a_second_builder_is_told_who_holds_the_lock(folder: Path) -> None:
    folder.mkdir()
    with store.one_builder(folder), pytest.raises(IndexBusy, match=str(os.getpid())):
        build(NOTES, HashingEmbedder(), folder, patience=0)


def test_a_second_builder_waits_for_the_first(folder: Path) -> None:
    folder.mkdir()
    holding, finish = threading.Event(), threading.Event()

    def hold() -> None:
        with store.one_builder(folder):
            holding.set()
            finish.wait(10)

    first = threading.Thread(target=hold)
    first.start()
    holding.wait(10)
    threading.Timer(0.1, finish.set).start()
    assert build(NOTES, HashingEmbedder(), folder).entries == NOTES.entries
    first.join()


def test_the_lock_of_a_builder_that_died_is_free(folder: Path) -> None:
    folder.mkdir()
    holder = subprocess.Popen([sys.executable, "-c", HOLDING, str(folder)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(IndexBusy, match=str(holder.pid)):
        build(NOTES, HashingEmbedder(), folder, patience=0)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert build(NOTES, HashingEmbedder(), folder, patience=0).entries == NOTES.entries


HOLDING = """
import sys, time
from pathlib import Path
sys.path.insert(0, ".")
from index import store
with store.one_builder(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_full_disk_is_said_and_the_old_index_stays(folder: Path) -> None:
    before = build(FEWER, HashingEmbedder(), folder)

    def full(step: str) -> None:
        if step == "synced":
            raise OSError(28, "No space left on device")

    with pytest.raises(IndexNotWritten, match="No space left"):
        build(NOTES, HashingEmbedder(), folder, step=full)
    assert reopened(folder).generation == before.generation
    assert not list(folder.glob(".*"))


def test_searches_during_many_swaps_are_each_of_one_generation(folder: Path) -> None:
    both = {}
    for notes in (NOTES, FEWER):
        built = build(notes, HashingEmbedder(), folder)
        both[built.generation] = {point.id: point.text for point in built.points}
    current = [reopened(folder)]
    seen: list[str] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            results = current[0].search("weights of dropout")
            assert all(both[results.generation].get(hit.point.id) == hit.point.text for hit in results.points)
            seen.append(results.generation)

    asking = threading.Thread(target=ask)
    asking.start()
    for number in range(20):
        current[0] = build((FEWER, NOTES)[number % 2], HashingEmbedder(), folder)
    stop.set()
    asking.join()
    assert set(seen) <= set(both)
    assert seen


def test_a_folder_that_cannot_be_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file", encoding="utf-8")
    with pytest.raises(IndexNotWritten, match="choose another data folder"):
        build(NOTES, HashingEmbedder(), tmp_path / "index")
    assert (tmp_path / "index").read_text(encoding="utf-8") == "a file"


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
from test_index_store import NOTES, HashingEmbedder, IndexNotWritten, build
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    build(NOTES, HashingEmbedder(), Path(sys.argv[1]))
except IndexNotWritten:
    print("IndexNotWritten")
"""
