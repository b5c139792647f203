"""Given errors: MSE, RMSE, MAE, R² and their like of true and predicted values, however these are given."""

import re
from dataclasses import replace

from tutor.calculator.given import Data, Vector, Wish, given, line_of
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Request

_ROLES = ("predicted", "actual", "output", "labels", "delta")
_EITHER_WAY = frozenset(
    {"mean squared error", "root mean squared error", "mean absolute error", "sum of squared errors", "Huber loss"}
)
"""The same whichever side is the truth."""
_TOLD = ("rmse", "mse", "mae", "r2")
_SUMMED = regex(r"\b(?:total|summed)\b|\bsum\b(?! of (?:the )?square)", re.I)


def error(wish: Wish) -> Request | None:
    """The error of the predictions."""
    question, name = wish.question, wish.name
    data = given(_without_line(question), _ROLES)
    both = _on_a_line(question, data) or pair(data, either_way=name in _EITHER_WAY)
    if both is None or len(both[0]) > 1 and _SUMMED.search(question.text):
        return None
    if name == "sum of squared errors":
        terms = " + ".join(f"({true!r} - ({said!r}))^2" for true, said in zip(*both, strict=True))
        return Request("arithmetic", {"expression": terms})
    return Request(name, {"actual": both[0], "predicted": both[1]})


def pair(data: Data, *, either_way: bool = False) -> tuple[Vector, Vector] | None:
    """True and predicted values of one length, with nothing else given; y beside a target t is a prediction."""
    if data.of("labels"):
        taken = data.of("actual") and not data.of("predicted")
        data = data.renamed(labels="predicted" if taken else "actual")
    true, said = data.vector("actual"), data.vector("predicted")
    rest = data.without("count", "kinds")
    if either_way and not (true and said):
        wide = [rest.vector_at(at) for at, each in enumerate(rest.items) if isinstance(each.value, tuple)]
        same = len({each.role for each in rest.items} - {""}) < 2 and len(rest.of("predicted")) < 2
        true, said = wide if len(wide) == len(rest.items) == 2 and same else (None, None)
    elif not rest.only("actual", "predicted") or not rest.in_step("actual", "predicted"):
        return None
    fits = true and said and len(true) == len(said) and data.counts_fit(len(true))
    return (true, said) if fits and true and said else None


def _without_line(question: Question) -> Question:
    line = line_of(question.text)
    if line is None:
        return question
    return replace(question, lists=tuple(span for span in question.lists if not line[2] <= span.from_ < line[3]))


def _on_a_line(question: Question, data: Data) -> tuple[Vector, Vector] | None:
    """The second coordinates of points, with what a straight line says for the first ones."""
    line = line_of(question.text)
    points = [data.vector_at(at) for at in range(len(data.items))]
    if line is None or not points or any(point is None or len(point) != 2 for point in points):
        return None
    pairs = [point for point in points if point]
    slope, start = line[:2]
    return tuple(y for _, y in pairs), tuple(round(slope * x + start, 12) for x, _ in pairs)


def huber(wish: Wish) -> Request | None:
    """The mean Huber loss; its delta is 1 where the text doesn't speak of one."""
    question = wish.question
    data = wish.data(_ROLES, idle=(0.5, 2, 1))
    single = [each for each in data.items if not isinstance(each.value, tuple)]
    told = data.of("delta") or (single if len(single) == 1 and len(data.items) == 3 else ())
    if len(told) > 1 or not told and re.search(r"\bdelta\b|\bthreshold\b", question.text, re.I):
        return None
    rest = Data(tuple(each for each in data.items if each not in told))
    both = pair(rest, either_way=True)
    if both is None or _SUMMED.search(question.text) and len(both[0]) > 1:
        return None
    arguments: dict[str, Argument] = {"actual": both[0], "predicted": both[1]}
    return Request(wish.name, arguments | ({"delta": told[0].value} if told else {}))


def root(wish: Wish) -> Request | None:
    """The RMSE of each mean squared error that is told, beside other scores of the same models; or of values."""
    data = wish.data(_TOLD)
    told = data.of("mse")
    if not told or not data.only("mse", "mae", "r2") or any(isinstance(each.value, tuple) for each in data.items):
        return error(wish)
    if len(told) > 1 and not re.search(r"\b(?:both|each|all|every|models|respective\w*)\b", wish.asking, re.I):
        return None
    first, *rest = [Request("arithmetic", {"expression": f"sqrt({each.value})"}) for each in told]
    return replace(first, also=tuple(rest))
