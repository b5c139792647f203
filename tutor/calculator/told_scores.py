"""Told scores: averages of scores or counts that are told class by class, and scores that follow from two others."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor.calculator.furniture import blank_furniture
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.records import is_number, table_of
from tutor.calculator.score_names import SCORES
from tutor.calculator.scores_asked import Asked, scores_asked

_VALUE = r"(?<![\w.])(?:0?\.\d+|[01]\.\d+|[01](?![\d.])|\d+(?:\.\d+)?\s?%)"
_ROW = rf"\[?\(?\s*({_VALUE}(?:\s*,\s*(?:and\s+)?{_VALUE})*(?:,?\s+and\s+{_VALUE})?)(?!\s*\()"
_LINK = r"(?:\s*\([^()\d]*\))?(?:\s+(?:scores?|values?|rates?))?(?:\s+(?:for|of|in) [^\d.,;:=]{1,40})?"
_TO = r"\s*(?:of|is|are|was|were|=|:|at)?\s*"
_SIZED = regex(r"(?<![\w.])(0?\.\d+|\d+(?:\.\d+)?\s?%)\s*\([^()\d]*(\d+)[^()\d]*\)|\b(\d+)\s*/\s*(0?\.\d+)")
_COUNTS = regex(
    r"\bTP\s*[=:]?\s*(\d+)\W{1,4}(?:and )?FP\s*[=:]?\s*(\d+)(?:\W{1,4}(?:and )?FN\s*[=:]?\s*(\d+))?(?!\s*\+)", re.I
)
_SUPPORT = regex(r"\b(?:support|n|count|samples?|examples|instances|size)\b", re.I)
_SETTING = regex(r"thresh|cut|epoch|k\b|step|model|method|fold|run", re.I)
"""A first column that names settings and no classes."""
_POOLED = {
    "precision": lambda tp, fp, fn: f"{tp} / ({tp} + {fp})",
    "recall": lambda tp, fp, fn: f"{tp} / ({tp} + {fn})",
    "F1 score": lambda tp, fp, fn: f"2 * {tp} / (2 * {tp} + {fp} + {fn})",
}
_ONE_MINUS = {"false positive rate": "specificity", "false negative rate": "recall"}
"""Rates that are what is left of another."""


def told_scores(question: Question) -> Recognition:
    """The one average or score that is asked for; None unless every told share has its place."""
    asked = scores_asked(question.text)
    if len(asked) != 1:
        return None
    text = blank_furniture(question.text)
    one = asked[0]
    if one.name == "accuracy" and re.search(r"\brecalls?\b", text, re.I):
        # The mean recall, weighted by the sizes of the classes, is the share of all that is right.
        one = replace(one, average="weighted")
    found = (_of_classes if one.average else _of_others)(one, text)
    return Request("arithmetic", {"expression": found}) if isinstance(found, str) else found


def _of_classes(asked: Asked, text: str) -> str | Request | None:
    """The average over the classes, from their counts or from their scores."""
    counts = [hit.groups() for hit in _COUNTS.finditer(text)]
    pooled = _POOLED.get(asked.name)
    if len(counts) > 1 and pooled and (asked.name == "precision" or all(row[2] for row in counts)):
        rows = [tuple(int(each or 0) for each in row) for row in counts]
        if asked.average == "micro":
            return pooled(*(sum(column) for column in zip(*rows, strict=True)))
        return f"({' + '.join(pooled(*row) for row in rows)}) / {len(rows)}" if asked.average == "macro" else None
    values, sizes = _columns(asked.name, text)
    if not values and asked.average == "weighted":
        values, sizes = _sized(text)
    values = values or _told(asked.name, text)
    if len(values) < 2 or asked.average == "micro":
        return None
    if asked.average == "macro":
        return Request("mean", {"x": tuple(map(float, values))})
    sizes = sizes or _sizes(text, values)
    if len(sizes) != len(values):
        return None
    return f"({' + '.join(f'{a} * {b}' for a, b in zip(sizes, values, strict=True))}) / ({' + '.join(sizes)})"


def _columns(name: str, text: str) -> tuple[list[str], list[str]]:
    """The score of each class, and how many examples it has, from the columns of a table."""
    table = table_of(text)
    if (
        table is None
        or not table.names
        or _SETTING.match(table.names[0])
        or any(re.match(r"(?:macro|micro|weighted|acc)", row[0], re.I) for row in table.rows)
    ):
        return [], []
    pattern = _pattern(name)
    scores = [table.column(at) for at, head in enumerate(table.names) if re.search(pattern, head, re.I)]
    sizes = [table.column(at) for at, head in enumerate(table.names) if _SUPPORT.search(head)]
    if len(scores) != 1 or not all(is_number(cell) and "/" not in cell for cell in scores[0]):
        return [], []
    whole = len(sizes) == 1 and all(cell.isdigit() for cell in sizes[0])
    return [_share(cell) for cell in scores[0]], list(sizes[0]) if whole else []


def _told(name: str, text: str) -> list[str]:
    """The values that stand beside a score's name, in their order."""
    name = rf"(?:{_pattern(name)})s?"
    behind = [hit[1] for hit in re.finditer(rf"(?:{name}){_LINK}{_TO}{_ROW}", text, re.I)]
    before = [hit[1] for hit in re.finditer(rf"({_VALUE})\s+(?:{name})", text, re.I)]
    found = before if len(before) >= len(behind) and len(before) > 1 else behind or before
    return [_share(value) for row in found for value in re.findall(_VALUE, row)]


def _sized(text: str) -> tuple[list[str], list[str]]:
    """The score of each class with its size beside it: "0.9 (50 samples)", "50 / 0.9"."""
    pairs = [(_share(hit[1] or hit[4]), hit[2] or hit[3]) for hit in _SIZED.finditer(text)]
    return [score for score, _ in pairs], [size for _, size in pairs]


def _sizes(text: str, values: Sequence[str]) -> list[str]:
    """How many examples each class has, or its share of them, where these sum to one."""
    support = re.search(
        r"\b(?:supports?|class sizes|sizes|counts|samples|weights?)\b\D{0,20}((?:\d+\s*,\s*(?:and\s+)?)+\d+)",
        text,
        re.I,
    )
    if support:
        return re.findall(r"\d+", support[1])
    shares = [_share(each) for each in re.findall(rf"{_VALUE}(?=\s+(?!{_any_name()})[a-z])", text, re.I)]
    return shares if len(shares) == len(values) and abs(sum(map(float, shares)) - 1) < 1e-9 else []


def _of_others(asked: Asked, text: str) -> str | Request | None:
    """An F-score of a precision and a recall, or what is left of another rate."""
    wanted = (
        ("precision", "recall") if asked.name in {"F1 score", "F-beta score"} else (_ONE_MINUS.get(asked.name, ""),)
    )
    told = [_told(name, text) if name else [] for name in wanted]
    if any(len(values) != 1 for values in told) or _left(text, asked, len([v for values in told for v in values])):
        return None
    if len(wanted) == 1:
        return f"1 - {told[0][0]}"
    beta: dict[str, Argument] = {"beta": asked.beta} if asked.name == "F-beta score" else {}
    return Request(asked.name, {"precision": float(told[0][0]), "recall": float(told[1][0]), **beta})


def _left(text: str, asked: Asked, used: int) -> bool:
    """Whether the text holds more numbers than those that were used, and than another told rate and beta."""
    plain = re.sub(
        r"\bF[- ]?_?\(?[\d.]+\)?|\(?1\s*\+\s*beta\^2\)?|beta\^2|\bbeta\s*=\s*[\d.]+|f'?rac\S*", " ", text, flags=re.I
    )
    others = len(re.findall(rf"(?:{_pattern('recall')}|{_pattern('specificity')}){_TO}{_VALUE}", plain, re.I))
    return len(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", plain)) > max(used, others)


def _pattern(name: str) -> str:
    return next(pattern for each, pattern in SCORES if each == ("F1 score" if name == "F-beta score" else name))


def _any_name() -> str:
    return "|".join(pattern for _, pattern in SCORES)


def _share(value: str) -> str:
    plain = value.replace(" ", "")
    return f"{float(plain[:-1]) / 100:.12g}" if plain.endswith("%") else plain
