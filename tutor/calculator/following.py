"""Following: a short question that goes on from the last calculation of the conversation.

"and in bits?", "reverse it", "with temperature 0.5", "now the cross-entropy if class 2 is right", "its entropy",
"and for [3, 2, 1]?", "what if the first one is 3?", "0.3 instead of 0.2".
"""

import re
from collections.abc import Callable

from tutor.calculator.asking import is_altered
from tutor.calculator.binding import bind, choices
from tutor.calculator.changes import again, one_class, replaced, shifted
from tutor.calculator.classes import classes_named
from tutor.calculator.operation import Argument, Kind, Operation, Parameter
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.registry import operation
from tutor.calculator.scoring import fits, sums_to_one
from tutor.calculator.span import Span
from tutor.calculator.units_asked import unit_asked
from tutor.calculator.working import Value, Working

_GOES_ON = regex(
    r"^\W*(?:and|now|then|next|also|ok(?:ay)?|so|what about|how about|what if|what(?:'s|"
    r" is| are| would be)? (?:it|that|the (?:same|result|other|reverse))|"
    r"same|instead|reverse|swap|flip|switch|change|replace|just|only|but|again|redo|"
    r"repeat|with|using|in|for|at|if|try|make|let|set|convert|its|the other|other|"
    r"do|give|show|compute|calculate|take|use)\b"
    r"|^\W*(?:kl|d_?kl|h) ?\(|\b(?:it|its|that|this|these|those|same|instead|again|"
    r"previous|above|result|them|the two|both|the other way|other direction)\b",
    re.I,
)
_SWAP = regex(
    r"\b(?:reverse[d]?|swap(?:ped)?|flip(?:ped)?|switch(?:ed)?|other (?:direction|"
    r"way)|opposite (?:direction|way)|way (?:a)?round|exchange|interchange)\b"
    r"|\b(?:kl|d_?kl|d|h)?\s*\(?\s*q\s*(?:\|\||from|,)\s*p\s*\)?|\bfrom q to p\b|"
    r"\bof q (?:from|relative to|with respect to) p\b",
    re.I,
)
_OF_RESULT = regex(r"\b(?:of|from|to|on) (?:the|this|that) (?:result|output)\b", re.I)
_EITHER = (
    frozenset({"specificity", "false_positive_rate", "evidence"}),
    frozenset({"q", "z"}),
    frozenset({"p", "label"}),
)
"""Parameters of which only one is given."""


def following(question: Question, last: Working) -> Recognition:
    """The request that the follow-up makes of the last calculation; None when it is not one."""
    if any(sentence.conceptual for sentence in question.sentences) or len(question.text) > 200:
        return None
    if not _GOES_ON.search(question.text) or is_altered(re.sub(r"\bchanged?\b", "", question.text)):
        return None
    for rule in RULES:
        found = rule(question, last)
        if found is not None:
            return found
    return None


def _swapped(question: Question, last: Working) -> Recognition:
    """The same with P and Q exchanged."""
    if (
        question.spans
        or not _SWAP.search(question.text)
        or not {"p", "q"} <= set(last.inputs)
        or _other_operation(question, last)
    ):
        return None
    inputs = again(last) | {"p": last.inputs["q"], "q": last.inputs["p"]}
    return Request(last.operation, inputs | choices(operation(last.operation), question))


def _other(question: Question, last: Working) -> Recognition:
    """Another operation on the same inputs, or on the result."""
    wanted = _other_operation(question, last)
    if wanted is None:
        return None
    given = carried(wanted, question, last)
    if _OF_RESULT.search(question.text) and last.value not in given.values():
        return None
    named = _label(wanted, question, last)
    bound = bind(wanted, question, given | named)
    left = [span for span in bound.left if not (named and span.is_scalar)]
    if left or any(each.name not in bound.arguments for each in bound.missing):
        return None
    if not _enough(wanted, bound.arguments):
        return _which_class(wanted, last) if "label" in {each.name for each in wanted.parameters} and given else None
    arguments = bound.arguments
    if _SWAP.search(question.text) and {"p", "q"} <= set(arguments):
        arguments = arguments | {"p": arguments["q"], "q": arguments["p"]}
    return Request(wanted.name, arguments)


def _enough(wanted: Operation, arguments: dict[str, Argument]) -> bool:
    """Cross-entropy needs a target besides the prediction."""
    if wanted.name == "cross-entropy":
        return ("label" in arguments or "p" in arguments) and ("q" in arguments or "z" in arguments)
    return any(parameter.name in arguments for parameter in wanted.parameters if parameter.kind is not Kind.CHOICE)


def _which_class(wanted: Operation, last: Working) -> Ask | None:
    vector = next(
        (value for value in (last.inputs.get("z"), last.inputs.get("q"), last.value) if isinstance(value, tuple)), None
    )
    if vector is None or len(vector) > 12:
        return None
    written = "[" + ", ".join(f"{value:.15g}" for value in vector if isinstance(value, (int, float))) + "]"
    what = "the logits" if vector == last.inputs.get("z") else "the probabilities"
    return Ask(
        "Which class is right?",
        tuple(f"{wanted.name} of {what} {written} when class {k} is right" for k in range(1, len(vector) + 1)),
    )


def _other_operation(question: Question, last: Working) -> Operation | None:
    found = [mention.operation for mention in question.mentions if mention.operation.name != last.operation]
    return found[0] if len(found) == 1 else None


def carried(wanted: Operation, question: Question, last: Working) -> dict[str, Argument]:
    """What the new operation takes over: inputs of the same name, and the result where a distribution is missing."""
    given: dict[str, Argument] = {}
    for parameter in wanted.parameters:
        told = last.inputs.get(parameter.name)
        if told is not None and (parameter.kind is not Kind.CHOICE or told in parameter.choices):
            given[parameter.name] = told
    unit = last.inputs.get("unit")
    if (
        isinstance(unit, str)
        and any(each.name == "unit" for each in wanted.parameters)
        and unit_asked(question.text) is None
    ):
        given["unit"] = unit
    if "z" in given and "q" in given:
        del given["q"]
    needed = [
        each for each in wanted.parameters if each.name not in given and each.default is None and not each.optional
    ]
    takers = needed or ([] if _has_numbers(given) else _optional_takers(wanted))
    for parameter in takers[:1]:
        if _takes(parameter, last.value):
            given[parameter.name] = last.value
    return given


def _has_numbers(given: dict[str, Argument]) -> bool:
    return any(isinstance(value, tuple) for value in given.values())


def _optional_takers(wanted: Operation) -> list[Parameter]:
    """Which optional parameter takes a result: the prediction for losses, P for the rest."""
    order = {"q": 0, "predicted": 0, "p": 1, "loss": 2}
    return sorted((each for each in wanted.parameters if each.name in order), key=lambda each: order[each.name])


def _takes(parameter: Parameter, value: Value) -> bool:
    kind_of_value = isinstance(value, tuple)
    if parameter.kind is Kind.DISTRIBUTION:
        return kind_of_value and sums_to_one(Span(0, 0, value))
    if parameter.kind in {Kind.VECTOR, Kind.MATRIX}:
        return kind_of_value or parameter.kind is Kind.VECTOR
    return (
        not kind_of_value and parameter.kind in {Kind.SCALAR, Kind.PROBABILITY} and fits(Span(0, 0, value), parameter)
    )


def _label(wanted: Operation, question: Question, last: Working) -> dict[str, Argument]:
    """The class that the question names, for operations that take one."""
    if not any(parameter.name == "label" for parameter in wanted.parameters):
        return {}
    sizes = [len(value) for value in (*last.inputs.values(), last.value) if isinstance(value, tuple)]
    named = classes_named(question, max(sizes, default=0))
    places = {each.place for each in named}
    return {"label": places.pop()} if len(places) == 1 and not named[0].unsure else {}


def _same(question: Question, last: Working) -> Recognition:
    """The same operation with another unit, choice, parameter or vector."""
    if any(mention.operation.name != last.operation for mention in question.mentions):
        return None
    wanted = operation(last.operation)
    changed = choices(wanted, question)
    label = _label(wanted, question, last)
    if not question.spans and not changed and not label:
        return None
    bound = bind(wanted, question, {**label})
    numbers = {name: value for name, value in bound.arguments.items() if name not in changed}
    left = [span for span in bound.left if not (label and span.is_scalar)]
    if left or (question.spans and not numbers):
        return None
    kept = {name: value for name, value in again(last).items() if not _excluded(name, numbers)}
    return Request(wanted.name, kept | numbers | changed | label)


def _excluded(name: str, numbers: dict[str, Argument]) -> bool:
    """Whether a new number takes the place of an old one under another name."""
    return name not in numbers and any(name in group and group & set(numbers) for group in _EITHER)


RULES: tuple[Callable[[Question, Working], Recognition], ...] = (
    _swapped,
    one_class,
    shifted,
    _other,
    replaced,
    _same,
)
"""In order: the first that is sure decides."""
