"""Furniture: numbers that belong to the wording and not to the calculation."""

import re

from tutor.calculator.patterns import regex

_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six)"
FURNITURE = (
    regex(r"^\s*(?:#+\s*)?(?:\(?[Qq](?:uestion|ues)?\.?\s?\d{1,3}\)?\s*[.:)-]*|\(?\d{1,3}[.:)](?=\s+[A-Za-z]))"),
    regex(
        r"\b(?:question|problem|exercise|example|part|figure|table|chapter|section|lecture|"
        r"homework|hw|week|page)s?\s+\d{1,3}(?:\.\d{1,3})*(?:\s?(?:-|to)\s?\d{1,2})?\b",
        re.I,
    ),
    regex(
        rf"\b(?:round(?:ed|ing)?(?: (?:it|off|your answers?|the (?:answers?|results?)|"
        rf"all \w+))?\s+(?:to|off to)|to|with|at|using|keep|give|up to)?\s*(?:about |at "
        rf"least )?{_COUNT}[ -](?:decimals?(?: places?| digits?| points?)?|d\.?p\.?\b|"
        rf"significant (?:figures|digits)|sig(?:nificant)?\.? ?figs?|digits?|places)\b",
        re.I,
    ),
    regex(r"\b(?:to the )?nearest (?:0?\.\d+|\d+)\b", re.I),
    regex(r"\(\s*\d{1,3}\s*(?:points?|pts?|marks?)\s*\)|(?<=\([a-h]\))\s?\[\d{1,2}\]", re.I),
    regex(r"\b(?:form|format)\b[^.?]{0,20}\bfor example\b[^?]{0,60}", re.I),
    regex(r"\blog(?:arithm)?[ _]?\(?(?:2|10)\)?(?=\W|$)|\bbase[ -]?(?:2|10|e)\b", re.I),
    regex(
        r"\b(?:in|range|interval|between|from) ?(?:the )?(?:range|interval)? ?[\[(]\s*-?[01]\s*,\s*1\s*[\])"
        r"]",
        re.I,
    ),
    regex(r"\bbetween -?[01] and 1\b", re.I),
    regex(r"\bsums? (?:up )?to (?:1|one|100 ?%)\b|\badd(?:ing)? up to (?:1|one)\b", re.I),
    regex(
        r"\b(?:count(?:ing|ed)?|index(?:ed|ing)?|start(?:ing|s)?|number(?:ed|ing)?) (?:from|"
        r"at|with) [01]\b|\b[01][- ](?:based|indexed|index(?:ing)?)\b",
        re.I,
    ),
    regex(r"\b(?:64|32|16|8|4)(?:-bits?\b|[- ]bit(?= (?:float|int|prec|quant|weights|number)))", re.I),
    regex(
        r"(?:\bwith |\bwhere |\()?\b(?:1|one) [GMKT]i?B\s*(?:=|is|as)\s*[^)\s,;?]+(?:\s*bytes)"
        r"?\)?|\(\s*10\^\d+ bytes\)|\(\s*1e\d+ bytes\)|\(\s*1,?000,?000,?000 bytes\)",
        re.I,
    ),
    regex(
        r"\bn\s*-\s*1\b(?! *=)|\bddof\s*=?\s*[01]\b|\bcounting (?:2|two) per\b|\b(?:2|"
        r"two) (?:flops? |operations )?(?:per|for each|for a) (?:mac|multiply)",
        re.I,
    ),
    regex(r"\b\d\s?(?:x|by)\s?\d(?= (?:\w+ )?(?:confusion|contingency) (?:matrix|table))", re.I),
    regex(r"\b[1-3]-?[dD]\b"),
    regex(r"\b[A-Z][A-Za-z]+(?:[- ]?\d(?:\.\d)?)?[- ]\d{1,3}(?:\.\d)?B\b(?= (?:has|uses|comes|with \d))"),
    regex(
        r"\b\d{1,3}[- ]dimensional (?=(?:\w+ ){0,3}vectors?\b(?s:.{0,400})\b(?:cosine|distance|dot product|"
        r"similarity)\b)",
        re.I,
    ),
    regex(r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b(?= (?:paper|edition|exam|version))", re.I),
)
"""What they match is blanked before numbers are read; positions stay."""


def blank_furniture(text: str) -> str:
    """The text with its furniture blanked out, every other character at its place."""
    for pattern in FURNITURE:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text
