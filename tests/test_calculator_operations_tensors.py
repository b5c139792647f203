"""Shapes of tensors and the operations of stacked layers against torch and numpy."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=60)
shapes = st.lists(st.integers(1, 4), min_size=1, max_size=4)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


@RELAXED
@given(shapes, st.data())
def test_steps_of_a_tensor_are_those_of_torch(shape: list[int], data: st.DataObject) -> None:
    dims = st.integers(-len(shape), len(shape) - 1)
    one, two = data.draw(dims), data.draw(dims)
    first, last = sorted(dim % len(shape) for dim in (one, two))
    order = data.draw(st.permutations(range(len(shape))))
    tensor = torch.zeros(shape)
    for steps, made in (
        (f"transpose {one} {two}", tensor.transpose(one, two)),
        (f"permute {' '.join(map(str, order))}", tensor.permute(*order)),
        (f"flatten {first} {last}", tensor.flatten(first, last)),
        (f"unsqueeze {one}", tensor.unsqueeze(one)),
        (f"keep {one}", tensor.sum(one, keepdim=True)),
        (f"view {shape[0]} -1; unsqueeze 0", tensor.view(shape[0], -1).unsqueeze(0)),
        (f"unsqueeze 0; reduce {len(shape)}", tensor.unsqueeze(0).mean(len(shape))),
        (f"unsqueeze 0; squeeze {one}; unsqueeze 0", tensor.unsqueeze(0).squeeze(one).unsqueeze(0)),
    ):
        assert value("tensor shape", shape=shape, steps=steps) == tuple(made.shape), steps


@RELAXED
@given(shapes, shapes)
def test_broadcast_shapes_are_those_of_numpy(first: list[int], second: list[int]) -> None:
    try:
        expected = np.broadcast_shapes(tuple(first), tuple(second))
    except ValueError:
        with pytest.raises(Refused, match="cannot be broadcast"):
            value("broadcast shape", shape=first, other=second)
        return
    assert value("broadcast shape", shape=first, other=second) == expected


@RELAXED
@given(shapes, shapes, st.integers(1, 4))
def test_product_shapes_are_those_of_torch(first: list[int], second: list[int], inner: int) -> None:
    assume(len(second) > 1)
    first, second = [*first, inner], [*second[:-2], inner, second[-1]]
    try:
        expected = tuple(torch.matmul(torch.zeros(first), torch.zeros(second)).shape)
    except RuntimeError:
        with pytest.raises(Refused, match="cannot be broadcast"):
            value("matrix product shape", shape=first, other=second)
        return
    assert value("matrix product shape", shape=first, other=second) == expected


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("view 5 -1", "do not fit"),
        ("view -1 -1", "at most one"),
        ("transpose 0 7", "no dimension"),
        ("spin 1", "no step"),
    ],
)
def test_steps_that_do_not_fit_are_refused(steps: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        value("tensor shape", shape=[2, 3, 4], steps=steps)


def test_operations_of_stacked_layers_are_those_that_torch_counts() -> None:
    from torch.utils.flop_counter import FlopCounterMode

    network = torch.nn.Sequential(
        torch.nn.Conv2d(3, 8, 5, stride=2, padding=1),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(392, 10),
    )
    with FlopCounterMode(display=False) as counter:
        network(torch.zeros(1, 3, 31, 31))
    layers = "conv 8 5 2 1; pool 2 2 0; flatten; dense 10"
    flops = value("network operations", layers=layers, shape=[31, 31, 3])
    assert flops == counter.get_total_flops()
    assert value("network operations", layers=layers, shape=[31, 31, 3], count="macs") == math.floor(flops / 2)
    with pytest.raises(Refused, match="recurrent"):
        value("network operations", layers="lstm 5", shape=[3])
