"""Credit: what the signals of one point are worth.

A weighted sum of the signals, then a curve of straight pieces from sum to credit, times how far the answer is on the
subject at all. Sum and curve were fitted on human marks by benchmarks/fit_grading.py, which prints them in the form in
which they stand here; docs/grading.md has the figures. One set of weights for each thing that may be there: an embedder
that gives the vectors of single words in their sentence, one of whole texts only, none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from index import Embedder
from tutor.interview.meaning import TokenEmbedder
from tutor.interview.signals import Signals

Means = Literal["tokens", "texts", "words"]


@dataclass(frozen=True, slots=True)
class Weights:
    """How the signals add up."""

    base: float
    signals: Mapping[str, float]
    curve: tuple[tuple[float, float], ...]
    """Corners (sum, credit), rising; level outside."""


WEIGHTS: Mapping[Means, Weights] = {
    "tokens": Weights(
        0.5613,
        {"near": 0.5629, "letters": 0.0216},
        ((0.6459, 0.0), (0.7109, 0.3), (0.8188, 0.7), (1.015, 1.0)),
    ),
    "texts": Weights(
        0.5307,
        {"aligned": 0.1892, "nearest": 0.3397, "letters": 0.1283},
        ((0.6551, 0.0), (0.7143, 0.3), (0.8057, 0.7), (0.9611, 1.0)),
    ),
    "words": Weights(
        0.6883,
        {"coverage": 0.106, "in_one_place": 0.0288, "letters": 0.3036},
        ((0.7115, 0.0), (0.7518, 0.3), (0.8036, 0.7), (0.9545, 1.0)),
    ),
}


def means(embedder: Embedder | TokenEmbedder | None) -> Means:
    """Which set of weights fits what is there."""
    if embedder is None:
        return "words"
    return "tokens" if isinstance(embedder, TokenEmbedder) else "texts"


def credit(signals: Signals, weights: Weights) -> float:
    """What the answer earns on this point, 0 to 1."""
    total = weights.base + sum(weight * (getattr(signals, name) or 0.0) for name, weight in weights.signals.items())
    return _on_curve(total, weights.curve) * (1.0 if signals.subject is None else signals.subject)


def _on_curve(x: float, curve: tuple[tuple[float, float], ...]) -> float:
    if x <= curve[0][0]:
        return curve[0][1]
    for (left, low), (right, high) in pairwise(curve):
        if x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return curve[-1][1]
