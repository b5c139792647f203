"""Chances: the readers of questions about probabilities, expectations and samples, in their order."""

import re
from collections.abc import Callable

from tutor.calculator.boxes import box, coin
from tutor.calculator.diagnoses import diagnosis
from tutor.calculator.dice import dice
from tutor.calculator.estimates import estimate
from tutor.calculator.experiments import experiment
from tutor.calculator.guesses import guessed, weighed
from tutor.calculator.naive import naive
from tutor.calculator.named_laws import law, unnamed
from tutor.calculator.opposites import ALTERED
from tutor.calculator.outcomes import tabled
from tutor.calculator.overlaps import overlap
from tutor.calculator.parts import without_aside
from tutor.calculator.patterns import regex
from tutor.calculator.payoffs import bet, counted, game, scaled, table
from tutor.calculator.question import Question, Recognition, Request, read
from tutor.calculator.repeats import YEARLY, repeat, same_side, stock, together
from tutor.calculator.retelling import pruned, retold
from tutor.calculator.selections import birthday, ways
from tutor.calculator.tries import tries
from tutor.calculator.unions import likelihood_ratio, odds, union
from tutor.calculator.unknowns import beta, bootstrap, decomposition
from tutor.calculator.witness import pair

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


RULES: tuple[Callable[[Question], Recognition], ...] = (
    *(estimate, law),
    *(union, scaled, odds, likelihood_ratio),
    *(tabled, table, game, bet, decomposition, beta),
    *(box, coin, pair, bootstrap),
    *(experiment, dice, ways, birthday),
    *(counted, repeat, tries, unnamed),
    *(naive, overlap, together, stock, guessed, weighed),
)
"""From what is written in symbols to what is told in a story."""
STORIES: tuple[Callable[[Question], Recognition], ...] = (
    diagnosis,
    box,
    pair,
    tries,
    law,
    unnamed,
)
"""Those that take shares and times only, so that other numbers don't matter."""
