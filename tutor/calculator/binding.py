"""Binding: which number is which parameter of an operation.

Every number has to find a place and every parameter without a default a number; otherwise nothing is bound.
"""

import re
from dataclasses import dataclass, field, replace

from tutor.calculator.cues import CHOICE_WORDS, ORDERED, cues_of
from tutor.calculator.operation import Argument, Kind, Operation, Parameter
from tutor.calculator.question import Question
from tutor.calculator.scoring import NUMBERS, ONE_NUMBER, VECTORS, after, best, fits
from tutor.calculator.span import Span
from tutor.calculator.units_asked import unit_asked
from tutor.calculator.words import score_after, score_before

MOST_SPANS = 12
SINGLE_FAMILIES = frozenset({"losses", "classification"})


@dataclass(frozen=True, slots=True)
class Binding:
    """Arguments for an operation, and the numbers that found no place."""

    arguments: dict[str, Argument]
    left: tuple[Span, ...]
    missing: tuple[Parameter, ...]
    score: float = 0.0
    by_order: bool = False
    spans: dict[str, Span] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every number and every required parameter found its place."""
        return not self.left and not self.missing


def bind(operation: Operation, question: Question, given: dict[str, Argument] | None = None) -> Binding:
    """The best assignment of the question's numbers to the parameters that are not given already."""
    found = [_bound(operation, question, given or {}, spans) for spans in _views(operation, question)]
    return next((each for each in found if each.complete and each.score), found[0])


def _views(operation: Operation, question: Question) -> tuple[tuple[Span, ...], ...]:
    """The numbers with lists gathered, where the operation takes lists; then one by one."""
    views = [spans_for(operation, question), question.spans]
    if any(span.ratio for span in question.spans):
        views.append(tuple(part for span in question.spans for part in both(question.text, span)))
    return tuple(view for at, view in enumerate(views) if view not in views[:at])


def both(text: str, span: Span) -> tuple[Span, ...]:
    """Both numbers of "50 of 100"; any other span as it is."""
    if span.ratio is None:
        return (span,)
    written = [span.start + found.start() for found in re.finditer(r"(?<![\d,])\d", text[span.start : span.end])]
    middle = span.start + text[span.start : span.end].index(" ")
    first = replace(span, value=span.ratio[0], end=middle, ratio=None)
    return first, replace(span, value=span.ratio[1], start=written[-1], begin=-1, name="", ratio=None)


def _bound(operation: Operation, question: Question, given: dict[str, Argument], spans: tuple[Span, ...]) -> Binding:
    parameters = [
        each for each in operation.parameters if each.name not in given and each.kind not in {Kind.CHOICE, Kind.TEXT}
    ]
    numbers = tuple(span for span in spans if not span.word)
    single = _single(operation)
    chosen = best(question, spans, parameters, single) if len(numbers) <= MOST_SPANS else {}
    arguments: dict[str, Argument] = {**given, **choices(operation, question)}
    used = set(chosen.values())
    free = [span for span in numbers if span not in used and not _echo(question, span, tuple(chosen.values()))]
    free, by_order = _by_order(operation, question, parameters, free, chosen)
    arguments |= {name: argument(span, _parameter(operation, name)) for name, span in chosen.items()}
    missing = tuple(
        each
        for each in operation.parameters
        if each.name not in arguments and each.default is None and not each.optional
    )
    return Binding(arguments, tuple(free), missing, float(len(chosen)), by_order, chosen)


def spans_for(operation: Operation, question: Question) -> tuple[Span, ...]:
    """Lists for operations that take vectors, single numbers for the others; a list may lose its last number."""
    if not any(parameter.kind in VECTORS for parameter in operation.parameters):
        return question.spans
    found: list[Span] = []
    for span in question.lists:
        found += _cut(operation, question, span)
    return tuple(found)


def _cut(operation: Operation, question: Question, span: Span) -> list[Span]:
    """As in "2, 1, 0 and 0.5 temperature": the last number of a loose list may be another parameter."""
    if len(span.parts) < 2:
        return [span]
    last = span.parts[-1]
    behind = after(question, last)
    claimed = last.end + len(behind) < len(question.text)
    for parameter in operation.parameters:
        cues = [cue for cue in cues_of(parameter) if len(cue) > 1 and score_after(behind, cue) >= 6]
        # A phrase right before the next number belongs to that one.
        if parameter.kind in NUMBERS - {Kind.LABEL} and any(
            not (claimed and score_before(behind, cue) >= 6) for cue in cues
        ):
            rest = span.parts[:-1]
            values = tuple(part.value for part in rest)
            head = rest[0] if len(rest) == 1 else replace(span, end=rest[-1].end, value=values, parts=rest)
            return [head, last]
    return [span]


def choices(operation: Operation, question: Question) -> dict[str, Argument]:
    """The choices that the words make: the unit, and any choice of a parameter that stands in the text."""
    found: dict[str, Argument] = {}
    for parameter in operation.parameters:
        if parameter.kind is not Kind.CHOICE:
            continue
        if parameter.name == "unit" and "bits" in parameter.choices:
            unit = unit_asked(question.text)
            if unit:
                found["unit"] = unit
        elif parameter.name == "normalise":
            if question.has(r"\bnormali[sz](?:e|ed|ing|ation)\b(?! flow| exponential)"):
                found["normalise"] = "yes"
        else:
            stated = [choice for choice in parameter.choices if _stated(question, parameter, choice)]
            if len(stated) == 1:
                found[parameter.name] = stated[0]
            elif parameter.name == "bias" and _weights_only(question):
                found["bias"] = "no"
    return found


def _weights_only(question: Question) -> bool:
    """Whether weights are counted, and neither parameters nor biases are mentioned."""
    return question.has(r"\bweights\b") and not question.has(r"\bparam|\bbias")


def _stated(question: Question, parameter: Parameter, choice: str) -> bool:
    words = (
        choice.replace("-", " ").replace("_", " "),
        *CHOICE_WORDS.get((parameter.name, choice), CHOICE_WORDS.get(("", choice), ())),
    )
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w|-\d)", question.lower) for word in words)


def argument(span: Span, parameter: Parameter) -> Argument:
    """The span's value as the parameter takes it."""
    if parameter.kind is Kind.LABELS:
        return span.labels if span.labels and not span.value else span.value
    if parameter.kind in VECTORS and span.is_scalar:
        return (span.value,)
    if parameter.kind is Kind.VECTOR and span.is_matrix and span.other is not None:
        return span.other
    return span.value


def _parameter(operation: Operation, name: str) -> Parameter:
    return next(each for each in operation.parameters if each.name == name)


_AT_FIRST = {
    name: (0,) for name in ("m", "v", "s", "m0", "v0", "cache", "velocity", "moments", "momentum buffer", "state")
} | {"t": (1,)}
"""What an optimiser starts with anyway."""


def _last_word(question: Question, span: Span) -> str:
    found = re.search(r"([A-Za-z]+)\W{0,3}$", question.text[max(0, span.start - 20) : span.start])
    return found[1].lower() if found else ""


def _echo(question: Question, span: Span, bound: tuple[Span, ...]) -> bool:
    """A number that only repeats the length of a bound vector: "a 3-class classifier", "over 4 outcomes"."""
    if span.value in _AT_FIRST.get(span.name.lower() or _last_word(question, span), ()):
        return True
    lengths = {len(other.value) for other in bound if isinstance(other.value, tuple)}
    after = question.text[span.end : span.end + 24].lower()
    return (
        span.value in lengths
        and re.match(
            r"[ -]?(?:\w+ )?(?:class|outcome|categor|token|dim|element|event|symbol|label|"
            r"vector|logit|item|feature|value|number|state|way|component|option|word|point|"
            r"sample|observation|step|prediction)",
            after,
        )
        is not None
    )


def _single(operation: Operation) -> frozenset[str]:
    """The vector parameters that one number may be."""
    if operation.family not in SINGLE_FAMILIES:
        return frozenset()
    return ONE_NUMBER | {"z"} if operation.name == "binary cross-entropy" else ONE_NUMBER


def _side_by_side(question: Question, free: list[Span]) -> bool:
    """Whether two single numbers stand next to each other; vectors may stand anywhere."""
    return not all(span.is_scalar for span in free) or all(
        re.fullmatch(r"\s*(?:,|and|vs\.?|versus|,\s*and)\s*", question.text[before.end : after.from_]) is not None
        for before, after in zip(free, free[1:], strict=False)
    )


def _by_order(
    operation: Operation, question: Question, parameters: list[Parameter], free: list[Span], chosen: dict[str, Span]
) -> tuple[list[Span], bool]:
    """Places numbers without words of their own: the only one that fits, or in the operation's usual order."""
    single = _single(operation)
    open_ = [each for each in parameters if each.name not in chosen and each.default is None]
    needed = [each for each in open_ if not each.optional] or open_
    if not free or not needed:
        return free, False
    if (
        len(free) == 1
        and len(needed) == 1
        and free[0].is_scalar
        and needed[0].kind is Kind.PROBABILITY
        and not chosen
        and not free[0].labels
    ):
        # Out of range or not: the operation says what is wrong with it.
        chosen[needed[0].name] = free[0]
        return [], False
    if len(free) == 1:
        fitting = [each for each in needed if fits(free[0], each, single=single)]
        if len(fitting) == 1:
            chosen[fitting[0].name] = free[0]
            return [], False
        return free, False
    if (
        len(free) == len(needed)
        and _side_by_side(question, free)
        and operation.name in ORDERED
        and all(fits(s, p, single=single) for s, p in zip(free, needed, strict=True))
    ):
        chosen |= {parameter.name: span for parameter, span in zip(needed, free, strict=True)}
        return [], True
    kinds = {each.name: [span for span in free if fits(span, each, single=single)] for each in needed}
    only = {fitting[0] for fitting in kinds.values() if len(fitting) == 1}
    if len(free) == len(needed) == len(only):
        chosen |= {name: fitting[0] for name, fitting in kinds.items()}
        return [], False
    return free, False
