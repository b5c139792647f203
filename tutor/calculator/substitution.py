"""Substitution: a formula that the question gives, with the values that it gives for the symbols in it.

"w <- w - eta g", "R^2_adj = 1 - (1 - R^2)(m - 1)/(m - p - 1)", "delta * w * h * (1 - h)", "f(x) = x^2 - 4x, f(5)?".
Every symbol needs a value or a formula, every value and every number of the question must be used by what is asked
for; a question with anything left over goes to the other rules.
"""

import re
from dataclasses import dataclass

from tutor.calculator.expression import FUNCTIONS
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.symbolic import Names, free_names, written

_NAME = r"[A-Za-z]+\d?(?:_[A-Za-z0-9]+)*"
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?(?:\s?(?:x|\*)\s?10\^\(?-?\d+\)?)?|10\^\(?-?\d+\)?|-?\.\d+"
_BODY = r"(?P<body>(?:[^,;?.=\n]|\.(?=\d))+?)"
_END = (
    r"(?=\s*(?:,|;|\.(?:\s|$)|\?|$|\n|=|\)?\s+(?:and|then|with|where|for|at|when|what|if|after|is|as|to|is|in|of|"
    r"compute|learning|rate)\b))"
)
_RULE = regex(rf"(?<![\w.'^(|])(?P<name>{_NAME})(?:\((?P<of>[A-Za-z]+)\))?\s*(?P<sign><-|:=|=)\s*{_BODY}{_END}")
_VALUE = regex(
    rf"(?<![\w.'^(|])(?P<name>{_NAME})\s*(?:=|<-|:=|is|was|of|equals|:)\s*(?P<value>{_NUMBER})"
    r"(?![\w.]*\d)(?!\s*(?:[*/^+%]|x \d|- ?[\w(]|\())"
    r"(?!\s?(?:[A-Za-z]\d?|[a-z]*(?:eta|alpha|gamma|lambda|mu))(?![A-Za-z]))"
)
_PLACE = regex(
    r"\b(?P<name>epoch|step|iteration)\s*(?:number\s*|=\s*)?(?P<value>\d[\d,]*)\b(?! (?:epochs|steps))", re.I
)
_PHRASES = (
    (
        regex(rf"\b(?:learning rate|step size)\s*(?:of|is|=|:)?\s*(?P<value>{_NUMBER})", re.I),
        ("eta", "alpha", "lr"),
    ),
    (regex(rf"\bgradient\s*(?:of|is|=|:)?\s*(?P<value>{_NUMBER})", re.I), ("g", "grad")),
    (regex(rf"\bmomentum\s*(?:of|is|=|:)?\s*(?P<value>{_NUMBER})", re.I), ("beta", "mu")),
)
"""Values that are told by what they are, with the symbols that stand for it."""
_ASKED = regex(
    r"\b(?:what(?:'s| is| are| does)|compute|calculate|find|give|determine|evaluate|new|updated|next|resulting)\s+"
    r"(?:is\s+)?(?:the\s+)?(?:new |updated |next |resulting |value of |weight |parameter )*"
    rf"(?P<name>{_NAME})\b(?! (?:is|are|learning|value))",
    re.I,
)
_CALLED = r"(?:sqrt|exp|ln|sigmoid|tanh|relu|cos|sin)(?=\s*\()"
_ASKS = regex(r"\?|\b(?:compute|calculate|find|give|determine|evaluate|new)\b", re.I)
_APPLIED = regex(r"(?<![\w'])(?P<name>[A-Za-z]+)\(\s*(?P<value>-?\d+(?:\.\d+)?)\s*\)")
_MORE_THAN_A_VALUE = regex(
    r"\brelative to\b|\bcompared (?:to|with)\b|\bas an? (?:share|fraction|percentage|multiple) of\b|"
    r"\bderivativ|\bdifferentiat|\bgradient (?:of|at|with|vector)|\bm(?:in|ax)imi[sz]|\boptim(?:al|um)|\bslopes?\b|"
    r"\bintegra(?:l|te)|\broots?\b|\bsolve\b|\bconverg|\bsteps\b|\biterations\b|\btwice\b|\btwo (?:steps|updates)\b|"
    r"[a-z]'\(|\bd[a-z]? ?/ ?d[a-z]\b|\bpartial\b|\bnabla\b|\bexpected value|\bvariance\b|\binverse\b",
    re.I,
)
_SQUARE = regex(r"\b([A-Za-z])\^2(?=\s*=\s*-?[\d.])")
_SPOKEN = {
    "loss": "lcj", "cost": "jcl", "error": "er", "probabilit": "pqys", "activation": "ahs", "residual": "re",
    "sigmoid": "s", "accurac": "a", "predict": "yp", "output": "yoahz", "entrop": "h", "score": "sz", "class": "?",
    "label": "?", "sign": "?", "gradient": "gd", "softmax": "?", "logit": "zl",
}  # fmt: skip
"""What may be asked for in words, with the letters that a symbol for it begins with."""
_MOST_RULES = 12


@dataclass(frozen=True, slots=True)
class _Told:
    """A value, the symbols that may stand for it, and where it is told."""

    names: tuple[str, ...]
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """A formula: the symbol that it defines, what it is made of, and where it stands."""

    name: str
    body: str
    of: str
    start: int
    end: int


def substitution(question: Question) -> Recognition:
    """The value of the formula that is asked for, as an expression with its numbers put in."""
    text = question.text
    for symbol in set(_SQUARE.findall(text)):  # the square is the symbol, as in R^2 = 0.8; every place stays as it is
        text = re.sub(rf"\b{symbol}\^2(?!\d)", f"{symbol}sq", text)
    rules = _rules(text)
    if len(rules) > _MOST_RULES or not (question.asks or _ASKS.search(text)):
        return None
    told = _told(text, rules)
    bare = _bare(text, rules, told)
    if told is None or not rules and bare is None:
        return None
    if _MORE_THAN_A_VALUE.search(text) and not any("<" in text[rule.start : rule.end] for rule in rules):
        return None
    return _put_in(question, text, [*rules, *([bare] if bare else [])], told)


def _rules(text: str) -> list[_Rule]:
    """Every formula with a symbol in it, in the order of the text."""
    found = []
    for hit in _RULE.finditer(text):
        body = hit["body"].strip()
        body = body.removesuffix(")") if body.count(")") > body.count("(") else body
        if re.search(r"[A-Za-z]", body) and not _VALUE.match(text, hit.start()):
            found.append(_Rule(hit["name"], body, hit["of"] or "", hit.start(), hit.end()))
    return found


def _told(text: str, rules: list[_Rule]) -> list[_Told] | None:
    """The values; None where a symbol has two."""
    found: list[_Told] = []
    for pattern, names in ((_VALUE, ()), (_PLACE, ()), (_APPLIED, ()), *_PHRASES):
        for hit in pattern.finditer(text):
            start, end = hit.span("value")
            if any(rule.start <= start < rule.end for rule in rules) or any(
                t.start < end and start < t.end for t in found
            ):
                continue
            told = _Told(names or _called(pattern, hit["name"], rules), hit["value"].replace(",", ""), start, end)
            if told.names:
                found.append(told)
    by_name: dict[str, str] = {}
    for each in found:
        if len(each.names) == 1 and by_name.setdefault(each.names[0], each.value) != each.value:
            return None
    return found


def _called(pattern: re.Pattern[str], name: str, rules: list[_Rule]) -> tuple[str, ...]:
    """The symbols that a value is for: that of its name, that of the count of steps, or the argument of a function."""
    if pattern is _PLACE:
        return (name.lower(), "t", "k", "n") if name.lower() == "step" else (name.lower(), "t")
    if pattern is _APPLIED:
        return tuple({rule.of for rule in rules if rule.name == name and rule.of})
    return (name,)


def _bare(text: str, rules: list[_Rule], told: list[_Told] | None) -> _Rule | None:
    """The one formula that stands there without a name: "delta * w * h * (1 - h)"."""
    known = sorted({name for each in told or () for name in each.names} | {rule.name for rule in rules}, key=len)
    if not known:
        return None
    symbols = "|".join(map(re.escape, reversed(known)))
    item = rf"(?:\d+(?:\.\d+)?|(?:{symbols}|{_CALLED}|pi|e)(?![A-Za-z0-9_])|[-+*/^()])"
    found = []
    for hit in re.finditer(rf"(?<![\w.=<>-])(?<![=-] ){item}(?:\s*{item})+", text):
        inside = any(rule.start <= hit.start() < rule.end for rule in rules)
        letters = re.findall(r"[A-Za-z_]\w*", hit[0])
        works = len(re.findall(r"[-+*/^]", hit[0])) + 2 * any(name in FUNCTIONS for name in letters)
        if not inside and any(name in known for name in letters) and works > 1:
            found.append(_Rule("", hit[0].strip(), "", hit.start(), hit.end()))
    return found[0] if len(found) == 1 else None


def _put_in(question: Question, text: str, rules: list[_Rule], told: list[_Told]) -> Recognition:
    """The expression of what is asked for, when nothing of the question is left over."""
    values: Names = {name: f"({each.value})" for each in reversed(told) for name in each.names}
    used: dict[str, set[str]] = {name: {name} for name in values}
    left = list(rules)
    while left:
        ready = next((rule for rule in left if free_names(rule.body, values) is not None), None)
        if ready is None:
            return None
        left.remove(ready)
        names = free_names(ready.body, values) or frozenset()
        values[ready.name] = f"({written(ready.body, values)})"
        used[ready.name] = set().union(*(used[name] for name in names)) | {ready.name}
    wanted = _wanted(text, rules)
    if wanted is None or not all(used[wanted] & set(each.names) for each in told):
        return None
    if any(rule.name not in used[wanted] for rule in rules) or not _all_placed(question, rules, told):
        return None
    return Request("arithmetic", {"expression": values[wanted][1:-1]})


def _wanted(text: str, rules: list[_Rule]) -> str | None:
    """The symbol that is asked for: named by the question, or defined last."""
    defined = [rule.name for rule in rules]
    if "" in defined:
        return ""
    asked = [hit["name"] for hit in _ASKED.finditer(text) if hit["name"] in defined]
    return asked[-1] if asked else defined[-1] if _spoken_of(text, rules[-1]) else None


def _spoken_of(text: str, rule: _Rule) -> bool:
    """Whether what is asked for in words may be what the formula defines."""
    before = text[max(0, rule.start - 60) : rule.start].lower()
    sentences = [each.lower() for each in re.split(r"(?<=[.?!\n])\s", text) if _ASKS.search(each)]
    spoken = {noun for noun in _SPOKEN for each in sentences if noun in each.replace(before, "")}
    return all(noun in before or rule.name[0].lower() in _SPOKEN[noun] or noun in rule.name.lower() for noun in spoken)


def _all_placed(question: Question, rules: list[_Rule], told: list[_Told]) -> bool:
    """Whether each number of the question stands in a formula or is a value."""
    ends = [(rule.start, rule.end) for rule in rules] + [(value.start, value.end) for value in told]
    places = [(start - 1, end + 1) for start, end in ends]  # f(5) has its value in brackets
    return all(any(start <= span.start and span.end <= end for start, end in places) for span in numbers_of(question))
