"""Follow-ups: the question that digs where an answer was thin, in the words of the notes; and "did you mean ...?"."""

import re
from collections.abc import Sequence

from ingest import Point
from tutor.interview.grade import PointGrade, PointStatus
from tutor.interview.question import Question
from tutor.interview.reading import stems
from tutor.interview.turn import Turn

MOST_CONFIRMED = 2
"""Points of one answer that are asked about with "did you mean"."""
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
"""Its pieces are no words to go by."""
RESULT_AGAIN = "Look at the number once more and work it through: what do you get?"


def follow_up_text(missed: PointGrade, heading: Sequence[str], clue: str, said: str) -> str:
    """One question on one point; it names where to look, never the point itself.

    `clue` is a word of the point that gives little away; `said` is something that the answer did cover, in the notes'
    words. Each may be "".
    """
    if missed.status is PointStatus.CONTRADICTED and missed.quote:
        return f"You said: “{missed.quote}”. Think about that once more: is it so, and why?"
    subject, _, rest = missed.text.partition(":")
    if " — " in subject and rest:
        row, _, column = subject.partition(" — ")
        return f"One part of the comparison is missing: “{row.strip()}”, “{column.strip()}”. What belongs there?"
    if heading:
        return f"One thing is missing under “{heading[-1]}”. What is it?"
    if missed.status is PointStatus.PARTLY and missed.quote:
        return f"You said: “{missed.quote}”. Can you say that more exactly?"
    opening = f"You covered this: “{said.rstrip('. ')}”. " if said else ""
    return f"{opening}One more thing belongs to it; it has to do with “{clue}”. What is it?" if clue else ""


def clue_word(text: str, said: str) -> str:
    """A word of the point that the answer did not use and that gives little away; "" where there is none."""
    words = [word.strip(".,;:()*“”\"'") for word in FORMULA.sub(" ", text).split()]
    spoken = stems(said)
    fresh = [word for word in words if word and stems(word) and not stems(word) & spoken]
    return max(fresh, key=lambda word: (len(word), word), default="")


def follow_up_question(root: Turn, asked: Sequence[str], points: Sequence[Point], *, lead: str = "") -> Question | None:
    """The follow-up on the most valuable point that `root` missed or got wrong; None where nothing is left.

    `asked` are the ids of points that follow-ups on it have asked for ("" stands for the result of a calculation): a
    point is asked for once, known or not. `lead` is said before the question.
    """
    question = root.question
    for missed in root.grade.lacking:
        if missed.by_user or missed.point_id in asked:
            continue
        text = _text(missed, root, points)
        if not text:
            continue
        result = not missed.point_id
        return Question(
            entry_id=question.entry_id,
            text=f"{lead} {text}".strip(),
            number=question.number,
            of=question.of,
            topic=question.topic,
            line=question.line if result else missed.line,
            source=question.source,
            follow_up=True,
            point_id=missed.point_id,
            depth=len(asked) + 1,
            context=question.text if result else "",
            warm_up=question.warm_up,
            original=question.graded_as if result else "",
            solution=question.solution if result else "",
        )
    return None


def _text(missed: PointGrade, root: Turn, points: Sequence[Point]) -> str:
    if not missed.point_id:
        return RESULT_AGAIN if root.grade.numbers else ""
    heading = next((point.heading for point in points if point.id == missed.point_id), ())
    covered = root.grade.covered[0].text if root.grade.covered and root.grade.covered[0].point_id else ""
    return follow_up_text(missed, heading, clue_word(missed.text, root.answer), covered)


def confirm_question(turn: Turn, after: int | None = None) -> Question | None:
    """The next "did you mean" on a point that the grade was unsure of; None where none is left to ask.

    `after` is the place of the point that was asked about last; None for the first.
    """
    grade = turn.graded or turn.grade
    unsure = [place for place, point in enumerate(grade.points) if point.status is PointStatus.UNSURE]
    unsure.sort(key=lambda place: (-grade.points[place].weight, place))
    unsure = unsure[:MOST_CONFIRMED]
    start = 0 if after is None else unsure.index(after) + 1 if after in unsure else len(unsure)
    if start >= len(unsure):
        return None
    point = grade.points[unsure[start]]
    question = turn.question
    return Question(
        entry_id=question.entry_id,
        text=f"Did you mean this: “{point.text}”?",
        number=question.number,
        of=question.of,
        topic=question.topic,
        line=point.line,
        source=question.source,
        point_id=point.point_id,
        depth=question.depth,
        warm_up=question.warm_up,
        confirm=True,
        place=unsure[start],
    )


def points_asked_for(question: Question, points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that an answer to this question is graded against.

    A follow-up asks for one of them, or for the result alone; a calculation with fresh numbers for those points that
    hold no numbers of the notes' own example.
    """
    if question.fresh and question.follow_up:
        return ()
    if question.follow_up or question.confirm:
        return tuple(point for point in points if point.id == question.point_id)
    if question.fresh:
        return tuple(point for point in points if not re.search(r"\d", point.text))
    return tuple(points)
