import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hashing_embedder import HashingEmbedder
from written_notes import FEWER, NOTES, answers, reopened, written

from index import IndexBusy, IndexMismatch, IndexNotWritten, build, latest_index, open_index, store
from index.generation import HEAD, MAGIC


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


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


def test_the_index_built_last_is_found_though_another_goes_just_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, notes in enumerate((FEWER, NOTES)):
        build(notes, HashingEmbedder(), tmp_path / str(number))
        os.utime(tmp_path / str(number) / store.FILE, (number, number))
    there = [*tmp_path.glob(f"*/{store.FILE}"), tmp_path / "gone" / store.FILE]
    monkeypatch.setattr(Path, "glob", lambda _folder, _pattern: iter(there))
    found = latest_index(tmp_path, HashingEmbedder())
    assert found is not None and found.entries == NOTES.entries
    assert latest_index(tmp_path, HashingEmbedder("other")) is None


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
