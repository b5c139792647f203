"""Verdicts: scores of a classifier whose counts are told as a story, in counts and shares.

Every number becomes an equation over the four cells (tallies.py, cells.py); the score is given when they decide it.
"""

import re
from math import lcm

from tutor.calculator.cells import ALL, CELLS, WRONG, Cells, Row, value_of
from tutor.calculator.mentions import Mention
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.scores_asked import OTHERWISE, REWORKED
from tutor.calculator.tallies import NAMED
from tutor.calculator.telling import told

NEEDS: dict[str, str] = {
    "precision": "tp fp",
    "recall": "tp fn",
    "specificity": "tn fp",
    "F1 score": "tp fp fn",
    "F-beta score": "tp fp fn",
    "accuracy": "tp fp fn tn",
    "balanced accuracy": "tp fp fn tn",
    "Matthews correlation coefficient": "tp fp fn tn",
    "Cohen's kappa": "tp fp fn tn",
    "Jaccard index": "tp fp fn",
    "false positive rate": "fp tn",
    "false negative rate": "fn tp",
    "negative predictive value": "tn fn",
    "confusion matrix": "tp fp fn tn",
}
"""Which counts a score is made of."""


def verdicts(question: Question) -> Recognition:
    """The scores that are asked for, from the story; None unless every number has its meaning and they decide it."""
    asked = [mention for mention in question.mentions if mention.operation.name in NEEDS]
    asked = [
        mention
        for mention in asked
        if not _is_told(question, mention.start, mention.end) and not only_told(question, mention)
    ]
    inside = [mention for mention in asked if _is_asked(question, mention)]
    names = list(dict.fromkeys(mention.operation.name for mention in inside or asked))
    if len(names) > 1 and not inside:
        return None
    wanted = _counted(question)
    if wanted is not None:
        return _count(question, wanted)
    if len(names) > 1 and "confusion matrix" in names:
        names.remove("confusion matrix")
    asking = " ".join(sentence.text for sentence in question.sentences if sentence.asks)
    if (
        not names
        or not question.asks
        or _OTHER.search(question.text)
        or OTHERWISE.search(asking)
        or REWORKED.search(question.text)
    ):
        return None
    if len(_LINES.findall(question.text)) > 2:
        return None
    found = told(question)
    if found is None:
        return None
    _, rows = found
    requests = [score_request(name, rows) for name in names]
    made = [request for request in requests if request is not None]
    if len(made) != len(names):
        return None
    first, *rest = made
    return Request(first.operation, first.arguments, also=tuple(rest), note=first.note) if rest else first


def _is_asked(question: Question, mention: Mention) -> bool:
    """Whether a sentence that asks names it."""
    return any(sentence.asks and sentence.start <= mention.start < sentence.end for sentence in question.sentences)


def only_told(question: Question, mention: Mention) -> bool:
    """Whether a score is told and the last sentence asks for a probability, or is named as not wanted."""
    if re.search(r"\b(?:not|without|ignoring|instead of) (?:the |its )?$", question.text[: mention.start], re.I):
        return True
    last = re.split(r"(?<=[.?!])\s+", question.text.rstrip())[-1]
    told = mention.operation.name in NEEDS and mention.start < len(question.text.rstrip()) - len(last)
    return told and re.search(r"\b(?:probability|chance|how likely)\b", last, re.I) is not None


_LINES = regex(r"(?m)^\W*[A-Za-z][^\d:\n]{4,60}:\s*\d[\d,]*\W*$")
"""Lines that end with their number, which accounts.py reads."""
_OTHER = regex(
    r"\b(?:macro|micro|weighted|threshold|per[- ]class|each class|top-?\d|@\s?\d|at k|averaged?|auc|f\s?0?\.\d|"
    r"probability that|chance that|how likely|increase\w*|decrease\w*|doubl\w+|instead|if we|would change|by how much|"
    r"improv\w+|minimum|maximum|at least|at most|class \d|class [A-Z]\b|confidence interval|standard error)\b",
    re.I,
)
"""Another question than a plain score of one classifier."""


def _is_told(question: Question, start: int, end: int) -> bool:
    """Whether the name stands beside its value: "recall of 80 %", "80 % recall"."""
    if re.search(
        r"\b(?:compute|calculate|find|determine|what is|what's|give)\s+(?:the |its )?$", question.text[:start], re.I
    ):
        return False
    behind = re.match(
        r"\s*(?:rate|score|value)?\s*(?:of|is|was|=|:|at|equals|reaches)?\s*(?:about |only |just )?\d",
        question.text[end:],
    )
    sentence = re.split(r"[.?!;]\s", question.text[end:])[0]
    if re.match(r"(?: rate| score)? (?:of|for) (?:the |our |its |this |a )?(?:[\w-]+ ){1,3}(?:is|was|=) \d", sentence):
        return True
    before = re.search(r"\d\s*%?\s*$", question.text[:start])
    return (
        bool(behind)
        or bool(before)
        and not re.match(r"\W*(?:$|[a-z]+\W*$)", sentence)
        or bool(re.search(r"\d\s*(?:%|percent)\s*$", question.text[:start]))
    )


def score_request(name: str, rows: list[Row]) -> Request | None:
    """The score with its counts, made whole where the story tells shares."""
    wanted = NEEDS[name].split()
    values = {cell: value_of(frozenset({cell}), rows) for cell in CELLS}
    if any(values[cell] is None for cell in wanted):
        return None
    known = {cell: value for cell, value in values.items() if value is not None and cell in wanted}
    if any(value < 0 for value in values.values() if value is not None):
        return None
    scale = lcm(*(value.denominator for value in known.values()))
    if scale * max(known.values()) > 10**12:
        return None
    note = f"counted for {scale:,} times as many cases, to have whole numbers" if scale > 1 else ""
    return Request(name, {cell: int(value * scale) for cell, value in known.items()}, note=note)


_HOW_MANY = regex(r"\b(?:how many|number of|what(?:'s| is| are) the)\b([^.?]*)\?", re.I)
_MISTAKES = regex(r"\b(?:misclassified|wrong|errors?|mistakes?|incorrect\w*|misclassifications?)\b", re.I)


def _counted(question: Question) -> Cells | None:
    """The cells whose number is asked for: "how many false negatives are there?"."""
    asked = _HOW_MANY.findall(question.text)
    if len(asked) != 1 or re.search(r"\brate\b|\d", asked[0]):
        return None
    named = [cell for cell, pattern in NAMED if pattern.search(asked[0])]
    if len(named) == 1:
        return frozenset(named)
    return WRONG if not named and _MISTAKES.search(asked[0]) and _HOW_MANY_ONLY.search(question.text) else None


_HOW_MANY_ONLY = regex(r"\bhow many\b", re.I)


def _count(question: Question, wanted: Cells) -> Recognition:
    """That number, from a group that is told and its share or its rest."""
    found = None if _OTHER.search(question.text) or not question.asks else told(question)
    if found is None or not found[0].absolute:
        return None
    story, rows = found
    value = value_of(wanted, rows)
    if value is None or value < 0 or wanted in story.values:
        return None
    groups = [(cells, total) for cells, total in story.values.items() if wanted < cells and total >= value]
    cells, total = min(groups, key=lambda each: each[1], default=(ALL, None))
    if not total:
        return None
    return Request("arithmetic", {"expression": f"{float(total):g} * {float(value / total):.12g}"})
