"""An engine's child process without a model: it fails in the way its argument names.

python fake_child.py hang-before | hang-within | die-before | die-within | die-once MARKER | no-start | brief-start |
    slow-start
"""

import json
import os
import signal
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingUnixStreamServer
from typing import Any

FAULT = sys.argv[1]


class Handler(BaseHTTPRequestHandler):
    def address_string(self) -> str:
        return "parent"

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        if FAULT == "hang-before":
            time.sleep(600)
        if FAULT == "die-before" or (FAULT == "die-once" and not Path(sys.argv[2]).exists()):
            Path(sys.argv[2] if FAULT == "die-once" else os.devnull).write_text("died", encoding="utf-8")
            signal.raise_signal(signal.SIGSEGV)
        for word in ("Half", " an", " answer"):
            self._say({"choices": [{"delta": {"content": word}}]})
        if FAULT == "hang-within":
            time.sleep(600)
        if FAULT == "die-within":
            signal.raise_signal(signal.SIGKILL)
        self.wfile.write(b"data: [DONE]\n\n")

    def _say(self, event: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    plan = json.loads(sys.stdin.readline())
    if FAULT == "no-start":
        sys.exit("the model is upside down")
    if FAULT == "brief-start":
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(plan["socket"])
            listener.listen(1)
            listener.accept()[0].close()
        time.sleep(0.3)  # its socket is still there, and nobody listens
        sys.exit("the model is cut off")
    if FAULT == "slow-start":
        time.sleep(600)
    server = ThreadingUnixStreamServer(plan["socket"], Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
