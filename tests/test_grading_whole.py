"""The answer as a whole: beside all of the notes, and whether it speaks of the subject."""

import numpy as np
import pytest

from index import SentenceEmbedder
from tutor.interview.grading import grade
from tutor.interview.whole import whole

QUESTION = "How are beans kept from climbing plants in a garden?"
NOTES = ["A net between the poles keeps the beans apart."]


class Axes:
    """Texts as sums of words, each word an axis of its own."""

    name, dimension = "axes", 64
    real_words: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def passages(self, texts: list[str]) -> np.ndarray:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace("?", "").replace(".", "").split():
                row[self.known.setdefault(word, len(self.known))] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def query(self, text: str) -> np.ndarray:
        return self.passages([text])[0]


def test_what_only_the_question_says_makes_no_answer_near() -> None:
    embedder = Axes()
    near = whole("Why nets", ["poles hold nets apart"], ["poles hold nets apart"], embedder)
    far = whole("Why nets", ["poles hold nets apart"], ["why nets why nets"], embedder)
    assert near.nearness == pytest.approx(1.0, abs=1e-4)
    assert far.nearness == pytest.approx(0.0, abs=0.05)


def test_pieces_of_a_long_answer_are_one_whole() -> None:
    embedder = Axes()
    both = whole("Why", ["one two three four five six"], ["four five six", "one two three"], embedder)
    half = whole("Why", ["one two three four five six"], ["one two three"], embedder)
    assert both.nearness > half.nearness + 0.2


def test_something_else_is_not_on_the_subject_and_a_few_words_may_be() -> None:
    embedder = Axes()
    assert whole("Why nets", ["poles hold nets"], ["a river runs slowly into some sea"], embedder).subject == 0.0
    assert whole("Why nets", ["poles hold nets"], ["nets need poles to be held up"], embedder).subject == 1.0
    assert whole("Why nets", ["poles hold nets"], ["for their height"], embedder).subject == 1.0


@pytest.mark.parametrize("answer", ["With a net between the poles.", "by a net", "net"])
def test_short_and_right_is_on_the_subject(answer: str, model: SentenceEmbedder) -> None:
    assert whole(QUESTION, NOTES, [answer], model).subject == 1.0


def test_an_answer_to_another_question_earns_next_to_nothing(model: SentenceEmbedder) -> None:
    said = "The court may set the contract aside when one party was deceived about what it signed."
    assert grade(QUESTION, NOTES[0], said, embedder=model).score < 0.02


@pytest.fixture(scope="module")
def model() -> SentenceEmbedder:
    return SentenceEmbedder()
