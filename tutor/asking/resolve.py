"""From the user's words in a conversation to a question that stands alone.

Covered: pronouns ("and its drawbacks?"), ellipsis ("why?", "what about L2?", "any downside?"), "which of the two",
ordinals ("the second one"), "yes" to a question of ours, nouns that are always of something ("the drawbacks").
The user's own words stay; what they point at is put in their place or behind them in brackets.
Where code is not sure, both readings are given, and the search decides.
"""

import re
from dataclasses import dataclass

from index import content_words, stem
from tutor.asking.dependence import ABOUT, ORDINAL, Dependence, Need, dependence
from tutor.asking.subject import bare, names, subject
from tutor.asking.thread import Thread

YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|ok|okay|please|please do|yes,? please|go ahead|do it|of course|right|exactly|correct"
    r"|that one|sounds good)\W*$",
    re.IGNORECASE,
)
LEAVING = re.compile(
    r"^\s*(?:forget (?:that|it|about (?:that|it))|never ?mind"
    r"|(?:let's|let us) (?:change|switch) (?:the )?(?:subject|topic)"
    r"|change of (?:subject|topic)|(?:a )?(?:new|different|another) (?:topic|question|subject)|something else|moving on"
    r"|by the way)\b[\s.,:;!-]*",
    re.IGNORECASE,
)
NUMBERS = {
    word: place
    for place, words in enumerate(("first 1st 1", "second 2nd 2", "third 3rd 3", "fourth 4th 4", "fifth 5th 5"))
    for word in words.split()
} | {"last": -1}
OF_TWO = re.compile(
    r"^(?:(?:which|any|either|neither|both|one|each)\s+of\s+)?(?:the\s+two|them|these|those|both)$|^which\s+ones?$|^both$",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*\([^()]*\)(?=\W*$)")
"""What was put behind the last question."""
OWNING = frozenset({"its", "their", "theirs", "his", "her", "hers"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question as it is searched for."""

    text: str
    from_context: bool = False
    """Whether an earlier turn was needed to understand it."""
    unclear: str = ""
    """The word that points to nothing ("it"), when there is no earlier turn to understand it from."""
    otherwise: str = ""
    """The question read as going on from earlier turns, where it may as well stand alone; "" when that is sure."""


def resolve(question: str, thread: Thread) -> Resolved:
    """`question` as a stand-alone one, in a conversation that went as `thread` says."""
    if chosen := takes_up(question, thread):
        return Resolved(chosen, from_context=True)
    left = LEAVING.sub("", question, count=1)
    if left != question and content_words(left):
        return Resolved(left.strip())
    need = dependence(question)
    if need.need is Need.NONE or (need.need is Need.WEAK and _repeats(question, thread)):
        return Resolved(question)
    if not thread.subject and not thread.lines:
        return Resolved(question, unclear=need.pointer or _alone(question, need))
    expanded = _expanded(question, need, thread)
    if need.need is Need.WEAK:
        return Resolved(question, otherwise=expanded)
    return Resolved(expanded, from_context=True)


def takes_up(question: str, thread: Thread) -> str:
    """The question of ours that a "yes" or "the second one" takes up; "" for every other turn."""
    if not thread.offers:
        return ""
    if YES.match(question):
        return thread.offers[0]
    found = ORDINAL.search(question)
    if found and len(content_words(question)) <= FEW:
        place = _place(found)
        return thread.offers[place] if -1 <= place < len(thread.offers) else ""
    return ""


FEW = 2
"""Content words: "the second one", not a question of its own."""


def _place(found: re.Match[str]) -> int:
    return NUMBERS[(found["which"] or found["alone"]).lower()]


def _alone(question: str, need: Dependence) -> str:
    """What cannot be understood at the beginning of a conversation: "why?", "and the drawbacks?"."""
    own = names(subject(question).text)
    return "" if need.need is Need.WEAK or own else question.strip()


def _repeats(question: str, thread: Thread) -> bool:
    """Whether the question names the subject of the turns before itself."""
    said = {stem(word) for word in content_words(f"{thread.subject} {thread.topic}")}
    own = {word for name in names(bare(question)) for word in name}
    return bool(said & own)


def _expanded(question: str, need: Dependence, thread: Thread) -> str:
    if found := ORDINAL.search(question):
        return _behind(question, _pointed(_place(found), thread), thread.topic)
    if ABOUT.match(question) and (parallel := _parallel(question, thread)):
        return parallel
    if OF_TWO.match(need.pointer) and len(thread.things) > 1:
        return _behind(question, " and ".join(thread.things[-2:]))
    if need.pointer:
        return _in_place(question, need.pointer, thread)
    last = BRACKETS.sub("", thread.question).rstrip("?. ")
    if not content_words(question) and content_words(last):
        return _behind(question, last, thread.subject)
    return _behind(question, thread.subject, thread.topic)


def _in_place(question: str, pointer: str, thread: Thread) -> str:
    """The subject in the place of the pronoun; the topic behind, where it is another."""
    stands = f"{thread.subject}'s" if pointer.lower() in OWNING else thread.subject
    place = re.search(rf"\b{re.escape(pointer)}\b", question)
    clause = len(thread.subject.split()) > 2 and not subject(thread.question).whole
    if place is None or clause or pointer.lower() in {"there", "here", "the same"} or " " in pointer:
        return _behind(question, thread.subject, thread.topic)
    text = question[: place.start()] + stands + question[place.end() :]
    return _behind(text, thread.topic)


def _behind(question: str, *said: str) -> str:
    """The question with what is not yet in it behind it in brackets."""
    held = {stem(word) for word in content_words(question)}
    new: list[str] = []
    for text in said:
        words = {stem(word) for word in content_words(text)}
        if words - held:
            new.append(text)
            held |= words
    if not new:
        return question
    return f"{question.strip().rstrip('?').rstrip()} ({', '.join(new)})?"


def _parallel(question: str, thread: Thread) -> str:
    """The last question asked of another thing: "How does LIME work?", "and SHAP?" -> "How does SHAP work?"."""
    other = re.sub(r"^(?:an?|the)\s+", "", ABOUT.sub("", question).strip(), flags=re.IGNORECASE).rstrip("?.! ")
    last = BRACKETS.sub("", thread.question)
    before = subject(last)
    if not other or not before.whole or not names(other) or before.text not in last:
        return ""
    if re.match(r"(?:in|for|with|on|at|if|when|to|from|of|using)\b", other, re.IGNORECASE):
        return ""
    parallel = last.replace(before.text, _renamed(before.text, other))
    return _behind(parallel, thread.topic) if thread.topic != thread.subject else parallel


def _renamed(name: str, other: str) -> str:
    """The other name, in the shape of the first: "L1 regularisation" with "L2" gives "L2 regularisation"."""
    for word in name.split():
        if len(word) == len(other) and word[:-1] == other[:-1] and any(map(str.isdigit, word)):
            return name.replace(word, other)
    return other


def _pointed(place: int, thread: Thread) -> str:
    """The n-th of two things that the last question named, or what the n-th line of the last answer begins with."""
    named = [thing for thing in thread.things if thing in thread.question]
    if len(named) > 1 and place < len(named):
        return named[place]
    return thread.lines[place] if -1 <= place < len(thread.lines) else ""
