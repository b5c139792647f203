"""Activation functions of one number or a list: sigmoid, tanh, ReLU and its family, GELU, SiLU, softplus, logit."""

import math
from collections.abc import Callable

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import abbreviated, equals, rounded, signed, tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

X = Parameter("x", Kind.VECTOR, "the number, or the list of numbers", symbol="x", example="[-1, 0, 2]")


def _mapped(
    name: str, x: Vector, function: Callable[[float], float], rule: str, put_in: Callable[[float], str]
) -> Solution:
    """The function of every number: its rule, then the numbers put in."""
    values = tuple(function(number) for number in x)
    lines = [rf"{put_in(number)} {equals(value)}" for number, value in zip(x, values, strict=True)]
    reading = f"{name} of {rounded(x[0]) if len(x) == 1 else vector_text(x)}"
    steps = (Step("The rule.", rule), Step("Put the numbers in.", r",\quad ".join(abbreviated(lines))))
    return Solution(values[0] if len(values) == 1 else values, reading, steps)


def sigmoid_of(x: float) -> float:
    """1 / (1 + exp(-x)) without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def softplus_of(x: float) -> float:
    """ln(1 + exp(x)) without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


@calculates(
    "sigmoid",
    family="losses",
    summary="Squeezes a number into the range from 0 to 1.",
    aliases=("logistic function", "sigmoid function", "logistic sigmoid", "expit", "inverse logit"),
    parameters=(X,),
)
def sigmoid(x: Vector) -> Solution:
    """1 / (1 + exp(-x)). Goodfellow, Bengio, Courville (2016), eq. 3.30."""
    rule = r"\sigma(x) = \frac{1}{1 + e^{-x}}"
    return _mapped("sigmoid", x, sigmoid_of, rule, lambda n: rf"\frac{{1}}{{1 + e^{{{tex(-n)}}}}}")


@calculates(
    "logit",
    family="losses",
    summary="The log-odds of a probability: the inverse of the sigmoid.",
    aliases=("log-odds", "log odds", "logit function", "inverse sigmoid"),
    parameters=(Parameter("probability", Kind.PROBABILITY, "the probability", symbol="p", example="0.8"),),
    convention="Natural logarithm of the odds p / (1 - p).",
)
def logit(probability: float) -> Solution:
    """ln(p / (1 - p)). Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 4.4."""
    if probability in {0.0, 1.0}:
        raise Refused(f"The logit of {rounded(probability)} is infinite: give a probability between 0 and 1.")
    value = math.log(probability) - math.log1p(-probability)
    odds = probability / (1 - probability)
    steps = (
        Step(
            "The odds.", rf"\frac{{p}}{{1 - p}} = \frac{{{tex(probability)}}}{{{tex(1 - probability)}}} {equals(odds)}"
        ),
        Step("Their natural logarithm.", rf"\ln {tex(odds)} {equals(value)}"),
    )
    return Solution(value, f"logit of the probability {rounded(probability)}", steps, parts={"odds": odds})


@calculates(
    "tanh",
    family="losses",
    summary="Squeezes a number into the range from -1 to 1.",
    aliases=("hyperbolic tangent", "tanh activation"),
    parameters=(X,),
)
def tanh(x: Vector) -> Solution:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)). Goodfellow, Bengio, Courville (2016), 6.3.2."""
    rule = r"\tanh x = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}"
    return _mapped("tanh", x, math.tanh, rule, lambda n: rf"\tanh {signed(n)}")


@calculates(
    "ReLU",
    family="losses",
    summary="Keeps positive numbers and makes negative ones 0.",
    aliases=("rectified linear unit", "rectifier", "relu activation"),
    parameters=(X,),
)
def relu(x: Vector) -> Solution:
    """max(0, x). Glorot, Bordes, Bengio (2011)."""
    return _mapped("ReLU", x, lambda n: max(0.0, n), r"\max(0, x)", lambda n: rf"\max(0, {tex(n)})")


SLOPE = Parameter(
    "slope", Kind.SCALAR, "the slope for negative numbers", symbol="alpha", default=0.01, optional=True, example="0.01"
)


@calculates(
    "leaky ReLU",
    family="losses",
    summary="Keeps positive numbers and shrinks negative ones.",
    aliases=("leakyrelu", "leaky rectified linear unit", "prelu", "parametric relu"),
    parameters=(X, SLOPE),
    convention="Slope 0.01 for negative numbers unless given (PReLU learns it).",
)
def leaky_relu(x: Vector, slope: float) -> Solution:
    """X for x >= 0, otherwise slope * x. Maas, Hannun, Ng (2013)."""
    rule = rf"x \text{{ for }} x \ge 0,\quad {signed(slope)} \cdot x \text{{ otherwise}}"
    name = f"leaky ReLU with slope {rounded(slope)}"

    def put_in(n: float) -> str:
        return tex(n) if n >= 0 else rf"{signed(slope)} \cdot {signed(n)}"

    return _mapped(name, x, lambda n: n if n >= 0 else slope * n, rule, put_in)


@calculates(
    "ELU",
    family="losses",
    summary="Keeps positive numbers and bends negative ones towards -alpha.",
    aliases=("exponential linear unit",),
    parameters=(
        X,
        Parameter("alpha", Kind.SCALAR, "the level for very negative numbers", default=1.0, optional=True, example="1"),
    ),
)
def elu(x: Vector, alpha: float) -> Solution:
    """X for x > 0, otherwise alpha (exp(x) - 1). Clevert, Unterthiner, Hochreiter (2016)."""
    rule = rf"x \text{{ for }} x > 0,\quad {signed(alpha)} \cdot (e^{{x}} - 1) \text{{ otherwise}}"

    def put_in(n: float) -> str:
        return tex(n) if n > 0 else rf"{signed(alpha)} \cdot (e^{{{tex(n)}}} - 1)"

    return _mapped(f"ELU with alpha {rounded(alpha)}", x, lambda n: n if n > 0 else alpha * math.expm1(n), rule, put_in)


@calculates(
    "GELU",
    family="losses",
    summary="Weighs a number by the normal probability of lying below it.",
    aliases=("gaussian error linear unit", "gelu activation"),
    parameters=(
        X,
        Parameter(
            "form",
            Kind.CHOICE,
            "the exact form or the tanh approximation",
            default="exact",
            optional=True,
            choices=("exact", "tanh"),
            example="exact",
        ),
    ),
    convention="The exact form with the normal distribution function; the alternative is the tanh approximation.",
)
def gelu(x: Vector, form: str) -> Solution:
    """X Phi(x), or its tanh approximation. Hendrycks, Gimpel, Gaussian Error Linear Units (2016)."""
    if form == "tanh":
        rule = r"\frac{x}{2} \left(1 + \tanh\left(\sqrt{\frac{2}{\pi}} \left(x + 0.044715 x^3\right)\right)\right)"
        return _mapped("GELU (tanh approximation)", x, _gelu_tanh, rule, lambda n: rf"\text{{GELU}}({tex(n)})")
    rule = r"x \cdot \Phi(x) = \frac{x}{2} \left(1 + \text{erf}\frac{x}{\sqrt{2}}\right)"

    def put_in(n: float) -> str:
        return rf"{tex(n)} \cdot \Phi({tex(n)}) = {tex(n)} \cdot {tex(_below(n))}"

    return _mapped("GELU", x, lambda n: n * _below(n), rule, put_in)


def _below(x: float) -> float:
    """The standard normal distribution function."""
    return math.erfc(-x / math.sqrt(2)) / 2


def _gelu_tanh(x: float) -> float:
    inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x) if abs(x) < 100 else math.copysign(100, x)
    return x / 2 * (1 + math.tanh(inner))


@calculates(
    "SiLU",
    family="losses",
    summary="A number times its sigmoid.",
    aliases=("swish", "sigmoid linear unit", "silu activation"),
    parameters=(X,),
)
def silu(x: Vector) -> Solution:
    """X * sigmoid(x). Elfwing, Uchibe, Doya (2018); Ramachandran, Zoph, Le (2017)."""

    def put_in(n: float) -> str:
        return rf"{tex(n)} \cdot {tex(sigmoid_of(n))}"

    return _mapped("SiLU (swish)", x, lambda n: n * sigmoid_of(n), r"x \cdot \sigma(x)", put_in)


@calculates(
    "softplus",
    family="losses",
    summary="A smooth ReLU.",
    aliases=("smooth relu", "softplus function"),
    parameters=(X,),
)
def softplus(x: Vector) -> Solution:
    """ln(1 + exp(x)). Goodfellow, Bengio, Courville (2016), eq. 3.31."""
    return _mapped("softplus", x, softplus_of, r"\ln(1 + e^{x})", lambda n: rf"\ln(1 + e^{{{tex(n)}}})")


OPERATIONS = (sigmoid, logit, tanh, relu, leaky_relu, elu, gelu, silu, softplus)
