"""The labelled statements and answers are well-formed and belong to the notes that come with the product."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest import Notes, read_notes

DATA = Path(__file__).parent / "data"
NOTES = Path(__file__).parents[1] / "tutor" / "notes" / "machine_learning.md"
EDITS = {"negation", "swapped_terms", "direction", "number", "added_fact", "quantifier", "cause"}
STATEMENTS = ("statements.jsonl", "statements_calibration.jsonl")

Line = dict[str, Any]


@pytest.fixture(scope="module")
def notes() -> Notes:
    return read_notes([NOTES])


def _lines(name: str) -> list[Line]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", STATEMENTS)
def test_half_of_the_statements_are_true_and_every_kind_of_edit_is_there(name: str) -> None:
    lines = _lines(name)
    assert sum(line["true"] for line in lines) * 2 == len(lines)
    assert {line["edit"] for line in lines if not line["true"]} == EDITS
    assert len({line["statement"] for line in lines}) == len(lines)


def test_there_are_320_statements_to_measure_with() -> None:
    assert len(_lines("statements.jsonl")) == 320


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_false_statement_is_an_edit_of_a_true_one_on_the_same_evidence(name: str) -> None:
    lines = _lines(name)
    for line in lines:
        assert set(line) == {"evidence", "statement", "true", "edit", "of"}
        if line["true"]:
            assert (line["edit"], line["of"]) == ("", None)
        else:
            assert lines[line["of"]]["true"]
            assert lines[line["of"]]["evidence"] == line["evidence"]


@pytest.mark.parametrize("name", STATEMENTS)
def test_evidence_is_two_to_four_points_of_one_entry(name: str, notes: Notes) -> None:
    homes: dict[str, set[str]] = {}
    for point in notes.points:
        homes.setdefault(point.text, set()).add(point.entry_id)
    for line in _lines(name):
        assert 2 <= len(line["evidence"]) <= 4
        assert set.intersection(*(homes[text] for text in line["evidence"]))


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_is_a_copy_of_a_point(name: str, notes: Notes) -> None:
    texts = {point.text.casefold() for point in notes.points}
    assert not [line["statement"] for line in _lines(name) if line["statement"].casefold() in texts]


def test_calibration_and_measurement_share_no_evidence() -> None:
    measured, calibrated = ({text for line in _lines(name) for text in line["evidence"]} for name in STATEMENTS)
    assert not measured & calibrated


def test_no_kind_of_edit_is_rare_among_the_measured() -> None:
    counts = Counter(line["edit"] for line in _lines("statements.jsonl") if not line["true"])
    assert min(counts.values()) >= 15
