"""Joints: entropies and mutual information of two variables whose joint probabilities are told."""

import re
from dataclasses import replace

from tutor.calculator.joint_sources import Joint, told_joint
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.units_asked import unit_asked

_V = r"\s*([A-Z])\s*"
_WANTS = (
    ("mutual", regex(rf"\bI\s*\({_V}[;,:]{_V}\)|\b[Mm]utual [Ii]nformation\b(?: (?:between|of) ([A-Z]) and ([A-Z]))?")),
    ("joint", regex(rf"\bH\s*\({_V},{_V}\)|\bH\s*\(\s*XY\s*\)|\b[Jj]oint [Ee]ntropy\b")),
    ("given", regex(rf"\bH\s*\({_V}\|{_V}\)|\bconditional entropy(?: of)? ([A-Z]) given ([A-Z])\b")),
    ("alone", regex(rf"\bH\s*\({_V}\)|\b(?:marginal )?entropy of ([A-Z])\b(?! given)")),
)
_QUANTITY = regex(r"\bH\s*\(|\bI\s*\(|\bentrop\w+|\bmutual information", re.I)
_OTHER = regex(
    r"\bindependen|\bcovarian|\bcorrelat|\bdivergence\b|\bcapacity\b|\bnormali[sz]ed\b|\bvariation of|\bexplain\b|"
    r"\bwhy\b",
    re.I,
)


def joints(question: Question) -> Recognition:
    """What is asked of the two variables, one after the other."""
    if not _QUANTITY.search(question.text):
        return None
    told = told_joint(question)
    if told is None or _OTHER.search(told.rest):
        return None
    unit = unit_asked(told.rest) or "bits"
    made = [_request(name, hit, told, unit) for name, hit in _wanted(told.rest)]
    known = [each for each in made if each is not None]
    if not known or len(known) < len(made):
        return None
    return known[0] if len(known) == 1 else replace(known[0], also=tuple(known[1:]))


def _wanted(asking: str) -> list[tuple[str, re.Match[str]]]:
    """The quantities in the order in which they are named, each once."""
    found: dict[tuple[str, ...], tuple[int, str, re.Match[str]]] = {}
    for name, pattern in _WANTS:
        for hit in pattern.finditer(asking):
            key = (name, *(letter for letter in hit.groups() if letter and name not in {"mutual", "joint"}))
            found.setdefault(key, (hit.start(), name, hit))
    return [(name, hit) for _, name, hit in sorted(found.values(), key=lambda each: each[0])]


def _request(name: str, hit: re.Match[str], told: Joint, unit: str) -> Request | None:
    if name in {"mutual", "joint"}:
        return Request(
            "mutual information" if name == "mutual" else "joint entropy", {"joint": told.rows, "unit": unit}
        )
    letters = [letter for letter in hit.groups() if letter]
    if name == "given":
        if set(letters) != {told.down, told.across} or len(letters) != 2:
            return None
        way = "x|y" if letters[0] == told.down else "y|x"
        return Request("conditional entropy", {"joint": told.rows, "of": way, "unit": unit})
    if letters[:1] == [told.down]:
        return Request("entropy", {"p": tuple(map(sum, told.rows)), "unit": unit})
    if letters[:1] == [told.across]:
        return Request("entropy", {"p": tuple(map(sum, zip(*told.rows, strict=True))), "unit": unit})
    return None
