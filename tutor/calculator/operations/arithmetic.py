"""Arithmetic: the value of an expression with named constants and functions."""

from tutor.calculator.defining import calculates
from tutor.calculator.differentiation import derivative
from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import Binary, Call, Expression, Name, Number, Unary, parse
from tutor.calculator.formula import formula
from tutor.calculator.notation import equals, rounded, tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

MOST_STEPS = 6


@calculates(
    "arithmetic",
    family="arithmetic",
    summary="The value of an expression.",
    aliases=("calculate", "evaluate", "expression", "compute"),
    parameters=(Parameter("expression", Kind.TEXT, "the expression", example="e^2 / (e^2 + e + 1)"),),
    convention="log is the natural logarithm (there are log2 and log10), angles are in radians, 2^3^2 is 2^9.",
)
def arithmetic(expression: str) -> Solution:
    """Usual precedence: power, sign, product and quotient, sum and difference."""
    tree = parse(expression)
    value = evaluate(tree)
    steps = [Step("The expression.", formula(tree))]
    steps += [Step("A part of it.", rf"{formula(part)} {equals(evaluate(part))}") for part in _parts(tree)]
    steps.append(Step(f"Its value: {rounded(value)}.", rf"{formula(tree)} {equals(value)}"))
    return Solution(value, f"value of {expression.strip()}", tuple(steps))


def _parts(tree: Expression) -> list[Expression]:
    """The parts worth a step of their own: brackets and function values, innermost first."""
    found: list[Expression] = []
    for child in _children(tree):
        for part in [*_parts(child), *([child] if _worth(child) and not _continues(child, tree) else [])]:
            if part not in found:
                found.append(part)
    return found[-MOST_STEPS:]


def _continues(child: Expression, tree: Expression) -> bool:
    """Whether the child is the beginning of the same sum or product, as a + b is in a + b + c."""
    if not (isinstance(child, Binary) and isinstance(tree, Binary)):
        return False
    return {child.sign, tree.sign} <= {"+", "-"} or {child.sign, tree.sign} == {"*"}


def _children(tree: Expression) -> tuple[Expression, ...]:
    match tree:
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
    return ()


def _worth(tree: Expression) -> bool:
    """Numbers, names and negative numbers speak for themselves."""
    return not isinstance(tree, (Number, Name)) and not (isinstance(tree, Unary) and isinstance(tree.operand, Number))


@calculates(
    "derivative",
    family="arithmetic",
    summary="The slope of a function at a point.",
    aliases=("derivative at a point", "slope of a function", "differentiate"),
    parameters=(
        Parameter("function", Kind.TEXT, "the function of x", symbol="f(x)", example="x^2 - 4x"),
        Parameter("x", Kind.SCALAR, "where", symbol="x", example="5"),
    ),
)
def slope(function: str, x: float) -> Solution:
    """Sum, product, quotient and chain rule. Stewart, Calculus, chapter 3."""
    tree = parse(function, ("x",))
    result = derivative(tree, "x")
    value = evaluate(result, {"x": x})
    steps = (
        Step("The function.", rf"f(x) = {formula(tree)}"),
        Step("Its derivative.", rf"f'(x) = {formula(result)}"),
        Step("Put the point in.", rf"f'({tex(x)}) {equals(value)}"),
    )
    return Solution(value, f"derivative of {function.strip()} at x = {rounded(x)}", steps)


@calculates(
    "percentage change",
    family="arithmetic",
    summary="How much a number has grown, relative to where it started.",
    aliases=("percent change", "relative change", "relative improvement", "percentage increase", "percentage decrease"),
    parameters=(
        Parameter("before", Kind.SCALAR, "the number before", example="80"),
        Parameter("after", Kind.SCALAR, "the number after", example="92"),
    ),
    convention="Relative to the number before; as a percentage.",
)
def percentage_change(before: float, after: float) -> Solution:
    """100 (after - before) / |before|. Huff, How to Lie with Statistics (1954): the base is the earlier number."""
    if before == 0:
        raise Refused("A change relative to 0 is not defined.")
    value = 100 * (after - before) / abs(before)
    formula_ = rf"\frac{{{tex(after)} - {tex(before)}}}{{{tex(abs(before))}}} \cdot 100 {equals(value)}"
    return Solution(
        value,
        f"change from {rounded(before)} to {rounded(after)}",
        (Step("The change relative to the start.", formula_),),
        "%",
    )


OPERATIONS = (arithmetic, slope, percentage_change)
