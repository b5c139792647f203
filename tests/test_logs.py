"""Whatever goes wrong, nothing that was asked, noted, answered or configured stands in a log; kind and place do."""

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.torture.disconnects import _page_event
from tests.torture.window import NOTES, opened, serving
from tutor import Message
from tutor.engines.engine import EngineFailed
from tutor.engines.scripted import ScriptedEngine
from ui import trouble, web
from ui.notes_screen import NotesScreen
from ui.trouble import UNFORESEEN, place

ROOT = Path(__file__).parents[1]
CANARIES = ("zq-asked", "zq-note", "zq-said", "zq-key", "zq-answer")
OURS = NOTES.replace("any single neuron", "any single neuron zq-note")
QUESTION = "What is dropout, and why is it used? zq-asked"


class Unforeseen(ScriptedEngine):
    """Breaks with an error whose message holds all that it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.broken = 0

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 256, temperature: float = 0.0, stop: Sequence[str] = ()
    ) -> Iterator[str]:
        self.broken += 1
        yield "Dropout forces the network not to rely zq-said on any single neuron. "
        try:
            raise KeyError(f"zq-key zq-said {messages}")
        except KeyError as error:
            raise ValueError(f"zq-key zq-said {messages}") from error


class Failing(ScriptedEngine):
    """Fails as engines do."""

    def stream(self, *arguments: Any, **named: Any) -> Iterator[str]:
        yield "Dropout forces the network not to rely zq-said on any single neuron. "
        raise EngineFailed("The engine stopped.")


class Embedder:
    """Repeats what it is given in its error; like a library that was handed something odd."""

    name, dimension = "broken", 8
    real_words: Container[str] = ()

    def passages(self, texts: Sequence[str]) -> Any:
        raise RuntimeError(f"zq-answer {texts}")

    def query(self, text: str) -> Any:
        raise RuntimeError(f"zq-answer {text}")


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Any:
    """All that was logged or printed so far."""
    caplog.set_level(logging.DEBUG)
    for client in ("httpx", "httpcore"):  # the test's own
        caplog.set_level(logging.WARNING, client)
    said: list[str] = []

    def everything() -> str:
        out, err = capfd.readouterr()
        said.append(out + err)
        return caplog.text + "".join(said)

    return everything


def found(text: str) -> list[str]:
    """The lines that should not be there."""
    return [line for line in text.splitlines() if any(canary in line for canary in CANARIES)]


def provoke(url: str) -> list[str]:
    """Everything on the page and on the endpoints that meets an error; what was answered."""
    number = _page_event(url)
    with httpx.Client(base_url=url, timeout=60) as client:
        client.get("/")
        data = [QUESTION, "", *[None] * (number[1] - 2)]
        client.post("/gradio_api/queue/join", json={"data": data, "fn_index": number[0], "session_hash": "s"})
        with client.stream("GET", "/gradio_api/queue/data?session_hash=s") as answer:
            said = ["".join(answer.iter_text())]
        calls: tuple[tuple[str, list[Any]], ...] = (
            ("ask", [QUESTION, ""]),
            ("ask", [QUESTION, "zq-asked" * 3000]),
            ("ask", [{"zq-asked": 1}, ""]),
            ("calculate", ["softmax of [zq-asked, 9**9**9]"]),
            ("calculate", [["zq-asked"]]),
            ("grade", ["zq-asked?", "It is zq-note. It is large.", "It is a zq-answer."]),
            ("interview", [1, "zq-asked", 1]),
            ("interview_reply", ["zq-asked", "zq-answer"]),
            ("interview", ["zq-asked", "", 1]),
        )
        for name, values in calls:
            said.append(called(client, name, values))
        for path in ("get/report/zq-asked.md", "get/card/zq-asked.apkg", "get/conversation/zq-asked.md", "zq-asked"):
            said.append(client.get(path).text)
        client.post("/gradio_api/upload", files={"files": ("zq-asked.md", b"\xff zq-note")})
        client.post("/gradio_api/queue/join", content=b'{"zq-asked": ')
    return said


def called(client: httpx.Client, name: str, values: list[Any]) -> str:
    joined = client.post(f"/gradio_api/call/{name}", json={"data": values})
    if joined.status_code != 200:
        return joined.text
    return client.get(f"/gradio_api/call/{name}/{joined.json()['event_id']}").text


def window(folder: Path, *, watched: bool) -> str:
    """All that a window writes, at its most talkative, while everything breaks in it: in a process of its own."""
    folder.mkdir()
    command = [sys.executable, "-c", WINDOW, str(folder), "watched" if watched else ""]
    environment = {**os.environ, "HOME": str(folder), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert "the engine broke: True, it was said: True" in done.stdout, done.stderr[-2000:]
    return done.stdout + done.stderr


WINDOW = """
import logging, sys
from pathlib import Path
sys.path[:0] = ["."]
from tests.test_logs import OURS, Embedder, Unforeseen, provoke
from tests.torture.window import opened, serving
from ui import web

logging.basicConfig(level=logging.DEBUG)
for client in ("httpx", "httpcore"):  # the test's own
    logging.getLogger(client).setLevel(logging.WARNING)
if not sys.argv[2]:
    web.watch_over = lambda page: None
engine = Unforeseen()
with opened(Path(sys.argv[1]), engine, OURS) as tutor, serving(web.create_app(tutor)) as url:
    tutor.embedder = Embedder()
    said = provoke(url)
    broken = engine.broken
    tutor.history.close()  # from here on everything that is kept fails as well
    said += provoke(url)
print(f"the engine broke: {broken > 1}, it was said: {any('not foreseen' in text for text in said)}")
"""


def test_nothing_that_was_said_is_logged_whatever_breaks_in_the_window(tmp_path: Path) -> None:
    logged = window(tmp_path / "window", watched=True)
    assert found(logged) == [] and "Traceback" not in logged
    assert "ValueError at test_logs.py" in logged and "after KeyError at test_logs.py" in logged
    assert "RuntimeError at test_logs.py" in logged


def test_the_bare_window_writes_the_question_into_its_log(tmp_path: Path) -> None:
    logged = window(tmp_path / "window", watched=False)
    assert [canary for canary in CANARIES if canary not in logged] == []


def test_a_request_that_breaks_is_answered_in_words_and_logged_by_its_place(
    tmp_path: Path, heard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_id: str) -> str:
        raise LookupError("zq-asked")

    with opened(tmp_path) as tutor, serving(web.create_app(tutor)) as url:
        monkeypatch.setattr(tutor.conversations, "title", broken)
        answer = httpx.get(f"{url}/get/conversation/x.md")
    assert (answer.status_code, answer.text) == (500, UNFORESEEN)
    logged = heard()
    assert found(logged) == [] and "LookupError at test_logs.py" in logged


def test_a_reading_that_breaks_is_said_in_words_and_logged_by_its_place(tmp_path: Path, heard: Any) -> None:
    with opened(tmp_path, notes=OURS) as tutor:
        screen: Any = NotesScreen(tutor)
        screen.notice = "notice"
        tutor.embedder = Embedder()
        (tmp_path / "notes.md").write_text(OURS.replace("loss", "loss zq-note"), encoding="utf-8")
        assert UNFORESEEN in list(screen.read_again())[-1]["notice"]
    logged = heard()
    assert found(logged) == [] and "RuntimeError at test_logs.py" in logged


@pytest.mark.parametrize("engine", [Unforeseen, Failing])
def test_nothing_is_logged_by_the_tutor_itself(tmp_path: Path, heard: Any, engine: type[ScriptedEngine]) -> None:
    with opened(tmp_path, engine(), OURS) as tutor:
        for question in (QUESTION, "zq-asked " * 900, "softmax of [zq-asked]", "zq-asked 9**9**9"):
            with contextlib.suppress(ValueError):
                list(tutor.stream(question))
    assert found(heard()) == []


def test_the_command_line_says_kind_and_place_of_what_it_did_not_foresee(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BREAKING],
        cwd=ROOT,
        env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and found(done.stdout + done.stderr) == []
    assert "not foreseen (KeyError at" in done.stderr and "Traceback" not in done.stderr


BREAKING = """
import sys
sys.path[:0] = ["."]
import tutor.calculator.calculate
from ui import cli

def broken(question, *arguments, **named):
    raise KeyError(question)

import tutor
tutor.calculate = broken
cli.main(["calc", "1 + zq-asked"])
"""


def test_a_place_names_files_and_lines_and_no_message() -> None:
    try:
        raise ValueError("zq-asked")
    except ValueError as error:
        said = place(error)
    assert said.startswith("ValueError at test_logs.py:") and found(said) == []
    assert place(KeyError("zq-key")) == "KeyError at an unknown place"
    assert trouble.UNFORESEEN
