"""Rates: learning-rate schedules told in words: warm-up, step decay, cosine annealing."""

import re
from collections.abc import Callable

from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request, read
from tutor.calculator.roles import numbers_of

_NUMBER = r"(\d+(?:\.\d+)?(?:e-?\d+)?|\.\d+)"
_WARMUP = regex(r"\bwarm-?\s?up\b|\bwarms? up\b|\bwarming up\b", re.I)
_COSINE = regex(r"\bcosine\b(?! (?:sim|dist))", re.I)
_AT = regex(
    rf"\b(?:at|after|in|by|for) (?:training )?(?:step|epoch|iteration)s? (?:number "
    rf")?{_NUMBER}|\bafter {_NUMBER} (?:steps|epochs|iterations)|\b(?:step|epoch|iteration)"
    rf" {_NUMBER}\b|\bt\s*=\s*{_NUMBER}",
    re.I,
)
_FROM_TO = regex(rf"\bfrom {_NUMBER} (?:down |up )?to {_NUMBER}", re.I)
_OVER = regex(
    rf"\b(?:over|for|during|within|in|across) (?:the first |a total of |the )?{_NUMBER} "
    rf"(?:warm-?up )?(?:steps|epochs|iterations|updates)|\b{_NUMBER} warm-?up (?:steps|"
    rf"epochs)|\bT(?:_?max)?\s*=\s*{_NUMBER}",
    re.I,
)
_STARTS = regex(
    rf"\b(?:initial |base |peak |maximum |max |starting |target )?(?:learning rate|"
    rf"lr)\b(?:(?!\b(?:every|each|after|per|by)\b)[^.,;?\d]){{0,30}}?{_NUMBER}|\bstarts? (?:at|from|with) {_NUMBER}",
    re.I,
)
_EVERY = regex(rf"\bevery {_NUMBER} (?:steps|epochs|iterations)", re.I)
_FACTORS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], float]], ...] = (
    (
        regex(
            r"\bhalv\w+\b|\bcut in half\b|\bdivided by (?:2|two)\b|\breduced by half\b|\bdrops? "
            r"by half\b|\bby a factor of (?:2|two)\b",
            re.I,
        ),
        lambda _: 0.5,
    ),
    (
        regex(
            r"\b(?:divid\w+ by|(?:drop\w*|reduc\w+|decreas\w+|decay\w*|cut) by a factor of) ([1-9]\d*)\b(?!\.\d)", re.I
        ),
        lambda found: 1 / float(found[1]),
    ),
    (
        regex(
            r"\b(?:multipl\w+ by|(?:decay|drop|reduction) factor(?: of)?|factor(?: of)?|gamma(?: "
            r"of| is|\s*=)?|decays? by|decayed by|times) (0?\.\d+)\b",
            re.I,
        ),
        lambda found: float(found[1]),
    ),
)


_NOT_AT = regex(
    r"\b(?:epoch|step|iteration|just|right|directly) before\b|\brelative to\b|\bcompared (?:to|with)\b|"
    r"\bas an? (?:share|fraction|percentage|multiple) of\b|\bby (?:what|which) factor\b",
    re.I,
)
"""Another step than the one that is named, or a rate beside another one."""


def rate(question: Question) -> Recognition:
    """The learning rate of a schedule at one step."""
    if not re.search(r"\blearning rate\b|\blr\b|\bstep size\b", question.text, re.I) or _NOT_AT.search(question.text):
        return None
    if any(s.conceptual for s in question.sentences):
        return None
    question = _tidied(question)
    step = _found(_AT, question.text)
    if step is None or not question.asks:
        return None
    made = _warm_up(question, step) or _cosine(question, step) or _decay(question, step)
    if made is None or made[1] != len(numbers_of(question)):
        return None
    return made[0]


def _tidied(question: Question) -> Question:
    """Without "no warm-up" and with numbers without their commas, so that both are read once."""
    text = re.sub(r"\b(?:without|no|with no|and no) (?:any )?warm-?\s?up\b", " ", question.text, flags=re.I)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return question if text == question.text else read(text)


def _found(pattern: re.Pattern[str], text: str) -> float | None:
    hit = pattern.search(text)
    return float(next(group for group in hit.groups() if group)) if hit else None


Made = tuple[Request, int]
"""A request, and how many numbers of the question it uses."""


def _warm_up(question: Question, step: float) -> Made | None:
    if not _WARMUP.search(question.text):
        return None
    ends = _FROM_TO.search(question.text)
    over = _found(_OVER, question.text)
    if ends and float(ends[1]) == 0 and over:
        return Request("linear warmup", {"learning_rate": float(ends[2]), "step": int(step), "warmup": int(over)}), 4
    peak = _found(re.compile(rf"\b(?:to|of|to a peak of|peak|rate is|rate) {_NUMBER}", re.I), question.text)
    if ends is None and over and peak is not None and peak < 10:
        return Request("linear warmup", {"learning_rate": peak, "step": int(step), "warmup": int(over)}), 3
    return None


def _cosine(question: Question, step: float) -> Made | None:
    ends, over = _FROM_TO.search(question.text), _found(_OVER, question.text)
    if not _COSINE.search(question.text) or not over or _WARMUP.search(question.text):
        return None
    told: dict[str, Argument] = {"step": int(step), "total": int(over)}
    if ends:
        return Request("cosine annealing", told | {"learning_rate": float(ends[1]), "lowest": float(ends[2])}), 4
    start = _found(_STARTS, question.text)
    return (Request("cosine annealing", told | {"learning_rate": start}), 3) if start is not None else None


def _decay(question: Question, step: float) -> Made | None:
    start, every = _found(_STARTS, question.text), _found(_EVERY, question.text)
    hits = [
        (make(found), bool(found.groups()))
        for pattern, make in _FACTORS
        for found in [pattern.search(question.text)]
        if found
    ]
    if start is None or every is None or not hits:
        return None
    factor, written = hits[0]
    told: dict[str, Argument] = {"learning_rate": start, "step": int(step), "factor": factor, "every": int(every)}
    digits = written or re.search(r"by (?:a factor of )?2\b", question.text) is not None
    return Request("step decay", told), 4 if digits else 3
