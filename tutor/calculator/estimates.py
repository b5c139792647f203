"""Estimates: intervals, margins, standard errors, statistics and sample sizes, from the labels of a study's numbers."""

import re
from dataclasses import replace
from math import sqrt

from tutor.calculator.labels import Label
from tutor.calculator.operation import Argument
from tutor.calculator.parts import in_percent, without_aside
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request, read
from tutor.calculator.student import normal_quantile, student_quantile
from tutor.calculator.told import Told, told_of

_STOP = regex(
    r"\bstandard error of (?-i:[A-Z])|\bbinomial\b|"
    r"\bdifference\b|\btwo[- ](?:samples?|groups?|proportions?|means)\b|\bgroup b\b|\bvariant b\b|\bpaired\b|"
    r"\bbootstrap\w*\b|\bbayes\w*|\bcredible\b|\bone-(?:sided|tailed)\b|\bpooled\b|\bfinite population\b|\bclopper\w*|"
    r"\bexact\b|\bp-?values?\b|\bchi[- ]?squared?\b|\bregression\b|\bslope\b|\bcorrelation\b|\bmedian\b|\bprediction\b|"
    r"\btolerance\b|\bwidth\b|\bhow wide\b|\b(?:upper|lower) (?:bound|limit|end)\b|\bwilson\b|\bpower\b|"
    r"\bdegrees? of\b|"
    r"\bcritical\b|\banova\b|\bper group\b|\beffect size\b|\bposterior\b|\blog\b|\bfor (?:the )?(?:variance|"
    r"standard dev)",
    re.I,
)
_INTERVAL = regex(r"\bconfidence (?:interval|limits)\b|\binterval estimate\b|\bestimate with \d|\b(?-i:CI)\b", re.I)
_MARGIN = regex(r"\bmargin of error\b|\bmaximum error\b", re.I)
_ERROR = regex(r"\bstandard error\b|\b(?-i:SEM?)\b|\bstandard deviation of the (?:sample mean|sampling|mean)\b", re.I)
_STATISTIC = regex(r"\b(?:test|[tz])[- ]?(?:test )?(?:statistic|value|score)s?\b", re.I)
_HOW_MANY = regex(
    r"\bhow (?:large|big|many)\b|\bsample size\b|\b(?:minimum|smallest|required) (?:number|size|sample)\b", re.I
)
_OPTION = regex(
    r"(?:^|\s)\(?[A-Ea-e][.)]\s*[(\[]?(?P<low>-?\d[\d.]*)\s*(?:<=?\s*\w+\s*<=?|,|to|and)\s*(?P<high>-?\d[\d.]*)[)\]]?",
    re.M,
)
_OWN = regex(
    r"\bsample(?:'s)? (?:standard deviation|sd|deviation)\b|\bs\s*=|\bdeviation of (?:the|this|that) sample\b", re.I
)
_KNOWN = regex(r"\bpopulations?(?:'s)? (?:standard deviation|sd|deviation)\b|\bknown\b|\bsigma\b|\bprocess\b", re.I)
_CLAIMED = regex(
    r"\bclaim\w*|\bH_?0\b|\bmu_?0\b|\bhypothes\w+|\bsuppose\w*|\badvertis\w+|\bstates?\b|\bbeliev\w+|\btarget\b|"
    r"\bnominal\b|"
    r"\bnull\b|\bspecif\w+|\bpromis\w+|\bshould\b|\bpopulation\b|\bmu\s*=|\bnational\b|\bhistoric\w*|"
    r"\btest(?:ing)? (?:if|whether|that)\b",
    re.I,
)


def estimate(question: Question) -> Recognition:
    """What the study asks for, where every number has its part."""
    options = list(_OPTION.finditer(question.text))
    options = options if len(options) > 2 else []
    text = question.text[: options[0].start()] if options else question.text
    if _STOP.search(text):
        return None
    for version in dict.fromkeys((text, in_percent(without_aside(text)))):
        told = told_of(read(version))
        if told is None or not 2 <= len(told.all) <= 14:
            continue
        offered = [(float(each["low"].strip(".")), float(each["high"].strip("."))) for each in options]
        for rule in (_sized, _statistic, _error):
            found = rule(told)
            if found is not None:
                return found
        found = _interval(told, offered)
        if found is not None:
            return found
    return None


def _level(told: Told) -> tuple[dict[str, Argument], tuple[Label, ...]] | None:
    """The confidence level as an argument; None for several."""
    levels = told.of("level")
    if not levels:
        return {}, ()
    value = levels[0].value
    if len({each.value for each in levels}) > 1 or not 0 < value < 100:
        return None
    return {"level": value if value < 1 else value / 100}, levels


def _spread(told: Told) -> tuple[float, Label] | None:
    """The standard deviation, from the variance where that is told."""
    deviation, variance = told.one("deviation"), told.one("variance")
    found = deviation or variance
    if found is None or (deviation and variance) or found.value <= 0:
        return None
    return (sqrt(found.value) if variance else found.value), found


def _interval(told: Told, offered: list[tuple[float, float]]) -> Recognition:
    """Of a mean or of a share; the margin alone where that is asked for."""
    margin = _MARGIN.search(told.asking) is not None
    level = _level(told)
    if margin:  # "the margin of error for the 56 % estimate"
        shares = {each.value for each in told.of("share")}
        again = (
            replace(each, role="share") if each.role == "margin" and each.value in shares else each for each in told.all
        )
        told = replace(told, all=tuple(again))
    if level is None or not level[0] or not (margin or _INTERVAL.search(told.question.text)):
        return None
    pick = "margin" if margin else ""
    return _of_mean(told, level, pick, offered) or _of_share(told, level, pick)


Level = tuple[dict[str, Argument], tuple[Label, ...]]


def _of_mean(told: Told, level: Level, pick: str, offered: list[tuple[float, float]]) -> Recognition:
    told = _without_claim(told)
    mean, error = told.one("mean", "value"), told.one("error")
    if mean is None:
        return None
    if error is not None and told.all_placed(mean, error, *level[1]):
        given: dict[str, Argument] = {"mean": mean.value, "deviation": error.value, "n": 1, "distribution": "normal"}
        return Request("confidence interval", given | level[0], pick=pick)
    spread, size = _spread(told), told.size
    if spread is None or size is None or not told.all_placed(mean, spread[1], size, *level[1]):
        return None
    n, text = int(size.value), told.question.text
    own = _OWN.search(text) is not None or n < 30 and not _KNOWN.search(text)
    by = "t" if own and not re.search(r"\bz[- ](?:interval|distribution|value)", text, re.I) else "normal"
    if offered:
        fitting = [
            name for name in ("normal", "t") if _among(mean.value, spread[0], n, level[0]["level"], name, offered)
        ]
        if len(fitting) != 1:
            return None
        by = fitting[0]
    given = {"mean": mean.value, "deviation": spread[0], "n": n, "distribution": by}
    return Request("confidence interval", given | level[0], pick=pick)


def _without_claim(told: Told) -> Told:
    """Without the mean that is only claimed, where the sample has one."""
    claims = [each for each in told.of("mean") if _CLAIMED.search(_clause(told, each))]
    found = len({each.value for each in told.of("mean")}) == 2 and len({each.value for each in claims}) == 1
    return replace(told, all=tuple(each for each in told.all if each not in claims)) if found else told


def _among(mean: float, deviation: float, n: int, level: Argument, by: str, offered: list[tuple[float, float]]) -> bool:
    """Whether the interval is one of those offered, in three digits of its margin."""
    assert isinstance(level, float)
    factor = normal_quantile((1 + level) / 2) if by == "normal" else student_quantile((1 + level) / 2, n - 1)
    margin = factor * deviation / sqrt(n)
    ends = (mean - margin, mean + margin)
    return any(all(abs(a - b) < 0.005 * margin for a, b in zip(ends, each, strict=True)) for each in offered)


_AGAINST = regex(r"\bnot\b|n't\b|\bagainst\b|\boppos\w+|\bno\b|\bdisagree\w*|\bdisapprov\w+", re.I)


def _of_share(told: Told, level: Level, pick: str) -> Recognition:
    if told.of("deviation", "variance", "mean"):
        return None
    share, size = told.one("share"), told.size
    if share is not None and size is not None and told.all_placed(share, size, *level[1]) and 0 < share.value < 1:
        given: dict[str, Argument] = {"p": share.value, "n": int(size.value)}
        return Request("confidence interval of a proportion", given | level[0], pick=pick)
    counts = _counts(told)
    if counts is None or not told.all_placed(*counts[1], *level[1]):
        return None
    k, n = counts[0]
    return Request("confidence interval of a proportion", {"successes": k, "n": n, **level[0]}, pick=pick)


def _counts(told: Told) -> tuple[tuple[int, int], tuple[Label, ...]] | None:
    """How many of how many; where both sides are told, the one that no "not" is said of."""
    free = [
        each
        for each in told.all
        if each.role in {"size", "sample", ""} and not each.word and each.value == int(each.value)
    ]
    values = sorted({int(each.value) for each in free}, reverse=True)
    if len(values) == 2 and values[1] > 0:
        one = next(each for each in free if each.value == values[1])
        return None if _AGAINST.search(_said(told, one)) else ((values[1], values[0]), tuple(free))
    if len(values) != 3 or values[1] + values[2] != values[0]:
        return None
    sides = [each for each in free if each.value != values[0]]
    kept = {int(each.value) for each in sides if not _AGAINST.search(_said(told, each))}
    return ((kept.pop(), values[0]), tuple(free)) if len(kept) == 1 else None


def _said(told: Told, label: Label) -> str:
    """What is said behind a number, up to the next one or the end of its sentence."""
    return re.split(r"[\d.;?]", told.question.text[label.end :], maxsplit=1)[0]


def _error(told: Told) -> Recognition:
    """The standard error of a mean or of a share."""
    if not _ERROR.search(told.asking) or told.of("level", "error"):
        return None
    spread, size, mean, share = _spread(told), told.size, told.one("mean", "value"), told.one("share")
    of_share = re.search(r"\bproportion\b|\bshare\b|\baccuracy\b|\bpoll\b", told.question.text, re.I)
    counts = _counts(told) if of_share and spread is None and share is None else None
    if counts is not None and told.all_placed(*counts[1]):
        k, n = counts[0]
        return Request("standard error of a proportion", {"p": k / n, "n": n})
    if size is None:
        return None
    if spread is not None:
        rest = (mean,) if mean else ()
        placed = told.all_placed(spread[1], size, *rest)
        return Request("standard error", {"deviation": spread[0], "n": int(size.value)}) if placed else None
    if share is None or not 0 < share.value < 1 or not told.all_placed(share, size):
        return None
    return Request("standard error of a proportion", {"p": share.value, "n": int(size.value)})


def _statistic(told: Told) -> Recognition:
    """How many standard errors the sample's mean lies from the one that is claimed."""
    spread, size, counts = _spread(told), told.size, _counts(told)
    if not _STATISTIC.search(told.asking):
        return None
    if (
        re.search(r"\bfair\b", told.question.text, re.I)
        and counts is not None
        and told.all_placed(*counts[1], *(each for each in told.of("share") if each.value == 0.5))
    ):
        k, n = counts[0]
        return Request("test statistic", {"mean": k / n, "supposed": 0.5, "deviation": 0.5, "n": n})
    if spread is None or size is None:
        return None
    means = {each.value: each for each in told.of("mean", "value")}
    claims = [each for each in told.of("mean", "value") if _CLAIMED.search(_clause(told, each))]
    claimed = {each.value for each in claims}
    if len(means) != 2 or len(claimed) != 1:
        return None
    mean = next(each for value, each in means.items() if value not in claimed)
    idle = [each for each in told.all if each.role in {"alpha", "level"} or each.role == "" and each.value in claimed]
    if not told.all_placed(mean, spread[1], size, *claims, *idle):
        return None
    given: dict[str, Argument] = {"mean": mean.value, "supposed": claimed.pop(), "deviation": spread[0]}
    return Request("test statistic", given | {"n": int(size.value)})


def _clause(told: Told, label: Label) -> str:
    """The words from the number before, or the beginning of the sentence, to this one."""
    before = told.question.text[: label.start]
    return re.split(r"[.;?!]\s|\d(?=[\s,%])", before)[-1]


def _sized(told: Told) -> Recognition:
    """How many have to be asked for a margin."""
    text, level = told.question.text, _level(told)
    if not _HOW_MANY.search(told.asking) or level is None or not level[0]:
        return None
    margin, spread, share = told.one("margin"), _spread(told), told.one("share")
    if margin is None or not margin.value > 0:
        return None
    if spread is not None and told.all_placed(margin, spread[1], *level[1]):
        return Request("sample size", {"margin": margin.value, "deviation": spread[0], **level[0]})
    bounds = told.of("bound")
    if re.search(r"\buniform\w*\b", text, re.I) and len(bounds) == 2 and told.all_placed(margin, *bounds, *level[1]):
        deviation = (bounds[1].value - bounds[0].value) / sqrt(12)
        return Request("sample size", {"margin": margin.value, "deviation": deviation, **level[0]})
    known = (share,) if share else ()
    if spread is not None or bounds or not 0 < margin.value < 0.5 or not told.all_placed(margin, *known, *level[1]):
        return None
    return Request("sample size", {"margin": margin.value, "p": share.value if share else 0.5, **level[0]})
