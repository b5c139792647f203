"""Telling: a classifier's story as equations over its four cells, number by number.

Every number has to have a meaning that its own words give, or that the group before it gives ("of them", "Of the 50
sick patients"); otherwise nothing is told.
"""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import isfinite

from tutor.calculator.cells import ALL, CALLED, NEGATIVE, POSITIVE, Cells, Row, counted, shared, solved
from tutor.calculator.lexicon import BACK, OVERALL, THINGS
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question
from tutor.calculator.span import Span
from tutor.calculator.tallies import MARK, NAMED, RATES, Clause, Meaning, Nouns, clauses_of, looked_for, meaning

_TOTAL_BEHIND = regex(rf"{MARK}\s*(?:\w+\s+){{0,2}}?{THINGS}\b", re.I)
_TOTAL_BEFORE = regex(
    rf"\b(?:out of|of|total|set of|has|contains?|with|given|there (?:are|were)|on|among|for|in)\W+"
    rf"(?:a |an |the |all |our |total )*{MARK}",
    re.I,
)
_VERB = regex(
    r"\b(?:is|are|was|were|be|being|has|have|had|there|contains?|tests?|tested|gets?|got|turns?|turned|does|do|did|"
    r"will|show\w*|came|comes?)\b",
    re.I,
)
_OPENS_GROUP = regex(r"^\W*(?:out )?(?:of|among|from|amongst)\b", re.I)
_MISSES = regex(r"\bmiss(?:es|ed|ing)?\b|\boverlook\w*|\bfail\w* to\b|\bundetected\b|\bunnoticed\b", re.I)
_TOO = regex(r"\b(?:too|also|as well|likewise)\b", re.I)


@dataclass(slots=True)
class Story:
    """What has been told so far."""

    rows: list[Row] = field(default_factory=list)
    told: list[tuple[Clause, Cells, Meaning]] = field(default_factory=list)
    values: dict[Cells, Fraction] = field(default_factory=dict)
    absolute: bool = False
    names_first: bool | None = None
    """Whether counts follow their names: "TP 40 FP 10", not "40 TP, 10 FP"."""
    group: Cells | None = None
    """The group that the sentence opened with: "Of the 50 sick patients"."""

    def add(self, clause: Clause, cells: Cells, said: Meaning, value: Fraction) -> bool:
        """A count of these cells."""
        if not cells or value < 0:
            return False
        self.rows.append(counted(cells, value))
        self.told.append((clause, cells, said))
        self.values[cells] = value
        self.absolute = True
        return True

    def share(self, clause: Clause, part: Cells, group: Cells, said: Meaning, value: Fraction) -> bool:
        """A share of a group."""
        if not part or part == group or not 0 <= value <= 1:
            return False
        self.rows.append(shared(part, group, value))
        self.told.append((clause, part, said))
        return True


_BESIDE_THE_POINT = regex(
    r"\b[\d.,]+\s?(?:[MBk]|million|billion)?[- ](?:parameters?|params|layers?|epochs|GPUs?)\b|\bin (?:19|20)\d\d\b|"
    r"\b(?:euros?|dollars?|hours?|minutes?|days?)\s[\d.,]+\b|\bafter [\d.,]+ epochs\b",
    re.I,
)
"""Numbers of the model and of the calendar, which count no examples."""


def told(question: Question) -> tuple[Story, list[Row]] | None:
    """The story with its equations solved; None when a number has no meaning or they contradict."""
    beside = [(hit.start(), hit.end()) for hit in _BESIDE_THE_POINT.finditer(question.text)]
    numbers = [
        span
        for span in question.spans
        if (not span.word or _counts_things(question, span)) and not any(a <= span.start < b for a, b in beside)
    ]
    if not numbers or len(numbers) > 10 or (len(numbers) == 1 and numbers[0].ratio is None):
        return None
    nouns = looked_for(question.text)
    story = Story()
    clauses = clauses_of(question, numbers)
    for place, clause in enumerate(clauses):
        if clause.opens:
            story.group = None
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        if not _tell(story, clause, following, nouns):
            return None
    if _doubtful(story):
        return None
    rows = solved(story.rows if story.absolute else [*story.rows, counted(ALL, Fraction(1))])
    return None if rows is None else (story, rows)


def _counts_things(question: Question, span: Span) -> bool:
    """Whether a number word counts examples: "eight dogs", and not "two classes"."""
    behind = question.text[span.end : span.end + 40]
    noun = looked_for(question.text)[0]
    named = rf"of them|of these|of those|of which|false|true|{THINGS}" + (f"|{noun}" if noun else "")
    return span.value not in {0, 1} and re.match(rf"\s+(?:{named})\b", behind) is not None


def _tell(story: Story, clause: Clause, following: Clause | None, nouns: Nouns) -> bool:
    """Adds what one number says; False when it says nothing sure."""
    span, words = clause.span, clause.words
    if not span.is_scalar or span.labels or not isfinite(span.value):  # type: ignore[arg-type]
        return False
    said = _completed(story, clause, following, meaning(words, nouns), nouns)
    if span.ratio is not None and not span.percent:
        return _ratio(story, clause, said)
    value = Fraction(str(span.value))
    rates = [(part, group) for pattern, part, group in RATES if _stands(pattern, clause.beside)]
    rates = rates or [(part, group) for pattern, part, group in RATES if pattern.search(words)]
    if span.percent or (isinstance(span.value, float) and 0 < span.value < 1):
        if rates:
            return story.share(clause, *rates[0], said, value)
        return _share(story, clause, value, nouns)
    if not isinstance(span.value, int):
        return False
    if story.names_first is None:
        story.names_first = bool(_before(clause, NAMED))
    named = _before(clause, NAMED) if story.names_first else []
    named = named or [cell for cell, pattern in NAMED if pattern.search(words)]
    if named:
        return len(named) == 1 and story.add(clause, frozenset(named), said, value)
    return _count(story, clause, following, said, value)


def _before(clause: Clause, names: tuple[tuple[str, re.Pattern[str]], ...]) -> list[str]:
    """The names that stand right before the number: "TP = 40"."""
    return [name for name, pattern in names if _stands(pattern, clause.beside)]


def _stands(pattern: re.Pattern[str], text: str) -> bool:
    return (
        re.search(
            rf"(?:{pattern.pattern})[\s:=(]{{0,4}}(?:(?:is|are|was|of|at|count|is known to be|is about|of about)\s+)?$",
            text,
            re.I,
        )
        is not None
    )


_ACTS_ITSELF = regex(r"\W*(?:it |then |also |only |still )*(?!also\b|as\b|its\b|thus\b|plus\b)[a-z]+s\b(?! of\b)", re.I)
"""A verb of its own that nobody knows: "and sends home 10 of 200 healthy people"."""


def _completed(story: Story, clause: Clause, following: Clause | None, said: Meaning, nouns: Nouns) -> Meaning:
    """A clause without a verb has that of the one before ("flags 60 spam mails and 10 good ones"), or of the next."""
    if said.verdict or said.manner or not said.truth:
        return said
    if clause.span.ratio is not None and following is not None and following.span.ratio is not None:
        after = meaning(following.words, nouns)
        if (
            not following.opens
            and after.truth
            and _VERB.search(clause.words) is None
            and (clause.opens or not story.told)
        ):
            return Meaning(said.truth, after.verdict, after.manner if not after.verdict else None, after.caught)
    if not story.told or clause.opens:
        return said
    last = story.told[-1][2]
    has_verb = _VERB.search(clause.words) is not None and not _TOO.search(clause.words)
    if has_verb or not last.truth or not (last.verdict or last.manner) or BACK.search(clause.words):
        return said
    if _ACTS_ITSELF.match(clause.before):
        return said
    return Meaning(said.truth, last.verdict, last.manner if not last.verdict else None, last.caught)


def _ratio(story: Story, clause: Clause, said: Meaning) -> bool:
    """As in "40 of the 50 infected test positive"."""
    assert clause.span.ratio is not None
    some, many = (Fraction(number) for number in clause.span.ratio)
    group = said.truth or (said.verdict if said.manner else None) or ALL
    part = group & said.cells
    if part == group or not part:
        return False
    if _MISSES.search(clause.words) and said.truth is None:
        return False
    return story.add(clause, group, said, many) and story.add(clause, part, said, some)


def _share(story: Story, clause: Clause, value: Fraction, nouns: Nouns) -> bool:
    """As in "catches 90 % of the fraud", "5 % of the healthy test positive", "90 % of them are found"."""
    said = meaning(clause.words, nouns)
    phrase = re.match(r"\s*of (?:all |the |its |our |incoming )*([^\x00]*)", clause.after, re.I)
    if BACK.search(clause.words):
        base = _antecedent(story, clause)
        return base is not None and story.share(clause, base & said.cells, base, said, value)
    if phrase is None:
        opened = _OPENS_GROUP.match(clause.before)
        base = meaning(clause.before, nouns).cells if opened else story.group
        if base is None or base == ALL:
            return False
        return story.share(clause, base & said.cells, base, said, value)
    group = meaning(re.split(rf"{_VERB.pattern}|{_ACTS}", phrase[1], flags=re.I)[0], nouns).cells
    return story.share(clause, group & said.cells, group, said, value)


_ACTS = r"\b(?:test|gets?|end|slip|go|come|pass|contain)\b"


def _count(story: Story, clause: Clause, following: Clause | None, said: Meaning, value: Fraction) -> bool:
    """A whole number of examples."""
    words = clause.words
    if _OPENS_GROUP.match(clause.before) and not BACK.search(words) and clause.before.count(",") == 0:
        cells = said.cells if said.truth or said.verdict or said.manner else _known(story, value)
        if cells is None:
            cells = ALL
        story.group = cells
        return story.values.get(cells) == value or story.add(clause, cells, said, value)
    rest = _rest(story, clause, said)
    if rest is not None:
        return story.add(clause, rest, said, value)
    if said.truth is None and said.verdict is None and said.manner is None:
        total = _TOTAL_BEHIND.search(words) or _TOTAL_BEFORE.search(words)
        return total is not None and (story.values.get(ALL) == value or story.add(clause, ALL, said, value))
    base = _base(story, clause, said)
    if base is None:
        return False
    cells = base & said.cells
    refined = following is not None and _refines(following, clause)
    if said.caught and refined and base == ALL and said.verdict == CALLED and said.manner is None:
        # "Identifies 8 dogs, of which 5 are dogs": 8 were called so.
        return story.add(clause, CALLED, replace(said, truth=None), value)
    if said.truth is None and base == ALL and said.manner is None and (_MISSES.search(words) or said.caught):
        cells &= POSITIVE
    return story.add(clause, cells, said, value)


def _refines(following: Clause, clause: Clause) -> bool:
    """Whether the next number is a part of this one: "of which 5", "Of the 8, 5"."""
    if BACK.search(following.words) or re.match(r"\s*(?:only|just)\W*$", following.before, re.I):
        return True
    return _OPENS_GROUP.match(following.before) is not None and following.span.value == clause.span.value


def _rest(story: Story, clause: Clause, said: Meaning) -> Cells | None:
    """What is left of a group when a part of it was told: "the other 3 are cats"."""
    if not re.search(r"\b(?:others?|rest|remaining)\b", clause.words, re.I) or len(story.told) < 2:
        return None
    part, group = story.told[-1][1], story.group or story.told[-2][1]
    left = group - part
    return left if part < group and (left <= said.cells or not said.truth) else None


def _known(story: Story, value: Fraction) -> Cells | None:
    """The cells that have been told to have this number: "of the 8"."""
    hits = [cells for cells, known in story.values.items() if known == value]
    return hits[0] if len(hits) == 1 else None


def _base(story: Story, clause: Clause, said: Meaning) -> Cells | None:
    """The group that the number is of; all unless the words point back; None when it is not sure to which."""
    if OVERALL.search(clause.words):
        return ALL
    if BACK.search(clause.words):
        return _antecedent(story, clause)
    if story.group is not None and story.group & said.cells:
        return story.group
    if not story.told:
        return ALL
    _, before, last = story.told[-1]
    bare = re.match(rf"\s*(?:\w+\s+){{0,2}}?{THINGS}\b", clause.after, re.I) is None
    only_called = before == CALLED and last.truth is None
    if only_called and said.verdict is None and (said.truth or said.manner):
        return before if bare or re.search(r"\bother\b", clause.words) else None
    return ALL


def _antecedent(story: Story, clause: Clause) -> Cells | None:
    """What "of them" means: what was told last; None when two groups stood there."""
    if not story.told:
        return None
    before = story.told[-1][1]
    if clause.opens:
        pair = {cells for _, cells, _ in story.told[-2:]}
        if pair == {POSITIVE, NEGATIVE}:
            return None
    return before


def _doubtful(story: Story) -> bool:
    """Whether all that was flagged, or only what was found, may be meant: "flags 40 and raises 30 false alarms"."""
    flagged = [clause for clause, cells, _ in story.told if cells == CALLED]
    false = [clause for clause, cells, _ in story.told if cells == frozenset({"fp"})]
    return any(
        not BACK.search(other.words) and not other.opens and not re.search(r"\bother\b|:|\bare\b|\bwere\b", other.words)
        for _ in flagged
        for other in false
    )
