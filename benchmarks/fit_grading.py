"""Fit the weights of tutor/interview/credit.py on human marks: python benchmarks/fit_grading.py [--data FOLDER]

Prints, for each set of weights, how well it does on questions that it was not fitted on (ten folds, split by question,
and each data set alone for the other), then the weights fitted on everything as they stand in credit.py.

Steps: measure the signals of every answer with the product's own `measure`; ridge regression of the human mark on the
signals, the two data sets counting the same and no weight below nought; a curve from sum to credit through places that
are read off the marks, and off answers that were given to other questions: `CORNERS`.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from index import SentenceEmbedder
from index.embedder import Embedder
from ingest import split_points
from tutor.interview.reading import Reading
from tutor.interview.reply_kind import ReplyKind, recognise
from tutor.interview.rubric import rubric
from tutor.interview.signals import measure

DATA = Path(__file__).parents[2] / "shared" / "data" / "grading"
SETS = {"mohler": "mohler_dev.csv", "saf": "saf_english.csv"}
SIGNALS = {
    "tokens": ("near", "letters"),
    "texts": ("aligned", "nearest", "coverage", "letters"),
    "words": ("coverage", "all_words", "in_one_place", "letters"),
}
RIDGE = 100.0
OFF_TOPIC = -1.0
"""The mark of an answer that was given to another question of the same set; used for the curve only."""
EVERY = 10
"""One of so many answers is tried off topic too."""
CORNERS = ((0.0, OFF_TOPIC, 0.35), (0.3, OFF_TOPIC, 0.8), (0.7, 0.0, 0.87), (1.0, 1.0, 0.85))
"""Credit, and the sum that gets it: that below which this share of the answers with this mark lie."""
FOLDS = 10
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Answer:
    """One marked answer, measured."""

    set: str
    question_id: str
    mark: float
    answered: bool
    weights: Floats
    contradicted: NDArray[np.bool_]
    features: Floats
    """One row per point."""
    subject: float


class TextsOnly:
    """The embedder without the vectors of its single words."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self.passages, self.query, self.real_words = embedder.passages, embedder.query, embedder.real_words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--means", choices=tuple(SIGNALS), help="only this set of weights")
    chosen = parser.parse_args()
    embedder = SentenceEmbedder()
    available: dict[str, Embedder | None] = {"words": None, "texts": TextsOnly(embedder)}
    if hasattr(embedder, "tokens"):
        available["tokens"] = embedder
    for means, each in available.items():
        if chosen.means not in {None, means}:
            continue
        report(means, collected(chosen.data, means, each))


def collected(data: Path, means: str, embedder: Embedder | None) -> list[Answer]:
    """Every marked answer, and some of them as answers to another question."""
    answers = []
    for name, file in SETS.items():
        marked = rows(data / file)
        answers += [measured(name, row, means, embedder) for row in marked]
        for row in marked[::EVERY]:
            other = Random(row["id"]).choice([each for each in marked if each["question_id"] != row["question_id"]])
            wrong = {**row, "student_answer": other["student_answer"], "score": str(OFF_TOPIC)}
            answers.append(measured(name, wrong, means, embedder))
    return answers


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["student_answer"] != "#NAME?"]


def measured(name: str, row: dict[str, str], means: str, embedder: Embedder | None) -> Answer:
    question, reference, said = row["question"], row["reference_answer"], row["student_answer"]
    criteria = rubric(split_points(reference))
    answered = recognise(question, reference, said).kind in {ReplyKind.ANSWER, ReplyKind.INSTRUCTION}
    reading = Reading(said.strip() if answered else "nothing")
    each = measure(question, criteria, reading, embedder)
    features = [[getattr(one, signal) for signal in SIGNALS[means]] for one in each]
    weights = np.array([criterion.weight for criterion in criteria])
    opposed = np.array([one.contrast is not None for one in each])
    shares, subject = weights / weights.sum(), each[0].subject
    about = 1.0 if subject is None else subject
    return Answer(name, row["question_id"], float(row["score"]), answered, shares, opposed, np.array(features), about)


@dataclass(frozen=True)
class Model:
    """Weights, and the curve from sum to credit."""

    base: float
    weights: Floats
    sums: Floats
    credits: Floats

    def score(self, answer: Answer) -> float:
        if not answer.answered:
            return 0.0
        credits = np.interp(self.base + answer.features @ self.weights, self.sums, self.credits)
        return answer.subject * float(answer.weights @ np.where(answer.contradicted, 0.0, credits))


def fitted(answers: Sequence[Answer]) -> Model:
    used = [answer for answer in answers if answer.answered]
    features = np.array([answer.weights @ answer.features for answer in used])
    marks = np.array([answer.mark for answer in used])
    sizes = Counter(answer.set for answer in used)
    weight = np.array([len(used) / sizes[answer.set] / len(sizes) for answer in used])
    base, slopes = regression(*(values[marks != OFF_TOPIC] for values in (features, marks, weight)))
    return Model(base, slopes, *curve(base + features @ slopes, marks))


def on_topic(answers: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.mark != OFF_TOPIC]


def regression(features: Floats, marks: Floats, weight: Floats) -> tuple[float, Floats]:
    mean, deviation = np.average(features, axis=0, weights=weight), features.std(0) + 1e-9
    centre, root = float(np.average(marks, weights=weight)), np.sqrt(weight)
    rows = np.vstack([(features - mean) / deviation * root[:, None], RIDGE**0.5 * np.eye(len(mean))])
    slopes = nnls(rows, np.concatenate([(marks - centre) * root, np.zeros(len(mean))]))[0] / deviation
    return centre - float(mean @ slopes), slopes


def curve(sums: Floats, marks: Floats) -> tuple[Floats, Floats]:
    places = [float(np.quantile(sums[marks == mark], share)) for _, mark, share in CORNERS]
    apart = 0.01 * np.arange(len(places))
    return np.maximum.accumulate(np.array(places) - apart) + apart, np.array([credit for credit, _, _ in CORNERS])


def report(means: str, answers: list[Answer]) -> None:
    real = on_topic(answers)
    print(f"\n{means}: {len(real)} answers, {sum(answer.answered for answer in real)} of them real replies")
    folds = split(answers)
    unseen = np.zeros(len(answers))
    for fold in range(FOLDS):
        model = fitted([answer for answer, place in zip(answers, folds, strict=True) if place != fold])
        for index, (answer, place) in enumerate(zip(answers, folds, strict=True)):
            if place == fold:
                unseen[index] = model.score(answer)
    print("questions it was not fitted on:")
    show(answers, unseen)
    apart = [
        score for answer, score in zip(answers, unseen, strict=True) if answer.mark == OFF_TOPIC and answer.answered
    ]
    print(f"  answers to other questions: mean {np.mean(apart):.3f}, above 0.3 {np.mean(np.array(apart) > 0.3):.3f}")
    for name in SETS:
        model = fitted([answer for answer in answers if answer.set == name])
        others = [answer for answer in on_topic(answers) if answer.set != name]
        print(f"fitted on {name} alone:")
        show(others, np.array([model.score(answer) for answer in others]))
    write(means, fitted(answers))


def split(answers: Sequence[Answer]) -> list[int]:
    questions = sorted({answer.question_id for answer in answers})
    Random(0).shuffle(questions)
    place = {question: index % FOLDS for index, question in enumerate(questions)}
    return [place[answer.question_id] for answer in answers]


def show(answers: Sequence[Answer], scores: Floats) -> None:
    for name in sorted({answer.set for answer in answers}):
        for blanks in (True, False):
            chosen = [i for i, a in enumerate(answers) if a.set == name and (blanks or a.answered) and a.mark >= 0]
            marks, given = np.array([answers[i].mark for i in chosen]), scores[chosen]
            print(f"  {name:7s} {'all' if blanks else 'without blanks':15s}", *figures(marks, given))


def figures(marks: Floats, given: Floats) -> tuple[str, ...]:
    return (
        f"pearson {np.corrcoef(marks, given)[0, 1]:.3f}",
        f"false praise {(given[marks <= 0] >= 0.7).mean():.3f}",
        f"false blame {(given[marks >= 1] <= 0.3).mean():.3f}",
        f"rmse {np.sqrt(((marks - given) ** 2).mean()):.3f}",
    )


def write(means: str, model: Model) -> None:
    signals = {name: round(float(value), 4) for name, value in zip(SIGNALS[means], model.weights, strict=True)}
    corners = tuple((round(float(x), 4), float(y)) for x, y in zip(model.sums, model.credits, strict=True))
    print(f'    "{means}": Weights({model.base:.4f}, {signals}, {corners}),')


if __name__ == "__main__":
    main()
