"""Convolution and pooling: the size of what comes out."""

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import rounded
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

SIZE = Parameter("size", Kind.VECTOR, "the input size: one number, or height and width", symbol="n", example="32")
KERNEL = Parameter("kernel", Kind.VECTOR, "the kernel size: one number, or height and width", symbol="k", example="5")
STRIDE = Parameter("stride", Kind.VECTOR, "the stride", symbol="s", default=(1,), optional=True, example="1")
PADDING = Parameter(
    "padding", Kind.VECTOR, "the padding on each side", symbol="p", default=(0,), optional=True, example="0"
)
DILATION = Parameter("dilation", Kind.VECTOR, "the dilation", symbol="d", default=(1,), optional=True, example="1")
MODE = Parameter(
    "mode",
    Kind.CHOICE,
    "explicit padding, or TensorFlow's same or valid",
    default="explicit",
    optional=True,
    choices=("explicit", "same", "valid"),
    example="explicit",
)
BIAS = Parameter(
    "bias", Kind.CHOICE, "whether there is a bias", default="yes", optional=True, choices=("yes", "no"), example="yes"
)
Sizes = tuple[int, ...]


def whole(values: Vector, name: str, lowest: int = 1) -> Sizes:
    """One to three whole numbers; Refused below the lowest."""
    if len(values) > 3:
        raise Refused(f"{name} has one number for each dimension, at most 3, and not {len(values)}.")
    for value in values:
        if value != int(value) or value < lowest or value > 1e9:
            raise Refused(f"{name} is {rounded(value)}: give a whole number from {lowest} to 10^9.")
    return tuple(int(value) for value in values)


def _spread(values: Sizes, dimensions: int, name: str) -> Sizes:
    """One number stands for all dimensions."""
    if len(values) == 1:
        return values * dimensions
    if len(values) != dimensions:
        raise Refused(f"{name} has {len(values)} numbers, but the input has {dimensions}.")
    return values


def settings_of(size: Vector, kernel: Vector, stride: Vector, padding: Vector, dilation: Vector) -> list[Sizes]:
    """For each dimension: size, kernel, stride, padding, dilation."""
    named = (
        ("The input size", size, 1),
        ("The kernel size", kernel, 1),
        ("The stride", stride, 1),
        ("The padding", padding, 0),
        ("The dilation", dilation, 1),
    )
    checked = [(name, whole(values, name, lowest)) for name, values, lowest in named]
    dimensions = max(len(checked[0][1]), len(checked[1][1]))
    return list(zip(*[_spread(values, dimensions, name) for name, values in checked], strict=True))


def _one(outputs: list[int]) -> int | Sizes:
    """A single number, or one for each dimension."""
    return outputs[0] if len(outputs) == 1 else tuple(outputs)


def _shown(values: int | Sizes) -> str:
    return str(values) if isinstance(values, int) else " × ".join(map(str, values))


def _size_of(setting: Sizes, mode: str) -> tuple[int, str]:
    """The output size in one dimension, and its formula."""
    n, k, s, p, d = setting
    if mode == "same":
        return -(-n // s), rf"\lceil \frac{{n}}{{s}} \rceil = \lceil \frac{{{n}}}{{{s}}} \rceil = {-(-n // s)}"
    span = d * (k - 1) + 1
    if span > n + 2 * p:
        raise Refused(f"The kernel spans {span}, more than the padded input of {n + 2 * p}: nothing comes out.")
    output = (n + 2 * p - span) // s + 1
    if d == 1:
        rule, put_in = r"\frac{n + 2p - k}{s}", rf"\frac{{{n} + 2 \cdot {p} - {k}}}{{{s}}}"
    else:
        rule = r"\frac{n + 2p - d(k - 1) - 1}{s}"
        put_in = rf"\frac{{{n} + 2 \cdot {p} - {d} \cdot ({k} - 1) - 1}}{{{s}}}"
    return output, rf"\lfloor {rule} \rfloor + 1 = \lfloor {put_in} \rfloor + 1 = {output}"


def output_sizes(name: str, settings: list[Sizes], mode: str) -> Solution:
    """The output size in every dimension."""
    settings = [(n, k, s, 0, d) if mode == "valid" else (n, k, s, p, d) for n, k, s, p, d in settings]
    found = [_size_of(each, mode) for each in settings]
    outputs = [output for output, _ in found]
    steps = [Step(f"Output size: {output}.", formula) for output, formula in dict.fromkeys(found)]
    if len(outputs) > 1:
        steps.append(Step(f"The output is {_shown(tuple(outputs))}.", ""))
    n, k, s, p, d = (_shown(_one(list(each))) for each in zip(*settings, strict=True))
    pad = f"padding {p}" if mode == "explicit" else f"{mode} padding"
    reading = f"output size of {name} with input {n}, kernel {k}, stride {s}, {pad}" + (
        f", dilation {d}" if d != "1" else ""
    )
    return Solution(_one(outputs), reading, tuple(steps))


@calculates(
    "convolution output size",
    family="networks",
    summary="The size of a feature map after a convolution.",
    aliases=(
        "conv output size",
        "convolutional layer output size",
        "output size of a convolution",
        "conv2d output size",
        "feature map size",
        "conv output shape",
        "output shape of a convolution",
        "dilated convolution output size",
    ),
    parameters=(SIZE, KERNEL, STRIDE, PADDING, DILATION, MODE),
    convention="Rounded down, padding on both sides (PyTorch); TensorFlow's same gives ceil(n / s), valid no padding.",
)
def convolution_size(
    size: Vector, kernel: Vector, stride: Vector, padding: Vector, dilation: Vector, mode: str
) -> Solution:
    """floor((n + 2p - d(k - 1) - 1) / s) + 1. Dumoulin, Visin, A guide to convolution arithmetic (2016), rel. 15."""
    return output_sizes("a convolution", settings_of(size, kernel, stride, padding, dilation), mode)


@calculates(
    "pooling output size",
    family="networks",
    summary="The size of a feature map after pooling.",
    aliases=("max pooling output size", "pool output size", "average pooling output size", "maxpool output size"),
    parameters=(
        SIZE,
        KERNEL,
        Parameter(
            "stride", Kind.VECTOR, "the stride; the kernel size unless given", symbol="s", optional=True, example="2"
        ),
        PADDING,
        DILATION,
        MODE,
    ),
    convention="Stride = kernel size unless given; rounded down (PyTorch's ceil_mode is off).",
)
def pooling_size(
    size: Vector, kernel: Vector, stride: Vector | None, padding: Vector, dilation: Vector, mode: str
) -> Solution:
    """floor((n + 2p - k) / s) + 1. Dumoulin, Visin (2016), chapter 3."""
    return output_sizes("pooling", settings_of(size, kernel, stride or kernel, padding, dilation), mode)


@calculates(
    "transposed convolution output size",
    family="networks",
    summary="The size of a feature map after a transposed convolution.",
    aliases=(
        "deconvolution output size",
        "conv transpose output size",
        "convtranspose2d output size",
        "upconvolution output size",
    ),
    parameters=(
        SIZE,
        KERNEL,
        STRIDE,
        PADDING,
        DILATION,
        Parameter(
            "output_padding", Kind.VECTOR, "the extra size on one side", default=(0,), optional=True, example="0"
        ),
    ),
    convention="As in PyTorch's ConvTranspose2d.",
)
def transposed_size(
    size: Vector, kernel: Vector, stride: Vector, padding: Vector, dilation: Vector, output_padding: Vector
) -> Solution:
    """(n - 1) s - 2p + d(k - 1) + output padding + 1. Dumoulin, Visin (2016), chapter 4."""
    settings = settings_of(size, kernel, stride, padding, dilation)
    extra = _spread(whole(output_padding, "The output padding", 0), len(settings), "The output padding")
    steps, outputs = [], []
    for (n, k, s, p, d), more in zip(settings, extra, strict=True):
        output = (n - 1) * s - 2 * p + d * (k - 1) + more + 1
        if output < 1:
            raise Refused(f"The output size would be {output}: the padding {p} takes everything away.")
        formula = rf"({n} - 1) \cdot {s} - 2 \cdot {p} + {d} \cdot ({k} - 1) + {more} + 1 = {output}"
        steps.append(Step(f"Output size: {output}.", rf"(n - 1) s - 2p + d(k - 1) + p_{{out}} + 1 = {formula}"))
        outputs.append(output)
    shown = [_shown(_one(list(each))) for each in zip(*settings, strict=True)]
    named = zip(("input", "kernel", "stride", "padding", "dilation"), shown, strict=True)
    reading = f"output size of a transposed convolution with {', '.join(f'{name} {size}' for name, size in named)}"
    return Solution(_one(outputs), reading, tuple(dict.fromkeys(steps)))


OPERATIONS = (convolution_size, pooling_size, transposed_size)
