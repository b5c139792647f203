"""Step: one thing that happened in an interview, and how it is written down.

A session is its plan and its steps; nothing else is stored. What is read back is folded over the same transitions that
were taken when it happened, and no answer is graded a second time.
"""

import json
from dataclasses import asdict, dataclass
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
    SKIP = "skip"
    DONT_KNOW = "dont_know"
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
    """The follow-up that the answer calls for, if it is allowed."""


NO_GRADE = Grade(0.0, (), (), "")


def advance(session: Session, step: Step) -> Session:
    """The session after the step."""
    grade = step.grade or NO_GRADE
    match step.action:
        case Action.ANSWER:
            return transitions.answer(session, step.text, grade, step.follow_up)
        case Action.DONT_KNOW:
            return transitions.dont_know(session, grade)
        case Action.SKIP:
            return transitions.skip(session, grade)
        case Action.HINT:
            return transitions.hint(session)
        case Action.PAUSE:
            return transitions.pause(session)
        case Action.GO_ON:
            return transitions.go_on(session)
        case Action.FINISH:
            return transitions.finish(session)


def step_to_json(step: Step) -> str:
    """The step as one line of JSON."""
    return json.dumps(asdict(step), ensure_ascii=False)


def step_from_json(text: str) -> Step:
    """The step that `step_to_json` wrote."""
    fields = json.loads(text)
    return Step(
        Action(fields["action"]),
        fields["text"],
        _grade(fields["grade"]) if fields["grade"] else None,
        _question(fields["follow_up"]) if fields["follow_up"] else None,
    )


def questions_to_json(questions: tuple[Question, ...]) -> str:
    """The plan of a session as one line of JSON."""
    return json.dumps([asdict(question) for question in questions], ensure_ascii=False)


def questions_from_json(text: str) -> tuple[Question, ...]:
    """The plan that `questions_to_json` wrote."""
    return tuple(_question(fields) for fields in json.loads(text))


def _question(fields: dict[str, Any]) -> Question:
    return Question(**{**fields, "topic": tuple(fields["topic"])})


def _grade(fields: dict[str, Any]) -> Grade:
    points = tuple(PointGrade(**{**each, "status": PointStatus(each["status"])}) for each in fields["points"])
    numbers = tuple(NumberCheck(**each) for each in fields["numbers"])
    return Grade(fields["score"], points, numbers, fields["follow_up"], fields["remark"])
