"""Mark: a place where a question may stand; its label, number and signs are taken off its words."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from ingest.wording import NUMBER, QUESTION_LABEL, asks, has_difficulty, keycaps, without_signs

ANNOUNCED = 0.8
"""How much a mark with an announced answer asks, whatever its words."""
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
    announced: bool = False
    """Exactly one announced answer stands under it."""

    @property
    def asking(self) -> float:
        """How much it sounds like a question."""
        return max(asks(self.text), ANNOUNCED) if self.announced else asks(self.text)

    @property
    def title(self) -> str:
        """The question as a person would say it; a bare number keeps its label."""
        return without_signs(self.text) or (f"Q{self.number}" if self.number else "")


_ANCHOR = re.compile(r"^\W*\[.*\]\(#[^)]*\)\W*$|^<a\s+href=\"#[^>]*>.*</a>$", re.DOTALL)
_STRUCK = re.compile(r"^\W*(?:\d+\W*)?~~.+~~\W*$", re.DOTALL)


def labelled_mark(mark: Mark) -> Mark:
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
    first = found["text"].strip()[:1]
    signed = found[0][:1] in "#№[("
    return mark.kind == "heading" and (signed or not (first.islower() or first.isdigit()))
