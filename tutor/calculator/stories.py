"""Stories: coins, dice and counted examples, told in words instead of as a distribution."""

import re

from tutor.calculator.binding import choices
from tutor.calculator.mentions import Mention
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request
from tutor.calculator.span import Span
from tutor.calculator.units_asked import unit_asked

_EQUAL = regex(
    r"\buniform(?:ly)?\b|\bequally (?:likely|probable)\b|\bequiprobable\b|\bfair\b|"
    r"\bequal probabilit|\bunbiased\b|\bsame probability\b|\brandom(?:ly)?\b",
    re.I,
)
_COIN, _DIE, _CARDS = (
    regex(r"\bcoins?\b", re.I),
    regex(r"\b(?:die|dice)\b", re.I),
    regex(r"\bdeck of (?:52 )?(?:playing )?cards\b|\b52 cards\b", re.I),
)
_HEADS = regex(r"\b(?:heads?|tails?|biased|bias|unfair|weighted|loaded|lands|bent|p|probability)\b", re.I)
_SEVERAL = regex(
    r"\b(?:two|three|four|five|six|seven|eight|ten|\d+)\b(?: (?:independent|fair|"
    r"identical|biased|unbiased|coin|die|dice))* (?:coins|dice|tosses|flips|throws|rolls|times)"
    r"\b|\btwice\b|\bsum of\b|\bpairs?\b|\bboth\b|\bconditional|\bjoint|\bgiven that\b|"
    r"\buntil\b",
    re.I,
)
_SIDES = regex(
    r"\b(\d{1,3}|four|six|eight|ten|twelve|twenty)[ -](?:sided?|faced?|faces|sides)"
    r"\b|\bd(\d{1,3})\b|\bwith (\d{1,3}|four|six|eight|ten|twelve|twenty) (?:sides|"
    r"faces)\b",
    re.I,
)
_HOW_MANY = {"four": 4, "six": 6, "eight": 8, "ten": 10, "twelve": 12, "twenty": 20}
MOST_OUTCOMES = 10_000


def chance_entropy(question: Question, mention: Mention) -> Recognition:
    """The entropy of a coin, a die or equally likely outcomes; in bits for the first two, as books have it."""
    if mention.operation.name not in {"entropy", "binary entropy"} or _SEVERAL.search(question.text):
        return None
    unit: dict[str, Argument] = {"unit": unit_asked(question.text) or "bits"}
    numbers = tuple(span for span in question.spans if not span.word)
    if _COIN.search(question.text):
        return _coin(question, numbers, unit)
    if question.has(r"\bbernoulli\b") and len(numbers) == 1:
        return _coin(question, numbers, {"unit": unit_asked(question.text) or "nats"})
    if (
        len(numbers) == 1
        and numbers[0].percent
        and question.has(r"\b(?:are|is|of) (?:\w+ )?(?:positive|negative|spam)\b")
    ):
        return _coin(question, numbers, unit)
    if _DIE.search(question.text) or _CARDS.search(question.text):
        return _die(question, numbers, unit)
    return _equally_likely(question, mention)


def _coin(question: Question, numbers: tuple[Span, ...], unit: dict[str, Argument]) -> Recognition:
    if (
        not numbers
        and _EQUAL.search(question.text)
        and not re.search(r"\b(?:un|not )fair\b|\bbiased\b(?<!unbiased)", question.text, re.I)
    ):
        return Request("binary entropy", {"probability": 0.5, **unit})
    values = [span.value for span in numbers if isinstance(span.value, (int, float))]
    if not values or len(values) != len(numbers) or not all(0 <= value <= 1 for value in values):
        return None
    if (
        len(values) > 2
        or (len(values) == 2 and abs(sum(values) - 1) > 1e-6)
        or not (_HEADS.search(question.text) or question.has(r"bernoulli|\bpositive\b|\bnegative\b|\bspam\b"))
    ):
        return None
    return Request("binary entropy", {"probability": values[0], **unit})


def _die(question: Question, numbers: tuple[Span, ...], unit: dict[str, Argument]) -> Recognition:
    sides = _SIDES.search(question.text)
    if (
        re.search(r"\b(?:biased|loaded|unfair|weighted)\b", question.text, re.I)
        or _CARDS.search(question.text)
        and numbers
        and numbers[0].value != 52
    ):
        return None
    written = next((group for group in sides.groups() if group), "") if sides else ""
    count = _HOW_MANY.get(
        written.lower(), int(written) if written.isdigit() else 52 if _CARDS.search(question.text) else 6
    )
    if any(span.value != count for span in numbers) or count < 2:
        return None
    return Request("entropy", {"p": (1 / count,) * count} | unit)


def _equally_likely(question: Question, mention: Mention) -> Recognition:
    """As in "uniform over 8 outcomes", "four equally likely classes"."""
    numbers = [span for span in question.spans if not span.word] or list(question.spans)
    if not re.search(
        r"\buniform(?:ly)?\b|\bequally (?:likely|probable)\b|\bequiprobable\b|\bequal probabilit|"
        r"\b(?:maximum|maximal|largest|highest)(?: possible)? entropy\b",
        question.text,
        re.I,
    ):
        return None
    if len(numbers) != 1 or not isinstance(numbers[0].value, int) or not 2 <= numbers[0].value <= MOST_OUTCOMES:
        return None
    count = numbers[0].value
    after = question.text[numbers[0].end : numbers[0].end + 40]
    if not re.match(
        r"[ -]*(?:\w+[ -]){0,2}(?:outcomes?|classes|class|events?|categor\w+|values|symbols|"
        r"states|options|possib\w+|messages|words|tokens|items|elements|labels|letters|"
        r"bins|choices|sides?|way)\b",
        after,
        re.I,
    ):
        return None
    return Request("entropy", {"p": (1 / count,) * count} | choices(mention.operation, question))
