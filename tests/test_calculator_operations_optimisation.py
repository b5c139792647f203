"""Optimisers and schedules against torch, and worked examples."""

import math
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=30)
rates = st.floats(0.001, 0.3)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


def walked(optimiser: Any, start: float, gradients: list[float]) -> float:
    """Where an optimiser of torch arrives with these gradients."""
    x = torch.tensor([start], dtype=torch.float64, requires_grad=True)
    stepper = optimiser([x])
    for gradient in gradients:
        x.grad = torch.tensor([gradient], dtype=torch.float64)
        stepper.step()
    return x.item()


OPTIMISERS = [
    ("gradient descent", lambda rate: lambda x: torch.optim.SGD(x, lr=rate), {}),
    ("momentum", lambda rate: lambda x: torch.optim.SGD(x, lr=rate, momentum=0.8), {"momentum": 0.8}),
    ("RMSProp", lambda rate: lambda x: torch.optim.RMSprop(x, lr=rate, alpha=0.95), {"decay": 0.95}),
    ("Adam", lambda rate: lambda x: torch.optim.Adam(x, lr=rate), {}),
    ("Adam", lambda rate: lambda x: torch.optim.AdamW(x, lr=rate, weight_decay=0.1), {"weight_decay": 0.1}),
]


@pytest.mark.parametrize(("name", "theirs", "options"), OPTIMISERS, ids=["SGD", "momentum", "RMSProp", "Adam", "AdamW"])
@RELAXED
@given(rate=rates, start=st.floats(-5, 5), gradients=st.lists(st.floats(-3, 3), min_size=1, max_size=5))
def test_optimisers_walk_as_those_of_torch(
    name: str, theirs: Any, options: dict[str, Any], rate: float, start: float, gradients: list[float]
) -> None:
    given = {"start": start, "learning_rate": rate, "gradients": gradients, "steps": len(gradients)}
    assert value(name, **given, **options) == pytest.approx(walked(theirs(rate), start, gradients), abs=1e-6)


def test_gradient_descent_on_a_given_quadratic() -> None:
    # f = x² - 4x from x = 5 with rate 0.1: f' = 2x - 4; 5 - 0.1 * 6 = 4.4; 4.4 - 0.1 * 4.8 = 3.92.
    working = operation("gradient descent").work(function="x^2 - 4x", start=5, learning_rate=0.1, steps=2)
    assert working.value == pytest.approx(3.92)
    assert working.parts["path"] == pytest.approx((4.4, 3.92))
    assert "2 x - 4" in working.steps[0].latex


def test_gradient_descent_in_two_variables_agrees_with_torch() -> None:
    point: Any = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    for _ in range(3):
        loss: Any = point[0] ** 2 + 3 * point[0] * point[1] + torch.exp(point[1])
        loss.backward()
        with torch.no_grad():
            point -= 0.05 * point.grad
        point.grad.zero_()
    given: dict[str, Any] = {"function": "x^2 + 3x*y + e^y", "start": (1, 2), "learning_rate": 0.05, "steps": 3}
    assert value("gradient descent", **given) == pytest.approx(tuple(point.tolist()))


def test_steps_that_run_away_are_refused() -> None:
    with pytest.raises(Refused, match="smaller learning rate"):
        operation("gradient descent").work(function="x^2", start=1, learning_rate=1000, steps=100)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "either a function"),
        ({"function": "x^2", "steps": 0}, "Between 1 and 200"),
        ({"gradients": [1, 2], "steps": 3}, "2 gradients for 3 steps"),
        ({"function": "abs(x)"}, "Give the gradient itself"),
        ({"function": "__import__('os')"}, "cannot be part of an expression"),
        ({"function": "y^2"}, '"y" is not known'),
    ],
)
def test_what_cannot_be_descended_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused, match=message):
        operation("gradient descent").work(start=1, learning_rate=0.1, **arguments)


def scheduled(make: Any, steps: int, rate: float = 0.1) -> float:
    """The learning rate of a schedule of torch after some steps."""
    stepper = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    schedule = make(stepper)
    for _ in range(steps):
        stepper.step()
        schedule.step()
    return float(schedule.get_last_lr()[0])


@pytest.mark.parametrize("step", [0, 1, 29, 30, 65, 90])
def test_schedules_agree_with_torch(step: int) -> None:
    torch_schedules = torch.optim.lr_scheduler
    stepped = scheduled(lambda o: torch_schedules.StepLR(o, 30, 0.5), step)
    assert value("step decay", learning_rate=0.1, step=step, every=30, factor=0.5) == pytest.approx(stepped)
    falling = scheduled(lambda o: torch_schedules.ExponentialLR(o, 0.9), step)
    assert value("exponential decay", learning_rate=0.1, step=step, factor=0.9) == pytest.approx(falling)
    cosine = scheduled(lambda o: torch_schedules.CosineAnnealingLR(o, 100, 0.01), step)
    assert value("cosine annealing", learning_rate=0.1, step=step, total=100, lowest=0.01) == pytest.approx(cosine)


@pytest.mark.parametrize("step", [0, 5, 10, 55, 100])
def test_warmup_agrees_with_transformers(step: int) -> None:
    transformers = pytest.importorskip("transformers")
    linear = scheduled(lambda o: transformers.get_linear_schedule_with_warmup(o, 10, 100), step)
    assert value("linear warmup", learning_rate=0.1, step=step, warmup=10, total=100) == pytest.approx(linear)
    constant = scheduled(lambda o: transformers.get_constant_schedule_with_warmup(o, 10), step)
    assert value("linear warmup", learning_rate=0.1, step=step, warmup=10) == pytest.approx(constant)


def test_exponential_decay_by_a_rate() -> None:
    assert value("exponential decay", learning_rate=0.1, step=10, rate=0.05) == pytest.approx(0.1 * math.exp(-0.5))


@RELAXED
@given(st.integers(1, 300), st.integers(1, 50))
def test_batches_of_an_epoch_are_those_of_a_loader(examples: int, batch: int) -> None:
    data: Any = torch.zeros(examples)
    loader: Any = torch.utils.data.DataLoader(data, batch_size=batch)
    dropping: Any = torch.utils.data.DataLoader(data, batch_size=batch, drop_last=True)
    assert value("steps per epoch", examples=examples, batch=batch) == len(loader)
    assert value("steps per epoch", examples=examples, batch=batch, last="drop", epochs=3) == 3 * len(dropping)


def test_steps_of_the_usual_example() -> None:
    # 50,000 CIFAR images in batches of 128: 391 batches, 90 epochs 35,190 updates.
    assert value("steps per epoch", examples=50_000, batch=128) == 391
    assert value("steps per epoch", examples=50_000, batch=128, epochs=90) == 35_190
    assert value("steps per epoch", examples=1000, batch=10, accumulate=4) == 25


@RELAXED
@given(st.lists(st.floats(-10, 10), min_size=1, max_size=5), st.floats(0.1, 10))
def test_clipping_agrees_with_torch(gradient: list[float], longest: float) -> None:
    parameter = torch.zeros(len(gradient), dtype=torch.float64, requires_grad=True)
    parameter.grad = torch.tensor(gradient, dtype=torch.float64)
    torch.nn.utils.clip_grad_norm_([parameter], longest)
    assert value("gradient clipping", gradient=gradient, longest=longest) == pytest.approx(
        parameter.grad.tolist(), abs=1e-5
    )
