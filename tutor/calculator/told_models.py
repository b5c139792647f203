"""Told models: a regression, a neuron or a small network with its parameters, inputs and target told.

The prediction and the loss become formulas over the parameters, from the text's own formulas or from layers of weights,
biases and activations; what is asked for is the prediction, the loss, a derivative, or the parameters after one step.
Every number has to be a value of a name, an example, a size of the network or a part of the loss.
"""

import re
from dataclasses import dataclass, field, replace

from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import parse
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.model_layers import layers_of, outputs
from tutor.calculator.operation import Argument
from tutor.calculator.operations.descent import NAMES
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.refusal import Refused
from tutor.calculator.symbolic import Names, free_names, written
from tutor.calculator.told_values import NUMBER, Told, Value, indexed, told_values

_CALLED = {
    "eta": r"(?:learning[ -]rate|step[ -]size)(?: alpha| eta)?|\blr\b|\beta\b|\balpha\b",
    "b": r"bias(?: term| weight)?(?: b)?|intercept",
    "y": r"(?:true |desired |actual |correct )(?:target |output |label |value |class )+|(?:the )?(?:target|label)(?: value| output)?",
    "x": r"(?:the )?inputs?(?: vector| values?)?",
    "w": r"(?:the )?(?:initial |current )?weights?(?: vector)?",
}
_PAIR = regex(rf"\(\s*({NUMBER})\s*,\s*({NUMBER})\s*\)(?!\s*=)")
_SIZES = regex(
    r"\b(?:\d+|two|three|one)[- ](?:hidden |input |output |relu |sigmoid |linear |binary |single |training )*"
    r"(?:units?|neurons?|inputs?|nodes?|features?|layers?|outputs?|dimensional|class|examples?|samples?|points?)\b|"
    r"\b(?:one|a single|1) (?:\w+ ){0,4}?(?:step|iteration|update|epoch)\b",
    re.I,
)
_SQUARE = r"\)?\s*(?:\^|\*\*)\s*2"
_HALF = regex(rf"\b(?:1\s*/\s*2|0?\.5)\s*\)?\s*\*?\s*[(\[|][^()=]*(?:\([^()]*\))?[^()=]*{_SQUARE}|\bhalf (?:of )?(?:the )?(?:mean )?"
              rf"squared|[(\[][^()=]*{_SQUARE}\s*/\s*2(?!\s*[mnN\d])", re.I)  # fmt: skip
_PLAIN = regex(rf"\bsquared (?:error|loss)\b|\bmse\b|\([^()=]*(?:y|t|yhat|y_hat|target)\b[^()=]*{_SQUARE}", re.I)
_DIFFERENCE = regex(rf"\((?=[^()]*-|[^()]*\([^()]*\)\s*-)[^()\d]*(?:\([^()]*\)[^()\d]*)?{_SQUARE}")
_MEAN_HALF = regex(r"\(?1\s*/\s*\(?2\s*\*?\s*[mnN]\)?\)?(?:\s*\*)?|\b1/2[mnN]\b")
_MEAN = regex(r"\bmean[- ]squared|\bmse\b|\b1\s*/\s*[mnN]\b|\baverage\b", re.I)
_SUM = regex(r"\bsum of (?:the )?squared|\bsse\b|\brss\b|\bsum(?:mation)?\b|\bSigma\b", re.I)
_CROSS = regex(
    r"\bbinary cross[- ]?entropy\b|\bbce\b|\bcross[- ]?entropy\b|\blog(?:istic)?[- ]loss\b|\blogistic regression\b",
    re.I,
)
_RULE = regex(
    r"w\w?\s*(?:=|:=|<-)\s*w\w?\s*-\s*\w+\s*\*?\s*\(\s*(?:h\(x\)|yhat|h|a|o)\s*-\s*(?:y|t)\s*\)\s*\*?\s*x\w?", re.I
)
_PREDICTED = regex(
    r"(?<![\w'])(?:yhat|y_hat|y|h(?:_?w|_?theta)?|f|a|o|z|y_pred|prediction|model)\s*(?:\(\s*x\s*\))?\s*(?:=|:|(?<=model)(?: is)?\s)\s*"
    r"(?P<body>(?=[^,;?=\n]*[wbm]|[^,;?=\n]*theta)(?:[-+*/^() ]|\d+(?:\.\d+)?|(?:w_hat|w_?\d?|b|x|m|theta\d|sigma|sigmoid|tanh|"
    r"relu)(?=[\d\W]|$|x))+)(?=\s*(?:,|;|\.(?:\s|$)|\?|$|\n|=|[a-z]))"
)  # fmt: skip
_OTHER = regex(
    r"\bsoftmax\b|\bmomentum\b|\badam\w*\b|\brms-?prop\b|\bweight decay\b|\bregulari\w+|\bpenalt\w+|\blambda\b|\bl[12]\b|"
    r"\bdropout\b|\bridge\b|\blasso\b|\bnewton\b|\bhow many\b|\bif\b(?! (?:the )?(?:true|target|label))|\binstead\b|\btwice\b|"
    r"\b(?:two|three|second|2|3) (?:\w+ )?(?:steps|iterations|updates|epochs)\b|\bhinge\b|\bsecond (?:step|update|iteration)\b|"
    r"\bclassif\w+ as\b|\bbatch ?norm|\blstm\b|\bgru\b|\brnn\b|\bconv\w*|\bperceptron (?:learning|update|rule|training)\b|\bhuber\b|"
    r"\bderivative of the (?:sigmoid|activation)|\bmultiplied\b|\bper example\b|\bwithout\b|\bbefore\b|\bpre-?activation|\bchange of\b|\bleaky\b",
    re.I,
)
_UPDATED = regex(
    r"\bupdat\w+|\bnew\b|\bafter\b|\bnext\b|\b(?:do|perform|carry out|run|apply) (?:one|a|1)\b|"
    r"\bhow do(?:es)? .{1,40} change\b",
    re.I,
)
_ORDER = regex(r"\W*(?:do|perform|run) (?:one|a|1) ", re.I)
"""An order, which looks like a question about an idea."""
_SLOPE = regex(r"\bgradients?\b|\bderivatives?\b|\bpartial\b|\bd[A-Za-z]\s?/\s?d[a-zA-Z]", re.I)
_LOSS = regex(r"\bloss\b|\bcost\b|\b(?:mean )?squared error\b|\bmse\b", re.I)
_FORWARD = regex(
    r"\boutputs?\b|\bpredict\w*|\byhat\b|\by_hat\b|\bforward\b|\bactivation (?:of|value)\b|\bprobability\b", re.I
)


@dataclass(slots=True)
class _Model:
    """A prediction for each example, as formulas over named parameters, with what the parameters are."""

    predictions: list[str]
    targets: list[float]
    names: Names
    parameters: list[str]
    rate: float | None
    hidden: list[str] = field(default_factory=list)
    """The outputs of the one hidden layer."""


def told_model(question: Question) -> Recognition:
    """What is asked of the model, when all that it is made of is told."""
    ideas = [each.text for each in question.sentences if each.conceptual and not _ORDER.match(each.text)]
    if ideas or _OTHER.search(question.text):
        return None
    text = indexed(question.text)
    bare = _SIZES.sub(" ", text)
    loss = _loss(bare)
    for pattern in (_RULE, _HALF, _MEAN_HALF, _DIFFERENCE, _PLAIN):
        bare = pattern.sub(" ; ", bare)
    formula = _PREDICTED.search(bare)
    if formula:
        bare = bare[: formula.start()] + " ; " + bare[formula.end() :]
    told = told_values(bare, _CALLED)
    if told is None:
        return None
    model = _model(text, told, formula["body"] if formula else "")
    return None if model is None else _asked(question, text, model, loss)


def _loss(text: str) -> str:
    """The kind of the loss: "half", "plain", "cross", with how examples are put together; "" where none is told."""
    half, plain, cross = (
        _HALF.search(text) or _MEAN_HALF.search(text) or _RULE.search(text),
        _PLAIN.search(text),
        _CROSS.search(text),
    )
    kind = "half" if half and not _CROSS.search(re.sub(r"logistic regression", " ", text, flags=re.I)) else ""
    kind = kind or (
        "cross" if cross and not re.search(r"\bmse\b|\bsquared\b", text, re.I) else "plain" if plain else ""
    )
    many = "mean" if _MEAN_HALF.search(text) or _MEAN.search(text) else "sum" if _SUM.search(text) else "one"
    return f"{kind} {many}" if kind else ""


def _model(text: str, told: Told, formula: str) -> _Model | None:
    """The model of the text's formula, or of its layers."""
    values = dict(told.values)
    rates = [
        values.pop(name)
        for name in ("eta", "alpha", "lr", "learning_rate", "a")
        if name in values and not _used(name, formula)
    ]
    rate = rates[0] if len(rates) == 1 and isinstance(rates[0], float) else None
    points = [(float(x), float(y)) for x, y in _PAIR.findall(told.rest)]
    rest = blank_furniture(_PAIR.sub(" ", told.rest))
    if re.search(r"(?<![A-Za-z])\d|%", rest) or len(rates) > 1:
        return None
    sample = re.search(r"\b(?:sample|example|point)\s*\(", text)
    if sample and len(points) > 1:
        one = _PAIR.search(text, sample.start())
        points = (
            [(float(one[1]), float(one[2]))]
            if one and re.search(r"\bstochastic|\bsgd\b|\bone\b", text, re.I)
            else points
        )
    target = values.pop("y", values.pop("t", None))
    if formula:
        return _of_formula(formula, values, target, list(dict.fromkeys(points)), rate)
    if points:
        return None
    return _of_layers(text, values, target, rate)


def _used(name: str, formula: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", formula) is not None


def _of_formula(
    formula: str, values: dict[str, Value], target: Value | None, points: list[tuple[float, float]], rate: float | None
) -> _Model | None:
    """The model y = f(x) as the text writes it; the examples are told as x and y, or as points."""
    formula = re.sub(r"\bsigma\s*\(", "sigmoid(", formula.replace("**", "^"))
    x = values.pop("x", None)
    if points and x is None and target is None:
        examples = points
    elif isinstance(x, float) and isinstance(target, float | None) and not points:
        examples = [(x, target if target is not None else float("nan"))]
    else:
        return None
    if not all(isinstance(value, float) for value in values.values()):
        return None
    names = {name: f"({value!r})" for name, value in values.items()}
    used = free_names(formula, names | {"x": "(1)"})
    if used is None or used != set(names) | {"x"}:
        return None
    predictions = [_with(formula, {name: f" {name} " for name in names} | {"x": f"({x!r})"}) for x, _ in examples]
    return _Model(predictions, [y for _, y in examples], names, sorted(names), rate)


def _with(body: str, names: Names) -> str:
    return f"({written(body, names)})"


def _of_layers(text: str, values: dict[str, Value], target: Value | None, rate: float | None) -> _Model | None:
    """The model of layers with one output."""
    layers = layers_of(text, values)
    inputs = values.pop("x", None)
    x = (inputs,) if isinstance(inputs, float) else inputs
    if not layers or x is None or any(isinstance(each, tuple) for each in x) or values:
        return None
    found = outputs(layers, tuple(float(each) for each in x if not isinstance(each, tuple)))
    if found is None or len(found[0]) != 1 or not isinstance(target, float | None):
        return None
    names = {name: f"({value!r})" for layer in layers for name, value in layer.parameters.items()}
    targets = [target if target is not None else float("nan")]
    hidden = found[1][0] if len(layers) == 2 else []
    return _Model(found[0], targets, names, [name for layer in layers for name in layer.parameters], rate, hidden)


def _asked(question: Question, text: str, model: _Model, loss: str) -> Recognition:
    """The request for what the question asks of the model."""
    asking = [indexed(s.text) for s in question.sentences if s.asks or re.search(r"\b(?:compute|find)\b", s.text)]
    said = re.sub(r"\(\d+ (?:pts|points|marks)\)", " ", asking[-1]) if asking else ""
    said = re.sub(r"^[^,]*\b(?:loss|error|cost) (?:is|function)\b[^,]*,", " ", said)
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


def _hidden(said: str, model: _Model) -> Recognition:
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


def _loss_after(loss: str, model: _Model) -> Recognition:
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


def _loss_formula(model: _Model, loss: str) -> str | None:
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


def _by_output(model: _Model, loss: str) -> Recognition:
    """The derivative of the loss by the prediction itself."""
    value = _number(written(model.predictions[0], model.names))
    full = _loss_formula(_Model([" yhat "], model.targets, {}, [], None), loss) if len(model.targets) == 1 else None
    if value is None or full is None:
        return None
    return Request("derivative", {"function": written(full, {"yhat": "x"}), "x": value})


def _named(said: str, model: _Model) -> list[str]:
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


def _each(operation: str, loss: str, model: _Model, wanted: list[str]) -> Recognition:
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
            arguments = {"function": function, "start": (start,), "learning_rate": model.rate or 0.0}
            made.append(Request(operation, arguments))
    return replace(made[0], also=tuple(made[1:]))


def _number(expression: str) -> float | None:
    try:
        return evaluate(parse(expression))
    except Refused:
        return None
