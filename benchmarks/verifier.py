"""Does the verifier tell true from false? 320 labelled statements about the default notes, half of them minimal edits.

    python -m benchmarks.verifier [--engine none] [--model NAME-or-path] [--limit N] [--cache FILE] [--show]

Each statement is checked against the two to four lines that it is labelled with. The weights were fitted on other
statements about other lines (`benchmarks/fit_verifier.py`). What the cache holds is not asked again.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.answers import DATA
from tutor import Engine, Evidence, Tutor, load_settings
from tutor.asking import calibration, checking, citing, verifying
from tutor.asking.signals import Signals, measure
from tutor.asking.twins import twins

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Line = dict[str, Any]
Array = NDArray[np.float64]


def main() -> None:
    options = arguments(__doc__ or "")
    lines = statements("statements")[: options.limit or None]
    with opened(options) as tutor:
        x, _ = features(lines, tutor, options.cache)
        weights = calibration.of(tutor.engine_name if tutor.engine else "")
    signals = len(fields(Signals))
    support = np.array([_support(weights, row[:signals], row[signals:]) for row in x])
    least = weights.least if x.shape[1] > signals else calibration.CODE.least
    report(lines, support, least, x[:, signals] if x.shape[1] > signals else None)
    rules(lines, x[:, :signals], support, least)
    if options.show:
        show(lines, support, least)


def _support(weights: calibration.Weights, signals: Array, heard: Array) -> float:
    return weights.probability(
        Signals(*map(float, signals)), (float(heard[0]), float(heard[1])) if len(heard) else None
    )


def arguments(about: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default=None)
    parser.add_argument("--model", default=None)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "interview-tutor-statements.jsonl")
    parser.add_argument("--show", action="store_true", help="print what was judged wrongly")
    parser.add_argument("--data", type=Path, default=load_settings({}).data)
    return parser.parse_args()


def opened(options: argparse.Namespace) -> Tutor:
    return Tutor.open((), engine=options.engine, model=options.model, data=options.data)


def statements(name: str) -> list[Line]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def features(lines: Sequence[Line], tutor: Tutor, cache: Path) -> tuple[Array, list[str]]:
    """One row per statement, and the names of the columns; the engine's opinions last, where it can have some."""
    known = tutor.index.vocabulary.stems
    rows = [list(measure(line["statement"], line["evidence"], known=known).vector) for line in lines]
    names = [field.name for field in fields(Signals)]
    if tutor.engine:
        asked = Opinions(tutor.engine, cache)
        rows = [[*row, *asked.of(line["statement"], line["evidence"])] for row, line in zip(rows, lines, strict=True)]
        names += ["margin", "lead"]
    return np.array(rows), names


class Opinions:
    """What an engine thinks of statements, kept in a file."""

    def __init__(self, engine: Engine, file: Path) -> None:
        self.engine, self.file = engine, file
        kept = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        self.known: dict[str, float] = dict(map(json.loads, kept))

    def of(self, statement: str, lines: Sequence[str]) -> tuple[float, float]:
        """Its margin and its lead over its twins, given the lines that it rests on."""
        evidence = [Evidence(n, "", "", (), text, n, n, "") for n, text in enumerate(lines, 1)]
        rested = [item.text for item in citing.cited(statement, evidence)]
        margin = self.margin(statement, rested)
        lead = min((margin - self.margin(twin, rested) for twin in twins(statement, lines)), default=0.0)
        most = calibration.MOST
        return max(-most, min(most, margin)), max(-most, min(most, lead))

    def margin(self, statement: str, lines: Sequence[str]) -> float:
        key = "|".join((self.engine.name, statement, *lines))
        if key not in self.known:
            self.known[key] = checking.margin(self.engine, statement, lines)
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps([key, self.known[key]], ensure_ascii=False) + "\n")
        return self.known[key]


def report(lines: Sequence[Line], support: Array, least: float, margin: Array | None) -> None:
    true = np.array([line["true"] for line in lines])
    kept = support >= least
    print(f"{len(lines)} statements; AUC {auc(support, true):.3f}", end="")
    print(f" (the engine's margin alone: {auc(margin, true):.3f})" if margin is not None else "")
    print(f"shown from {least:.2f} on: {kept[true].mean():.1%} of the true, {kept[~true].mean():.1%} of the false")
    print("\n| kind of edit | n | AUC | kept |\n|---|---|---|---|")
    for kind in sorted({line["edit"] for line in lines} - {""}):
        own = np.array([line["edit"] == kind for line in lines])
        print(f"| {kind} | {own.sum()} | {auc(support[own | true], true[own | true]):.2f} | {kept[own].mean():.0%} |")
    print("\n| support | n | truly backed |\n|---|---|---|")
    for low, high in pairwise(BINS):
        own = (support >= low) & (support < high)
        if own.any():
            print(f"| {low:.1f} to {high:.1f} | {own.sum()} | {true[own].mean():.0%} |")


def rules(lines: Sequence[Line], signals: Array, support: Array, least: float) -> None:
    """What is shown when code has its say first, with this engine and with one that believes everything."""
    true = np.array([line["true"] for line in lines])
    said = [
        verifying.decided(line["statement"], line["evidence"], Signals(*map(float, row)))
        for line, row in zip(lines, signals, strict=True)
    ]
    passed = np.array(
        [verdict.backed if verdict else each >= least for verdict, each in zip(said, support, strict=True)]
    )
    believed = np.array([verdict is None or verdict.backed for verdict in said])
    for name, kept in (("the whole verifier", passed), ("with an engine that believes everything", believed)):
        print(f"{name}: shown {kept[true].mean():.1%} of the true, {kept[~true].mean():.1%} of the false")


def auc(score: Array, true: NDArray[np.bool_]) -> float:
    """Probability that a true one scores above a false one."""
    ahead = score[true][:, None] - score[~true][None, :]
    return float((ahead > 0).mean() + (ahead == 0).mean() / 2)


def show(lines: Sequence[Line], support: Array, least: float) -> None:
    for line, each in sorted(zip(lines, support, strict=True), key=lambda pair: -pair[1]):
        if (each >= least) != line["true"]:
            print(f"{each:.2f} {line['edit'] or 'true'}: {line['statement']}")


if __name__ == "__main__":
    main()
