"""Bayes and the rules of probability."""

import math

from tutor.calculator.checks import Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

PRIOR = Parameter(
    "prior", Kind.PROBABILITY, "the probability before the evidence: the prevalence", symbol="P(H)", example="0.01"
)
LIKELIHOOD = Parameter(
    "likelihood",
    Kind.PROBABILITY,
    "the probability of the evidence when it is true: the sensitivity",
    symbol="P(E|H)",
    example="0.99",
)
FALSE_POSITIVE = Parameter(
    "false_positive_rate",
    Kind.PROBABILITY,
    "the probability of the evidence when it is not true",
    symbol="P(E|not H)",
    optional=True,
    ways=("the false positive rate",),
    example="0.05",
)
SPECIFICITY = Parameter(
    "specificity",
    Kind.PROBABILITY,
    "one minus the false positive rate",
    symbol="specificity",
    optional=True,
    ways=("the specificity",),
    example="0.95",
)
EVIDENCE = Parameter(
    "evidence",
    Kind.PROBABILITY,
    "the probability of the evidence at all",
    symbol="P(E)",
    optional=True,
    ways=("the evidence at all",),
    example="0.06",
)


@calculates(
    "Bayes' theorem",
    family="probability",
    summary="The probability of a hypothesis after the evidence.",
    aliases=(
        "bayes",
        "bayes rule",
        "bayes theorem",
        "bayes' rule",
        "posterior",
        "posterior probability",
        "bayesian update",
    ),
    parameters=(
        PRIOR,
        LIKELIHOOD,
        FALSE_POSITIVE,
        SPECIFICITY,
        EVIDENCE,
        Parameter(
            "result",
            Kind.CHOICE,
            "whether the test was positive or negative",
            default="positive",
            optional=True,
            choices=("positive", "negative"),
            example="positive",
        ),
    ),
    example=("false_positive_rate",),
    convention="The probability of the hypothesis given the result; for a negative result P(H | negative).",
)
def bayes(
    prior: float,
    likelihood: float,
    false_positive_rate: float | None,
    specificity: float | None,
    evidence: float | None,
    result: str,
) -> Solution:
    """P(H|E) = P(E|H) P(H) / P(E). Bayes (1763); MacKay, Information Theory, Inference and Learning (2003), 2.3."""
    if sum(given is not None for given in (false_positive_rate, specificity, evidence)) != 1:
        raise Refused("Besides prior and likelihood give one of these: false positive rate, specificity, or P(E).")
    if evidence is not None:
        return _from_evidence(prior, likelihood, evidence, result)
    false = 1 - specificity if specificity is not None else false_positive_rate
    assert false is not None
    first = [] if specificity is None else [Step("False positive rate.", rf"1 - {tex(specificity)} {equals(false)}")]
    sign = "E"
    true = likelihood
    if result == "negative":
        miss, clear = 1 - likelihood, (1 - false if specificity is None else specificity)
        formula = rf"1 - {tex(likelihood)} {equals(miss)},\quad 1 - {tex(false)} {equals(clear)}"
        first.append(Step("A negative result comes with these probabilities, when true and when not.", formula))
        true, false, sign = miss, clear, r"\neg E"
    return _updated(prior, true, false, first, sign, result)


def _updated(prior: float, true: float, false: float, first: list[Step], sign: str, result: str) -> Solution:
    """The posterior from the two ways in which the evidence can come."""
    hit, alarm = prior * true, (1 - prior) * false
    total = hit + alarm
    if total == 0:
        raise Refused("With these numbers the evidence can never come, so nothing follows from it.")
    value = hit / total
    steps = (
        *first,
        Step("True, and with this evidence.", rf"P({sign}|H) P(H) = {tex(true)} \cdot {tex(prior)} {equals(hit)}"),
        Step(
            "Not true, but with this evidence.",
            rf"P({sign}|\neg H) P(\neg H) = {tex(false)} \cdot {tex(1 - prior)} {equals(alarm)}",
        ),
        Step("The evidence at all.", rf"P({sign}) = {tex(hit)} + {tex(alarm)} {equals(total)}"),
        Step("The share of the first.", rf"P(H|{sign}) = \frac{{{tex(hit)}}}{{{tex(total)}}} {equals(value)}"),
        Step(
            f"In numbers: of 100,000 cases {rounded(round(1e5 * hit, 1))} are true with this evidence and "
            f"{rounded(round(1e5 * alarm, 1))} are not true but have it.",
            "",
        ),
    )
    given = "the evidence" if result == "positive" else "a negative result"
    reading = (
        f"probability of the hypothesis given {given}, with prior {rounded(prior)}, "
        f"P({'E' if result == 'positive' else 'negative'}|H) = {rounded(true)} and "
        f"P({'E' if result == 'positive' else 'negative'}|not H) = {rounded(false)}"
    )
    return Solution(value, reading, steps, parts={"evidence": total, "complement": alarm / total})


def _from_evidence(prior: float, likelihood: float, evidence: float, result: str) -> Solution:
    """The posterior when P(E) itself is known."""
    if result == "negative":
        prior_and, evidence, name = prior * (1 - likelihood), 1 - evidence, r"\neg E"
    else:
        prior_and, name = prior * likelihood, "E"
    if evidence == 0 or prior_and > evidence * (1 + 1e-9):
        raise Refused(
            f"P(E|H) P(H) is {rounded(prior_and)}, more than P(E) = {rounded(evidence)}: these cannot both be right."
        )
    value = min(1.0, prior_and / evidence)
    steps = (
        Step("True, and with this evidence.", rf"P({name} \text{{ and }} H) {equals(prior_and)}"),
        Step(
            "Its share of the evidence.", rf"P(H|{name}) = \frac{{{tex(prior_and)}}}{{{tex(evidence)}}} {equals(value)}"
        ),
    )
    reading = f"probability of the hypothesis, with prior {rounded(prior)} and P(E) = {rounded(evidence)}"
    return Solution(value, reading, steps, parts={"evidence": evidence, "complement": 1 - value})


@calculates(
    "Bayes over several hypotheses",
    family="probability",
    summary="The probabilities of several hypotheses after the evidence.",
    aliases=("posterior distribution", "naive bayes posterior", "bayes for several hypotheses"),
    parameters=(
        Parameter("priors", Kind.DISTRIBUTION, "the probabilities before", symbol="P(H)", example="[0.5, 0.3, 0.2]"),
        Parameter(
            "likelihoods",
            Kind.VECTOR,
            "the probability of the evidence under each",
            symbol="P(E|H)",
            example="[0.01, 0.02, 0.03]",
        ),
    ),
)
def several(priors: Vector, likelihoods: Vector) -> Solution:
    """P(H_i|E) = P(E|H_i) P(H_i) / sum_j P(E|H_j) P(H_j). Ross, A First Course in Probability, 3.3."""
    same_length(priors, likelihoods, "Priors and likelihoods")
    if any(not 0 <= value <= 1 for value in likelihoods):
        raise Refused("Likelihoods lie between 0 and 1.")
    products = tuple(a * b for a, b in zip(priors, likelihoods, strict=True))
    total = math.fsum(products)
    if total == 0:
        raise Refused("No hypothesis allows the evidence, so nothing follows from it.")
    value = tuple(product / total for product in products)
    steps = (
        Step("Prior times likelihood.", vector_tex(products)),
        Step("Their sum is the probability of the evidence.", rf"P(E) = {sum_tex(map(tex, products))} {equals(total)}"),
        Step("Divide by it.", rf"P(H|E) = {vector_tex(value)}"),
    )
    given = f"priors {vector_text(priors)} and likelihoods {vector_text(likelihoods)}"
    reading = f"posterior of {len(priors)} hypotheses with {given}"
    return Solution(value, reading, steps, parts={"evidence": total})


@calculates(
    "conditional probability",
    family="probability",
    summary="The probability of A when B is known.",
    aliases=("p(a|b)",),
    parameters=(
        Parameter("both", Kind.PROBABILITY, "the probability of both", symbol="P(A and B)", example="0.12"),
        Parameter("condition", Kind.PROBABILITY, "the probability of what is known", symbol="P(B)", example="0.3"),
    ),
)
def conditional(both: float, condition: float) -> Solution:
    """P(A|B) = P(A and B) / P(B). Ross, A First Course in Probability, 3.2."""
    if condition == 0 or both > condition:
        raise Refused("P(B) has to be above 0, and P(A and B) cannot be more than P(B).")
    value = both / condition
    steps = (
        Step(
            "The share of B in which A holds too.",
            rf"P(A|B) = \frac{{{tex(both)}}}{{{tex(condition)}}} {equals(value)}",
        ),
    )
    return Solution(value, f"P(A|B) with P(A and B) = {rounded(both)} and P(B) = {rounded(condition)}", steps)


@calculates(
    "at least one",
    family="probability",
    summary="The probability that something happens at least once in independent tries.",
    aliases=("at least once", "probability of at least one", "at least one success"),
    parameters=(
        Parameter("probability", Kind.PROBABILITY, "the probability in one try", symbol="p", example="0.05"),
        Parameter("tries", Kind.COUNT, "the number of tries", symbol="n", example="20"),
    ),
    convention="Independent tries with the same probability.",
)
def at_least_one(probability: float, tries: int) -> Solution:
    """1 - (1 - p)^n. Ross, A First Course in Probability, 3.4."""
    value = 1.0 if probability == 1 and tries else -math.expm1(tries * math.log1p(-probability)) if tries else 0.0
    none = 1 - value
    steps = (
        Step("The probability that it never happens.", rf"(1 - {tex(probability)})^{{{tries}}} {equals(none)}"),
        Step("The probability that it does.", rf"1 - {tex(none)} {equals(value)}"),
    )
    return Solution(value + 0.0, f"at least one success in {tries} tries with p = {rounded(probability)}", steps)


OPERATIONS = (bayes, several, conditional, at_least_one)
