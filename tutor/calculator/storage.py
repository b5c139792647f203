"""Storage: in how many bits a text says that each number is kept."""

import re

from tutor.calculator.patterns import regex

STORED = regex(
    r"(?:\b(?:in|at|as|using|with|stored as|each (?:\w+ )?(?:is|takes|uses|needs|being)(?: stored (?:as|in))?)\s+)?"
    r"(?:an? )?\b(?:(?P<bits>64|32|16|8|4)[- ]?bits?(?: or (?P<also>\d) bytes?)?|"
    r"(?P<bytes>\d)[- ]?bytes?(?= (?:each|per|for (?:each|every)|a (?:value|number|param\w*|weight)|float\w*|"
    r"numbers?|values?|integers?)|\s*\)|\.?\s*$|,)|(?P<name>float(?:64|32|16|8)|double|fp(?:64|32|16|8)|bfloat16|"
    r"bf16|(?:half|single|double)[- ]precision|int[84]))\b"
    r"(?: (?:each|per|for (?:each|every))(?: (?:value|number|element|param\w*|weight|activation))?\b)?"
    r"(?:[- ](?:floats?|floating[- ]points?|precision|integers?|numbers?|values?)\b)*",
    re.I,
)
"""How each number is kept: "32-bit floats", "4 bytes per value", "fp16"."""
_NAMES = {
    "double": "fp64",
    "doubleprecision": "fp64",
    "singleprecision": "fp32",
    "halfprecision": "fp16",
    "bfloat16": "bf16",
}
_BITS = {64: "fp64", 32: "fp32", 16: "fp16", 8: "int8", 4: "int4"}


def precision_of(text: str) -> str | None:
    """The one precision that is told, as the operations name it; None where none is or several differ."""
    found = {_named(hit) for hit in STORED.finditer(text)}
    if {"fp16", "bf16"} <= found:
        found.discard("bf16")
    return found.pop() if len(found) == 1 else None


def _named(hit: re.Match[str]) -> str | None:
    if hit["name"]:
        name = re.sub(r"[- ]", "", hit["name"].lower())
        return _NAMES.get(name, name.replace("float", "fp"))
    bits = int(hit["bits"] or 8 * int(hit["bytes"]))
    return None if hit["also"] and 8 * int(hit["also"]) != bits else _BITS.get(bits)
