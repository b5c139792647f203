"""Confusion tables of either layout, constant classifiers, searches over parameters, worths of coalitions."""

import pytest

from tutor.calculator.calculate import calculate
from tutor.calculator.count_tables import count_table


def value(question: str) -> object:
    """What is calculated, or None."""
    working = calculate(question).working
    return working.value if working else None


TRUE_ABOVE = "| | Actual ripe | Actual raw |\n|---|---|---|\n| Predicted ripe | 30 | 6 |\n| Predicted raw | 10 | 54 |\n"
TRUE_BESIDE = (
    "| | Predicted ripe | Predicted raw |\n|---|---|---|\n| Actual ripe | 30 | 10 |\n| Actual raw | 6 | 54 |\n"
)


def test_a_table_is_read_with_its_truth_on_either_side() -> None:
    for text in (TRUE_ABOVE, TRUE_BESIDE):
        table = count_table(text)
        assert table is not None and table.sure
        assert (table.rows, table.names) == ([[30, 10], [6, 54]], (("ripe",), ("raw",)))


def test_a_table_that_does_not_say_its_sides_leaves_them_open() -> None:
    table = count_table("| | ripe | raw |\n|---|---|---|\n| ripe | 30 | 6 |\n| raw | 10 | 54 |\n")
    assert table is not None and not table.sure


CALCULATED = (
    (f"{TRUE_ABOVE}What is the recall for ripe?", 0.75),
    (f"{TRUE_ABOVE}What is the recall for raw?", 0.9),
    (f"{TRUE_BESIDE}What is the precision for ripe?", 30 / 36),
    ("Of 640 lamps, 16 are broken. A tester says 'fine' for every lamp. What is its accuracy?", 1 - 16 / 640),
    ("How many models are trained by a grid search over 5 depths and 6 rates with 4-fold cross-validation?", 120),
    ("v({X}) = 4, v({Y}) = 6 and v({X,Y}) = 20. What is the Shapley value of X?", 9),
)


@pytest.mark.parametrize(("question", "expected"), CALCULATED)
def test_tables_and_their_like_are_calculated(question: str, expected: float) -> None:
    assert value(question) == pytest.approx(expected)


@pytest.mark.parametrize(
    "question",
    [
        f"{TRUE_ABOVE}If you flipped all predictions, what would the accuracy be?",
        f"{TRUE_ABOVE}What is the recall?\n\nA. 0.11\nB. 0.22\nC. 0.33",
        "Of 640 lamps, 16 are broken. A tester says 'blue' for every lamp. What is its accuracy?",
        "How many models does a random search of 20 draws with 5-fold cross-validation train?",
        "v({X}) = 4, v({Y}) = 6 and v({X,Y}) = 20. Is the core of this game empty, and what has Shapley to do with it?",
    ],
)
def test_a_twist_of_a_table_is_left_alone(question: str) -> None:
    assert value(question) is None
