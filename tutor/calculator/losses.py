"""Rules for the operations on distributions and logits: softmax, entropy, KL, Jensen-Shannon, cross-entropy."""

import re
from dataclasses import replace

from tutor.calculator.binding import choices, spans_for
from tutor.calculator.classes import Named, classes_named
from tutor.calculator.distributions import pair, written_vector
from tutor.calculator.mentions import Mention
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question, Recognition, Request
from tutor.calculator.scoring import sums_to_one
from tutor.calculator.span import Span
from tutor.calculator.units_asked import unit_asked
from tutor.calculator.words import score_after, score_before

_RIGHT_CLASS = regex(
    r"\b(?:true|correct|right|actual|target|gold|observed|ground[ -]truth)\s+(?:class|"
    r"label|token|word|one|answer|category|outcome)\b",
    re.I,
)
_HAS_VALUE = regex(
    _RIGHT_CLASS.pattern + r"\s+(?:has|with|got|gets|had)\s+(?:the |a |an )?(?:score|logit|probability|prob|"
    r"value)?\s*(?:of\s+)?(?P<value>-?\d+(?:\.\d+)?)",
    re.I,
)
_COMBINED = regex(r"\)\s*[-+]\s*(?:D_?\s?(?:KL|JS)|KL|H)\s*\(")
"""One quantity less or plus another."""
PAIRS = {"KL divergence": "KL", "Jensen-Shannon divergence": "JS"}


def divergence(question: Question, mention: Mention) -> Recognition:
    """KL and Jensen-Shannon divergence of two vectors."""
    kind = PAIRS.get(mention.operation.name)
    if kind is None or _COMBINED.search(question.text):
        return None
    vectors = vectors_of(question, mention) or _bernoullis(question)
    if len(vectors) == 1 and sums_to_one(vectors[0]) and accounted(question, vectors):
        return Ask(f"The {mention.operation.name} compares two distributions: which is the other one?")
    if len(vectors) != 2 or not accounted(question, vectors):
        return None
    both = pair(question, (vectors[0], vectors[1]), kind=kind)
    if isinstance(both, Ask):
        return both
    arguments: dict[str, Argument] = {"p": both.true.value, "q": both.other.value}
    return Request(mention.operation.name, arguments | choices(mention.operation, question))


def _bernoullis(question: Question) -> tuple[Span, ...]:
    """Two-way choices told by one probability each: "two Bernoulli distributions with p = 0.3 and q = 0.5"."""
    numbers = [span for span in question.spans if not span.word]
    fair = re.search(r"\bfair coin\b", question.text, re.I)
    if fair and len(numbers) == 1 and 0 <= float(str(numbers[0].value or 0)) <= 1 and numbers[0].is_scalar:
        coin = replace(numbers[0], start=fair.start(), end=fair.end(), value=(0.5, 0.5), name="", begin=-1)
        biased = replace(numbers[0], value=(numbers[0].value, 1 - float(str(numbers[0].value))), name="", begin=-1)
        return (coin, biased) if fair.start() < numbers[0].start else (biased, coin)
    if not question.has(r"\bbernoulli|\bcoins?\b|\bbinary\b") or len(numbers) != 2:
        return ()
    if not all(isinstance(span.value, (int, float)) and 0 <= span.value <= 1 for span in numbers):
        return ()
    letters = [re.search(r"\b([PQpq])\s*=\s*bernoulli with p\s*=\s*$", question.text[: span.start]) for span in numbers]
    names = [hit[1] if hit else span.name for hit, span in zip(letters, numbers, strict=True)]
    return tuple(
        replace(span, value=(span.value, 1 - float(str(span.value))), name=name)
        for span, name in zip(numbers, names, strict=True)
    )


def cross_entropy(question: Question, mention: Mention) -> Recognition:
    """Cross-entropy of a prediction (probabilities or logits) with a right class or a target distribution."""
    if mention.operation.name != "cross-entropy" or _COMBINED.search(question.text):
        return None
    vectors = vectors_of(question, mention)
    extra, numbers = scalars(question, mention)
    given = extra | choices(mention.operation, question)
    if len(vectors) == 2 and accounted(question, (*vectors, *numbers)):
        return _two_vectors(question, vectors, given)
    if len(vectors) == 1:
        return _one_vector(question, vectors[0], numbers, given)
    return None if vectors else _of_right_class(question, given)


def _of_right_class(question: Question, given: dict[str, Argument]) -> Recognition:
    """From the probability of the right class alone: its surprisal."""
    numbers = [span for span in question.spans if not span.word]
    if len(numbers) != 1 or not _RIGHT_CLASS.search(question.text):
        return None
    value = numbers[0].value
    if isinstance(value, tuple) or not 0 <= value <= 1 or (isinstance(value, int) and not numbers[0].percent):
        return None
    unit = {"unit": given["unit"]} if "unit" in given else {}
    return Request(
        "surprisal", {"probability": value, **unit}, note="cross-entropy with the right class is its surprisal"
    )


def _perplexity_of_loss(question: Question) -> Recognition:
    """From the average loss of a token."""
    numbers = [span for span in question.spans if not span.word]
    if len(numbers) != 1 or not question.has(r"\bloss\b|\bcross entropy\b|\bentropy\b|\bnll\b|\blikelihood\b"):
        return None
    value = numbers[0].value
    if isinstance(value, tuple) or value < 0 or numbers[0].percent or numbers[0].labels:
        return None
    return Request("perplexity", {"loss": value, "unit": unit_asked(question.text) or "nats"})


def perplexity(question: Question, mention: Mention) -> Recognition:
    """Perplexity of a distribution, of the probabilities of tokens, or of a loss."""
    vectors = vectors_of(question, mention)
    if mention.operation.name == "perplexity" and not vectors:
        return _perplexity_of_loss(question)
    if mention.operation.name != "perplexity" or len(vectors) != 1 or not accounted(question, vectors):
        return None
    of_tokens = question.has(
        r"\btokens?\b|\bwords?\b|\bsentence|\bsequence|\blanguage model|\bassign"
    ) or not sums_to_one(vectors[0])
    name = "tokens" if of_tokens else "p"
    return Request("perplexity", {name: vectors[0].value, **choices(mention.operation, question)})


def _two_vectors(question: Question, vectors: tuple[Span, ...], given: dict[str, Argument]) -> Recognition:
    yes_or_no = [_labels(span) for span in vectors]
    if yes_or_no.count(True) == 1:
        labels, told = vectors[yes_or_no.index(True)], vectors[yes_or_no.index(False)]
        if all(0 <= number <= 1 for number in told.numbers):
            unit = {"unit": given["unit"]} if "unit" in given else {}
            return Request("binary cross-entropy", {"actual": labels.value, "predicted": told.value, **unit})
    scores = [is_logits(question, span) for span in vectors]
    if scores.count(True) == 1:
        logits, target = vectors[scores.index(True)], vectors[scores.index(False)]
        return Request("cross-entropy", {"p": target.value, "z": logits.value, **given})
    hot = [one_hot(span) for span in vectors]
    if hot.count(True) == 1 and not re.search(r"h\s*\(", question.lower):
        target, predicted = vectors[hot.index(True)], vectors[hot.index(False)]
        return Request("cross-entropy", {"p": target.value, "q": predicted.value, **given})
    both = pair(question, (vectors[0], vectors[1]), kind="cross-entropy")
    if isinstance(both, Ask):
        return both
    return Request("cross-entropy", {"p": both.true.value, "q": both.other.value, **given})


def _labels(span: Span) -> bool:
    """Whether these are the classes of several examples, yes or no: [1, 0, 1, 0], and no distribution."""
    return set(span.numbers) <= {0.0, 1.0} and sum(span.numbers) != 1


def _one_vector(question: Question, span: Span, numbers: tuple[Span, ...], given: dict[str, Argument]) -> Recognition:
    predicted: dict[str, Argument] = {"z" if is_logits(question, span) else "q": span.value}
    named = classes_named(question, length(span), span.labels) or _by_value(question, span)
    if not accounted(question, (span, *numbers), named):
        return None
    places = {each.place for each in named}
    if len(places) != 1 or (named and named[0].unsure):
        return _which_class(question, span, sorted(places), unsure=len(places) == 1)
    return Request("cross-entropy", predicted | {"label": places.pop(), **given})


def _by_value(question: Question, span: Span) -> tuple[Named, ...]:
    """As in "the right class has the score 1": the class whose number that is, when only one has it."""
    found = _HAS_VALUE.search(question.text)
    values = span.value if isinstance(span.value, tuple) else ()
    hits = [
        place for place, value in enumerate(values, start=1) if found and float(str(value)) == float(found["value"])
    ]
    return (Named(hits[0], found.start(), found.end()),) if found and len(hits) == 1 else ()


def _which_class(question: Question, span: Span, places: list[int], *, unsure: bool) -> Ask | None:
    """Asks which class is right; as complete questions."""
    if length(span) > 12 or not question.asks and not _bare(question):
        return None
    what = "the logits" if is_logits(question, span) else "the probabilities"
    unit = unit_asked(question.text)
    end = f" in {unit}" if unit else ""
    options = [places[0], places[0] + 1] if unsure and places else list(range(1, length(span) + 1))
    message = "Are classes counted from 1 or from 0?" if unsure and places else "Which class is right?"
    made = tuple(
        f"Cross-entropy of {what} {written_vector(span)} when class {place} is right{end}" for place in options
    )
    return Ask(message, made)


def _bare(question: Question) -> bool:
    return len(question.text) < 120


def is_logits(question: Question, span: Span) -> bool:
    """Whether a vector holds logits: said so, or because it cannot be a distribution."""
    before = question.text[max(0, span.from_ - 60) : span.start]
    if span.name in {"z", "Z", "logits"} or score_before(before, "logits") or score_before(before, "logit"):
        return True
    if score_before(before, "probabilities") or score_before(before, "predicted") or span.name.lower() in {"p", "q"}:
        return False
    if score_after(question.text[span.end : span.end + 40], "logits"):
        return True
    return not sums_to_one(span)


def one_hot(span: Span) -> bool:
    """Whether a vector is all zeros and a single one."""
    return bool(span.numbers) and sorted(span.numbers) == [0.0] * (len(span.numbers) - 1) + [1.0]


def length(span: Span) -> int:
    """How many numbers a vector has."""
    return len(span.value) if isinstance(span.value, tuple) else 1


def vectors_of(question: Question, mention: Mention) -> tuple[Span, ...]:
    """The vectors that the operation can take."""
    return tuple(span for span in spans_for(mention.operation, question) if span.is_vector and not span.shape)


def scalars(question: Question, mention: Mention) -> tuple[dict[str, Argument], tuple[Span, ...]]:
    """Temperature and smoothing where the words say so, with their spans."""
    found: dict[str, Argument] = {}
    used: list[Span] = []
    for name, pattern in (
        ("temperature", r"(?:\btemp(?:erature)?|(?<![\w])T|\btau)\b\s*(?:of|=|:|is|at|to|set to|equal to|\s)*\s*$"),
        ("smoothing", r"\b(?:smoothing|epsilon|eps)\b\s*(?:of|=|:|is|at|to|factor|\s)*\s*$"),
    ):
        if all(parameter.name != name for parameter in mention.operation.parameters):
            continue
        for span in spans_for(mention.operation, question):
            if span.is_scalar and re.search(pattern, question.text[max(0, span.start - 50) : span.start]):
                found[name], used = span.value, [*used, span]
                break
    return found, tuple(used)


def accounted(question: Question, used: tuple[Span, ...], named: tuple[Named, ...] = ()) -> bool:
    """Whether every number of the question is used, names a class, or repeats how many there are."""
    lengths = {length(span) for span in used if not span.is_scalar}
    return all(
        any(span.start < other.end and other.start < span.end for other in used)
        or any(each.start <= span.start < each.end for each in named)
        or (span.value in lengths and _counts_classes(question, span))
        for span in question.spans
        if not span.word
    )


def _counts_classes(question: Question, span: Span) -> bool:
    after = question.text[span.end : span.end + 24].lower()
    return (
        re.match(
            r"[ -]?(?:\w+ )?(?:class|outcome|categor|token|dim|element|event|symbol|label|"
            r"vector|logit|item|value|number|state|way|component|option|word|sample|example|observation|instance)",
            after,
        )
        is not None
    )
