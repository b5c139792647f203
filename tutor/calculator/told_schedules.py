"""Told schedules: learning rates that drop, anneal or warm up; and the line of least squares through points."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.rules import count_of

NUMBER = r"(-?\d+(?:\.\d+)?(?:e-?\d+)?|-?\.\d+)"


_POINT = regex(rf"\(\s*{NUMBER}\s*,\s*{NUMBER}\s*\)")


def drops(question: Question) -> Recognition:
    """A rate that is divided at told epochs, or every so many epochs."""
    text = question.text
    start = re.search(
        rf"\b(?:starts? (?:at|with)|initial(?:ly)?(?: \w+){{0,2}}?(?: of| is| =)?|from|begins? (?:at|with)|"
        rf"(?:lr|rate) (?:of|is|=))\s*{NUMBER}",
        text,
        re.I,
    )
    at = re.search(
        r"\b(?:at|after|in|for) (?:epoch|step|iteration) (\d+)\s*(?:\([^)]*\))?\s*\?|\bepoch (\d+)(?: \([^)]*\))?\s*\?",
        text,
        re.I,
    )
    factor = _factor(text)
    if (
        start is None
        or at is None
        or factor is None
        or re.search(r"\bwarm|\bcosine\b|\blinear|\bexponential", text, re.I)
    ):
        return None
    now = int(at[1] or at[2])
    every = re.search(r"\bevery (\d+) (?:epochs|steps|iterations)\b", text, re.I)
    places = re.search(r"\bat (?:epochs?|steps?) ((?:\d+(?:, | and |, and )?)+)(?! *\?)", text, re.I)
    if every:
        drops = now // int(every[1])
    elif places:
        drops = sum(int(each) <= now for each in re.findall(r"\d+", places[1]))
        if now in {int(each) for each in re.findall(r"\d+", places[1])}:
            return None
    else:
        return None
    return Request("arithmetic", {"expression": f"{start[1]} * ({factor})^{drops}"})


def _factor(text: str) -> str | None:
    """What the rate is multiplied by."""
    words = {"two": "2", "ten": "10", "five": "5", "four": "4", "three": "3"}
    number = r"(\d+(?:\.\d+)?|two|three|four|five|ten)"
    divided = re.search(
        rf"\b(?:divid\w+ by|drops? by a factor of|reduced by a factor of|cut by a factor of|"
        rf"decreas\w+ by a factor of|falls? by a factor of) {number}",
        text,
        re.I,
    )
    if divided:
        value = words.get(divided[1].lower(), divided[1])
        return f"1 / {value}" if float(value) > 1 else value
    if re.search(r"\bhalved\b|\bhalves\b|\bcut in half\b", text, re.I):
        return "1 / 2"
    times = re.search(rf"\bmultipl\w+ by {NUMBER}", text, re.I)
    return times[1] if times else None


def warm_then_down(question: Question) -> Recognition:
    """Linear warm-up followed by a linear decay to nothing."""
    text = question.text
    peak = re.search(
        rf"\b(?:to|peak(?: \w+){{0,3}}?(?: of)?) {NUMBER}[^.;]{{0,40}}?\b(?:first|over|in|"
        rf"during) (?:the first )?(\d[\d,]*) steps",
        text,
        re.I,
    )
    end = re.search(
        r"\b(?:decay\w*|down|decreas\w*|falls?)\b[^.?]{0,40}?\bto (?:0|zero)\b[^.?]{0,20}?\b(?:at|by|until|"
        r"in) step (\d[\d,]*)",
        text,
        re.I,
    )
    now = re.search(r"\bat step (\d[\d,]*)\s*\?|\b(?:at|after) step (\d[\d,]*)[^.]*\?", text, re.I)
    if (
        not (peak and end and now)
        or not re.search(r"\bwarm-?\s?up\b", text, re.I)
        or re.search(r"\bcosine\b", text, re.I)
    ):
        return None
    warm, last, step = (int(each.replace(",", "")) for each in (peak[2], end[1], now[1] or now[2]))
    if count_of(question) - len(re.findall(r"(?<![\w.])0(?![\w.])", text)) != 4 or not warm < last:
        return None
    if step <= warm:
        return Request("arithmetic", {"expression": f"{peak[1]} * {step} / {warm}"})
    return (
        Request("arithmetic", {"expression": f"{peak[1]} * ({last} - {step}) / ({last} - {warm})"})
        if step <= last
        else None
    )


def line(question: Question) -> Recognition:
    """The line of least squares through points."""
    text = question.text
    points = [(float(a), float(b)) for a, b in _POINT.findall(text)]
    if (
        not re.search(r"\bleast[- ]squares\b|\blinear regression\b|\bbest[- ]fit|\bregression line\b", text, re.I)
        or len(points) < 2
    ):
        return None
    if count_of(question) != 2 * len(points) or re.search(r"\bpredict\w*\b|\bR\^?2\b|\bresidual", text, re.I):
        return None
    return Request("linear regression", {"x": tuple(a for a, _ in points), "y": tuple(b for _, b in points)})
