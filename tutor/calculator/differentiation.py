"""The derivative of an expression, by the rules of the school book, with zeros and ones tidied away."""

from collections.abc import Callable

from tutor.calculator.expression import Binary, Call, Expression, Name, Number, Unary
from tutor.calculator.refusal import Refused

ZERO, ONE = Number("0"), Number("1")


def derivative(tree: Expression, variable: str) -> Expression:
    """The partial derivative; Refused for a function that has none here (such as abs or max)."""
    match tree:
        case Number():
            return ZERO
        case Name(name):
            return ONE if name == variable else ZERO
        case Unary("-", operand):
            return negative(derivative(operand, variable))
        case Unary("%", operand):
            return quotient(derivative(operand, variable), Number("100"))
        case Binary(sign, left, right):
            return _RULES[sign](left, right, variable)
        case Call(function, (argument,)) if function in _OUTER:
            return product(_OUTER[function](argument), derivative(argument, variable))
        case _ if not _holds(tree, variable):
            return ZERO
    raise Refused("The derivative of this function is not known here. Give the gradient itself.")


def _holds(tree: Expression, variable: str) -> bool:
    """Whether the variable occurs in the tree."""
    match tree:
        case Name(name):
            return name == variable
        case Unary(_, operand):
            return _holds(operand, variable)
        case Binary(_, left, right):
            return _holds(left, variable) or _holds(right, variable)
        case Call(_, arguments):
            return any(_holds(argument, variable) for argument in arguments)
    return False


def total(left: Expression, right: Expression) -> Expression:
    """Left + right."""
    if left == ZERO or right == ZERO:
        return right if left == ZERO else left
    if isinstance(right, Unary) and right.sign == "-":
        return Binary("-", left, right.operand)
    return Binary("+", left, right)


def negative(operand: Expression) -> Expression:
    """-operand."""
    if operand == ZERO:
        return ZERO
    return operand.operand if isinstance(operand, Unary) and operand.sign == "-" else Unary("-", operand)


def product(left: Expression, right: Expression) -> Expression:
    """Left * right; whole numbers are multiplied out."""
    if ZERO in {left, right}:
        return ZERO
    if ONE in {left, right}:
        return right if left == ONE else left
    if isinstance(right, Number) and not isinstance(left, Number):
        left, right = right, left
    if isinstance(left, Number) and isinstance(right, Number) and (left.text + right.text).isdecimal():
        return Number(str(int(left.text) * int(right.text)))
    if isinstance(left, Number) and isinstance(right, Binary) and right.sign == "*" and isinstance(right.left, Number):
        return (
            product(product(left, right.left), right.right) if right.left.text.isdecimal() else Binary("*", left, right)
        )
    return Binary("*", left, right)


def quotient(left: Expression, right: Expression) -> Expression:
    """Left / right."""
    return left if left == ZERO or right == ONE else Binary("/", left, right)


def power(base: Expression, exponent: Expression) -> Expression:
    """Base ^ exponent."""
    return base if exponent == ONE else Binary("^", base, exponent)


def _of_sum(left: Expression, right: Expression, variable: str) -> Expression:
    return total(derivative(left, variable), derivative(right, variable))


def _of_difference(left: Expression, right: Expression, variable: str) -> Expression:
    return total(derivative(left, variable), negative(derivative(right, variable)))


def _of_product(left: Expression, right: Expression, variable: str) -> Expression:
    return total(product(derivative(left, variable), right), product(left, derivative(right, variable)))


def _of_quotient(left: Expression, right: Expression, variable: str) -> Expression:
    if not _holds(right, variable):
        return quotient(derivative(left, variable), right)
    above = total(product(derivative(left, variable), right), negative(product(left, derivative(right, variable))))
    return quotient(above, power(right, Number("2")))


def _of_power(base: Expression, exponent: Expression, variable: str) -> Expression:
    """The power rule; for a variable exponent through the logarithm."""
    if not _holds(exponent, variable):
        return product(product(exponent, power(base, _less_one(exponent))), derivative(base, variable))
    if base == Name("e"):
        return product(Binary("^", base, exponent), derivative(exponent, variable))
    inner = _of_product(exponent, Call("ln", (base,)), variable)
    return product(Binary("^", base, exponent), inner)


def _less_one(exponent: Expression) -> Expression:
    if isinstance(exponent, Number) and exponent.text.isdecimal() and int(exponent.text) >= 1:
        return Number(str(int(exponent.text) - 1))
    return Binary("-", exponent, ONE)


def _reciprocal(tree: Expression) -> Expression:
    return quotient(ONE, tree)


_RULES: dict[str, Callable[[Expression, Expression, str], Expression]] = {
    "+": _of_sum, "-": _of_difference, "*": _of_product, "/": _of_quotient, "^": _of_power,
}  # fmt: skip
_OUTER: dict[str, Callable[[Expression], Expression]] = {
    "exp": lambda x: Call("exp", (x,)),
    "ln": _reciprocal,
    "log": _reciprocal,
    "sqrt": lambda x: quotient(ONE, product(Number("2"), Call("sqrt", (x,)))),
    "sin": lambda x: Call("cos", (x,)),
    "cos": lambda x: negative(Call("sin", (x,))),
    "tanh": lambda x: Binary("-", ONE, power(Call("tanh", (x,)), Number("2"))),
    "sigmoid": lambda x: product(Call("sigmoid", (x,)), Binary("-", ONE, Call("sigmoid", (x,)))),
    "sum": lambda x: ONE,
}
