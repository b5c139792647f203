"""Blueprint shapes: what comes out of the layers that were told: sizes, receptive fields, paddings."""

import re
from dataclasses import replace

from tutor.calculator.blueprint_layers import Layer
from tutor.calculator.blueprints import Blueprint
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Request

_KEEPS = regex(r"\bkeeps?\b|\bpreserv\w+|\bsame (?:size|width|spatial|dimension\w*|resolution)\b|\bunchanged\b", re.I)
_WHOLE = regex(
    r"\bshapes?\b|\bvolumes?\b|\bdimensions\b|\btensor\b|\bhow many (?:\w+ )?(?:values|numbers|elements|"
    r"activations|neurons)\b",
    re.I,
)
_SIDES = regex(
    r"\bspatial\b|\bwidths?\b|\bheights?\b|\bsides?\b|\bresolution\b|\bhow (?:wide|tall|long|high)\b|"
    r"\blengths?\b|\b[hw]_?out\b|\b(?:each|every|one|a single|per|an individual) (?:(?:output|feature|activation) )*"
    r"(?:map|channel|filter|slice)\b",
    re.I,
)
"""Asks for the sides alone, without the channels."""
_FLAT = regex(
    r"\bflatten\w*|\bvector\b|\binput (?:dimension|size)s? (?:of|to|for) (?:the|a|this) (?:\w+ )?(?:fully|dense|"
    r"fc|linear)",
    re.I,
)


def field_of(layers: tuple[Layer, ...]) -> Request | None:
    """The receptive field of convolutions and poolings."""
    if any(layer.kind not in {"conv", "pool"} or side_of(layer, "kernel") is None for layer in layers):
        return None
    kernels = tuple(side_of(layer, "kernel") or 1 for layer in layers)
    strides = tuple(
        side_of(layer, "stride") or (side_of(layer, "kernel") or 1 if layer.kind == "pool" else 1) for layer in layers
    )
    dilations = tuple(side_of(layer, "dilation") or 1 for layer in layers)
    return Request("receptive field", {"kernels": kernels, "strides": strides, "dilations": dilations})


def setting_of(layers: tuple[Layer, ...], want: str, text: str) -> Request | None:
    """The padding that keeps the size, or how wide a dilated kernel is."""
    kernel, dilation = side_of(layers[0], "kernel"), side_of(layers[0], "dilation")
    stride, padding = side_of(layers[0], "stride"), side_of(layers[0], "padding")
    if len(layers) > 1 or layers[0].kind != "conv" or not kernel:
        return None
    if want == "effective":
        return Request("arithmetic", {"expression": f"{dilation} * ({kernel} - 1) + 1"}) if dilation else None
    if not (layers[0].same or _KEEPS.search(text)) or kernel % 2 == 0 or stride not in {0, 1} or padding:
        return None
    return Request("arithmetic", {"expression": f"{dilation or 1} * ({kernel} - 1) / 2"})


def transposed(plan: Blueprint, layers: tuple[Layer, ...], asking: str) -> Request | None:
    """The output of one transposed convolution."""
    if len(layers) > 1 or not plan.size or "kernel" not in layers[0].numbers or layers[0].same:
        return None
    told = layers[0].numbers
    names = {"kernel": "kernel", "stride": "stride", "padding": "padding", "extra": "output_padding"}
    arguments: dict[str, Argument] = {name: told[role][:2] for role, name in names.items() if role in told}
    deep = (told.get("filters") or (None,))[0] if _whole(asking) else None
    return Request(
        "transposed convolution output size", {"size": plan.size, **arguments}, channels=deep, channels_first=plan.first
    )


def _whole(asking: str) -> bool:
    """Whether the shape with its channels is asked, and not its sides alone."""
    return not _SIDES.search(asking) or re.search(r"\bchannels\b|\bvolume\b", asking, re.I) is not None


def side_of(layer: Layer, role: str) -> int | None:
    """The one number of a square setting; 0 where it is not told; None where its sides differ."""
    value = layer.numbers.get(role, ())
    sides = value[:2]
    return None if len(set(sides)) > 1 else sides[0] if sides else 0


def written_layers(layers: tuple[Layer, ...], shape: tuple[int, ...] | None, *, bias: bool) -> list[str] | None:
    """The layers as the operation reads them, flattened before the first dense one."""
    if shape is None:
        return None
    lines: list[str] = []
    channels, flat = shape[-1], len(shape) == 1
    for layer in layers:
        inputs = layer.numbers.get("inputs")
        deep = layer.numbers.get("kernel", ())[2:3]
        if layer.kind == "conv" and ((inputs and inputs[0] != channels) or (deep and deep[0] != channels)):
            return None
        if layer.kind == "dense" and not flat:
            lines.append("flatten")
        flat = flat or layer.kind in {"dense", "flatten", "average", "embedding"}
        line = _line(layer, bias=bias)
        if line is None:
            return None
        lines.append(line)
        channels = layer.numbers.get("filters", (channels,))[0]
    return lines


def _line(layer: Layer, *, bias: bool) -> str | None:
    kernel, stride, padding, dilation = (side_of(layer, role) for role in ("kernel", "stride", "padding", "dilation"))
    end = " nobias" * (not bias)
    if layer.kind == "dense":
        return f"dense {layer.numbers['units'][0]}{end}"
    if layer.kind == "embedding":
        return (
            f"embedding {layer.numbers['vocabulary'][0]} {layer.numbers['width'][0]}"
            if len(layer.numbers) == 2
            else None
        )
    if layer.kind in {"lstm", "rnn"}:
        return f"{layer.kind} {layer.numbers['units'][0]}" if bias else None
    if layer.kind in {"flatten", "average", "norm"}:
        return layer.kind
    if kernel is None or stride is None or padding is None or dilation is None or kernel == 0 or dilation > 1:
        return None
    same = " same" * layer.same
    if layer.kind == "pool":
        return f"pool {kernel} {stride or kernel} {padding}{same}"
    filters = layer.numbers.get("filters")
    return f"conv {filters[0]} {kernel} {stride or 1} {padding}{same}{end}" if filters else None


def shape_of(plan: Blueprint, layers: tuple[Layer, ...], asking: str) -> Request | None:
    """The shape that comes out of the last of these layers."""
    only = layers[0]
    if plan.missing and not (plan.missing in {"dense", "hidden", "output"} and _FLAT.search(asking)):
        return None
    vague = [layer for layer in layers if layer.kind == "conv" and layer.repeated and not layer.same]
    if any(not {"stride", "padding"} & set(layer.numbers) for layer in vague):
        return None
    sized = plan.size or ((plan.inputs,) if plan.inputs and only.kind in {"conv", "pool"} else ())
    if len(layers) == 1 and only.kind in {"conv", "pool"} and not _FLAT.search(asking):
        return _one_output(plan, only, sized, asking)
    if not plan.size:
        return None
    whole = list(layers)
    if _FLAT.search(asking) and whole[-1].kind not in {"flatten", "dense"}:
        whole.append(Layer("flatten", {}))
    told = all(layer.kind != "conv" or "filters" in layer.numbers for layer in whole)
    if not told and _WHOLE.search(asking):
        return None
    whole = [
        layer
        if layer.kind != "conv" or "filters" in layer.numbers
        else replace(layer, numbers={**layer.numbers, "filters": (1,)})
        for layer in whole
    ]
    channels = plan.channels or (only.numbers.get("inputs") or (0,))[0]
    shape = (*plan.size, channels or 1) if len(plan.size) == 2 else None
    if not channels and (only.kind != "conv" and not _SIDES.search(asking)):
        return None
    written = (
        written_layers(tuple(whole), shape, bias=True) if channels else written_layers(tuple(whole), shape, bias=True)
    )
    if shape is None or written is None or whole[-1].kind == "dense":
        return None
    return Request("network output shape", {"layers": "; ".join(written), "shape": shape})


def _one_output(plan: Blueprint, layer: Layer, size: tuple[int, ...], asking: str) -> Request | None:
    """The output of one convolution or pooling."""
    if not size or "kernel" not in layer.numbers or len(size) > 2:
        return None
    arguments: dict[str, Argument] = {"size": size, "kernel": layer.numbers["kernel"][:2]}
    for role in ("stride", "padding", "dilation"):
        if role in layer.numbers:
            arguments[role] = layer.numbers[role][:2]
    if layer.same:
        arguments = {**{key: value for key, value in arguments.items() if key != "padding"}, "mode": "same"}
    deep = plan.channels if layer.kind == "pool" else (layer.numbers.get("filters") or (None,))[0]
    whole = _whole(asking)
    name = "pooling output size" if layer.kind == "pool" else "convolution output size"
    return Request(name, arguments, channels=deep if whole else None, channels_first=plan.first)
