"""What becomes of a request when the child process dies, hangs or does not start; played by a child without a model."""

import os
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tutor.engines.engine import EngineFailed, EngineMissing, Message
from tutor.engines.events import Patience
from tutor.engines.keeper import DEATHS, WITHIN, ChildDied
from tutor.engines.llamacpp import LlamaCpp
from tutor.engines.process import FOLDER

CHILD = Path(__file__).with_name("fake_child.py")
QUESTION = [Message("user", "Well?")]
SHORT = Patience(start=20.0, first=0.5, gap=0.5, beat=0.05)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """As much of a GGUF file as is read before the child starts."""
    path = tmp_path / "empty.gguf"
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 0))
    return path


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def faulty(model: Path) -> Iterator["Faulty"]:
    with ExitStack() as stack:
        yield Faulty(model, stack)


class Faulty:
    """Makes engines whose child has a fault."""

    def __init__(self, model: Path, stack: ExitStack) -> None:
        self.model, self.stack, self.clock = model, stack, Clock()

    def __call__(self, *fault: str, patience: Patience = SHORT) -> LlamaCpp:
        command = (sys.executable, str(CHILD), *fault)
        engine = LlamaCpp(self.model, patience=patience, clock=self.clock, command=command)
        self.stack.callback(engine.close)
        return engine


def heard(engine: LlamaCpp) -> tuple[str, EngineFailed | None]:
    """What was said before the error, and the error."""
    said = ""
    try:
        for piece in engine.stream(QUESTION):
            said += piece
    except EngineFailed as error:
        return said, error
    return said, None


def test_a_healthy_child_says_it_all(faulty: Faulty) -> None:
    assert heard(faulty("none")) == ("Half an answer", None)


def test_a_child_that_dies_within_its_reply_leaves_what_it_said(faulty: Faulty) -> None:
    said, error = heard(faulty("die-within"))
    assert said == "Half an answer"
    assert isinstance(error, ChildDied)
    assert "exit code -9" in str(error)
    assert "started again with the next question" in str(error)


def test_a_child_that_dies_before_its_reply_is_replaced_unnoticed(faulty: Faulty, tmp_path: Path) -> None:
    engine = faulty("die-once", str(tmp_path / "marker"))
    assert heard(engine) == ("Half an answer", None)
    assert (tmp_path / "marker").exists()


def test_a_child_that_dies_again_and_again_is_not_started_for_a_while(faulty: Faulty) -> None:
    engine = faulty("die-before")
    errors = [heard(engine)[1] for _ in range(3)]
    assert isinstance(errors[0], ChildDied)
    assert f"died {DEATHS} times within {WITHIN:.0f} seconds" in str(errors[-1])
    assert engine.pid is None
    faulty.clock.now += WITHIN + 1.0
    assert "exit code -11" in str(heard(engine)[1])


def test_a_child_that_hangs_before_its_reply_is_ended(faulty: Faulty) -> None:
    said, error = heard(faulty("hang-before"))
    assert said == ""
    assert "no sign of life for 0.5 seconds" in str(error)


def test_a_child_that_hangs_within_its_reply_is_ended(faulty: Faulty) -> None:
    engine = faulty("hang-within")
    said, error = heard(engine)
    assert said == "Half an answer"
    assert "no sign of life for 0.5 seconds" in str(error)
    assert engine.pid is None
    assert heard(engine)[0] == "Half an answer"


def test_a_score_that_hangs_is_ended(faulty: Faulty) -> None:
    with pytest.raises(EngineFailed, match="no sign of life"):
        faulty("hang-before").score(QUESTION, ["True"])


def test_the_caller_can_stop_while_nothing_comes_yet(faulty: Faulty) -> None:
    stream = faulty("hang-before", patience=Patience(first=600.0, beat=0.02)).stream(QUESTION)
    assert next(stream) == ""
    stream.close()  # type: ignore[attr-defined]


def test_a_child_that_does_not_start_says_why(faulty: Faulty) -> None:
    with pytest.raises(EngineFailed, match="the model is upside down"):
        faulty("no-start").warm()


def test_a_child_that_listens_for_a_moment_only_says_why_and_leaves_no_socket_open(faulty: Faulty) -> None:
    """A model that cannot be loaded: its server is seen to listen, and is gone when it is asked for its health."""
    with pytest.raises(EngineFailed, match="the model is cut off"):
        faulty("brief-start").warm()


def test_a_start_that_is_under_way_is_broken_off_by_closing(faulty: Faulty) -> None:
    engine = faulty("slow-start", patience=Patience(start=600.0))
    errors: list[EngineFailed] = []

    def warm() -> None:
        try:
            engine.warm()
        except EngineFailed as error:
            errors.append(error)

    thread = threading.Thread(target=warm)
    thread.start()
    while engine.pid is None:
        time.sleep(0.01)
    engine.close()
    thread.join(30)
    assert len(errors) == 1
    assert engine.pid is None


def test_the_folder_of_a_killed_process_is_swept(faulty: Faulty) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left, kept = (Path(tempfile.mkdtemp(prefix=f"{FOLDER}{pid}-")) for pid in (gone.pid, os.getpid()))
    heard(faulty("none"))
    assert not left.exists()
    assert kept.exists()
    kept.rmdir()


def test_a_child_that_takes_too_long_to_start_is_ended(faulty: Faulty) -> None:
    engine = faulty("slow-start", patience=Patience(start=0.5))
    with pytest.raises(EngineFailed, match="not loaded within 0.5 seconds"):
        engine.warm()
    assert engine.pid is None


def test_a_program_that_is_not_there_is_named(model: Path) -> None:
    with pytest.raises(EngineMissing, match="no-such-python"):
        LlamaCpp(model, command=("/no-such-python",)).warm()


def test_a_model_that_is_not_there_is_named_with_the_command_that_fetches_one(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match=r"gone\.gguf.*interview-tutor weights fetch"):
        list(LlamaCpp(tmp_path / "gone.gguf").stream(QUESTION))


def test_a_file_that_is_no_model_is_refused_before_a_child_is_started(tmp_path: Path) -> None:
    path = tmp_path / "notes.gguf"
    path.write_bytes(b"# Notes\n" * 100)
    engine = LlamaCpp(path)
    with pytest.raises(EngineMissing, match="not a model file"):
        engine.warm()
    assert engine.pid is None
