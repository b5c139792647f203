"""Speech: what a story's phrases say in its own events: verdicts, whether they are right, and what they are about."""

import re
from collections.abc import Sequence

from tutor.calculator.claim_grammar import Claim, split_noun
from tutor.calculator.claim_words import CORRECT, EQUAL, PLAIN, WRONG
from tutor.calculator.literals import TRUTH, VERDICT, Cast, Literal, Literals, denied, joined, stems, tokens
from tutor.calculator.patterns import regex

RIGHT = -1
"""The variable of whether the verdict is right."""
_AS = regex(
    r"\b(?:classif\w+|identif\w+|label\w*|predict\w*(?! on)|flag\w*|diagnos\w+|mark\w*|forecast\w*|say|says|said|"
    r"claim\w*|indicat\w+|declar\w+|call\w*|recogni\w+|positive)\b"
    r"(?: (?:it|them|him|her|as|to be|that|is|for|was|being|an?|the))* (?P<what>.+)$",
    re.I,
)
_ALIAS = regex(r"((?:\b[A-Z][a-z]+ ){1,2})\(\s*([A-Z])\b")
_HAS_IT = regex(r"\b(?:have|has|had|carry|carries) (?:it|this|one)\b", re.I)
_ANYBODY = frozenset(
    "patien man woman wom men child adult citize worker employ baby bab indivi subjec membe part chip".split()
)
ILL = frozenset("diseas infect affect carri carr".split())


class Speech:
    """The events of a story with the verdict that is given on one of them."""

    def __init__(self, cast: Cast, told: Sequence[Claim], text: str) -> None:
        self.cast = cast
        self.truth = _truth(cast, told, text)
        self.judging = any(VERDICT in stems(each.event) or CORRECT.search(each.event) for each in told)
        self.wordless = self.truth is None and any(
            TRUTH in words for each in told for words in (each.event, *each.given)
        )
        """Whether only names of rates tell of the truth, so that no word of the story stands for it."""
        if self.wordless:
            self.truth = cast.another()
        for phrase, label in _ALIAS.findall(text):
            cast.also(stems(phrase), label)
        self.verdict = cast.another(VERDICT)

    def holds(self, cell: Sequence[int], literal: Literal) -> bool:
        """Whether a literal is true of a cell."""
        variable, value, no = literal
        if variable == RIGHT and self.truth:
            return (self.holds(cell, self.truth) == self.holds(cell, self.verdict)) != no
        return (cell[variable] == value) != no

    def rightness(self, words: str) -> Literals:
        """Whether the verdict is right or wrong, where the words say so."""
        wrong = WRONG.search(words) is not None
        return ((RIGHT, 0, wrong),) if self.truth and (wrong or CORRECT.search(words)) else ()

    def literals(self, words: str) -> Literals | None:
        """What a phrase says, verdicts about the truth among them; None where it contradicts itself."""
        if self.truth and self.wordless and words and stems(words) <= {VERDICT} and re.search(r"\bha(?:ve|s)\b", words):
            return (self.truth,)
        if TRUTH in words:
            return (denied(self.truth, "not" in words),) if self.truth else None
        judged = _AS.search(words)
        if judged and self.truth and self.judging:
            about = self.cast.literals(split_noun(judged["what"])[0]) or self.cast.literals(judged["what"])
            if about and about[0][0] == self.truth[0]:
                return self._called(about[0])
        return self.cast.literals(words)

    def _called(self, about: Literal) -> Literals | None:
        """The verdict that something is so; None where there are more than two kinds."""
        if self.truth is None or self.cast.values[self.truth[0]] > 2:
            return None
        return (denied(self.verdict, (about[1] != self.truth[1]) != (about[2] != self.truth[2])),)

    def asked(self, words: str, known: frozenset[str] = frozenset()) -> Literals | None:
        """What a phrase of the question says; where the truth has no words, what it names is the truth."""
        if self.truth is None:
            return self.literals(words)
        if _HAS_IT.search(words) and not stems(words):
            return (denied(self.truth, "n't" in words or " not " in words),)
        plain = self.literals(words)
        if plain is None or any(each[0] == self.truth[0] for each in plain):
            return plain
        named = [(stem, no) for stem, no in tokens(words) if self._unknown(stem) and (not known or stem in known)]
        if self.rightness(words) or not self.wordless or not named:
            return self.rightness(words) or plain
        return joined(plain, (denied(self.truth, any(no or stem in PLAIN for stem, no in named)),))

    def _unknown(self, stem: str) -> bool:
        return stem not in self.cast.named and stem not in _ANYBODY


def _truth(cast: Cast, told: Sequence[Claim], text: str) -> Literal | None:
    """What a verdict is about: the event of which everybody's share is told."""
    for claim in told:
        judged = CORRECT.search(claim.event) or WRONG.search(claim.event)
        if judged or VERDICT in stems(claim.event) or any(cast.literals(each) for each in claim.given):
            continue
        literals = cast.literals(claim.event) or cast.literals(claim.subject)
        if literals:
            return literals[0]
    several = next((at for at, count in enumerate(cast.values) if count > 1), None)
    return (several, 0, False) if several is not None and EQUAL.search(text) else None
