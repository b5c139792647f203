"""Schedules: learning rates over time, batches and steps per epoch, gradient clipping."""

import math

from tutor.calculator.checks import Vector, positive
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

RATE = Parameter("learning_rate", Kind.SCALAR, "the first learning rate", symbol="eta_0", example="0.1")
STEP = Parameter("step", Kind.COUNT, "the step or epoch", symbol="t", example="50")
TOTAL = Parameter("total", Kind.COUNT, "all steps or epochs", symbol="T", example="100")


@calculates(
    "step decay",
    family="optimisation",
    summary="A learning rate multiplied by a factor every so many epochs.",
    aliases=("step decay schedule", "steplr", "step learning rate decay", "step schedule"),
    parameters=(
        RATE,
        STEP,
        Parameter("factor", Kind.SCALAR, "the factor", symbol="gamma", default=0.1, optional=True, example="0.5"),
        Parameter("every", Kind.COUNT, "after how many steps or epochs", example="30"),
    ),
    convention="Factor 0.1 unless given; the first epoch is 0.",
)
def step_decay(learning_rate: float, step: int, factor: float, every: int) -> Solution:
    """eta_0 gamma^floor(t / k). PyTorch StepLR; He et al., Deep Residual Learning (2016), 3.4."""
    positive(learning_rate, "The learning rate")
    positive(factor, "The factor")
    if every < 1:
        raise Refused("The factor is applied after 1 epoch or more.")
    times = step // every
    value = learning_rate * _power(factor, times)
    steps = (
        Step("How often it was applied.", rf"\lfloor {step} / {every} \rfloor = {times}"),
        Step("The rate.", rf"{tex(learning_rate)} \cdot {tex(factor)}^{{{times}}} {equals(value)}"),
    )
    return Solution(value, f"learning rate after {step} with factor {rounded(factor)} every {every}", steps)


def _power(base: float, exponent: float) -> float:
    """A power, or Refused where it leaves the range of a double."""
    try:
        return math.pow(base, exponent)
    except OverflowError as error:
        raise Refused("The learning rate grows beyond what can be calculated.") from error


@calculates(
    "exponential decay",
    family="optimisation",
    summary="A learning rate that shrinks by the same factor, or at the same rate, in every step.",
    aliases=("exponential learning rate decay", "exponentiallr", "exponential schedule"),
    parameters=(
        RATE,
        STEP,
        Parameter(
            "factor",
            Kind.SCALAR,
            "the factor of every step",
            symbol="gamma",
            optional=True,
            ways=("a factor",),
            example="0.9",
        ),
        Parameter(
            "rate",
            Kind.SCALAR,
            "the decay rate k of exp(-k t), instead of a factor",
            symbol="k",
            optional=True,
            ways=("a decay rate",),
            example="0.05",
        ),
    ),
    example=("factor",),
)
def exponential_decay(learning_rate: float, step: int, factor: float | None, rate: float | None) -> Solution:
    """eta_0 gamma^t, or eta_0 exp(-k t). PyTorch ExponentialLR; Goodfellow, Bengio, Courville (2016), 8.3.1."""
    positive(learning_rate, "The learning rate")
    if (factor is None) == (rate is None):
        raise Refused("Give either the factor of every step or the decay rate, one of the two.")
    if factor is not None:
        positive(factor, "The factor")
        value = learning_rate * _power(factor, step)
        formula = rf"{tex(learning_rate)} \cdot {tex(factor)}^{{{step}}} {equals(value)}"
    else:
        assert rate is not None
        value = learning_rate * _power(math.e, -rate * step)
        formula = rf"{tex(learning_rate)} \cdot e^{{-{tex(rate)} \cdot {step}}} {equals(value)}"
    return Solution(value, f"learning rate after {step} steps of exponential decay", (Step("The rate.", formula),))


@calculates(
    "cosine annealing",
    family="optimisation",
    summary="A learning rate that falls along half a cosine.",
    aliases=("cosine decay", "cosine schedule", "cosine learning rate", "cosineannealinglr"),
    parameters=(
        RATE,
        STEP,
        TOTAL,
        Parameter(
            "lowest", Kind.SCALAR, "the rate at the end", symbol="eta_min", default=0.0, optional=True, example="0"
        ),
    ),
)
def cosine_annealing(learning_rate: float, step: int, total: int, lowest: float) -> Solution:
    """eta_min + (eta_0 - eta_min)(1 + cos(pi t / T)) / 2. Loshchilov, Hutter, SGDR (2017), eq. 5."""
    _inside(step, total)
    cosine = 0.0 if 2 * step == total else math.cos(math.pi * step / total)
    value = lowest + (learning_rate - lowest) * (1 + cosine) / 2
    put_in = rf"{tex(lowest)} + \frac{{1}}{{2}} ({tex(learning_rate)} - {tex(lowest)}) (1 + {tex(cosine)})"
    steps = (
        Step("Where on the cosine.", rf"\cos \frac{{{step} \pi}}{{{total}}} {equals(cosine)}"),
        Step("The rate.", rf"{put_in} {equals(value)}"),
    )
    return Solution(value, f"learning rate at {step} of {total} on a cosine", steps)


def _inside(step: int, total: int) -> None:
    if total < 1 or step > total:
        raise Refused(f"Step {step} of {total} does not exist.")


@calculates(
    "linear warmup",
    family="optimisation",
    summary="A learning rate that grows evenly, then stays or falls evenly to 0.",
    aliases=("warmup", "warm-up", "linear warm-up", "warmup schedule", "linear schedule"),
    parameters=(
        Parameter("learning_rate", Kind.SCALAR, "the highest learning rate", symbol="eta", example="0.001"),
        STEP,
        Parameter("warmup", Kind.COUNT, "the steps of the warm-up", symbol="w", example="1000"),
        Parameter(
            "total", Kind.COUNT, "all steps, when it falls to 0 afterwards", symbol="T", optional=True, example="10000"
        ),
    ),
)
def linear_warmup(learning_rate: float, step: int, warmup: int, total: int | None) -> Solution:
    """Eta t / w, then constant or eta (T - t)/(T - w). Goyal et al. (2017), 2.2; Devlin et al., BERT (2019), A.2."""
    if step < warmup:
        value = learning_rate * step / warmup
        words, formula = "Still warming up.", rf"{tex(learning_rate)} \cdot \frac{{{step}}}{{{warmup}}}"
    elif total is None:
        value, words, formula = learning_rate, "The warm-up is over.", tex(learning_rate)
    else:
        _inside(step, total)
        value = learning_rate * (total - step) / (total - warmup) if total > warmup else learning_rate
        words, formula = (
            "After the warm-up it falls evenly.",
            rf"{tex(learning_rate)} \cdot \frac{{{total} - {step}}}{{{total} - {warmup}}}",
        )
    steps = (Step(words, rf"{formula} {equals(value)}"),)
    return Solution(value, f"learning rate at step {step} with {warmup} steps of warm-up", steps)


@calculates(
    "steps per epoch",
    family="optimisation",
    summary="How many batches an epoch has, and how many updates the whole training.",
    aliases=(
        "batches per epoch",
        "iterations per epoch",
        "number of iterations",
        "training steps",
        "number of batches",
    ),
    parameters=(
        Parameter("examples", Kind.COUNT, "the number of training examples", symbol="n", example="50000"),
        Parameter("batch", Kind.COUNT, "the batch size", symbol="b", example="64"),
        Parameter("epochs", Kind.COUNT, "the number of epochs", default=1, optional=True, example="10"),
        Parameter(
            "accumulate",
            Kind.COUNT,
            "batches for one update (gradient accumulation)",
            default=1,
            optional=True,
            example="1",
        ),
        Parameter(
            "last",
            Kind.CHOICE,
            "keep or drop the last, smaller batch",
            default="keep",
            optional=True,
            choices=("keep", "drop"),
            example="keep",
        ),
    ),
    convention="The last, smaller batch counts unless it is dropped.",
)
def steps_per_epoch(examples: int, batch: int, epochs: int, accumulate: int, last: str) -> Solution:
    """ceil(n / b). Goodfellow, Bengio, Courville (2016), 8.1.3; PyTorch DataLoader."""
    if min(examples, batch, accumulate) < 1:
        raise Refused("Examples, batch size and accumulated batches are 1 or more.")
    full, rest = divmod(examples, batch)
    batches = full + (rest > 0 and last == "keep")
    updates = -(-batches // accumulate) if last == "keep" else batches // accumulate
    way = ("lceil", "rceil") if last == "keep" else ("lfloor", "rfloor")
    steps = [Step("Batches in an epoch.", rf"\{way[0]} \frac{{{examples}}}{{{batch}}} \{way[1]} = {batches}")]
    if rest:
        steps.append(Step(f"{full} full batches and one of {rest}.", rf"{examples} = {full} \cdot {batch} + {rest}"))
    if accumulate > 1:
        steps.append(
            Step("Updates in an epoch.", rf"\{way[0]} \frac{{{batches}}}{{{accumulate}}} \{way[1]} = {updates}")
        )
    if epochs != 1:
        steps.append(Step("Updates in all epochs.", rf"{updates} \cdot {epochs} = {updates * epochs}"))
    reading = f"updates for {examples} examples in batches of {batch}, {epochs} epoch(s)"
    parts = {"batches_per_epoch": batches, "updates_per_epoch": updates, "last_batch": rest or batch}
    return Solution(updates * epochs, reading, tuple(steps), "steps", parts)


@calculates(
    "gradient clipping",
    family="optimisation",
    summary="A gradient shortened to the longest length that is allowed.",
    aliases=("clip gradient", "gradient norm clipping", "clip by norm", "gradient clipping by norm"),
    parameters=(
        Parameter("gradient", Kind.VECTOR, "the gradient", symbol="g", example="[3, 4]"),
        Parameter("longest", Kind.SCALAR, "the largest norm", symbol="c", example="1"),
    ),
    convention="By the L2 norm of the whole gradient.",
)
def clipping(gradient: Vector, longest: float) -> Solution:
    """G min(1, c / ||g||). Pascanu, Mikolov, Bengio (2013), algorithm 1."""
    positive(longest, "The largest norm")
    norm = math.hypot(*gradient)
    first = Step(
        "The length of the gradient.",
        rf"\lVert g \rVert = \sqrt{{{sum_tex(tex(g * g) for g in gradient)}}} {equals(norm)}",
    )
    reading = f"gradient {vector_text(gradient)} clipped to the norm {rounded(longest)}"
    if norm <= longest:
        return Solution(gradient, reading, (first, Step("It is short enough: nothing changes.", vector_tex(gradient))))
    value = tuple(g / norm * longest for g in gradient)
    shorter = rf"\frac{{{tex(longest)}}}{{{tex(norm)}}} \cdot {vector_tex(gradient)} = {vector_tex(value)}"
    return Solution(value, reading, (first, Step("Shorten it.", shorter)), parts={"norm": norm})


OPERATIONS = (step_decay, exponential_decay, cosine_annealing, linear_warmup, steps_per_epoch, clipping)
