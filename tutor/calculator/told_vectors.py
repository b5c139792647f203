"""Told vectors: norms in bars, TF-IDF as a story, attention from scores, the nearest point, F-beta from two scores."""

import re

from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.rules import Rule, count_of, first_of

_N = r"(-?\d+(?:\.\d+)?|-?\.\d+)"
_LIST = r"(-?\d*\.?\d+(?:(?:\s*,\s*(?:and )?|\s+and\s+)-?\d*\.?\d+)+)"


def told_vectors(question: Question) -> Recognition:
    """What is asked, by the first rule that accounts for every number."""
    return first_of(_RULES, question, longest=600)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(each) for each in re.findall(r"-?\d*\.?\d+", text))


_BARS = regex(r"(?:\|\||\\?lVert)\s*\(([^()|]+)\)\s*(?:\|\||\\?rVert)\s*_?\s*(1|2|infinity|infty)?(?![\d.])", re.I)


def _norms(question: Question) -> Recognition:
    """As in "||(1, -2)||_2 and ||(1, -2)||_1"."""
    found = [(_numbers(hit[1]), hit[2] or "2") for hit in _BARS.finditer(question.text)]
    if (
        not found
        or re.search(r"[A-Za-z]\w* ?\|\||\|\| ?[-+*/^]|[-+*/] ?\|\|", question.text)
        or _BARS.sub("", question.text).count("||")
    ):
        return None
    if re.search(r"\d", _BARS.sub(" ", question.text)):
        return None
    names = {"1": "L1 norm", "2": "L2 norm"}
    made = [Request(names.get(kind, "L-infinity norm"), {"x": values}) for values, kind in found]
    first, *rest = made
    return Request(first.operation, first.arguments, also=tuple(rest))


def _weight(question: Question) -> Recognition:
    """The TF-IDF of a word that is counted in a story."""
    text = re.sub(r"(\d),(?=\d{3})", r"\1", question.text)
    count = re.search(r"\b(?:appears|occurs|stands|comes up) (\d+) times\b", text)
    length = re.search(r"\b(?:of|has|with|containing|contains) (\d+) (?:words|tokens|terms)\b", text)
    total = re.search(r"\b(\d+) (?:articles|documents|texts|files|pages|reviews)\b", text)
    containing = re.search(
        r"\b(\d+) of (?:which|them|these|those)\b|\b(?:in|found in|appears in|"
        r"mentioned in) (\d+) (?:of (?:them|these|those)|documents|articles)\b",
        text,
    )
    if (
        not re.search(r"\btf-?\s?idf\b", text, re.I)
        or not (count and length and total and containing)
        or count_of(question) != 4
    ):
        return None
    if total.start() == containing.start():
        return None
    log = (
        "log10"
        if re.search(r"\blog_?10|base 10", text)
        else "log2"
        if re.search(r"\blog_?2|base 2", text)
        else "ln"
        if re.search(r"\bln\b|\bnatural\b", text)
        else ""
    )
    if not log or re.search(r"\b1 \+|\+ 1\b|smooth", text):
        return None
    return Request(
        "arithmetic", {"expression": f"{count[1]} / {length[1]} * {log}({total[1]} / {containing[1] or containing[2]})"}
    )


def _attended(question: Question) -> Recognition:
    """Attention of one query, from its scores and values that are single numbers."""
    text = question.text
    scores = re.search(rf"\bscores\b[^\d.;]{{0,20}}{_LIST}", text, re.I)
    values = re.search(rf"\bvalues\b[^\d.;]{{0,30}}{_LIST}", text, re.I)
    if (
        not re.search(r"\battention\b", text, re.I)
        or not scores
        or not values
        or not re.search(r"\bno(?:t| )\w* ?scal\w+|\bunscaled\b|\bwithout scaling\b|\balready scaled\b", text, re.I)
    ):
        return None
    first, second = _numbers(scores[1]), _numbers(values[1])
    if len(first) != len(second) or count_of(question) != 2 * len(first):
        return None
    top = " + ".join(f"e^({score:g}) * ({value:g})" for score, value in zip(first, second, strict=True))
    below = " + ".join(f"e^({score:g})" for score in first)
    return Request("arithmetic", {"expression": f"({top}) / ({below})"})


_POINT = regex(rf"\(\s*{_N}\s*,\s*{_N}(?:\s*,\s*{_N})?\s*\)")


def _nearest(question: Question) -> Recognition:
    """How far the nearest of several points is."""
    text = question.text
    if (
        not re.search(r"\b(?:nearest|closest)\b", text, re.I)
        or not re.search(r"\bhow far\b|\bdistance\b", text, re.I)
        or not re.search(r"\beuclid\w*", text, re.I)
    ):
        return None
    query = re.search(r"\b(?:query|new point|test point|unknown point|target point)\b[^(]{0,20}(?=\()", text, re.I)
    points = [(hit.start(), tuple(float(each) for each in hit.groups() if each)) for hit in _POINT.finditer(text)]
    mine = [point for at, point in points if query and at == query.end()]
    others = [point for at, point in points if not query or at != query.end()]
    if len(mine) != 1 or len(others) < 2 or any(len(point) != len(mine[0]) for point in others):
        return None
    nearest = min(others, key=lambda point: sum((a - b) ** 2 for a, b in zip(point, mine[0], strict=True)))
    return Request("Euclidean distance", {"a": mine[0], "b": nearest})


def _f_beta(question: Question) -> Recognition:
    """From precision and recall."""
    text = question.text
    beta = re.search(r"\bbeta\s*=\s*(\d*\.?\d+)", text) or re.search(r"\bF[-_]?(2|0?\.5)\b", text)
    scores = [
        re.search(rf"\b{name}\b\s*(?:is|of|=|:|was)?\s*(0?\.\d+|1(?:\.0)?|\d{{1,3}}(?:\.\d+)?\s?%)", text, re.I)
        for name in ("precision", "recall")
    ]
    if beta is None or None in scores or count_of(question) not in {2, 3}:
        return None
    p, r = (hit[1].replace(" ", "") for hit in scores if hit)
    p, r = (f"{float(each[:-1]) / 100:.12g}" if each.endswith("%") else each for each in (p, r))
    return Request("arithmetic", {"expression": f"(1 + {beta[1]}^2) * {p} * {r} / ({beta[1]}^2 * {p} + {r})"})


_RULES: tuple[Rule, ...] = (_norms, _weight, _attended, _nearest, _f_beta)
