"""The value of an expression: exact fractions as far as they go, fifty digits beyond them.

9^9^9 and its like are refused by the size of the result, not by a list of what looks dangerous.
"""

import math
from collections.abc import Callable, Mapping
from decimal import (
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    Underflow,
    localcontext,
)
from fractions import Fraction

from tutor.calculator.expression import Binary, Call, Expression, Name, Number, Unary
from tutor.calculator.refusal import Refused

Amount = Fraction | Decimal
"""An exact fraction, or an irrational number with fifty digits."""

DIGITS = 50
MOST_BITS = 4_000
"""Fractions longer than this go on as fifty digits."""
NOISE = Decimal("1e-40")
"""A difference this much smaller than what it is taken from is rounding: sqrt(2)^2 - 2 is 0."""
_CONTEXT = Context(prec=DIGITS, Emax=9_999, Emin=-9_999, traps=[Overflow, Underflow, DivisionByZero, InvalidOperation])
_PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534")


def evaluate(tree: Expression, values: Mapping[str, float] | None = None) -> float:
    """The value as a double (an int where it is whole); Refused where there is none, or none that a double holds."""
    try:
        with localcontext(_CONTEXT):
            return _double(_amount(tree, {name: Fraction(value) for name, value in (values or {}).items()}))
    except Overflow as error:
        raise Refused("The result, or a number on the way, is beyond 10^9999. Choose smaller numbers.") from error
    except Underflow as error:
        raise Refused("The result, or a number on the way, is closer to zero than 10^-9999.") from error
    except DecimalException as error:
        raise Refused("The expression has no real value: it divides by zero, or takes a root of a negative.") from error


def _double(amount: Amount) -> float:
    """The amount as a whole number or a double."""
    if amount == int(amount) and _size(amount) < 10**15:
        return int(amount)
    try:
        value = float(amount)
    except OverflowError:
        value = math.inf
    if abs(value) == math.inf:
        raise Refused("The result is larger than 1.8e308, the largest number that is calculated with.")
    if value == 0:
        raise Refused("The result is closer to zero than 1e-308, the smallest number that is calculated with.")
    return value


def _amount(tree: Expression, values: Mapping[str, Fraction]) -> Amount:
    """The value of any tree."""
    match tree:
        case Number(text):
            return Fraction(text)
        case Name(name):
            return values[name] if name in values else _constant(name)
        case Unary(sign, operand):
            return _unary(sign, _amount(operand, values))
        case Binary(sign, left, right):
            return _shortened(_BINARY[sign](_amount(left, values), _amount(right, values)))
        case Call(function, arguments):
            return _shortened(_FUNCTIONS[function](*[_amount(argument, values) for argument in arguments]))


def _constant(name: str) -> Decimal:
    return Decimal(1).exp() if name == "e" else +_PI


def _unary(sign: str, operand: Amount) -> Amount:
    if sign == "-":
        return -operand
    return operand / 100 if sign == "%" else _factorial(operand)


def _shortened(amount: Amount) -> Amount:
    """A fraction that has become too long as fifty digits."""
    if isinstance(amount, Fraction) and amount.numerator.bit_length() + amount.denominator.bit_length() > MOST_BITS:
        return decimal(amount)
    return amount


def _size(amount: Amount) -> Amount:
    return -amount if amount < 0 else amount


def decimal(amount: Amount) -> Decimal:
    """The amount with fifty digits."""
    if isinstance(amount, Decimal):
        return amount
    return Decimal(amount.numerator) / Decimal(amount.denominator)


def _add(left: Amount, right: Amount) -> Amount:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    a, b = decimal(left), decimal(right)
    total = a + b
    return Fraction(0) if abs(total) < NOISE * max(abs(a), abs(b)) else total


def _subtract(left: Amount, right: Amount) -> Amount:
    return _add(left, -right)


def _multiply(left: Amount, right: Amount) -> Amount:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    return decimal(left) * decimal(right)


def _divide(left: Amount, right: Amount) -> Amount:
    if right == 0:
        raise Refused("The expression divides by zero.")
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left / right
    return decimal(left) / decimal(right)


def _power(base: Amount, exponent: Amount) -> Amount:
    """A power; exact for fractions with small whole exponents."""
    if base == 0 and exponent < 0:
        raise Refused("The expression divides by zero: 0 to a negative power.")
    if exponent == 0:
        return Fraction(1)
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if abs(exponent.numerator) * bits <= MOST_BITS:
            return Fraction(base**exponent.numerator)
    if base < 0 and exponent != int(exponent):
        raise Refused("A negative number has no real power with a fractional exponent.")
    return decimal(base) ** decimal(exponent)


def _whole(amount: Amount, most: int, what: str) -> int:
    if not 0 <= amount <= most or amount != int(amount):
        raise Refused(f"{what} takes whole numbers from 0 to {most}.")
    return int(amount)


def _factorial(amount: Amount) -> Amount:
    return Fraction(math.factorial(_whole(amount, 170, "The factorial")))


def _logarithm(amount: Amount, base: Amount | None = None) -> Amount:
    """The natural logarithm, or the one with the base; whole where it is whole."""
    if amount <= 0 or (base is not None and (base <= 0 or base == 1)):
        raise Refused("Only positive numbers have a logarithm, and its base is positive and not 1.")
    if base is None:
        return decimal(amount).ln()
    return _nearly_whole(decimal(amount).ln() / decimal(base).ln())


def _nearly_whole(value: Decimal) -> Amount:
    """log2(8) is 3, not 2.999..."""
    nearest = value.to_integral_value()
    return Fraction(nearest) if abs(value - nearest) < NOISE else value


def _root(amount: Amount) -> Amount:
    """The square root; exact for squares."""
    if amount < 0:
        raise Refused("A negative number has no real square root.")
    if isinstance(amount, Fraction):
        above, below = math.isqrt(amount.numerator), math.isqrt(amount.denominator)
        if above**2 == amount.numerator and below**2 == amount.denominator:
            return Fraction(above, below)
    return decimal(amount).sqrt()


def _cube_root(amount: Amount) -> Amount:
    if amount == 0:
        return Fraction(0)
    size = (decimal(_size(amount)).ln() / 3).exp()
    return _nearly_whole(size if amount > 0 else -size)


def _round(amount: Amount, digits: Amount = Fraction(0)) -> Amount:
    """Rounded half to even, as Python does."""
    places = _whole(digits, 15, "The number of decimals")
    return Fraction(round(_exact(amount), places))


def _exact(amount: Amount) -> Fraction:
    """The amount as a fraction; refused when fifty digits do not reach to its last one."""
    if isinstance(amount, Decimal) and _size(amount) > 10**40:
        raise Refused("The last digits of so large a number are not known.")
    return Fraction(amount)


def _modulo(amount: Amount, divisor: Amount) -> Amount:
    if divisor == 0:
        raise Refused("The expression divides by zero.")
    return _exact(amount) % _exact(divisor)


def _combinations(n: Amount, k: Amount) -> Amount:
    return Fraction(math.comb(_whole(n, 1_000, "comb"), _whole(k, 1_000, "comb")))


def _permutations(n: Amount, k: Amount) -> Amount:
    return Fraction(math.perm(_whole(n, 1_000, "perm"), _whole(k, 1_000, "perm")))


def _total(*amounts: Amount) -> Amount:
    total: Amount = Fraction(0)
    for amount in amounts:
        total = _add(total, amount)
    return total


def _exponential(amount: Amount) -> Amount:
    return Fraction(1) if amount == 0 else decimal(amount).exp()


def _hyperbolic(amount: Amount, sign: int) -> Amount:
    """Sinh for the sign -1, cosh for 1."""
    return _divide(_add(_exponential(amount), sign * _exponential(-amount)), Fraction(2))


def _tanh(amount: Amount) -> Amount:
    if amount == 0:
        return Fraction(0)
    size = min(decimal(_size(amount)), Decimal(1_000))
    shrunk = (-2 * size).exp()
    value = (1 - shrunk) / (1 + shrunk)
    return value if amount > 0 else -value


def _sigmoid(amount: Amount) -> Amount:
    if amount > 1_000:
        return Fraction(1)
    return _divide(Fraction(1), _add(Fraction(1), _exponential(-amount)))


def _sine(amount: Amount, shift: int = 0) -> Amount:
    """The sine of an angle in radians, after `shift` quarter turns; by its series, after whole turns are taken off."""
    if _size(amount) > 10**15:
        raise Refused("Angles above 1e15 are not worked out.")
    angle = (decimal(amount) + shift * _PI / 2) % (2 * _PI)
    term = total = angle
    for n in range(3, 120, 2):
        term = -term * angle * angle / (n * (n - 1))
        total += term
    return Fraction(0) if abs(total) < NOISE else total


def _cosine(amount: Amount) -> Amount:
    return Fraction(1) if amount == 0 else _sine(amount, shift=1)


_BINARY: dict[str, Callable[[Amount, Amount], Amount]] = {
    "+": _add, "-": _subtract, "*": _multiply, "/": _divide, "^": _power,
}  # fmt: skip
_FUNCTIONS: dict[str, Callable[..., Amount]] = {
    "exp": _exponential, "ln": _logarithm, "log": _logarithm, "sqrt": _root, "cbrt": _cube_root, "abs": _size,
    "log2": lambda x: _logarithm(x, Fraction(2)), "log_2": lambda x: _logarithm(x, Fraction(2)),
    "log10": lambda x: _logarithm(x, Fraction(10)), "log_10": lambda x: _logarithm(x, Fraction(10)),
    "floor": lambda x: Fraction(math.floor(_exact(x))), "ceil": lambda x: Fraction(math.ceil(_exact(x))),
    "round": _round,
    "min": lambda *xs: min(xs), "max": lambda *xs: max(xs), "sum": _total,
    "mean": lambda *xs: _divide(_total(*xs), Fraction(len(xs))), "mod": _modulo, "comb": _combinations,
    "perm": _permutations, "factorial": _factorial, "sin": _sine, "cos": _cosine,
    "tan": lambda x: _divide(_sine(x), _cosine(x)), "sinh": lambda x: _hyperbolic(x, -1),
    "cosh": lambda x: _hyperbolic(x, 1), "tanh": _tanh, "sigmoid": _sigmoid, "relu": lambda x: max(x, Fraction(0)),
}  # fmt: skip
