"""Experiments: how likely it is what dice, coins, cards or things drawn from a lot show, counted out exactly."""

import re
from dataclasses import replace

from tutor.calculator.amounts import Region, all_read
from tutor.calculator.experiment import Experiment
from tutor.calculator.experiment_event import Read, read_event
from tutor.calculator.experiment_story import Story, plural, story
from tutor.calculator.experiment_words import names_kind, places_of
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

_EVENT = regex(
    r"\b(?:probability|chances?|likelihood)\s+(?:of\s+(?:the event\s+)?|that\s+|for\s+|is\s+there\s+(?:of|that)\s+|"
    r"to\s+|you\s+(?:will\s+)?|(?=(?:both|all|at|exactly|none|neither|one|no|the|they|it|you|we|i)\b))+"
    r"(?P<event>[^?]*?)(?=\?|\.\s|\.?\s*$|\n\n)",
    re.I,
)
_LIKELY = regex(r"\bhow likely is it (?:that|to)\s+(?P<event>[^?]*)\?", re.I)
_GIVEN = regex(r",?\s*\b(?:given(?: that)?|if|knowing(?: that)?|conditional on|when)\b\s*", re.I)
_SPAN = regex(r"\b(?:in|when|from|with|by) (?:rolling|tossing|throwing|flipping|drawing|rolls?|tosses|throws|flips|"
              r"(?:a )?single)\b[^,?]*|"
              r"\bin (?:the )?(?:\d+|two|three|four|five|six|ten) (?:tosses|rolls|throws|flips|draws|tries)\b|"
              r"\b(?:from|in) the (?:box|bag|urn|jar|deck|pack)\b|\b(?:from|out of) (?:a|an|"
              r"the) [^,?]{0,30}\b(?:deck|pack)\b(?: of (?:52 )?(?:playing )?cards)?|"
              r"\b(?:an? |the )?\d+[- ]card (?:poker )?hand\b|\b(?:from|out of) (?:a|an|the) [^,?]{0,30}\b(?:deck|"
              r"pack)\b(?: of (?:52 )?(?:playing )?cards)?|"
    r"\b(?:an? |the )?\d+[- ]card (?:poker )?hand\b|\bwhen (?:a|an|one|two|three|\d+) [^,?]*(?:rolled|tossed|thrown|"
    r"flipped|drawn)\b", re.I)  # fmt: skip
_OTHER = regex(
    r"\b(?:expect\w*|variance|deviation|posterior|entropy|until|transfer\w*|urns|boxes|bags|conditional\w*|game|"
    r"wins?|pays?|"
    r"odds|infinite|independent (?:events|if)|lost|missing|stop\w*|consecutive\w*|in a row|alternat\w*|straight|"
    r"flush|full house|poker|"
    r"instead|re-?roll\w*|bayes|prior|hypothes\w*|approximat\w*|ways|each other|max\w*|min\w*|larger|largest|smaller|"
    r"smallest|difference|"
    r"highest|lowest|exceed\w*|ratio|twice as|mean|average|distribution|information|joint|cell|percent|\$)\b|%|"
    r"\d\.\d|\$",
    re.I,
)


_HELD = regex(
    r"(?:(?:^|[.?!]\s+|,\s*)(?:(?:and |suppose |now )?it is (?:given|known) that|given(?: that)?|if|"
    r"suppose(?: that)?(?= [a-z ]*\b(?:drawn|exactly|at)\b))\s+|"
    r"\bit is given that\s+)(?P<what>[^,.?]*)[,.]\s*(?:what(?:'s| is)|find|then|compute|calculate|the|"
    r"determine)?\s*(?:the )?(?:\w+ )?\Z",
    re.I,
)
_CONDITION = regex(r"\b(?:(?<!the )given|if|known|observed|happens? to be|turns? out)\b[^,.?]*", re.I)
_DRAWS = regex(
    r"\A(?:if|given)\b.*\b(?:drawn?|pick(?:ed)?|chosen?|select(?:ed)?|roll(?:ed)?|toss(?:ed)?|flip(?:ped)?|thrown?|"
    r"dealt|random)\b",
    re.I,
)
"""A condition that only says what is done: "if two balls are drawn"."""
_SIGNS = {"=": "exactly", ">=": "at least", "<=": "at most", ">": "more than", "<": "fewer than"}


def experiment(question: Question) -> Recognition:
    """The exact probability, when the whole event and the whole story are read."""
    text = question.text
    if _OTHER.search(text) or any(sentence.conceptual for sentence in question.sentences):
        return None
    text = _spelled(text)
    hits = [*_EVENT.finditer(text), *_LIKELY.finditer(text)]
    told = story(text) if len(hits) == 1 else None
    if told is None:
        return None
    span = hits[0].span("event")
    conditions = _GIVEN.split(_SPAN.sub(" ", hits[0]["event"]))
    held = _HELD.search(text[: hits[0].start()])
    if len(conditions) > 2 or (held and len(conditions) == 2):
        return None
    before = text[: held.start() if held else hits[0].start()]
    made = told.experiment
    if any(not _DRAWS.search(hit[0]) or names_kind(hit[0], made) for hit in _CONDITION.finditer(before)):
        return None
    if made.draws == 1:
        made = replace(made, draws=max(1, *(places_of(each) for each in conditions)))
    if _shows(before, told.regions, made):
        return None
    words = _story_words(before, told)
    event = read_event(conditions[0], made, words)
    seen = conditions[1] if len(conditions) == 2 else held["what"] if held else ""
    given = read_event(seen, made, words) if seen else None
    regions = [*told.regions, span, *([held.span()] if held else [])]
    if event is None or (seen and given is None) or not all_read(replace(question, text=text), regions):
        return None
    return _worked(made, event, given)


def _shows(before: str, regions: list[Region], made: Experiment) -> bool:
    """Whether the story says beside its numbers what a draw has shown: "the first is red"."""
    letters = list(before)
    for start, end in regions:
        letters[start:end] = "." * (end - start)
    left = "".join(letters[: len(before)])
    return names_kind(left, made) or re.search(r"\b(?:sum|total|product|doubles?)\b", left, re.I) is not None


def _spelled(text: str) -> str:
    """P(X >= 2) in words, where X is said to be the number of something."""
    said = re.search(
        r"\b([A-Z])\b (?:denotes?|be|is|represents?|=) (?:the )?number of (?P<what>[a-z -]{3,40}?)(?=[.,;]| in |"
        r" among | that | drawn)",
        text,
    )
    asked = re.search(
        r"\bP\s*\(\s*([A-Z])\s*(<=|>=|=|<|>)\s*(\d+)\s*(?:\|\s*([A-Z])\s*(<=|>=|=|<|>)\s*(\d+)\s*)?\)", text
    )
    if not said or not asked or asked[1] != said[1] or asked[4] not in {None, said[1]}:
        return text
    event = f"the probability of {_SIGNS[asked[2]]} {asked[3]} {said['what']}"
    given = f" given that {_SIGNS[asked[5]]} {asked[6]} {said['what']}" if asked[4] else ""
    return f"{text[: said.start()]} {text[said.end() : asked.start()]} {event}{given}{text[asked.end() :]}"


def _story_words(text: str, told: Story) -> frozenset[str]:
    """The nouns of the story, which may come again in the event without a meaning of their own."""
    nouns = {plural(word) for word in re.findall(r"[A-Za-z][a-z-]{2,}", text)}
    return frozenset(nouns - {each for words in told.experiment.kinds for each in words})


def _worked(made: Experiment, event: Read, given: Read | None) -> Recognition:
    ordered = event.ordered or (given is not None and given.ordered)
    value = made.probability(event.event, given.event if given else None, ordered=ordered)
    if value is None or value in {0, 1}:  # nobody asks for that: something was misread
        return None
    kinds = ", ".join(f"{size} {'/'.join(sorted(words))}" for words, size in zip(made.kinds, made.sizes, strict=True))
    how = {-1: "without replacement", 0: "each with the same chances"}.get(made.change, "more of the kind put in")
    note = f"counted over all outcomes: {made.draws} drawn from {kinds}, {how}"
    return Request("arithmetic", {"expression": f"{value.numerator} / {value.denominator}"}, note=note[:300])
