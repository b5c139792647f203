"""Kernels: parameters and operations of convolutions, and their receptive field."""

import math

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import sum_tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.convolution import (
    BIAS,
    DILATION,
    KERNEL,
    MODE,
    PADDING,
    SIZE,
    STRIDE,
    output_sizes,
    settings_of,
    whole,
)
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

CHANNELS_IN = Parameter("channels_in", Kind.COUNT, "the input channels", symbol="C_in", example="3")
CHANNELS_OUT = Parameter(
    "channels_out", Kind.COUNT, "the output channels, that is the filters", symbol="C_out", example="64"
)
GROUPS = Parameter(
    "groups",
    Kind.COUNT,
    "groups of channels; as many as input channels for a depthwise convolution",
    default=1,
    optional=True,
    example="1",
)


def _kernel_volume(kernel: Vector, dimensions: int | None) -> tuple[int, str]:
    """The number of kernel places; one number stands for a square unless the dimensions say otherwise."""
    sides = whole(kernel, "The kernel size")
    sides = sides * (dimensions or 2) if len(sides) == 1 else sides
    return math.prod(sides), r" \cdot ".join(map(str, sides))


DIMENSIONS = Parameter(
    "dimensions",
    Kind.COUNT,
    "1, 2 or 3 dimensions when the kernel is one number",
    default=2,
    optional=True,
    example="2",
)


def _grouped(channels_in: int, channels_out: int, groups: int, dimensions: int) -> int:
    """Input channels that one filter sees."""
    if min(channels_in, channels_out) < 1 or groups < 1:
        raise Refused("Channels and groups are 1 or more.")
    if channels_in % groups or channels_out % groups:
        raise Refused(
            f"Input channels {channels_in} and output channels {channels_out} have to divide into {groups} groups."
        )
    if not 1 <= dimensions <= 3:
        raise Refused("A convolution has 1, 2 or 3 dimensions here.")
    return channels_in // groups


@calculates(
    "convolution parameters",
    family="networks",
    summary="How many weights and biases a convolution learns.",
    aliases=(
        "conv parameters",
        "number of parameters in a convolutional layer",
        "conv2d parameters",
        "convolutional layer parameters",
    ),
    parameters=(KERNEL, CHANNELS_IN, CHANNELS_OUT, BIAS, GROUPS, DIMENSIONS),
    convention="One bias for each filter unless there is none; a single kernel size means a square kernel.",
)
def convolution_parameters(
    kernel: Vector, channels_in: int, channels_out: int, bias: str, groups: int, dimensions: int
) -> Solution:
    """(k_h k_w C_in / groups + 1) C_out. Goodfellow, Bengio, Courville (2016), 9.5; PyTorch Conv2d."""
    seen = _grouped(channels_in, channels_out, groups, dimensions)
    volume, sides = _kernel_volume(kernel, dimensions)
    weights = volume * seen * channels_out
    biases = channels_out if bias == "yes" else 0
    each = rf"{sides} \cdot {seen}" + (
        rf" \quad \text{{({channels_in} channels in {groups} groups)}}" if groups > 1 else ""
    )
    steps = (
        Step(f"Every filter has {volume * seen} weights.", f"{each} = {volume * seen}"),
        Step(f"{channels_out} filters.", rf"{volume * seen} \cdot {channels_out} = {weights}"),
        Step(f"Biases: {biases}.", rf"{weights} + {biases} = {weights + biases}"),
    )
    reading = f"parameters of a convolution from {channels_in} to {channels_out} channels, bias: {bias}"
    return Solution(weights + biases, reading, steps, "parameters", {"weights": weights, "biases": biases})


@calculates(
    "convolution FLOPs",
    family="networks",
    summary="How many multiplications and additions a convolution takes.",
    aliases=("conv flops", "macs of a convolution", "convolution operations", "conv2d flops"),
    parameters=(
        SIZE,
        KERNEL,
        CHANNELS_IN,
        CHANNELS_OUT,
        STRIDE,
        PADDING,
        DILATION,
        MODE,
        GROUPS,
        Parameter(
            "count",
            Kind.CHOICE,
            "FLOPs (2 for each multiply-add) or MACs",
            default="flops",
            optional=True,
            choices=("flops", "macs"),
            example="flops",
        ),
    ),
    convention="A multiply-add is 2 FLOPs or 1 MAC; the bias is not counted; one input size means a square input.",
)
def convolution_flops(
    size: Vector,
    kernel: Vector,
    channels_in: int,
    channels_out: int,
    stride: Vector,
    padding: Vector,
    dilation: Vector,
    mode: str,
    groups: int,
    count: str,
) -> Solution:
    """2 H_out W_out C_out (C_in / groups) k_h k_w. Molchanov et al., Pruning CNNs (2017), appendix A.1."""
    square = size * 2 if len(size) == 1 else size
    inside = output_sizes("a convolution", settings_of(square, kernel, stride, padding, dilation), mode)
    outputs = inside.value if isinstance(inside.value, tuple) else (inside.value,)
    places = math.prod(int(output) for output in outputs if not isinstance(output, tuple))
    seen = _grouped(channels_in, channels_out, groups, 2)
    volume, sides = _kernel_volume(kernel, len(outputs))
    macs = places * channels_out * seen * volume
    value = 2 * macs if count == "flops" else macs
    steps = [
        *inside.steps,
        Step(f"Every output value takes {volume * seen} multiply-adds.", rf"{sides} \cdot {seen} = {volume * seen}"),
        Step(
            f"There are {places * channels_out} output values.",
            rf"{places} \cdot {channels_out} = {places * channels_out}",
        ),
        Step("Multiply-adds (MACs).", rf"{places * channels_out} \cdot {volume * seen} = {macs}"),
    ]
    if count == "flops":
        steps.append(Step("Two operations each.", rf"2 \cdot {macs} = {value}"))
    reading = (
        f"{'FLOPs' if count == 'flops' else 'MACs'} of a convolution from {channels_in} to {channels_out} channels"
    )
    return Solution(
        value, reading, tuple(steps), "FLOPs" if count == "flops" else "MACs", {"macs": macs, "flops": 2 * macs}
    )


@calculates(
    "receptive field",
    family="networks",
    summary="How much of the input one output value sees after several layers.",
    aliases=("receptive field size", "effective receptive field of layers"),
    parameters=(
        Parameter("kernels", Kind.VECTOR, "the kernel size of every layer", symbol="k", example="[3, 3, 3]"),
        Parameter(
            "strides",
            Kind.VECTOR,
            "the stride of every layer, pooling included",
            symbol="s",
            default=(1,),
            optional=True,
            example="[1, 1, 1]",
        ),
        Parameter(
            "dilations",
            Kind.VECTOR,
            "the dilation of every layer",
            symbol="d",
            default=(1,),
            optional=True,
            example="[1, 1, 1]",
        ),
    ),
    convention="In one dimension; one stride or dilation counts for all layers.",
)
def receptive_field(kernels: Vector, strides: Vector, dilations: Vector) -> Solution:
    """R = 1 + sum (k_l - 1) d_l prod_(j<l) s_j. Araujo, Norris, Sim, Computing Receptive Fields, Distill (2019)."""
    depth = len(kernels)
    if depth > 200:
        raise Refused("At most 200 layers.")
    k, s, d = (
        [whole((value,), name)[0] for value in (values * depth if len(values) == 1 else values)]
        for values, name in ((kernels, "A kernel size"), (strides, "A stride"), (dilations, "A dilation"))
    )
    if not len(k) == len(s) == len(d):
        raise Refused(f"There are {len(k)} kernels, {len(s)} strides and {len(d)} dilations: give one for each layer.")
    field, jump, steps, added = 1, 1, [], ["1"]
    for layer in range(depth):
        more = (k[layer] - 1) * d[layer] * jump
        field += more
        added.append(str(more))
        formula = rf"({k[layer]} - 1) \cdot {d[layer]} \cdot {jump} = {more} \Rightarrow r = {field}"
        steps.append(Step(f"Layer {layer + 1}: the field grows to {field}.", formula))
        jump *= s[layer]
        if max(jump, field) > 10**15:
            raise Refused("The receptive field grows beyond 10^15.")
    steps = steps if depth <= 12 else [*steps[:6], *steps[-2:]]
    steps.append(Step("All together.", rf"r = {sum_tex(added)} = {field}"))
    return Solution(field, f"receptive field of {depth} layers", tuple(steps), parts={"jump": jump})


OPERATIONS = (convolution_parameters, convolution_flops, receptive_field)
