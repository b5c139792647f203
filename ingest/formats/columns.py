"""Tables as text (.csv, .tsv): the columns named question and answer, or the first two."""

import csv
import io
import re

from ingest.document import decode
from ingest.errors import BadNotes
from ingest.formats.cards import to_labelled
from ingest.limits import Limits

_QUESTION = re.compile(r"^\W*(?:questions?|front|prompt|q|вопрос|pregunta|frage|问题|問題)\W*$", re.IGNORECASE)
_ANSWER = re.compile(r"^\W*(?:answers?|back|response|a|ответ|respuesta|antwort|答案|回答)\W*$", re.IGNORECASE)


def to_markdown(data: bytes, name: str, limits: Limits) -> str:
    """The rows as labelled questions; BadNotes when there is only one column and it is not named question."""
    return from_text(decode(data, name), name, limits)


def from_text(text: str, name: str, limits: Limits, separator: str | None = None) -> str:
    """The same from decoded text."""
    rows = _rows(text.removeprefix("\ufeff"), name, limits, separator)
    if not rows:
        return ""
    question = _find(rows[0], _QUESTION)
    answer = _find(rows[0], _ANSWER)
    if question is not None or answer is not None:
        rows = rows[1:]
    elif max(len(row) for row in rows) < 2:
        raise BadNotes(f"{name} has no column named question. Name the columns question and answer in the first row.")
    first = 0 if question is None else question
    second = (1 if first == 0 else 0) if answer is None else answer
    pairs = [(_cell(row, first), _cell(row, second)) for row in rows]
    return to_labelled((asked, told) for asked, told in pairs if asked.strip())


def _rows(text: str, name: str, limits: Limits, separator: str | None) -> list[list[str]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = separator or ("\t" if name.lower().endswith(".tsv") else _delimiter(text))
    csv.field_size_limit(limits.bytes)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise BadNotes(f"{name} is not a readable table: {error}. Save it again as CSV.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _find(header: list[str], wanted: re.Pattern[str]) -> int | None:
    return next((at for at, cell in enumerate(header) if wanted.match(cell)), None)


def _cell(row: list[str], at: int) -> str:
    return row[at] if at < len(row) else ""
