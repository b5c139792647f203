"""Sources: which of several machines or boxes a thing came from."""

import re

from tutor.calculator.clauses import last_asking, share_of
from tutor.calculator.operation import Argument
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.span import Span

_FAULT = re.compile(
    r"\b(?:defective|faulty|fail\w*|errors?|late|broken|bad|wrong|damaged|spoiled|fraud\w*|bugs?|flawed)\b", re.I
)
_SOURCE = re.compile(
    r"\b(?:machine|factory|plant|supplier|line|box|urn|company|source|model|server|"
    r"source|bag|vendor|worker|shift)s?\s+([A-Z]|[1-9]|I{1,3})\b|(?<![\w'])([A-F])"
    r"\b(?=\s+(?:makes|produces|supplies|made|produced|supplied|is|has|handles))"
)
_FROM = re.compile(
    r"\b(?:from|by|of|made in|produced (?:by|at)|supplied by)\s+(?:the\s+)?(?:machine|"
    r"factory|plant|supplier|line|box|urn|company|source|model|server|bag|vendor|"
    r"worker|shift)?\s*([A-Z]|[1-9]|I{1,3})\b(?=\s*[?.]|\s*$)"
)


def sources(question: Question) -> Recognition:
    """Machine A makes 60 % with 2 % defective, machine B 40 % with 4 %: which one made a defective item?"""
    numbers = [span for span in numbers_of(question) if not _names_source(question, span)]
    shares = [share_of(span) for span in numbers]
    asked = _FROM.search(last_asking(question))
    if asked is None or not _FAULT.search(question.text) or len(shares) not in {4, 6, 8} or None in shares:
        return None
    values = [share for share in shares if share is not None]
    half = len(values) // 2
    for priors, faults in ((values[::2], values[1::2]), (values[:half], values[half:])):
        if abs(sum(priors) - 1) < 1e-9 and max(faults) < 0.5:
            return _posterior(question, asked[1], priors, faults)
    return None


def _names_source(question: Question, span: Span) -> bool:
    return any(found.start() <= span.start < found.end() for found in _SOURCE.finditer(question.text))


def _posterior(question: Question, asked: str, priors: list[float], faults: list[float]) -> Recognition:
    """The posterior of the source asked for, in the order in which the sources are named."""
    named = list(dict.fromkeys(found[1] or found[2] for found in _SOURCE.finditer(question.text)))
    if len(named) != len(priors) or asked not in named:
        return None
    arguments: dict[str, Argument] = {"priors": tuple(priors), "likelihoods": tuple(faults)}
    return Request("Bayes over several hypotheses", arguments, pick=str(named.index(asked) + 1))
