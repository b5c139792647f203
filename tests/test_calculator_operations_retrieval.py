"""Measures of rankings against scikit-learn, and worked examples."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=50)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


@RELAXED
@given(st.lists(st.integers(0, 4), min_size=2, max_size=10).filter(any), st.integers(1, 10))
def test_dcg_and_ndcg_agree_with_scikit_learn(grades: list[int], k: int) -> None:
    places = [list(range(len(grades), 0, -1))]
    assert value("DCG", relevance=grades, k=k) == pytest.approx(metrics.dcg_score([grades], places, k=k))
    assert value("nDCG", relevance=grades, k=k) == pytest.approx(metrics.ndcg_score([grades], places, k=k))


def test_ndcg_of_the_usual_worked_example() -> None:
    # The example of the encyclopedias: grades 3, 2, 3, 0, 1, 2 have DCG 6.861 and, with the six sorted, IDCG 7.141.
    working = operation("nDCG").work(relevance=[3, 2, 3, 0, 1, 2])
    assert working.parts["dcg"] == pytest.approx(6.861, abs=5e-4)
    assert working.parts["ideal"] == pytest.approx(7.141, abs=5e-4)
    assert value("DCG", relevance=[2, 1], gain="exponential") == pytest.approx(3 + 1 / 1.584962500721156)


def test_precision_recall_and_reciprocal_rank_of_a_ranking() -> None:
    ranking = [1, 0, 1, 0, 1]
    assert value("precision at k", relevance=ranking, k=3) == pytest.approx(2 / 3)
    assert value("recall at k", relevance=ranking, k=3) == pytest.approx(2 / 3)
    assert value("recall at k", relevance=ranking, k=3, relevant=4) == 0.5
    # Voorhees's measure on the usual example: ranks 3, 2, 1 give 11/18.
    assert value("mean reciprocal rank", ranks=[3, 2, 1]) == pytest.approx(11 / 18)
    assert value("mean reciprocal rank", ranks=[1, 0]) == 0.5


def test_grades_are_refused_where_only_yes_and_no_make_sense() -> None:
    with pytest.raises(Refused, match="use nDCG"):
        operation("precision at k").work(relevance=[3, 1])
    with pytest.raises(Refused, match="No result is relevant"):
        operation("nDCG").work(relevance=[0, 0])
