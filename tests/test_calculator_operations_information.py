"""Information against scipy and scikit-learn, with worked examples of Cover and Thomas, and of Mitchell."""

import math
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial import distance
from sklearn import metrics

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=50)
BASES = {"nats": math.e, "bits": 2, "bans": 10}
units = st.sampled_from(["nats", "bits", "bans"])


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


def distributions(size: int) -> st.SearchStrategy[list[float]]:
    counts = st.lists(st.integers(0, 100), min_size=size, max_size=size).filter(any)
    return counts.map(lambda ns: [n / sum(ns) for n in ns])


pairs = st.integers(1, 6).flatmap(lambda size: st.tuples(distributions(size), distributions(size)))
tables = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 20), min_size=n, max_size=n), min_size=1, max_size=4).filter(
        lambda rows: any(map(any, rows))
    )
)


@RELAXED
@given(pairs, units)
def test_entropy_and_kl_divergence_agree_with_scipy(pair: tuple[list[float], list[float]], unit: str) -> None:
    p, q = pair
    assert value("entropy", p=p, unit=unit) == pytest.approx(stats.entropy(p, base=BASES[unit]), abs=1e-12)
    theirs = stats.entropy(p, q, base=BASES[unit])
    assert value("KL divergence", p=p, q=q, unit=unit) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


@RELAXED
@given(pairs)
def test_divergences_are_never_negative_and_zero_for_the_same(pair: tuple[list[float], list[float]]) -> None:
    p, q = pair
    assert value("KL divergence", p=p, q=q) >= 0
    assert value("KL divergence", p=p, q=p) == 0
    assert 0 <= value("Jensen-Shannon divergence", p=p, q=q) <= math.log(2) + 1e-12


@RELAXED
@given(pairs)
def test_cross_entropy_is_entropy_plus_divergence(pair: tuple[list[float], list[float]]) -> None:
    p, q = pair
    whole = value("entropy", p=p, unit="bits") + value("KL divergence", p=p, q=q, unit="bits")
    assert value("cross-entropy", p=p, q=q, unit="bits") == pytest.approx(whole, rel=1e-9, abs=1e-12)


@RELAXED
@given(pairs)
def test_distances_of_distributions_agree_with_scipy(pair: tuple[list[float], list[float]]) -> None:
    p, q = pair
    theirs = distance.jensenshannon(p, q) ** 2
    assert value("Jensen-Shannon divergence", p=p, q=q) == pytest.approx(theirs, rel=1e-6, abs=1e-9)
    assert value("total variation distance", p=p, q=q) == pytest.approx(distance.cityblock(p, q) / 2, abs=1e-12)
    roots = [math.sqrt(a) for a in p], [math.sqrt(b) for b in q]
    assert value("Hellinger distance", p=p, q=q) == pytest.approx(distance.euclidean(*roots) / math.sqrt(2), abs=1e-12)


def test_textbook_entropies() -> None:
    # Cover and Thomas (2nd ed.), example 2.1.2: (1/2, 1/4, 1/8, 1/8) has 7/4 bits.
    assert value("entropy", p=[0.5, 0.25, 0.125, 0.125], unit="bits") == 1.75
    # Example 1.1.1: 32 equally likely outcomes have 5 bits.
    assert value("entropy", p=[1 / 32] * 32, unit="bits") == pytest.approx(5)
    assert value("binary entropy", probability=0.5, unit="bits") == 1
    assert value("binary entropy", probability=0.11, unit="bits") == pytest.approx(0.4999, abs=1e-4)
    assert value("surprisal", probability=0.125, unit="bits") == 3
    assert value("surprisal", probability=0.001, unit="bans") == pytest.approx(3)


def test_textbook_relative_entropy_is_not_symmetric() -> None:
    # Cover and Thomas, example 2.3.1 with r = 1/2, s = 1/4: 0.2075 and 0.1887 bits.
    p, q = [0.5, 0.5], [0.75, 0.25]
    assert value("KL divergence", p=p, q=q, unit="bits") == pytest.approx(0.2075, abs=5e-5)
    assert value("KL divergence", p=q, q=p, unit="bits") == pytest.approx(0.1887, abs=5e-5)


def test_kl_divergence_is_infinite_where_q_excludes_what_p_gives() -> None:
    working = operation("KL divergence").work(p=[0.5, 0.5], q=[1, 0])
    assert working.value == math.inf
    assert "Class 2 has P = 0.5 but Q = 0" in working.steps[-1].text
    assert value("KL divergence", p=[1, 0], q=[0.5, 0.5]) == pytest.approx(math.log(2))
    assert value("cross-entropy", q=[1, 0], label=2) == math.inf


def test_kl_divergence_of_a_tiny_q_is_finite_and_right() -> None:
    # 0.5 ln(0.5/1e-300) + 0.5 ln(0.5/1): 0.5 / 5e-324 alone would overflow.
    right = 0.5 * (math.log(0.5) - math.log(1e-300)) + 0.5 * math.log(0.5)
    assert value("KL divergence", p=[0.5, 0.5], q=[1e-300, 1.0]) == pytest.approx(right, rel=1e-14)


@RELAXED
@given(st.lists(st.floats(-50, 50), min_size=2, max_size=6), st.data())
def test_cross_entropy_of_logits_agrees_with_torch(z: list[float], data: st.DataObject) -> None:
    label = data.draw(st.integers(1, len(z)))
    scores = torch.tensor([z], dtype=torch.float64)
    theirs = torch.nn.functional.cross_entropy(scores, torch.tensor([label - 1])).item()
    assert value("cross-entropy", z=z, label=label) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_cross_entropy_from_probabilities_and_from_logits_agree() -> None:
    q = value("softmax", z=[2, 1, 0])
    assert value("cross-entropy", q=q, label=2) == pytest.approx(value("cross-entropy", z=[2, 1, 0], label=2))
    assert value("cross-entropy", q=[0.7, 0.2, 0.1], label=1) == pytest.approx(0.35667494393873245)  # -ln 0.7


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"q": [0.5, 0.5]}, "true distribution P or the right class"),
        ({"label": 1}, "predicted probabilities Q or the logits z"),
        ({"q": [0.5, 0.5], "label": 3}, "no class 3"),
        ({"p": [1.0], "q": [0.5, 0.5]}, "differ in length: 1 and 2"),
        ({"q": [0.5, 0.5], "label": 1, "temperature": 2}, "applies to logits"),
        ({"p": [0.5, 0.5], "q": [0.5, 0.5], "smoothing": 0.1}, "smoothing applies to a right class"),
    ],
)
def test_cross_entropy_says_what_is_missing(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused, match=message):
        operation("cross-entropy").work(**arguments)


def test_a_distribution_that_does_not_sum_to_one_is_refused_with_its_sum_and_can_be_normalised() -> None:
    with pytest.raises(Refused, match="sums to 1.1, not to 1") as refusal:
        operation("entropy").work(p=[0.5, 0.6])
    assert refusal.value.can_normalise and refusal.value.parameter == "p"
    working = operation("entropy").work(p=[3, 1], unit="bits", normalise="yes")
    assert working.value == pytest.approx(0.8112781244591328)
    assert "P sums to 4" in working.steps[0].text


def test_thirds_written_with_three_decimals_are_accepted_with_a_note() -> None:
    working = operation("entropy").work(p=[0.333, 0.333, 0.333])
    assert "rounding explains" in working.steps[0].text
    assert working.value == pytest.approx(math.log(3), abs=2e-3)


@pytest.mark.parametrize("p", [[-0.2, 1.2], [0, 0], [math.nan, 1], [math.inf, 0], [], "x", [1e300, 0]])
def test_numbers_that_are_no_distribution_are_refused(p: Any) -> None:
    with pytest.raises(Refused):
        operation("entropy").work(p=p)


@RELAXED
@given(tables, units)
def test_mutual_information_agrees_with_scikit_learn(table: list[list[int]], unit: str) -> None:
    rows = [i for i, row in enumerate(table) for n in row for _ in range(n)]
    columns = [j for row in table for j, n in enumerate(row) for _ in range(n)]
    theirs = metrics.mutual_info_score(rows, columns) / math.log(BASES[unit])
    assert value("mutual information", joint=table, unit=unit) == pytest.approx(theirs, rel=1e-7, abs=1e-9)


def test_textbook_joint_table() -> None:
    # Cover and Thomas, example 2.2.1: H(X) = 7/4, H(Y) = 2, H(X|Y) = 11/8, H(Y|X) = 13/8, H(X,Y) = 27/8, I = 3/8 bits.
    joint = [[1 / 8, 1 / 16, 1 / 32, 1 / 32], [1 / 16, 1 / 8, 1 / 32, 1 / 32], [1 / 16] * 4, [1 / 4, 0, 0, 0]]
    assert value("joint entropy", joint=joint, unit="bits") == pytest.approx(27 / 8)
    assert value("mutual information", joint=joint, unit="bits") == pytest.approx(3 / 8)
    # In the book X is in the columns and Y in the rows; here X is in the rows.
    assert value("conditional entropy", joint=joint, of="y|x", unit="bits") == pytest.approx(11 / 8)
    assert value("conditional entropy", joint=joint, of="x|y", unit="bits") == pytest.approx(13 / 8)


@RELAXED
@given(tables)
def test_the_chain_rule_of_entropy_holds(table: list[list[int]]) -> None:
    total = sum(map(sum, table))
    rows = [sum(row) / total for row in table]
    whole = value("entropy", p=rows) + value("conditional entropy", joint=table)
    assert value("joint entropy", joint=table) == pytest.approx(whole, abs=1e-9)


def test_textbook_decision_tree() -> None:
    # Mitchell (1997), 3.4.1: [9+, 5-] has 0.940 bits; Wind gains 0.048, Humidity 0.151, Outlook 0.246.
    assert value("entropy of counts", counts=[9, 5]) == pytest.approx(0.940, abs=5e-4)
    assert value("information gain", groups=[[6, 2], [3, 3]]) == pytest.approx(0.048, abs=5e-4)
    assert value("information gain", groups=[[3, 4], [6, 1]]) == pytest.approx(0.151, abs=1e-3)
    assert value("information gain", groups=[[2, 3], [4, 0], [3, 2]]) == pytest.approx(0.246, abs=1e-3)


def test_gain_ratio_of_a_textbook_attribute() -> None:
    # Mitchell (1997), 3.7.3: the gain by the entropy of the branches' sizes; Humidity splits 14 days in halves: 1 bit.
    assert value("gain ratio", groups=[[3, 4], [6, 1]]) == pytest.approx(0.1518, abs=1e-4)
    # Quinlan (1986), table 3: Outlook has 0.156.
    assert value("gain ratio", groups=[[2, 3], [4, 0], [3, 2]]) == pytest.approx(0.156, abs=1e-3)
    with pytest.raises(Refused, match="no split"):
        value("gain ratio", groups=[[3, 4]])


@RELAXED
@given(tables)
def test_information_gain_is_the_mutual_information_of_branch_and_class(table: list[list[int]]) -> None:
    table = [row for row in table if any(row)]
    gain = value("information gain", groups=table)
    assert gain == pytest.approx(value("mutual information", joint=table, unit="bits"), abs=1e-9)


def test_gini_impurity_of_textbook_nodes() -> None:
    # Hastie, Tibshirani, Friedman (2009), p. 309: (400, 400) split into (300, 100), (100, 300) or into
    # (200, 400), (200, 0): the second split has the lower Gini impurity.
    assert value("Gini impurity", p=[0.5, 0.5]) == 0.5
    assert value("Gini impurity", p=[300, 100]) == pytest.approx(0.375)
    first, second = (value("Gini gain", groups=groups) for groups in ([[300, 100], [100, 300]], [[200, 400], [200, 0]]))
    assert first == pytest.approx(0.5 - 0.375)
    assert second == pytest.approx(0.5 - 0.75 * 4 / 9)
    assert second > first


@RELAXED
@given(distributions(4))
def test_gini_impurity_is_the_chance_that_two_draws_differ(p: list[float]) -> None:
    differ = sum(a * b for i, a in enumerate(p) for j, b in enumerate(p) if i != j)
    assert value("Gini impurity", p=p) == pytest.approx(differ, abs=1e-12)


def test_gini_impurity_of_what_is_neither_counts_nor_probabilities_is_refused() -> None:
    with pytest.raises(Refused, match="sum to 1.1"):
        operation("Gini impurity").work(p=[0.5, 0.6])


@RELAXED
@given(distributions(5), units)
def test_perplexity_is_the_power_of_the_entropy_in_every_unit(p: list[float], unit: str) -> None:
    assert value("perplexity", p=p, unit=unit) == pytest.approx(math.exp(stats.entropy(p)), rel=1e-9)


def test_textbook_perplexities() -> None:
    # Jurafsky and Martin (3rd ed.), 3.3: ten equally likely digits have the perplexity 10.
    assert value("perplexity", tokens=[0.1] * 7) == pytest.approx(10)
    assert value("perplexity", p=[0.1] * 10) == pytest.approx(10)
    assert value("perplexity", loss=math.log(20)) == pytest.approx(20)
    assert value("perplexity", loss=3, unit="bits") == 8
    assert value("perplexity", tokens=[0.5, 0.25, 0.125]) == pytest.approx(stats.gmean([2, 4, 8]))
