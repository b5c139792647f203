"""Questions as they stand on a sheet: headings, numbered parts, columns drawn with signs, answers to choose from."""

import pytest

from tutor.calculator.calculate import calculate
from tutor.calculator.sheets import off_the_sheet

SHEETS = [
    (
        "A model forecasts waiting times.\n\n**Some results:**\n- Actual times: 2.0, 3.0, 1.0, 4.0 minutes\n"
        "- Predicted times: 2.5, 3.5, 1.5, 3.5 minutes\n\n#### Task\n2. Calculate the MAE",
        0.5,
    ),
    (
        "Two distributions over a coin:\n- The truth $P$ has $P(y=1) = 0.5$ and $P(y=0) = 0.5$\n"
        "- The model $Q$ has $Q(y=1) = 0.25$ and $Q(y=0) = 0.75$\n\n3. Compute $D_{KL}(P||Q)$ in bits",
        0.2075187496,
    ),
    (
        "Labels and predictions.\n\n1. If we have 4 samples with true labels $y = [1, 0, 1, 0]$ and predicted "
        "probabilities $\\hat{y} = [0.5, 0.5, 0.5, 0.5]$, calculate the cross-entropy loss",
        0.6931471806,
    ),
    ("What is the length of the vector:\n```\n⎡ 3 ⎤\n⎣-4 ⎦\n```", 5),
    ("What is the angle (in radians) between [2, 0] and [0, 3]?", 1.5707963268),
]


@pytest.mark.parametrize(("question", "value"), SHEETS, ids=range(len(SHEETS)))
def test_the_sheet_is_no_part_of_the_question(question: str, value: float) -> None:
    calculation = calculate(question)
    assert calculation.working is not None, calculation
    assert calculation.working.value == pytest.approx(value)


def test_a_list_of_data_keeps_its_lines() -> None:
    text = "Data:\n1. 5 apples\n2. 7 apples\nWhat is the mean?"
    assert off_the_sheet(text).text == text
