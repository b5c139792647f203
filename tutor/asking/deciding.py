"""Deciding: yes or no, this or that, where the question offers nothing else.

Nothing is sampled: the lines are read by code, and the engine compares the candidate answers. What neither decides
stays open: the lines are shown without a verdict of ours, because a wrong yes is worse than none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.asking import checking, citing, phrasing, which_of, yes_no
from tutor.asking.answer import Evidence
from tutor.asking.orders import without_orders
from tutor.asking.outright import outright
from tutor.asking.readings import telling
from tutor.engines.engine import Engine, EngineError

MOST = 3
"""Lines shown below a verdict."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict and the lines that it rests on."""

    said: str
    """"Yes.", "No.", "Too low."."""
    support: float
    """How probably it is right, 0 to 1."""
    evidence: tuple[Evidence, ...]


def is_choice(question: str) -> bool:
    """Whether the question offers its answers itself."""
    return yes_no.is_yes_no(question) or which_of.options(question) is not None


def decide(question: str, evidence: Sequence[Evidence], engine: Engine | None) -> Decision | None:
    """The verdict; None when it stays open."""
    readable = without_orders(evidence)
    if not readable:
        return None
    pair = which_of.options(question)
    return _one_of(question, pair, readable, engine) if pair else _yes_or_no(question, readable, engine)


def _yes_or_no(question: str, evidence: Sequence[Evidence], engine: Engine | None) -> Decision | None:
    read = yes_no.decide(question, evidence) or outright(yes_no.statement(question), evidence)
    if read and not (read[0] and yes_no.ADVICE.match(question)):
        return Decision("Yes." if read[0] else "No.", 1.0, read[1])
    thought = _thought(question, evidence, engine)
    if thought is None:
        return None
    return Decision("Yes." if thought else "No.", yes_no.RIGHT, _nearest(question, evidence))


def _thought(question: str, evidence: Sequence[Evidence], engine: Engine | None) -> bool | None:
    """Whether it is a yes; None when the engine cannot say, or would only guess."""
    if engine is None or any(part in engine.name.lower() for part in yes_no.GUESSERS):
        return None
    said = yes_no.statement(question)
    try:
        margin = checking.margin(engine, said, [phrasing.line(item) for item in citing.cited(said, evidence)])
    except EngineError:
        return None
    return yes_no.judged(question, [phrasing.line(item) for item in evidence], margin)


def _one_of(
    question: str, pair: tuple[str, str], evidence: Sequence[Evidence], engine: Engine | None
) -> Decision | None:
    lines = [" — ".join((*item.heading, item.text)) for item in evidence]
    read = which_of.spoken_for(question, pair, lines)
    if abs(read) < (ALIKE if which_of.alike(pair) else READ):
        return None
    thought = _compared(question, pair, evidence, engine)
    probability = which_of.probability(read, thought)
    if 1 - WHICH < probability < WHICH:
        return None
    first = probability >= WHICH
    name = pair[0] if first else pair[1]
    bare = which_of.without_article(name)
    said = f"{bare[:1].upper()}{bare[1:]}."
    return Decision(said, max(probability, 1 - probability), _nearest(question, evidence, name))


WHICH = 0.75
READ = 0.2
"""The lines must speak for one of the two: the engine may object, but does not decide alone."""
ALIKE = 0.4
"""Of two kinds of one thing much the same is told: so much more must be told of the one."""


def _compared(
    question: str, pair: tuple[str, str], evidence: Sequence[Evidence], engine: Engine | None
) -> float | None:
    """How much likelier the engine finds the first than the second, in natural-log units; None when it cannot say."""
    if engine is None or any(part in engine.name.lower() for part in yes_no.GUESSERS):
        return None
    lines = [phrasing.line(item) for item in evidence]
    try:
        one, other = (checking.margin(engine, f'The answer to "{question}" is {name}.', lines) for name in pair)
    except EngineError:
        return None
    return one - other


def _nearest(question: str, evidence: Sequence[Evidence], name: str = "") -> tuple[Evidence, ...]:
    """The lines that name what was chosen and share most words with the question, in their order."""
    asked, chosen = telling(question), set(which_of.telling_words(name))

    def nearness(item: Evidence) -> tuple[bool, int]:
        own = telling(" ".join((*item.heading, item.text)))
        return chosen <= own, len(asked & own)

    ranked = sorted(evidence, key=nearness, reverse=True)[:MOST]
    named = [item for item in ranked if chosen and nearness(item)[0]] or ranked
    least = nearness(named[0])[1] / 2 if named else 0
    return tuple(item for item in evidence if item in named and nearness(item)[1] >= least)
