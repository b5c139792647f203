"""Diagnoses: Bayes' theorem told as a story, or in symbols.

"1 % of people have a disease, a test finds 90 % of them and 5 % of the healthy: a positive test, is it the disease?"
Each probability gets its part from the words of its own clause; when one has none, nothing is told.
"""

import re
from collections.abc import Iterator

from tutor.calculator.clauses import TEST, last_asking, names_of, share_of
from tutor.calculator.operation import Argument
from tutor.calculator.opposites import ALTERED, opposed
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.span import Span
from tutor.calculator.symbols import in_symbols

_ASKS_POSTERIOR = regex(
    r"\b(?:probability|chance|likely|likelihood|odds|posterior|how sure|how confident|"
    r"percent|what fraction|what proportion|p\s*\()",
    re.I,
)
_NEGATIVE_RESULT = regex(
    r"\btest(?:s|ed|ing)? (?:\w+ )?negative\b|\bnegative (?:test|result|screen)|\bresult "
    r"(?:is|was|comes back) negative|\b(?:is|was) negative\b|\bnot (?:flagged|contain)"
    r"|\bdoes(?:n't| not) contain|\b(?:stays|remains|is|was) silent\b|\bis not (?:triggered|accused|rejected)\b|"
    r"\b(?:does|did)(?:n't| not) (?:fire|ring|go off|trigger|flag|detect|alarm)\b",
    re.I,
)
_GIVEN_RESULT = regex(
    r"\bgiven\b|\bif\b|\btests? (?:positive|negative)|\bwho test|\bcontain\w*|\bpositive "
    r"(?:test|result)|\bflagged\b|\bafter\b|\bactually\b|\bwhen\b|\||\ba positive\b|"
    r"\b(?:with|has|having|includes?) the word\b|\bdoes contain\b|\bsays\b|\bwith ['\"]|\bnegative (?:test|result)",
    re.I,
)
_RESULT_TOLD = regex(
    r"\b(?:tests?|tested|comes? back|came back|result (?:is|was)) positive\b|\b(?:was|"
    r"is|gets?|got|has (?:just )?been) (?:flagged|accused|triggered|rejected)\b|\bhas (?:just )?tested positive\b|"
    r"\bshows? positive\b|"
    r"\btests? (?:comes? back )?negative\b|\b(?:it|forecast|witness|detector|filter|model|alarm)"
    r" (?:says|said|predicts|predicted|flags|flagged)\b|\balarm (?:goes off|rings|"
    r"sounds)\b|"
    r"[.?!]\s+(?:an?|one|the|this|some) (?:\w+ ){1,3}(?:contains|includes|has the word|is rejected|is flagged)\b",
    re.I,
)
_COMPLEMENT = regex(
    r"\b(?:does(?:n't| not)|do(?:n't| not)) (?:actually )?have\b|\bnot have\b|\b(?:is|"
    r"are|was|were|be|being) (?:actually |really |truly |in fact |still )?(?:a |an )?"
    r"(?:healthy|not|legitimate|legit|ham|disease-free|good|genuine|innocent|honest|normal|fine|clean|regular|well|"
    r"intact|flawless|working|uninfected|"
    r"unaffected|benign|safe|false)\b|\b(?:has|have|is|with) no\b|"
    r"\b(?:isn't|aren't|wasn't|hasn't)\b|\bfalse (?:positive|alarm)\b|\bwithout the\b|\bis ham\b",
    re.I,
)
_TOTAL = regex(
    r"\b(?:probability|chance)\b (?:that|of)\b(?:(?!\b(?:with|given|if|has|have|who)"
    r"\b)[^,]){0,60}?\b(?:tests? positive|a positive (?:test|result)|testing positive|"
    r"is flagged)\W*$",
    re.I,
)


def diagnosis(question: Question) -> Recognition:
    """The posterior that the story asks for."""
    symbols = in_symbols(question)
    if symbols is not None:
        asking = last_asking(question)
        told = question.text[: question.text.rfind(asking)] if asking else ""
        return None if "P(" not in asking and opposed(told, asking) else symbols
    if ALTERED.search(question.text):
        return None
    predictive = _PREDICTIVE.search(question.text)
    if predictive:
        return _predictive_value(question, negative=predictive[1].lower().startswith("n"))
    asking = last_asking(question)
    if (
        not asking
        or not _ASKS_POSTERIOR.search(asking)
        or not (TEST.search(question.text) or re.search(r"\blikelihood\b", question.text, re.I))
    ):
        return None
    parts = _parts(question)
    if parts is None or {"prior", "likelihood"} - set(parts):
        return None
    if not {"specificity", "false_positive_rate"} & set(parts):
        return Ask(
            "How often is the test positive without the condition: what is its specificity or false positive rate?"
        )
    if len(parts) > 3:
        return None
    if _WORKED.search(asking) or _REPEATED.search(question.text):
        return _several(question, asking, parts)
    if _MARGINAL.search(asking):
        return _marginal(parts, negative=re.search(r"\bnegative\b", asking, re.I) is not None)
    return _wanted(question, asking, parts, told=_RESULT_TOLD.search(question.text) is not None)


_MARGINAL = regex(
    r"\b(?:overall|total|marginal|unconditional)\b[^?]{0,30}\b(?:probability|chance|share|rate|fraction|proportion)\b",
    re.I,
)
"""Everybody together, whatever is true of them."""


def _marginal(parts: dict[str, Argument], *, negative: bool) -> Request:
    prior, found = float(str(parts["prior"])), float(str(parts["likelihood"]))
    false = float(str(parts.get("false_positive_rate", 1 - float(str(parts.get("specificity", 0))))))
    rates = (1 - found, 1 - false) if negative else (found, false)
    return Request("total probability", {"priors": (prior, 1 - prior), "likelihoods": rates})


_PREDICTIVE = regex(r"\b(ppv|npv|positive predictive value|negative predictive value)\b", re.I)


def _predictive_value(question: Question, *, negative: bool) -> Recognition:
    """PPV or NPV from prevalence, sensitivity and specificity."""
    parts = _parts(question)
    if parts is None or len(parts) != 3 or {"prior", "likelihood"} - set(parts):
        return None
    if negative:
        return Request("Bayes' theorem", parts | {"result": "negative"}, pick="complement")
    return Request("Bayes' theorem", parts)


_WORKED = regex(
    r"\btwice\b|\bsecond test\b|\btwo (?:independent |positive )?tests\b|\bboth\b|\bagain\b|\bretest\w*|\bin a row\b",
    re.I,
)


_REPEATED = regex(
    r"\btwice\b|\bsecond (?:test|time|result)\b|\btwo (?:\w+ )?(?:tests|results|times)\b|\bin a row\b|\bretest\w*|"
    r"\b(?:tests?|tested|takes? the test) (?:\w+ )?again\b|\bboth tests\b|"
    r"\band then (?:an? |another )?(?:\w+ )?(?:positive|negative|test|one)\b",
    re.I,
)
"""More than one test."""


_CONDITIONED = regex(
    r"\b(?:given|if|when|who|whose|after|with|has|have|having|had|actually|assuming|provided|knowing|that (?:tests?|"
    r"is flagged|contains?)|which)\b|\|",
    re.I,
)
_RESULT_LAST = regex(
    r"\b(?:tests?|tested|testing) (?:positive|negative)\W*$|\b(?:is|are|gets?|be|being|was) flagged\W*$|"
    r"\bcontains? [^?]{0,40}$",
    re.I,
)
_SOME_GROUP = regex(
    r"\b(?:healthy|sick|ill|infected|diseased|uninfected|affected|honest|guilty|innocent|spam|ham|fraudulent|"
    r"legitimate|good|faulty|defective)\b",
    re.I,
)
_SHARE_WITH_RESULT = regex(
    r"\b(?:fraction|proportion|percent\w*|share) of (?:all |the |our |incoming )*\w+ "
    r"(?:contain|test|is flagged|are flagged|gets? flagged)",
    re.I,
)
_JOINT = regex(r"\band (?:also )?(?:tests?|is flagged|gets?|contains?|has a (?:positive|negative))\b", re.I)


def _asks_result(clause: str) -> bool:
    """Whether the result is asked for and not what follows from it: of a group, of everybody, or both together."""
    if _SHARE_WITH_RESULT.search(clause) or (_JOINT.search(clause) and not re.search(r"\bgiven\b|\bif\b", clause)):
        return True
    if not _RESULT_LAST.search(clause) or _CONDITIONED.search(clause):
        return False
    return _SOME_GROUP.search(clause) is not None or _TOTAL.search(clause) is None


_RESULTS = regex(
    r"\b(?:both|twice|two|2|second|again|in a row|three|3|all three|thrice)\b[^.?]{0,60}?\bpositive|"
    r"\bpositive\b[^.?]{0,60}?\b(?:both|twice|"
    r"two|2|in a row|again|second|three|3|thrice)\b",
    re.I,
)
_MIXED = regex(
    r"\bpositive\b[^.?]{0,60}?\bnegative\b|\bnegative\b[^.?]{0,60}?\bpositive\b|\bsame (?:wrong|error)|\bdependent\b|"
    r"\bfails? (?:both|twice)|"
    r"\bat least one\b|\bdifferent tests?\b|\bsecond,? (?:more|better|different|less)|\bcorrelat\w+|\bhow many\b|"
    r"\bfour\b|\bfive\b",
    re.I,
)


def _several(question: Question, asking: str, parts: dict[str, Argument]) -> Recognition:
    """Two or three results of the same test, all of them positive and independent of each other."""
    told = [
        each.text for each in question.sentences if each.text == asking or not re.search(r"\d\s?%|0?\.\d", each.text)
    ]
    text = " ".join([*told, *(each.text for each in question.sentences if _REPEATED.search(each.text))])
    if (
        not _RESULTS.search(text)
        or _MIXED.search(text)
        or _COMPLEMENT.search(asking)
        or not _ASKS_POSTERIOR.search(asking)
    ):
        return None
    if re.search(
        r"\b(?:the )?probability (?:that|of) (?:both|two|getting|testing)\b|\bsecond test (?:is|to be|will)\b",
        asking,
        re.I,
    ):
        return None
    if re.search(r"\btest(?:s|ed|ing)?\b|\bresults?\b", asking, re.I) and not re.search(
        r"\bgiven\b|\bif\b|\bafter\b|\bhas\b|\bhave\b|\bactually\b|\bsick\b|\binfected\b|\bdisease\b|\bcondition\b|"
        r"\bposterior\b|\buser\b|\bill\b|\bnow\b",
        asking,
        re.I,
    ):
        return None
    count = 3 if re.search(r"\bthree\b|\bthrice\b|\b3\b", text, re.I) else 2
    false = parts.get("false_positive_rate", 1 - float(str(parts.get("specificity", 0))))
    told_parts = {"prior": parts["prior"], "likelihood": parts["likelihood"], "false_positive_rate": false}
    return Request("Bayes after several tests", told_parts | {"positives": count})


def _wanted(question: Question, asking: str, parts: dict[str, Argument], *, told: bool) -> Recognition:
    """Which probability is asked for: of the hypothesis, its opposite, or the evidence at all."""
    clause = re.split(r"[,:]\s*(?=what|how|find|calculate|compute)", asking, flags=re.I)[-1]
    negative = _NEGATIVE_RESULT.search(asking) is not None
    seen = " ".join(each.text for each in question.sentences if not re.search(r"\d", each.text) and each.text != asking)
    if not negative and _NEGATIVE_RESULT.search(seen):
        if re.search(r"\bpositive\b", f"{seen} {asking}", re.I):
            return None
        negative = told = True
    if _asks_result(clause):
        return None
    if _TOTAL.search(clause) and not re.search(
        r"\bgiven\b|\bif\b|\bhas\b|\bhave\b|\bactually\b|\bspam\b", clause, re.I
    ):
        return Request("Bayes' theorem", parts, pick="evidence")
    if not _GIVEN_RESULT.search(asking) and not told:
        return None
    arguments = parts | ({"result": "negative"} if negative else {})
    return Request("Bayes' theorem", arguments, pick="complement" if _COMPLEMENT.search(clause) else "")


def _parts(question: Question) -> dict[str, Argument] | None:
    """prior, likelihood and specificity or false positive rate; None when a number has no part or two have the same."""
    numbers = numbers_of(question)
    counted = _counted(question, numbers)
    if not 2 <= len(numbers) <= 6:
        return None
    found: dict[str, Argument] = {}
    names = list(names_of(question, numbers))
    if _NEVER_MISSES.search(question.text) and "likelihood" not in names and "miss" not in names:
        found["likelihood"] = 1.0
    if counted is not None:
        found["prior"], numbers, names = counted, numbers[2:], names[2:]
    for span, name in zip(numbers, names, strict=True):
        value = share_of(span)
        if value is None or name is None:
            return None
        for key, part in _as_arguments(name, value):
            if key in found and abs(float(str(found[key])) - part) > 1e-12:
                return None
            found[key] = part
    if "specificity" in found and "false_positive_rate" in found:
        del found["false_positive_rate"]
    return found


_NEVER_MISSES = regex(
    r"\bnever (?:misses|fails to|overlooks)\b|\balways (?:detects|catches|finds|flags|identifies|(?:tests |is "
    r")?positive (?:when|if|for))\b|"
    r"\bdetects (?:all|every)\b|\bno false negatives\b|\bcatches (?:all|every)\b",
    re.I,
)
"""A sensitivity of one, in words."""


def _counted(question: Question, numbers: tuple[Span, ...]) -> float | None:
    """The prior of "of 10,000 people, 100 have it"."""
    if len(numbers) < 3 or not all(isinstance(span.value, int) and not span.percent for span in numbers[:2]):
        return None
    total, some = (float(str(span.value)) for span in numbers[:2])
    start = question.text[: numbers[0].start]
    between = question.text[numbers[0].end : numbers[1].start]
    if not re.search(r"\b(?:of|in|among|population of)\s+(?:a |every )?$", start, re.I) or re.search(
        r"[.?!]\s", between
    ):
        return None
    return some / total if 0 < some < total else None


def _as_arguments(name: str, value: float) -> Iterator[tuple[str, float]]:
    """A part as arguments; "99 % accurate" means both the sick and the healthy."""
    if name == "accuracy":
        yield "likelihood", value
        yield "specificity", value
    elif name == "miss":
        yield "likelihood", 1 - value
    else:
        yield ("false_positive_rate" if name == "false" else name), value
