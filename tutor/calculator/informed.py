"""Informed: quantities of information from what is given: one distribution, two, or counts of classes in branches."""

import re
from dataclasses import replace
from itertools import combinations

from tutor.calculator.asking import wants_explanation
from tutor.calculator.distributions import pair
from tutor.calculator.furniture import blank_furniture
from tutor.calculator.headcounts import Headcount, headcount
from tutor.calculator.listed_counts import listed_counts
from tutor.calculator.measures import Measure, asking_text, measures
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.records import table_of
from tutor.calculator.rows_told import OFTEN, equally_likely, rows_told, token_shares
from tutor.calculator.span import Span
from tutor.calculator.tabled_counts import tabled_counts
from tutor.calculator.units_asked import unit_asked

LONGEST = 1_500
_OPERATIVE = regex(
    r"\b(?:without|except\w*|exclud\w+|ignor\w+|remov\w+|adds?|added|adding|drops?|dropped|instead|at (?:least|most)|"
    r"normali[sz]\w*|smooth\w*|pseudo\w*|laplace|twice|doubl(?:e[ds]?|ing)(?!\[)|halv\w+|chang\w+|replac\w+|"
    r"swapp\w+|merg\w+|"
    r"mixtures?|average of|symmetri\w+|second[- ]order|extension|pairs?|blocks?|markov|sequences? of|"
    r"independent(?! of (?:the |each )?(?:other|previous))\w*|"
    r"successive\w*|repeated\w*|logits?|softmax|sigmoid|times|rolls?|rolled|throws?|thrown|toss\w*|flips?|"
    r"flipped|until|"
    r"if (?:we|you|it|there|one)\b[^.?]{0,40}\b(?:were|had|would)|weights?|misclassified|prun\w+|missing|unknown|"
    r"further|again|then|nested|unweighted|arithmetic mean)\b",
    re.I,
)
"""Words that change what is given; what is left of a text once they are absent need not be known."""
_ELSE = regex(
    r"\b(?:maxim\w+|minim\w+|largest|smallest|highest|lowest|r.nyi|tsallis|differential|expected value|capacity|"
    r"huffman|length|"
    r"redundan\w+|"
    r"efficien\w+|rate|per second|variance|difference|exceed\w*|compar\w+|which (?:attribute|feature|variable|"
    r"split|one|of|is|"
    r"has|node|column)|best|better|probability (?:that|of)|square[ds]?|root of|accuracy|precision|"
    r"(?<!gain )ratio of|not|"
    r"purer|by how much|how much (?:\w+er|more|less)|than)\b|n't\b",
    re.I,
)
"""Words of a sentence that asks for something else about these quantities."""
_ASIDE = regex(
    r"\bevery \d[\d.]* ?(?:micro|milli|nano)?seconds?\b|\blog_?(?:2|10)?\s*\(?\d[\d./]*\)?\s*(?:=|~)\s*-?\d[\d.]*",
    re.I,
)
"""How often a source sends, and values of logarithms to work with."""
_CHOICES = regex(
    r"(?:\n[ \t]*[-*]?[ \t]*(?:\(?[A-Ea-e1-5][.)]?[ \t]+)?(?:-?\d[\d./]*[ \t]*(?:%|bits?(?:/symbol)?|nats?)?|"
    r"none of the\w* .*)[ \t]*){2,}\s*\Z",
    re.I,
)
_WHOLE = regex(
    r"\b(?:before|parent|root|initial|original|whole|entire|overall|target|class\w*|labels?|data ?sets?|set|training|"
    r"examples|collection|data)\b",
    re.I,
)
_SOURCE = regex(r"\bsources?\b|\bsymbols?\b|\bmessages?\b|\balphabet\b|\binformation\b", re.I)
_ASK = regex(r"\b(?:what|how|find|calculate|compute|determine)\b", re.I)
_DERIVED = regex(r"\b[A-Z]\s*=\s*-?\(?\d*\s*(?:[a-z]+\s*\(\s*)?[A-Z]\b(?!\s*\()")
"""A variable that is worked out from another: "Y = X^2"."""
_FROM_TO = regex(r"\bfrom\b[^.?]*\bto\b", re.I)
_NOT = regex(r"\bnot\b|n't\b", re.I)
_UNITS = regex(r"\b(nats?|bits?|bans?)\b[^.?]{0,12}\band\b[^.?]{0,8}\b(?!\1)(?:nats?|bits?|bans?)\b", re.I)
_EACH = regex(
    r"\b(?:each|every|any|one|an?) (?:of (?:the|these) )?(?:\w+ )?(?:outcome|message|symbol|event|letter|one|value)\b",
    re.I,
)
_TOKENS = regex(
    r"\b(?:tokens?|words?|vocab\w*|sentence|language model|characters?|digits?|corpus)\b|\bP\s?\([^()|]*\|", re.I
)
_ONE = frozenset({"entropy", "gini", "error"})
_TWO = {"kl": "KL divergence", "js": "Jensen-Shannon divergence", "cross": "cross-entropy", "joint": "cross-entropy"}
_KINDS = {"kl": "KL", "js": "JS", "cross": "cross-entropy", "joint": "cross-entropy"}


def informed(question: Question) -> Recognition:
    """Everything that is asked, one after the other; None unless all of it follows from what is given."""
    text = question.text
    if len(text) > LONGEST:
        return None
    asking = asking_text(question)
    asked = measures(asking, text)
    if not asked:
        return None
    if len(asked) == 1 and asked[0].name in {"perplexity", "surprisal"} and not _ELSE.search(asking):
        return _of_outcomes(asked[0], text, asking)
    given = _given(text)
    if given is None or _OPERATIVE.search(given[1]) or _ELSE.search(asking):
        return None
    if not isinstance(given[0], Headcount) and (_NOT.search(text) or _DERIVED.search(text)):
        return None
    made = [_request(measure, given[0], question, asking) for measure in asked]
    known = [each for each in made if isinstance(each, Request)]
    if len(made) == 1 and not known:
        return made[0]
    if len(known) < len(made) or _UNITS.search(asking):
        return None
    once = [each for at, each in enumerate(known) if each not in known[:at]]
    return replace(once[0], also=tuple(once[1:]), explain=wants_explanation(question))


def _of_outcomes(measure: Measure, text: str, asking: str) -> Recognition:
    """The perplexity of tokens or of equally likely outcomes, the information of one of these or of a named one."""
    if _OPERATIVE.search(text):
        return None
    count = equally_likely(text)
    if measure.name == "surprisal":
        share = 1 / count if count and _EACH.search(text) else None if count else _named_share(text, asking)
        return Request("surprisal", {"probability": share, "unit": unit_asked(text) or "bits"}) if share else None
    tokens = (1 / count,) if count else token_shares(text)
    return Request("perplexity", {"tokens": tokens}) if tokens and _TOKENS.search(text) else None


def _named_share(text: str, asking: str) -> float | None:
    """How likely the one outcome is that the question names."""
    given = _given(text)
    if given is None or _NOT.search(text):
        return None
    if isinstance(given[0], Headcount):
        names, values = given[0].kinds, tuple(float(value) for value in given[0].cells[0])
        if len(given[0].cells) > 1:
            return None
    else:
        names, values = given[0][0].labels, given[0][0].numbers
    asked = _ASK.split(asking.replace("\n", " "))[-1]
    words = [{word for word in name.split() if sum(word in other.split() for other in names) == 1} for name in names]
    said = [at for at, own in enumerate(words) if any(_said(word, asked) for word in own)]
    if len(said) != 1 or re.search(r"\d", asked) or not all(words):
        return None
    return values[said[0]] / sum(values)


def _said(word: str, asked: str) -> bool:
    """Whether the word, or one with its beginning, is there: snowy, snowing."""
    if len(word) < 3:
        return re.search(rf"(?<![\w']){re.escape(word)}(?![\w'])", asked) is not None
    stem = word[: max(4, len(word) - 2)] if len(word) > 4 else word
    return re.search(rf"\b{re.escape(stem)}", asked, re.I) is not None


Given = Headcount | tuple[Span, ...]


def _given(text: str) -> tuple[Given, str] | None:
    """What is given, and the text around it; answers to choose from are no part of it."""
    cut = _CHOICES.sub("", text)
    return _given_in(_ASIDE.sub(" ", cut)) or (_given_in(_ASIDE.sub(" ", text)) if cut != text else None)


def _given_in(text: str) -> tuple[Given, str] | None:
    table = table_of(text)
    if table is not None:
        outside = text[: table.start] + "\n" + text[table.end :]
        counts = tabled_counts(table, outside)
        if counts is not None:
            return (counts, outside) if not re.search(r"(?<![\w.])\d", _unnumbered(outside)) else None
    rows = rows_told(text)
    if rows is not None:
        text = OFTEN.sub(" ", text)
        for row in rows:
            text = text[: row.start] + " " * (row.end - row.start) + text[row.end :]
        return rows, text
    told = listed_counts(text)
    if told is None and not re.search(r"[\[({]\s*\d+\s*[,;]\s*\d", text):
        told = headcount(text)
    return None if told is None else (told, text)


def _unnumbered(text: str) -> str:
    return re.sub(r"^\s*\(?\d{1,2}[.)]", " ", blank_furniture(text), flags=re.M)


def _request(measure: Measure, given: Given, question: Question, asking: str) -> Recognition:
    if isinstance(given, Headcount):
        return _of_counts(measure, given, question, asking)
    if len(given) == 2:
        return _of_two(measure, given, question)
    if measure.name not in _ONE or re.search(r"\bjoint", question.text, re.I):
        return None
    values = given[0].numbers
    if measure.name == "entropy":
        source = not given[0].labels or _SOURCE.search(question.text)
        unit = unit_asked(question.text) or ("bits" if source else "nats")
        return Request("entropy", {"p": values, "unit": unit})
    return _impurity(measure, values)


def _impurity(measure: Measure, values: tuple[float, ...]) -> Request:
    """Of one node or distribution, when it is no entropy."""
    if measure.name == "gini":
        return Request("Gini impurity", {"p": values})
    return Request("misclassification error", {"counts": values})


def _of_two(measure: Measure, rows: tuple[Span, ...], question: Question) -> Recognition:
    """Divergences and cross-entropy of two distributions, in the order that the formula or the words tell."""
    name = _TWO.get(measure.name)
    first, second = rows
    if name is None or (measure.name == "joint" and not measure.letters):
        return None
    if measure.letters:
        named = {row.name.lower(): row for row in rows if row.name}
        if len(named) != 2 or {letter.lower() for letter in measure.letters} != set(named):
            return None
        first, second = (named[letter.lower()] for letter in measure.letters)
    else:
        if _FROM_TO.search(question.text) and not all(row.name for row in rows):
            return None
        order = pair(question, (first, second), kind=_KINDS[measure.name])
        if isinstance(order, Ask):
            return order
        first, second = order.true, order.other
    q = _in_order(first, second)
    if q is None and question.text[first.start] not in "[({":
        return None
    if q is None:
        return Ask("The two distributions do not have the same outcomes: which of them belong together?")
    unit: dict[str, Argument] = {"unit": told} if (told := unit_asked(question.text)) else {}
    return Request(name, {"p": first.numbers, "q": q, **unit})


def _in_order(first: Span, second: Span) -> tuple[float, ...] | None:
    """The second row in the order of the outcomes of the first; None where their outcomes differ."""
    if not all(first.labels) or not all(second.labels):
        return second.numbers
    if set(first.labels) != set(second.labels) or len(set(first.labels)) < len(first.labels):
        return second.numbers if first.labels == second.labels else None
    return tuple(second.numbers[second.labels.index(label)] for label in first.labels)


def _of_counts(measure: Measure, counts: Headcount, question: Question, asking: str) -> Recognition:
    cells = tuple(tuple(float(value) for value in row) for row in counts.cells)
    unit = unit_asked(question.text) or "bits"
    if len(cells) == 1:
        return _of_node(measure, cells[0], unit)
    known = re.search(rf"\b(?:given|knowing) (?:the )?{re.escape(counts.attribute)}\b", asking, re.I)
    if measure.name == "given" and not (counts.attribute and known):
        return None
    if measure.name in {"gain", "after", "given", "mutual", "ratio", "sizes"}:
        return _of_split(measure, counts, cells, unit)
    if measure.name not in _ONE:
        return None
    node = _node(counts, cells, asking)
    return None if node is None else _of_node(measure, node, unit)


def _of_node(measure: Measure, counts: tuple[float, ...], unit: str) -> Recognition:
    if measure.name == "entropy":
        return Request("entropy of counts", {"counts": counts, "unit": unit})
    return _impurity(measure, counts) if measure.name in _ONE else None


def _of_split(measure: Measure, counts: Headcount, cells: tuple[tuple[float, ...], ...], unit: str) -> Recognition:
    """What a split brings, or leaves; the entropy that it brings is the same from either side."""
    left = measure.name in {"after", "given"}
    if ((left or measure.gini) and not counts.sure) or _twice(cells):
        return None
    pick = "after" if left else ""
    if measure.name in {"ratio", "sizes"}:
        sizes: dict[str, Argument] = {"counts": tuple(map(sum, cells)), "unit": unit}
        ratio = Request("gain ratio", {"groups": cells})
        return None if not counts.sure else ratio if measure.name == "ratio" else Request("entropy of counts", sizes)
    if measure.gini:
        return Request("Gini gain", {"groups": cells}, pick=pick)
    return Request("information gain", {"groups": cells, "unit": unit}, pick=pick)


def _twice(cells: tuple[tuple[float, ...], ...]) -> bool:
    """Whether some branches hold as many of each class as the others do: two splits of the same examples."""
    whole = tuple(map(sum, zip(*cells, strict=True)))
    halves = (each for size in range(2, len(cells) - 1) for each in combinations(cells, size))
    return any(tuple(2 * sum(column) for column in zip(*half, strict=True)) == whole for half in halves)


def _node(counts: Headcount, cells: tuple[tuple[float, ...], ...], asking: str) -> tuple[float, ...] | None:
    """The one branch that is asked about by its name, or all of them together."""
    if not counts.sure:
        return None
    named = [
        row
        for name, row in zip(counts.branches, cells, strict=True)
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", asking, re.I)
    ]
    whole = _WHOLE.search(asking) is not None
    if len(named) == 1 and not whole:
        return named[0]
    return tuple(map(sum, zip(*cells, strict=True))) if whole and not named else None
