"""Retrieval: how good a ranking of documents is: precision and recall at k, reciprocal rank, DCG and nDCG."""

import math

from tutor.calculator import checks
from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

RELEVANT = Parameter(
    "relevance",
    Kind.VECTOR,
    "for each result in its order: 1 when it is relevant, 0 when not",
    example="[1, 0, 1, 0, 1]",
)
GRADES = Parameter(
    "relevance", Kind.VECTOR, "the grade of each result in its order, 0 for not relevant", example="[3, 2, 3, 0, 1, 2]"
)
AT = Parameter("k", Kind.COUNT, "how many results count; all unless given", symbol="k", optional=True, example="3")


def _first(relevance: Vector, k: int | None) -> Vector:
    """The first k results."""
    if k is not None and not k >= 1:
        raise Refused("k is 1 or more.")
    return relevance[: k or len(relevance)]


def _hits(relevance: Vector, k: int | None) -> Vector:
    """The first k of a list of zeros and ones."""
    if set(relevance) - {0.0, 1.0}:
        raise Refused("Relevance is 1 or 0 for each result here; for grades use nDCG.")
    return _first(relevance, k)


@calculates(
    "precision at k",
    family="classification",
    summary="How many of the first k results are relevant.",
    aliases=("precision@k", "p@k"),
    parameters=(RELEVANT, AT),
    example=("k",),
    convention="Divided by k, also when there are fewer results.",
)
def precision_at_k(relevance: Vector, k: int | None) -> Solution:
    """Relevant ones of the first k, over k. Manning, Raghavan, Schütze (2008), 8.4."""
    seen = _hits(relevance, k)
    size, found = k or len(relevance), int(sum(seen))
    value = found / size
    steps = (
        Step(f"Relevant ones of the first {size}.", rf"{vector_tex(seen)}:\quad {found}"),
        Step("Their share.", rf"\frac{{{found}}}{{{size}}} {equals(value)}"),
    )
    return Solution(value, f"precision of the first {size} results", steps)


@calculates(
    "recall at k",
    family="classification",
    summary="How many of the relevant documents are among the first k results.",
    aliases=("recall@k", "r@k", "hit rate at k"),
    parameters=(
        RELEVANT,
        AT,
        Parameter(
            "relevant",
            Kind.COUNT,
            "how many relevant documents there are; those in the list unless given",
            optional=True,
            example="4",
        ),
    ),
    example=("k", "relevant"),
)
def recall_at_k(relevance: Vector, k: int | None, relevant: int | None) -> Solution:
    """Relevant ones of the first k, over all relevant ones. Manning, Raghavan, Schütze (2008), 8.4."""
    seen, listed = _hits(relevance, k), int(sum(relevance))
    total, found = listed if relevant is None else relevant, int(sum(seen))
    if total < max(listed, 1):
        raise Refused(f"There have to be at least {max(listed, 1)} relevant documents, not {total}.")
    value = found / total
    steps = (
        Step(f"Relevant ones of the first {len(seen)}.", rf"{vector_tex(seen)}:\quad {found}"),
        Step("Their share of all relevant ones.", rf"\frac{{{found}}}{{{total}}} {equals(value)}"),
    )
    return Solution(value, f"recall of the first {k or len(relevance)} results with {total} relevant documents", steps)


@calculates(
    "mean reciprocal rank",
    family="classification",
    summary="One over the place of the first relevant result, averaged over the questions.",
    aliases=("mrr", "reciprocal rank"),
    parameters=(
        Parameter(
            "ranks",
            Kind.VECTOR,
            "the place of the first relevant result for each question, 0 for none",
            example="[1, 3, 2]",
        ),
    ),
)
def mean_reciprocal_rank(ranks: Vector) -> Solution:
    """(1/n) sum 1/rank. Voorhees, The TREC-8 Question Answering Track Report (1999)."""
    places = [checks.count(rank, Parameter("ranks", Kind.COUNT, "", symbol="A rank")) for rank in ranks]
    values = [1 / place if place else 0.0 for place in places]
    value = math.fsum(values) / len(values)
    terms = sum_tex(rf"\frac{{1}}{{{place}}}" if place else "0" for place in places)
    steps = (
        Step("Average the reciprocal ranks.", rf"\frac{{1}}{{{len(places)}}} \left({terms}\right) {equals(value)}"),
    )
    return Solution(value, f"mean reciprocal rank of the ranks {vector_text(ranks)}", steps)


GAIN = Parameter(
    "gain", Kind.CHOICE, "the grade itself, or 2^grade - 1", default="linear", optional=True,
    choices=("linear", "exponential"), example="linear",
)  # fmt: skip
GAIN_CONVENTION = (
    "The gain is the grade itself (as in scikit-learn) unless 2^grade - 1 is asked for; logarithm to base 2."
)


def _gains(relevance: Vector, gain: str) -> Vector:
    """What each result is worth."""
    if min(relevance) < 0 or max(relevance) > 100:
        raise Refused("Grades lie between 0 and 100.")
    return relevance if gain == "linear" else tuple(2**grade - 1 for grade in relevance)


def _discounted(gains: Vector) -> tuple[float, str]:
    """The discounted sum and its formula."""
    value = math.fsum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
    terms = [rf"\frac{{{tex(gain)}}}{{\log_2 {place + 2}}}" for place, gain in enumerate(gains)]
    return value, f"{sum_tex(terms)} {equals(value)}"


@calculates(
    "DCG",
    family="classification",
    summary="Graded relevance added up, later results counting less.",
    aliases=("discounted cumulative gain", "dcg@k"),
    parameters=(GRADES, AT, GAIN),
    convention=GAIN_CONVENTION,
)
def dcg(relevance: Vector, k: int | None, gain: str) -> Solution:
    """Sum gain_i / log2(i + 1). Järvelin, Kekäläinen, ACM Trans. Inf. Systems 20 (2002)."""
    value, formula = _discounted(_first(_gains(relevance, gain), k))
    steps = (Step("Divide every gain by the logarithm of its place plus one.", rf"DCG = {formula}"),)
    return Solution(value, f"DCG of the grades {vector_text(relevance)}", steps)


@calculates(
    "nDCG",
    family="classification",
    summary="DCG divided by that of the best possible order.",
    aliases=("normalized discounted cumulative gain", "normalised discounted cumulative gain", "ndcg@k"),
    parameters=(GRADES, AT, GAIN),
    convention=GAIN_CONVENTION,
)
def ndcg(relevance: Vector, k: int | None, gain: str) -> Solution:
    """DCG / ideal DCG. Järvelin, Kekäläinen, ACM Trans. Inf. Systems 20 (2002); Manning et al. (2008), eq. 8.9."""
    gains = _gains(relevance, gain)
    real, first = _discounted(_first(gains, k))
    best, second = _discounted(_first(tuple(sorted(gains, reverse=True)), k))
    if best == 0:
        raise Refused("No result is relevant, so the best possible DCG is 0 and cannot be divided by.")
    value = real / best
    steps = (
        Step("In this order.", rf"DCG = {first}"),
        Step("In the best order.", rf"IDCG = {second}"),
        Step("Divide.", rf"\frac{{{tex(real)}}}{{{tex(best)}}} {equals(value)}"),
    )
    reading = f"nDCG{'' if k is None else f' of the first {k}'} of the grades {vector_text(relevance)}"
    return Solution(value, reading, steps, parts={"dcg": real, "ideal": best})


OPERATIONS = (precision_at_k, recall_at_k, mean_reciprocal_rank, dcg, ndcg)
