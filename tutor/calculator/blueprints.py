"""Blueprints: a network told in words, code or arrows as its input and its layers, every number in its place."""

import re
from dataclasses import dataclass

from tutor.calculator.asked_layer import AskedLayer
from tutor.calculator.blueprint_defaults import fill, only_settings, settled
from tutor.calculator.blueprint_layers import MOST_REPEATS, Layer, layers_of
from tutor.calculator.blueprint_pieces import ALL, Piece, pieces_of
from tutor.calculator.blueprint_tokens import Token
from tutor.calculator.blueprint_words import ready
from tutor.calculator.patterns import regex


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The input and the layers."""

    size: tuple[int, ...]
    channels: int | None
    inputs: int | None
    layers: tuple[Layer, ...]
    missing: str = ""
    """The kind of a layer of which nothing is told."""
    missing_at: int = 0
    """How many of the layers come before it."""
    line: bool = False
    """Told of sequences, not of images."""
    first: bool = False
    """Whether the shape of the input begins with its channels."""


_RGB, _GREY = regex(r"\brgb\b|\bcolou?r\b"), regex(r"\bgr[ae]y ?scale\b|\bblack and white\b|\bmono\w*\b")


def blueprint(text: str, asked: AskedLayer | None = None) -> Blueprint | None:
    """The network that the text tells; None when a number has no place, unless behind the layer that is asked."""
    pieces = pieces_of(text)
    if pieces is None:
        return None
    pieces = fill(pieces)
    _inner_inputs(pieces)
    size, channels, inputs, first = _input(pieces, text)
    if size is None:
        return None
    blocks, announced = _blocks(pieces), _announced(pieces)
    told = _told(pieces, asked, known=channels is not None)
    if told is None or not told[0]:
        return None
    layers, waiting, cut = told
    if not cut and not all(_is_kept(layers, head, count) for head, count in announced.items()):
        return None
    if not 1 <= blocks <= MOST_REPEATS or (blocks > 1 and not re.search(r"\beach\b", text, re.I)):
        return None
    missing, at = waiting[0] if waiting else ("", 0)
    return Blueprint(size, channels, inputs, tuple(layers * blocks), missing, at, "onedim" in ready(text), first)


_SPOKEN = -1
_Waiting = list[tuple[str, int]]
"""Kinds of layers that are named and not told yet, each with the number of layers before it, or only spoken of."""


def _told(pieces: list[Piece], asked: AskedLayer | None, *, known: bool) -> tuple[list[Layer], _Waiting, bool] | None:
    """The layers, those of which nothing is told, and whether some behind the asked one are not read."""
    layers: list[Layer] = []
    waiting: _Waiting = []
    cut = False
    early = [piece for piece in pieces if only_settings(piece) and not piece.heads]
    for piece in pieces:
        if settled(piece, layers) or _restated(piece, layers):
            early = [each for each in early if each is not piece]
            continue
        if not layers and any(each is piece for each in early):
            continue
        _named_before(piece, layers, waiting)
        made = layers_of(piece, layers, known=known)
        if made is None:
            cut = cut or _is_behind(asked, layers)
            if not cut or not piece.heads:
                return None
            continue
        still = _still_waiting(waiting, made, layers) if made else waiting + _missing(piece, layers, waiting)
        if still is None:
            return None
        waiting = still
        layers += made
    if not all(settled(piece, layers) for piece in early):
        return None
    kinds = {layer.kind for layer in layers}
    waiting = [each for each in waiting if each[1] >= 0 or each[0] not in kinds]
    ordered = layers if cut else _outputs_last(layers)
    return None if ordered is None else (ordered, waiting, cut)


def _named_before(piece: Piece, layers: list[Layer], waiting: _Waiting) -> None:
    """Gives a part without a name the layer that was named right before it: "a transposed convolution; kernel 4"."""
    new = [each for each in waiting if each[1] >= 0]
    if new and new[0][1] == len(layers) and not piece.heads and piece.has("kernel"):
        piece.tokens.insert(0, Token("head", new[0][0], new[0][0]))


def _still_waiting(waiting: _Waiting, made: list[Layer], layers: list[Layer]) -> _Waiting | None:
    """What is not told yet after these layers; None where others were told between a layer's name and its numbers."""
    new = [each for each in waiting if each[1] >= 0]
    if not new or made[0].kind != new[0][0]:
        return waiting
    if new[0][1] != len(layers):
        return None
    return [(kind, at + len(made) if at >= 0 else at) for kind, at in waiting if (kind, at) != new[0]]


def _restated(piece: Piece, layers: list[Layer]) -> bool:
    """Whether it says of the last layer once more what is known of it."""
    if not layers or not piece.told or piece.loose or piece.heads:
        return False
    return all(set(values) == {layers[-1].numbers.get(role)} for role, values in piece.told.items())


def _is_behind(asked: AskedLayer | None, layers: list[Layer]) -> bool:
    """Whether the asked layer has been told."""
    counted = asked is not None and asked.place is not None and asked.place >= 0 and not asked.hidden
    return counted and asked is not None and asked.among([layer.kind for layer in layers]) is not None


def _outputs_last(layers: list[Layer]) -> list[Layer] | None:
    """The outputs behind the layers where they were told before them: "10 categories, two layers of 100 neurons"."""
    early = [layer for layer in layers[:-1] if layer.place == "output"]
    if not early:
        return layers
    rest = [layer for layer in layers if layer.place != "output" or layer is layers[-1]]
    outputs, last = early[0].numbers["units"][0], rest[-1]
    if len(early) > 1 or last.kind not in {"dense", "lstm", "gru", "rnn"}:
        return None
    if last.place == "hidden" or (last.place == "" and last.numbers["units"][0] != outputs):
        return [*rest, early[0]]
    return rest if last.numbers["units"][0] == outputs or (last.numbers["units"][0], outputs) == (1, 2) else None


def _blocks(pieces: list[Piece]) -> int:
    """How often all the layers come: "two identical blocks"; 0 where only some of them may be meant."""
    telling = [at for at, piece in enumerate(pieces) if "blocks" in piece.told]
    if not telling:
        return 1
    layered = [at for at, piece in enumerate(pieces) if piece.has("kernel", "units", "filters")]
    count: int = pieces[telling[0]].told.pop("blocks")[0][0]
    return count if len(telling) == 1 and (not layered or telling[0] <= layered[0]) else 0


def _is_kept(layers: list[Layer], head: str, count: int) -> bool:
    """Whether as many layers are told as were announced; behind dense ones an output may stand that was not."""
    kind = _KINDS.get(head, head)
    same = [layer for layer in layers if layer.kind == kind]
    if head == "hidden" and same and same[-1].place.endswith("output"):
        return len(same) == count + 1
    return len(same) in ({count, count + 1} if kind == "dense" else {count})


def _announced(pieces: list[Piece]) -> dict[str, int]:
    """How many layers of a kind are promised before they are told: "three convolutional layers:"."""
    found = {}
    for piece in pieces:
        if piece.heads and set(piece.told) == {"repeat"} and not piece.loose:
            found[piece.heads[0]] = piece.told.pop("repeat")[0][0]
            piece.tokens = [token for token in piece.tokens if token.kind != "head"]
    return found


_KINDS = {"hidden": "dense", "output": "dense"}


_Input = tuple[tuple[int, ...] | None, int | None, int | None, bool]
_UNCLEAR: _Input = (None, None, None, False)


def _input(pieces: list[Piece], text: str) -> _Input:
    """Sides, channels, number of inputs, channels first; sides are None where two are told."""
    size = _size(pieces)
    inputs = {value[0] for piece in pieces for value in piece.told.pop("inputs", [])}
    told = _channels(pieces)
    if size is None or len(inputs) > 1 or len(told) > 1 or len(size) > 3:
        return _UNCLEAR
    lower = text.lower()
    channels = next(iter(told)) if told else 3 if _RGB.search(lower) else 1 if _GREY.search(lower) else None
    given = next(iter(inputs)) if inputs else None
    if len(size) < 3:
        return size, channels, given, False
    first = size[1] == size[2] != size[0]
    sides, deep = (size[1:], size[0]) if first else (size[:2], size[2])
    return _UNCLEAR if channels not in {None, deep} else (sides, deep, given, first)


def _size(pieces: list[Piece]) -> tuple[int, ...] | None:
    """The shape of the input, () where none is told; None where two are."""
    sizes = [value for piece in pieces for value in piece.told.pop("input", [])]
    begin = pieces[0] if pieces else None
    if not sizes and begin and len(begin.loose) == 1 and len(begin.loose[0]) > 1 and not begin.heads and not begin.told:
        sizes, begin.loose = begin.loose, []
    size = max(sizes, key=len) if sizes else ()
    for piece in pieces:
        if piece.has("kernel"):
            piece.loose = [each for each in piece.loose if each not in (size, size[:2]) or len(each) < 2]
    return None if any(each not in (size, size[:2]) for each in sizes) else size


def _channels(pieces: list[Piece]) -> set[int]:
    """The channels of the input, told apart from any convolution."""
    apart = [piece for piece in pieces if not piece.has("kernel", "filters") and "conv" not in piece.heads]
    return {
        value[0] for piece in apart for role in ("inputs_channels", "channels") for value in piece.told.pop(role, [])
    }


_WEIGHTED = ("dense", "conv", "pool", "hidden", "output", "embedding", "norm", "lstm", "gru", "rnn", "transposed")


def _inner_inputs(pieces: list[Piece]) -> None:
    """As code has it: every dense layer tells its own inputs."""
    for piece in pieces:
        if set(piece.heads) == {"input"} and "units" in piece.told:
            piece.told["inputs"] = piece.told.pop("units")
    telling = [piece for piece in pieces if "dense" in piece.heads and piece.has("inputs", "input")]
    apart = any("conv" in piece.heads for piece in pieces) and all(
        len(value) == 1 for piece in telling for value in piece.told.get("input", [])
    )
    if len(telling) > 1 or apart:
        for piece in telling:
            piece.told["from"] = piece.told.pop("inputs", []) + piece.told.pop("input", [])


_ANOTHER = frozenset({"another", "second", "third", "more"})
_NEW = _ANOTHER | {"a", "an", "one", "->"}


def _missing(piece: Piece, layers: list[Layer], waiting: _Waiting) -> _Waiting:
    """The layer that is named without any number; none where it is only spoken of."""
    if piece.asks or piece.told or ALL.search(piece.text):
        return []
    named = [_KINDS.get(kind, kind) for kind in piece.heads if kind in _WEIGHTED]
    if not named:
        return []
    words = {token.text for token in piece.tokens}
    new = piece.leads_on or piece.tokens[0].kind == "head" or words & _NEW
    if (named[0] in dict(waiting) and not words & _ANOTHER) or (
        not new and named[0] in {layer.kind for layer in layers}
    ):
        return []
    return [(named[0], len(layers) if new else _SPOKEN)]
