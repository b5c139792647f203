"""Variants: words that make another quantity of one that the calculator knows, so that its number would be wrong.

"Normalised entropy" is no entropy and the layer of a "bidirectional LSTM" is two; what is not known stays with the
notes.
"""

import re

from tutor.calculator.asked_layer import APART
from tutor.calculator.mentions import Mention
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question

_ANYWHERE = regex(
    r"\b(?:(?:second|third|last|top|upper|stacked|two|three|both|all) (?:stacked )?(?:lstm|gru|rnn) layers?|"
    r"depth-?\s?wise|point-?wise|separable|bi-?\s?directional|bilstm|bigru|siamese|"
    r"conv3d|3-?d conv\w*|three-dimensional conv\w*|deformable|nesterov|nag|adagrad|adadelta|nadam|"
    r"gumbel|sparsemax|entmax|hierarchical softmax|r[e\u00e9]nyi|tsallis|unscaled|un-scaled|additive attention|"
    r"bahdanau|luong|(?<=\S)\s{1,3}-\s*(?:log|ln)\s*softmax|without (?:the )?scaling)\b",
    re.I,
)
"""Another layer, optimiser or measure, wherever the word stands."""
_CODE = regex(r"^\s*(?:def \w+\s*\(|class \w+\s*[(:]|(?:from \S+ )?import \w|return\b|@\w+)", re.M)
_BEFORE = regex(
    r"\b(?:normali[sz]ed|symmetri[cs]\w*|squared|half(?: of)?(?: the| a)?|twice(?: the)?|harmonic|geometric|trimmed|"
    r"weighted|masked|hard|cross|adjusted|differential|excess|sums? of(?: the)?|squares? of(?: the)?|"
    r"sqrt(?: of)?|square root of(?: "
    r"the)?|moving|rolling|running|cumulative|logarithm of(?: the)?|argmax of(?: the)?|arg max of(?: the)?|"
    r"exp(?:onential)? of(?: the)?|generali[sz]ed|mahalanobis|minkowski|haversine|sub-?linear|explained|proportion of|"
    r"quadratic|pooled|studenti[sz]ed|smoothed|relative)\s+$",
    re.I,
)
"""Right before the name of the operation."""
_OWN = regex(r"weighted|squared|relative|normali[sz]ed|cumulative|smoothed|quadratic", re.I)
_PLAIN = frozenset({"distance", "norm", "mean", "variance", "median"})
"""Names of one plain word: any unknown word before them makes another quantity."""
_KNOWN_BEFORE = frozenset(
    "a an the its their this that what whats what's is are and or also then of for in with by to me us you get give "
    "find compute calculate determine evaluate report estimate work out sample population arithmetic simple ordinary "
    "plain average vector overall same both new my our predict mean variance median show print want need".split()
)
_WORKED_ON = regex(
    r"\b(?:minus|divided by|multiplied by|after (?:dropping|removing|excluding|standardi[sz]\w+|normali[sz]\w+)|"
    r"excluding|subtract(?:ing|ed)? |normali[sz]e (?:both|each|all|them)|and (?:then )?(?:sum|add|average) the|"
    r"another (?:image|example|sample|picture|photo|instance|point)|"
    r"(?:without|ignoring) the (?:largest|smallest|first|last))\b",
    re.I,
)
"""The result is only a part of what is asked."""
_OF_SHARES = regex(
    r"\bstandard error of the (?:variance|median|slope|standard deviation|difference|coefficient|regression)\b|"
    r"\b(?:has|have|had) (?:an? )?standard error (?:of )?[\d.]|\b(?:ci|confidence interval)\b[^?.]{0,40}\bis\s*[\[(]|"
    r"\bquartiles?\b.{0,40}\b(?:standard deviation|variance)\b|\bwidth of (?:the |a |an |this )?[^.?]{0,20}"
    r"\bintervals?\b|\bhow wide\b|\borthogonal complement\b|\bnull ?space\b|"
    r"\bsubspace\b|\bonto the (?:plane|column)|"
    r"(?<!without )(?<!no )(?<!ignoring )(?<!ignore )\bbias[- ]correct\w*.*\b(?:average|ema)\b|\b(?:average|ema)\b.*"
    r"(?<!without )(?<!no )(?<!ignoring )(?<!ignore )\bbias[- ]correct|\bwhich (?:node|of the|is|"
    r"one)\b[^?]*\b(?:purer|impure)\b(?![^?]*by how much)|\bvariance\b.{0,40}\bexplain|"
    r"\bexplain\w*\b.{0,40}\bvariance\b|"
    r"\bstandard error\b.{0,30}\bproportion\b|\bgini\b.{0,40}\b(?:incomes?|wealth|salar\w+|auc)\b",
    re.I,
)
_PROJECTION = regex(
    r"\b(?:has|have|of|in|does|do|are in|for) (?:the |its |one |each )?(?:query|key|value|output|q|k|v|w_?[qkvo]) "
    r"(?:projection|matrix|matrices|weights?)\b",
    re.I,
)
_OF_ONE = regex(
    r"\b(?:of|for|on|at) (?:the |only the )?(?:first|second|third|fourth|fifth|last|\d+(?:st|nd|rd|th)) (?:\w+ )?"
    r"(?:example|sample|instance|point|case|item|row|prediction|observation|image)\b",
    re.I,
)
"""One example of several."""
_SEVERAL = regex(
    r"\b(?:two|three|four|five|six|several|separate|parallel|identical|stacked|\d+) (?:[a-z-]+ ){0,2}"
    r"(?:layers|lstms|grus|rnns|blocks|branches|copies)\b",
    re.I,
)
"""More of them than the operation works out."""
_SPREAD_OF_MEAN = regex(
    r"\b(?:standard deviation|variance|std|sd) of (?:the |its |this )?(?:sample )?(?:mean|average|"
    r"sum)\b",
    re.I,
)


_SUM_ONLY = regex(r"\bweighted sum\b|\bnet input\b|\bpre-?activation\b|\bbefore (?:the )?activation\b", re.I)
"""What a neuron has before its activation."""


def other_layer(question: Question) -> bool:
    """Whether the text names a layer, optimiser or measure that no operation works out."""
    return _ANYWHERE.search(question.text) is not None


def is_code(question: Question) -> bool:
    """Whether a line of the text is a definition in a program and no question."""
    return _CODE.search(question.text) is not None


def is_qualified(before: str) -> bool:
    """Whether a name that stands behind these words is another quantity: "squared", "weighted"."""
    return _BEFORE.search(before) is not None


def is_variant(question: Question, mention: Mention) -> bool:
    """Whether the words before the name make another quantity of it."""
    if mention.operation.name.endswith("normalisation") and re.search(r"\bparam\w*\b", question.text, re.I):
        return True
    if mention.operation.name.endswith(" parameters") and _other_part(question):
        return True
    if mention.operation.name.endswith(("loss", "error", "entropy")) and any(
        each.asks and _OF_ONE.search(each.text) for each in question.sentences
    ):
        return True
    before = _BEFORE.search(question.text[: mention.start])
    if before and not _knows(mention, before[0]):
        return True
    if _WORKED_ON.search(question.text) or _OF_SHARES.search(question.text) or _has_unknown_word(question, mention):
        return True
    if mention.operation.name == "neuron output" and any(
        each.asks and _SUM_ONLY.search(each.text) for each in question.sentences
    ):
        return True
    spread = mention.operation.name in {"standard deviation", "variance", "mean"}
    return spread and _SPREAD_OF_MEAN.search(question.text) is not None


def _other_part(question: Question) -> bool:
    """Whether parameters of a part of the layer are asked, or of several layers."""
    asking = " ".join(sentence.text for sentence in question.sentences if sentence.asks)
    return any(pattern.search(asking) for pattern in (APART, _PROJECTION)) or _SEVERAL.search(question.text) is not None


def _has_unknown_word(question: Question, mention: Mention) -> bool:
    """Whether a name of one plain word has a word before it that nobody knows: "Mahalanobis distance"."""
    word = re.search(r"([A-Za-z']+)[ -]+$", question.text[: mention.start])
    return mention.name in _PLAIN and word is not None and word[1].lower() not in _KNOWN_BEFORE


def _knows(mention: Mention, word: str) -> bool:
    """Whether the operation has the word as one of its choices or in one of its names."""
    own = " ".join(
        (
            mention.operation.name,
            *mention.operation.aliases,
            *(str(choice) for each in mention.operation.parameters for choice in each.choices),
        )
    ).lower()
    if any(each.name == "mask" for each in mention.operation.parameters) and word.strip().lower() == "masked":
        return True
    return _OWN.search(word) is not None and word.strip().lower() in own
