"""Opposites: words that turn a statement round: "clears" against "flags", "late" against "on time", "who don't"."""

import re

from tutor.calculator.patterns import regex

PAIRS = (
    ("late|delayed|tardy", "on time|punctual\\w*|in time"),
    (
        "defect\\w*|faulty|broken|crack\\w*|burnt|burns?|burned|damaged|jam\\w*|spoil\\w*|rotten|flaw\\w*|"
        "fails?|failed|"
        "failing|failure\\w*|breaks?|broke|stale|leak\\w*|scratch\\w*|crash\\w*|bruised|mouldy|moldy|buggy|"
        "errors?|mistakes?",
        "works?|worked|working|fine|intact|flawless|ok|okay|perfect|sound|undamaged|fresh|good|unharmed|"
        "passe[sd]|clean",
    ),
    ("positiv\\w*", "negativ\\w*"),
    ("wins?|won|victor\\w*", "los(?:es?|t|ing)|defeat\\w*"),
    ("correct\\w*|right", "wrong\\w*|incorrect\\w*|mistaken\\w*"),
    ("accept\\w*|approv\\w*", "reject\\w*|declin\\w*|refus\\w*"),
    ("loud\\w*|noisy", "quiet\\w*|soft\\w*"),
    ("surviv\\w*|lasts?|lasted", "die[sd]?|dying|death|fail\\w*|break\\w*|broken"),
    ("guilty", "innocent|not guilty"),
    ("wet|rain\\w*", "dry|sunny|sunshine"),
    ("pass(?:es|ed)?", "fail\\w*|flunk\\w*"),
    (
        "flag\\w*|catch\\w*|caught|detect(?:s|ed|ing)?|alarm\\w*|alert\\w*|barks?|barked|beep\\w*|rings?|rang|"
        "goes off|went off|"
        "go off|going off|trigger\\w*|block\\w*|reports?|reported|howl\\w*|fires|fired|lights? up|lit up|"
        "blinks?|sounds?|"
        "recogni[sz]\\w*|identif\\w*|finds?|spots?|spotted|marks?|marked|warns?|warned|reacts?|reacted|"
        "turns? (?:red|blue)|"
        "buzz\\w*|siren\\w*",
        "clear(?:s|ed)|all[- ]clear|miss(?:es|ed)?|overlook\\w*|silent|quiet|lets? through|let through|waves? through|"
        "ignores?|ignored|"
        "waved through|slips? through|stays? dark|nothing happens",
    ),
    ("arriv\\w* safe\\w*|safe\\w*", "lost|destroyed"),
)
"""Two sides of one coin, as patterns of words."""
PATTERNS = tuple((regex(rf"\b(?:{one})\b", re.I), regex(rf"\b(?:{other})\b", re.I)) for one, other in PAIRS)
NOT = regex(
    r"\bnot\b|n't\b|\bcannot\b|\bunable\b|\bnever\b|\bno\b(?! matter)|\bwithout\b|\bnone\b|\bhardly\b|"
    r"\bfail(?:s|ed)? to\b",
    re.I,
)


def negated(text: str) -> bool:
    """Whether the text holds a negation."""
    return NOT.search(text) is not None


def opposed(one: str, other: str) -> bool:
    """Whether one text stands on one side and the other text on the other."""
    return any(bool(a.search(one) and b.search(other) or b.search(one) and a.search(other)) for a, b in PATTERNS)


def sign(seen: str, outcome: str, known: frozenset[str]) -> bool | None:
    """Whether what was seen is the outcome (True) or its opposite (False); None where the words don't say it.

    `known` are the beginnings of the outcome's words.
    """
    signs: set[bool] = set()
    for clause in re.split(r"[.,;!?]\s+|\bbut\b", seen):
        here = _sides(clause, outcome)
        if not here and _shares_word(clause, known):
            here = {True}
        turned = NOT.search(clause) is not None
        signs |= {side != turned for side in here}
    return signs.pop() if len(signs) == 1 else None


def _sides(clause: str, outcome: str) -> set[bool]:
    """On which side of the outcome the clause's words stand."""
    found: set[bool] = set()
    for a, b in PATTERNS:
        if not (a.search(outcome) or b.search(outcome)) and a is not PATTERNS[2][0] and a is not PATTERNS[-2][0]:
            continue
        upside = a.search(outcome) is not None or b.search(outcome) is None
        if a.search(clause) and b.search(clause):
            # "The alarm stays silent": the thing is named, and what it does decides.
            return {not upside} if a is PATTERNS[-2][0] else {True, False}
        if a.search(clause):
            found.add(upside)
        elif b.search(clause):
            found.add(not upside)
    return found


def _shares_word(clause: str, known: frozenset[str]) -> bool:
    return any(word[:4] in known for word in re.findall(r"[a-z]{3,}", clause.lower()))


ALTERED = regex(
    r"\bif\b[^,?.]{0,40}\b(?:doubles|halves|triples)\b|\bis (?:doubled|halved|tripled)\b|"
    r"\b(?:increases?|decreases?|drops?|rises?|falls?|changes?) (?:to|by|from)\b|\bhow likely (?:are|is it that) "
    r"(?:both|two|all)\b|"
    r"\bprobability that (?:both|two|all) (?:are|of them)\b[^?]*\b(?:fraud|sick|spam|infected|ill)",
    re.I,
)
"""One of the numbers is another one in the question, or two cases are asked about at once."""
