"""Cost of networks: operations and memory, for running and for training."""

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.notation import rounded, sum_tex, tex
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.layers import _sizes, at_least_one
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step, Value

BYTES = {"fp64": 8.0, "fp32": 4.0, "tf32": 4.0, "fp16": 2.0, "bf16": 2.0, "fp8": 1.0, "int8": 1.0, "int4": 0.5}
PRECISION = Parameter(
    "precision",
    Kind.CHOICE,
    "how each number is stored",
    default="fp32",
    optional=True,
    choices=tuple(BYTES),
    example="fp16",
)
PARAMETERS = Parameter("parameters", Kind.COUNT, "the number of parameters", symbol="N", example="7e9")
COUNT = Parameter(
    "count",
    Kind.CHOICE,
    "FLOPs (2 for each multiply-add) or MACs",
    default="flops",
    optional=True,
    choices=("flops", "macs"),
    example="flops",
)
UNITS = "1 GB = 10^9 bytes; 1 GiB = 2^30 bytes."


def memory_parts(size: float) -> dict[str, Value]:
    """The same size in larger units."""
    return {
        "KB": size / 1e3,
        "KiB": size / 2**10,
        "MB": size / 1e6,
        "GB": size / 1e9,
        "MiB": size / 2**20,
        "GiB": size / 2**30,
    }


def _in_units(size: float) -> Step:
    """The size in decimal and in binary units."""
    if size < 1e9:
        decimal, binary = rf"{tex(size / 1e6)} \text{{ MB}}", rf"{tex(size / 2**20)} \text{{ MiB}}"
    else:
        decimal, binary = rf"{tex(size / 1e9)} \text{{ GB}}", rf"{tex(size / 2**30)} \text{{ GiB}}"
    return Step("In larger units, decimal and binary.", rf"{tex(size)} \text{{ bytes}} = {decimal} = {binary}")


def _whole(size: float) -> float:
    return int(size) if size == int(size) else size


@calculates(
    "model memory",
    family="networks",
    summary="How many bytes the weights of a model take.",
    aliases=("memory of a model", "model size", "memory footprint", "weights memory", "model size in bytes"),
    parameters=(PARAMETERS, PRECISION),
    convention=f"The weights alone. {UNITS}",
)
def model_memory(parameters: int, precision: str) -> Solution:
    """N times the bytes of a number. IEEE 754 for the formats; Dettmers et al., LLM.int8() (2022)."""
    size = _whole(parameters * BYTES[precision])
    each = tex(BYTES[precision])
    steps = (
        Step(
            f"A number in {precision} takes {each} bytes.", rf"{parameters} \cdot {each} = {tex(size)} \text{{ bytes}}"
        ),
        _in_units(size),
    )
    reading = f"memory of {parameters} parameters in {precision}"
    return Solution(size, reading, steps, "bytes", memory_parts(size))


@calculates(
    "training memory",
    family="networks",
    summary="How many bytes weights, gradients and optimiser states take.",
    aliases=("memory for training", "adam training memory", "optimizer memory", "optimiser memory", "memory to train"),
    parameters=(
        PARAMETERS,
        Parameter(
            "scheme",
            Kind.CHOICE,
            "Adam in mixed precision or in fp32, or SGD with or without momentum in fp32",
            default="adam-mixed",
            optional=True,
            choices=("adam-mixed", "adam-fp32", "momentum-fp32", "sgd-fp32"),
            example="adam-mixed",
        ),
    ),
    convention=f"Activations are not counted. {UNITS}",
)
def training_memory(parameters: int, scheme: str) -> Solution:
    """16 bytes a parameter for Adam in mixed precision. Rajbhandari et al., ZeRO (2020), 3.1."""
    shares = {
        "adam-mixed": (
            ("fp16 weights", 2),
            ("fp16 gradients", 2),
            ("fp32 weights", 4),
            ("first moments", 4),
            ("second moments", 4),
        ),
        "adam-fp32": (("weights", 4), ("gradients", 4), ("first moments", 4), ("second moments", 4)),
        "momentum-fp32": (("weights", 4), ("gradients", 4), ("momentum", 4)),
        "sgd-fp32": (("weights", 4), ("gradients", 4)),
    }[scheme]
    each = sum(size for _, size in shares)
    size = parameters * each
    steps = (
        Step(
            f"Bytes for each parameter: {', '.join(f'{name} {n}' for name, n in shares)}.",
            f"{sum_tex(str(n) for _, n in shares)} = {each}",
        ),
        Step("For all parameters.", rf"{parameters} \cdot {each} = {tex(size)} \text{{ bytes}}"),
        _in_units(size),
    )
    return Solution(size, f"memory to train {parameters} parameters ({scheme})", steps, "bytes", memory_parts(size))


@calculates(
    "KV cache size",
    family="networks",
    summary="How many bytes the keys and values of a transformer take while it writes.",
    aliases=("kv cache", "key value cache", "kv cache memory", "key-value cache size"),
    parameters=(
        Parameter("layers", Kind.COUNT, "the number of layers", example="32"),
        Parameter("kv_heads", Kind.COUNT, "the number of key-value heads", example="32"),
        Parameter("head_size", Kind.COUNT, "the size of a head", example="128"),
        Parameter("tokens", Kind.COUNT, "the length of the sequence", example="4096"),
        Parameter("batch", Kind.COUNT, "the number of sequences", default=1, optional=True, example="1"),
        Parameter(
            "precision",
            Kind.CHOICE,
            "how each number is stored",
            default="fp16",
            optional=True,
            choices=tuple(BYTES),
            example="fp16",
        ),
    ),
    convention=f"Keys and values, hence the 2; fp16 unless given. {UNITS}",
)
def kv_cache(layers: int, kv_heads: int, head_size: int, tokens: int, batch: int, precision: str) -> Solution:
    """2 L h d_h T B bytes. Pope et al., Efficiently Scaling Transformer Inference (2022), 2.1."""
    numbers = 2 * layers * kv_heads * head_size * tokens * batch
    size = _whole(numbers * BYTES[precision])
    sizes = (2, layers, kv_heads, head_size, tokens, batch)
    product = r" \cdot ".join(map(str, sizes))
    steps = (
        Step("Keys and values, layers, heads, head size, tokens, sequences.", f"{product} = {numbers}"),
        Step(
            f"A number in {precision} takes {tex(BYTES[precision])} bytes.",
            rf"{numbers} \cdot {tex(BYTES[precision])} = {tex(size)}",
        ),
        _in_units(size),
    )
    reading = (
        f"KV cache of {layers} layers, {kv_heads} heads of {head_size}, {tokens} tokens, batch {batch}, {precision}"
    )
    return Solution(size, reading, steps, "bytes", memory_parts(size))


@calculates(
    "MLP FLOPs",
    family="networks",
    summary="How many operations a forward pass through dense layers takes.",
    aliases=(
        "dense layer flops",
        "fully connected flops",
        "feedforward flops",
        "linear layer flops",
        "flops of an mlp",
    ),
    parameters=(
        Parameter("layers", Kind.VECTOR, "the sizes from the input to the output", example="[784, 128, 10]"),
        Parameter("batch", Kind.COUNT, "the number of examples", default=1, optional=True, example="1"),
        COUNT,
    ),
    convention="A multiply-add is 2 FLOPs or 1 MAC; biases and activations are not counted.",
)
def mlp_flops(layers: Vector, batch: int, count: str) -> Solution:
    """2 n_in n_out for each layer. Kaplan et al., Scaling Laws (2020), 2.1; Molchanov et al. (2017), A.1."""
    sizes = _sizes(layers)
    at_least_one(batch=batch)
    pairs = list(zip(sizes, sizes[1:], strict=False))
    macs = sum(a * b for a, b in pairs) * batch
    value = macs * (2 if count == "flops" else 1)
    steps = [Step("Multiply-adds of the layers.", sum_tex(rf"{a} \cdot {b}" for a, b in pairs) + f" = {macs // batch}")]
    if batch > 1:
        steps.append(Step(f"For {batch} examples.", rf"{batch} \cdot {macs // batch} = {macs}"))
    if count == "flops":
        steps.append(Step("Two operations each.", rf"2 \cdot {macs} = {value}"))
    unit = "FLOPs" if count == "flops" else "MACs"
    return Solution(
        value, f"{unit} of a network with the layer sizes {', '.join(map(str, sizes[:10]))}", tuple(steps), unit
    )


@calculates(
    "training FLOPs",
    family="networks",
    summary="Roughly how many operations it takes to train a transformer: 6 for each parameter and token.",
    aliases=("training compute", "6nd", "compute budget", "transformer training flops"),
    parameters=(
        PARAMETERS,
        Parameter("tokens", Kind.COUNT, "the number of training tokens", symbol="D", example="1e12"),
    ),
    convention="2 forward and 4 backward for each parameter and token; attention over the context is not counted.",
)
def training_flops(parameters: int, tokens: int) -> Solution:
    """C = 6 N D. Kaplan et al., Scaling Laws for Neural Language Models (2020), 2.1."""
    value = 6 * parameters * tokens
    steps = (
        Step("Forward 2, backward 4 operations for each parameter and token.", "2 + 4 = 6"),
        Step("For all of them.", rf"6 \cdot {tex(parameters)} \cdot {tex(tokens)} = {tex(value)}"),
    )
    return Solution(float(value), f"operations to train {parameters} parameters on {tokens} tokens", steps, "FLOPs")


@calculates(
    "activation size",
    family="networks",
    summary="How many values, and bytes, a tensor of the given shape holds.",
    aliases=("tensor size", "tensor memory", "feature map memory", "number of elements"),
    parameters=(Parameter("shape", Kind.VECTOR, "the shape", example="[32, 3, 224, 224]"), PRECISION),
    convention=UNITS,
)
def activation_size(shape: Vector, precision: str) -> Solution:
    """The product of the shape, times the bytes of a number. IEEE 754 for the formats."""
    if len(shape) > 12 or any(n != int(n) or not 0 <= n <= 1e9 for n in shape):
        raise Refused("A shape has at most 12 whole numbers from 0 to 10^9.")
    count = 1
    for n in shape:
        count *= int(n)
    if count > 10**18:
        raise Refused("The tensor has more than 10^18 values.")
    size = _whole(count * BYTES[precision])
    steps = (
        Step(f"{count} values.", r" \cdot ".join(rounded(n) for n in shape) + f" = {count}"),
        Step(
            f"A number in {precision} takes {tex(BYTES[precision])} bytes.",
            rf"{count} \cdot {tex(BYTES[precision])} = {tex(size)}",
        ),
        _in_units(size),
    )
    reading = f"memory of a tensor of shape {' × '.join(rounded(n) for n in shape)} in {precision}"
    return Solution(size, reading, steps, "bytes", {**memory_parts(size), "values": count})


OPERATIONS = (model_memory, training_memory, kv_cache, mlp_flops, training_flops, activation_size)
