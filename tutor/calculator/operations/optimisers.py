"""Optimisers: momentum, RMSProp and Adam, on a function or on given gradients."""

import math

from tutor.calculator.checks import Vector, positive
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, signed, tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.descent import COMMON, descended, slope
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution

BETA1 = Parameter("beta1", Kind.PROBABILITY, "the decay of the first moment", default=0.9, optional=True, example="0.9")
BETA2 = Parameter(
    "beta2", Kind.PROBABILITY, "the decay of the second moment", default=0.999, optional=True, example="0.999"
)
EPSILON = Parameter(
    "epsilon", Kind.SCALAR, "the small number in the denominator", default=1e-8, optional=True, example="1e-8"
)


@calculates(
    "momentum",
    family="optimisation",
    summary="Gradient steps with a velocity that remembers earlier gradients.",
    aliases=("sgd with momentum", "momentum step", "momentum update", "gradient descent with momentum", "heavy ball"),
    parameters=(
        *COMMON,
        Parameter(
            "momentum",
            Kind.PROBABILITY,
            "how much velocity is kept",
            symbol="mu",
            default=0.9,
            optional=True,
            example="0.9",
        ),
        Parameter(
            "velocity",
            Kind.SCALAR,
            "the velocity before the first step",
            symbol="v",
            default=0.0,
            optional=True,
            example="0",
        ),
    ),
    example=("gradients", "steps"),
    convention="v = mu v + g, then x - eta v (PyTorch); v = mu v - eta g, then x + v, is the same for a constant eta.",
)
def momentum(
    function: str | None,
    gradients: Vector | None,
    start: Vector,
    learning_rate: float,
    steps: int,
    momentum: float,
    velocity: float,
) -> Solution:
    """V = mu v + g; x = x - eta v. Polyak (1964); Sutskever et al. (2013); PyTorch SGD."""
    positive(learning_rate, "The learning rate")
    slopes, first = slope(function, gradients, start, steps)

    def update(x: float, g: float, memory: list[float], number: int) -> tuple[float, str]:
        before = memory[0] if number > 1 else velocity
        memory[0] = momentum * before + g
        new = x - learning_rate * memory[0]
        speed = rf"v = {tex(momentum)} \cdot {signed(before)} + {signed(g)} {equals(memory[0])}"
        return new, rf"{speed},\quad {tex(x)} - {tex(learning_rate)} \cdot {signed(memory[0])} {equals(new)}"

    settings = f"learning rate {rounded(learning_rate)}, momentum {rounded(momentum)}"
    return descended("momentum", slopes, first, start, steps, update, 1, settings)


@calculates(
    "RMSProp",
    family="optimisation",
    summary="Gradient steps divided by the root of a running mean of squared gradients.",
    aliases=("rmsprop step", "rms prop", "rmsprop update"),
    parameters=(
        *COMMON,
        Parameter(
            "decay",
            Kind.PROBABILITY,
            "the decay of the squared gradients",
            symbol="rho",
            default=0.9,
            optional=True,
            example="0.9",
        ),
        EPSILON,
    ),
    example=("gradients", "steps"),
    convention="Starts from 0; decay 0.9 (PyTorch's default is 0.99); epsilon outside the root.",
)
def rmsprop(
    function: str | None,
    gradients: Vector | None,
    start: Vector,
    learning_rate: float,
    steps: int,
    decay: float,
    epsilon: float,
) -> Solution:
    """S = rho s + (1 - rho) g²; x - eta g / (sqrt s + eps). Tieleman, Hinton, Lecture 6.5 (2012)."""
    _positive(learning_rate, epsilon)
    slopes, first = slope(function, gradients, start, steps)

    def update(x: float, g: float, memory: list[float], number: int) -> tuple[float, str]:
        before, memory[0] = memory[0], decay * memory[0] + (1 - decay) * g * g
        new = x - learning_rate * g / (math.sqrt(memory[0]) + epsilon)
        mean = rf"s = {tex(decay)} \cdot {tex(before)} + {tex(1 - decay)} \cdot {signed(g)}^2 {equals(memory[0])}"
        below = rf"\sqrt{{{tex(memory[0])}}} + {tex(epsilon)}"
        move = rf"{tex(x)} - \frac{{{tex(learning_rate)} \cdot {signed(g)}}}{{{below}}} {equals(new)}"
        return new, rf"{mean},\quad {move}"

    settings = f"learning rate {rounded(learning_rate)}, decay {rounded(decay)}"
    return descended("RMSProp", slopes, first, start, steps, update, 1, settings)


def _positive(learning_rate: float, epsilon: float) -> None:
    positive(learning_rate, "The learning rate")
    positive(epsilon, "Epsilon")


@calculates(
    "Adam",
    family="optimisation",
    summary="Gradient steps with running means of gradients and of their squares, corrected for their start at 0.",
    aliases=("adam step", "adam update", "adam optimizer", "adam optimiser", "adamw", "adamw step"),
    parameters=(
        *COMMON,
        BETA1,
        BETA2,
        EPSILON,
        Parameter(
            "weight_decay", Kind.SCALAR, "the decoupled weight decay of AdamW", default=0.0, optional=True, example="0"
        ),
    ),
    example=("gradients", "steps"),
    convention="beta1 0.9, beta2 0.999, epsilon 1e-8 outside the root; weight decay, when given, is decoupled (AdamW).",
)
def adam(
    function: str | None,
    gradients: Vector | None,
    start: Vector,
    learning_rate: float,
    steps: int,
    beta1: float,
    beta2: float,
    epsilon: float,
    weight_decay: float,
) -> Solution:
    """X - eta m / (sqrt v + eps), bias-corrected. Kingma, Ba, Adam (2015), algorithm 1; Loshchilov, Hutter (2019)."""
    _positive(learning_rate, epsilon)
    if 1 in {beta1, beta2}:
        raise Refused("With a decay of 1 the running mean never moves: give less than 1.")
    slopes, first = slope(function, gradients, start, steps)

    def update(x: float, g: float, memory: list[float], t: int) -> tuple[float, str]:
        memory[0] = beta1 * memory[0] + (1 - beta1) * g
        memory[1] = beta2 * memory[1] + (1 - beta2) * g * g
        m, v = memory[0] / (1 - beta1**t), memory[1] / (1 - beta2**t)
        kept = x * (1 - learning_rate * weight_decay)
        new = kept - learning_rate * m / (math.sqrt(v) + epsilon)
        means = rf"m {equals(memory[0])},\quad v {equals(memory[1])}"
        hat = rf"\hat{{m}} = \frac{{{tex(memory[0])}}}{{1 - {tex(beta1)}^{{{t}}}}} {equals(m)}"
        below = rf"\sqrt{{{tex(v)}}} + {tex(epsilon)}"
        move = rf"{tex(kept)} - \frac{{{tex(learning_rate)} \cdot {signed(m)}}}{{{below}}} {equals(new)}"
        return new, rf"{means},\quad {hat},\quad \hat{{v}} {equals(v)},\quad {move}"

    settings = f"learning rate {rounded(learning_rate)}, beta1 {rounded(beta1)}, beta2 {rounded(beta2)}"
    name = "AdamW" if weight_decay else "Adam"
    return descended(name, slopes, first, start, steps, update, 2, settings)


OPERATIONS = (momentum, rmsprop, adam)
