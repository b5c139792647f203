"""Code definitions: functions that a program defines and that do what their names say, so that a call is what it says.

A mean that sums, a factor of its own, a constant that nobody expects: such a definition is not known, and the program
is left alone.
"""

import re

from tutor.calculator.patterns import regex

_BLOCK = regex(
    r"^def (?P<name>\w+)\s*\((?P<inside>[^()\n]*)\)[^\n:]*:[ \t]*"
    r"(?P<body>[^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t]*(?=\n[ \t])))*)",
    re.M,
)
_DOC = regex(r"\"\"\".*?\"\"\"|'''.*?'''|#[^\n]*", re.S)
_MEAN = r"mean\(|/ ?len\(|/ ?n\b|/ ?\w+\.(?:size|shape)|\.mean\b"
_SQUARE = r"\*\* ?2\b|square\("
_STANDARD = (
    (r"softmax", (r"exp\(", r"sum\("), _MEAN),
    (r"rmse|root_mean_sq", (r"sqrt\(|\*\* ?0\.5", _SQUARE, _MEAN), r"abs\("),
    (r"mse|mean_sq", (_SQUARE, _MEAN), r"sqrt|0\.5|abs\("),
    (r"mae|mean_abs", (r"abs\(", _MEAN), r"\*\*"),
    (r"sigmoid|logistic", (r"1(?:\.0)? ?/ ?\(1(?:\.0)? ?\+ ?(?:np|math|torch)?\.?exp\(-",), r"sum|\*\*"),
    (r"relu(?!\w)", (r"max(?:imum)?\(0(?:\.0)?, ?\w+\)|max(?:imum)?\(\w+, ?0(?:\.0)?\)",), r"\*"),
    (r"cosine", (r"dot\(|sum\(", r"norm\(|sqrt\("), r"1(?:\.0)? ?-"),
    (r"euclid", (r"sqrt\(|norm\(|\*\* ?0\.5",), r"abs\("),
    (r"manhattan", (r"abs\(", r"sum\("), _MEAN),
    (r"dot_?prod", (r"sum\(|dot\(|@",), _MEAN),
    (r"binary_cross|bce|log_?loss", (r"log\(", r"1 ?-", _MEAN), r"clip|sum\(.*sum\("),
)
"""By the name: what the body has to hold, and what it must not."""
_FACTOR = regex(r"(?<!\*)\*(?!\*) ?\d|/ ?\d|\d ?\*(?!\*)|[-+] ?\d")
_OWN_FACTOR = regex(r"sigmoid|logistic|cross|bce|log_?loss")
_BRANCHES = regex(r"\b(?:for|while|if)\b(?! \w+(?:, ?\w+)* in zip\()")
_USUAL = frozenset({"0", "1", "2", "0.0", "1.0", "2.0", "0.5", "-1"})


def without_definitions(text: str) -> tuple[str, dict[str, tuple[str, ...]]] | None:
    """The text without its definitions, and the parameters of each; None where one of them is not known."""
    found = {}
    for hit in _BLOCK.finditer(text):
        parameters = [each.strip() for each in hit["inside"].split(",") if each.strip()]
        if not _is_standard(hit["name"].lower(), _DOC.sub("", hit["body"])) or any("=" in each for each in parameters):
            return None
        found[hit["name"]] = tuple(re.split(r"\s*:", each)[0] for each in parameters)
    rest = _BLOCK.sub("", text)
    return None if re.search(r"^\s*(?:def|class) \w", rest, re.M) else (rest, found)


def _is_standard(name: str, body: str) -> bool:
    """Whether the body is what a function of this name does, with no number or condition of its own."""
    numbers = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?", body))
    known = next((each for each in _STANDARD if re.search(each[0], name)), None)
    if known is None or not numbers <= _USUAL or _BRANCHES.search(body):
        return False
    if _FACTOR.search(body) and not _OWN_FACTOR.search(name):
        return False
    return all(re.search(each, body) for each in known[1]) and not re.search(known[2], body)
