"""Is this sentence backed by the evidence? What code sees and what the engine thinks, weighed into one probability.

Code alone decides what it can be sure of: a number that stands nowhere fails, a copy of a line passes, and so it is
decided without the engine for most sentences. For the rest the engine is asked about the sentence and about its twins
(`twins.py`), and everything is weighed by logistic regression (`calibration.py`). An engine that gives no
log-probabilities leaves it to the code. The line itself can always be shown instead: a doubt is enough to fail.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index import stem, tokenise
from tutor.asking import calibration, checking, citing, phrasing
from tutor.asking.answer import Evidence
from tutor.asking.filing import misfiled
from tutor.asking.numbers import strange_numbers
from tutor.asking.readings import LIGHT, Piece, in_order, pieces, telling
from tutor.asking.signals import Signals, best_piece, measure, overclaims
from tutor.asking.twins import twins
from tutor.engines.engine import Engine, EngineError

COPIED = 0.98
"""How well a sentence is backed whose every piece says what one piece of the lines says."""
UNSEEN = 0.6
"""A sentence with more words of its own than this share tells something else than the lines."""

MIXED = 0.25
"""Of a sentence's words, the share that may come from another piece of the lines than the one it follows."""
DOUBTED = 0.5
"""Where code finds a sentence less probable than this, no engine's opinion saves it."""
FOLLOWED = 0.8
"""Of a copy's words, the share that follow each other as in the line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown, how probably it is backed, and why not."""

    backed: bool
    support: float
    """Probability that the evidence backs it, 0 to 1."""
    why: str = ""


def verify(
    sentence: str,
    evidence: Sequence[Evidence],
    question: str,
    *,
    engine: Engine | None = None,
    known: frozenset[str] | None = None,
) -> Verdict:
    """Check one sentence against the evidence and the question; `known` are the stems of the whole notes.

    Code reads all lines. The engine is asked about those that the sentence rests on: the others mislead it, and each
    would have to be read first.
    """
    lines = [" — ".join((*item.heading, item.text)) for item in evidence]
    signals = measure(sentence, lines, question, known)
    alone = decided(sentence, lines, signals, question, _subjects(question, evidence))
    if alone:
        return alone
    weights = calibration.of(engine.name if engine else "")
    seen = None
    if engine and weights.engine:
        rested = [phrasing.line(item) for item in citing.cited(sentence, evidence)]
        seen = opinions(engine, sentence, rested, twins(sentence, lines), settled(weights, signals))
    support = weights.probability(signals, seen)
    least = weights.least if seen else calibration.CODE.least
    return Verdict(True, support) if support >= least else Verdict(False, support, reason(signals))


def decided(
    sentence: str, lines: Sequence[str], signals: Signals, question: str = "", subjects: frozenset[str] = frozenset()
) -> Verdict | None:
    """What code decides, whatever an engine thinks: an engine that believes its own falsehoods must not be enough."""
    strange = strange_numbers(sentence, [*lines, question])
    if strange:
        return Verdict(False, 0.0, f"the number {strange[0]} is not in the notes")
    if signals.unseen > UNSEEN:
        return Verdict(False, 0.0, "most of its words are not in the notes")
    if signals.turned and signals.opposed:
        return Verdict(False, 0.0, reason(signals))
    if misfiled(sentence, lines) or mixed(sentence, lines, subjects or telling(question)):
        return Verdict(False, 0.0, "it tells of one thing what the notes say of another")
    if overclaims(sentence, [*lines, question]):
        return Verdict(False, 0.0, "it claims more than the notes do")
    if copied(signals) and followed(sentence, lines):
        return Verdict(True, COPIED)
    support = calibration.CODE.probability(signals, None)
    return Verdict(False, support, reason(signals)) if support < DOUBTED else None


def copied(signals: Signals) -> bool:
    """Whether nothing in the sentence differs from what single pieces of the lines say."""
    doubts = (signals.unseen, signals.crossed, signals.negated, signals.turned, signals.reordered, signals.opposed)
    return not any(doubts) and not signals.absolute


def _subjects(question: str, evidence: Sequence[Evidence]) -> frozenset[str]:
    """What everything is about: it may be named anywhere."""
    return telling(" ".join((question, *{item.question for item in evidence})))


def mixed(sentence: str, lines: Sequence[str], subjects: frozenset[str]) -> bool:
    """Whether a piece of the sentence takes its words from several pieces of the lines."""
    held = telling(" ".join(lines))
    for piece in pieces(sentence):
        found = best_piece(piece, lines)
        beside = (piece.stems & held) - found.stems - subjects
        if len(beside) > MIXED * len(piece.stems) or _broadened(piece, found, subjects):
            return True
    return False


def _broadened(piece: Piece, found: Piece, subjects: frozenset[str]) -> bool:
    """Whether it tells of a thing what is said of one kind of it: of momentum what is said of Nesterov momentum."""
    text = found.text.rpartition(" — ")[2]
    first = [word for word in tokenise(text) if word not in ARTICLES][:2]
    if len(first) < 2 or ": " in text:  # a row of a table names its thing in another way
        return False
    kind, thing = map(stem, first)
    return kind not in LIGHT and kind not in piece.stems | subjects and thing not in LIGHT and thing in piece.stems


ARTICLES = frozenset(("a", "an", "the"))


def followed(sentence: str, lines: Sequence[str]) -> bool:
    """Whether each piece of the sentence has its words in the order of one line, nearly."""
    read = [in_order(line) for line in lines]
    said = [own for piece in pieces(sentence) if (own := in_order(piece.text))]
    return all(max((_in_step(own, line) for line in read), default=0) >= FOLLOWED * len(own) for own in said)


def _in_step(own: Sequence[str], line: Sequence[str]) -> int:
    """Length of the longest sequence that both have, gaps allowed."""
    row = [0] * (len(line) + 1)
    for word in own:
        before = row
        row = [0]
        for i, other in enumerate(line):
            row.append(before[i] + 1 if word == other else max(before[i + 1], row[i]))
    return row[-1]


def settled(weights: calibration.Weights, signals: Signals) -> Callable[[float, float], bool]:
    """Tells of a margin and the least lead so far whether no further twin matters.

    The sentence fails however the others compare, or it passes though it leads nothing.
    """

    def told(margin: float, lead: float) -> bool:
        may_pass, passes = (weights.probability(signals, (margin, each)) >= weights.least for each in (lead, 0.0))
        return passes or not may_pass

    return told


def opinions(
    engine: Engine,
    sentence: str,
    lines: Sequence[str],
    likely: Sequence[str],
    settled: Callable[[float, float], bool],
) -> tuple[float, float] | None:
    """The engine's margin for the sentence and its least lead over its twins, `likely`; None when it cannot score.

    Twins are looked at only as long as they matter.
    """
    try:
        margin = checking.margin(engine, sentence, lines)
        lead = calibration.MOST
        looked = False
        for twin in likely:
            if settled(margin, lead):
                break
            looked = True
            lead = min(lead, margin - checking.margin(engine, twin, lines))
    except EngineError:  # it died or gives no log-probabilities: the code's own judgement is left
        return None
    lead = lead if looked else 0.0
    return (margin, lead) if math.isfinite(margin) and math.isfinite(lead) else None


def reason(signals: Signals) -> str:
    """What spoke most against a sentence, for a person."""
    said = {
        "it says the opposite of the line it rests on": signals.opposed or signals.turned,
        "it denies what the line says, or says what the line denies": signals.negated,
        "it tells of one thing what the notes say of another": signals.misplaced or signals.reordered,
        "it claims more than the notes do": signals.absolute,
        "some of its words are not in the notes": signals.unseen > 1 / 3,
    }
    return next((why for why, so in said.items() if so), "the notes hardly back it")
