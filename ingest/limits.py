"""Limits: what is refused before it is parsed, so that no file can hold the tutor up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one reading may hold. Checked before any parsing, since some parsers choke on hostile input."""

    bytes: int = 2_000_000
    """Bytes of one file."""
    lines: int = 50_000
    """Lines of one file."""
    headings: int = 10_000
    """Headings of one file."""
    line_length: int = 20_000
    """Characters of one line, embedded images left out."""
    files: int = 1_000
    """Files of one reading."""
    total_bytes: int = 20_000_000
    """Bytes of all files of one reading, and of what an archive unpacks to."""
