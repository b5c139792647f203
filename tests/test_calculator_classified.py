"""Classifiers: tables in any markup, examples, told scores, accounts; small changes that stop the answer."""

import pytest

from tutor.calculator.calculate import calculate
from tutor.calculator.count_tables import count_table

CELLS = "| Actual ripe | 30 | 10 |\n| Actual raw | 6 | 54 |\n"
TABLE = f"| | Predicted ripe | Predicted raw |\n|---|---|---|\n{CELLS}"
MAIL = (
    "A filter gets 3,000 spams per hour and only 1,000 good messages. It classifies 90% of the spams correctly, and "
    "misclassifies the other {other}%. It classifies 95% of the good messages correctly. "
)
GROUPS = "The scores of the positives are 0.9 and 0.4, the scores of the negatives are 0.5 and 0.1. "
RECALLS = "Per-class recalls are 0.9, 0.8 and 0.4 with supports 10, 20, 70. "
CURVE = "TPR: 0.2, 0.6, 0.9; FPR: 0.1, 0.3, 0.7. "
CUTS = "| Threshold | Precision | Recall |\n|--|--|--|\n| 0.2 | 0.5 | 0.9 |\n| 0.5 | 0.7 | 0.6 |\n| 0.8 | 0.9 | 0.2 |\n"

WRITINGS = (
    TABLE,
    f"Predicted ripe Predicted raw {CELLS.replace('|', ' ')}",
    "Actual \\ Predicted | ripe | raw | total\nripe | 30 | 10 | 40\nraw | 6 | 54 | 60\ntotal | 36 | 64 | 100",
    "         truth\npredicted   ripe  raw\n     ripe     30    6\n     raw      10   54",
    r"\begin{tabular}{c|cc} & Predicted ripe & Predicted raw \\ \hline Actual ripe & 30 & 10 \\ "
    r"Actual raw & 6 & 54 \end{tabular}",
    "| | ripe (gold) | raw (gold) |\n|---|---|---|\n| ripe (system) | 30 | 6 |\n| raw (system) | 10 | 54 |",
    "| Predicted class | Actually raw | Actually ripe |\n|---|---|---|\n| ripe | 6 | 30 |\n| raw | 54 | 10 |",
)


@pytest.mark.parametrize("table", WRITINGS)
def test_one_matrix_is_the_same_in_every_writing(table: str) -> None:
    found = calculate(f"{table}\nWhat are the precision and the recall for ripe?").working
    assert found is not None and found.value == pytest.approx((30 / 36, 0.75))


CALCULATED = (
    (f"{TABLE}What is the error rate?", 0.16),
    (TABLE.replace("Actual ", "").replace("Predicted ", "") + "What is the accuracy?", 0.84),
    (MAIL.format(other=10) + "Calculate the precision.", 2700 / 2750),
    (MAIL.format(other=10) + "How many false negatives are there?", 300),
    (f"{GROUPS}What is the AUC?", 0.75),
    (f"{GROUPS}What is the precision at a threshold of 0.45?", 0.5),
    ("y_true = [1,0,1,1,0], y_pred = [1,0,0,1,1]. What is the recall?", 2 / 3),
    ("y_true = [1,0,1,1,0], y_pred = [1,0,0,1,1]. What is the recall of class 0?", 0.5),
    (f"{RECALLS}What is the macro-averaged recall?", 0.7),
    (f"{RECALLS}What is the weighted recall?", 0.53),
    (f"{CURVE}What is the AUC?", 0.675),
    ("A model screens 400 people for flu. 50 of the people have flu. It flags 40 of these 50. Recall?", 0.8),
)


@pytest.mark.parametrize(("question", "expected"), CALCULATED)
def test_what_is_told_of_a_classifier_is_worked_out(question: str, expected: float) -> None:
    found = calculate(question).working
    assert found is not None and found.value == pytest.approx(expected)


TWISTS = (
    f"{TABLE}What is the precision for ripe if 5 more raw ones are predicted ripe?",
    f"{TABLE}What would be the recall for ripe?",
    f"{TABLE}What is the precision for ripe at threshold 0.7?",
    f"{TABLE}By how much does the recall for ripe exceed its precision?",
    f"{TABLE}What is the average precision?",
    f"{TABLE}What is the precision?",
    f"{TABLE}{TABLE.replace('30', '31')}What is the accuracy?",
    TABLE.replace("Actual ", "").replace("Predicted ", "") + "What is the recall for ripe?",
    TABLE.replace("30", "30.5") + "What is the accuracy?",
    "Model | TP | FP | FN\nA | 8 | 2 | 4\nB | 9 | 5 | 3\nC | 7 | 1 | 5\nWhat is the precision of B?",
    MAIL.format(other=20) + "Calculate the precision.",
    MAIL.format(other=10) + "What is the precision if the spam doubles?",
    f"{GROUPS}What is the recall if the threshold is 0.4?",
    f"{RECALLS}What is the weighted precision?",
    f"{RECALLS}What is the micro-averaged recall?",
    f"{CURVE}What is the AUC between FPR 0 and 0.3?",
    f"{CUTS}What is the macro precision?",
    "True labels: a, b, a, c. Model A predicted: a, a, a, c. Model B predicted: b, b, a, c. B's accuracy?",
)


@pytest.mark.parametrize("question", TWISTS)
def test_a_small_change_stops_the_answer(question: str) -> None:
    assert calculate(question).working is None


def test_sums_are_dropped_only_where_they_are_sums() -> None:
    summed = count_table(TABLE.replace("| 10 |", "| 10 | 40 |").replace("| 54 |", "| 54 | 60 |"))
    other = count_table(TABLE.replace("| 10 |", "| 10 | 41 |").replace("| 54 |", "| 54 | 60 |"))
    assert summed is not None and summed.rows == [[30, 10], [6, 54]]
    assert other is None
