"""Model files that are here: found, verified, stamped."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tutor import weights
from tutor.weights import registry
from tutor.weights.partial import Partial

BODY = b"GGUF and so on" * 1000
MODEL = replace(weights.CATALOGUE[0], name="small", file="small.gguf", size=len(BODY))
MODEL = replace(MODEL, sha256=hashlib.sha256(BODY).hexdigest())
CATALOGUE = (MODEL,)


@pytest.fixture
def cached(tmp_path: Path) -> Path:
    path = tmp_path / MODEL.file
    path.write_bytes(BODY)
    return path


def test_the_parts_of_every_known_file_add_up_to_its_size() -> None:
    for model in weights.CATALOGUE:
        parts, size = model.carrier.parts, model.carrier.part_size
        assert (parts - 1) * size < model.size <= parts * size, model.name
        assert len(model.sha256) == 64
        assert model.licence == "Apache-2.0"


def test_the_default_is_in_the_catalogue() -> None:
    assert weights.DEFAULT in {model.name for model in weights.CATALOGUE}


def test_a_cached_file_is_found_and_verified(cached: Path) -> None:
    assert weights.find("small", cached.parent, catalogue=CATALOGUE) == cached
    assert weights.find("SMALL", cached.parent, catalogue=CATALOGUE) == cached


def test_a_file_is_not_hashed_again_until_it_is_touched(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights.find("small", cached.parent, catalogue=CATALOGUE)
    hashed: list[Path] = []

    def counted(path: Path, *_: object) -> str:
        hashed.append(path)
        return MODEL.sha256

    monkeypatch.setattr("tutor.weights.checking.sha256", counted)
    weights.find("small", cached.parent, catalogue=CATALOGUE)
    assert hashed == []
    os.utime(cached, (1, 1))
    weights.find("small", cached.parent, catalogue=CATALOGUE)
    assert hashed == [cached]


@pytest.mark.parametrize("damage", [BODY[:-1] + b"X", BODY[:-1]], ids=["one byte changed", "cut"])
def test_a_damaged_file_is_never_given_out(cached: Path, damage: bytes) -> None:
    weights.find("small", cached.parent, catalogue=CATALOGUE)
    cached.write_bytes(damage)
    os.utime(cached, (1, 1))
    with pytest.raises(weights.BadWeights, match="weights fetch small"):
        weights.find("small", cached.parent, catalogue=CATALOGUE)
    assert weights.verify(cached.parent, catalogue=CATALOGUE)["small"]


def test_verify_reads_every_byte_in_spite_of_the_stamp(cached: Path) -> None:
    weights.find("small", cached.parent, catalogue=CATALOGUE)
    status = cached.stat()
    cached.write_bytes(BODY[:-1] + b"X")
    os.utime(cached, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "SHA-256" in weights.verify(cached.parent, catalogue=CATALOGUE)["small"]


def test_verify_says_nothing_of_files_that_are_not_here(tmp_path: Path) -> None:
    assert weights.verify(tmp_path) == {}


def test_verify_finds_nothing_wrong_with_a_right_file(cached: Path) -> None:
    assert weights.verify(cached.parent, catalogue=CATALOGUE) == {"small": ""}


def test_a_path_that_the_user_gives_is_taken_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF")
    assert weights.find(str(own), tmp_path / "weights") == own


def test_a_missing_file_is_named_with_the_command_that_fetches_it(tmp_path: Path) -> None:
    with pytest.raises(weights.WeightsMissing, match=r"1,117 MB.*interview-tutor weights fetch qwen2\.5-coder-1\.5b"):
        weights.find(weights.DEFAULT, tmp_path)


def test_pip_is_asked_without_a_shell_and_its_refusal_is_told(tmp_path: Path) -> None:
    with pytest.raises(weights.FetchFailed, match="pip cannot download"):
        registry.pip_download(f"no such; touch {tmp_path / 'harm'}", tmp_path)
    assert not (tmp_path / "harm").exists()


def test_a_partial_file_that_is_too_long_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "small.gguf.partial").write_bytes(BODY + b"more")
    assert Partial(MODEL, tmp_path, None).size == 0
