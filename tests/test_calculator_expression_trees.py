"""Expressions as trees: their value against fractions and mpmath, their formula, their derivative."""

from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.calculator.differentiation import derivative
from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import Binary, Call, Expression, Name, Number, Unary, parse
from tutor.calculator.formula import formula
from tutor.calculator.refusal import Refused

RELAXED = settings(deadline=None, max_examples=300)


def worth(text: str) -> float:
    return evaluate(parse(text))


leaves = st.integers(0, 99).map(lambda n: Number(str(n))) | st.integers(1, 9999).map(lambda n: Number(f"{n / 100}"))
rationals = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner)
        | st.builds(lambda base, n: Binary("^", base, Number(str(n))), inner, st.integers(0, 4))
        | st.builds(Unary, st.just("-"), inner)
    ),
    max_leaves=12,
)


def exact(tree: Expression) -> Fraction:
    """The value by Python's own fractions."""
    match tree:
        case Number(text):
            return Fraction(text)
        case Unary(_, operand):
            return -exact(operand)
        case Binary("^", left, right):
            return Fraction(exact(left) ** int(exact(right)))
        case Binary(sign, left, right):
            a, b = exact(left), exact(right)
            return {"+": a + b, "-": a - b, "*": a * b}[sign] if sign != "/" else a / b
    raise AssertionError(tree)


def written(tree: Expression) -> str:
    """The tree as text with all its brackets."""
    match tree:
        case Number(text):
            return text
        case Name(name):
            return name
        case Unary(_, operand):
            return f"(-{written(operand)})"
        case Binary(sign, left, right):
            return f"({written(left)} {sign} {written(right)})"
        case Call(function, arguments):
            return f"{function}({', '.join(map(written, arguments))})"


@RELAXED
@given(rationals)
def test_rational_expressions_are_exact(tree: Expression) -> None:
    try:
        right = exact(tree)
    except ZeroDivisionError:
        with pytest.raises(Refused, match="divides by zero"):
            worth(written(tree))
        return
    try:
        assert worth(written(tree)) == float(right)
    except Refused as refusal:
        assert right != 0 and (abs(right) > 10**300 or abs(right) < Fraction(1, 10**300)), refusal


irrationals = st.recursive(
    leaves | st.just(Name("e")) | st.just(Name("pi")),
    lambda inner: (
        st.builds(Binary, st.sampled_from("+*/"), inner, inner)
        | st.builds(lambda f, x: Call(f, (x,)), st.sampled_from(["sqrt", "tanh", "sigmoid", "abs"]), inner)
        | st.builds(lambda x: Call("ln", (Binary("+", Number("2"), x),)), inner)
        | st.builds(lambda x: Call("exp", (Call("tanh", (x,)),)), inner)
    ),
    max_leaves=8,
)


def by_mpmath(tree: Expression) -> Any:
    """The value by mpmath at eighty digits."""
    match tree:
        case Number(text):
            return mpmath.mpf(text)
        case Name(name):
            return mpmath.e if name == "e" else mpmath.pi
        case Binary(sign, left, right):
            a, b = by_mpmath(left), by_mpmath(right)
            return {"+": lambda: a + b, "*": lambda: a * b, "/": lambda: a / b}[sign]()
        case Call("abs", (argument,)):
            return abs(by_mpmath(argument))
        case Call("sigmoid", (argument,)):
            return 1 / (1 + mpmath.exp(-by_mpmath(argument)))
        case Call(function, (argument,)):
            return getattr(mpmath, function)(by_mpmath(argument))
    raise AssertionError(tree)


@RELAXED
@given(irrationals)
def test_other_expressions_agree_with_mpmath(tree: Expression) -> None:
    with mpmath.workdps(80):
        try:
            right = by_mpmath(tree)
        except ZeroDivisionError:
            with pytest.raises(Refused):
                worth(written(tree))
            return
        if right == 0 or not 1e-300 < abs(right) < 1e300:
            return
        assert abs(mpmath.mpf(worth(written(tree))) - right) <= 1e-15 * abs(right)


@RELAXED
@given(irrationals)
def test_the_formula_of_a_tree_is_balanced_latex(tree: Expression) -> None:
    latex = formula(parse(written(tree)))
    assert latex.count("{") == latex.count("}") and latex.count(r"\left") == latex.count(r"\right")


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x^2 - 4x", "x^{2} - 4 x"),
        ("(x + 1)^2 / 2", r"\frac{\left(x + 1\right)^{2}}{2}"),
        ("e^(2x)", "e^{2 x}"),
        ("1 - (2 - x)", r"1 - \left(2 - x\right)"),
        ("2 * 3", r"2 \cdot 3"),
        ("-(x + 1)", r"-\left(x + 1\right)"),
        ("1e-3", r"1 \times 10^{-3}"),
    ],
)
def test_formulas_are_written_as_in_a_book(text: str, latex: str) -> None:
    assert formula(parse(text, ("x",))) == latex


DIFFERENTIABLE = [
    "x^2 - 4x", "3x^3 + 2x", "(x - 1)^2 / 4", "e^(2x)", "ln(x) * x", "1 / x", "sqrt(x)", "sin(x) * cos(x)", "tanh(x)",
    "sigmoid(3x)", "x^x", "exp(-x^2)", "2^x", "x / (x + 1)", "5", "-x", "x^0.5", "10% * x",
]  # fmt: skip


@pytest.mark.parametrize("text", DIFFERENTIABLE)
@RELAXED
@given(st.floats(0.25, 3))
def test_derivatives_agree_with_numeric_ones(text: str, x: float) -> None:
    tree = parse(text, ("x",))
    with mpmath.workdps(40):
        numeric = mpmath.diff(lambda at: _real(tree, at), x)
        assert evaluate(derivative(tree, "x"), {"x": x}) == pytest.approx(float(numeric), rel=1e-9, abs=1e-12)


def _real(tree: Expression, x: Any) -> Any:
    """The value with mpmath at x, without any of the code under test."""
    match tree:
        case Number(text):
            return mpmath.mpf(text)
        case Name(name):
            return x if name == "x" else +getattr(mpmath, name)
        case Unary("-", operand):
            return -_real(operand, x)
        case Unary(_, operand):
            return _real(operand, x) / 100
        case Binary(sign, left, right):
            a, b = _real(left, x), _real(right, x)
            return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "^": lambda: a**b}[
                sign
            ]()
        case Call("sigmoid", (argument,)):
            return 1 / (1 + mpmath.exp(-_real(argument, x)))
        case Call(function, (argument,)):
            return getattr(mpmath, function)(_real(argument, x))
    raise AssertionError(tree)


def test_a_function_without_a_known_derivative_is_refused() -> None:
    with pytest.raises(Refused, match="not known here"):
        derivative(parse("max(x, 1)", ("x",)), "x")
