"""Confidence intervals: of a mean and of a proportion; the standard error."""

import math

from tutor.calculator.checks import Vector, positive
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.statistics import mean_of
from tutor.calculator.refusal import Refused
from tutor.calculator.student import normal_quantile, student_quantile
from tutor.calculator.working import Solution, Step

LEVEL = Parameter("level", Kind.PROBABILITY, "the confidence level", default=0.95, optional=True, example="0.95")
N = Parameter(
    "n",
    Kind.COUNT,
    "the size of the sample",
    symbol="n",
    optional=True,
    ways=("mean, deviation and size",),
    example="100",
)

SMALL = 30
"""Below this size the deviation of a sample calls for t."""


def quantile(level: float, freedom: int | None = None) -> float:
    """The z, or t, that holds this share of the distribution between its negative and itself."""
    if not 0 < level <= 1 - 1e-12:
        raise Refused("The confidence level lies between 0 and 1, such as 0.95.")
    share = (1 + level) / 2
    return normal_quantile(share) if freedom is None else student_quantile(share, freedom)


@calculates(
    "confidence interval",
    family="probability",
    summary="The range in which a mean is expected, from a sample.",
    aliases=("ci", "confidence interval of a mean", "confidence interval for the mean", "95% confidence interval"),
    parameters=(
        Parameter(
            "mean",
            Kind.SCALAR,
            "the mean of the sample",
            symbol="x̄",
            optional=True,
            ways=("mean, deviation and size",),
            example="50",
        ),
        Parameter(
            "deviation",
            Kind.SCALAR,
            "the standard deviation",
            symbol="s",
            optional=True,
            ways=("mean, deviation and size",),
            example="10",
        ),
        N,
        Parameter(
            "x",
            Kind.VECTOR,
            "the sample itself, instead of its mean, deviation and size",
            optional=True,
            ways=("the sample",),
            example="[4, 5, 6]",
        ),
        LEVEL,
        Parameter(
            "distribution",
            Kind.CHOICE,
            "normal (known deviation or large sample) or Student's t",
            default="by size",
            optional=True,
            choices=("by size", "normal", "t"),
            example="normal",
        ),
    ),
    example=("mean", "deviation", "n"),
    convention="Normal quantile (1.96 for 95 %) unless t is asked for or a sample of fewer than 30 numbers is given.",
)
def mean_interval(
    mean: float | None, deviation: float | None, n: int | None, x: Vector | None, level: float, distribution: str
) -> Solution:
    """Mean ± z s / sqrt(n). Ross, Introduction to Probability and Statistics, 7.3."""
    first = []
    small = x is not None and len(x) < SMALL
    distribution = ("t" if small else "normal") if distribution == "by size" else distribution
    if x is not None:
        if len(x) < 2 or (mean, deviation, n) != (None, None, None):
            raise Refused("Give either a sample of two or more numbers, or its mean, deviation and size.")
        mean, n = mean_of(x), len(x)
        deviation = math.hypot(*(number - mean for number in x)) / math.sqrt(n - 1)
        text = f"The sample {vector_text(x)} has this mean and standard deviation."
        first = [Step(text, rf"\bar{{x}} {equals(mean)},\quad s {equals(deviation)}")]
    if mean is None or deviation is None or n is None:
        raise Refused("A confidence interval needs the mean, the standard deviation and the size of the sample.")
    if n < 1 or (distribution == "t" and n < 2) or deviation < 0:
        raise Refused("The sample needs a size of 1 or more (2 for t), and a deviation that is not negative.")
    factor = quantile(level, None if distribution == "normal" else n - 1)
    error = deviation / math.sqrt(n)
    name = "z" if distribution == "normal" else f"t_{{{n - 1}}}"
    steps = [*first, Step("The standard error.", rf"\frac{{{tex(deviation)}}}{{\sqrt{{{n}}}}} {equals(error)}")]
    steps.append(Step(f"The quantile for {rounded(100 * level)} %.", rf"{name} {equals(factor)}"))
    return _interval(
        mean,
        factor,
        error,
        steps,
        f"{rounded(100 * level)} % interval ({distribution}) of the mean {rounded(mean)}, n = {n}",
    )


def _interval(middle: float, factor: float, error: float, steps: list[Step], reading: str) -> Solution:
    """The two ends: the middle, less and more the factor times the error."""
    margin = factor * error
    if factor != 1:
        steps.append(Step("The margin.", rf"{tex(factor)} \cdot {tex(error)} {equals(margin)}"))
    value = (middle - margin, middle + margin)
    steps.append(Step(f"From {rounded(value[0])} to {rounded(value[1])}.", rf"{tex(middle)} \pm {tex(margin)}"))
    return Solution(value, reading, tuple(steps), parts={"margin": margin})


@calculates(
    "confidence interval of a proportion",
    family="probability",
    summary="The range in which a share, such as an accuracy, is expected.",
    aliases=(
        "proportion confidence interval",
        "confidence interval of an accuracy",
        "wilson interval",
        "wald interval",
    ),
    parameters=(
        Parameter(
            "successes", Kind.COUNT, "how many are right", symbol="k", optional=True, ways=("a count",), example="85"
        ),
        Parameter("n", Kind.COUNT, "of how many", symbol="n", example="100"),
        Parameter(
            "p",
            Kind.PROBABILITY,
            "the share, instead of how many are right",
            optional=True,
            ways=("a share",),
            example="0.85",
        ),
        LEVEL,
        Parameter(
            "form",
            Kind.CHOICE,
            "the normal approximation (Wald) or Wilson's",
            default="wald",
            optional=True,
            choices=("wald", "wilson"),
            example="wald",
        ),
    ),
    example=("successes",),
    convention="Normal approximation (Wald) unless Wilson's is asked for, which is better near 0 and 1.",
)
def proportion_interval(successes: int | None, n: int, p: float | None, level: float, form: str) -> Solution:
    """P ± z sqrt(p (1 - p) / n). Ross, 7.5; Wilson, J. American Statistical Association 22 (1927)."""
    if (successes is None) == (p is None):
        raise Refused("Give either how many are right, or their share.")
    if n < 1 or successes is not None and successes > n:
        raise Refused(f"{successes} of {n} is not possible.")
    z = quantile(level)
    steps = [Step("The quantile.", rf"z {equals(z)}")]
    if successes is not None:
        p = successes / n
        steps.insert(0, Step("The share.", rf"\hat{{p}} = \frac{{{successes}}}{{{n}}} {equals(p)}"))
    assert p is not None
    told = f"{successes} of {n}" if successes is not None else f"a share of {rounded(p)}, n = {n}"
    reading = f"{rounded(100 * level)} % confidence interval of {told} ({form.capitalize()})"
    if form == "wald":
        error = math.sqrt(p * (1 - p) / n)
        steps.append(
            Step("The standard error.", rf"\sqrt{{\frac{{{tex(p)} \cdot {tex(1 - p)}}}{{{n}}}}} {equals(error)}")
        )
        return _interval(p, z, error, steps, reading)
    below = 1 + z * z / n
    middle = (p + z * z / (2 * n)) / below
    margin = z / below * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    steps.append(Step("Wilson's middle.", rf"\frac{{\hat{{p}} + z^2 / 2n}}{{1 + z^2 / n}} {equals(middle)}"))
    return _interval(middle, 1.0, margin, steps, reading)


@calculates(
    "standard error",
    family="probability",
    summary="The standard deviation of a mean.",
    aliases=("standard error of the mean", "sem"),
    parameters=(
        Parameter("deviation", Kind.SCALAR, "the standard deviation", symbol="s", example="10"),
        Parameter("n", Kind.COUNT, "the size of the sample", symbol="n", example="100"),
    ),
)
def standard_error(deviation: float, n: int) -> Solution:
    """S / sqrt(n). Freedman, Pisani, Purves, Statistics, chapter 23."""
    positive(n, "The size of the sample")
    if deviation < 0:
        raise Refused("A standard deviation cannot be negative.")
    value = deviation / math.sqrt(n)
    steps = (Step("Divide by the root of the size.", rf"\frac{{{tex(deviation)}}}{{\sqrt{{{n}}}}} {equals(value)}"),)
    return Solution(value, f"standard error with deviation {rounded(deviation)} and n = {n}", steps)


OPERATIONS = (mean_interval, proportion_interval, standard_error)
