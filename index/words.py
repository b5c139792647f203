"""Words: how the product splits a text into words and when two words count as the same.

One reading of words for finding, coverage, verifying and grading, so that they never disagree. What a
stem looks like does not matter ("regularis", "regulariz"), only that the forms of one word share it.
Covered: plurals, -ing and -ed, the common noun endings of technical English, British and American
spelling. Not covered: irregular verbs, languages other than English (their words pass through whole).
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"\d+(?:,\d{3})*\.\d+|[^\W_]+(?:'[^\W\d_]+)?(?:\+\+|#)?")

_STOP = """
    a about above after again all also although am among an and any are as at be because been before being
    below between both but by can cannot could did do does doing done down during each either else ever every
    few for from further get gets give given gives go goes had has have having he her here hers him his how
    however i if in into is it its itself like lot made make makes many may me might more most
    much must my need needed needs neither no nor not now of off on once one ones only onto or other others our
    ours out over own per please quite rather really said same say says shall she should since so some
    something such tell than that the their theirs them themselves then there these they thing things this
    those though through thus to together too under until up upon us use used uses using very via want wants
    was way ways we well were what when where whether which while who whom whose why will with within without
    would yes yet you your yours cant didnt doesnt dont hadnt hasnt havent im isnt ive wasnt werent wont youre
"""
STOP_WORDS = frozenset(_STOP.split())

# What questions are made of: they say what is asked, not what about. Kept for finding, where their rarity weighs them.
_QUESTION = """
    answer compare contrast define definition describe difference differences differ different discuss example
    examples exactly explain explanation happen happens kind list main matter matters mean meaning means name purpose
    question reason reasons term terms type types understand versus vs work works
"""
QUESTION_WORDS = frozenset(_QUESTION.split())

IRREGULAR = {
    "analysis": "analyze",
    "criteria": "criterion",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "vertices": "vertex",
}

# British or American: the ending on the left is read as the one on the right.
SPELLINGS = (
    (re.compile(r"(?<=..)is(ations?|ed|es|e|ing|ers?|able)$"), r"iz\1"),
    (re.compile(r"(?<=..)ys(ed|es|e|ing|ers?)$"), r"yz\1"),
    (re.compile(r"(?<=[bdhilmnpv])our(s|ed|ing|ite|ites|al|able|ful)?$"), r"or\1"),
    (re.compile(r"(?<=..)tre(s|d)?$"), r"ter\1"),
    (re.compile(r"(?<=..)ogue(s)?$"), r"og\1"),
    (re.compile(r"^grey"), "gray"),
)

# Tried from the top; the first whose rest is long enough is taken.
ENDINGS = (
    ("ification", "ifi", 2),
    ("ization", "iz", 2),
    ("putationally", "put", 3),
    ("putational", "put", 3),
    ("putation", "put", 3),
    ("ationally", "at", 3),
    ("ational", "at", 3),
    ("ifier", "ifi", 2),
    ("ation", "at", 3),
    ("ative", "at", 4),
    ("ities", "", 4),
    ("izer", "iz", 2),
    ("ator", "at", 4),
    ("ment", "", 5),
    ("ness", "", 4),
    ("ance", "", 5),
    ("ence", "", 4),
    ("ency", "", 4),
    ("ssion", "ss", 3),
    ("ction", "ct", 3),
    ("ption", "pt", 3),
    ("able", "", 4),
    ("ally", "", 4),
    ("ical", "ic", 4),
    ("ant", "", 6),
    ("ent", "", 5),
    ("ity", "", 4),
    ("ive", "", 5),
    ("ful", "", 4),
    ("ify", "ifi", 2),
    ("ly", "", 4),
    ("ed", "", 3),
    ("al", "", 6),
    ("or", "", 5),
    ("er", "", 5),
    ("e", "", 3),
    ("y", "i", 3),
)
VOWEL = re.compile(r"[aeiouy]")


def tokenise(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded to lower case; numbers like 0.5 stay whole."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return tuple(_without_apostrophe(word) if "'" in word else word for word in WORD.findall(plain))


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry the subject, in order, in lower case: stop words and what questions are made of left out.

    A text of nothing but question words keeps them: "What is a list?" is about lists.
    """
    words = tuple(word for word in tokenise(text) if word not in STOP_WORDS)
    return tuple(word for word in words if word not in QUESTION_WORDS) or words


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What the forms of one word share: "overfits" and "overfitting" give the same; idempotence is not promised."""
    word = word.casefold()
    word = IRREGULAR.get(word, word)
    if len(word) < 4 and not word.endswith("s") or not word.isalpha() or not word.isascii():
        return word
    for ending, replacement in SPELLINGS:
        word = ending.sub(replacement, word)
    word = _without_ending(_without_ing(_singular(word)))
    return _undoubled(word)


def _without_apostrophe(word: str) -> str:
    return word.removesuffix("'s").replace("'", "")


def _singular(word: str) -> str:
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ias")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def _without_ing(word: str) -> str:
    for ending in ("ings", "ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and VOWEL.search(rest):
            return _without_ending(_undoubled(rest))
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _without_ending(word: str) -> str:
    for ending, replacement, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + replacement
    return word


HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")


def terms(text: str) -> tuple[str, ...]:
    """What finding by words compares: the stems of all but stop words, and "mini-batch" also as "minibatch"."""
    stems = tuple(stem(word) for word in tokenise(text) if word not in STOP_WORDS)
    if "-" not in text:
        return stems
    return stems + tuple(stem(word.replace("-", "")) for word in HYPHENATED.findall(text))
