"""The notes that come with the product, read in a way that shares nothing with ingest."""

import re
from pathlib import Path

NOTES = Path(__file__).parents[1] / "tutor" / "notes" / "machine_learning.md"


def plain(text: str) -> str:
    """Without thousands separators: 16,384 and 50{,}348{,}032 become digits only."""
    return re.sub(r"(?<=\d)(\{,\}|,)(?=\d{3}(?!\d))", "", text)


def sections() -> dict[str, str]:
    """Question -> answer, by a reading of the file that shares nothing with ingest."""
    parts = re.split(r"^### (.+)$", NOTES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {question: plain(answer) for question, answer in zip(parts[1::2], parts[2::2], strict=True)}
