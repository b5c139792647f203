"""Model layers: weights, biases and activations told by their symbols, as formulas of the outputs they give."""

import re
from dataclasses import dataclass, field

from tutor.calculator.evaluation import evaluate
from tutor.calculator.expression import parse
from tutor.calculator.patterns import regex
from tutor.calculator.refusal import Refused
from tutor.calculator.symbolic import written
from tutor.calculator.told_values import Value

_ACTIVATION = regex(r"\b(?P<name>sigmoid|logistic|relu|tanh|linear|identity)\b|\bsigma\s*\(", re.I)
_SCOPE = regex(
    r"\b(?P<hidden>hidden|first)\b|\b(?P<output>output|last|final|second)\b|\b(?P<all>both|all|each|every)\b", re.I
)
_NO_ACTIVATION = regex(
    r"\blinear regression\b|\bno activation\b|\bleaky[- ]?\w*|\blinear(?:ly)? (?:separable|combination|algebra)\b", re.I
)
_KEYS: tuple[tuple[str, ...], ...] = (("1", "2", "3"), ("H", "O"), ("h", "o"))


@dataclass(slots=True)
class Layer:
    """One layer: a row of parameter names for every unit, a bias name or "" for each, and its activation."""

    rows: list[list[str]]
    biases: list[str]
    activation: str
    parameters: dict[str, float] = field(default_factory=dict)


def layers_of(text: str, values: dict[str, Value]) -> list[Layer]:
    """The layers from the first to the last, taken out of the values; [] where they are not told in full."""
    row = next((row for row in _KEYS if f"W{row[0]}" in values and f"W{row[1]}" in values), ())
    keys = tuple(key for key in row if f"W{key}" in values)
    if not keys:
        neuron = _neuron(values)
        kinds = _kinds(text, 1)
        if neuron is None or kinds is None:
            return []
        neuron.activation = kinds[0]
        return [neuron]
    kinds = _kinds(text, len(keys))
    if kinds is None:
        return []
    found: list[Layer] = []
    for key, kind in zip(keys, kinds, strict=True):
        size = len(found[-1].rows) if found else _width(values.get("x"))
        layer = _layer(key, values.pop(f"W{key}"), values.pop(f"b{key}", None), size)
        if layer is None:
            return []
        layer.activation = kind
        found.append(layer)
    return found


def _width(x: Value | None) -> int:
    return len(x) if isinstance(x, tuple) else 1


def _layer(key: str, weights: Value, bias: Value | None, size: int) -> Layer | None:
    """A layer from its matrix, one row for each unit, or one column where only that fits what comes in."""
    rows: list[tuple[float, ...]]
    if isinstance(weights, float):
        rows = [(weights,)]
    elif all(isinstance(row, tuple) for row in weights):
        rows = [row for row in weights if isinstance(row, tuple)]
        if len(rows[0]) != size:
            rows = list(zip(*rows, strict=True))
    else:
        flat = tuple(each for each in weights if not isinstance(each, tuple))
        rows = [flat] if len(flat) == size else [(each,) for each in flat]
    offsets: tuple[float | tuple[float, ...], ...] | None = (bias,) if isinstance(bias, float) else bias
    if any(len(row) != size for row in rows) or (offsets is not None and len(offsets) != len(rows)):
        return None
    layer = Layer([], [], "")
    for at, row in enumerate(rows, 1):
        layer.rows.append([f"W{key}_{at}{place}" for place in range(1, len(row) + 1)])
        layer.parameters |= dict(zip(layer.rows[-1], row, strict=True))
    for at, offset in enumerate(offsets or (), 1):
        if isinstance(offset, tuple):
            return None
        layer.biases.append(f"b{key}_{at}")
        layer.parameters[f"b{key}_{at}"] = offset
    return layer


def _neuron(values: dict[str, Value]) -> Layer | None:
    """One unit: w = [...] or w1, w2, ..., with x1, x2, ... put together as its input."""
    weights = _row("w", values)
    inputs = _row("x", values)
    bias = values.pop("b", values.pop("b0", values.pop("w0", None)))
    if weights is None or inputs is None or len(weights) != len(inputs) or not isinstance(bias, float | None):
        return None
    values["x"] = tuple(inputs.values())
    layer = Layer([list(weights)], [], "", dict(weights))
    if bias is not None:
        layer.biases.append("b")
        layer.parameters["b"] = bias
    return layer


def _row(letter: str, values: dict[str, Value]) -> dict[str, float] | None:
    """Named numbers: of w = [0.5, 1] or of w1 = 0.5, w2 = 1; a single w = 0.5 keeps its name."""
    whole = values.pop(letter, None)
    named = {name: values.pop(name) for name in sorted(values) if re.fullmatch(rf"{letter}[1-9]", name)}
    if (whole is None) == (not named) or list(named) != [f"{letter}{at}" for at in range(1, len(named) + 1)]:
        return None
    if isinstance(whole, float):
        return {letter: whole}
    found = whole if whole is not None else tuple(named.values())
    numbers = [each for each in found if isinstance(each, float)]
    return {f"{letter}{at}": each for at, each in enumerate(numbers, 1)} if len(numbers) == len(found) else None


def _kinds(text: str, count: int) -> list[str] | None:
    """The activation of every layer, by the word for the layer that stands nearest; None where one is not told."""
    text = _NO_ACTIVATION.sub(lambda hit: " linear " if "regression" in hit[0] else " ", text)
    places = list(_SCOPE.finditer(text))
    told: dict[str, set[str]] = {"hidden": set(), "output": set(), "all": set()}
    for hit in _ACTIVATION.finditer(text):
        kind = {"logistic": "sigmoid", "identity": "linear"}.get(
            (hit["name"] or "sigmoid").lower(), (hit["name"] or "sigmoid").lower()
        )
        near = [_apart(text, each, hit) for each in places]
        scope = places[near.index(min(near))] if near and min(near) < (9, 0) else None
        told[str(scope.lastgroup) if scope and count > 1 else "all"].add(kind)
    if count == 1:
        kinds = told["all"]
        return [kinds.pop()] if len(kinds) == 1 else None
    hidden, output = (
        told["hidden"] or told["all"],
        told["output"] or (told["all"] if not told["hidden"] else {"linear"}),
    )
    if len(hidden) != 1 or len(output) != 1:
        return None
    return [*([*hidden] * (count - 1)), *output]


def _apart(text: str, one: re.Match[str], other: re.Match[str]) -> tuple[int, int]:
    """How many signs of a clause's end stand between two words, 9 for a sentence's end, and how many letters."""
    between = text[min(one.end(), other.end()) : max(one.start(), other.start())]
    return 9 if re.search(r"[.;\n]", between) else len(re.findall(r",|\band\b", between)), len(between)


def outputs(layers: list[Layer], x: tuple[float, ...]) -> tuple[list[str], list[list[str]]] | None:
    """The formulas of the last layer's outputs over the parameters' names, and those of every layer."""
    names = {name: f"({value!r})" for layer in layers for name, value in layer.parameters.items()}
    now = [f"({each!r})" for each in x]
    every = []
    for layer in layers:
        made = []
        for at, row in enumerate(layer.rows):
            if len(row) != len(now):
                return None
            terms = [f" {name} * {value}" for name, value in zip(row, now, strict=True)]
            total = " + ".join([*terms, *([f" {layer.biases[at]} "] if layer.biases else [])])
            bent = _bent(layer.activation, total, names)
            if bent is None:
                return None
            made.append(bent)
        every.append(made)
        now = made
    return now, every


def _bent(activation: str, total: str, names: dict[str, str]) -> str | None:
    """The activation of a sum; a ReLU is the sum or nothing, by what the sum is."""
    if activation == "linear":
        return f"({total})"
    if activation in {"sigmoid", "tanh"}:
        return f"({activation}({total}))"
    try:
        value = evaluate(parse(written(total, names)))
    except (Refused, ValueError):
        return None
    return f"({total})" if value > 0 else "(0)" if value < 0 else f"(0 * ({total}))"
