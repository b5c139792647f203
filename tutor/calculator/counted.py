"""Counted: how often something happens in a time or in so many tries, and when it happens first."""

import re
from dataclasses import replace

from tutor.calculator.durations import is_time, per_unit
from tutor.calculator.events import Event
from tutor.calculator.facts import stems
from tutor.calculator.labels import Label
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Recognition, Request
from tutor.calculator.sides import turned
from tutor.calculator.told import Told

_CHANCE = regex(
    r"\bprobab\w*|\bchances?\b|\blike(?:ly|lihood)\b|\bPr?\s*[(\[]|\bproportion\b|\bpercent\w*|\bfraction\b", re.I
)
_WAIT = regex(
    r"\bwait\w*\b|\buntil\b|\bbetween (?:\w+ ){0,2}(?:arrivals?|calls?|events?|customers?|failures?)\b|"
    r"\bnext \w+ (?:\w+ )?"
    r"(?:comes?|arrives?|occurs?|happens?|within|takes?|is|will|calls?)\b|\btime (?:to|till|before)\b",
    re.I,
)
_WITHIN = regex(
    r"\b(?:in|within|during|over|on|for|next|any|that|this|each|every|period of)[ \t]+(?:the |an? |next |any |given |"
    r"one |single |same |random\w* |particular |certain |some |following |chosen |selected |exactly |half |"
    r"typical |-)*$",
    re.I,
)
_ELSEWHERE = regex(
    r"\b(?:in|on|per|within|during|over|for)\s+(?:an?|one|any|each|every|(?:the )?(?:next|same|first|last)|"
    r"half)\s+[a-z]+|"
    r"\b(?:within|during|over)\s+(?:the|this|that|his|her|its)\s+[a-z]+",
    re.I,
)
"""A time or a place that is not the rate's."""
_UNIT_WORD = regex(r"[a-z]+", re.I)


_EVENTS = regex(r"\bpoisson\b|\baverag\w*|\brate\b|\bmean\b|\blambda\b|\bexpect\w*|\brandom\w*", re.I)
_TOGETHER = regex(r"\b(?:together|combined|in total|altogether|total)\b", re.I)


def poisson(told: Told, event: Event | None = None) -> Recognition:
    """Events of a rate in a time, of two rates where they are counted together; the wait for the next one."""
    if not _EVENTS.search(told.question.text):
        return None
    rate = told.one("rate", "mean")
    rates = told.of("rate")
    if (
        rate is None
        and len(rates) == 2
        and rates[0].unit == rates[1].unit
        and _TOGETHER.search(told.asking)
        and re.search(r"\bindependent", told.question.text, re.I)
    ):
        rate = replace(rates[0], value=rates[0].value + rates[1].value)
        told = replace(told, all=tuple(each for each in told.all if each not in rates and not each.word))
    if rate is not None and event is not None:
        return of_event(told, "poisson", {"rate": rate.value}, event, rate)
    return of_rate(told, rate) if rate is not None else None


def of_rate(told: Told, rate: Label) -> Recognition:
    """What is asked of events of this rate."""
    if rate.percent or rate.value <= 0 or not _CHANCE.search(told.asking):
        return None
    if _WAIT.search(told.asking):
        return _waited(told, rate)
    exposure = _exposure(told, rate)
    if exposure is None:
        return None
    scale, used = exposure
    count = count_of(told, (rate, *used))
    if count is None or not told.all_placed(rate, *used, *count[1]):
        return None
    return Request("Poisson probability", {"rate": rate.value * scale, **count[0]})


def _waited(told: Told, rate: Label) -> Recognition:
    """Longer or shorter than a time for the next event."""
    bounds = [each for each in told.of("bound") if told.asked(each) and is_time(each.unit)]
    again = [each for each in told.all if told.asked(each) and each not in bounds and each is not rate]
    scale = per_unit(bounds[0].unit, rate.unit) if len(bounds) == 1 else None
    if scale is None or re.search(r"\b(?:second|third|fourth|two|three)\b(?! ?s)", told.asking, re.I):
        return None
    same = [each for each in again if per_unit(each.unit, rate.unit) is not None]
    value = bounds[0].value * scale
    if any(abs(each.value * (per_unit(each.unit, rate.unit) or 0) - value) > 1e-9 for each in same):
        return None
    if not told.all_placed(rate, bounds[0], *same):
        return None
    side = "low" if bounds[0].sign.startswith(">") else "high"
    return Request("exponential probability", {"rate": rate.value, side: value})


def _exposure(told: Told, rate: Label) -> tuple[float, tuple[Label, ...]] | None:
    """How many units of the rate the question asks about, with the number that says so; one where it says none."""
    if not rate.unit:
        timed = [each for each in told.all if is_time(each.unit) and each is not rate]
        return (1.0, ()) if not timed else None
    found: dict[float, tuple[Label, ...]] = {}
    for each in told.all:
        if each is rate or not told.asked(each) or each.role in {"bound", "rate", "mean"} and each.sign:
            continue
        scale = per_unit(each.unit, rate.unit)
        if scale is not None and each.value > 0:
            found[each.value * scale] = (*found.get(each.value * scale, ()), each)
    for hit in _UNIT_WORD.finditer(told.asking):
        unit = hit[0].lower()
        scale = per_unit(unit.rstrip("s"), rate.unit)
        before = told.asking[: hit.start()]
        if scale is not None and _WITHIN.search(before) and not re.search(r"\bhalf (?:an? )?$", before):
            found.setdefault(scale, ())
        elif scale is None and is_time(unit.rstrip("s")) and _WITHIN.search(before):
            return None
    if len(found) > 1:
        return None
    if found:
        return next(iter(found.items()))
    return None if _ELSEWHERE.search(told.asking) else (1.0, ())


def count_of(told: Told, used: tuple[Label, ...]) -> tuple[dict[str, Argument], tuple[Label, ...]] | None:
    """How many are asked about: exactly, at least, from one count to another, none; with the labels that say so."""
    free = [each for each in told.all if each not in used]
    bounds = [each for each in free if each.role == "bound" and told.asked(each)] or [
        each for each in free if each.role == "bound"
    ]
    if any(each.value != int(each.value) or each.value < 0 or is_time(each.unit) for each in bounds):
        return None
    sides = sorted({(each.sign, int(each.value)) for each in bounds})
    if _OVERLOADED.search(told.asking) and len({value for _, value in sides}) == 1:
        return {"k": sides[0][1], "tail": "more than"}, tuple(bounds)
    if len(sides) == 2 and sides[0][0].startswith("<") and sides[1][0].startswith(">"):
        last, first = sides[0][1] - (sides[0][0] == "<"), sides[1][1] + (sides[1][0] == ">")
        return ({"k": first, "last": last}, tuple(bounds)) if first <= last else None
    if len(sides) == 1:
        sign, value = sides[0]
        return {"k": value, "tail": _TAILS[sign]}, tuple(bounds)
    if sides:
        return None
    asked = [each for each in free if told.asked(each) and each.role in {"", "size", "sample"}]
    if len(asked) != 1 or asked[0].value != int(asked[0].value) or asked[0].percent:
        return None
    return {"k": int(asked[0].value)}, (asked[0],)


_OVERLOADED = regex(r"\boverload\w*\b|\boverbook\w*\b|\boverflow\w*\b|\bturned away\b|\boverwhelm\w*\b", re.I)
"""More come than there is room for."""
_TAILS = {"<": "fewer than", "<=": "at most", ">": "more than", ">=": "at least", "=": "exactly"}
_OPPOSITE = regex(r"\bfirst (?:miss|fail\w*|loss|defeat|error|mistake)\b|\bnot\b|n't\b", re.I)
_FIRST = regex(r"\bfirst\b|\buntil\b|\btakes?\b|\bneeds?\b|\bneeded\b", re.I)


def geometric(told: Told, event: Event | None = None) -> Recognition:
    """The first success on, before or after a try."""
    share = told.one("share")
    if share is not None and event is not None:
        return of_event(told, "geometric", {"p": share.value}, event, share)
    if share is None or not 0 < share.value < 1 or not _FIRST.search(told.asking) or not _CHANCE.search(told.asking):
        return None
    if turned(told.question, told.asking, ((share.start, share.end),)) or _OPPOSITE.search(told.asking):
        return None
    free = [each for each in told.all if told.asked(each) and each is not share and each.value != share.value]
    if len(free) != 1 or free[0].value != int(free[0].value) or not told.all_placed(share, free[0]):
        return None
    label = free[0]
    tail = {"ordinal": "exactly", "bound": _TAILS.get(label.sign, "")}.get(label.role, "")
    if re.search(r"\bwithin (?:the |her |his |its |their )?(?:first )?$", told.question.text[: label.start], re.I):
        tail = "at most"
    return Request("geometric probability", {"p": share.value, "k": int(label.value), "tail": tail}) if tail else None


_ALL = regex(r"\ball\b(?! (?:the )?(?:time|day|night))|\bevery(?:one| one)?\b", re.I)


def binomial(told: Told, event: Event | None = None) -> Recognition:
    """How many of n succeed, where one share says how likely each of them is."""
    share, size = _share(told), told.size
    other = {each.value for each in told.all if each.role in {"size", "sample"} or each.word and each.role == ""}
    other -= {0, size.value if size else 0}
    if share is None or size is None or other or not 0 < share.value < 1 or not _CHANCE.search(told.asking):
        return None
    if event is not None:
        return of_event(told, "binomial", {"n": int(size.value), "p": share.value}, event, size, share)
    asked = [each for each in told.all if told.asked(each) and each.role == "share" and each.sign]
    opposite = turned(told.question, told.asking, ((share.start, share.end),))
    if asked or opposite is None:
        return None
    count = count_of(told, (share, size))
    if count is None and _ALL.search(told.asking):
        count = {"k": int(size.value)}, ()
    if count is None or not told.all_placed(*told.of("share"), size, *count[1]):
        return None
    k, p = count[0]["k"], 1 - share.value if opposite else share.value
    if not isinstance(k, int) or k > size.value:
        return None
    return Request("binomial probability", {"n": int(size.value), "p": p, **count[0]})


def _share(told: Told) -> Label | None:
    """The one share; of several that sum to one, the one whose own words the question repeats."""
    shares = told.of("share")
    if len({each.value for each in shares}) < 2:
        return told.one("share")
    if abs(sum(each.value for each in shares) - 1) > 1e-9:
        return None
    own = [stems(re.split(r"\d", told.question.text[each.end :])[0]) for each in shares]
    hits = [
        each
        for each, words in zip(shares, own, strict=True)
        if words.difference(*(other for other in own if other is not words)) & stems(told.asking)
    ]
    return hits[0] if len(hits) == 1 else None


_OPERATIONS = {
    "binomial": "binomial probability", "poisson": "Poisson probability", "geometric": "geometric probability",
}  # fmt: skip


def of_event(told: Told, family: str, given: dict[str, Argument], event: Event, *used: Label) -> Recognition:
    """The probability of an event that is written in symbols, as P(2 <= X < 5)."""
    if family == "poisson" and any(each.unit and each.role == "rate" for each in used) and _exposure_told(told, used):
        return None
    inside = [each for each in told.all if event.region[0] <= each.start < event.region[1]]
    bounds = [bound for bound in (event.low, event.high) if bound is not None]
    if event.outside or family not in _OPERATIONS or not told.all_placed(*used, *inside):
        return None
    if any(bound != int(bound) or bound < 0 for bound in bounds):
        return None
    if event.low is not None and event.high is not None and event.low != event.high:
        low, high = int(event.low) + (not event.low_included), int(event.high) - (not event.high_included)
        if family == "geometric" or low > high:
            return None
        return Request(_OPERATIONS[family], {**given, "k": low, "last": high})
    tail = "exactly"
    if event.low is None:
        tail = "at most" if event.high_included else "fewer than"
    elif event.high is None:
        tail = "at least" if event.low_included else "more than"
    return Request(_OPERATIONS[family], {**given, "k": int(bounds[0]), "tail": tail})


def _exposure_told(told: Told, used: tuple[Label, ...]) -> bool:
    """Whether another stretch of time than the rate's is spoken of."""
    return any(is_time(each.unit) and each not in used for each in told.all)


def counted(told: Told, family: str, given: dict[str, Argument]) -> Recognition:
    """The probability of a count that is told in words, of a law that is written with its parameters."""
    count = count_of(told, ())
    if count is None or family not in _OPERATIONS or not told.all_placed(*count[1]) or not _CHANCE.search(told.asking):
        return None
    return Request(_OPERATIONS[family], {**given, **count[0]})
