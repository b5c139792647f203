"""Entropies: quantities of information from each other, such as I(X;Y) from H(X), H(Y) and H(X,Y)."""

import re

from tutor.calculator.mentions import Mention
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.span import Span
from tutor.calculator.units_asked import unit_asked

_N = r"(\d+(?:\.\d+)?|\.\d+)"
_VALUE = rf"\s*(?:is|was|of|=|equals|:)?\s*(?:about )?{_N}"
_QUANTITIES = (
    ("mutual", r"\bI\s*\(\s*X\s*[;,:]\s*Y\s*\)|\bmutual information(?: (?:between|of) X and Y)?"),
    ("joint", r"\bH\s*\(\s*X\s*,\s*Y\s*\)|\bjoint entropy(?: of X and Y)?"),
    ("x_given_y", r"\bH\s*\(\s*X\s*\|\s*Y\s*\)|\bconditional entropy of X given Y|\bentropy of X given Y"),
    ("y_given_x", r"\bH\s*\(\s*Y\s*\|\s*X\s*\)|\bconditional entropy of Y given X|\bentropy of Y given X"),
    ("x", r"\bH\s*\(\s*X\s*\)|(?<!conditional )\bentropy of X(?! given)"),
    ("y", r"\bH\s*\(\s*Y\s*\)|(?<!conditional )\bentropy of Y(?! given)"),
)
_PARENT = regex(
    rf"\b(?:parent(?: node)?(?:'s)? (?:has an? )?entropy|entropy (?:of the parent(?: node)?|before(?: the split)?|"
    rf"of the (?:whole )?(?:data\w*|set|root(?: node)?))|before (?:a|the) split,? the entropy){_VALUE}",
    re.I,
)
_CHILDREN = regex(
    rf"\b(?:(?:weighted |average |mean |conditional )+(?:child(?:ren)? )?entropy(?: of the (?:children|child nodes|"
    rf"branches|subsets))?(?: after(?: the split)?)?|entropy after(?: the split)?){_VALUE}",
    re.I,
)
_BRANCH = regex(
    rf"\b(\d+(?:\.\d+)?)\s*%[^.;%]{{0,40}}?\bentropy{_VALUE}|\bentropy{_VALUE}[^.;%]{{0,25}}?\b(\d+(?:\.\d+)?)\s*%",
    re.I,
)


def entropies(question: Question) -> Recognition:
    """The quantity that follows from the ones that are told."""
    if not question.asks or any(sentence.conceptual for sentence in question.sentences):
        return None
    return _identity(question) or _gain(question)


def _identity(question: Question) -> Recognition:
    told: dict[str, Argument] = {}
    asked: list[str] = []
    for name, pattern in _QUANTITIES:
        for hit in re.finditer(rf"(?:{pattern})", question.text):
            value = re.match(_VALUE + r"(?![\d.]*\s*[,)]\s*\d)", question.text[hit.end() :])
            if value and name not in told:
                told[name] = float(value[1])
            elif not value:
                asked.append(name)
    wanted = [name for name in dict.fromkeys(asked) if name not in told]
    if wanted == ["mutual"] and {*told} == {"x", "y"}:
        return None
    if len(wanted) != 1 or len(told) < 2 or len(told) != len(numbers_of(question)):
        return None
    return Request("entropy identities", {"wanted": wanted[0], "unit": unit_asked(question.text) or "bits", **told})


def _gain(question: Question) -> Recognition:
    """Information gain from the entropy before and those after."""
    if not re.search(r"\binformation gain\b|\binfo gain\b", question.text, re.I):
        return None
    parent = _PARENT.search(question.text)
    if parent is None:
        return None
    rest = question.text[: parent.start()] + " " * len(parent[0]) + question.text[parent.end() :]
    count = len(numbers_of(question))
    after = _CHILDREN.search(rest)
    if after is not None and count == 2:
        return Request("arithmetic", {"expression": f"{parent[1]} - {after[1]}"})
    pairs = [(hit[1] or hit[4], hit[2] or hit[3]) for hit in _BRANCH.finditer(rest)]
    if len(pairs) < 2 or count != 2 * len(pairs) + 1 or abs(sum(float(share) for share, _ in pairs) - 100) > 1e-6:
        return None
    terms = " - ".join(f"{float(share) / 100:g} * {each}" for share, each in pairs)
    return Request("arithmetic", {"expression": f"{parent[1]} - {terms}"})


_COMPARED = regex(
    r"\b(?:purer|more pure|less pure|more impure|less impure)\b.*\bby how much\b|\bby how much\b|"
    r"\bhow much (?:higher|lower|larger|smaller|bigger|more|less|greater|purer)\b|\bdifference (?:in|of|between)\b",
    re.I,
)


def compared(question: Question, mention: Mention) -> Recognition:
    """By how much two nodes or distributions differ in entropy or Gini impurity."""
    name = mention.operation.name
    if name not in {"entropy", "entropy of counts", "Gini impurity"} or not _COMPARED.search(question.text):
        return None
    if re.search(r"\bgain\b|\bsplit\b|\bchild|\bpercent|\brelative|\btimes\b", question.text, re.I):
        return None
    pair = _nodes(question)
    if pair is None:
        return None
    if name == "Gini impurity":
        return Request("Gini difference", {"first": pair[0], "second": pair[1]})
    whole = all(value == int(value) for node in pair for value in node)
    unit = unit_asked(question.text) or ("bits" if whole else "nats")
    return Request("entropy difference", {"first": pair[0], "second": pair[1], "unit": unit})


def _nodes(question: Question) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    """Two bracketed vectors, or two nodes with counted classes and the same class names."""
    vectors = [span for span in question.spans if span.is_vector and not span.shape]
    if len(vectors) == 2 and len(numbers_of(question)) == 2 and len(vectors[0].numbers) == len(vectors[1].numbers) > 1:
        return vectors[0].numbers, vectors[1].numbers
    numbers = [span for span in numbers_of(question) if isinstance(span.value, int) and not span.percent]
    if vectors or len(numbers) != len(numbers_of(question)) or len(numbers) not in {4, 6}:
        return None
    half = len(numbers) // 2
    names = [_class_of(question, span) for span in numbers]
    if "" in names or names[:half] != names[half:] or len(set(names[:half])) != half:
        return None
    first, second = (tuple(float(str(span.value)) for span in each) for each in (numbers[:half], numbers[half:]))
    return first, second


def _class_of(question: Question, span: Span) -> str:
    """The class that a number counts, in the singular."""
    found = re.match(r"\s*([A-Za-z]+)", question.text[span.end :])
    return found[1].lower().removesuffix("s") if found else ""
