"""Descent: steps of gradient descent, momentum, RMSProp and Adam on a function or on given gradients."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tutor.calculator.checks import Vector, positive
from tutor.calculator.defining import calculates
from tutor.calculator.differentiation import derivative
from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import Expression, parse
from tutor.calculator.formula import formula
from tutor.calculator.notation import equals, rounded, signed, tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step, Value

FUNCTION = Parameter(
    "function",
    Kind.TEXT,
    "the function to minimise, of x (and y)",
    symbol="f",
    optional=True,
    ways=("a function",),
    example="x^2 - 4x",
)
GRADIENTS = Parameter(
    "gradients",
    Kind.VECTOR,
    "the gradient of each step, instead of a function",
    symbol="g",
    optional=True,
    ways=("gradients",),
    example="[0.5]",
)
START = Parameter("start", Kind.VECTOR, "where to start: one number for each variable", symbol="x_0", example="5")
RATE = Parameter("learning_rate", Kind.SCALAR, "the learning rate", symbol="eta", example="0.1")
STEPS = Parameter("steps", Kind.COUNT, "how many steps", default=1, optional=True, example="2")
MOST_STEPS = 200
NAMES = ("x", "y", "z")


@dataclass(frozen=True, slots=True)
class Slope:
    """Where gradients come from: the derivatives of a function, or a given list."""

    trees: tuple[Expression, ...]
    given: Vector
    function: Expression | None = None

    def at(self, point: Vector, number: int) -> Vector:
        """The gradient at a point, or the given one of this step."""
        if not self.trees:
            return self.given if len(point) > 1 else (self.given[min(number, len(self.given) - 1)],)
        values = dict(zip(NAMES, point, strict=False))
        return tuple(float(evaluate(tree, values)) for tree in self.trees)


Update = Callable[[float, float, list[float], int], tuple[float, str]]
"""(old value, gradient, what is remembered of this variable, step number) to the new value and its formula."""


def slope(function: str | None, gradients: Vector | None, start: Vector, steps: int) -> tuple[Slope, list[Step]]:
    """The gradients and the step that shows them; Refused unless there is one source."""
    if not 1 <= steps <= MOST_STEPS:
        raise Refused(f"Between 1 and {MOST_STEPS} steps are worked out, not {steps}.")
    if (function is None) == (gradients is None):
        raise Refused("Give either a function such as x^2 - 4x, or the gradients, one of the two.")
    if gradients is not None:
        if len(start) > 1 and (len(gradients) != len(start) or steps != 1):
            raise Refused("For several weights give one step and one number of the gradient for each of them.")
        if len(start) == 1 and len(gradients) not in {1, steps}:
            raise Refused(f"There are {len(gradients)} gradients for {steps} steps: give one, or one for each step.")
        return Slope((), gradients), []
    if len(start) > len(NAMES):
        raise Refused("A function has at most three variables here: x, y and z.")
    assert function is not None
    names = NAMES[: len(start)]
    tree = parse(function, names)
    trees = tuple(derivative(tree, name) for name in names)
    written = r",\quad ".join(
        rf"\frac{{\partial f}}{{\partial {name}}} = {formula(each)}" for name, each in zip(names, trees, strict=True)
    )
    return Slope(trees, (), tree), [Step("The gradient of the function.", rf"f = {formula(tree)}:\quad {written}")]


def walk(
    slopes: Slope, start: Vector, steps: int, update: Update, remembered: int
) -> Iterator[tuple[int, Vector, str]]:
    """Step by step: its number, the new point, and the formulas."""
    memory = [[0.0] * remembered for _ in start]
    point = start
    for number in range(steps):
        gradient = slopes.at(point, number)
        moved = [update(point[at], gradient[at], memory[at], number + 1) for at in range(len(point))]
        marks = [f"_{at}" for at in range(1, len(point) + 1)] if len(point) > 1 else [""]
        lines = [
            rf"g{mark} {equals(g)},\quad {text}" for mark, g, (_, text) in zip(marks, gradient, moved, strict=False)
        ]
        point = tuple(value for value, _ in moved)
        if not all(math.isfinite(value) and abs(value) < 1e100 for value in point):
            raise Refused(f"The steps run away: step {number + 1} is beyond 1e100. Choose a smaller learning rate.")
        yield number + 1, point, r";\quad ".join(lines)


def descended(
    name: str,
    slopes: Slope,
    first: list[Step],
    start: Vector,
    steps: int,
    update: Update,
    remembered: int,
    settings: str,
) -> Solution:
    """The walk as a solution: the last point, and all of them as a part."""
    walked = list(walk(slopes, start, steps, update, remembered))
    shown = walked if steps <= 10 else [*walked[:5], *walked[-2:]]
    lines = [Step(f"Step {number}: {', '.join(map(rounded, point))}.", latex) for number, point, latex in shown]
    path: tuple[Value, ...] = tuple(point[0] if len(point) == 1 else point for _, point, _ in walked)
    value = path[-1]
    count = "one step" if steps == 1 else f"{steps} steps"
    reading = f"{count} of {name} from {', '.join(map(rounded, start))} with {settings}"
    parts: dict[str, Value] = {"path": path}
    if len(start) == 1 and isinstance(value, (int, float)):
        parts["change"] = abs(value - start[0])
    if slopes.function is not None:
        parts["function value"] = float(evaluate(slopes.function, dict(zip(NAMES, walked[-1][1], strict=False))))
    return Solution(value, reading, (*first, *lines), parts=parts)


COMMON = (FUNCTION, GRADIENTS, START, RATE, STEPS)


@calculates(
    "gradient descent",
    family="optimisation",
    summary="Steps against the gradient.",
    aliases=("gradient descent step", "sgd step", "sgd", "gd", "gradient step", "stochastic gradient descent"),
    parameters=COMMON,
    example=("function", "steps"),
)
def gradient_descent(
    function: str | None, gradients: Vector | None, start: Vector, learning_rate: float, steps: int
) -> Solution:
    """X - eta g. Goodfellow, Bengio, Courville (2016), eq. 4.5; Cauchy (1847)."""
    positive(learning_rate, "The learning rate")
    slopes, first = slope(function, gradients, start, steps)

    def update(x: float, g: float, memory: list[float], number: int) -> tuple[float, str]:
        new = x - learning_rate * g
        return new, rf"{tex(x)} - {tex(learning_rate)} \cdot {signed(g)} {equals(new)}"

    settings = f"learning rate {rounded(learning_rate)}"
    return descended("gradient descent", slopes, first, start, steps, update, 0, settings)


OPERATIONS = (gradient_descent,)
