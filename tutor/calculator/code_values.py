"""Code values: numbers that a question writes as a program does, as names with values: arrays, JSON, calls."""

import re
from functools import partial

from tutor.calculator.code_definitions import without_definitions
from tutor.calculator.patterns import regex

_TRIGGER = regex(r"[(\[{]\s*(?:[\"'\[(]|-?\.?\d)")
_PRINTED = regex(r"(?m)^[ \t]*print\s*\((?P<call>\w+\([^()\n]*\))\)[ \t]*$")
_PLAIN = (
    r"print\s*\(\s*(?:f?[\"'][^\"'{}\n]*(?:\{[\w.()]*(?::[^{}\n]*)?\}[^\"'{}\n]*)*[\"'])?\s*,?\s*\w*"
    r"(?:\.(?:item|numpy|tolist|detach)\(\)|\.round\(\d\))*\s*\)[ \t]*(?:#[^\n]*)?$"
)
"""A line that prints a value as it is."""
_ARRAY = regex(
    r"\b(?:np|numpy|torch|jnp|tf|jax\.numpy)\.(?:array|asarray|tensor|Tensor|FloatTensor|LongTensor|constant)\s*"
    r"\(\s*(?P<open>[\[(])(?P<inside>[-+\d.,eE\s\[\]()]*)[\])]\s*(?:,\s*[a-z_]+\s*=\s*[\w.]+\s*)*\)"
)
_SCALAR = regex(
    r"\b(?:np|torch|tf)\.(?:tensor|constant|float\d\d)\s*\(\s*(-?[\d.]+)\s*(?:,\s*[a-z_]+\s*=\s*[\w.]+\s*)*\)"
)
_OBJECT = regex(r"\{(\s*[\"']\w+[\"']\s*:(?:[^{}]){1,400})\}")
_PAIR = regex(r"[\"'](\w+)[\"']\s*:\s*(\[[^\"'{}]*\]|-?[\d.][\w.+-]*|[\"'][^\"']*[\"']|true|false|null)", re.I)
_VALUE = regex(r"(?:\w+\s*=\s*)?(?:-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?|\[[-\d.,eE\s\[\]]*\])")
_CALL = regex(r"\b(?P<name>[a-z]\w{0,40}_\w{1,40})\s*\((?P<inside>[^()\n]{1,400})\)")
_INPUT = regex(r"^\s*Inputs?:\s*(?P<inside>[-\d.,eE\s\[\]]{1,400}?)\s*$", re.M)
_COMMENT = regex(r"(?m)(?<=\S)[ \t]+#(?!\s*\w+\s*=)[^\n]*$")
_SILENT = regex(
    r"(?m)^[ \t]*(?:>>> ?)?(?:(?:import \w|from \S+ import|plt\.)[^\n]*$|" + _PLAIN + r")|"
    r"^[ \t#]*(?:expected )?(?:output|expected|result)s?\s*:?\s*(?:\?|\.\.\.)?[ \t]*$",
    re.I,
)


def in_words(text: str) -> str:
    """The text with such values as "name = value"; as it is where it holds none or defines what is not known."""
    told = without_definitions(text) if _TRIGGER.search(text) else None
    if told is None:
        return text
    text, defined = told
    made = _SCALAR.sub(r"\1", _ARRAY.sub(lambda hit: f"[{hit['inside'].replace('(', '[').replace(')', ']')}]", text))
    made = _OBJECT.sub(_unpacked, made)
    made = _CALL.sub(lambda hit: _called(hit, made), _PRINTED.sub(r"\g<call>", made) if defined else made)
    for name, parameters in defined.items():
        call = rf"\b{name}\s*\(([^()\n]{{1,400}})\)"
        made = re.sub(call, partial(_with_names, parameters=parameters), made)
    made = _INPUT.sub(lambda hit: _given(hit["inside"], made) or hit[0], made)
    return _COMMENT.sub("", _SILENT.sub(" ", made)) if made != text else text


def _unpacked(hit: re.Match[str]) -> str:
    """Each key of a JSON object with its value."""
    pairs = _PAIR.findall(hit[1])
    return (
        ", ".join(f"{name} = {value}" for name, value in pairs) if _PAIR.sub("", hit[1]).strip(" ,\n") == "" else hit[0]
    )


def _called(hit: re.Match[str], text: str) -> str:
    """A call with numbers: what it is called, and its arguments with the names of its signature."""
    given = _given(hit["inside"], text, hit["name"])
    return f"{hit['name'].replace('_', ' ')}: {given}" if given else hit[0]


def _with_names(hit: re.Match[str], parameters: tuple[str, ...]) -> str:
    """A call of a function that the text defines: its name, and its values with the names of its parameters."""
    values = [each.strip() for each in re.split(r",(?![^\[]*\])", hit[1])]
    if len(values) != len(parameters) or not all(_VALUE.fullmatch(each) for each in values):
        return hit[0]
    name = re.split(r"\s*\(", hit[0])[0].replace("_", " ")
    return f"{name}: " + ", ".join(f"{one} = {value}" for one, value in zip(parameters, values, strict=True))


def _given(inside: str, text: str, name: str = "") -> str:
    """The arguments with the names that the text's signature of the function gives them; "" for anything else."""
    values = [each.strip() for each in re.split(r",(?![^\[]*\])", inside)]
    if not all(_VALUE.fullmatch(each) for each in values):
        return ""
    signatures = [hit for hit in _CALL.finditer(text) if name in {"", hit["name"]} and not re.search(r"[\[\]]", hit[0])]
    names = [re.split(r"[=:]", each)[0].strip() for hit in signatures[:1] for each in hit["inside"].split(",")]
    if len(names) < len(values) or not all(re.fullmatch(r"[A-Za-z]\w*", each) for each in names):
        return ", ".join(values)
    return ", ".join(each if "=" in each else f"{names[at]} = {each}" for at, each in enumerate(values))
