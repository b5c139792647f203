"""Anki decks: exported packages (.apkg) and exported text."""

import re
import sqlite3
import tempfile
from pathlib import Path

from ingest.errors import BadNotes
from ingest.formats.archive import member, opened
from ingest.formats.cards import to_labelled
from ingest.formats.columns import from_text
from ingest.formats.web import from_html
from ingest.limits import Limits

_HEADER = re.compile(r"^#(?:separator|html|tags|columns|notetype|deck|guid)\b.*:", re.IGNORECASE)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
MOST_CARDS = 100_000


def to_markdown(data: bytes, name: str, limits: Limits) -> str:
    """The cards of a package as labelled questions: the first field asks, the others answer."""
    archive = opened(data, name)
    names = set(archive.namelist())
    inside = next((one for one in ("collection.anki21", "collection.anki2") if one in names), None)
    if inside is None or ("collection.anki21b" in names and inside != "collection.anki21"):
        raise BadNotes(f"{name} is packed in Anki's newest way. Export it again with 'Support older Anki versions'.")
    fields = _fields(member(archive, inside, name, limits), name)
    return to_labelled((_plain(row[0]), "\n\n".join(_plain(one) for one in row[1:] if one.strip())) for row in fields)


def is_text_export(text: str) -> bool:
    """Whether a text file is one that Anki exported."""
    return bool(_HEADER.match(text.removeprefix("\ufeff")))


def from_export(text: str, name: str, limits: Limits) -> str:
    """The cards of exported text as labelled questions."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    head = [line for line in lines[:20] if _HEADER.match(line)]
    named = next((line.partition(":")[2].strip() for line in head if line.lower().startswith("#separator")), "tab")
    rows = "\n".join(line for line in lines if not _HEADER.match(line))
    separator = _SEPARATORS.get(named.lower(), named if len(named) == 1 else "\t")
    return from_text(re.sub(r"<br\s*/?>", " ", rows, flags=re.IGNORECASE), name, limits, separator)


def _fields(data: bytes, name: str) -> list[list[str]]:
    """The fields of every note, read from a copy that nothing can write to."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "collection.db"
        copy.write_bytes(data)
        connection = sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            rows = connection.execute("SELECT flds FROM notes ORDER BY id LIMIT ?", (MOST_CARDS,)).fetchall()
        except (sqlite3.Error, OverflowError) as error:
            raise BadNotes(f"{name} is damaged: {error}. Export it again.") from error
        finally:
            connection.close()
    return [str(row[0]).split("\x1f") for row in rows if row[0]]


def _plain(field: str) -> str:
    """A field, which Anki keeps as HTML, as Markdown; its sounds left out."""
    field = re.sub(r"\[sound:[^\]]*\]|\{\{c\d+::(.*?)(?:::[^}]*)?\}\}", lambda m: m[1] or "", field)
    return from_html(field).strip() if re.search(r"<[a-zA-Z]|&\w+;", field) else field
