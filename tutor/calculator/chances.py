"""Chances: binomial, Poisson and normal probabilities told in words."""

import re
from collections.abc import Callable

from tutor.calculator.arrivals import arrivals
from tutor.calculator.binding import both
from tutor.calculator.boxes import box, coin
from tutor.calculator.categories import category, colours
from tutor.calculator.decks import card
from tutor.calculator.diagnoses import diagnosis
from tutor.calculator.dice import dice
from tutor.calculator.experiments import experiment
from tutor.calculator.estimates import estimate
from tutor.calculator.guesses import guessed, weighed
from tutor.calculator.handfuls import handful
from tutor.calculator.inferred import inferred
from tutor.calculator.laws import law
from tutor.calculator.naive import naive
from tutor.calculator.operation import Argument
from tutor.calculator.overlaps import overlap
from tutor.calculator.parts import without_aside
from tutor.calculator.patterns import regex
from tutor.calculator.payoffs import bet, counted, game, scaled, table
from tutor.calculator.queries import other_amount, other_time, query
from tutor.calculator.question import Question, Recognition, Request, read
from tutor.calculator.repeats import YEARLY, repeat, same_side, stock, together
from tutor.calculator.retelling import pruned, retold
from tutor.calculator.roles import assigned
from tutor.calculator.selections import birthday, ways
from tutor.calculator.span import Span
from tutor.calculator.studies import study
from tutor.calculator.surveys import survey
from tutor.calculator.tried import EVENTS_BEFORE, EVENTS_BEHIND, TRIALS_BEFORE, TRIALS_BEHIND
from tutor.calculator.tries import OTHER, tries
from tutor.calculator.unions import likelihood_ratio, odds, union
from tutor.calculator.unknowns import beta, bootstrap, decomposition
from tutor.calculator.updates import ALTERED
from tutor.calculator.urns import urn
from tutor.calculator.witness import pair

_CHANCE = regex(
    r"\bprobability\b|\bchances?\b|\blikely\b|\bodds\b|\bp\s*\(\s*[xkyz]|\bpr\s*\(|"
    r"\bpercent(?:age)?\b|\b(?:fraction|proportion)\b|\bbinomial\b|\bpoisson\b",
    re.I,
)
_TAILS = (
    ("at least", regex(r"\bat least\b|\bor more\b|\bno (?:fewer|less) than\b|>=|\bminimum of\b", re.I)),
    ("at most", regex(r"\bat most\b|\bor (?:fewer|less)\b|\bno more than\b|<=|\bup to\b", re.I)),
    ("more than", regex(r"\bmore than\b|\bgreater than\b|\bexceed\w*\b|[a-z]\s*>(?!=)", re.I)),
    ("fewer than", regex(r"\b(?:fewer|less) than\b|[a-z]\s*<(?!=)", re.I)),
)
_FAIR = regex(r"\bfair (?:\w+ )?(?:coins?|toss\w*|flips?)\b|\bunbiased coin\b|\bcoin is fair\b", re.I)
_SIX = regex(
    r"\bfair (?:six-sided |6-sided )?(?:die|dice)\b(?=.*\b(?:a|one|any|no|single|"
    r"two|three|exactly \w+) (?:six(?:es)?|ones?|fives?|fours?)\b)",
    re.I | re.S,
)
_NORMAL = regex(r"\bnormal(?:ly)?\b|\bgaussian\b|\bbell curve\b|\bN\s*\(", re.I)


CHANCE_NAMES = frozenset(
    {
        "total probability",
        "probability of A or B",
        "probability of A and B",
        "odds",
        "posterior from odds",
        "likelihood ratio",
        "Bayes after several tests",
        "geometric probability",
        "exponential probability",
        "uniform probability",
        "normal quantile",
        "moments of a distribution",
        "expected value",
        "moments of dice",
        "hypergeometric probability",
        "dice sum",
        "shared birthday",
        "sequences",
        "arrangements with repeats",
        "standard error of a proportion",
        "sample size",
        "test statistic",
    }
)
"""Operations that only the rules of this file ask for: their names alone don't say which number is which."""


_ANY = regex(
    r"\bprob|\bchance|\blikel|\bodds\b|\bexpect|\bvarian|\bstandard (?:deviation|error)|\bfraction|\bproportion|"
    r"\bpercent|\bshare\b|"
    r"\bposterior|\bhow (?:many|often|large|big)\b|\bways\b|~|\bsim\b|\bP\s*[(\[]|\bPr\s*\(|\bE\s*[(\[]|"
    r"\bVar?\s*[(\[]|\bstatistic|"
    r"\bmean\b|\baverage\b|\bquantile|\b(?:die|dice)\b|\bconfidence\b|\bmse\b|\berror\b|\bci\b|\b[tz][- ]?(?:value|"
    r"test|score)|\bbinomial|\bpoisson|"
    r"\bnormal|\bdistribut|\bLR\b|\bavailab|\breliab|\brate\b",
    re.I,
)
"""One of these words stands in every question that the rules below can read."""


_ELSEWHERE = regex(
    r"\bstandard error of (?:the )?(?:variance|standard deviation|median|difference|slope|correlation)\b|"
    r"\|[^|]*\|.*\bP\s*\([^()|=]*(?:\band\b|∩|&)[^()|=]*\)\W*$",
    re.I | re.S,
)
"""What no rule here reads, though its words and numbers look like what one does."""


def chance(question: Question) -> Recognition:
    """The first reading that is sure."""
    if not _ANY.search(question.text) or ALTERED.search(question.text) or _ELSEWHERE.search(question.text):
        return None
    for rule in RULES:
        found = _sided(question, rule(question), rule is repeat)
        if (
            isinstance(found, Request)
            and rule is not arrivals
            and found.operation.startswith("Poisson")
            and other_amount(question.text)
        ):
            continue
        if found is not None:
            return found
    found = _retold(question) or _tidied(question) or _chosen(question)
    return _sided(question, found, sure=True)


_UNLIKE = regex(
    r"\b(?:two|2|double)[- ]headed\b|\bboth sides\b|\bwhich (?:coin|die)\b|\bit (?:was|"
    r"is) the [\w -]{2,20}(?:coin|die)\b",
    re.I,
)
"""Coins that are not alike: a run of tries with one of them is no count of successes."""


def _sided(question: Question, found: Recognition, sure: bool) -> Recognition:
    """The request, unless it counts the opposite of what its one share tells."""
    if not isinstance(found, Request) or found.operation not in {"binomial probability", "at least one"}:
        return found
    if YEARLY.search(question.text) or _UNLIKE.search(question.text):
        return None
    if sure:
        return found
    return found if same_side(question) else None


def _tidied(question: Question) -> Recognition:
    """The same rules once more without prices, dates and sizes beside the story."""
    text = without_aside(question.text)
    if text == question.text:
        return None
    shorter = read(text)
    found = (_sided(shorter, rule(shorter), rule is repeat) for rule in RULES)
    return next((each for each in found if each is not None), None)


_CHOSEN = regex(
    r"\b[Ii]f (?P<what>(?:you|we|i|one|two|three|four|five|six|\d+|an?|she|he|they|the|someone|all)\b[^,.;?]{0,90}?"
    r"\b(?:select|choos|chose|draw|pick|tak|sampl|roll|toss|flip|throw|spin|buy|receiv|"
    r"remov)[a-z]*\b[^,.;?]{0,60}), (?=what|find|how|compute|calculate|determine)",
    re.I,
)


def _chosen(question: Question) -> Recognition:
    """What is drawn told as a condition: "if you draw two balls, what is" says no more than "you draw two balls"."""
    text = _CHOSEN.sub(lambda hit: f"{hit['what'][:1].upper()}{hit['what'][1:]}. ", question.text)
    if text == question.text:
        return None
    plainer = read(text)
    found = (_sided(plainer, rule(plainer), rule is repeat) for rule in RULES)
    return next((each for each in found if each is not None), None)


def _retold(question: Question) -> Recognition:
    """The stories of probabilities once more, with shares as percentages and without prices and ages."""
    if not re.search(
        r"\bprobab\w*|\bchances?\b|\blikely\b|\bshare\b|\bfraction\b|\bpercent\w*\b|\bposterior\b", question.text, re.I
    ):
        return None
    told = retold(question)
    shorter = pruned(told or question)
    versions = [version for version in (told, shorter) if version is not None]
    found = (_sided(version, rule(version), rule is repeat) for version in versions for rule in STORIES)
    return next((each for each in found if each is not None), None)


def _told_in_words(question: Question) -> Recognition:
    """A binomial, Poisson or normal probability."""
    if not _CHANCE.search(question.text) or any(sentence.conceptual for sentence in question.sentences):
        return None
    if not question.asks and len(question.text) > 120:
        return None
    if _NORMAL.search(question.text) or OTHER.search(question.text):
        return None
    if re.search(r"\bpoisson\b", question.text, re.I):
        return None if other_time(question.text, question.text) else _events(question)
    return _trials(question)


def _tail(question: Question) -> str | None:
    """Which counts are meant; None when two are told."""
    found = [name for name, pattern in _TAILS if pattern.search(question.text)]
    return None if len(found) > 1 else found[0] if found else "exactly"


def _trials(question: Question) -> Recognition:
    """K successes in n tries with the chance p; a fair coin says p."""
    told = _told(question, TRIALS_BEFORE, TRIALS_BEHIND)
    tail = _tail(question)
    if told is None or tail is None:
        return None
    if "p" not in told and _FAIR.search(question.text):
        told["p"] = 0.5
    if "p" not in told and _SIX.search(question.text):
        told["p"] = 1 / 6
    if "k" not in told and re.search(r"\bat least (?:one|once)\b", question.text, re.I):
        told["k"] = 1
    if "k" not in told and re.search(
        r"\b(?:no|none|zero|not a single) (?:heads?|successes|errors|failures|defective|of)\b", question.text, re.I
    ):
        told["k"], tail = 0, "exactly"
    if set(told) != {"n", "k", "p"} or not _plausible(told):
        return None
    return Request("binomial probability", told | {"tail": tail})


def _plausible(told: dict[str, Argument]) -> bool:
    n, k, p = told["n"], told["k"], told["p"]
    return isinstance(n, int) and isinstance(k, int) and isinstance(p, (int, float)) and 0 <= k <= n and 0 <= p <= 1


def _events(question: Question) -> Recognition:
    """K events where a rate is expected; both over the same time."""
    told = _told(question, EVENTS_BEFORE, EVENTS_BEHIND)
    tail = _tail(question)
    if (
        told is not None
        and "k" not in told
        and re.search(r"\bno (?:events?|calls?|emails?|errors?|arrivals?|requests?)\b", question.text, re.I)
    ):
        told["k"], tail = 0, "exactly"
    if told is None or tail is None or set(told) != {"rate", "k"}:
        return None
    return Request("Poisson probability", told | {"tail": tail})


def _told(
    question: Question, before: dict[str, tuple[str, ...]], behind: dict[str, tuple[str, ...]]
) -> dict[str, Argument] | None:
    """Every number in its role; number words count where their words point at a role."""
    spans = [part for span in question.spans for part in _parts(question, span)]
    names = assigned(question, spans, before, behind, allowed=_allowed)
    if any(not name and not span.word for name, span in zip(names, spans, strict=True)):
        return None
    return {
        name: span.value for name, span in zip(names, spans, strict=True) if name and not isinstance(span.value, tuple)
    }


def _parts(question: Question, span: Span) -> tuple[Span, ...]:
    return both(question.text, span) if span.ratio and not span.name else (span,)


def _allowed(span: Span, name: str, cue: str, behind: bool) -> bool:
    value = span.value
    if isinstance(value, tuple) or span.labels:
        return False
    if name == "p":
        return 0 <= value <= 1 and (isinstance(value, float) or span.percent)
    if span.word and cue in {"of", "in", "are", "will"}:
        return False
    return (isinstance(value, int) or name == "rate") and not span.percent


RULES: tuple[Callable[[Question], Recognition], ...] = (
    *(query, union, scaled, odds, likelihood_ratio),
    *(table, game, bet, decomposition, beta),
    *(box, coin, pair, bootstrap),
    *(category, experiment, colours, dice, card, urn, ways, birthday),
    *(counted, repeat, tries, estimate, law),
    *(naive, overlap, handful, together, stock, guessed, weighed),
)
"""From what is written in symbols to what is told in a story."""
STORIES: tuple[Callable[[Question], Recognition], ...] = (
    diagnosis,
    box,
    pair,
    tries,
    law,
    query,
)
"""Those that take shares and times only, so that other numbers don't matter."""
