"""Descents: steps of an optimiser on a given function or gradient."""

import re
from dataclasses import replace

from tutor.calculator.binding import bind
from tutor.calculator.mentions import Mention
from tutor.calculator.question import Question, Recognition, Request, read

_FUNCTION = re.compile(
    r"(?:\b(?:f|g|h|J|L|loss|cost|E)\s*\(\s*(?P<variable>[A-Za-z](?:_?\w)?)\s*\)\s*=\s*|"
    r"\b(?:minimi[sz]e|minimi[sz]ing|function|objective|loss|on|of|y|f|L|J)\s*(?:=\s*)"
    r"?(?=[^,;]*[A-Za-z]\s*(?:\^|\*\*)\s*2))"
    r"(?P<body>[-+*/^().\dA-Za-z \t]+?)(?=\s*(?:,|;|\.(?!\d)|\?|$|\n|:|\b(?:with|"
    r"start\w*|at|from|and|using|where|for|if|when|given|learning|lr|after|what|find|"
    r"compute|beginning|initial\w*|by|over|in)\b))"
)


_ASKS_VALUE = re.compile(
    r"\bwhat(?:'s| is| will be| would be)? (?:the )?(?:new |final |resulting |value of (?:the )?|updated )*"
    r"(?:loss|cost|objective|function value|value of the (?:loss|function)|[fLJ]\s*\([^)]*\))|"
    r"\b(?:loss|cost|function value|[fLJ]\s*\(\w*\)) (?:after|at the end)\b",
    re.I,
)
"""The value of the function is wanted, not where the descent stands."""


def descent(question: Question, mention: Mention) -> Recognition:
    """Gradient descent and its relatives: f(x) = x^2 - 4x from x = 3, or a gradient that is given."""
    names = {parameter.name for parameter in mention.operation.parameters}
    if not {"function", "start", "learning_rate"} <= names or _ASKS_VALUE.search(question.text):
        return None
    found = _FUNCTION.search(question.text)
    if found is None or not re.search(r"[A-Za-z]", found["body"]) or not re.search(r"\d|[-+*/^]", found["body"]):
        return _bound(question, mention, {})
    blanked = question.text[: found.start()] + " " * (found.end() - found.start()) + question.text[found.end() :]
    again = replace(read(blanked), mentions=question.mentions, sentences=question.sentences)
    return _bound(again, mention, {"function": _in_x(found["body"].strip())})


def _in_x(function: str) -> str:
    """The function with its one variable called x."""
    names = {name for name in re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z(])", function)} - {"e"}
    return re.sub(rf"(?<![A-Za-z]){next(iter(names))}(?![A-Za-z(])", "x", function) if len(names) == 1 else function


def _bound(question: Question, mention: Mention, given: dict[str, str]) -> Recognition:
    bound = bind(mention.operation, question, dict(given))
    has_slope = "function" in given or "gradients" in bound.arguments
    if not bound.complete or not has_slope:
        return None
    return Request(mention.operation.name, bound.arguments)
