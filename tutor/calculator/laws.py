"""Laws: a distribution that a text names or gives away by its parameters, and what is asked of it.

Numbers are taken by their labels (labels.py) wherever they stand; each has to have a place, and the words that make
another question of it (a condition, both, a sum, ...) end the reading.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt

from tutor.calculator.counted import binomial, geometric, of_rate, poisson
from tutor.calculator.durations import is_time, per_unit
from tutor.calculator.events import in_symbols
from tutor.calculator.labels import Label, Told, told_of
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.variables import Variable, by_symbol

_FAMILIES = (
    ("binomial", regex(r"\bbinomial(?:ly)?\b|\bbernoulli (?:process|trials?)\b", re.I)),
    ("poisson", regex(r"\bpoisson\b", re.I)),
    ("geometric", regex(r"\bgeometric(?:ally)?\b(?! mean)", re.I)),
    ("exponential", regex(r"\bexponential(?:ly)?\b|(?<!\w)\\?Exp\(", re.I)),
    ("uniform", regex(r"\buniform(?:ly)?\b(?! at random)", re.I)),
    ("normal", regex(r"\bnormal(?:ly)?\b|\bgaussian\b|\bbell[- ](?:curve|shaped)\b|(?-i:\bN\s?\()", re.I)),
)
_STOP = regex(
    r"\bwithout replacement\b|\btruncated\b|\bmixture\b|\blog-?normal\w*|\bcontinuity correction\b|"
    r"\bnormal approximation\b|\bapproximat\w+ (?:this|the binomial|by a)\b|\bconditional\w*|\bmemoryless\b|"
    r"\bhypothes\w+|\bnull\b|\bp-?values?\b|\bposterior\b|\bprior\b|\bbayes\w*|\bjoint\w*|\bcorrelat\w+|\bcovarian\w+|"
    r"\border statistic|\bchebyshev\w*|\bregression\b|\bfinite population\b|\btype (?:i|1|2)\b|"
    r"\bmaximum of\b|\bminimum of\b|\bmarkov\b|\bnot (?:be )?(?:normal\w*|independent)\b|\bdiscrete uniform\b|"
    r"\bconfidence\b|\bstandard error\b|\bmargin of error\b|\bt[- ]distribution\b|\bcorrect(?:ed|ion)\b|\brounded\b|"
    r"\bper-?plexity\b|\bentropy\b|\bkl\b|\bdensity\b|\bpdf\b|\blikelihood\b|\bskill\b|\bestimator\b|\bunfair\b",
    re.I,
)
_STOP_ASKED = regex(
    r"\balready\b|\bboth\b(?! in?clu)|\bstrictly\b|\bexclu\w+|\bneither\b|\beach of\b|\bevery one\b|\ball of\b|"
    r"\ball (?:the )?(?:two|three|four|five|six|\d+)\b|\bwhen\b|"
    r"\b(?:none|exactly \w+|at least \w+|at most \w+|more than \w+|one|only \w+) of (?:the|these|them|those)\b|"
    r"\bdifference\b|\bratio\b|\btwice\b|\bhalf\b|\banother\b|\bstill\b|\bfirst and\b|"
    r"\b(?:the|her|his|its|their|a) (?:second|third|fourth) (?!interval|window|period)\w+|"
    r"\bsquared\b|\bsquare (?:of|root)\b|\bnot\b|n't\b|\bmedian\b|\bmode\b|\bkurtosis\b|\bhow many of\b|"
    r"\bexpected number\b|\bsuccessive\b|\bconsecutive\b|\bin a row\b|\bapart\b|\binstead\b|\bchange\w*\b|"
    r"\bdays? (?:out )?of\b|\bPr?\s*\([^()]*\)\s*[*/^+-]",
    re.I,
)
_CONDITION = regex(
    r"(?<!\ba )(?<!\bany )(?<!\bthe )(?<!\bsome )\b(?:if|given|knowing|provided)\b(?P<clause>[^,.?;]*)", re.I
)
_OF_LAW = regex(r"\bdistribut\w+|\bnormal\w*|\bpoisson\b|\bcan (?:handle|take|process|serve)\b|\brandom\w*", re.I)
_CHANCE = regex(
    r"\bprobab\w*|\bchances?\b|\blike(?:ly|lihood)\b|\bodds\b|\bproportion\b|\bfraction\b|\bpercent(?:age)?\b|"
    r"\bshare\b|\bPr?\s*[(\[]|\bprob\b|\bwhat %|\barea\b",
    re.I,
)
_MEAN_ASKED = regex(
    r"\bsample(?:'s)? (?:mean|average)|\b(?:mean|average)\b[^.?\d]{0,40}?\b(?:of|for|in|from)\s+(?:the |a |this |these |"
    r"their |an? )?(?:\w+ )?(?:samples?|group|\d+)\b|\bx[- ]?bar\b|\bbar\s?\{?x|x\u0304|\btheir (?:mean|average)\b",
    re.I,
)
_SUM_ASKED = regex(r"\b(?:sum|total|combined|together|altogether)\b", re.I)


@dataclass(frozen=True, slots=True)
class Law:
    """A distribution with its parameters, by the names that the operations give them."""

    family: str
    given: dict[str, float]
    used: tuple[Label, ...] = ()
    unit: str = ""
    """What an exponential or a Poisson law counts by: "hour"."""
    note: str = ""

    @property
    def moments(self) -> tuple[float, float]:
        """Mean and standard deviation."""
        told = self.given
        if self.family == "normal":
            return told["mean"], told["deviation"]
        if self.family == "uniform":
            return (told["start"] + told["end"]) / 2, (told["end"] - told["start"]) / sqrt(12)
        if self.family == "exponential":
            return 1 / told["rate"], 1 / told["rate"]
        if self.family == "poisson":
            return told["rate"], sqrt(told["rate"])
        return told["n"] * told["p"], sqrt(told["n"] * told["p"] * (1 - told["p"]))


_BAR = regex(r"[xX][\u0304\u0305]|\bbar\s?\{?\(?[xX]\)?\}?|\b[xX][- ]?bar\b")


def _conditioned(told: Told) -> bool:
    """Whether what asks has a condition that is more than the law's own numbers told behind an "if"."""
    for hit in _CONDITION.finditer(told.asking):
        start, end = (told.asked_from + at for at in hit.span("clause"))
        inside = [each for each in told.all if start <= each.start < end]
        plain = (
            inside and not re.match(r"\s*(?:that|he|she|it|they)\b", hit["clause"]) or hit[0].lower().startswith("if")
        )
        fine = (
            inside
            and plain
            and all(each.role not in {"bound", "deviations", "rank"} and not each.sign for each in inside)
        )
        if not fine and not (_OF_LAW.search(hit["clause"]) and len(inside) < 2):
            return True
    return False


def law(question: Question) -> Recognition:
    """A probability, a value with a share below it, or a z-score of one distribution; None where anything is unread."""
    text = question.text
    told = told_of(question)
    if (
        told is None
        or not 1 <= len(told.all) <= 14
        or _STOP.search(text)
        or _STOP_ASKED.search(told.asking)
        or _conditioned(told)
    ):
        return None
    events = in_symbols(_BAR.sub("X", text))
    if any(event is None for event in events) or len(events) > 1:
        return None
    written = by_symbol(question)
    if written is not None:
        return _written(told, written)
    named = [name for name, pattern in _FAMILIES if pattern.search(text)]
    if len(named) > 1 and not (set(named) <= {"poisson", "exponential"}):
        return None
    family = named[0] if named else ""
    for rule in _RULES.get(family, ()):
        found = rule(told)
        if found is not None:
            return found
    return None


def _written(told: Told, written: Variable | Ask) -> Recognition:
    """A law written as N(10, 2^2), with its numbers in brackets."""
    if isinstance(written, Ask):
        return None
    inside = [each for each in told.all if any(at <= each.start < end for at, end in written.regions)]
    rest = replace(told, all=tuple(each for each in told.all if each not in inside))
    given = {name: float(str(value)) for name, value in written.given.items()}
    if written.family == "poisson":
        per = re.search(
            r"\b(?:per|every|each|an?) (second|minute|hour|day|week|month|year|page|km|mile)\b", told.question.text
        )
        return of_rate(rest, Label(given["rate"], "rate", *written.regions[0], unit=per[1] if per else ""))
    return asked_of(rest, Law(written.family, given)) if written.family in _OPERATIONS else None


def normal(told: Told, note: str = "") -> Recognition:
    """What is asked of a normal variable, of the sum or of the mean of several."""
    mean, deviation, variance = told.one("mean"), told.one("deviation"), told.one("variance")
    spread = deviation or variance
    if mean is None or spread is None or (deviation and variance) or spread.value <= 0:
        return None
    value = sqrt(spread.value) if variance else spread.value
    return asked_of(told, Law("normal", {"mean": mean.value, "deviation": value}, (mean, spread), note=note))


_UNKNOWN = regex(r"\bunknown (?:shape|distribution)\b|\bany (?:shape|distribution)\b|\bat least what\b|\bskew\w*", re.I)


def _unnamed(told: Told) -> Recognition:
    """A mean and a deviation with no other law named: taken as normal, which is said."""
    if _UNKNOWN.search(told.question.text) and not _MEAN_ASKED.search(told.asking):
        return None
    return normal(told, note="taken as normally distributed")


def uniform(told: Told) -> Recognition:
    """Between two bounds that stand before what is asked."""
    bounds = [each for each in told.of("bound") if not told.asked(each)]
    bounds = bounds or list(told.of("bound"))[:2]
    if len(bounds) != 2 or (bounds[0].sign, bounds[1].sign) != (">=", "<=") or bounds[0].value >= bounds[1].value:
        return None
    return asked_of(told, Law("uniform", {"start": bounds[0].value, "end": bounds[1].value}, tuple(bounds)))


def exponential(told: Told) -> Recognition:
    """By its mean or by its rate."""
    mean, rate = told.one("mean"), told.one("rate")
    found = mean or rate
    if found is None or (mean and rate) or found.value <= 0:
        return None
    per = found.value if rate else 1 / found.value
    return asked_of(told, Law("exponential", {"rate": per}, (found,), unit=found.unit))


def asked_of(told: Told, subject: Law) -> Recognition:
    """A probability of an event, or the value with a share on one side."""
    size = told.size if _MEAN_ASKED.search(told.asking) or _SUM_ASKED.search(told.asking) else None
    if size is not None:
        several = _several(told, subject, size)
        if several is None:
            return None
        subject = several
    elif _MEAN_ASKED.search(told.asking) or _SUM_ASKED.search(told.asking):
        return None
    idle = ("size", "sample") if size is None and _SINGLE.search(told.asking) else ()
    return _event(told, subject, idle) or _inverse(told, subject, idle) or _z_score(told, subject)


_SINGLE = regex(r"\b(?:random|randomly|an?|any|one|proportion|fraction|percent\w*|share)\b", re.I)
"""One is asked about: how many were looked at before is beside the point."""


def _several(told: Told, subject: Law, size: Label) -> Law | None:
    """The mean, or the sum, of n independent ones: normal if they are, nearly so for thirty and more."""
    n, (mean, deviation) = size.value, subject.moments
    sure = subject.family == "normal" and not subject.note
    if n != int(n) or n < 2 or not sure and n < 30:
        return None
    used = (*subject.used, size)
    if _MEAN_ASKED.search(told.asking):
        note = f"the mean of {n:.0f} has the standard deviation {deviation:.6g} / sqrt({n:.0f})"
        return Law("normal", {"mean": mean, "deviation": deviation / sqrt(n)}, used, note=note)
    note = f"the sum of {n:.0f} has the standard deviation {deviation:.6g} * sqrt({n:.0f})"
    return Law("normal", {"mean": mean * n, "deviation": deviation * sqrt(n)}, used, note=note)


_OUTSIDE = regex(r"\boutside\b|\bnot between\b", re.I)
_AROUND = regex(
    r"[^.?\d]{0,25}?(?P<side>\b(?:above|over|below|under|greater than|less than|of|from)) (?:the|its|their) (?:\w+ )?"
    r"(?:mean|average|target)\b|[^.?\d]{0,20}?\b(?:on )?(?:in )?either (?:side|direction)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is asked about: above low, below high, between both, or outside of both."""

    low: float | None
    high: float | None
    used: tuple[Label, ...]
    outside: bool = False


def _bounds(told: Told, subject: Law) -> Bounds | None:
    """The bounds that the question asks about, those of the law itself aside."""
    around = _around(told, subject)
    if around is not None:
        return around
    free = [each for each in told.of("bound") if each not in subject.used and each.sign != "="]
    asked = [each for each in free if told.asked(each)] or free
    sides = {(each.sign[0], each.value) for each in asked}
    low = [value for sign, value in sides if sign == ">"]
    high = [value for sign, value in sides if sign == "<"]
    if not asked or len(low) > 1 or len(high) > 1:
        return None
    if not low or not high:
        return Bounds(low[0] if low else None, high[0] if high else None, tuple(asked))
    apart = high[0] < low[0]
    if low[0] == high[0] or apart and not re.search(r"\bor\b", told.asking, re.I):
        return None
    outside = apart or _OUTSIDE.search(told.asking) is not None
    return Bounds(min(low[0], high[0]), max(low[0], high[0]), tuple(asked), outside)


def _around(told: Told, subject: Law) -> Bounds | None:
    """Distances from the mean, in its unit or in standard deviations."""
    found = [each for each in told.of("bound", "margin", "deviations") if told.asked(each) and each not in subject.used]
    hits = [_AROUND.match(told.question.text, each.end) for each in found]
    if len(found) != 1 or hits[0] is None:
        return None
    label, side = found[0], (hits[0]["side"] or "").lower()
    mean, deviation = subject.moments
    radius = label.value * (deviation if label.role == "deviations" else 1)
    if side in {"above", "over", "greater than"}:
        return Bounds(mean + radius, None, (label,)) if label.sign.startswith(">") else None
    if side in {"below", "under", "less than"}:
        return Bounds(None, mean - radius, (label,)) if label.sign.startswith(">") else None
    outside = label.sign.startswith(">")
    return Bounds(mean - radius, mean + radius, (label,), outside) if radius > 0 else None


_OPERATIONS = {
    "normal": "normal probability", "exponential": "exponential probability", "uniform": "uniform probability",
}  # fmt: skip


def _event(told: Told, subject: Law, idle: tuple[str, ...]) -> Recognition:
    """The probability of what lies between, below, above or outside of the bounds."""
    if not _CHANCE.search(told.asking):
        return None
    bounds = _bounds(told, subject)
    if bounds is None or not told.all_placed(*subject.used, *bounds.used, idle=idle):
        return None
    scale = _scale(bounds.used[-1].unit, subject)
    if scale is None or _foreign(told, bounds.used[-1].unit, subject):
        return None
    ends: dict[str, Argument] = {
        name: value * scale for name, value in (("low", bounds.low), ("high", bounds.high)) if value is not None
    }
    pick = "complement" if bounds.outside else ""
    return Request(_OPERATIONS[subject.family], {**subject.given, **ends}, pick=pick, note=subject.note)


def _scale(unit: str, subject: Law) -> float | None:
    """How many of the law's unit of time one of the bound's is; one where either says none."""
    if subject.family != "exponential" or not (is_time(unit) and is_time(subject.unit)):
        return 1.0
    return per_unit(unit, subject.unit)


def _foreign(told: Told, unit: str, subject: Law) -> bool:
    """Whether the bound has a unit and the text another one of the same kind, as inches beside feet."""
    kind = next((kind for kind in _KINDS if unit in kind), None)
    if kind is None or subject.family not in {"normal", "uniform"} or is_time(unit):
        return False
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", told.question.text.lower())}
    return bool(words & kind - {unit})


_KINDS = (
    frozenset({"inche", "inch", "foot", "feet", "ft", "yard", "mile", "cm", "mm", "km", "meter", "metre"}),
    frozenset({"pound", "lb", "ounce", "oz", "gram", "kg", "kilogram", "mg", "ton", "tonne"}),
    frozenset({"celsiu", "fahrenheit", "kelvin"}),
    frozenset({"dollar", "cent", "euro"}),
)
_TOP = regex(
    r"\b(?:top|upper|highest|best|largest|tallest|heaviest|longest|biggest|oldest|above|over|more|greater|higher|taller|"
    r"heavier|longer|larger|exceed\w*|surpass\w*|runn?(?:ing|s)? out|sold out|out of stock|shortage)\b",
    re.I,
)
_LOW = regex(
    r"\b(?:bottom|lower|lowest|worst|smallest|shortest|lightest|youngest|below|under|less|fewer|smaller|shorter|"
    r"lighter)\b",
    re.I,
)
_QUICK, _SLOW = regex(r"\bfastest\b|\bquickest\b", re.I), regex(r"\bslowest\b", re.I)
_MIDDLE = regex(r"\bmiddle\b|\bcentral\b|\bsymmetric\w*", re.I)
_ASIDE = regex(
    r"\bat (?:most|least)\b|\bno (?:more|less|fewer) than\b|\bmore (?:than )?one\b|\bover(?:all| the)\b", re.I
)


def _inverse(told: Told, subject: Law, idle: tuple[str, ...]) -> Recognition:
    """The value above or below which the told share lies; both ends of the middle share."""
    share = told.one("share", "rank")
    if share is None or subject.family != "normal" or told.of("bound") or not told.all_placed(
        *subject.used, share, idle=idle
    ):  # fmt: skip
        return None
    if _Z_SCORE.search(told.asking) or not 0 < share.value < (100 if share.role == "rank" else 1):
        return None
    given: dict[str, Argument] = dict(subject.given)
    if _MIDDLE.search(told.asking):
        ends = [Request("normal quantile", {"share": (1 + side * share.value) / 2, **given}) for side in (-1, 1)]
        return replace(ends[0], also=(ends[1],)) if share.role == "share" else None
    below = share.value / 100 if share.role == "rank" else _below(told, subject, share)
    if below is None:
        return None
    return Request("normal quantile", {"share": below, **given}, note=subject.note)


def _below(told: Told, subject: Law, share: Label) -> float | None:
    """The share below the value: as told, or what is left where the told one lies above."""
    if not told.asked(share) and not re.search(r"\bhow\b|\bwhat\b|\bfind\b", told.asking, re.I):
        return None
    words = _ASIDE.sub(" ", told.asking)
    timed = is_time(subject.used[0].unit) or re.search(r"\btimes?\b", told.question.text, re.I) is not None
    top, low = _TOP.search(words) is not None, _LOW.search(words) is not None
    quick, slow = _QUICK.search(words) is not None, _SLOW.search(words) is not None
    if (quick or slow) and not timed:
        return None
    up, down = top or slow, low or quick
    return None if up == down else 1 - share.value if up else share.value


_Z_SCORE = regex(r"\bz[- ]?(?:score|value)s?\b|\bstandard scores?\b", re.I)


def _z_score(told: Told, subject: Law) -> Recognition:
    """Of one value that is told."""
    if not _Z_SCORE.search(told.asking) or subject.note:
        return None
    free = [
        each for each in told.all if each not in subject.used and each.role not in {"share", "level", "size", "rank"}
    ]
    if subject.family != "normal" or len(free) != 1 or not told.all_placed(*subject.used, free[0]):
        return None
    if _foreign(told, free[0].unit, subject):
        return None
    return Request("z-score", {"x": free[0].value, **subject.given})


_RULES: dict[str, tuple[Callable[[Told], Recognition], ...]] = {
    "normal": (normal,),
    "uniform": (uniform,),
    "exponential": (exponential,),
    "poisson": (poisson,),
    "geometric": (geometric,),
    "binomial": (binomial,),
    "": (_unnamed, poisson, geometric, binomial),
}
"""What reads the law of that name; "" for none named."""
