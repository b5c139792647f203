"""InterviewSheet: how an interview looks: what is asked, and the graded answer line by line."""

from collections.abc import Sequence
from dataclasses import replace

from tutor import Delivery, Feedback, Grade, Interview, ModelAnswer, PointGrade, Question, Turn
from ui.figures import counted, percent, track
from ui.place_reference import Place, written
from ui.rendering import attribute, block, inline, words

SIGNS = {"covered": "✓", "contradicted": "✗", "partly": "◐", "unsure": "?", "missing": "○"}
"""Each status has a sign and a word, so that none is told by colour alone."""

ORDER = tuple(SIGNS).index
"""What was said right comes first, then what was said wrong, then what is in doubt; last what was left out."""

LEFT_OUT = 6
"""Missing lines that are shown unfolded."""

EXPLAINED = {
    "covered": "You said it.",
    "partly": "You said part of it.",
    "contradicted": "Your answer says otherwise.",
    "unsure": "Perhaps you mean this; read it and judge yourself.",
}
AGAINST = {
    "covered": "I did not say this",
    "contradicted": "I meant the same",
    "partly": "I said all of it",
    "unsure": "Yes, I meant this",
    "missing": "I did say this",
}
"""What a candidate may say against a verdict."""


def question_html(interview: Interview) -> str:
    """Where the interview stands and what is asked, with the hints taken; "" when it is over."""
    question = interview.question
    if question is None:
        return ""
    opening = "" if interview.session.turns else f'<p class="opening">{words(interview.opening)}</p>'
    fresh = '<p class="line wrap">The numbers are not those of your notes.</p>' if question.fresh else ""
    return (
        f'<article class="asking {question.kind}" id="asking-{len(interview.session.turns)}-{question.kind}">'
        f"{_progress(interview, question, question.label)}{opening}{_of(interview, question)}"
        f'<h2 class="asked">{inline(question.text)}</h2>{_own_words(interview, question)}{block(question.context)}'
        f"{fresh}{_asides(interview)}</article>"
    )


def _of(interview: Interview, question: Question) -> str:
    """The question that a follow-up digs into, so that it stays in sight."""
    of = [turn.question for turn in interview.session.turns if turn.question.number == question.number]
    return f'<p class="opening">{inline(of[0].text)}</p>' if of and of[0] != question else ""


def _own_words(interview: Interview, question: Question) -> str:
    """What the candidate said that a "did you mean" is about."""
    points = interview.session.turns[-1].grade.points if question.confirm and interview.session.turns else ()
    quote = points[question.place].quote if 0 <= question.place < len(points) else ""
    return f'<p class="quote">You said: <q>{inline(quote)}</q></p>' if quote else ""


def _asides(interview: Interview) -> str:
    """The question said otherwise, and the hints taken with what each left to earn."""
    otherwise, hints = interview.clarifications, interview.hints
    rows = [("", f"otherwise-{len(otherwise)}", otherwise[-1])] if otherwise else []
    rows += [(f"Hint {number}", f"hint-{number}", said) for number, said in enumerate(hints, 1)]
    return "".join(
        f'<div class="hint" id="{name}-{len(interview.session.turns)}"><p class="line">{label}</p>{block(said)}</div>'
        for label, name, said in rows
    )


def graded_html(interview: Interview, at: int = -1) -> str:
    """What an answer was worth: its points beside the notes' lines. `at` says which turn, the last one by itself."""
    turns = interview.session.turns
    number = at % len(turns)
    turn = turns[number]
    told = interview.feedback(turn)
    own = f'<details class="own"><summary>Your answer</summary>{block(turn.answer)}</details>' if turn.answer else ""
    score = f'<p class="score"><strong>{percent(turn.score)}</strong> <span>{_counts(turn.grade)}</span></p>'
    return (
        f'<article class="graded" id="graded-{number}">'
        f"{_progress(interview, turn.question, f'{turn.question.label}, graded', timed=False)}"
        f'<h2 class="asked">{inline(turn.question.text)}</h2><p class="opening">{words(told.opening)}</p>'
        f"{score}{_lowered(turn)}{own}{_held(turn, number, told.model_answer)}{_delivery(told)}</article>"
    )


def _held(turn: Turn, number: int, model: ModelAnswer) -> str:
    """The rubric, then an answer; who did not know reads an answer first, and may open what it consists of."""
    if turn.outcome != "dont_know" or not model.text:
        return grade_html(turn.grade, turn, number) + _model(model, number)
    grade = replace(turn.grade, remark="")  # that there was no answer is known
    summary = f"<summary>Line by line: {counted(len(grade.points), 'line')}</summary>"
    rubric = f'<details class="model" id="rubric-{number}">{summary}{grade_html(grade, turn, number)}</details>'
    return _model(model, number, opened=True) + rubric


def grade_html(grade: Grade, turn: Turn | None = None, number: int = 0) -> str:
    """The rubric: what was said beside the notes' lines, then what was left out; of a turn, to be disputed."""
    remark = f'<p class="remark">{inline(grade.remark)}</p>' if grade.remark else ""
    rows: dict[bool, list[str]] = {True: [], False: []}
    graded = (turn.graded if turn else None) or grade  # a point that is disputed keeps its place
    for place in sorted(range(len(grade.points)), key=lambda place: ORDER(graded.points[place].status)):
        missing = graded.points[place].status == "missing"
        rows[missing].append(_row(grade.points[place], turn, f"{number}:{place}"))
    numbers = "".join(
        f"<li><strong>{'✓ right' if number.right else '✗ wrong'}</strong> {inline(number.message)}</li>"
        for number in grade.numbers
    )
    checked = f'<h3>Your numbers, recalculated</h3><ul class="numbers">{numbers}</ul>' if numbers else ""
    head = (
        '<div class="rubric-head" aria-hidden="true"><span></span><span>Your notes</span><span>Your words</span></div>'
    )
    said = f'{head}<ol class="rubric">{"".join(rows[False])}</ol>' if rows[False] else ""
    heading = "<h3 class='left-out'>Not in your answer</h3>" if rows[False] else ""
    return f"{remark}{said}{heading if rows[True] else ''}{_left_out(rows[True], number)}{checked}"


def _left_out(rows: Sequence[str], number: int) -> str:
    """The first of what is missing; the others fold out, so that what was said is not buried below them."""
    shown = rows if len(rows) <= LEFT_OUT + 1 else rows[:LEFT_OUT]
    first = f'<ol class="rubric">{"".join(shown)}</ol>' if rows else ""
    if len(shown) == len(rows):
        return first
    rest = f'<ol class="rubric">{"".join(rows[LEFT_OUT:])}</ol>'
    summary = f"<summary>{len(rows) - LEFT_OUT} more that are missing</summary>"
    return f'{first}<details class="model" id="left-out-{number}">{summary}{rest}</details>'


def _progress(interview: Interview, question: Question, label: str, *, timed: bool = True) -> str:
    topic = f'<span class="line">{words(question.topic[-1]) if question.topic else ""}</span>'
    timer = _timer(interview) if timed else ""
    return f'<p class="progress"><span>{label}</span>{timer}{topic}</p>{track(_done(interview, question))}'


def _done(interview: Interview, question: Question) -> float:
    """How much of the interview lies behind, 0 to 1: of its questions, or of its minutes."""
    pace = interview.pace
    if pace.left is not None:
        return min(1.0, pace.spent / max(1.0, pace.spent + pace.left))
    done = sum(turn.question.kind == "question" for turn in interview.session.turns)
    return min(1.0, done / max(1, question.of))


def _timer(interview: Interview) -> str:
    """What the page counts on from; it is quiet: nothing happens when the time is over."""
    pace = interview.pace
    said = f"about {_clock(pace.suggested)} aloud" if pace.left is None else f"{_clock(pace.left)} left"
    return f'<span class="timer">{said}</span>'


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02}"


def _lowered(turn: Turn) -> str:
    if not turn.hints:
        return ""
    count = "the hint" if turn.hints == 1 else f"{turn.hints} hints"
    return f'<p class="line lowered">It would be {percent(turn.grade.score)} without {count}.</p>'


def _counts(grade: Grade) -> str:
    statuses = [point.status.value for point in grade.points]
    return " · ".join(f"{statuses.count(name)} {name}" for name in SIGNS if name in statuses)


def _row(point: PointGrade, turn: Turn | None, name: str) -> str:
    status = point.status.value
    said = f"<q>{inline(point.quote)}</q>" if point.quote else EXPLAINED.get(status, "")
    mine = '<span class="line">you say so</span>' if point.by_user else ""
    sign = f'<span class="sign" aria-hidden="true">{SIGNS[status]}</span>'
    return (
        f'<li class="point {status}"><p class="verdict">{sign} <span class="word">{status}</span>{mine}</p>'
        f"<blockquote>{inline(point.text)} {_line(point, turn)}</blockquote>"
        f'<div class="quote">{said}{_because(point)}'
        f'<div class="doubts">{_why(point)}{_dispute(point, turn, name)}</div></div></li>'
    )


def _because(point: PointGrade) -> str:
    """Why something is wrong is said at once: nobody learns from a cross."""
    wrong = point.status == "contradicted" and point.why and not point.by_user
    return f'<p class="because">Your notes say otherwise: {words(point.why)}.</p>' if wrong else ""


def _why(point: PointGrade) -> str:
    if not point.why or point.by_user or point.status == "contradicted":
        return ""
    return f'<details class="why"><summary>why</summary>{words(point.why)}</details>'


def _line(point: PointGrade, turn: Turn | None) -> str:
    if turn is None or not point.point_id:
        return f'<span class="line">line {point.line}</span>'
    question = turn.question
    place = written(Place(question.graded_as, question.source, point.line, point.line, point.text))
    return f'<a class="line" href="#place:{attribute(place)}">line {point.line}</a>'


def _dispute(point: PointGrade, turn: Turn | None, name: str) -> str:
    if turn is None or turn.outcome != "answered":
        return ""
    if point.by_user:
        return f'<a class="dispute" href="#undispute:{name}">Undo: let the grade stand</a>'
    meant = "missing" if point.status == "covered" else "covered"
    return f'<a class="dispute" href="#dispute:{name}:{meant}">{AGAINST[point.status]}</a>'


def _model(model: ModelAnswer, number: int, *, opened: bool = False) -> str:
    if not model.text:
        return ""
    said = block(model.text) if model.solution else "".join(f"<p>{inline(point.text)}</p>" for point in model.points)
    more = f'<p class="line">{model.left_out} more in your notes.</p>' if model.left_out else ""
    return (
        f'<details class="model" id="model-{number}"{" open" if opened else ""}><summary>An answer from your notes, '
        f"about {model.seconds} seconds</summary>{said}{more}</details>"
    )


def _delivery(told: Feedback) -> str:
    how: Delivery = told.delivery
    if not how.words:
        return ""
    remarks = "".join(f"<li>{words(remark)}</li>" for remark in how.remarks)
    return (
        f'<h3>How you said it (not in the score)</h3><p class="line wrap">{how.words} words, '
        f'about {how.spoken_seconds} seconds aloud.</p><ul class="remarks">{remarks}</ul>'
    )
