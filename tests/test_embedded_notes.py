"""The notes that come with the product: complete, and readable by ingest."""

import json
import re
from pathlib import Path

import pytest
from embedded_notes import NOTES, sections

from ingest import Notes, read_notes

QUESTIONS = Path(__file__).parent / "data" / "questions_default_notes.jsonl"

SUBJECTS = (
    "batch, stochastic and mini-batch gradient descent",
    "L1 and L2",
    "dropout",
    "bias-variance",
    "convolutional, pooling and fully connected",
    "transfer learning",
    "LIME and SHAP",
    "logits z = [2, 1, 0]",
    "P = [0.2, 0.5, 0.3] from Q = [0.1, 0.7, 0.2]",
    "learning rate affect training",
    "batch normalisation and layer normalisation",
    "attention",
    "transformer",
    "Adam",
    "momentum",
    "vanishing",
    "initialised",
    "activation functions",
    "backpropagation",
    "cross-entropy used for classification",
    "precision, recall and F1",
    "ROC curve",
    "TP = 80",
    "class imbalance",
    "cross-validation",
    "data leakage",
    "scale features",
    "missing values",
    "categorical",
    "decision tree",
    "random forest and gradient boosting",
    "support vector machine",
    "k-nearest neighbours",
    "k-means",
    "principal component analysis",
    "naive Bayes",
    "prevalence",
    "maximum likelihood and MAP",
    "logistic regression",
    "linear regression",
    "generative and discriminative",
    "embeddings",
    "LSTM",
    "encoder-decoder",
    "retrieval-augmented generation",
    "LoRA",
    "quantisation",
    "p-value",
    "drift",
    "deploy a model",
    "recommendation",
    "information gain",
    "output size of a convolution",
    "how many parameters",
    "perplexity",
    "entropy of",
    "Shapley values",
    "early stopping",
    "calibrated",
    "hyperparameters",
    "central limit theorem",
)


@pytest.fixture(scope="module")
def notes() -> Notes:
    return read_notes([NOTES])


def test_at_least_45_questions_are_answered_and_none_is_left_open(notes: Notes) -> None:
    assert sum(entry.answered for entry in notes.entries) >= 45
    assert not [entry.question for entry in notes.entries if not entry.answered]


def test_reading_them_finds_every_question_and_nothing_else(notes: Notes) -> None:
    assert len(notes.entries) == len(sections())


def test_reading_them_gives_no_warning(notes: Notes) -> None:
    assert not notes.report.warnings
    assert {skipped.reason for skipped in notes.report.skipped} <= {"topic heading", "before the first question"}
    assert not notes.report.unanswered


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_has_its_question(subject: str, notes: Notes) -> None:
    assert [entry for entry in notes.entries if subject.lower() in entry.question.lower()]


def test_every_entry_has_several_points_and_knows_its_topic(notes: Notes) -> None:
    for entry in notes.entries:
        points = [point for point in notes.points if point.entry_id == entry.id]
        assert len(points) >= 3, entry.question
        assert entry.topic, entry.question


def test_the_document_has_tables_lists_nested_headings_and_formulas() -> None:
    text = NOTES.read_text(encoding="utf-8")
    for mark in (r"^## ", r"^#### ", r"^\|---", r"^1\. ", r"^- ", r"^\$\$", r"\$[^$\n]+\$"):
        assert len(re.findall(mark, text, flags=re.MULTILINE)) >= 5, mark


def test_tables_have_the_same_number_of_cells_in_every_row() -> None:
    for question, answer in sections().items():
        for table in re.findall(r"(?:^\|.*\|$\n?)+", answer, flags=re.MULTILINE):
            assert len({row.count("|") for row in table.splitlines()}) == 1, question


def test_labelled_questions_name_real_entries_and_leave_none_out() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert {question for row in rows for question in row["relevant"]} == set(sections())
    assert len(rows) >= 200
    assert all(bool(row["relevant"]) == bool(row["covered"]) for row in rows)
