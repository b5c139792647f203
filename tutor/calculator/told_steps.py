"""Told steps: one step of an optimiser where its state, a model or a schedule is told in words."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.rules import Rule, count_of, first_of
from tutor.calculator.told_states import told_state
from tutor.calculator.told_schedules import NUMBER, drops, line, warm_then_down

_RATE = regex(rf"\b(?:learning rate|step size|lr|eta|alpha)\b\s*(?:\w+ )?(?:of|is|=|:)?\s*{NUMBER}", re.I)


def told_steps(question: Question) -> Recognition:
    """What is asked, by the first rule that accounts for every number."""
    if re.search(
        r"\bridge\b|\bregulari[sz]\w+|\bpenalt\w+|\bweight decay\b|\+\s*0?\.\d+\s*[·*]?\s*w\s*(?:²|\^2)",
        question.text,
        re.I,
    ):
        return None  # a term of the loss that none of the rules takes into account
    return first_of(_RULES, question, longest=700)


def _value(text: str, names: str) -> float | None:
    """The number that a name is said to be."""
    hit = re.search(
        rf"(?<![\w^])(?:{names})\s*(?:_?[01t])?\s*(?:of|is|was|=|:|at)?\s*(?:about |currently )?{NUMBER}(?![\w.]*\d)",
        text,
        re.I,
    )
    return float(hit[1]) if hit else None


_SQUARED = regex(r"\bsquared (?:error|loss)\b|\bloss\b|\bmse\b|\)\s*\^2|\bL\s*=", re.I)


def _linear_step(question: Question) -> Recognition:
    """One step of a linear model w x (+ b) on one example with a squared error."""
    text = question.text
    rate = _RATE.search(text)
    if (
        rate is None
        or not _SQUARED.search(text)
        or not re.search(
            r"\b(?:one|a single|1|one more) (?:\w+ )*?(?:step|update)|\bafter (?:one|that|the|this) step", text, re.I
        )
    ):
        return None
    if not re.search(
        r"\bmodel (?:is )?(?:y\w* = )?w\s?\*?\s?x|\by\w*\s*=\s*w\s?\*?\s?x|\(\s*w\s?\*?\s?x", text
    ) or re.search(r"\bsigmoid\b|\blogistic\b|\bmomentum\b", text, re.I):
        return None
    plain = re.sub(r"y\w*\s*=\s*w\s?\*?\s?x(?:\s*\+\s*b)?", " ", text)
    x, y, w = (_value(plain, name) for name in ("x", "y", "w"))
    bias = re.search(r"w\s?\*?\s?x\s*\+\s*b", text) is not None
    b = _value(plain, "b") if bias else 0.0
    used = 5 if bias else 4
    half = re.search(r"(?:1/2|0\.5)\s*\*?\s*\(|\bhalf (?:the|of the) squared|\)\s*\^\s*2\s*/\s*2", text) is not None
    if None in (x, y, w, b) or count_of(question) not in {used, used + half, used + _formula_numbers(text)}:
        return None
    assert x is not None and y is not None and w is not None and b is not None
    return _stepped(text, (x, y, w, b), float(rate[1]), bias=bias, half=half)


def _formula_numbers(text: str) -> int:
    """Numbers that belong to the loss itself: its half and its square."""
    return len(re.findall(r"\)\s*\^\s*2", text)) + len(re.findall(r"\b1/2\b|\b0\.5\s*\*?\s*\(", text))


def _stepped(text: str, told: tuple[float, float, float, float], rate: float, *, bias: bool, half: bool) -> Recognition:
    x, y, w, b = told
    factor = "1" if half else "2"
    error = f"({w:g} * {x:g} + {b:g} - {y:g})"
    weight = f"({w:g} - {rate:g} * {factor} * {error} * {x:g})"
    offset = f"({b:g} - {rate:g} * {factor} * {error})" if bias else "0"
    if re.search(r"\bloss after\b|\b(?:what is|what's) the (?:new )?loss\b|\bnew loss\b", text, re.I):
        scale = "0.5 * " if half else ""
        return Request("arithmetic", {"expression": f"{scale}({weight} * {x:g} + {offset} - {y:g})^2"})
    first = Request("arithmetic", {"expression": weight})
    both = bias and re.search(r"\bw and b\b|\bparameters\b|\bboth\b|\bw, b\b", text)
    return (
        Request("arithmetic", {"expression": weight}, also=(Request("arithmetic", {"expression": offset}),))
        if both
        else first
    )


def _logistic_step(question: Question) -> Recognition:
    """One step of a logistic neuron on one example with cross-entropy."""
    text = question.text
    rate = _RATE.search(text)
    vectors = {span.name: span.numbers for span in question.lists if span.is_vector and span.name}
    w, x = vectors.get("w"), vectors.get("x")
    y, b = _value(text, "y|label"), _value(text, "bias|b")
    if (
        rate is None
        or w is None
        or x is None
        or y not in {0.0, 1.0}
        or len(w) != len(x)
        or not re.search(r"\blogistic\b|\bsigmoid\b", text, re.I)
    ):
        return None
    if not re.search(r"\bcross[- ]entropy\b|\blog loss\b", text, re.I) or count_of(question) != 2 * len(w) + (
        3 if b is not None else 2
    ):
        return None
    z = " + ".join(f"({a:g}) * ({c:g})" for a, c in zip(w, x, strict=True)) + f" + ({b or 0:g})"
    made = [
        Request("arithmetic", {"expression": f"{a:g} - {float(rate[1]):g} * (sigmoid({z}) - {y:g}) * ({c:g})"})
        for a, c in zip(w, x, strict=True)
    ]
    if not re.search(r"\bweights?\b[^.?]*\?", text) or re.search(r"\bbias\b[^.?]*\?", text):
        return None
    return Request("arithmetic", made[0].arguments, also=tuple(made[1:]))


_RULES: tuple[Rule, ...] = (
    _linear_step,
    _logistic_step,
    told_state,
    drops,
    warm_then_down,
    line,
)
