"""Blueprint defaults: what a text says of all layers of a kind at once, before them or behind them."""

from dataclasses import replace

from tutor.calculator.blueprint_layers import Layer
from tutor.calculator.blueprint_pieces import ALL, Piece

_SETTINGS = frozenset({"stride", "padding", "dilation"})
_KINDS = frozenset({"conv", "pool"})


def fill(pieces: list[Piece]) -> list[Piece]:
    """The layer pieces with what is told of all of their kind ("all filters are 3x3"), and without those sentences."""
    found = list(pieces)
    for piece in pieces:
        kind = _said_of_all(piece)
        bare = [each for each in pieces if each is not piece and _is_bare(each, kind)]
        if not bare:
            continue
        for each in bare:
            each.told = {**piece.told, **each.told}
            each.tokens = each.tokens + [token for token in piece.tokens if token.kind == "mark"]
        found.remove(piece)
    return found


def _said_of_all(piece: Piece) -> str:
    """The kind of layer that it speaks of in general; "" where it tells one layer."""
    if piece.loose or not piece.told or set(piece.told) - _SETTINGS - {"kernel"} or not ALL.search(piece.text):
        return ""
    named = set(piece.heads)
    if not named and "kernel" in piece.told:
        return "conv"
    return next(iter(named)) if len(named) == 1 and named <= _KINDS else ""


def _is_bare(piece: Piece, kind: str) -> bool:
    """Whether it is a layer of that kind whose kernel is not told."""
    if piece.has("kernel") or piece.loose or set(piece.heads) - {"act"} != {kind}:
        return False
    return piece.has("filters") if kind == "conv" else not piece.asks and not set(piece.told) - _SETTINGS


def only_settings(piece: Piece) -> bool:
    """Whether it tells strides, paddings or dilations and nothing else."""
    return bool(piece.told) and not piece.loose and not set(piece.told) - _SETTINGS


def settled(piece: Piece, layers: list[Layer]) -> bool:
    """Gives all the layers, or the last one, what a sentence of its own tells of them; False where it tells more."""
    settings = _SETTINGS & set(piece.told)
    mark = any(token.kind == "mark" for token in piece.tokens)
    if piece.loose or set(piece.told) - _SETTINGS or not (settings or mark) or not layers:
        return False
    many = ALL.search(piece.text) is not None
    if piece.heads and not many:
        return False
    chosen = [at for at, layer in enumerate(layers) if layer.kind in (set(piece.heads) & _KINDS or _KINDS)]
    if not many:
        chosen = chosen[-1:]
    for at in chosen:
        numbers = dict(layers[at].numbers)
        for role in settings:
            if role in numbers and numbers[role][:1] != piece.told[role][0][:1]:
                return False
            numbers.setdefault(role, piece.told[role][0])
        layers[at] = replace(layers[at], numbers=numbers, same=mark or layers[at].same, repeated=False)
    return bool(chosen)
