"""Offers: the answers to choose from that stand behind a question, in lines, in its last line or in a list.

They are taken off the question, and a result that is none of them is not given.
"""

import re

from tutor.calculator.patterns import regex

Offer = tuple[float, int]
"""A number with its decimals; a percentage as the number before its sign."""
Shape = tuple[int, ...]
_MARK = (
    r"(?:[-*\u2022\u25cb\u25e6]\s*(?:\[\s?\]\s*|\[x\]\s*)?)?(?:\*\*)?"
    r"(?:\(?[A-Ha-h][.):\]]|\(?[1-9][.):\]](?=\s)|\(?(?:i{1,3}|iv|v)[.)]|[A-H](?=\s?[\[(]))?(?:\*\*)?[.):]?\s*"
)
_MARKED = regex(r"\s*(?:[-*\u2022\u25cb\u25e6]|\(?(?:[A-Ha-h1-9]|i{1,3}|iv|v)[.):\]]|[A-H]\s?[\[(]|\*\*)")
_WORDED = r"none of (?:the above|these)|all of (?:the above|these)|cannot be determined|can't say|not possible"
_NUMERIC = r"[-+~\u2248\u2212\u00b1$\\(\[ ]*[\d.,]+(?:e-?\d+)?[\d\s.,x\u00d7*/^()\[\]{}$\\-]*"
_UNIT = r"(?:%|\\%|[a-z\u00b5/\u00b2\u00b3]+\.?(?:\s[a-z/\u00b2\u00b3]+){0,2})?"
_SOLD = r"(?:about |approximately |approx\.? |around |[~\u2248$\u20ac\u00a3=] ?)*"
_OPTION = regex(rf"\s*{_MARK}(?:{_WORDED}|{_SOLD}{_NUMERIC}\s*{_UNIT})\s*\$?[.;,]?\s*", re.I)
_BARE = regex(r"\s*[-+\u2212]?\d[\d,]*(?:\.\d+)?%?\s*")
_NAMES = ("ABCDEFGH", "abcdefgh", "12345678", "iiiiiiivv")
_NAME = regex(r"\s*(?:[-*\u2022]\s*)?(?:\*\*)?\(?(?P<name>[A-Ha-h]|[1-8]|i{1,3}|iv|v)[.):]")
_ASKED = regex(
    r"(?:\?|\b(?:is|are|equals?|be|was|to|about|approximately|as)\s*(?:[:_=.\-\u2013]|\.\.\.)*|=|_{2,}|\))\W*$", re.I
)
_FOLLOWING = regex(
    r"\b(?:following|probabilities|values?|numbers|distributions?|these|data|given)\b[^?]{0,30}(?:are|is)?\W*$", re.I
)
_INLINE = regex(
    r"(?<=[?:.)_])\s*(?:\(?(?:one|single|multiple) choice\)?|choices?:|options?:|answers?:)?\s*"
    r"(?P<first>\(?(?:1|a|A)[).])\s*(?P<rest>(?:(?!\?).){1,400}?(?:\(?(?:2|b|B)[).])\s.{1,300})$",
    re.S,
)
_LETTERED = regex(
    r"(?P<first>(?:(?:^|\s)\(?[A-Ea-e][.)]\)?\s*[-+$]?\.?\d[\d,./%]*(?:\s?[a-z]{1,10})?[;,]?(?=\s|$)){3,6})\s*\Z"
)
_SPLIT = regex(r"(?:^|\s)\(?(?:[1-8]|[a-h]|[A-H])[).]\)?\s+")
_STRING = regex(r"\"([^\"\n]{1,90})\"|'([^'\n]{1,90})'")
_CLOSED = regex(r"\A\s*[\"'`](?=\s*[,)\]}\n]|\Z)")
"""The quote that ends the question itself."""
_KEY = regex(r"[\"']?\b(?:type|options|choices|answers)\b[\"']?\s*[:=]", re.I)
_BETWEEN = regex(r"[\s,;\[\](){}]*")
_APPROXIMATELY = regex(r".*(?:\u2248|=|\bapprox\w*\.?)(?=.*\d)", re.I)
_WHICH = regex(
    r"\btrue or false\b|\bselect all\b|\b(?:correct|true|false|incorrect) (?:statement|option)|\b(?:is|"
    r"are) (?:in)?correct\b",
    re.I,
)
_SHAPE = regex(r"[\[(]?\s*(\d{1,5}(?:\s*(?:[x\u00d7*,]|by)\s*\d{1,5}){1,3})\s*[\])]?\W*", re.I)
_NUMBER = regex(r"[-+\u2212]?\d[\d,]*(?:\.\d+)?(?:\s*/\s*\d+)?|[-+\u2212]?\.\d+")
FEWEST, LONGEST = 3, 6_000


def without_offers(text: str) -> tuple[str, tuple[Offer, ...], tuple[Shape, ...]]:
    """The question without the answers that it offers, those that are numbers, and all as shapes if they are."""
    if len(text) > LONGEST or _WHICH.search(text):
        return text, (), ()
    for reader in (_in_lines, _in_the_line, _in_quotes):
        found = reader(text)
        if found is not None:
            shapes = [_SHAPE.fullmatch(each) for each in found[1]]
            told = tuple(tuple(int(side) for side in re.findall(r"\d+", each[1])) for each in shapes if each)
            offers = tuple(_offer(each) for each in found[1] if _NUMBER.search(each))
            return found[0], offers, told if len(told) == len(shapes) else ()
    return text, (), ()


def among(values: tuple[float, ...], offered: tuple[Offer, ...]) -> bool:
    """Whether one of the values is one of the offered ones as far as they are written, as a share or in percent."""
    return any(
        abs(value * scale - number) <= 0.51 * 10.0**-decimals + 0.005 * abs(number) * (decimals > 1)
        for value in values
        for number, decimals in offered
        for scale in (1, 100, 0.01)
    )


_Found = tuple[str, list[str]] | None


def _in_lines(text: str) -> _Found:
    """One in each of the last lines: behind a question, or with names in their order."""
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end and (not lines[end - 1].strip() or _OPTION.fullmatch(lines[end - 1])):
        end -= 1
    options = [line for line in lines[end:] if line.strip()]
    before = "\n".join(lines[:end]).rstrip()
    last = before.split("\n")[-1]
    marked = all(_MARKED.match(line) for line in options)
    bare = last.endswith("?") and len(options) >= FEWEST and all(_BARE.fullmatch(line) for line in options)
    if len(options) < 2 or not re.search(r"\d", before) or not (marked or bare):
        return None
    asked = _ASKED.search(last) and ("?" in last[-3:] or not _FOLLOWING.search(last))
    if not asked and not _in_order(options):
        return None
    kept = [re.sub(rf"\A\s*{_MARK}", "", line, flags=re.I) if marked else line for line in options]
    return (before if before.endswith("?") or not asked else before.rstrip(" :_=.-\u2013") + " ?"), kept


def _in_order(options: list[str]) -> bool:
    """Whether they are called A, B, C, ..."""
    named = [_NAME.match(line) for line in options]
    names = "".join(hit["name"] for hit in named if hit)
    return len(options) >= FEWEST and all(named) and any(row.startswith(names) for row in _NAMES)


def _in_the_line(text: str) -> _Found:
    """As in "... ? 1) 0.3 2) 0.5 3) 0.7"."""
    found = _LETTERED.search(text) or _INLINE.search(text, max(0, text.rfind("?")))
    if found is None:
        return None
    start = found.start("first")
    options = [each.strip() for each in _SPLIT.split(" " + text[start:]) if each.strip()]
    before = text[: found.start()].rstrip()
    if len(options) < FEWEST or not re.search(r"\d", before) or not all(_OPTION.fullmatch(each) for each in options):
        return None
    return re.sub(r"\s*\(?one choice\)?\s*$", "", before, flags=re.I), options


def _in_quotes(text: str) -> _Found:
    """As a program holds them: ?", options: ["A) 0.3", "B) 0.5", "C) 0.7"]."""
    end = text.rfind("?") + 1 or max(0, text.rfind("["))
    tail = _KEY.sub(" ", _CLOSED.sub("", text[end:]))
    options = [double or single for double, single in _STRING.findall(tail)]
    told = [re.sub(rf"\A\s*{_MARK}", "", each, flags=re.I) for each in options]
    if sum(bool(re.search(r"\d", each)) for each in told) < 2 or not _BETWEEN.fullmatch(_STRING.sub("", tail)):
        return None
    return text[:end], told


def _offer(written: str) -> Offer:
    found = _NUMBER.search(_APPROXIMATELY.sub("", written))
    plain = re.sub(r"[,\s]", "", found[0]).replace("\u2212", "-") if found else "0"
    over, _, under = plain.partition("/")
    decimals = len(over.partition(".")[2])
    return (float(over) / float(under), 6) if under and float(under) else (float(over), decimals)
