"""What the tests of the window share: small notes, an engine that waits to be told, a real server, a strict page."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from hashing_embedder import HashingEmbedder
from playwright.sync_api import Browser, Page, Playwright, expect
from starlette.types import ASGIApp

from tutor import Engine, Message, Tutor
from ui.web import create_app

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NOTES = r"""# Small notes

## Training

### Q1: What is dropout, and why is it used?

Dropout sets each activation to zero with probability $p$ during training.

- **Overfitting**: dropout forces the network not to rely on any single neuron.
- **Test time**: all neurons are used, and nothing is dropped.

### Q2: What does a learning rate that is too large do?

A learning rate that is too large makes the loss diverge. The update is \(w \leftarrow w - \eta \nabla L\).

### Q3: What is early stopping?

- Early stopping ends the training when the validation loss has not improved for some epochs.
- It costs $5 or $10 of electricity less than training to the end.

## Models

### Q4: What is max pooling for?

Max pooling keeps the largest value of each region. It makes the model robust to small shifts.

### Q5: What is a decision tree?

A decision tree splits the data by one feature at a time. A deep tree overfits.

### Q6: What is logistic regression?

Logistic regression passes a weighted sum through the sigmoid function:

$$\sigma(z) = \frac{1}{1 + e^{-z}}$$

The output is a probability.
"""

DROPOUT = (
    "During training, dropout sets each activation to zero with probability $p$. ",
    "The network is forced not to rely on any single neuron. ",
)


LEAVING = ("AbortError: signal is aborted", "Unexpected error Connection errored out.")
"""What Gradio's own script says when a page is left, or loaded anew, while something is on its way: always forgiven,
since whether anything is depends on how busy the machine is."""


class PacedEngine:
    """Says one sentence each time it is let go on, and gives signs of life in between; knows how it ended."""

    name = "paced"

    def __init__(self, sentences: Sequence[str] = DROPOUT, *, go: bool = True) -> None:
        self.sentences = sentences
        self.go = threading.Semaphore(10_000 if go else 0)
        self.closed = threading.Event()
        self.finished = threading.Event()

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 256, temperature: float = 0.0, stop: Sequence[str] = ()
    ) -> Iterator[str]:
        if max_tokens == 1:
            return
        try:
            for sentence in self.sentences:
                while not self.go.acquire(timeout=0.05):
                    yield ""
                first, rest = sentence.split(" ", 1)
                yield first
                yield f" {rest}"
            self.finished.set()
        finally:
            self.closed.set()

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[float]:
        raise NotImplementedError

    def close(self) -> None:
        self.closed.set()


@contextmanager
def opened(folder: Path, engine: Engine | str, notes: str = NOTES) -> Iterator[Tutor]:
    """A tutor on the notes; the same folder again is the same tutor after a restart."""
    file = folder / "notes.md"
    file.write_text(notes, encoding="utf-8")
    with Tutor.open(file, engine=engine, data=folder / "data", embedder=HashingEmbedder()) as tutor:
        yield tutor


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address of a real server for the application, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:  # stays open: nobody else can take the port
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started:
            assert thread.is_alive() and time.monotonic() < deadline, "the server did not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        server.should_exit = True
        thread.join(15)


def chromium(playwright: Playwright) -> Browser:
    """The system's Chromium; Playwright's own is not downloaded."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail(
            "The tests of the window need Chromium. Install it with: apt-get install chromium fonts-dejavu-core "
            "(Debian, Ubuntu) or: brew install --cask chromium (macOS). "
            'To leave these tests out: pytest -m "not browser".',
            pytrace=False,
        )
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


@contextmanager
def opened_page(
    browser: Browser,
    url: str,
    *,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
) -> Iterator[Page]:
    """A page at the address; at the end, no script failed, nothing was complained of, nothing left the machine."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page, problems = context.new_page(), list[str]()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith((url, "data:", "blob:")) else problems.append(r.url))
    page.goto(url)
    expect(page.locator("#question textarea")).to_be_editable(timeout=30_000)
    yield page
    context.close()
    kept = [problem for problem in problems if not problem.startswith(LEAVING)]
    assert kept == [], kept


@contextmanager
def window(
    browser: Browser,
    folder: Path,
    engine: Engine | None = None,
    notes: str = NOTES,
    *,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
) -> Iterator[tuple[Tutor, Page]]:
    """A tutor, and a page of its window on a server of their own."""
    with (
        opened(folder, engine or PacedEngine(), notes) as tutor,
        serving(create_app(tutor)) as url,
        opened_page(browser, url, width=width, height=height, dark=dark) as page,
    ):
        yield tutor, page


def start_interview(page: Page) -> None:
    """Begin an interview as it is offered; none was left on this server."""
    page.get_by_role("tab", name="Interview").click()
    page.locator("#start").click()
    expect(page.locator("#asked .asking")).to_be_visible()


def ask(page: Page, question: str) -> None:
    """Type the question and send it."""
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .asked")).to_have_text(question)


def answered(page: Page, seconds: int = 60) -> None:
    """Wait for the end of the answer."""
    expect(page.locator("#current .turn:not(.is-working)")).to_be_visible(timeout=1000 * seconds)


def sound(page: Page) -> None:
    """Nothing to scroll sideways for, and no violation that axe knows."""
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]
    expect(page.get_by_text("Loading...", exact=True)).to_have_count(0)  # a part that is still on its way
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(violation["id"], node["html"][:160]) for violation in found for node in violation["nodes"]] == []
