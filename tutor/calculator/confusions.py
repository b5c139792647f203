"""Confusions: true and false positives and negatives, counted, tabled or told as a story."""

import re

from tutor.calculator.binding import bind, choices
from tutor.calculator.distributions import written_vector
from tutor.calculator.mentions import Mention
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.scores_asked import OTHERWISE, REWORKED
from tutor.calculator.span import Span

ALIKE = frozenset({"accuracy", "Matthews correlation coefficient", "Cohen's kappa"})
"""The same for a matrix and its transpose, and for either class as positive."""
_LAYOUT = regex(
    r"\[?\[?\s*\[?\s*(TP|FP|FN|TN)\s*[,&\s]\s*(TP|FP|FN|TN)\s*\]?\s*[,;\n]\s*\[?\s*(TP|"
    r"FP|FN|TN)\s*[,&\s]\s*(TP|FP|FN|TN)\s*\]?",
    re.I,
)
_ROWS_TRUE = regex(
    r"\brows?\b(?:(?!columns?\b)[^.;,]){0,30}\b(?:actual|true|truth|reality|gold|real)|\bcolumns?\b(?:(?!rows?\b)[^.;,]){0,30}\bpredict|"
    r"\bscikit|\bsklearn",
    re.I,
)
_ROWS_PREDICTED = regex(
    r"\brows?\b(?:(?!columns?\b)[^.;,]){0,30}\bpredict|\bcolumns?\b(?:(?!rows?\b)[^.;,]){0,30}\b(?:actual|true|truth|gold|real)",
    re.I,
)
_NEGATIVE_FIRST = regex(
    r"\bscikit|\bsklearn|\bnegative (?:class )?(?:is )?(?:first|in the first)|\bpositive "
    r"(?:class )?(?:is )?(?:second|last)|\bclass 1 is (?:the )?positive|\border:? "
    r"negative|\(\s*neg\w*\s*,\s*pos\w*\s*\)",
    re.I,
)
_POSITIVE_FIRST = regex(
    r"\bpositive (?:class )?(?:is |comes )?(?:listed )?first|\bfirst (?:class|row|"
    r"label)[^.;]{0,20}\bpositive|\bnegative (?:class )?(?:is )?(?:second|last)|\border:? "
    r"positive|\(\s*pos\w*\s*,\s*neg\w*\s*\)",
    re.I,
)
NEEDS = {
    "precision": frozenset({"tp", "fp"}),
    "recall": frozenset({"tp", "fn"}),
    "specificity": frozenset({"tn", "fp"}),
    "F1 score": frozenset({"tp", "fp", "fn"}),
    "F-beta score": frozenset({"tp", "fp", "fn"}),
    "accuracy": frozenset({"tp", "fp", "fn", "tn"}),
}
"""Which counts a score cannot do without."""
_CORRECT_OF = regex(r"\b(?:correct\w*|right|accurate\w*)\b", re.I)


def confusion(question: Question, mention: Mention) -> Recognition:
    """A score of a classifier from its four counts, its matrix, its label lists or a story."""
    names = {parameter.name for parameter in mention.operation.parameters}
    asking = " ".join(sentence.text for sentence in question.sentences if sentence.asks)
    if not {"tp", "matrix"} <= names or OTHERWISE.search(asking) or REWORKED.search(question.text):
        return None
    return _from_counts(question, mention) or _from_matrix(question, mention) or _share_correct(question, mention)


def _several(question: Question) -> bool:
    """Whether two or more scores are asked for at once."""
    asked = {
        mention.operation.name
        for mention in question.mentions
        if {"tp", "matrix"} <= {parameter.name for parameter in mention.operation.parameters}
        and mention.operation.name != "confusion matrix"
        and not re.match(r"\s*(?:rate\s*)?(?:of|=|:|is)?\s*\d", question.text[mention.end :])
    }
    return len(asked) > 1


def _from_counts(question: Question, mention: Mention) -> Recognition:
    """TP = 80, FP = 20, ...; or two lists of labels; or precision and recall."""
    if any(span.is_matrix for span in question.lists) or _ONE_OF.search(question.text):
        return None
    bound = bind(mention.operation, question)
    given = set(bound.arguments) - {"average", "beta"}
    if bound.left or bound.by_order or not given:
        return None
    if (
        given <= {"positive"}
        or len(given & {"actual", "predicted"}) == 1
        or given == {"precision"}
        or given == {"recall"}
    ):
        return None
    missing = NEEDS.get(mention.operation.name, frozenset()) - given
    if given <= {"tp", "fp", "fn", "tn"} and missing and not _several(question):
        names = " and ".join(name.upper() for name in sorted(missing))
        return Ask(f"{mention.operation.name[:1].upper()}{mention.operation.name[1:]} also needs {names}: how many?")
    return Request(mention.operation.name, bound.arguments)


def _from_matrix(question: Question, mention: Mention) -> Recognition:
    """A confusion matrix, where its layout is said or does not matter."""
    tables = [span for span in question.lists if span.is_matrix]
    others = [
        span
        for span in question.spans
        if not (span.word or span.is_matrix or span.shape or {*map(str.upper, span.labels)} & {"TP", "FN"})
        and not _CLASS_NUMBER.search(question.text[: span.end])
        and not re.match(r"[- ]class\b", question.text[span.end :])
    ]
    one = _one_class(question, mention, tables, others)
    if one is not None:
        return one
    if len(tables) != 1 or others or not _square(tables[0]):
        return None
    rows = tables[0].value
    assert isinstance(rows, tuple)
    given = {name: value for name, value in choices(mention.operation, question).items() if name == "average"}
    layout = _LAYOUT.search(question.text)
    if layout and len(rows) == 2:
        return _laid_out(mention, layout, rows)
    turned = tuple(zip(*rows, strict=True)) if _ROWS_PREDICTED.search(question.text) else rows
    sure = mention.operation.name in ALIKE or _ROWS_PREDICTED.search(question.text) or _ROWS_TRUE.search(question.text)
    if len(rows) == 2 and "average" not in given and mention.operation.name not in ALIKE:
        return _two_classes(question, mention, turned, sure=bool(sure))
    if not sure and mention.operation.name not in {"F1 score", "confusion matrix"}:
        return _which_rows(question, mention, tables[0])
    if len(rows) > 2 and "average" in {parameter.name for parameter in mention.operation.parameters} and not given:
        return _which_average(question)
    return Request(mention.operation.name, {"matrix": turned, **given})


_CLASS_NUMBER = regex(r"\b(?:class|label|classes|labels)\s+(?:\d\s*(?:,|and|or)\s*){0,4}\d$", re.I)
_ONE_OF = regex(r"\b(?:of|for)\s+(?:the\s+)?class\s+(\d)\b", re.I)
_EACH = regex(r"\bper[- ]class\b|\b(?:each|every) class\b|\bclass-?wise\b", re.I)


def _one_class(question: Question, mention: Mention, tables: list[Span], others: list[Span]) -> Recognition:
    """The score of one class of a matrix, or of each, where the layout is told."""
    chosen, each = _ONE_OF.search(question.text), _EACH.search(question.text)
    if len(tables) != 1 or others or not _square(tables[0]) or not (chosen or each):
        return None
    rows_true = _ROWS_TRUE.search(question.text) is not None
    if rows_true == (_ROWS_PREDICTED.search(question.text) is not None):
        return None
    rows = tables[0].value if isinstance(tables[0].value, tuple) else ()
    cells = [[int(cell) for cell in row if isinstance(cell, int)] for row in rows if isinstance(row, tuple)]
    if any(len(row) != len(cells) for row in cells) or mention.operation.name not in NEEDS or "beta" in question.lower:
        return None
    table = cells if rows_true else [list(column) for column in zip(*cells, strict=True)]
    if each:
        first, *rest = [Request(mention.operation.name, _counts(table, at)) for at in range(len(table))]
        return Request(first.operation, first.arguments, also=tuple(rest))
    assert chosen is not None
    zero = re.search(r"\b(?:labels?|class(?:es)?) 0\b|\bscikit|\bsklearn", question.text, re.I) is not None
    place = int(chosen[1]) - (0 if zero else 1)
    return Request(mention.operation.name, _counts(table, place)) if 0 <= place < len(table) else None


def _counts(table: list[list[int]], at: int) -> dict[str, Argument]:
    """One class against the rest; true classes in the rows."""
    hits = table[at][at]
    missed, false = sum(table[at]) - hits, sum(row[at] for row in table) - hits
    return {"tp": hits, "fp": false, "fn": missed, "tn": sum(map(sum, table)) - hits - missed - false}


def _square(span: Span) -> bool:
    rows = span.value
    return isinstance(rows, tuple) and all(isinstance(row, tuple) and len(row) == len(rows) for row in rows)


def _laid_out(mention: Mention, layout: re.Match[str], rows: tuple[object, ...]) -> Recognition:
    cells = [cell for row in rows if isinstance(row, tuple) for cell in row]
    names = [group.lower() for group in layout.groups()]
    return Request(mention.operation.name, dict(zip(names, cells, strict=True))) if len(set(names)) == 4 else None


def _two_classes(question: Question, mention: Mention, rows: tuple[object, ...], *, sure: bool) -> Recognition:
    cells = [cell for row in rows if isinstance(row, tuple) for cell in row]
    negative_first = dict(zip(("tn", "fp", "fn", "tp"), cells, strict=True))
    positive_first = dict(zip(("tp", "fn", "fp", "tn"), cells, strict=True))
    if sure and _NEGATIVE_FIRST.search(question.text):
        return Request(mention.operation.name, negative_first)
    if sure and _POSITIVE_FIRST.search(question.text):
        return Request(mention.operation.name, positive_first)
    turned = dict(zip(("tp", "fp", "fn", "tn"), cells, strict=True))
    options = (positive_first, negative_first) if sure else (positive_first, turned, negative_first)
    return Ask(
        "Which numbers of the matrix are the true positives, false positives and false negatives?",
        tuple(_written(mention, each) for each in options),
    )


def _written(mention: Mention, counts: dict[str, object]) -> str:
    given = ", ".join(f"{name.upper()} = {counts[name]}" for name in ("tp", "fp", "fn", "tn"))
    return f"{mention.operation.name} with {given}"


def _which_rows(question: Question, mention: Mention, table: Span) -> Ask:
    rows = table.value if isinstance(table.value, tuple) else ()
    matrix = "[" + ", ".join(written_vector(Span(0, 0, row)) for row in rows) + "]"
    average = choices(mention.operation, question).get("average", "macro")
    start = f"{average} {mention.operation.name} of the confusion matrix {matrix}"
    return Ask(
        "Are the true classes in the rows or in the columns?",
        (
            f"{start} with true classes in the rows: rows are actual",
            f"{start} with predicted classes in the rows: rows are predicted",
        ),
    )


def _which_average(question: Question) -> Ask:
    text = question.text.strip().rstrip("?.")
    return Ask(
        "Which average over the classes?",
        tuple(f"{text}, {average} average" for average in ("macro", "micro", "weighted")),
    )


def _share_correct(question: Question, mention: Mention) -> Recognition:
    """As in "85 of 100 correct": accuracy as a plain share."""
    numbers = [span for span in question.spans if not span.word]
    if mention.operation.name != "accuracy" or not _CORRECT_OF.search(question.text):
        return None
    if re.search(r"\b(?:in|not)correct|\bwrong|\bmis", question.text, re.I):
        return None
    pair = numbers[0].ratio if len(numbers) == 1 else tuple(span.value for span in numbers)
    if (
        pair is None
        or len(pair) != 2
        or not all(isinstance(value, int) and value >= 0 for value in pair)
        or max(pair) == 0
    ):
        return None
    return Request("arithmetic", {"expression": f"{min(pair)} / {max(pair)}"})
