"""LlamaCpp: a GGUF model in a child process of its own, the default engine."""

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from tutor.engines.engine import EngineFailed, EngineMissing, Message
from tutor.engines.events import CutOff, LostPatience, Patience, Refused, posted_events, refusal, spoken
from tutor.engines.forced import forced_scores
from tutor.engines.gguf import control_tokens
from tutor.engines.neutral import neutralised_messages
from tutor.engines.process import EngineProcess

CHILD = Path(__file__).with_name("llamacpp_child.py")
DEATHS, WITHIN = 3, 60.0
"""So many deaths within so many seconds, and it is not started again before they have passed."""
TALKING, SCORING = 0, 1
"""Streams and scores have a slot each, so that neither throws away the other's cached prefix."""


class ChildDied(EngineFailed):
    """The child process ended in the middle of a request; the next request starts another."""


class LlamaCpp:
    """Making one is cheap: the child starts with the first request, or with `warm`. Threads may share one."""

    def __init__(
        self,
        model: Path,
        *,
        threads: int | None = None,
        context: int = 4096,
        batch: int = 64,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
        command: Sequence[str] = (sys.executable, "-P", str(CHILD)),
    ) -> None:
        """`context`: tokens of one conversation; `batch`: prompt tokens that are read before a stop is heard."""
        self.model = model
        self.patience = patience or Patience()
        self._plan = {
            "model": str(model.absolute()),
            "threads": threads or physical_cores(),
            "context": context,
            "slots": 2,
            "batch": batch,
            "verbosity": 2,
        }
        self._command, self._clock = tuple(command), clock
        self._lock = threading.Lock()
        self._process: EngineProcess | None = None
        self._special: tuple[str, ...] = ()
        self._deaths: deque[float] = deque(maxlen=DEATHS)

    @property
    def name(self) -> str:
        """What a person is told."""
        return f"llamacpp: {self.model.name}"

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        process = self._process
        return process.pid if process and process.exit_code is None else None

    def warm(self) -> None:
        """Start the child and load the model, if that has not happened yet. Raises EngineMissing or EngineFailed."""
        self._child()

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 256, temperature: float = 0.0, stop: Sequence[str] = ()
    ) -> Iterator[str]:
        """The reply, piece by piece; "" is a sign of life. A child that dies before the first word is replaced once."""
        wish = {"max_tokens": max_tokens, "temperature": temperature, "stop": list(stop)}
        said = False
        for last_try in (False, True):
            try:
                for piece in self._spoken(messages, wish):
                    said = said or bool(piece)
                    yield piece
                return
            except ChildDied:
                if said or last_try:
                    raise

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[float]:
        """Natural-log probability of each continuation as the beginning of the reply: one forward pass a token."""
        child = self._child()
        ask = {"messages": neutralised_messages(messages, self._special)}
        try:
            with child.client() as client:
                return forced_scores(self._asker(client), ask, continuations, slot=SCORING)
        except (CutOff, LostPatience, Refused) as error:
            raise self._explained(child, error) from error

    def close(self) -> None:
        """End the child; the next request would start another."""
        process = self._process  # without the lock: a start that is under way is broken off
        if process:
            process.dismissed = True
            process.end()
        with self._lock:
            if self._process is process:
                self._process = None

    def _spoken(self, messages: Sequence[Message], wish: dict[str, Any]) -> Iterator[str]:
        child = self._child()
        body = {
            **wish,
            "messages": neutralised_messages(messages, self._special),
            "stream": True,
            "cache_prompt": True,
            "id_slot": TALKING,
        }
        try:
            with closing(posted_events(child.async_client, "/v1/chat/completions", body, self.patience)) as events:
                for event in events:
                    yield spoken(event)
        except (CutOff, LostPatience, Refused) as error:
            raise self._explained(child, error) from error

    def _asker(self, client: httpx.Client) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
        def ask(path: str, body: dict[str, Any]) -> dict[str, Any]:
            try:
                reply = client.post(path, json=body, timeout=self.patience.first)
            except httpx.TimeoutException as error:
                raise LostPatience(self.patience.first) from error
            except httpx.HTTPError as error:
                raise CutOff(str(error)) from error
            if reply.status_code != httpx.codes.OK:
                raise refusal(reply.status_code, reply.content, reply.headers)
            try:
                answer: dict[str, Any] = reply.json()
            except ValueError as error:
                raise CutOff("an answer that is no JSON") from error
            return answer

        return ask

    def _child(self) -> EngineProcess:
        """The living child, started if need be."""
        with self._lock:
            if self._process and self._process.exit_code is not None:
                self._bury(self._process)
            return self._process or self._start()

    def _start(self) -> EngineProcess:
        if not self.model.is_file():
            raise EngineMissing(
                f"There is no model file {self.model}. Fetch one with 'interview-tutor weights fetch NAME', "
                "or choose another with '--model'."
            )
        if len(self._deaths) == DEATHS and self._clock() - self._deaths[0] < WITHIN:
            raise EngineFailed(
                f"{self.name} has died {DEATHS} times within {WITHIN:.0f} seconds, so it is not started again for now. "
                "Try a smaller model, or go on without one: '--engine none'."
            )
        self._special = control_tokens(self.model)
        self._process = process = EngineProcess(self._command, self._plan)
        try:
            process.wait_until_ready(self.patience.start)
        except BaseException as error:  # Ctrl-C while the model loads, too
            process.kill()
            self._process = None
            if isinstance(error, EngineFailed):
                self._deaths.append(self._clock())
            raise
        return process

    def _bury(self, process: EngineProcess) -> None:
        """Forget a child that ended without being asked to."""
        if process is self._process:
            self._deaths.append(self._clock())
            self._process = None
        process.end()

    def _explained(self, child: EngineProcess, error: Exception) -> EngineFailed:
        """What became of a request, for a person; a child that hangs is ended."""
        if isinstance(error, Refused):
            return EngineFailed(f"{self.name} refused the request: {error.message}")
        if child.dismissed:
            return EngineFailed(f"{self.name} was closed in the middle of its work.")
        if isinstance(error, LostPatience):
            child.kill()
        end = _how_it_ended(child)
        with self._lock:
            if child.exit_code is not None:
                self._bury(child)
        again = "It is started again with the next question."
        if isinstance(error, LostPatience):
            return EngineFailed(
                f"{self.name} gave no sign of life for {error.seconds:g} seconds and was ended. {again}"
            )
        return ChildDied(f"{self.name} stopped in the middle of its work ({end or error}). {again}")


def _how_it_ended(child: EngineProcess) -> str:
    """The exit of a child whose connection broke; "" if it lives."""
    late = time.monotonic() + 1.0
    while child.exit_code is None and time.monotonic() < late:
        time.sleep(0.01)
    if child.exit_code is None:
        return ""
    return f"exit code {child.exit_code}" + (f": {child.last_words}" if child.last_words else "")


def physical_cores() -> int:
    """How many cores this process may use; two threads of one core count once."""
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    shared = {_siblings(cpu) for cpu in usable}
    return max(1, len(shared))


def _siblings(cpu: int) -> str:
    path = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return str(cpu)
