"""Thread: what a conversation was about so far, as far as the next turn may point back to it."""

import re
from dataclasses import dataclass, replace

from index import content_words, stem
from tutor.asking.answer import Answer, Status
from tutor.asking.dependence import ABOUT, GENERIC, Need, dependence
from tutor.asking.subject import SPLIT, bare, subject

CIRCUMSTANCE = re.compile(
    r"\W*(?:and\s+|but\s+)?(?:in|for|with|on|at|if|when|to|from|of|using|during|without)\b", re.IGNORECASE
)
"""What begins so asks about the same thing under other circumstances: "and for images?"."""
BEGINNING = 8
"""So many words of a line are enough to point at it."""
THINGS = 4
OFFERS = 3


@dataclass(frozen=True, slots=True)
class Thread:
    """What the next turn may point back to; empty at the beginning of a conversation."""

    subject: str = ""
    """What the last turn was about."""
    topic: str = ""
    """What the last turn that stood alone was about."""
    things: tuple[str, ...] = ()
    """Things that were named, latest last: what "which of the two" chooses from."""
    question: str = ""
    """The last question as it was searched for."""
    lines: tuple[str, ...] = ()
    """What the lines of the last answer begin with: what "the second one" points at."""
    offers: tuple[str, ...] = ()
    """Questions of ours that "yes" takes up."""

    def asked(self, typed: str, searched: str) -> "Thread":
        """The thread after a turn: what was typed, and as what it was searched for."""
        stood_alone = typed.strip() == searched.strip()
        own = _own_subject(typed)
        if self.subject and not stood_alone and not _named(typed):
            own = ""
        topic = own if stood_alone and own else self.topic
        new = own or self.subject
        things = (*self.things, *_things(typed)) if own else self.things
        return Thread(new, topic, tuple(dict.fromkeys(things))[-THINGS:], searched)

    def after(self, answer: Answer) -> "Thread":
        """The thread after an answer; small talk and calculations change nothing but the offers."""
        offers = (answer.choices or tuple(near.question for near in answer.nearest))[:OFFERS]
        if answer.status in {Status.ASK_BACK, Status.CALCULATED} or not answer.searched_for:
            return replace(self, offers=offers)
        lines = tuple(_beginning(item.text) for item in answer.evidence)
        thread = self.asked(answer.question, answer.searched_for)
        return replace(thread, lines=lines, offers=offers)


def _own_subject(typed: str) -> str:
    """What a turn names itself; "" when it only goes on about what was there ("and its drawbacks?")."""
    need = dependence(typed)
    if need.pointer:
        return ""
    text = ABOUT.sub("", typed) if ABOUT.match(typed) else typed
    if CIRCUMSTANCE.match(text):
        return ""
    about = subject(text).text
    parts = [part for part in SPLIT.split(about) if part and _names_something(part)]
    if not parts:
        return ""
    if need.need is Need.SURE or not subject(text).whole:
        return " ".join(about.split()) if len(content_words(about)) <= LONG else " ".join(parts[:2])
    return about if len(parts) > 1 else parts[0]


def _named(typed: str) -> bool:
    """Whether a turn that goes on names a thing of its own: "what about L2?", not "does it help?"."""
    return subject(ABOUT.sub("", typed)).whole


LONG = 6
"""Content words: a longer question is remembered by the first things it names."""


def _names_something(text: str) -> bool:
    return any(stem(word) not in GENERIC for word in content_words(text))


def _things(typed: str) -> tuple[str, ...]:
    text = ABOUT.sub("", typed) if ABOUT.match(typed) else typed
    parts = (part.strip() for part in SPLIT.split(subject(bare(text)).text) if part)
    return tuple(part for part in parts if _names_something(part))


def _beginning(line: str) -> str:
    lead, colon, _ = line.partition(":")
    return lead if colon and len(lead.split()) <= BEGINNING else " ".join(line.split()[:BEGINNING])
