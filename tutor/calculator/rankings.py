"""Rankings: boxes, ranked results, thresholds on scores and lists of labels that stand in the text as words."""

import re

from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.span import Span

_METRICS = (
    ("F1 score", regex(r"\bF1\b", re.I)),
    ("precision", regex(r"\bprecision\b", re.I)),
    ("recall", regex(r"\brecall\b|\bsensitivity\b|\btrue positive rate\b", re.I)),
    ("specificity", regex(r"\bspecificity\b", re.I)),
    ("false positive rate", regex(r"\bfalse positive rate\b|\bFPR\b", re.I)),
    ("accuracy", regex(r"\baccuracy\b", re.I)),
)
_THRESHOLD = regex(
    r"\b(?:threshold|cut-?\s?off)\b\s*(?:of|is|=|at|:)?\s*(0?\.\d+|\d+(?:\.\d+)?)|\b(0?\.\d+) threshold\b", re.I
)
_NEIGHBOUR = regex(
    r"\b(?:auc|macro|micro|weighted|average precision|map|ndcg|balanced|top-?\d|at least|which threshold)\b", re.I
)
_IOU = regex(r"\b(?:iou|intersection over union|jaccard)\b", re.I)
_N = r"(-?\d+(?:\.\d+)?)"
_CORNERS = regex(rf"\(\s*{_N}\s*,\s*{_N}\s*\)\s*(?:to|and|-|,)\s*\(\s*{_N}\s*,\s*{_N}\s*\)")
_OTHER_BOX = regex(
    r"\bgenerali[sz]ed\b|\bcomplete\b|\bloss\b|\bwidth\b|\bheight\b|\bw\s*,\s*h\b|\bcent(?:er|re)\w*\b|"
    r"\bgiou\b|\bdiou\b|\bwide\b|\btall\b",
    re.I,
)
_RANKS = regex(r"\branks?\s+((?:\d{1,4}(?:\s*(?:,|and|, and)\s*(?:rank |at rank |at )?)?)+)", re.I)
_MRR = regex(r"\bMRR\b|\bmean reciprocal rank\b", re.I)
_RELEVANCE = regex(r"((?:\b(?:not relevant|non-?relevant|irrelevant|relevant)\b\s*(?:,|and|, and)?\s*){3,})", re.I)


def ranking(question: Question) -> Recognition:
    """The score of boxes, rankings, thresholds or label lists."""
    if not question.asks or any(sentence.conceptual for sentence in question.sentences):
        return None
    for rule in (_boxes, _thresholded, _reciprocal, _pattern, _at_k):
        found = rule(question)
        if found is not None:
            return found
    return None


def _boxes(question: Question) -> Recognition:
    if not _IOU.search(question.text) or _OTHER_BOX.search(question.text):
        return None
    boxes: list[tuple[float, ...]] = [tuple(map(float, hit.groups())) for hit in _CORNERS.finditer(question.text)]
    if not boxes and re.search(r"\bbox\w*|\brectangles?\b", question.text, re.I):
        boxes = [span.numbers for span in question.spans if span.is_vector and len(span.numbers) == 4]
    count = sum(len(span.numbers) or 1 for span in numbers_of(question) if not span.labels)
    if len(boxes) != 2 or count != 8:
        return None
    return Request("box IoU", {"first": boxes[0], "second": boxes[1]})


def _wanted(question: Question) -> list[str]:
    asking = " ".join(sentence.text for sentence in question.sentences if sentence.asks)
    found = [(hit.start(), name) for name, pattern in _METRICS for hit in [pattern.search(asking)] if hit]
    return [name for _, name in sorted(found)]


def _several(names: list[str], arguments: dict[str, Argument]) -> Recognition:
    first, *rest = [Request(name, arguments) for name in names]
    return Request(first.operation, first.arguments, also=tuple(rest)) if rest else first


def _thresholded(question: Question) -> Recognition:
    """Scores and labels with a threshold: at the threshold and above counts as positive."""
    hit = _THRESHOLD.search(question.text)
    names = _wanted(question)
    if hit is None or not names or _NEIGHBOUR.search(question.text):
        return None
    threshold = float(hit[1] or hit[2])
    lists = [span for span in question.lists if span.is_vector and not (hit.start() <= span.start < hit.end())]
    rest = [
        span
        for span in question.lists
        if span.is_scalar and not span.word and not (hit.start() <= span.start < hit.end())
    ]
    if len(lists) != 2 or rest or len(lists[0].numbers) != len(lists[1].numbers):
        return None
    labels = [span for span in lists if set(span.numbers) <= {0.0, 1.0}]
    if len(labels) != 1:
        return None
    scores = next(span for span in lists if span is not labels[0]).numbers
    if threshold in scores and not re.search(r">=|\bat least\b|\bor (?:more|above|higher)\b", question.text, re.I):
        return None
    guessed = tuple(int(score >= threshold) for score in scores)
    actual = tuple(int(label) for label in labels[0].numbers)
    return _several(names, {"actual": actual, "predicted": guessed, **({} if names == ["accuracy"] else {})})


def _reciprocal(question: Question) -> Recognition:
    """Ranks told in words: "at rank 1, rank 4 and rank 2"."""
    if not _MRR.search(question.text) or re.search(
        r"\bhalf\b|\brest\b|\bothers?\b|%|\bremaining\b", question.text, re.I
    ):
        return None
    ranks = [int(number) for hit in _RANKS.finditer(question.text) for number in re.findall(r"\d+", hit[1])]
    spans = [span for span in numbers_of(question) if span.is_scalar]
    queries = [
        span
        for span in spans
        if re.match(r"\s*(?:queries|questions|searches|users)\b", question.text[span.end :], re.I)
    ]
    if len(ranks) < 2 or len(spans) != len(ranks) + len(queries) or any(span.value != len(ranks) for span in queries):
        return None
    return Request("mean reciprocal rank", {"ranks": tuple(ranks)})


def _pattern(question: Question) -> Recognition:
    """The average precision of one ranking, told by what is relevant in it."""
    if not re.search(r"\baverage precision\b|\bAP\b", question.text) or re.search(
        r"\bmean average\b|\bmAP\b|@", question.text
    ):
        return None
    words = _RELEVANCE.search(question.text)
    if words is not None:
        marks = re.findall(r"not relevant|non-?relevant|irrelevant|relevant", words[1], re.I)
        relevance = tuple(int(mark.lower() == "relevant") for mark in marks)
        if numbers_of(question):
            return None
    else:
        lists = [span for span in question.lists if span.is_vector and set(span.numbers) <= {0.0, 1.0}]
        if (
            len(lists) != 1
            or not re.search(r"\brelevan\w+|\brank\w*", question.text, re.I)
            or len(_outside(question, lists[0]))
        ):
            return None
        relevance = tuple(int(value) for value in lists[0].numbers)
    if not any(relevance):
        return None
    return Request("average precision", {"actual": relevance, "scores": tuple(range(len(relevance), 0, -1))})


def _outside(question: Question, span: Span) -> list[Span]:
    return [other for other in numbers_of(question) if not span.start <= other.start < span.end]


_AT_K = regex(r"\b(precision|recall|ndcg|dcg)\s?(?:@|at)\s?(?:rank )?(\d{1,3})\b", re.I)


def _at_k(question: Question) -> Recognition:
    """Precision@3 and recall@3 of a relevance list."""
    hits = list(_AT_K.finditer(question.text))
    lists = [span for span in question.lists if span.is_vector and not span.shape]
    if len(hits) != 1 or len(lists) != 1 or re.search(r"\bexponential\b|\b2\^rel", question.text, re.I):
        return None
    outside = [span for span in _outside(question, lists[0]) if not hits[0].start() <= span.start < hits[0].end()]
    name = hits[0][1].lower()
    if outside or (name in {"precision", "recall"} and not set(lists[0].numbers) <= {0.0, 1.0}):
        return None
    operation = {"precision": "precision at k", "recall": "recall at k", "ndcg": "nDCG", "dcg": "DCG"}[name]
    return Request(operation, {"relevance": lists[0].numbers, "k": int(hits[0][2])})
