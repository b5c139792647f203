"""Penalties on the weights of a model: lasso, ridge, elastic net."""

import math

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, signed, sum_tex, tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

W = Parameter("weights", Kind.VECTOR, "the weights of the model", symbol="w", example="[0.5, -1, 2]")
STRENGTH = Parameter(
    "strength", Kind.SCALAR, "the strength of the penalty", symbol="lambda", default=1.0, optional=True, example="0.1"
)


def _strong(strength: float) -> None:
    if strength < 0:
        raise Refused("The strength of a penalty cannot be negative.")


@calculates(
    "L1 penalty",
    family="vectors",
    summary="The lasso's penalty: lambda times the sum of absolute weights.",
    aliases=("lasso penalty", "l1 regularization", "l1 regularisation", "lasso"),
    parameters=(W, STRENGTH),
    convention="The bias is not penalised: leave it out of the weights.",
)
def l1_penalty(weights: Vector, strength: float) -> Solution:
    """Lambda ||w||_1. Tibshirani, J. R. Statist. Soc. B 58 (1996)."""
    _strong(strength)
    norm = math.fsum(map(abs, weights))
    value = strength * norm
    steps = (
        Step(
            "Add the absolute weights.", rf"\lVert w \rVert_1 = {sum_tex(tex(abs(w)) for w in weights)} {equals(norm)}"
        ),
        Step(
            "Multiply by the strength.",
            rf"\lambda \lVert w \rVert_1 = {tex(strength)} \cdot {tex(norm)} {equals(value)}",
        ),
    )
    return Solution(value, f"L1 penalty of {vector_text(weights)} with lambda {rounded(strength)}", steps)


@calculates(
    "L2 penalty",
    family="vectors",
    summary="The ridge penalty: lambda times the sum of squared weights.",
    aliases=("ridge penalty", "l2 regularization", "l2 regularisation", "weight decay penalty", "ridge", "tikhonov"),
    parameters=(W, STRENGTH),
    convention="lambda times the sum of squares; some texts use lambda / 2, which is half of it (see the last step).",
)
def l2_penalty(weights: Vector, strength: float) -> Solution:
    """Lambda ||w||². Hoerl, Kennard, Technometrics 12 (1970); Hastie, Tibshirani, Friedman (2009), 3.4.1."""
    _strong(strength)
    squares = math.fsum(w * w for w in weights)
    value = strength * squares
    steps = (
        Step(
            "Add the squared weights.",
            rf"\lVert w \rVert_2^2 = {sum_tex(f'{signed(w)}^2' for w in weights)} {equals(squares)}",
        ),
        Step(
            "Multiply by the strength.",
            rf"\lambda \lVert w \rVert_2^2 = {tex(strength)} \cdot {tex(squares)} {equals(value)}",
        ),
        Step(
            "With the other convention, half of it.", rf"\frac{{\lambda}}{{2}} \lVert w \rVert_2^2 {equals(value / 2)}"
        ),
    )
    return Solution(
        value, f"L2 penalty of {vector_text(weights)} with lambda {rounded(strength)}", steps, parts={"half": value / 2}
    )


@calculates(
    "elastic net penalty",
    family="vectors",
    summary="A mixture of the L1 and the L2 penalty.",
    aliases=("elastic net", "elasticnet", "elastic-net penalty"),
    parameters=(
        W,
        STRENGTH,
        Parameter(
            "l1_ratio",
            Kind.PROBABILITY,
            "the share of the L1 penalty",
            symbol="alpha",
            default=0.5,
            optional=True,
            example="0.5",
        ),
        Parameter(
            "form",
            Kind.CHOICE,
            "plain, or with a half before the squares (scikit-learn, glmnet)",
            default="half",
            optional=True,
            choices=("half", "plain"),
            example="half",
        ),
    ),
    convention="lambda (alpha ||w||_1 + (1 - alpha)/2 ||w||²), as in scikit-learn; the form plain leaves out the 1/2.",
)
def elastic_net(weights: Vector, strength: float, l1_ratio: float, form: str) -> Solution:
    """Lambda (alpha ||w||_1 + (1 - alpha)/2 ||w||²). Zou, Hastie (2005); Friedman, Hastie, Tibshirani (2010), eq. 1."""
    _strong(strength)
    norm, squares = math.fsum(map(abs, weights)), math.fsum(w * w for w in weights)
    share = (1 - l1_ratio) / (2 if form == "half" else 1)
    value = strength * (l1_ratio * norm + share * squares)
    total = rf"{tex(strength)} \cdot \left({tex(l1_ratio)} \cdot {tex(norm)} + {tex(share)} \cdot {tex(squares)}\right)"
    steps = (
        Step("The sum of the absolute weights.", rf"\lVert w \rVert_1 {equals(norm)}"),
        Step("The sum of the squared weights.", rf"\lVert w \rVert_2^2 {equals(squares)}"),
        Step("Mix them and multiply by the strength.", rf"{total} {equals(value)}"),
    )
    reading = (
        f"elastic net penalty of {vector_text(weights)} with lambda {rounded(strength)}, L1 share {rounded(l1_ratio)}"
    )
    return Solution(value, reading, steps)


OPERATIONS = (l1_penalty, l2_penalty, elastic_net)
