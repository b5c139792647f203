"""Shares asked: what a question wants of a share beside the share itself, or beside the only one that was found."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Request

_SHARES = frozenset(
    {"Bayes' theorem", "Bayes over several hypotheses", "conditional probability", "total probability", "arithmetic"}
)
_NOUN = r"(?:probabilit(?:y|ies)|chances?|likelihood|proportion|fraction|percent(?:age)?|share|how likely|how probable)"
_ORDER = regex(
    rf"(?:^|[,:;]\s*(?:then |also )?)\W*(?:find|calculate|compute|determine|evaluate|work out)\b[^?]*\b{_NOUN}\b|"
    rf"\bwhat\b[^?]*\b{_NOUN}\b[^?]*\?|\bwhat {_NOUN}\b|\bhow (?:likely|probable)\b[^?]*\?",
    re.I,
)
_COMPARED = regex(
    r"\bhow (?:much|many times) (?:more |less )?(?:more|less|higher|lower|larger|smaller|likely)\b|\bby how much\b|"
    r"\bby (?:what|which) factor\b|\bas a ratio\b|\bratio of\b|\bdifference between\b|\bexceeds?\b",
    re.I,
)


def of_another_share(question: Question, found: Request) -> bool:
    """Whether two shares are asked for and one was found, or one share is to be compared with another."""
    if found.operation not in _SHARES or found.also:
        return False
    asking = [each.text for each in question.sentences if _ORDER.search(each.text)]
    share = found.operation != "arithmetic" or bool(asking)
    return len(asking) > 1 or share and any(_COMPARED.search(each.text) for each in question.sentences if each.asks)
