"""The table of phrasings: how many questions are read right, and that none is read wrong."""

import pytest

from tests.calculator_phrasings import Judged, judge, not_calculations, phrasings, summary
from tutor.calculator.calculate import calculate


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return [judge(line) for line in phrasings()]


def test_no_phrasing_is_calculated_wrong(judged: list[Judged]) -> None:
    assert [(each.question, each.detail) for each in judged if each.verdict == "wrong"] == []


def test_softmax_kl_entropy_and_cross_entropy_are_read(judged: list[Judged]) -> None:
    counts = summary(judged)["core"]
    assert counts["right"] >= 0.95 * counts.total()


def test_all_operations_together_are_read(judged: list[Judged]) -> None:
    counts = summary(judged)["all"]
    assert counts["right"] >= 0.85 * counts.total()


@pytest.mark.parametrize("sentence", not_calculations())
def test_a_sentence_that_only_holds_numbers_is_left_alone(sentence: str) -> None:
    assert calculate(sentence).status == "not_recognised"
