"""Labelled: scores of a classifier from lists of labels, tables of counts, scores with labels, and scores per class."""

import re
from collections.abc import Callable

from tutor.calculator.baselines import baseline
from tutor.calculator.count_tables import CountTable, count_table
from tutor.calculator.examples import examples, thresholded
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roc_points import roc_points
from tutor.calculator.scores_asked import scores_asked
from tutor.calculator.tabled_classes import scored_table
from tutor.calculator.told_scores import told_scores


def classified(question: Question) -> Recognition:
    """The scores that are asked for of a table of counts, of lists of labels, or of scores with a threshold."""
    if any(sentence.conceptual for sentence in question.sentences) or len(question.text) > LONGEST:
        return None
    area = auc(question)
    if area is not None:
        return area
    asked = scores_asked(question.text)
    if not asked:
        return None
    for rule in (count_table, _of_examples):
        table = rule(question.text)
        if table is not None:
            return scored_table(table, asked, question.text)
    return told_scores(question)


LONGEST = 1_500


def _of_examples(text: str) -> CountTable | None:
    """From the truth of each example with its verdict, or with its score and a threshold."""
    found = examples(text)
    return None if found is None else found.table() if found.said else thresholded(found, text)


def auc(question: Question) -> Recognition:
    """The area under the ROC curve, from scores of examples or from points of the curve."""
    text = question.text
    asking = [sentence.text for sentence in question.sentences if sentence.asks or sentence.conceptual]
    if not _AUC.search(" ".join(asking) or text) or _NOT_AUC.search(text) or scores_asked(text):
        return None
    points = roc_points(text)
    if points:
        pairs = zip(points, points[1:], strict=False)
        area = " + ".join(f"({c:g} - {a:g}) * ({b:g} + {d:g}) / 2" for (a, b), (c, d) in pairs if c > a)
        return Request("arithmetic", {"expression": area})
    found = examples(text)
    positive = found.positives(text) if found else None
    if found is None or positive is None or not found.scores:
        return None
    return Request("ROC AUC", {"actual": tuple(int(each) for each in positive), "scores": found.scores})


_AUC = regex(r"\bauc\b|\bauroc\b|\barea under\b", re.I)
_NOT_AUC = regex(
    r"\bexplain\b|\bprecision[- ]recall\b|\bpr[- ]?(?:auc|curve)\b|\bwhy\b|\bbetween\b|\bup to\b|\bpartial\b", re.I
)


RULES: tuple[Callable[[Question], Recognition], ...] = (auc, baseline)


def from_labels(question: Question) -> Recognition:
    """Scores from labels, tables and lists."""
    for rule in RULES:
        found = rule(question)
        if found is not None:
            return found
    return None
