"""Parts: a story with every share as a percentage, in whatever words it was told, and without idle numbers."""

import re

from tutor.calculator.numerals import digits
from tutor.calculator.patterns import regex

_PIECES = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "twentieth": 20, "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_ORDINAL = "|".join(name for name in _PIECES if name not in {"half", "quarter"})
_WHOLE = r"\d{1,3}(?:,\d{3})+|\d+"
_PER_SCALE = regex(
    r"(?<![\w.])(\d+(?:\.\d+)?)((?: (?!in\b|of\b|per\b|out\b)[a-z-]+){0,3}?) (?:per|(?:in|out of) (?:a|every|"
    r"each|one)) "
    r"(hundred|thousand|million)\b",
    re.I,
)
_OUT_OF = regex(
    rf"(?<![\w.,/-])(?<!least )(?<!most )(?<!exactly )(?<!precisely )(?<!than )(?P<some>{_WHOLE}|"
    rf"one)(?P<noun>(?: (?!out\b|in\b|of\b|to\b|and\b|or\b|per\b|is\b|are\b|times\b)[a-z'-]+)"
    rf"{{0,3}})(?P<times> times)? (?:out of|in|of|per|for|among)(?: every| each| the| all| these| those| her|"
    rf" his| its| "
    rf"our| their| last| past| a| total| of)* (?P<every>{_WHOLE})(?![\d.,]*\d|\s?%|/|\s?(?:years|months|weeks|minutes|"
    rf"hours|seconds)\b)(?P<behind>(?: (?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|and\b|but\b|on\b|in\b|if\b|"
    rf"of\b|when\b|that\b|who\b|do\b|does\b|did\b)[a-z'-]+)?)",
    re.I,
)
_PIECE = regex(
    rf"\b(?:(?P<many>an?|one|\d+)[ -](?P<part>{_ORDINAL}|half|quarter)s?|(?P<half>half))\b(?! (?:time|hour|day|year)\b)"
    r"(?P<of> of(?: the time| all)?)?",
    re.I,
)
_EVERY = regex(rf"\b(?:every|each) (?:(?P<word>{_ORDINAL})|(?P<digit>\d+)(?:th|rd|nd|st)) (?P<noun>[a-z]+)", re.I)
_PERCENT = regex(r"(?<=\d) ?(?:per ?cent\b|percent\b|pct\b)", re.I)
_PER_MILLE = regex(r"(\d+(?:\.\d+)?) ?(?:\u2030|per mille\b)", re.I)
_IDLE = regex(
    r"[$\u20ac\u00a3] ?\d[\d,]*(?:\.\d+)?(?: (?:million|billion|k))?|"
    r"\b\d[\d,]*(?:\.\d+)? ?(?:euros?|dollars?|pounds?|francs?|cents?|usd|eur|chf|\u20ac|kronor|yen|rupees)\b"
    r"(?: (?:a piece|each|per \w+))?|\bfor \d+\.\d\d\b|"
    r"(?<=[A-Za-z]), (?:aged? )?\d{1,3}(?=,)|\b(?:aged?|age of) \d{1,3}\b|\b\d{1,3}[- ]years?[- ]old\b|"
    r"\b\d+(?:\.\d+)? ?(?:cm|km|kg|mm|metres?|meters?|kilomet\w+|litres?|inch(?:es)?|degrees|x \d+ (?:pixels|px))\b"
    r"(?: (?:high|tall|wide|long|away|heavy))?|"
    r"\b(?:since|in|of|from|until|during|by) (?:19|20)\d\d\b|\bat \d{1,2}(?::\d\d| ?[ap]\.?m\.?| o'clock)\b|"
    r"\b(?:for|after|over|during|within|in|every|takes?|last(?:s|ed)?) (?:about |the (?:last|past) )?\d+ "
    r"(?:minutes|hours|days|weeks|months|years|seconds)\b|\b\d+ (?:minutes|hours|days|weeks|months|"
    r"years) (?:ago|each|later)\b|"
    r"\b(?:room|gate|platform|version|chapter|problem|exercise|question|task|page|flight|route|highway|model|no\.|"
    r"number|class) \d[\d.]*\b(?!\s?%| (?:has|have|makes|produces|contains|holds))|"
    r"(?<![\w.,])(?:about |around |some |roughly )?\d[\d,]* (?:[a-z]+ ){1,3}(?:a|per|every|each) (?:year|month|"
    r"week|day|hour|night)\b",
    re.I,
)
"""Prices, ages, sizes, dates and the like: they tell nothing about how likely something is."""


_NUMBERED = regex(
    r"\b(line|factory|machine|box|urn|bowl|region|route|server|supplier|plant|drawer|bag|group|class|type|model|"
    r"shift|team|bin|jar|"
    r"coin|die|method|variant|version|printer|site|store|branch|cluster|area|zone|road|channel|campaign|vendor|"
    r"source|sensor) "
    r"#?(\d)\b(?![\d.,]*\d|\s?%)",
    re.I,
)
"""Line 1 and line 2 are names."""


_ASIDE = regex(
    r"(?:\bat |\bfor )?[$\u20ac\u00a3] ?\d[\d,]*(?:\.\d+)?(?: (?:million|billion|k)\b)?|"
    r"(?:\bat |\bfor )?\b\d[\d,]*(?:\.\d+)? ?(?:million |billion )?(?:euros?|dollars?|pounds?|francs?|usd|eur|"
    r"chf|\u20ac)\b(?: (?:a piece|apiece|each|per \w+))?|"
    r"(?<=[A-Za-z]), (?:aged? )?\d{1,3}(?=,)|\b(?:aged?|age of) \d{1,3}\b|\b\d{1,3}[- ]years?[- ]old\b|"
    r"\b(?:since|in|of|from|until|founded in|bought in|dates from) (?:19|20)\d\d\b|\bat \d{1,2}(?::\d\d|"
    r" ?[ap]\.?m\.?| o'clock)|"
    r"\bbetween \d{1,2} ?[ap]\.?m\.? and \d{1,2} ?[ap]\.?m\.?|\b\d+[- ]stor(?:e?y|eys)\b|"
    r"\b(?:has |with |and |has got )?\d[\d,]* (?:employees|staff|agents|guests|rooms|shops|stores|branches|"
    r"pilots|entrances|square met\w+|phone calls|"
    r"shifts|offices|inhabitants|viewers|beds|miles|desks|parking spaces|metres|meters|km|pages long|"
    r"members of staff)\b|"
    r"\b(?:an inspector visits |waters? (?:it|them) |water )every \d+ \w+|\b\d+ (?:cm|mm) (?:deep|high|wide|"
    r"long|tall|thick)\b|"
    r"\b(?:over|in|during|for|within) the (?:last|past) \d+ (?:days|weeks|months|years)\b|\b\d+ (?:days|weeks|"
    r"months|years) ago\b|"
    r"\b(?:and |that )?takes? (?:about |around )?\d+(?:\.\d+)? (?:minutes|hours|days|weeks|months|years)(?: each)?\b|"
    r"\bthat ran for \d+ days\b",
    re.I,
)
"""Prices, sizes and dates that stand beside the story, whatever it is about."""


def without_aside(text: str) -> str:
    """The text without what no question of chances asks with; a question about money keeps its prices."""
    if re.search(
        r"\b(?:expected|average) (?:profit|gain|win\w*|payoff|payout|cost|value|loss|net|revenue|return)|"
        r"\bwhat (?:price|cost)|\bgain\b|\bworth\b|"
        r"\bpays?\b|\bcost\w* (?:you|him|her)\b[^.]*\bexpect",
        text,
        re.I,
    ):
        return text
    return _ASIDE.sub(" ", text)


def in_percent(text: str) -> str:
    """The text with each share as a percentage: "3 in ten thousand passengers" is "0.03% of passengers"."""
    text = re.sub(r"(?<=\bin )(\d{1,3}) (\d{3})(?= [a-z])", r"\1\2", text)
    text = _PER_MILLE.sub(lambda hit: f"{float(hit[1]) / 10:.12g}%", text)
    text = _PER_SCALE.sub(_per_scale, digits(text))
    text = _EVERY.sub(lambda hit: f"{_said(1 / _piece(hit))} of {hit['noun']}s", text)
    text = _OUT_OF.sub(_ratio, _PERCENT.sub("%", text))
    return _NUMBERED.sub(lambda hit: f"{hit[1]} N{hit[2]}", _PIECE.sub(_part, text))


def without_idle(text: str) -> str:
    """The text without numbers that no probability needs."""
    return _IDLE.sub(" ", text)


def _said(share: float) -> str:
    return f"{100 * share:.15g}%"


def _piece(hit: re.Match[str]) -> int:
    return _PIECES[hit["word"].lower()] if hit["word"] else int(hit["digit"])


def _per_scale(hit: re.Match[str]) -> str:
    scale = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}[hit[3].lower()]
    share = float(hit[1]) / scale
    return f"{_said(share)} of{hit[2]}" if share <= 1 else hit[0]


def _ratio(hit: re.Match[str]) -> str:
    every = int(hit["every"].replace(",", ""))
    some = 1 if hit["some"].lower() == "one" else int(hit["some"].replace(",", ""))
    if not 0 <= some <= every or every < 2:
        return hit[0]
    behind = hit["behind"] if not hit["noun"] else ""
    rest = hit["behind"] if hit["noun"] else ""
    noun = (hit["noun"] or behind).strip()
    if hit["times"]:
        return f"{_said(some / every)} of the time{hit['behind']}"
    return f"{_said(some / every)} of {noun}{rest}" if noun else f"{_said(some / every)}"


def _part(hit: re.Match[str]) -> str:
    if hit["half"]:
        return f"50%{hit['of'] or ''}"
    many = int(hit["many"]) if hit["many"].isdigit() else 1
    share = many / _PIECES[hit["part"].lower()]
    return f"{_said(share)}{hit['of'] or ''}" if share <= 1 else hit[0]
