"""A question with several parts: each is worked out with all that stands before the parts, or none is."""

import pytest

from tutor import calculate
from tutor.calculator.subquestions import subquestions

STEM = "A filter has 40 true positives, 10 false positives, 5 false negatives and 45 true negatives."


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("\n(a) What is its accuracy?\n(b) What is its precision?", (0.85, 0.8)),
        ("\na) What is its precision?\nb) What is its accuracy?", (0.8, 0.85)),
        ("\n\n1. Compute the precision.\n2. Compute the recall.\n3. Compute the accuracy.", (0.8, 40 / 45, 0.85)),
        ("\n**(b)** Find the precision.\n**(c)** Find the accuracy.", (0.8, 0.85)),
        ("\n- i) What is its precision?\n- ii) What is its accuracy?", (0.8, 0.85)),
        (" Find (a) the precision; and (b) the accuracy.", (0.8, 0.85)),
        (" What is its precision? What is its accuracy?", (0.8, 0.85)),
        (" Compute its precision. Then compute its accuracy. Give your answers to 3 decimals.", (0.8, 0.85)),
    ],
)
def test_every_part_is_answered_in_its_order(parts: str, expected: tuple[float, ...]) -> None:
    found = calculate(STEM + parts)
    assert found.working is not None
    assert found.working.value == pytest.approx(expected)


def test_what_each_part_asks_stands_in_the_steps() -> None:
    found = calculate(f"{STEM}\n(a) What is its accuracy?\n(b) What is its precision?").working
    assert found is not None
    assert found.interpretation.count(";") == 1
    assert set(found.parts) == {"accuracy", "precision"}


def test_the_beginning_of_a_sentence_is_finished_by_each_part() -> None:
    found = calculate(
        "Calls come at an average of 3 per hour, following a Poisson distribution. Find the probability that "
        "A. exactly 2 calls come in an hour; B. no calls come in an hour."
    ).working
    assert found is not None
    assert found.value == pytest.approx((0.22404180765538775, 0.049787068367863944))


@pytest.mark.parametrize(
    "parts",
    [
        "\n(a) What is its accuracy?\n(b) What is its temperature?",
        "\n1. Compute the precision.\n2. Compute the probability that it rains.",
        " What is its precision? What is its age?",
        "\n(a) What is its accuracy?\n(b) What is its accuracy?",
    ],
)
def test_a_part_that_is_not_understood_leaves_all_of_them(parts: str) -> None:
    """Half of the answers, unmarked, would be taken for all of them; twice the same is one misread."""
    assert calculate(STEM + parts).working is None


def test_a_part_that_asks_for_words_is_for_the_notes() -> None:
    found = calculate(f"{STEM}\n(a) What is its accuracy?\n(b) What is its precision?\n(c) Why do they differ?")
    assert found.working is not None and found.explain
    assert found.working.value == pytest.approx((0.85, 0.8))


@pytest.mark.parametrize(
    "text",
    [
        "What is the precision of TP = 8 and FP = 2?",
        "What is the accuracy? A) 0.8 B) 0.85 C) 0.9",
        "What is the accuracy?\nA. 0.8\nB. 0.85\nC. 0.9",
        "1. TP = 40\n2. FP = 10\nWhat is the precision?",
        "(a) 40 true positives (b) 10 false positives. What is the precision?",
        "The predictions are [2, 3]. What is the mean squared error to [2, 5]? Give a decimal answer.",
        "",
    ],
)
def test_what_has_one_part_has_no_parts(text: str) -> None:
    assert subquestions(text) is None


def test_a_hundred_marks_end_at_once() -> None:
    text = "".join(f"({letter}) what? " for letter in "abcdefgh" * 60)
    assert calculate(text[:2000]).working is None
