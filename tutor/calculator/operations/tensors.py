"""Tensors: the shape that comes out of reshaping, reordering, reducing, broadcasting or multiplying."""

import re
from math import prod

from tutor.calculator.checks import Vector
from tutor.calculator.defining import calculates
from tutor.calculator.operation import Kind, Parameter
from tutor.calculator.operations.convolution import Sizes
from tutor.calculator.refusal import Refused
from tutor.calculator.working import Solution, Step

_STEP = re.compile(r"(view|permute|transpose|flatten|squeeze|unsqueeze|reduce|keep)((?:\s+-?\d{1,9})*)")
_MOST = 10
SHAPE = Parameter("shape", Kind.VECTOR, "the shape", example="[8, 3, 32, 32]")
STEPS = Parameter(
    "steps",
    Kind.TEXT,
    "what is done, in order: view SIZES (-1 for the rest); transpose TWO; permute ORDER; flatten FIRST LAST; "
    "squeeze DIM; unsqueeze DIM; reduce DIMS; keep DIMS",
    example="view 8 3 -1; transpose 1 2",
)
OTHER = Parameter("other", Kind.VECTOR, "the shape of the other one", example="[32, 1]")


def _whole(shape: Vector) -> Sizes:
    if not 0 < len(shape) <= _MOST or any(side != int(side) or not 0 < side <= 1e9 for side in shape):
        raise Refused(f"A shape has 1 to {_MOST} whole numbers from 1 to 10^9.")
    return tuple(int(side) for side in shape)


def _written(shape: Sizes) -> str:
    return f"({', '.join(map(str, shape))})"


def _place(dim: int, dims: int) -> int:
    """The dimension from the front; Refused where there is none."""
    if not -dims <= dim < dims:
        raise Refused(f"There is no dimension {dim} among {dims}.")
    return dim % dims


def _viewed(shape: Sizes, sizes: list[int]) -> Sizes:
    known, total = prod(size for size in sizes if size != -1), prod(shape)
    if sizes.count(-1) > 1 or any(size < -1 or size == 0 for size in sizes) or not sizes:
        raise Refused("A view names its sizes, at most one of them as -1.")
    if total % known or (-1 not in sizes and known != total):
        raise Refused(f"{total} values do not fit into {_written(tuple(sizes))}.")
    return tuple(total // known if size == -1 else size for size in sizes)


def _ordered(shape: Sizes, order: list[int]) -> Sizes:
    places = [_place(dim, len(shape)) for dim in order]
    if sorted(places) != list(range(len(shape))):
        raise Refused(f"An order of {len(shape)} dimensions names each of them once.")
    return tuple(shape[place] for place in places)


def _reduced(shape: Sizes, dims: list[int], *, keep: bool) -> Sizes:
    places = {_place(dim, len(shape)) for dim in dims} or set(range(len(shape)))
    return tuple(1 if at in places else side for at, side in enumerate(shape) if keep or at not in places)


def _stepped(shape: Sizes, name: str, dims: list[int]) -> Sizes:
    """The shape after one step."""
    if name == "view":
        return _viewed(shape, dims)
    if name == "permute":
        return _ordered(shape, dims)
    if name == "transpose" and len(dims) == 2:
        first, second = (_place(dim, len(shape)) for dim in dims)
        order = list(range(len(shape)))
        order[first], order[second] = second, first
        return _ordered(shape, order)
    if name == "flatten" and len(dims) <= 2:
        first, last = (_place(dim, len(shape)) for dim in (dims + [0, -1][len(dims) :]))
        if first > last:
            raise Refused("The first dimension to flatten comes before the last.")
        return (*shape[:first], prod(shape[first : last + 1]), *shape[last + 1 :])
    if name == "squeeze" and len(dims) <= 1:
        places = {_place(dim, len(shape)) for dim in dims} or set(range(len(shape)))
        return tuple(side for at, side in enumerate(shape) if side != 1 or at not in places)
    if name == "unsqueeze" and len(dims) == 1:
        place = _place(dims[0], len(shape) + 1)
        return (*shape[:place], 1, *shape[place:])
    if name in {"reduce", "keep"}:
        return _reduced(shape, dims, keep=name == "keep")
    raise Refused(f"{name} cannot take {len(dims)} dimensions.")


@calculates(
    "tensor shape",
    family="networks",
    summary="The shape of a tensor after it was viewed, transposed, permuted, flattened, squeezed or reduced.",
    aliases=("shape after reshape", "reshaped shape"),
    parameters=(SHAPE, STEPS),
    convention="Dimensions count from 0, negative ones from behind.",
)
def tensor_shape(shape: Vector, steps: str) -> Solution:
    """The number of values stays, the order of dimensions changes as told. PyTorch documentation, torch.Tensor.view."""
    sizes = _whole(shape)
    shown = [Step(f"Start: {_written(sizes)}.", "")]
    for part in steps.split(";"):
        found = _STEP.fullmatch(part.strip())
        if found is None:
            raise Refused(f'"{part.strip()[:40]}" is no step: write view 8 -1, transpose 1 2, flatten 1, squeeze 0.')
        sizes = _stepped(sizes, found[1], [int(dim) for dim in found[2].split()])
        shown.append(Step(f"{part.strip()}: {_written(sizes)}.", ""))
    if not sizes:
        raise Refused("All dimensions are gone: what is left is a single number.")
    return Solution(sizes, f"shape of a tensor of {_written(_whole(shape))} after {steps}", tuple(shown))


@calculates(
    "broadcast shape",
    family="networks",
    summary="The shape of two arrays that are added or multiplied value by value.",
    aliases=("broadcasted shape", "shape of a sum of arrays"),
    parameters=(SHAPE, OTHER),
    convention="Shapes are aligned from behind; a side of 1 is repeated.",
)
def broadcast_shape(shape: Vector, other: Vector) -> Solution:
    """Sides are equal or one of them is 1. NumPy documentation, Broadcasting."""
    first, second = _whole(shape), _whole(other)
    value = _broadcast(first, second)
    step = Step(f"Aligned from behind: {_written(first)} and {_written(second)} make {_written(value)}.", "")
    return Solution(value, f"shape of {_written(first)} and {_written(second)} together", (step,))


def _broadcast(first: Sizes, second: Sizes) -> Sizes:
    size = max(len(first), len(second))
    pairs = zip((1,) * (size - len(first)) + first, (1,) * (size - len(second)) + second, strict=True)
    found = []
    for one, two in pairs:
        if one != two and 1 not in {one, two}:
            raise Refused(f"{_written(first)} and {_written(second)} cannot be broadcast: {one} and {two} differ.")
        found.append(max(one, two))
    return tuple(found)


@calculates(
    "matrix product shape",
    family="networks",
    summary="The shape of the matrix product of two arrays, in front of the last two dimensions broadcast.",
    aliases=("matmul shape", "shape of a matrix product"),
    parameters=(SHAPE, OTHER),
    convention="The last dimension of the first meets the last but one of the second.",
)
def product_shape(shape: Vector, other: Vector) -> Solution:
    """(..., n, k) times (..., k, m) is (..., n, m). PyTorch documentation, torch.matmul."""
    first, second = _whole(shape), _whole(other)
    if min(len(first), len(second)) < 2:
        raise Refused("Both need at least two dimensions.")
    if first[-1] != second[-2]:
        raise Refused(f"The inner sides differ: {first[-1]} and {second[-2]}.")
    value = (*_broadcast(first[:-2], second[:-2]), first[-2], second[-1])
    step = Step(f"The inner sides are both {first[-1]}: what is left is {_written(value)}.", "")
    return Solution(value, f"shape of {_written(first)} times {_written(second)}", (step,))


OPERATIONS = (tensor_shape, broadcast_shape, product_shape)
