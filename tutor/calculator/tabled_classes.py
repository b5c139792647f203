"""Tabled classes: the scores that are asked of a confusion matrix, whatever it was read from."""

import re

from tutor.calculator.axes import Words, is_negative
from tutor.calculator.count_tables import Counts, CountTable
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Recognition, Request
from tutor.calculator.scores_asked import Asked
from tutor.calculator.verdicts import NEEDS

_EITHER_WAY = frozenset({"accuracy", "error rate", "Matthews correlation coefficient", "Cohen's kappa"})
"""The same for a matrix and its transpose, and for either class as positive."""
_AVERAGED = frozenset({"precision", "recall", "F1 score", "F-beta score"})
_REST = {"false discovery rate": ("fp", "tp"), "false omission rate": ("fn", "tn")}
"""Shares of the first count in both, that are no operations of their own."""
_EACH = regex(r"\bper[- ]class\b|\b(?:each|every|all|both|individual) (?:the )?class(?:es)?\b|\bclass-?wise\b", re.I)
_SOUGHT = (
    r"(?:detect\w*|predict\w*|identif\w+|find\w*|recogni[sz]\w*|flag\w*|spot\w*|screen\w* for|test\w* for|looks? for|"
    r"whether|diagnos\w+)\W+(?:(?!\b(?:or|as|if|not)\b)\w[\w']*\W+){0,5}?"
)
_PLAIN_NUMBER = regex(r"\b(?:class(?:es)?|labels?)\s+\d\b|\bF[- ]?_?\(?[\d.]+\)?|\b\d-class\b", re.I)
_ODD_NUMBER = regex(r"(?<![\w.])(?:\d+(?:\.\d+)?|\.\d+)(?!\w)")


def scored_table(table: CountTable, asked: tuple[Asked, ...], text: str) -> Recognition:
    """Each score that is asked for, of a class or averaged; asked back where the table leaves open what decides it."""
    made: list[Request] = []
    for each in asked:
        if _has_other_numbers(table, each.words):
            return None
        found = _scored(table, each, text)
        if not isinstance(found, list):
            return found
        made += found
    if not made:
        return None
    first, *rest = made
    return Request(first.operation, first.arguments, also=tuple(rest)) if rest else first


def _has_other_numbers(table: CountTable, words: str) -> bool:
    """Whether the asking words hold a number that is neither a class nor a sum nor the number of a part."""
    parts = set(re.findall(r"(?:^|[\s:(])(\d{1,2})[.)]\s", words))
    plain = _PLAIN_NUMBER.sub(" ", blank_furniture(words))
    known = {
        *parts,
        str(sum(map(sum, table.rows))),
        *(word for name in table.names for word in name),
    }
    return any(hit[0] not in known and float(hit[0]) != table.limit for hit in _ODD_NUMBER.finditer(plain))


def _scored(table: CountTable, asked: Asked, text: str) -> list[Request] | Recognition:
    """The requests for one score."""
    rows, matrix = table.rows, tuple(map(tuple, table.rows))
    if asked.name in _EITHER_WAY and class_of(table.names, asked.words, "") is not None and _named(table, asked.words):
        return None  # the accuracy on one class is its recall, or how well it is told from the rest
    total, right = sum(map(sum, rows)), sum(rows[at][at] for at in range(len(rows)))
    if asked.name == "error rate":
        return [Request("arithmetic", {"expression": f"{total - right} / {total}"})]
    if asked.name in {"accuracy", "Cohen's kappa"} and not (asked.average and asked.name != "accuracy"):
        return [Request(asked.name, {"matrix": matrix})]
    alike = asked.name in _EITHER_WAY or asked.average == "micro"
    alike = alike or asked.name == "F1 score" and asked.average != "weighted"
    if not table.sure and not alike:
        return _which_rows(text)
    beta = {"beta": asked.beta} if asked.name == "F-beta score" else {}
    if asked.average:
        return (
            [Request(asked.name, {"matrix": matrix, "average": asked.average, **beta})]
            if asked.name in _AVERAGED
            else None
        )
    if asked.name == "balanced accuracy":
        return [Request(asked.name, {"matrix": matrix})]
    if _EACH.search(asked.words):
        return _of_classes(asked, rows, range(len(rows)), beta)
    place = class_of(table.names, asked.words, text)
    if place is None and len(rows) == 2 and asked.name == "Matthews correlation coefficient":
        place = 0
    if place is None:
        return _which_class(table, text) if len(rows) == 2 else None
    return _of_classes(asked, rows, range(place, place + 1), beta)


def _named(table: CountTable, words: str) -> bool:
    """Whether the asking words hold the name of a class."""
    return any(re.search(rf"\b{re.escape(' '.join(name))}", words, re.I) for name in table.names)


def _of_classes(asked: Asked, rows: Counts, places: range, beta: dict[str, float]) -> list[Request] | None:
    made: list[Request] = []
    for at in places:
        counts = one_against_the_rest(rows, at)
        if asked.name in NEEDS and asked.name != "confusion matrix":
            made.append(Request(asked.name, {**{cell: counts[cell] for cell in NEEDS[asked.name].split()}, **beta}))
        elif asked.name in _REST:
            some, other = (counts[cell] for cell in _REST[asked.name])
            made.append(Request("arithmetic", {"expression": f"{some} / ({some} + {other})"}))
        elif asked.name in counts:
            made.append(Request("arithmetic", {"expression": str(counts[asked.name])}))
        elif asked.name.startswith("share of "):
            part = counts[asked.name.removeprefix("share of ")]
            made.append(Request("arithmetic", {"expression": f"{part} / {sum(counts.values())}"}))
        else:
            return None
    return made


def one_against_the_rest(rows: Counts, at: int) -> dict[str, int]:
    """The four counts of one class; true classes in the rows."""
    hits = rows[at][at]
    missed, false = sum(rows[at]) - hits, sum(row[at] for row in rows) - hits
    return {"tp": hits, "fp": false, "fn": missed, "tn": sum(map(sum, rows)) - hits - missed - false}


def class_of(classes: tuple[Words, ...], asking: str, text: str) -> int | None:
    """The class that a score is of: by its name, its number, or the positive one of two."""
    names = [re.escape(" ".join(name)).replace(r"\ ", r"\W+") for name in classes]
    for phrase in (asking, text):
        hits = {at for at, name in enumerate(names) if _is_asked(name, phrase, own=phrase is asking)}
        hits = {at for at in hits if not any(set(classes[at]) < set(classes[other]) for other in hits - {at})}
        if len(hits) == 1:
            return hits.pop()
    if len(names) != 2:
        return None
    negative = [is_negative(name) for name in classes]
    if negative.count(True) == 1:
        return 1 - negative.index(True)
    sought = [at for at, name in enumerate(names) if re.search(rf"\b{_SOUGHT}{name}", text, re.I)]
    return sought[0] if len(sought) == 1 else negative.index(False) if negative.count(False) == 1 else None


def _is_asked(name: str, phrase: str, *, own: bool) -> bool:
    """Whether words say that a score is of this class, or that it is the positive one."""
    of = rf"(?:for|of|on|to|regarding)\s+(?:the )?(?:class |label )?['\"(]*{name}s?(?!\w)|class ['\"]?{name}(?!\w)"
    positive = (
        rf"{name}s?['\"]? (?:as|is|are|being) (?:the )?positive|{name}\s*\(\s*(?:the )?pos|"
        rf"positive(?: class)? (?:is|=|:|being) (?:the )?['\"]?{name}"
    )
    return re.search(rf"\b(?:{of}|{positive})" if own else rf"\b(?:{positive})", phrase, re.I) is not None


def _which_rows(text: str) -> Ask:
    """Asked back: which side is the truth."""
    start = text.strip().rstrip("?.")
    return Ask(
        "Are the true classes in the rows or in the columns?",
        (f"{start}; the rows are actual classes", f"{start}; the rows are predicted classes"),
    )


def _which_class(table: CountTable, text: str) -> Ask | None:
    """Asked back: which class is the positive one."""
    if len(table.names) != 2:
        return None
    start = text.strip().rstrip("?.")
    return Ask(
        "Which class is the positive one?",
        tuple(f"{start}; the positive class is {' '.join(name)}" for name in table.names),
    )
