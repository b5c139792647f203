"""Blueprint costs: operations and memory of the layers that were told, all together or one of them."""

import re

from tutor.calculator.blueprint_layers import Layer
from tutor.calculator.blueprint_parameters import input_shape, parameters_of, placed
from tutor.calculator.blueprint_shapes import shape_of, written_layers
from tutor.calculator.blueprints import Blueprint
from tutor.calculator.patterns import regex
from tutor.calculator.picking import with_channels
from tutor.calculator.question import Ask, Recognition, Request
from tutor.calculator.registry import operation
from tutor.calculator.storage import precision_of

COST = regex(
    r"\bmemory\b|\bbytes?\b|\b[kmg]i?b\b|\b\w?flops?\b|\b\w?macs?\b|\bmultipl\w+|\boperations?\b|\bstorage\b|"
    r"\bcomputational cost\b|\b(?:kilo|mega|giga)bytes?\b",
    re.I,
)
_OPERATIONS = regex(r"\b\w?flops?\b|\b\w?macs?\b|\bmultipl\w+|\boperations\b|\bcomputational cost\b", re.I)
_MACS = regex(r"\bmultiplications?\b|\b[mg]?macs?\b|\bmultiply|\bmultiplies\b", re.I)
_FLOPS = regex(r"\b\w?flops?\b|\bfloating[- ]point operations?\b", re.I)
_TWICE = regex(
    r"\b(?:2|two) (?:flops?|(?:floating[- ]point )?operations?)\b|\b(?:counts?|counted) as (?:2|two)\b", re.I
)
BATCH = regex(r"\bbatch(?:es)?\b(?![- ]?norm)", re.I)
_OTHER = regex(r"\badditions?\b|\badds\b|\bbackward|\btraining\b|\bgradients?\b|\bim2col\b", re.I)
_KEPT = regex(r"\boutputs?\b|\bactivations?\b|\bfeature maps?\b|\bvolume\b", re.I)
_LEARNED = regex(r"\bparam\w*|\bweights?\b|\bfilters?\b|\bmodel\b|\bnetwork\b", re.I)
_DEFINED = regex(r"\b10(?:24|00)\b|\b(?:2|10)\s?(?:\^|\*\*)\s?\d", re.I)


def cost_of(
    plan: Blueprint, layers: tuple[Layer, ...], text: str, asking: str, *, bias: bool, alone: bool
) -> Recognition:
    """How many operations the layers take, or how many bytes their parameters or their output."""
    if BATCH.search(text):
        return None
    if _OPERATIONS.search(asking):
        return _operations(plan, layers, text, asking, alone=alone)
    stored = precision_of(text)
    kept, learned = _KEPT.search(asking), _LEARNED.search(asking)
    if stored is None or (kept is None) == (learned is None) or _OTHER.search(asking):
        return None
    unit = re.search(r"\b([km])(?:b|ilobytes?|egabytes?)\b", asking, re.I)
    if unit and not _DEFINED.search(text):
        return _of_which_size(text, unit[1].upper())
    found = (
        shape_of(plan, layers, "volume")
        if kept
        else parameters_of(plan, layers, bias=bias, alone=alone, asking="parameters")
    )
    if found is None:
        return None
    made = operation(found.operation).work(**found.arguments)
    if found.channels is not None:
        made = with_channels(made, found.channels)
    if kept:
        return Request("activation size", {"shape": made.value, "precision": stored}) if _is_shape(made.value) else None
    return Request("model memory", {"parameters": made.value, "precision": stored})


def _of_which_size(text: str, letter: str) -> Ask:
    """Which of the two sizes of a unit is meant."""
    sizes = {"K": ("1000", "1024"), "M": ("1000000", "1048576")}[letter]
    return Ask(
        f"Is 1 {letter}B {sizes[0]} or {sizes[1]} bytes here?",
        tuple(f"{text} (1 {letter}B = {size} bytes)" for size in sizes),
    )


def _is_shape(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 3


def _operations(plan: Blueprint, layers: tuple[Layer, ...], text: str, asking: str, *, alone: bool) -> Recognition:
    """Multiply-adds, or twice as many FLOPs; asked back where it is not said how they are counted, or the padding."""
    shape = input_shape(plan, layers)
    wide = [
        layer
        for layer in layers
        if layer.kind == "conv" and layer.numbers.get("kernel", (1,))[:2] not in {(1,), (1, 1)}
    ]
    pictured = any(layer.kind in {"conv", "pool"} for layer in layers)
    if plan.missing or shape is None or (pictured and not plan.size) or _OTHER.search(asking):
        return None
    if any(not layer.same and "padding" not in layer.numbers for layer in wide):
        ask = "Is the convolution padded so that its output is as large as its input, or not padded?"
        return Ask(ask, (f"{text} The padding is same.", f"{text} There is no padding."))
    written = written_layers(layers, shape, bias=True)
    if written is None or any(layer.kind in {"lstm", "gru", "rnn", "embedding"} for layer in layers):
        return None
    if not pictured and not _MACS.search(asking):
        return None
    if not _MACS.search(asking) and not _TWICE.search(text):
        ask = "Does a multiply-add count as two FLOPs, or as one?"
        return Ask(ask, (f"{text} Count 2 FLOPs per multiply-add.", f"{text} Count multiply-accumulates."))
    line, sides = placed(written, shape) if alone else ("; ".join(written), shape)
    count = "flops" if _TWICE.search(text) and _FLOPS.search(asking) else "macs"
    return Request("network operations", {"layers": line, "shape": sides, "count": count})
