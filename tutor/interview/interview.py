"""Interview: one session that asks, grades and remembers."""

import threading
import uuid
from collections.abc import Callable, Sequence
from random import Random

from index import Embedder
from ingest import Entry, Point, UserError
from tutor.interview.follow_up import follow_up_question, points_asked_for
from tutor.interview.grade import Grade
from tutor.interview.grading import grade_points
from tutor.interview.hint import hint_text
from tutor.interview.history import History
from tutor.interview.question import Question
from tutor.interview.report import Report
from tutor.interview.selection import select
from tutor.interview.session import Phase, Session
from tutor.interview.step import Action, Step
from tutor.interview.turn import Turn

PointsOf = Callable[[str], Sequence[Point]]
"""The points of the entry of this id."""
FOLLOW_UP_DEPTH = 1
"""How deep follow-ups go by default; the session allows three."""


class NothingToAsk(UserError):
    """No answered entry fits the choice of topics."""


class InterviewOver(UserError):
    """The interview has ended: ask for its report, or start another one."""


class Interview:
    """An interview that is under way. Every step is on disk before its method returns; safe to call from any thread."""

    def __init__(
        self,
        session: Session,
        points_of: PointsOf,
        history: History,
        *,
        embedder: Embedder | None = None,
        follow_up_depth: int = FOLLOW_UP_DEPTH,
    ) -> None:
        """Go on with `session`; `Interview.start` and `Interview.resume` make one from less."""
        self._session = session
        self._points_of = points_of
        self._history = history
        self._embedder = embedder
        self._follow_up_depth = follow_up_depth
        self._lock = threading.RLock()

    @classmethod
    def start(
        cls,
        entries: Sequence[Entry],
        points_of: PointsOf,
        history: History,
        *,
        questions: int = 5,
        rng: Random,
        topics: Sequence[str] = (),
        embedder: Embedder | None = None,
        follow_up_depth: int = FOLLOW_UP_DEPTH,
    ) -> "Interview":
        """A new interview, at its first question; raises NothingToAsk."""
        reviews = history.reviews()
        chosen = select(entries, reviews, now=history.now(), rng=rng, count=questions, topics=topics)
        if not chosen:
            raise _nothing_to_ask(entries, topics, questions)
        planned = tuple(_question(entry, number, len(chosen)) for number, entry in enumerate(chosen, 1))
        session = history.add_session(uuid.uuid4().hex, planned)
        return cls(session, points_of, history, embedder=embedder, follow_up_depth=follow_up_depth)

    @classmethod
    def resume(
        cls,
        session_id: str,
        points_of: PointsOf,
        history: History,
        *,
        embedder: Embedder | None = None,
        follow_up_depth: int = FOLLOW_UP_DEPTH,
    ) -> "Interview":
        """The stored interview, at the place where it stood; raises UnknownSession."""
        session = history.session(session_id)
        return cls(session, points_of, history, embedder=embedder, follow_up_depth=follow_up_depth)

    @property
    def id(self) -> str:
        """Under this id it is found again after a refresh or a crash."""
        return self._session.id

    @property
    def session(self) -> Session:
        """Where it stands."""
        return self._session

    @property
    def question(self) -> Question | None:
        """What is asked now; None when it is over."""
        return self._session.question

    @property
    def paused(self) -> bool:
        """Whether it was paused."""
        return self._session.phase is Phase.PAUSED

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints taken on the present question."""
        points = self._points(self.question) if self.question else ()
        return tuple(hint_text(points, rung) for rung in range(1, self._session.hints + 1))

    def reply(self, text: str) -> Turn:
        """Grade the answer, remember it, and move on; raises InterviewOver."""
        with self._lock:
            question = self._asked()
            grade = self._grade(question, text)
            deeper = question.depth < self._follow_up_depth
            follow_up = follow_up_question(question, grade) if deeper else None
            self._take(Step(Action.ANSWER, text, grade, follow_up))
            return self._session.turns[-1]

    def dont_know(self) -> Turn:
        """The candidate passes with no score, and sees what the notes say; raises InterviewOver."""
        with self._lock:
            question = self._asked()
            self._take(Step(Action.DONT_KNOW, grade=self._grade(question, "")))
            return self._session.turns[-1]

    def skip(self) -> Question | None:
        """The next question (None at the end); the one skipped does not count; raises InterviewOver."""
        with self._lock:
            question = self._asked()
            self._take(Step(Action.SKIP, grade=self._grade(question, "")))
            return self.question

    def hint(self) -> str:
        """The next hint; each lowers what the answer can earn; raises InterviewOver."""
        with self._lock:
            question = self._asked()
            self._take(Step(Action.HINT))
            return hint_text(self._points(question), self._session.hints)

    def pause(self) -> None:
        """Stop for now; the next step goes on."""
        with self._lock:
            self._take(Step(Action.PAUSE))

    def finish(self) -> Report:
        """End it, early or not, and see what it showed."""
        with self._lock:
            if self.question is not None:
                self._take(Step(Action.FINISH))
            return self.report()

    def report(self) -> Report:
        """What it has shown so far."""
        return Report(self._session.id, self._session.turns, self._session.unasked)

    def _asked(self) -> Question:
        if self.paused:
            self._take(Step(Action.GO_ON))
        if self.question is None:
            raise InterviewOver("This interview is over. Look at its report, or start a new interview.")
        return self.question

    def _take(self, step: Step) -> None:
        """On disk first, then in memory: what is shown is never ahead of what is kept."""
        self._session = self._history.add_step(self._session, step)

    def _points(self, question: Question) -> tuple[Point, ...]:
        return points_asked_for(question, self._points_of(question.entry_id))

    def _grade(self, question: Question, text: str) -> Grade:
        return grade_points(question.text, self._points(question), text, embedder=self._embedder)


def _question(entry: Entry, number: int, of: int) -> Question:
    return Question(entry.id, entry.question, number, of, entry.topic, entry.line, entry.source, context=entry.context)


def _nothing_to_ask(entries: Sequence[Entry], topics: Sequence[str], questions: int) -> NothingToAsk:
    answered = [entry for entry in entries if entry.answered]
    if questions < 1:
        return NothingToAsk(f"An interview of {questions} questions has nothing to ask. Ask for one at least.")
    if not answered:
        return NothingToAsk("These notes hold no question with an answer, so there is nothing to ask. Add some.")
    known = sorted({heading for entry in answered for heading in entry.topic})
    return NothingToAsk(
        f"None of the {len(answered)} answered questions stands under {', '.join(map(repr, topics))}. "
        f"The notes have these topics: {', '.join(known) or 'none'}. Choose from them, or leave the choice open."
    )
