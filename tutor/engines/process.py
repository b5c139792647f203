"""EngineProcess: one child process with a loaded model, and the way to speak to it."""

import http.client
import json
import os
import queue
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx

from tutor.engines.engine import EngineFailed, EngineMissing

LONGEST_SOCKET_PATH = 100
"""Bytes; the systems allow 104 or 108."""
FOLDER = "interview-tutor-engine-"


class EngineProcess:
    """A child that serves HTTP on a unix socket in a folder of its own; it ends when this process ends."""

    def __init__(self, command: Sequence[str], plan: Mapping[str, Any]) -> None:
        """Start it; raises EngineMissing when it cannot be started at all."""
        if not hasattr(socket, "AF_UNIX"):
            raise EngineMissing(
                "The llamacpp engine needs unix sockets, which this system does not have. "
                "Run a llama.cpp or Ollama server and use '--engine openai'."
            )
        self.key = secrets.token_urlsafe(32)
        self.folder = _private_folder()
        self.address = self.folder / "engine.sock"
        self.dismissed = False
        """True when it was closed on purpose."""
        self._log: deque[str] = deque(maxlen=60)
        self._process, keeper = _kept(command, self._log)
        self._end = weakref.finalize(self, _end, self._process, keeper, self.folder)
        self._tell({**plan, "socket": str(self.address), "key": self.key, "parent": os.getpid()})

    def _tell(self, plan: Mapping[str, Any]) -> None:
        """The plan goes through the pipe: what stands in the arguments, every user of the machine can read."""
        assert self._process.stdin is not None
        with suppress(OSError):  # it is dead already: wait_until_ready says why
            self._process.stdin.write(json.dumps(plan).encode() + b"\n")
            self._process.stdin.flush()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it lives."""
        return self._process.poll()

    @property
    def last_words(self) -> str:
        """The end of what it wrote, for an error message; "" when it said nothing."""
        return " ".join(" ".join(self._log)[-400:].split())

    def client(self) -> httpx.Client:
        """A client for short requests, which the caller closes."""
        transport = httpx.HTTPTransport(uds=str(self.address), verify=False)
        return httpx.Client(transport=transport, **self._manner())

    def async_client(self) -> httpx.AsyncClient:
        """A client for one stream, which the caller closes."""
        transport = httpx.AsyncHTTPTransport(uds=str(self.address), verify=False)
        return httpx.AsyncClient(transport=transport, **self._manner())

    def _manner(self) -> dict[str, Any]:
        return {
            "base_url": "http://engine",
            "headers": {"Authorization": f"Bearer {self.key}"},
            "timeout": None,
            "trust_env": False,
        }

    def wait_until_ready(self, limit: float) -> None:
        """Return when the model is loaded; raises EngineFailed when it dies or takes longer than `limit` seconds."""
        late = time.monotonic() + limit
        while not self._is_ready():
            if self.exit_code is not None:
                self.end()
                raise EngineFailed(f"The model could not be loaded. llama.cpp says: {self.last_words or 'nothing'}")
            if time.monotonic() > late:
                self.kill()
                raise EngineFailed(f"The model was not loaded within {limit:g} seconds. Try a smaller model.")
            time.sleep(0.01)

    def _is_ready(self) -> bool:
        with closing(_UnixConnection(self.address)) as connection, suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/health")
            return connection.getresponse().status == http.client.OK
        return False

    def end(self) -> None:
        """Let it leave by itself with code 0, within two seconds; it may be called twice."""
        self._end()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        self._end()


class _UnixConnection(http.client.HTTPConnection):
    """HTTP on a unix socket where nobody may listen yet, or any more: httpcore leaves its socket open then."""

    def __init__(self, address: Path) -> None:
        super().__init__("engine", timeout=5.0)
        self._address = str(address)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._address)


def _kept(command: Sequence[str], log: "deque[str]") -> "tuple[subprocess.Popen[bytes], threading.Thread]":
    """The started child and the thread that keeps it.

    Linux ends the child with the *thread* that started it, so it must be one that lives as long as the child.
    """
    started: queue.SimpleQueue[subprocess.Popen[bytes] | OSError] = queue.SimpleQueue()
    keeper = threading.Thread(target=_keep, args=(list(command), log, started), name="engine keeper", daemon=True)
    keeper.start()
    process = started.get()
    if isinstance(process, OSError):
        raise EngineMissing(f"{sys.executable} cannot be started: {process}") from process
    return process, keeper


def _keep(command: list[str], log: "deque[str]", started: "queue.SimpleQueue[Any]") -> None:
    try:
        # A session of its own: Ctrl-C in the terminal is for the parent, which then ends the child in order.
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        started.put(error)
        return
    started.put(process)
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            log.append(line.decode("utf-8", "replace").strip())
    process.wait()


def _end(process: "subprocess.Popen[bytes]", keeper: threading.Thread, folder: Path) -> None:
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.close()
    keeper.join(timeout=2.0)
    if keeper.is_alive():
        process.kill()
        keeper.join(timeout=5.0)
    shutil.rmtree(folder, ignore_errors=True)


def _private_folder() -> Path:
    """A fresh folder that only this user may enter, with a path short enough for a socket."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
    if len(str(folder)) + len("/engine.sock") > LONGEST_SOCKET_PATH:
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-", dir="/tmp"))
    return folder


def _sweep(temporary: Path) -> None:
    """Remove the folders of processes that were killed before they could do it."""
    for folder in temporary.glob(f"{FOLDER}*-*"):
        owner = folder.name.removeprefix(FOLDER).split("-")[0]
        if owner.isdigit() and not _lives(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
