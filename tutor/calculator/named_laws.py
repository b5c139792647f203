"""Named laws: which distribution a text names or gives away, with its parameters by their labels, wherever they stand.

Each number has to have a place, and words that make another question of it (both, twice, given that, ...) end the
reading.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from math import sqrt

from tutor.calculator.counted import binomial, counted, geometric, of_event, of_rate, poisson
from tutor.calculator.events import Event, in_symbols
from tutor.calculator.labels import Label
from tutor.calculator.laws import CHANCE, MEAN_ASKED, OPERATIONS, Law, asked_of
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.told import Told, told_of
from tutor.calculator.variables import Variable, by_symbol

_FAMILIES = (
    ("binomial", regex(r"\bbinomial(?:ly)?\b|\bbernoulli (?:process|trials?)\b", re.I)),
    ("poisson", regex(r"\bpoisson\b", re.I)),
    ("geometric", regex(r"\bgeometric(?:ally)?\b(?! mean)", re.I)),
    ("exponential", regex(r"\bexponential(?:ly)?\b|(?<!\w)\\?Exp\(", re.I)),
    ("uniform", regex(r"\buniform(?:ly)?\b", re.I)),
    ("bernoulli", regex(r"\bbernoulli (?:variable|distribution|random)|\bbernoulli with\b|\bbernoulli\(", re.I)),
    ("normal", regex(r"\bnormal(?:ly)?\b|\bgaussian\b|\bbell[- ](?:curve|shaped)\b|(?-i:\bN\s?\()", re.I)),
)
_STOP = regex(
    r"\bwithout replacement\b|\btruncated\b|\bmixture\b|\blog-?normal\w*|\bcontinuity correction\b|"
    r"\bnormal approximation\b|\bapproximat\w+ (?:this|the binomial|by a)\b|\bconditional\w*|\bmemoryless\b|"
    r"\bhypothes\w+|\bnull\b|\bp-?values?\b|\bposterior\b|\bprior\b|\bbayes\w*|\bjoint\w*|\bcorrelat\w+|\bcovarian\w+|"
    r"\border statistic|\bchebyshev\w*|\bregression\b|\bfinite population\b|\btype (?:i|1|2)\b|"
    r"\bmaximum of\b|\bminimum of\b|\bmarkov\b|\bnot (?:be )?(?:normal\w*|independent)\b|\bdiscrete uniform\b|"
    r"\bconfidence\b|\bstandard error\b|\bmargin of error\b|\bt[- ]distribution\b|\bcorrect(?:ed|ion)\b|\brounded\b|"
    r"\bper-?plexity\b|\bentropy\b|\bkl\b|\bdensity\b|\bpdf\b|\blikelihood\b|\bskill\b|\bestimator\b|\bunfair\b|"
    r"\b(?:number of )?failures (?:before|until|up to|preceding)\b",
    re.I,
)
_STOP_ASKED = regex(
    r"\balready\b|\bboth\b(?! in?clu)|\bstrictly\b|\bexclu\w+|\bneither\b|\beach of\b|\bevery one\b|\ball of\b|"
    r"\ball (?:the )?(?:two|three|four|five|six|\d+)\b|\bwhen\b|"
    r"\b(?:none|exactly \w+|at least \w+|at most \w+|more than \w+|one|only \w+) of (?:the|these|them|those)\b|"
    r"\ball but\b|\bexcept\b|\bloss(?:es)?\b|\blos(?:e|es|ing)\b|\bdifference\b|\bratio\b|\btwice\b|\bhalf\b|"
    r"\banother\b|\bstill\b|\bfirst and\b|"
    r"\b(?:the|her|his|its|their|a) (?:second|third|fourth) (?!interval|window|period)\w+|"
    r"\bsquared\b|\bsquare (?:of|root)\b|\bnot\b|n't\b|\bmedian\b|\bmode\b|\bkurtosis\b|\bhow many of\b|"
    r"\bexpected number\b|\bsuccessive\b|\bconsecutive\b|\bin a row\b|\bapart\b|\binstead\b|\bchange\w*\b|"
    r"\bdays? (?:out )?of\b|\bPr?\s*\([^()]*\)\s*(?:[*/^-]|\+(?!\s*Pr?\s*\())",
    re.I,
)
_CONDITION = regex(
    r"(?<!\ba )(?<!\bany )(?<!\bthe )(?<!\bsome )\b(?:if|given|knowing|provided)\b(?P<clause>[^,.?;]*)", re.I
)
_OF_LAW = regex(r"\bdistribut\w+|\bnormal\w*|\bpoisson\b|\bcan (?:handle|take|process|serve)\b|\brandom\w*", re.I)


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
    """A probability, a value with a share below it, a z-score or a moment of the one law that is named or written."""
    return _asked(question, named=True)


def unnamed(question: Question) -> Recognition:
    """The same of a law that only its parameters give away."""
    return _asked(question, named=False)


def _asked(question: Question, *, named: bool) -> Recognition:
    """The first rule that reads it; None where anything is unread."""
    text = question.text
    families = [name for name, pattern in _FAMILIES if pattern.search(text)]
    written = by_symbol(question)
    if named != bool(families or written):
        return None
    told = told_of(question)
    if told is None or not 1 <= len(told.all) <= 14 or _STOP.search(text):
        return None
    if _STOP_ASKED.search(told.asking) or _conditioned(told):
        return None
    events = in_symbols(_BAR.sub("X", text))
    known = [event for event in events if event is not None]
    if len(known) < len(events) or len(known) > 1 and not _added(text, known):
        return None
    if isinstance(written, Ask):
        return written if known or CHANCE.search(told.asking) else None
    if written is not None:
        return _written(told, written, known)
    if len(known) > 1 or len(families) > 1 and not (set(families) <= {"poisson", "exponential"}):
        return None
    family = families[0] if families else ""
    if family and not known and not CHANCE.search(told.asking):
        found = _moment(told, family)
        if found is not None:
            return found
    rules = (rule(told, known[0] if known else None) for rule in _RULES.get(family, ()))
    return next((found for found in rules if found is not None), None)


def _added(text: str, events: list[Event]) -> bool:
    """Whether neighbouring counts are added: P(X = 0) + P(X = 1)."""
    joints = {text[a.region[1] : b.region[0]].strip() for a, b in zip(events, events[1:], strict=False)}
    counts = [event.low for event in events if event.low is not None and event.low == event.high]
    return joints == {"+"} and counts == [counts[0] + at for at in range(len(events))]


def _written(told: Told, written: Variable, events: list[Event]) -> Recognition:
    """A law written as N(10, 2^2), with its numbers in brackets."""
    inside = [each for each in told.all if any(at <= each.start < end for at, end in written.regions)]
    rest = replace(told, all=tuple(each for each in told.all if each not in inside))
    given = {name: float(str(value)) for name, value in written.given.items()}
    event = events[0] if events else None
    if len(events) > 1:
        event = replace(event or events[0], high=events[-1].high, region=(events[0].region[0], events[-1].region[1]))
    if (
        written.name
        and event
        and not re.match(rf"\w*\s*[(\[{{]\W*(?:[\d.\s<=-]*)?{written.name}", told.question.text[event.region[0] :])
    ):
        return None
    if event is None and not CHANCE.search(told.asking):
        found = _moments_of(rest, Law(written.family, given))
        if found is not None:
            return found
    if written.family in OPERATIONS:
        return asked_of(rest, Law(written.family, given), event)
    if written.family == "poisson" and event is None:
        per = _PER_UNIT.search(told.question.text)
        return of_rate(rest, Label(given["rate"], "rate", *written.regions[0], unit=per[1].lower() if per else ""))
    return (
        of_event(rest, written.family, written.given, event) if event else counted(rest, written.family, written.given)
    )


_PER_UNIT = regex(r"\b(?:per|every|each|an?) (second|minute|hour|day|week|month|year|page|km|mile)\b", re.I)


def normal(told: Told, event: Event | None = None, note: str = "") -> Recognition:
    """What is asked of a normal variable, of the sum or of the mean of several."""
    mean, deviation, variance = told.one("mean"), told.one("deviation"), told.one("variance")
    spread = deviation or variance
    if _STANDARD.search(told.question.text) and not (mean or spread):
        return asked_of(told, Law("normal", {"mean": 0.0, "deviation": 1.0}), event)
    if mean is None or spread is None or (deviation and variance) or spread.value <= 0:
        return None
    value = sqrt(spread.value) if variance else spread.value
    return asked_of(told, Law("normal", {"mean": mean.value, "deviation": value}, (mean, spread), note=note), event)


_STANDARD = regex(r"\bstandard (?:normal|gaussian)\b", re.I)
_UNKNOWN = regex(r"\bunknown (?:shape|distribution)\b|\bany (?:shape|distribution)\b|\bat least what\b|\bskew\w*", re.I)


def _unnamed(told: Told, event: Event | None = None) -> Recognition:
    """A mean and a deviation with no other law named: taken as normal, which is said."""
    if _UNKNOWN.search(told.question.text) and not MEAN_ASKED.search(told.asking):
        return None
    return normal(told, event, note="taken as normally distributed")


def _uniform(told: Told) -> Law | None:
    """Between two bounds that stand before what is asked, or in brackets."""
    ranges = [hit for hit in _RANGE.finditer(told.question.text)]
    bounds = [each for each in told.all if any(hit.start() <= each.start < hit.end() for hit in ranges[:1])]
    bounds = bounds or [each for each in told.of("bound") if not told.asked(each)] or list(told.of("bound"))[:2]
    if len(bounds) != 2 or bounds[0].value >= bounds[1].value or _DISCRETE.search(told.question.text):
        return None
    if not ranges and (bounds[0].sign, bounds[1].sign) != (">=", "<="):
        return None
    return Law("uniform", {"start": bounds[0].value, "end": bounds[1].value}, tuple(bounds))


_RANGE = regex(r"\b(?:on|over|in|from|uniform)\s*(?:the interval\s*)?[\[(]\s*-?[\d.]+\s*,\s*-?[\d.]+\s*[\])]", re.I)
_DISCRETE = regex(r"\bdiscrete\b|\bintegers?\b|\bwhole numbers?\b|\{", re.I)


def _exponential(told: Told) -> Law | None:
    """By its mean or by its rate."""
    mean, rate = told.one("mean"), told.one("rate")
    found = mean or rate
    if found is None or (mean and rate) or found.value <= 0:
        return None
    return Law("exponential", {"rate": found.value if rate else 1 / found.value}, (found,), unit=found.unit)


def _binomial(told: Told) -> Law | None:
    share, size = told.one("share"), told.size
    return Law("binomial", {"n": size.value, "p": share.value}, (size, share)) if share and size else None


def _of_rate(told: Told) -> Law | None:
    rate = told.one("rate", "mean")
    return Law("poisson", {"rate": rate.value}, (rate,)) if rate else None


def _of_share(family: str) -> Callable[[Told], Law | None]:
    def read(told: Told) -> Law | None:
        share = told.one("share")
        return Law(family, {"p": share.value}, (share,)) if share else None

    return read


_LAWS: dict[str, Callable[[Told], Law | None]] = {
    "uniform": _uniform,
    "exponential": _exponential,
    "binomial": _binomial,
    "poisson": _of_rate,
    "geometric": _of_share("geometric"),
    "bernoulli": _of_share("bernoulli"),
}
"""The parameters of the law of that name."""
_MOMENTS = (
    (
        "standard deviation",
        regex(r"\bstandard deviation|\bstd\b|\bsd\b|\bSD\s*[(\[]\s*[A-Z]\s*[)\]]|\bsigma(?:_x)?\b", re.I),
    ),
    ("variance", regex(r"\bvariance\b|\bvar\s*[(\[]\s*[A-Z]\s*[)\]]|\bV\s*[(\[]\s*[A-Z]\s*[)\]]", re.I)),
    ("mean", regex(r"\bmean\b|\bexpect\w*|\baverage\b|\bE\s*[(\[]\s*[A-Z]\s*[)\]]", re.I)),
)
_OTHER_MOMENT = regex(
    r"\b(?:sum|product|minus|plus|samples?|estimat\w+|cov\w*|skewness|of the mean|maximum|minimum|until|before|cost|"
    r"profit|revenue|how many)\b|[\])]\s*[-+*/^]|\bE\s*[(\[]\s*[^()\[\]\s]{2,}|\bVar\s*[(\[]\s*[^()\[\]\s]{2,}",
    re.I,
)


def _moment(told: Told, family: str) -> Recognition:
    """The mean, the variance or the deviation of a law that is named with its parameters."""
    subject = _LAWS[family](told) if family in _LAWS else None
    return _moments_of(told, subject) if subject is not None else None


def _moments_of(told: Told, subject: Law) -> Recognition:
    asking = told.asking
    for each in subject.used:
        before = re.sub(
            r"\b(?:mean|average|rate|deviation|variance)\b(?=[^.;,\d]{0,20}$)", " ", told.question.text[: each.start]
        )
        asking = asking if not told.asked(each) else before[told.asked_from :] + told.question.text[each.start :]
    asked = [name for name, pattern in _MOMENTS if pattern.search(asking)]
    if subject.family == "normal" or _OTHER_MOMENT.search(asking) or not told.all_placed(*subject.used):
        return None
    if len(asked) != 1 and asked != ["variance", "mean"]:
        return None
    given: dict[str, Argument] = dict(subject.given)
    if subject.family == "binomial":
        given["n"] = int(subject.given["n"])
    pick = asked[0] if len(asked) == 1 else ""
    return Request("moments of a distribution", {"distribution": subject.family, **given}, pick=pick)


def _continuous(family: str) -> Callable[[Told, Event | None], Recognition]:
    def read(told: Told, event: Event | None) -> Recognition:
        subject = _LAWS[family](told)
        return asked_of(told, subject, event) if subject is not None else None

    return read


_RULES: dict[str, tuple[Callable[[Told, Event | None], Recognition], ...]] = {
    "normal": (normal,),
    "uniform": (_continuous("uniform"),),
    "exponential": (_continuous("exponential"),),
    "poisson": (poisson,),
    "geometric": (geometric,),
    "binomial": (binomial,),
    "": (_unnamed, poisson, geometric, binomial),
}
"""What reads the law of that name; "" for none named."""
