"""Yes or no: what the lines decide by themselves, and how probable a yes is otherwise.

Two ways: "Is X slower than Y?" where a line about X or about Y says slower, faster or the like, read by code; and the
question as a statement, about which the engine is asked (`deciding.py`). What neither decides is left to the lines.
"""

import re
from collections.abc import Sequence

from tutor.asking.answer import Evidence
from tutor.asking.signals import measure

YES_NO = re.compile(
    r"^\s*(?:and |but |so )?(?!(?:can|could|would|will) you\b)"
    r"(?:is|are|was|were|does|do|did|can|could|should|will|would|may|might|has|have|must)\b(?!.*\bor\b)",
    re.IGNORECASE,
)
SENSES = (
    ("fast faster quick quicker", "slow slower"),
    ("cheap cheaper inexpensive", "expensive costly costlier dearer"),
    ("high higher", "low lower"),
    ("large larger big bigger", "small smaller"),
    ("simple simpler easy easier", "complex complicated hard harder"),
    ("good better", "bad worse"),
    ("stable", "unstable"),
    ("accurate precise", "inaccurate imprecise"),
)
"""Pairs of opposite senses, with the words of each."""
_SENSE = {
    word: 2 * pair + side
    for pair, both in enumerate(SENSES)
    for side, words in enumerate(both)
    for word in words.split()
}
COMPARED = re.compile(
    rf"\b(?:is|are|does|do)\s+(?P<one>.+?)\s+(?P<word>(?:(?:more|less)\s+)?(?:{'|'.join(_SENSE)}))\b(?:\s+\w+){{0,3}}"
    r"\s+than\s+(?P<other>.+?)\s*\??\s*$",
    re.IGNORECASE,
)
WORD = re.compile(r"\b(?:(more|less)\s+)?([a-z]+)", re.IGNORECASE)


def is_yes_no(question: str) -> bool:
    """Whether the question wants a yes or a no."""
    return bool(YES_NO.match(question))


def decide(question: str, evidence: Sequence[Evidence]) -> tuple[bool, tuple[Evidence, ...]] | None:
    """True or False for a comparison that the lines decide, with the lines; None when they don't, or not plainly."""
    found = COMPARED.search(question)
    senses = _senses(found["word"]) if found else set()
    if found is None or len(senses) != 1:
        return None
    sense = senses.pop()
    votes = [(vote, item) for item in evidence if (vote := _vote(item.text, found, sense)) is not None]
    verdicts = {vote for vote, _ in votes}
    return (verdicts.pop(), tuple(item for _, item in votes)) if len(verdicts) == 1 else None


def _vote(text: str, asked: re.Match[str], sense: int) -> bool | None:
    """What one line says of "one is <sense> than other"."""
    about_one, about_other = _names(text, asked["one"]), _names(text, asked["other"])
    same, opposite = sense in _senses(text), sense ^ 1 in _senses(text)
    if about_one == about_other or same == opposite:
        return None
    return same if about_one else opposite


def _names(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name.strip())}\b", text, re.IGNORECASE) is not None


def _senses(text: str) -> set[int]:
    """The senses in a text; "less expensive" is the opposite of "expensive"."""
    found = ((degree.lower(), _SENSE.get(word.lower())) for degree, word in WORD.findall(text))
    return {sense ^ 1 if degree == "less" else sense for degree, sense in found if sense is not None}


def statement(question: str) -> str:
    """The question as a statement that holds when the answer is yes; not always good English, but the engine copes."""
    text = re.sub(r"^\s*(?:and|but|so)\s+", "", question, flags=re.IGNORECASE).strip().rstrip("?").strip()
    text = re.sub(r"^(?:does|do|did)\s+", "", text, flags=re.IGNORECASE)
    return f"{text[:1].upper()}{text[1:]}."


YES, NO = 1.5, 0.0
"""Margins, in natural-log units: so sure the engine must be of the question as a statement, or so little."""
STRANGE = 0.3
"""Of the question's words, the share that may stand in no line: beyond it the lines don't speak of what is asked."""
NAMED, TOUCHED = 0.6, 0.5
"""Share of the question's words that one line must have for a yes, and for a no."""
RIGHT = 0.9
"""How probably such a verdict is right, at least: none of 23 was wrong when they were tried."""
ADVICE = re.compile(r"^\W*(?:and |but |so )?should\b", re.IGNORECASE)
"""A line that speaks of it may as well warn of it: no yes."""
GUESSERS = ("0.5b", "135m", "360m")
"""Parts of the names of models whose opinion is no better than a coin."""


def judged(question: str, lines: Sequence[str], margin: float) -> bool | None:
    """Yes or no from the engine's margin for the statement and from what code reads; None where it is not sure.

    That the lines don't speak of it is no denial: "Is LoRA patented?" stays open.
    """
    signals = measure(statement(question), lines)
    against = bool(signals.negated or signals.turned or signals.opposed)
    spoken_of = signals.unseen <= STRANGE
    if margin >= YES and spoken_of and signals.alone >= NAMED and not against and not ADVICE.match(question):
        return True
    if margin < NO and (spoken_of or against) and signals.alone >= TOUCHED:
        return False
    return None
