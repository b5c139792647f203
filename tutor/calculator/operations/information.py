"""Information: entropy, surprisal, KL divergence, Jensen-Shannon divergence and perplexity."""

import math

from tutor.calculator.checks import Vector, same_length
from tutor.calculator.defining import calculates
from tutor.calculator.notation import abbreviated, equals, rounded, sum_tex, tex, vector_tex, vector_text
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.refusal import Refused
from tutor.calculator.units import UNIT, UNITS, Unit
from tutor.calculator.working import Solution, Step

P = Parameter("p", Kind.DISTRIBUTION, "the true distribution", symbol="P", example="[0.7, 0.2, 0.1]")
Q = Parameter("q", Kind.DISTRIBUTION, "the other, approximating distribution", symbol="Q", example="[0.5, 0.3, 0.2]")
LOGARITHM = "Natural logarithm (nats) unless asked in bits (base 2) or bans (base 10); 0 log 0 counts as 0."


def entropy_of(p: Vector, unit: Unit) -> float:
    """H(P) = -sum p log p, with 0 log 0 = 0."""
    return abs(math.fsum(-value * unit.logarithm(value) for value in p if value > 0))


def divergence_of(p: Vector, q: Vector, unit: Unit) -> float:
    """D_KL(P || Q); infinite where Q is 0 and P is not. Never negative by rounding alone."""
    if any(b == 0 < a for a, b in zip(p, q, strict=True)):
        return math.inf
    value = math.fsum(a * _log_ratio(a, b, unit) for a, b in zip(p, q, strict=True) if a > 0)
    return 0.0 if -1e-15 < value < 0 else value


def _log_ratio(a: float, b: float, unit: Unit) -> float:
    """log(a / b); from the two logarithms where the quotient would leave the range of a double."""
    ratio = a / b if b > 1e-200 else 0.0
    return unit.logarithm(ratio) if 1e-200 < ratio < 1e200 else unit.logarithm(a) - unit.logarithm(b)


def _zero_terms(p: Vector, q: Vector) -> list[Step]:
    """Says why classes with P = 0 add nothing."""
    skipped = sum(a == 0 for a in p)
    if not skipped:
        return []
    return [Step(f"{skipped} of the {len(p)} probabilities of P are 0: such a class adds 0.", r"0 \cdot \log 0 := 0")]


def infinite_step(p: Vector, q: Vector, what: str) -> Step:
    """Why the result is infinite: the first class that P can give and Q excludes."""
    place = next(at for at, (a, b) in enumerate(zip(p, q, strict=True)) if b == 0 < a)
    return Step(
        f"Class {place + 1} has P = {rounded(p[place])} but Q = 0: Q calls impossible what P can give, so {what} is "
        "infinite. (Smoothing Q, a small probability for every class, makes it finite.)",
        rf"{tex(p[place])} \cdot \log \frac{{{tex(p[place])}}}{{0}} = \infty",
    )


@calculates(
    "entropy",
    family="information",
    summary="The average surprise of a distribution.",
    aliases=("shannon entropy", "information entropy", "h(p)", "uncertainty", "entropy of a distribution"),
    parameters=(P, UNIT),
    convention=LOGARITHM,
)
def entropy(p: Vector, unit: str) -> Solution:
    """H(P) = -sum_i p_i log p_i. Cover, Thomas, Elements of Information Theory (2nd ed. 2006), eq. 2.1."""
    chosen = UNITS[unit]
    value = entropy_of(p, chosen)
    inside = [value for value in p if value > 0]
    terms = [rf"{tex(each)} {chosen.log} {tex(each)}" for each in inside]
    surprises = [-each * chosen.logarithm(each) for each in inside]
    most = chosen.logarithm(len(p))
    steps = (
        *_zero_terms(p, p),
        Step(
            "Put the probabilities into the definition.",
            rf"H(P) = -\sum_i p_i {chosen.log} p_i = -\left({sum_tex(terms)}\right)",
        ),
        Step(
            f"Each class adds -p log p: {vector_text(surprises)}.",
            rf"H(P) = {sum_tex(tex(each) for each in surprises)} {equals(value)}",
        ),
        Step(
            f"For comparison, the most possible: {len(p)} equally likely classes have {rounded(most)} {unit}.",
            rf"{chosen.log} {len(p)} {equals(most)}",
        ),
    )
    return Solution(value, f"entropy H(P) of P = {vector_text(p)} with {chosen.words}", steps, unit)


@calculates(
    "KL divergence",
    family="information",
    summary="How much more surprise Q causes than P where P is true; not symmetric.",
    aliases=(
        "kullback-leibler divergence",
        "kullback leibler divergence",
        "relative entropy",
        "kl",
        "kl-divergence",
        "d_kl",
        "information divergence",
        "kullback-leibler",
        "kld",
    ),
    parameters=(P, Q, UNIT),
    convention=f"D_KL(P || Q) averages over P; D_KL(Q || P) is another number. {LOGARITHM}",
)
def kl_divergence(p: Vector, q: Vector, unit: str) -> Solution:
    """D(P || Q) = sum_i p_i log(p_i / q_i). Cover, Thomas (2nd ed. 2006), eq. 2.26; Kullback, Leibler (1951)."""
    same_length(p, q, "P and Q")
    chosen = UNITS[unit]
    value = divergence_of(p, q, chosen)
    reading = f"D_KL(P || Q) with P = {vector_text(p)}, Q = {vector_text(q)} and {chosen.words}"
    pairs = [(a, b) for a, b in zip(p, q, strict=True) if a > 0]
    terms = [rf"{tex(a)} {chosen.log} \frac{{{tex(a)}}}{{{tex(b)}}}" for a, b in pairs]
    formula = rf"D_{{KL}}(P \| Q) = \sum_i p_i {chosen.log} \frac{{p_i}}{{q_i}}"
    definition = Step("Put the probabilities into the definition.", f"{formula} = {sum_tex(terms)}")
    if value == math.inf:
        steps = (*_zero_terms(p, q), definition, infinite_step(p, q, "the divergence"))
        return Solution(value, reading, steps, unit, infinite=True)
    parts = [a * _log_ratio(a, b, chosen) for a, b in pairs]
    add = Step(
        f"Work out every term, {vector_text(parts)}, and add.", rf"{sum_tex(tex(x) for x in parts)} {equals(value)}"
    )
    return Solution(value, reading, (*_zero_terms(p, q), definition, add), unit)


@calculates(
    "Jensen-Shannon divergence",
    family="information",
    summary="The symmetric, bounded relative of the KL divergence.",
    aliases=("js divergence", "jensen shannon divergence", "jsd", "jensen-shannon", "jensen shannon", "js-divergence"),
    parameters=(P, Q, UNIT),
    convention=f"The divergence; its square root is the Jensen-Shannon distance (what scipy gives). {LOGARITHM}",
)
def jensen_shannon(p: Vector, q: Vector, unit: str) -> Solution:
    """JSD = D(P||M)/2 + D(Q||M)/2 with M = (P+Q)/2. Lin, IEEE Trans. Inf. Theory 37 (1991)."""
    same_length(p, q, "P and Q")
    chosen = UNITS[unit]
    middle = tuple(0.5 * a + 0.5 * b for a, b in zip(p, q, strict=True))
    left, right = divergence_of(p, middle, chosen), divergence_of(q, middle, chosen)
    value = max(0.0, (left + right) / 2)
    steps = (
        Step("Take the mixture M of both.", rf"M = \frac{{1}}{{2}}(P + Q) = {vector_tex(middle)}"),
        Step("Divergence of P from M.", rf"D_{{KL}}(P \| M) {equals(left)}"),
        Step("Divergence of Q from M.", rf"D_{{KL}}(Q \| M) {equals(right)}"),
        Step("Average the two.", rf"JSD = \frac{{1}}{{2}}\left({tex(left)} + {tex(right)}\right) {equals(value)}"),
        Step(
            f"Its square root, {rounded(math.sqrt(value))}, is the Jensen-Shannon distance.",
            rf"\sqrt{{JSD}} {equals(math.sqrt(value))}",
        ),
    )
    reading = f"Jensen-Shannon divergence of P = {vector_text(p)} and Q = {vector_text(q)} with {chosen.words}"
    return Solution(value, reading, steps, unit, {"distance": math.sqrt(value), "mixture": middle})


@calculates(
    "surprisal",
    family="information",
    summary="The information of one event: how surprising it is.",
    aliases=("self-information", "self information", "information content", "shannon information"),
    parameters=(
        Parameter("probability", Kind.PROBABILITY, "the probability of the event", symbol="p", example="0.25"),
        UNIT,
    ),
    convention=LOGARITHM,
)
def surprisal(probability: float, unit: str) -> Solution:
    """I(x) = -log p(x). Shannon, A Mathematical Theory of Communication (1948); MacKay (2003), eq. 2.34."""
    chosen = UNITS[unit]
    if probability == 0:
        why = Step("An impossible event would be infinitely surprising.", rf"-{chosen.log} 0 = \infty")
        return Solution(
            math.inf, f"surprisal of an event with probability 0 with {chosen.words}", (why,), unit, infinite=True
        )
    value = abs(-chosen.logarithm(probability))
    steps = (
        Step(
            "Take the negative logarithm of the probability.", rf"I = -{chosen.log} {tex(probability)} {equals(value)}"
        ),
    )
    return Solution(
        value, f"surprisal of an event with probability {rounded(probability)} with {chosen.words}", steps, unit
    )


@calculates(
    "binary entropy",
    family="information",
    summary="The entropy of a coin with the given probability of heads.",
    aliases=("entropy of a bernoulli variable", "bernoulli entropy", "entropy of a coin", "coin entropy"),
    parameters=(
        Parameter(
            "probability", Kind.PROBABILITY, "the probability of one of the two outcomes", symbol="p", example="0.3"
        ),
        UNIT,
    ),
    convention=LOGARITHM,
)
def binary_entropy(probability: float, unit: str) -> Solution:
    """H(p) = -p log p - (1-p) log(1-p). Cover, Thomas (2nd ed. 2006), eq. 2.5."""
    chosen = UNITS[unit]
    both = (probability, 1 - probability)
    value = entropy_of(both, chosen)
    terms = [rf"{tex(each)} {chosen.log} {tex(each)}" for each in both]
    steps = (
        Step("The two outcomes have these probabilities.", rf"p = {tex(both[0])},\quad 1 - p = {tex(both[1])}"),
        Step(
            "Put them into the entropy; 0 log 0 counts as 0.", rf"H(p) = -\left({sum_tex(terms)}\right) {equals(value)}"
        ),
    )
    return Solution(
        value, f"entropy of a two-way choice with p = {rounded(probability)} with {chosen.words}", steps, unit
    )


@calculates(
    "perplexity",
    family="information",
    summary="The number of equally likely choices with the same uncertainty.",
    aliases=("ppl", "perplexity of a language model", "token perplexity"),
    parameters=(
        Parameter(
            "p",
            Kind.DISTRIBUTION,
            "a distribution, whose entropy counts",
            symbol="P",
            optional=True,
            ways=("a distribution",),
            example="[0.5, 0.25, 0.25]",
        ),
        Parameter(
            "tokens",
            Kind.VECTOR,
            "the probabilities that a model gave to the tokens that came",
            optional=True,
            ways=("the probabilities of tokens",),
            example="[0.2, 0.5, 0.1]",
        ),
        Parameter(
            "loss",
            Kind.SCALAR,
            "the average cross-entropy (or negative log-likelihood) per token",
            optional=True,
            ways=("the loss",),
            example="2.3",
        ),
        UNIT,
    ),
    example=("p",),
    convention="The unit is that of a given loss (nats unless said); the perplexity itself has none.",
)
def perplexity(p: Vector | None, tokens: Vector | None, loss: float | None, unit: str) -> Solution:
    """PP = b^H with H in base b; for N tokens (prod p_i)^(-1/N). Jurafsky, Martin (3rd ed.), 3.3."""
    if sum(given is not None for given in (p, tokens, loss)) != 1:
        raise Refused(
            "Perplexity is worked out from one of these: a distribution P, the probabilities of tokens, or a loss."
        )
    chosen = UNITS[unit]
    if p is not None:
        value = entropy_of(p, chosen)
        first = Step("The entropy of the distribution.", rf"H(P) {equals(value)}")
        return _raised(value, chosen, f"perplexity of P = {vector_text(p)}", [first])
    if tokens is not None:
        return _token_perplexity(tokens, chosen)
    assert loss is not None
    return _raised(loss, chosen, f"perplexity of a loss of {rounded(loss)} {unit} per token", [])


def _token_perplexity(tokens: Vector, unit: Unit) -> Solution:
    """From the probability of each token that came."""
    if any(not 0 < probability <= 1 for probability in tokens):
        raise Refused(
            "Every token needs a probability above 0 and at most 1: a probability of 0 makes the perplexity infinite."
        )
    logs = [-unit.logarithm(probability) for probability in tokens]
    value = abs(math.fsum(logs) / len(logs))
    shown = sum_tex(abbreviated([tex(log) for log in logs], r"\cdots"))
    first = Step(
        f"The average negative log-probability of the {len(tokens)} tokens.",
        rf"H = -\frac{{1}}{{{len(tokens)}}} \sum_i {unit.log} p_i = \frac{{{shown}}}{{{len(tokens)}}} {equals(value)}",
    )
    return _raised(
        value, unit, f"perplexity of {len(tokens)} tokens with the probabilities {vector_text(tokens)}", [first]
    )


def _raised(uncertainty: float, unit: Unit, reading: str, steps: list[Step]) -> Solution:
    """The base of the logarithm to the power of the uncertainty."""
    base = {"nats": math.e, "bits": 2.0, "bans": 10.0}[unit.name]
    value = math.exp(uncertainty) if unit.name == "nats" else base**uncertainty
    steps.append(
        Step(
            f"Raise {'e' if unit.name == 'nats' else rounded(base)} to it.",
            rf"{unit.base}^{{{tex(uncertainty)}}} {equals(value)}",
        )
    )
    return Solution(value, reading, tuple(steps), "", {"cross_entropy": uncertainty})


OPERATIONS = (entropy, kl_divergence, jensen_shannon, surprisal, binary_entropy, perplexity)
