"""Accounts: what every number of a classifier's story counts, whatever its things are called.

The text is cut into clauses of one number each. A clause says what is true of the things, what the tool said of them,
or points back at a group; every number has to be explained, or nothing is told.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from tutor.calculator.account_clauses import MARK, Clause, blanked, clauses_of
from tutor.calculator.account_groups import BACK, LEADING, meaning_of, share_group, truth_predicate
from tutor.calculator.account_numbers import OPENS, PROCESSES, tell, value_told
from tutor.calculator.account_said import Account, begun, said
from tutor.calculator.account_words import OTHERS, TOOL_PHRASE
from tutor.calculator.cells import ALL, CELLS, NEGATIVE, POSITIVE, Row, counted, solved, value_of
from tutor.calculator.numerals import shares
from tutor.calculator.patterns import regex

Told = tuple[Account, list[Row]]
"""A way to read a story, with its equations solved."""
MOST_READINGS = 48


def account(text: str) -> list[Told]:
    """The ways to read the story in which each number has a place and all of them agree; mostly one or none."""
    plain = shares(blanked(text))
    story = begun(plain)
    clauses = _without_strangers(story, clauses_of(plain))
    if not 2 <= len(clauses) <= 9:
        return []
    literal = _read(story, clauses, _literal)
    return literal or _read(story, clauses, _readings)


def _read(story: Account, clauses: list[Clause], readings: Callable[..., list[Account]]) -> list[Told]:
    """All ways to read the clauses one after the other that are possible."""
    stories = [story.copy()]
    for place, clause in enumerate(clauses):
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        stories = [after for before in stories for after in readings(before, clause, following, clauses)]
        if not 0 < len(stories) <= MOST_READINGS:
            return []
    whole = [counted(ALL, Fraction(1))]
    told = [(each, solved(each.rows if each.absolute else [*each.rows, *whole])) for each in stories]
    return [(each, rows) for each, rows in told if rows is not None and _possible(each, rows)]


def _literal(story: Account, clause: Clause, following: Clause | None, clauses: list[Clause]) -> list[Account]:
    """What its words say."""
    found = story.copy()
    return [found] if tell(found, clause, following) else []


def _possible(story: Account, rows: list[Row]) -> bool:
    """Whether no cell is negative, and none is a broken number where counts are told and no shares."""
    values = [value_of(frozenset({cell}), rows) for cell in CELLS]
    groups = [value_of(cells, rows) for cells, _ in story.told]
    total = value_of(ALL, rows)
    return all(value is None or 0 <= value <= (total or value) for value in [*values, *groups])


def _readings(story: Account, clause: Clause, following: Clause | None, clauses: list[Clause]) -> list[Account]:
    """What one number may say: what its words say, a total, a group named again, or a part of the same group."""
    found = _literal(story, clause, following, clauses)
    for other in (_as_total, _as_again, _as_sibling, _as_opposite, _as_plain, _as_rest, _as_manner):
        changed = story.copy()
        if other(changed, clause, clauses) and not any(changed.same(each) for each in found):
            found.append(changed)
    return found


def _number(clause: Clause) -> Fraction | None:
    count = clause.item["count"]
    return Fraction(count.replace(",", "").replace(" ", "")) if count else None


def _as_total(story: Account, clause: Clause, clauses: list[Clause]) -> bool:
    """The first number is all there is, where it is the largest: "screens 200 patients for a disease"."""
    value = _number(clause)
    others = [number for each in clauses if (number := _number(each)) is not None]
    named = said(story, " ".join(clause.behind.split()[:2])).truth is not None
    return not (story.told or named) and value is not None and value == max(others) > 1 and story.add(ALL, value)


def _as_again(story: Account, clause: Clause, clauses: list[Clause]) -> bool:
    """A number told before, pointed at: "tests these 1,200 patients"."""
    value = _number(clause)
    known = [cells for cells, number in story.told if number == value]
    if not known or not _POINTS.search(clause.words):
        return False
    story.told.append((known[-1], value))
    return True


_POINTS = regex(rf"\b(?:the|these|those|all)\s+{MARK}|\bof (?:all )?{MARK}", re.I)


def _as_sibling(story: Account, clause: Clause, clauses: list[Clause]) -> bool:
    """Another part of the group that the number before is a part of: "of which 15 are, and 3 are not"."""
    value, told = _number(clause), meaning_of(story, clause)
    if value is None or clause.opens or len(story.told) < 2 or not _BARE.search(clause.behind):
        return False
    group, part = story.told[-2][0], story.told[-1][0]
    cells = group & told.cells if part < group else frozenset()
    return bool(cells) and cells < group and not cells & part and story.add(cells, value)


def _as_plain(story: Account, clause: Clause, clauses: list[Clause]) -> bool:
    """What is said and how rightly, taken together: "correctly predicted that 40 were attacks"."""
    value, told = _number(clause), meaning_of(story, clause)
    exact = told.truth is not None and told.manner is not None and len(told.cells) == 1
    return value is not None and exact and story.add(told.cells, value)


def _as_rest(story: Account, clause: Clause, clauses: list[Clause]) -> bool:
    """The rest of a share, told again: "and misclassifies the other 5 %"."""
    share = Fraction(clause.item["percent"]) / 100 if clause.item["percent"] else None
    return (
        share is not None and share + (story.last or 0) == 1 and re.search(rf"\b{OTHERS}\b", clause.words) is not None
    )


def _as_manner(story: Account, clause: Clause, clauses: list[Clause]) -> bool:
    """A share of a group that is treated rightly or wrongly: "classifies 99 % of the good ones correctly"."""
    told = meaning_of(story, clause)
    group = share_group(story, clause, told) if clause.item["percent"] else None
    if group not in (POSITIVE, NEGATIVE) or told.manner is None:
        return False
    return story.share(group & told.manner, group, value_told(clause.item))


_BARE = regex(
    r"^\s*(?:of (?:them|which|these|those) )?(?:are|were|is|was|do|did|have|had|has|not|turned|prove\w*)\b", re.I
)


def _as_opposite(story: Account, clause: Clause, clauses: list[Clause]) -> bool:
    """A part of the other group, where sentences begin alike: "Of the ill, 40 ...; of the controls, 5 ..."."""
    leading, value = LEADING.match(clause.words), _number(clause)
    if leading is None or value is None or not clause.opens or story.group is None:
        return False
    other = {POSITIVE: NEGATIVE, NEGATIVE: POSITIVE}.get(story.group)
    if other is None or said(story, leading["group"]).cells != ALL or BACK.search(clause.words):
        return False
    story.group = other
    cells = other & said(story, clause.words[leading.end() - 1 :]).cells
    return bool(cells) and cells < other and story.add(cells, value)


def _without_strangers(story: Account, clauses: list[Clause]) -> list[Clause]:
    """Without numbers that count other things: of those that only count, the one whose things come again stays."""
    plain = [clause for clause in clauses if _only_counts(story, clause)]
    if len(plain) < 2:
        return clauses
    nouns = [_noun(clause) for clause in clauses if clause not in plain]
    named = [clause for clause in plain if _noun(clause) and any(_noun(clause) in others for others in (nouns,))]
    values = {clause.item["count"] for clause in named}
    if len(values) != 1:
        return clauses
    return [clause for clause in clauses if clause not in plain or clause is named[0]]


def _only_counts(story: Account, clause: Clause) -> bool:
    """Whether the words around a number say neither a truth nor a verdict nor point back."""
    if not clause.item["count"] or OPENS.match(clause.words) or BACK.search(clause.words):
        return False
    before = PROCESSES.sub(" ", TOOL_PHRASE.sub(" it ", clause.words.split(MARK)[0]))
    told = said(story, before + MARK + re.split(r"[,:]", clause.behind)[0])
    return told.cells == ALL and not truth_predicate(clause)


def _noun(clause: Clause) -> str:
    """What is counted, without its plural."""
    hit = re.match(r"\s+(?:of (?:the|our|all) )?(?:[a-z-]+ (?=[a-z]+s\b))?([a-z]{3,})", clause.behind, re.I)
    return hit[1].lower().removesuffix("s") if hit else ""
