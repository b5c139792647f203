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


CODED = [
    (
        "z = np.array([2.0, 1.0, 0.0])\nWhat is the softmax of z?\nprint(softmax(z))",
        (0.66524096, 0.24472847, 0.09003057),
    ),
    ("y = torch.tensor([1, 2, 3])\ny_hat = torch.tensor([1, 2, 5])\nWhat is the MSE?", 4 / 3),
    ('Compute the RMSE.\n{"actual": [1, 2], "predicted": [1, 4]}', 2**0.5),
    ("How many parameters does a 3x3 convolution from 3 to 8 channels have?\n216\n224\n232", 224),
]


@pytest.mark.parametrize(("question", "value"), CODED, ids=range(len(CODED)))
def test_values_in_a_program_are_values(question: str, value: float | tuple[float, ...]) -> None:
    working = calculate(question).working
    assert working is not None
    assert working.value == pytest.approx(value)


def test_a_result_that_is_not_offered_is_not_given() -> None:
    assert calculate("What is the mean of 1, 2 and 6?\nA) 3\nB) 4\nC) 5").working is not None
    assert calculate("What is the mean of 1, 2 and 6?\nA) 2\nB) 4\nC) 5").working is None


@pytest.mark.parametrize(
    "written",
    [
        "{q}', ['0.5', '1.5', '2.5']",
        '"q": "{q}", "type": "mcq", "options": ["0.5", "1.5", "2.5"]',
        '{q}",\n   options: ["A) 0.5", "B) 1.5"]',
        '{q}",\n   ("about 0.5", "about 1.5")',
        "{q}\n   'Approximately 0.5',\n   'Approximately 1.5',",
        '{q}\n  "\u221a2.25 \u2248 1.5",\n  "2.5"',
        ":::: <big><code>{q}</code></big>",
    ],
)
def test_what_a_program_writes_around_a_question_is_taken_off(written: str) -> None:
    question = "The targets are 2, 4, 6, 8 and the predictions 3, 4, 5, 10. What is the mean squared error?"
    found = calculate(written.replace("{q}", question)).working
    assert found is not None and found.value == 1.5


def test_a_result_that_none_of_the_quoted_answers_is_is_not_given() -> None:
    question = "The targets are 2, 4, 6, 8 and the predictions 3, 4, 5, 10. What is the mean squared error?"
    assert calculate(f"{question}', ['0.5', '2.5', '3.5']").working is None
