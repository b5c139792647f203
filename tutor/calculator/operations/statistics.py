"""Statistics of given numbers: mean, variance, standard deviation, median, covariance, correlation, regression."""

import math

from tutor.calculator.checks import Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, signed, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

X = Parameter("x", Kind.VECTOR, "the numbers", symbol="x", example="[2, 4, 4, 4, 5, 5, 7, 9]")
Y = Parameter("y", Kind.VECTOR, "the other numbers", symbol="y", example="[1, 3, 2, 5, 4, 6, 7, 8]")
KIND = Parameter(
    "kind",
    Kind.CHOICE,
    "of a sample (divided by n - 1) or of the whole population (divided by n)",
    default="sample",
    optional=True,
    choices=("sample", "population"),
    example="sample",
)
SAMPLE = "Of a sample, divided by n - 1, unless the population is asked for (divided by n, numpy's default)."


def mean_of(x: Vector) -> float:
    """The mean, rounded once."""
    return math.fsum(x) / len(x)


def _mean_step(x: Vector, name: str = "x") -> Step:
    formula = rf"\bar{{{name}}} = \frac{{{sum_tex(map(tex, x))}}}{{{len(x)}}} {equals(mean_of(x))}"
    return Step("The mean.", formula)


def _base(x: Vector, kind: str) -> int:
    """N - 1 for a sample, n for a population."""
    if kind == "sample" and len(x) < 2:
        raise Refused("A sample needs at least two numbers; of a single one ask for the population's.")
    return len(x) - (kind == "sample")


def _variance(x: Vector, kind: str) -> tuple[float, list[Step]]:
    base = _base(x, kind)
    mean = mean_of(x)
    squares = [(number - mean) ** 2 for number in x]
    total = math.fsum(squares)
    value = total / base
    symbol = "s^2" if kind == "sample" else r"\sigma^2"
    return value, [
        _mean_step(x),
        Step("The squared distances from it.", rf"{sum_tex(map(tex, squares))} {equals(total)}"),
        Step(
            f"Divide by {'n - 1' if kind == 'sample' else 'n'}.",
            rf"{symbol} = \frac{{{tex(total)}}}{{{base}}} {equals(value)}",
        ),
    ]


@calculates(
    "mean",
    family="probability",
    summary="The sum divided by the number.",
    aliases=("average", "arithmetic mean", "sample mean"),
    parameters=(
        X,
        Parameter(
            "weights",
            Kind.VECTOR,
            "weights, for a weighted mean",
            symbol="w",
            optional=True,
            example="[1, 2, 1, 1, 1, 1, 1, 1]",
        ),
    ),
)
def mean(x: Vector, weights: Vector | None) -> Solution:
    """(1/n) sum x_i, or sum w_i x_i / sum w_i. Freedman, Pisani, Purves, Statistics, chapter 4."""
    if weights is None:
        return Solution(mean_of(x), f"mean of {vector_text(x)}", (_mean_step(x),))
    same_length(x, weights, "Numbers and weights")
    total = math.fsum(weights)
    if total <= 0 or min(weights) < 0:
        raise Refused("Weights cannot be negative, and their sum has to be above 0.")
    weighted = math.fsum(w * number for w, number in zip(weights, x, strict=True))
    value = weighted / total
    terms = sum_tex(rf"{tex(w)} \cdot {signed(number)}" for w, number in zip(weights, x, strict=True))
    steps = (
        Step("Weight times number.", rf"{terms} {equals(weighted)}"),
        Step("Divide by the sum of the weights.", rf"\frac{{{tex(weighted)}}}{{{tex(total)}}} {equals(value)}"),
    )
    return Solution(value, f"mean of {vector_text(x)} with the weights {vector_text(weights)}", steps)


@calculates(
    "variance",
    family="probability",
    summary="The mean squared distance from the mean.",
    aliases=("sample variance", "var"),
    parameters=(X, KIND),
    convention=SAMPLE,
)
def variance(x: Vector, kind: str) -> Solution:
    """Sum (x - mean)² / (n - 1), or / n. Ross, Introduction to Probability and Statistics, 2.3.2."""
    value, steps = _variance(x, kind)
    other = "population" if kind == "sample" else "sample"
    parts = {other: _variance(x, other)[0]} if len(x) > 1 else {}
    return Solution(value, f"variance of the {kind} {vector_text(x)}", tuple(steps), parts=parts)


@calculates(
    "standard deviation",
    family="probability",
    summary="The root of the variance: the typical distance from the mean.",
    aliases=("std", "stdev", "sample standard deviation", "sd"),
    parameters=(X, KIND),
    convention=SAMPLE,
)
def standard_deviation(x: Vector, kind: str) -> Solution:
    """sqrt(variance). Ross, Introduction to Probability and Statistics, 2.3.2."""
    square, steps = _variance(x, kind)
    value = _spread(x) / math.sqrt(_base(x, kind))
    steps.append(Step("Take the square root.", rf"\sqrt{{{tex(square)}}} {equals(value)}"))
    other = "population" if kind == "sample" else "sample"
    parts = {other: math.sqrt(_variance(x, other)[0])} if len(x) > 1 else {}
    return Solution(value, f"standard deviation of the {kind} {vector_text(x)}", tuple(steps), parts=parts)


@calculates(
    "median",
    family="probability",
    summary="The middle of the sorted numbers.",
    aliases=("middle value",),
    parameters=(X,),
    convention="With an even number of values, the mean of the two in the middle.",
)
def median(x: Vector) -> Solution:
    """The middle one, or the mean of the two middle ones. Freedman, Pisani, Purves, Statistics, chapter 4."""
    ordered = sorted(x)
    half = len(ordered) // 2
    first = Step("Sort them.", vector_tex(ordered))
    if len(ordered) % 2:
        value = ordered[half]
        return Solution(
            value, f"median of {vector_text(x)}", (first, Step(f"Number {half + 1} is in the middle.", tex(value)))
        )
    low, high = ordered[half - 1], ordered[half]
    value = low + (high - low) / 2
    last = Step("The mean of the two in the middle.", rf"\frac{{{tex(low)} + {signed(high)}}}{{2}} {equals(value)}")
    return Solution(value, f"median of {vector_text(x)}", (first, last))


@calculates(
    "percentile",
    family="probability",
    summary="The value below which a share of the sorted numbers lies.",
    aliases=("quantile", "quartile"),
    parameters=(X, Parameter("share", Kind.PROBABILITY, "the share", symbol="q", example="0.75")),
    convention="Linear interpolation between neighbours (numpy's default); other definitions differ on short lists.",
)
def percentile(x: Vector, share: float) -> Solution:
    """Position 1 + q (n - 1) in the sorted list. Hyndman, Fan, The American Statistician 50 (1996), definition 7."""
    ordered = sorted(x)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    value = ordered[low] + (ordered[high] - ordered[low]) * (place - low)
    steps = (
        Step("Sort them.", vector_tex(ordered)),
        Step("The place, counted from 1.", rf"1 + {tex(share)} \cdot ({len(ordered)} - 1) {equals(place + 1)}"),
        Step(
            "Between the neighbours.",
            rf"{tex(ordered[low])} + {tex(place - low)} \cdot {signed(ordered[high] - ordered[low])} {equals(value)}",
        ),
    )
    return Solution(value, f"{rounded(100 * share)}th percentile of {vector_text(x)}", steps)


def _products(x: Vector, y: Vector) -> tuple[float, list[Step]]:
    """The sum of the products of the distances from the means."""
    same_length(x, y, "The two lists")
    a, b = mean_of(x), mean_of(y)
    products = [(p - a) * (q - b) for p, q in zip(x, y, strict=True)]
    total = math.fsum(products)
    formula = rf"\sum_i (x_i - \bar{{x}})(y_i - \bar{{y}}) = {sum_tex(map(tex, products))} {equals(total)}"
    return total, [_mean_step(x), _mean_step(y, "y"), Step("Multiply the distances from the means and add.", formula)]


@calculates(
    "covariance",
    family="probability",
    summary="How two lists of numbers vary together.",
    aliases=("cov", "sample covariance"),
    parameters=(X, Y, KIND),
    convention=SAMPLE,
)
def covariance(x: Vector, y: Vector, kind: str) -> Solution:
    """Sum (x - mean)(y - mean) / (n - 1). Ross, Introduction to Probability and Statistics, 2.6, 4.7."""
    total, steps = _products(x, y)
    base = _base(x, kind)
    value = total / base
    steps.append(
        Step(f"Divide by {'n - 1' if kind == 'sample' else 'n'}.", rf"\frac{{{tex(total)}}}{{{base}}} {equals(value)}")
    )
    return Solution(value, f"covariance of {vector_text(x)} and {vector_text(y)} ({kind})", tuple(steps))


def _spread(x: Vector) -> float:
    """The root of the sum of the squared distances from the mean."""
    mean = mean_of(x)
    return math.hypot(*(number - mean for number in x))


@calculates(
    "correlation",
    family="probability",
    summary="The covariance of two lists, scaled to lie between -1 and 1.",
    aliases=(
        "pearson correlation",
        "correlation coefficient",
        "pearson",
        "pearson's r",
        "pearson correlation coefficient",
    ),
    parameters=(X, Y),
    convention="Pearson's correlation.",
)
def correlation(x: Vector, y: Vector) -> Solution:
    """cov(x, y) / (sd(x) sd(y)). Ross, Introduction to Probability and Statistics, 2.6."""
    total, steps = _products(x, y)
    a, b = _spread(x), _spread(y)
    if a == 0 or b == 0:
        raise Refused("All numbers of a list are equal, so its standard deviation is 0 and cannot be divided by.")
    value = max(-1.0, min(1.0, total / a / b))
    steps += [
        Step(
            "The spread of each.",
            rf"\sqrt{{\sum_i (x_i - \bar{{x}})^2}} {equals(a)},\quad \sqrt{{\sum_i (y_i - \bar{{y}})^2}} {equals(b)}",
        ),
        Step("Divide by both.", rf"r = \frac{{{tex(total)}}}{{{tex(a)} \cdot {tex(b)}}} {equals(value)}"),
    ]
    return Solution(value, f"correlation of {vector_text(x)} and {vector_text(y)}", tuple(steps))


@calculates(
    "linear regression",
    family="probability",
    summary="The straight line with the least squared errors.",
    aliases=("least squares", "ordinary least squares", "ols", "line of best fit", "simple linear regression"),
    parameters=(X, Y),
    convention="The value is (slope, intercept) of y = slope x + intercept.",
)
def regression(x: Vector, y: Vector) -> Solution:
    """Slope = cov(x, y) / var(x), intercept = mean(y) - slope mean(x). Hastie et al. (2009), 3.2."""
    total, steps = _products(x, y)
    spread = _spread(x) ** 2
    if spread == 0:
        raise Refused("All x are equal, so no line through the points has a slope.")
    slope = total / spread
    intercept = mean_of(y) - slope * mean_of(x)
    steps += [
        Step(
            "Slope.",
            rf"\frac{{S_{{xy}}}}{{S_{{xx}}}} = \frac{{{tex(total)}}}{{{tex(spread)}}} {equals(slope)}",
        ),
        Step("The intercept.", rf"{tex(mean_of(y))} - {signed(slope)} \cdot {signed(mean_of(x))} {equals(intercept)}"),
    ]
    reading = f"least-squares line through x = {vector_text(x)}, y = {vector_text(y)}"
    return Solution((slope, intercept), reading, tuple(steps), parts={"slope": slope, "intercept": intercept})


OPERATIONS = (mean, variance, standard_deviation, median, percentile, covariance, correlation, regression)
