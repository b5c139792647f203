"""Layers: how many parameters dense, embedding, recurrent and attention layers and whole networks learn."""

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import rounded, sum_tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.convolution import BIAS
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

INPUTS = Parameter("inputs", Kind.COUNT, "the size of the input", symbol="n_in", example="784")
OUTPUTS = Parameter("outputs", Kind.COUNT, "the size of the output", symbol="n_out", example="128")
HIDDEN = Parameter("hidden", Kind.COUNT, "the size of the hidden state", symbol="h", example="128")
WIDTH = Parameter("width", Kind.COUNT, "the model width", symbol="d", example="512")


def at_least_one(**sizes: int) -> None:
    """Refuses sizes of 0."""
    for name, size in sizes.items():
        if size < 1:
            raise Refused(f"The size of {name.replace('_', ' ')} is 0: give 1 or more.")
        if size > 10**9:
            raise Refused(f"The size of {name.replace('_', ' ')} is above 10^9.")


@calculates(
    "dense layer parameters",
    family="networks",
    summary="How many weights and biases a fully connected layer learns.",
    aliases=(
        "fully connected layer parameters",
        "linear layer parameters",
        "dense parameters",
        "parameters of a dense layer",
    ),
    parameters=(INPUTS, OUTPUTS, BIAS),
)
def dense(inputs: int, outputs: int, bias: str) -> Solution:
    """n_in n_out + n_out. Goodfellow, Bengio, Courville (2016), 6.1; PyTorch Linear."""
    at_least_one(inputs=inputs, outputs=outputs)
    weights, biases = inputs * outputs, outputs if bias == "yes" else 0
    steps = (
        Step("One weight for each pair of input and output.", rf"{inputs} \cdot {outputs} = {weights}"),
        Step(f"Biases: {biases}.", rf"{weights} + {biases} = {weights + biases}"),
    )
    reading = f"parameters of a dense layer from {inputs} to {outputs}, bias: {bias}"
    return Solution(weights + biases, reading, steps, "parameters", {"weights": weights, "biases": biases})


@calculates(
    "MLP parameters",
    family="networks",
    summary="How many parameters a multilayer perceptron learns.",
    aliases=(
        "multilayer perceptron parameters",
        "feedforward network parameters",
        "neural network parameters",
        "mlp parameter count",
    ),
    parameters=(
        Parameter("layers", Kind.VECTOR, "the sizes from the input to the output", example="[784, 128, 10]"),
        BIAS,
    ),
)
def mlp(layers: Vector, bias: str) -> Solution:
    """Sum over the layers of n_in n_out + n_out. Goodfellow, Bengio, Courville (2016), 6.1."""
    sizes = _sizes(layers)
    counts, steps = [], []
    for before, after in zip(sizes, sizes[1:], strict=False):
        biases = after if bias == "yes" else 0
        counts.append(before * after + biases)
        steps.append(Step(f"From {before} to {after}.", rf"{before} \cdot {after} + {biases} = {counts[-1]}"))
    steps = steps if len(steps) <= 12 else [*steps[:10], steps[-1]]
    steps.append(Step("All layers together.", f"{sum_tex(map(str, counts))} = {sum(counts)}"))
    reading = f"parameters of a network with the layer sizes {', '.join(map(str, sizes[:10]))}, bias: {bias}"
    return Solution(sum(counts), reading, tuple(steps), "parameters", {"layers": tuple(counts)})


def _sizes(layers: Vector) -> tuple[int, ...]:
    """The layer sizes as whole numbers."""
    if len(layers) < 2:
        raise Refused("Give at least two sizes: the input and the output.")
    for size in layers:
        if size != int(size) or not 1 <= size <= 1e9:
            raise Refused(f"The layer size {rounded(size)} is not a whole number from 1 to 10^9.")
    return tuple(int(size) for size in layers)


@calculates(
    "embedding parameters",
    family="networks",
    summary="How many numbers an embedding table holds.",
    aliases=("embedding layer parameters", "embedding table size", "parameters of an embedding"),
    parameters=(
        Parameter("vocabulary", Kind.COUNT, "the number of tokens", symbol="V", example="30000"),
        WIDTH,
    ),
)
def embedding(vocabulary: int, width: int) -> Solution:
    """V d. Goodfellow, Bengio, Courville (2016), 12.4.2; PyTorch Embedding."""
    at_least_one(vocabulary=vocabulary, width=width)
    value = vocabulary * width
    steps = (Step("One vector for each token.", rf"{vocabulary} \cdot {width} = {value}"),)
    return Solution(value, f"parameters of an embedding of {vocabulary} tokens with width {width}", steps, "parameters")


_GATES = {"lstm": (4, "LSTM"), "gru": (3, "GRU"), "rnn": (1, "plain RNN")}
BIASES = Parameter(
    "biases",
    Kind.COUNT,
    "bias vectors for each gate: 1 (textbook, Keras), 2 (PyTorch) or 0",
    default=1,
    optional=True,
    example="1",
)


def _recurrent(kind: str, inputs: int, hidden: int, biases: int) -> Solution:
    """Gates times (input weights, recurrent weights, biases)."""
    at_least_one(inputs=inputs, hidden=hidden)
    if biases > 2:
        raise Refused("There are 0, 1 or 2 bias vectors for each gate.")
    gates, name = _GATES[kind]
    each = inputs * hidden + hidden * hidden + biases * hidden
    formula = rf"{inputs} \cdot {hidden} + {hidden} \cdot {hidden} + {biases} \cdot {hidden} = {each}"
    steps = (
        Step("One gate: input weights, recurrent weights, biases.", formula),
        Step(f"{gates} gate{'s' if gates > 1 else ''} of this size.", rf"{gates} \cdot {each} = {gates * each}"),
    )
    reading = (
        f"parameters of one {name} layer with input {inputs}, hidden size {hidden}, bias vectors for a gate: {biases}"
    )
    return Solution(gates * each, reading, steps, "parameters", {"gate": each})


RECURRENT = (INPUTS, HIDDEN, BIASES)
BIAS_CONVENTION = "One bias vector for each gate (textbook, Keras); PyTorch has two (biases = 2)."


@calculates(
    "LSTM parameters",
    family="networks",
    summary="How many parameters an LSTM layer learns.",
    aliases=("lstm layer parameters", "lstm cell parameters", "parameters of an lstm"),
    parameters=RECURRENT,
    convention=BIAS_CONVENTION,
)
def lstm(inputs: int, hidden: int, biases: int) -> Solution:
    """4 (n h + h² + h). Hochreiter, Schmidhuber (1997); Greff et al., LSTM: A Search Space Odyssey (2017)."""
    return _recurrent("lstm", inputs, hidden, biases)


@calculates(
    "GRU parameters",
    family="networks",
    summary="How many parameters a GRU layer learns.",
    aliases=("gru layer parameters", "gru cell parameters", "parameters of a gru"),
    parameters=RECURRENT,
    convention=BIAS_CONVENTION,
)
def gru(inputs: int, hidden: int, biases: int) -> Solution:
    """3 (n h + h² + h). Cho et al., Learning Phrase Representations using RNN Encoder-Decoder (2014)."""
    return _recurrent("gru", inputs, hidden, biases)


@calculates(
    "RNN parameters",
    family="networks",
    summary="How many parameters a plain recurrent layer learns.",
    aliases=("rnn layer parameters", "vanilla rnn parameters", "recurrent layer parameters"),
    parameters=RECURRENT,
    convention=BIAS_CONVENTION,
)
def rnn(inputs: int, hidden: int, biases: int) -> Solution:
    """N h + h² + h. Elman, Finding Structure in Time (1990); Goodfellow, Bengio, Courville (2016), 10.2."""
    return _recurrent("rnn", inputs, hidden, biases)


@calculates(
    "attention parameters",
    family="networks",
    summary="How many parameters multi-head attention learns.",
    aliases=(
        "multi-head attention parameters",
        "self-attention parameters",
        "attention layer parameters",
        "mha parameters",
    ),
    parameters=(
        WIDTH,
        Parameter("heads", Kind.COUNT, "the number of heads", symbol="h", default=1, optional=True, example="8"),
        Parameter(
            "kv_heads", Kind.COUNT, "key-value heads, when fewer (grouped-query attention)", optional=True, example="2"
        ),
        BIAS,
    ),
    convention="Query, key, value and output projections; the number of heads does not change the count.",
)
def attention_layer(width: int, heads: int, kv_heads: int | None, bias: str) -> Solution:
    """4 d² + 4 d. Vaswani et al., Attention Is All You Need (2017), 3.2.2; GQA: Ainslie et al. (2023)."""
    at_least_one(width=width, heads=heads)
    shared = heads if kv_heads is None else kv_heads
    if width % heads or shared < 1 or heads % shared:
        raise Refused(f"The width {width} has to divide into {heads} heads, and these into {shared} key-value heads.")
    narrow = width // heads * shared
    sizes = (width, narrow, narrow, width)
    weights = sum(width * size for size in sizes)
    biases = sum(sizes) if bias == "yes" else 0
    steps = (
        Step(f"A head has the size {width // heads}.", rf"{width} / {heads} = {width // heads}"),
        Step("Query, key, value and output projection.", _projections(width, sizes, weights)),
        Step(f"Biases: {biases}.", rf"{weights} + {biases} = {weights + biases}"),
    )
    reading = f"parameters of multi-head attention with width {width}, {heads} heads, bias: {bias}"
    return Solution(weights + biases, reading, steps, "parameters", {"weights": weights, "biases": biases})


def _projections(width: int, sizes: tuple[int, ...], total: int) -> str:
    return sum_tex([rf"{width} \cdot {size}" for size in sizes]) + f" = {total}"


@calculates(
    "transformer block parameters",
    family="networks",
    summary="How many parameters one transformer layer learns: attention, feed-forward network, two layer norms.",
    aliases=("transformer layer parameters", "encoder layer parameters", "transformer encoder block parameters"),
    parameters=(
        WIDTH,
        Parameter(
            "feedforward",
            Kind.COUNT,
            "the inner width; 4 times the width unless given",
            symbol="d_ff",
            optional=True,
            example="2048",
        ),
        BIAS,
    ),
    convention="Attention, a feed-forward network with one inner layer, two layer norms with scale and shift.",
)
def transformer_block(width: int, feedforward: int | None, bias: str) -> Solution:
    """4d² + 2 d d_ff, with biases and norms. Vaswani et al. (2017), 3.1-3.3; PyTorch TransformerEncoderLayer."""
    inner = 4 * width if feedforward is None else feedforward
    at_least_one(width=width, feedforward=inner)
    on = bias == "yes"
    attention = 4 * width * width + 4 * width * on
    network = 2 * width * inner + (inner + width) * on
    norms = 2 * (width + width * on)
    value = attention + network + norms
    with_bias = rf" + {4 * width}" if on else ""
    steps = (
        Step("Attention: four projections.", rf"4 \cdot {width}^2{with_bias} = {attention}"),
        Step(
            "Feed-forward network: up and down.",
            rf"2 \cdot {width} \cdot {inner}{f' + {inner + width}' if on else ''} = {network}",
        ),
        Step("Two layer norms.", rf"2 \cdot {norms // 2} = {norms}"),
        Step("Together.", f"{attention} + {network} + {norms} = {value}"),
    )
    reading = f"parameters of a transformer block with width {width} and inner width {inner}, bias: {bias}"
    parts = {"attention": attention, "feedforward": network, "norms": norms}
    return Solution(value, reading, steps, "parameters", parts)


@calculates(
    "LoRA parameters",
    family="networks",
    summary="How many parameters a low-rank adapter of a weight matrix learns.",
    aliases=("low-rank adapter parameters", "lora adapter parameters", "low rank adaptation parameters"),
    parameters=(
        INPUTS,
        OUTPUTS,
        Parameter("rank", Kind.COUNT, "the rank", symbol="r", example="8"),
        Parameter("matrices", Kind.COUNT, "how many matrices are adapted", default=1, optional=True, example="1"),
    ),
)
def lora(inputs: int, outputs: int, rank: int, matrices: int) -> Solution:
    """R (n_in + n_out). Hu et al., LoRA (2021), 4.1."""
    at_least_one(inputs=inputs, outputs=outputs, rank=rank, matrices=matrices)
    each, full = rank * (inputs + outputs), inputs * outputs
    value = each * matrices
    steps = (
        Step("Two narrow matrices.", rf"{rank} \cdot ({inputs} + {outputs}) = {each}"),
        Step(f"{matrices} of them.", rf"{matrices} \cdot {each} = {value}"),
        Step(f"The full matrix has {full}: the adapter is {rounded(100 * each / full)} % of it.", ""),
    )
    parts = {"share": each / full, "full": full}
    return Solution(value, f"parameters of LoRA with rank {rank} on {inputs} by {outputs}", steps, "parameters", parts)


OPERATIONS = (dense, mlp, embedding, lstm, gru, rnn, attention_layer, transformer_block, lora)
