"""Code fences: which lines are code, and where a fence that its author forgot to close has to end."""

import re
from collections import Counter
from dataclasses import dataclass

_FENCE = re.compile(r"^(?P<indent>[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?)(?P<ticks>`{3,}|~{3,})(?P<info>.*)$")
_STRONG = re.compile(
    r"^\s{0,3}(?:(?P<list>\d+[.)])\s+)?(?:(?P<hashes>#{2,6})\s*(?:(?P<label>Q|Question)?\s*(?P<number>\d+)[.):\s]|.*\?\s*#*\s*$)"
    r"|\*\*\s*(?:(?P<boldlabel>Q|Question)?\s*(?P<boldnumber>\d+)[.):].*|.*\?.*)\*\*\W*$"
    r"|(?P<asked>\**(?:Q|Question)\s*\d*\s*[:.]\**\s+\S)|(?P<summary>\s*(?:<details[^>]*>\s*)?<summary))",
    re.IGNORECASE,
)
_SHOWN = frozenset({"markdown", "md", "text", "txt", "mdx"})


@dataclass(slots=True)
class Marked:
    """Lines, and which of them are code (the fences themselves included)."""

    lines: list[str]
    code: list[bool]


@dataclass(slots=True)
class _Open:
    at: int
    ticks: str
    info: str
    indent: str


def mark_code(source: list[str]) -> tuple[Marked, list[tuple[int, int]]]:
    """The lines with every fence closed, and (first, last) of each that had to be closed here."""
    marked = Marked(list(source), [False] * len(source))
    shapes = Counter(shape for line in source if (shape := _shape(line)))
    broken: list[tuple[int, int]] = []
    current: _Open | None = None
    number = 0
    for at, line in enumerate(source):
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if current is None:
            current = _opened(found, at)
            marked.code[at] = current is not None
            number = _number(line) or number
        elif found and _closes(found, current):
            marked.code[at] = True
            current = None
        elif _breaks(source, at, current, shapes, number) and (end := _blank_before(source, at, current)) is not None:
            broken.append((current.at, end))
            _close(marked, current, end)
            current = None
            number = _number(line) or number
        elif found and found["info"].strip() and _stray(source, at, current):
            broken.append((current.at, at - 1))
            _close(marked, current, current.at)
            current = _opened(found, at)
            marked.code[at] = True
        else:
            marked.code[at] = True
    if current is not None:
        broken.append((current.at, len(source) - 1))
    return marked, broken


def _opened(found: re.Match[str] | None, at: int) -> _Open | None:
    if found is None or (found["ticks"][0] == "`" and "`" in found["info"]):
        return None
    return _Open(at, found["ticks"], found["info"].strip().lower(), re.sub(r"[^\s>]", " ", found["indent"]))


def _closes(found: re.Match[str], current: _Open) -> bool:
    return (
        found["ticks"][0] == current.ticks[0]
        and len(found["ticks"]) >= len(current.ticks)
        and not found["info"].strip()
    )


def _shape(line: str) -> str:
    """How a line that may hold a question is written; "" for others."""
    found = _STRONG.match(line)
    if found is None:
        return ""
    numbered = bool(found["number"] or found["boldnumber"] or found["list"])
    return f"{found['hashes'] or ''}{'summary' if found['summary'] else ''}{'Q' if found['asked'] else ''}{numbered}"


def _breaks(source: list[str], at: int, current: _Open, shapes: Counter[str], number: int) -> bool:
    """Whether this line of a fence is a question of the document, so that the fence must have ended before."""
    shape = _shape(source[at])
    if not shape or shapes[shape] < 3 or (at > 0 and source[at - 1].strip()):
        return False
    if current.info in _SHOWN and _balanced(source, at, current):
        return False
    return _number(source[at]) == number + 1 > 1 or not _balanced(source, at, current)


def _number(line: str) -> int:
    """The number that a question-like line carries; 0 without one."""
    found = _STRONG.match(line)
    digits = (found["number"] or found["boldnumber"] or found["list"] or "") if found else ""
    return int(digits.strip(".)") or 0)


def _balanced(source: list[str], at: int, current: _Open) -> bool:
    """Whether the next fence after a line closes the open one, as it would if nothing was forgotten."""
    for line in source[at + 1 :]:
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if found:
            return _closes(found, current)
        if _shape(line) and line.startswith("#"):
            return False
    return False


def _stray(source: list[str], at: int, current: _Open) -> bool:
    """Whether an opening fence in an open bare one shows that the bare one was left over."""
    return (
        not current.info and at - current.at <= 40 and source[current.at - 1].strip() != "" and len(current.ticks) == 3
    )


def _blank_before(source: list[str], at: int, current: _Open) -> int | None:
    for end in range(at - 1, current.at, -1):
        if not source[end].strip():
            return end
    return None


def _close(marked: Marked, current: _Open, end: int) -> None:
    if end == current.at:
        marked.lines[end] = ""
        marked.code[end] = False
        for at in range(current.at, len(marked.code)):
            if not marked.code[at] and at > end:
                break
            marked.code[at] = False
        return
    marked.lines[end] = current.indent + current.ticks
    marked.code[end] = True
