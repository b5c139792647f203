"""Marks: every place of a document where a question may stand, and how it is written there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it.token import Token

from ingest.cleaning import Cleaned
from ingest.markdown import blocks
from ingest.wording import (
    ANSWER_LABEL,
    DIFFICULTY,
    NUMBER,
    QUESTION_LABEL,
    asks,
    bare_words,
    has_difficulty,
    has_question_mark,
    is_answer_label,
    keycaps,
    without_signs,
)

MarkKind = Literal["heading", "bold", "summary", "item", "row", "card", "line"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a question may stand; lines count from 0."""

    kind: MarkKind
    line: int
    last: int
    """Last line of the question itself."""
    text: str
    """Markdown of the question without label, number and difficulty sign; "" for a bare number."""
    level: int = 0
    """Level of a heading; depth of a list item; column of a table."""
    label: str = ""
    """How it is numbered or named: "Q" (a word for question), "N" (a number), "G" (a letter before a number), "listed"
    (the number of the list item around it), "" (not at all)."""
    number: int = 0
    rest: str = ""
    """Answer on the same line."""
    indent: int = 0
    """Column where its answer is indented to."""
    ordered: bool = False
    strong: bool = False
    signed: bool = False
    """Carries a difficulty sign."""
    anchor: bool = False
    """Nothing but a link into the same page, as tables of contents have them."""
    struck: bool = False
    deeper: bool = False
    """Its number has parts (2.1)."""
    group: int = 0
    """Which list or table it stands in."""
    quoted: bool = False

    @property
    def asking(self) -> float:
        """How much it sounds like a question."""
        return asks(self.text)

    @property
    def title(self) -> str:
        """The question as a person would say it; a bare number keeps its label."""
        return without_signs(self.text) or (f"Q{self.number}" if self.number else "")


_WHOLE_BOLD = re.compile(r"^(?P<mark>\*\*\*?|__)(?P<text>(?:(?!(?P=mark)).)+)(?P=mark)(?P<after>.*)$", re.DOTALL)
_WHOLE_HTML_BOLD = re.compile(r"^<(?P<tag>b|strong)>(?P<text>.+?)</(?P=tag)>(?P<after>.*)$", re.DOTALL | re.IGNORECASE)
_ANCHOR = re.compile(r"^\W*\[.*\]\(#[^)]*\)\W*$|^<a\s+href=\"#[^>]*>.*</a>$", re.DOTALL)
_STRUCK = re.compile(r"^\W*(?:\d+\W*)?~~.+~~\W*$", re.DOTALL)
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
        if words:
            yield _read(
                Mark("summary", line, last, words, rest=rest, strong=True, indent=_content_column(notes.lines[line]))
            )


def _cards(notes: Cleaned) -> Iterator[Mark]:
    """`question :: answer` on one line, or a line with nothing but `?` between question and answer."""
    for at, line in enumerate(notes.lines):
        if notes.code[at]:
            continue
        one = _CARD.match(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line)) if " :: " in line or " ::: " in line else None
        if one and "`" not in one["text"]:
            yield _read(Mark("card", at, at, one["text"], rest=one["rest"], label="::"))
        if line.strip() in {"?", "??"} and at and notes.lines[at - 1].strip():
            start = at - 1
            while start and notes.lines[start - 1].strip() and not notes.code[start - 1]:
                start -= 1
            words = " ".join(part.strip() for part in notes.lines[start:at])
            yield _read(Mark("card", start, at, re.sub(r"^#{1,6}\s+", "", words), label="?"))


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
    mark = _read(Mark("heading", line, max(line, end - 1), inline.content, int(token.tag[1])))
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
        mark = _line(lines, at, start, "item" if first else "line")
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


def _line(lines: list[str], at: int, start: int, kind: MarkKind) -> Mark | None:
    """The mark that begins on a line of a paragraph, if one does."""
    text, used, rest, strong = _question_of(lines[at:])
    mark = _read(Mark(kind, start + at, start + at + used, text, rest=rest, strong=strong))
    if is_answer_label(lines[at]) or (ANSWER_LABEL.match(lines[at]) and mark.label != "Q" and kind != "item"):
        return None
    if kind == "item":
        return mark
    if strong and not rest:
        return replace(mark, kind="bold")
    if at and not (strong or mark.label == "Q" or (mark.label and mark.asking)):
        return None
    if strong:
        return replace(mark, kind="bold") if mark.asking or mark.label else None
    return mark if mark.label or mark.asking >= 0.9 else None


def _question_of(lines: list[str]) -> tuple[str, int, str, bool]:
    """(question, further lines it takes, answer after it on its last line, whole question in bold)."""
    bold = _bold_start(lines)
    if bold:
        return bold
    line = lines[0]
    if is_split_question(line):
        end = max(line.rfind("? "), line.rfind("？"), line.rfind("?** "), line.rfind("?` ")) + 1
        text, rest = line[:end], line[end:].lstrip("*_ ").lstrip("-–—:→ ")
        if rest and not DIFFICULTY.fullmatch(" " + rest) and not _REMARK.fullmatch(rest) and bare_words(rest):
            return text, 0, rest, False
    for used in range(1, min(4, len(lines))):
        wrapped = " ".join(lines[: used + 1])
        if (
            "?" in line
            or is_answer_label(lines[used])
            or ANSWER_LABEL.match(lines[used])
            or re.search(r"[.!:;。]\W*$", " ".join(lines[:used]))
        ):
            break
        if has_question_mark(wrapped) and not asks(lines[used]) and asks(line):
            return wrapped, used, "", False
    return line, 0, "", False


_REMARK = re.compile(r"(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\]|`[^`]{1,40}`)\W*")
"""What may follow a question on its line and answers nothing: "(Google)", "[hard]"."""


def is_split_question(line: str) -> bool:
    """Whether words follow the question mark on the same line."""
    bare = re.sub(r"`[^`]*`", lambda m: "x" * len(m[0]), line)
    return not has_question_mark(line) and bool(re.search(r"[?？][*_`]*\s+\S|？\S", bare))


def _bold_start(lines: list[str]) -> tuple[str, int, str, bool] | None:
    text = "\n".join(lines[:5])
    prefix = re.match(r"^(?:[\w#]{0,3}\d{0,4}[.)]\s*)?(?=\*\*|__|<b>|<strong>)", text, re.IGNORECASE)
    if prefix is None:
        return None
    body = text[prefix.end() :]
    found = _WHOLE_BOLD.match(body) or _WHOLE_HTML_BOLD.match(body)
    if found is None:
        return None
    after, _, _ = found["after"].partition("\n")
    inside = prefix[0] + found["text"]
    used = inside.count("\n")
    words = inside.replace("\n", " ")
    label = QUESTION_LABEL.match(words.strip())
    number = NUMBER.match(words.strip())
    if (label and not label["text"].strip(" *_")) or (number and not number["text"].strip(" *_") and after.strip()):
        return f"{words.rstrip()} {after.strip()}", used, "", True
    rest = after.strip()
    if rest and DIFFICULTY.fullmatch(" " + rest) or not bare_words(rest).strip(":.-–— "):
        return f"{words} {rest}".strip(), used, "", True
    return words, used, rest.lstrip(":-–— ") if has_question_mark(words) else rest, has_question_mark(words)


def _read(mark: Mark) -> Mark:
    """The mark with label, number and signs taken off its words."""
    raw = re.sub(r"^\[![\w-]+\][+-]?\s*", "", mark.text.strip())
    text = (
        keycaps(
            re.sub(
                r"^(?:<a\b[^>]*>\s*</a>|<[a-z]+\b[^>]*>|\W(?<![\[(~$`<#*_\\\"'¿“«-]))+", "", raw, flags=re.IGNORECASE
            )
        )
        or raw
    )
    mark = replace(
        mark,
        anchor=bool(_ANCHOR.match(raw)),
        struck=bool(_STRUCK.match(raw)),
        signed=has_difficulty(raw),
        text=text,
        last=mark.last,
    )
    return _labelled(mark, text)


def _labelled(mark: Mark, text: str) -> Mark:
    opened = re.match(r"^(?:[*_~`\[]+|~~)", text)
    inner = text[opened.end() :] if opened else text
    label = QUESTION_LABEL.match(inner)
    if label and (label["number"] or label["end"].strip()):
        count = int((label["number"] or "0").split(".")[0])
        return replace(mark, label="Q", number=count, text=_closed(opened, label["text"]))
    found = NUMBER.match(inner)
    if found is None or not _is_number(found, mark):
        return mark
    return replace(
        mark,
        label=f"G{found['prefix'].upper()}" if found["prefix"] else "N",
        number=int(found["number"]),
        deeper=bool(found["deeper"]),
        text=_closed(opened, found["text"]),
    )


def _closed(opened: re.Match[str] | None, text: str) -> str:
    """The words after a label; an emphasis mark opened before the label stays balanced."""
    if opened is None or opened[0] in text[:3] or not text.strip(" *_`~]"):
        return text.strip("*_`~] ") if opened is not None and not text.strip(" *_`~]") else text
    mark = opened[0].replace("[", "")
    if mark and text.rstrip().endswith(mark) and text.count(mark) % 2:
        text = text.rstrip()[: -len(mark)]
    elif mark and text.count(mark) == 1:
        text = text.replace(mark, "", 1)
    return ("[" if "[" in opened[0] else "") + text


def _is_number(found: re.Match[str], mark: Mark) -> bool:
    """Whether digits at the beginning number the question, and are not words of it ("3 ways to ...")."""
    if found["prefix"]:
        return mark.kind == "heading" and len(found["prefix"]) <= 2 and found["prefix"].isupper()
    if found["end"].strip():
        return True
    return mark.kind == "heading" and bool(re.match(r"\s*[A-Z\[`*¿]|\s*$", found["text"]))


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
    for line, cells in rows[1:]:
        if column < len(cells) and bare_words(cells[column]):
            rest = cells[answer] if answer < len(cells) and answer != column else ""
            mark = _read(Mark("row", line, line, cells[column], column, rest=rest, group=group))
            yield replace(mark, label="named" if named and answers else mark.label)


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
