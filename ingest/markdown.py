"""The Markdown parser: CommonMark with tables, strike-through and LaTeX; every block knows its lines.

HTML passes through as tokens (nothing is ever rendered here), so that `<b>` and `<sub>` can be read.
"""

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin

MAX_NESTING = 32
"""Deeper lists and quotes are read as the text they hold."""


@cache
def _parser(inline: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    if not inline:
        parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def blocks(text: str) -> Sequence[Token]:
    """Block tokens with their lines; what is inside a line stays Markdown."""
    return _parser(inline=False).parse(text)


def tree(text: str) -> SyntaxTreeNode:
    """The whole document as a tree, lines of text parsed too."""
    return SyntaxTreeNode(_parser(inline=True).parse(text))
