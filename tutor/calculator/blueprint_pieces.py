"""Blueprint pieces: a text about layers cut into the parts that tell of one layer each."""

from dataclasses import dataclass, field

from tutor.calculator.blueprint_tokens import CUTS, Token, bound, tokens_of
from tutor.calculator.blueprint_words import ready
from tutor.calculator.patterns import regex

MOST_TOKENS = 500
_ASKS = regex(
    r"\b(?:what|how|which|calculate|compute|determine|find|count|tell|give|derive|number of|output (?:size|"
    r"shape)|total)\b"
)
ALL = regex(r"\b(?:all|every|each|both|throughout|always|everywhere|biases|strides of)\b")
_OTHER = regex(
    r"\b(?:up-?conv\w*|depth-?wise|separable|point-?wise|group(?:s|ed)|residual|skip|shortcut|branch(?:es)?|"
    r"concat\w*|bi-?directional|peephole|attention|transformer|shared?|sharing|tied|frozen|freez\w*|except|"
    r"ceil\w*|3d|without the|sparse|squeeze|causal|circular|reflect\w*|fractional\w*|up-?sampl\w*|unpool\w*|lora|"
    r"adapter|pruned?|pruning|removed?|removing|replac\w+|separate|parallel|independent|"
    r"comes? (?:right |directly )?(?:after|behind|before)|"
    r"(?<!as )follows (?=(?:an?|the|this|another) )|preced(?:es?|ed|ing)|"
    r"before (?:it|this|that|them) |again|twice|rounded|repeat\w*|copies|copied|valued|complex|asymmetric\w*)\b"
)
"""Layers and changes of layers that no blueprint knows, wherever they stand."""
_CHANGED = regex(
    r"\b(?:group|half|halves|halv\w*|doubl\w*|triple\w*|instead|ratio|compar\w+|fewer|sav\w+|change[sd]?|larger|"
    r"smaller|more|less|times|twice|padded|unknown|left|right|top|bottom|averaged|gradients?|backprop\w*|weighted|"
    r"additions|adds|reduc\w+)\b"
)
"""Words that change a number beside them, or what is asked."""


@dataclass(slots=True)
class Piece:
    """What one part of the text says of one layer, or of several alike."""

    tokens: list[Token]
    asks: bool
    told: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    loose: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def heads(self) -> list[str]:
        """The kinds of layers that it names, each once."""
        return list(dict.fromkeys(token.role for token in self.tokens if token.kind == "head"))

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(token.text for token in self.tokens)

    @property
    def leads_on(self) -> bool:
        """Whether it begins as the next of several layers."""
        return self.tokens[0].text in _LEADS

    def has(self, *roles: str) -> bool:
        """Whether a number has one of the roles."""
        return any(role in self.told for role in roles)


def pieces_of(text: str) -> list[Piece] | None:
    """The parts of the text, cut where another layer begins; None when it is strange or too long."""
    made = ready(text)
    if _OTHER.search(made):
        return None
    tokens = tokens_of(made)
    if tokens is None or len(tokens) > MOST_TOKENS:
        return None
    bound(tokens)
    found: list[Piece] = []
    for sentence in _sentences(tokens):
        words = " ".join(token.text for token in sentence)
        asks = sentence[-1].text == "?" or _ASKS.search(words) is not None
        if _CHANGED.search(words) and (asks or _numbers(sentence)):
            return None
        found += [Piece(part, asks) for part in _parts(sentence)]
    for piece in found:
        for at, token in enumerate(piece.tokens):
            if token.kind in {"number", "shape"}:
                listed = token.kind == "shape" or at == 0 or piece.tokens[at - 1].text in {"(", ","}
                piece.told.setdefault(token.role or ("" if listed else "lost"), []).append(token.value)
        piece.loose = piece.told.pop("", []) + piece.told.pop("loose", [])
        piece.told.pop("idle", None)
    return found


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        found[-1].append(token)
        if token.kind == "sign" and token.text in {".", "?", "!", ";"}:
            found.append([])
    return [sentence for sentence in found if sentence]


_NEXT = frozenset({"then", "followed", "next", "afterwards", "finally", "subsequently", "another", "after"})
_LEADS = frozenset({"followed", "then", "next", "afterwards", "finally", "subsequently"})
_WEAK = frozenset({",", "and", "(", ")", ":", "into", "through", "to", "onto"})


def _parts(sentence: list[Token]) -> list[list[Token]]:
    """Cut at every word that leads on, and before a second head."""
    found: list[list[Token]] = [[]]
    for token in sentence:
        part = found[-1]
        if token.text in _NEXT or (token.kind == "sign" and token.text in CUTS):
            if _numbers(part) or _has_head(part):
                found.append([token])
                continue
        elif token.text == ":" and any(each.role == "repeat" for each in part):
            found.append([token])
            continue
        elif _second_head(part, token):
            at = _last_weak(part)
            found[-1], rest = part[:at], part[at:]
            found.append(rest)
            part = rest
        found[-1].append(token)
    return [part for part in found if part]


def _numbers(part: list[Token]) -> bool:
    return any(token.kind in {"number", "shape"} for token in part)


def _has_head(part: list[Token]) -> bool:
    return any(token.kind == "head" for token in part)


def _second_head(part: list[Token], token: Token) -> bool:
    """Whether this token begins another layer than the one of the part so far."""
    own = [each for each in part if each.kind == "head"]
    own_filters = any(each.role == "filters" and each.kind == "noun" and each.taken for each in part)
    if token.kind == "head":
        if not own:
            return own_filters and token.role != "conv"
        if token.role == own[-1].role and own[-1].text != "output layer":
            at = _last_weak(part)
            return part.index(own[-1]) < at < len(part) and _numbers(part[:at])
        return not (
            {token.role, own[-1].role} <= {"dense", "hidden", "output"} and not _numbers(part[part.index(own[-1]) :])
        )
    return False


def _last_weak(part: list[Token]) -> int:
    """Where the next layer's words begin: behind the last comma or "and" that follows a head."""
    for at in range(len(part) - 1, -1, -1):
        if part[at].kind == "head":
            return len(part)
        if part[at].text in _WEAK:
            return at
    return len(part)
