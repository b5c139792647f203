"""Which line of a paragraph or list item asks, and where its question ends."""

import re
from dataclasses import replace

from ingest.labels import Mark, MarkKind, labelled_mark
from ingest.wording import (
    ANSWER_LABEL,
    DIFFICULTY,
    NUMBER,
    QUESTION_LABEL,
    asks,
    bare_words,
    has_question_mark,
    is_answer_label,
)

_WHOLE_BOLD = re.compile(r"^(?P<mark>\*\*\*?|__)(?P<text>(?:(?!(?P=mark)).)+)(?P=mark)(?P<after>.*)$", re.DOTALL)
_WHOLE_HTML_BOLD = re.compile(r"^<(?P<tag>b|strong)>(?P<text>.+?)</(?P=tag)>(?P<after>.*)$", re.DOTALL | re.IGNORECASE)


def asking_line(lines: list[str], at: int, start: int, kind: MarkKind) -> Mark | None:
    """The mark that begins on a line of a paragraph, if one does."""
    text, used, rest, strong = _question_of(lines[at:])
    mark = labelled_mark(Mark(kind, start + at, start + at + used, text, rest=rest, strong=strong))
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
        if bare_words(rest) and not (DIFFICULTY.fullmatch(" " + rest) or _REMARK.fullmatch(rest) or _TASK.match(rest)):
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


_TASK = re.compile(
    r"(?:and |also |please )?"
    r"(?:explain|describe|define|discuss|compare|give|provide|justify|illustrate|elaborate|mention)\b",
    re.IGNORECASE,
)
"""A second sentence that still asks: "What is dropout? Explain how it helps."."""


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
    if not asks(words):
        return None
    return words, used, rest.lstrip(":-–— ") if has_question_mark(words) else rest, has_question_mark(words)
