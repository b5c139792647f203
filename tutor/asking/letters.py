"""Letters: "the D in ACID" is the word that it stands for, where the notes spell the name out."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest import Point

ASKED = re.compile(r"\bthe (?:letter )?[\"'“‘]?(?P<letter>[A-Za-z])[\"'”’]? (?:in|of) (?P<name>[A-Z]{2,8})\b")
WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
JOINING = frozenset("a an and by for in of on or the to with".split())


def spelled_out(question: str, points: Sequence[Point]) -> str:
    """The question with the word in the place of the letter; as it was where the notes don't tell the word."""
    asked = ASKED.search(question)
    name = asked["name"].lower() if asked else ""
    if asked is None or name.count(asked["letter"].lower()) != 1:
        return question
    words = next((run for said in _series(points) if (run := _spelling(name, said))), None)
    if words is None:
        return question
    word = words[name.index(asked["letter"].lower())]
    return f"{question[: asked.start()]}{word} in {asked['name']}{question[asked.end() :]}"


def _series(points: Sequence[Point]) -> Iterator[list[str]]:
    """Words that follow each other: those of each point, and the first ones of an answer's points."""
    for _, answer in groupby(points, key=lambda point: (point.source, point.entry_id)):
        own = [WORD.findall(point.text) for point in answer]
        yield [words[0] for words in own if words]
        yield from ([word for word in words if word.lower() not in JOINING] for words in own)


def _spelling(name: str, words: Sequence[str]) -> Sequence[str] | None:
    """Words behind each other that begin with the letters of the name."""
    initials = "".join(word[0].lower() for word in words)
    place = initials.find(name)
    return words[place : place + len(name)] if place >= 0 else None
