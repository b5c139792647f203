"""ProgressSheet: how ready somebody is, what to do today, and how the figures came about."""

from collections.abc import Sequence

from tutor import Planned, Plots, Readiness, SessionSummary, TopicReadiness, WeakSpot
from ui.charts import calibration_chart, days_chart
from ui.dates import long_day
from ui.figures import counted, percent
from ui.headings import without_shared
from ui.place_reference import Place, written
from ui.rendering import attribute, inline, words

FIRST = 8
"""Questions of a list that are shown unfolded."""

_ON = (
    '<p class="on"><a href="#tab:Review">Go through the cards of today</a> '
    '<a href="#tab:Interview">Hold an interview</a></p>'
)

REASONS = {"due": "due again", "weak": "was thin", "new": "new", "refresh": "before it fades"}


def progress_html(ready: Readiness, plots: Plots, sessions: Sequence[SessionSummary]) -> str:
    """The whole page of figures."""
    return (
        f'<article class="ready">{_headline(ready)}{_today(ready)}</article>'
        f"{days_chart(plots.mastery, plots.forecast, 'Readiness so far, and as planned (dashed)')}"
        f"{_topics(ready.topics)}{_weak(ready.weak_points)}{_judgement(plots)}{_sessions(sessions)}"
    )


def _headline(ready: Readiness) -> str:
    if not any(topic.seen for topic in ready.topics):
        return _beginning(ready)
    now = f'<p class="score"><strong>{percent(ready.now)}</strong> <span>ready today</span></p>'
    if ready.interview is None:
        set_it = "Set the day of your interview, and the questions are spread over the days until then."
        return f'{now}<p class="line wrap">{set_it}</p>{_ON}'
    return (
        f"{now}<p>Your interview is {_in_days(ready)}, on {long_day(ready.interview)}. If you stop now, about "
        f"<strong>{percent(ready.on_the_day)}</strong> is left by then; with the plan below it is about "
        f"<strong>{percent(ready.with_plan)}</strong>.</p>{_ON}"
    )


def _beginning(ready: Readiness) -> str:
    """What to do when nothing was done yet, instead of a nought."""
    day = "" if ready.interview is None else f" Your interview is {_in_days(ready)}, on {long_day(ready.interview)}."
    return (
        f'<div class="welcome"><h2>Nothing practised yet.</h2><p>What you practise shows up here: how ready you are, '
        f"by topic and by the day of your interview, and what to go through next.{day}</p></div>{_ON}"
    )


def _in_days(ready: Readiness) -> str:
    return "today" if ready.days_left == 0 else f"in {counted(ready.days_left or 0, 'day')}"


def _today(ready: Readiness) -> str:
    if not ready.todo:
        return "<h2 class='part'>Today</h2><p>Nothing is due today.</p>"
    minutes = ready.plan[0].minutes
    head = f"<h2 class='part'>Today: {counted(len(ready.todo), 'question')}, about {minutes} minutes</h2>"
    before = (None, *(item.why for item in ready.todo))
    return head + _folded([_planned(item, last) for last, item in zip(before, ready.todo, strict=False)], "todo")


def _planned(item: Planned, last: str | None) -> str:
    """A question of the plan; why it is there is said where the one before it is there for another reason."""
    reason = REASONS[item.why] if item.why != last else ""
    return (
        f'<li><span class="reason">{reason}</span>'
        f"<span>{inline(item.question)} {_line(item.entry_id, item.source, item.line)}</span></li>"
    )


def _line(entry_id: str, source: str, line: int, text: str = "") -> str:
    place = attribute(written(Place(entry_id, source, line, line, text)))
    return f'<a class="line" href="#place:{place}">line {line}</a>'


def _folded(rows: Sequence[str], name: str) -> str:
    shown = f'<ul class="plan">{"".join(rows[:FIRST])}</ul>'
    if len(rows) <= FIRST:
        return shown
    rest = f'<ul class="plan">{"".join(rows[FIRST:])}</ul>'
    return f'{shown}<details id="more-{name}"><summary>{len(rows) - FIRST} more</summary>{rest}</details>'


def _topics(topics: Sequence[TopicReadiness]) -> str:
    """A table whose cells are the darker, the readier; the figure stands in each."""
    names = without_shared([topic.topic for topic in topics])
    rows = "".join(
        f"<tr><th scope='row'>{words(name) or 'Without a heading'} "
        f'<span class="line">{topic.seen} of {topic.entries} seen</span></th>'
        f"{_cell(topic.now)}{_cell(topic.on_the_day)}{_cell(topic.with_plan)}</tr>"
        for name, topic in zip(names, topics, strict=True)
    )
    head = "<tr><th>Topic</th><th>Today</th><th>If you stop</th><th>With the plan</th></tr>"
    return (
        f'<h2 class="part">By topic, weakest first</h2>'
        f'<table class="heat"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    )


def _cell(value: float) -> str:
    return f'<td class="heat-{min(4, int(value * 5))}">{percent(value).replace(" ", "&nbsp;")}</td>'


def _weak(spots: Sequence[WeakSpot]) -> str:
    rows = [
        f'<li><span class="reason">{_line(spot.entry_id, spot.source, spot.line, spot.text)}</span>'
        f'<span>{inline(spot.text)} <span class="line wrap">{inline(spot.question)}</span></span></li>'
        for spot in spots
    ]
    return f"<h2 class='part'>Points that you missed</h2>{_folded(rows, 'weak')}" if rows else ""


def _judgement(plots: Plots) -> str:
    bias = plots.calibration.bias
    if bias is None:
        return ""
    points = round(100 * abs(bias))
    said = f"{counted(points, 'point')} too {'high' if bias > 0 else 'low'}" if points else "just right"
    chart = calibration_chart(plots.calibration, "What you expected (across) and what you earned (up)")
    return f"<h2 class='part'>How you judge yourself</h2><p>On average you rate your answers {said}.</p>{chart}"


def _sessions(sessions: Sequence[SessionSummary]) -> str:
    rows = [
        f'<li><span class="reason">{"–" if each.mean_score is None else percent(each.mean_score)}</span>'
        f"<span>{each.started.day} {each.started:%B %Y, %H:%M} · {counted(each.questions, 'question')}"
        f"{'' if each.finished else ' · not finished'}</span></li>"
        for each in sessions
    ]
    return f"<h2 class='part'>Interviews so far</h2>{_folded(rows, 'sessions')}" if rows else ""
