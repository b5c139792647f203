"""Perplexities: a perplexity from losses, log-likelihoods and probabilities told in words, and the loss behind one."""

import re
from math import isfinite

from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.units_asked import unit_asked

NUMBER = r"(-?\d+(?:\.\d+)?|-?\.\d+)"


_INNER = {"bits": " / ln(2)", "bans": " / ln(10)"}


def values_of(question: Question) -> list[float]:
    """All numbers, singles and those in brackets; empty where one is of another kind."""
    found: list[float] = []
    for span in numbers_of(question):
        if span.shape or span.is_matrix or "?" in span.labels:
            return []
        values = span.value if isinstance(span.value, tuple) else (span.value,)
        found += [float(value) for value in values if isinstance(value, (int, float))]
    return found if all(isfinite(value) for value in found) else []


def asking_of(question: Question) -> str:
    """The sentences that ask; all of the text where none does."""
    return " ".join(sentence.text for sentence in question.sentences if sentence.asks) or question.text


def loss_of_perplexity(question: Question) -> Recognition:
    """The loss behind one perplexity."""
    told = re.search(
        rf"\bperplexity\b(?: \w+){{0,4}}?\s*(?:is|of|=|:|was|at)?\s*{NUMBER}(?! (?:tokens|words))", question.text, re.I
    )
    wants = re.search(
        r"\b(?:loss|cross[- ]?entropy|entropy|nll|log[- ]likelihood|bits|nats)\b",
        question.text[told.end() :] if told else "",
        re.I,
    )
    before = told and re.search(
        r"\b(?:loss|cross[- ]?entropy|entropy|bits|nats)\b", question.text[: told.start()], re.I
    )
    if told is None or not (wants or before) or len(values_of(question)) != 1 or float(told[1]) < 1:
        return None
    return Request("arithmetic", {"expression": f"ln({told[1]}){_INNER.get(unit_asked(question.text) or '', '')}"})


def perplexity_of_total(question: Question) -> Recognition:
    """From the log-likelihood of a whole text and its number of tokens."""
    text = question.text
    tokens = re.search(rf"{NUMBER}[- ](?:token|word|character)s?\b", text)
    total = re.search(
        rf"\b(?:log[- ]likelihood|nll|log[- ]probability|loss)\b[^.?]{{0,60}}?(?<!\d){NUMBER}\s*(nats|bits)?\s*[.?,]",
        text,
        re.I,
    )
    if (
        not tokens
        or not total
        or len(values_of(question)) != 2
        or not re.search(r"\bperplexity\b", asking_of(question), re.I)
    ):
        return None
    count, value = float(tokens[1]), abs(float(total[1]))
    if (
        value == count
        or count < 1
        or not re.search(r"\btotal\b|\bsum\w*\b|\bwhole\b|\btext\b|\bsentence\b|\bsequence\b", text, re.I)
    ):
        return None
    base = "2" if total[2] == "bits" or re.search(r"\blog_?2\b|\bbase 2\b", text) else "e"
    return Request("arithmetic", {"expression": f"{base}^({value:g} / {count:g})"})


def perplexity_of_one(question: Question) -> Recognition:
    """From one probability that every token gets."""
    text = question.text
    if not re.search(r"\bperplexity\b", text, re.I) or not re.search(r"\b(?:each|every|all|any)\b", text, re.I):
        return None
    shares_ = [value for value in values_of(question) if 0 < value < 1]
    rest = [value for value in values_of(question) if value >= 1]
    if (
        len(shares_) != 1
        or len(rest) > 1
        or (rest and not re.search(r"\d (?:words|tokens|symbols|digits|letters)", text))
    ):
        return None
    return Request("perplexity", {"tokens": (shares_[0],)})
