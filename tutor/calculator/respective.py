"""Respective: lists that belong together place by place, told one by one.

"Machines A, B and C make 20 %, 30 % and 50 % of them, and 6 %, 3 % and 2 % are defective" says six things.
"""

import re

from tutor.calculator.amounts import NUMBER
from tutor.calculator.patterns import regex

_SHARE = rf"(?:{NUMBER})"
_SHARES = regex(rf"(?P<all>{_SHARE}(?:\s*,\s*{_SHARE})*\s*,?\s*(?:and|&)\s*{_SHARE})(?!\s*,?\s*(?:and\s+)?{NUMBER})")
_NAME = r"(?:[A-Z]\d?|I{1,3}|IV|[a-z]{3,}(?: [a-z]{3,})?|[A-Z][a-z]+)"
_SENTENCE = regex(r"(?<=[.?!;])\s+|\n+")
MOST = 6


def one_by_one(text: str) -> str:
    """The text with every such pair of lists told one by one."""
    if len(re.findall(NUMBER, text)) < 2 or not _SHARES.search(text):
        return text
    names: tuple[str, list[str]] | None = None
    told = []
    for sentence in _SENTENCE.split(text):
        names = _names(sentence, len(re.findall(NUMBER, (_SHARES.search(sentence) or [""])[0]))) or names
        told.append(_spread(re.sub(r"^\W+(?=\w)", "", sentence), names) if names else sentence)
    return " ".join(told)


def _names(sentence: str, count: int) -> tuple[str, list[str]] | None:
    """The names of a list of that many (of any number, where it has none), with the noun before them."""
    many = f"{{{count - 2}}}" if count > 1 else "{0,4}"
    hit = re.search(
        rf"\b(?P<noun>[A-Za-z]+:? )?(?P<all>[A-Z]\d?(?:\s*,\s*[A-Z]\d?){many}(?:\s*,?\s+and\s+|"
        rf"\s*,\s*)[A-Z]\d?)(?![\w'])",
        sentence,
    )
    if not hit:
        return None
    return (
        re.sub(r"ies $", "y ", hit["noun"] or "")
        if (hit["noun"] or "").endswith("ies ")
        else re.sub(r"s:? $", " ", hit["noun"] or ""),
        re.findall(r"[A-Z]\d?", re.sub(r"\band\b", ",", hit["all"])),
    )


def _spread(sentence: str, names: tuple[str, list[str]]) -> str:
    """The sentence with the shares given to the names."""
    noun, each = names
    lists = [hit for hit in _SHARES.finditer(sentence) if len(re.findall(NUMBER, hit["all"])) == len(each) <= MOST]
    if not lists:
        return sentence
    found = []
    start = 0
    for place, hit in enumerate(lists):
        end = lists[place + 1].start() if place + 1 < len(lists) else len(sentence)
        before, after = sentence[start : hit.start()], sentence[hit.end() : end]
        shares = re.findall(NUMBER, hit["all"])
        tail = re.sub(r",?\s*\brespectively\b", "", re.split(r"[,;.]|\band\s*$", after)[0]).strip()
        found += [_told(before, noun + name, share, tail) for name, share in zip(each, shares, strict=True)]
        start = hit.end() + len(re.split(r"[,;.]|\band\s*$", after)[0])
    return ". ".join(found) + "."


_LISTED = regex(r"(?:[A-Za-z]+ )?[A-Z]\d?(?:\s*,\s*[A-Z]\d?)*(?:\s*,?\s+and\s+|\s*,\s*)[A-Z]\d?(?![\w'])")


def _told(before: str, name: str, share: str, tail: str) -> str:
    """One of them: the list of names where it stands, or at the end, or as those of whom it is said."""
    if _LISTED.search(before):
        return f"{_LISTED.sub(name, before, 1)} {share} {tail}"
    if _LISTED.search(tail):
        return f"{share} {_LISTED.sub(name, tail, 1)}"
    if not re.search(r"[a-z]", tail):
        return f"For {name}, {re.sub(r'^.*?(?=the )', '', before.strip(), flags=re.I)} {share}"
    if re.match(r"of\b", tail):
        return f"Of those from {name}, {share} {re.sub(r'^of [^,]*?(?= (?:is|are|was|were|has|have)|$)', '', tail)}"
    return f"Of those from {name}, {share} {tail}"
