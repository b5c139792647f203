"""Outcomes: a table of values with their probabilities or with how often each was seen, in two rows or two columns."""

import re

from tutor.calculator.amounts import NUMBER, amount, asked_clause
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

_CELL = regex(NUMBER)
_RULE = regex(r"[\s|:&+-]*-{2,}[\s|:&+-]*$")
_CHANCES = regex(r"^\W*\(?(?:Pr?|p|f|prob\w*)\W*(?:[(\[]\s*[A-Za-z](?:\s*=\s*[a-z])?\s*[)\]])?\W*$|\bprobabilit", re.I)
_COUNTS = regex(r"^\W*f\w?\W*$|\bfreq\w*\b|\bnumber of\b|\bcounts?\b|\bhow many\b", re.I)
_PARTS = (
    ("standard deviation", regex(r"\bstandard deviation\b|\bs\.?d\b|\bsigma\b(?!\s?\^)", re.I)),
    ("variance", regex(r"\bvariance\b|\bVar\s*[(\[]|\bsigma\s?\^\s?2", re.I)),
    ("mean", regex(r"\bmean\b|\bexpect\w*|\baverage\b|\bE\s*[(\[]", re.I)),
)
_OTHER = regex(
    r"\bentropy\b|\bmedian\b|\bmode\b|\bgiven\b|\bjoint\b|\bcovarian\w*|\bcorrelat\w*|\bregression\b|\bE\s*[(\[][^)\]]*\d|"
    r"\bVar\s*[(\[][^)\]]*\d|\bpredict\w*|\btwice\b|\bsum of\b|\bcosts?\b|\bprofit\b|\bper (?:game|play)\b|\bfold\b",
    re.I,
)


def tabled(question: Question) -> Recognition:
    """The mean, variance or deviation that is asked of a table; of counts the mean alone, as n or n - 1 is not said."""
    found = _rows(question.text) or _columns(question.text)
    asking = asked_clause(question) or question.text
    asked = [name for name, pattern in _PARTS if pattern.search(asking)]
    if found is None or _OTHER.search(question.text):
        return None
    label, values, weights, rest = found
    total = sum(weights)
    shares = abs(total - 1) < 1e-6 and all(0 <= each <= 1 for each in weights)
    counts = _COUNTS.search(label) is not None and all(each >= 0 and each == int(each) for each in weights)
    if not (_CHANCES.search(label) and shares or counts and total > 0) or re.search(r"\d", _idle(rest)):
        return None
    last = [line for line in rest.split("\n") if line.strip()][-1:] or [""]
    narrow = [name for name, pattern in _PARTS if pattern.search(last[0])]
    asked = narrow if len(narrow) == 1 else asked
    if len(asked) != 1 or counts and not shares and asked != ["mean"]:
        return None
    p = tuple(each / total for each in weights) if counts and not shares else tuple(weights)
    return Request("expected value", {"outcomes": tuple(values), "p": p}, pick="" if asked == ["mean"] else asked[0])


def _idle(rest: str) -> str:
    """The rest without what numbers a part or a power."""
    return re.sub(r"(?<=[A-Za-z])\^2|^\s*\(?\d{1,2}[.)]|\b\d[.)](?=\s*[A-Z])", " ", rest, flags=re.M)


Table = tuple[str, list[float], list[float], str]
"""The label of the weights, the values, the weights, and the text without the table."""


def _rows(text: str) -> Table | None:
    """Two lines of as many numbers, each behind its label."""
    lines = text.split("\n")
    found = []
    for at, line in enumerate(lines):
        cells = [cell.strip() for cell in re.split(r"\s*[|&]\s*", line.strip().strip("|")) if cell.strip()]
        label, numbers = cells[0] if cells else "", cells[1:]
        if len(numbers) >= 2 and not _CELL.fullmatch(label) and all(_CELL.fullmatch(cell) for cell in numbers):
            found.append((at, label, [amount(cell) for cell in numbers]))
    if len(found) != 2 or len(found[0][2]) != len(found[1][2]):
        return None
    kept = [line for at, line in enumerate(lines) if at not in {found[0][0], found[1][0]} and not _RULE.match(line)]
    return found[1][1], found[0][2], found[1][2], "\n".join(kept)


def _columns(text: str) -> Table | None:
    """Lines of two numbers below a line of two labels."""
    lines = text.split("\n")
    pairs = [(at, _CELL.findall(line)) for at, line in enumerate(lines)]
    inside = [at for at, pair in pairs if len(pair) == 2 and not re.search(r"[a-z]", lines[at], re.I)]
    if len(inside) < 2:
        return None
    above = [at for at in range(inside[0]) if lines[at].strip() and not _RULE.match(lines[at])]
    head = re.split(r"\s*[|&\t]\s*|\s{2,}|\s+(?=P)", lines[above[-1]].strip().strip("|").strip()) if above else []
    if len(head) != 2 or _CELL.search(lines[above[-1]]):
        return None
    values, weights = ([amount(pairs[at][1][place]) for at in inside] for place in (0, 1))
    kept = [line for at, line in enumerate(lines) if at not in {*inside, above[-1]} and not _RULE.match(line)]
    return head[1], values, weights, "\n".join(kept)
