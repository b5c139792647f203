"""Impurity of the nodes of a decision tree, and what a split gains."""

import math

from tutor.calculator import checks
from tutor.calculator.checks import Matrix, Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.information import entropy_of
from tutor.calculator.refusal import Refused
from tutor.calculator.units import BITS, UNITS
from tutor.calculator.working import Solution, Step

COUNTS = Parameter("counts", Kind.VECTOR, "how many examples each class has", symbol="n", example="[9, 5]")
GROUPS = Parameter(
    "groups", Kind.MATRIX, "for every branch of the split, how many examples of each class", example="[[6, 2], [3, 3]]"
)


def shares(values: Vector) -> Vector:
    """The values divided by their sum."""
    total = math.fsum(values)
    return tuple(value / total for value in values)


@calculates(
    "entropy of counts",
    family="information",
    summary="The entropy of a set of examples, from how many there are of each class.",
    aliases=("entropy of a node", "node entropy", "class entropy", "entropy of a split", "entropy of labels"),
    parameters=(COUNTS, BITS),
    convention="In bits (base 2) unless asked otherwise, as in books on decision trees; 0 log 0 counts as 0.",
)
def entropy_of_counts(counts: Vector, unit: str) -> Solution:
    """-sum (n_i/n) log2 (n_i/n). Mitchell, Machine Learning (1997), eq. 3.3."""
    chosen = UNITS[unit]
    p = shares(checks.weights(counts, COUNTS))
    value = entropy_of(p, chosen)
    terms = [rf"{tex(each)} {chosen.log} {tex(each)}" for each in p if each > 0]
    steps = (
        Step(
            "The share of every class.",
            rf"p = \frac{{1}}{{{tex(math.fsum(counts))}}} {vector_tex(counts)} = {vector_tex(p)}",
        ),
        Step("Their entropy.", rf"H = -\left({sum_tex(terms)}\right) {equals(value)}"),
    )
    return Solution(value, f"entropy of the counts {vector_text(counts)} with {chosen.words}", steps, unit)


@calculates(
    "Gini impurity",
    family="information",
    summary="How often a random label would be wrong: the impurity of a decision tree.",
    aliases=("gini", "gini index", "gini impurity of a node", "gini coefficient of a node"),
    parameters=(Parameter("p", Kind.VECTOR, "class probabilities or counts", symbol="p", example="[0.5, 0.3, 0.2]"),),
    convention="1 - sum of squared shares; numbers that do not sum to one are counts and are divided by their sum.",
)
def gini(p: Vector) -> Solution:
    """1 - sum p_i^2. Breiman, Friedman, Olshen, Stone, CART (1984); Hastie, Tibshirani, Friedman (2009), eq. 9.17."""
    checks.weights(p, COUNTS)
    _only_counts_or_one(p)
    value_shares = shares(p)
    value = _gini_of(p)
    first = Step("The share of every class.", rf"p = {vector_tex(value_shares)}")
    squares = sum_tex(f"{tex(each)}^2" for each in value_shares)
    last = Step("One minus the sum of their squares.", rf"G = 1 - \left({squares}\right) {equals(value)}")
    return Solution(value, f"Gini impurity of {vector_text(p)}", (first, last))


def _only_counts_or_one(p: Vector) -> None:
    """Refuses what is neither probabilities nor counts: fractions that do not sum to one."""
    total = math.fsum(p)
    if abs(total - 1) > checks.ROUNDING and any(value != int(value) for value in p):
        raise Refused(
            f"The numbers sum to {rounded(total)} and are not counts: give probabilities that sum to 1, or counts."
        )


def _gini_of(counts: Vector) -> float:
    return abs(1 - math.fsum(share * share for share in shares(counts)))


def _gain(
    groups: Matrix, impurity: dict[str, str], measure: list[float], parent: float, classes: Vector, unit: str
) -> Solution:
    """Impurity before the split minus the weighted impurity after it."""
    sizes = [math.fsum(group) for group in groups]
    total = math.fsum(sizes)
    after = math.fsum(size / total * each for size, each in zip(sizes, measure, strict=True))
    value = max(0.0, parent - after)
    terms = [rf"\frac{{{tex(n)}}}{{{tex(total)}}} \cdot {tex(each)}" for n, each in zip(sizes, measure, strict=True)]
    sign = impurity["sign"]
    steps = (
        Step("Before the split, all branches together.", rf"{vector_tex(classes)}:\quad {sign} {equals(parent)}"),
        Step(f"The branches have {vector_text(measure)}.", ""),
        Step("Weigh every branch by its size.", rf"{sum_tex(terms)} {equals(after)}"),
        Step("What the split takes away.", rf"{tex(parent)} - {tex(after)} {equals(value)}"),
    )
    reading = f"{impurity['name']} of a split into {len(groups)} branches: {', '.join(map(vector_text, groups[:8]))}"
    return Solution(value, reading, steps, unit, {"before": parent, "after": after, "branches": tuple(measure)})


def _classes(groups: Matrix) -> Vector:
    """The examples of each class over all branches; refuses empty branches."""
    for group in groups:
        checks.weights(group, GROUPS)
    return tuple(math.fsum(column) for column in zip(*groups, strict=True))


@calculates(
    "information gain",
    family="information",
    summary="How much entropy a split of a decision tree takes away.",
    aliases=("info gain", "ig", "entropy reduction", "entropy gain"),
    parameters=(GROUPS, BITS),
    convention="In bits (base 2) unless asked otherwise, as in books on decision trees.",
)
def information_gain(groups: Matrix, unit: str) -> Solution:
    """Gain = H(S) - sum |S_v|/|S| H(S_v). Mitchell, Machine Learning (1997), eq. 3.4."""
    chosen = UNITS[unit]
    classes = _classes(groups)
    measure = [entropy_of(shares(group), chosen) for group in groups]
    words = {"name": f"information gain with {chosen.words}", "sign": "H"}
    return _gain(groups, words, measure, entropy_of(shares(classes), chosen), classes, unit)


@calculates(
    "Gini gain",
    family="information",
    summary="How much Gini impurity a split of a decision tree takes away.",
    aliases=("gini reduction", "gini decrease", "decrease in gini impurity", "gini split gain"),
    parameters=(GROUPS,),
)
def gini_gain(groups: Matrix) -> Solution:
    """G(S) - sum |S_v|/|S| G(S_v). Breiman, Friedman, Olshen, Stone, CART (1984), 4.3."""
    classes = _classes(groups)
    measure = [_gini_of(group) for group in groups]
    return _gain(groups, {"name": "Gini gain", "sign": "G"}, measure, _gini_of(classes), classes, "")


@calculates(
    "gain ratio",
    family="information",
    summary="The information gain of a split, relative to how finely it splits.",
    aliases=("information gain ratio", "gainratio"),
    parameters=(GROUPS,),
    convention="The gain divided by the entropy of the sizes of the branches (split information), as in C4.5.",
)
def gain_ratio(groups: Matrix) -> Solution:
    """GainRatio = Gain / SplitInfo. Quinlan, C4.5 (1993), 2.2; Mitchell, Machine Learning (1997), eq. 3.5-3.6."""
    bits = UNITS["bits"]
    gain = information_gain.work(groups=groups, unit="bits")
    sizes = tuple(math.fsum(group) for group in groups)
    fine = entropy_of(shares(sizes), bits)
    if fine == 0 or not isinstance(gain.value, (int, float)):
        raise Refused("All examples go one way: there is no split whose gain could be related to its size.")
    steps = (
        *gain.steps,
        Step("Split information: the entropy of the branches' sizes.", rf"{vector_tex(sizes)}:\quad H {equals(fine)}"),
        Step("The gain relative to it.", rf"\frac{{{tex(gain.value)}}}{{{tex(fine)}}} {equals(gain.value / fine)}"),
    )
    parts = {"gain": gain.value, "split information": fine}
    return Solution(gain.value / fine, f"gain ratio of a split into {len(groups)} branches", steps, "", parts)


OPERATIONS = (entropy_of_counts, gini, information_gain, gini_gain, gain_ratio)
