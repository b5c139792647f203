"""History: every answer, session and conversation, kept in one SQLite file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest import UserError
from tutor.interview.database import Database
from tutor.interview.question import Question
from tutor.interview.review import Review
from tutor.interview.session import Session, begin
from tutor.interview.step import (
    Step,
    advance,
    questions_from_json,
    questions_to_json,
    step_from_json,
    step_to_json,
)


class UnknownSession(UserError):
    """There is no session or conversation of this id."""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One stored interview."""

    id: str
    started: datetime
    finished: datetime | None
    questions: int


@dataclass(frozen=True, slots=True)
class ConversationTurn:
    """One question of the Ask screen with its answer."""

    question: str
    answer: str
    details: str = ""
    """Whatever the caller needs to show it again, as it was handed over (JSON, say)."""


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """One stored conversation."""

    id: str
    started: datetime
    title: str
    """Its first question."""
    turns: int


class History:
    """What one person did, in one file. Every method that changes it returns when the change is on disk.

    Rows are read in the order in which they were written, whatever the clock said.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        """Open or make the file at `path`; `clock` gives the time with its zone. Raises DamagedHistory."""
        self._database = Database(path)
        self._clock = clock

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    def now(self) -> datetime:
        """The time that the next row would carry."""
        return self._clock()

    # Sessions and reviews

    def add_session(self, session_id: str, planned: tuple[Question, ...]) -> Session:
        """A new session with its plan, at its first question."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO sessions (id, started, plan) VALUES (?, ?, ?)",
                (session_id, self._time(), questions_to_json(planned)),
            )
        return begin(session_id, planned)

    def add_step(self, session: Session, step: Step) -> Session:
        """The session after the step; the step, and the review if it closes a question, are on disk."""
        after = advance(session, step)
        at = self._time()
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO steps (session_id, at, step) VALUES (?, ?, ?)", (session.id, at, step_to_json(step))
            )
            for turn in after.turns[len(session.turns) :]:
                if turn.counts:
                    connection.execute(
                        "INSERT INTO reviews (entry_id, score, at, session_id) VALUES (?, ?, ?, ?)",
                        (turn.question.entry_id, turn.score, at, session.id),
                    )
            if after.question is None:
                connection.execute(
                    "UPDATE sessions SET finished = coalesce(finished, ?) WHERE id = ?", (at, session.id)
                )
        return after

    def session(self, session_id: str) -> Session:
        """The session as it stood after its last step; raises UnknownSession."""
        plans = self._database.rows("SELECT plan FROM sessions WHERE id = ?", session_id)
        if not plans:
            raise UnknownSession(
                f"There is no interview {session_id!r} in {self.path}. Start a new one, or name one that is listed."
            )
        session = begin(session_id, questions_from_json(str(plans[0][0])))
        for (step,) in self._database.rows("SELECT step FROM steps WHERE session_id = ? ORDER BY id", session_id):
            session = advance(session, step_from_json(str(step)))
        return session

    def sessions(self) -> tuple[SessionSummary, ...]:
        """All sessions, the newest first."""
        rows = self._database.rows(
            "SELECT id, started, finished, json_array_length(plan) FROM sessions ORDER BY rowid DESC"
        )
        return tuple(
            SessionSummary(str(i), _moment(started), _moment(finished) if finished else None, int(str(questions)))
            for i, started, finished, questions in rows
        )

    def open_session(self) -> str | None:
        """Id of the newest session that is not finished, if that is the newest of all; to go on after a crash."""
        newest = self.sessions()[:1]
        return newest[0].id if newest and newest[0].finished is None else None

    def add_review(self, review: Review) -> None:
        """Append one review that belongs to no stored session."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO reviews (entry_id, score, at, session_id) VALUES (?, ?, ?, ?)",
                (review.entry_id, review.score, review.at.isoformat(), review.session_id or None),
            )

    def reviews(self, entry_ids: Sequence[str] | None = None) -> tuple[Review, ...]:
        """All reviews, or those of these entries, in the order in which they were given."""
        rows = self._database.rows("SELECT entry_id, score, at, session_id FROM reviews ORDER BY id")
        wanted = None if entry_ids is None else set(entry_ids)
        return tuple(
            Review(str(entry_id), float(str(score)), _moment(at), str(session_id or ""))
            for entry_id, score, at, session_id in rows
            if wanted is None or entry_id in wanted
        )

    # Conversations of the Ask screen

    def add_turn(self, conversation_id: str, turn: ConversationTurn) -> None:
        """Append a turn; the first one makes the conversation."""
        at = self._time()
        with self._database.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO conversations (id, started) VALUES (?, ?)", (conversation_id, at))
            connection.execute(
                "INSERT INTO turns (conversation_id, at, question, answer, details) VALUES (?, ?, ?, ?, ?)",
                (conversation_id, at, turn.question, turn.answer, turn.details),
            )

    def turns(self, conversation_id: str) -> tuple[ConversationTurn, ...]:
        """The turns of a conversation in order; none when there is no such conversation."""
        rows = self._database.rows(
            "SELECT question, answer, details FROM turns WHERE conversation_id = ? ORDER BY id", conversation_id
        )
        return tuple(ConversationTurn(str(question), str(answer), str(details)) for question, answer, details in rows)

    def conversations(self) -> tuple[ConversationSummary, ...]:
        """All conversations, the newest first."""
        rows = self._database.rows(
            "SELECT c.id, c.started, min(t.id), t.question, count(*) FROM conversations c "
            "JOIN turns t ON t.conversation_id = c.id GROUP BY c.id ORDER BY c.rowid DESC"
        )
        return tuple(
            ConversationSummary(str(i), _moment(started), str(title), int(str(turns)))
            for i, started, _, title, turns in rows
        )

    def forget_conversation(self, conversation_id: str) -> None:
        """Delete a conversation with its turns."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ?", (conversation_id,))

    # The whole

    def export(self, path: Path) -> None:
        """Everything as one new SQLite file; raises DamagedHistory when it cannot be written or exists."""
        self._database.copy_to(path)

    def forget_everything(self) -> None:
        """Delete all sessions, reviews and conversations."""
        self._database.wipe()

    def close(self) -> None:
        """Give the file back; may be called twice."""
        self._database.close()

    def _time(self) -> str:
        return self._clock().isoformat()


def _moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text))
