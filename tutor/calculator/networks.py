"""Networks: whole perceptrons and stacks of convolutions told in words."""

import re

from tutor.calculator.binding import choices
from tutor.calculator.mentions import Mention
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import assigned, numbers_of
from tutor.calculator.span import Span
from tutor.calculator.words import phrases_of

_CHAIN = re.compile(r"(?<![\w.])\d{1,7}(?:\s*(?:-+>?|\bto\b|=>|>|:|/)\s*\d{1,7}){2,}(?![\w.]*\d)")
_ONE_OF_THEM = re.compile(
    r"\b(?:parameters|params|weights|biases)\b.{0,25}\b(?:in|of|for|does|has|have|"
    r"between)\b.{0,12}\b(?:first|second|third|last|final|output|hidden|input)\b(?! "
    r"units| neurons| nodes)",
    re.I,
)
BEFORE = phrases_of(
    {
        "inputs": "input, inputs, input size, input layer, input dimension, features, input features, input units",
        "hidden": (
            "hidden layer, hidden layers, hidden, hidden size, hidden units, hidden sizes, hidden layers of sizes, then"
        ),
        "outputs": "output, outputs, output layer, output size, classes, output units, output dimension",
    }
)
BEHIND = phrases_of(
    {
        "inputs": (
            "inputs, input, input features, features, input units, input neurons, dimensional "
            "input, input nodes, "
            "pixels, input dimensions"
        ),
        "hidden": "hidden, hidden units, hidden neurons, hidden nodes, units, neurons, nodes, neurons each, units each",
        "outputs": (
            "outputs, output, output units, classes, output neurons, output classes, output nodes, softmax "
            "outputs, way output"
        ),
        "layers": "hidden layers, layers, hidden layer, layer",
    }
)


def perceptron(question: Question, mention: Mention) -> Recognition:
    """Parameters of a whole MLP: 784-256-10, or its layers told one by one."""
    if mention.operation.name not in {"MLP parameters", "dense layer parameters"} or re.search(
        r"\bconv|\bkernel|\bfilter", question.text, re.I
    ):
        return None
    if _ONE_OF_THEM.search(question.text):
        return None
    layers = _chained(question) or _told(question)
    if layers is None or len(layers) < 3:
        return None
    return Request("MLP parameters", {"layers": layers} | choices(mention.operation, question))


def _chained(question: Question) -> tuple[int, ...] | None:
    """784-256-10, or one vector, or three or more numbers in a list; nothing else in the question."""
    found = _CHAIN.search(question.text)
    numbers = numbers_of(question)
    if found is not None:
        inside = all(found.start() <= span.start < found.end() for span in numbers)
        return tuple(int(number) for number in re.findall(r"\d+", found[0])) if inside else None
    lists = [span for span in question.lists if not span.word]
    if len(lists) == 1 and isinstance(lists[0].value, tuple) and not lists[0].is_matrix:
        values = tuple(value for value in lists[0].value if isinstance(value, int))
        return values if len(values) == len(lists[0].value) else None
    return None


def _told(question: Question) -> tuple[int, ...] | None:
    """Inputs, hidden layers in their order, outputs; "2 hidden layers of 100 units each"."""
    spans = tuple(span for span in question.spans if not span.word or _counts_layers(question, span))
    if len(spans) > 8 or not all(isinstance(span.value, int) and not span.percent for span in spans):
        return None
    names = assigned(question, spans, BEFORE, BEHIND, allowed=_allowed, many=frozenset({"hidden"}))
    told = [(name, span.value) for name, span in zip(names, spans, strict=True) if isinstance(span.value, int)]
    if "" in names or names.count("inputs") != 1 or names.count("outputs") != 1:
        return None
    hidden = [value for name, value in told if name == "hidden"]
    repeats = [value for name, value in told if name == "layers"]
    if repeats and repeats[0] != len(hidden):
        if len(hidden) != 1 or repeats[0] > 50:
            return None
        hidden = hidden * repeats[0]
    ends = {name: value for name, value in told}
    return (ends["inputs"], *hidden, ends["outputs"]) if hidden else None


def _counts_layers(question: Question, span: Span) -> bool:
    return re.match(r"\s*(?:hidden\s+)?layers?\b", question.text[span.end :], re.I) is not None


def _allowed(span: Span, name: str, cue: str, behind: bool) -> bool:
    return span.is_scalar and (name == "layers") == (behind and cue in BEHIND["layers"])


def receptive_field(question: Question, mention: Mention) -> Recognition:
    """As in "three stacked 3x3 convolutions": as many kernels as layers."""
    if mention.operation.name != "receptive field":
        return None
    shapes = [span for span in question.spans if span.shape]
    counts = [
        span
        for span in question.spans
        if not span.shape and isinstance(span.value, int) and _COUNTS.match(question.text, span.end)
    ]
    rest = [span for span in numbers_of(question) if span not in shapes and span not in counts]
    kernel = shapes[0].value if len(shapes) == 1 else None
    if (
        not isinstance(kernel, tuple)
        or len(set(kernel)) != 1
        or len(counts) != 1
        or not isinstance(counts[0].value, int)
    ):
        return None
    layers = counts[0].value
    told = _shared(question, rest)
    if told is None or not 1 <= layers <= 100:
        return None
    return Request(
        "receptive field",
        {"kernels": (kernel[0],) * layers, **{name: (value,) * layers for name, value in told.items()}},
    )


_COUNTS = re.compile(
    r"\s*(?:stacked |consecutive |successive |sequential |dilated )?(?:\d+\s?x\s?\d+ "
    r")?(?:stacked |consecutive |dilated )?(?:conv\w*|layers?|stacked)\b",
    re.I,
)


def _shared(question: Question, rest: list[Span]) -> dict[str, float] | None:
    """A stride and a dilation that all layers share; None when another number is told."""
    names = assigned(
        question,
        rest,
        {"strides": ("stride", "strides"), "dilations": ("dilation", "dilated")},
        {"strides": ("stride",)},
        allowed=lambda *_: True,
    )
    if "" in names:
        return None
    return {name: span.value for name, span in zip(names, rest, strict=True) if not isinstance(span.value, tuple)}
