"""From given: the losses, scores and vector quantities that are asked of what a text gives.

What is asked is read from the sentence that asks, or from the call that a program prints; each number then needs the
role that the quantity takes it in, and a word that makes another quantity of it stops the reading.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tutor.calculator.given import Wish
from tutor.calculator.given_classes import cross_entropy, hinge, log_softmax, softmax
from tutor.calculator.given_documents import weighed
from tutor.calculator.given_errors import error, huber, root
from tutor.calculator.given_vectors import applied, attention, cost, of_one, of_two
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.variants import is_qualified

Reading = Callable[[Wish], Request | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity: the words that ask for it, and who works it out."""

    name: str
    words: str
    read: Reading
    steps: frozenset[str] = frozenset()
    """Quantities that are worked out on the way, so that naming them too asks for nothing more."""
    of_parts: bool = False
    """Whether it may be asked of one of several things that are told."""
    is_loss: bool = False
    """Whether "what is the loss?" may mean it."""


_ERROR = r"(?:errors?|deviations?|residuals?)"
_LOSSES = (
    Asked("root mean squared error", rf"\brmse\b|\broot[- _]mean[- _]squared?[- _]{_ERROR}", root),
    Asked(
        "mean squared error",
        rf"\bmse(?:[ _]?loss)?\b|(?<!root[- _])\bmean[- _]squared?[- _]{_ERROR}|\bl2[ _]?loss\b|"
        rf"(?<!mean[- _])(?<!sum of )(?<!of the )(?<!square)\bsquared {_ERROR}",
        error,
    ),
    Asked("mean absolute error", rf"\bmae\b|\bl1[ _]?loss\b|\bmean[- _]absolute[- _]{_ERROR}", error),
    Asked("mean absolute percentage error", r"\bmape\b|\bmean[- _]absolute[- _]percentage[- _]error", error),
    Asked("R²", r"\br ?\^ ?2\b|\br2(?:[ _]score)?\b|\br[- ]squared?\b|\bcoefficient of determination\b", error),
    Asked(
        "sum of squared errors",
        rf"\bsse\b|\brss\b|\b(?:residual )?sum of (?:the )?squared? {_ERROR}|\bresidual sum of squares\b",
        error,
    ),
    Asked("Huber loss", r"(?<![a-z])huber(?![a-z])", huber),
    Asked(
        "cross-entropy",
        r"\bcross[- _]?entropy\b|\bcrossentropyloss\b|\bnegative[- _]log[- _]likelihood\b|\bnll\b|\blog[- _]?loss\b|"
        r"\bsoftmax loss\b|\bbce(?:[ _]?loss)?\b|\blogistic loss\b",
        cross_entropy,
        frozenset({"softmax", "sigmoid"}),
    ),
    Asked("hinge loss", r"(?<![a-z])hinge(?![a-z])|\b(?:multi-?class )?svm loss\b", hinge),
    Asked(
        "cost",
        r"\btotal (?:cost|loss|objective)\b|\b(?:regulari[sz]ed|penali[sz]ed) (?:cost|loss|objective)\b",
        cost,
        frozenset({"mean squared error", "L1 norm", "L2 norm"}),
    ),
)
_TWO = (
    ("cosine distance", r"\bcosine[ _]distance\b"),
    ("cosine similarity", r"\bcosine(?:[ _](?:similarity|score))?\b(?![ _]distance)"),
    ("dot product", r"\b(?:dot|inner|scalar)[- ]product\b"),
    ("Euclidean distance", r"\beuclid\w+[ _]distance\b|\bl2[ -]distance\b"),
    ("Manhattan distance", r"\bmanhattan[ _]distance\b|\bl1[ -]distance\b|\b(?:taxicab|city[- ]block)[ _]distance\b"),
    ("Chebyshev distance", r"\bchebyshev[ _]distance\b"),
    ("angle", r"\bangle\b"),
)
_BARS = r"(?<![-+*/^|\w])(?<![-+*/^] )(?:\|\|\s*(?:\([^()|]+\)|[A-Za-z]\w*)\s*\|\||\|\s*[A-Za-z]\w*\s*\|)"
_ONE = (
    ("L1 norm", rf"\bl_?1[- ]norm\b|\bmanhattan norm\b|{_BARS}\s?_\s?1\b"),
    (
        "L2 norm",
        rf"{_BARS}(?:\s?_\s?2\b)?(?!\s?[-+*/^_|])|\bl_?2[- ]norm\b|"
        r"\beuclid\w+ norm\b|\bmagnitude\b|\blength of (?:the )?vector\b",
    ),
)
_ACTIVATIONS = (
    ("leaky ReLU", r"\bleaky[- ]?relu\b"),
    ("GELU", r"\bgelu\b"),
    ("SiLU", r"\b(?:silu|swish)\b"),
    ("softplus", r"\bsoftplus\b"),
    ("ReLU", r"(?<!leaky )(?<!leaky-)\brelu\b"),
    ("tanh", r"\btanh\b|\bhyperbolic tangent\b"),
    ("sigmoid", r"\bsigmoid\b|\blogistic function\b"),
    ("logit", r"\blogit\b|\blog-?odds\b"),
)
_ON_THE_WAY = frozenset({"softmax", "dot product", "sigmoid", "ReLU", "tanh"})
ASKED = (
    *(replace(each, is_loss=True) for each in _LOSSES),
    Asked("log-softmax", r"\blog[- _]?softmax\b", log_softmax, _ON_THE_WAY),
    Asked(
        "softmax",
        r"(?<!log)(?<!log[- _])(?<![a-z])softmax(?![a-z])|\blogits\b[^?]*[?.][^?]*\bprobability of\b",
        softmax,
    ),
    Asked("scaled dot-product attention", r"\battention\b|\battends?\b|\bquery\b.*\bkeys?\b", attention, _ON_THE_WAY),
    Asked("TF-IDF", r"\btf[- ]?idf\b", weighed, of_parts=True),
    *(
        Asked(name, words, of_two, frozenset({"dot product", "L2 norm", "TF-IDF"}), of_parts=True)
        for name, words in _TWO
    ),
    *(Asked(name, words, of_one, of_parts=True) for name, words in _ONE),
    *(Asked(name, words, applied) for name, words in _ACTIVATIONS),
)
_CHANGED = regex(
    r"\b(?:weighted|excluding|exclude[sd]?|except|without|ignor\w+|drop(?:s|ped|ping)?|remov\w+|omit\w*|"
    r"doubl\w+|twice|halv\w+|half|tripl\w+|instead|swap\w*|replac\w+|flip\w*|shift\w*|standardi[sz]\w+|"
    r"re-?scal\w+|clip\w*|becomes?|became|then add|added|plus|minus|smoothed|masked|focal|perplexity|"
    r"multipl(?:y|ied) by \d|divided by \d|subtract\w*|normali[sz]e|"
    r"another (?:image|example|sample|picture|photo|instance|point)|(?:sum|add|average) the)\b",
    re.I,
)
"""Words that change the numbers or the quantity, wherever they stand."""
_ANOTHER = regex(
    r"\b(?:gradients?|derivatives?|slopes?|differen\w+|chang\w+|increas\w+|decreas\w+|improv\w+|reduc\w+|ratio|"
    r"per cent|percentage (?:of|change)|relative(?! to)|normali[sz]ed|how many|how much|which|why|compare\w*|better|"
    r"best|worse|worst|bound|update[sd]?|steps?|epochs?|inverse|only|except|others?|remaining|least|most|largest|smallest|maximum|"
    r"minimum|median|standard|variance|explain|interpret\w*|units?)\b",
    re.I,
)
"""Words that make another quantity of the one that they stand beside."""
_PART = regex(
    r"\b(?:first|second|third|fourth|fifth|last|\d+(?:st|nd|rd|th))\b(?! (?:class|token|word|element|entry|one|logit))|"
    r"\b(?i:of|for|on|in) (?:the )?(?:[A-Z](?![A-Z])\w*|(?!class)\w+ (?:\d+|[A-Z])\b)"
)
"""Words that ask for one of several."""
_OPEN_END = regex(r"\b(?:is|are|equals|be|contributes)\s*:?\s*\Z|[:=]\s*\Z", re.I)
_HINT = regex(r"\W*(?:for simplicity|choose|use|using|hint|note|assume|round|express|show|you should)\b[^?]*\Z", re.I)
"""What may follow the sentence that asks."""
_REWORKED = regex(
    r"^[ \t]*print\s*\(|\bfor \w+ in\b|[-+*/]=|\w\.(?:sum|mean|max|min|abs|exp|log|argmax|argmin)\(|"
    r"\b(?:squared|weights?|sample_weight|multioutput|"
    r"ignore_index|average)\s*=\s*[\w'\"\[(]|\breduction\s*=\s*['\"](?!mean)",
    re.M,
)
"""Code that does more with the numbers than the call says."""
_LOSS = regex(r"\b(?:loss|error|cost)\b", re.I)
_PLAINLY = regex(
    r"\b(?:loss|error|cost|output|outputs|results?|values?|scores?|weights?|it|print|printed|prints|returns?|gives?|"
    r"comes out|probability|predict\w*)\b",
    re.I,
)
_CALLED = regex(r"^\s*(?:[A-Za-z]\w*\s*=\s*)?(?:Input:\s*)?[\w.]+(?:\(|(?: \w+)*: \w+ =)", re.M)


def from_given(question: Question) -> Recognition:
    """What is asked, from what is given; None where a number has no role, or another quantity is meant."""
    if _CHANGED.search(question.text) or _REWORKED.search(question.text):
        return None
    asking, wanted = _wanted(question)
    if not wanted or _ANOTHER.search(asking) or _PART.search(asking) and not wanted[0].of_parts:
        return None
    if any(sentence.conceptual and re.search(r"\d", sentence.text) for sentence in question.sentences):
        return None
    wishes = [Wish(question, each.name, asking) for each in wanted]
    made = [found for each, wish in zip(wanted, wishes, strict=True) for found in [each.read(wish)] if found]
    return replace(made[0], also=(*made[0].also, *made[1:])) if len(made) == len(wanted) else None


def _wanted(question: Question) -> tuple[str, list[Asked]]:
    """The words that ask, and the quantities that they ask for; none where the text asks for other things too."""
    asking = [each.text for each in question.sentences if each.asks and not each.conceptual]
    if not asking and _OPEN_END.search(question.text):
        asking = [question.sentences[-1].text]
    told = [(text, wanted) for text in asking for wanted in [_named(text)] if wanted]
    if told:
        text, wanted = told[-1]
        on_the_way = {name for each in wanted for name in (each.name, *each.steps)}
        behind = asking[len(asking) - asking[::-1].index(text) :]
        fine = all(map(_HINT.match, behind)) and all(each.name in on_the_way for _, other in told for each in other)
    else:
        text, wanted = asking[-1] if asking else question.text.strip().split("\n")[-1], _named(question.text)
        called = "?" not in text and _CALLED.search(question.text)
        fine = len(wanted) == 1 and bool(called or asking and _PLAINLY.search(text))
        fine = fine and (wanted[0].is_loss or not _LOSS.search(text))
    return (text, wanted) if fine and _alike(wanted) else ("", [])


def _named(text: str) -> list[Asked]:
    """The quantities that a text names, in its order, without those that are worked out on the way."""
    hits = [(hit.start(), each) for each in ASKED for hit in [re.search(each.words, text, re.I)] if hit]
    if any(is_qualified(text[:start]) for start, _ in hits):
        return []
    found = [each for _, each in sorted(hits, key=lambda pair: pair[0])]
    return [each for each in found if not any(each.name in other.steps for other in found)]


def _alike(wanted: list[Asked]) -> bool:
    """Whether they can be asked for in one breath: one alone, errors of the same predictions, norms of one vector."""
    return len(wanted) == 1 or any(all(each.read in kind for each in wanted) for kind in ({error, root}, {of_one}))
