"""Model asks: what a question wants of a model: its prediction, its loss, a slope, or its parameters after a step."""

import re
from dataclasses import dataclass, field, replace

from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import parse
from tutor.calculator.operation import Argument
from tutor.calculator.operations.descent import NAMES
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.refusal import Refused
from tutor.calculator.symbolic import Names, written
from tutor.calculator.told_values import indexed

_UPDATED = regex(
    r"\bupdat\w+|\bnew\b|\bafter\b|\bnext\b|\b(?:do|perform|carry out|run|apply) (?:one|a|1)\b|"
    r"\bhow do(?:es)? .{1,40} change\b",
    re.I,
)
_SLOPE = regex(r"\bgradients?\b|\bderivatives?\b|\bpartial\b|\bd[A-Za-z]\s?/\s?d[a-zA-Z]", re.I)
_LOSS = regex(r"\bloss\b|\bcost\b|\b(?:mean )?squared error\b|\bmse\b", re.I)
_FORWARD = regex(
    r"\boutputs?\b|\bpredict\w*|\byhat\b|\by_hat\b|\bforward\b|\bactivation (?:of|value)\b|\bprobability\b", re.I
)


@dataclass(slots=True)
class Model:
    """A prediction for each example, as formulas over named parameters, with what the parameters are."""

    predictions: list[str]
    targets: list[float]
    names: Names
    parameters: list[str]
    rate: float | None
    hidden: list[str] = field(default_factory=list)
    """The outputs of the one hidden layer."""


def asked_of(question: Question, model: Model, loss: str) -> Recognition:
    """The request for what the question asks of the model."""
    asking = [indexed(s.text) for s in question.sentences if s.asks or re.search(r"\b(?:compute|find)\b", s.text)]
    said = re.sub(r"\(\d+ (?:pts|points|marks)\)", " ", asking[-1]) if asking else ""
    said = re.split(r"\b(?:what|find|compute|calculate|determine|give|how)\b", said, flags=re.I)[-1]
    full = None if any(y != y for y in model.targets) else _loss_formula(model, loss)
    if (
        re.search(r"\bhidden\b|\bh_?\d\b|\ba_?\d\b", said, re.I)
        and not _SLOPE.search(said)
        and not _UPDATED.search(said)
    ):
        return _hidden(said, model)
    if (
        _UPDATED.search(said)
        and model.rate is not None
        and full
        and _LOSS.search(re.sub(r"\bof the loss\b", " ", said))
    ):
        return _loss_after(full, model)
    if _UPDATED.search(said) and model.rate is not None and full:
        wanted = _named(said, model)
        return _each("gradient descent", full, model, wanted) if wanted else None
    if _SLOPE.search(said) and full:
        if re.search(r"partial yhat|\bd\s?yhat|d\s?y_hat|respect to (?:the )?(?:output|yhat|prediction)", said):
            return _by_output(model, loss)
        tail = re.split(
            r"partial\s*(?=[wWbt])|/\s?d|\brespect to\b|\bw\.?r\.?t\.?\b|\bby\b|\bof the loss (?:for|at)\b", said
        )
        wanted = _named(tail[-1], model) if len(tail) > 1 else []
        return _each("derivative", full, model, wanted) if wanted else None
    if _LOSS.search(said) and full and not _UPDATED.search(said):
        return Request("arithmetic", {"expression": written(full, model.names)})
    if _FORWARD.search(said) and len(model.predictions) == 1 and not _LOSS.search(said) and model.rate is None:
        return Request("arithmetic", {"expression": written(model.predictions[0], model.names)})
    return None


def _hidden(said: str, model: Model) -> Recognition:
    """What the units of the hidden layer give, or one of them."""
    if len(model.hidden) < 1 or not re.search(r"\boutputs?\b|\bactivations?\b|\bvalues?\b|\bh_?\d?\b", said, re.I):
        return None
    one = re.search(
        r"\b(?:first|second|third)\b(?= hidden)|\bh_?(\d)\b|\bhidden (?:unit|neuron|node) (?:number )?(\d)", said, re.I
    )
    if re.search(r"\bfirst hidden layer\b|\bsecond hidden layer\b", said, re.I):
        return None
    at = int(one[1] or one[2] or {"f": 1, "s": 2, "t": 3}[one[0][0].lower()]) if one else 0
    if at > len(model.hidden):
        return None
    wanted = [model.hidden[at - 1]] if at else model.hidden
    made = [Request("arithmetic", {"expression": written(each, model.names)}) for each in wanted]
    return replace(made[0], also=tuple(made[1:]))


def _loss_after(loss: str, model: Model) -> Recognition:
    """The loss when every parameter has taken its step."""
    start = [_number(model.names[name]) for name in model.parameters]
    if len(start) > len(NAMES) or None in start:
        return None
    function = written(loss, dict(zip(model.parameters, (f" {name} " for name in NAMES), strict=False)))
    arguments: dict[str, Argument] = {
        "function": re.sub(r"\s+", " ", function).strip(),
        "start": tuple(each for each in start if each is not None),
        "learning_rate": model.rate or 0.0,
    }
    return Request("gradient descent", arguments, pick="function value")


def _loss_formula(model: Model, loss: str) -> str | None:
    """The loss of all examples as one formula over the parameters."""
    kind, _, many = loss.partition(" ")
    if not kind or (len(model.targets) > 1 and many == "one"):
        return None
    terms = []
    for prediction, y in zip(model.predictions, model.targets, strict=True):
        if kind != "cross":
            terms.append(f"({prediction} - ({y!r}))^2")
        elif y in {0.0, 1.0} and "sigmoid" in prediction:
            terms.append(f"(- ln({prediction if y else f'1 - {prediction}'}))")
        else:
            return None
    scale = (0.5 if kind == "half" else 1.0) / (len(terms) if many == "mean" else 1)
    total = f"({' + '.join(terms)})" if len(terms) > 1 else terms[0]
    return total if scale == 1 else f"{scale!r} * {total}"


def _by_output(model: Model, loss: str) -> Recognition:
    """The derivative of the loss by the prediction itself."""
    value = _number(written(model.predictions[0], model.names))
    full = _loss_formula(Model([" yhat "], model.targets, {}, [], None), loss) if len(model.targets) == 1 else None
    if value is None or full is None:
        return None
    return Request("derivative", {"function": written(full, {"yhat": "x"}), "x": value})


def _named(said: str, model: Model) -> list[str]:
    """The parameters that the words name, all of them for "the parameters"."""
    found: list[tuple[int, str]] = []
    for name in model.parameters:
        stem = name.split("_")[0]
        for said_as in (name, stem):
            hit = re.search(rf"(?<![A-Za-z]){re.escape(said_as)}(?![\w(])", said)
            if hit:
                found.append((hit.start(), name))
                break
    if found:
        return [name for _, name in sorted(found, key=lambda each: (each[0], model.parameters.index(each[1])))]
    bias = [name for name in model.parameters if re.match(r"b|w0|theta0", name)]
    weights = [name for name in model.parameters if name not in bias]
    both = [
        *(weights if re.search(r"\bweights?\b", said, re.I) else []),
        *(bias if re.search(r"\bbias", said, re.I) else []),
    ]
    return both or (model.parameters if re.search(r"\bparameters?\b|\bstep\b|\bupdate\b", said, re.I) else [])


def _each(operation: str, loss: str, model: Model, wanted: list[str]) -> Recognition:
    """The derivative by each parameter, or where each stands after the step; the others are held."""
    made = []
    for name in wanted:
        function = written(loss, model.names | {name: " x "})
        start = _number(model.names[name])
        if start is None or len(function) > 1_000 or "(0 * " in function:  # a ReLU at 0 has no slope
            return None
        function = re.sub(r"\s+", " ", function).strip()
        if operation == "derivative":
            made.append(Request(operation, {"function": function, "x": start}))
        else:
            arguments: dict[str, Argument] = {"function": function, "start": (start,)}
            arguments["learning_rate"] = model.rate or 0.0
            made.append(Request(operation, arguments))
    return replace(made[0], also=tuple(made[1:]))


def _number(expression: str) -> float | None:
    try:
        return evaluate(parse(expression))
    except Refused:
        return None
