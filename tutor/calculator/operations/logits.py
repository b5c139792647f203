"""Logits: softmax, log-softmax and log-sum-exp."""

import math

from tutor.calculator.checks import LARGEST, Vector, positive
from tutor.calculator.defining import calculates
from tutor.calculator.notation import abbreviated, equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

LOGITS = Parameter("z", Kind.VECTOR, "the logits, one for each class", symbol="z", example="[2, 1, 0]")
TEMPERATURE = Parameter(
    "temperature", Kind.SCALAR, "the temperature", symbol="T", default=1.0, optional=True, example="1"
)
PLAIN_EXPONENT = 50.0
"""Up to this size the exponentials are shown as they are; above it, after subtracting the largest."""
CONVENTION = (
    "Natural exponential; a temperature T divides the logits first (T above 1 evens the probabilities out, "
    "below 1 sharpens them)."
)


def softmax_of(logits: Vector) -> Vector:
    """The probabilities, without overflow: the largest logit is subtracted first."""
    largest = max(logits)
    exponentials = [math.exp(logit - largest) for logit in logits]
    total = math.fsum(exponentials)
    return tuple(exponential / total for exponential in exponentials)


def log_rest(logits: Vector) -> float:
    """ln(sum of exp(z - max z)): exact also when one logit dominates and the sum is barely above 1."""
    largest = max(logits)
    place = logits.index(largest)
    return math.log1p(math.fsum(math.exp(logit - largest) for at, logit in enumerate(logits) if at != place))


def log_sum_exp_of(logits: Vector) -> float:
    """ln(sum of exp(z)), without overflow."""
    return max(logits) + log_rest(logits)


def log_softmax_of(logits: Vector) -> Vector:
    """The logarithms of the probabilities."""
    largest, rest = max(logits), log_rest(logits)
    return tuple((logit - largest) - rest for logit in logits)


def scaled(z: Vector, temperature: float) -> tuple[Vector, list[Step]]:
    """The logits divided by the temperature, with the step that says so when it is not 1."""
    positive(temperature, "The temperature")
    if temperature == 1:
        return z, []
    logits = tuple(logit / temperature for logit in z)
    if max(map(abs, logits)) > LARGEST:
        raise Refused(f"The temperature {rounded(temperature)} is too close to 0 for these logits.")
    formula = rf"\frac{{z}}{{T}} = \frac{{1}}{{{tex(temperature)}}} \cdot {vector_tex(z)} = {vector_tex(logits)}"
    return logits, [Step(f"Divide the logits by the temperature {rounded(temperature)}.", formula)]


def shifted(logits: Vector) -> tuple[Vector, list[Step]]:
    """The logits whose exponentials can be shown; shifted by the largest when they would overflow."""
    if max(abs(logit) for logit in logits) <= PLAIN_EXPONENT:
        return logits, []
    largest = max(logits)
    moved = tuple(logit - largest for logit in logits)
    text = f"Subtract the largest logit, {rounded(largest)}: the result stays the same and no exponential overflows."
    return moved, [Step(text, rf"z - \max z = {vector_tex(moved)}")]


def exponential_steps(logits: Vector) -> list[Step]:
    """The exponentials and their sum."""
    exponentials = [math.exp(logit) for logit in logits]
    total = math.fsum(exponentials)
    each = abbreviated(
        [rf"e^{{{tex(logit)}}} {equals(value)}" for logit, value in zip(logits, exponentials, strict=True)]
    )
    added = sum_tex([tex(value) for value in exponentials])
    return [
        Step(f"Exponentiate every logit: {vector_text(exponentials)}.", r",\quad ".join(each)),
        Step(f"Add them up: {rounded(total)}.", rf"\sum_j e^{{z_j}} = {added} {equals(total)}"),
    ]


@calculates(
    "softmax",
    family="losses",
    summary="Turns logits into probabilities that sum to one.",
    aliases=("softmax function", "softargmax", "normalized exponential", "normalised exponential"),
    parameters=(LOGITS, TEMPERATURE),
    convention=CONVENTION,
)
def softmax(z: Vector, temperature: float) -> Solution:
    """p_i = exp(z_i / T) / sum_j exp(z_j / T). Goodfellow, Bengio, Courville, Deep Learning (2016), 6.2.2.3."""
    logits, steps = scaled(z, temperature)
    value = softmax_of(logits)
    visible, shift = shifted(logits)
    total = math.fsum(math.exp(logit) for logit in visible)
    parts = [
        rf"\frac{{{tex(math.exp(logit))}}}{{{tex(total)}}} {equals(p)}" for logit, p in zip(visible, value, strict=True)
    ]
    divide = Step(f"Divide each by the sum: {vector_text(value)}.", r",\quad ".join(abbreviated(parts)))
    reading = f"softmax of {vector_text(z)}" + (f" with temperature {rounded(temperature)}" if temperature != 1 else "")
    return Solution(value, reading, (*steps, *shift, *exponential_steps(visible), divide))


@calculates(
    "log-softmax",
    family="losses",
    summary="The natural logarithm of the softmax probabilities.",
    aliases=("log softmax", "logsoftmax", "log of softmax", "log probabilities", "log-probabilities"),
    parameters=(LOGITS, TEMPERATURE),
    convention=CONVENTION,
)
def log_softmax(z: Vector, temperature: float) -> Solution:
    """Log softmax(z)_i = z_i / T - log sum_j exp(z_j / T). Goodfellow, Bengio, Courville (2016), eq. 6.30."""
    logits, steps = scaled(z, temperature)
    normaliser = log_sum_exp_of(logits)
    value = log_softmax_of(logits)
    parts = [rf"{tex(logit)} - {_signed(normaliser)} {equals(v)}" for logit, v in zip(logits, value, strict=True)]
    subtract = Step(
        f"Subtract the log-sum-exp from every logit: {vector_text(value)}.", r",\quad ".join(abbreviated(parts))
    )
    reading = f"log-softmax of {vector_text(z)}" + (
        f" with temperature {rounded(temperature)}" if temperature != 1 else ""
    )
    return Solution(value, reading, (*steps, *log_sum_exp_steps(logits), subtract))


def _signed(number: float) -> str:
    return tex(number) if number >= 0 else rf"({tex(number)})"


def log_sum_exp_steps(logits: Vector) -> list[Step]:
    """The way to the log-sum-exp, with the largest logit taken out when it is needed."""
    visible, shift = shifted(logits)
    total = math.fsum(math.exp(logit) for logit in visible)
    value = log_sum_exp_of(logits)
    if not shift:
        last = Step(f"Take the natural logarithm: {rounded(value)}.", rf"\ln {tex(total)} {equals(value)}")
    else:
        largest = max(logits)
        last = Step(
            f"Take the natural logarithm and add the largest logit back: {rounded(value)}.",
            rf"{tex(largest)} + \ln {tex(total)} {equals(value)}",
        )
    return [*shift, *exponential_steps(visible), last]


@calculates(
    "log-sum-exp",
    family="losses",
    summary="The natural logarithm of the sum of exponentials: a smooth maximum.",
    aliases=("logsumexp", "log sum exp", "lse", "log-partition function", "smooth maximum"),
    parameters=(LOGITS,),
    convention="Natural logarithm; worked out as max z + ln(sum of exp(z - max z)), which cannot overflow.",
)
def log_sum_exp(z: Vector) -> Solution:
    """LSE(z) = m + ln sum_i exp(z_i - m) with m = max z. Boyd, Vandenberghe, Convex Optimization (2004), 3.1.5."""
    return Solution(log_sum_exp_of(z), f"ln of the sum of exp over {vector_text(z)}", tuple(log_sum_exp_steps(z)))


OPERATIONS = (softmax, log_softmax, log_sum_exp)
