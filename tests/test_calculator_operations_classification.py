"""Classification measures against scikit-learn, and worked examples."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn import metrics

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=50)
counts = st.fixed_dictionaries({name: st.integers(0, 30) for name in ("tp", "fp", "fn", "tn")})
labels = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


def lists(table: dict[str, int]) -> tuple[list[int], list[int]]:
    """True and predicted labels with these counts."""
    actual = [1] * table["tp"] + [0] * table["fp"] + [1] * table["fn"] + [0] * table["tn"]
    predicted = [1] * table["tp"] + [1] * table["fp"] + [0] * table["fn"] + [0] * table["tn"]
    return actual, predicted


BINARY = [
    ("accuracy", metrics.accuracy_score, {}),
    ("precision", metrics.precision_score, {}),
    ("recall", metrics.recall_score, {}),
    ("specificity", lambda a, p: metrics.recall_score(a, p, pos_label=0), {}),
    ("F1 score", metrics.f1_score, {}),
    ("F-beta score", lambda a, p: metrics.fbeta_score(a, p, beta=0.5), {"beta": 0.5}),
    ("balanced accuracy", metrics.balanced_accuracy_score, {}),
    ("Matthews correlation coefficient", metrics.matthews_corrcoef, {}),
    ("Cohen's kappa", metrics.cohen_kappa_score, {}),
    ("Jaccard index", metrics.jaccard_score, {}),
    ("false positive rate", lambda a, p: 1 - metrics.recall_score(a, p, pos_label=0), {}),
    ("false negative rate", lambda a, p: 1 - metrics.recall_score(a, p), {}),
    ("negative predictive value", lambda a, p: metrics.precision_score(a, p, pos_label=0), {}),
]


@pytest.mark.parametrize(("name", "theirs", "options"), BINARY, ids=[name for name, _, _ in BINARY])
@RELAXED
@given(table=counts)
def test_measures_of_two_classes_agree_with_scikit_learn(
    name: str, theirs: Any, options: Any, table: dict[str, int]
) -> None:
    assume(all(table.values()))
    actual, predicted = lists(table)
    right = pytest.approx(float(theirs(actual, predicted)), abs=1e-12)
    assert value(name, **table, **options) == right
    assert value(name, actual=actual, predicted=predicted, **options) == right
    matrix = [[table["tn"], table["fp"]], [table["fn"], table["tp"]]]
    assert value(name, matrix=matrix, **options) == right


@pytest.mark.parametrize("average", ["macro", "micro", "weighted"])
@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("precision", metrics.precision_score),
        ("recall", metrics.recall_score),
        ("F1 score", metrics.f1_score),
    ],
)
@RELAXED
@given(pairs=labels)
def test_averages_over_classes_agree_with_scikit_learn(name: str, theirs: Any, average: str, pairs: Any) -> None:
    actual, predicted = [a for a, _ in pairs], [b for _, b in pairs]
    assume(len(set(actual) | set(predicted)) > 1)
    right = theirs(actual, predicted, average=average, zero_division=0)
    assert value(name, actual=actual, predicted=predicted, average=average) == pytest.approx(right, abs=1e-12)


@RELAXED
@given(labels)
def test_measures_of_several_classes_agree_with_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    actual, predicted = [a for a, _ in pairs], [b for _, b in pairs]
    assume(len(set(actual)) > 1 and set(predicted) <= set(actual))
    given = {"actual": actual, "predicted": predicted}
    assert value("accuracy", **given) == pytest.approx(metrics.accuracy_score(actual, predicted))
    assert value("balanced accuracy", **given) == pytest.approx(metrics.balanced_accuracy_score(actual, predicted))
    assert value("Cohen's kappa", **given) == pytest.approx(metrics.cohen_kappa_score(actual, predicted), abs=1e-12)
    matrix = metrics.confusion_matrix(actual, predicted)
    assert [list(row) for row in value("confusion matrix", **given)] == matrix.tolist()


def test_the_textbook_f_measure() -> None:
    # Manning, Raghavan, Schütze (2008), exercise 8.1's table: TP 40, FP 10, FN 20 give P 0.8, R 0.667, F1 0.727.
    assert value("classification report", tp=40, fp=10, fn=20) == pytest.approx((0.8, 2 / 3, 8 / 11))
    assert value("F1 score", precision=0.8, recall=2 / 3) == pytest.approx(8 / 11)
    assert value("F-beta score", precision=0.8, recall=0.6, beta=2) == pytest.approx(5 * 0.48 / (3.2 + 0.6))


def test_a_report_of_four_counts_has_accuracy_and_specificity_as_parts() -> None:
    working = operation("classification report").work(tp=40, fp=10, fn=20, tn=30)
    assert working.parts["accuracy"] == 0.7
    assert working.parts["specificity"] == 0.75


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("precision", {"tp": 0, "fp": 0}, "nothing was predicted positive"),
        ("precision", {"tp": 3}, "also needs FP"),
        ("recall", {}, "Give the counts"),
        ("recall", {"actual": ["a", "b", "c"], "predicted": ["a", "b", "c"]}, "more than two classes"),
        ("recall", {"actual": ["cat", "dog"], "predicted": ["cat", "cat"]}, "which label is positive: cat or dog"),
        ("recall", {"actual": ["a"], "predicted": ["a", "b"]}, "differ in length: 1 and 2"),
        ("accuracy", {"matrix": [[1, 2]]}, "square"),
        ("accuracy", {"tp": 2.5, "fp": 1, "fn": 1, "tn": 1}, "whole number"),
        ("accuracy", {"tp": -1, "fp": 1, "fn": 1, "tn": 1}, "whole number"),
        ("F1 score", {"precision": 0.5}, "both of them"),
    ],
)
def test_refusals_say_what_is_missing_or_undefined(name: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused, match=message):
        operation(name).work(**arguments)


def test_the_positive_label_is_recognised_or_chosen() -> None:
    given: dict[str, Any] = {"actual": ["spam", "ham", "spam"], "predicted": ["spam", "spam", "ham"]}
    assert value("precision", **given) == 0.5
    assert value("recall", **given, positive="ham") == 0
    assert value("recall", actual=[1, 0, 1.0], predicted=[1, 0, 0]) == 0.5


scored = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 10)), min_size=2, max_size=25).filter(
    lambda pairs: len({y for y, _ in pairs}) == 2
)


@RELAXED
@given(scored)
def test_measures_of_scores_agree_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    actual, scores = [y for y, _ in pairs], [s / 10 for _, s in pairs]
    assert value("ROC AUC", actual=actual, scores=scores) == pytest.approx(metrics.roc_auc_score(actual, scores))
    theirs = metrics.average_precision_score(actual, scores)
    assert value("average precision", actual=actual, scores=scores) == pytest.approx(theirs)
    assert value("Brier score", actual=actual, predicted=scores) == pytest.approx(
        metrics.brier_score_loss(actual, scores)
    )


@RELAXED
@given(scored)
def test_log_loss_agrees_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    actual, p = [y for y, _ in pairs], [(s + 0.5) / 11 for _, s in pairs]
    right = pytest.approx(metrics.log_loss(actual, p))
    assert value("log loss", actual=actual, probabilities=p) == right
    table = [[1 - q, q] for q in p]
    assert value("log loss", actual=[y + 1 for y in actual], probabilities=table) == right


def test_the_auc_of_the_worked_example() -> None:
    # The example in the documentation of sklearn.metrics.roc_auc_score and average_precision_score: 0.75 and 0.83.
    example: dict[str, Any] = {"actual": [0, 0, 1, 1], "scores": [0.1, 0.4, 0.35, 0.8]}
    assert value("ROC AUC", **example) == 0.75
    assert value("average precision", **example) == pytest.approx(0.8333333333333333)


def test_an_auc_of_one_class_is_refused() -> None:
    with pytest.raises(Refused, match="Both classes are needed"):
        operation("ROC AUC").work(actual=[1, 1], scores=[0.2, 0.3])
