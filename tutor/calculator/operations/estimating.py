"""Estimating: sample sizes, the standard error of a proportion, test statistics."""

import math

from tutor.calculator.checks import positive
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, signed, tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.intervals import LEVEL, quantile
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

SMALLEST = 1e-6


@calculates(
    "standard error of a proportion",
    family="probability",
    summary="The standard deviation of a share in a sample.",
    aliases=("standard error of the proportion", "standard error of an accuracy"),
    parameters=(
        Parameter("p", Kind.PROBABILITY, "the share", symbol="p", example="0.52"),
        Parameter("n", Kind.COUNT, "the size of the sample", symbol="n", example="1000"),
    ),
)
def proportion_error(p: float, n: int) -> Solution:
    """The root of p (1 - p) / n. Freedman, Pisani, Purves, Statistics, chapter 20."""
    positive(n, "The size of the sample")
    value = math.sqrt(p * (1 - p) / n)
    steps = (Step("Put the numbers in.", rf"\sqrt{{\frac{{{tex(p)} \cdot {tex(1 - p)}}}{{{n}}}}} {equals(value)}"),)
    return Solution(value, f"standard error of the share {rounded(p)} with n = {n}", steps)


@calculates(
    "sample size",
    family="probability",
    summary="How large a sample has to be for a margin of error, of a mean or of a share.",
    aliases=("required sample size", "sample size for a margin of error"),
    parameters=(
        Parameter("margin", Kind.SCALAR, "the margin of error", symbol="E", example="0.03"),
        Parameter(
            "deviation",
            Kind.SCALAR,
            "the standard deviation, for a mean",
            optional=True,
            ways=("for a mean",),
            example="15",
        ),
        Parameter(
            "p",
            Kind.PROBABILITY,
            "the share, for a proportion",
            optional=True,
            ways=("for a proportion",),
            example="0.5",
        ),
        LEVEL,
    ),
    example=("p",),
    convention="Normal quantile, rounded up to the next whole number; a share that is not known counts as 0.5.",
)
def sample_size(margin: float, deviation: float | None, p: float | None, level: float) -> Solution:
    """(z sigma / E)^2, with sigma^2 = p (1 - p) for a share. Ross, Introduction to Probability and Statistics, 7.3."""
    positive(margin, "The margin of error")
    if margin < SMALLEST or (deviation is None) == (p is None):
        raise Refused("Give a margin of at least 0.000001, and either a standard deviation or a share.")
    spread = deviation if deviation is not None else math.sqrt((p or 0.0) * (1 - (p or 0.0)))
    positive(spread, "The standard deviation")
    z = quantile(level)
    exact = (z * spread / margin) ** 2
    value = math.ceil(exact - 1e-9)
    steps = (
        Step(f"The quantile for {rounded(100 * level)} %.", rf"z {equals(z)}"),
        Step(
            "Solve the margin for n.",
            rf"\left(\frac{{{tex(z)} \cdot {tex(spread)}}}{{{tex(margin)}}}\right)^2 {equals(exact)}",
        ),
        Step(f"Rounded up: {value}.", ""),
    )
    what = f"deviation {rounded(spread)}" if deviation is not None else f"a share of {rounded(p or 0.0)}"
    reading = f"sample size for a margin of {rounded(margin)} at {rounded(100 * level)} %, with {what}"
    return Solution(value, reading, steps, parts={"exact": exact})


@calculates(
    "test statistic",
    family="probability",
    summary="How many standard errors a sample mean lies from what was supposed.",
    aliases=("t-statistic", "t statistic", "z-statistic", "z statistic", "t value", "one-sample t-test"),
    parameters=(
        Parameter("mean", Kind.SCALAR, "the mean of the sample", symbol="x̄", example="52"),
        Parameter("supposed", Kind.SCALAR, "the mean under the null hypothesis", symbol="mu_0", example="50"),
        Parameter("deviation", Kind.SCALAR, "the standard deviation", symbol="s", example="6"),
        Parameter("n", Kind.COUNT, "the size of the sample", symbol="n", example="36"),
    ),
    convention="t with the deviation of the sample, z with the known one: the same formula.",
)
def statistic(mean: float, supposed: float, deviation: float, n: int) -> Solution:
    """(mean - mu0) / (s / sqrt(n)). Ross, Introduction to Probability and Statistics, 8.3."""
    positive(deviation, "The standard deviation")
    positive(n, "The size of the sample")
    error = deviation / math.sqrt(n)
    value = (mean - supposed) / error
    steps = (
        Step("The standard error.", rf"\frac{{{tex(deviation)}}}{{\sqrt{{{n}}}}} {equals(error)}"),
        Step(
            "The distance in standard errors.",
            rf"\frac{{{tex(mean)} - {signed(supposed)}}}{{{tex(error)}}} {equals(value)}",
        ),
    )
    reading = (
        f"statistic of the mean {rounded(mean)} against {rounded(supposed)}, deviation {rounded(deviation)}, n = {n}"
    )
    return Solution(value, reading, steps)


OPERATIONS = (proportion_error, sample_size, statistic)
