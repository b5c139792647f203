"""Every shape and trap of real notes: the cases of tests/fixtures/ingest."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import Entry, read_text

FIXTURES = Path(__file__).parent / "fixtures" / "ingest"


def cases() -> Iterator[object]:
    for file in sorted(set(FIXTURES.glob("*.md")) - {FIXTURES / "README.md"}):
        for part in re.split(r"^======== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = part.partition("\n")
            source, found, expected = rest.partition("-------- expected\n")
            assert found, f"{file.name}: '{title}' expects nothing; write '-------- expected'"
            yield pytest.param(source, expected.splitlines(), id=f"{file.stem}: {title}")


def shown(entry: Entry, wanted: str) -> str:
    """The entry as a fixture writes it, its answer cut where the fixture cuts it."""
    answer = entry.answer.replace("\n", "\\n") or "-"
    if wanted.endswith("...") and answer.startswith(wanted[:-3]):
        answer = wanted
    return f"{entry.line} | {entry.question} | {answer}"


@pytest.mark.parametrize(("source", "expected"), list(cases()))
def test_notes_are_read_as_a_person_reads_them(source: str, expected: list[str]) -> None:
    entries = read_text(source).entries
    wanted = [line.split(" | ", 2)[2] for line in expected] + [""] * len(entries)
    assert [shown(entry, answer) for entry, answer in zip(entries, wanted, strict=False)] == expected


@pytest.mark.parametrize(("source", "expected"), list(cases()))
def test_lines_are_the_same_in_windows_files(source: str, expected: list[str]) -> None:
    unix, windows = read_text(source), read_text(source.replace("\n", "\r\n"))
    assert windows.entries == unix.entries
    assert windows.points == unix.points
