"""Reworked: what is given is changed first, or the result is worked on, so that not what is named is asked.

"The third sample is left out. What is the MSE?", "Leaky ReLU of [...], then sum", "How far is the entropy from ...?".
"""

import math
import re

from tutor.calculator.harmless import has_unknown_participle
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.registry import operation

_FAMILIES = frozenset({"information", "losses", "vectors"})
_BE = r"(?:is|are|was|were|be|being|been|gets?|got)"
_LEFT_OUT = regex(
    rf"\b{_BE} (?:then |now |first |later )?(?:left out|(?:removed|dropped|excluded|ignored|deleted|merged|blocked|"
    r"discarded|clipped|padding|padded|impossible|masked|hidden|missing)\b)|\bmask(?:s|ed|ing)? (?:out|off|with)\b|"
    r"\b(?:block|mask|hide|drop|remove|delete|exclude|ignore|discard|omit)s? (?:out )?(?:the|its|all|both|every|any|"
    r"class|token|sample|row|one) |"
    r"\bwithout (?:the |its |their )?(?:first|second|third|fourth|last|outcome|class|sample|row|example|outlier)\w*|"
    r"\bre-?normali[sz]\w+|\bfilled in\b|\bpadding\b",
    re.I,
)
"""Some of the numbers do not count."""
_SOME = regex(
    r"\b(?:only|just|over|using|for|on|of) (?:only )?(?:the )?(?:first|last|top|bottom) (?:\d+|two|"
    r"three|four|five|half)\b|"
    r"\b(?:positives?|negatives?|first|second|last|rows?|samples?|examples?|ones?|class) (?:only|alone)\b|"
    r"\b(?:parts?|terms?) (?:only|alone)\b|\bonly (?:the )?(?:positives?|negatives?|first|second|last|correct|wrong)\b",
    re.I,
)
_OTHERWISE = regex(
    rf"\bhad (?:not )?been\b|\bif\b[^.?]*\b(?:were|had|became|becomes|turned)\b|\bturns? out\b|\b{_BE} (?:corrected|"
    r"changed|relabell?ed|doubled|halved|replaced|swapped|shifted|rescaled|smoothed|weighted|recalibrated)\b|"
    r"\b(?:doubles?|halves?|halve|triples?|swaps?|replaces?|flips?|shifts?|rescales?|normali[sz]es?) (?:the |a |an |"
    r"one |both |all |each |every |its |their )?(?!of\b)[a-z]\w*\b(?! (?:the )?(?:loss|error|probability)\b)|"
    r"\bweighted (?:twice|double|half|\d|more|less|by)|\b(?:twice|half) as (?:much|heav\w+)",
    re.I,
)
"""The numbers are not those that count."""
_WORKED_ON = regex(
    r"\bthen the same\b|\bin a row\b|\bthen (?:sum|add|average|double|halve|negate|square|subtract|"
    r"divide|multiply|normali[sz]e|report|take|find|"
    r"compute|give)\b|"
    r"\band (?:sum|add|average|subtract|multiply|divide|double|halve) (?:them|it|the|both|all|up)\b|,\s*(?:summed|"
    r"averaged|doubled|halved|squared|normali[sz]ed)\b|\breduction\s?=\s?['\"]?(?!mean)\w|\bper (?:bit|position|"
    r"dimension|component|coordinate)\b|\bnormali[sz]ed (?:mutual|entropy|information|rmse|mse|by)\b",
    re.I,
)
"""The result is not yet what is asked."""
_COMPARED = regex(
    r"\bhow (?:far|close)\b[^?]*\bfrom\b|\bhow (?:much|far) (?:below|above|over|under|of)\b|"
    r"\bby how (?:much|many)\b|\bhow (?:much|many)\b[^?]* (?:more|less|fewer|"
    r"larger|smaller|higher|lower)\b|\bexceeds?\b|"
    r"\bwhat (?:share|fraction|proportion|percentage|part)\b|\bwhich (?:norm|loss|of|one|class|row|"
    r"measure|has|model|month|sample)\b|(?:\A|[.?!]\s+)which is\b|\bmargin between\b|\brejection\b|\bredundancy\b",
    re.I,
)
_SEVERAL_ROWS = regex(
    r"\b(?:second|third|another|other) (?:image|example|sample|picture|photo|instance|point|mail|patient|case|row)\b|"
    r"\b(?:image|example|sample|token|instance|picture|photo|row|patient|mail) (?:no\.? ?)?(?:2|two|b)\b|"
    r"\b(?:a second one|for the second)\b|\b(?:both|two|three|all) (?:times|images|examples|samples|tokens|instances|"
    r"pictures|photos|rows)\b",
    re.I,
)
"""More than one example, which two lists of shares are not."""
_ALREADY = regex(
    r"\bsoftmax(?:(?!ed)\b(?! to\b)|ed\b)(?:(?!\b(?:of|for|on|over|with|logits?|scores?|inputs?)\b)[^.?\d\[({]){0,40}"
    r"[\[({]?\s*0?\.\d|\b(?:probabilit(?:y|ies)|distribution|attention weights|shares)\b(?:(?!\b(?:logits?|scores?|"
    r"softmax)\b)[^.?\d\[({]){0,30}[\[({]?\s*0?\.\d",
    re.I,
)
"""A list that came out of a softmax."""
_SMALL_WORDS = regex(
    r"\b(?:once|twice|again|within|never|unless|except|without|instead|minus|rather|though|although|however|"
    r"themselves|oneself|neither|further|beyond|should|"
    r"wrong(?! (?:belief|model|distribution|code))|mistake\w*|typos?|outliers?|mixtures?|causal|future|"
    r"duplicates?|denominator|diagonal|double(?!\[)|half)\b|"
    r"\b(?:of|from|to) (?:the|this|that) result\b|\btop[- ](?:k|p|\d)\b|\bequal(?:s|ly)? to\b|\bsquared\W*\Z|"
    r"\b(?:before|after) (?!(?:the |each |this |a |every )*(?:split\w*|test|node|applying|appl\w+|softmax|comma|"
    r"decimal)\b)|\bthen (?!its\b)|\b(?:and|of|with|between) - ?[a-z]\b|\bas a (?:share|fraction|percentage|"
    r"proportion)\b|\b(?:of|product with|similarity to|with) itself\b|"
    r"\bin (?:excess|per ?cent|%) of\b|\bof the (?:average|negative|inverse|reciprocal|concatenation|"
    r"logarithms?|squares?|difference) (?:of|distances?|scores?|values?|logits?)\b|"
    r"\b(?:and|of|between|with) [a-z] ?[-+] ?\d*[a-z]\b|"
    r"\bmagnitude of (?:the |an? )?(?!vectors?\b|gradients?\b|displacement|velocity|force|result\w*|embedding|"
    r"weights?\b|update|following|given)[a-z]{3,}|"
    r"\bcounts? (?:for )?\w+ times\b|\bnumber of (?:zeros?|ones|active|dead|non)|"
    r"\b(?:mean|sum|average) of the (?:active|positive|non|two|three)|\bamong the \w+ (?:ones|that|which)\b",
    re.I,
)
"""Small words that change what is taken or what is asked; none of them stands in a plain exercise."""
_SUPERLATIVE = regex(
    r"\b(?:less|least|worst|best|largest|smallest|biggest|highest|lowest|most likely|least likely)\b", re.I
)
_DENIED = regex(r"\bnot (?!use\b|given\b|to\b)", re.I)
_INFINITE = regex(r"(?<![A-Za-z])-\s?(?:inf\b|infinity\b|infty\b)|-\s?float\(|float\(\W*-", re.I)


def reworked(question: Question, found: Recognition) -> bool:
    """Whether another number than that of the quantity on these numbers is asked for."""
    if not isinstance(found, Request) or operation(found.operation).family not in _FAMILIES:
        return False
    text, masked = question.text, "mask" in found.arguments
    if (not masked and _LEFT_OUT.search(text)) or (not found.pick and _is_compared(text, found.operation)):
        return True
    if _has_another_example(text, found) or _is_no_score(text, found):
        return True
    asking = " ".join(each.text for each in question.sentences if each.asks)
    if _SMALL_WORDS.search(text) or _DENIED.search(asking) or (not masked and _is_worked_on(text, found)):
        return True
    return any(pattern.search(text) for pattern in (_SOME, _OTHERWISE, _WORKED_ON))


def _is_worked_on(text: str, found: Request) -> bool:
    """Whether something is done to the numbers, by a word that is no name of the operation itself.

    What is counted may be called anything: "the rest unwanted".
    """
    named = operation(found.operation)
    if set(found.arguments) & {"counts", "groups"} or named.name.startswith("Gini"):
        return False
    own = re.split(r"[\s-]+", " ".join((named.name, *named.aliases)).lower())
    return has_unknown_participle(text, frozenset(own))


def _is_compared(text: str, name: str) -> bool:
    """Whether the result is set beside another number, by an operation that does not."""
    sets_beside = re.search(r"difference|divergence|gain|distance", name)
    return sets_beside is None and (_COMPARED.search(text) or _SUPERLATIVE.search(text)) is not None


def _has_another_example(text: str, found: Request) -> bool:
    """Whether one of two lists of shares is that of another example."""
    return found.operation == "cross-entropy" and "p" in found.arguments and _SEVERAL_ROWS.search(text) is not None


def _is_no_score(text: str, found: Request) -> bool:
    """Whether what is taken for scores is a distribution already, or lacks the ones that are minus infinity."""
    scores = _numbers(found.arguments.get("z", ()))
    if scores and min(scores) >= 0 and abs(sum(scores) - 1) < 1e-6 and _ALREADY.search(text):
        return True
    return bool(_INFINITE.search(text)) and not any(map(math.isinf, _numbers(tuple(found.arguments.values()))))


def _numbers(value: object) -> tuple[float, ...]:
    """All numbers of an argument, however deep."""
    if isinstance(value, tuple):
        return tuple(number for each in value for number in _numbers(each))
    return (float(value),) if isinstance(value, (int, float)) else ()
