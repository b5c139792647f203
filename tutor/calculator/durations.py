"""Durations: how many of one unit of time another one is; units of space and of things count as they are called."""

_SECONDS = {
    "millisecond": 0.001, "ms": 0.001, "second": 1.0, "sec": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0,
    "hr": 3600.0, "day": 86400.0, "week": 604800.0, "fortnight": 1209600.0, "month": None, "year": None,
}  # fmt: skip
_SAME = {"kilometer": "km", "kilometre": "km", "metre": "meter", "inche": "inch", "feet": "foot", "night": "day"}


def is_time(unit: str) -> bool:
    """Whether it is a unit of time, in the singular."""
    return unit in _SECONDS or unit in _SAME and _SAME[unit] in _SECONDS


def per_unit(theirs: str, ours: str) -> float | None:
    """How many of our unit one of theirs is; None where that cannot be said, as for "" or a month in days."""
    theirs, ours = _SAME.get(theirs, theirs), _SAME.get(ours, ours)
    if theirs == ours:
        return 1.0 if ours else None
    seconds, own = _SECONDS.get(theirs), _SECONDS.get(ours)
    return seconds / own if seconds and own else None
