"""Document -> entries, points and what was left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.announced import with_announced
from ingest.answers import Body, bodies
from ingest.cleaning import Cleaned, clean
from ingest.conventions import Choice, choose
from ingest.document import Document
from ingest.entries import Entry
from ingest.labels import Mark
from ingest.marks import marks
from ingest.points import Point
from ingest.report import Skipped, Warned
from ingest.splitting import points_of
from ingest.wording import answer_label, is_contents

SMALL_PART = 0.5
"""When entries cover less of a document than this, the rest is notes of its own and becomes points too."""

CONTENTS = "table of contents"


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry without an id, and the text of its answer with the line where that text begins (from 0)."""

    entry: Entry
    text: str
    first: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document holds."""

    drafts: tuple[Draft, ...]
    free: tuple[Point, ...]
    """Points of text that stands under no question."""
    skipped: tuple[Skipped, ...]
    warnings: tuple[Warned, ...]
    convention: str


def read_document(document: Document) -> Reading:
    """What one document holds; its entries have no ids yet, since those depend on all documents."""
    notes = clean(document.text)
    found = with_announced(marks(notes), notes)
    choice = choose(found, sum(bool(line.strip()) for line in notes.lines))
    asked = sorted((*choice.questions, *choice.struck), key=lambda mark: mark.line)
    parts = [part for part in bodies(asked, found, notes) if not part.mark.struck]
    outside = list(_outside(parts, choice, notes))
    rest, skipped = _free_points(outside, parts, found, notes, document.name)
    skipped += [Skipped(reason, first + 1, last + 1, document.name) for reason, first, last in notes.skipped]
    skipped += [Skipped("struck out", mark.line + 1, mark.last + 1, document.name) for mark in choice.struck]
    return Reading(
        tuple(_draft(part, notes, document.name) for part in parts),
        tuple(rest),
        tuple(sorted(skipped, key=lambda one: one.line)),
        tuple(_warnings(parts, notes, document.name)),
        choice.name,
    )


def entry_points(draft: Draft) -> tuple[Point, ...]:
    """The points of one entry; an unanswered one has none."""
    entry = draft.entry
    if not entry.answered:
        return ()
    return points_of(draft.text, entry_id=entry.id, first_line=draft.first + 1, source=entry.source)


def _draft(part: Body, notes: Cleaned, source: str) -> Draft:
    mark = part.mark
    body = notes.lines[mark.last + 1 : part.end]
    column = _column(body, mark.indent)
    lines = [_dedented(line, column) for line in body]
    before = part.context_end - mark.last - 1
    context = "\n".join(lines[: max(0, before)]).strip("\n").rstrip() if before > 0 else ""
    answer = [""] * max(0, before) + lines[max(0, before) :]
    answer = _without_label(answer)
    text = "\n".join([mark.rest, *answer]) if part.answered else ""
    text = _unlabelled(text.split("\n"), 0) + text[len(text.split("\n")[0]) :] if mark.rest else text
    last = part.end - 1 if part.answered and part.end > mark.last + 1 else mark.last
    entry = Entry(
        id="",
        question=mark.title,
        answer=text.strip("\n").rstrip() if part.answered else "",
        topic=part.topic,
        line=mark.line + 1,
        end_line=max(last, mark.last) + 1,
        source=source,
        context=context,
    )
    return Draft(entry, text, mark.last)


def _column(lines: Sequence[str], column: int) -> int:
    """How far an answer is indented: as its question, or all of it further; four columns at the margin are code."""
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return max(column, least) if column or least < 4 else 0


def _dedented(line: str, column: int) -> str:
    """A line without the indentation of the list item that it belongs to."""
    return line[min(column, len(line) - len(line.lstrip())) :]


def _without_label(lines: list[str]) -> list[str]:
    """The lines of an answer without "Answer:" before them; a label that carries the answer in a heading stays."""
    for at, line in enumerate(lines):
        if line.strip():
            return [*lines[:at], _unlabelled(lines, at), *lines[at + 1 :]]
    return lines


def _unlabelled(lines: Sequence[str], at: int) -> str:
    found = answer_label(lines, at)
    if found is None or ("#" in found["mark"] and found["rest"].strip()):
        return lines[at]
    rest = found["rest"].strip(" ")
    if rest and (not re.search(r"[:：]|[.)\-–—]", found["end"]) or _SAYS_WHICH.match(found["label"])):
        return lines[at]
    return _closing(found["mark"], rest)


_SAYS_WHICH = re.compile(r"(?:correct|sample|short|model|possible)\s", re.IGNORECASE)
"""Labels that say more than that an answer follows ("Correct answer: B"); they stay with what they label."""


def _closing(mark: str, rest: str) -> str:
    """The words after a label, without the end of an emphasis that began before it."""
    quote = ">" if ">" in mark else ""
    for sign in ("**", "__", "*", "_", "`"):
        if sign in mark and rest.count(sign) % 2 and rest.endswith(sign):
            rest = rest[: -len(sign)]
    return f"{quote} {rest}".strip() if quote else rest


def _outside(parts: Sequence[Body], choice: Choice, notes: Cleaned) -> Iterator[tuple[int, int]]:
    """Runs of lines that belong to no entry: (first, one past the last)."""
    inside = [False] * len(notes.lines)
    for part in parts:
        for at in range(part.mark.line, max(part.end, part.mark.last + 1)):
            inside[at] = True
    for mark in choice.struck:
        inside[mark.line] = True
    start: int | None = None
    for at, taken in enumerate([*inside, True]):
        if start is None and not taken and notes.lines[at].strip():
            start = at
        elif start is not None and taken:
            yield start, at
            start = None


def _free_points(
    outside: Sequence[tuple[int, int]], parts: Sequence[Body], found: Sequence[Mark], notes: Cleaned, source: str
) -> tuple[list[Point], list[Skipped]]:
    """Text outside of entries: points of their own where it is most of the document, else skipped and reported."""
    known = [one for one in outside if parts and _skipped(*one, parts, found, notes, source).reason == CONTENTS]
    sizes = [sum(bool(line.strip()) for line in notes.lines[a:b]) for a, b in outside if (a, b) not in known]
    entries = sum(bool(line.strip()) for part in parts for line in notes.lines[part.mark.line : part.end])
    total = entries + sum(sizes)
    if parts and total and entries >= SMALL_PART * total:
        return [], [_skipped(a, b, parts, found, notes, source) for a, b in outside if _says(notes.lines[a:b])]
    text = list(notes.lines)
    for part in parts:
        for at in range(part.mark.line, max(part.end, part.mark.last + 1)):
            text[at] = ""
    for first, end in known:
        text[first:end] = [""] * (end - first)
    return (
        list(points_of("\n".join(text), source=source)),
        [_skipped(*one, parts, found, notes, source) for one in known],
    )


def _says(lines: Sequence[str]) -> bool:
    return any(char.isalnum() for line in lines for char in re.sub(r"<[^>]*>", "", line))


def _skipped(
    first: int, end: int, parts: Sequence[Body], found: Sequence[Mark], notes: Cleaned, source: str
) -> Skipped:
    while end > first + 1 and not notes.lines[end - 1].strip():
        end -= 1
    heads = [mark for mark in found if mark.kind == "heading" and first <= mark.line < end]
    links = sum("](#" in line for line in notes.lines[first:end])
    if any(is_contents(mark.text) for mark in heads) or links >= 3:
        reason = CONTENTS
    elif parts and end <= parts[0].mark.line:
        reason = "before the first question"
    elif parts and first > parts[-1].mark.line:
        reason = "after the last answer"
    else:
        reason = "topic heading" if len(heads) and end - first <= 3 else "between two entries"
    return Skipped(reason, first + 1, end, source)


def _warnings(parts: Sequence[Body], notes: Cleaned, source: str) -> Iterator[Warned]:
    for message, at in notes.warnings:
        yield Warned(message, at + 1, source)
    for part in parts:
        if not part.mark.text.strip(" *_`~"):
            yield Warned(f"{part.mark.title or 'A question'} has a number but no words.", part.mark.line + 1, source)
