"""Told: the labelled numbers of a question, from where on it asks, and whether each of them has its place."""

import re
from dataclasses import dataclass

from tutor.calculator.amounts import NEED
from tutor.calculator.labels import Label, labels
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question


@dataclass(frozen=True, slots=True)
class Told:
    """A question as this reader needs it: its labels, and from where on it asks."""

    question: Question
    all: tuple[Label, ...]
    asked_from: int

    @property
    def asking(self) -> str:
        """The text that asks, up to the end."""
        return self.question.text[self.asked_from :]

    def of(self, *roles: str) -> tuple[Label, ...]:
        """The labels of these roles."""
        return tuple(each for each in self.all if each.role in roles)

    def one(self, *roles: str) -> Label | None:
        """The label whose value is the only one of these roles."""
        found = self.of(*roles)
        return found[0] if found and len({each.value for each in found}) == 1 else None

    @property
    def size(self) -> Label | None:
        """How many there are in the sample: as it says itself, else the one count of things, digits before words."""
        for found in (self.of("sample"), self.of("size")):
            whole = [each for each in found if each.value == int(each.value) and each.value >= 2]
            whole = [each for each in whole if not each.word] or whole
            if whole:
                return whole[0] if len({each.value for each in whole}) == 1 else None
        return None

    def asked(self, label: Label) -> bool:
        """Whether it stands in what asks."""
        return label.start >= self.asked_from

    def all_placed(self, *placed: Label, idle: tuple[str, ...] = ()) -> bool:
        """Whether each number has its place, is said again, or is a word or an idle size before what asks."""
        values = {(each.role, each.value) for each in placed}
        idle = (*idle, "size") if any(each.role == "sample" for each in placed) else idle
        return all(
            (each.role, each.value) in values or (not self.asked(each) and (each.word or each.role in idle))
            for each in self.all
        )


_QUOTED = regex(r"\s*[\"'(*]+(?:construct|find|calculate|compute|determine)\b", re.I)
_ADVICE = regex(
    r"\W*(?:please )?(?:round|give|express|enter|write|report|state|leave|provide|show)\b[^.?]{0,20}\b(?:answers?|work|"
    r"results?)\b",
    re.I,
)


def told_of(question: Question) -> Told | None:
    """The labels of a question that asks for something; what it asks is its last sentence that does."""
    asking = [
        each
        for each in question.sentences
        if (not each.conceptual or NEED.search(each.text))
        and not _ADVICE.match(each.text)
        and (each.asks or _QUOTED.match(each.text))
    ]
    short = (
        len(question.sentences) <= 2 and len(question.text) < 200 and not any(s.conceptual for s in question.sentences)
    )
    if not asking and not short:
        return None
    return Told(question, labels(question.text), asking[-1].start if asking else 0)
