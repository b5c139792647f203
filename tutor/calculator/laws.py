"""Laws: what is asked of a distribution: a probability, the value with a share on one side, a z-score."""

import re
from dataclasses import dataclass, replace
from math import sqrt

from tutor.calculator.durations import is_time, per_unit
from tutor.calculator.events import Event
from tutor.calculator.labels import Label
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Recognition, Request
from tutor.calculator.told import Told

CHANCE = regex(
    r"\bprobab\w*|\bchances?\b|\blike(?:ly|lihood)\b|\bodds\b|\bproportion\b|\bfraction\b|\bpercent(?:age)?\b|"
    r"\bshare\b|\bPr?\s*[(\[]|\bprob\b|\bwhat %|\barea\b",
    re.I,
)
MEAN_ASKED = regex(
    r"\bsample(?:'s)? (?:mean|average)|\b(?:mean|average)\b[^.?\d]{0,40}?\b(?:of|for|in|from)\s+(?:the |a |this |"
    r"these |"
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


def asked_of(told: Told, subject: Law, written: Event | None = None) -> Recognition:
    """A probability of an event, or the value with a share on one side."""
    size = told.size if MEAN_ASKED.search(told.asking) or _SUM_ASKED.search(told.asking) else None
    if size is not None:
        several = _several(told, subject, size)
        if several is None:
            return None
        subject = several
    elif MEAN_ASKED.search(told.asking) or _SUM_ASKED.search(told.asking):
        return None
    idle = ("size", "sample") if size is None and _SINGLE.search(told.asking) else ()
    return _event(told, subject, idle, written) or _inverse(told, subject, idle) or _z_score(told, subject)


_SINGLE = regex(r"\b(?:random|randomly|an?|any|one|proportion|fraction|percent\w*|share)\b", re.I)
"""One is asked about: how many were looked at before is beside the point."""


def _several(told: Told, subject: Law, size: Label) -> Law | None:
    """The mean, or the sum, of n independent ones: normal if they are, nearly so for thirty and more."""
    n, (mean, deviation) = size.value, subject.moments
    sure = subject.family == "normal" and not subject.note
    if n != int(n) or n < 2 or not sure and n < 30:
        return None
    used = (*subject.used, size)
    if MEAN_ASKED.search(told.asking):
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


_FROM = regex(
    r"\boff by\b|\bdeviat\w+ (?:by|from)\b|\bdiffers? (?:by|from)\b|\baway from\b|\beither (?:side|direction)\b", re.I
)
"""The bounds are distances."""


_FROM_MEAN = regex(r"\b(?:deviat\w+|differs?|away) from (?:the|its|their) (?:mean|average) by [^.;\d]{0,15}$", re.I)


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
    if around is not None or _FROM.search(told.question.text):
        return around
    free = [each for each in told.of("bound", "margin") if each.sign and each not in subject.used and each.sign != "="]
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


def _written(told: Told, event: Event) -> Bounds | None:
    """An event in symbols, with the labels that stand in it; the same bounds may be told in words, too."""
    if event.low == event.high:
        return None
    ends = {event.low, event.high}
    inside = [
        each
        for each in told.all
        if event.region[0] <= each.start < event.region[1] or (each.sign and each.value in ends)
    ]
    return Bounds(event.low, event.high, tuple(inside), event.outside)


def _around(told: Told, subject: Law) -> Bounds | None:
    """Distances from the mean, in its unit or in standard deviations."""
    found = [each for each in told.of("bound", "margin", "deviations") if each not in subject.used]
    found = [each for each in found if told.asked(each)] or found
    hits = [_AROUND.match(told.question.text, each.end) for each in found]
    if len(found) != 1 or hits[0] is None and not _FROM_MEAN.search(told.question.text[: found[0].start]):
        return None
    label, side = found[0], (hits[0]["side"] or "").lower() if hits[0] else ""
    mean, deviation = subject.moments
    radius = label.value * (deviation if label.role == "deviations" else 1)
    if side in {"above", "over", "greater than"}:
        return Bounds(mean + radius, None, (label,)) if label.sign.startswith(">") else None
    if side in {"below", "under", "less than"}:
        return Bounds(None, mean - radius, (label,)) if label.sign.startswith(">") else None
    outside = label.sign.startswith(">")
    return Bounds(mean - radius, mean + radius, (label,), outside) if radius > 0 else None


OPERATIONS = {
    "normal": "normal probability", "exponential": "exponential probability", "uniform": "uniform probability",
}  # fmt: skip


def _event(told: Told, subject: Law, idle: tuple[str, ...], written: Event | None) -> Recognition:
    """The probability of what lies between, below, above or outside of the bounds."""
    if not CHANCE.search(told.asking):
        return None
    bounds = _written(told, written) if written else _bounds(told, subject)
    if bounds is None or not told.all_placed(*subject.used, *bounds.used, idle=idle):
        return None
    unit = bounds.used[-1].unit if bounds.used else ""
    scale = _scale(unit, subject)
    if scale is None or _foreign(told, unit, subject):
        return None
    ends: dict[str, Argument] = {
        name: value * scale for name, value in (("low", bounds.low), ("high", bounds.high)) if value is not None
    }
    pick = "complement" if bounds.outside else ""
    return Request(OPERATIONS[subject.family], {**subject.given, **ends}, pick=pick, note=subject.note)


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
    r"\b(?:top|upper|highest|best|largest|tallest|heaviest|longest|biggest|oldest|above|over|more|greater|higher|"
    r"taller|"
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
    if not told.asked(share) and not re.search(r"\bhow\b|\bwhat\b|\bwhich\b|\bfind\b", told.asking, re.I):
        return None
    text = told.question.text
    own = re.split(r"(?<=[.?!])\s", text[: share.end + 1])[-1] + re.split(r"[.?!](?:\s|$)", text[share.end :])[0]
    words = _ASIDE.sub(" ", f"{own} {told.asking}")
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
