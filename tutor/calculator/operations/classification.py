"""Classification: accuracy, precision, recall, F-scores and their relatives, for two classes or several."""

import math
from collections.abc import Callable
from typing import Any

from tutor.calculator.checks import positive as above_zero
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.confusion import (
    AVERAGE,
    CONVENTION,
    SOURCES,
    Counts,
    Given,
    Table,
    binary_counts,
    fraction_tex,
    mean,
    rate,
    table_of,
)
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

Score = Callable[[Counts], tuple[float, str]]
"""The value of one class against the rest, and its formula with the numbers put in."""


def _precision(counts: Counts) -> tuple[float, str]:
    tp, fp = counts.all("tp", "fp")
    value = rate(tp, tp + fp, "Precision", "nothing was predicted positive")
    return value, rf"\text{{precision}} = \frac{{TP}}{{TP + FP}} = {fraction_tex(tp, tp, fp)} {equals(value)}"


def _recall(counts: Counts) -> tuple[float, str]:
    tp, fn = counts.all("tp", "fn")
    value = rate(tp, tp + fn, "Recall", "nothing is truly positive")
    return value, rf"\text{{recall}} = \frac{{TP}}{{TP + FN}} = {fraction_tex(tp, tp, fn)} {equals(value)}"


def _specificity(counts: Counts) -> tuple[float, str]:
    tn, fp = counts.all("tn", "fp")
    value = rate(tn, tn + fp, "Specificity", "nothing is truly negative")
    return value, rf"\text{{specificity}} = \frac{{TN}}{{TN + FP}} = {fraction_tex(tn, tn, fp)} {equals(value)}"


def _f_beta(beta: float) -> Score:
    def score(counts: Counts) -> tuple[float, str]:
        tp, fp, fn = counts.all("tp", "fp", "fn")
        b = beta * beta
        value = rate((1 + b) * tp, (1 + b) * tp + b * fn + fp, "The F-score", "there is no positive at all")
        name = f"F_{{{tex(beta)}}}"
        if beta == 1:
            return (
                value,
                rf"{name} = \frac{{2 TP}}{{2 TP + FP + FN}} = {fraction_tex(2 * tp, 2 * tp, fp, fn)} {equals(value)}",
            )
        rule = r"\frac{(1 + \beta^2) TP}{(1 + \beta^2) TP + \beta^2 FN + FP}"
        return value, rf"{name} = {rule} = {fraction_tex((1 + b) * tp, (1 + b) * tp, b * fn, fp)} {equals(value)}"

    return score


def _scored(name: str, given: Given, average: str | None, score: Score) -> Solution:
    """The score of the positive class, or the average over all classes."""
    found = table_of(given)
    if average in {None, "binary"}:
        counts, steps = binary_counts(given)
        value, formula = score(counts)
        steps.append(Step(f"{name[:1].upper()}{name[1:]}: {rounded(value)}.", formula))
        return Solution(value, f"{name} with {counts.shown()}", tuple(steps))
    if found is None:
        raise Refused("An average over classes needs a confusion matrix or the true and the predicted labels.")
    table, steps = found
    if average == "micro":
        return _micro(name, table, steps, score)
    return _over_classes(name, table, steps, score, weighted=average == "weighted")


def _micro(name: str, table: Table, steps: list[Step], score: Score) -> Solution:
    """The counts of all classes together, then the score."""
    every = [table.counts(at) for at in range(len(table.classes))]
    total = Counts(*(sum(getattr(each, field) for each in every) for field in ("tp", "fp", "fn", "tn")))
    value, formula = score(total)
    pooled = Step(f"Micro average: add the counts of all classes ({total.shown()}).", formula)
    return Solution(value, f"micro-averaged {name} over {len(table.classes)} classes", (*steps, pooled))


def _over_classes(name: str, table: Table, steps: list[Step], score: Score, *, weighted: bool) -> Solution:
    """The score of every class, averaged plainly or by the number of its examples."""
    values: list[float] = []
    for at, label in enumerate(table.classes):
        try:
            value, formula = score(table.counts(at))
            steps.append(Step(f"Class {label}: {rounded(value)}.", formula))
        except Refused:
            value = 0.0
            steps.append(Step(f"Class {label}: 0/0, which counts as 0.", ""))
        values.append(value)
    sizes = [sum(row) for row in table.cells] if weighted else [1] * len(values)
    total = sum(sizes)
    if total == 0:
        raise Refused("There are no examples.")
    result = math.fsum(size * value for size, value in zip(sizes, values, strict=True)) / total
    terms = [
        rf"{size} \cdot {tex(value)}" if weighted else tex(value) for size, value in zip(sizes, values, strict=True)
    ]
    words = "Average, weighted by the number of examples of each class." if weighted else "Average over the classes."
    steps.append(
        Step(words, rf"\frac{{{' + '.join(terms[:8])}{' + ...' * (len(terms) > 8)}}}{{{total}}} {equals(result)}")
    )
    reading = f"{'weighted' if weighted else 'macro-averaged'} {name} over {len(table.classes)} classes"
    return Solution(result, reading, tuple(steps), parts=dict(zip(table.classes, values, strict=True)))


@calculates(
    "accuracy",
    family="classification",
    summary="The share of right predictions.",
    aliases=("classification accuracy", "accuracy score", "hit rate of predictions"),
    parameters=SOURCES,
    example=("tp", "fp", "fn", "tn"),
    convention=CONVENTION,
)
def accuracy(**given: Any) -> Solution:
    """(TP + TN) / all. Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27 (2006)."""
    source = Given(**given)
    found = table_of(source)
    if found is not None:
        table, steps = found
        right, total = sum(table.cells[at][at] for at in range(len(table.classes))), table.total
        value = rate(right, total, "Accuracy", "there are no examples")
        steps.append(Step("The diagonal holds the right ones.", rf"\frac{{{right}}}{{{total}}} {equals(value)}"))
        return Solution(value, f"accuracy over {len(table.classes)} classes", tuple(steps))
    counts, steps = binary_counts(source)
    tp, fp, fn, tn = counts.all("tp", "fp", "fn", "tn")
    value = rate(tp + tn, tp + fp + fn + tn, "Accuracy", "there are no examples")
    formula = rf"\frac{{TP + TN}}{{TP + FP + FN + TN}} = \frac{{{tp + tn}}}{{{tp + fp + fn + tn}}} {equals(value)}"
    return Solution(value, f"accuracy with {counts.shown()}", (*steps, Step("Right ones of all.", formula)))


@calculates(
    "precision",
    family="classification",
    summary="How many of the predicted positives are positive.",
    aliases=("positive predictive value", "ppv", "precision score"),
    parameters=(*SOURCES, AVERAGE),
    example=("tp", "fp"),
    convention=CONVENTION,
)
def precision(average: str | None, **given: Any) -> Solution:
    """TP / (TP + FP). Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), 8.3."""
    return _scored("precision", Given(**given), average, _precision)


@calculates(
    "recall",
    family="classification",
    summary="How many of the positives are found.",
    aliases=("sensitivity", "true positive rate", "tpr", "recall score", "hit rate"),
    parameters=(*SOURCES, AVERAGE),
    example=("tp", "fn"),
    convention=CONVENTION,
)
def recall(average: str | None, **given: Any) -> Solution:
    """TP / (TP + FN). Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), 8.3."""
    return _scored("recall", Given(**given), average, _recall)


@calculates(
    "specificity",
    family="classification",
    summary="How many of the negatives are recognised as negative.",
    aliases=("true negative rate", "tnr", "selectivity"),
    parameters=(*SOURCES, AVERAGE),
    example=("tn", "fp"),
    convention=CONVENTION,
)
def specificity(average: str | None, **given: Any) -> Solution:
    """TN / (TN + FP). Fawcett, Pattern Recognition Letters 27 (2006)."""
    return _scored("specificity", Given(**given), average, _specificity)


PRECISION = Parameter(
    "precision",
    Kind.PROBABILITY,
    "the precision",
    optional=True,
    ways=("precision and recall",),
    example="0.8",
)
RECALL = Parameter(
    "recall",
    Kind.PROBABILITY,
    "the recall",
    optional=True,
    ways=("precision and recall",),
    example="0.6",
)


def _harmonic(p: float | None, r: float | None, beta: float) -> Solution:
    """The F-score of a known precision and recall."""
    if p is None or r is None:
        raise Refused("An F-score needs precision and recall, both of them.")
    b = beta * beta
    value = rate((1 + b) * p * r, b * p + r, "The F-score", "precision and recall are both 0")
    name = f"F_{{{tex(beta)}}}"
    above, below = rf"(1 + {tex(b)}) \cdot {tex(p)} \cdot {tex(r)}", rf"{tex(b)} \cdot {tex(p)} + {tex(r)}"
    rule = rf"{name} = \frac{{{above}}}{{{below}}} {equals(value)}"
    reading = f"F{rounded(beta)} of precision {rounded(p)} and recall {rounded(r)}"
    return Solution(value, reading, (Step("The weighted harmonic mean of precision and recall.", rule),))


@calculates(
    "F1 score",
    family="classification",
    summary="The harmonic mean of precision and recall.",
    aliases=(
        "f1",
        "f-score",
        "f score",
        "f1-score",
        "f-measure",
        "f measure",
        "dice coefficient",
        "dice score",
        "dice",
    ),
    parameters=(PRECISION, RECALL, *SOURCES, AVERAGE),
    example=("precision", "recall"),
    convention=CONVENTION,
)
def f1(precision: float | None, recall: float | None, average: str | None, **given: Any) -> Solution:
    """2 P R / (P + R) = 2 TP / (2 TP + FP + FN). Manning, Raghavan, Schütze (2008), eq. 8.6."""
    if precision is not None or recall is not None:
        return _harmonic(precision, recall, 1.0)
    return _scored("F1 score", Given(**given), average, _f_beta(1.0))


@calculates(
    "F-beta score",
    family="classification",
    summary="Precision and recall put together, recall counting beta times as much.",
    aliases=("f beta", "f-beta", "fbeta", "f2", "f2 score", "f0.5", "f0.5 score"),
    parameters=(
        Parameter("beta", Kind.SCALAR, "how much more recall counts", default=2.0, optional=True, example="2"),
        PRECISION,
        RECALL,
        *SOURCES,
        AVERAGE,
    ),
    example=("precision", "recall"),
    convention=f"beta = 2 unless given. {CONVENTION}",
)
def f_beta(beta: float, precision: float | None, recall: float | None, average: str | None, **given: Any) -> Solution:
    """(1 + b²) P R / (b² P + R). van Rijsbergen, Information Retrieval (1979); Manning et al. (2008), eq. 8.5."""
    above_zero(beta, "Beta")
    if beta > 1e6:
        raise Refused("Beta is above 1,000,000: the score is then the recall.")
    if precision is not None or recall is not None:
        return _harmonic(precision, recall, beta)
    return _scored(f"F{rounded(beta)} score", Given(**given), average, _f_beta(beta))


@calculates(
    "balanced accuracy",
    family="classification",
    summary="The average recall over the classes.",
    aliases=("balanced accuracy score", "bacc"),
    parameters=SOURCES,
    example=("tp", "fp", "fn", "tn"),
    convention=CONVENTION,
)
def balanced_accuracy(**given: Any) -> Solution:
    """(recall + specificity) / 2; the mean recall for several classes. Brodersen et al., ICPR (2010)."""
    source = Given(**given)
    found = table_of(source)
    if found is not None:
        table, steps = found
        pairs = [_recall(table.counts(at)) for at in range(len(table.classes)) if sum(table.cells[at])]
        if not pairs:
            raise Refused("There are no examples.")
        steps += [Step("The recall of a class.", formula) for _, formula in pairs]
        values = [value for value, _ in pairs]
    else:
        counts, steps = binary_counts(source)
        (sensitivity, first), (other, second) = _recall(counts), _specificity(counts)
        steps += [Step("Recall of the positives.", first), Step("Recall of the negatives.", second)]
        values = [sensitivity, other]
    value = mean(values)
    shown = " + ".join(tex(each) for each in values[:8])
    steps.append(Step("Average.", rf"\frac{{{shown}}}{{{len(values)}}} {equals(value)}"))
    return Solution(value, "balanced accuracy", tuple(steps))


OPERATIONS = (accuracy, precision, recall, specificity, f1, f_beta, balanced_accuracy)
