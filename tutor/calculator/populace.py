"""Populace: everybody a story tells of, as cells, and the share of them that its facts entail."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product

from tutor.calculator.claim_facts import Fact
from tutor.calculator.claim_words import EQUAL
from tutor.calculator.entailment import Row, entailed
from tutor.calculator.literals import Literals
from tutor.calculator.patterns import regex
from tutor.calculator.speech import Speech

_NAIVE = regex(r"\bna[i\u00ef]ve\b|\bconditional(?:ly)? independen\w+", re.I)
_REST = regex(r"\b(?:rest|remaining|remainder|others?|otherwise)\b", re.I)


class Populace:
    """The cells of a story, one for every way in which its events come together, and its facts about them."""

    def __init__(self, speech: Speech, told: Sequence[Fact], text: str) -> None:
        self.speech, self.text = speech, text
        self.told = [*told, *(_together(told) if _NAIVE.search(text) else ())]
        self.equal = EQUAL.search(text) is not None
        self.cells = list(product(*(range(self._size(at)) for at in range(len(speech.cast.values)))))

    def _size(self, variable: int) -> int:
        """How many values a variable has: those named, and another one where they are not all."""
        count = self.speech.cast.values[variable]
        alone = {one[0]: value for one, whom, value in self.told if not whom and len(one) == 1 and not one[0][2]}
        shares = [value for (at, _, _), value in alone.items() if at == variable]
        rest = len(shares) < count and (count == 2 or _REST.search(self.text) is not None)
        whole = sum(shares) == 1 or rest or not shares and self.equal
        return count if count > 1 and whole else count + 1

    def share(self, event: Literals, given: Literals) -> Fraction | None:
        """P(event | given), where the facts entail it."""
        return self._entailed(event, given, self.told)

    def told_alone(self, event: Literals, given: Literals) -> bool:
        """Whether a single fact says it: then it is not what a story asks for."""
        return any(self._entailed(event, given, (each,)) is not None for each in self.told)

    def _entailed(self, event: Literals, given: Literals, told: Sequence[Fact]) -> Fraction | None:
        facts = [row for fact in told for row in self._rows(*fact)] + self._equal()
        return entailed(facts, self._where((*event, *given)), self._where(given))

    def _rows(self, event: Literals, given: Literals, value: Fraction) -> list[Row]:
        """The fact as equations over the cells; where nobody is left, every cell is empty."""
        both, whole = self._where((*event, *given)), self._where(given)
        row = [a - value * b for a, b in zip(both, whole, strict=True)]
        if value not in {0, 1}:
            return [row]
        return [[Fraction(at == place) for at in range(len(row))] for place, each in enumerate(row) if each]

    def _equal(self) -> list[Row]:
        """Kinds that are equally common, where nothing else is said of them."""
        rows: list[Row] = []
        for variable, count in enumerate(self.speech.cast.values):
            told = any(variable == each[0] for one, _, _ in self.told for each in one)
            if count > 1 and not told and self.equal:
                sizes = [self._where(((variable, value, False),)) for value in range(count)]
                rows += [[a - b for a, b in zip(sizes[0], each, strict=True)] for each in sizes[1:]]
        return rows

    def _where(self, literals: Literals) -> Row:
        return [Fraction(all(self.speech.holds(cell, each) for each in literals)) for cell in self.cells]


def _together(told: Sequence[Fact]) -> list[Fact]:
    """Two signs at once in each kind, where they are independent of each other."""
    found: list[Fact] = []
    for first, second in combinations(told, 2):
        if first[1] == second[1] and first[1] and {each[0] for each in first[0]} != {each[0] for each in second[0]}:
            found.append(((*first[0], *second[0]), first[1], first[2] * second[2]))
    return found
