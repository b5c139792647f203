"""Categories: shares of several kinds, and how often something happens in each of them."""

import re

from tutor.calculator.amounts import NUMBER, amount, asked_clause, is_share
from tutor.calculator.groups import stems
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

_OTHER = regex(
    r"\btwice\b|\btwo (?:of|random)\b|\bboth\b|\bat least\b|\bexactly\b|\bexpected\b|\bhow many\b|\bratio\b|\bodds\b|"
    r"\bsample of\b|\bentropy\b|"
    r"\bmost likely\b|\bincrease\w*\b|\beither\b|\bor a\b|\bindependent\w*\b|\btests?\b",
    re.I,
)
_VERB = r"(?:are|is|were|was|come from|comes from|go to|use|have|take|belong to)"
_LABEL = regex(
    rf"({NUMBER})\s+(?:of [^,.;\d]{{1,40}}?\s{_VERB}\s+|{_VERB}\s+)?(?P<label>[^,.;\d]{{2,40}}?)(?=,|;|\.|\band\b|"
    rf"\bwhile\b|$)",
    re.I,
)


def category(question: Question) -> Recognition:
    """70 % routine, 25 % complaints, 5 % legal; accepted in 80 %, 40 %, 10 %: was an accepted one a complaint?"""
    text, asking = question.text, asked_clause(question)
    if (
        not asking
        or _OTHER.search(text)
        or not re.search(
            r"\bprobab\w+\b|\bchances?\b|\blikel\w+\b|\bfraction\b|"
            r"\bshare\b|\bproportion\b",
            asking,
            re.I,
        )
    ):
        return None
    at = text.rfind(asking)
    sentences = [part for part in re.split(r"(?<=[.?!;])\s+", text[:at]) if part.strip()]
    told = [part for part in sentences if re.search(NUMBER, part)]
    numbers = [[hit for hit in re.finditer(NUMBER, part)] for part in told]
    if len(told) != 2 or len(numbers[0]) != len(numbers[1]) or not 2 <= len(numbers[0]) <= 6:
        return None
    if not all(is_share(hit[0]) for hits in numbers for hit in hits) or not re.search(
        r"\brespectively\b|\bin "
        r"(?:this|that) order\b",
        text,
        re.I,
    ):
        return None
    priors, rates = (tuple(amount(hit[0]) for hit in hits) for hits in numbers)
    labels = [stems(hit["label"]) for hit in _LABEL.finditer(told[0])]
    if abs(sum(priors) - 1) > 1e-9 or len(labels) != len(priors) or not all(labels):
        return None
    seen = " ".join(part for part in sentences[sentences.index(told[1]) + 1 :] if part)
    return _asked(asking, seen, told[1], labels, priors, rates)


def _asked(
    asking: str,
    seen: str,
    second: str,
    labels: list[frozenset[str]],
    priors: tuple[float, ...],
    rates: tuple[float, ...],
) -> Recognition:
    """The posterior of one kind, or the share of all."""
    parts = re.split(r"\b(?:given(?: that)?|if)\b", asking, maxsplit=1, flags=re.I)
    target, seen = parts[0], f"{seen} {parts[1] if len(parts) == 2 else ''}"
    event = stems(second) - frozenset().union(*labels)
    own = [place for place, label in enumerate(labels) if label & stems(target)]
    sign = bool(stems(seen) & event) and not re.search(r"\bor\b", seen)
    denied = re.search(r"\bnot\b|n't\b|\bnever\b|\bno\b", seen, re.I) is not None
    if re.search(r"\bnot\b|n't\b|\bno\b", f"{second} {target}", re.I):
        return None
    rates = tuple(1 - rate for rate in rates) if denied else rates
    told: dict[str, Argument] = {"priors": priors, "likelihoods": rates}
    if len(own) == 1 and sign and not any(label & stems(seen) for label in labels):
        return Request("Bayes over several hypotheses", told, pick=str(own[0] + 1))
    if not own and not seen.strip() and stems(target) & event:
        return Request("total probability", told)
    return None
