"""Normalisation and dropout of given values."""

import math

from tutor.calculator.checks import Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step, Value

X = Parameter("x", Kind.VECTOR, "the values", symbol="x", example="[1, 2, 3, 4]")
GAMMA = Parameter("gamma", Kind.VECTOR, "the learned scale", default=(1.0,), optional=True, example="1")
BETA = Parameter("beta", Kind.VECTOR, "the learned shift", default=(0.0,), optional=True, example="0")
EPSILON = Parameter(
    "epsilon", Kind.SCALAR, "the small number under the root", default=1e-5, optional=True, example="1e-5"
)


def _full(values: Vector, size: int, name: str) -> Vector:
    """One number stands for all."""
    if len(values) == 1:
        return values * size
    same_length(values, (0,) * size, f"{name} and the values")
    return values


def _normalised(name: str, x: Vector, gamma: Vector, beta: Vector, epsilon: float) -> Solution:
    """Mean 0 and variance 1, then scale and shift."""
    if epsilon < 0:
        raise Refused("Epsilon cannot be negative.")
    mean = math.fsum(x) / len(x)
    variance = math.fsum((number - mean) ** 2 for number in x) / len(x)
    root = math.sqrt(variance + epsilon)
    if root == 0:
        raise Refused("All values are equal and epsilon is 0, so the variance to divide by is 0.")
    inner = tuple((number - mean) / root for number in x)
    scales, shifts = _full(gamma, len(x), "Gamma"), _full(beta, len(x), "Beta")
    value = tuple(g * number + b for g, number, b in zip(scales, inner, shifts, strict=True))
    steps = [
        Step("Mean.", rf"\mu = \frac{{{sum_tex(tex(number) for number in x)}}}{{{len(x)}}} {equals(mean)}"),
        Step("Variance, divided by n.", rf"\sigma^2 = \frac{{1}}{{{len(x)}}} \sum_i (x_i - \mu)^2 {equals(variance)}"),
        Step(
            "Subtract the mean and divide.",
            rf"\hat{{x}} = \frac{{x - {tex(mean)}}}{{\sqrt{{{tex(variance)} + {tex(epsilon)}}}}} = {vector_tex(inner)}",
        ),
    ]
    if value != inner:
        steps.append(Step("Scale and shift.", rf"\gamma \hat{{x}} + \beta = {vector_tex(value)}"))
    parts: dict[str, Value] = {"mean": mean, "variance": variance, "normalised": inner}
    return Solution(value, f"{name} of {vector_text(x)}", tuple(steps), parts=parts)


@calculates(
    "batch normalisation",
    family="networks",
    summary="Values of one feature over a batch, moved to mean 0 and variance 1.",
    aliases=("batch norm", "batchnorm", "batch normalization", "bn"),
    parameters=(X, GAMMA, BETA, EPSILON),
    convention="Training mode: mean and variance (divided by n) of this batch; epsilon 1e-5.",
)
def batch_norm(x: Vector, gamma: Vector, beta: Vector, epsilon: float) -> Solution:
    """Gamma (x - mean) / sqrt(var + eps) + beta over the batch. Ioffe, Szegedy, Batch Normalization (2015), alg. 1."""
    return _normalised("batch normalisation", x, gamma, beta, epsilon)


@calculates(
    "layer normalisation",
    family="networks",
    summary="The features of one example, moved to mean 0 and variance 1.",
    aliases=("layer norm", "layernorm", "layer normalization"),
    parameters=(X, GAMMA, BETA, EPSILON),
    convention="Variance divided by n; epsilon 1e-5.",
)
def layer_norm(x: Vector, gamma: Vector, beta: Vector, epsilon: float) -> Solution:
    """Gamma (x - mean) / sqrt(var + eps) + beta over the features. Ba, Kiros, Hinton, Layer Normalization (2016)."""
    return _normalised("layer normalisation", x, gamma, beta, epsilon)


@calculates(
    "RMS normalisation",
    family="networks",
    summary="The features of one example divided by their root mean square.",
    aliases=("rms norm", "rmsnorm", "rms normalization"),
    parameters=(X, GAMMA, EPSILON),
    convention="No mean is subtracted; epsilon 1e-5.",
)
def rms_norm(x: Vector, gamma: Vector, epsilon: float) -> Solution:
    """Gamma x / sqrt(mean(x²) + eps). Zhang, Sennrich, Root Mean Square Layer Normalization (2019)."""
    if epsilon < 0:
        raise Refused("Epsilon cannot be negative.")
    mean = math.fsum(number * number for number in x) / len(x)
    root = math.sqrt(mean + epsilon)
    if root == 0:
        raise Refused("All values and epsilon are 0, so there is nothing to divide by.")
    scales = _full(gamma, len(x), "Gamma")
    value = tuple(g * (number / root) for g, number in zip(scales, x, strict=True))
    steps = (
        Step(
            "Mean of the squares.",
            rf"\frac{{{sum_tex(tex(number * number) for number in x)}}}{{{len(x)}}} {equals(mean)}",
        ),
        Step("Root mean square.", rf"\sqrt{{{tex(mean)} + {tex(epsilon)}}} {equals(root)}"),
        Step("Divide by it, and scale.", vector_tex(value)),
    )
    return Solution(value, f"RMS normalisation of {vector_text(x)}", steps, parts={"rms": root})


@calculates(
    "dropout",
    family="networks",
    summary="What dropout makes of values: their expected value, and the inverted scaling.",
    aliases=("inverted dropout", "dropout scaling", "expected value after dropout", "dropout rate"),
    parameters=(
        X,
        Parameter("rate", Kind.PROBABILITY, "the probability that a value is dropped", symbol="p", example="0.5"),
        Parameter(
            "kept",
            Kind.VECTOR,
            "which values are kept: 1, or dropped: 0",
            symbol="m",
            optional=True,
            example="[1, 0, 1, 1]",
        ),
        Parameter(
            "form",
            Kind.CHOICE,
            "inverted (scale in training) or classic (scale in testing)",
            default="inverted",
            optional=True,
            choices=("inverted", "classic"),
            example="inverted",
        ),
    ),
    convention="Inverted dropout: kept values are divided by 1 - p in training and nothing is done in testing.",
)
def dropout(x: Vector, rate: float, kept: Vector | None, form: str) -> Solution:
    """X m / (1 - p). Srivastava et al., Dropout, JMLR 15 (2014), section 10 for the inverted form."""
    keep = 1 - rate
    if keep == 0:
        raise Refused("With a rate of 1 everything is dropped, and nothing can be scaled back.")
    factor = 1 / keep if form == "inverted" else 1.0
    steps = [Step("The probability to be kept.", rf"1 - p = 1 - {tex(rate)} {equals(keep)}")]
    if form == "inverted":
        steps.append(Step("A kept value is divided by it.", rf"\frac{{1}}{{{tex(keep)}}} {equals(factor)}"))
    scaled = tuple(number * factor for number in x)
    expected = tuple(number * keep * factor for number in x)
    parts: dict[str, Value] = {"scale": factor, "if_kept": scaled, "expected": expected, "keep": keep}
    if kept is not None:
        same_length(kept, x, "The mask and the values")
        if set(kept) - {0.0, 1.0}:
            raise Refused("The mask holds 1 for kept and 0 for dropped values.")
        value = tuple(number if m else 0.0 for number, m in zip(scaled, kept, strict=True))
        steps.append(
            Step("Dropped values become 0.", rf"x \odot {vector_tex(kept)} \cdot {tex(factor)} = {vector_tex(value)}")
        )
        return Solution(
            value, f"{form} dropout of {vector_text(x)} with rate {rounded(rate)}", tuple(steps), parts=parts
        )
    steps.append(Step("A value, when it is kept.", vector_tex(scaled)))
    steps.append(
        Step(
            "Expected value: kept with its probability, else 0.",
            rf"{tex(keep)} \cdot {vector_tex(scaled)} = {vector_tex(expected)}",
        )
    )
    reading = f"expected value of {vector_text(x)} under {form} dropout with rate {rounded(rate)}"
    return Solution(expected if len(expected) > 1 else expected[0], reading, tuple(steps), parts=parts)


OPERATIONS = (batch_norm, layer_norm, rms_norm, dropout)
