"""Stacks: several layers one after the other: the shape that comes out, and all parameters together."""

import re
from dataclasses import dataclass, field

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.convolution import whole
from tutor.calculator.operations.cost import COUNT
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step, Value

_LAYER = re.compile(
    r"(conv|pool|dense|flatten|average|norm|embedding|lstm|rnn)((?:\s+\d{1,9}){0,4})(\s+(?:same|nobias))*"
)
MOST_LAYERS = 60
Shape = tuple[int, ...]
LAYERS = Parameter(
    "layers",
    Kind.TEXT,
    "the layers: conv FILTERS KERNEL STRIDE PADDING; pool KERNEL STRIDE PADDING; dense UNITS; flatten; average; "
    "norm; embedding VOCABULARY DIMENSION; lstm UNITS; rnn UNITS",
    example="conv 32 3 1 0; pool 2 2 0; flatten; dense 10",
)
SHAPE = Parameter(
    "shape", Kind.VECTOR, "the input: height, width, channels; or a number of features", example="[28, 28, 1]"
)


@dataclass(slots=True)
class _Walk:
    """The shape so far, the parameters, and the steps."""

    shape: Shape
    parameters: int = 0
    macs: int = 0
    steps: list[Step] = field(default_factory=list)


def _walked(layers: str, shape: Vector) -> _Walk:
    """All layers, one after the other."""
    sizes = whole(shape, "The input")
    if len(sizes) not in {1, 3}:
        raise Refused("The input is height, width and channels, or one number of features.")
    walk = _Walk(sizes)
    names = [name.strip() for name in layers.split(";") if name.strip()]
    if not 1 <= len(names) <= MOST_LAYERS:
        raise Refused(f"Between 1 and {MOST_LAYERS} layers are worked out, not {len(names)}.")
    for name in names:
        found = _LAYER.fullmatch(name)
        if found is None:
            raise Refused(f'"{name[:40]}" is no layer: write conv 32 3 1 0, pool 2 2 0, dense 10, flatten or average.')
        _apply(walk, found[1], [int(number) for number in found[2].split()], name)
    return walk


def _apply(walk: _Walk, kind: str, numbers: list[int], name: str) -> None:
    if kind == "flatten":
        walk.shape = (_size(walk.shape),)
        walk.steps.append(Step(f"Flatten: {walk.shape[0]} numbers.", ""))
    elif kind == "dense":
        _dense(walk, numbers, bias="nobias" not in name)
    elif kind == "norm":
        walk.parameters += 2 * walk.shape[-1]
        walk.steps.append(Step(f"Normalisation: a gain and a shift for each of {walk.shape[-1]}.", ""))
    elif kind in {"embedding", "lstm", "rnn"}:
        _sequence(walk, kind, numbers)
    elif kind == "average" and len(walk.shape) == 1:
        walk.steps.append(Step(f"The average over the places: {walk.shape[0]} numbers.", ""))
    elif kind == "average":
        walk.shape = (walk.shape[-1],)
        walk.steps.append(Step(f"The average of every channel: {walk.shape[0]} numbers.", ""))
    else:
        _window(walk, kind, numbers, same="same" in name, bias="nobias" not in name)


def _dense(walk: _Walk, numbers: list[int], *, bias: bool) -> None:
    if len(numbers) != 1 or len(walk.shape) != 1:
        raise Refused("A dense layer needs its units, and a flat input: put flatten before it.")
    inputs, units = walk.shape[0], numbers[0]
    added = inputs * units + units * bias
    walk.parameters, walk.shape = walk.parameters + added, (units,)
    walk.macs += inputs * units
    walk.steps.append(
        Step(f"Dense layer: {added} parameters.", rf"{inputs} \cdot {units}{f' + {units}' * bias} = {added}")
    )


def _sequence(walk: _Walk, kind: str, numbers: list[int]) -> None:
    """Layers that work on a sequence, place by place."""
    if len(numbers) != (2 if kind == "embedding" else 1) or len(walk.shape) != 1:
        raise Refused("An embedding needs a vocabulary and a dimension, a recurrent layer its units and a flat input.")
    if kind == "embedding":
        added, formula = numbers[0] * numbers[1], rf"{numbers[0]} \cdot {numbers[1]}"
    else:
        gates, inputs, units = 4 if kind == "lstm" else 1, walk.shape[0], numbers[0]
        added = gates * (units * (units + inputs) + units)
        formula = rf"{gates} ({units} \cdot ({units} + {inputs}) + {units})"
    walk.parameters, walk.shape = walk.parameters + added, (numbers[-1],)
    walk.steps.append(Step(f"{kind.capitalize()}: {added} parameters.", f"{formula} = {added}"))


def _window(walk: _Walk, kind: str, numbers: list[int], *, same: bool, bias: bool) -> None:
    """A convolution or a pooling, in height and width alike."""
    if len(walk.shape) != 3 or len(numbers) != (4 if kind == "conv" else 3):
        raise Refused("A convolution or pooling needs height, width and channels, a kernel, a stride and a padding.")
    channels = walk.shape[2]
    filters, (kernel, stride, padding) = (numbers[0], numbers[1:]) if kind == "conv" else (channels, numbers)
    if min(filters, kernel, stride) < 1:
        raise Refused("Filters, kernel and stride are 1 or more.")
    sides = [-(-side // stride) if same else (side + 2 * padding - kernel) // stride + 1 for side in walk.shape[:2]]
    if min(sides) < 1:
        raise Refused(f"A kernel of {kernel} is larger than the input of {walk.shape[0]} by {walk.shape[1]}.")
    before = walk.shape
    walk.shape = (sides[0], sides[1], filters)
    rule = rf"\lfloor \frac{{{before[0]} + 2 \cdot {padding} - {kernel}}}{{{stride}}} \rfloor + 1 = {sides[0]}"
    what = "Convolution" if kind == "conv" else "Pooling"
    walk.steps.append(Step(f"{what}: {sides[0]} by {sides[1]}, {filters} channels.", "" if same else rule))
    if kind == "conv":
        added = kernel * kernel * channels * filters + filters * bias
        walk.parameters += added
        walk.macs += kernel * kernel * channels * filters * sides[0] * sides[1]
        put_in = rf"{kernel} \cdot {kernel} \cdot {channels} \cdot {filters}{f' + {filters}' * bias}"
        walk.steps.append(Step(f"Its parameters: {added}.", f"{put_in} = {added}"))


def _size(shape: Shape) -> int:
    total = 1
    for side in shape:
        total *= side
    return total


@calculates(
    "network output shape",
    family="networks",
    summary="The shape that comes out of several layers.",
    aliases=("output shape of a network", "stack output shape"),
    parameters=(LAYERS, SHAPE),
    convention="Height, width, channels; sizes are rounded down.",
)
def output_shape(layers: str, shape: Vector) -> Solution:
    """floor((n + 2p - k) / s) + 1 for each layer. Dumoulin, Visin, A guide to convolution arithmetic (2016)."""
    walk = _walked(layers, shape)
    value = walk.shape if len(walk.shape) > 1 else walk.shape[0]
    return Solution(
        value, f"output of {layers} on {' × '.join(map(str, whole(shape, 'The input')))}", tuple(walk.steps)
    )


@calculates(
    "network parameters",
    family="networks",
    summary="All parameters of several layers together.",
    aliases=("total parameters of a network", "stack parameters"),
    parameters=(LAYERS, SHAPE),
    convention="With biases, unless a layer says nobias.",
)
def network_parameters(layers: str, shape: Vector) -> Solution:
    """K · k · c_in · c_out + c_out for a convolution, n · m + m for a dense layer. Goodfellow et al. (2016), 9."""
    walk = _walked(layers, shape)
    steps = (*walk.steps, Step(f"All together: {walk.parameters}.", ""))
    return Solution(walk.parameters, f"parameters of {layers}", steps, "parameters")


@calculates(
    "network operations",
    family="networks",
    summary="How many multiply-adds the convolutions and dense layers take for one example.",
    aliases=("macs of a network", "flops of a network"),
    parameters=(LAYERS, SHAPE, COUNT),
    convention="A multiply-add is 1 MAC or 2 FLOPs; biases, activations, pooling and normalisation are not counted.",
)
def network_operations(layers: str, shape: Vector, count: str) -> Solution:
    """K · k · c_in · c_out · h_out · w_out for a convolution, n · m for a dense layer. Molchanov et al. (2017), A.1."""
    walk = _walked(layers, shape)
    if re.search(r"\b(?:lstm|rnn)\b", layers):
        raise Refused("The operations of recurrent layers are not worked out.")
    unit, value = ("FLOPs", 2 * walk.macs) if count == "flops" else ("MACs", walk.macs)
    twice = Step("Two operations each.", rf"2 \cdot {walk.macs} = {value}")
    steps = (*walk.steps, Step(f"Multiply-adds: {walk.macs}.", ""), *([twice] if count == "flops" else []))
    parts: dict[str, Value] = {f"M{unit}": value / 1e6, f"G{unit}": value / 1e9}
    return Solution(
        value, f"{unit} of {layers} on {' × '.join(map(str, whole(shape, 'The input')))}", steps, unit, parts
    )


OPERATIONS = (output_shape, network_parameters, network_operations)
