"""Scores and probabilities of classifiers: ROC AUC, average precision, log loss, Brier score."""

import math

from tutor.calculator import checks
from tutor.calculator.checks import Matrix, Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import abbreviated, equals, rounded, sum_tex, tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.units import UNIT, UNITS
from tutor.calculator.working import Solution, Step

ACTUAL = Parameter("actual", Kind.VECTOR, "the true labels, 0 or 1", symbol="y", example="[0, 0, 1, 1]")
SCORES = Parameter(
    "scores", Kind.VECTOR, "the scores, higher for the positive class", symbol="s", example="[0.1, 0.4, 0.35, 0.8]"
)


def _two_classes(actual: Vector, scores: Vector) -> tuple[list[float], list[float]]:
    """The scores of the positives and of the negatives; Refused unless there are both."""
    same_length(actual, scores, "Labels and scores")
    if set(actual) - {0.0, 1.0} and set(actual) - {-1.0, 1.0}:
        raise Refused("The labels have to be 0 and 1.")
    positives = [score for label, score in zip(actual, scores, strict=True) if label == 1]
    negatives = [score for label, score in zip(actual, scores, strict=True) if label != 1]
    if not positives or not negatives:
        raise Refused("Both classes are needed: at least one label 1 and one label 0.")
    return positives, negatives


@calculates(
    "ROC AUC",
    family="classification",
    summary="The chance that a positive scores higher than a negative.",
    aliases=("auc", "auroc", "area under the roc curve", "roc-auc", "roc auc score", "auc roc", "auc-roc"),
    parameters=(ACTUAL, SCORES),
    convention="A tie counts as half.",
)
def roc_auc(actual: Vector, scores: Vector) -> Solution:
    """(wins + ties/2) / pairs, the Mann-Whitney statistic. Hanley, McNeil, Radiology 143 (1982)."""
    positives, negatives = _two_classes(actual, scores)
    wins, ties = _pairs(positives, negatives)
    pairs = len(positives) * len(negatives)
    value = (wins + ties / 2) / pairs
    steps = (
        Step(f"Scores of the positives: {vector_text(positives)}; of the negatives: {vector_text(negatives)}.", ""),
        Step("Every positive is compared with every negative.", rf"{len(positives)} \cdot {len(negatives)} = {pairs}"),
        Step(f"The positive scores higher in {wins} pairs and equal in {ties}.", ""),
        Step(
            "Wins, and half of the ties, of all pairs.",
            rf"AUC = \frac{{{wins} + {tex(ties / 2)}}}{{{pairs}}} {equals(value)}",
        ),
    )
    return Solution(value, f"ROC AUC of the scores {vector_text(scores)} for the labels {vector_text(actual)}", steps)


def _pairs(positives: list[float], negatives: list[float]) -> tuple[int, int]:
    """In how many pairs the positive scores higher, and in how many both are equal; in n log n."""
    from bisect import bisect_left, bisect_right

    ordered = sorted(negatives)
    wins = sum(bisect_left(ordered, score) for score in positives)
    ties = sum(bisect_right(ordered, score) - bisect_left(ordered, score) for score in positives)
    return wins, ties


@calculates(
    "average precision",
    family="classification",
    summary="The precision at every positive in the ranking, averaged.",
    aliases=("pr auc", "area under the precision-recall curve", "average precision score", "auprc"),
    parameters=(ACTUAL, SCORES),
    convention="Without interpolation; equal scores form one threshold, as in scikit-learn.",
)
def average_precision(actual: Vector, scores: Vector) -> Solution:
    """AP = sum (R_n - R_(n-1)) P_n. Manning, Raghavan, Schütze (2008), 8.4."""
    positives, _ = _two_classes(actual, scores)
    labels = dict.fromkeys(sorted(scores, reverse=True), (0, 0))
    for label, score in zip(actual, scores, strict=True):
        hits, seen = labels[score]
        labels[score] = (hits + (label == 1), seen + 1)
    terms, lines, found, shown = [], [], 0, 0
    for hits, seen in labels.values():
        found, shown = found + hits, shown + seen
        if hits:
            terms.append(hits / len(positives) * found / shown)
            lines.append(rf"\frac{{{hits}}}{{{len(positives)}}} \cdot \frac{{{found}}}{{{shown}}}")
    value = math.fsum(terms)
    steps = (
        Step(
            "Sort by score and go down the list; at each positive the gain in recall times the precision so far.",
            sum_tex(lines),
        ),
        Step("Add up.", rf"AP {equals(value)}"),
    )
    return Solution(value, f"average precision of the scores {vector_text(scores)}", steps)


@calculates(
    "log loss",
    family="classification",
    summary="The average surprise of predicted class probabilities.",
    aliases=("logloss", "logarithmic loss", "log-loss"),
    parameters=(
        Parameter(
            "actual",
            Kind.VECTOR,
            "the true labels: 0/1, or class numbers from 1 for a table",
            symbol="y",
            example="[1, 0, 1]",
        ),
        Parameter(
            "probabilities",
            Kind.MATRIX,
            "the probability of 1 for each example, or a row of class probabilities for each",
            symbol="p",
            example="[0.9, 0.2, 0.6]",
        ),
        UNIT,
    ),
    convention="Averaged over the examples; natural logarithm unless asked otherwise; nothing is clipped.",
)
def log_loss(actual: Vector, probabilities: Matrix, unit: str) -> Solution:
    """-(1/n) sum ln p(right class). Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4."""
    chosen = UNITS[unit]
    right = _right(actual, probabilities)
    reading = f"log loss of {len(right)} examples with {chosen.words}"
    if 0 in right:
        text = f"Example {right.index(0) + 1} got the probability 0 for its true class, so the loss is infinite."
        return Solution(math.inf, reading, (Step(text, rf"-{chosen.log} 0 = \infty"),), unit, infinite=True)
    losses = [abs(chosen.logarithm(p)) for p in right]
    value = math.fsum(losses) / len(losses)
    lines = abbreviated([rf"-{chosen.log} {tex(p)} {equals(loss)}" for p, loss in zip(right, losses, strict=True)])
    steps = (
        Step(f"The probability of the true class of every example: {vector_text(right)}.", ""),
        Step("The negative logarithm of each.", r",\quad ".join(lines)),
        Step("Average.", rf"\frac{{{sum_tex(tex(loss) for loss in losses)}}}{{{len(losses)}}} {equals(value)}"),
    )
    return Solution(value, reading, steps, unit)


def _right(actual: Vector, probabilities: Matrix) -> list[float]:
    """The probability that each example's true class got."""
    row = _single(probabilities, len(actual))
    if any(not 0 <= cell <= 1 for each in probabilities for cell in each):
        raise Refused("Probabilities lie between 0 and 1.")
    if row is not None:
        same_length(actual, row, "Labels and probabilities")
        if set(actual) - {0.0, 1.0}:
            raise Refused("For one probability per example the labels are 0 and 1.")
        return [p if label == 1 else 1 - p for label, p in zip(actual, row, strict=True)]
    same_length(actual, probabilities, "Labels and rows of probabilities")
    places = [checks.within(checks.position(label, ACTUAL), len(probabilities[0])) for label in actual]
    for each in probabilities:
        checks.distribution(each, Parameter("probabilities", Kind.DISTRIBUTION, "", symbol="A row of probabilities"))
    return [each[place] for each, place in zip(probabilities, places, strict=True)]


def _single(probabilities: Matrix, examples: int) -> Vector | None:
    """The probabilities as one list, when there is one for each example; None for a table of classes."""
    if all(len(row) == 1 for row in probabilities):
        return tuple(row[0] for row in probabilities)
    return probabilities[0] if len(probabilities) == 1 and examples > 1 else None


@calculates(
    "Brier score",
    family="classification",
    summary="The mean squared error of predicted probabilities.",
    aliases=("brier", "brier loss"),
    parameters=(
        ACTUAL,
        Parameter(
            "predicted", Kind.VECTOR, "the predicted probabilities of 1", symbol="p", example="[0.1, 0.4, 0.35, 0.8]"
        ),
    ),
    convention="Over the positive class alone (0 is best, 1 worst).",
)
def brier(actual: Vector, predicted: Vector) -> Solution:
    """(1/n) sum (p - y)^2. Brier, Monthly Weather Review 78 (1950), for two classes."""
    same_length(actual, predicted, "Labels and probabilities")
    if set(actual) - {0.0, 1.0} or any(not 0 <= p <= 1 for p in predicted):
        raise Refused("Labels are 0 or 1, and probabilities lie between 0 and 1.")
    squares = [(p - y) ** 2 for p, y in zip(predicted, actual, strict=True)]
    value = math.fsum(squares) / len(squares)
    lines = abbreviated(
        [f"({tex(p)} - {rounded(y)})^2 {equals(s)}" for p, y, s in zip(predicted, actual, squares, strict=True)]
    )
    steps = (
        Step("The squared error of every probability.", r",\quad ".join(lines)),
        Step("Average.", rf"\frac{{{sum_tex(tex(square) for square in squares)}}}{{{len(squares)}}} {equals(value)}"),
    )
    return Solution(value, f"Brier score of the probabilities {vector_text(predicted)}", steps)


OPERATIONS = (roc_auc, average_precision, log_loss, brier)
