"""Agreement of truth and prediction: MCC, kappa, Jaccard, error rates; the confusion matrix and a report."""

import math
from typing import Any

from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, matrix_tex, tex
from tutor.calculator.operations.classification import _f_beta, _precision, _recall, _specificity
from tutor.calculator.operations.confusion import (
    CONVENTION,
    SOURCES,
    Given,
    binary_counts,
    fraction_tex,
    rate,
    table_of,
)
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step, Value

FOUR = ("tp", "fp", "fn", "tn")


@calculates(
    "Matthews correlation coefficient",
    family="classification",
    summary="The correlation of truth and prediction, fair to both classes.",
    aliases=("mcc", "matthews correlation", "phi coefficient"),
    parameters=SOURCES,
    example=FOUR,
    convention=CONVENTION,
)
def mcc(**given: Any) -> Solution:
    """(TP TN - FP FN) / sqrt((TP+FP)(TP+FN)(TN+FP)(TN+FN)). Matthews, Biochim. Biophys. Acta 405 (1975)."""
    counts, steps = binary_counts(Given(**given))
    tp, fp, fn, tn = counts.all(*FOUR)
    above = tp * tn - fp * fn
    sums = (tp + fp, tp + fn, tn + fp, tn + fn)
    below = math.prod(math.sqrt(each) for each in sums)
    value = rate(above, below, "MCC", "a whole row or column of the matrix is empty")
    product = r" \cdot ".join(map(str, sums))
    steps += [
        Step("The numerator.", rf"TP \cdot TN - FP \cdot FN = {tp} \cdot {tn} - {fp} \cdot {fn} = {above}"),
        Step("The denominator.", rf"\sqrt{{{product}}} {equals(below)}"),
        Step("Their quotient.", rf"MCC = \frac{{{above}}}{{{tex(below)}}} {equals(value)}"),
    ]
    return Solution(value, f"Matthews correlation coefficient with {counts.shown()}", tuple(steps))


@calculates(
    "Cohen's kappa",
    family="classification",
    summary="Agreement beyond chance.",
    aliases=("kappa", "cohen kappa", "cohens kappa", "kappa statistic"),
    parameters=SOURCES,
    example=FOUR,
    convention=CONVENTION,
)
def kappa(**given: Any) -> Solution:
    """(p_o - p_e) / (1 - p_e). Cohen, Educational and Psychological Measurement 20 (1960)."""
    source = Given(**given)
    found = table_of(source)
    if found is not None:
        table, steps = found
        cells = table.cells
    else:
        counts, steps = binary_counts(source)
        tp, fp, fn, tn = counts.all(*FOUR)
        cells = ((tn, fp), (fn, tp))
    total = sum(map(sum, cells))
    observed = rate(sum(cells[at][at] for at in range(len(cells))), total, "Kappa", "there are no examples")
    chance = math.fsum(sum(cells[at]) / total * (sum(row[at] for row in cells) / total) for at in range(len(cells)))
    value = rate(observed - chance, 1 - chance, "Kappa", "chance alone agrees always")
    steps += [
        Step("Observed agreement.", rf"p_o {equals(observed)}"),
        Step("Agreement by chance, from the margins.", rf"p_e {equals(chance)}"),
        Step("Kappa.", rf"\kappa = \frac{{{tex(observed)} - {tex(chance)}}}{{1 - {tex(chance)}}} {equals(value)}"),
    ]
    return Solution(value, "Cohen's kappa of truth and prediction", tuple(steps))


@calculates(
    "Jaccard index",
    family="classification",
    summary="Shared positives of all that are positive anywhere: intersection over union.",
    aliases=(
        "iou",
        "intersection over union",
        "jaccard",
        "jaccard similarity",
        "threat score",
        "critical success index",
    ),
    parameters=SOURCES,
    example=("tp", "fp", "fn"),
    convention=f"As sets: TP is what both hold, FP and FN what only one holds. {CONVENTION}",
)
def jaccard(**given: Any) -> Solution:
    """TP / (TP + FP + FN). Jaccard (1912); Everingham et al., The PASCAL VOC Challenge, IJCV 88 (2010)."""
    counts, steps = binary_counts(Given(**given))
    tp, fp, fn = counts.all("tp", "fp", "fn")
    value = rate(tp, tp + fp + fn, "The Jaccard index", "both sets are empty")
    steps.append(Step("Intersection over union.", rf"{fraction_tex(tp, tp, fp, fn)} {equals(value)}"))
    return Solution(value, f"Jaccard index with {counts.shown()}", tuple(steps))


@calculates(
    "false positive rate",
    family="classification",
    summary="How many of the negatives are wrongly called positive.",
    aliases=("fpr", "fall-out", "false alarm rate", "type i error rate"),
    parameters=SOURCES,
    example=("fp", "tn"),
    convention=CONVENTION,
)
def false_positive_rate(**given: Any) -> Solution:
    """FP / (FP + TN) = 1 - specificity. Fawcett, Pattern Recognition Letters 27 (2006)."""
    counts, steps = binary_counts(Given(**given))
    fp, tn = counts.all("fp", "tn")
    value = rate(fp, fp + tn, "The false positive rate", "nothing is truly negative")
    steps.append(
        Step("Wrong ones of the negatives.", rf"\frac{{FP}}{{FP + TN}} = {fraction_tex(fp, fp, tn)} {equals(value)}")
    )
    return Solution(value, f"false positive rate with {counts.shown()}", tuple(steps))


@calculates(
    "false negative rate",
    family="classification",
    summary="How many of the positives are missed.",
    aliases=("fnr", "miss rate", "type ii error rate"),
    parameters=SOURCES,
    example=("fn", "tp"),
    convention=CONVENTION,
)
def false_negative_rate(**given: Any) -> Solution:
    """FN / (FN + TP) = 1 - recall. Fawcett, Pattern Recognition Letters 27 (2006)."""
    counts, steps = binary_counts(Given(**given))
    fn, tp = counts.all("fn", "tp")
    value = rate(fn, fn + tp, "The false negative rate", "nothing is truly positive")
    steps.append(
        Step("Missed ones of the positives.", rf"\frac{{FN}}{{FN + TP}} = {fraction_tex(fn, fn, tp)} {equals(value)}")
    )
    return Solution(value, f"false negative rate with {counts.shown()}", tuple(steps))


@calculates(
    "negative predictive value",
    family="classification",
    summary="How many of the predicted negatives are negative.",
    aliases=("npv",),
    parameters=SOURCES,
    example=("tn", "fn"),
    convention=CONVENTION,
)
def negative_predictive_value(**given: Any) -> Solution:
    """TN / (TN + FN). Altman, Bland, BMJ 309 (1994)."""
    counts, steps = binary_counts(Given(**given))
    tn, fn = counts.all("tn", "fn")
    value = rate(tn, tn + fn, "The negative predictive value", "nothing was predicted negative")
    steps.append(Step("Right ones of the predicted negatives.", rf"{fraction_tex(tn, tn, fn)} {equals(value)}"))
    return Solution(value, f"negative predictive value with {counts.shown()}", tuple(steps))


@calculates(
    "confusion matrix",
    family="classification",
    summary="How often each true class was predicted as each class.",
    aliases=("error matrix", "contingency table of predictions"),
    parameters=SOURCES,
    example=("actual", "predicted"),
    convention=CONVENTION,
)
def confusion_matrix(**given: Any) -> Solution:
    """Rows are true, columns predicted classes. Fawcett, Pattern Recognition Letters 27 (2006)."""
    source = Given(**given)
    found = table_of(source)
    if found is not None:
        table, steps = found
        return Solution(table.cells, f"confusion matrix of the classes {', '.join(table.classes[:10])}", tuple(steps))
    counts, steps = binary_counts(source)
    tp, fp, fn, tn = counts.all(*FOUR)
    cells = ((tn, fp), (fn, tp))
    steps.append(Step("True classes in the rows, the negative one first.", matrix_tex(cells)))
    return Solution(cells, f"confusion matrix with {counts.shown()}", tuple(steps))


@calculates(
    "classification report",
    family="classification",
    summary="Precision, recall, F1, specificity and accuracy at once.",
    aliases=("classification metrics", "precision recall and f1", "precision, recall and f1", "precision and recall"),
    parameters=SOURCES,
    example=FOUR,
    convention=f"The value lists precision, recall and F1, in this order. {CONVENTION}",
)
def report(**given: Any) -> Solution:
    """The definitions of Manning, Raghavan, Schütze (2008), 8.3, and Fawcett (2006), together."""
    counts, steps = binary_counts(Given(**given))
    parts: dict[str, Value] = {}
    for name, score in (("precision", _precision), ("recall", _recall), ("F1", _f_beta(1.0))):
        parts[name], formula = score(counts)
        steps.append(Step(f"{name[:1].upper()}{name[1:]}.", formula))
    if counts.tn is not None:
        tp, fp, fn, tn = counts.all(*FOUR)
        parts["accuracy"] = right = (tp + tn) / (tp + fp + fn + tn)
        steps.append(Step("Accuracy.", rf"\frac{{{tp + tn}}}{{{tp + fp + fn + tn}}} {equals(right)}"))
        try:
            parts["specificity"], formula = _specificity(counts)
            steps.append(Step("Specificity.", formula))
        except Refused as refusal:
            steps.append(Step(str(refusal), ""))
    value = (parts["precision"], parts["recall"], parts["F1"])
    return Solution(value, f"precision, recall and F1 with {counts.shown()}", tuple(steps), parts=parts)


OPERATIONS = (
    mcc,
    kappa,
    jaccard,
    false_positive_rate,
    false_negative_rate,
    negative_predictive_value,
    confusion_matrix,
    report,
)
