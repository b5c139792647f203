"""Marks: every place of a document where a question may stand, and how it is written there."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from ingest.cleaning import Cleaned
from ingest.labels import Mark, labelled_mark
from ingest.lines import asking_line
from ingest.markdown import blocks
from ingest.wording import bare_words, has_question_mark

_CARD = re.compile(r"^(?P<text>\S.*?\S)\s+:{2,3}\s+(?P<rest>\S.*)$")


def marks(notes: Cleaned) -> list[Mark]:
    """Every mark of a document, by line."""
    found = [*_from_tokens(blocks("\n".join(notes.lines)), notes), *_summaries(notes), *_cards(notes)]
    taken = {mark.line for mark in found if mark.kind in {"summary", "card"}}
    return sorted(
        (one for one in found if one.kind in {"summary", "card"} or one.line not in taken), key=lambda one: one.line
    )


def _summaries(notes: Cleaned) -> Iterator[Mark]:
    for line, (last, words, rest) in notes.summaries.items():
        depth = bisect_right(notes.opened, line) - bisect_left(notes.closed, line)
        if words:
            indent = _content_column(notes.lines[line])
            yield labelled_mark(Mark("summary", line, last, words, depth, rest=rest, strong=True, indent=indent))


def _cards(notes: Cleaned) -> Iterator[Mark]:
    """`question :: answer` on one line, or a line with nothing but `?` between question and answer."""
    for at, line in enumerate(notes.lines):
        if notes.code[at]:
            continue
        one = _CARD.match(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line)) if " :: " in line or " ::: " in line else None
        if one and "`" not in one["text"]:
            yield labelled_mark(Mark("card", at, at, one["text"], rest=one["rest"], label="::"))
        if line.strip() in {"?", "??"} and at and notes.lines[at - 1].strip():
            start = at - 1
            while start and notes.lines[start - 1].strip() and not notes.code[start - 1]:
                start -= 1
            words = " ".join(part.strip() for part in notes.lines[start:at])
            yield labelled_mark(Mark("card", start, at, re.sub(r"^#{1,6}\s+", "", words), label="?"))


def _from_tokens(tokens: Sequence[Token], notes: Cleaned) -> Iterator[Mark]:
    """Headings, list items, tables and paragraphs, as the parser sees them."""
    stack: list[tuple[bool, int]] = []
    item: Token | None = None
    groups = quotes = 0
    for at, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            groups += 1
            stack.append((token.type.startswith("ordered"), groups))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            stack.pop()
        elif token.type.startswith("blockquote"):
            quotes += token.nesting
        elif token.type == "list_item_open":
            item = token
            continue
        elif token.type == "heading_open":
            yield replace(_heading(token, tokens[at + 1], item, notes), quoted=bool(quotes))
        elif token.type == "paragraph_open" and tokens[at + 1].map:
            ordered, group = stack[-1] if stack else (False, 0)
            for mark in _paragraph(tokens[at + 1], item, notes, len(stack)):
                yield replace(mark, ordered=ordered and mark.kind == "item", group=group, quoted=bool(quotes))
        elif token.type == "table_open":
            groups += 1
            yield from _table(tokens, at, groups)
        item = None


def _heading(token: Token, inline: Token, item: Token | None, notes: Cleaned) -> Mark:
    line, end = token.map or (0, 1)
    mark = labelled_mark(Mark("heading", line, max(line, end - 1), inline.content, int(token.tag[1])))
    if item is not None and item.info.isdigit() and not mark.label:
        mark = replace(mark, label="listed", number=int(item.info))
    return replace(mark, indent=_content_column(notes.lines[line]))


def _content_column(line: str) -> int:
    """Where the words of a list item begin; 0 outside lists."""
    found = re.match(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+", line)
    return found.end() if found else len(line) - len(line.lstrip())


def _paragraph(inline: Token, item: Token | None, notes: Cleaned, depth: int) -> Iterator[Mark]:
    start = (inline.map or (0, 1))[0]
    lines = inline.content.split("\n")
    at = 0
    while at < len(lines):
        first = item is not None and at == 0
        mark = asking_line(lines, at, start, "item" if first else "line")
        if mark is not None:
            number = item.info if first and item is not None and item.info.isdigit() else ""
            yield replace(
                mark,
                level=depth - 1 if first else depth,
                number=mark.number or int(number or 0),
                indent=_content_column(notes.lines[start + at]),
            )
            at = max(at, mark.last - start)
        at += 1


def _table(tokens: Sequence[Token], start: int, group: int) -> Iterator[Mark]:
    """The rows of a table whose header names questions, or that asks in one of its columns."""
    rows = list(_rows(tokens, start))
    if len(rows) < 2:
        return
    header = [bare_words(cell).lower() for cell in rows[0][1]]
    named = [
        at
        for at, cell in enumerate(header)
        if re.search(r"\b(?:questions?|front|prompt|вопрос|pregunta|frage|问题|問題)\b|问题|題|질문", cell)
    ]
    answers = [
        at
        for at, cell in enumerate(header)
        if re.search(r"\b(?:answers?|back|response|explanation|solution|ответ|respuesta|antwort)\b|答案|回答|답", cell)
    ]
    column = named[0] if named else _asking_column(rows[1:])
    if column is None:
        return
    answer = answers[0] if answers else column + 1
    if not answers and answer < len(header) and _REMARKS.match(header[answer]):
        answer = column
    for line, cells in rows[1:]:
        if column < len(cells) and any(char.isalpha() for char in bare_words(cells[column])):
            rest = cells[answer] if answer < len(cells) and answer != column else ""
            mark = labelled_mark(Mark("row", line, line, cells[column], column, rest=rest, group=group))
            yield replace(mark, label="named" if named and answers else mark.label)


_REMARKS = re.compile(
    r"^\W*(?:levels?|difficulty|compan(?:y|ies)|tags?|topics?|categor(?:y|ies)|frequency|status|done|dates?|"
    r"sources?|type|asked(?: (?:in|by))?|no|сложность|уровень|难度|nivel|dificultad)\W*$",
    re.IGNORECASE,
)
"""Headers of columns beside questions that hold no answers."""


def _asking_column(rows: list[tuple[int, list[str]]]) -> int | None:
    width = max(len(cells) for _, cells in rows)
    for column in range(width):
        words = [cells[column] for _, cells in rows if column < len(cells)]
        if len(words) >= 2 and sum(has_question_mark(one) for one in words) >= 0.7 * len(words):
            return column
    return None


def _rows(tokens: Sequence[Token], start: int) -> Iterator[tuple[int, list[str]]]:
    line = 0
    cells: list[str] = []
    for token in tokens[start:]:
        if token.type == "tr_open":
            line, cells = (token.map or (0, 0))[0], []
        elif token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_close":
            yield line, cells
        elif token.type == "table_close":
            return
