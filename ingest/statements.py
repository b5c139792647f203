"""An answer taken apart: every list item, sentence, table cell, formula and code block, with headings and lines.

A statement reads on its own: an item carries the words of the item above it ("Scaling: At test time ..."), a cell
its row and column ("LIME — Cost: low"), a formula the words that announce it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from ingest.inline import Piece, Sentence, pieces, plain, sentences, tag_pieces
from ingest.markdown import tree
from ingest.points import PointKind
from ingest.statement import Scope, Statement, first_line, from_sentence, led, line_range, without_colon
from ingest.tables import table_cells

LONGEST_LEAD = 20
"""Words of the longest line that is put before its items."""


LONGEST_ITEM = 400
"""Characters from which an item is cut into its sentences."""


_UNFINISHED = frozenset(
    re.findall(
        r"\S+",
        "to when by of are is include includes including for if that with as using following have has can be were was "
        "either both from because between means do does will should must and or on in e.g example examples",
    )
)


_SEPARATE = re.compile(r"(<[^>]*>)")


def statements(markdown: str) -> list[Statement]:
    """Every statement of an answer, in order; every line that is not bare markup belongs to one."""
    root = tree(markdown)
    found = _sections(root.children)
    return _with_lost_lines(found, root, markdown.split("\n"))


def _sections(nodes: Sequence[SyntaxTreeNode]) -> list[Statement]:
    """The statements of blocks under their headings."""
    found: list[Statement] = []
    stack: list[tuple[int, str, int, int]] = []
    run: list[SyntaxTreeNode] = []
    for node in [*nodes, None]:
        if node is not None and node.type != "heading":
            run.append(node)
            continue
        inside = _blocks(run, Scope(tuple(text for _, text, _, _ in stack)))
        if stack and not inside and not (node is not None and int(node.tag[1]) > stack[-1][0]):
            found.append(_bare_heading(stack))
        found.extend(inside)
        run = []
        if node is not None:
            first, last = line_range(node)
            text = plain(node.children[0]) if node.children else ""
            while stack and stack[-1][0] >= int(node.tag[1]):
                stack.pop()
            if text.startswith("$") and text.endswith("$") and text.count("$") in {2, 4}:
                found.append(Statement(text, tuple(t for _, t, _, _ in stack), first, last, "formula"))
            elif text:
                stack.append((int(node.tag[1]), text, first, last))
    return found


def _bare_heading(stack: Sequence[tuple[int, str, int, int]]) -> Statement:
    """A heading with nothing under it says what it says itself."""
    _, text, first, last = stack[-1]
    return Statement(text, tuple(t for _, t, _, _ in stack[:-1]), first, last, "sentence")


def _blocks(nodes: Sequence[SyntaxTreeNode], scope: Scope) -> list[Statement]:
    found: list[Statement] = []
    waiting = scope
    for at, node in enumerate(nodes):
        following = nodes[at + 1] if at + 1 < len(nodes) else None
        if node.type == "paragraph":
            inside, waiting_next = _paragraph(node, waiting, following, scope)
            found.extend(inside)
            waiting = waiting_next
        else:
            inside = _BLOCKS.get(node.type, _unknown)(node, waiting)
            found.extend(inside)
            waiting = scope if inside else waiting
    if waiting.first is not None and waiting is not scope:
        found.append(Statement(led(waiting, ""), waiting.heading, waiting.first, waiting.first, "sentence"))
    return found


def _paragraph(
    node: SyntaxTreeNode, scope: Scope, following: SyntaxTreeNode | None, outer: Scope
) -> tuple[list[Statement], Scope]:
    """The sentences of a paragraph, and the scope of what follows: with its last sentence when that announces it."""
    start = line_range(node)[0]
    said = sentences(list(pieces(node.children[0]))) if node.children else []
    lead = said[-1] if said and following is not None and _announces(said[-1].text, following) else None
    told = said[:-1] if lead else said
    found = [from_sentence(one, start, scope) for one in told]
    found = _merged_formulas(found)
    if found and scope.first is not None:
        found[0] = replace(found[0], first=scope.first)
    if lead is None:
        return found, outer
    covered = scope.first if not found and scope.first is not None else start + lead.first
    return found, replace(outer, lead=(*outer.lead, without_colon(lead.text)), first=covered)


def _announces(text: str, following: SyntaxTreeNode) -> bool:
    if not text.rstrip().endswith((":", "：")) or len(text.split()) > LONGEST_LEAD:
        return False
    if following.type == "math_block":
        return True
    if following.type not in {"bullet_list", "ordered_list"}:
        return False
    words = without_colon(text).lower().split()
    if not words or words[-1] in _UNFINISHED or len(words) <= 4:
        return True
    return _average_words(following) <= 6


def _average_words(node: SyntaxTreeNode) -> float:
    counts = [len(plain(item.children[0].children[0]).split()) for item in node.children if _opens_with_words(item)]
    return sum(counts) / len(counts) if counts else 99.0


def _opens_with_words(item: SyntaxTreeNode) -> bool:
    return bool(item.children and item.children[0].type == "paragraph" and item.children[0].children)


def _merged_formulas(found: list[Statement]) -> list[Statement]:
    """The same with "Given:" and the formula on the next line made one statement."""
    result: list[Statement] = []
    for one in found:
        before = result[-1] if result else None
        if before is not None and one.kind == "formula" and before.text.endswith((":", "：")):
            result[-1] = replace(one, text=f"{before.text} {one.text}", first=before.first)
        else:
            result.append(one)
    return result


def _list(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    found: list[Statement] = []
    for item in node.children:
        inside = _item(item, scope if not found else replace(scope, first=None))
        found.extend(inside)
    return found


def _item(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    if not _opens_with_words(node):
        return _sections_in(node.children, scope)
    own, rest = node.children[0], node.children[1:]
    start, _ = line_range(own)
    said = sentences(list(pieces(own.children[0])))
    if not said:
        return _blocks(rest, scope)
    text = " ".join(one.text for one in said)
    if rest and _is_label(text, own):
        first = scope.first if scope.first is not None else start
        return _blocks(rest, Scope(scope.heading, (*scope.lead, without_colon(text)), first)) or [
            Statement(led(scope, without_colon(text)), scope.heading, first, start, "item")
        ]
    found = _item_statements(said, start, scope)
    return found + _blocks(rest, replace(scope, first=None))


def _sections_in(nodes: Sequence[SyntaxTreeNode], scope: Scope) -> list[Statement]:
    """Blocks that may hold headings, inside a list or quote."""
    found = [replace(one, heading=scope.heading + one.heading) for one in _sections(nodes)]
    if found and scope.lead:
        found[0] = replace(found[0], text=led(scope, found[0].text))
    if found and scope.first is not None:
        found[0] = replace(found[0], first=min(scope.first, found[0].first))
    return found


def _item_statements(said: Sequence[Sentence], start: int, scope: Scope) -> list[Statement]:
    """An item is one statement, or its sentences when it is long."""
    text = " ".join(one.text for one in said)
    groups = [list(said)] if len(text) <= LONGEST_ITEM else [[one] for one in said]
    found = []
    for group in groups:
        words = " ".join(one.text for one in group)
        kind: PointKind = "formula" if group[-1].text.endswith("$") and "$" in words[:-1] else "item"
        found.append(Statement(led(scope, words), scope.heading, start + group[0].first, start + group[-1].last, kind))
    if scope.first is not None:
        found[0] = replace(found[0], first=scope.first)
    return found


def _is_label(text: str, node: SyntaxTreeNode) -> bool:
    """Whether the words of an item only announce what stands under it."""
    if len(text.split()) > LONGEST_LEAD:
        return False
    if text.rstrip().endswith((":", "：")):
        return True
    if text.rstrip().endswith((".", "!", "。")):
        return False
    inline = node.children[0].children
    marked = [child for child in inline if not (child.type == "text" and not child.content.strip(" :"))]
    return len(marked) == 1 and marked[0].type in {"strong", "em", "code_inline"} or len(text.split()) <= 4


def _code(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    first, last = line_range(node)
    text = node.content.rstrip("\n")
    if not text.strip():
        return []
    return [Statement(led(scope, text) if scope.lead else text, scope.heading, first_line(scope, first), last, "code")]


def _math(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    first, last = line_range(node)
    if not node.content.strip():
        return []
    text = led(scope, f"$${node.content.strip()}$$")
    return [Statement(text, scope.heading, first_line(scope, first), last, "formula")]


def _quote(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    if any(child.type == "heading" for child in node.children):
        return _sections_in(node.children, scope)
    return _blocks(node.children, scope)


def _html(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    """The words between raw tags, line by line."""
    start, _ = line_range(node)
    parts: list[Piece] = []
    for piece in _SEPARATE.split(re.sub(r"<!--.*?(?:-->|$)", _same_breaks, node.content, flags=re.DOTALL)):
        if _SEPARATE.fullmatch(piece):
            parts.extend(tag_pieces(piece))
            if piece.count("\n"):
                parts.append(Piece(" ", breaks=piece.count("\n")))
            continue
        for line in re.split(r"(\n)", piece):
            parts.append(Piece("\n", breaks=1) if line == "\n" else Piece(line))
    found = [from_sentence(one, start, scope) for one in sentences(parts)]
    if found and scope.first is not None:
        found[0] = replace(found[0], first=scope.first)
    return found


def _same_breaks(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _nothing(_: SyntaxTreeNode, __: Scope) -> list[Statement]:
    return []


def _unknown(node: SyntaxTreeNode, scope: Scope) -> list[Statement]:
    if node.type == "heading":
        return _sections_in([node], scope)
    return _blocks(node.children, scope)


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, Scope], list[Statement]]] = {
    "bullet_list": _list,
    "ordered_list": _list,
    "table": table_cells,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "blockquote": _quote,
    "html_block": _html,
    "hr": _nothing,
}


def _with_lost_lines(found: list[Statement], root: SyntaxTreeNode, lines: Sequence[str]) -> list[Statement]:
    """The parser gives up on what is nested too deep; those lines are statements as they stand."""
    known = {line for one in found for line in range(one.first, one.last + 1)}
    known.update(line for node in root.walk() if node.type in _COVERED for line in range(*(node.map or (0, 0))))
    lost = [at for at, line in enumerate(lines) if at not in known and _has_words(line)]
    extra = [Statement(_unmarked(lines[at]), (), at, at, "sentence") for at in lost]
    return sorted([*found, *extra], key=lambda one: one.first) if extra else found


_COVERED = frozenset({"heading", "table", "hr", "fence", "code_block"})
_DEFINITION = re.compile(r"^\s*(?:>\s*)*\[[^\]]+\]:\s*\S+|^\s*<!--.*-->\s*$|^\s*</?[a-zA-Z][^>]*>\s*$")


def _has_words(line: str) -> bool:
    return any(char.isalnum() for char in line) and not _DEFINITION.match(line)


def _unmarked(line: str) -> str:
    return re.sub(r"^[\s>*+-]+", "", line).strip()
