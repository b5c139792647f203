"""Boxes: several urns with balls, or coins of several kinds, one of them taken at random."""

import re

from tutor.calculator.amounts import COUNT, NUMBER, Region, all_read, amount, asked_clause, whole
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

KINDS = (
    r"red|blue|green|white|black|yellow|orange|purple|pink|brown|gold|golden|silver|defective|faulty|good|bad|broken|"
    r"working|non-?defective|spoiled|rotten|ripe|expired|men|women|boys|girls|male|female|chocolate|vanilla|winning|"
    r"losing|"
    r"dead|flat|damaged|plain|striped|sour|sweet|mint|lemon|cherry"
)
_NOUN = r"(?:box|urn|bag|jar|bowl|bucket|basket|drawer|container|sack|bin|pouch|vase|chest|hat|cup|pocket)"
_NAME = regex(
    rf"\b{_NOUN}\s+(?:no\.? |number |#)?(?P<a>[A-Z]\d?\b|\d\b|I{{1,3}}\b|one\b|two\b|three\b)|\b(?:the |a "
    rf")?(?P<b>first|second|third|other|left|right)(?: {_NOUN}| one)?\b|"
    rf"(?<![\w'])(?P<c>[B-HU]\d?)(?=\s+(?:has|contains|holds|with)\b)|(?<![\w'])(?P<d>A)(?=\s+(?:has|contains|"
    rf"holds)\b)",
    re.I,
)
_HOLDS = regex(rf"\b({COUNT}|no)\s+(?:are |is )?({KINDS})\b", re.I)
_RANDOM = regex(
    r"\bat random\b|\brandom(?:ly)?\b|\bequally likely\b|\bequal (?:chance|probabilit)|\bfair coin\b|\bsame "
    r"probability\b",
    re.I,
)
_OTHER = regex(
    r"\b(?:two|three|2|3) (?:balls|marbles|chips|candies|socks|cookies) (?:are|is|were)\b|\bsecond (?:ball|marble|"
    r"draw)\b|\breplac\w+|\bboth (?:balls|are)\b|\btransfer\w*\b|"
    r"\bmoved?\b|\banother\b|\bexpected\b|\btwice\b|\bwith probability\b|\bbiased\b|\bsame colou?r\b|\bat least\b|"
    r"\bnext (?:ball|draw)\b|\bdie\b",
    re.I,
)
_WORDS = {"one": "1", "two": "2", "three": "3", "first": "1", "second": "2", "third": "3"}


def box(question: Question) -> Recognition:
    """Box A holds 3 red and 2 blue, box B ...: a red ball is drawn, was it from A? Or how likely is red at all?"""
    text, asking = question.text, asked_clause(question)
    if not asking or not _RANDOM.search(text) or _OTHER.search(text):
        return None
    at = text.rfind(asking)
    names = [(_plain(hit), hit.span()) for hit in _NAME.finditer(text)]
    held = [hit for hit in _HOLDS.finditer(text)]
    inside = _contents([each for each in names], held)
    if inside is None or not all_read(question, [*(hit.span() for hit in held), *(span for _, span in names)]):
        return None
    kinds = {hit[2].lower() for hit in held}
    last = max(hit.end() for hit in held)
    seen = [
        (hit[0].lower(), hit.start())
        for hit in re.finditer(rf"\b(?:{KINDS})\b", text[last:], re.I)
        if hit[0].lower() in kinds
    ]
    if len({kind for kind, _ in seen}) != 1 or re.search(r"\bnot\b|n't\b|\bneither\b", text[last:], re.I):
        return None
    shares = tuple(float(counts.get(seen[0][0], 0)) / sum(counts.values()) for counts in inside.values())
    return _wanted(asking, at, names, list(inside), shares, last + seen[0][1])


def _plain(hit: re.Match[str]) -> str:
    name = (hit["a"] or hit["b"] or hit["c"] or hit["d"]).lower()
    return _WORDS.get(name, name)


def _contents(names: list[tuple[str, Region]], held: list[re.Match[str]]) -> dict[str, dict[str, int]] | None:
    """What each box holds: every kind belongs to the box named last before it."""
    inside: dict[str, dict[str, int]] = {}
    for hit in held:
        before = [name for name, span in names if span[1] <= hit.start()]
        if not before:
            return None
        counts = inside.setdefault(before[-1], {})
        if hit[2].lower() in counts:
            return None
        counts[hit[2].lower()] = 0 if hit[1].lower() == "no" else whole(hit[1])
    return inside if 2 <= len(inside) <= 6 and all(sum(counts.values()) for counts in inside.values()) else None


def _wanted(
    asking: str, at: int, names: list[tuple[str, Region]], order: list[str], shares: tuple[float, ...], seen: int
) -> Recognition:
    """The posterior of the box that is asked for, or the probability of the kind."""
    priors = (1 / len(order),) * len(order)
    asked = {name for name, span in names if span[0] >= at}
    told: dict[str, Argument] = {"priors": priors, "likelihoods": shares}
    if asked:
        if (
            len(asked) != 1
            or not asked <= set(order)
            or not re.search(r"\bfrom\b|\bwas\b|\bis\b|\bchos\w+|\bpick\w*|\bselect\w*|\bcame\b|\|", asking, re.I)
        ):
            return None
        first = min(span[0] for _, span in names if span[0] >= at)
        given = re.search(r"\bgiven\b|\bif\b|\|", asking, re.I)
        if given and at + given.start() < first and "," not in asking[given.start() : first - at]:
            return None
        if (
            seen >= at
            and given is None
            and not re.search(
                r"\b(?:a|the|that|this) \w+ (?:ball|marble|chip|one|candy|sock|cookie|token)\b", asking, re.I
            )
        ):
            return None
        return Request("Bayes over several hypotheses", told, pick=str(order.index(asked.pop()) + 1))
    if seen < at or re.search(r"\bgiven\b|\bif\b|\bwhich\b", asking, re.I):
        return None
    return (
        Request("total probability", told)
        if re.search(r"\bprobability\b|\bchances?\b|\blikely\b", asking, re.I)
        else None
    )


_DOUBLE = (
    r"(?:two-headed|double-headed|2-headed|double headed|two headed|(?:with )?(?:two heads|heads on both sides|"
    r"both sides (?:are )?heads))"
)
_COINS = regex(
    rf"\b(?:({COUNT}|an?)\s+(?:of (?:them|which|the coins) )?(?:is |are |has |have )?)?(?P<kind>{_DOUBLE}|"
    rf"(?<!un)fair|normal|regular|ordinary|unbiased)\b",
    re.I,
)
_BIAS = regex(
    rf"\b(?:biased|unfair|weighted|loaded|trick)\b[^.;]{{0,80}}?({NUMBER})|({NUMBER})\s*(?:of (?:the time|heads)|"
    rf"heads)|"
    rf"\b(?:lands|shows|comes up|gives) heads\b[^.;]{{0,30}}?({NUMBER})",
    re.I,
)
_TOSSES = regex(
    rf"\b(?:({COUNT}) times|(twice)|({COUNT}) (?:heads|tosses|flips)(?: in a row)?|(?:a )?({COUNT})(?=th toss)|all "
    rf"({COUNT})|({COUNT}) (?:consecutive|straight) heads)\b",
    re.I,
)
_NOT_COIN = regex(
    r"\bnext\b|\bagain\b|\bbent\b|\bentropy\b|\bexpected\b|\bexactly\b|\bat least\b|\bboth coins\b|\bdie\b|\bsides? "
    r"(?:is|are) (?:up|down)\b",
    re.I,
)


def coin(question: Question) -> Recognition:
    """A fair and a two-headed or biased coin, one taken at random and heads seen: which was it?"""
    text, asking = question.text, asked_clause(question)
    if not asking or not re.search(r"\bcoins?\b", text, re.I) or not _RANDOM.search(text) or _NOT_COIN.search(text):
        return None
    if not re.search(r"\bprobability\b|\bchances?\b|\blikely\b|\bposterior\b", asking, re.I):
        return None
    if re.search(
        r"\b(?:one|1) (?:coin |in |of |out )+(?:in |of |every )*(?:an? |one )?(?:\d+|\w+ )*(?:hundred|thousand|"
        r"million|\d\d)",
        text,
        re.I,
    ):
        return None
    at = text.rfind(asking)
    found = _kinds(text, at)
    if found is None:
        return None
    coins, regions = found
    tosses, used = _seen(text, [*regions])
    if tosses is None or not all_read(question, [*regions, *used]):
        return None
    heads, tails = (
        re.search(r"\bheads?\b(?!ed| on both)|\bH{2,}\b", text[_after(regions) :], re.I),
        re.search(r"\btails?\b", text[_after(regions) :], re.I),
    )
    if bool(heads) == bool(tails):
        return None
    priors = tuple(count / sum(each for each, _ in coins.values()) for count, _ in coins.values())
    rates = tuple((rate if heads else 1 - rate) ** tosses for _, rate in coins.values())
    asked = [
        kind for kind in coins if re.search(rf"\b{_PATTERNS[kind]}\b", re.split(r"\bgiven\b|\bif\b", asking)[0], re.I)
    ]
    told: dict[str, Argument] = {"priors": priors, "likelihoods": rates}
    if len(asked) == 1:
        return Request("Bayes over several hypotheses", told, pick=str(list(coins).index(asked[0]) + 1))
    if (
        asked
        or not re.search(r"\b(?:get|lands?|shows?|comes up|see|of|is)\b[^?]*\b(?:heads?|tails?)\b", asking, re.I)
        or re.search(r"\bgiven\b|\bif\b", asking, re.I)
    ):
        return None
    return Request("total probability", told)


_PATTERNS = {
    "double": _DOUBLE,
    "fair": r"(?:(?<!un)fair|normal|regular|ordinary|unbiased)",
    "biased": r"(?:biased|unfair|weighted|loaded|trick)",
}


def _after(regions: list[Region]) -> int:
    return max((end for _, end in regions), default=0)


def _kinds(text: str, at: int) -> tuple[dict[str, tuple[int, float]], list[Region]] | None:
    """Each kind of coin with how many there are and how often it shows heads."""
    coins: dict[str, tuple[int, float]] = {}
    regions: list[Region] = []
    total = re.search(rf"\b({COUNT}) coins\b", text[:at], re.I)
    for hit in _COINS.finditer(text[:at]):
        kind = "double" if re.search(r"head", hit["kind"], re.I) else "fair"
        written = (hit[1] or "a").lower()
        count = 1 if written in {"a", "an"} else whole(written)
        if kind in coins and written in {"a", "an"}:
            continue
        coins[kind] = (count, 1.0 if kind == "double" else 0.5)
        regions.append(hit.span())
    bias = list(_BIAS.finditer(text[:at]))
    if len(bias) > 1:
        return None
    if bias:
        written = next(group for group in bias[0].groups() if group)
        coins["biased"] = (1, amount(written))
        regions.append(bias[0].span())
    if total:
        regions.append(total.span())
        if len(coins) == 1 and re.search(r"\b(?:rest|others?|remaining)\b", text, re.I):
            return None
        if len(coins) == 2 and re.search(r"\b(?:rest|others?|remaining|all but one)\b", text, re.I):
            rare = min(coins, key=lambda kind: (kind == "fair", coins[kind][0]))
            coins["fair"] = (whole(total[1]) - coins[rare][0], 0.5)
        if sum(count for count, _ in coins.values()) != whole(total[1]):
            return None
    return (coins, regions) if len(coins) == 2 else None


def _seen(text: str, taken: list[Region]) -> tuple[int | None, list[Region]]:
    """How often heads was seen."""
    letters = list(text)
    for start, end in taken:
        letters[start:end] = "\x00" * (end - start)
    found = list(_TOSSES.finditer("".join(letters)))
    counts = {2 if hit[2] else whole(next(group for group in hit.groups() if group)) for hit in found}
    if len(counts) > 1:
        return None, []
    return (counts.pop() if counts else 1), [hit.span() for hit in found]
