"""Tries: how often something happens in independent tries, told as a story; and when it happens first."""

import re

from tutor.calculator.amounts import COUNT, Region, all_read, asked_clause, whole
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.sides import turned
from tutor.calculator.trials import TIMES, blanked, chance_of, place, times

OTHER = regex(
    r"(?<!a )(?<!any )\bgiven\b|\bif\b(?! \d)(?! (?:you|she|he|they|we|it) (?:guess|take|play|toss|flip|roll|"
    r"throw)\w*)(?! "
    r"(?:the|this|that) \w+(?: is|'s)? (?:right|true|correct|tells the truth))|\bconditional|\bwithout "
    r"replacement\b|\bboth\b|\bbefore\b|\buntil\b|\bconsecutive|\balternat\w+|\bfollowed by\b|\bsequence\b|\bsum\b|"
    r"\beither\b|\bknowing\b|\bmore heads than\b|\bas many\b|\bstreak|\blongest\b|\bsame\b|\bdifferent\b|\bratio\b|"
    r"\bsecond (?:success|time|head|win)\b|\bthird (?:success|time|head|win)\b|\bapproximat\w+|\bodds ratio\b|"
    r"\bhypothes|\bp-?value|\bposterior\b|\bprior\b|\blog\b|\bnormal\w*\b|\bpoisson\b|\blast\b|\bunfair\b|"
    rf"\b{COUNT} (?:more|further|additional)\b(?! than)",
    re.I,
)
_TOLD = regex(
    rf"\b(?:first|second|third|next|other) (?:(?:{COUNT}) )?(?:\w+ )?(?:is|are|was|were|shows?|showed|came|comes?|"
    r"lands?|landed|turn(?:s|ed)? out|fails?|failed|succeeds?|succeeded)\b|\b(?:has|have) already\b",
    re.I,
)
"""What is told of some of the tries, outside of the sentence that asks."""
_RATE = regex(
    r"\b\d+ \w+ (?:per|an?|each|every) (?:second|minute|hour|day|week|month|year)\b[^.]{0,20}\bon average\b|"
    r"\baverage (?:rate )?of \d+ \w+ (?:per|an?|each|every) (?:second|minute|hour|day|week|month|year)\b",
    re.I,
)
"""So many come on average, not in every case."""
_KS = (
    (
        "at least",
        regex(
            rf"\bat least (?:({COUNT})|(once)|(twice))\b|\b({COUNT}) or more\b|\bno (?:fewer|less) than ({COUNT})", re.I
        ),
    ),
    (
        "at most",
        regex(
            rf"\b(?:at most|no more than|not more than|up to) (?:({COUNT})|(once)|(twice))\b|\b({COUNT}) or (?:fewer|"
            rf"less)\b",
            re.I,
        ),
    ),
    ("more than", regex(rf"(?<!no )(?<!not )\b(?:more than) (?:({COUNT})|(once)|(twice))\b", re.I)),
    ("fewer than", regex(rf"\b(?:fewer|less) than (?:({COUNT})|(once)|(twice))\b", re.I)),
    ("exactly", regex(rf"\b(?:exactly|precisely|only) (?:({COUNT})|(once)|(twice))\b", re.I)),
)
_NONE = regex(
    r"\b(?:none|no (?:heads?|tails?|six(?:es)?|ones?|fives?|successes|success|errors?|failures?|defects?|defectives?|"
    r"wins?|hits?|"
    r"crash(?:es)?|outages?|defective \w+|one|faulty \w+)|never|not a single|zero (?:heads?|defect\w*|errors?|"
    r"failures?)|"
    r"not (?:get|roll|see|throw)\w* (?:a|any))\b",
    re.I,
)
_ALL = regex(
    rf"\b(?:all (?:of (?:them|the \w+)|(?:the )?({COUNT})(?: \w+)?|heads|tails|correct|succeed|are|the (?:tosses|"
    rf"flips|throws|shots|"
    rf"questions|\w+s)|\w+ (?:survive|work|pass|succeed))|every (?:one|toss|flip|single)|each (?:of them|toss|flip|"
    rf"time))\b",
    re.I,
)
_ROW = regex(rf"\b({COUNT}) (?:\w+ )?(?:\w+ )?in a row\b|\b({COUNT}) times in a row\b", re.I)
_MAJORITY = regex(r"\bmajority\b", re.I)
_ASKED = regex(r"\bprobab\w*\b|\bchances?\b|\blikel\w+\b|\bodds\b|\bP\s*\(", re.I)


def tries(question: Question) -> Recognition:
    """Binomial, at least one, or geometric; None unless each number has its part and nothing else is said."""
    text = question.text
    asking = asked_clause(question)
    if (
        not asking
        or _TOLD.search(text.replace(asking, " "))
        or OTHER.search(_WAIT.sub(" ", text))
        or _RATE.search(text)
    ):
        return None
    if not _ASKED.search(asking) or _WAIT.search(asking):
        return _expected(question, asking)
    first = _first(question, asking)
    if first is not None:
        return first
    chance = chance_of(question, asking)
    if chance is None:
        return None
    p, regions = chance
    row = _ROW.search(asking)
    if row:
        k = whole(row[1] or row[2])
        done = (
            all_read(question, (*regions, place(question, asking, row))) and turned(question, asking, regions) is False
        )
        return _binomial(k, k, p, "exactly") if done and not _many(text, row) else None
    return _several(question, asking, p, regions)


def _many(text: str, row: re.Match[str]) -> bool:
    """Whether a longer run of tries is told, in which the row may stand anywhere."""
    return any(found[1] != (row[1] or row[2]) for pattern in TIMES[:1] for found in pattern.finditer(text))


def _several(question: Question, asking: str, p: float, regions: tuple[Region, ...]) -> Recognition:
    """K of n."""
    told = [(name, found) for name, pattern in _KS for found in pattern.finditer(asking)]
    if len(told) > 1:
        return None
    used = [*regions, *(place(question, asking, found) for _, found in told)]
    n, region = times(blanked(question.text, used))
    if n is None:
        return None
    used.append(region)
    wanted = _told_count(*told[0]) if told else _wanted_count(question, asking, n, used)
    opposite = turned(question, asking, regions)
    if wanted is None or opposite is None or not all_read(question, used) or not 0 <= wanted[0] <= n:
        return None
    return _binomial(n, wanted[0], 1 - p if opposite else p, wanted[1])


def _told_count(tail: str, hit: re.Match[str]) -> tuple[int, str]:
    """As in "at least two", "exactly once"."""
    written = next(group for group in hit.groups() if group).lower()
    return {"once": 1, "twice": 2}.get(written) or whole(written), tail


def _wanted_count(question: Question, asking: str, n: int, used: list[Region]) -> tuple[int, str] | None:
    """None of them, all, the majority, or a bare number; where it stands is added to `used`."""
    if _NONE.search(asking):
        return 0, "exactly"
    every = _ALL.search(asking)
    if every is not None:
        used += [place(question, asking, every)] if every[1] else []
        return (n, "exactly") if not every[1] or whole(every[1]) == n else None
    if _MAJORITY.search(asking) and n % 2:
        return n // 2 + 1, "at least"
    at = question.text.rfind(asking)
    plain = _plain_count(blanked(question.text, used)[at:])
    if plain is None:
        return None
    used.append((at + plain[1][0], at + plain[1][1]))
    return plain[0], "exactly"


_PLAIN_COUNT = regex(
    rf"\b(?:of|get|gets|getting|see|seeing|obtain|obtaining|have|roll|rolling|make|makes|"
    rf"making)\s+({COUNT})\s+(?:heads?|tails?|"
    rf"six(?:es)?|fives?|ones?|successes|correct|hits|wins|defectives?|defective \w+|errors|failures|girls|boys)\b",
    re.I,
)


def _plain_count(asking: str) -> tuple[int, Region] | None:
    """As in "probability of 3 heads"."""
    found = _PLAIN_COUNT.search(asking)
    return (whole(found[1]), found.span(1)) if found else None


def _binomial(n: int, k: int, p: float, tail: str) -> Recognition:
    if (k, tail) == (1, "at least"):
        return Request("at least one", {"probability": p, "tries": n})
    return Request("binomial probability", {"n": n, "k": k, "p": p, "tail": tail})


_FIRST = regex(
    r"\bfirst\b[^.?]{0,60}?\b(?:on|at|in|is|occurs|comes|happens|takes|after)\b[^.?]{0,25}?\b(?:(\d+)(?:st|nd|rd|th)|"
    r"(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\b",
    re.I,
)
_FIRST_BAD = regex(r"\bfirst (?:miss|fail\w*|loss|defeat)\b", re.I)
"""The opposite of what a share mostly tells."""
_NTH = {word: at for at, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)}


def _first(question: Question, asking: str) -> Recognition:
    """The first success at try k."""
    found = None if _FIRST_BAD.search(asking) else _FIRST.search(asking)
    chance = chance_of(question, asking) if found else None
    if found is None or chance is None:
        return None
    p, regions = chance
    region = place(question, asking, found)
    if not all_read(question, (*regions, region)) or turned(question, asking, regions) is not False:
        return None
    k = int(found[1]) if found[1] else _NTH[found[2].lower()]
    return Request("geometric probability", {"p": p, "k": k})


_WAIT = regex(
    r"\b(?:expected number of|how many|number of|on average,? how many)\b[^.?]{0,60}\b(?:until|before|to (?:get|see|"
    r"roll|obtain)|"
    r"till|for)\b[^.?]{0,30}\b(?:the first|first|an?|one)\b",
    re.I,
)


def _expected(question: Question, asking: str) -> Recognition:
    """How many successes, or how many tries to the first success, are expected."""
    return (
        None
        if not re.search(r"\bexpect\w*\b|\bon average\b|\bvariance\b|\bstandard deviation\b|\bmean\b", asking, re.I)
        else _moment(question, asking)
    )


def _moment(question: Question, asking: str) -> Recognition:
    chance = chance_of(question, asking)
    if chance is None:
        return None
    p, regions = chance
    asked = [
        name
        for name, pattern in (
            ("standard deviation", r"\bstandard deviation\b"),
            ("variance", r"\bvariance\b"),
            ("mean", r"\bexpect\w*\b|\bon average\b|\bmean\b"),
        )
        if re.search(pattern, asking, re.I)
    ]
    if len(asked) != 1:
        return None
    if _WAIT.search(asking):
        done = all_read(question, regions) and turned(question, asking, regions) is False
        return (
            Request("moments of a distribution", {"distribution": "geometric", "p": p}, pick=asked[0]) if done else None
        )
    n, region = times(blanked(question.text, list(regions)))
    if (
        n is None
        or not all_read(question, (*regions, region))
        or not re.search(r"\bnumber of\b|\bhow many\b", asking, re.I)
    ):
        return None
    opposite = turned(question, asking, regions)
    if opposite is None:
        return None
    p = 1 - p if opposite else p
    given: dict[str, Argument] = {"distribution": "binomial", "n": n, "p": p}
    return Request("moments of a distribution", given, pick=asked[0])
