"""InterviewSheet: how an interview looks: the question, the graded answer line by line, the report."""

from tutor import Grade, Interview, PointGrade
from ui.rendering import block, inline, words

SIGNS = {"covered": "✓", "partly": "◐", "missing": "○", "contradicted": "✗", "unsure": "?"}
"""Each status has a sign and a word, so that none is told by colour alone."""

EXPLAINED = {
    "covered": "You said it.",
    "partly": "You said part of it.",
    "missing": "Not in your answer.",
    "contradicted": "Your answer says otherwise.",
    "unsure": "Perhaps you mean this; read it and judge yourself.",
}


def question_html(interview: Interview) -> str:
    """Where the interview stands and what is asked, with the hints taken; "" when it is over."""
    question = interview.question
    if question is None:
        return ""
    topic = " › ".join(words(part) for part in question.topic)
    label = f"Question {question.number} of {question.of}"
    label = f"Follow-up to q{label[1:]}" if question.follow_up else label
    hints = "".join(f'<div class="hint">{block(hint)}</div>' for hint in interview.hints)
    return (
        f'<article class="asking" id="asking-{len(interview.session.turns)}">'
        f"{_progress(question.number - 1 + question.follow_up, question.of, label, topic)}"
        f'<h2 class="asked">{inline(question.text)}</h2>{block(question.context)}{hints}</article>'
    )


def graded_html(interview: Interview) -> str:
    """What the last answer was worth: its points beside the notes' lines."""
    turn = interview.session.turns[-1]
    question = turn.question
    label = f"Question {question.number} of {question.of}, graded"
    own = f'<details class="own"><summary>Your answer</summary>{block(turn.answer)}</details>' if turn.answer else ""
    lowered = ""
    if turn.hints:
        count = "the hint" if turn.hints == 1 else f"{turn.hints} hints"
        lowered = f'<p class="line lowered">{percent(turn.grade.score)} without {count}.</p>'
    return (
        f'<article class="graded" id="graded-{len(interview.session.turns)}">'
        f"{_progress(question.number, question.of, label, '')}"
        f'<h2 class="asked">{inline(question.text)}</h2>'
        f'<p class="score"><strong>{percent(turn.score)}</strong> <span>{_counts(turn.grade)}</span></p>{lowered}'
        f"{grade_html(turn.grade)}{own}</article>"
    )


def grade_html(grade: Grade) -> str:
    """The rubric: every point with its status, the note's line and the candidate's words."""
    remark = f'<p class="remark">{inline(grade.remark)}</p>' if grade.remark else ""
    rows = "".join(_row(point) for point in grade.points)
    numbers = "".join(
        f"<li><strong>{'✓ right' if number.right else '✗ wrong'}</strong> {inline(number.message)}</li>"
        for number in grade.numbers
    )
    checked = f'<h3>Your numbers, recalculated</h3><ul class="numbers">{numbers}</ul>' if numbers else ""
    head = (
        '<div class="rubric-head" aria-hidden="true"><span></span><span>Your notes</span><span>Your words</span></div>'
    )
    return f'{remark}{head if rows else ""}<ol class="rubric">{rows}</ol>{checked}'


def report_html(interview: Interview) -> str:
    """What the interview showed."""
    report = interview.report()
    if report.mean_score is None:
        nothing = "Nothing was answered, so there is nothing to report."
        return f'<article class="report"><h2 class="asked">{nothing}</h2></article>'
    done = f"{len(report.counted)} question{'s' if len(report.counted) != 1 else ''}"
    rows = "".join(
        f'<li><span class="mark">{_mark(turn)}</span><span>{inline(turn.question.text)}'
        f"{' <em>(follow-up)</em>' if turn.question.follow_up else ''}</span></li>"
        for turn in report.turns
    )
    return (
        f'<article class="report" id="report-{report.session_id}"><h2 class="asked">Your interview</h2>'
        f'<p class="score"><strong>{percent(report.mean_score)}</strong> '
        f"<span>over {done}{_left_out(len(report.skipped), report.unasked)}</span></p>"
        f'<h3>Question by question</h3><ol class="turns">{rows}</ol>{_topics(interview)}{_weakest(interview)}</article>'
    )


def percent(score: float) -> str:
    """A score from 0 to 1 for a person."""
    return f"{round(100 * score)} %"


def _progress(done: int, of: int, label: str, topic: str) -> str:
    beside = f'<span class="line">{topic}</span>' if topic else ""
    return f'<p class="progress"><span>{label}</span>{beside}</p>{_track(done / max(1, of))}'


def _track(share: float) -> str:
    return f'<div class="track" aria-hidden="true"><div style="width:{round(100 * share)}%"></div></div>'


def _counts(grade: Grade) -> str:
    statuses = [point.status.value for point in grade.points]
    return " · ".join(f"{statuses.count(name)} {name}" for name in SIGNS if name in statuses)


def _row(point: PointGrade) -> str:
    name = point.status.value
    said = f"<q>{inline(point.quote)}</q>" if point.quote else EXPLAINED[name]
    why = f'<details class="why"><summary>why</summary>{words(point.why)}</details>' if point.why else ""
    return (
        f'<li class="point {name}">'
        f'<p class="verdict"><span class="sign" aria-hidden="true">{SIGNS[name]}</span> {name}</p>'
        f'<blockquote>{inline(point.text)} <span class="line">line {point.line}</span></blockquote>'
        f'<div class="quote">{said}{why}</div></li>'
    )


def _mark(turn: object) -> str:
    outcome = getattr(turn, "outcome", "")
    return "skipped" if outcome == "skipped" else percent(float(getattr(turn, "score", 0.0)))


def _left_out(skipped: int, unasked: int) -> str:
    parts = [f"{count} {word}" for count, word in ((skipped, "skipped"), (unasked, "not reached")) if count]
    return f"; {', '.join(parts)}" if parts else ""


def _topics(interview: Interview) -> str:
    topics = interview.report().by_topic
    if len(topics) < 2:
        return ""
    rows = "".join(
        f'<li><span class="name">{words(topic.topic) or "Without a heading"}</span>'
        f'<span class="mark">{percent(topic.score)}</span>{_track(topic.score)}</li>'
        for topic in topics
    )
    return f'<h3>Topic by topic, weakest first</h3><ul class="topics">{rows}</ul>'


def _weakest(interview: Interview) -> str:
    rows = "".join(
        f'<li><blockquote>{inline(weak.text)}</blockquote><p class="where">{inline(weak.question)}'
        f'<span class="line"> · line {weak.line}</span></p></li>'
        for weak in interview.report().weakest
    )
    return f'<h3>Read these next</h3><ol class="weakest">{rows}</ol>' if rows else ""
