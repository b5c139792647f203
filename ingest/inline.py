"""One paragraph as sentences: Markdown marks gone, formulas and code whole, every sentence with its lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "e.g i.e etc vs fig figs eq eqs sec ch no nos vol dr mr mrs ms prof st al approx resp cf ca inc ltd u.s jr sr",
    )
)
_END = re.compile(r"(?P<mark>[.!?…]+[\"”’)\]]*)\s+|(?P<wide>[。！？]+[」』”）]*)\s*|\n")
_TAG_TEXT = {"sub": "_", "sup": "^"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; an atomic one (formula, code, link) is never cut."""

    text: str
    atomic: bool = False
    breaks: int = 0
    """Line ends of the source that it stands for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its lines, counted from the paragraph's first line as 0."""

    text: str
    first: int
    last: int


def plain(node: SyntaxTreeNode) -> str:
    """The words of an inline node on one line."""
    return " ".join("".join(piece.text for piece in pieces(node)).split())


def pieces(node: SyntaxTreeNode) -> Iterator[Piece]:
    """The stretches of an inline node, in order, without Markdown marks."""
    for child in node.children:
        yield from _PIECES.get(child.type, _inner)(child)


def _inner(node: SyntaxTreeNode) -> Iterator[Piece]:
    if node.children:
        yield from pieces(node)
    elif node.content:
        yield Piece(node.content)


def _text(node: SyntaxTreeNode) -> Iterator[Piece]:
    yield Piece(node.content)


def _code(node: SyntaxTreeNode) -> Iterator[Piece]:
    yield Piece(node.content, atomic=True)


def _math(node: SyntaxTreeNode) -> Iterator[Piece]:
    mark = "$$" if node.type == "math_inline_double" else "$"
    yield Piece(f"{mark}{node.content.strip()}{mark}", atomic=True, breaks=node.content.count("\n"))


def _softbreak(_: SyntaxTreeNode) -> Iterator[Piece]:
    yield Piece(" ", breaks=1)


def _hardbreak(_: SyntaxTreeNode) -> Iterator[Piece]:
    yield Piece("\n", breaks=1)


def _link(node: SyntaxTreeNode) -> Iterator[Piece]:
    inside = list(pieces(node))
    text = "".join(piece.text for piece in inside) or str(node.attrs.get("href", ""))
    yield Piece(text, atomic=True, breaks=sum(piece.breaks for piece in inside))


def _image(node: SyntaxTreeNode) -> Iterator[Piece]:
    alt = "".join(piece.text for piece in pieces(node)).strip() or node.content.strip()
    yield Piece(f"(image: {alt})" if alt else f"(image: {node.attrs.get('src', '')})", atomic=True)


def _html(node: SyntaxTreeNode) -> Iterator[Piece]:
    yield from tag_pieces(node.content)


def tag_pieces(tag: str) -> Iterator[Piece]:
    """What a raw tag stands for: a line break, an index, a picture, or nothing."""
    name = re.match(r"<(/?)\s*([a-zA-Z][\w-]*)", tag)
    if name is None:
        return
    if name[2].lower() == "br":
        yield Piece("\n", breaks=tag.count("\n"))
    elif name[2].lower() == "img":
        alt = re.search(r"(?:alt|src)\s*=\s*[\"']?([^\"'>]+)", tag)
        yield Piece(f"(image: {alt[1].strip()})" if alt else "(image)", atomic=True)
    elif not name[1] and name[2].lower() in _TAG_TEXT:
        yield Piece(_TAG_TEXT[name[2].lower()])


_PIECES = {
    "text": _text,
    "code_inline": _code,
    "math_inline": _math,
    "math_inline_double": _math,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "link": _link,
    "image": _image,
    "html_inline": _html,
}


def sentences(parts: Sequence[Piece]) -> list[Sentence]:
    """The sentences of a paragraph; nothing is cut inside an atomic piece."""
    text = "".join(part.text for part in parts)
    mask = "".join("x" * len(part.text) if part.atomic else part.text for part in parts)
    lines = _line_of_each(parts)
    cuts = [0, *(_cuts(mask)), len(text)]
    found = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]
    return [_sentence(text, lines, a, b) for a, b in _joined(found, text)]


def _line_of_each(parts: Sequence[Piece]) -> list[int]:
    lines: list[int] = []
    line = 0
    for part in parts:
        if part.atomic or not part.breaks:
            lines.extend([line] * len(part.text))
            line += part.breaks
            if part.atomic and part.breaks and part.text:
                lines[-1] = line
        else:
            line += part.breaks
            lines.extend([line] * len(part.text))
    return lines


def _sentence(text: str, lines: list[int], start: int, end: int) -> Sentence:
    inside = [at for at in range(start, end) if not text[at].isspace()]
    return Sentence(" ".join(text[start:end].split()), lines[inside[0]], lines[inside[-1]])


def _cuts(mask: str) -> Iterator[int]:
    for match in _END.finditer(mask):
        if match["mark"] is None or _ends_here(mask, match):
            yield match.end()


def _ends_here(mask: str, match: re.Match[str]) -> bool:
    after = mask[match.end() : match.end() + 1]
    if not after or after.islower() and "\n" not in match[0]:
        return False
    if not match["mark"].startswith("."):
        return True
    words = mask[max(0, match.start() - 24) : match.start()].split()
    word = words[-1].lstrip("(\"'“[").lower() if words else ""
    return not (word in ABBREVIATIONS or len(word) == 1 and word.isalpha() or word.isdigit() and len(words) == 1)


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Scraps without a letter or digit go to the sentence before them."""
    result: list[tuple[int, int]] = []
    for start, end in spans:
        scrap = not any(char.isalnum() for char in text[start:end])
        if result and (scrap or not any(char.isalnum() for char in text[slice(*result[-1])])):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result
