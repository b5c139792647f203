"""Accounts: what every number of a classifier's story counts, whatever its things are called.

The text is cut into clauses of one number each. A clause says what is true of the things, what the tool said of them,
or points back at a group; every number has to be explained, or nothing is told.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from tutor.calculator.account_clauses import MARK, Clause, blanked, clauses_of
from tutor.calculator.account_groups import BACK, LEADING, back_group, base_of, meaning_of, share_group, truth_predicate
from tutor.calculator.account_said import Account, Said, begun, said
from tutor.calculator.account_words import (
    FINDS,
    FLAGS,
    LETS,
    OTHERS,
    PREDICTS,
    REALLY,
    TOOL_PHRASE,
    TRUTH_VERB,
    positive,
)
from tutor.calculator.cells import ALL, CALLED, CELLS, NEGATIVE, POSITIVE, Cells, Row, counted, solved, value_of
from tutor.calculator.lexicon import OVERALL, THINGS
from tutor.calculator.numerals import shares
from tutor.calculator.patterns import regex
from tutor.calculator.tallies import RATES

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
    return story.share(group & told.manner, group, _value(clause.item))


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


_TOTAL = regex(
    rf"\b(?:total|in all|altogether|out of(?: every)?|set of|lot of|on|of|with|given|there (?:are|were)|were|"
    rf"contains?|has|among|for|in|which of|from|over|labels?|sorted|looked at|screened|examined|checked|"
    rf"processed|classif\w+|inspected|tested|scanned|saw|evaluated|tried)\W+(?:an? |the |every |our |"
    rf"another )*{MARK}|{MARK}\s*(?:\w+ ){{0,2}}?{THINGS}",
    re.I,
)


def tell(story: Account, clause: Clause, following: Clause | None) -> bool:
    """Adds what one number says; False when it is not sure."""
    item = clause.item
    if clause.opens:
        story.group = None
    if item["of"]:
        return _half(story, clause)
    if item["percent"] or item["decimal"] or item["some"]:
        return _part(story, clause)
    if item["whole"]:
        return _pair(story, clause, following)
    value = Fraction(item["count"].replace(",", "").replace(" ", ""))
    leading = LEADING.match(clause.words)
    if leading and clause.words.index(MARK) < leading.end() + 1 and _OPENS.match(clause.words):
        return _opening(story, clause, value, meaning_of(story, clause))
    told = meaning_of(story, clause)
    if leading and clause.opens:
        cells = said(story, leading["group"]).cells
        story.group = cells if cells != ALL else back_group(story, leading["group"])
    return story.add(ALL, value) if _first_total(story, clause) else _counted(story, clause, following, told, value)


def _counted(story: Account, clause: Clause, following: Clause | None, told: Said, value: Fraction) -> bool:
    """A whole number of the things that the clause speaks of."""
    base = base_of(story, clause, told)
    if base is None:
        return False
    if told.truth is None and told.verdict is None and told.manner is None and told.cells == ALL:
        return base == ALL and _is_total(story, clause) and story.add(ALL, value)
    cells = base & told.cells
    return bool(cells) and cells != base_or_none(base) and _plausible(story, clause, following, told, cells, value)


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
    if not clause.item["count"] or _OPENS.match(clause.words) or BACK.search(clause.words):
        return False
    before = _PROCESSES.sub(" ", TOOL_PHRASE.sub(" it ", clause.words.split(MARK)[0]))
    told = said(story, before + MARK + re.split(r"[,:]", clause.behind)[0])
    return told.cells == ALL and not truth_predicate(clause)


def _noun(clause: Clause) -> str:
    """What is counted, without its plural."""
    hit = re.match(r"\s+(?:of (?:the|our|all) )?(?:[a-z-]+ (?=[a-z]+s\b))?([a-z]{3,})", clause.behind, re.I)
    return hit[1].lower().removesuffix("s") if hit else ""


_OPENS = regex(
    rf"^[^\w{MARK}]*(?:and |but )?(?:of|among|amongst|out of|from)\s+(?:all |the |its |our |these |those |"
    rf"every |a |an )*{MARK}",
    re.I,
)


_ON = regex(
    rf"\b(?:on|in|of|with|from|among|over|for|out of(?: every)?|through|labels?|labell?ed|sorted|looked at|"
    rf"screened|examined|checked|processed|"
    rf"classified|classifies|inspected|tested|scanned|saw|sees|evaluated|tried|received|handled|got|read|"
    rf"reads|judged|there (?:are|were)|had|has|have|contains?|total(?: [a-z]+)?:?)"
    rf"\s+(?:an? |the |every |our |its |another |some |exactly |about |total of )*{MARK}|^\W*{MARK}",
    re.I,
)


def _first_total(story: Account, clause: Clause) -> bool:
    """Whether the first number only says how many things there are."""
    if story.told or not _ON.search(clause.words) or re.search(r"\b(?:of|by) (?:which|whom|them)\b", clause.words):
        return False
    before = TOOL_PHRASE.sub(" it ", clause.words.split(MARK)[0])
    verb = re.search(rf"\b(?:{FLAGS}|{LETS}|{FINDS}|{story.verbs or FLAGS})(?!\w)", _PROCESSES.sub(" ", before), re.I)
    behind = clause.behind
    if not clause.words.split(MARK)[0].strip(" .,:\n"):
        behind = _PASSIVE.sub(" ", behind)
    return (
        not verb
        and said(story, behind).cells == ALL
        and not truth_predicate(clause)
        and NAMED_RATE.search(clause.words) is None
    )


_PROCESSES = regex(r"\b(?:labels?|labell?ed|classif\w+|sort(?:s|ed)|screen\w*|(?:test|alarm|filter|checker)s?)\b", re.I)


_PASSIVE = regex(
    r"\b(?:were|was|are|is|have been|has been) (?:checked|tested|screened|examined|read|sorted|classified|"
    r"labell?ed|given|shown|sent|run|put|looked|processed|inspected|scanned|collected|reviewed|rated|judged)\b.*",
    re.I,
)


NAMED_RATE = regex(r"\b(?:precision|recall|specificity|sensitivity|accuracy|prevalence)\b", re.I)


def base_or_none(base: Cells) -> Cells | None:
    """The group itself, unless it is everything."""
    return None if base == ALL else base


def _is_total(story: Account, clause: Clause) -> bool:
    if OVERALL.search(clause.words):
        return True
    return not any(cells == ALL for cells, _ in story.told) and _TOTAL.search(clause.words) is not None


def _plausible(
    story: Account, clause: Clause, following: Clause | None, told: Said, cells: Cells, value: Fraction
) -> bool:
    """Adds a count; a verb of finding with its object found is right, unless a part of it is told next."""
    yes = positive(story.names)
    story.verdict = told.verdict
    words = clause.words
    refined = (
        following is not None
        and BACK.search(following.words) is not None
        and said(story, following.words).truth is not None
    )
    refined = refined or (
        following is not None
        and told.verdict == CALLED
        and said(story, following.words).manner is not None
        and said(story, following.words).verdict is None
        and said(story, following.words).truth is None
    )
    if told.truth == POSITIVE and told.verdict == CALLED and cells == frozenset({"tp"}):
        foreseen = re.search(rf"\b{PREDICTS}\s+(?:\w+ ){{0,2}}?{MARK}\s*(?:\w+ )?(?:{yes})", words, re.I)
        if foreseen or (refined and not re.search(rf"\b{REALLY}\b|\b(?:of|among)\b", words, re.I)):
            return story.add(CALLED, value)
    return story.add(cells, value)


def _opening(story: Account, clause: Clause, value: Fraction, told: Said) -> bool:
    """As in "Of 5,000 passengers", "Among the 60 without": a group, told or known."""
    known = [cells for cells, known in story.told if known == value]
    phrase = said(story, re.split(r"[,:]", clause.behind)[0])
    cells = phrase.cells
    if cells == ALL:
        cells = known[-1] if known else ALL
    story.group = cells
    return bool(known) or story.add(cells, value)


def _pair(story: Account, clause: Clause, following: Clause | None) -> bool:
    """As in "forwarded 220 of 1,800 calls", "30 of those 50 were on the list"."""
    some, many = (Fraction(clause.item[name].replace(",", "")) for name in ("part", "whole"))
    known = [cells for cells, value in story.told if value == many]
    told = said(story, clause.words)
    words = re.split(r"\b(?:is|are|was|were|had|has|have|did|really|turned)\b|[,;:]", clause.behind)[0]
    phrase = said(story, words) if not known else Said()
    group = known[-1] if known else ALL
    if not known and phrase.truth and not phrase.verdict:
        group = phrase.truth
    elif not known and phrase.cells != ALL and phrase.verdict and not phrase.truth and re.match(r"\W*\w+ed\b", words):
        group = phrase.cells
    if told.cells == ALL and truth_predicate(clause):
        told = Said(POSITIVE, None, None, POSITIVE)
    part = group & told.cells
    story.verdict = told.verdict
    if not part or part == group or some > many:
        return False
    return (bool(known) or story.add(group, many)) and story.add(part, some)


def _half(story: Account, clause: Clause) -> bool:
    """As in "half of the 640 parcels held glass"."""
    many = Fraction(clause.item["of"].replace(",", ""))
    known = [cells for cells, value in story.told if value == many]
    told = said(story, clause.words)
    if told.cells == ALL and TRUTH_VERB.search(re.sub(r"^\s*\w+", "", clause.behind)):
        told = Said(POSITIVE, None, None, POSITIVE)
    group = known[-1] if known else ALL
    part = group & told.cells
    if not part or part == group or not (known or story.add(group, many)):
        return False
    return story.add(part, many * _value(clause.item))


def _part(story: Account, clause: Clause) -> bool:
    """A share: a rate by its name, or a share of a group."""
    item, words = clause.item, clause.words
    value = _value(item)
    if not 0 <= value <= 1:
        return False
    rates = [(part, group) for pattern, part, group in RATES if pattern.search(words)]
    if len(rates) > 1 or item["decimal"] and not rates:
        return False
    if rates:
        part, whole = rates[0]
        if re.search(r"\bhit rate\b", words, re.I) and story.told and story.told[-1][0] == CALLED:
            whole = CALLED
        return story.share(part, whole, value)
    told = meaning_of(story, clause)
    group = share_group(story, clause, told)
    if group is None:
        return False
    story.verdict = told.verdict
    return story.share(group & told.cells, group, value)


def _value(item: re.Match[str]) -> Fraction:
    if item["some"]:
        return Fraction(int(item["some"]), int(item["many"]))
    return Fraction(item["percent"]) / 100 if item["percent"] else Fraction(item["decimal"])
