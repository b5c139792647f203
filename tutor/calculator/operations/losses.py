"""Losses: of regression (MSE, MAE, RMSE, Huber, R²) and of classification (binary cross-entropy, hinge, focal)."""

import math

from tutor.calculator.checks import Vector, positive, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import abbreviated, equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.activations import sigmoid_of, softplus_of
from tutor.calculator.refusal import Refused
from tutor.calculator.units import UNIT, UNITS, Unit
from tutor.calculator.working import Solution, Step

ACTUAL = Parameter("actual", Kind.VECTOR, "the true values", symbol="y", example="[3, -0.5, 2, 7]")
PREDICTED = Parameter("predicted", Kind.VECTOR, "the predicted values", symbol="ŷ", example="[2.5, 0, 2, 8]")
BINARY = Parameter("actual", Kind.VECTOR, "the true labels, 0 or 1 (or probabilities)", symbol="y", example="[1, 0, 1]")
PROBABILITIES = Parameter(
    "predicted",
    Kind.VECTOR,
    "the predicted probabilities of 1",
    symbol="p",
    optional=True,
    ways=("probabilities",),
    example="[0.9, 0.2, 0.6]",
)


def _mean(values: list[float] | Vector) -> float:
    return math.fsum(values) / len(values)


def _mean_tex(values: list[float]) -> str:
    return rf"\frac{{{sum_tex(tex(value) for value in values)}}}{{{len(values)}}} {equals(_mean(values))}"


def _errors(actual: Vector, predicted: Vector) -> tuple[list[float], Step]:
    """The errors y - ŷ and the step that shows them."""
    same_length(actual, predicted, "The true and the predicted values")
    errors = [a - b for a, b in zip(actual, predicted, strict=True)]
    formula = rf"y - \hat{{y}} = {vector_tex(actual)} - {vector_tex(predicted)} = {vector_tex(errors)}"
    return errors, Step(f"Take the errors: {vector_text(errors)}.", formula)


def _reading(name: str, actual: Vector, predicted: Vector) -> str:
    return f"{name} of the predictions {vector_text(predicted)} for the true values {vector_text(actual)}"


@calculates(
    "mean squared error",
    family="losses",
    summary="The average of the squared errors.",
    aliases=("mse", "mean square error", "l2 loss", "squared error", "quadratic loss"),
    parameters=(ACTUAL, PREDICTED),
    convention="Divided by n; some texts put a further 1/2 in front to make the gradient simple.",
)
def mse(actual: Vector, predicted: Vector) -> Solution:
    """(1/n) sum (y - ŷ)^2. Goodfellow, Bengio, Courville (2016), eq. 5.4."""
    errors, first = _errors(actual, predicted)
    squares = [error * error for error in errors]
    steps = (
        first,
        Step(f"Square them: {vector_text(squares)}.", rf"(y - \hat{{y}})^2 = {vector_tex(squares)}"),
        Step("Average.", rf"MSE = {_mean_tex(squares)}"),
    )
    return Solution(_mean(squares), _reading("mean squared error", actual, predicted), steps)


@calculates(
    "root mean squared error",
    family="losses",
    summary="The square root of the mean squared error, in the unit of the target.",
    aliases=("rmse", "root mean square error", "root-mean-square error"),
    parameters=(ACTUAL, PREDICTED),
)
def rmse(actual: Vector, predicted: Vector) -> Solution:
    """Square root of (1/n) sum (y - ŷ)^2. Hyndman, Koehler, Int. J. Forecasting 22 (2006)."""
    errors, first = _errors(actual, predicted)
    squares = [error * error for error in errors]
    value = math.hypot(*errors) / math.sqrt(len(errors))
    steps = (
        first,
        Step("Square them and average.", rf"MSE = {_mean_tex(squares)}"),
        Step("Take the square root.", rf"RMSE = \sqrt{{{tex(_mean(squares))}}} {equals(value)}"),
    )
    return Solution(value, _reading("root mean squared error", actual, predicted), steps, parts={"mse": _mean(squares)})


@calculates(
    "mean absolute error",
    family="losses",
    summary="The average size of the errors.",
    aliases=("mae", "l1 loss", "absolute error", "mean absolute deviation of predictions"),
    parameters=(ACTUAL, PREDICTED),
)
def mae(actual: Vector, predicted: Vector) -> Solution:
    """(1/n) sum |y - ŷ|. Hyndman, Koehler, Int. J. Forecasting 22 (2006)."""
    errors, first = _errors(actual, predicted)
    sizes = [abs(error) for error in errors]
    steps = (first, Step("Average their sizes.", rf"MAE = {_mean_tex(sizes)}"))
    return Solution(_mean(sizes), _reading("mean absolute error", actual, predicted), steps)


@calculates(
    "Huber loss",
    family="losses",
    summary="Squared for small errors, linear for large ones.",
    aliases=("huber", "smooth l1 loss", "smooth l1"),
    parameters=(
        ACTUAL,
        PREDICTED,
        Parameter("delta", Kind.SCALAR, "where squared becomes linear", default=1.0, optional=True, example="1"),
    ),
    convention="Averaged over the examples; delta = 1 unless given.",
)
def huber(actual: Vector, predicted: Vector, delta: float) -> Solution:
    """e^2/2 for |e| <= delta, otherwise delta (|e| - delta/2). Huber, Ann. Math. Statist. 35 (1964)."""
    positive(delta, "Delta")
    errors, first = _errors(actual, predicted)
    each = [error * error / 2 if abs(error) <= delta else delta * (abs(error) - delta / 2) for error in errors]
    d = tex(delta)
    linear = rf"{d} \cdot \left(|e| - \frac{{{d}}}{{2}}\right)"
    rule = rf"\frac{{1}}{{2}} e^2 \text{{ for }} |e| \le {d},\quad {linear} \text{{ otherwise}}"
    steps = (
        first,
        Step(f"Square small errors, take large ones linearly: {vector_text(each)}.", rule),
        Step("Average.", rf"L = {_mean_tex(each)}"),
    )
    return Solution(_mean(each), _reading(f"Huber loss (delta {rounded(delta)})", actual, predicted), steps)


@calculates(
    "R²",
    family="losses",
    summary="The share of the variance that the predictions explain.",
    aliases=("r2", "r squared", "r-squared", "r^2", "coefficient of determination", "r2 score", "explained variance"),
    parameters=(ACTUAL, PREDICTED),
    convention="1 is perfect, 0 is as good as the mean, and it can be negative.",
)
def r_squared(actual: Vector, predicted: Vector) -> Solution:
    """1 - SS_res / SS_tot. Hastie, Tibshirani, Friedman (2009), 3.2; Draper, Smith, Applied Regression Analysis."""
    errors, first = _errors(actual, predicted)
    mean = _mean(actual)
    residual = math.fsum(error * error for error in errors)
    total = math.fsum((value - mean) ** 2 for value in actual)
    if total == 0:
        raise Refused("R² is not defined when all true values are equal: their variance is 0.")
    value = 1 - residual / total
    steps = (
        first,
        Step("Sum of the squared errors.", rf"SS_{{res}} = {sum_tex(tex(e * e) for e in errors)} {equals(residual)}"),
        Step("Mean of the true values.", rf"\bar{{y}} {equals(mean)}"),
        Step(
            "Sum of the squared distances from the mean.",
            rf"SS_{{tot}} = {sum_tex(tex((v - mean) ** 2) for v in actual)} {equals(total)}",
        ),
        Step("One minus their quotient.", rf"R^2 = 1 - \frac{{{tex(residual)}}}{{{tex(total)}}} {equals(value)}"),
    )
    return Solution(value, _reading("R²", actual, predicted), steps)


@calculates(
    "mean absolute percentage error",
    family="losses",
    summary="The average size of the errors relative to the true values.",
    aliases=("mape",),
    parameters=(ACTUAL, PREDICTED),
    convention="As a share: 0.05 is 5 %.",
)
def mape(actual: Vector, predicted: Vector) -> Solution:
    """(1/n) sum |y - ŷ| / |y|. Hyndman, Koehler, Int. J. Forecasting 22 (2006)."""
    errors, first = _errors(actual, predicted)
    if 0 in actual:
        raise Refused("The percentage error is not defined where the true value is 0. Leave it out, or use the MAE.")
    shares = [abs(error / value) for error, value in zip(errors, actual, strict=True)]
    steps = (first, Step("Divide their sizes by the true values and average.", rf"MAPE = {_mean_tex(shares)}"))
    return Solution(_mean(shares), _reading("mean absolute percentage error", actual, predicted), steps)


@calculates(
    "binary cross-entropy",
    family="losses",
    summary="The average surprise of predicted probabilities for yes/no labels.",
    aliases=("bce", "binary cross entropy", "logistic loss", "binary log loss", "bce loss", "bernoulli loss"),
    parameters=(
        BINARY,
        PROBABILITIES,
        Parameter(
            "z",
            Kind.VECTOR,
            "the logits, instead of probabilities",
            optional=True,
            ways=("logits",),
            example="[2.2, -1.4, 0.4]",
        ),
        UNIT,
    ),
    convention="Averaged over the examples, natural logarithm unless asked otherwise.",
    example=("predicted",),
)
def binary_cross_entropy(actual: Vector, predicted: Vector | None, z: Vector | None, unit: str) -> Solution:
    """-(1/n) sum [y ln p + (1 - y) ln(1 - p)]. Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.90."""
    if (predicted is None) == (z is None):
        raise Refused("Binary cross-entropy needs either predicted probabilities or logits, one of the two.")
    if any(not 0 <= y <= 1 for y in (*actual, *(predicted or ()))):
        raise Refused("Labels and predicted probabilities lie between 0 and 1 (for logits say so).")
    same_length(actual, predicted or z or (), "Labels and predictions")
    first = []
    if z is not None:
        predicted = tuple(sigmoid_of(number) for number in z)
        first = [Step("The sigmoid makes probabilities of the logits.", rf"p = \sigma(z) = {vector_tex(predicted)}")]
    assert predicted is not None
    chosen = UNITS[unit]
    losses = [
        chosen.of_nats(y * softplus_of(-z[at]) + (1 - y) * softplus_of(z[at]) if z else _surprise(y, predicted[at]))
        for at, y in enumerate(actual)
    ]
    given = f"the logits {vector_text(z)}" if z is not None else f"the probabilities {vector_text(predicted)}"
    reading = f"binary cross-entropy of {given} for the labels {vector_text(actual)} with {chosen.words}"
    return _binary_solution(actual, predicted, losses, chosen, first, reading)


def _surprise(y: float, p: float) -> float:
    """-[y ln p + (1 - y) ln(1 - p)] in nats; infinite when the impossible came."""
    if (y > 0 and p == 0) or (y < 1 and p == 1):
        return math.inf
    return abs((y * math.log(p) if y else 0.0) + ((1 - y) * math.log1p(-p) if y < 1 else 0.0))


def _binary_solution(
    actual: Vector, predicted: Vector, losses: list[float], unit: Unit, first: list[Step], reading: str
) -> Solution:
    """The average of the losses with the steps, infinite where one of them is."""
    rule = rf"L = -\frac{{1}}{{n}} \sum_i \left[y_i {unit.log} p_i + (1 - y_i) {unit.log} (1 - p_i)\right]"
    if math.inf in losses:
        at = losses.index(math.inf)
        text = (
            f"Example {at + 1} has the label {rounded(actual[at])} but the probability {rounded(predicted[at])}: "
            "what was called impossible came, so the loss is infinite. (In practice probabilities are clipped.)"
        )
        steps = (*first, Step("The rule.", rule), Step(text, rf"-{unit.log} 0 = \infty"))
        return Solution(math.inf, reading, steps, unit.name, infinite=True)
    lines = [_binary_term(y, p, unit, loss) for y, p, loss in zip(actual, predicted, losses, strict=True)]
    steps = (
        *first,
        Step("The rule.", rule),
        Step("The loss of every example.", r",\quad ".join(abbreviated(lines))),
        Step("Average.", rf"L = {_mean_tex(losses)}"),
    )
    return Solution(_mean(losses), reading, steps, unit.name)


def _binary_term(y: float, p: float, unit: Unit, loss: float) -> str:
    """The loss of one example with its numbers."""
    if y in {0.0, 1.0}:
        return rf"-{unit.log} {tex(p if y else 1 - p)} {equals(loss)}"
    return rf"-\left({tex(y)} {unit.log} {tex(p)} + {tex(1 - y)} {unit.log} {tex(1 - p)}\right) {equals(loss)}"


OPERATIONS = (mse, rmse, mae, huber, r_squared, mape, binary_cross_entropy)
