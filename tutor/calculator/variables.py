"""Variables: which distribution a question names, with its parameters: X ~ N(50, 10^2), binomial with n = 10."""

import re
from dataclasses import dataclass

from tutor.calculator.amounts import NUMBER, Region, amount
from tutor.calculator.operation import Argument
from tutor.calculator.patterns import regex
from tutor.calculator.question import Ask, Question


@dataclass(frozen=True, slots=True)
class Variable:
    """A distribution with its parameters, and where they stand."""

    family: str
    given: dict[str, Argument]
    regions: tuple[Region, ...]
    name: str = ""


_SYMBOL = regex(
    r"(?:\b(?P<name>[A-Z])\s*(?:~|\bsim\b|\bis(?: distributed as)?\b|\bfollows\b|\bhas\b)?\s*)?"
    r"(?:(?<![\w^])|(?<=\bsim))(?P<family>N|Normal|Gaussian|Bin|B|Binom|Binomial|Po|Pois|Poi|Poisson|Geom|Geo|"
    r"Geometric|Exp|Expo|"
    r"Exponential|U|Unif|Uniform|DU|Ber|Bern|"
    r"Bernoulli)\s*(?P<open>[(\[])(?P<inside>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)[)\]]"
)
_FAMILIES = {
    "n": "normal",
    "normal": "normal",
    "gaussian": "normal",
    "bin": "binomial",
    "b": "binomial",
    "binom": "binomial",
    "binomial": "binomial",
    "po": "poisson",
    "pois": "poisson",
    "poi": "poisson",
    "poisson": "poisson",
    "geom": "geometric",
    "geo": "geometric",
    "geometric": "geometric",
    "exp": "exponential",
    "expo": "exponential",
    "exponential": "exponential",
    "u": "uniform",
    "unif": "uniform",
    "uniform": "uniform",
    "ber": "bernoulli",
    "bern": "bernoulli",
    "bernoulli": "bernoulli",
}
_LETTERS = frozenset({"N", "B", "U", "Po", "Exp", "Geo"})
"""Short names that need the tilde before them: Exp(2) alone is a number, B(3) a game's worth."""
_PLAIN = regex(rf"\s*(?:[a-z_ ]*(?:\^2)?\s*=\s*)?({NUMBER})\s*")
_IS = r"\s*(?:\(?\s*(?:mu|sigma|s|lambda)\s*\)?)?\s*(?:=|is|of|:|was|being|equals|equal to)?\s*(?:about |only )?[$]?"
_MEAN = regex(
    rf"\b(?:mean|average|expected value|mu|cent(?:er|re)d at|averag(?:es|ing))\b(?: \w+){{0,3}}?{_IS}({NUMBER})", re.I
)
_DEVIATION = regex(
    rf"(?:\b(?:standard deviation|std\.?(?: dev(?:iation)?\.?)?|stdev|sd|s\.d\.|sigma)(?![\w^])){_IS}({NUMBER})", re.I
)
_VARIANCE = regex(rf"(?:\bvariance\b|\bsigma\^2){_IS}({NUMBER})", re.I)


def by_symbol(question: Question) -> Variable | Ask | None:
    """The one distribution that is written with its parameters in brackets."""
    symbols = [found for found in _SYMBOL.finditer(question.text) if _is_symbol(found)]
    return _by_symbol(question, symbols[0]) if len(symbols) == 1 else None


def _is_symbol(found: re.Match[str]) -> bool:
    tilde = "~" in found[0] or re.search(r"\b(?:sim|is|follows)\b", found[0]) is not None
    return tilde or found["family"] not in _LETTERS or (found["family"] == "N" and "," in found["inside"])


def _by_symbol(question: Question, found: re.Match[str]) -> Variable | Ask | None:
    family = _FAMILIES.get(found["family"].lower())
    parts = [_PLAIN.fullmatch(part) for part in re.split(r"[,;]", found["inside"])]
    if family is None or None in parts:
        return None
    written = [part[1] for part in parts if part is not None]
    values = [amount(each) for each in written]
    if family == "normal":
        return _normal(question, found, written, values)
    names = {"binomial": ("n", "p"), "uniform": ("start", "end"), "poisson": ("rate",), "exponential": ("rate",)}
    keys = names.get(family, ("p",))
    if len(values) != len(keys):
        return None
    if family == "exponential" and re.search(r"\b(?:mean|scale|theta|beta)\b", question.text, re.I):
        return None
    given: dict[str, Argument] = dict(zip(keys, values, strict=True))
    if family == "binomial" and values[0] == int(values[0]):
        given["n"] = int(values[0])
    return Variable(family, given, (found.span(),), found["name"] or "")


def _normal(question: Question, found: re.Match[str], written: list[str], values: list[float]) -> Variable | Ask | None:
    """N(mean, variance) where the second number is a square or names itself; else the question which of both it is."""
    if len(values) != 2 or values[1] <= 0:
        return None
    inside = found["inside"].lower()
    root = values[1] ** 0.5
    squared = written[1].endswith("^2") or re.search(r"sigma\s*\^2|variance|var\b", inside + question.lower)
    spread = re.search(r"sigma\s*=|sd\s*=|std\s*=", inside) or re.search(
        r"standard deviation|\bsd\b|\bstd\b", question.lower
    )
    if spread and squared:
        return None
    if spread:
        deviation = values[1]
    elif squared or values[1] == 1 or abs(root * 100 - round(root * 100)) < 1e-9:
        deviation = root
    else:
        name = f"{found['name']} ~ " if found["name"] else ""
        ways = tuple(
            f"{question.text[: found.start()]}{name}N({written[0]}, {said}){question.text[found.end() :]}"
            for said in (f"sigma^2 = {written[1]}", f"sigma = {written[1]}")
        )
        return Ask(f"Is {written[1]} in N({written[0]}, {written[1]}) the variance or the standard deviation?", ways)
    regions = [found.span()]
    for said, value in ((_VARIANCE, deviation**2), (_DEVIATION, deviation), (_MEAN, values[0])):
        again = said.search(question.text, found.end())
        if again and abs(amount(again[1]) - value) < 1e-9:
            regions.append(again.span())
    return Variable("normal", {"mean": values[0], "deviation": deviation}, tuple(regions), found["name"] or "")
