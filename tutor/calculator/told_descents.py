"""Told descents: steps of an optimiser on a function in any notation, from the values that its names are given."""

import re
from dataclasses import dataclass

from tutor.calculator.numerals import digits
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Question, Recognition, Request

_X = r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?"
_VAR = r"[A-Za-z]+(?:_?\d)?"
_HEAD = regex(
    rf"(?<![\w'])[A-Za-z](?:_?\w)?\s*\(\s*(?P<vars>{_VAR}(?:\s*,\s*{_VAR})*)\s*\)\s*=(?!=)|"
    r"\b(?:cost|loss|objective|function)(?: for (?:one|a single) (?:sample|"
    r"example))?(?: to minimi[sz]e)?\s*(?:is|=|:|[a-z]\s*=)\s*(?=[(\d\w])",
    re.I,
)
_TOKEN = regex(r"\s*(?:(?P<name>[A-Za-z]+(?:_?\d)?)|(?P<other>\d+(?:\.\d+)?|\.\d+|[-+*/^()]))")
_CALLS = frozenset({"exp", "ln", "log", "sin", "cos", "sqrt", "e", "pi"})
_RATE = regex(
    rf"\b(?:learning[- ]rate|lr|eta|alpha|step[- ]size)\s*(?:of\s)?(?:\(?\s*(?:eta|alpha|gamma|lambda|"
    rf"step-size)?\s*\)?)?\s*(?:=|"
    rf"of|is|:)?\s*(?P<x>{_X})",
    re.I,
)
_SETTINGS = {
    "beta1": regex(rf"\bbeta_?1\s*=\s*(?P<x>{_X})", re.I),
    "beta2": regex(rf"\bbeta_?2\s*=\s*(?P<x>{_X})", re.I),
    "decay": regex(rf"\b(?:gamma|rho|decay(?: rate)?|beta)\s*(?:=|of|is)?\s*(?P<x>{_X})", re.I),
    "momentum": regex(rf"\b(?:momentum|beta|mu)\s*(?:coefficient\s*)?(?:=|of|is)?\s*(?P<x>{_X})", re.I),
    "epsilon": regex(r"\bepsilon\s*(?:=|is)\s*(?P<x>10\s?\^\s?-\d+|" + _X + ")", re.I),
}
_KINDS = (
    ("Adam", regex(r"\badam\b", re.I), ("beta1", "beta2", "epsilon")),
    ("RMSProp", regex(r"\brms-?prop\b", re.I), ("decay", "epsilon")),
    ("momentum", regex(r"\bmomentum\b", re.I), ("momentum",)),
    (
        "gradient descent",
        regex(
            r"\bgradient|\bdescent\b|\bgd\b|\bstep\b|\blearning rate\b|\beta\b|"
            r"\bminimi[sz]",
            re.I,
        ),
        (),
    ),
)
_ZEROS = regex(
    r"\b[mvsSt](?:_?0)?\s*=\s*(?:0(?:\.0)?(?![\d.])|\(\s*0\s*(?:,\s*0\s*)*\))|\([1-9]\)\s*$|"
    r"\([1-9]\)(?=\s*\n)",
    re.M,
)
_SLOPES = regex(
    r"\b[A-Za-z]'\s*\(\s*\w+\s*\)\s*=\s*[^.,;\n]+|\b(?:derivative|gradient)\s*(?:is|=|"
    r":)\s*[^.,;\n]+",
    re.I,
)
_STEPS = regex(
    r"\b(?P<n>\d+) (?:\w+ ){0,2}?(?:steps?|iterations?|updates?)\b|\b(?:number of )?(?:iterations|steps)\s*(?:=|"
    r":|is)\s*(?P<m>\d+)",
    re.I,
)
_TOLD = (
    (
        regex(
            rf"\b(?:initial|starting|start|current) (?:value|point|guess|position|parameter)s? (?:of|for)?\s*"
            rf"(?P<x>\(\s*{_VAR}(?:\s*,\s*{_VAR})*\s*\)|{_VAR}\b)\s*(?:is|are|of|:)\s*(?=[-+(\[.\d])",
            re.I,
        ),
        r"\g<x> = ",
    ),
    (regex(r"\b(\d+)\s?(?:st|nd|rd|th)\s+(?=(?:\w+ )?(?:steps?|iterations?|updates?)\b)"), r"\1 "),
)
"""Where the walk starts and how far it goes, as people write them, in the words that the rest of this file knows."""
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_OTHER = regex(
    r"\bnewton\b|\bline search\b|\bconstrain\w*|\bproject\w*|\bmaximi[sz]\w*|\bascent\b|\bnesterov\b|\badagrad\b|"
    r"\badamw\b|\bweight decay\b|"
    r"\bhow many (?:steps|iterations)\b|\buntil\b|\bconverg\w*|\bdiverg\w*|\bdecay(?:s|ed|ing)\b|\bhalv\w*|"
    r"\bdoubl\w*|\bprevious iterate\b|"
    r"\bwhat(?:'s| is| are)? (?:the )?(?:\w+ )?(?:minim\w+|optim\w+|slope|derivative|critical|roots?|zeros?)\b|"
    r"\bstochastic\w*|\bmini-?batch\w*|\bdata ?points?\b|\btraining (?:set|data)\b|\bprox\w*|\bhessian\b|"
    r"\bwhich learning rate\b|\bclip\w*|"
    r"\bv\s*(?:<-|=)\s*[\d.]*[a-z]|\bw\s*<-|\bminimum (?:of|value)\b|\bby how much\b|\bgradient (?:at|"
    r"of f)\b(?!.*\bstep)",
    re.I,
)
_ASKS_VALUE = regex(
    r"\b(?:loss|cost|objective|function value|[fLJ]\s*\([^)]*\)) (?:after|at the end|then)\b|\bwhat(?:'s| is) (?:the )?"
    r"(?:new |final |resulting )*(?:[fLJ]\s?\(|(?:loss|cost|objective|function value|"
    r"value of (?:the )?(?:function|loss))\b)",
    re.I,
)


@dataclass(slots=True)
class _Function:
    """A formula to go down on, and the names in it."""

    body: str
    names: list[str]
    start: int
    end: int


def told_descent(question: Question) -> Recognition:
    """Where the optimiser stands after the steps, when every number has its place."""
    text = digits(question.text)
    for pattern, instead in _TOLD:
        text = pattern.sub(instead, text)
    if _OTHER.search(text) or any(sentence.conceptual for sentence in question.sentences):
        return None
    function = _function(text)
    kind = next(((name, settings) for name, pattern, settings in _KINDS if pattern.search(text)), None)
    if function is None or kind is None:
        return None
    left = text[: function.start] + " ; " + text[function.end :]
    left = _SLOPES.sub(" ; ", left)
    arguments: dict[str, Argument] = {}
    for role, pattern in (("learning_rate", _RATE), *((name, _SETTINGS[name]) for name in kind[1])):
        hit = pattern.search(left)
        if hit:
            arguments[role] = _number(hit["x"])
            left = left[: hit.start()] + " ; " + left[hit.end() :]
    if "learning_rate" not in arguments:
        return None
    left, steps = _steps(_ZEROS.sub(" ; ", left), function.names)
    placed = _placed(left, function)
    if placed is None or steps is None or not 1 <= steps <= 1000:
        return None
    start, body = placed
    arguments |= {"function": body, "start": start, "steps": steps}
    return Request(kind[0], arguments, pick="function value" if _ASKS_VALUE.search(text) else "")


def _number(written: str) -> float:
    plain = re.sub(r"\s", "", written)
    return 10.0 ** int(plain[3:]) if plain.startswith("10^") else float(plain)


def _function(text: str) -> _Function | None:
    """The one formula of the text; its names are those of its parentheses, or all that stand in it."""
    hits = list(_HEAD.finditer(text))
    made = []
    for hit in hits:
        if re.search(r"'\s*$", text[: hit.start()]):
            continue
        declared = re.split(r"\s*,\s*", hit["vars"]) if hit["vars"] else []
        body, names, end = _body(text, hit.end(), declared)
        if body and re.search(r"[*/^+-]", body) and names:
            made.append(_Function(body, declared or names, hit.start(), end))
    return made[0] if len(made) == 1 else None


def _body(text: str, at: int, declared: list[str]) -> tuple[str, list[str], int]:
    """The formula from a place on, as far as its signs go."""
    parts: list[str] = []
    names: list[str] = []
    while (hit := _TOKEN.match(text, at)) is not None:
        name = hit["name"]
        if name is not None and name not in _CALLS:
            pieces = [name] if name in declared or (not declared and len(name) == 1) else _letters(name, declared)
            if not pieces:
                break
            names += [each for each in pieces if each not in names]
            parts.append(" * ".join(f" {each} " for each in pieces))
        else:
            parts.append(name or hit["other"])
        at = hit.end()
    while parts and parts[-1] in "+-*/^(":
        parts.pop()
    written = "".join(parts)
    return (written, names, at) if written.count("(") == written.count(")") else ("", [], at)


def _letters(name: str, declared: list[str]) -> list[str]:
    """As in "wx": a product of one-letter names."""
    if declared:
        return list(name) if len(name) > 1 and all(letter in declared for letter in name) else []
    return list(name) if len(name) == 2 else []


def _steps(text: str, names: list[str]) -> tuple[str, int | None]:
    """The text without its number of steps, and that number; 1 where nothing else is said."""
    hit = _STEPS.search(text)
    if hit:
        return text[: hit.start()] + " ; " + text[hit.end() :], int(hit["n"] or hit["m"])
    word = re.search(rf"\b({'|'.join(_PLACES)}) (?:step|iteration|update)\b", text, re.I)
    if word:
        return text, _PLACES[word[1].lower()]
    stems = {re.sub(r"_?\d$", "", name) for name in names}
    asked = [
        int(each[2])
        for each in re.finditer(r"\b([A-Za-z]+)_?([1-9])\b(?=\s*(?:\?|$|\.\s*$))", text)
        if each[1] in stems
    ]
    if len(names) == 1 and len(set(asked)) == 1:
        return text, asked[0]
    return text, None if re.search(r"\b(?:two|three|several|twice|steps|iterations)\b", text, re.I) else 1


def _placed(text: str, function: _Function) -> tuple[tuple[float, ...], str] | None:
    """The point to start from, and the formula with its variables called x, y and z."""
    names = function.names
    values = {
        hit[1]: float(hit[2])
        for hit in re.finditer(
            rf"(?<![\w']){_VAR.replace('[A', '([A', 1)})(?:\(0\))"
            rf"?\s*=\s*({_X})(?![\w(]|\s*[*^])",
            text,
        )
    }
    left = re.sub(rf"(?<![\w']){_VAR}(?:\(0\))?\s*=\s*{_X}(?![\w(]|\s*[*^])", " ", text)
    tuples = [hit for hit in re.finditer(rf"[(\[]\s*({_X}(?:\s*,\s*{_X})+)\s*[)\]]", left)]
    left = re.sub(rf"[(\[]\s*{_X}(?:\s*,\s*{_X})+\s*[)\]]", " ", left)
    if re.search(r"\borigin\b", text, re.I) and not tuples and not values:
        return _renamed(function.body, names, (0.0,) * len(names))
    bare = re.search(
        rf"\b(?:from|start\w*(?: at| from| with| point| value)*|initial (?:point|value))\s*(?:is|at|"
        rf":|=)?\s*({_X})",
        left,
        re.I,
    )
    if bare:
        left = left[: bare.start()] + left[bare.end() :]
    if re.search(r"(?<![\w.^])\d", left):
        return None
    if len(tuples) == 1 and not bare and not values and len(names) > 1:
        point = tuple(float(each) for each in tuples[0][1].split(","))
        return _renamed(function.body, names, point) if len(point) == len(names) else None
    if tuples or (bare and (values or len(names) > 1)):
        return None
    if bare:
        return _renamed(function.body, names, (float(bare[1]),))
    return _by_names(text, function, values)


def _by_names(text: str, function: _Function, values: dict[str, float]) -> tuple[tuple[float, ...], str] | None:
    """From values for the names; where there are more names than one variable, the one that is asked for moves."""
    names = function.names
    if len(names) == 1:
        begun = [value for name, value in values.items() if re.sub(r"_?0$", "", name) == names[0]]
        return _renamed(function.body, names, (begun[0],)) if len(begun) == len(values) == 1 else None
    known = {re.sub(r"_?0$", "", name): value for name, value in values.items()}
    if set(known) != set(names):
        return None
    asked = re.search(rf"\bwhat(?:'s| is| are)\s+(?:the )?(?:new )?({_VAR})\b", text)
    if asked is None or asked[1] not in names:
        return None
    body = function.body
    for name in names:
        if name != asked[1]:
            body = re.sub(rf"(?<![A-Za-z_]){name}(?![A-Za-z0-9_])", f"({known[name]!r})", body)
    return _renamed(body, [asked[1]], (known[asked[1]],))


def _renamed(body: str, names: list[str], start: tuple[float, ...]) -> tuple[tuple[float, ...], str] | None:
    if not 1 <= len(names) <= 3 or len(names) != len(start):
        return None
    made = body
    for at, name in enumerate(names):
        made = re.sub(rf"(?<![A-Za-z_]){re.escape(name)}(?![A-Za-z0-9_])", f"\u27e6{at}\u27e7", made)
    for at, plain in enumerate("xyz"):
        made = made.replace(f"\u27e6{at}\u27e7", plain)
    return start, re.sub(r"\s+", " ", made).strip()
