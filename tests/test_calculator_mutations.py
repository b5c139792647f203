"""Exercises with a number exchanged for a hostile one, or cut off somewhere: they end in words or in proper numbers."""

import json
import math
import re
from pathlib import Path
from random import Random

import pytest

from tests.calculator_phrasings import phrasings
from tutor.calculator.calculate import calculate
from tutor.calculator.working import Value

HOSTILE = (
    "0",
    "0",
    "-1",
    "1e308",
    "1e999",
    "0/0",
    "1/0",
    "9" * 400,
    "",
    "100%",
    "1e-320",
    "x",
    "(",
    "[",
    "|",
    "\u00b2",
    "\u00bd",
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
TRIALS = 900


def mutated(questions: list[str], random: Random) -> str:
    text = random.choice(questions)
    for _ in range(random.choice((1, 1, 2, 3))):
        hits = list(NUMBER.finditer(text))
        if hits:
            hit = random.choice(hits)
            text = text[: hit.start()] + random.choice(HOSTILE) + text[hit.end() :]
    return text[: random.randrange(1, len(text) + 1)] if random.random() < 0.3 else text


def exercises() -> list[str]:
    file = Path(__file__).parent / "data" / "calculator_problems.jsonl"
    problems = [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines()]
    return [*problems, *(each["question"] for each in phrasings())]


def test_a_mutated_exercise_ends_in_words_or_in_numbers() -> None:
    random, questions = Random(20261123), exercises()
    for _ in range(TRIALS):
        question = mutated(questions, random)
        found = calculate(question)
        assert found.working is None or proper(found.working.value), question
        assert found.status not in {"refused", "ambiguous"} or found.message, question


@pytest.mark.parametrize("number", ["9" * 400, "1e999", "9,999" * 90, "2.5e+400"])
@pytest.mark.parametrize(
    "question", ["The mean of 3, {} and 5?", "p = {}. (a) Entropy? (b) Perplexity?", "n = {}, k = 2"]
)
def test_a_number_that_is_infinite_when_it_is_read_is_refused(question: str, number: str) -> None:
    found = calculate(question.format(number))
    assert found.status == "refused" and "1e308" in found.message


@pytest.mark.parametrize(
    "question",
    [
        "p(a=0,b=1) = 8/0, p(a=0,b=0) = 1/2, p(a=1,b=0) = 1/4, p(a=1,b=1) = 1/4. Mutual information?",
        "| X\\Y | 0 | 1 |\n|---|---|---|\n| 0 | 1/0 | 1/4 |\n| 1 | 1/4 | 1/4 |\nMutual information?",
        "P(X=0) = 1/0, P(Y=1|X=0) = 0.2, P(Y=1|X=1) = 0.4. Mutual information?",
        "A question has 0 options; a student knows the answer with probability 0.6 or guesses. What is the probability "
        "that a student who answered correctly knew it?",
        "The rate is 3 calls every 0 minutes, following a Poisson distribution. Probability of 2 calls in a minute?",
        "A coin is thought to be Bernoulli(inf) and is Bernoulli(0.3). How many extra bits does each flip cost?",
        "| Threshold | TPR | FPR |\n|---|---|---|\n| 0.2 | 0.9 | 1/2 |\n| 0.4 | 0.7 | 0.2 |\nWhat is the AUC?",
    ],
)
def test_a_share_over_nought_is_no_share(question: str) -> None:
    assert calculate(question).working is None


def proper(value: Value) -> bool:
    return all(map(proper, value)) if isinstance(value, tuple) else not math.isnan(value)
