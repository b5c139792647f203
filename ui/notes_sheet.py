"""NotesSheet: what was read out of the notes, what was not, and what changed, as the Notes screen shows it."""

from collections.abc import Sequence
from urllib.parse import quote

from ingest import Changes, DocumentCount, Entry, Report
from tutor import NumberCheck
from ui.rendering import attribute, inline, words

MOST = 30
"""Lines of one list that are shown."""


def report_html(report: Report, checks: Sequence[NumberCheck], own: Sequence[str]) -> str:
    """Every file with its counts, what is unanswered, left out or wrong; `own` are files that can be removed."""
    return "".join(_document(document, report, checks, document.source in own) for document in report.documents)


def changes_html(changes: Changes | None) -> str:
    """What a second reading found different."""
    if changes is None:
        return ""
    parts = (
        ("added", "new", changes.added),
        ("changed", "changed", changes.changed),
        ("gone", "gone", changes.removed),
    )
    lists = "".join(_changed(sign, said, entries) for sign, said, entries in parts if entries)
    count = f"{len(changes.unchanged) + len(changes.moved)} as they were"
    return f'<div class="changes" role="status"><p class="verdict">The notes were read again: {count}.</p>{lists}</div>'


def _changed(css: str, said: str, entries: Sequence[Entry]) -> str:
    sign = {"added": "+", "changed": "~", "gone": "−"}[css]
    items = "".join(f'<li><span class="sign">{sign}</span> {inline(entry.question)}</li>' for entry in entries[:MOST])
    return f'<div class="{css}"><h3>{len(entries)} {said}</h3><ul class="lines">{items}{_rest(len(entries))}</ul></div>'


def _document(document: DocumentCount, report: Report, checks: Sequence[NumberCheck], removable: bool) -> str:
    source = document.source
    wrong = [check for check in checks if check.source == source and not check.right]
    right = sum(check.right for check in checks if check.source == source)
    remove = f' <a href="#forget:{quote(source)}" class="action">Remove</a>' if removable else ""
    answered = "all answered" if document.answered == document.entries else f"{document.answered} answered"
    count = f"{document.entries} questions, {answered} · {document.points} lines to cite"
    told = f"Questions are told by: {words(document.convention)}." if document.entries else ""
    sums = f" {right} calculations were worked out again and are right." if right else ""
    parts = (
        ("✗", "Numbers that do not come out", [(each.line, each.question, each.message) for each in wrong]),
        ("○", "Without an answer", [(o.line, o.question, "") for o in report.unanswered if o.source == source]),
        ("?", "Read in the likeliest way", [(w.line, w.message, "") for w in report.warnings if w.source == source]),
        ("–", "Left out", [(s.line, s.reason, "") for s in report.skipped if s.source == source]),
    )
    lists = "".join(_lines(sign, said, lines, source) for sign, said, lines in parts if lines)
    return (
        f'<section class="file"><h3 class="name">{words(source)}{remove}</h3>'
        f'<p class="counts">{count}</p><p class="where">{told}{sums}</p>{lists}</section>'
    )


def _lines(sign: str, said: str, lines: Sequence[tuple[int, str, str]], source: str) -> str:
    items = "".join(_line(line, text, more, source) for line, text, more in lines[:MOST])
    opened = " open" if sign == "✗" else ""
    mark = "" if sign == "–" else f'<span class="sign">{sign}</span> '
    head = f"<summary>{mark}{said}: {len(lines)}</summary>"
    key = attribute(f"report-{source}-{said}".replace(" ", "-"))
    return f'<details id="{key}"{opened}>{head}<ul class="lines">{items}{_rest(len(lines))}</ul></details>'


def _line(line: int, text: str, more: str, source: str) -> str:
    place = f'<a href="#place:/{quote(source, safe="")}/{line}/{line}/" class="at">line {line}</a>'
    return f"<li>{place} {inline(text)}{f'<p>{inline(more)}</p>' if more else ''}</li>"


def _rest(count: int) -> str:
    return f'<li class="empty">and {count - MOST} more</li>' if count > MOST else ""
