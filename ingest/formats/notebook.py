"""Notebooks (.ipynb): text cells as they are, code cells as code; outputs are left out."""

import json
from typing import Any

from ingest.document import decode
from ingest.errors import BadNotes
from ingest.limits import Limits


def to_markdown(data: bytes, name: str, limits: Limits) -> str:
    """The cells of a notebook as Markdown."""
    try:
        book = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        raise BadNotes(f"{name} is not a notebook: {error}. Save it again from Jupyter.") from error
    cells = book.get("cells") if isinstance(book, dict) else None
    if not isinstance(cells, list):
        raise BadNotes(f"{name} is not a notebook of version 4: it has no cells. Save it again from Jupyter.")
    return "\n\n".join(part for cell in cells if isinstance(cell, dict) and (part := _cell(cell)))


def _cell(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    if not text.strip():
        return ""
    return f"```\n{text.rstrip()}\n```" if cell.get("cell_type") == "code" else text
