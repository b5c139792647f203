"""PDF files, with the optional extra `docs`: the text of the pages; layout and pictures are left out."""

import re
from importlib import import_module
from typing import Any

from ingest.errors import BadNotes
from ingest.limits import Limits

MOST_PAGES = 500
MISSING = "PDF files need one more package. Run: pip install 'interview-tutor[docs]'"


def to_markdown(data: bytes, name: str, limits: Limits) -> str:
    """The text of the pages."""
    library = _library(name)
    try:
        document = library.PdfDocument(data)
        if len(document) > MOST_PAGES:
            raise BadNotes(f"{name} has {len(document)} pages; the limit is {MOST_PAGES}. Split it into several files.")
        text = "\n\n".join(page.get_textpage().get_text_bounded() for page in document)
    except library.PdfiumError as error:
        raise BadNotes(f"{name} cannot be read: {error}. Save it again without a password.") from error
    if len(text) > limits.bytes:
        raise BadNotes(f"{name} holds more than {limits.bytes:,} characters. Split it into several files.")
    if not text.strip():
        raise BadNotes(f"{name} holds no text (scanned pages?). Run it through text recognition first.")
    return re.sub(r"[\x00\ufffe\uffff]", "", text.replace("\r\n", "\n"))


def _library(name: str) -> Any:
    try:
        return import_module("pypdfium2")
    except ImportError as error:
        raise BadNotes(f"{name}: {MISSING}") from error
