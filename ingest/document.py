"""Document: one source file as text. The only place that opens notes: decoding and limits before any parsing."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadNotes
from ingest.limits import Limits

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as text: line ends `\\n`, no byte order mark."""

    name: str
    """Name of the file, as sources are named in entries and points."""
    text: str
    digest: str
    """SHA-256 of the bytes of the file."""
    path: Path | None = None
    """None when the text did not come from a file."""

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.text.split("\n")) if self.text else 0


def from_text(text: str, name: str, limits: Limits, path: Path | None = None, data: bytes | None = None) -> Document:
    """A document from a string; refused with BadNotes when it goes over a limit."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise BadNotes(
            f"{name} holds a NUL character on line {text[: text.index(chr(0))].count(chr(10)) + 1}. "
            "Notes are text: save the file as UTF-8 text and try again."
        )
    raw = text.encode("utf-8", "surrogatepass") if data is None else data
    text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    _check(text, len(raw), name, limits)
    return Document(name, text, hashlib.sha256(raw).hexdigest(), path)


def decode(data: bytes, name: str) -> str:
    """The text of a file: byte order mark first, then UTF-8, strictly."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name, len(mark))
    nul = data.find(b"\x00")
    if nul < 0:
        return _decoded(data, "utf-8", name, 0)
    _decoded(data[:nul], "utf-8", name, 0)
    raise BadNotes(
        f"{name} is not a text file (a NUL byte at offset {nul}). "
        "Give a Markdown or text file, or one of the formats in docs/notes-format.md."
    )


def _decoded(data: bytes, encoding: str, name: str, offset: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + offset
        line = data[: error.start].count(b"\n") + 1
        raise BadNotes(
            f"{name} is not valid {encoding.upper()}: byte offset {at} (line {line}) cannot be read. "
            "Save the file as UTF-8 and try again."
        ) from error


def _check(text: str, size: int, name: str, limits: Limits) -> None:
    if size > limits.bytes:
        raise BadNotes(f"{name} has {size:,} bytes; the limit is {limits.bytes:,}. Split it into several files.")
    lines = text.split("\n")
    if len(lines) > limits.lines:
        raise BadNotes(f"{name} has {len(lines):,} lines; the limit is {limits.lines:,}. Split it into several files.")
    for number, line in enumerate(lines, 1):
        if len(line) > limits.line_length and len(_EMBEDDED.sub("", line)) > limits.line_length:
            raise BadNotes(
                f"{name}, line {number} has {len(line):,} characters; the limit is "
                f"{limits.line_length:,}. Break the line."
            )
    cells = text.count("|")
    if cells > limits.cells:
        raise BadNotes(f"{name} has {cells:,} table cells; the limit is {limits.cells:,}. Split it into several files.")
    headings = len(_HEADING.findall(text))
    if headings > limits.headings:
        raise BadNotes(
            f"{name} has {headings:,} headings; the limit is {limits.headings:,}. Split it into several files."
        )


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file; refused with BadNotes when it is missing, not a file, or over the limit."""
    try:
        if not path.is_file():
            raise BadNotes(f"There is no file {path}. Check the name.")
        size = path.stat().st_size
        if size > limit:
            raise BadNotes(f"{path.name} has {size:,} bytes; the limit is {limit:,}. Split it into several files.")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise BadNotes(
            f"{path} cannot be read: {error.strerror or error}. Check the name and the permissions."
        ) from error
