"""The numbers that stand in the notes: "do that for the example in my notes"."""

import re
from collections.abc import Iterable

from ingest import Entry
from tutor.calculator.calculate import calculate
from tutor.calculator.working import Calculation

WANTED = re.compile(
    r"\b(?:for|on|with|of)?\s*(?:the|that|those|my)\s+(?:examples?|numbers?|values?|inputs?|ones?)\s+"
    r"(?:given\s+)?(?:in|from|of)\s+(?:my|the|your|our)\s+notes\b",
    re.IGNORECASE,
)


def wanted(question: str) -> bool:
    """Whether the question means numbers of the notes."""
    return WANTED.search(question) is not None


def calculated(question: str, entries: Iterable[Entry]) -> Calculation:
    """What the question asks of the first entry that is a calculation; that calculation when it names no other."""
    rest = f"now {WANTED.sub(' ', question)}"  # "now" marks it as going on from their calculation
    for entry in entries:
        theirs = calculate(entry.question)
        if theirs.working:
            ours = calculate(rest, last=theirs.working)
            return theirs if ours.status == "not_recognised" else ours
    return Calculation("not_recognised")
