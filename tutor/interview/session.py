"""Session: where an interview stands. Values and transitions only, no clock, no file, no model.

    asking --answer / dont_know / skip--> asking (a follow-up, or the next question) or finished
    asking --hint--> asking (one rung further on the ladder)
    asking --pause--> paused --go_on--> asking
    asking, paused --finish--> finished

Every transition is total: one that makes no sense where the session stands (a reply after the end, a pause of a
paused session) gives the session back unchanged. So a session is the fold of its steps, and a step that is read back
from a file in another order than it was written can never leave it in an impossible place.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from tutor.interview.grade import Grade
from tutor.interview.question import Question
from tutor.interview.turn import HINT_CREDIT, Outcome, Turn

MAX_DEPTH = 3
"""Follow-ups on one question, at most."""
MAX_HINTS = len(HINT_CREDIT) - 1


class Phase(StrEnum):
    """What the session waits for."""

    ASKING = "asking"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Session:
    """The whole state of one interview."""

    id: str
    planned: tuple[Question, ...]
    """The questions to ask, in order; each entry at most once."""
    position: int = 0
    """Index of the present question in `planned`."""
    follow_up: Question | None = None
    """What is asked instead of it just now."""
    hints: int = 0
    """Hints taken on what is asked just now."""
    turns: tuple[Turn, ...] = ()
    phase: Phase = Phase.ASKING

    @property
    def question(self) -> Question | None:
        """What is asked; None when the interview is over."""
        if self.phase is Phase.FINISHED:
            return None
        return self.follow_up or self.planned[self.position]

    @property
    def declined(self) -> frozenset[str]:
        """Entries that the candidate did not want or could not answer: not asked again in this session."""
        return frozenset(turn.question.entry_id for turn in self.turns if turn.outcome is not Outcome.ANSWERED)

    @property
    def unasked(self) -> int:
        """How many planned questions have no turn yet."""
        return len(self.planned) - sum(not turn.question.follow_up for turn in self.turns)


def begin(session_id: str, planned: tuple[Question, ...]) -> Session:
    """A session before its first question; over at once when nothing is planned."""
    return Session(session_id, planned, phase=Phase.ASKING if planned else Phase.FINISHED)


def answer(session: Session, text: str, grade: Grade, follow_up: Question | None = None) -> Session:
    """After a reply: the follow-up is asked next where one is given and allowed, else the next question."""
    return _close(session, text, grade, Outcome.ANSWERED, follow_up)


def dont_know(session: Session, grade: Grade) -> Session:
    """After "I don't know": it counts as nothing, and no follow-up digs into it."""
    return _close(session, "", grade, Outcome.DONT_KNOW, None)


def skip(session: Session, grade: Grade) -> Session:
    """Past the question: it does not count, and is not asked again."""
    return _close(session, "", grade, Outcome.SKIPPED, None)


def hint(session: Session) -> Session:
    """One rung further on the ladder of hints; the ladder has `MAX_HINTS` rungs."""
    if session.phase is not Phase.ASKING:
        return session
    return replace(session, hints=min(session.hints + 1, MAX_HINTS))


def pause(session: Session) -> Session:
    """Stopped for now, at the same question."""
    return replace(session, phase=Phase.PAUSED) if session.phase is Phase.ASKING else session


def go_on(session: Session) -> Session:
    """On again after a pause."""
    return replace(session, phase=Phase.ASKING) if session.phase is Phase.PAUSED else session


def finish(session: Session) -> Session:
    """Over, wherever it stood."""
    return replace(session, phase=Phase.FINISHED, follow_up=None, hints=0)


def _close(session: Session, text: str, grade: Grade, outcome: Outcome, follow_up: Question | None) -> Session:
    question = session.question
    if question is None or session.phase is not Phase.ASKING:
        return session
    allowed = follow_up if _may_follow(session, follow_up) else None
    moved = _move_on(session, allowed)
    turn = Turn(question, text, grade, moved.question, outcome, session.hints)
    return replace(moved, turns=(*session.turns, turn))


def _may_follow(session: Session, follow_up: Question | None) -> bool:
    return follow_up is not None and follow_up.depth <= MAX_DEPTH and follow_up.entry_id not in session.declined


def _move_on(session: Session, follow_up: Question | None) -> Session:
    if follow_up is not None:
        return replace(session, follow_up=follow_up, hints=0)
    position = session.position + 1
    if position >= len(session.planned):
        return finish(session)
    return replace(session, position=position, follow_up=None, hints=0)
