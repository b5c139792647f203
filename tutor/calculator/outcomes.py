"""Outcomes: the four counts of a classifier out of a story with totals.

"Of 100 emails 20 are spam. The filter flags 25, of which 15 are spam." Every number gets the role that the words
around it
give; then the totals are solved for the counts. A number without a role, or totals that contradict, and nothing is
told.
"""

import re
from collections.abc import Iterator

from tutor.calculator.question import Question
from tutor.calculator.span import Span

_POSITIVE = (
    r"(?:positives?|spam|sick|diseased?|cancer\w*|fraud\w*|ill|infected|defective|"
    r"malignant|relevant|churn\w*|guilty|anomal\w+|default\w*|patients with|have "
    r"the disease|with the disease|with the condition|cats?)"
)
_NEGATIVE = (
    r"(?:negatives?|ham|healthy|legitimate|legit|benign|normal|irrelevant|innocent|"
    r"good|non[- ]?\w+|not \w+|without|don't have|do not have|dogs?)"
)
_PREDICTS = (
    r"(?:predict\w*|flag\w*|label\w*|classif\w*|mark\w*|identif\w*|detect\w*|retriev\w*|"
    r"return\w*|alert\w*|catch\w*|caught|call\w*|tagg?\w*|diagnos\w*|report\w*|find\w*|"
    r"found)"
)
_WRONG = r"(?:wrong\w*|incorrect\w*|mistaken\w*|false\w*|erroneous\w*|misclassif\w*|mislabel\w*)"
_NOW = "\x00"
_DISEASED = r"(?:had|have|has) (?:a|the|this|it) ?(?:disease|condition|virus|cancer|illness)?"
ROLES = (
    (
        "tp",
        re.compile(
            rf"\b(?:detect\w*|finds?|found|catch\w*|caught|identif\w*)\W+{_NOW}\W+of (?:them|those|these)\b|"
            rf"{_NOW}\W+of (?:them|those|these|which)\W+(?:actually|really|truly|indeed)\W+{_DISEASED}",
            re.I,
        ),
    ),
    ("fn", re.compile(rf"{_NOW}\W+(?:\w+\W+){{0,5}}?(?:were|are|was) missed\b", re.I)),
    (
        "tp",
        re.compile(
            rf"\btrue positives?\b\W*(?:\w+\W+){{0,2}}?{_NOW}|\bTP\W*{_NOW}|{_NOW}\W*(?:were "
            rf"|are )?true positives?|{_NOW} TP\b",
            re.I,
        ),
    ),
    (
        "fp",
        re.compile(
            rf"\bfalse (?:positives?|alarms?)\b\W*(?:\w+\W+){{0,2}}?{_NOW}|\bFP\W*{_NOW}|{_NOW}\W*(?:were "
            rf"|are )?false (?:positives?|alarms?)|{_NOW} FP\b",
            re.I,
        ),
    ),
    (
        "fn",
        re.compile(
            rf"\bfalse negatives?\b\W*(?:\w+\W+){{0,2}}?{_NOW}|\bFN\W*{_NOW}|{_NOW}\W*(?:were "
            rf"|are )?false negatives?|{_NOW} FN\b|\bmiss(?:es|ed|ing)?\W+(?:\w+\W+){{0,2}}?{_NOW}|"
            rf"{_NOW}\W+(?:\w+\W+){{0,3}}?(?:were |are |was )?missed|\bfail\w* to {_PREDICTS}\W+(?:\w+\W+)"
            rf"{{0,2}}?{_NOW}",
            re.I,
        ),
    ),
    (
        "tn",
        re.compile(
            rf"\btrue negatives?\b\W*(?:\w+\W+){{0,2}}?{_NOW}|\bTN\W*{_NOW}|{_NOW}\W*(?:were "
            rf"|are )?true negatives?|{_NOW} TN\b",
            re.I,
        ),
    ),
    (
        "tp",
        re.compile(
            rf"\b(?:positive|alarm\w*) (?:for|in|on)\W+(?:\w+\W+){{0,2}}?{_NOW}\W+(?:of )?(?:the "
            rf")?{_POSITIVE}|{_NOW}\W+of (?:them|those|these|which)\W+(?:\w+\W+){{0,2}}?(?:{_POSITIVE}|"
            rf"correct\w*)\b",
            re.I,
        ),
    ),
    (
        "fp",
        re.compile(
            rf"\b(?:positive|alarm\w*|and) (?:for|in|on)\W+(?:\w+\W+){{0,2}}?{_NOW}\W+(?:of "
            rf")?(?:the )?{_NEGATIVE}",
            re.I,
        ),
    ),
    (
        "fp",
        re.compile(
            rf"{_WRONG} (?:{_PREDICTS} )?(?:\w+ ){{0,2}}?{_NOW} (?:\w+ ){{0,2}}?{_NEGATIVE}|"
            rf"{_NOW} (?:of the )?{_NEGATIVE}\W+(?:\w+\W+){{0,4}}?(?:{_WRONG}|{_PREDICTS})"
            rf" (?:\w+ ){{0,3}}?(?:as )?{_POSITIVE}|{_NOW} (?:of the )?{_NEGATIVE}"
            rf"(?: (?!and |but |not )\w+)?,? (?:{_WRONG}|by mistake)",
            re.I,
        ),
    ),
    (
        "fn",
        re.compile(
            rf"{_WRONG} (?:{_PREDICTS} )?(?:\w+ ){{0,2}}?{_NOW} (?:of the )?(?:\w+ ){{0,2}}?{_POSITIVE}\b(?: "
            rf"\w+)?\W+(?:as )?(?:being )?{_NEGATIVE}|{_NOW} (?:of the )?{_POSITIVE}\W+(?:\w+\W+)"
            rf"{{0,4}}?(?:{_WRONG}|{_PREDICTS}) (?:\w+ ){{0,3}}?(?:as )?{_NEGATIVE}",
            re.I,
        ),
    ),
    (
        "tn",
        re.compile(
            rf"\bcorrectly (?:(?!and |but )\w+ ){{0,3}}?{_NOW} (?:of (?:the )?)?(?:\w+ ){{0,2}}?{_NEGATIVE}|"
            rf"{_NOW} (?:of (?:the )?)?{_NEGATIVE}\W+(?:\w+\W+){{0,3}}?correctly",
            re.I,
        ),
    ),
    (
        "tp",
        re.compile(
            rf"\bcorrectly (?:(?!and |but )\w+ ){{0,3}}?{_NOW}(?: (?:of (?:the )?)?(?:\w+ ){{0,2}}?{_POSITIVE}|"
            rf" of (?:them|those|these|which))|{_NOW} (?:of (?:the )?)?{_POSITIVE}\W+(?:\w+\W+)"
            rf"{{0,3}}?correctly|{_NOW}\W+(?:of (?:them|those|these|which|the \w+) )?(?:really "
            rf"|actually |truly |indeed )?(?:are|were|is|was|being|turn out to be|really|actually)"
            rf"\W+(?:\w+\W+){{0,2}}?(?:correct\w*|right|actually|really|truly|indeed|relevant)"
            rf"\b|(?:of (?:them|those|these|which)|only),?\W+(?:only )?{_NOW}\W+(?:are|were|"
            rf"is|was)\W+(?:\w+\W+){{0,2}}?(?:{_POSITIVE}|correct)|, {_NOW} (?:of (?:which|"
            rf"them|those|these)) (?:are|were)",
            re.I,
        ),
    ),
    (
        "predicted negative",
        re.compile(
            rf"{_NOW}\W+(?:\w+\W+)?(?:were |are |was |is )(?:predicted|labell?ed|classified|marked|diagnosed|tested) "
            rf"(?:as |to be )?(?:being )?{_NEGATIVE}\b|{_NOW}\W+(?:\w+\W+)?(?:tests? negative|tested negative)\b",
            re.I,
        ),
    ),
    (
        "predicted positive",
        re.compile(
            rf"{_NOW}\W+(?:\w+\W+)?(?:alarms|alerts|tests? positive|tested positive|positive "
            rf"(?:tests|results|predictions))\b|\b{_PREDICTS}\W+(?:\w+\W+){{0,2}}?{_NOW}|{_NOW}\W+(?:\w+\W+)"
            rf"{{0,2}}?(?:were |are |was |is )?(?:predicted|flagged|labell?ed|classified|marked|"
            rf"retrieved|diagnosed) (?:as )?(?:being )?(?:{_POSITIVE})?",
            re.I,
        ),
    ),
    (
        "positive",
        re.compile(rf"{_NOW}\W+(?:\w+\W+){{0,3}}?{_POSITIVE}\b|\b{_POSITIVE}\W+(?:\w+\W+){{0,2}}?{_NOW}\b", re.I),
    ),
    ("negative", re.compile(rf"{_NOW}\W+(?:\w+\W+){{0,3}}?{_NEGATIVE}\b", re.I)),
    (
        "total",
        re.compile(
            rf"\b(?:of|total|out of|on|set of|has|with|contains|there are|given)\W+(?:a |the "
            rf"|total |all |of ){{0,3}}{_NOW}|{_NOW}\W+(?:\w+\W+)?(?:emails?|samples?|examples?|"
            rf"images?|patients?|people|documents?|instances?|transactions?|in total|total|"
            rf"cases?|messages?|items?|tests?)\b",
            re.I,
        ),
    ),
)
"""In order: the first that fits the words around a number gives its role; the number itself is the zero character."""
_SUMS = (
    ("positive", "tp", "fn"),
    ("negative", "fp", "tn"),
    ("predicted positive", "tp", "fp"),
    ("predicted negative", "fn", "tn"),
    ("total", "positive", "negative"),
    ("total", "predicted positive", "predicted negative"),
)


def outcomes_told(question: Question) -> dict[str, int] | None:
    """tp, fp, fn and tn as far as they follow from the story; None unless every number has its role."""
    known: dict[str, int] = {}
    numbers = [span for span in question.spans if not span.word]
    if not 2 <= len(numbers) <= 8:
        return None
    for role, value in _roles(question, numbers):
        if role is None or known.setdefault(role, value) != value:
            return None
    solved = _solved(known)
    if solved is None or any(value < 0 for value in solved.values()):
        return None
    names: tuple[str, ...] = ("tp", "fp", "fn", "tn")
    found = {name: solved[name] for name in names if name in solved}
    return found if len(found) >= 2 else None


def _roles(question: Question, numbers: list[Span]) -> Iterator[tuple[str | None, int]]:
    for place, span in enumerate(numbers):
        if not isinstance(span.value, int) and span.ratio is None:
            yield None, 0
            return
        if span.ratio is not None:
            yield from _of(question, numbers, place)
        elif isinstance(span.value, int):
            yield _among(question, numbers, place, _role(question, numbers, place, span)), span.value


def _of(question: Question, numbers: list[Span], place: int) -> Iterator[tuple[str | None, int]]:
    """As in "90 of 100 sick": a hit among its total."""
    span = numbers[place]
    assert span.ratio is not None
    window = _window(question, numbers, place)
    before, after = window.split(_NOW)
    behind = re.split(r"[,;]|\band\b|\bbut\b", after)[0]
    words = behind if re.search(rf"\b(?:{_POSITIVE}|{_NEGATIVE})\b", behind, re.I) else window
    negative = re.search(rf"\b{_NEGATIVE}\b", words, re.I)
    positive = re.search(rf"\b{_POSITIVE}\b", re.sub(rf"\b{_NEGATIVE}\b", " ", words, flags=re.I), re.I)
    if bool(positive) == bool(negative):
        yield None, 0
        return
    called = _called(question, span, before, positive=positive is not None)
    if called is None:
        yield None, 0
        return
    yield (("tp" if called else "fn") if positive else ("fp" if called else "tn")), span.ratio[0]
    yield ("positive" if positive else "negative"), span.ratio[1]


_MANNER = re.compile(
    rf"\b(?:(?P<wrong>{_WRONG}|mistake\w*|errors?)|(?P<right>correct\w*|right\w*|proper\w*|accurate\w*)|"
    rf"(?P<passed>miss\w*|fail\w*|lets?|letting|overlook\w*|pass\w*|clear\w*|accept\w*)|"
    rf"(?P<called>{_PREDICTS}|block\w*|reject\w*|alarm\w*|stop\w*|positive (?:for|in|on)))\b",
    re.I,
)


def _called(question: Question, span: Span, before: str, *, positive: bool) -> bool | None:
    """Whether "40 of 50 spam" were called positive, by the nearest words that say so; None when none do."""
    rest = re.split(r"[.;?!](?:\s|$)", question.text[span.end :])[0]
    sentence = re.split(r"[.;?!]\s", question.text[: span.start])[-1]
    for text in (re.split(r"\band\b|\bbut\b", before)[-1], sentence, rest):
        hits = {found.lastgroup for found in _MANNER.finditer(text)}
        if "wrong" in hits or "right" in hits:
            return None if {"wrong", "right"} <= hits else positive == ("right" in hits)
        if hits:
            return None if {"passed", "called"} <= hits else "called" in hits
    return None


_AMONG = {
    ("positive", "predicted positive"): "tp",
    ("positive", "predicted negative"): "fn",
    ("negative", "predicted positive"): "fp",
    ("negative", "predicted negative"): "tn",
}


def _among(question: Question, numbers: list[Span], place: int, role: str | None) -> str | None:
    """As in "Of 200 sick patients the test finds 170": found among the sick."""
    if place == 0 or role is None or numbers[place - 1].ratio is not None:
        return role
    before = question.text[: numbers[place - 1].start]
    between = question.text[numbers[place - 1].end : numbers[place].start]
    if not re.search(
        r"(?:^|[.?!]\s+|[,;]\s+(?:and |but )?)(?:out )?(?:of|among)(?: the)?\s+$", before, re.I
    ) or re.search(r"[.?!]\s", between):
        return role
    first = _role(question, numbers, place - 1, numbers[place - 1])
    return _AMONG.get((first or "", role), role)


def _role(question: Question, numbers: list[Span], place: int, span: Span) -> str | None:
    window = _window(question, numbers, place)
    return next((role for role, pattern in ROLES if pattern.search(window)), None)


def _window(question: Question, numbers: list[Span], place: int) -> str:
    """The words between the number before and the number after, this number as one character; cut at sentence ends."""
    span = numbers[place]
    start = numbers[place - 1].end if place else 0
    end = numbers[place + 1].start if place + 1 < len(numbers) else len(question.text)
    before = re.split(r"[.;?!]\s", question.text[start : span.start])[-1]
    after = re.split(r"[.;?!](?:\s|$)", question.text[span.end : end])[0]
    return f"{before}{_NOW}{after}"


def _solved(known: dict[str, int]) -> dict[str, int] | None:
    """All quantities that follow from the sums; None when they contradict."""
    values = dict(known)
    for _ in range(len(_SUMS) * 2):
        for total, first, second in _SUMS:
            have = [name in values for name in (total, first, second)]
            if all(have) and values[total] != values[first] + values[second]:
                return None
            if have == [False, True, True]:
                values[total] = values[first] + values[second]
            elif have == [True, True, False]:
                values[second] = values[total] - values[first]
            elif have == [True, False, True]:
                values[first] = values[total] - values[second]
    return values
