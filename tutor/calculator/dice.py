"""Dice: what fair dice show on average."""

import re

from tutor.calculator.amounts import COUNT, Region, all_read, asked_clause, whole
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

_DICE = regex(
    rf"\b(?:({COUNT}|an?|the|pair of)\s+)?((?:fair |standard |regular |ordinary |six-sided |6-sided |\d+-sided |"
    rf"normal |unbiased )*)(?:die|dice)\b",
    re.I,
)
_UNFAIR = regex(
    r"\bgiven\b|\bif\b|\bloaded\b|\bbiased\b(?<!unbiased)|\bunfair\b|\bweighted\b|\bcoins?\b|\bfirst\b|\bproduct\b|"
    r"\bdifference\b|\bmax\w*\b|"
    r"\bmin\w*\b|\blarger\b|\bhighest\b|\blowest\b|\buntil\b|\bentropy\b|\beach\b|\bthen\b|\bsquare\w*\b|"
    r"\bre-?roll\w*|\$|\bpays?\b|\bwin\w*\b|"
    r"\bconditional\b|\bsecond\b|\bnot\b|\bgame\b|\bstop\b|\bodd or\b|\beven or\b|\bcovariance\b|\bcorrelation\b|"
    r"\bratio\b|\bmedian\b|\bmode\b",
    re.I,
)


def dice(question: Question) -> Recognition:
    """The mean, variance or standard deviation of what they show."""
    text, asking = question.text, asked_clause(question)
    found = [each for each in _DICE.finditer(text)]
    if not found or not asking or _UNFAIR.search(text):
        return None
    count, sides, used = _dice(text, found)
    if count is None or re.search(r"\bprobability\b|\bchances?\b|\blikely\b", asking, re.I):
        return None
    asked = [
        name
        for name, pattern in (
            ("standard deviation", r"\bstandard deviation\b"),
            ("variance", r"\bvariance\b"),
            ("mean", r"\bexpect\w*\b|\bmean\b|\baverage\b"),
        )
        if re.search(pattern, asking, re.I)
    ]
    if (
        len(asked) != 1
        or not all_read(question, used)
        or re.search(r"\bhow many\b|\bnumber of\b(?! (?:dots|pips|spots))", asking, re.I)
    ):
        return None
    if count > 1 and not re.search(r"\bsum\b|\btotal\b", text, re.I):
        return None
    return Request("moments of dice", {"dice": count, "sides": sides}, pick=asked[0])


def _dice(text: str, found: list[re.Match[str]]) -> tuple[int | None, int, list[Region]]:
    """How many dice and how many sides, with where that stands."""
    counts: set[int] = set()
    used: list[Region] = []
    for each in found:
        written = (each[1] or "").lower()
        if written == "pair of":
            counts.add(2)
        elif written not in {"", "a", "an", "the"}:
            counts.add(whole(written))
            used.append(each.span(1))
        elif written in {"a", "an"}:
            counts.add(1)
    sided = re.findall(r"\b(\d+|four|six|eight|ten|twelve|twenty)[- ]sided\b", text, re.I)
    used += [each.span() for each in re.finditer(r"\b\d+[- ]sided\b", text)]
    times = re.search(rf"\b(?:({COUNT}) (?:times|rolls|throws)|(twice))\b", text, re.I)
    if times:
        if counts - {1}:
            return None, 0, []
        counts = {2 if times[2] else whole(times[1])}
        used.append(times.span())
    if len(counts) > 1 or len(set(sided)) > 1:
        return None, 0, []
    return (counts.pop() if counts else 1), (whole(sided[0]) if sided else 6), used
