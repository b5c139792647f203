"""The calculator measured: phrasings, generated questions, time. From the repository: python -m benchmarks.calculator

--sweep N sets the number of generated questions (50,000), --verbose lists the phrasings that are not right.
"""

import argparse
import math
import platform
import statistics
import time
from collections import Counter

from tests.calculator_phrasings import VERDICTS, judge, not_calculations, phrasings, summary
from tests.calculator_sweep import HOSTILE, generated
from tutor.calculator.calculate import calculate
from tutor.calculator.working import Value

SEED = 20261122


def main() -> None:
    """Prints the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sweep", type=int, default=50_000)
    options.add_argument("--verbose", action="store_true")
    chosen = options.parse_args()
    print(f"Python {platform.python_version()}, seed {SEED}")
    _phrasings(verbose=chosen.verbose)
    _left_alone()
    _sweep(chosen.sweep)


def _phrasings(*, verbose: bool) -> None:
    judged = [judge(line) for line in phrasings()]
    print("\n| phrasings | n | " + " | ".join(VERDICTS) + " | right |\n" + "|---" * (len(VERDICTS) + 3) + "|")
    for name, counts in summary(judged).items():
        cells = " | ".join(str(counts[verdict]) for verdict in VERDICTS)
        print(f"| {name} | {counts.total()} | {cells} | {counts['right'] / counts.total():.1%} |")
    for each in judged if verbose else []:
        if each.verdict != "right":
            print(f"{each.verdict}: [{each.operation}] {each.question!r}\n    {each.detail}")


def _left_alone() -> None:
    sentences = not_calculations()
    touched = [sentence for sentence in sentences if calculate(sentence).status != "not_recognised"]
    print(f"\nnot calculations: {len(sentences) - len(touched)} of {len(sentences)} left alone")
    for sentence in touched:
        print(f"    touched: {sentence!r}")


def _sweep(count: int) -> None:
    """Every generated question must end in a calculation or in words; the slowest is named."""
    statuses: Counter[str] = Counter()
    times: list[float] = []
    worst, slowest = 0.0, ""
    for question in (*HOSTILE, *generated(count, SEED)):
        start = time.perf_counter()
        calculation = calculate(question)
        times.append(time.perf_counter() - start)
        statuses[calculation.status] += 1
        if calculation.working is not None and not _proper(calculation.working.value):
            statuses["nan"] += 1
        if times[-1] > worst:
            worst, slowest = times[-1], question
    print(f"\n{len(times):,} generated questions, no exception: {dict(statuses)}")
    print(f"time: median {statistics.median(times) * 1e3:.2f} ms, worst {worst * 1e3:.0f} ms for {slowest[:80]!r}")


def _proper(value: Value) -> bool:
    return all(map(_proper, value)) if isinstance(value, tuple) else not math.isnan(value)


if __name__ == "__main__":
    main()
