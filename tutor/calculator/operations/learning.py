"""Learning in samples: bias and variance of predictions, folds, splits, the bootstrap, a grid of settings."""

import math

from tutor.calculator.checks import Matrix, Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, matrix_tex, rounded, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.statistics import mean_of
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step


@calculates(
    "bias-variance decomposition",
    family="probability",
    summary="The error of several models split into squared bias and variance.",
    aliases=(
        "bias variance",
        "bias-variance",
        "bias and variance",
        "bias-variance tradeoff",
        "bias variance decomposition",
    ),
    parameters=(
        Parameter(
            "predictions",
            Kind.MATRIX,
            "one row for each trained model, one column for each point",
            example="[[2, 3], [3, 5], [4, 4]]",
        ),
        Parameter("actual", Kind.VECTOR, "the true value of each point", symbol="y", example="[3, 3]"),
        Parameter(
            "noise", Kind.SCALAR, "the variance of the noise", symbol="sigma²", default=0.0, optional=True, example="0"
        ),
    ),
    convention="Variance divided by the number of models; the value is (squared bias, variance, expected error).",
)
def bias_variance(predictions: Matrix, actual: Vector, noise: float) -> Solution:
    """E(y - f)² = bias² + variance + noise. Hastie, Tibshirani, Friedman (2009), eq. 7.9."""
    if noise < 0:
        raise Refused("The variance of the noise cannot be negative.")
    table = predictions if len(predictions) > 1 or len(actual) > 1 else tuple((value,) for value in predictions[0])
    same_length(table[0], actual, "Predictions of a model and true values")
    columns = tuple(zip(*table, strict=True))
    means = tuple(mean_of(column) for column in columns)
    biases = tuple((mean - y) ** 2 for mean, y in zip(means, actual, strict=True))
    spreads = tuple(
        mean_of(tuple((v - mean) ** 2 for v in column)) for column, mean in zip(columns, means, strict=True)
    )
    bias, variance = mean_of(biases), mean_of(spreads)
    total = bias + variance + noise
    steps = (
        Step("The predictions, a model in each row.", matrix_tex(table)),
        Step("The mean prediction of each point.", rf"\bar{{f}} = {vector_tex(means)}"),
        Step(
            "Squared bias.",
            rf"(\bar{{f}} - y)^2 = {vector_tex(biases)},\quad \text{{mean}} {equals(bias)}",
        ),
        Step(
            "Variance of the predictions around their mean.",
            rf"{vector_tex(spreads)},\quad \text{{mean}} {equals(variance)}",
        ),
        Step("Together.", rf"{tex(bias)} + {tex(variance)} + {tex(noise)} {equals(total)}"),
    )
    parts = {"bias_squared": bias, "variance": variance, "error": total}
    reading = f"squared bias, variance and error of {len(table)} models for the true values {vector_text(actual)}"
    return Solution((bias, variance, total), reading, steps, parts=parts)


EXAMPLES = Parameter("examples", Kind.COUNT, "the number of examples", symbol="n", example="103")


@calculates(
    "k-fold sizes",
    family="probability",
    summary="How many examples each fold of a cross-validation has.",
    aliases=("k-fold cross-validation", "k fold sizes", "fold size", "cross-validation folds", "kfold", "k-fold"),
    parameters=(EXAMPLES, Parameter("folds", Kind.COUNT, "the number of folds", symbol="k", example="5")),
    convention="The first n mod k folds have one more, as in scikit-learn; the value lists the sizes.",
)
def k_fold(examples: int, folds: int) -> Solution:
    """N // k, and one more for the first n mod k. Hastie, Tibshirani, Friedman (2009), 7.10.1; sklearn KFold."""
    if not 2 <= folds <= min(examples, 10_000):
        raise Refused(f"Between 2 and as many folds as examples, not {folds} for {examples} examples (at most 10,000).")
    size, rest = divmod(examples, folds)
    value = (size + 1,) * rest + (size,) * (folds - rest)
    text = f"{rest} folds have one more." if rest else "All folds have the same size."
    largest = value[0]
    steps = (
        Step(f"Divide: {size} with a remainder of {rest}.", rf"{examples} = {folds} \cdot {size} + {rest}"),
        Step(text, vector_tex(value)),
        Step("Each model trains on all the other folds.", rf"{examples} - {largest} = {examples - largest}"),
    )
    parts = {"validation": largest, "training": examples - largest, "fits": folds}
    return Solution(value, f"sizes of {folds} folds of {examples} examples", steps, "examples", parts)


@calculates(
    "split sizes",
    family="probability",
    summary="How many examples go into training, validation and test.",
    aliases=("train test split", "train-test split", "train/test split", "data split", "dataset split"),
    parameters=(EXAMPLES, Parameter("shares", Kind.DISTRIBUTION, "the shares", example="[0.8, 0.1, 0.1]")),
    convention="Every part but the first is rounded to the nearest whole number, and the first gets the rest.",
)
def split(examples: int, shares: Vector) -> Solution:
    """N times each share. Hastie, Tibshirani, Friedman (2009), 7.2."""
    total = math.fsum(shares)
    others = tuple(math.floor(examples * share / total + 0.5) for share in shares[1:])
    first = examples - sum(others)
    if first < 0:
        raise Refused(f"{examples} examples are too few for {len(shares)} parts.")
    value = (first, *others)
    lines = r",\quad ".join(
        rf"{tex(share)} \cdot {examples} \to {size}" for share, size in list(zip(shares, value, strict=True))[:8]
    )
    return Solution(
        value,
        f"sizes of the parts {vector_text(shares)} of {examples} examples",
        (Step("Each share.", lines),),
        "examples",
    )


@calculates(
    "bootstrap share",
    family="probability",
    summary="The expected share of the examples that a bootstrap sample holds.",
    aliases=("out-of-bag", "out of bag", "bootstrap sample share", "0.632", "oob share"),
    parameters=(EXAMPLES,),
    convention="The share inside the sample; one minus it is out of the bag (1/e for large n).",
)
def bootstrap(examples: int) -> Solution:
    """1 - (1 - 1/n)^n. Efron, Tibshirani, An Introduction to the Bootstrap (1993), 17.7."""
    if examples < 1:
        raise Refused("There has to be at least one example.")
    outside = math.exp(examples * math.log1p(-1 / examples)) if examples > 1 else 0.0
    value = 1 - outside
    steps = (
        Step(
            "The probability to be left out in every draw.",
            rf"\left(1 - \frac{{1}}{{{examples}}}\right)^{{{examples}}} {equals(outside)}",
        ),
        Step("The rest is in the sample.", rf"1 - {tex(outside)} {equals(value)}"),
    )
    return Solution(value, f"share of {examples} examples in a bootstrap sample", steps, parts={"out_of_bag": outside})


@calculates(
    "grid search fits",
    family="probability",
    summary="How many models a grid search trains.",
    aliases=("grid search", "number of fits", "hyperparameter grid"),
    parameters=(
        Parameter("values", Kind.VECTOR, "how many values each setting has", example="[3, 4, 2]"),
        Parameter(
            "folds", Kind.COUNT, "the folds of the cross-validation", symbol="k", default=1, optional=True, example="5"
        ),
    ),
    convention="Without the last fit on all data.",
)
def grid_search(values: Vector, folds: int) -> Solution:
    """The product of the numbers of values, times the folds. Bergstra, Bengio, JMLR 13 (2012), section 1."""
    if len(values) > 20 or any(v != int(v) or not 1 <= v <= 10_000 for v in values) or folds < 1:
        raise Refused("Give at most 20 whole numbers from 1 to 10,000, and at least 1 fold.")
    combinations = math.prod(int(v) for v in values)
    product = r" \cdot ".join(rounded(v) for v in values)
    value = combinations * folds
    if value > 10**18:
        raise Refused("That is more than 10^18 fits.")
    steps = (
        Step("Combinations.", f"{product} = {combinations}"),
        Step("Each is trained once for every fold.", rf"{combinations} \cdot {folds} = {value}"),
    )
    return Solution(value, f"fits of a grid with {vector_text(values)} values and {folds} fold(s)", steps, "fits")


OPERATIONS = (bias_variance, k_fold, split, bootstrap, grid_search)
