"""Examples: the truth and the verdict or the score of each example: lists, groups, marks behind scores, or columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.calculator.axes import TRUTH, VERDICT, is_negative
from tutor.calculator.count_tables import CountTable
from tutor.calculator.patterns import regex
from tutor.calculator.records import is_number, table_of
from tutor.calculator.tabled_classes import class_of

_NUMBER = r"(?<![\w.])[+-]?(?:\d+\.\d+|\.\d+|\d+)(?![\w%]|\.\d)"
_ITEM = rf"(?:{_NUMBER}|'[^',\n]{{1,20}}'|\"[^\",\n]{{1,20}}\"|[A-Za-z][\w-]{{0,14}})"
_LIST = regex(rf"{_ITEM}(?:\s*,\s*(?:and\s+)?{_ITEM}){{2,}}(?:,?\s+and\s+{_ITEM})?|{_NUMBER}(?: {_NUMBER}){{3,}}")
_MARKED = regex(r"(?<![\w.])(0?\.\d+|[01](?:\.0+)?)\s*\(\s*([A-Za-z01][\w-]*)\s*\)")
_SCORE = regex(r"\b(?:prob\w*|scores?|scored|confidences?|likelihoods?|phat|p)\b|\(y|\bp\(", re.I)
_LABEL = regex(r"\b(?:labels?|class(?:es)?|outcomes?|targets?|answers?)\b", re.I)
MOST = 60


@dataclass(frozen=True, slots=True)
class Examples:
    """The true class of each example, and its verdict or its score; one of both may be empty."""

    truth: tuple[str, ...]
    said: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()

    def table(self) -> CountTable | None:
        """The confusion matrix of true and predicted classes."""
        names = tuple(dict.fromkeys([*self.truth, *self.said]))
        if not self.said or not 2 <= len(names) <= min(8, len(self.truth) - 1):
            return None
        return _counted(self.truth, self.said, names)

    def positives(self, text: str, asking: str = "") -> tuple[bool, ...] | None:
        """Which examples are of the class that scores speak of; None where that is not sure."""
        names = tuple(dict.fromkeys(self.truth))
        if len(names) != 2:
            return None
        at = class_of(tuple((name,) for name in names), asking, text)
        return None if at is None else tuple(label == names[at] for label in self.truth)


def _counted(truth: Sequence[str], said: Sequence[str], names: tuple[str, ...]) -> CountTable:
    pairs = list(zip(truth, said, strict=True))
    words = tuple(tuple(name.split()) for name in names)
    return CountTable([[pairs.count((row, column)) for column in names] for row in names], words, True)


def thresholded(found: Examples, text: str) -> CountTable | None:
    """The confusion matrix of scores cut at the one threshold that is told."""
    limits = {float(hit[1] or hit[2]) for hit in _LIMIT.finditer(text)}
    positive = found.positives(text)
    if len(limits) != 1 or positive is None or not found.scores:
        return None
    limit = limits.pop()
    if limit in found.scores and bool(_ABOVE.search(text)) == bool(_AT_LEAST.search(text)):
        return None
    over = [score > limit or score == limit and not _ABOVE.search(text) for score in found.scores]
    names = {True: "positive", False: "negative"}
    table = _counted([names[each] for each in positive], [names[each] for each in over], ("positive", "negative"))
    return replace(table, limit=limit)


_LIMIT = regex(
    r"(?:\bthresholds?(?: value)?|\bcut-?\s?off(?: value)?|\bat least|>=?|\babove|\bexceed\w*|\bgreater than)"
    r"\s*(?:of|is|was|=|at|:|to|than|score|or equal to|tau|t)*\s*(?:=\s*)?(\d?\.\d+|[1-9]\d?(?![\d.]))|"
    r"(?<![\w.])(0?\.\d+) (?:threshold|cut-?off)",
    re.I,
)
_AT_LEAST = regex(r">=|\bat least\b|\bor (?:more|above|higher|greater|equal)\b|\bat or above\b", re.I)
_ABOVE = regex(
    r"(?:>(?!=)|\b(?<!or )(?<!at or )above|\bexceed\w*|\bgreater than(?! or)|\bover|\bstrictly) ?(?=[\w.])", re.I
)


def examples(text: str) -> Examples | None:
    """The examples of a text; None where there are none, or more than one truth or verdict for each."""
    return _marked(text) or _listed(text) or _columns(text) or _grouped(text)


def _marked(text: str) -> Examples | None:
    """As in "0.9 (spam), 0.7 (ham), ..."."""
    pairs = [(float(hit[1]), hit[2].lower()) for hit in _MARKED.finditer(text)]
    if len(pairs) < 3 or len({name for _, name in pairs}) != 2:
        return None
    return Examples(tuple(name for _, name in pairs), scores=tuple(score for score, _ in pairs))


def _columns(text: str) -> Examples | None:
    """A table with a row for each example."""
    table = table_of(text)
    if table is None or not table.names or len(table.rows) < 3:
        return None
    kinds = [_kind(name, table.column(at)) for at, name in enumerate(table.names)]
    return _put([(kind, table.column(at)) for at, kind in enumerate(kinds) if kind])


def _listed(text: str) -> Examples | None:
    """Lists of the same length, each with a name before it."""
    found: list[tuple[str, tuple[str, ...]]] = []
    end = 0
    for hit in _LIST.finditer(text):
        lead = re.split(r"[.;?!]\s|\n\s*\n", text[end : hit.start()])[-1]
        items = tuple(re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+", hit[0]))
        kind = _kind(lead, items) if re.search(r"[A-Za-z]", lead) else ""
        if kind:
            found.append((kind, items))
            end = hit.end()
    return _put(found)


def _kind(name: str, items: Sequence[str]) -> str:
    """What a column or a list holds, by its name and its items: "truth", "said" or "scores"; "" for neither."""
    words = re.findall(r"[A-Za-z_']+", name)[-8:]
    numbers = all(is_number(item) and "%" not in item and "/" not in item for item in items)
    shares = numbers and any("." in item for item in items)
    said = max((at for at, word in enumerate(words) if VERDICT.fullmatch(word)), default=-1)
    true = max((at for at, word in enumerate(words) if TRUTH.fullmatch(word)), default=-1)
    if shares:
        return "scores" if _SCORE.search(name) or said >= 0 else ""
    if numbers and _SCORE.search(" ".join(words)):
        return "scores" if said > true or true < 0 and said < 0 else ""
    if said == true:
        return "truth" if _LABEL.search(name) else ""
    return "said" if said > true else "truth"


def _put(found: list[tuple[str, tuple[str, ...]]]) -> Examples | None:
    kinds = [kind for kind, _ in found]
    if kinds.count("truth") != 1 or len(kinds) != 2 or len({len(items) for _, items in found}) != 1:
        return None
    told = {kind: tuple(_plain(item) for item in items) for kind, items in found}
    if not 2 <= len(told["truth"]) <= MOST:
        return None
    scores = told.get("scores", ())
    return Examples(told["truth"], told.get("said", ()), tuple(float(score) for score in scores))


def _plain(item: str) -> str:
    return re.sub(r"[\"'\[\]()*+]", "", item).strip(" .").lower() or "+"


_CUT = regex(r"\b(?:threshold|cut-?\s?off|at least|above|below|exceed\w*|alpha|than)\b|[<>]")
_SHARE = r"(?<![\w.])(?:[01]?\.\d+|[01](?!\.\d)\b)"
_SHARES = regex(rf"{_SHARE}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){_SHARE})*")


def _grouped(text: str) -> Examples | None:
    """The scores of the positive examples, and those of the negative ones."""
    groups: list[tuple[bool, list[str]]] = []
    end = 0
    for hit in _SHARES.finditer(text):
        items = re.findall(_NUMBER, hit[0])
        lead = re.split(r"[.;?!]\s|\n", text[end : hit.start()])[-1].lower()
        if any("." in item for item in items) and re.search(r"[a-z]", lead) and not _CUT.search(lead):
            groups.append((is_negative(tuple(re.findall(r"[\w'-]+", lead))) is True, items))
            end = hit.end()
    if len(groups) != 2 or groups[0][0] == groups[1][0] or sum(len(items) for _, items in groups) < 3:
        return None
    truth = [("negative" if negative else "positive") for negative, items in groups for _ in items]
    return Examples(tuple(truth), scores=tuple(float(item) for _, items in groups for item in items))
