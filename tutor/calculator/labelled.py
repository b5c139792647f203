"""Labelled: scores of a classifier from lists of labels, tables of counts, scores with labels, and scores per class."""

import re
from collections.abc import Callable

from tutor.calculator.baselines import baseline
from tutor.calculator.count_tables import CountTable, count_table
from tutor.calculator.examples import examples, thresholded
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roc_points import roc_points
from tutor.calculator.score_names import AVERAGES
from tutor.calculator.scores_asked import scores_asked
from tutor.calculator.tabled_classes import scored_table


def classified(question: Question) -> Recognition:
    """The scores that are asked for of a table of counts, of lists of labels, or of scores with a threshold."""
    if any(sentence.conceptual for sentence in question.sentences) or len(question.text) > LONGEST:
        return None
    asked = scores_asked(question.text)
    if not asked:
        return None
    for rule in (count_table, _of_examples):
        table = rule(question.text)
        if table is not None:
            return scored_table(table, asked, question.text)
    return None


LONGEST = 1_500


def _of_examples(text: str) -> CountTable | None:
    """From the truth of each example with its verdict, or with its score and a threshold."""
    found = examples(text)
    return None if found is None else found.table() if found.said else thresholded(found, text)


def auc(question: Question) -> Recognition:
    """The area under the ROC curve, from scores of examples or from points of the curve."""
    text = question.text
    if not _AUC.search(text) or _NOT_AUC.search(text):
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
_NOT_AUC = regex(r"\bexplain\b|\bprecision[- ]recall\b|\bpr[- ]?(?:auc|curve)\b|\bwhy\b|\bpartial\b", re.I)


def per_class(question: Question) -> Recognition:
    """Averages of scores or counts that are told class by class."""
    text = question.text
    average = AVERAGES.search(text)
    names = [each.name for each in scores_asked(text)]
    counts = re.findall(
        r"\bTP\s*(?:=|:)?\s*(\d+),?\s*(?:and )?FP\s*(?:=|:)?\s*(\d+)(?:,?\s*(?:and )?FN\s*(?:=|:)?\s*(\d+))?", text
    )
    if average and average[1].lower() == "micro" and len(counts) >= 2 and len(names) == 1:
        tp, fp, fn = (sum(int(row[at] or 0) for row in counts) for at in range(3))
        expression = {
            "precision": f"{tp} / ({tp} + {fp})",
            "recall": f"{tp} / ({tp} + {fn})",
            "F1 score": f"2 * {tp} / (2 * {tp} + {fp} + {fn})",
        }.get(names[0])
        return (
            Request("arithmetic", {"expression": expression}) if expression and all(row[2] for row in counts) else None
        )
    pairs = re.findall(r"\b(\d+)\s*/\s*(0?\.\d+)", text) or [
        (size, score)
        for score, size in re.findall(r"(0?\.\d+)\s*\([^()\d]*(\d+)\s*(?:samples|examples|items)?\)", text)
    ]
    weighted = (average and average[1].lower() == "weighted") or (
        names == ["accuracy"] and re.search(r"\brecalls?\b", text, re.I)
    )
    if weighted and len(pairs) >= 2 and len(names) == 1:
        total = sum(int(size) for size, _ in pairs)
        return Request(
            "arithmetic",
            {"expression": "(" + " + ".join(f"{size} * {score}" for size, score in pairs) + f") / {total}"},
        )
    return None


RULES: tuple[Callable[[Question], Recognition], ...] = (auc, per_class, baseline)


def from_labels(question: Question) -> Recognition:
    """Scores from labels, tables and lists."""
    for rule in RULES:
        found = rule(question)
        if found is not None:
            return found
    return None
