"""Finding in a real document with the real model; the figures over whole sets are in benchmarks/retrieval.py."""

from pathlib import Path

import pytest

from index import Index, SentenceEmbedder, build
from ingest import read_notes

NOTES = Path(__file__).parents[2] / "shared" / "data" / "seed" / "ml_interview_questions.md"

pytestmark = [
    pytest.mark.real,
    pytest.mark.shared,
    pytest.mark.skipif(not NOTES.exists(), reason=f"{NOTES} is not there: it is no part of the project"),
]


@pytest.fixture(scope="module")
def notes_index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return build(read_notes([NOTES]), SentenceEmbedder(), tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("question", "entry", "point"),
    [
        ("What is dropout?", "dropout", "regularization technique"),
        ("Why does L1 give sparse weights?", "L1 and L2", "Encourages sparsity"),
        ("Why is lasso sparse?", "L1 and L2", "Encourages sparsity"),
        ("Is LIME slower than SHAP?", "LIME", "Slower"),
        ("What should I do about high variance?", "bias-variance", "More Data"),
        ("What is max pooling for?", "convolutional layers", "Max Pooling"),
        ("What does a learning rate that is too small do?", "learning rate", "smaller steps"),
        ("What does a lerning rate that is too smal do?", "learning rate", "smaller steps"),
        ("When should I fine-tune a pretrained model?", "transfer learning", "dataset"),
        ("Are all neurons active when I test with dropout?", "dropout", "during testing"),
    ],
)
def test_the_right_entry_comes_first_and_the_right_point_among_the_first_six(
    notes_index: Index, question: str, entry: str, point: str
) -> None:
    results = notes_index.search(question, points=6)
    assert entry in results.entries[0].entry.question
    assert any(point.casefold() in hit.point.text.casefold() for hit in results.points)


def test_two_things_that_are_compared_both_have_points(notes_index: Index) -> None:
    hits = notes_index.search("How do dropout and L2 differ as regularisers?", points=8).points
    questions = {entry.id: entry.question for entry in notes_index.entries}
    found = {questions[hit.point.entry_id] for hit in hits}
    assert any("dropout" in question for question in found)
    assert any("L2" in question for question in found)


def test_high_training_error_brings_the_remedies_for_high_bias_by_structure(notes_index: Index) -> None:
    hit = notes_index.search("My training error is high, what now?").points
    symptom = next(hit.point for hit in hit if "Training error is high" in hit.point.text)
    remedies = [point.text for points in notes_index.neighbours(symptom).related_headings for point in points]
    assert any("More Complex Model" in text for text in remedies)
    assert not any("More Data" in text for text in remedies)


@pytest.mark.parametrize("question", ["How do I make sourdough?", "How does AlexNet work?", "What is a Kalman filter?"])
def test_what_the_notes_lack_is_named_by_its_words(notes_index: Index, question: str) -> None:
    signals = notes_index.search(question).signals
    assert signals.unknown
    assert signals.question_similarity < 0.5
