"""How long a person waits: evidence, first token, whole answer, calculations, refusals; and how long a start takes.

    python benchmarks/speed.py [--model NAME-or-path] [--notes FILE] [--data DIR]

The baseline in the same run: the same engine, asked with the whole entry in a prompt that it has never seen.
Times are of this machine at this moment; compare the ratios.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from tutor import Answer, Message, Tutor, calculate, load_settings

QUESTIONS = (
    "What is dropout?",
    "Why does L1 regularization give sparse weights?",
    "What should I do about high variance?",
    "What is max pooling for?",
    "What does a learning rate that is too small do?",
    "When is transfer learning useful?",
    "How does LIME explain a prediction?",
    "Why is the bias-variance tradeoff important?",
)
REFUSED = ("How do I make sourdough?", "Who won the world cup in 1998?", "What is the capital of France?")
CALCULATED = (
    "softmax of [2,1,0]",
    "entropy of [0.5, 0.25, 0.25] in bits",
    "KL divergence of P=[0.5,0.5] from Q=[0.9,0.1]",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=None)
    parser.add_argument("--notes", default=())
    parser.add_argument("--data", type=Path, default=load_settings({}).data)
    options = parser.parse_args()
    row("calc from the shell", shell("calc", "softmax of [2,1,0]"))
    row("--help from the shell", shell("--help"))
    with tempfile.TemporaryDirectory() as data:
        started = time.perf_counter()
        Tutor.open(options.notes, engine="none", data=data).close()
        row("first opening: models loaded, notes embedded", time.perf_counter() - started)
        started = time.perf_counter()
        Tutor.open(options.notes, engine="none", data=data).close()
        row("second opening: index reopened", time.perf_counter() - started)
    with Tutor.open(options.notes, model=options.model, data=options.data) as tutor:
        started = time.perf_counter()
        tutor.ask(QUESTIONS[0])
        row("first answer of a fresh process, whole", time.perf_counter() - started)
        measured(tutor)


def measured(tutor: Tutor) -> None:
    answers = [tutor.ask(question) for question in QUESTIONS]
    row("evidence (p50)", of(answers, "evidence"))
    row("first token (p50)", of(answers, "first_token"))
    row("first verified sentence (p50)", of(answers, "first_sentence"))
    row("whole answer (p50)", of(answers, "done"))
    row("refusal (p50)", of([tutor.ask(question) for question in REFUSED], "done"))
    row("calculated answer (p50)", of([tutor.ask(question) for question in CALCULATED], "done"))
    row("calculation alone (p50)", median(timed(lambda q=question: calculate(q)) for question in CALCULATED))  # type: ignore[misc]
    cold = median(baseline(tutor))
    ours = of(answers, "first_token")
    row("baseline: whole entry, cold prompt, first token (p50)", cold)
    print(f"{'ratio of first tokens, baseline / ours':<55} {cold / ours:8.1f}x")


def baseline(tutor: Tutor) -> Iterator[float]:
    """First token when the whole entry stands in front of the question, as the usual stack asks."""
    assert tutor.engine is not None
    for question in islice(QUESTIONS, 3):
        entry = tutor.retrieve(question)[0].entries[0].entry
        prompt = f"{entry.question}\n{entry.answer}\n\nAnswer from these notes only: {question}"
        started = time.perf_counter()
        for piece in tutor.engine.stream([Message("user", prompt)], max_tokens=8):
            if piece:
                yield time.perf_counter() - started
                break


def of(answers: list[Answer], name: str) -> float:
    return median(answer.timings[name] for answer in answers if name in answer.timings)


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def shell(*arguments: str) -> float:
    command = [sys.executable, "-m", "ui.cli", *arguments]
    return min(timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3))


def row(name: str, seconds: float) -> None:
    print(f"{name:<55} {seconds * 1000:8.0f} ms", flush=True)


if __name__ == "__main__":
    main()
