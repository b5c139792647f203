"""Events: which values of a variable are asked about: P(X > 60), "between 45 and 55", "at most 2"."""

import re
from dataclasses import dataclass

from tutor.calculator.amounts import NUMBER, Region, amount
from tutor.calculator.patterns import regex


@dataclass(frozen=True, slots=True)
class Event:
    """Bounds, and whether they are included; `outside` for |X - m| > a."""

    low: float | None
    high: float | None
    low_included: bool = True
    high_included: bool = True
    outside: bool = False
    region: Region = (0, 0)


_X = r"[A-Zx]"
_OP = r"(<=|>=|=<|=>|<|>|=)"
_CALL = regex(r"\b(?:P|Pr|Prob|prob|p)\s*(?P<open>[(\[{])\s*(?P<inside>[^()\[\]{}]*?)\s*[)\]}](?!\s*=\s*[\d.])")
_ONE = regex(rf"{_X}\s*{_OP}\s*({NUMBER})")
_TURNED = regex(rf"({NUMBER})\s*{_OP}\s*{_X}")
_TWO = regex(rf"({NUMBER})\s*(<=|=<|<)\s*{_X}\s*(<=|=<|<)\s*({NUMBER})")
_DISTANCE = regex(rf"\|\s*{_X}\s*(?:-\s*({NUMBER})\s*)?\|\s*{_OP}\s*({NUMBER})")
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=<": ">=", "=>": "<=", "=": "="}


def in_symbols(text: str) -> list[Event | None]:
    """The events in P(...); None for one that cannot be read."""
    found = []
    for call in _CALL.finditer(text):
        if not re.search(r"[<>=]|\b[lg](?:eq?|t)\b", call["inside"]):
            continue
        event = _event(call["inside"])
        found.append(event and _placed(event, call.span()))
    return found


def _placed(event: Event, region: Region) -> Event:
    return Event(event.low, event.high, event.low_included, event.high_included, event.outside, region)


def _event(inside: str) -> Event | None:
    """One comparison, two, or a distance."""
    for word, sign in ((r"\bleq?\b", "<="), (r"\bgeq?\b", ">="), (r"\blt\b", "<"), (r"\bgt\b", ">")):
        inside = re.sub(word, sign, inside)
    two = _TWO.fullmatch(inside)
    if two:
        return Event(amount(two[1]), amount(two[4]), "=" in two[2], "=" in two[3])
    distance = _DISTANCE.fullmatch(inside)
    if distance:
        middle, sign, radius = amount(distance[1]) if distance[1] else 0.0, distance[2], amount(distance[3])
        if sign == "=" or radius < 0:
            return None
        return Event(middle - radius, middle + radius, "=" in sign, "=" in sign, outside=">" in sign)
    one, turned = _ONE.fullmatch(inside), _TURNED.fullmatch(inside)
    if one:
        return compared(one[1], amount(one[2]))
    return compared(_MIRROR[turned[2]], amount(turned[1])) if turned else None


def compared(sign: str, value: float, region: Region = (0, 0)) -> Event:
    """The event of one comparison."""
    if sign == "=":
        return Event(value, value, region=region)
    included = "=" in sign
    if ">" in sign:
        return Event(value, None, low_included=included, region=region)
    return Event(None, value, high_included=included, region=region)
