r"""LaTeX in every spelling becomes `$...$` inside a line and `$$...$$` as a block; no line is added or lost.

Read: `$ $`, `$$ $$`, `\( \)`, `\[ \]`, a lone `$` above and below a formula. Money ("$5 and $10") stays money, and
escaped brackets that hold no formula ("\[1\]") stay brackets.
"""

import re

CODE_SPAN = r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
_LATEX = re.compile(r"[\\^_=<>+*/]|\d|^\s*\w\s*$")
_ROUND = re.compile(CODE_SPAN + r"|\\\((?P<math>(?:(?!\\[()]).)+)\\\)")
_SQUARE = re.compile(CODE_SPAN + r"|\\\[(?P<math>(?:(?!\\[\[\]]).)+)\\\]")
_SPACED = re.compile(CODE_SPAN + r"|(?<![\\$\w])\$(?P<math>[ \t]+[^$`]*?|[^$`\s][^$`]*?[ \t]+)\$(?![\d$])")
_INLINE = re.compile(CODE_SPAN + r"|(?<![\\$])\$(?P<math>[^$\s](?:[^$]*[^$\s\\])?)\$(?![\d$])")
_OPENS = re.compile(r"^(?P<indent>[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?)\\\[(?P<rest>.*)$")
_CLOSES = re.compile(r"^(?P<before>.*?)\\\](?P<after>\s*[.,;]?\s*)$")
LONGEST_BLOCK = 60
"""Lines of the longest formula; an opening mark without an end is plain text."""


def normalise(lines: list[str], in_code: list[bool]) -> list[str]:
    """The same lines with every formula spelt `$...$` or `$$...$$`; lines of code stay as they are."""
    result = list(lines)
    _lone_dollars(result, in_code)
    _square_blocks(result, in_code)
    return [line if code else normalise_line(line) for line, code in zip(result, in_code, strict=True)]


def normalise_line(line: str) -> str:
    """One line with its formulas spelt `$...$`; a formula in a table row keeps its bars from cutting the cell."""
    if "\\(" in line:
        line = _ROUND.sub(lambda m: _replaced(m, "$"), line)
    if "\\[" in line:
        line = _SQUARE.sub(lambda m: _replaced(m, "$$"), line)
    if "$" not in line:
        return line
    line = _SPACED.sub(_trimmed, line)
    return _INLINE.sub(_guarded, line) if line.lstrip().startswith("|") else line


def _replaced(match: re.Match[str], mark: str) -> str:
    inside = match["math"]
    if inside is None or not _LATEX.search(inside):
        return match[0]
    return f"{mark}{inside.strip()}{mark}"


def _trimmed(match: re.Match[str]) -> str:
    inside = match["math"]
    if inside is None or not re.search(r"[\\^_=]", inside):
        return match[0]
    return f"${inside.strip()}$"


def _guarded(match: re.Match[str]) -> str:
    inside = match["math"]
    if inside is None:
        return match[0]
    return "$" + re.sub(r"\\?\|", lambda bar: r"\Vert " if bar[0] == r"\|" else r"\vert ", inside) + "$"


def _lone_dollars(lines: list[str], in_code: list[bool]) -> None:
    """A formula between two lines that hold only `$` becomes a block."""
    start: int | None = None
    for at, line in enumerate(lines):
        if in_code[at] or line.strip() not in {"$", "- $", "* $"}:
            continue
        if start is None or at - start > LONGEST_BLOCK:
            start = at
            continue
        lines[start] = lines[start].replace("$", "$$")
        lines[at] = lines[at].replace("$", "$$")
        start = None


def _square_blocks(lines: list[str], in_code: list[bool]) -> None:
    r"""A formula between `\[` and `\]` on different lines becomes a block."""
    at = 0
    while at < len(lines):
        opened = None if in_code[at] else _OPENS.match(lines[at])
        end = _square_end(lines, in_code, at) if opened and r"\]" not in opened["rest"] else None
        if opened is None or end is None:
            at += 1
            continue
        lines[at] = f"{opened['indent']}$${opened['rest']}"
        lines[end] = _CLOSES.sub(r"\g<before>$$", lines[end])
        at = end + 1


def _square_end(lines: list[str], in_code: list[bool], start: int) -> int | None:
    for at in range(start + 1, min(len(lines), start + LONGEST_BLOCK)):
        if in_code[at] or not lines[at].strip():
            return None
        if "\\]" in lines[at] and _CLOSES.match(lines[at]):
            return at
    return None
