"""Recognise: what calculation a question asks for; None when it is none, or not surely.

The rules are tried in order; the first that is sure decides. A rule has to account for every number of the question,
so a question that holds a number nobody knows the meaning of is left to the notes.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from tutor.calculator.accounted import accounted
from tutor.calculator.arithmetic import arithmetic
from tutor.calculator.asking import asked_about, is_bare, is_outer, wants_explanation
from tutor.calculator.binding import bind
from tutor.calculator.bits import bits
from tutor.calculator.chances import CHANCE_NAMES, chance
from tutor.calculator.classes import classes_named, covers
from tutor.calculator.confusions import confusion
from tutor.calculator.descents import descent
from tutor.calculator.diagnoses import diagnosis
from tutor.calculator.entropies import compared, entropies
from tutor.calculator.fits import fits
from tutor.calculator.frames import framed
from tutor.calculator.games_told import game
from tutor.calculator.gated import (
    bare_product,
    batches,
    built,
    child_entropies,
    from_given,
    informed,
    joints,
    mixture,
    population,
    recorded,
    right_class,
    scheduled,
    told_descent,
    told_layers,
)
from tutor.calculator.gradients import gradients
from tutor.calculator.labelled import classified, from_labels
from tutor.calculator.losses import PAIRS, cross_entropy, divergence, length, perplexity
from tutor.calculator.mentions import Mention
from tutor.calculator.operation import Kind
from tutor.calculator.patterns import regex
from tutor.calculator.picking import PICKABLE, compares, picked
from tutor.calculator.predictions import prediction
from tutor.calculator.programs import program
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.quoted import quoted
from tutor.calculator.rankings import ranking
from tutor.calculator.rates import rate
from tutor.calculator.reworked import reworked
from tutor.calculator.samples import folds, spread
from tutor.calculator.shortcuts import shortcut
from tutor.calculator.slopes import slopes
from tutor.calculator.stories import chance_entropy
from tutor.calculator.substitution import substitution
from tutor.calculator.told_steps import told_steps
from tutor.calculator.turned import beside_the_point, turned_to_another
from tutor.calculator.units_asked import unit_asked
from tutor.calculator.variants import is_code, is_variant, other_layer
from tutor.calculator.verdicts import only_told, verdicts

MOST_CHARACTERS = 2_000
MOST_MENTIONS = 12
"""Operations named in one question; more of them are a list of words."""
OWN_RULE = frozenset(
    {
        *PAIRS,
        "cross-entropy",
        "perplexity",
        "binomial probability",
        "Poisson probability",
        "normal probability",
        "at least one",
        "Bayes' theorem",
        "k-fold sizes",
        "gradient descent",
        "momentum",
        "RMSProp",
        "Adam",
        "Shapley values",
        "KV cache size",
        *CHANCE_NAMES,
    }
)
"""Operations whose numbers need more than words next to them to be told apart."""
TOLD = frozenset(
    {
        "mean squared error",
        "root mean squared error",
        "mean absolute error",
        "mean absolute percentage error",
        "R²",
        "Huber loss",
        "hinge loss",
        "scaled dot-product attention",
        "attention weights",
    }
)
"""Operations of given data: words next to their numbers are enough where nothing else is told, in "MSE of y = ..."."""


def _generic(question: Question, mention: Mention) -> Recognition:
    """Any operation whose numbers find their parameters by words, names or type."""
    if mention.operation.name in PICKABLE and compares(question):
        return None
    if mention.operation.name in OWN_RULE or any(each.name == "tp" for each in mention.operation.parameters):
        return None
    if mention.operation.name in TOLD and not is_bare(question):
        return None
    bound = bind(mention.operation, question)
    joint, small = bound.spans.get("joint"), bound.arguments.get("epsilon", 0)
    if (joint is not None and not joint.is_matrix) or (isinstance(small, (int, float)) and small >= 1):
        return None
    if not bound.complete or not any(
        parameter.kind not in {Kind.CHOICE} and parameter.name in bound.arguments
        for parameter in mention.operation.parameters
    ):
        return None
    return Request(mention.operation.name, bound.arguments)


def _one_class(question: Question, mention: Mention) -> Recognition:
    """Softmax where one class is asked for: its number is no logit."""
    if mention.operation.name not in PICKABLE:
        return None
    bound = bind(mention.operation, question)
    logits = bound.spans.get("z")
    if bound.missing or logits is None:
        return None
    pick = picked(question, length(logits), logits.labels)
    named = classes_named(question, length(logits), logits.labels)
    if not pick or any(not covers(named, span) for span in bound.left):
        return None
    return Request(mention.operation.name, bound.arguments, pick=pick)


STORIES: tuple[Callable[[Question], Recognition], ...] = (
    program,
    told_descent,
    bare_product,
    arithmetic,
    fits,
    game,
    right_class,
    batches,
    scheduled,
    child_entropies,
    told_layers,
    rate,
    quoted,
    ranking,
    entropies,
    substitution,
    told_steps,
    bits,
    prediction,
    gradients,
    slopes,
    verdicts,
    mixture,
    population,
    diagnosis,
    chance,
)
"""Rules that need no operation to be named."""
RULES: tuple[Callable[[Question, Mention], Recognition], ...] = (
    divergence,
    cross_entropy,
    perplexity,
    confusion,
    descent,
    shortcut,
    folds,
    spread,
    compared,
    chance_entropy,
    _one_class,
    _generic,
)
"""Rules for an operation that is named, from the special to the general."""


def recognise(question: Question) -> Recognition:
    """The request, the question that decides, or None."""
    found = _found(question)
    return None if beside_the_point(question, found) or reworked(question, found) else found


def _found(question: Question) -> Recognition:
    if is_code(question):
        return built(question) if re.search(r"\bhow many\b[^?]*\?", question.text, re.I) else None
    if turned_to_another(question):
        return None
    found = recorded(question) or joints(question) or informed(question)
    found = found or (None if other_layer(question) else from_given(question))
    if found is not None:
        return found
    formula = framed(question) or built(question) or classified(question)
    if formula is not None:
        return formula
    if other_layer(question):
        return None
    for story in STORIES:
        found = story(question)
        if found is not None:
            return found
    together = _together(question)
    if together is not None:
        return _finished(question, together)
    found = _alone(question)
    if isinstance(found, Request):
        return found
    return told_layers(question) or from_labels(question) or accounted(question) or found


_AND = regex(
    r"\s*(?:scores?|values?|rates?|loss(?:es)?)?\s*(?:,|and|&|, and|as well as|,? "
    r"and (?:the|its|also)|plus)\s*(?:the|its|also|their)?\s*",
    re.I,
)


def _together(question: Question) -> Request | None:
    """Several operations on the same numbers: "precision, recall and F1", "entropy and perplexity of ..."."""
    asked = {id(mention) for mention in asked_about(question)}
    row: list[Mention] = []
    for mention in question.mentions:
        if id(mention) not in asked or only_told(question, mention):
            continue
        if row and not _AND.fullmatch(question.text, row[-1].end, mention.start):
            if len(row) > 1:
                break
            row = []
        row.append(mention)
    if len({mention.operation.name for mention in row}) < 2 or len(row) < len(asked):
        return None
    found = [_alone(replace(question, mentions=(mention,))) for mention in row]
    requests = [each for each in found if isinstance(each, Request)]
    return replace(requests[0], also=tuple(requests[1:])) if len(requests) == len(row) else None


def _alone(question: Question) -> Recognition:
    """The one operation that is asked for."""
    asked = [mention for mention in asked_about(question) if not only_told(question, mention)]
    if len(asked) > MOST_MENTIONS or any(
        is_outer(question, mention) or is_variant(question, mention) for mention in asked
    ):
        return None
    for mention in asked:
        if len(asked) > 1 and re.match(r"\s*(?:measures?|metrics?)\b", question.text[mention.end :], re.I):
            continue
        if _other_unit(question, mention) or _of_distribution(question, mention):
            continue
        for rule in RULES:
            found = rule(question, mention)
            if found is not None:
                return _finished(question, found)
    return None


def _of_distribution(question: Question, mention: Mention) -> bool:
    """Whether the mean or spread of a distribution is asked for, and not of numbers."""
    return mention.operation.name in {
        "mean",
        "variance",
        "standard deviation",
        "standard error",
        "median",
    } and question.has(
        r"\b(?:bernoulli|binomial|poisson|uniform|normal|gaussian|exponential|geometric|"
        r"beta|gamma) (?:distribution|variable|with)?|"
        r"\brandom variable\b|\bdie\b|\bdice\b|\bcoins?\b|\bestimator\b"
    )


def _other_unit(question: Question, mention: Mention) -> bool:
    """Whether a unit of information is asked for that the operation does not have."""
    names = {parameter.name for parameter in mention.operation.parameters}
    return unit_asked(question.text) in {"bits", "bans"} and not names & {"unit", "precision", "form"}


_CHANGE = regex(
    r"\babsolute (?:value|change|size)\b|\bby how much\b|\bmagnitude of the (?:step|update|change)\b|"
    r"\b(?:size|length) of the (?:update|parameter (?:step|update)|change)\b|\bhow (?:much|"
    r"far) does (?:the )?[\w ]{1,30} (?:change|move)\b",
    re.I,
)
_MOVED = frozenset({"gradient descent", "momentum", "RMSProp", "Adam"})


def _finished(question: Question, found: Request | Ask) -> Request | Ask:
    if isinstance(found, Request) and found.operation in _MOVED and _CHANGE.search(question.text) and not found.pick:
        return replace(found, pick="change")
    if isinstance(found, Request) and wants_explanation(question):
        return replace(found, explain=True)
    return found
