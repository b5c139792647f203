"""Blueprint tokens: a text about layers as heads, nouns, numbers and cuts, each number with the noun it counts."""

import re
from dataclasses import dataclass
from functools import cache

from tutor.calculator.blueprint_words import LETTERS, LONGEST, PHRASES, stem

FILLERS = frozenset(
    "of is are was = : ( a an the being about only just size shape each that which has have it rgb color colour "
    "greyscale grayscale".split()
)
_HALTS = frozenset(", ; . ? ! | ) -> and with then by of for to on in from using where".split())
CUTS = frozenset({";", ".", "?", "!", "->", "|"})
_FOLLOWS = frozenset("then next afterwards followed subsequently finally second lastly".split())


@dataclass(slots=True)
class Token:
    """One word, sign or number of the text."""

    kind: str
    """head, noun, number, shape, mark, sign or word."""
    text: str
    role: str = ""
    value: tuple[int, ...] = ()
    taken: str = ""
    """A number that has found its noun; of a noun: the kinds of numbers that it has found."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<shape>\d+(?:x\d+)+)|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?%?|\.\d+)|"
        r"(?P<word>[a-z][a-z0-9']*)|(?P<sign>->|[,;.?!:()=|/+*^-])"
    )


def tokens_of(text: str) -> list[Token] | None:
    """The tokens; None where a number is not a whole one, unless its noun says that it changes nothing."""
    plain: list[Token] = []
    for found in _pattern().finditer(text):
        kind = found.lastgroup or ""
        if kind == "shape":
            plain.append(Token("shape", found[0], value=tuple(int(each) for each in found[0].split("x"))))
        elif kind == "number":
            whole = re.fullmatch(r"[\d,]+", found[0])
            plain.append(Token("number", found[0], value=(int(found[0].replace(",", "")),) if whole else ()))
        else:
            plain.append(Token(kind, found[0]))
    return _named(plain)


def _named(plain: list[Token]) -> list[Token]:
    """Words joined to the heads and nouns that they make together."""
    found: list[Token] = []
    at = 0
    while at < len(plain):
        size, (kind, role) = _phrase(plain, at)
        if size:
            text = " ".join(token.text for token in plain[at : at + size])
            found.append(Token(kind, text, role))
        elif plain[at].text == "samepad":
            found.append(Token("mark", "samepad", "same"))
        else:
            found.append(_letter(plain, at))
        at += size or 1
    return found


def _phrase(plain: list[Token], at: int) -> tuple[int, tuple[str, str]]:
    words: list[str] = []
    for token in plain[at : at + LONGEST]:
        if token.kind != "word":
            break
        words.append(stem(token.text))
    for size in range(len(words), 0, -1):
        named = PHRASES.get(tuple(words[:size]))
        if named is not None:
            return size, named
    return 0, ("", "")


def _letter(plain: list[Token], at: int) -> Token:
    """A single letter before an equals sign names what it is in the formula of the output size."""
    token = plain[at]
    following = plain[at + 1].text if at + 1 < len(plain) else ""
    if token.kind == "word" and token.text in LETTERS and following == "=":
        return Token("letter", token.text, LETTERS[token.text])
    return token


def bound(tokens: list[Token]) -> list[Token]:
    """Gives every number the role of the noun nearest to it; a noun serves one number, or a list of them."""
    edges = [
        edge for at, token in enumerate(tokens) if token.kind in {"number", "shape"} for edge in _edges(tokens, at)
    ]
    for _, at, noun in sorted(edges, key=lambda edge: -edge[0]):
        number, named = tokens[at], tokens[noun]
        if number.taken or number.kind in named.taken:
            continue
        number.role, number.taken = _role(number, named, before=noun < at), "yes"
        named.taken += number.kind
        _shared(tokens, at, noun)
    for at, token in enumerate(tokens):
        if token.kind == "number" and not token.taken and token.value:
            _across(tokens, at)
    return tokens


def _across(tokens: list[Token], at: int) -> None:
    """As in "four 3x3 stride 1 convolutions": the noun behind other numbers that have found their own."""
    for place in range(at + 1, min(len(tokens), at + 7)):
        named = tokens[place]
        if named.kind in {"noun", "head"} and "number" not in named.taken and _fits(tokens[at], named, before=False):
            tokens[at].role, tokens[at].taken = _role(tokens[at], named, before=False), "yes"
            named.taken += "number"
            return
        if not (named.taken or named.kind == "shape" or named.role == "stride") and named.text not in {
            "-",
            "stacked",
            "different",
        }:
            return


def _shared(tokens: list[Token], at: int, noun: int) -> None:
    """As in "32, 64 and 128 filters": the numbers before it in the list have the same noun."""
    step = -1 if noun > at else 1
    place = at + step
    joined = False
    while 0 <= place < len(tokens):
        token = tokens[place]
        if token.text in {",", "and", "respectively"} and token.kind in {"sign", "word"}:
            joined = True
        elif token.kind == "number" and joined and not token.taken and not _edges(tokens, place):
            token.role, token.taken, joined = tokens[at].role, "yes", False
        else:
            return
        place += step


def _edges(tokens: list[Token], at: int) -> list[tuple[float, int, int]]:
    """The nouns that a number may belong to, with how near they are."""
    found = []
    before, behind = _before(tokens, at), _behind(tokens, at)
    if before is not None and _fits(tokens[at], tokens[before[1]], before=True):
        found.append((before[0], at, before[1]))
    if behind is not None and _fits(tokens[at], tokens[behind[1]], before=False):
        found.append((behind[0], at, behind[1]))
    return found


def _before(tokens: list[Token], at: int) -> tuple[float, int] | None:
    score, letter = 10.0, None
    for place in range(at - 1, max(-1, at - 7), -1):
        token = tokens[place]
        if token.kind == "letter" and letter is None:
            letter = (score + 1, place)
        elif token.kind == "noun":
            return score + 2 * (token.role in {"from", "to"}), place
        elif token.kind == "head":
            if letter is not None:
                return letter
            if tokens[at].kind == "shape" and token.role in {"conv", "pool"} and place == at - 1:
                return score, place
            if (
                token.role not in {"conv", "pool"}
                or at - place < 2
                or tokens[place - 1].text not in {"of", "the", "in"}
            ):
                return score - 2, place
            score -= 1
        elif token.kind in {"number", "shape"} or not (token.text in FILLERS or _is_symbol(token)):
            break
    return letter


def _is_symbol(token: Token) -> bool:
    """Whether it is the letter that something is called by: "an input X of size 4"."""
    return token.kind == "word" and len(token.text) == 1


def _behind(tokens: list[Token], at: int) -> tuple[float, int] | None:
    score = 9.5
    for place in range(at + 1, min(len(tokens), at + 6)):
        token = tokens[place]
        if token.kind == "noun" and token.role in _LEADING and _leads(tokens, place):
            return None
        if token.kind in {"noun", "head"}:
            beside = tokens[at].kind == "number" and token.role in {"channels", "filters", "units"}
            return score + (beside and place == at + 1), place
        if token.kind == "shape" and tokens[at].kind == "number":
            continue
        if token.kind in {"number", "shape", "mark"} or token.text in _HALTS:
            return None
        score -= 2
        if score < 5:
            return None
    return None


_LEADING = frozenset({"stride", "padding", "dilation", "kernel", "extra", "idle"})


def _leads(tokens: list[Token], place: int) -> bool:
    """Whether a noun stands right before a number of its own."""
    rest = [token for token in tokens[place + 1 : place + 3] if token.text not in {"=", ":", "of"}]
    return bool(rest) and rest[0].kind in {"number", "shape"}


_PLACES = frozenset({"on", "applied to", "applied on", "applied over", "acts on"})
"""Before the shape of what a layer works on."""
_SHAPES = {"filters": "kernel", "kernel": "kernel", "stride": "stride", "padding": "padding", "input": "input"}
_SHAPES |= {
    "inputs_channels": "input",
    "conv": "kernel",
    "pool": "kernel",
    "inputs": "input",
    "dilation": "dilation",
    "units": "input",
    "width": "input",
}
_NEVER_BEHIND = frozenset({"kernel", "padding", "stride", "dilation", "dropout", "act", "norm", "flatten", "average"})
_NEVER_BEFORE = frozenset({"act", "norm", "flatten", "average", "conv", "pool", "channels", "repeat", "idle"})


def _fits(number: Token, named: Token, *, before: bool) -> bool:
    """Whether a number of this kind can be what the noun says."""
    if named.role == "model" or (named.text in _PLACES and number.kind == "number"):
        return False
    if number.kind == "shape":
        return named.role in _SHAPES
    if not number.value:
        return named.role in {"idle", "dropout"}
    if named.kind == "head":
        if not before:
            return named.role in {"conv", "pool", "dense", "hidden"} and named.text.endswith("s")
        return named.role in {"dense", "hidden", "output", "embedding", "input", "lstm", "rnn", "dropout"}
    if named.role == "kernel" and not before:
        return False
    return named.role not in (_NEVER_BEFORE - {"channels", "idle"} if before else _NEVER_BEHIND - _MEASURED)


_MEASURED = frozenset({"padding", "stride"})


def _role(number: Token, named: Token, *, before: bool) -> str:
    if number.kind == "shape":
        return "input" if named.text.startswith("feature map") else _SHAPES[named.role]
    if named.text == "activation map" and not before:
        return "filters"
    if named.role == "filters" and before and named.text in {"filter", "kernel"}:
        return "kernel"
    if named.kind == "head":
        if not before:
            return "repeat"
        return {"dense": "units", "hidden": "units", "output": "outputs", "input": "inputs"}.get(
            named.role, "units" if named.role in {"lstm", "rnn"} else "idle" if named.role == "dropout" else "loose"
        )
    return "inputs" if named.role == "input" and not before else named.role
