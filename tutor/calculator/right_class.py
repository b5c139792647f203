"""Right class: the cross-entropy where only the probabilities of the right classes are told, or how many are alike."""

import re

from tutor.calculator.numerals import digits
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.units_asked import unit_asked
from tutor.calculator.worldly import without_worldly

_LOSS = regex(
    r"\bcross[- _]?entropy\b|\bnegative log[- ]?likelihood\b|\bnll\b|\blog[- ]?loss\b|\bcrossentropyloss\b|"
    r"\bsoftmax loss\b|"
    r"\bsurprisal\b",
    re.I,
)
_OTHER = regex(
    r"\bbinary\b|\bbce\b|\bsmooth\w*|\bfocal\b|\bkl\b|\bkullback\w*|\bperplexity\b|\bgradients?\b|\bderivative\b|"
    r"\bweights?\b|"
    r"\btemperature\b|\bone-?hot\b|\bregularis\w*|\bregulariz\w*|\bdistribution [pq]\b|\bupdate\w*|\bcoin\b|"
    r"\baccuracy\b|"
    r"\bbefore\b|\bdoubl\w+|\bhow much (?:lower|higher|more|less)\b|\bdifference\b|\bignor\w+|\breduction\b|"
    r"\bsigmoid\b",
    re.I,
)
_N = r"(?:\d+(?:\.\d+)?%?|\.\d+)"
_LIST = rf"{_N}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){_N})*"
_RIGHT = r"(?:correct|right|true|target|actual|gold|ground[- ]truth)"
_ALONE = (
    regex(rf"\bprobabilit(?:y|ies)(?: of)?\s*(?P<list>{_LIST})(?:\s+respectively)?[^.;?\d]{{0,40}}\b{_RIGHT}\b", re.I),
    regex(
        rf"\b{_RIGHT} (?:\w+ ){{0,2}}?(?:an? )?probabilit(?:y|ies)(?: (?:of|is|was|are|were|at))*\s*(?P<list>{_LIST})",
        re.I,
    ),
    regex(
        rf"\b{_RIGHT} (?:class|classes|label|answer|token|word|next word|one)\b[^.;?\d]{{0,50}}?(?P<list>{_LIST})", re.I
    ),
)
_COUNTS = regex(
    r"\b\d+[- ](?:class|way|category)\b|\b\d+ (?:classes|categories|labels|samples|examples|images|items|tokens|"
    r"words)\b|"
    r"\bclass(?:es)? \d(?![.\d])(?: \([a-z]+\))?|\b(?:classes|labels)\W+(?:\d,? ?(?:and |or )?){2,}|\bindex \d\b",
    re.I,
)
_LOGITS = regex(r"\blogits?\b|\bscores?\b|\bpre-?activations?\b|\braw\b|\bcrossentropyloss\b|\bunnormali[sz]ed\b", re.I)


def _uniform(question: Question) -> Recognition:
    """The loss of a model that gives every class the same probability."""
    text = digits(question.text)
    if not re.search(r"\buniform\w*|\brandom(?:ly)? guess\w*|\bequal probabilit\w+|\bequally likely\b", text, re.I):
        return None
    counts = set(re.findall(r"\b(\d+)(?:[- ]class\b| classes\b|[- ]way\b| categories\b)", text, re.I))
    if len(counts) != 1 or len(re.findall(r"(?<![\w.])\d", text)) != 1:
        return None
    return Request("arithmetic", {"expression": f"ln({counts.pop()})"}) if unit_asked(text) in {None, "nats"} else None


def right_class(question: Question) -> Recognition:
    """The loss of one example, or the mean over several."""
    text = question.text
    if not _LOSS.search(text) or _OTHER.search(re.sub(r"\bbinary classifier\b(?=.*\by\s*=\s*1\b)", " ", text)):
        return None
    if any(sentence.conceptual for sentence in question.sentences) and not re.search(r"\btensor\b", text):
        return None
    return _alone(question) or _uniform(question)


def _alone(question: Question) -> Recognition:
    """From nothing but the probabilities of the right classes."""
    text = _COUNTS.sub(" ", without_worldly(digits(question.text)))
    if _LOGITS.search(text):
        return None
    for pattern in _ALONE:
        hit = pattern.search(text)
        if hit is None:
            continue
        written = re.findall(_N, hit["list"])
        values = [float(each.rstrip("%")) / (100 if each.endswith("%") else 1) for each in written]
        rest = re.sub(
            r"\blog_?(?:2|10)\b|\bbase[- ](?:2|10)\b", " ", text[: hit.start("list")] + text[hit.end("list") :]
        )
        if re.search(r"(?<![\w.])\d", rest) or not all(0 < value <= 1 for value in values):
            return None
        if len(values) > 1 and sum(values) > 0.999 and sum(values) < 1.001:
            return None
        total = " + ".join(f"ln({value!r})" for value in values)
        unit = {"bits": " / ln(2)", "bans": " / ln(10)"}.get(unit_asked(question.text) or "", "")
        summed = re.search(r"\btotal\b|\bsum\b|\bsummed\b", text, re.I)
        return Request("arithmetic", {"expression": f"-({total}) / {1 if summed else len(values)}{unit}"})
    return None
