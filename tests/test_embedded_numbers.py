"""The notes that come with the product: right in every number."""

import math
import re

import numpy as np
import pytest
import torch
from embedded_notes import plain, sections
from scipy import special, stats
from sklearn import metrics

P, Q = np.array([0.2, 0.5, 0.3]), np.array([0.1, 0.7, 0.2])
TRUTH, GUESS = [1] * 120 + [0] * 880, [1] * 80 + [0] * 40 + [1] * 20 + [0] * 860
GRID = np.linspace(0, 1, 30001)
SPLIT = ([6, 6], [4, 1], [2, 5])


def softmax(logits: list[float], temperature: float = 1.0) -> list[float]:
    return [float(p) for p in special.softmax(np.array(logits) / temperature)]


def descent(rate: float) -> list[float]:
    """w after each of three steps on (w - 3)^2 from 0, each after its gradient."""
    weight = torch.zeros((), dtype=torch.float64, requires_grad=True)
    found = []
    for _ in range(3):
        (gradient,) = torch.autograd.grad((weight - 3) ** 2, weight)
        with torch.no_grad():
            weight -= rate * gradient
        found += [float(gradient), float(weight.detach())]
    return found


def convolution(stride: int, padding: int) -> tuple[int, int]:
    layer = torch.nn.Conv2d(3, 16, 5, stride=stride, padding=padding)
    return layer(torch.zeros(1, 3, 32, 32)).shape[-1], sum(p.numel() for p in layer.parameters())


def bits(counts: list[int]) -> float:
    return float(stats.entropy(counts, base=2))


def gini(counts: list[int]) -> float:
    return 1 - sum((c / sum(counts)) ** 2 for c in counts)


def mean_of_children(impurity: object) -> float:
    return sum(sum(c) / 12 * impurity(c) for c in SPLIT[1:])  # type: ignore[operator]


def posterior(prior: float, hit: float, alarm: float) -> float:
    return prior * hit / (prior * hit + (1 - prior) * alarm)


def z_test() -> tuple[float, float, float]:
    """Standard error, z and two-sided p of 100 against 130 in 1,000 each."""
    error = math.sqrt(0.115 * (1 - 0.115) * (1 / 1000 + 1 / 1000))
    z = (0.13 - 0.10) / error
    return error, z, float(2 * stats.norm.sf(z))


def gain_interval() -> list[float]:
    error = math.sqrt(0.1 * 0.9 / 1000 + 0.13 * 0.87 / 1000)
    return [float(b) for b in stats.norm.interval(0.95, loc=0.03, scale=error)]


def linear(*sizes: int) -> int:
    pairs = zip(sizes, sizes[1:], strict=False)
    return sum(p.numel() for a, b in pairs for p in torch.nn.Linear(a, b, device="meta").parameters())


SURPRISES = [float(-np.log2(p)) for p in (0.5, 0.25, 0.125, 0.25)]

# Beginning of the question -> (numbers as they are written, the same numbers computed).
NUMBERS: dict[str, tuple[str, list[float]]] = {
    "Do three steps": (
        "-6 0.6 -4.8 1.08 -3.84 1.464 -6 6.6 7.2 -1.32 -8.64 8.184 0.8 -1.2",
        [*descent(0.1), *descent(1.1), 1 - 2 * 0.1, 1 - 2 * 1.1],
    ),
    "What is momentum": ("10", [1 / (1 - 0.9)]),
    "What are vanishing": ("9.5 0.25", [0.25**10 * 1e7, float(special.expit(0) * (1 - special.expit(0)))]),
    "How should the weights": ("0.0625", [math.sqrt(2 / 512)]),
    "A neural network does not learn": ("2.3026", [math.log(10)]),
    "What is dropout": ("5", [4 / (1 - 0.2)]),
    "Normalise the values": (
        "2.5 1.25 1.1180 -1.3416 -0.4472 0.4472 1.3416",
        [2.5, float(np.var([1, 2, 3, 4])), float(np.std([1, 2, 3, 4])), *stats.zscore([1, 2, 3, 4])],
    ),
    "Which activation functions": ("-0.17", [min(-3 * GRID * stats.norm.cdf(-3 * GRID))]),
    "What is the output size": (
        "32 1216 14 16384 75 3072 50348032",
        [*convolution(1, 2), convolution(2, 0)[0], 32 * 32 * 16, 5 * 5 * 3, 32 * 32 * 3, linear(3072, 16384)],
    ),
    "How many parameters": (
        "100480 8256 650 109386 437544 218772",
        [
            linear(784, 128),
            linear(128, 64),
            linear(64, 10),
            linear(784, 128, 64, 10),
            4 * linear(784, 128, 64, 10),
            2 * linear(784, 128, 64, 10),
        ],
    ),
    "How does scaled dot-product": ("0.7071 0.6698 0.3302", [1 / math.sqrt(2), *softmax([1 / math.sqrt(2), 0])]),
    "Given the logits": (
        "0.6652 0.2447 0.0900 7.3891 2.7183 1.0000 11.1073 0.9999 0.8668 0.1173 0.0159 0.5065 0.3072 0.1863",
        [
            *softmax([2, 1, 0]),
            *np.exp([2, 1, 0]),
            sum(np.exp([2, 1, 0])),
            sum(round(p, 4) for p in softmax([2, 1, 0])),
            *softmax([2, 1, 0], 0.5),
            *softmax([2, 1, 0], 2),
        ],
    ),
    "Compute the KL": (
        "0.1386 -0.1682 0.1216 0.0920 0.1328 0.0851",
        [*special.rel_entr(P, Q), stats.entropy(P, Q), stats.entropy(P, Q, base=2), stats.entropy(Q, P)],
    ),
    "What is entropy": (
        "1.5 1.0397 0.4690 1",
        [bits([2, 1, 1]), float(stats.entropy([2, 1, 1])), bits([9, 1]), bits([1, 1])],
    ),
    "A classifier predicts": (
        "1.6094 0.3567 2.3026 -0.8",
        [*(metrics.log_loss([k], [[0.7, 0.2, 0.1]], labels=[0, 1, 2]) for k in (1, 0, 2)), 0.2 - 1],
    ),
    "What is perplexity": ("1 2 3 2 4", [*SURPRISES, 2 ** float(np.mean(SURPRISES))]),
    "A disease has": (
        "0.0090 0.0495 0.1538 0.7660 90 495 585 9405 9900 9415",
        [
            0.9 * 0.01,
            0.05 * 0.99,
            posterior(0.01, 0.9, 0.05),
            posterior(posterior(0.01, 0.9, 0.05), 0.9, 0.05),
            100 * 0.9,
            9900 * 0.05,
            100 * 0.9 + 9900 * 0.05,
            9900 * 0.95,
            10000 - 100,
            9900 * 0.95 + 10,
        ],
    ),
    "What is the difference between maximum": (
        "0.7 0.6667",
        [0.7, GRID[np.argmax(stats.beta.pdf(GRID, 9, 5))]],
    ),
    "How does logistic": ("0.4502 2.0138", [special.expit(-3 + 0.7 * 4), math.exp(0.7)]),
    "How does naive Bayes": ("0.0200 0.0060 0.7692", [0.4 * 0.5 * 0.1, 0.6 * 0.05 * 0.2, 0.02 / 0.026]),
    "A node with 6": (
        "1.0000 0.7219 0.8631 0.8043 0.1957 0.5000 0.3200 0.4082 0.3714 0.1286",
        [
            *map(bits, SPLIT),
            mean_of_children(bits),
            bits(SPLIT[0]) - mean_of_children(bits),
            *map(gini, SPLIT),
            mean_of_children(gini),
            gini(SPLIT[0]) - mean_of_children(gini),
        ],
    ),
    "What is the difference between a random forest": ("36.8", [100 * (1 - 1 / 1e9) ** 1e9]),
    "How does k-nearest": ("0.7943", [0.1 ** (1 / 10)]),
    "What does principal": ("4 2 66.67", [*np.linalg.eigvalsh([[3, 1], [1, 3]])[::-1], 100 * 4 / 6]),
    "A classifier has TP": (
        "0.9400 0.8000 0.6667 0.9773 0.7273 0.8220 0.8800",
        [
            metrics.accuracy_score(TRUTH, GUESS),
            metrics.precision_score(TRUTH, GUESS),
            metrics.recall_score(TRUTH, GUESS),
            metrics.recall_score(TRUTH, GUESS, pos_label=0),
            metrics.f1_score(TRUTH, GUESS),
            metrics.balanced_accuracy_score(TRUTH, GUESS),
            metrics.accuracy_score(TRUTH, [0] * 1000),
        ],
    ),
    "What is the ROC": ("6 0.8333", [2 * 3, metrics.roc_auc_score([1, 1, 0, 0, 0], [0.9, 0.6, 0.7, 0.3, 0.1])]),
    "A model predicts 10": (
        "4 12 10 6 7 9 16",
        [14 - 10, 26 - 14, 26 - 16, 16 - 10, (4 + 10) / 2, (12 + 6) / 2, 7 + 9],
    ),
    "What are word embeddings": ("0.8889", [np.dot([1, 2, 2], [2, 1, 2]) / 3 / 3]),
    "What is LoRA": ("65536 16777216 0.3906", [8 * (4096 + 4096), 4096 * 4096, 100 * 65536 / 16777216]),
    "What is quantisation": ("28 14 7 3.5", [7e9 * size / 1e9 for size in (4, 2, 1, 0.5)]),
    "How do you run an A/B": ("0.6415", [1 - (1 - 0.05) ** 20]),
    "Variant A has": (
        "0.115 0.885 0.0143 0.0142671 2.1027 0.0355 0.0021 0.0579",
        [230 / 2000, 1 - 230 / 2000, z_test()[0], *z_test(), *gain_interval()],
    ),
}

GIVEN = {"0.999", "0.125", "10000", "1000", "4096", "2000"}
"""Numbers of a question or a convention; nothing to compute."""


def section(beginning: str) -> str:
    (found,) = [answer for question, answer in sections().items() if question.startswith(beginning)]
    return found


@pytest.mark.parametrize("question", NUMBERS)
def test_every_number_is_what_scipy_says(question: str) -> None:
    written, computed = NUMBERS[question]
    for number, value in zip(written.split(), computed, strict=True):
        decimals = len(number.partition(".")[2])
        assert f"{value:.{decimals}f}" == number, f"{number} in {question!r}, computed {value}"
        assert re.search(rf"(?<![\d.-]){re.escape(number)}(?!\d)", section(question)), (
            f"{number} is not in {question!r}"
        )


@pytest.mark.parametrize("question", sections())
def test_no_number_with_three_decimals_or_four_digits_stands_unchecked(question: str) -> None:
    tables = [written for beginning, (written, _) in NUMBERS.items() if question.startswith(beginning)]
    found = set(re.findall(r"(?<![\d.-])-?\d+\.\d{3,}|(?<![\d.])\d{4,}(?![\d.])", sections()[question]))
    asked = set(re.findall(r"-?\d+\.?\d*", plain(question)))
    assert not found - set(" ".join(tables).split()) - GIVEN - asked
