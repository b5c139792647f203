"""Losses, logits and activations against torch, scikit-learn, scipy and worked examples of textbooks."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import special
from sklearn import metrics
from torch.nn import functional

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=50)
logits = st.lists(st.floats(-700, 700), min_size=1, max_size=8)
errors = st.lists(st.tuples(st.floats(-100, 100), st.floats(-100, 100)), min_size=2, max_size=8)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


def tensor(numbers: Any) -> torch.Tensor:
    return torch.tensor(numbers, dtype=torch.float64)


@RELAXED
@given(logits)
def test_softmax_and_its_logarithm_agree_with_scipy_and_sum_to_one(z: list[float]) -> None:
    assert value("softmax", z=z) == pytest.approx(special.softmax(z), rel=1e-12, abs=1e-300)
    assert math.fsum(value("softmax", z=z)) == pytest.approx(1, abs=1e-12)
    assert value("log-softmax", z=z) == pytest.approx(special.log_softmax(z), rel=1e-12, abs=1e-12)
    assert value("log-sum-exp", z=z) == pytest.approx(special.logsumexp(z), rel=1e-12, abs=1e-12)


def test_softmax_keeps_full_double_precision() -> None:
    # e^2, e and 1 over their sum, by mpmath with 30 digits: right to the last bit or the one before.
    right = (0.665240955774821889529018280175, 0.244728471054797652472959618341, 0.0900305731703804579980221014845)
    assert value("softmax", z=[2, 1, 0]) == pytest.approx(right, rel=2.3e-16, abs=0)


@RELAXED
@given(logits, st.floats(0.1, 10))
def test_a_temperature_divides_the_logits(z: list[float], temperature: float) -> None:
    assert value("softmax", z=z, temperature=temperature) == pytest.approx(
        special.softmax(np.array(z) / temperature), rel=1e-9
    )


def test_softmax_of_huge_logits_does_not_overflow() -> None:
    assert value("softmax", z=[1000, 0]) == (1.0, 0.0)
    assert value("softmax", z=[-1000, -1000]) == (0.5, 0.5)
    assert value("log-softmax", z=[1000, 0]) == (0.0, -1000.0)
    assert "no exponential overflows" in operation("softmax").work(z=[1000, 0]).steps[0].text


def test_log_softmax_keeps_its_digits_when_one_logit_dominates() -> None:
    # ln(1 / (1 + e^-40)) = -e^-40 up to e^-80; naive subtraction of logarithms gives 0.
    assert value("log-softmax", z=[40, 0])[0] == pytest.approx(-math.exp(-40), rel=1e-12)


@pytest.mark.parametrize(("temperature", "message"), [(0, "above 0"), (-1, "above 0"), (5e-324, "too close to 0")])
def test_a_temperature_that_is_not_positive_or_too_small_is_refused(temperature: float, message: str) -> None:
    with pytest.raises(Refused, match=message):
        operation("softmax").work(z=[1, 2], temperature=temperature)


ACTIVATIONS = [
    ("sigmoid", torch.sigmoid, {}),
    ("tanh", torch.tanh, {}),
    ("ReLU", torch.relu, {}),
    ("leaky ReLU", lambda x: functional.leaky_relu(x, 0.2), {"slope": 0.2}),
    ("ELU", lambda x: functional.elu(x, 1.5), {"alpha": 1.5}),
    ("GELU", functional.gelu, {}),
    ("GELU", lambda x: functional.gelu(x, approximate="tanh"), {"form": "tanh"}),
    ("SiLU", functional.silu, {}),
    ("softplus", functional.softplus, {}),
]


@pytest.mark.parametrize(("name", "theirs", "options"), ACTIVATIONS, ids=lambda part: str(part)[:20])
@RELAXED
@given(x=st.lists(st.floats(-15, 15), min_size=2, max_size=5))
def test_activations_agree_with_torch(name: str, theirs: Any, options: dict[str, Any], x: list[float]) -> None:
    assert value(name, x=x, **options) == pytest.approx(theirs(tensor(x)).tolist(), rel=1e-7, abs=1e-12)


def test_an_activation_of_one_number_is_one_number() -> None:
    assert value("sigmoid", x=0) == 0.5
    assert value("sigmoid", x=-1000) == 0.0
    assert value("sigmoid", x=[2]) == pytest.approx(0.8807970779778823)  # 1 / (1 + e^-2)


@RELAXED
@given(st.floats(1e-6, 1 - 1e-6))
def test_the_logit_is_the_inverse_of_the_sigmoid(p: float) -> None:
    assert value("logit", probability=p) == pytest.approx(special.logit(p), rel=1e-12, abs=1e-15)
    assert value("sigmoid", x=value("logit", probability=p)) == pytest.approx(p)


def test_the_logit_of_certainty_is_refused() -> None:
    with pytest.raises(Refused, match="infinite"):
        operation("logit").work(probability=1)


REGRESSION = [
    ("mean squared error", metrics.mean_squared_error),
    ("root mean squared error", metrics.root_mean_squared_error),
    ("mean absolute error", metrics.mean_absolute_error),
    ("mean absolute percentage error", metrics.mean_absolute_percentage_error),
    ("R²", metrics.r2_score),
]


@pytest.mark.parametrize(("name", "theirs"), REGRESSION, ids=[name for name, _ in REGRESSION])
@RELAXED
@given(pairs=errors)
def test_regression_losses_agree_with_scikit_learn(name: str, theirs: Any, pairs: list[tuple[float, float]]) -> None:
    actual, predicted = [round(a, 3) + 200 for a, _ in pairs], [round(b, 3) + 200 for _, b in pairs]
    if name == "R²" and len(set(actual)) == 1:
        return
    assert value(name, actual=actual, predicted=predicted) == pytest.approx(
        theirs(actual, predicted), rel=1e-6, abs=1e-12
    )


def test_regression_losses_of_the_worked_example() -> None:
    # The example of scikit-learn's user guide, section 3.4.6: MSE 0.375, MAE 0.5, R² 0.948...
    example = {"actual": [3, -0.5, 2, 7], "predicted": [2.5, 0.0, 2, 8]}
    assert value("mse", **example) == 0.375
    assert value("mae", **example) == 0.5
    assert value("r2", **example) == pytest.approx(0.9486081370449679)


@RELAXED
@given(errors, st.floats(0.1, 5))
def test_huber_loss_agrees_with_torch(pairs: list[tuple[float, float]], delta: float) -> None:
    actual, predicted = [a for a, _ in pairs], [b for _, b in pairs]
    theirs = functional.huber_loss(tensor(predicted), tensor(actual), delta=delta).item()
    assert value("Huber loss", actual=actual, predicted=predicted, delta=delta) == pytest.approx(
        theirs, rel=1e-9, abs=1e-12
    )


def test_r_squared_needs_true_values_that_differ() -> None:
    with pytest.raises(Refused, match="variance is 0"):
        operation("R²").work(actual=[1, 1], predicted=[1, 2])


@RELAXED
@given(st.lists(st.tuples(st.integers(0, 1), st.floats(0.001, 0.999)), min_size=1, max_size=8))
def test_binary_cross_entropy_agrees_with_torch(pairs: list[tuple[int, float]]) -> None:
    actual, predicted = [float(y) for y, _ in pairs], [p for _, p in pairs]
    theirs = functional.binary_cross_entropy(tensor(predicted), tensor(actual)).item()
    assert value("binary cross-entropy", actual=actual, predicted=predicted) == pytest.approx(theirs, rel=1e-9)


@RELAXED
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(-600, 600)), min_size=1, max_size=8))
def test_binary_cross_entropy_of_logits_agrees_with_torch(pairs: list[tuple[float, float]]) -> None:
    actual, z = [y for y, _ in pairs], [score for _, score in pairs]
    theirs = functional.binary_cross_entropy_with_logits(tensor(z), tensor(actual)).item()
    assert value("binary cross-entropy", actual=actual, z=z) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_binary_cross_entropy_is_infinite_when_the_impossible_came() -> None:
    working = operation("binary cross-entropy").work(actual=[1], predicted=[0])
    assert working.value == math.inf
    assert "infinite" in working.steps[-1].text


@RELAXED
@given(st.lists(st.tuples(st.sampled_from([-1, 1]), st.floats(-5, 5)), min_size=2, max_size=6))
def test_hinge_loss_agrees_with_scikit_learn(pairs: list[tuple[int, float]]) -> None:
    actual, scores = [y for y, _ in pairs], [s for _, s in pairs]
    assume(len(set(actual)) == 2)  # scikit-learn takes a single class for the negative one
    theirs = metrics.hinge_loss(actual, scores)
    assert value("hinge loss", actual=actual, scores=scores) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_focal_loss_of_the_paper() -> None:
    # Lin et al. (2017), 3.2: with gamma = 2 an example with p = 0.9 has a loss 100 times below the cross-entropy.
    assert value("focal loss", probability=0.9) == pytest.approx(-math.log(0.9) / 100)
    assert value("focal loss", probability=0.9, gamma=0) == pytest.approx(-math.log(0.9))


@RELAXED
@given(st.integers(2, 8), st.floats(0, 1), st.data())
def test_label_smoothing_gives_the_cross_entropy_of_torch(classes: int, smoothing: float, data: st.DataObject) -> None:
    label = data.draw(st.integers(1, classes))
    z = data.draw(st.lists(st.floats(-5, 5), min_size=classes, max_size=classes))
    target = value("label smoothing", label=label, classes=classes, smoothing=smoothing)
    theirs = functional.cross_entropy(tensor([z]), torch.tensor([label - 1]), label_smoothing=smoothing).item()
    ours = -math.fsum(p * log for p, log in zip(target, special.log_softmax(z), strict=True))
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    assert value("cross-entropy", z=z, label=label, smoothing=smoothing) == pytest.approx(theirs, rel=1e-9, abs=1e-9)


def test_triplet_loss_agrees_with_torch() -> None:
    a, p, n = tensor([[0.0, 0.0]]), tensor([[3.0, 4.0]]), tensor([[0.0, 5.5]])
    theirs = functional.triplet_margin_loss(a, p, n, margin=1.0).item()
    assert value("triplet loss", near=5, far=5.5) == pytest.approx(theirs, abs=1e-5)


@RELAXED
@given(st.lists(st.floats(-20, 20), min_size=2, max_size=6), st.data())
def test_the_gradient_of_the_cross_entropy_is_that_of_torch(z: list[float], data: st.DataObject) -> None:
    label = data.draw(st.integers(1, len(z)))
    scores = torch.tensor([z], dtype=torch.float64, requires_grad=True)
    loss: Any = functional.cross_entropy(scores, torch.tensor([label - 1]))
    loss.backward()
    assert scores.grad is not None
    ours = value("softmax cross-entropy gradient", z=z, label=label)
    assert ours == pytest.approx(scores.grad[0].tolist(), rel=1e-9, abs=1e-12)
