"""Blueprint layers: the layers that one part of a text tells, when each of its numbers has a place in them."""

from dataclasses import dataclass, replace

from tutor.calculator.blueprint_pieces import Piece

Numbers = dict[str, tuple[int, ...]]
MOST_REPEATS = 60
_DENSE = frozenset({"dense", "hidden", "output"})
_ROLES = {
    "conv": {
        "kernel",
        "filters",
        "stride",
        "padding",
        "dilation",
        "channels",
        "from",
        "to",
        "repeat",
        "inputs_channels",
    },
    "transposed": {"kernel", "filters", "stride", "padding", "extra", "channels", "inputs_channels"},
    "pool": {"kernel", "stride", "padding", "repeat", "filters"},
    "dense": {"units", "outputs", "from", "to", "repeat"},
    "embedding": {"vocabulary", "width"},
    "lstm": {"units", "biases", "repeat"},
    "gru": {"units", "biases", "repeat"},
    "rnn": {"units", "biases", "repeat"},
}


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer with its numbers."""

    kind: str
    numbers: Numbers
    same: bool = False
    asked: bool = False
    """Told in the sentence that asks."""
    repeated: bool = False
    """One of several that were told at once: "two 3x3 convolutions"."""
    place: str = ""
    """Hidden or output, where a dense layer is called so."""


def layers_of(piece: Piece, before: list[Layer], *, known: bool) -> list[Layer] | None:
    """The layers of a part, none where it tells none; None when a number has no place."""
    if piece.asks and not piece.heads and "receptive field" in piece.text and set(piece.told) == {"units"}:
        return []
    kind = _kind(piece, before)
    if kind in {"flatten", "average", "norm", ""}:
        if piece.told or piece.loose:
            return None
        if kind == "norm" and piece.asks and not piece.leads_on:
            return None
        if kind == "norm" and not (piece.leads_on or piece.tokens[0].kind == "head" or before):
            return []  # spoken of before any layer is told: how many there are is not said
        return [] if kind == "" or (piece.asks and not piece.leads_on) else [Layer(kind, {}, asked=piece.asks)]
    if kind == "none":
        return None
    if not piece.loose and set(piece.told) <= {"repeat"}:
        return []
    if set(piece.told) - _ROLES[kind] or not all(value for values in piece.told.values() for value in values):
        return None
    if kind == "dense":
        return _dense(piece)
    return _repeated(piece, kind, known=known)


def _kind(piece: Piece, before: list[Layer]) -> str:
    """The kind of the layer: what it is called, or what its numbers count; "none" where they clash."""
    named = {"dense" if head in _DENSE else head for head in piece.heads} - {"act", "input", "dropout"}
    if "flatten" in named and len(named) > 1:
        named -= {"flatten"} if not piece.asks else set()
    if len(named) > 1:
        return "none"
    if named:
        return named.pop()
    if piece.has("filters", "kernel"):
        return before[-1].kind if before and not piece.has("filters") and before[-1].kind == "pool" else "conv"
    if piece.has("units", "outputs"):
        return "dense"
    return "none" if piece.told or piece.loose else ""


def _dense(piece: Piece) -> list[Layer] | None:
    """Dense layers one after the other, the outputs last."""
    units = [value[0] for value in piece.told.get("units", []) + piece.told.get("to", [])]
    if not units and not piece.has("outputs") and len(piece.loose) == 1 and len(piece.loose[0]) == 1:
        units, piece.loose = [piece.loose[0][0]], []
    inputs = [value[0] for value in piece.told.get("from", [])]
    if len(inputs) > 1 and inputs[1:] == units[:-1] and len(inputs) == len(units):
        inputs = inputs[:1]
    repeats = [value[0] for value in piece.told.get("repeat", [])]
    if piece.loose or len(inputs) > 1 or len(repeats) > 1 or len(piece.told.get("outputs", [])) > 1:
        return None
    if repeats and repeats[0] != len(units) + len(piece.told.get("outputs", [])) * piece.has("from"):
        if len(units) != 1 or not 1 <= repeats[0] <= MOST_REPEATS:
            return None
        units = units * repeats[0]
    units += [value[0] for value in piece.told.get("outputs", [])]
    if not units:
        return None
    ends, hides = piece.has("outputs"), "hidden" in piece.text
    places = ["hidden" if hides else "" for _ in units]
    if ends:
        places[-1] = "told output" if {"dense", "output"} & set(piece.heads) or piece.leads_on else "output"
    made = [
        Layer("dense", {"units": (each,)}, asked=piece.asks, place=at) for each, at in zip(units, places, strict=True)
    ]
    if inputs:
        made[0] = replace(made[0], numbers={"units": (units[0],), "inputs": (inputs[0],)})
    return made


def _repeated(piece: Piece, kind: str, *, known: bool) -> list[Layer] | None:
    """As many layers as are told, their numbers shared or one for each."""
    told = dict(piece.told)
    repeats = [value[0] for value in told.pop("repeat", [])]
    if len(repeats) > 1:
        return None
    if kind == "conv" and "units" in told and "filters" not in told:
        told["filters"] = told.pop("units")
    if kind in {"conv", "transposed"} and not _channelled(told, known=known):
        return None
    if not _loosened(piece, told, kind):
        return None
    longest = max((len(values) for values in told.values()), default=1)
    count = repeats[0] if repeats else longest
    if not 1 <= count <= MOST_REPEATS or longest not in {1, count}:
        return None
    if any(len(values) not in {1, count} for values in told.values()):
        return None
    same = any(token.kind == "mark" for token in piece.tokens)
    made = []
    for at in range(count):
        numbers = {role: values[at if len(values) > 1 else 0] for role, values in told.items()}
        made.append(Layer(kind, numbers, same, piece.asks, count > 1))
    if kind == "conv" and any("kernel" not in each.numbers for each in made):
        return None
    return made


def _channelled(told: dict[str, list[tuple[int, ...]]], *, known: bool) -> bool:
    """Names the channels before and behind a convolution; False when one is told twice."""
    for plain, role in (("from", "inputs"), ("to", "filters"), ("inputs_channels", "inputs")):
        if plain in told:
            if role in told:
                return False
            told[role] = told.pop(plain)
    if "channels" in told:
        role = "inputs" if "filters" in told else "filters" if known else ""
        if not role or role in told:
            return False
        told[role] = told.pop("channels")
    return True


def _loosened(piece: Piece, told: dict[str, list[tuple[int, ...]]], kind: str) -> bool:
    """Places the numbers that no word names: a shape is a kernel, a number beside a kernel counts the filters."""
    for value in sorted(piece.loose, key=len, reverse=True):
        if len(value) > 1 and "kernel" not in told:
            told["kernel"] = [value]
        elif (
            len(value) == 1 and kind == "conv" and "filters" not in told and (len(piece.loose) == 1 or "kernel" in told)
        ):
            told["filters"] = [value]
        elif len(value) == 1 and kind == "pool" and "kernel" not in told and len(piece.loose) == 1:
            told["kernel"] = [value]
        else:
            return False
    return not (kind == "pool" and "filters" in told)
