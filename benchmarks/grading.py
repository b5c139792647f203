"""Grades against human marks: python benchmarks/grading.py [--data FOLDER] [--words-only] [--limit N]

Grades every answer of the two human-marked sets with the product's own `grade`, and prints what the scorer beside the
data prints, with and without blank answers, and the time per answer. The weights in tutor/interview/credit.py were
fitted on these sets (benchmarks/fit_grading.py): the honest figures for questions that they were not fitted on are the
ones that the fit prints.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from index import SentenceEmbedder
from index.embedder import Embedder
from tutor.interview.grading import grade

DATA = Path(__file__).parents[2] / "shared" / "data" / "grading"
SETS = ("mohler_dev.csv", "saf_english.csv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--words-only", action="store_true", help="without the embedding model")
    parser.add_argument("--limit", type=int, help="only every n-th answer, n chosen so that about this many remain")
    chosen = parser.parse_args()
    if not chosen.data.is_dir():
        parser.exit(1, f"There is no folder {chosen.data} with graded answers. Give one with --data.\n")
    embedder = None if chosen.words_only else SentenceEmbedder()
    for name in SETS:
        run(chosen.data, name, embedder, chosen.limit)


def run(data: Path, name: str, embedder: Embedder | None, limit: int | None) -> None:
    with (data / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = rows[:: max(1, len(rows) // limit)] if limit else rows
    began = time.perf_counter()
    marks = [(row["id"], marked(row, embedder)) for row in rows]
    print(f"\n{name}: {len(rows)} answers, {1000 * (time.perf_counter() - began) / len(rows):.0f} ms each")
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.csv"
        with predictions.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("id", "predicted"), *marks])
        for more in ([], ["--drop-no-answer"]):
            score(data, name, predictions, [*more, *(["--allow-missing"] if limit else [])])


def marked(row: dict[str, str], embedder: Embedder | None) -> float:
    return grade(row["question"], row["reference_answer"], row["student_answer"], embedder=embedder).score


def score(data: Path, name: str, predictions: Path, more: list[str]) -> None:
    print(" ".join(more) or "all rows", flush=True)
    command = [sys.executable, str(data / "score_grading.py"), str(predictions), str(data / name), *more]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
