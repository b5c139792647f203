"""Slopes: what is asked of a function that is told: its gradient or a Newton step."""

import re

from tutor.calculator.descents import FUNCTION, in_x
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request, read
from tutor.calculator.roles import numbers_of

_N = r"(-?\d+(?:\.\d+)?(?:e-?\d+)?|-?\.\d+)"
_DERIVATIVE = regex(r"\bderivative\b|\bslope\b|\bgradient\b|\bf'\s*\(|\bdifferentiate\b|\bd[fy]/dx\b", re.I)
_NEWTON = regex(r"\bnewton\b", re.I)
_STEP = regex(
    r"\blearning rate\b|\blr\b|\bdescent\b|\bstep size\b|\bupdate\b|\bsecond derivative\b|\bhessian\b|\bdirection\w*\b|"
    r"\bnorm\b|\bintegral\b|\btangent\b",
    re.I,
)
_MINIMUM = regex(r"\bminimi[sz]\w*|\bminimum\b|\bstationary\b|\boptim\w+|\bmaximum\b|\bextrem\w+", re.I)


def slopes(question: Question) -> Recognition:
    """The slope, the Newton step or the value that is asked for."""
    if not question.asks or any(sentence.conceptual for sentence in question.sentences):
        return None
    return _newton(question) or _slope(question)


def _at(text: str) -> tuple[float, ...] | None:
    """The point: "at x = 2", "at (2, 3)", "from x = 1"; None when several stand there."""
    pair = re.findall(
        r"\b(?:at|from|point)\s*(?:the point\s*)?(?:\([a-z],\s*[a-z]\)\s*=\s*)?\(\s*" + _N + r"\s*,\s*" + _N + r"\s*\)",
        text,
    )
    single = re.findall(
        rf"\b(?:at|from|point|where|when|with|for|start\w*(?: at)?|x_?0)\s*(?:the "
        rf"point\s*)?(?:[a-z]_?0?\s*=\s*)?{_N}(?!\s*,\s*-?\d)",
        text,
        re.I,
    )
    if len(pair) + len(single) != 1:
        return None
    return tuple(map(float, pair[0])) if pair else (float(single[0]),)


def _body(question: Question) -> tuple[str, str] | None:
    """The function's formula, and the text without it."""
    found = FUNCTION.search(question.text)
    if found is None or not re.search(r"[A-Za-z]", found["body"]):
        return None
    body = re.sub(r"\s*\((?:root|minimum)[^()]*\)?\s*$|\s*\(\s*$", "", found["body"]).strip()
    return body, question.text[: found.start()] + " " + question.text[found.end() :]


def _slope(question: Question) -> Recognition:
    if not _DERIVATIVE.search(question.text) or _STEP.search(question.text):
        return None
    told = _body(question)
    point = _at(told[1]) if told else None
    if told is None or point is None or len(numbers_of(read(told[1]))) != 1:
        return None
    if len(point) == 1:
        return Request("derivative", {"function": in_x(told[0]), "x": point[0]})
    return Request("gradient at a point", {"function": told[0], "point": point})


def _newton(question: Question) -> Recognition:
    if not _NEWTON.search(question.text):
        return None
    told = _body(question)
    point = _at(told[1]) if told else None
    if told is None or point is None or len(point) != 1 or re.search(r"\b(?:two|three|second|third)\b", told[1], re.I):
        return None
    if len(numbers_of(read(told[1]))) != 1:
        return None
    root = re.search(r"\broots?\b|\bzeros?\b|\bsolve\b", question.text, re.I) is not None
    if root == (_MINIMUM.search(question.text) is not None):
        return None
    return Request("Newton step", {"function": in_x(told[0]), "x": point[0], "aim": "root" if root else "minimum"})
