"""Labels: every number of a text with what its own words call it: a mean, a deviation, a rate per hour, a bound.

A label counts for the number that stands nearest to it in its sentence; a number that none is near keeps the role "".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tutor.calculator.amounts import WORDS
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.patterns import regex


@dataclass(frozen=True, slots=True)
class Label:
    """A number, what it is, and where it stands."""

    value: float
    role: str
    """As in `_LEFT`, or "size" (of things), "bound", "rank" (a percentile), "ordinal", "deviations" (so many), ""."""
    start: int
    end: int
    sign: str = ""
    """How a bound compares: <, <=, >, >= or =."""
    unit: str = ""
    """The word behind it, in the singular; of a rate the word behind "per"."""
    percent: bool = False
    word: bool = False
    """Whether it is written as a word, such as "two"."""


_ITEM = regex(
    r"(?<![\w.,^])(?P<digits>-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+))(?![,.]?\d)"
    r"(?:\s?/\s?(?P<under>\d+)(?!\d))?(?P<square>\s?\^\s?\(?2\)?(?!\d))?(?P<percent>\s?(?:%|per\s?cent\b))?"
    r"(?P<rank>\s?\^?\s?\(?(?:st|nd|rd|th)\b\)?)?"
    rf"|\b(?P<word>{'|'.join(word for word in WORDS if word != 'one')}|once|twice|no(?! [a-z]+ than)|none|never)\b"
    r"|(?:(?<=than )|(?<=least )|(?<=most )|(?<=exactly )|(?<=precisely )|(?<=only ))(?P<one>one)\b(?! of (?:which|"
    r"the))",
    re.I,
)
_COUNTS = {"once": 1.0, "twice": 2.0, "no": 0.0, "none": 0.0, "never": 0.0}
_UP = (
    r"(?:more|greater|higher|larger|taller|heavier|bigger|longer|later|older|thicker|wider|deeper|warmer|hotter|"
    r"further|farther|richer)"
)
_DOWN = (
    r"(?:less|fewer|lower|smaller|shorter|lighter|earlier|younger|thinner|narrower|colder|cooler|cheaper|nearer|closer|"
    r"sooner|poorer)"
)
_NOT = r"(?:no|not|never|n't|cannot|nor)"
_LITTLE = (
    r"[ \t]*(?:(?:a |an |the |total |height |weight |score |value |of |exactly |about |first |or equal to )*)"
    r"[$\u20ac\u00a3(]?\s*$"
)
_SIGNS = tuple(
    (sign, regex(rf"(?:{pattern}){_LITTLE}", re.I))
    for sign, pattern in (
        ("<=", rf"\b{_NOT} (?:be |is |are )?(?:{_UP}|any {_UP}) than|\b{_NOT} (?:exceed\w*|above|over)|n't exceed"),
        (">=", rf"\b{_NOT} (?:be |is |are )?{_DOWN} than|\b{_NOT} (?:below|under)"),
        (">=", rf"\bat least|\bminimum of|>=|\b{_UP} than or equal to|\bas many as"),
        ("<=", rf"\bat most|\bmaximum of|\bup to|<=|\b{_DOWN} than or equal to"),
        (">", rf"\b{_UP} than|\bexceed(?:s|ed|ing)?|\babove|\bover|\bbeyond|\bupwards of|>|\bpast|\bafter"),
        ("<", rf"\b{_DOWN} than|\bbelow|\bunder|<|\bbefore|\bwithin"),
        ("=", r"\bexactly|\bprecisely|\bequals?(?: to)?|\bonly|\bjust|(?-i:\b[A-Z])\s*="),
    )
)
_BEHIND = tuple(
    (sign, regex(rf"\s*(?:[^\W\d]+\s+){{0,4}}?or\s+(?:{word})\b(?!\s+(?:than|[$\d]))", re.I))
    for sign, word in ((">=", rf"{_UP}|above|over"), ("<=", rf"{_DOWN}|below|under"))
)
_LEFT = tuple(
    (role, regex(pattern, re.I))
    for role, pattern in (
        ("level", r"\bconfidence(?: level)?(?: of| =|:| is)?|\bconfident"),
        ("alpha", r"\bsignificance(?: level)?|\balpha\b"),
        ("deviation", r"\bstandard deviations?|\bst\.? ?dev\w*\.?|\bstd\.?(?: ?dev\w*\.?)?|\bs\.?d\b\.?|"
                      r"\bsigma\b(?!\s?\^)"
                      r"|\bs\s*(?==)"),
        ("variance", r"\bvariance|\bsigma\s?\^\s?\(?2\)?|\bvar\b"),
        ("error", r"\bstandard error|\bs\.?e\.?(?:m)?\b(?=\s*=)"),
        ("mean", r"\bmeans?\b|\baverag\w*|\bmu\b(?:_?[0x])?|\bx[- ]?bar|\bbar\s?x|\bexpected value|\bcent(?:er|re)d"
                 r"|x\u0304|x\u0305|\bX\u0304"),
        ("rate", r"\brates?\b|\blambda\b"),
        ("margin", r"\bmargin(?: of error)?|\bto within|\bwithin|\baccurate to"),
        ("sample", r"\bn\b\s*(?==)|\bsamples? (?:size )?of(?: size)?|\bsample size|\bgroup of|\brandom(?:ly)?|"
                   r"\bout of"),
        ("value", r"(?-i:\bx)\s*(?==)"),
        ("share", r"\bp\b\s*(?==)|\bprobabilit(?:y|ies)|\bchances?\b|\blikelihood"),
    )
)  # fmt: skip
_FAR = {"sample": 2, "margin": 2, "alpha": 3, "level": 2, "value": 0}
_LEVEL_BEHIND = regex(r"[- ]*(?:level of |two-sided )?(?:confiden\w+|ci\b)", re.I)
_RATE_BEHIND = regex(
    r"\s*(?:(?!in\b|and\b|or\b|for\b|of\b|is\b|are\b|was\b|with\b|has\b|who\b|that\b)[a-z-]+\s*){0,3}?(?:\b(?:per|"
    r"each|every|in an? (?:average|typical|usual))\s+|/\s*|"
    r"\ban?\s+(?=(?:second|minute|hour|day|night|week|month|year|page|line|chapter|game|match|km|mile|metre|meter)\b))"
    r"(?:(?P<many>(?!0+\b)\d+(?:\.\d+)?)[ -])?(?P<unit>(?:square |cubic )?[a-z]+)",
    re.I,
)
_THINGS = regex(
    r"\s+(?!of\b|or\b|and\b|to\b|per\b|is\b|are\b|was\b)(?:[a-z-]+\s+){0,3}?(?:[a-z-]+(?<!s)s|people|men|women|"
    r"children|mice)\b",
    re.I,
)
_SIGMAS = regex(r"[- ]*(?:standard deviations?|sds?|sigmas?)\b(?!\s*(?:=|of \d|is))", re.I)
_MEAN_BEHIND = regex(r"\s*(?:[a-z%]+ ){0,3}on average\b|\s*(?:[a-z]+ )?(?:is|was) the (?:mean|average)\b", re.I)
_DEVIATION_BEHIND = regex(r"[- ](?:(?!and\b|with\b|the\b|,)[a-z]+[- ]){0,2}(?:standard deviation|sd)\b", re.I)
_MEAN_OF = regex(
    r"\b(?:probability|chance|likely)\b[^.;\d]{0,40}\b(?:mean|average)\b[^.;\d]{0,30}\b(?:of|for) (?:the |these )?$",
    re.I,
)
_UNIT = regex(r"[- ]?(?!and\b|or\b|to\b|with\b|is\b|the\b|in\b|of\b|a\b)((?:square |cubic )?[a-z]+|%)", re.I)
_SENTENCE = regex(r"(?<=[.?!;])\s+(?=[A-Z\d\"'(*])|\n+")
_YEAR = regex(r"(?:19|20)\d\d")
_STUDY = regex(r"\s+(?:poll|survey|study|report|article|census|election|season)\b", re.I)
_MONTH = regex(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+$", re.I)
_CLOCK = regex(r"\d+:\d\d(?::\d\d)?\s*\(")
_AGES = regex(r"\s*(?:to\s*\d+|-\s*\d+)?[- ]*(?:year|yr)s?[- ](?:olds?\b|of age)", re.I)


def labels(text: str) -> tuple[Label, ...]:
    """Every number of the text in order, ages and years aside; a pair after two labels takes one each."""
    plain = blank_furniture(text)
    found: list[Label] = []
    at = 0
    for cut in [*_SENTENCE.finditer(plain), None]:
        end = cut.start() if cut else len(plain)
        found += _of_sentence(plain[at:end], at)
        at = cut.end() if cut else end
    return tuple(found)


def _of_sentence(sentence: str, start: int) -> Iterator[Label]:
    hits = [hit for hit in _ITEM.finditer(sentence) if not _is_idle(sentence, hit)]
    hits = [hit for hit in hits if not _PER.search(sentence[: hit.start()]) or not _UNIT.match(sentence[hit.end() :])]
    told: list[Label] = []
    for place, hit in enumerate(hits):
        left = sentence[hits[place - 1].end() if place else 0 : hit.start()]
        right = sentence[hit.end() : hits[place + 1].start() if place + 1 < len(hits) else len(sentence)]
        label = _labelled(_plain(hit, start), hit, left, right, sentence[hit.end() :])
        if told:
            told[-1], label = _paired(told[-1], label, left, sentence[: hits[place - 1].start()])
        told.append(label)
    yield from told


_PER = regex(r"\d\s(?:[a-z]+\s+){0,3}(?:per|every|each|in an? (?:average|typical|usual))\s+$", re.I)
"""Before the number of a rate's unit: 1.5 flaws per 10 metres."""


def _is_idle(sentence: str, hit: re.Match[str]) -> bool:
    """A year, an age, the number of an item, a time that is told again in another unit."""
    left, right = sentence[: hit.start()], sentence[hit.end() :]
    if not left.strip(" (*") and re.match(r"[.)]+\s+(?=[A-Z])", right) or _CLOCK.match(sentence, _start(left)):
        return True
    if _YEAR.fullmatch(hit[0]) and (
        re.search(r"\b(?:in|since|of|year|from|until)\s+$", left, re.I)
        and not _UNIT.match(right)
        or _STUDY.match(right)
    ):
        return True
    if _MONTH.search(left):
        return True
    return _AGES.match(right) is not None or re.search(r"\bage[sd]?\b[ \d-]{0,8}(?:to )?$", left, re.I) is not None


def _start(left: str) -> int:
    """Where the run of digits and colons at the end begins."""
    return len(left.rstrip("0123456789:"))


def _plain(hit: re.Match[str], start: int) -> Label:
    """The number without a role."""
    place = (start + hit.start(), start + hit.end())
    if hit["word"] or hit["one"]:
        word = hit[0].lower()
        return Label(float(_COUNTS.get(word, WORDS.get(word, 0))), "", *place, word=True)
    value = float(hit["digits"].replace(",", ""))
    if hit["under"] and float(hit["under"]):
        value /= float(hit["under"])
    value = value**2 if hit["square"] else value
    return Label(value / 100 if hit["percent"] else value, "", *place, percent=hit["percent"] is not None)


def _labelled(label: Label, hit: re.Match[str], left: str, right: str, rest: str) -> Label:
    """The number with its role: what stands right beside it before what stands farther away."""
    unit = _UNIT.match(right)
    label = replace(label, unit=unit[1].lower().rstrip("s") if unit else "")
    if hit["rank"]:
        ranked = re.match(r"\s*(?:percentile|quantile)", right, re.I)
        return replace(label, role="rank" if ranked else "ordinal")
    sign = next((sign for sign, pattern in _BEHIND if pattern.match(rest)), "") or next(
        (sign for sign, pattern in _SIGNS if pattern.search(left)), ""
    )
    if _SIGMAS.match(right):
        return replace(label, role="deviations", sign=sign)
    if _LEVEL_BEHIND.match(right):
        return replace(label, role="level")
    near = _nearest(left)
    if near == "mean" and _THINGS.match(right) and _MEAN_OF.search(left) and label.value == int(label.value):
        return replace(label, role="sample")
    named = near and sign == "=" and left.rstrip().endswith("=")
    if sign and near not in {"margin", "alpha", "level"} and not named:
        return replace(label, role="share" if label.percent else "bound", sign=sign)
    if _DEVIATION_BEHIND.match(right):
        return replace(label, role="deviation")
    rate = _RATE_BEHIND.match(right)
    if rate and not label.percent and near not in {"deviation", "variance", "share"}:
        return replace(
            label, role="rate", value=label.value / float(rate["many"] or 1), unit=rate["unit"].lower().rstrip("s")
        )
    if _MEAN_BEHIND.match(right):
        return replace(label, role="mean")
    return _farther(label, near, right, sign)


def _farther(label: Label, near: str, right: str, sign: str) -> Label:
    """By the nearest label before it; else a share by its kind, a size by the things behind it."""
    if near and not (near == "share" and not 0 <= label.value <= 1) and not (label.word and near != "sample"):
        return replace(label, role=near, sign=sign if near == "margin" else "")
    if label.percent or not label.word and 0 < label.value < 1:
        return replace(label, role="share")
    whole = label.value == int(label.value) and label.value > 1
    return replace(label, role="size") if whole and _THINGS.match(right) else label


def _nearest(left: str) -> str:
    """The label that ends nearest before the number."""
    best, role = -1, ""
    for name, pattern in _LEFT:
        for hit in pattern.finditer(left):
            between = left[hit.end() :]
            if (
                hit.end() > best
                and len(re.findall(r"[a-z]+", between, re.I)) <= _FAR.get(name, 8)
                and ":" not in between[1:]
            ):
                best, role = hit.end(), name
    return role


_TWO_LABELS = regex(
    r"\b(?:mean|mu|average)\b[^.;\d]{0,25}\band\b[^.;\d]{0,25}?(?P<second>standard deviation|variance|sigma|sd)\b", re.I
)


def _paired(first: Label, second: Label, between: str, before: str) -> tuple[Label, Label]:
    """Two numbers of one phrase: bounds of "between a and b", of "a < X < b"; "mean and deviation of 70 and 2"."""
    joined = re.fullmatch(r"[^.;?\d]{0,25}?(?:\band|\bto|,|-)\s*[$(]?(?:\s*(?:mu|sigma)\s*=\s*)?", between) is not None
    if joined and re.search(r"\b(?:between|from|in the (?:range|interval))\s*[$\[(]*(?:of )?$", before, re.I):
        return replace(first, role="bound", sign=">="), replace(second, role="bound", sign="<=")
    symbols = re.fullmatch(r"\s*(?P<low><=?)\s*[A-Za-z]\w*\s*(?P<high><=?)\s*", between)
    if symbols:
        sign = symbols["low"].replace("<", ">")
        return replace(first, role="bound", sign=sign), replace(second, role="bound", sign=symbols["high"])
    named = list(_TWO_LABELS.finditer(before[-90:]))
    if joined and named:
        second_role = "variance" if named[-1]["second"].lower() == "variance" else "deviation"
        return replace(first, role="mean"), replace(second, role=second_role)
    return first, second
