"""Grading: a free-text answer against what the notes say, without a language model.

reply -> kind of reply -> rubric -> signals per point -> credit per point -> score. The score is the weighted mean of
the credits, computed here and nowhere else; the same input gives the same grade, always.
"""

from collections.abc import Sequence
from dataclasses import replace

from index import Embedder
from ingest import Point, split_points
from tutor.interview.any_of import best_of, wanted
from tutor.interview.credit import WEIGHTS, credit, means
from tutor.interview.figures import result_checked, result_share
from tutor.interview.follow_up import follow_up_text
from tutor.interview.grade import Grade, PointGrade, PointStatus, score_of
from tutor.interview.reading import Reading, stems
from tutor.interview.reply_kind import ReplyKind, recognise
from tutor.interview.rubric import Criterion, rubric
from tutor.interview.signals import Signals, measure

COVERED = 0.6
PARTLY = 0.42
ITS_OWN = 0.42
"""A point is not called covered where no sentence comes this near to what only this point says."""


def grade(question: str, reference_answer: str, answer: str, *, embedder: Embedder | None = None) -> Grade:
    """The grade of an answer against a reference answer in Markdown; no notes and no model needed.

    Without an embedder only words, terms, numbers and polarity are looked at.
    """
    return grade_points(question, split_points(reference_answer), answer, embedder=embedder)


def grade_points(question: str, points: Sequence[Point], answer: str, *, embedder: Embedder | None = None) -> Grade:
    """The grade of an answer against points of the notes."""
    criteria = rubric(points)
    reply = recognise(question, " ".join(criterion.text for criterion in criteria), answer)
    if not reply.text or reply.kind in {ReplyKind.ECHO, ReplyKind.OTHER_LANGUAGE, ReplyKind.KEYWORDS}:
        return Grade(0.0, tuple(map(_missing, criteria)), (), "", reply.remark)
    graded = _enough(question, criteria, _grade_each(question, criteria, Reading(reply.text), embedder))
    result = result_checked(question, reply.text, " ".join(criterion.text for criterion in criteria))
    judged = _with_result(graded, result[1], result_share(question, len(criteria))) if result else graded
    score = score_of(judged)
    found = Grade(score, judged, (result[0],) if result else (), "", reply.remark)
    return replace(found, follow_up=_follow_up(found, criteria, reply.text))


def _enough(question: str, criteria: Sequence[Criterion], graded: tuple[PointGrade, ...]) -> tuple[PointGrade, ...]:
    """Where so many of a list are wanted, the best of them only; without a list every point is an item of it."""
    count = wanted(question, [criterion.point for criterion in criteria])
    if count is None:
        return graded
    listed = [criterion.point.kind == "item" for criterion in criteria]
    return best_of(graded, listed if any(listed) else [True] * len(listed), count)


def _grade_each(
    question: str, criteria: Sequence[Criterion], reading: Reading, embedder: Embedder | None
) -> tuple[PointGrade, ...]:
    weights = WEIGHTS[means(embedder)]
    measured = measure(question, criteria, reading, embedder)
    return tuple(
        _grade_point(criterion, signals, credit(signals, weights))
        for criterion, signals in zip(criteria, measured, strict=True)
    )


def _grade_point(criterion: Criterion, signals: Signals, earned: float) -> PointGrade:
    blank = _missing(criterion)
    if signals.contrast:
        piece, contrast = signals.contrast
        return replace(
            blank, status=PointStatus.CONTRADICTED, quote=piece, why=contrast.in_words(criterion.text, piece)
        )
    status = _status(earned, signals)
    if status is PointStatus.COVERED and signals.doubt:
        piece, contrast = signals.doubt
        why = f"perhaps something else is meant: {contrast.in_words(criterion.text, piece)}"
        return replace(blank, status=PointStatus.UNSURE, quote=piece, credit=round(earned, 4), why=why)
    quote = "" if status is PointStatus.MISSING else signals.quote
    return replace(blank, status=status, quote=quote, credit=round(earned, 4), why=_why(signals))


def _status(earned: float, signals: Signals) -> PointStatus:
    """Near in meaning without the words may be right in other words: the candidate is asked, not judged."""
    if earned >= COVERED:
        return PointStatus.UNSURE if _in_other_words_only(signals) else PointStatus.COVERED
    return PointStatus.PARTLY if earned >= PARTLY else PointStatus.MISSING


def _in_other_words_only(signals: Signals) -> bool:
    return signals.own is not None and signals.own < ITS_OWN


def _why(signals: Signals) -> str:
    words = f"You used {signals.coverage:.0%} of its words"
    return (
        f"{words}." if signals.meant is None else f"{words}; in meaning it is {signals.meant:.2f} near (1 is the same)."
    )


def _missing(criterion: Criterion) -> PointGrade:
    point = criterion.point
    return PointGrade(point.text, PointStatus.MISSING, "", point.line, "not mentioned", criterion.weight, 0.0, point.id)


def _with_result(graded: tuple[PointGrade, ...], result: PointGrade, share: float) -> tuple[PointGrade, ...]:
    """The number comes first and outweighs the rest: it is what was asked for."""
    others = sum(point.weight for point in graded)
    weight = others * share / (1 - share) or 1.0
    return (replace(result, weight=weight), *graded)


def _follow_up(grade: Grade, criteria: Sequence[Criterion], said: str) -> str:
    if not grade.lacking:
        return ""
    missed = grade.lacking[0]
    criterion = next((each for each in criteria if each.text == missed.text and each.point.line == missed.line), None)
    if criterion is None:
        return follow_up_text(missed, (), "the result", "")
    clue = max(criterion.stems - stems(said), key=lambda word: (len(word), word), default="")
    words = [word.strip(".,;:()*“”\"'") for word in criterion.text.split()]
    clue = next((word for word in words if stems(word) == {clue}), "")
    covered = grade.covered[0].text if grade.covered else ""
    return follow_up_text(missed, criterion.point.heading, clue, covered)
