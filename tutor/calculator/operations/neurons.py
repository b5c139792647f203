"""Neurons by hand: the output of one, gradients of its loss, a convolution and a pooling of given values."""

import math

from tutor.calculator.checks import Matrix, Vector, positive, same_length, within
from tutor.calculator.defining import calculates
from tutor.calculator.notation import (
    abbreviated,
    equals,
    matrix_tex,
    rounded,
    signed,
    sum_tex,
    tex,
    vector_tex,
    vector_text,
)
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.activations import sigmoid_of
from tutor.calculator.operations.logits import softmax_of
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

X = Parameter("x", Kind.VECTOR, "the inputs", symbol="x", example="[1, 2]")
W = Parameter("weights", Kind.VECTOR, "the weights", symbol="w", example="[0.5, -0.3]")


@calculates(
    "neuron output",
    family="networks",
    summary="The output of one neuron: weighted sum, bias, activation.",
    aliases=(
        "perceptron output",
        "output of a neuron",
        "logistic regression prediction",
        "forward pass of a neuron",
        "perceptron",
    ),
    parameters=(
        X,
        W,
        Parameter("bias", Kind.SCALAR, "the bias", symbol="b", default=0.0, optional=True, example="0.1"),
        Parameter(
            "activation",
            Kind.CHOICE,
            "the activation",
            default="sigmoid",
            optional=True,
            choices=("sigmoid", "tanh", "relu", "step", "none"),
            example="sigmoid",
        ),
    ),
    convention="Sigmoid unless another activation is given; the step is 1 from 0 on.",
)
def neuron(x: Vector, weights: Vector, bias: float, activation: str) -> Solution:
    """phi(w · x + b). Goodfellow, Bengio, Courville (2016), 6.1; Rosenblatt (1958)."""
    same_length(x, weights, "Inputs and weights")
    score = math.fsum([*(w * value for w, value in zip(weights, x, strict=True)), bias])
    functions = {
        "sigmoid": (sigmoid_of, r"\sigma"),
        "tanh": (math.tanh, r"\tanh"),
        "relu": (lambda z: max(0.0, z), r"\text{ReLU}"),
        "step": (lambda z: float(z >= 0), r"\text{step}"),
        "none": (lambda z: z, ""),
    }
    function, name = functions[activation]
    value = function(score)
    terms = [rf"{signed(w)} \cdot {signed(v)}" for w, v in zip(weights, x, strict=True)]
    steps = [Step("Weighted sum and bias.", rf"z = {sum_tex(terms)} + {signed(bias)} {equals(score)}")]
    if name:
        steps.append(Step("The activation.", rf"{name}\left({tex(score)}\right) {equals(value)}"))
    reading = f"neuron with inputs {vector_text(x)}, weights {vector_text(weights)}, bias {rounded(bias)}, {activation}"
    return Solution(value, reading, tuple(steps), parts={"z": score})


@calculates(
    "softmax cross-entropy gradient",
    family="losses",
    summary="The gradient of the cross-entropy by the logits: probabilities minus the one-hot target.",
    aliases=(
        "gradient of cross-entropy",
        "gradient of softmax cross-entropy",
        "cross-entropy gradient",
        "softmax gradient",
    ),
    parameters=(
        Parameter("z", Kind.VECTOR, "the logits", symbol="z", example="[2, 1, 0]"),
        Parameter("label", Kind.LABEL, "the right class, counted from 1", symbol="y", example="1"),
    ),
)
def gradient(z: Vector, label: int) -> Solution:
    """dL/dz = softmax(z) - onehot(y). Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.109."""
    place = within(label, len(z))
    probabilities = softmax_of(z)
    others = math.fsum(p for at, p in enumerate(probabilities) if at != place)
    value = tuple(-others if at == place else p for at, p in enumerate(probabilities))
    target = tuple(float(at == place) for at in range(len(z)))
    steps = (
        Step("The softmax probabilities.", rf"p = {vector_tex(probabilities)}"),
        Step(f"The target has 1 at class {label}.", rf"y = {vector_tex(target)}"),
        Step("Subtract it.", rf"\frac{{\partial L}}{{\partial z}} = p - y = {vector_tex(value)}"),
    )
    return Solution(value, f"gradient of the cross-entropy by the logits {vector_text(z)}, class {label} right", steps)


IMAGE = Parameter("image", Kind.MATRIX, "the values", example="[[1, 2, 3], [4, 5, 6], [7, 8, 9]]")
STRIDE = Parameter("stride", Kind.COUNT, "the stride", default=1, optional=True, example="1")


def _windows(image: Matrix, height: int, width: int, stride: int) -> list[list[Matrix]]:
    """The windows of a size, row by row."""
    positive(stride, "The stride")
    if min(height, width) < 1 or height > len(image) or width > len(image[0]):
        raise Refused(f"A window of {height} by {width} does not fit into {len(image)} by {len(image[0])} values.")
    return [
        [
            tuple(row[j : j + width] for row in image[i : i + height])
            for j in range(0, len(image[0]) - width + 1, stride)
        ]
        for i in range(0, len(image) - height + 1, stride)
    ]


@calculates(
    "convolution of values",
    family="networks",
    summary="A small image convolved with a kernel, value by value.",
    aliases=("2d convolution", "apply a kernel", "convolve", "cross-correlation"),
    parameters=(IMAGE, Parameter("kernel", Kind.MATRIX, "the kernel", example="[[1, 0], [0, -1]]"), STRIDE),
    convention="As neural networks do it: the kernel is not flipped (cross-correlation); no padding.",
)
def convolve(image: Matrix, kernel: Matrix, stride: int) -> Solution:
    """S(i, j) = sum I(i + m, j + n) K(m, n). Goodfellow, Bengio, Courville (2016), eq. 9.6."""
    windows = _windows(image, len(kernel), len(kernel[0]), stride)
    if len(windows) * len(windows[0]) * len(kernel) * len(kernel[0]) > 200_000:
        raise Refused("That is more than 200,000 products. Choose a smaller image.")
    weights = [w for row in kernel for w in row]
    flat = [[[v for row in window for v in row] for window in line] for line in windows]
    value = tuple(
        tuple(math.fsum(w * v for w, v in zip(weights, cells, strict=True)) for cells in line) for line in flat
    )
    terms = sum_tex(rf"{signed(v)} \cdot {signed(w)}" for v, w in zip(flat[0][0], weights, strict=True))
    steps = (
        Step("The image and the kernel.", rf"{matrix_tex(image)},\quad {matrix_tex(kernel)}"),
        Step("The first value: the kernel on the upper left corner.", rf"{terms} {equals(value[0][0])}"),
        Step("All positions of the kernel.", matrix_tex(value)),
    )
    return Solution(value, f"convolution with a {len(kernel)} by {len(kernel[0])} kernel, stride {stride}", steps)


@calculates(
    "pooling of values",
    family="networks",
    summary="The largest, or the mean, of every window of a small image.",
    aliases=("apply max pooling", "max pool values", "average pool values"),
    parameters=(
        IMAGE,
        Parameter("window", Kind.COUNT, "the side of the window", default=2, optional=True, example="2"),
        Parameter("stride", Kind.COUNT, "the stride; the window unless given", optional=True, example="2"),
        Parameter(
            "form",
            Kind.CHOICE,
            "the largest or the mean",
            default="max",
            optional=True,
            choices=("max", "average"),
            example="max",
        ),
    ),
    convention="Stride = window unless given; incomplete windows at the edge are left out.",
)
def pool(image: Matrix, window: int, stride: int | None, form: str) -> Solution:
    """Maximum or mean of every window. Goodfellow, Bengio, Courville (2016), 9.3."""
    if window * window > 10_000:
        raise Refused("The window is at most 100 by 100.")
    windows = _windows(image, window, window, window if stride is None else stride)
    if len(windows) * len(windows[0]) * window * window > 200_000:
        raise Refused("That is more than 200,000 values. Choose a smaller image or a larger stride.")
    flat = [[[v for row in each for v in row] for each in line] for line in windows]
    value = tuple(tuple(max(c) if form == "max" else math.fsum(c) / len(c) for c in line) for line in flat)
    name = r"\max" if form == "max" else r"\text{mean}"
    inside = ", ".join(abbreviated([tex(v) for v in flat[0][0]]))
    steps = (
        Step("The first window.", rf"{name}\left({inside}\right) {equals(value[0][0])}"),
        Step("All windows.", matrix_tex(value)),
    )
    return Solution(value, f"{form} pooling with a {window} by {window} window", steps)


OPERATIONS = (neuron, gradient, convolve, pool)
