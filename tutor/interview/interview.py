"""Interview: one session that asks, grades and remembers."""

import threading
import uuid
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from index import Embedder
from ingest import Entry, Point, UserError
from tutor.interview.aside import Aside, aside, yes_or_no
from tutor.interview.choices import Choices
from tutor.interview.digging import next_question
from tutor.interview.feedback import Feedback, feedback
from tutor.interview.follow_up import points_asked_for
from tutor.interview.grade import Grade, PointStatus
from tutor.interview.grading import grade_points
from tutor.interview.hint import hint_text
from tutor.interview.history import History
from tutor.interview.manner import STYLES
from tutor.interview.pace import Pace, pace
from tutor.interview.planning import PointsOf, plan
from tutor.interview.question import Question
from tutor.interview.report import Report, Trend
from tutor.interview.rewording import clarification
from tutor.interview.session import Phase, Session, dropped
from tutor.interview.step import NO_GRADE, Action, Step, advance
from tutor.interview.turn import Outcome, Turn

NOTHING_TO_COMPARE = "Your notes hold nothing to compare this answer with any more, so it does not count."
LONGEST_STEP = 600.0
"""Seconds between two steps that are counted: whoever takes longer has gone away, or the process had died."""


class InterviewOver(UserError):
    """The interview has ended: ask for its report, or start another one."""


class NoSuchPoint(UserError):
    """The turn or the point that is disputed does not exist."""


class Interview:
    """An interview that is under way. Every step is on disk before its method returns; safe to call from any thread."""

    def __init__(
        self, session: Session, points_of: PointsOf, history: History, *, embedder: Embedder | None = None
    ) -> None:
        """Go on with `session`; `Interview.start` and `Interview.resume` make one from less."""
        self._session = session
        self._points_of = points_of
        self._history = history
        self._embedder = embedder
        self._lock = threading.RLock()

    @classmethod
    def start(
        cls,
        entries: Sequence[Entry],
        points_of: PointsOf,
        history: History,
        choices: Choices = Choices(),  # noqa: B008 (a frozen value)
        *,
        rng: Random,
        embedder: Embedder | None = None,
    ) -> "Interview":
        """A new interview, at its first question; raises NothingToAsk."""
        planned = plan(entries, points_of, history, choices, rng)
        session = history.add_session(uuid.uuid4().hex, planned, choices)
        return cls(session, points_of, history, embedder=embedder)

    @classmethod
    def resume(
        cls, session_id: str, points_of: PointsOf, history: History, *, embedder: Embedder | None = None
    ) -> "Interview":
        """The stored interview, at the place where it stood; raises UnknownSession."""
        return cls(history.session(session_id), points_of, history, embedder=embedder)

    # What is seen

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
    def opening(self) -> str:
        """What the interviewer says before the first question, in the chosen manner."""
        return STYLES[self._session.choices.manner].first

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints taken on the present question."""
        points = self._points(self.question) if self.question else ()
        return tuple(self._hint(points, rung) for rung in range(1, self._session.hints + 1))

    @property
    def clarifications(self) -> tuple[str, ...]:
        """What was said to "what do you mean?" on the present question."""
        return tuple(self._clarification(count) for count in range(1, self._session.clarified + 1))

    @property
    def pace(self) -> Pace:
        """For a quiet timer."""
        asked = self.question
        texts = [asked.solution] if asked and asked.solution else [p.text for p in self._points(asked)] if asked else []
        return pace(self._session, asked, texts)

    def feedback(self, turn: Turn) -> Feedback:
        """What to tell the candidate about a turn, in the chosen manner."""
        return feedback(turn, self._session.choices.manner)

    def report(self) -> Report:
        """What it has shown so far."""
        earlier = [
            Trend(summary.id, summary.started, summary.mean_score)
            for summary in reversed(self._history.sessions())
            if summary.mean_score is not None and summary.id != self.id
        ]
        session = self._session
        return Report(self.id, session.turns, session.unasked, tuple(earlier), session.seconds)

    # What the candidate does

    def reply(self, text: str, expected: float | None = None) -> Turn:
        """Grade the answer, remember it, and move on; raises InterviewOver.

        `expected` is what the candidate thinks it is worth (0 to 1), said before the grade is seen. To a "did you mean"
        a yes or no settles the point. Words to the interviewer ("what do you mean?", "a hint please", "skip", "I don't
        know") are heard as such: see `Turn.outcome` and `Turn.said`.
        """
        with self._lock:
            question = self._asked()
            if question.confirm:
                return self._settle(question, text)
            wanted = aside(text)
            if wanted is not None:
                return self._aside(wanted, question, text)
            self._answer(question, text, expected)
            return self._session.turns[-1]

    def dont_know(self) -> Turn:
        """The candidate passes with no score, and sees what the notes say; raises InterviewOver."""
        with self._lock:
            question = self._asked()
            if question.confirm:
                return self._settle(question, "")
            self._take(Step(Action.DONT_KNOW, grade=self._grade(question, "")))
            return self._session.turns[-1]

    def skip(self) -> Question | None:
        """The next question (None at the end); the one skipped does not count; raises InterviewOver."""
        with self._lock:
            question = self._asked()
            if question.confirm:
                self._settle(question, "")
            else:
                self._take(Step(Action.SKIP, grade=self._grade(question, "")))
            return self.question

    def hint(self) -> str:
        """The next hint; each lowers what the answer can earn; raises InterviewOver. None on a "did you mean": ""."""
        with self._lock:
            question = self._asked()
            if question.confirm:
                return ""
            self._take(Step(Action.HINT))
            return self._hint(self._points(question), self._session.hints)

    def clarify(self) -> str:
        """The question in other words, with where it stands; nothing is lost by it. Raises InterviewOver."""
        with self._lock:
            question = self._asked()
            if question.confirm:
                return question.text
            self._take(Step(Action.CLARIFY))
            return self._clarification(self._session.clarified)

    def dispute(self, turn: int, place: int, status: PointStatus = PointStatus.COVERED) -> Turn:
        """One point of a turn's grade as the candidate has it (covered, partly or missing); the score follows.

        `turn` counts in `session.turns`, `place` in `turn.grade.points`. At any time, also after the end; remembered
        and counted. Raises NoSuchPoint.
        """
        with self._lock:
            self._existing(turn, place)
            self._take(Step(Action.DISPUTE, status=PointStatus(status), turn=turn, place=place))
            return self._session.turns[turn]

    def undispute(self, turn: int, place: int) -> Turn:
        """The point as it was graded; raises NoSuchPoint."""
        with self._lock:
            self._existing(turn, place)
            again = dropped(self._session, turn, place)
            self._take(Step(Action.UNDISPUTE, follow_up=again, turn=turn, place=place))
            return self._session.turns[turn]

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

    # How it is done

    def _asked(self) -> Question:
        if self.paused:
            self._take(Step(Action.GO_ON))
        if self.question is None:
            raise InterviewOver("This interview is over. Look at its report, or start a new interview.")
        return self.question

    def _existing(self, turn: int, place: int) -> None:
        turns = self._session.turns
        if not 0 <= turn < len(turns) or not 0 <= place < len(turns[turn].grade.points):
            raise NoSuchPoint(f"There is no point {place} of turn {turn} in this interview. Both are counted from 0.")

    def _take(self, step: Step) -> None:
        """On disk first, then in memory: what is shown is never ahead of what is kept."""
        self._session = self._history.add_step(self._session, replace(step, seconds=self._seconds()))

    def _seconds(self) -> float:
        since = self._history.last_moment(self.id)
        passed = (self._history.now() - since).total_seconds() if since and not self.paused else 0.0
        return round(min(max(passed, 0.0), LONGEST_STEP), 3)

    def _aside(self, wanted: Aside, question: Question, text: str) -> Turn:
        if wanted is Aside.DONT_KNOW:
            return self.dont_know()
        if wanted is Aside.SKIP:
            self.skip()
            return self._session.turns[-1]
        said = self.hint() if wanted is Aside.HINT else self.clarify()
        outcome = Outcome.HINTED if wanted is Aside.HINT else Outcome.CLARIFIED
        return Turn(question, text, NO_GRADE, self.question, outcome, self._session.hints, said=said)

    def _answer(self, question: Question, text: str, expected: float | None) -> None:
        grade = self._grade(question, text)
        if not grade.points and not grade.numbers:
            self._take(Step(Action.SKIP, text, replace(grade, remark=grade.remark or NOTHING_TO_COMPARE)))
            return
        step = Step(Action.ANSWER, text, grade, expected=expected)
        after = advance(self._session, step)
        self._take(replace(step, follow_up=self._next(after, None)))

    def _settle(self, question: Question, text: str) -> Turn:
        step = Step(Action.SETTLE, text, status=self._meant(question, text))
        after = advance(self._session, step)
        self._take(replace(step, follow_up=self._next(after, question.place)))
        return self._session.turns[-1]

    def _meant(self, question: Question, text: str) -> PointStatus | None:
        said = yes_or_no(text)
        if said is not None:
            return PointStatus.COVERED if said else PointStatus.MISSING
        points = self._grade(question, text).points
        decided = points and points[0].status in {PointStatus.COVERED, PointStatus.CONTRADICTED}
        return points[0].status if decided else None

    def _next(self, after: Session, confirmed: int | None) -> Question | None:
        return next_question(after, tuple(self._points_of(after.turns[-1].question.entry_id)), confirmed)

    def _points(self, question: Question) -> tuple[Point, ...]:
        return points_asked_for(question, self._points_of(question.entry_id))

    def _hint(self, points: Sequence[Point], rung: int) -> str:
        solution = self.question.solution if self.question else ""
        return hint_text(points, rung, solution)

    def _clarification(self, count: int) -> str:
        asked = self.question
        if asked is None:
            return ""
        text = asked.text.removeprefix(STYLES[self._session.choices.manner].dig).strip()
        return clarification(text, asked.topic, len(self._points(asked)), count)

    def _grade(self, question: Question, text: str) -> Grade:
        return grade_points(question.graded_as, self._points(question), text, embedder=self._embedder)
