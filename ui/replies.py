"""Where a candidate's answers come from: the keyboard, a pipe, or a script."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import UserError

if TYPE_CHECKING:
    from tutor import Question


@dataclass(frozen=True, slots=True)
class Reply:
    """What came from the keyboard or the script."""

    text: str
    expected: float | None = None
    """What the candidate thinks the answer worth, 0 to 1."""


Replies = Callable[["Question"], Reply | None]
"""The reply to a question; None at the end of them."""


def typed(rate: bool) -> Replies:
    """From the keyboard or a pipe; prompts only where somebody sees them."""
    prompts = sys.stdin.isatty()

    def read(question: "Question") -> Reply | None:
        text = _lines(prompts)
        if text is None or text.startswith("/") or question.confirm or not rate:
            return None if text is None else Reply(text)
        return Reply(text, _percentage(_line("How good was that, 0 to 100? ", prompts)))

    return read


def _lines(prompts: bool) -> str | None:
    """Lines up to an empty one; None at the end of the input. Empty lines before an answer are passed over."""
    lines: list[str] = []
    while True:
        line = _line("  " if lines else "> ", prompts)
        if line is None:
            return "\n".join(lines) or None
        if line.startswith("/") and not lines:
            return line.strip()
        if line.strip():
            lines.append(line)
        elif lines:
            return "\n".join(lines)


def _line(prompt: str, prompts: bool) -> str | None:
    try:
        return input(prompt if prompts else "")
    except EOFError:
        return None


def _percentage(text: str | None) -> float | None:
    number = (text or "").strip().rstrip("%").strip()
    return min(int(number), 100) / 100 if number.isdigit() else None


def scripted(file: Path) -> Replies:
    """From a file. A "did you mean" takes a line {"answer": "yes"} or "no" where the next one is that, else none."""
    entries = _read(file)
    waiting: list[Reply] = []

    def read(question: "Question") -> Reply | None:
        if not waiting:
            waiting.extend(reply for reply in [next(entries, None)] if reply is not None)
        if question.confirm and (not waiting or waiting[0].text.strip().lower() not in {"yes", "no"}):
            return Reply("/skip")
        return waiting.pop() if waiting else None

    return read


def _read(file: Path) -> Iterator[Reply]:
    try:
        lines = [line for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        return iter([_reply(json.loads(line)) for line in lines])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f'The script {file} cannot be read: {error!r}. Each line is {{"answer": "..."}}.') from error


def _reply(fields: Any) -> Reply:
    answer, expected = fields["answer"], fields.get("expected")
    if not isinstance(answer, str) or not isinstance(expected, int | float | None):
        raise ValueError("an answer is text, and what is expected of it a number from 0 to 1")
    return Reply(answer, None if expected is None else min(max(float(expected), 0.0), 1.0))
