"""Vectors: products, norms, distances and similarities."""

import math

from tutor.calculator.checks import Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, signed, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

A = Parameter("a", Kind.VECTOR, "the first vector", symbol="a", example="[1, 2, 3]")
B = Parameter("b", Kind.VECTOR, "the second vector", symbol="b", example="[4, -5, 6]")
V = Parameter("x", Kind.VECTOR, "the vector", symbol="x", example="[3, -4]")


def dot_of(a: Vector, b: Vector) -> float:
    """The sum of the products."""
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def _products(a: Vector, b: Vector) -> str:
    return sum_tex(rf"{signed(x)} \cdot {signed(y)}" for x, y in zip(a, b, strict=True))


def _pair(name: str, a: Vector, b: Vector) -> str:
    return f"{name} of {vector_text(a)} and {vector_text(b)}"


@calculates(
    "dot product",
    family="vectors",
    summary="The sum of the products of the entries.",
    aliases=("scalar product", "inner product", "dot"),
    parameters=(A, B),
)
def dot(a: Vector, b: Vector) -> Solution:
    """A · b = sum a_i b_i. Strang, Introduction to Linear Algebra (2016), 1.2."""
    same_length(a, b, "The two vectors")
    value = dot_of(a, b)
    steps = (Step("Multiply entry by entry and add.", rf"a \cdot b = {_products(a, b)} {equals(value)}"),)
    return Solution(value, _pair("dot product", a, b), steps)


@calculates(
    "L1 norm",
    family="vectors",
    summary="The sum of the absolute values.",
    aliases=("manhattan norm", "taxicab norm", "1-norm", "l1", "l1 length"),
    parameters=(V,),
)
def l1_norm(x: Vector) -> Solution:
    """||x||_1 = sum |x_i|. Goodfellow, Bengio, Courville (2016), 2.5."""
    value = math.fsum(map(abs, x))
    formula = rf"\lVert x \rVert_1 = {sum_tex(tex(abs(n)) for n in x)} {equals(value)}"
    return Solution(value, f"L1 norm of {vector_text(x)}", (Step("Add the absolute values.", formula),))


@calculates(
    "L2 norm",
    family="vectors",
    summary="The length of a vector.",
    aliases=("euclidean norm", "2-norm", "l2", "vector norm", "magnitude", "length of a vector", "norm"),
    parameters=(V,),
    convention="Norm without a number means the L2 norm.",
)
def l2_norm(x: Vector) -> Solution:
    """||x||_2 = sqrt(sum x_i²). Goodfellow, Bengio, Courville (2016), 2.5."""
    value = math.hypot(*x)
    total = math.fsum(n * n for n in x)
    steps = (
        Step("Add the squares.", rf"{sum_tex(f'{signed(n)}^2' for n in x)} {equals(total)}"),
        Step("Take the square root.", rf"\lVert x \rVert_2 = \sqrt{{{tex(total)}}} {equals(value)}"),
    )
    return Solution(value, f"L2 norm of {vector_text(x)}", steps)


@calculates(
    "L-infinity norm",
    family="vectors",
    summary="The largest absolute value.",
    aliases=("max norm", "maximum norm", "infinity norm", "l infinity", "linf norm", "chebyshev norm", "l∞ norm"),
    parameters=(V,),
)
def max_norm(x: Vector) -> Solution:
    """||x||_inf = max |x_i|. Goodfellow, Bengio, Courville (2016), 2.5."""
    value = max(map(abs, x))
    formula = rf"\lVert x \rVert_\infty = \max \lvert x_i \rvert {equals(value)}"
    return Solution(value, f"L-infinity norm of {vector_text(x)}", (Step("The largest absolute value.", formula),))


@calculates(
    "cosine similarity",
    family="vectors",
    summary="The cosine of the angle between two vectors.",
    aliases=("cosine", "cos similarity", "cosine of the angle", "cosine score"),
    parameters=(A, B),
    convention="1 for the same direction, 0 for a right angle, -1 for opposite; the cosine distance is 1 minus it.",
)
def cosine(a: Vector, b: Vector) -> Solution:
    """A · b / (||a|| ||b||). Manning, Raghavan, Schütze (2008), eq. 6.10."""
    value, steps = _cosine(a, b)
    degrees = math.degrees(math.acos(value))
    return Solution(value, _pair("cosine similarity", a, b), steps, parts={"distance": 1 - value, "degrees": degrees})


def _cosine(a: Vector, b: Vector) -> tuple[float, tuple[Step, ...]]:
    """The cosine with its steps; vectors are scaled first, so that tiny and huge ones keep their digits."""
    same_length(a, b, "The two vectors")
    long, other = math.hypot(*a), math.hypot(*b)
    if long == 0 or other == 0:
        raise Refused("A vector of zeros has no direction, so there is no cosine.")
    product = math.fsum((x / long) * (y / other) for x, y in zip(a, b, strict=True))
    value = max(-1.0, min(1.0, product))
    steps = (
        Step("The dot product.", rf"a \cdot b = {_products(a, b)} {equals(dot_of(a, b))}"),
        Step("The length of a.", rf"\lVert a \rVert = \sqrt{{{sum_tex(f'{signed(n)}^2' for n in a)}}} {equals(long)}"),
        Step("The length of b.", rf"\lVert b \rVert = \sqrt{{{sum_tex(f'{signed(n)}^2' for n in b)}}} {equals(other)}"),
        Step("Divide.", rf"\frac{{{tex(dot_of(a, b))}}}{{{tex(long)} \cdot {tex(other)}}} {equals(value)}"),
    )
    return value, steps


@calculates(
    "cosine distance",
    family="vectors",
    summary="One minus the cosine similarity.",
    aliases=("cos distance",),
    parameters=(A, B),
)
def cosine_distance(a: Vector, b: Vector) -> Solution:
    """1 - a · b / (||a|| ||b||). Manning, Raghavan, Schütze (2008), 6.3."""
    similarity, steps = _cosine(a, b)
    value = 1 - similarity
    last = Step("Subtract the similarity from one.", rf"1 - {signed(similarity)} {equals(value)}")
    return Solution(value, _pair("cosine distance", a, b), (*steps, last), parts={"similarity": similarity})


def _differences(a: Vector, b: Vector) -> tuple[list[float], Step]:
    same_length(a, b, "The two vectors")
    gaps = [x - y for x, y in zip(a, b, strict=True)]
    return gaps, Step("Subtract entry by entry.", rf"a - b = {vector_tex(gaps)}")


@calculates(
    "Euclidean distance",
    family="vectors",
    summary="The straight-line distance of two points.",
    aliases=("l2 distance", "distance", "straight-line distance", "euclidean"),
    parameters=(A, B),
    convention="Distance without a name means the Euclidean one; its square is the squared distance.",
)
def euclidean(a: Vector, b: Vector) -> Solution:
    """sqrt(sum (a_i - b_i)²). Strang, Introduction to Linear Algebra (2016), 1.2."""
    gaps, first = _differences(a, b)
    value = math.hypot(*gaps)
    formula = rf"\sqrt{{{sum_tex(f'{signed(gap)}^2' for gap in gaps)}}} {equals(value)}"
    steps = (first, Step("The square root of the sum of the squares.", formula))
    squared = math.fsum(gap * gap for gap in gaps)
    return Solution(value, _pair("Euclidean distance", a, b), steps, parts={"squared": squared})


@calculates(
    "Manhattan distance",
    family="vectors",
    summary="The distance along the axes.",
    aliases=("l1 distance", "taxicab distance", "city block distance", "manhattan"),
    parameters=(A, B),
)
def manhattan(a: Vector, b: Vector) -> Solution:
    """Sum of |a_i - b_i|. Hastie, Tibshirani, Friedman (2009), 14.3.2."""
    gaps, first = _differences(a, b)
    value = math.fsum(map(abs, gaps))
    steps = (first, Step("Add the absolute values.", rf"{sum_tex(tex(abs(gap)) for gap in gaps)} {equals(value)}"))
    return Solution(value, _pair("Manhattan distance", a, b), steps)


@calculates(
    "Chebyshev distance",
    family="vectors",
    summary="The largest difference in one entry.",
    aliases=("l-infinity distance", "maximum distance", "chessboard distance", "chebyshev"),
    parameters=(A, B),
)
def chebyshev(a: Vector, b: Vector) -> Solution:
    """Max |a_i - b_i|. Deza, Deza, Encyclopedia of Distances (2009)."""
    gaps, first = _differences(a, b)
    value = max(map(abs, gaps))
    steps = (first, Step("The largest absolute value.", rf"\max_i \lvert a_i - b_i \rvert {equals(value)}"))
    return Solution(value, _pair("Chebyshev distance", a, b), steps)


@calculates(
    "Hamming distance",
    family="vectors",
    summary="In how many places two lists differ.",
    aliases=("hamming",),
    parameters=(
        Parameter("a", Kind.LABELS, "the first list", example="[1, 0, 1, 1]"),
        Parameter("b", Kind.LABELS, "the second list", example="[1, 1, 1, 0]"),
    ),
    convention="The number of places; scipy gives their share.",
)
def hamming(a: tuple[str, ...], b: tuple[str, ...]) -> Solution:
    """The number of i with a_i ≠ b_i. Hamming, Bell System Technical Journal 29 (1950)."""
    same_length(a, b, "The two lists")
    places = [at + 1 for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    text = f"They differ in the places {vector_text(places)}." if places else "They differ nowhere."
    steps = (Step(text, rf"\lvert \{{i \mid a_i \ne b_i\}} \rvert = {len(places)}"),)
    return Solution(
        len(places), f"Hamming distance of two lists of {len(a)}", steps, parts={"share": len(places) / len(a)}
    )


OPERATIONS = (
    dot,
    l1_norm,
    l2_norm,
    max_norm,
    cosine,
    cosine_distance,
    euclidean,
    manhattan,
    chebyshev,
    hamming,
)
