"""Notes made of questions and the statements of their answers, without a file; and what an index of them answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hashing_embedder import HashingEmbedder

from index import Index, open_index
from ingest import Entry, Point


@dataclass(frozen=True, slots=True)
class WrittenNotes:
    entries: tuple[Entry, ...]
    points: tuple[Point, ...]


def written(*asked: tuple[str, Sequence[str]]) -> WrittenNotes:
    """Notes of questions with the statements of their answers, one a line."""
    entries, points, line = [], [], 1
    for number, (question, statements) in enumerate(asked):
        entry = Entry(f"e{number}", question, "\n".join(statements), (), line, line + len(statements), "notes.md")
        entries.append(entry)
        for place, text in enumerate(statements, 1):
            points.append(
                Point(f"{entry.id}.{place}", entry.id, text, (), line + place, line + place, "item", "notes.md")
            )
        line = entry.end_line + 1
    return WrittenNotes(tuple(entries), tuple(points))


NOTES = written(
    ("What is dropout?", ["Neurons are randomly set to zero while training", "It prevents overfitting"]),
    ("Explain L1 and L2 regularization", ["L1 gives sparse weights", "L2 shrinks all weights"]),
    ("What is stochastic gradient descent (SGD)?", ["One update after each sample", "Noisy but fast"]),
    (
        "Which optimizers adapt the step?",
        ["Momentum keeps a running mean of gradients", "AdaGrad divides by past gradients"],
    ),
)
FEWER = WrittenNotes(NOTES.entries[:2], NOTES.points[:4])
QUESTIONS = ("What is dropout?", "sparse weights", "SGD", "adapt the step", "sourdough")


def answers(notes_index: Index) -> list[object]:
    return [notes_index.search(question) for question in QUESTIONS]


def reopened(folder: Path) -> Index:
    found = open_index(folder, HashingEmbedder())
    assert found is not None
    return found
