"""From given: the losses, scores and vector quantities that are asked of what a text gives.

What is asked is read from the sentence that asks, or from the call that a program prints; each number then needs the
role that the quantity takes it in, and a word that makes another quantity of it stops the reading.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tutor.calculator.given_classes import cross_entropy, hinge, log_softmax, softmax
from tutor.calculator.given_errors import error, huber, root_of_told
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

Reading = Callable[[Question, str], Request | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity: the words that ask for it, and who works it out."""

    name: str
    words: str
    read: Reading
    steps: frozenset[str] = frozenset()
    """Quantities that are worked out on the way, so that naming them too asks for nothing more."""


_ERROR = r"(?:errors?|deviations?|residuals?)"
ASKED = (
    Asked(
        "root mean squared error",
        rf"\brmse\b|\broot[- _]mean[- _]squared?[- _]{_ERROR}",
        lambda question, name: root_of_told(question) or error(question, name),
        frozenset({"mean squared error"}),
    ),
    Asked("mean squared error", rf"\bmse(?:[ _]?loss)?\b|(?<!root[- _])\bmean[- _]squared?[- _]{_ERROR}", error),
    Asked("mean absolute error", rf"\bmae\b|\bl1[ _]?loss\b|\bmean[- _]absolute[- _]{_ERROR}", error),
    Asked("mean absolute percentage error", r"\bmape\b|\bmean[- _]absolute[- _]percentage[- _]error", error),
    Asked("R²", r"\br ?\^ ?2\b|\br2(?:[ _]score)?\b|\br[- ]squared?\b|\bcoefficient of determination\b", error),
    Asked("sum of squared errors", rf"\bsse\b|\brss\b|\b(?:residual )?sum of (?:the )?squared? {_ERROR}|"
          r"\bresidual sum of squares\b", error),
    Asked("Huber loss", r"(?<![a-z])huber(?![a-z])", huber),
    Asked(
        "cross-entropy",
        r"\bcross[- _]?entropy\b|\bcrossentropyloss\b|\bnegative[- _]log[- _]likelihood\b|\bnll\b|\blog[- _]?loss\b|"
        r"\bsoftmax loss\b|\bbce(?:[ _]?loss)?\b|\blogistic loss\b",
        cross_entropy,
        frozenset({"softmax"}),
    ),
    Asked("hinge loss", r"(?<![a-z])hinge(?![a-z])|\b(?:multi-?class )?svm loss\b", hinge),
    Asked("log-softmax", r"\blog[- _]?softmax\b", log_softmax, frozenset({"softmax"})),
    Asked("softmax", r"(?<!log)(?<!log[- _])\bsoftmax\b", softmax),
)  # fmt: skip
_CHANGED = regex(
    r"\b(?:weighted|excluding|exclude[sd]?|except|without|ignor\w+|drop(?:s|ped|ping)?|remov\w+|omit\w*|"
    r"doubl\w+|twice|halv\w+|half|tripl\w+|instead|swap\w*|replac\w+|flip\w*|shift\w*|standardi[sz]\w+|"
    r"re-?scal\w+|clip\w*|becomes?|became|then add|added|plus|minus|smoothed|masked|focal|perplexity)\b",
    re.I,
)
"""Words that change the numbers or the quantity, wherever they stand."""
_ANOTHER = regex(
    r"\b(?:gradients?|derivatives?|differen\w+|chang\w+|increas\w+|decreas\w+|improv\w+|reduc\w+|ratio|per cent|"
    r"percentage (?:of|change)|relative|normali[sz]ed|how many|how much|which|why|compare\w*|better|best|worse|worst|"
    r"bound|update[sd]?|steps?|epochs?|inverse|only|except|others?|remaining|least|most|largest|smallest|maximum|"
    r"minimum|median|standard|variance|explain|interpret\w*|units?)\b",
    re.I,
)
"""Words that make another quantity of the one that they stand beside."""
_PLAINLY = regex(
    r"\b(?:loss|error|output|outputs|result|value|score|it|print|printed|prints|returns?|number|total)\b", re.I
)
_CALLED = regex(r"^\s*(?:[A-Za-z]\w*\s*=\s*)?(?:Input:\s*)?[\w.]+(?:\(|(?: \w+)*: \w+ =)", re.M)


def from_given(question: Question) -> Recognition:
    """What is asked, from what is given; None where a number has no role, or another quantity is meant."""
    if _CHANGED.search(question.text):
        return None
    asking, wanted = _wanted(question)
    if not wanted or _ANOTHER.search(asking):
        return None
    if any(sentence.conceptual and re.search(r"\d", sentence.text) for sentence in question.sentences):
        return None
    made = [found for each in wanted for found in [each.read(question, each.name)] if found is not None]
    return replace(made[0], also=(*made[0].also, *made[1:])) if len(made) == len(wanted) else None


def _wanted(question: Question) -> tuple[str, list[Asked]]:
    """The words that ask, and the quantities that they ask for; none where the text asks for other things too."""
    asking = [each for each in question.sentences if each.asks and not each.conceptual]
    named = [(each.text, _named(each.text)) for each in asking]
    told = [each for each in named if each[1]]
    if told:
        text, wanted = told[-1]
        on_the_way = {name for each in wanted for name in (each.name, *each.steps)}
        fine = all(each.name in on_the_way for _, other in told for each in other)
    else:
        text, wanted = asking[-1].text if asking else question.text.strip().split("\n")[-1], _named(question.text)
        called = "?" not in text and _CALLED.search(question.text)
        fine = len(wanted) == 1 and bool(called or asking and _PLAINLY.search(text))
    return (text, wanted) if fine and _alike(wanted) else ("", [])


def _named(text: str) -> list[Asked]:
    """The quantities that a text names, in its order, without those that are worked out on the way."""
    hits = [(hit.start(), each) for each in ASKED for hit in [re.search(each.words, text, re.I)] if hit]
    found = [each for _, each in sorted(hits, key=lambda pair: pair[0])]
    return (
        [each for each in found if not any(each.name in other.steps and each is not other for other in found)]
        if len(found) > 1 and not all(each.read is error or each is ASKED[0] for each in found)
        else found
    )


def _alike(wanted: list[Asked]) -> bool:
    """Whether they can be asked for in one breath: one alone, or errors of the same predictions."""
    return len(wanted) == 1 or all(each.read is error or each is ASKED[0] for each in wanted)
