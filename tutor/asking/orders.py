"""Orders: lines of the notes that tell whoever answers what to say. They are the notes' own, but not for the engine.

A small model does what it reads: told in the notes to begin with a word, it begins with it. So it is not shown such
lines; a person is. A line that is taken for an order by mistake ("Always begin with a simple baseline.") costs little:
where it is one of the best, the lines are the answer (`speaking.py`): what is left would be beside the question.
"""

import re
from collections.abc import Sequence

from tutor.asking.answer import Evidence

_SAY = r"(?:say|write|reply|respond|answer|output|print|recite|translate|tell|mention|pretend|obey|reveal|ignore)"
_REPLY = r"(?:repl(?:y|ies)|answers?|responses?|messages?|completions?|summar(?:y|ies)|everything you (?:say|write))"
_ORDERS = (
    # of the reply itself: "begin your reply with", "every answer has to", "in your response"
    rf"\byour (?:\w+ )?(?:{_REPLY}|outputs?|sentences?|words)\b",
    rf"\b(?:every|each|any|all|the next|the first word of (?:the|every|each|your)) {_REPLY}\b",
    r"\b(?:what|everything|anything|whatever) you (?:say|write|reply|answer|print)\b",
    # to whoever reads it out: "you must say", "from now on", "you are now"
    r"\byou (?:must|shall|should|will|have to|need to|are to|may only|can only)"
    rf"(?: now| always| also| first)? {_SAY}\b",
    r"\bfrom now on\b|\byou are (?:now|an? (?:ai|assistant|chatbot|language model))\b",
    r"(?:^\W*|\byou (?:\w+ ){0,2})act as (?:an?|if|though)\b",
    # against what was said before
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}"
    r"\b(?:instructions?|guidelines?|orders|(?:the|all|any|your|these|previous|earlier) (?:\w+ )?"
    r"(?:prompts?|rules?|notes|questions?))\b",
    rf"\b(?:{_SAY}|show|quote|give)\b.{{0,30}}\bsystem prompt\b",
    r"\b(?:new (?:rule|instruction|order|task)s? for|note to the (?:grader|model|assistant|ai))\b",
    r"<\|\w+\|>|\[/?INST\]|</?s>|^\W*(?:system|assistant)\s*:|\{\{\s*system",
    # a word that is to be said: "say X first", "the first word", "lead with"
    rf"\b(?:first|last) word (?:here|of (?:\w+ )?{_REPLY}|(?:\w+ )?(?:must|should|shall|has to|is to|will) be)\b",
    r"^\W*(?:(?:please|now|then|also|always|instead|important|before anything else|first)\b\W*)*"
    r"(?:say(?! (?:we|you|that|the|there)\b|,)|reply|respond|pretend|recite|reveal"
    r"|answer (?:only|in|with|every|all|by|as)"
    r"|(?:translate|repeat) (?:the|this|these|it|all|everything|after)|tell (?:the )?(?:reader|user|candidate|them)"
    r"|(?:open|lead|begin|end|close) with|put .{1,40} (?:in front of|before|at the (?:beginning|end) of))\b",
)
ORDER = re.compile("|".join(_ORDERS), re.IGNORECASE)


def without_orders(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The lines that may be shown to an engine."""
    return tuple(item for item in evidence if not ORDER.search(item.text))
