"""Samples: means and spreads of numbers, folds of a data set."""

import re
from dataclasses import replace

from tutor.calculator.amounts import all_read
from tutor.calculator.binding import choices
from tutor.calculator.distributions import written_vector
from tutor.calculator.mentions import Mention, mentions
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.roles import assigned, numbers_of
from tutor.calculator.span import Span


def folds(question: Question, mention: Mention) -> Recognition:
    """The sizes of the folds, or of the training part: "5-fold cross-validation on 100 examples"."""
    if mention.operation.name != "k-fold sizes" or re.search(
        r"\bhow many (?:\w+ ){0,3}(?:models?|fits?|trainings?)\b|\b[XYZ], [XYZ],? and [XYZ]\b", question.text, re.I
    ):
        return None
    numbers = numbers_of(question)
    names = assigned(
        question,
        numbers,
        {"folds": ("k", "folds"), "examples": ("n", "dataset of", "data set of", "on", "with", "of", "has")},
        {
            "folds": ("fold", "folds", "fold cross validation"),
            "examples": (
                "samples",
                "examples",
                "data points",
                "instances",
                "observations",
                "rows",
                "records",
                "images",
                "points",
                "patients",
                "training examples",
                "items",
            ),
        },
        allowed=_whole,
    )
    told = dict(zip(names, (span.value for span in numbers), strict=True))
    if set(told) != {"folds", "examples"} or len(numbers) != 2:
        return None
    training = re.search(
        r"\btrain\w*\b(?! (?:examples|samples|instances|data|set of))|\bfor training\b|\bused to train\b",
        question.text,
        re.I,
    )
    k, n = told["folds"], told["examples"]
    if (
        isinstance(k, int)
        and isinstance(n, int)
        and k > 0
        and n % k == 0
        and not training
        and _EACH_FOLD.search(question.text)
    ):
        return Request("arithmetic", {"expression": f"{n} / {k}"})
    return Request("k-fold sizes", {name: value for name, value in told.items()}, pick="training" if training else "")


_EACH_FOLD = regex(r"\bhow many [^?]{0,60}\b(?:each|every|a|one|per) fold\b", re.I)


_SPREADS = frozenset({"variance", "standard deviation"})
_MEASURED = regex(
    r"\b(?:measur\w+|observ\w+|estimat\w+|survey\w*|experiment\w*|runs?|seeds?|trials?|replicates?)\b", re.I
)


def spread(question: Question, mention: Mention) -> Recognition:
    """Variance and standard deviation of a list: which of both is asked back where the words don't say."""
    if mention.operation.name not in _SPREADS:
        return None
    lists = [span for span in question.lists if span.is_vector and not span.shape and len(span.numbers) > 1]
    kind = choices(mention.operation, question)
    if len(lists) != 1 or not all_read(
        question, [(lists[0].from_, lists[0].end), *_sizes(question, len(lists[0].numbers))]
    ):
        return None
    values = lists[0].numbers
    if lists[0].percent and re.search(r"\bpercentage points\b|\bin percent\b", question.text, re.I):
        values = tuple(100 * value for value in values)
    if not kind and _MEASURED.search(question.text):
        kind = {"kind": "sample"}
    if not kind:
        name, written = mention.operation.name, written_vector(lists[0])
        also = f"{_middle(question, mention)} and " if _middle(question, mention) else ""
        ways = tuple(f"{also}{each} {name} of {written}" for each in ("sample", "population"))
        return Ask("Divided by n - 1, for a sample, or by n, for the whole population?", ways)
    first = _middle(question, mention)
    request = Request(mention.operation.name, {"x": values, **kind})
    return replace(Request(first, {"x": values}), also=(request,)) if first else request


def _sizes(question: Question, size: int) -> list[tuple[int, int]]:
    """Where the length of the list is told too: "five students", "n = 5"."""
    return [found.span() for found in re.finditer(rf"(?<![\w.]){size}(?= [a-z]+)|\bn\s*=\s*{size}\b", question.text)]


def _middle(question: Question, mention: Mention) -> str:
    """The mean or the median where it is asked for in the same breath."""
    if len(question.mentions) == 1 and any(
        each.operation.name in {"mean", "median"} for each in mentions(question.text)
    ):
        # The two are worked out one by one already, and put together.
        return ""
    text = question.text[: mention.start] + " " * (mention.end - mention.start) + question.text[mention.end :]
    asked = [sentence.text for sentence in question.sentences if sentence.asks] or [question.text]
    words = [each for each in ("mean", "median", "average") if re.search(rf"\b{each}\b", " ".join(asked), re.I)]
    if len(words) != 1 or not re.search(rf"\b{words[0]}\b", text, re.I):
        return ""
    return "median" if words[0] == "median" else "mean"


def _whole(span: Span, name: str, cue: str, behind: bool) -> bool:
    return isinstance(span.value, int) and not span.percent
