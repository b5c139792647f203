import pytest

from ingest import read_notes, read_text
from tutor import check_numbers
from tutor.tutor import DEFAULT_NOTES


def check(question: str, answer: str) -> list[bool]:
    return [found.right for found in check_numbers(read_text(f"## {question}\n\n{answer}\n").entries)]


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        ("What is the softmax of [2, 1, 0]?", "It is $[0.6652, 0.2447, 0.0900]$.", [True]),
        ("What is the softmax of [2, 1, 0]?", "About 66.5 %, 24.5 % and 9.0 %.", [True]),
        ("What is the softmax of [2, 1, 0]?", "It is [0.51, 0.33, 0.16].", [False]),
        ("What is the softmax of [2, 1, 0]?", "The first is 0.6652, the others follow.", []),
        ("What is the entropy of [0.5, 0.5] in bits?", "Exactly 1 bit.", [True]),
        ("What is the entropy of [0.25, 0.75] in bits?", "It is 0.562.", [False]),
        ("What is the KL divergence of P=[0.5,0.5] from Q=[1,0]?", "It is infinite: Q is zero where P is not.", [True]),
        ("Why is the sky blue?", "Because of 3 things.", []),
    ],
)
def test_notes_are_right_wrong_or_left_alone(question: str, answer: str, found: list[bool]) -> None:
    assert check(question, answer) == found


def test_a_wrong_unit_is_named() -> None:
    (found,) = check_numbers(read_text("## What is the entropy of [0.25, 0.75] in bits?\n\nIt is 0.562.\n").entries)
    assert "nats" in found.message and found.line == 1


def test_a_question_without_an_answer_is_not_checked() -> None:
    assert check("What is the softmax of [2, 1, 0]?", "") == []


def test_the_notes_that_come_with_it_hold() -> None:
    found = check_numbers(read_notes([DEFAULT_NOTES]).entries)
    assert len(found) >= 5
    assert [check.question for check in found if not check.right] == []


def test_thousands_set_apart_as_latex_does_are_one_number() -> None:
    asked = "How many bytes do 109386 parameters take in fp32?"
    assert check(asked, "They take $109386 \\cdot 4 = 437{,}544$ bytes.") == [True]
