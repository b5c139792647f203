"""From the user's words in a conversation to a question that stands alone.

Covered: pronouns ("and its drawbacks?"), ellipsis ("why?", "what about L2?") after a question that stood alone.
Not covered yet: ordinals ("the second one"), "yes" to an offer of ours, a change of subject inside a short question.
"""

import re
from dataclasses import dataclass

from index import content_words

PRONOUN = re.compile(
    r"\b(it|its|they|them|their|that|this|those|these|the (?:two|former|latter)|one|ones)\b", re.IGNORECASE
)
OPENER = re.compile(
    r"^\s*(and|but|or|so|also|then|what about|how about|what else|why|how so|how come)\b[\s,]*", re.IGNORECASE
)
ABOUT = re.compile(r"^\s*(?:and\s+)?(?:what|how) about\b", re.IGNORECASE)
LEAD = re.compile(
    r"^\s*(?:please\s+)?(?:can you\s+|could you\s+)?(?:explain|describe|define|tell me about|"
    r"what(?:'s| is| are| does| do)|why (?:is|are|do|does)|how (?:is|are|do|does)|"
    r"when (?:is|are|do|does))\s+(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question as it is searched for."""

    text: str
    from_context: bool = False
    """Whether an earlier turn was needed to understand it."""
    unclear: str = ""
    """The word that points to nothing ("it"), when there is no earlier turn to understand it from."""


def resolve(question: str, subject: str) -> Resolved:
    """`question` as a stand-alone one; `subject` is what the conversation was about so far ("" at its beginning)."""
    pronoun = _dangling_pronoun(question)
    if not pronoun and not _elliptic(question):
        return Resolved(question)
    if not subject:
        return Resolved(question, unclear=pronoun or question.strip()) if pronoun else Resolved(question)
    if pronoun:
        return Resolved(
            PRONOUN.sub(lambda found: _replaced(found.group(), subject), question, count=1), from_context=True
        )
    return Resolved(f"{question.strip().rstrip('?')} ({subject})?", from_context=True)


def subject_of(question: str) -> str:
    """What a stand-alone question is about, in its own words: "Why does dropout help?" -> "dropout help"."""
    return LEAD.sub("", question).strip().rstrip("?.! ")


def _dangling_pronoun(question: str) -> str:
    """The first pronoun with nothing before it in the question that it could stand for."""
    found = PRONOUN.search(question)
    if not found:
        return ""
    before = OPENER.sub("", LEAD.sub("", question[: found.start()]))
    return "" if content_words(before) else found.group()


def _elliptic(question: str) -> bool:
    rest = OPENER.sub("", question)
    return rest != question and len(content_words(rest)) <= (1 if ABOUT.match(question) else 2)


def _replaced(pronoun: str, subject: str) -> str:
    return f"{subject}'s" if pronoun.lower() in {"its", "their"} else subject
