"""Follow-ups: the question that digs where an answer was thin, in the words of the notes."""

from collections.abc import Sequence

from ingest import Point
from tutor.interview.grade import Grade, PointGrade, PointStatus
from tutor.interview.question import Question

WORTH_ASKING = 0.75
"""An answer that earned this much is left alone, unless it says something wrong."""


def follow_up_text(missed: PointGrade, heading: Sequence[str], clue: str, said: str) -> str:
    """One question on one point; it names where to look, never the point itself.

    `clue` is a word of the point that gives little away; `said` is something that the answer did cover, in the notes'
    words. Each may be "".
    """
    if missed.status is PointStatus.CONTRADICTED and missed.quote:
        return f"You said: “{missed.quote}”. Think about that once more: is it so, and why?"
    subject, _, rest = missed.text.partition(":")
    if " — " in subject and rest:
        return f"What can you say about this: {subject.strip()}?"
    if heading:
        return f"One thing is missing under “{heading[-1]}”. What is it?"
    if missed.status is PointStatus.PARTLY and missed.quote:
        return f"You said: “{missed.quote}”. Can you say that more exactly?"
    opening = f"You covered this: “{said}”. " if said else ""
    return f"{opening}One more thing belongs to it; it has to do with “{clue}”. What is it?" if clue else ""


def follow_up_question(asked: Question, grade: Grade) -> Question | None:
    """The follow-up that this grade calls for; None where nothing is worth it."""
    lacking = grade.lacking
    wrong = bool(lacking) and lacking[0].status is PointStatus.CONTRADICTED
    if not grade.follow_up or not lacking or (grade.score >= WORTH_ASKING and not wrong):
        return None
    return Question(
        entry_id=asked.entry_id,
        text=grade.follow_up,
        number=asked.number,
        of=asked.of,
        topic=asked.topic,
        line=lacking[0].line,
        source=asked.source,
        follow_up=True,
        point_id=lacking[0].point_id,
        depth=asked.depth + 1,
    )


def points_asked_for(question: Question, points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that an answer to this question is graded against: a follow-up asks for one of them."""
    if question.follow_up:
        return tuple(point for point in points if point.id == question.point_id) or tuple(points)
    return tuple(points)
