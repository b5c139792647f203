"""Told models: a regression, a neuron or a small network with its parameters, inputs and target told.

The prediction and the loss become formulas over the parameters, from the text's own formulas or from layers of weights,
biases and activations; what is asked for is the prediction, the loss, a derivative, or the parameters after one step.
Every number has to be a value of a name, an example, a size of the network or a part of the loss.
"""

import re

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.model_asks import Model, asked_of
from tutor.calculator.model_layers import layers_of, outputs
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition
from tutor.calculator.symbolic import Names, free_names, written
from tutor.calculator.told_values import NUMBER, Told, Value, indexed, told_values

_CALLED = {
    "eta": r"(?:learning[ -]rate|step[ -]size)(?: alpha| eta)?|\blr\b|\beta\b|\balpha\b",
    "b": r"bias(?: term| weight)?(?: b)?|intercept",
    "y": r"(?:true |desired |actual |correct )(?:target |output |label |value |class )+|(?:the )?(?:target|"
    r"label)(?: value| output)?",
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
_HALF = regex(rf"\b(?:1\s*/\s*2|0?\.5)\s*\)?\s*\*?\s*[(\[|][^()=]*(?:\([^()]*\))?[^()=]*{_SQUARE}|"
              rf"\bhalf (?:of )?(?:the )?(?:mean )?"
              rf"squared|[(\[][^()=]*{_SQUARE}\s*/\s*2(?!\s*[mnN\d])", re.I)  # fmt: skip
_PLAIN = regex(rf"\bsquared (?:error|loss)\b|\bmse\b|\([^()=]*(?:y|t|yhat|y_hat|target)\b[^()=]*{_SQUARE}", re.I)
_DIFFERENCE = regex(rf"\((?=[^()]*-|[^()]*\([^()]*\)\s*-)[^()\d]*(?:\([^()]*\)[^()\d]*)?{_SQUARE}")
_AGAIN = regex(rf";\s*=\s*\([^()=]*{_SQUARE}")
"""The same loss once more, with the numbers put in."""
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
    r"(?<![\w'])(?:yhat|y_hat|y|h(?:_?w|_?theta)?|f|a|o|z|y_pred|prediction|model)\s*(?:\(\s*x\s*\))?\s*(?:=|:|"
    r"(?<=model)(?: is)?\s)\s*"
    r"(?P<body>(?=[^,;?=\n]*[wbm]|[^,;?=\n]*theta)(?:[-+*/^() ]|\d+(?:\.\d+)?|(?:w_hat|w_?\d?|b|x|m|theta\d|sigma|"
    r"sigmoid|tanh|"
    r"relu)(?=[\d\W]|$|x))+)(?=\s*(?:,|;|\.(?:\s|$)|\?|$|\n|=|[a-z]))"
)  # fmt: skip
_DEVIATES = regex(rf"\((?P<body>(?:[-+* ]|w|b|x)+?)\s*-\s*[yt]{_SQUARE}")
"""A prediction that is told only inside the loss: "(wx + b - y)^2"."""
_OTHER = regex(
    r"\bsoftmax\b|\bmomentum\b|\badam\w*\b|\brms-?prop\b|\bweight decay\b|\bregulari\w+|\bpenalt\w+|\blambda\b|"
    r"\bl[12]\b|"
    r"\bdropout\b|\bridge\b|\blasso\b|\bnewton\b|\bhow many\b|\bif\b(?! (?:the )?(?:true|target|label))|\binstead\b|"
    r"\btwice\b|"
    r"\b(?:two|three|second|2|3) (?:\w+ )?(?:steps|iterations|updates|epochs)\b|\bhinge\b|\bsecond (?:step|update|"
    r"iteration)\b|"
    r"\bclassif\w+ as\b|\bbatch ?norm|\blstm\b|\bgru\b|\brnn\b|\bconv\w*|\bperceptron (?:learning|update|rule|"
    r"training)\b|\bhuber\b|"
    r"\bderivative of the (?:sigmoid|activation)|\bmultiplied\b|\bper example\b|\bwithout\b|\bbefore\b|"
    r"\bpre-?activation|\bchange of\b|\bleaky\b",
    re.I,
)
_ORDER = regex(r"\W*(?:do|perform|run) (?:one|a|1) ", re.I)
"""An order, which looks like a question about an idea."""


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
    bare = _AGAIN.sub(" ", bare)
    formula = _PREDICTED.search(bare)
    if formula:
        bare = bare[: formula.start()] + " ; " + bare[formula.end() :]
    told = told_values(bare, _CALLED)
    if told is None:
        return None
    formula = formula or _DEVIATES.search(text)
    model = _model(text, told, formula["body"] if formula else "")
    return None if model is None else asked_of(question, model, loss)


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


def _model(text: str, told: Told, formula: str) -> Model | None:
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
) -> Model | None:
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
    return Model(predictions, [y for _, y in examples], names, sorted(names), rate)


def _with(body: str, names: Names) -> str:
    return f"({written(body, names)})"


def _of_layers(text: str, values: dict[str, Value], target: Value | None, rate: float | None) -> Model | None:
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
    return Model(found[0], targets, names, [name for layer in layers for name in layer.parameters], rate, hidden)
