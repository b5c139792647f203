"""A small file server on loopback that misbehaves as told: the model hub of the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class FileServer:
    """Serves `body` at every path. `cuts`: bytes after which each of the next answers breaks off."""

    body: bytes
    cuts: list[int] = field(default_factory=list)
    ranges: bool = True
    status: int = 200
    redirect: bool = False
    asked: list[str] = field(default_factory=list)
    """The Range header of each request."""
    address: str = ""


@contextmanager
def serving(server: FileServer) -> Iterator[FileServer]:
    """Run it until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if server.redirect and not self.path.startswith("/elsewhere"):
                self.send_response(302)
                self.send_header("Location", f"{server.address}/elsewhere{self.path}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            wanted = self.headers.get("Range", "")
            server.asked.append(wanted)
            self._send(int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and server.ranges else 0, wanted)

        def _send(self, start: int, wanted: str) -> None:
            partial = bool(wanted) and server.ranges
            self.send_response(206 if partial and server.status == 200 else server.status)
            rest = server.body[start:]
            if partial:
                self.send_header("Content-Range", f"bytes {start}-{len(server.body) - 1}/{len(server.body)}")
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            self.wfile.write(rest[: server.cuts.pop(0)] if server.cuts else rest)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.address = f"http://127.0.0.1:{http.server_address[1]}"
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
