"""The D in ACID: a letter that is asked about is searched for by its word."""

import pytest

from ingest import Point, split_points
from tutor.asking.letters import spelled_out

ANSWER = """
A transaction is one unit of work.

- **Atomicity**: all of it or nothing.
- **Consistency**: constraints hold before and after.
- **Isolation**: nobody sees half-done work.
- **Durability**: once committed, a change survives a crash.

RMSE is the root of the mean squared error. CAP stands for consistency, availability and partition tolerance.
"""


@pytest.fixture(scope="module")
def points() -> tuple[Point, ...]:
    return split_points(ANSWER, entry_id="a", source="notes.md")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What does the D in ACID guarantee?", "What does Durability in ACID guarantee?"),
        ("what is the a of ACID", "what is Atomicity in ACID"),
        ("What does the 'I' in ACID mean?", "What does Isolation in ACID mean?"),
        ("Explain the letter P in CAP.", "Explain partition in CAP."),
        ("What does the S in RMSE do?", "What does squared in RMSE do?"),
    ],
)
def test_a_letter_is_read_as_its_word(question: str, meant: str, points: tuple[Point, ...]) -> None:
    assert spelled_out(question, points) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What is the X in ACID?",
        "What does the B in BASE mean?",
        "What is the rank of C in CAP?",
        "What is a transaction in ACID?",
        "Is a of RMSE the same as b?",
    ],
)
def test_other_questions_stay_as_they_are(question: str, points: tuple[Point, ...]) -> None:
    assert spelled_out(question, points) == question
