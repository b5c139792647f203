"""Rows of counts: numbers in a row with the label before them, in any markup or none."""

import re
from dataclasses import dataclass, field

from tutor.calculator.axes import Words, is_axis
from tutor.calculator.patterns import regex

_MARKUP = regex(
    r"^[> ]*(?:\w+\s*(?:=|<-)\s*)?[a-z]\w*\(.*\)\s*$|"
    r"(?:begin|end)\s*\{\s*\w+\s*\}(?:\s*\{[^{}]*\})?|multi(?:row|column)\s*\{[^{}]*\}\s*\{[^{}]*\}|"
    r"\b[hc]line\b\s*(?:\{[^{}]*\})?|\b(?:top|mid|bottom)rule\b|\bcentering\b|[{}*`\"$]|^[ \t]*[#>]+|"
    r"^[|+:= \t-]*-{2,}[|+:= \t-]*$",
    re.M,
)
_TOKEN = regex(
    r"(?P<tag>\(\s*(?:TP|FP|FN|TN|(?:true|false) (?:positives?|negatives?))\s*\)|\b(?:TP|FP|FN|TN)\b\s*[:=]?)|"
    r"(?P<odd>[\[\]]|\d*\.\d+%?|\d+(?:\.\d+)?\s?%)|(?P<number>(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?!\w|\.\d|,\d{3}))|"
    r"(?P<word>[A-Za-z][\w'/+-]*|(?<=[\s|(])[+-](?=[\s|)]))|(?P<cell>\||&|\t|\\|/| {3,})|(?P<line>\n|;)|"
    r"(?P<stop>(?<!pred)[.?!](?=\s|$)|:(?=[ \t]*\n))",
    re.I,
)
SIGNS = frozenset({"\n", "|", " ", "\\", "/"})
"""What stands between cells and lines, beside words."""


@dataclass(slots=True)
class CountRow:
    """Numbers in a row with what stands before them since the row before."""

    label: list[str]
    cells: list[int]
    tags: list[str]
    start: int
    end: int
    stopped: bool = False
    line: int = 0
    """How many of the label's words stand in the same line."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far: rows, and the words and signs since the last of them."""

    runs: list[CountRow] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    stopped: bool = False
    open: bool = False
    """Whether a number goes on with the last row."""
    broken: bool = False
    """Whether a line has ended since the last number."""
    tag: str = ""
    """A name of a cell that stands before its number, or over a column."""

    def number(self, hit: re.Match[str], value: int) -> None:
        """A cell of this row or of the next."""
        if self.open and not (self.broken and len(self.runs[-1].cells) > 1):
            self.runs[-1].cells.append(value)
            self.runs[-1].end = hit.end()
        else:
            line = len(self.words) - _last_line(self.words)
            self.runs.append(CountRow(self.words, [value], [], hit.start(), hit.end(), self.stopped, line))
            self.words, self.stopped = [], False
        self.runs[-1].tags += [self.tag] if self.tag else []
        self.open, self.broken, self.tag = True, False, ""

    def word(self, word: str) -> None:
        """A word of a label, or a class that is called by a digit."""
        self.untagged()
        self.open = False
        self.words.append(word)

    def untagged(self) -> None:
        """A name of a cell without its number is a word."""
        self.words += [self.tag] if self.tag else []
        self.tag = ""


def without_markup(text: str) -> str:
    """The text of the same length with blanks where its markup stood."""
    plain = _MARKUP.sub(lambda hit: " " * len(hit[0]) if hit[0] != "\n" else "\n", text)
    if "&" in plain:
        plain = plain.replace("\\", "\n")
    return plain


def count_rows(text: str, *, digits_name: bool) -> list[CountRow]:
    """The rows of numbers; a digit behind "Predicted" is a class where `digits_name`."""
    read = _Reading()
    for hit in _TOKEN.finditer(text):
        kind = hit.lastgroup
        if kind == "number":
            value = int(hit["number"].replace(",", ""))
            name = digits_name and value < 10 and (_behind_axis(read.words) or _counts_on(read.words, value))
            read.word(hit["number"]) if name else read.number(hit, value)
        elif kind == "tag" and read.open and "(" in hit["tag"]:
            read.runs[-1].tags.append(_short(hit["tag"]))
        elif kind == "tag":
            read.untagged()
            read.tag = _short(hit["tag"])
        elif kind in {"word", "odd"}:
            read.word(hit[0])
        elif kind == "stop":
            read.words, read.stopped, read.open, read.tag = [], True, False, ""
        else:
            read.untagged()
            read.broken = read.broken or kind == "line"
            sign = "\n" if kind == "line" else hit[0] if hit[0] in "\\/" else " " if hit[0][0] == " " else "|"
            read.words.append(sign)
    return read.runs


def _behind_axis(words: list[str]) -> bool:
    """Whether what comes is the name of a class: "Actual 0", "Predicted class 1"."""
    plain = [word for word in words[-4:] if word not in {"|", " "}]
    while plain and re.fullmatch(r"class|label|value", plain[-1], re.I):
        plain.pop()
    return bool(plain) and is_axis(plain[-1])


def _counts_on(words: list[str], value: int) -> bool:
    """Whether a digit goes on with the names: "Predicted 0 1"."""
    plain = [word for word in words if word not in {"|", " "}]
    return bool(plain) and plain[-1] in {str(value - 1), str(value + 1)}


def _last_line(words: list[str]) -> int:
    """Where the words of the last line that has any begin."""
    end = len(words)
    while end and words[end - 1] in SIGNS:
        end -= 1
    return max((at + 1 for at in range(end) if words[at] == "\n"), default=0)


def _short(tag: str) -> str:
    words = re.findall(r"[A-Za-z]+", tag.lower())
    return str(words[0] if len(words) == 1 else words[0][0] + words[1][0])


def words_of(head: list[str]) -> Words:
    """The words alone, without the signs between cells and lines."""
    return tuple(word for word in head if word not in SIGNS)
