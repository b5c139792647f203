"""Numbers of an account: what one number of a classifier's story counts, by the words around it."""

import re
from fractions import Fraction

from tutor.calculator.account_clauses import MARK, Clause
from tutor.calculator.account_groups import BACK, LEADING, back_group, base_of, meaning_of, share_group, truth_predicate
from tutor.calculator.account_said import Account, Said, said
from tutor.calculator.account_words import FINDS, FLAGS, LETS, PREDICTS, REALLY, TOOL_PHRASE, TRUTH_VERB, positive
from tutor.calculator.cells import ALL, CALLED, POSITIVE, Cells
from tutor.calculator.lexicon import OVERALL, THINGS
from tutor.calculator.patterns import regex
from tutor.calculator.tallies import RATES

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
    if leading and clause.words.index(MARK) < leading.end() + 1 and OPENS.match(clause.words):
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


OPENS = regex(
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
    verb = re.search(rf"\b(?:{FLAGS}|{LETS}|{FINDS}|{story.verbs or FLAGS})(?!\w)", PROCESSES.sub(" ", before), re.I)
    behind = clause.behind
    if not clause.words.split(MARK)[0].strip(" .,:\n"):
        behind = _PASSIVE.sub(" ", behind)
    return (
        not verb
        and said(story, behind).cells == ALL
        and not truth_predicate(clause)
        and NAMED_RATE.search(clause.words) is None
    )


PROCESSES = regex(r"\b(?:labels?|labell?ed|classif\w+|sort(?:s|ed)|screen\w*|(?:test|alarm|filter|checker)s?)\b", re.I)


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
    return story.add(part, many * value_told(clause.item))


def _part(story: Account, clause: Clause) -> bool:
    """A share: a rate by its name, or a share of a group."""
    item, words = clause.item, clause.words
    value = value_told(item)
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


def value_told(item: re.Match[str]) -> Fraction:
    """The share that was found: of counts, a percentage or a decimal."""
    if item["some"]:
        return Fraction(int(item["some"]), int(item["many"]))
    return Fraction(item["percent"]) / 100 if item["percent"] else Fraction(item["decimal"])
