"""Step: one thing that happened in an interview, and how it is written down.

A session is its plan and its steps; nothing else is stored. What is read back is folded over the same transitions that
were taken when it happened, and no answer is graded a second time.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from tutor.interview import session as transitions
from tutor.interview.grade import Grade, NumberCheck, PointGrade, PointStatus
from tutor.interview.question import Question
from tutor.interview.session import Session


class Action(StrEnum):
    """What the candidate did."""

    ANSWER = "answer"
    HINT = "hint"
    CLARIFY = "clarify"
    SKIP = "skip"
    DONT_KNOW = "dont_know"
    SETTLE = "settle"
    DISPUTE = "dispute"
    UNDISPUTE = "undispute"
    PAUSE = "pause"
    GO_ON = "go_on"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened."""

    action: Action
    text: str = ""
    """The answer, for an answer."""
    grade: Grade | None = None
    """For what closes a question."""
    follow_up: Question | None = None
    """What is asked on the answer, if it is allowed: a follow-up or a "did you mean"; for what takes a dispute back
    the follow-up that is asked again (None in steps of versions that did not ask it again)."""
    expected: float | None = None
    """What the candidate thought the answer worth, for an answer."""
    seconds: float = 0.0
    """Since the step before."""
    status: PointStatus | None = None
    """For what decides a point: as the candidate has it."""
    turn: int = -1
    """For a dispute: which turn."""
    place: int = -1
    """For a dispute: which point of its grade."""


NO_GRADE = Grade(0.0, (), (), "")

_TAKEN: dict[Action, Callable[[Session, Step], Session]] = {
    Action.ANSWER: lambda session, step: transitions.answer(
        session, step.text, step.grade or NO_GRADE, step.follow_up, step.expected
    ),
    Action.DONT_KNOW: lambda session, step: transitions.dont_know(session, step.grade or NO_GRADE, step.expected),
    Action.SKIP: lambda session, step: transitions.skip(session, step.grade or NO_GRADE, step.text),
    Action.SETTLE: lambda session, step: transitions.settle(session, step.status, step.follow_up),
    Action.DISPUTE: lambda session, step: transitions.dispute(
        session, step.turn, step.place, step.status or PointStatus.COVERED
    ),
    Action.UNDISPUTE: lambda session, step: transitions.undispute(session, step.turn, step.place, step.follow_up),
    Action.HINT: lambda session, step: transitions.hint(session),
    Action.CLARIFY: lambda session, step: transitions.clarify(session),
    Action.PAUSE: lambda session, step: transitions.pause(session),
    Action.GO_ON: lambda session, step: transitions.go_on(session),
    Action.FINISH: lambda session, step: transitions.finish(session),
}


def advance(session: Session, step: Step) -> Session:
    """The session after the step."""
    after = _TAKEN[step.action](transitions.spend(session, step.seconds), step)
    return replace(after, steps=session.steps + 1)


def step_to_json(step: Step) -> str:
    """The step as one line of JSON."""
    return json.dumps(asdict(step), ensure_ascii=False)


def step_from_json(text: str) -> Step:
    """The step that `step_to_json` wrote, in this version or an earlier one."""
    fields = json.loads(text)
    given = fields["grade"]
    following = fields["follow_up"]
    return Step(
        **{
            **fields,
            "action": Action(fields["action"]),
            "grade": _grade(given) if given else None,
            "follow_up": _question(following) if following else None,
            "status": PointStatus(fields["status"]) if fields.get("status") else None,
        }
    )


def questions_to_json(questions: tuple[Question, ...]) -> str:
    """The plan of a session as one line of JSON."""
    return json.dumps([asdict(question) for question in questions], ensure_ascii=False)


def questions_from_json(text: str) -> tuple[Question, ...]:
    """The plan that `questions_to_json` wrote, in this version or an earlier one."""
    return tuple(_question(fields) for fields in json.loads(text))


def _question(fields: dict[str, Any]) -> Question:
    return Question(**{**fields, "topic": tuple(fields["topic"])})


def _grade(fields: dict[str, Any]) -> Grade:
    points = tuple(PointGrade(**{**each, "status": PointStatus(each["status"])}) for each in fields["points"])
    numbers = tuple(NumberCheck(**each) for each in fields["numbers"])
    return Grade(fields["score"], points, numbers, fields["follow_up"], fields["remark"])
