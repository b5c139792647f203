"""Session: where an interview stands. Values and transitions only, no clock, no file, no model.

    asking --answer / dont_know / skip--> asking (a "did you mean", a follow-up, the next question) or finished
    asking --settle--> the same, after a "did you mean": yes or no decides one point of the last answer
    asking --hint / clarify--> asking the same (one rung further on the ladder; the question in other words)
    asking --pause--> paused --go_on--> asking
    asking, paused --finish--> finished
    anywhere --dispute / undispute--> the same place, with one point of one turn as the candidate has it

Every transition is total: one that makes no sense where the session stands (a reply after the end, a pause of a
paused session) gives the session back unchanged. So a session is the fold of its steps, and a step that is read back
from a file in another order than it was written can never leave it in an impossible place.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from tutor.interview.choices import Choices
from tutor.interview.grade import Grade, PointStatus
from tutor.interview.question import Question
from tutor.interview.turn import HINT_CREDIT, Outcome, Turn, overridden, restored

MAX_DEPTH = 3
"""Follow-ups on one question, at most."""
MAX_HINTS = len(HINT_CREDIT) - 1
MAX_CLARIFICATIONS = 3
"""From here on a clarification says the same again."""


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
    """What is asked instead of it just now: a follow-up, or a "did you mean"."""
    hints: int = 0
    """Hints taken on what is asked just now."""
    turns: tuple[Turn, ...] = ()
    phase: Phase = Phase.ASKING
    clarified: int = 0
    """Clarifications given on what is asked just now."""
    seconds: float = 0.0
    """Spent so far, pauses left out."""
    asked_at: float = 0.0
    """What `seconds` was when the present question was put."""
    choices: Choices = Choices()
    steps: int = 0
    """How many steps led here, those without an effect included."""

    @property
    def question(self) -> Question | None:
        """What is asked; None when the interview is over."""
        if self.phase is Phase.FINISHED:
            return None
        return self.follow_up or self.planned[self.position]

    @property
    def with_a_hint(self) -> float | None:
        """What an answer may still earn after one more hint, 0 to 1; None when all are taken."""
        return HINT_CREDIT[self.hints + 1] if self.hints < MAX_HINTS else None

    @property
    def declined(self) -> frozenset[str]:
        """Entries that the candidate did not want or could not answer: not asked again in this session."""
        return frozenset(turn.question.entry_id for turn in self.turns if turn.outcome is not Outcome.ANSWERED)

    @property
    def unasked(self) -> int:
        """How many planned questions have no turn yet; 0 when a time is the limit."""
        if self.choices.minutes is not None:
            return 0
        return len(self.planned) - sum(not turn.question.follow_up for turn in self.turns)

    @property
    def seconds_left(self) -> float | None:
        """Until the time is up, never below 0; None when no time is the limit."""
        return None if self.choices.minutes is None else max(0.0, 60 * self.choices.minutes - self.seconds)


def begin(session_id: str, planned: tuple[Question, ...], choices: Choices = Choices()) -> Session:  # noqa: B008
    """A session before its first question; over at once when nothing is planned."""
    return Session(session_id, planned, phase=Phase.ASKING if planned else Phase.FINISHED, choices=choices)


def spend(session: Session, seconds: float) -> Session:
    """So many seconds later."""
    return replace(session, seconds=session.seconds + max(0.0, seconds)) if session.phase is Phase.ASKING else session


def answer(
    session: Session, text: str, grade: Grade, follow_up: Question | None = None, expected: float | None = None
) -> Session:
    """After a reply: what is asked on it comes next where it is given and allowed, else the next question."""
    return _close(session, text, grade, Outcome.ANSWERED, follow_up, expected)


def dont_know(session: Session, grade: Grade, expected: float | None = None) -> Session:
    """After "I don't know": it counts as nothing, and no follow-up digs into it."""
    return _close(session, "", grade, Outcome.DONT_KNOW, None, expected)


def skip(session: Session, grade: Grade, text: str = "") -> Session:
    """Past the question: it does not count, and is not asked again; `text` is what was said to it all the same."""
    return _close(session, text, grade, Outcome.SKIPPED, None, None)


def settle(session: Session, status: PointStatus | None, follow_up: Question | None = None) -> Session:
    """After a "did you mean": the point is as the candidate says (None: it stays unsure), and on it goes."""
    asked = session.question
    if asked is None or not asked.confirm or session.phase is not Phase.ASKING or not session.turns:
        return session
    last = session.turns[-1]
    if status is not None:
        last = overridden(last, asked.place, status, "you said that you meant it" if _yes(status) else "not meant")
    moved = _move_on(session, follow_up if _may_follow(session, follow_up) else None)
    return replace(moved, turns=(*session.turns[:-1], replace(last, next=moved.question)))


def dispute(session: Session, turn: int, place: int, status: PointStatus) -> Session:
    """With that point of that turn as the candidate has it; a follow-up that asks for it just now is dropped."""
    after = _amended(session, turn, lambda each: overridden(each, place, status))
    asked = session.follow_up
    if after is session or asked is None or asked.confirm or status is not PointStatus.COVERED:
        return after
    point = after.turns[turn].grade.points[place]
    disputed = bool(point.point_id) and point.point_id == asked.point_id
    return _move_on(after, None) if disputed and session.phase is Phase.ASKING else after


def undispute(session: Session, turn: int, place: int, follow_up: Question | None = None) -> Session:
    """With that point of that turn as it was graded; `follow_up` (see `dropped`) is asked again, None for nothing."""
    after = _amended(session, turn, lambda each: restored(each, place))
    if after is session or follow_up is None or not _untouched(session):
        return after
    return replace(after, follow_up=follow_up, position=after.position - 1)


def dropped(session: Session, turn: int, place: int) -> Question | None:
    """The follow-up on that point that its dispute dropped, as long as nothing was done since; None for none."""
    if turn != len(session.turns) - 1 or turn < 0 or place not in session.turns[turn].disputed:
        return None
    asked, point = session.turns[turn].next, session.turns[turn].grade.points[place]
    on_it = asked is not None and asked.follow_up and bool(point.point_id) and asked.point_id == point.point_id
    return asked if on_it and _untouched(session) else None


def _untouched(session: Session) -> bool:
    """Whether a question of the plan was just put, and nothing has been done with it."""
    return session.phase is Phase.ASKING and session.follow_up is None and not session.hints and not session.clarified


def hint(session: Session) -> Session:
    """One rung further on the ladder of hints; the ladder has `MAX_HINTS` rungs."""
    if not _open(session):
        return session
    return replace(session, hints=min(session.hints + 1, MAX_HINTS))


def clarify(session: Session) -> Session:
    """The same question, in other words; nothing is lost by it."""
    if not _open(session):
        return session
    return replace(session, clarified=min(session.clarified + 1, MAX_CLARIFICATIONS))


def pause(session: Session) -> Session:
    """Stopped for now, at the same question."""
    return replace(session, phase=Phase.PAUSED) if session.phase is Phase.ASKING else session


def go_on(session: Session) -> Session:
    """On again after a pause."""
    return replace(session, phase=Phase.ASKING) if session.phase is Phase.PAUSED else session


def finish(session: Session) -> Session:
    """Over, wherever it stood."""
    return replace(session, phase=Phase.FINISHED, follow_up=None, hints=0, clarified=0)


def _close(
    session: Session,
    text: str,
    grade: Grade,
    outcome: Outcome,
    follow_up: Question | None,
    expected: float | None,
) -> Session:
    question = session.question
    if question is None or question.confirm or session.phase is not Phase.ASKING:
        return session
    moved = _move_on(session, follow_up if _may_follow(session, follow_up) else None)
    spent = round(session.seconds - session.asked_at, 3)
    turn = Turn(question, text, grade, moved.question, outcome, session.hints, expected, spent)
    return replace(moved, turns=(*session.turns, turn))


def _open(session: Session) -> bool:
    question = session.question
    return session.phase is Phase.ASKING and question is not None and not question.confirm


def _may_follow(session: Session, follow_up: Question | None) -> bool:
    return follow_up is not None and follow_up.depth <= MAX_DEPTH and follow_up.entry_id not in session.declined


def _move_on(session: Session, follow_up: Question | None) -> Session:
    fresh = replace(session, hints=0, clarified=0, asked_at=session.seconds)
    time_is_up = session.seconds_left == 0
    if follow_up is not None and (follow_up.confirm or not time_is_up):
        return replace(fresh, follow_up=follow_up)
    position = session.position + 1
    if position >= len(session.planned) or time_is_up:
        return finish(fresh)
    return replace(fresh, position=position, follow_up=None)


def _amended(session: Session, turn: int, change: Callable[[Turn], Turn]) -> Session:
    if not 0 <= turn < len(session.turns):
        return session
    changed = change(session.turns[turn])
    if changed is session.turns[turn]:
        return session
    return replace(session, turns=(*session.turns[:turn], changed, *session.turns[turn + 1 :]))


def _yes(status: PointStatus) -> bool:
    return status is PointStatus.COVERED
