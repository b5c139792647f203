"""InterviewReportSheet: what an interview showed, and what to do next."""

from tutor import Calibration, Estimate, Interview, InterviewReport, Turn
from ui.charts import calibration_chart
from ui.figures import counted, percent, track
from ui.headings import without_shared
from ui.place_reference import Place, written
from ui.rendering import attribute, inline, words

ENOUGH = 3
"""Estimates below which a plot of them says nothing."""


def report_html(interview: Interview) -> str:
    """The whole report."""
    report = interview.report()
    if report.mean_score is None:
        nothing = "Nothing was answered, so there is nothing to report."
        return f'<article class="report"><h2 class="asked">{nothing}</h2></article>'
    return (
        f'<article class="report" id="report-{report.session_id}"><h2 class="asked">Your interview</h2>'
        f'<p class="score"><strong>{percent(report.mean_score)}</strong> <span>over '
        f"{counted(len(report.counted), 'question')}{_left_out(report)}{_change(report)}</span></p>"
        f"{_turns(report)}{_topics(report)}{_reading(report)}{_judgement(report)}{_files(report)}</article>"
    )


def _turns(report: InterviewReport) -> str:
    rows = "".join(
        f'<li class="{turn.question.kind}"><span class="mark">{_mark(turn)}</span>'
        f"<span>{inline(turn.question.text)}{_kind(turn)}</span></li>"
        for turn in report.turns
    )
    return f'<h3>Question by question</h3><ol class="turns">{rows}</ol>'


def _kind(turn: Turn) -> str:
    if turn.question.follow_up:
        return " <em>(follow-up)</em>"
    return " <em>(warm-up, not counted)</em>" if turn.question.warm_up else ""


def _mark(turn: Turn) -> str:
    return "skipped" if turn.outcome == "skipped" else percent(turn.score)


def _left_out(report: InterviewReport) -> str:
    counts = ((len(report.skipped), "skipped"), (report.unasked, "not reached"), (report.disputes, "settled by you"))
    said = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"; {said}" if said else ""


def _change(report: InterviewReport) -> str:
    if report.change is None:
        return ""
    points = round(100 * report.change)
    than = "your interviews before"
    return f"; {abs(points)} points {'above' if points > 0 else 'below'} {than}" if points else f"; as in {than}"


def _topics(report: InterviewReport) -> str:
    if len(report.by_topic) < 2:
        return ""
    names = without_shared([topic.topic for topic in report.by_topic])
    rows = "".join(
        f'<li><span class="name">{words(name) or "Without a heading"}</span>'
        f'<span class="mark">{percent(topic.score)}</span>{track(topic.score)}</li>'
        for name, topic in zip(names, report.by_topic, strict=True)
    )
    return f'<h3>Topic by topic, weakest first</h3><ul class="topics">{rows}</ul>'


def _reading(report: InterviewReport) -> str:
    rows = ""
    for place in report.to_read:
        link = attribute(written(Place(place.question, place.source, place.line, place.line, place.points[0])))
        points = "".join(f"<li>{inline(point)}</li>" for point in place.points[:3])
        rows += (
            f'<li><p class="where">{inline(place.question)} '
            f'<a class="line" href="#place:{link}">{words(place.source)}, line {place.line}</a></p>'
            f"<ul>{points}</ul></li>"
        )
    return f'<h3>Read these next</h3><ol class="weakest">{rows}</ol>' if rows else ""


def _judgement(report: InterviewReport) -> str:
    pairs = tuple(
        Estimate(turn.expected, turn.score, turn.question.text, report.session_id)
        for turn in report.counted
        if turn.expected is not None
    )
    if len(pairs) < ENOUGH:
        return ""
    return calibration_chart(Calibration(pairs), "What you expected (across) and what you earned (up)")


def _files(report: InterviewReport) -> str:
    cards = '<a href="#get:missed.apkg">Anki cards of what you missed</a>' if report.to_read else ""
    page = f'<a href="#get:report/{attribute(report.session_id)}.md">The report as Markdown</a>'
    return f'<p class="files">{page} {cards}</p>'
