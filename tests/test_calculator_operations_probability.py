"""Probability and statistics against scipy, numpy and scikit-learn, and worked examples."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.model_selection import KFold

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation
from tutor.calculator.student import student_quantile

RELAXED = settings(deadline=None, max_examples=50)
numbers = st.lists(st.integers(-1000, 1000).map(lambda n: n / 8), min_size=2, max_size=10)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


def test_bayes_of_the_textbook_story() -> None:
    # Gigerenzer and Hoffrage (1995): 1 %, sensitivity 80 %, false positives 9.6 %: of 103 positives 8 are true, 7.8 %.
    working = operation("Bayes' theorem").work(prior=0.01, likelihood=0.8, false_positive_rate=0.096)
    assert working.value == pytest.approx(0.0776, abs=5e-5)
    assert "of 100,000 cases 800 are true with this evidence and 9504 are not" in working.steps[-1].text
    # Ross, A First Course in Probability, example 3d: 0.5 %, 95 %, 1 % false positives: 95/294.
    assert value("bayes", prior=0.005, likelihood=0.95, false_positive_rate=0.01) == pytest.approx(95 / 294)
    assert value("bayes", prior=0.005, likelihood=0.95, specificity=0.99) == pytest.approx(95 / 294)
    assert value("bayes", prior=0.3, likelihood=0.4, evidence=0.24) == pytest.approx(0.5)


@RELAXED
@given(*[st.floats(0.01, 0.99)] * 3)
def test_bayes_agrees_with_the_joint_table(prior: float, likelihood: float, false: float) -> None:
    table = np.array([[prior * likelihood, prior * (1 - likelihood)], [(1 - prior) * false, (1 - prior) * (1 - false)]])
    given = {"prior": prior, "likelihood": likelihood, "false_positive_rate": false}
    assert value("bayes", **given) == pytest.approx(table[0, 0] / table[:, 0].sum())
    assert value("bayes", **given, result="negative") == pytest.approx(table[0, 1] / table[:, 1].sum())
    both = value("Bayes over several hypotheses", priors=[prior, 1 - prior], likelihoods=[likelihood, false])
    assert both == pytest.approx(table[:, 0] / table[:, 0].sum())


def test_evidence_that_contradicts_itself_or_cannot_come_is_refused() -> None:
    with pytest.raises(Refused, match="cannot both be right"):
        operation("bayes").work(prior=0.9, likelihood=0.9, evidence=0.1)
    with pytest.raises(Refused, match="can never come"):
        operation("bayes").work(prior=0, likelihood=0.9, false_positive_rate=0)
    with pytest.raises(Refused, match="one of these"):
        operation("bayes").work(prior=0.1, likelihood=0.9)
    with pytest.raises(Refused, match="between 0 and 1"):
        operation("bayes").work(prior=1, likelihood=95, false_positive_rate=0.1)


def test_rules_of_probability_on_dice() -> None:
    # A die shows an even number given that it shows more than 3: 2 of 3. De Méré: a six in four throws, 671/1296.
    assert value("conditional probability", both=2 / 6, condition=3 / 6) == pytest.approx(2 / 3)
    assert value("at least one", probability=1 / 6, tries=4) == pytest.approx(671 / 1296)
    assert value("at least one", probability=1e-18, tries=10) == pytest.approx(1e-17)


TAILS = {
    "exactly": lambda d, k: d.pmf(k),
    "at least": lambda d, k: d.sf(k - 1),
    "more than": lambda d, k: d.sf(k),
    "at most": lambda d, k: d.cdf(k),
    "fewer than": lambda d, k: d.cdf(k - 1),
}


@pytest.mark.parametrize("tail", TAILS)
@RELAXED
@given(n=st.integers(0, 60), k=st.integers(0, 60), p=st.floats(0, 1), rate=st.floats(0, 40))
def test_binomial_and_poisson_agree_with_scipy(tail: str, n: int, k: int, p: float, rate: float) -> None:
    assume(p == 0 or p > 1e-12)
    theirs = TAILS[tail](stats.binom(n, p), k)
    assert value("binomial probability", n=n, k=k, p=p, tail=tail) == pytest.approx(theirs, rel=1e-7, abs=1e-14)
    theirs = TAILS[tail](stats.poisson(rate), k)
    assert value("Poisson probability", rate=rate, k=k, tail=tail) == pytest.approx(theirs, rel=1e-7, abs=1e-14)


def test_textbook_probabilities() -> None:
    assert value("binomial probability", n=10, k=3, p=0.5) == pytest.approx(120 / 1024)
    assert value("binomial probability", n=10_000, k=5_000, p=0.5) == pytest.approx(stats.binom(10_000, 0.5).pmf(5_000))
    # Ross, example 4.7c: 3.2 particles expected, at most 2: 0.3799.
    assert value("Poisson probability", rate=3.2, k=2, tail="at most") == pytest.approx(0.3799, abs=5e-5)
    assert value("combinations", n=52, k=5) == 2_598_960
    assert value("permutations", n=5, k=2) == 20


bounds = st.tuples(st.floats(-50, 50), st.floats(-50, 50)).map(sorted)


@RELAXED
@given(bounds, st.floats(-5, 5), st.floats(0.5, 20))
def test_normal_probabilities_agree_with_scipy(ends: list[float], mean: float, deviation: float) -> None:
    low, high = ends
    given, theirs = {"mean": mean, "deviation": deviation}, stats.norm(mean, deviation)
    assert value("normal probability", low=low, **given) == pytest.approx(theirs.sf(low), rel=1e-9, abs=1e-300)
    assert value("normal probability", high=high, **given) == pytest.approx(theirs.cdf(high), rel=1e-9, abs=1e-300)
    between = theirs.cdf(high) - theirs.cdf(low) if low <= mean else theirs.sf(low) - theirs.sf(high)
    assert value("normal probability", low=low, high=high, **given) == pytest.approx(between, rel=1e-6, abs=1e-15)
    assert value("z-score", x=low, **given) == pytest.approx(stats.zmap(low, [mean - deviation, mean + deviation]))


STATISTICS = [
    ("mean", np.mean, {}),
    ("median", np.median, {}),
    ("variance", lambda x: np.var(x, ddof=1), {}),
    ("variance", np.var, {"kind": "population"}),
    ("standard deviation", lambda x: np.std(x, ddof=1), {}),
    ("standard deviation", np.std, {"kind": "population"}),
    ("percentile", lambda x: np.quantile(x, 0.3), {"share": 0.3}),
]


@pytest.mark.parametrize(("name", "theirs", "options"), STATISTICS)
@RELAXED
@given(x=numbers)
def test_statistics_agree_with_numpy(name: str, theirs: Any, options: dict[str, Any], x: list[float]) -> None:
    assert value(name, x=x, **options) == pytest.approx(float(theirs(x)), rel=1e-12, abs=1e-9)


def test_statistics_keep_their_digits_far_from_zero() -> None:
    # The textbook formula mean(x²) - mean(x)² gives 0 or less here.
    assert value("variance", x=[1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) == 30
    assert value("mean", x=[1e100, 1, -1e100]) == pytest.approx(1 / 3)


def test_a_weighted_mean_agrees_with_numpy() -> None:
    assert value("mean", x=[1, 2, 3], weights=[3, 1, 1]) == pytest.approx(np.average([1, 2, 3], weights=[3, 1, 1]))


@RELAXED
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=10))
def test_covariance_correlation_and_regression_agree_with_scipy(pairs: list[tuple[int, int]]) -> None:
    x, y = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    assert value("covariance", x=x, y=y) == pytest.approx(np.cov(x, y)[0, 1], abs=1e-9)
    assume(len(set(x)) > 1 and len(set(y)) > 1)
    assert value("correlation", x=x, y=y) == pytest.approx(stats.pearsonr(x, y).statistic, abs=1e-9)
    theirs = stats.linregress(x, y)
    assert value("linear regression", x=x, y=y) == pytest.approx((theirs.slope, theirs.intercept), abs=1e-9)


def test_confidence_intervals_agree_with_scipy() -> None:
    sample = [4.1, 5.2, 6.3, 5.5, 4.9]
    error = stats.sem(sample)
    theirs = stats.t.interval(0.9, 4, loc=np.mean(sample), scale=error)
    assert value("confidence interval", x=sample, level=0.9, distribution="t") == pytest.approx(theirs)
    theirs = stats.norm.interval(0.95, loc=50, scale=1)
    assert value("confidence interval", mean=50, deviation=10, n=100) == pytest.approx(theirs)
    assert value("standard error", deviation=np.std(sample, ddof=1).item(), n=5) == pytest.approx(error)
    wilson = stats.binomtest(85, 100).proportion_ci(0.95, method="wilson")
    ours = value("confidence interval of a proportion", successes=85, n=100, form="wilson")
    assert ours == pytest.approx((wilson.low, wilson.high))
    # Ross, Introduction to Probability and Statistics, 7.5: p ± 1.96 sqrt(p (1 - p)/n).
    margin = 1.959963984540054 * math.sqrt(0.85 * 0.15 / 100)
    wald = value("confidence interval of a proportion", successes=85, n=100)
    assert wald == pytest.approx((0.85 - margin, 0.85 + margin))


@RELAXED
@given(st.floats(0.001, 0.999999), st.one_of(st.integers(1, 300), st.integers(1, 10**9)))
def test_quantiles_of_students_t_agree_with_scipy(share: float, freedom: int) -> None:
    assert student_quantile(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=1e-9, abs=1e-9)


@RELAXED
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_bias_and_variance_add_up_to_the_mean_squared_error(models: int, points: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    predictions, actual = random.normal(size=(models, points)), random.normal(size=points)
    bias, variance, error = value(
        "bias-variance decomposition", predictions=predictions.tolist(), actual=actual.tolist()
    )
    assert error == pytest.approx(float(np.mean((predictions - actual) ** 2)))
    assert variance == pytest.approx(float(predictions.var(axis=0).mean()), abs=1e-12)
    assert bias == pytest.approx(float(np.mean((predictions.mean(axis=0) - actual) ** 2)))


@RELAXED
@given(st.integers(2, 200), st.integers(2, 20))
def test_folds_are_those_of_scikit_learn(examples: int, folds: int) -> None:
    assume(folds <= examples)
    theirs = [len(test) for _, test in KFold(folds).split(np.zeros(examples))]
    assert list(value("k-fold sizes", examples=examples, folds=folds)) == theirs


def test_splits_and_grids_and_bootstrap() -> None:
    assert value("split sizes", examples=1000, shares=[0.7, 0.15, 0.15]) == (700, 150, 150)
    assert sum(value("split sizes", examples=103, shares=[0.8, 0.1, 0.1])) == 103
    grid = list(itertools.product(range(3), range(4), range(2), range(5)))
    assert value("grid search fits", values=[3, 4, 2], folds=5) == len(grid)
    # Efron, Tibshirani (1993), 17.7: the share tends to 1 - 1/e = 0.632.
    assert value("bootstrap share", examples=2) == 0.75
    assert value("bootstrap share", examples=10**9) == pytest.approx(1 - 1 / math.e)


def average_over_orders(worth: list[float], players: int) -> list[float]:
    """Shapley values by their other definition: what a player adds, averaged over all orders."""
    totals = [0.0] * players
    for order in itertools.permutations(range(players)):
        seen = 0
        for player in order:
            totals[player] += worth[seen | 1 << player] - worth[seen]
            seen |= 1 << player
    return [total / math.factorial(players) for total in totals]


@RELAXED
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.integers(-50, 50), min_size=2**n, max_size=2**n)))
def test_shapley_values_are_the_average_over_all_orders(worth: list[float]) -> None:
    players = len(worth).bit_length() - 1
    ours = value("Shapley values", worth=worth)
    assert ours == pytest.approx(average_over_orders(worth, players), abs=1e-9)
    assert math.fsum(ours) == pytest.approx(worth[-1] - worth[0], abs=1e-9)


def test_shapley_values_of_the_glove_game() -> None:
    # Player 1 has a left glove, 2 and 3 a right one each: 2/3, 1/6, 1/6 (the textbook example of the Shapley value).
    assert value("Shapley values", worth=[0, 0, 0, 1, 0, 1, 0, 1]) == pytest.approx((2 / 3, 1 / 6, 1 / 6))
    with pytest.raises(Refused, match=r"2\^n coalitions"):
        operation("Shapley values").work(worth=[0, 1, 2])
