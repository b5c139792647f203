"""Sheets: what an exercise sheet puts around a question: headings, numbers, marks, advice, blanks, offers.

The answers that are offered are read off: a result that is none of them is not given.
"""

import re
from dataclasses import dataclass

from tutor.calculator.code_values import in_words
from tutor.calculator.intent import sentences
from tutor.calculator.offers import LONGEST, Offer, Shape, without_offers
from tutor.calculator.patterns import regex

_ASKS = (
    r"(?:what|how|which|calculate|compute|find|determine|estimate|evaluate|give|derive|show|work out|if|suppose|assume|"
    r"assuming|given|using|use|for|construct|state|write|obtain|provide|report)\b"
)
_PART = regex(
    rf"^[ \t>]*(?:[-*][ \t]+)?(?:\(?(?:\d{{1,2}}|[a-h]|i{{1,3}}|iv|v)[.)])[ \t]+(?=(?:the )?{_ASKS})", re.I | re.M
)
_KIND = r"(?:your )?(?:tasks?|questions?|problems?|exercises?|solution|to do|part \w)"
_HEADINGS = regex(rf"^[ \t]*#{{1,6}}[ \t]*(?:{_KIND}[ \t]*:?[ \t]*$)?", re.I | re.M)
_NUMBERED = regex(
    r"^[ \t]*(?:\*\*)?(?:part|task|question|problem|exercise)[ \t]+(?:\d{1,2}(?:\.\d{1,2})*|[a-h])\b"
    r"[ \t]*[:.)\u2013-]?(?:\*\*)?[ \t]*",
    re.I | re.M,
)
_COLUMN = regex(
    r"[\u23a1\u239b]\s*[-\d. ]+?\s*[\u23a4\u239e]"
    r"(?:\s*[\u23a2\u23a3\u239c\u239d]\s*[-\d. ]+?\s*[\u23a5\u23a6\u239f\u23a0])+"
)
_HEADING = regex(
    r"\A\s*(?:#{1,6}[ \t]+)?(?:\*\*|__|\u27a2|\u2022|\u25aa)?[ \t]*"
    r"(?:(?:(?:practice |quiz |exam |homework )?(?:question|problem|exercise|example|task|quiz|part|ex|q|ques|"
    r"prob)\b\.?[ \t]*"
    r"#?(?:\d{1,3}(?:\.\d{1,3})*|[A-Z]\b|[ivx]+\b)?(?:[ \t]?\([a-z\d]+\))?|\(?\d{1,3}(?:\.\d{1,3})*(?=[.):]))"
    r"(?:[ \t]*[.):]+|[ \t]*(?=\n)|[ \t]*\*\*)|#{1,6}[ \t]+[^\n]{0,80}\n)(?:\*\*|__)?:?(?=\s)",
    re.I,
)
_TITLE = regex(
    r"\A\s*(?:\*\*|__)?(?!(?:what|which|how|calculate|compute|find|determine|give|let|suppose|consider|given|if)\b)"
    r"(?![^\n]*\b(?:actual\w*|predict\w*|true|truth|labels?|rows?|columns?|data)\b)[A-Z][A-Za-z'/,&() -]{2,60}"
    r"(?:\*\*|__)?"
    r"[ \t]*\n\s*(?=\||[A-Za-z][^|\n]*[a-z\d)][.?!:,;=][^|\n]* |[A-Z][^|\n]* = )"
)
"""A first line that only names what the sheet is about."""
_TAG = regex(r"\A\s*(?:\*\*)?[\[(](?:easy|medium|hard|difficult|warm[- ]?up|basic|advanced|bonus)[\])](?:\*\*)?", re.I)
_LABEL = regex(r"^[ \t]*(?:[-*][ \t]+)?\(?[a-h]\)[ \t]+(?=\S)", re.M)
_TAGS = regex(
    r"^:{1,6}(?=\s)|</?(?:p|b|i|em|strong|br|li|ul|ol|div|span|sub|sup|big|small|code|pre|u|h[1-6])(?:\s[^<>]{0,60})?/?>",
    re.M,
)
_HELD = regex(r"\A[\s{\[(]*[\"'`]?\b(?:q|question|prompt|stem)\b[\"'`]?\s*[:=]\s*[A-Za-z]?[\"'`]+", re.I)
"""What a program writes before a question that it holds."""
_COUNT = r"(?:\d+|one|two|three|four|five|six)"
_PLACES = rf"{_COUNT} (?:decimals?|d\.?p|digits|significant)\b"
_MARKS = r"\d{1,2}(?:\.\d+)?\s*(?:points?|pts?|marks?|pt|p|decimals?|decimal places|d\.p\.)\.?"
_EASED = (
    r"(?:\b(?:for|use|using|given|assum\w+|take|hint|note)\b:?\s*(?:that\s+)?)?"
    r"(?:\blog(?:_?\{?(?:2|10|e)\}?)?\s*\(?\s*\d[\d/.]*\s*\)?\s*(?:=|\u2248|~)\s*-?\d*\.\d+\s*(?:,|;|and|\s)*)+"
    r"(?:,?\s*answer the following questions?\s*:?)?|"
    r"\b(?:use|using|take|assume|with)\s+(?:\$?[^.$\u2248\n]{1,25}?(?:\u2248|\\approx)\s*-?[\d.]*\d\$?(?:\s*(?:,|"
    r";|and)\s*)*)+\.?"
)
"""Values that are only given to ease the work: "use e^1 = about 2.718"."""
_ADVICE = regex(
    rf"[\[(]\s*{_MARKS}\s*[\])]|"
    rf"(?:[,.;(]\s*|\band |(?<=[.?!\s])|^)(?:please )?(?:round(?:ed|ing)?|enter|keep|provide|give|report|express|state|"
    rf"submit|write)\b[^.?!\n]{{0,50}}?\b(?:{_PLACES}(?:[^.?!,\n)]|,(?! \w+ \w+ the\b)){{0,40}}|"
    rf"to the nearest \w+)[.!)]?|"
    r"\bFor example, if (?:your|the) answer is\b[^\n]*|"
    r"__?Notes?__?:?|\*\*(?:Pen ?& ?paper|Question|Problem)\s*:?\*\*\s*:?|"
    r"(?:(?<=[.?!\s])|^)(?:please )?(?:show|justify|explain) (?:all )?(?:your |the )?(?:work(?:ing)?|steps|answer|"
    r"reasoning|calculations?)[^.?!\n]{0,40}[.!]?(?=\s|$)|"
    r"(?<=[.?!]) (?:give|express|write|state) (?:it|your answer|the answer) as a (?:simplified |reduced )?"
    rf"(?:fraction|decimal)\b\.?|{_EASED}",
    re.I,
)
_BLANK = regex(r"\s*(?:=|:)?\s*_{3,}")
_PROGRAM = regex(r"\b\w+\.\w+\(|\b(?:Conv2D|Dense|Linear|Sequential|MaxPooling2D)\(|^\s*\w+ ?= ?\S", re.M)
"""Code: its lines stay as they are."""
_COLUMNS = regex(r"\S {3,}\S|\t")
"""A line of a table in plain text."""
_BROKEN = regex(r"[a-z,)%\d\"'$*-]\Z", re.I)
_GOES_ON = regex(r"(?:[a-z(][^|:=]*|\d[\d,.]*%? [a-z][^|:=]*|[A-Z$][^|:=]{25,})(?:[:=][^|]*)?\Z")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question without what stands around it, and the answers that it offers."""

    text: str
    offered: tuple[Offer, ...] = ()
    shapes: tuple[Shape, ...] = ()


def off_the_sheet(question: str) -> Sheet:
    """The question by itself."""
    text = in_words(_HELD.sub("", question))
    text = _TAG.sub("", _HEADING.sub(_headed, re.sub(r"\\n(?![a-z])", "\n", _without_parts(text)), count=1))
    text = _untitled(text)
    if len(re.findall(r"^# ?\S", text, re.M)) > 1:
        text = re.sub(r"^# ?", "", text, flags=re.M)
    if len(text) <= LONGEST:
        text = _TAGS.sub(" ", re.sub(r"\A\s*\d{1,2}\s{2,}(?=[A-Z])", "", text))
    text, offered, shapes = without_offers(text)
    text = _BLANK.sub("?", _ADVICE.sub(" ", text if _PROGRAM.search(text) else _unwrapped(text)))
    if len(_LABEL.findall(text)) == 1:
        text = _LABEL.sub("", text)
    return Sheet(text if re.search(r"\w", text) else question, offered, shapes)


def _without_parts(question: str) -> str:
    """The question without headings and the numbers of its parts; a column drawn with signs is a list."""
    text = _COLUMN.sub(_row, question)
    return _PART.sub("", _NUMBERED.sub("", _HEADINGS.sub("", text))) if "\n" in text else text


def _untitled(text: str) -> str:
    """The text without its title where a sentence behind it asks by itself: a title never says what is asked."""
    title = _TITLE.match(text)
    if title is None or _COLUMNS.search(title[0].strip()):
        return text
    return text[title.end() :] if any(each.asks or each.conceptual for each in sentences(text[title.end() :])) else text


def _row(found: re.Match[str]) -> str:
    """The numbers of a column between its brackets."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?|-?\.\d+", found[0])
    return f"[{', '.join(numbers)}]"


def _headed(hit: re.Match[str]) -> str:
    """Nothing, or what the heading itself asks behind its number."""
    if not re.search(r"\b(?:how|what|which|calculate|compute|find|determine)\b[^\n]{8,}", hit[0], re.I):
        return ""
    return re.sub(r"\A[#\s*]*(?:[A-Za-z]{0,10}\.?\s?\d{1,3}(?:\.\d+)*[.:)]*)?\s*(?:\[\w+\])?\s*", "", hit[0])


def _unwrapped(text: str) -> str:
    """Sentences that were broken into lines on one line each."""
    lines = text.split("\n")
    found = lines[:1]
    for line in lines[1:]:
        before, after = found[-1].rstrip(), line.strip()
        listed = re.match(r"\s*[-*\u2022]\s|.*:\s*[\d.,]+%?\Z", before)
        if (
            _BROKEN.search(before)
            and len(before.strip()) > 30
            and not _COLUMNS.search(before.strip() + "\n" + after)
            and not listed
            and "|" not in before + after
            and _GOES_ON.match(after)
        ):
            found[-1] = f"{before} {after}"
        else:
            found.append(line)
    return "\n".join(found)
