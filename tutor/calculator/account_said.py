"""Account said: what the words of a clause say is true, and what the tool said."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tutor.calculator.account_clauses import MARK
from tutor.calculator.account_words import (
    FALSE_ALARM,
    FINDS,
    FLAGS,
    LETS,
    NEVER,
    REALLY,
    RIGHTLY,
    SHOULD_HAVE,
    SUBJECT,
    TOOL_PHRASE,
    WRONGLY,
    learned,
    positive,
    rater,
)
from tutor.calculator.cells import ALL, CALLED, CLEARED, NEGATIVE, POSITIVE, RIGHT, WRONG, Cells, Row, counted, shared
from tutor.calculator.lexicon import NOT, TOOL
from tutor.calculator.tallies import NAMED


@dataclass(slots=True)
class Account:
    """What has been told so far."""

    names: str
    rows: list[Row] = field(default_factory=list)
    told: list[tuple[Cells, Fraction | None]] = field(default_factory=list)
    group: Cells | None = None
    verdict: Cells | None = None
    absolute: bool = False
    last: Fraction | None = None
    """The share told last."""
    verbs: str = ""
    rater: str = ""
    hits: bool = False
    """Whether hits are what was found, and not the true positives."""

    def copy(self) -> "Account":
        """The same, to be told differently."""
        return replace(self, rows=list(self.rows), told=list(self.told))

    def same(self, other: "Account") -> bool:
        """Whether both were told the same."""
        return (self.rows, self.told, self.group) == (other.rows, other.told, other.group)

    def add(self, cells: Cells, value: Fraction) -> bool:
        """A count."""
        if not cells:
            return False
        self.rows.append(counted(cells, value))
        self.told.append((cells, value))
        self.absolute = True
        return True

    def share(self, part: Cells, group: Cells, value: Fraction) -> bool:
        """A share of a group."""
        if not part or part == group:
            return False
        self.rows.append(shared(part, group, value))
        self.last = value
        self.told.append((part, None))
        return True


def begun(plain: str) -> Account:
    """The story before its first number."""
    hits = not re.search(r"\bmisses\b|\bcorrect rejections\b", plain, re.I)
    return Account(learned(plain), verbs=_verbs(plain), rater=rater(plain), hits=hits)


def _verbs(text: str) -> str:
    """Verbs of the tool, as a pattern, beside those of the list."""
    found = {hit["verb"].lower() for hit in SUBJECT.finditer(text)}
    found = {verb for verb in found if not re.fullmatch(rf"{LETS}|{FLAGS}|{REALLY}|{WRONGLY}|{RIGHTLY}", verb, re.I)}
    stems = {re.sub(r"(?:ed|es|s)$", "", verb) for verb in found if re.search(r"(?:ed|es|s|t|d)$", verb)}
    return "|".join(sorted(re.escape(stem) + r"(?:ed|es|s|d|ing|e)?\b" for stem in stems if len(stem) >= 3))


@dataclass(frozen=True, slots=True)
class Said:
    """What words say."""

    truth: Cells | None = None
    verdict: Cells | None = None
    manner: Cells | None = None
    cells: Cells = ALL


def said(story: Account, words: str) -> Said:
    """Truth, verdict and manner of a phrase."""
    text = TOOL.sub(" ", TOOL_PHRASE.sub(" it ", words))
    if story.hits:
        text = re.sub(r"\bhits?\b(?! rate)", "flagged", text)
    if story.rater:
        return _rated(story, text)
    exact = next((frozenset({cell}) for cell, pattern in NAMED if pattern.search(text)), None)
    if FALSE_ALARM.search(text):
        exact = frozenset({"fp"})
    if exact:
        return Said(cells=exact)
    if SHOULD_HAVE.search(text) and re.search(r"n't\b|\bnot\b", text):
        return Said(cells=frozenset({"fn"}))
    yes = positive(story.names)
    verdict, text = _verdict(story, text, yes)
    truth, text = _truth(text, yes)
    wrong = re.search(rf"\b{WRONGLY}\b", text, re.I)
    right = not wrong and re.search(rf"\b{RIGHTLY}\b", text, re.I)
    manner = WRONG if wrong else RIGHT if right else None
    return Said(truth, verdict, manner, (truth or ALL) & (verdict or ALL) & (manner or ALL))


def _rated(story: Account, text: str) -> Said:
    """What two raters say, one of which is right by agreement."""
    if re.search(r"\bother way r?ound\b|\breverse\b", text, re.I) and story.told:
        last = story.told[-1][0]
        swapped = {frozenset({"fn"}): frozenset({"fp"}), frozenset({"fp"}): frozenset({"fn"})}.get(last)
        return Said(cells=swapped or frozenset())
    if re.search(r"\bboth\b", text, re.I):
        no = re.search(r"\bnegative|\bneither\b|\bnothing\b|n't\b|\bnot\b|\bno\b", text, re.I)
        return Said(cells=frozenset({"tn"}) if no else frozenset({"tp"}))
    if re.search(r"\bneither\b", text, re.I):
        return Said(cells=frozenset({"tn"}))
    truth: Cells | None = None
    verdict: Cells | None = None
    for part in re.split(r"\b(?:but|and|while|yet)\b", text):
        no = re.search(r"\bnegative|n't\b|\bnot\b|\bno\b|\bmiss", part, re.I)
        yes = re.search(rf"\bpositive|\b{FLAGS}|\b{FINDS}|\b{REALLY}", part, re.I)
        if not no and not yes:
            continue
        if re.search(rf"\b{story.rater}", part, re.I):
            truth = NEGATIVE if no else POSITIVE
        else:
            verdict = CLEARED if no else CALLED
    return Said(truth, verdict, None, (truth or ALL) & (verdict or ALL))


def _verdict(story: Account, text: str, yes: str) -> tuple[Cells | None, str]:
    """What the tool said, and the words without its complement ("as spam", "glass in")."""
    flags = rf"(?:{FLAGS}|{FINDS}|{story.verbs})" if story.verbs else rf"(?:{FLAGS}|{FINDS})"
    as_ = re.compile(
        rf"\b(?:{flags}|{LETS}|classif\w+|thrown|throw\w*|treat\w*|put|sent|moved|sorted|taken|misclassif\w+|"
        rf"mistaken)\b[^.;]{{0,40}}?\b(?:as|to be|for being|in the|into the|to)\s+(?:an? |the |"
        rf"being )?(?:(?P<no>{NOT}|not \w+)|(?P<yes>{yes}))(?![\w-])",
        re.I,
    )
    hit = as_.search(text)
    hit = (
        hit
        or re.search(
            rf"\b(?:{flags})\s+(?:(?:{MARK}|of|them|these|those|the|\w+s)\s+){{0,4}}(?:(?P<no>{NOT})|"
            rf"(?P<yes>{yes}))(?=\s*(?:{MARK}|in\b|on\b|for\b|at\b|\W*$))",
            text,
            re.I,
        )
        if not hit and MARK in text and not re.search(rf"\b{FINDS}\s+(?:all |only |\w+ly )?{MARK}", text, re.I)
        else hit
    )
    if hit:
        group = "no" if hit["no"] else "yes"
        return (CLEARED if hit["no"] else CALLED), text[: hit.start(group)] + text[hit.end(group) :]
    test = re.search(
        r"\b(?:test\w*|came back|comes? back|result\w*)\W+(?:\w+ ){0,2}?(?P<no>negative)|\bnegative (?:for|in|"
        r"on|with|by|test|result)",
        text,
        re.I,
    )
    if test:
        return CLEARED, re.sub(r"\bnegative\b", " ", text, flags=re.I)
    if re.search(rf"\b{LETS}", text, re.I):
        return CLEARED, re.sub(rf"\b{LETS}", " ", text, flags=re.I)
    flag = re.search(rf"\b{flags}(?!\w)", text, re.I)
    if flag is None:
        return None, text
    denied = re.search(rf"\b{NEVER}\b(?:\s+(?:been|be|being|\w+ly))*\s*$", text[: flag.start()], re.I)
    left = text[: denied.start() if denied else flag.start()] + " " + text[flag.end() :]
    return (CLEARED if denied else CALLED), left


def _truth(text: str, yes: str) -> tuple[Cells | None, str]:
    """Whether the things are what is looked for."""
    denied = re.compile(
        rf"\b(?:{NOT}|[a-z]{{3,}}-free|{NEVER}\s+(?:\w+\s+){{0,2}}?(?:{yes})|non-?(?:{yes})|without(?: any|"
        rf" one)?(?=\W*$)|"
        rf"(?:was|were|is|are|had|has|have|did|do|does)(?:n't| not| no)(?: (?:one|any|it|so|there|"
        rf"such))?(?=\W*$))(?![\w-])",
        re.I,
    )
    without = denied.search(text)
    left = denied.sub(" ", text)
    with_ = re.search(rf"\b(?:{yes})(?![\w-])", left, re.I)
    really = re.search(rf"\b{REALLY}\b", left, re.I)
    if without and not with_:
        return NEGATIVE, left
    if (with_ or (really and not without)) and not without:
        return POSITIVE, left
    if with_ and without:
        return (
            NEGATIVE
            if re.search(r"where|without|not|n't|none", without[0] + text[without.start() - 8 : without.start()], re.I)
            else None
        ), left
    return None, left
