"""Subquestions: a question with several parts as one whole question for each part, with all that stands before them.

"(a) ... (b) ...", "1. ... 2. ...", "Find the probability that A. ...; B. ...", "What is ...? And what is ...?".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.calculator.intent import CONCEPTUAL
from tutor.calculator.patterns import regex

MOST = 12
_ORDERS = r"(?:calculate|compute|determine|evaluate|estimate|find|work out)\b"
_VERB = rf"(?:{_ORDERS}|(?:obtain|derive|give|state|report|write|what|how|which|who)\b)"
_JOIN = r"[\s*_]*(?:(?:then|now|also|and|please|hence|so),? )*"
_MARK = regex(
    r"(?P<line>(?:\A|(?<=\n))[ \t>]*(?:[-*+][ \t]+)?(?:#{1,6}[ \t]+)?)?(?P<bold>\*\*|__)?"
    r"(?P<open>\()?(?P<name>[a-h]|[A-H]|\d{1,2}|i{1,3}|iv|v|vi)(?P<close>\)|[.:](?=[*_\s]))(?(bold)[.:]?(?:\*\*|__)[.:]?)(?=\s)"
)
_STYLES = ("abcdefgh", "ABCDEFGH", ("i", "ii", "iii", "iv", "v", "vi"), tuple(map(str, range(1, MOST + 1))))
_LEAD = regex(
    rf"(?:\b{_VERB}|\bprobabilit(?:y|ies)\b)(?:(?!\?)[^.\n]|\.\d){{0,120}}?(?P<end>:|\bthat|\bof|\bif|\bfor|\bthe)?\s*(?:\.{{3}}|\u2026)?\s*\Z",
    re.I,
)
"""The beginning of a sentence that each part finishes: "Find the probability that"."""
_TAIL = regex(r"[\s,;]*(?:\band\b)?[\s,;]*\Z")
_ASKS = regex(rf"\?\s*(?:[\w \u2014-]{{0,20}}=?\s*[_\s]*)?\Z|(?:\A|(?<=[.;:,\n*])){_JOIN}{_VERB}", re.I)
"""A marked part that asks."""
_ASKS_ALONE = regex(rf"\?[\s_]*\Z|\A{_JOIN}{_ORDERS}", re.I)
"""A sentence that asks."""
_SENTENCE = regex(r"(?<=[?])[\"')*_]*\s+(?=\S)|(?<=[.!])[*_)]*\s+(?=[A-Z$*_(])|\n[ \t]*\n")
_ADVICE = regex(r"(?:\b(?:decimals?|your answers?|the answers?|places|digits|steps|working|work)\b[^?]*)\Z", re.I)
"""How the answer is to be given, and no question."""
_NO_NUMBER = regex(
    r"\b(?:why|explain|discuss|interpret|comment|justify|describe|prove|show that|sketch|draw|plot|suggest|compare|"
    r"is (?:this|it|that)|are (?:these|they|you)|does (?:this|it|that)|do you|can (?:you|we)|should|would you)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Subquestions:
    """The parts of a question."""

    texts: tuple[str, ...]
    """A whole question for each part that asks for a number."""
    explain: bool = False
    """Whether a part asks for words."""


def subquestions(text: str) -> Subquestions | None:
    """The parts; None where there are not two that ask for a number."""
    found = _marked(text) or _in_turn(text)
    return found if found is not None and 2 <= len(found.texts) <= MOST else None


def _marked(text: str) -> Subquestions | None:
    for style in _STYLES:
        marks = _run(text, style)
        if len(marks) > 1:
            parts = [
                text[a.end() : b]
                for a, b in zip(marks, [*(each.start() for each in marks[1:]), len(text)], strict=True)
            ]
            found = _of_parts(text[: marks[0].start()], parts)
            if found is not None:
                return found
    return None


def _run(text: str, names: Sequence[str]) -> list[re.Match[str]]:
    """The marks of that style that follow each other, whatever the first is called."""
    hits = [hit for hit in _MARK.finditer(text) if hit["name"] in names and _is_mark(text, hit)]
    runs: list[list[re.Match[str]]] = [[]]
    for hit in hits:
        before = runs[-1][-1] if runs[-1] else None
        if before is not None and names.index(hit["name"]) == names.index(before["name"]) + 1 and _alike(hit, before):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return max(runs, key=len)


def _alike(hit: re.Match[str], other: re.Match[str]) -> bool:
    return (hit["open"], hit["close"]) == (other["open"], other["close"])


def _is_mark(text: str, hit: re.Match[str]) -> bool:
    """In brackets or with one anywhere between words; with a point at the beginning of a line, or as a capital."""
    if hit["line"] is not None or hit.start() == 0:
        return True
    before = text[: hit.start()].rstrip(" ")
    return (
        hit["close"] == ")"
        and (hit["open"] is not None or before[-1:] in ",.;:?!\n")
        or (hit["name"].isupper() and hit["close"] == "." and bool(re.search(r"[;:.]\Z|\bthat\Z", before)))
    )


def _of_parts(stem: str, parts: list[str]) -> Subquestions | None:
    lead = _LEAD.search(stem)
    asking = [bool(_ASKS.search(part)) for part in parts]
    if not any(asking) and not lead:
        return None
    texts, words = [], False
    for part, asks in zip(parts, asking, strict=True):
        if _is_wordy(part):
            words = True
        elif asks and lead and lead["end"]:
            texts.append(f"{stem[: lead.start()]} {_finished(part)}")
        elif asks or lead:
            texts.append(f"{stem} {_finished(part)}")
        else:
            return None
    return Subquestions(tuple(texts), words)


def _finished(part: str) -> str:
    part = _TAIL.sub("", part.strip())
    return part if part[-1:] in ".?!" else f"{part}?"


def _is_wordy(part: str) -> bool:
    """Whether the part asks for words and for no number."""
    short = part.strip()
    return (
        _NO_NUMBER.search(short) is not None or any(each.search(short[:400]) for each in CONCEPTUAL)
    ) and not re.search(
        r"\b(?:calculate|compute|determine|find|evaluate|how many|how much)\b|\bwhat (?:is|are|was)\b", short, re.I
    )


def _in_turn(text: str) -> Subquestions | None:
    """Sentences that ask, one behind the other, at the end of the text."""
    cuts = [0, *(hit.end() for hit in _SENTENCE.finditer(text)), len(text)]
    pieces = [text[a:b] for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]
    asking = [bool(_ASKS_ALONE.search(piece)) and not _ADVICE.search(piece) for piece in pieces]
    if sum(asking) < 2:
        return None
    first = asking.index(True)
    stem, texts, words = "".join(pieces[:first]), [], False
    told = ""
    for piece, asks in zip(pieces[first:], asking[first:], strict=True):
        if not asks:
            told += piece
        elif _is_wordy(piece):
            words = True
        else:
            texts.append(f"{stem}{told}{piece}")
    return Subquestions(tuple(texts), words)
