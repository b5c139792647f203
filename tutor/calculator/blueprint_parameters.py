"""Blueprint parameters: how many parameters the layers that were told learn, all together or one of them."""

import re

from tutor.calculator.blueprint_layers import Layer
from tutor.calculator.blueprint_shapes import written_layers
from tutor.calculator.blueprints import Blueprint
from tutor.calculator.operation import Argument
from tutor.calculator.question import Request

_ANY_SIDE = 4096
_RECURRENT = {"lstm": "LSTM parameters", "gru": "GRU parameters", "rnn": "RNN parameters"}


def parameters_of(
    plan: Blueprint, layers: tuple[Layer, ...], *, bias: bool, alone: bool, asking: str
) -> Request | None:
    """The parameters of these layers; of the last of them where it is asked `alone`."""
    if alone and "inputs" in layers[-1].numbers:
        return _by_itself(layers, bias=bias)
    if plan.missing:
        return None
    if layers[-1].place == "hidden" and not alone and "hidden" not in asking.lower():
        return None  # what comes behind the hidden layers is not told
    if any(layer.kind == "norm" for layer in layers) and not re.search(r"\btrainable\b|\blearnable\b", asking, re.I):
        return None
    if len(layers) == 1 and layers[0].kind != "dense":
        return _single(plan, layers[0], bias=bias)
    if all(layer.kind == "dense" for layer in layers):
        return _dense(plan, layers, bias=bias, alone=alone)
    shape = input_shape(plan, layers)
    written = written_layers(layers, shape, bias=bias)
    if shape is None or written is None:
        return None
    line, sides = placed(written, shape) if alone else ("; ".join(written), shape)
    return Request("network parameters", {"layers": line, "shape": sides})


def _by_itself(layers: tuple[Layer, ...], *, bias: bool) -> Request | None:
    """The parameters of a layer that tells its own inputs; None where they are not what the layer before gives."""
    layer = layers[-1]
    inputs, role = layer.numbers["inputs"][0], "filters" if layer.kind == "conv" else "units"
    given = [each.numbers[role][0] for each in layers[:-1] if each.kind == layer.kind and role in each.numbers]
    if given and given[-1] != inputs:
        return None
    if layer.kind == "conv":
        return convolution_parameters(Blueprint((), None, None, (layer,)), layer, bias=bias)
    if layer.kind != "dense":
        return None
    arguments: dict[str, Argument] = {"inputs": inputs, "outputs": layer.numbers["units"][0]}
    return Request("dense layer parameters", arguments | {"bias": "yes" if bias else "no"})


def _single(plan: Blueprint, layer: Layer, *, bias: bool) -> Request | None:
    """A convolution, an embedding or a recurrent layer by itself."""
    if layer.kind == "conv":
        return convolution_parameters(plan, layer, bias=bias)
    if layer.kind == "embedding" and len(layer.numbers) == 2:
        return Request("embedding parameters", {role: value[0] for role, value in layer.numbers.items()})
    if plan.inputs and len(plan.size) == 1 and plan.size[0] != plan.inputs:
        return None
    inputs = plan.inputs or (plan.size[-1] if len(plan.size) in {1, 2} else 0)  # a sequence is told as time by features
    biases = (layer.numbers.get("biases") or (1,))[0]
    if layer.kind not in _RECURRENT or not inputs or not bias or "units" not in layer.numbers or biases not in {1, 2}:
        return None
    return Request(_RECURRENT[layer.kind], {"inputs": inputs, "hidden": layer.numbers["units"][0], "biases": biases})


def _dense(plan: Blueprint, layers: tuple[Layer, ...], *, bias: bool, alone: bool) -> Request | None:
    """Dense layers from the inputs on."""
    inputs = plan.inputs or (layers[0].numbers.get("inputs") or (0,))[0] or _flat(plan)
    if not inputs:
        return None
    widths = (inputs, *(layer.numbers["units"][0] for layer in layers))
    pairs = zip(layers, widths, strict=False)
    if any("inputs" in layer.numbers and layer.numbers["inputs"][0] != width for layer, width in pairs):
        return None
    said = "yes" if bias else "no"
    if alone or len(widths) == 2:
        return Request("dense layer parameters", {"inputs": widths[-2], "outputs": widths[-1], "bias": said})
    return Request("MLP parameters", {"layers": widths, "bias": said})


def placed(written: list[str], shape: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The last of these layers, and the shape that goes into it."""
    from tutor.calculator.registry import operation

    before = "; ".join(written[:-1])
    if not before:
        return written[0], shape
    out = operation("network output shape").work(layers=before, shape=shape).value
    sides = out if isinstance(out, tuple) else (out,)
    return written[-1], tuple(int(side) for side in sides if isinstance(side, (int, float)))


def _flat(plan: Blueprint) -> int:
    """How many numbers an image without a convolution puts into a dense layer."""
    if len(plan.size) == 1:
        return plan.size[0]
    return plan.size[0] * plan.size[1] * (plan.channels or 1) if len(plan.size) == 2 else 0


def convolution_parameters(plan: Blueprint, layer: Layer, *, bias: bool) -> Request | None:
    """The parameters of one convolution; None where its filters or channels are not told, or told twice."""
    kernel, filters = layer.numbers["kernel"], layer.numbers.get("filters")
    deep = kernel[2] if len(kernel) == 3 else None
    inputs = (layer.numbers.get("inputs") or (plan.channels or deep or 0,))[0]
    if (
        not filters
        or not inputs
        or len(filters) != 1
        or deep not in {None, inputs}
        or plan.channels not in {None, inputs}
    ):
        return None
    sides = kernel[:2] if len(kernel) > 1 else kernel
    arguments: dict[str, Argument] = {"kernel": sides, "channels_in": inputs, "channels_out": filters[0]}
    if (len(plan.size) == 1 or plan.line) and len(sides) == 1:
        arguments["dimensions"] = 1
    return Request("convolution parameters", arguments | ({} if bias else {"bias": "no"}))


def input_shape(plan: Blueprint, layers: tuple[Layer, ...]) -> tuple[int, ...] | None:
    """Height, width and channels of what goes into the layers, or its number of features; None where not told."""
    first = layers[0]
    channels = (
        plan.channels or (first.numbers.get("inputs") or (0,))[0] or (first.numbers.get("kernel", ())[2:3] or (0,))[0]
    )
    if len(plan.size) == 2 and channels:
        return (*plan.size, channels)
    if not plan.size and channels and all(layer.kind in {"conv", "norm"} for layer in layers):
        return _ANY_SIDE, _ANY_SIDE, channels
    if plan.inputs and not plan.size:
        return (plan.inputs,)
    if len(plan.size) == 1 and first.kind in {"lstm", "rnn", "dense"}:
        return plan.size
    return (1,) if first.kind == "embedding" else None
