"""Statement: one checkable statement of an answer, and the scope of headings and words that it stands in."""

import re
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from ingest.inline import Sentence
from ingest.points import PointKind


@dataclass(frozen=True, slots=True)
class Statement:
    """One checkable statement; lines count from 0 at the top of the answer."""

    text: str
    heading: tuple[str, ...]
    first: int
    last: int
    kind: PointKind


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands above a block: headings, and the words its statements need before them."""

    heading: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    first: int | None = None
    """Line where the lead begins, when no statement covers it yet."""


def from_sentence(one: Sentence, start: int, scope: Scope) -> Statement:
    """A sentence as a statement."""
    kind: PointKind = "formula" if _is_formula(one.text) else "sentence"
    return Statement(led(scope, one.text), scope.heading, start + one.first, start + one.last, kind)


def _is_formula(text: str) -> bool:
    outside = re.sub(r"\$\$[^$]+\$\$|\$[^$]+\$", "", text)
    return outside != text and not any(char.isalnum() for char in outside)


def without_colon(text: str) -> str:
    """Words without the colon after them."""
    return text.strip().rstrip(":：").strip()


def led(scope: Scope, text: str) -> str:
    """Words with those of the items above before them."""
    return ": ".join(part for part in (*scope.lead[-3:], text) if part)


def first_line(scope: Scope, first: int) -> int:
    """Where a statement begins: with the lead that nothing covers yet."""
    return first if scope.first is None else min(scope.first, first)


def line_range(node: SyntaxTreeNode) -> tuple[int, int]:
    """First and last line of a block."""
    first, end = node.map or (0, 1)
    return first, max(first, end - 1)
