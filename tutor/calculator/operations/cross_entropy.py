"""Cross-entropy: between distributions, or of one right class, from probabilities or logits."""

import math

from tutor.calculator.checks import Vector, same_length, within
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.information import LOGARITHM, infinite_step
from tutor.calculator.operations.logits import TEMPERATURE, log_softmax, log_softmax_of, softmax_of
from tutor.calculator.refusal import Refused
from tutor.calculator.units import UNIT, UNITS, Unit
from tutor.calculator.working import Solution, Step

P = Parameter(
    "p",
    Kind.DISTRIBUTION,
    "the true (soft) distribution",
    symbol="P",
    optional=True,
    ways=("two distributions", "a distribution and logits"),
    example="[0.7, 0.2, 0.1]",
)
Q = Parameter(
    "q",
    Kind.DISTRIBUTION,
    "the predicted probabilities",
    symbol="Q",
    optional=True,
    ways=("the right class and probabilities", "two distributions"),
    example="[0.5, 0.3, 0.2]",
)
Z = Parameter(
    "z",
    Kind.VECTOR,
    "the logits, instead of predicted probabilities",
    symbol="z",
    optional=True,
    ways=("the right class and logits", "a distribution and logits"),
    example="[2, 1, 0]",
)
RIGHT = Parameter(
    "label",
    Kind.LABEL,
    "the right class, counted from 1, instead of P",
    symbol="y",
    optional=True,
    ways=("the right class and probabilities", "the right class and logits"),
    example="1",
)
SMOOTHING = Parameter(
    "smoothing",
    Kind.PROBABILITY,
    "label smoothing of the right class",
    symbol="epsilon",
    default=0.0,
    optional=True,
    example="0",
)


@calculates(
    "cross-entropy",
    family="information",
    summary="The average surprise of predictions Q (or logits) where P, or one right class, is true.",
    aliases=(
        "cross entropy",
        "crossentropy",
        "cross-entropy loss",
        "cross entropy loss",
        "categorical cross-entropy",
        "categorical cross entropy",
        "negative log-likelihood",
        "negative log likelihood",
        "nll",
        "nll loss",
        "softmax loss",
        "ce loss",
        "sparse categorical cross-entropy",
    ),
    parameters=(P, Q, Z, RIGHT, SMOOTHING, TEMPERATURE, UNIT),
    example=("q", "label"),
    convention=f"H(P, Q) averages over P. A class is counted from 1. {LOGARITHM}",
)
def cross_entropy(
    p: Vector | None,
    q: Vector | None,
    z: Vector | None,
    label: int | None,
    smoothing: float,
    temperature: float,
    unit: str,
) -> Solution:
    """H(P, Q) = -sum_i p_i log q_i; for one right class -log q_y. Goodfellow et al. (2016), 3.13."""
    if (q is None) == (z is None):
        raise Refused("Cross-entropy needs either the predicted probabilities Q or the logits z, one of the two.")
    if (p is None) == (label is None):
        raise Refused("Cross-entropy needs either the true distribution P or the right class, one of the two.")
    size = len(q or z or ())
    if p is None:
        assert label is not None
        target, target_steps = _target(label, size, smoothing)
    else:
        target, target_steps = p, []
    predicted, logs, steps = _log_probabilities(q, z, temperature)
    same_length(target, predicted, "P and Q")
    if smoothing and p is not None:
        raise Refused("Label smoothing applies to a right class, not to a distribution P: leave one of them out.")
    reading = _reading(p, label, smoothing, q, z, temperature, UNITS[unit])
    return _solution(target, predicted, logs, [*target_steps, *steps], UNITS[unit], reading)


def _target(label: int, size: int, smoothing: float) -> tuple[Vector, list[Step]]:
    """The one-hot target, smoothed where asked."""
    place = within(label, size)
    target = smoothed(place, size, smoothing)
    if not smoothing:
        return target, [Step(f"Class {label} is right: the target is one-hot.", rf"P = {vector_tex(target)}")]
    spread = rf"(1 - {tex(smoothing)}) \cdot \text{{one-hot}} + \frac{{{tex(smoothing)}}}{{{size}}}"
    text = f"Class {label} is right; smoothing takes {rounded(smoothing)} of it and spreads it evenly."
    return target, [Step(text, rf"P = {spread} = {vector_tex(target)}")]


def smoothed(place: int, size: int, smoothing: float) -> Vector:
    """The one-hot vector of a class with label smoothing."""
    even = smoothing / size
    return tuple(1 - smoothing + even if at == place else even for at in range(size))


def _log_probabilities(
    q: Vector | None, z: Vector | None, temperature: float
) -> tuple[Vector, list[float], list[Step]]:
    """Predicted probabilities and their natural logarithms, from either; a probability of 0 has the logarithm -inf."""
    if q is not None:
        if temperature != 1:
            raise Refused("A temperature applies to logits, not to probabilities: give the logits z, or leave it out.")
        return q, [math.log(value) if value else -math.inf for value in q], []
    assert z is not None
    working = log_softmax.work(z=z, temperature=temperature)
    logits = tuple(logit / temperature for logit in z)
    return softmax_of(logits), list(log_softmax_of(logits)), list(working.steps)


def _solution(
    target: Vector, predicted: Vector, logs: list[float], steps: list[Step], unit: Unit, reading: str
) -> Solution:
    """The average of the negative logarithms over the target."""
    pairs = [(a, b, log) for a, b, log in zip(target, predicted, logs, strict=True) if a > 0]
    if any(log == -math.inf for _, _, log in pairs):
        steps.append(infinite_step(target, predicted, "the cross-entropy"))
        return Solution(math.inf, reading, tuple(steps), unit.name, infinite=True)
    value = abs(unit.of_nats(math.fsum(-a * log for a, _, log in pairs)))
    if len(pairs) == 1 and pairs[0][0] == 1:
        formula = rf"H(P, Q) = -{unit.log} {tex(pairs[0][1])} {equals(value)}"
        steps.append(Step("Only the right class counts: take the negative logarithm of its probability.", formula))
    else:
        terms = [rf"{tex(a)} {unit.log} {tex(b)}" for a, b, _ in pairs]
        formula = rf"H(P, Q) = -\sum_i p_i {unit.log} q_i = -\left({sum_tex(terms)}\right) {equals(value)}"
        steps.append(Step("Average the negative logarithms of Q over P.", formula))
    return Solution(value, reading, tuple(steps), unit.name, {"probabilities": predicted})


def _reading(
    p: Vector | None,
    label: int | None,
    smoothing: float,
    q: Vector | None,
    z: Vector | None,
    temperature: float,
    unit: Unit,
) -> str:
    """How the question was understood."""
    truth = f"P = {vector_text(p)}" if p is not None else f"class {label} right"
    soft = f" (label smoothing {rounded(smoothing)})" if smoothing else ""
    given = f"Q = {vector_text(q)}" if q is not None else f"the logits z = {vector_text(z or ())}"
    heat = f" at temperature {rounded(temperature)}" if temperature != 1 else ""
    return f"cross-entropy with {truth}{soft}, {given}{heat} and {unit.words}"


OPERATIONS = (cross_entropy,)
