"""Information about each other: mutual information, joint entropies, distances of distributions."""

import math

from tutor.calculator import checks
from tutor.calculator.checks import Matrix, Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, matrix_tex, rounded, signed, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.information import LOGARITHM, P, Q, entropy_of
from tutor.calculator.units import UNIT, UNITS
from tutor.calculator.working import Solution, Step

JOINT = Parameter(
    "joint",
    Kind.MATRIX,
    "the joint table of X (rows) and Y (columns): probabilities or counts",
    example="[[4, 1], [1, 4]]",
)


def _table(joint: Matrix) -> tuple[Matrix, Step]:
    """The joint table as probabilities: counts are divided by their sum."""
    cells = checks.weights(tuple(cell for row in joint for cell in row), JOINT)
    total = math.fsum(cells)
    if abs(total - 1) <= checks.ROUNDING:
        return joint, Step("The joint probabilities.", rf"P(X, Y) = {matrix_tex(joint)}")
    table = tuple(tuple(cell / total for cell in row) for row in joint)
    text = f"The numbers sum to {rounded(total)}: they are counts, so divide by it."
    return table, Step(text, rf"P(X, Y) = \frac{{1}}{{{tex(total)}}} {matrix_tex(joint)} = {matrix_tex(table)}")


def _margins(table: Matrix) -> tuple[Vector, Vector, Step]:
    """The distributions of X and of Y alone."""
    rows = tuple(math.fsum(row) for row in table)
    columns = tuple(math.fsum(column) for column in zip(*table, strict=True))
    return (
        rows,
        columns,
        Step(
            "Add the rows for P(X) and the columns for P(Y).",
            rf"P(X) = {vector_tex(rows)},\quad P(Y) = {vector_tex(columns)}",
        ),
    )


@calculates(
    "mutual information",
    family="information",
    summary="How much knowing Y tells about X, from their joint table.",
    aliases=("mi", "transinformation", "i(x;y)", "mutual info"),
    parameters=(JOINT, UNIT),
    convention=f"Counts are divided by their sum. {LOGARITHM}",
)
def mutual_information(joint: Matrix, unit: str) -> Solution:
    """I(X;Y) = sum p(x,y) log(p(x,y) / (p(x) p(y))). Cover, Thomas (2nd ed. 2006), eq. 2.28."""
    chosen = UNITS[unit]
    table, first = _table(joint)
    rows, columns, margins = _margins(table)
    cells = [(p, rows[i], columns[j]) for i, row in enumerate(table) for j, p in enumerate(row) if p > 0]
    terms = [p * (chosen.logarithm(p) - chosen.logarithm(x) - chosen.logarithm(y)) for p, x, y in cells]
    value = max(0.0, math.fsum(terms))
    written = [rf"{tex(p)} {chosen.log} \frac{{{tex(p)}}}{{{tex(x)} \cdot {tex(y)}}}" for p, x, y in cells]
    joint_entropy = entropy_of(tuple(p for row in table for p in row), chosen)
    parts = {"H(X)": entropy_of(rows, chosen), "H(Y)": entropy_of(columns, chosen), "H(X, Y)": joint_entropy}
    steps = (
        first,
        margins,
        Step("Compare every cell with what independence would give.", rf"I(X; Y) = {sum_tex(written)}"),
        Step(f"The terms are {vector_text(terms)}.", rf"I(X; Y) {equals(value)}"),
        Step(
            "The same from entropies.",
            rf"H(X) + H(Y) - H(X, Y) = {tex(parts['H(X)'])} + {tex(parts['H(Y)'])} - {tex(joint_entropy)}",
        ),
    )
    return Solution(value, f"mutual information of X (rows) and Y (columns) with {chosen.words}", steps, unit, parts)


@calculates(
    "joint entropy",
    family="information",
    summary="The entropy of two variables together.",
    aliases=("h(x, y)", "entropy of a joint distribution", "h(x,y)"),
    parameters=(JOINT, UNIT),
    convention=f"Counts are divided by their sum. {LOGARITHM}",
)
def joint_entropy(joint: Matrix, unit: str) -> Solution:
    """H(X,Y) = -sum p(x,y) log p(x,y). Cover, Thomas (2nd ed. 2006), eq. 2.8."""
    chosen = UNITS[unit]
    table, first = _table(joint)
    cells = tuple(p for row in table for p in row)
    value = entropy_of(cells, chosen)
    terms = [rf"{tex(p)} {chosen.log} {tex(p)}" for p in cells if p > 0]
    steps = (first, Step("The entropy of all cells.", rf"H(X, Y) = -\left({sum_tex(terms)}\right) {equals(value)}"))
    return Solution(value, f"joint entropy of X (rows) and Y (columns) with {chosen.words}", steps, unit)


@calculates(
    "conditional entropy",
    family="information",
    summary="What remains uncertain about one variable when the other is known.",
    aliases=("h(y|x)", "h(x|y)", "equivocation"),
    parameters=(
        JOINT,
        Parameter(
            "of", Kind.CHOICE, "H(Y|X) or H(X|Y)", default="y|x", optional=True, choices=("y|x", "x|y"), example="y|x"
        ),
        UNIT,
    ),
    convention=f"X is in the rows, Y in the columns; H(Y|X) unless asked otherwise. {LOGARITHM}",
)
def conditional_entropy(joint: Matrix, of: str, unit: str) -> Solution:
    """H(Y|X) = H(X,Y) - H(X). Cover, Thomas (2nd ed. 2006), eq. 2.14."""
    chosen = UNITS[unit]
    table, first = _table(joint)
    rows, columns, margins = _margins(table)
    known, name = (rows, "X") if of == "y|x" else (columns, "Y")
    together = entropy_of(tuple(p for row in table for p in row), chosen)
    alone = entropy_of(known, chosen)
    value = max(0.0, together - alone)
    steps = (
        first,
        margins,
        Step("The joint entropy.", rf"H(X, Y) {equals(together)}"),
        Step("The entropy of what is known.", rf"H({name}) {equals(alone)}"),
        Step("Their difference.", rf"H({of.upper()}) = {tex(together)} - {tex(alone)} {equals(value)}"),
    )
    return Solution(value, f"conditional entropy H({of.upper()}) with {chosen.words}", steps, unit)


@calculates(
    "total variation distance",
    family="information",
    summary="Half the sum of the absolute differences of two distributions.",
    aliases=("total variation", "tv distance", "statistical distance"),
    parameters=(P, Q),
)
def total_variation(p: Vector, q: Vector) -> Solution:
    """(1/2) sum |p_i - q_i|. Levin, Peres, Markov Chains and Mixing Times (2nd ed. 2017), prop. 4.2."""
    same_length(p, q, "P and Q")
    gaps = [abs(a - b) for a, b in zip(p, q, strict=True)]
    value = math.fsum(gaps) / 2
    formula = rf"\frac{{1}}{{2}} \left({sum_tex(tex(gap) for gap in gaps)}\right) {equals(value)}"
    steps = (Step("Half of the absolute differences.", formula),)
    return Solution(value, f"total variation distance of {vector_text(p)} and {vector_text(q)}", steps)


@calculates(
    "Hellinger distance",
    family="information",
    summary="A distance of two distributions between 0 and 1, from their square roots.",
    aliases=("hellinger",),
    parameters=(P, Q),
    convention="With the factor 1 / square root of 2, so that the largest distance is 1.",
)
def hellinger(p: Vector, q: Vector) -> Solution:
    """(1/sqrt 2) ||sqrt P - sqrt Q||. van der Vaart, Asymptotic Statistics (1998), 14.5 (with the factor)."""
    same_length(p, q, "P and Q")
    gaps = [math.sqrt(a) - math.sqrt(b) for a, b in zip(p, q, strict=True)]
    value = math.hypot(*gaps) / math.sqrt(2)
    squares = sum_tex(f"{signed(gap)}^2" for gap in gaps)
    steps = (
        Step("The differences of the square roots.", rf"\sqrt{{p_i}} - \sqrt{{q_i}}:\quad {vector_tex(gaps)}"),
        Step(
            "Their length divided by the square root of 2.",
            rf"\frac{{1}}{{\sqrt{{2}}}} \sqrt{{{squares}}} {equals(value)}",
        ),
    )
    return Solution(value, f"Hellinger distance of {vector_text(p)} and {vector_text(q)}", steps)


OPERATIONS = (
    mutual_information,
    joint_entropy,
    conditional_entropy,
    total_variation,
    hellinger,
)
