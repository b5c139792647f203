"""Source text -> Markdown that parses as its author meant; every line stays where it was.

Covered: front matter, comments, wrapper tags (`<details>`, `<p>`), raw `<h3>`, code fences that are never closed, rules
glued to the paragraph above, table rulers with a missing column, every spelling of LaTeX.
Not covered: HTML tables and lists; they are read as the text they hold.
"""

import re
from dataclasses import dataclass, field

from ingest.fences import mark_code
from ingest.mathematics import CODE_SPAN, normalise

_FRONT_END = re.compile(r"^(?:---|\.\.\.)\s*$")
_TAGS = re.compile(
    CODE_SPAN + r"|(?P<tag></?(?:details|summary)\b[^>\n]*>)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"<summary\b[^>]*>(?P<text>.*?)</summary\s*>(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_SUMMARY_OPENS = re.compile(r"<summary\b[^>]*>", re.IGNORECASE)
_RAW_HEADING = re.compile(
    r"^(?P<before>\s*(?:(?:[-*+]|\d+[.)])\s+)?)(?:<[a-z]+\b[^>]*>\s*)*?<h(?P<level>[1-6])\b[^>]*>(?P<text>.*?)</h(?P=level)\s*>(?P<rest>.*)$",
    re.IGNORECASE,
)
_TIGHT_HEADING = re.compile(r"^(?P<before>\s*(?:(?:[-*+]|\d+[.)])\s+)?)(?P<marks>#{2,6})(?P<text>[^#\s].*)$")
_DASHES = re.compile(r"^ {0,3}-{3,}[ \t]*$")
_RULER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
LONGEST_SUMMARY = 6
"""Lines that a `<summary>` may span."""


@dataclass(slots=True)
class Cleaned:
    """The cleaned lines of a document and what the cleaning saw; line numbers count from 0."""

    lines: list[str]
    code: list[bool]
    """Whether a line lies in a code fence."""
    summaries: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    """First line of a `<summary>` -> its last line, its words, and the words after it on the same line."""
    opened: list[int] = field(default_factory=list)
    """Lines with `<details>`."""
    closed: list[int] = field(default_factory=list)
    """Lines with `</details>`."""
    skipped: list[tuple[str, int, int]] = field(default_factory=list)
    """Reason, first and last line of what is no text for people."""
    warnings: list[tuple[str, int]] = field(default_factory=list)


def clean(text: str) -> Cleaned:
    """The document as Markdown that parses as its author meant."""
    lines = text.expandtabs(4).split("\n") if "\t" in text else text.split("\n")
    marked, broken = mark_code(lines)
    result = Cleaned(marked.lines, marked.code)
    result.warnings += [
        (f"A code block that begins on line {a + 1} is never closed; it ends on line {b + 1}.", a) for a, b in broken
    ]
    _front_matter(result)
    _comments(result)
    _tags(result)
    _headings(result)
    _glued_rules(result)
    result.lines = normalise(result.lines, result.code)
    _table_rulers(result)
    return result


def _front_matter(notes: Cleaned) -> None:
    lines = notes.lines
    if not lines or lines[0].strip() not in {"---", "+++"}:
        return
    for at in range(1, min(len(lines), 100)):
        ends = lines[at].strip() == "+++" if lines[0].strip() == "+++" else _FRONT_END.match(lines[at])
        if ends and any(re.match(r"^[\w\"'-]+\s*[:=]", line) for line in lines[1:at]):
            notes.skipped.append(("front matter", 0, at))
            lines[: at + 1] = [""] * (at + 1)
            return
        if not lines[at].strip() and at == 1:
            return


def _comments(notes: Cleaned) -> None:
    """Blank out `<!-- -->`; a comment that never ends is text."""
    lines, start = notes.lines, None
    for at in range(len(lines)):
        if notes.code[at]:
            start = None
            continue
        if start is None:
            lines[at] = re.sub(CODE_SPAN + r"|<!--.*?-->", lambda m: m[0] if m["code"] else "", lines[at])
            opened = lines[at].find("<!--")
            if opened >= 0 and "`" not in lines[at][:opened]:
                start = at
        elif "-->" in lines[at]:
            notes.skipped.append(("comment", start, at))
            lines[start] = lines[start][: lines[start].find("<!--")]
            lines[at] = lines[at][lines[at].find("-->") + 3 :]
            lines[start + 1 : at] = [""] * (at - start - 1)
            start = None


def _tags(notes: Cleaned) -> None:
    at = 0
    while at < len(notes.lines):
        if not notes.code[at] and "<" in notes.lines[at]:
            if _SUMMARY_OPENS.search(re.sub(r"`[^`]*`", "", notes.lines[at])):
                at = _summary(notes, at)
            _count_details(notes, at)
            notes.lines[at] = _without_wrappers(notes.lines[at])
        at += 1


def _summary(notes: Cleaned, start: int) -> int:
    """Turn a `<summary>` into a bold line; returns its last line."""
    for end in range(start, min(len(notes.lines), start + LONGEST_SUMMARY)):
        found = _SUMMARY.search("\n".join(notes.lines[start : end + 1]))
        if found is None:
            continue
        words = " ".join(re.sub(r"<br\s*/?>", " ", found["text"]).split())
        before = "\n".join(notes.lines[start : end + 1])[: found.start()]
        notes.opened.extend([start] * len(re.findall(r"<details\b", before, re.IGNORECASE)))
        heading = re.fullmatch(r"<h([1-6])[^>]*>(.*)</h\1>", words, re.IGNORECASE)
        words = heading[2] if heading else words
        inner = re.sub(r"</?(?:b|strong)\b[^>]*>|\*\*", "", words).strip()
        indent = re.match(r"\s*", notes.lines[start])
        notes.lines[start : end + 1] = [""] * (end + 1 - start)
        notes.lines[start] = f"{indent[0] if indent else ''}**{inner}**" if inner else ""
        rest = _without_wrappers(found["rest"]).strip()
        notes.summaries[start] = (end, inner, rest if end == start else "")
        notes.closed.extend([end] * len(re.findall(r"</details\b", found["rest"], re.IGNORECASE)))
        if rest:
            notes.lines[end] = (notes.lines[end] + " " + rest) if end == start else rest
        return end
    return start


def _count_details(notes: Cleaned, at: int) -> None:
    text = re.sub(r"`[^`]*`", "", notes.lines[at])
    notes.opened.extend([at] * len(re.findall(r"<details\b", text, re.IGNORECASE)))
    notes.closed.extend([at] * len(re.findall(r"</details\b", text, re.IGNORECASE)))


_WRAPPERS = r"details|p|div|center|section|article|figure|summary"
_AT_START = re.compile(rf"^(\s*(?:(?:[-*+]|\d+[.)])\s+)?)(?:</?(?:{_WRAPPERS}|br|hr)\b[^>\n]*>\s*)+", re.IGNORECASE)
_AT_END = re.compile(rf"(?:\s*</?(?:{_WRAPPERS})\b[^>\n]*>)+\s*$", re.IGNORECASE)
_BREAKS = re.compile(r"(?:\s*<br\s*/?>)+\s*$", re.IGNORECASE)


def _without_wrappers(line: str) -> str:
    """Without tags that only wrap; a line of nothing else becomes blank. Tags amid words are words ("use <div>")."""
    line = _AT_END.sub("", _AT_START.sub(r"\1", line))
    line = _AT_END.sub("", _balanced(_AT_START.sub(r"\1", _balanced(line))))
    line = _BREAKS.sub("  ", line)
    if not line.strip():
        return ""
    return _TAGS.sub(lambda m: m[0] if m["tag"] is None else "", line)


def _balanced(line: str) -> str:
    """A line without `<b>` that ends nowhere on it, and without `</b>` that began nowhere."""
    opened, closed = len(re.findall(r"<b>", line, re.IGNORECASE)), len(re.findall(r"</b>", line, re.IGNORECASE))
    if opened > closed:
        return re.sub(r"<b>\s*$", "", line, flags=re.IGNORECASE)
    return re.sub(r"</b>\s*$", "", line, flags=re.IGNORECASE) if closed > opened else line


def _headings(notes: Cleaned) -> None:
    for at, line in enumerate(notes.lines):
        if notes.code[at]:
            continue
        raw = _RAW_HEADING.match(line) if "<h" in line.lower() else None
        if raw and raw["text"].strip():
            rest = re.sub(r"</?[a-z][^>]*>", "", raw["rest"])
            notes.lines[at] = f"{raw['before']}{'#' * int(raw['level'])} {raw['text'].strip()} {rest}".rstrip()
        elif "##" in line and (tight := _TIGHT_HEADING.match(line)):
            notes.lines[at] = f"{tight['before']}{tight['marks']} {tight['text']}"


def _glued_rules(notes: Cleaned) -> None:
    """`---` right under a paragraph is a rule, unless the line above is a title."""
    lines = notes.lines
    alone = sum(1 for at in range(1, len(lines)) if _DASHES.match(lines[at]) and not lines[at - 1].strip())
    for at in range(1, len(lines)):
        if notes.code[at] or not _DASHES.match(lines[at]) or not lines[at - 1].strip():
            continue
        above = lines[at - 1].strip()
        before = lines[at - 2].strip() if at > 1 else ""
        title = (
            len(above) <= 120
            and not before
            and not above.endswith((".", ";", ",", ":", "。"))
            and not above.startswith(("|", "-", "*", ">", "!", "$"))
        )
        underline = len(lines[at].strip())
        if ("|" in above and not title) or (underline > 3 and not before and underline * 2 >= len(above)):
            continue
        if not title or (alone >= 2 and len(lines[at].strip()) == 3 and not above.endswith("?")):
            lines[at] = "***"


def _table_rulers(notes: Cleaned) -> None:
    """Give the ruler of a table as many columns as its header."""
    for at in range(1, len(notes.lines)):
        line, header = notes.lines[at], notes.lines[at - 1]
        if notes.code[at] or "|" not in line or "|" not in header or not _RULER.match(line):
            continue
        wanted, given = _columns(header), _columns(line)
        if wanted != given and wanted > 0 and not _RULER.match(header):
            indent = re.match(r"\s*", line)
            notes.lines[at] = (indent[0] if indent else "") + "|" + " --- |" * wanted
            notes.warnings.append(("The ruler of a table has another number of columns than its header.", at))


def _columns(line: str) -> int:
    bare = re.sub(r"`[^`]*`|\\\|", "", line).strip()
    return len(bare.removeprefix("|").removesuffix("|").split("|"))
