"""Labelled: scores of a classifier from lists of labels, tables of counts, scores with labels, and scores per class."""

import re
from collections.abc import Callable

from tutor.calculator.baselines import baseline
from tutor.calculator.count_tables import CountTable, count_table
from tutor.calculator.label_scores import auc, scored
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
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
    for rule in (count_table, _lists, _thresholded):
        table = rule(question.text)
        if table is not None:
            return scored_table(table, asked, question.text)
    return None


LONGEST = 1_500


_TRUE = (
    r"(?:actual(?: labels?| class(?:es)?)?|true(?: labels?| class(?:es)?)?|truth|y_true|gold(?: labels?)?|"
    r"ground truth|real(?: labels?)?|labels?|targets?)"
)


_PREDICTED = (
    r"(?:predicted(?: labels?| class(?:es)?)?|predictions?|model(?:'s)?(?: output| says| predicts)?|"
    r"outputs?|y_pred|classifier(?:'s)?(?: output| says)?|answers?)"
)


_ITEMS = r"(?P<{0}>[\w'\"-]+(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)[\w'\"-]+)*)"


def _lists(text: str) -> CountTable | None:
    """From two lists of labels of the same length."""
    first = re.search(rf"\b{_TRUE}\s*(?:are|is|was|were|:|=|of)\s*[\[(]?\s*(?P<items>[^.?!\n\[\]()=:]+)", text, re.I)
    second = re.search(
        rf"\b{_PREDICTED}\s*(?:are|is|was|were|says|:|=|of)*\s*[\[(]?\s*(?P<items>[^.?!\n\[\]()=:]+)", text, re.I
    )
    if first is None or second is None:
        return None
    actual, predicted = _labels(first["items"]), _labels(second["items"])
    if len(actual) < 3 or len(predicted) < 3:
        return None
    short = min(len(actual), len(predicted))
    if len(actual) != len(predicted):
        known = set(predicted if len(predicted) == short else actual)
        actual = [label for label in actual if label in known]
        predicted = [label for label in predicted if label in known]
    if len(actual) != len(predicted):
        return None
    names = tuple(dict.fromkeys([*actual, *predicted]))
    if not 2 <= len(names) <= 6 or len(names) > len(actual) - 1 and len(names) > 3:
        return None
    pairs = list(zip(actual, predicted, strict=True))
    return CountTable(
        [[pairs.count((row, column)) for column in names] for row in names], tuple((name,) for name in names), True
    )


_LINK = frozenset("and the model says predicts predicted are is of but then a".split())


def _labels(text: str) -> list[str]:
    parts = re.split(r"\s*,\s*|\s+", text.strip())
    return [part.strip("'\"").lower() for part in parts if part.strip("'\"") and part.lower() not in _LINK]


_LIMIT = regex(r"(?:\bat least|>=|\bthreshold (?:of|is|=|at)?|\bcut-?off (?:of|is|=|at)?|\babove|>)\s*(0?\.\d+)", re.I)


def _thresholded(text: str) -> CountTable | None:
    """From scores with their labels, and a threshold."""
    limit = _LIMIT.search(text)
    if limit is None:
        return None
    scores, labels = scored(text)
    if not scores:
        return None
    exact = any(score == float(limit[1]) for score in scores)
    if exact and not re.search(r"at least|>=|or more", text):
        return None
    pairs = [(label, score >= float(limit[1])) for score, label in zip(scores, labels, strict=True)]
    rows = [[pairs.count((yes, said)) for said in (True, False)] for yes in (True, False)]
    return CountTable(rows, (("positive",), ("negative",)), True)


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
