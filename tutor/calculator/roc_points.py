"""ROC points: the points of a ROC curve, told as pairs, as two lists or as columns of a table."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.records import table_of

Points = list[tuple[float, float]]
"""False positive rates with their true positive rates, from (0, 0) to (1, 1)."""
_FALSE = regex(r"\b(?:FPR|false[- ]positive rates?|1\s*-\s*specificity|fall-?out)\b", re.I)
_TRUE = regex(r"\b(?:TPR|true[- ]positive rates?|sensitivity|recall)\b", re.I)
_SHARE = regex(r"\d*\.?\d+")
_PAIR = regex(r"\(\s*(\d*\.?\d+)\s*,\s*(\d*\.?\d+)\s*\)")
_ROW = r"\W{0,6}(?:(?:is|are|=|:|of)\W*)?\[?\s*((?:\d*\.?\d+\s*,\s*(?:and\s+)?){2,}\d*\.?\d+)"


def roc_points(text: str) -> Points:
    """Its points in their order; none where they are not told, or fall."""
    points = _pairs(text) or _lists(text) or _columns(text)
    if len(points) < 2 or not all(0 <= value <= 1 for point in points for value in point):
        return []
    points = sorted({(0.0, 0.0), (1.0, 1.0), *points})
    return points if all(low[1] <= high[1] for low, high in zip(points, points[1:], strict=False)) else []


def _pairs(text: str) -> Points:
    """Pairs in brackets, the false positive rate first unless the text names them the other way."""
    points = [(float(a), float(b)) for a, b in _PAIR.findall(text)]
    turned = re.search(r"\(\s*(?:TPR|sensitivity)\s*,\s*(?:FPR|1\s*-)", text, re.I)
    return [(b, a) for a, b in points] if turned else points


def _lists(text: str) -> Points:
    found = [re.search(pattern.pattern + _ROW, text, re.I) for pattern in (_FALSE, _TRUE)]
    rows = [[float(each) for each in re.findall(r"\d*\.?\d+", hit[1])] for hit in found if hit]
    return list(zip(*rows, strict=True)) if len(rows) == 2 and len(rows[0]) == len(rows[1]) else []


def _columns(text: str) -> Points:
    table = table_of(text)
    if table is None or not table.names:
        return []
    columns = [
        [table.column(at) for at, name in enumerate(table.names) if pattern.search(name)] for pattern in (_FALSE, _TRUE)
    ]
    if [len(each) for each in columns] != [1, 1]:
        return []
    if not all(_SHARE.fullmatch(cell) for [each] in columns for cell in each):
        return []
    return [(float(a), float(b)) for a, b in zip(columns[0][0], columns[1][0], strict=True)]
