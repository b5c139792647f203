"""Bits: short questions of information theory: perplexity and loss, the largest entropy, gain ratio, Huffman codes."""

import re
from collections.abc import Callable

from tutor.calculator.perplexities import (
    NUMBER,
    loss_of_perplexity,
    perplexity_of_one,
    perplexity_of_total,
    values_of,
)
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.units_asked import unit_asked


def bits(question: Question) -> Recognition:
    """What is asked, by the first rule that accounts for every number."""
    if question.has(r"\b(?:why|explain|difference between|compare)\b") or len(question.text) > 600:
        return None
    for rule in _RULES:
        found = rule(question)
        if found is not None:
            return found
    return None


def _largest(question: Question) -> Recognition:
    """The largest entropy that n outcomes can have."""
    text = question.text
    values = values_of(question)
    if not re.search(
        r"\b(?:maxim\w+|largest|highest|greatest|most)\b[^.?]{0,20}\bentropy\b|\bentropy\b[^.?]{0,20}\bat most\b",
        text,
        re.I,
    ):
        return None
    if (
        len(values) != 1
        or values[0] < 2
        or values[0] != int(values[0])
        or question.has(r"\bgaussian|\bvariance|\bcontinuous|\bimpurity")
    ):
        return None
    if not re.search(
        r"\d (?:\w+ )?(?:outcomes|classes|values|states|symbols|categories|letters|options|faces|sides|words|"
        r"tokens|messages)\b",
        text,
        re.I,
    ):
        return None
    base = {"nats": "ln({0:g})", "bans": "ln({0:g}) / ln(10)"}.get(unit_asked(text) or "bits", "ln({0:g}) / ln(2)")
    return Request("arithmetic", {"expression": base.format(values[0])})


def _gain_ratio(question: Question) -> Recognition:
    """The information gain by the split information."""
    text = question.text
    gain = re.search(rf"\b(?:information )?gain (?!ratio)(?:\w+ ){{0,2}}?(?:of |is |= ?|: ?)*{NUMBER}", text, re.I)
    info = re.search(
        rf"\b(?:split info\w*|intrinsic (?:value|information))(?: \w+){{0,2}}? ?(?:of |is |= ?|: ?)*{NUMBER}",
        text,
        re.I,
    )
    if (
        not re.search(r"\bgain ratio\b", text, re.I)
        or not gain
        or not info
        or len(values_of(question)) != 2
        or not float(info[1])
    ):
        return None
    return Request("arithmetic", {"expression": f"{gain[1]} / {info[1]}"})


def _huffman(question: Question) -> Recognition:
    """The average length of a Huffman code."""
    values = sorted(values_of(question))
    if not question.has(r"\bhuffman\b|\boptimal (?:prefix|binary|symbol) code\b") or not 2 <= len(values) <= 20:
        return None
    if abs(sum(values) - 1) > 1e-9 or not question.has(r"\baverage\b|\bmean\b|\bexpected\b|\bper symbol\b"):
        return None
    if question.has(r"\bredundan|\befficien|\bentropy\b"):
        return None
    merged: list[float] = []
    while len(values) > 1:
        merged.append(values[0] + values[1])
        values = sorted([merged[-1], *values[2:]])
    return Request(
        "arithmetic",
        {"expression": " + ".join(f"{value:.12g}" for value in merged)},
        note="the sum of the merged weights",
    )


_RULES: tuple[Callable[[Question], Recognition], ...] = (
    loss_of_perplexity,
    perplexity_of_total,
    perplexity_of_one,
    _largest,
    _gain_ratio,
    _huffman,
)
