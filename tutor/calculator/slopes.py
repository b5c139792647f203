"""Slopes: what is asked of a function that is told: its gradient, a Newton step, one step of a regression."""

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
_REGRESSION = regex(
    r"\b(?:y|y_?hat|yhat|predict\w*|model)\b[^.;]{0,20}=?\s*w\s*\*?\s*x\b|\by\s*=\s*w\s*\*?\s*x\b", re.I
)
_HALF = regex(r"\^\s?2\s*/\s*2|\b1\s*/\s*2\b|\b0?\.5\s*\*?\s*\(|\bhalf\b", re.I)
_SQUARE = regex(
    r"\(\s*(?:y|wx|w\s*\*?\s*x|yhat)\s*-\s*(?:y|wx|w\s*\*?\s*x|yhat)\s*\)\s*(?:\^|\*\*)\s*2|\bsquared (?:error|loss)\b",
    re.I,
)


def slopes(question: Question) -> Recognition:
    """The slope, the Newton step, the regression step or the value that is asked for."""
    if not question.asks or any(sentence.conceptual for sentence in question.sentences):
        return None
    return _newton(question) or _regression(question) or _slope(question)


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


def _regression(question: Question) -> Recognition:
    """One gradient step of y = w x on one pair, with the squared error or half of it."""
    text = question.text
    if (
        not _REGRESSION.search(text)
        or not _SQUARE.search(text)
        or re.search(r"\bb\s*=|\bbias\b|\bintercept\b", text, re.I)
    ):
        return None
    pair = re.search(r"\(\s*x\s*,\s*y\s*\)\s*=\s*\(\s*" + _N + r"\s*,\s*" + _N + r"\s*\)", text)
    x = pair[1] if pair else _value(text, r"\bx")
    y = pair[2] if pair else _value(text, r"\b(?:y|target)")
    weight, rate = _value(text, r"\bw(?:_?0)?"), _value(text, r"\b(?:learning rate|lr|eta|step size)(?: of)?")
    if None in {x, y, weight, rate}:
        return None
    formula = _SQUARE.sub(" ", text)
    numbers = [span for span in numbers_of(read(_HALF.sub(" ", formula))) if span.value not in {1}]
    if len([number for span in numbers for number in (span.numbers or (span.value,))]) != 4:
        return None
    half = "0.5 * " if _HALF.search(text) else ""
    function = f"{half}({y} - ({x}) * x)^2"
    return Request(
        "gradient descent", {"function": function, "start": (float(str(weight)),), "learning_rate": float(str(rate))}
    )


def _value(text: str, name: str) -> str | None:
    found = re.findall(rf"{name}\s*(?:=|is|of|:)?\s*{_N}(?![\w.]*\s*\*?\s*x)", text, re.I)
    return found[0] if len(found) == 1 else None
