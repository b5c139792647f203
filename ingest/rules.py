"""The known ways of writing questions, in order: a mark belongs to the first one that fits."""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.labels import Mark
from ingest.wording import is_answer_label


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing questions."""

    name: str
    """In words for a person."""
    belongs: Callable[[Mark], object]
    """A key of the family for marks that are written this way, None for others."""
    weight: float
    """How plain this way is: labelled questions outweigh plain lines."""
    least: float
    """Share of its marks that must sound like questions."""
    fewest: float
    """How many of them at least."""


def _labelled(mark: Mark) -> object:
    return "Q" if mark.label == "Q" else None


def _lettered(mark: Mark) -> object:
    return mark.label if len(mark.label) > 1 and mark.label[0] == "G" and mark.kind == "heading" else None


def _card(mark: Mark) -> object:
    return mark.label if mark.kind == "card" else None


def _named_row(mark: Mark) -> object:
    return "row" if mark.kind == "row" and mark.label == "named" else None


def _summary(mark: Mark) -> object:
    return "summary" if mark.kind == "summary" and not is_answer_label(mark.text) else None


def _listed_heading(mark: Mark) -> object:
    return "listed" if mark.kind == "heading" and mark.label == "listed" else None


def _numbered_heading(mark: Mark) -> object:
    return ("N", mark.level) if mark.kind == "heading" and mark.label == "N" and not mark.deeper else None


def _heading(mark: Mark) -> object:
    return mark.level if mark.kind == "heading" and (not mark.label or mark.deeper) else None


def _numbered_bold(mark: Mark) -> object:
    return "N" if mark.kind == "bold" and mark.label == "N" else None


def _bold(mark: Mark) -> object:
    return "bold" if mark.kind == "bold" and mark.label != "N" else None


def _row(mark: Mark) -> object:
    return "row" if mark.kind == "row" else None


def _ordered_item(mark: Mark) -> object:
    return "1." if mark.kind == "item" and mark.ordered and mark.level == 0 else None


def _bullet(mark: Mark) -> object:
    return "-" if mark.kind == "item" and not mark.ordered and mark.level == 0 else None


def _nested_item(mark: Mark) -> object:
    return ("nested", mark.level, mark.ordered) if mark.kind == "item" and mark.level > 0 else None


def _numbered_line(mark: Mark) -> object:
    return "N" if mark.kind == "line" and mark.label == "N" else None


def _line(mark: Mark) -> object:
    return "line" if mark.kind == "line" and not mark.label else None


RULES: tuple[Rule, ...] = (
    Rule("questions labelled Q", _labelled, 4.0, 0.0, 1),
    Rule("flashcards", _card, 4.0, 0.0, 2),
    Rule("a table of questions and answers", _named_row, 2.0, 0.0, 1),
    Rule("headings with a letter and a number", _lettered, 3.0, 0.3, 3),
    Rule("headings inside a numbered list", _listed_heading, 3.0, 0.3, 2),
    Rule("headings with a number", _numbered_heading, 2.5, 0.3, 1),
    Rule("unfolding summaries", _summary, 2.0, 0.5, 2),
    Rule("headings", _heading, 1.6, 0.45, 1),
    Rule("bold lines with a number", _numbered_bold, 2.0, 0.4, 2),
    Rule("bold lines", _bold, 1.5, 0.35, 2),
    Rule("a numbered list", _ordered_item, 1.0, 0.3, 2),
    Rule("a table with questions", _row, 0.9, 0.6, 2),
    Rule("a list", _bullet, 0.8, 0.25, 3),
    Rule("a nested list", _nested_item, 0.7, 0.5, 3),
    Rule("numbered lines", _numbered_line, 1.0, 0.5, 2),
    Rule("lines that end with a question mark", _line, 0.8, 0.7, 2),
)
