"""Things that have changed places in an answer, and what only looks like it."""

import json
from pathlib import Path

import pytest
from contradictions import contradicted

from ingest import split_points
from tutor.interview.grade import PointStatus
from tutor.interview.grading import grade

SMALL = Path(__file__).parent / "data" / "interview_contradictions.jsonl"
SHOPS = "The bakery opens at six, the butcher at eight.\n\nBread is sold by the piece and meat is sold by weight.\n"
TABLE = """| | Ferry | Bridge |
|---|---|---|
| Needs | A crew | Steel cables |
| Closed in | Storms | Repairs |
"""
KINDS = "The score is the harmonic mean of both shares.\n\nA crane has four wheels.\n\nThe tank is kept closed.\n"


@pytest.mark.parametrize(
    ("notes", "answer"),
    [
        (SHOPS, "The butcher opens at six and the bakery at eight."),
        (SHOPS, "Meat is sold by the piece, while bread is sold by weight."),
        (TABLE, "A ferry needs steel cables and a bridge needs a crew."),
        (KINDS, "The score is the arithmetic mean of both shares."),
        (KINDS, "A crane has seven wheels."),
        (KINDS, "You don't keep the tank closed."),
    ],
)
def test_what_has_changed_places_is_found(notes: str, answer: str) -> None:
    assert contradicted(notes, answer)


@pytest.mark.parametrize(
    ("notes", "answer"),
    [
        (SHOPS, "The butcher opens at eight and the bakery at six."),
        (SHOPS, "Meat is sold by weight, while bread is sold by the piece."),
        (TABLE, "A bridge needs steel cables and a ferry needs a crew."),
        (TABLE, "Storms close the ferry, repairs close the bridge."),
        (KINDS, "The score is the harmonic mean of both. The tank stays closed, and a crane has 4 wheels."),
    ],
)
def test_another_order_is_no_exchange(notes: str, answer: str) -> None:
    assert contradicted(notes, answer) == []


def test_most_contradictions_of_the_small_entries_are_found_and_few_are_invented() -> None:
    rows = [json.loads(line) for line in SMALL.read_text(encoding="utf-8").splitlines()]
    found, wanted, invented, points = 0, 0, 0, 0
    for row in rows:
        graded = grade(row["question"], "\n".join(row["notes"]), row["answer"]).points
        opposed = [point for point in graded if point.status is PointStatus.CONTRADICTED]
        lines = {point.line for point in opposed}
        quoted = [line for line, text in enumerate(row["notes"], 1) if any(q in text for q in row["contradicts"])]
        found, wanted = found + len(lines & set(quoted)), wanted + len(quoted)
        if row["kind"] == "full":
            invented, points = invented + len(opposed), points + len(graded)
    assert len(rows) == 60
    assert found >= 0.7 * wanted
    assert invented <= 0.03 * points


def test_the_points_of_small_entries_are_read() -> None:
    row = json.loads(SMALL.read_text(encoding="utf-8").splitlines()[0])
    assert len(split_points("\n".join(row["notes"]))) >= 5
