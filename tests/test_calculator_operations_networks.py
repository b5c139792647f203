"""Networks against the shapes, parameters and values of torch, and the figures of well-known architectures."""

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import nn

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation

RELAXED = settings(deadline=None, max_examples=50)
small = st.integers(1, 4)


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


def learned(module: nn.Module) -> int:
    """How many parameters torch counts."""
    return sum(parameter.numel() for parameter in module.parameters())


@RELAXED
@given(st.integers(1, 40), small, small, st.integers(0, 3), st.integers(1, 3))
def test_convolution_output_sizes_are_those_of_torch(n: int, k: int, s: int, p: int, d: int) -> None:
    assume(d * (k - 1) + 1 <= n + 2 * p)
    given = {"size": n, "kernel": k, "stride": s, "padding": p, "dilation": d}
    theirs = nn.Conv1d(1, 1, k, s, p, d)(torch.zeros(1, 1, n)).shape[-1]
    assert value("convolution output size", **given) == theirs


@RELAXED
@given(st.integers(1, 30), small, small, st.integers(0, 2), st.integers(1, 2), st.integers(0, 1))
def test_transposed_convolution_output_sizes_are_those_of_torch(
    n: int, k: int, s: int, p: int, d: int, extra: int
) -> None:
    size = (n - 1) * s - 2 * p + d * (k - 1) + extra + 1
    assume(size > 0 and extra < max(s, d))
    given = {"size": n, "kernel": k, "stride": s, "padding": p, "dilation": d, "output_padding": extra}
    theirs = nn.ConvTranspose1d(1, 1, k, s, p, extra, dilation=d)(torch.zeros(1, 1, n)).shape[-1]
    assert value("transposed convolution output size", **given) == theirs


@RELAXED
@given(st.integers(4, 40), small, small, st.integers(0, 1))
def test_pooling_output_sizes_are_those_of_torch(n: int, k: int, s: int, p: int) -> None:
    assume(2 * p <= k)
    theirs = nn.MaxPool1d(k, s, p)(torch.zeros(1, 1, n)).shape[-1]
    assert value("pooling output size", size=n, kernel=k, stride=s, padding=p) == theirs
    assert value("pooling output size", size=n, kernel=k) == nn.MaxPool1d(k)(torch.zeros(1, 1, n)).shape[-1]


def test_sizes_of_well_known_layers() -> None:
    # ResNet's first layer: 224, kernel 7, stride 2, padding 3 gives 112; AlexNet's: 227, kernel 11, stride 4 gives 55.
    assert value("convolution output size", size=(224, 224), kernel=7, stride=2, padding=3) == (112, 112)
    assert value("convolution output size", size=227, kernel=11, stride=4) == 55
    assert value("convolution output size", size=32, kernel=5, mode="valid") == 28
    assert value("convolution output size", size=(32, 48), kernel=3, stride=2, mode="same") == (16, 24)


def test_a_kernel_larger_than_the_input_is_refused() -> None:
    with pytest.raises(Refused, match="spans 5, more than the padded input of 4"):
        operation("convolution output size").work(size=4, kernel=5)


@RELAXED
@given(small, small, small, small, st.booleans(), small)
def test_convolution_parameters_are_those_of_torch(h: int, w: int, c: int, f: int, bias: bool, groups: int) -> None:
    module = nn.Conv2d(c * groups, f * groups, (h, w), bias=bias, groups=groups)
    given = {"kernel": (h, w), "channels_in": c * groups, "channels_out": f * groups, "groups": groups}
    assert value("convolution parameters", **given, bias="yes" if bias else "no") == learned(module)


def test_convolution_costs_of_known_networks() -> None:
    # VGG-16's first layer: 3 x 3 x 3 x 64 + 64 = 1,792 parameters, and 86.7 million multiply-adds on 224 x 224.
    assert value("convolution parameters", kernel=3, channels_in=3, channels_out=64) == 1_792
    given: dict[str, Any] = {"size": 224, "kernel": 3, "channels_in": 3, "channels_out": 64, "padding": 1}
    assert value("convolution FLOPs", **given, count="macs") == 86_704_128
    assert value("convolution FLOPs", **given) == 2 * 86_704_128


def test_convolution_flops_are_those_that_torch_counts() -> None:
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        nn.Conv2d(4, 6, 3, stride=2, padding=1, groups=2)(torch.zeros(1, 4, 9, 9))
    given: dict[str, Any] = {"size": 9, "kernel": 3, "channels_in": 4, "channels_out": 6, "stride": 2, "padding": 1}
    assert value("convolution FLOPs", **given, groups=2) == counter.get_total_flops()


@RELAXED
@given(st.lists(st.tuples(small, small, st.integers(1, 2)), min_size=1, max_size=4))
def test_the_receptive_field_is_what_a_gradient_reaches(layers: list[tuple[int, int, int]]) -> None:
    kernels, strides, dilations = zip(*layers, strict=True)
    field = value("receptive field", kernels=kernels, strides=strides, dilations=dilations)
    stack = nn.Sequential(*[nn.Conv1d(1, 1, k, s, dilation=d, bias=False) for k, s, d in layers])
    for parameter in stack.parameters():
        nn.init.ones_(parameter)
    signal = torch.zeros(1, 1, field, requires_grad=True)
    stack(signal)[0, 0, 0].backward()
    assert signal.grad is not None
    touched = signal.grad.nonzero()[:, -1]
    assert int(touched.max() - touched.min()) + 1 == field


def test_three_small_kernels_see_as_much_as_one_of_seven() -> None:
    # Simonyan, Zisserman (2015), 2.3: a stack of three 3 x 3 layers has a 7 x 7 receptive field.
    assert value("receptive field", kernels=[3, 3, 3]) == 7


@pytest.mark.parametrize(
    ("name", "arguments", "module"),
    [
        ("dense layer parameters", {"inputs": 784, "outputs": 128}, nn.Linear(784, 128)),
        ("dense layer parameters", {"inputs": 5, "outputs": 3, "bias": "no"}, nn.Linear(5, 3, bias=False)),
        ("embedding parameters", {"vocabulary": 300, "width": 16}, nn.Embedding(300, 16)),
        ("LSTM parameters", {"inputs": 10, "hidden": 20, "biases": 2}, nn.LSTM(10, 20)),
        ("LSTM parameters", {"inputs": 10, "hidden": 20, "biases": 0}, nn.LSTM(10, 20, bias=False)),
        ("GRU parameters", {"inputs": 10, "hidden": 20, "biases": 2}, nn.GRU(10, 20)),
        ("RNN parameters", {"inputs": 10, "hidden": 20, "biases": 2}, nn.RNN(10, 20)),
        ("attention parameters", {"width": 64, "heads": 8}, nn.MultiheadAttention(64, 8)),
        (
            "transformer block parameters",
            {"width": 64, "feedforward": 128},
            nn.TransformerEncoderLayer(64, 8, dim_feedforward=128),
        ),
        (
            "MLP parameters",
            {"layers": [784, 128, 10]},
            nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)),
        ),
    ],
)
def test_parameters_are_those_that_torch_counts(name: str, arguments: dict[str, Any], module: nn.Module) -> None:
    assert value(name, **arguments) == learned(module)


def test_parameters_of_known_models() -> None:
    # Devlin et al. (2019): 30,522 tokens of width 768; the Keras documentation: LSTM of 128 on 64 inputs has 98,816.
    assert value("embedding parameters", vocabulary=30_522, width=768) == 23_440_896
    assert value("LSTM parameters", inputs=64, hidden=128) == 98_816
    # Llama 3 8B: width 4096, 32 heads, 8 key-value heads: 2 * 4096² + 2 * 4096 * 1024 in each layer.
    assert value("attention parameters", width=4096, heads=32, kv_heads=8, bias="no") == 41_943_040
    # Hu et al. (2021): the adapter of a d x d matrix with rank r has 2 d r.
    assert value("LoRA parameters", inputs=4096, outputs=4096, rank=8) == 2 * 4096 * 8


def test_memory_of_known_models() -> None:
    # 7 billion parameters in fp16 take 14 GB; with Adam in mixed precision 16 bytes each (ZeRO, 3.1: 1.5 B take 24 GB).
    assert value("model memory", parameters=7_000_000_000, precision="fp16") == 14_000_000_000
    assert value("model memory", parameters=3, precision="int4") == 1.5
    assert value("training memory", parameters=1_500_000_000) == 24_000_000_000
    assert value("training memory", parameters=10, scheme="sgd-fp32") == 80
    # Llama 2 7B (32 layers, 32 heads of 128): 0.5 MiB for each token in fp16.
    given = {"layers": 32, "kv_heads": 32, "head_size": 128}
    assert value("KV cache size", **given, tokens=1) == 2**19
    # Kaplan et al. (2020): C = 6 N D; GPT-3 (175 B, 300 B tokens) took 3.14e23 (Brown et al., 2020).
    assert value("training FLOPs", parameters=175_000_000_000, tokens=300_000_000_000) == pytest.approx(3.15e23)


def test_a_tensor_takes_the_memory_that_torch_says() -> None:
    theirs = torch.zeros(4, 3, 8, 8, dtype=torch.float16)
    working = operation("activation size").work(shape=(4, 3, 8, 8), precision="fp16")
    assert working.value == theirs.numel() * theirs.element_size()
    assert working.parts["values"] == theirs.numel()


def test_flops_of_dense_layers_are_those_that_torch_counts() -> None:
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        nn.Sequential(nn.Linear(20, 30), nn.Linear(30, 5))(torch.zeros(7, 20))
    assert value("MLP FLOPs", layers=[20, 30, 5], batch=7) == counter.get_total_flops()


values = st.lists(st.integers(-50, 50).map(lambda n: n / 5), min_size=2, max_size=8)


@RELAXED
@given(values, st.floats(-2, 2), st.floats(-2, 2))
def test_normalisations_agree_with_torch(x: list[float], gamma: float, beta: float) -> None:
    row = torch.tensor(x, dtype=torch.float64)
    batch = nn.functional.batch_norm(row[:, None], None, None, training=True)[:, 0] * gamma + beta
    layer = nn.functional.layer_norm(row, row.shape) * gamma + beta
    given = {"x": x, "gamma": gamma, "beta": beta}
    assert np.array(value("batch normalisation", **given)) == pytest.approx(batch.numpy(), abs=1e-6)
    assert np.array(value("layer normalisation", **given)) == pytest.approx(layer.numpy(), abs=1e-6)
    rms = nn.functional.rms_norm(row, row.shape, eps=1e-5)
    assert np.array(value("RMS normalisation", x=x)) == pytest.approx(rms.numpy(), abs=1e-6)


def test_dropout_keeps_the_expected_value_and_scales_what_is_kept() -> None:
    working = operation("dropout").work(x=[2, 4], rate=0.5)
    assert working.value == (2, 4)
    assert working.parts["if_kept"] == (4, 8)
    assert value("dropout", x=[2, 4], rate=0.5, kept=[1, 0]) == (4, 0)
    assert value("dropout", x=[2, 4], rate=0.25, form="classic") == (1.5, 3)


def test_dropout_scales_as_torch_does() -> None:
    kept = nn.functional.dropout(torch.ones(1000, dtype=torch.float64), 0.2, training=True).max().item()
    assert value("dropout", x=[1, 1], rate=0.2, kept=[1, 1]) == pytest.approx((kept, kept))


@RELAXED
@given(st.integers(1, 5), st.integers(0, 2**32 - 1), st.sampled_from(["sigmoid", "tanh", "relu", "none"]))
def test_a_neuron_is_a_linear_layer_of_torch_with_its_activation(inputs: int, seed: int, activation: str) -> None:
    random = np.random.default_rng(seed)
    x, w, b = random.normal(size=inputs), random.normal(size=inputs), float(random.normal())
    score = nn.functional.linear(torch.tensor(x), torch.tensor(w)[None], torch.tensor([b], dtype=torch.float64))
    theirs = score if activation == "none" else getattr(torch, activation)(score)
    ours = value("neuron output", x=x.tolist(), weights=w.tolist(), bias=b, activation=activation)
    assert ours == pytest.approx(theirs.item(), abs=1e-12)


def test_a_perceptron_computes_and() -> None:
    outputs = [
        value("perceptron", x=(a, b), weights=(1, 1), bias=-1.5, activation="step") for a in (0, 1) for b in (0, 1)
    ]
    assert outputs == [0, 0, 0, 1]


@RELAXED
@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(0, 2**32 - 1))
def test_convolution_and_pooling_of_values_agree_with_torch(side: int, window: int, stride: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    image, kernel = random.normal(size=(side + 3, side + 4)), random.normal(size=(window, side))
    tensor = torch.tensor(image)[None, None]
    theirs = nn.functional.conv2d(tensor, torch.tensor(kernel)[None, None], stride=stride)[0, 0]
    ours = value("convolution of values", image=image.tolist(), kernel=kernel.tolist(), stride=stride)
    assert np.array(ours) == pytest.approx(theirs.numpy(), abs=1e-12)
    for form, pool in (("max", nn.functional.max_pool2d), ("average", nn.functional.avg_pool2d)):
        ours = value("pooling of values", image=image.tolist(), window=window, stride=stride, form=form)
        assert np.array(ours) == pytest.approx(pool(tensor, window, stride)[0, 0].numpy(), abs=1e-12)
