"""Layer code: layers as PyTorch and Keras write them, in words: nn.Conv2d(16, 32, 3) has in channels 16, ..."""

import re
from math import prod

from tutor.calculator.patterns import regex

_CALL = regex(
    r"\b(?:torch\.)?(?:nn\.|layers\.|(?:tf\.)?keras\.layers\.)?(?P<name>Conv2d|Conv1d|ConvTranspose2d|Conv2D|Conv1D|"
    r"Conv2DTranspose|Linear|Dense|Embedding|LSTM|GRU|SimpleRNN|RNN|MaxPool2d|AvgPool2d|MaxPooling2D|AveragePooling2D|"
    r"BatchNorm[12]d|LayerNorm|Flatten|ReLU|Dropout|Sigmoid|Softmax|Tanh)\((?P<inside>(?:[^()]|\([^()]*\))*)\)"
)
_GIVEN = regex(r"(?m)^[ \t]*([A-Za-z_]\w*) *= *(\d+)[ \t]*(?:#[^\n]*)?$")
_PRODUCT = regex(r"\b\d+(?:\s*\*\s*\d+)+\b")
_ADDED = regex(r"\b(?:\w+\.)+add\s*\(([^()]*)\)|\b(?:\w+\.)*\w+ ?= ?(?:\w+\.)*Sequential\(\)")
_TORCH_CONV = ("in_channels", "out_channels", "kernel_size", "stride", "padding")
_POSITIONS = {
    "Conv2d": _TORCH_CONV,
    "Conv1d": _TORCH_CONV,
    "ConvTranspose2d": _TORCH_CONV,
    "Conv2D": ("filters", "kernel_size", "strides", "padding"),
    "Conv1D": ("filters", "kernel_size", "strides", "padding"),
    "Conv2DTranspose": ("filters", "kernel_size", "strides", "padding"),
    "Linear": ("in_features", "out_features"),
    "Dense": ("units", "activation"),
    "Embedding": ("num_embeddings", "embedding_dim"),
    "LSTM": ("input_size", "hidden_size", "num_layers"),
    "GRU": ("input_size", "hidden_size", "num_layers"),
    "RNN": ("input_size", "hidden_size", "num_layers"),
    "SimpleRNN": ("units",),
    "MaxPool2d": ("kernel_size", "stride", "padding"),
    "AvgPool2d": ("kernel_size", "stride", "padding"),
    "MaxPooling2D": ("pool_size", "strides", "padding"),
    "AveragePooling2D": ("pool_size", "strides", "padding"),
    "BatchNorm1d": ("num_features",),
    "BatchNorm2d": ("num_features",),
    "LayerNorm": ("normalized_shape",),
}
_WORDS = {
    "in_channels": "in channels {}",
    "out_channels": "out channels {}",
    "kernel_size": "kernel size {}",
    "pool_size": "kernel size {}",
    "stride": "stride {}",
    "strides": "stride {}",
    "padding": "padding {}",
    "dilation": "dilation {}",
    "groups": "groups {}",
    "filters": "{} filters",
    "in_features": "inputs {}",
    "out_features": "outputs {}",
    "units": "{} units",
    "input_dim": "input size {}",
    "input_shape": "input of shape {}",
    "num_embeddings": "vocabulary {}",
    "embedding_dim": "dimension {}",
    "input_size": "input size {}",
    "hidden_size": "hidden size {}",
    "num_features": "{} channels",
    "bias": "bias={}",
    "use_bias": "bias={}",
}
_SILENT = frozenset(
    {
        "activation",
        "name",
        "batch_first",
        "dtype",
        "inplace",
        "return_sequences",
        "p",
        "input_length",
        "kernel_initializer",
        "bias_initializer",
        "kernel_regularizer",
        "stateful",
        "return_state",
        "trainable",
        "data_format",
        "padding_mode",
    }
)
_NAMES = {
    "Conv2d": "Conv2d",
    "Conv1d": "Conv1d",
    "Conv2D": "Conv2d",
    "Conv1D": "Conv1d",
    "ConvTranspose2d": "transposed convolution",
    "Conv2DTranspose": "transposed convolution",
    "Linear": "linear layer",
    "Dense": "dense layer",
    "Embedding": "embedding layer",
    "LSTM": "LSTM layer",
    "GRU": "GRU layer",
    "RNN": "RNN layer",
    "SimpleRNN": "RNN layer",
    "MaxPool2d": "max pooling",
    "MaxPooling2D": "max pooling",
    "AvgPool2d": "average pooling",
    "AveragePooling2D": "average pooling",
    "BatchNorm1d": "batch norm layer",
    "BatchNorm2d": "batch norm layer",
    "LayerNorm": "layer norm layer",
    "Flatten": "flatten layer",
}
_COUNT_WORDS = {
    word: str(value)
    for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
} | {"sixteen": "16", "twenty": "20", "thirty-two": "32", "sixty-four": "64"}
_COUNTED = regex(
    rf"(?<![\w-])({'|'.join(_COUNT_WORDS)})(?= (?:\d+\s?x\s?\d+ )?(?:convolutional |conv |output )?(?:filters|"
    rf"kernels)\b)",
    re.I,
)


def spelled(text: str) -> str:
    """The text with layer calls in words; a call with an argument that nobody knows stays as it is."""
    if "(" in text:
        if _CALL.search(text):
            text = _with_values(text)
        text = _ADDED.sub(lambda hit: f"{hit[1]} ;" if hit[1] else " ", _CALL.sub(_spelled, text))
    return _COUNTED.sub(lambda found: _COUNT_WORDS[found[1].lower()], text)


def _with_values(text: str) -> str:
    """The text with the numbers that names were given on lines of their own: "units = 64"."""
    for line in list(_GIVEN.finditer(text)):
        rest = text.replace(line[0], "", 1)
        text = re.sub(rf"(?<![\w.=]){line[1]}\b(?! *=(?!=))", line[2], rest)
    return text


def _spelled(found: re.Match[str]) -> str:
    name = found["name"]
    places = _POSITIONS.get(name, ())
    if name in {"LSTM", "GRU", "RNN"} and "hidden_size" not in found["inside"]:
        positions = [each for each in _arguments(found["inside"]) if "=" not in each]
        places = ("units",) if len(positions) == 1 else places  # torch takes the input size first, Keras the units
    words = []
    for at, argument in enumerate(_arguments(found["inside"])):
        key, _, value = argument.rpartition("=") if re.match(r"\s*\w+\s*=", argument) else ("", "", argument)
        key = key.strip() or (places[at] if at < len(places) else "")
        value = _PRODUCT.sub(lambda hit: str(prod(int(side) for side in hit[0].split("*"))), value.strip().strip("'\""))
        if key in _SILENT or (not key and name in {"ReLU", "Dropout", "Softmax", "Sigmoid", "Tanh"}):
            continue
        if key not in _WORDS or not re.fullmatch(r"\d+|\([\d, ]+\)|same|valid|True|False", value):
            return found[0]
        words.append(_worded(key, value))
    return _NAMES.get(name, name) + (" with " + ", ".join(words) if words else "")


def _worded(key: str, value: str) -> str:
    if key in {"bias", "use_bias"}:
        return "no bias" if value == "False" else "with bias"
    if key == "padding" and value in {"same", "valid"}:
        return f"{value} padding"
    if value.startswith("(") and key != "input_shape":
        sides = re.findall(r"\d+", value)
        value = sides[0] if len(set(sides)) == 1 else "x".join(sides)
    return _WORDS[key].format("x".join(re.findall(r"\d+", value)) if key == "input_shape" else value)


def _arguments(inside: str) -> list[str]:
    """The arguments between the parentheses, cut at commas outside of any."""
    found = re.findall(r"(?:[^,()]|\([^()]*\))+", inside)
    return [argument.strip() for argument in found if argument.strip()]
