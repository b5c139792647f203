"""Diagnoses: Bayes' theorem told as a story, or in symbols.

"1 % of people have a disease, a test finds 90 % of them and 5 % of the healthy: a positive test, is it the disease?"
Each probability gets its part from the words of its own clause; when one has none, nothing is told.
"""

import re
from collections.abc import Iterator

from tutor.calculator.operation import Argument
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.roles import numbers_of
from tutor.calculator.spans import Span

_N = "\x00"
_HAS = r"(?:has|have|having|had|with|carr(?:y|ies)|suffer\w* from|got|develops?)"
_CONDITION = r"(?:disease|condition|cancer|tumou?r|virus|infection|illness|disorder|hiv|covid\S*|flu|defect|syndrome|tb|diabetes|allergy|it|malaria)"
_WITHOUT = re.compile(
    rf"\bwithout\b|\b(?:do(?:es)?n't|do(?:es)? not|did not|didn't|not) {_HAS}\b|\bnot (?:there|infected|sick|ill|spam|fraud\w*|diseased|affected|defective|rain\w*|pregnant|present)\b|\bnon-?\s?\w+|\bhealthy\b|"
    rf"\bdisease-free\b|\blegitimate\b|\blegit\b|\bham\b|\bnormal\b|\bno (?:\w+ )?{_CONDITION}\b|\buninfected\b|\bunaffected\b|\b(?:is|are|was|were)(?: not|n't)\b|\babsent\b|\bgenuine\b|\bhonest\b|\binnocent\b|\bgood\b|\bclean\b|\bnegative (?:cases|patients|people)\b|\bregular\b|\bothers?\b|\bthe rest\b|\bremaining\b|\bdry\b|\bsunny\b",
    re.I,
)
_WITH = re.compile(
    rf"\b{_HAS} (?:\w+ ){{0,3}}?{_CONDITION}\b|\bsick\b|\binfected\b|\bdiseased\b|\bill\b|\baffected\b|\bactual(?:ly)? (?:positive|fraud\w*|spam)\b|\bspam\w*\b|\bfraud\w*\b|\bdefective\b|\bpresent\b|\bof (?:them|those (?:people|patients|who do|with))\b|\bof such\b|\bpregnant\b|\brain\w*\b|\b(?:true|positive) cases\b|\bcancer patients\b|\bpatients\b|\bguilty\b|\busers\b|\bdrug\b|\bwhen (?:it|present|there)\b|\brainy\b|\bof the ill\b|\bwhen it(?:'s| is)\b|\bgiven (?:\w+ ){{0,5}}?{_CONDITION}\b",
    re.I,
)
_TEST = re.compile(
    r"\btest\w*|\bresults?\b|\bpositives?\b|\bnegatives?\b|\bdetect\w*|\bflag\w*|\bcontain\w*|\bclassif\w*|\balarms?\b|\bidentif\w*|\bpredict\w*|\bforecast\w*|\bdiagnos\w*|\bcatch\w*|\bwords?\b|\binclud\w*|\bappears?\b|\bmark\w*|\blabel\w*|\bfinds?\b|\bsymptom\w*|\bshows?\b|\breport\w*|\baccura\w+|\bcorrectly\b|\bsays?\b|\btriggers?\b|\brings?\b|\bcloudy\b",
    re.I,
)
_RESULT = re.compile(
    r"\bpositive\b|\bnegative\b|\bdetect\w*|\bflag\w*|\bresults?\b|\btests?\b|\bidentif\w*|\bcorrectly\b|\bcatch\w*|\bfinds?\b|\balarm\b|\bwords?\b|\bcontain\w*|\bappears?\b|\bsays?\b|\bclassif\w*|\blabel\w*|\bright\b|\baccura\w+",
    re.I,
)
_MISSED = re.compile(
    r"\btests? negative\b|\bnegative (?:test|result)|\bmiss(?:es|ed)?\b|\bfails? to\b|\bcomes? (?:back|out) negative|\bis negative\b|\bresult(?:s)? (?:is|are|in|a) (?:a )?negative|\breturns? (?:a )?negative|\bnegative\b",
    re.I,
)
_RIGHT = re.compile(r"\bcorrectly\b|\bright(?:ly)?\b|\bproperly\b", re.I)
_KEYWORDS = (
    ("specificity", re.compile(rf"\bspec(?:ificity)?\b[^,;.\x00]{{0,14}}{_N}|{_N}\W{{0,3}}(?:\w+ )?specific(?:ity)?\b|\btrue[- ]negative (?:rate)?[^,;.\x00]{{0,10}}{_N}|{_N}\W{{0,3}}true[- ]negative", re.I)),
    ("miss", re.compile(rf"\bfalse[- ]negatives?\b[^,;.\x00]{{0,14}}{_N}|{_N}\W{{0,3}}(?:chance of (?:a )?)?false[- ]negative", re.I)),
    ("false", re.compile(rf"\bfalse[- ](?:positives?|alarms?)\b[^,;.\x00]{{0,20}}{_N}|{_N}\W{{0,3}}(?:chance of (?:a )?|of )?false[- ](?:positive|alarm)|\bfpr\b\W{{0,6}}(?:is |of )?{_N}", re.I)),
    ("likelihood", re.compile(rf"\b(?:sens(?:itivity)?|likelihood|true[- ]positive rate|tpr|recall|detection rate|hit rate|power)\b[^,;.\x00]{{0,14}}{_N}|{_N}\W{{0,3}}(?:\w+ )?(?:sensitiv\w+|true[- ]positive|recall|detection rate)", re.I)),
    ("prior", re.compile(rf"\b(?:prev(?:alence)?|prior(?: probability)?|base rate|incidence)\b[^,;.\x00]{{0,40}}{_N}|{_N}\W{{0,3}}(?:\w+ )?(?:prevalence|prior|base rate|incidence)|\baffects\W+(?:\w+ ){{0,3}}?{_N}|\boccurs in\W+(?:\w+ ){{0,2}}?{_N}(?= of (?:the |all )?(?:population|people|women|men|adults))", re.I)),
    ("accuracy", re.compile(rf"\baccura(?:cy|te)\b[^,;.\x00]{{0,14}}{_N}|{_N}\W{{0,3}}(?:of the time )?accura(?:te|cy)", re.I)),
)  # fmt: skip
_CUT = re.compile(r"[;]|,? \b(?:and|while|but|whereas|although)\b ")
_ASKS_POSTERIOR = re.compile(
    r"\b(?:probability|chance|likely|likelihood|odds|posterior|how sure|how confident|percent|what fraction|what proportion|p\s*\()",
    re.I,
)
_NEGATIVE_RESULT = re.compile(
    r"\btest(?:s|ed|ing)? (?:\w+ )?negative\b|\bnegative (?:test|result|screen)|\bresult (?:is|was|comes back) negative|\b(?:is|was) negative\b|\bnot (?:flagged|contain)|\bdoes(?:n't| not) contain",
    re.I,
)
_GIVEN_RESULT = re.compile(
    r"\bgiven\b|\bif\b|\btests? (?:positive|negative)|\bwho test|\bcontain\w*|\bpositive (?:test|result)|\bflagged\b|\bafter\b|\bactually\b|\bwhen\b|\||\ba positive\b|\b(?:with|has|having|includes?) the word\b|\bdoes contain\b|\bsays\b",
    re.I,
)
_RESULT_TOLD = re.compile(
    r"\b(?:tests?|tested|comes? back|came back|result (?:is|was)) positive\b|\b(?:was|is|gets?|got) flagged\b|\b(?:it|forecast|witness|detector|filter|model|alarm) (?:says|said|predicts|predicted|flags|flagged)\b|\balarm (?:goes off|rings|sounds)\b",
    re.I,
)
_COMPLEMENT = re.compile(
    r"\b(?:does(?:n't| not)|do(?:n't| not)) (?:actually )?have\b|\bnot have\b|\b(?:is|are) (?:actually )?(?:healthy|not|legitimate|ham|disease-free)\b|\bfalse (?:positive|alarm)\b|\bwithout the\b|\bis ham\b",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:probability|chance)\b (?:that|of)\b(?:(?!\b(?:with|given|if|has|have|who)\b)[^,]){0,60}?\b(?:tests? positive|a positive (?:test|result)|testing positive|is flagged)\W*$",
    re.I,
)


def diagnosis(question: Question) -> Recognition:
    """The posterior that the story asks for."""
    symbols = _in_symbols(question) or _sources(question)
    if symbols is not None:
        return symbols
    predictive = _PREDICTIVE.search(question.text)
    if predictive:
        return _predictive_value(question, negative=predictive[1].lower().startswith("n"))
    asking = _asking(question)
    if (
        not asking
        or not _ASKS_POSTERIOR.search(asking)
        or not (_TEST.search(question.text) or re.search(r"\blikelihood\b", question.text, re.I))
    ):
        return None
    parts = _parts(question)
    if parts is None or {"prior", "likelihood"} - set(parts):
        return None
    if not {"specificity", "false_positive_rate"} & set(parts):
        return Ask(
            "How often is the test positive without the condition: what is its specificity or false positive rate?"
        )
    if len(parts) > 3 or _WORKED.search(asking):
        return None
    return _wanted(asking, parts, told=_RESULT_TOLD.search(question.text) is not None)


_PREDICTIVE = re.compile(r"\b(ppv|npv|positive predictive value|negative predictive value)\b", re.I)


def _predictive_value(question: Question, *, negative: bool) -> Recognition:
    """PPV or NPV from prevalence, sensitivity and specificity."""
    parts = _parts(question)
    if parts is None or len(parts) != 3 or {"prior", "likelihood"} - set(parts):
        return None
    if negative:
        return Request("Bayes' theorem", parts | {"result": "negative"}, pick="complement")
    return Request("Bayes' theorem", parts)


_WORKED = re.compile(
    r"\btwice\b|\bsecond test\b|\btwo (?:independent |positive )?tests\b|\bboth\b|\bagain\b|\bretest\w*|\bin a row\b",
    re.I,
)


def _asking(question: Question) -> str:
    """The last sentence that asks."""
    asking = [sentence.text for sentence in question.sentences if sentence.asks and not sentence.conceptual]
    return asking[-1] if asking else ""


def _wanted(asking: str, parts: dict[str, Argument], *, told: bool) -> Recognition:
    """Which probability is asked for: of the hypothesis, its opposite, or the evidence at all."""
    clause = re.split(r"[,:]\s*(?=what|how|find|calculate|compute)", asking, flags=re.I)[-1]
    negative = _NEGATIVE_RESULT.search(asking) is not None
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
    names = list(_names(question, numbers))
    if counted is not None:
        found["prior"], numbers, names = counted, numbers[2:], names[2:]
    for span, name in zip(numbers, names, strict=True):
        value = _share(span)
        if value is None or name is None:
            return None
        for key, part in _as_arguments(name, value):
            if key in found and abs(float(str(found[key])) - part) > 1e-12:
                return None
            found[key] = part
    if "specificity" in found and "false_positive_rate" in found:
        del found["false_positive_rate"]
    return found


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


def _share(span: Span) -> float | None:
    value = span.value
    return float(value) if isinstance(value, (int, float)) and 0 <= value <= 1 and span.labels == () else None


def _number(span: Span) -> float | None:
    return float(span.value) if isinstance(span.value, (int, float)) and not span.labels else None


def _as_arguments(name: str, value: float) -> Iterator[tuple[str, float]]:
    """A part as arguments; "99 % accurate" means both the sick and the healthy."""
    if name == "accuracy":
        yield "likelihood", value
        yield "specificity", value
    elif name == "miss":
        yield "likelihood", 1 - value
    else:
        yield ("false_positive_rate" if name == "false" else name), value


def _names(question: Question, numbers: tuple[Span, ...]) -> Iterator[str | None]:
    """The part of each number, from a keyword beside it or from its clause."""
    tested = right = False
    for place, span in enumerate(numbers):
        start = numbers[place - 1].end if place else 0
        between = question.text[start : span.start]
        if re.search(r"[.?!]\s", between):
            tested = right = False
        before = _CUT.split(re.split(r"[.?!]\s", between)[-1])[-1] if place else between
        after = question.text[span.end : numbers[place + 1].start if place + 1 < len(numbers) else len(question.text)]
        name = _keyword(before, re.split(r"[.;?!]", after)[0])
        behind = _CUT.split(re.split(r"[.;?!](?:\s|$)", after)[0])[0]
        clause = f"{before}{_N}{behind}"
        tested = tested or _TEST.search(clause) is not None
        right = right or _RIGHT.search(clause) is not None
        if name == "accuracy" and (_WITH.search(behind) or _WITHOUT.search(behind)):
            name = "specificity" if _WITHOUT.search(behind) else "likelihood"
        yield name or _by_clause(clause, tested=tested, right=right)


def _keyword(before: str, after: str) -> str | None:
    words = f"{before}{_N}{after}"
    hits = [
        (found.end() - found.start(), name) for name, pattern in _KEYWORDS for found in [pattern.search(words)] if found
    ]
    return min(hits)[1] if hits else None


def _by_clause(clause: str, *, tested: bool, right: bool) -> str | None:
    """The part from what the number is a share of, else from the condition in its clause."""
    of = _OF.match(clause.split(_N)[1])
    if of and re.match(r"(?:time|cases|occasions|instances)\b", of[1]):
        of = None
    share = of[1] if of else clause
    without, with_ = _WITHOUT.search(share) is not None, _WITH.search(share) is not None
    if of and not without and not with_:
        if not _RESULT.search(clause):
            return "prior"
        if _EVERYBODY.search(share):
            # A share of everybody's results: the evidence at all.
            return None
        without, with_ = _WITHOUT.search(clause) is not None, _WITH.search(clause) is not None
    if not of and (not tested or not _RESULT.search(clause)):
        return "prior" if with_ or _EVERYBODY.search(clause) else None
    negative = _MISSED.search(_WITHOUT.sub(" ", clause) if without else clause) is not None
    if without:
        return "specificity" if negative or right else "false"
    if with_:
        return "miss" if negative else "likelihood"
    return None


_OF = re.compile(
    r"\s*(?:of|for)\s+(?:all |the |its |our |incoming |such |any |a )*((?:(?!(?:is|are|was|were|will|tests?|has|have|come|get|contain|show|suffer|carry|who|that|which|with|without|when|if|in|where|having|detect|use)\b)[\w'-]+\s*){1,3}"
    r"(?:(?:with|without|when|if|in which|where)\b.{0,40}|(?:who|that|which)\s+(?:actually |really |truly |do |don't |do not )?(?:\w+\s+){1,3}\w*)?)",
    re.I,
)
"""What the number is a share of: "of people with the disease", "of the healthy"."""
_EVERYBODY = re.compile(
    r"\b(?:population|people|women|men|adults|persons|individuals|patients|students|e?mails?|messages|transactions|days|users|customers|products|items|parts|applicants|babies|children|drivers|cases|it|cars|bulbs|articles)\b",
    re.I,
)


# ---- symbols -----------------------------------------------------------------------------------------------------------

_SYMBOL = re.compile(r"P\s*\(\s*(?P<what>[^()|]+?)\s*(?:\|\s*(?P<given>[^()|]+?)\s*)?\)", re.I)
_NOT = re.compile(r"^(?:not\s+|no\s+|~|!|neg(?:ative)?\s*|\\?lnot\s*|\\?neg\s*|-)\s*|(?:'|\^c|\^C|complement)$", re.I)


def _in_symbols(question: Question) -> Recognition:
    """P(A) = 0.01, P(B|A) = 0.9, P(B|not A) = 0.05: what is P(A|B)?"""
    told = {_key(span.name): _number(span) for span in question.spans if _SYMBOL.fullmatch(span.name)}
    if len(told) < 2 or len(told) != len(numbers_of(question)) or None in told.values():
        return None
    values = {key: value for key, value in told.items() if value is not None}
    wanted = [_key(found[0]) for found in _SYMBOL.finditer(question.text)]
    wanted = [key for key in wanted if key not in values]
    if len(set(wanted)) != 1 or not wanted[0][1]:
        return None
    return _from_symbols(wanted[0], values)


Key = tuple[str, str]
"""(event, what it is given); a leading "-" means not."""


def _key(written: str) -> Key:
    found = _SYMBOL.fullmatch(written.strip())
    return (_event(found["what"]), _event(found["given"] or "")) if found else ("", "")


def _event(written: str) -> str:
    plain = re.sub(r"\s+", " ", written.strip().lower())
    bare = _NOT.sub("", plain).strip()
    return f"-{bare}" if bare != plain else plain


def _from_symbols(wanted: Key, values: dict[Key, float]) -> Recognition:
    hypothesis, evidence = wanted
    opposite = hypothesis.removeprefix("-") if hypothesis.startswith("-") else f"-{hypothesis}"
    prior = values.get((hypothesis, ""), 1 - values[opposite, ""] if (opposite, "") in values else None)
    likelihood = values.get((evidence, hypothesis))
    both = next(
        (
            values[key, ""]
            for key in (
                f"{hypothesis} and {evidence}",
                f"{evidence} and {hypothesis}",
                f"{hypothesis}, {evidence}",
                f"{evidence}, {hypothesis}",
                f"{hypothesis} n {evidence}",
            )
            if (key, "") in values
        ),
        None,
    )
    if both is not None and (evidence, "") in values and len(values) <= 3:
        return Request("conditional probability", {"both": both, "condition": values[evidence, ""]})
    if prior is None or likelihood is None or len(values) != 3:
        return None
    arguments: dict[str, Argument] = {"prior": prior, "likelihood": likelihood}
    if (evidence, opposite) in values:
        return Request("Bayes' theorem", arguments | {"false_positive_rate": values[evidence, opposite]})
    if (evidence, "") in values:
        return Request("Bayes' theorem", arguments | {"evidence": values[evidence, ""]})
    return None


# ---- several sources ---------------------------------------------------------------------------------------------------

_FAULT = re.compile(
    r"\b(?:defective|faulty|fail\w*|errors?|late|broken|bad|wrong|damaged|spoiled|fraud\w*|bugs?|flawed)\b", re.I
)
_SOURCE = re.compile(
    r"\b(?:machine|factory|plant|supplier|line|box|urn|company|source|model|server|source|bag|vendor|worker|shift)s?\s+([A-Z]|[1-9]|I{1,3})\b|(?<![\w'])([A-F])\b(?=\s+(?:makes|produces|supplies|made|produced|supplied|is|has|handles))"
)
_FROM = re.compile(
    r"\b(?:from|by|of|made in|produced (?:by|at)|supplied by)\s+(?:the\s+)?(?:machine|factory|plant|supplier|line|box|urn|company|source|model|server|bag|vendor|worker|shift)?\s*([A-Z]|[1-9]|I{1,3})\b(?=\s*[?.]|\s*$)"
)


def _sources(question: Question) -> Recognition:
    """Machine A makes 60 % with 2 % defective, machine B 40 % with 4 %: which one made a defective item?"""
    numbers = [span for span in numbers_of(question) if not _names_source(question, span)]
    shares = [_share(span) for span in numbers]
    asked = _FROM.search(_asking(question))
    if asked is None or not _FAULT.search(question.text) or len(shares) not in {4, 6, 8} or None in shares:
        return None
    values = [share for share in shares if share is not None]
    half = len(values) // 2
    for priors, faults in ((values[::2], values[1::2]), (values[:half], values[half:])):
        if abs(sum(priors) - 1) < 1e-9 and max(faults) < 0.5:
            return _posterior(question, asked[1], priors, faults)
    return None


def _names_source(question: Question, span: Span) -> bool:
    return any(found.start() <= span.start < found.end() for found in _SOURCE.finditer(question.text))


def _posterior(question: Question, asked: str, priors: list[float], faults: list[float]) -> Recognition:
    """The posterior of the source asked for, in the order in which the sources are named."""
    named = list(dict.fromkeys(found[1] or found[2] for found in _SOURCE.finditer(question.text)))
    if len(named) != len(priors) or asked not in named:
        return None
    arguments: dict[str, Argument] = {"priors": tuple(priors), "likelihoods": tuple(faults)}
    return Request("Bayes over several hypotheses", arguments, pick=str(named.index(asked) + 1))
