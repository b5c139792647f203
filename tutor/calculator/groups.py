"""Groups: the words of a story that say something, and those that hardly do."""

import re

from tutor.calculator.patterns import regex

LIGHT = frozenset(
    "the and that with each any has have had what probability chance chances likely are was were will for per random "
    "randomly of those these "
    "who whom whose percent people person their them they then when where which while whereas among others other "
    "rest given find calculate "
    "compute know known certain selected chosen some all our out not does did don didn doesn isn wasn aren without "
    "she her his him you your "
    "one two only about from this there it's its such time times day days population company city country town "
    "school class students student "
    "employees employee customers customer users user patients patient items item adults adult athletes athlete "
    "women men woman man voters drivers "
    "driver cars emails email transactions transaction applicants applicant members member households suppose assume "
    "also is in on at if do be".split()
)


def stems(text: str) -> frozenset[str]:
    """Beginnings of the words that say something."""
    return frozenset(
        re.sub("(?<!s)s$", "", word)[:4] for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in LIGHT
    )


_HEAD = regex(
    r"\b((?:the|an?|her|his|its|our|their|my|this)\s+(?:[a-z-]+\s+){0,2}?)(?!(?:test|screen|"
    r"check)s?\b)([a-z]+)(?=\s+(?:is|was|has|will|gets?|"
    r"(?!was|is|has|his|this|its)[a-z]{3,}(?:s|ed)\b))",
    re.I,
)


def headless(text: str) -> str:
    """The text without the heads of its subjects: that "the train" is named does not say that it is cancelled."""
    return _HEAD.sub(r"\1", text)
