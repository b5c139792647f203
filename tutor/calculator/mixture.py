"""Mixture: a story of several groups read as a table, and what is asked of it."""

import re
from dataclasses import replace

from tutor.calculator.amounts import NUMBER, is_share
from tutor.calculator.asked_share import apart, without_options
from tutor.calculator.mixture_asks import ASKED, OBSERVED, answer, asking
from tutor.calculator.mixture_labels import Family, families, stems
from tutor.calculator.mixture_places import clauses, sentences
from tutor.calculator.mixture_rows import tables
from tutor.calculator.mixtures import Mixture
from tutor.calculator.parts import in_percent, without_idle
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

_OTHER = regex(
    r"\bat (?:least|most)\b|\bexactly\b|\btwice\b|\btimes (?:as|more|the)\b|(?<![.] )\bagain\b|\bsecond (?:test|time|"
    r"draw|toss|flip|result|item|ball|one)\b|\b(?<!conditionally )independent(?:ly|ce)?\b|\bexpect\w*\b|"
    r"\bhow many\b|\bodds\b|"
    r"\bin a row\b|\breplac\w+|\bnext (?!year|month|week)|\bmore likely\b|\bboth\b|\bneither\b|\bonly one\b|"
    r"\bincreas\w+|\bdecreas\w+|\bdistribut\w*\b|\bdeviation\b|\bconfidence\b|\bentropy\b|\binstead\b|\bwere to\b|"
    r"\b(?:(?:doubl|halv|tripl)(?:es|ed|ing)|(?:double|triple|half) (?:as|the|that)|"
    r"drops? to|falls? to|rises? to|would change|swapped|reversed?)\b|"
    r"\btransfer\w*|\bexcept\b|\b(?:two|three|2|3) (?:times|tests)\b",
    re.I,
)
"""More than one try, amounts, and what is told of another world than the one that is asked about."""
_COUNTED = r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)"
_PLAINER = (
    (regex(rf"\bone of (?:the |these |those |its |my |our )*{_COUNTED} (?=[a-z])", re.I), "one of the "),
    (
        regex(
            rf"(?<!in )(?<!of )(?<!every )\b{_COUNTED} (?=(?:[a-z-]+ ){{0,2}}[a-z]+s\b)(?![^.;]*\d[^.;]*\bballs\b)",
            re.I,
        ),
        "some ",
    ),
    (regex(r"\b(?:None of|No) (?=(?:the )?[\w-]+ [\w-]+ (?:will|have|has|are|is|do|test))"), "0% of "),
)


def mixture(question: Question) -> Recognition:
    """The one answer that every table of the story gives; None where there is none or two of them differ."""
    if _OTHER.search(question.text):
        return None
    told = [each for each in sentences(_plainer(question.text)) if re.search(r"[A-Za-z]{2}|P\s?\(", each)]
    first = next((at for at, each in enumerate(told) if ASKED.search(each) and not _numbered(each)), None)
    if first is None or any(_numbered(each) for each in told[first:]):
        return None
    last = max((at for at, each in enumerate(told[:first]) if _numbered(each)), default=None)
    if last is None:
        return None
    story, seen, asked = told[: last + 1], told[last + 1 : first], told[first:]
    if sum(ASKED.search(each) is not None for each in asked) > 1:
        # Two questions that were not taken apart: the answer to one of them is not that to both.
        return None
    if any(OBSERVED.search(each) for each in story if not _numbered(each)):
        return None
    found: list[Request] = []
    for request in _answers(story, seen, asked):
        if request not in found:
            found.append(request)
    return found[0] if len(found) == 1 else None


def _plainer(text: str) -> str:
    text = _TABLE.sub(_told, without_options(text))
    for pattern, instead in _PLAINER:
        text = pattern.sub(instead, text)
    return apart(without_idle(in_percent(text)))


_TABLE = regex(
    r"^[ \t]*\|(?P<head>[^\n]*)\|[ \t]*\n[ \t]*\|[-:| \t]+\|[ \t]*\n(?P<rows>(?:[ \t]*\|[^\n]*\|[ \t]*(?:\n|\Z))+)",
    re.M,
)


def _told(table: re.Match[str]) -> str:
    """The rows of a table as sentences: "M1: Share of production 0.5, Defect rate 0.02."."""
    _, *heads = [each.strip() for each in table["head"].split("|")]
    lines = []
    for line in table["rows"].strip().split("\n"):
        name, *cells = [each.strip() for each in line.strip().strip("|").split("|")]
        lines.append(f"{name}: " + ", ".join(f"{head} {cell}" for head, cell in zip(heads, cells, strict=False)) + ".")
    return "\n".join(lines) + "\n"


_EITHER = regex(r"(?<!, )\b([a-z]{3,}) or ([a-z]{3,})\b", re.I)


def _answers(story: list[str], seen: list[str], asked: list[str]) -> list[Request]:
    """What the tables of the surest kind of labels give."""
    told = [each.words for at, sentence in enumerate(story) for each in clauses(sentence, at) or ()]
    text = " ".join([*story, *seen, *asked])
    either = tuple((hit[1].lower(), hit[2].lower()) for hit in _EITHER.finditer(text))
    known = stems(" ".join(story))
    for kind in families(text, told):
        found = [
            replace(table, either=either, told=known)
            for family in kind
            for table in tables(story, _asked_by(family, seen, asked), text)
        ]
        if found:
            return [each for table in found for each in [_answer(table, asked, seen)] if each is not None]
    return []


def _asked_by(family: Family, seen: list[str], asked: list[str]) -> Family:
    """The family without names that are words of what was seen, where a group is asked for by another name."""
    sentence = asking(asked[-1])
    fewer = family.without(stems(" ".join([*seen, sentence.given])))
    return fewer if fewer.mentions(sentence.target) else family


def _answer(table: Mixture, asked: list[str], seen: list[str]) -> Request | None:
    """What the last sentences ask; of several groups one after the other, "by A? by B?"."""
    at = max(place for place, each in enumerate(asked) if ASKED.search(each))
    first = answer(table, asked[at], seen)
    others = [each for each in asked[at + 1 :] if table.family.mentions(each)]
    if not others or first is None:
        return first
    named = table.family.mentions(asked[at])
    head = asked[at][: named[0].start] if named else asked[at]
    more = [answer(table, f"{head} {each}", seen) for each in others]
    rest = tuple(each for each in more if each is not None)
    return replace(first, also=rest) if len(rest) == len(more) else None


def _numbered(sentence: str) -> bool:
    return any(is_share(hit[0]) for hit in re.finditer(NUMBER, sentence))
