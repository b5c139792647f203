"""interview: a mock interview in the terminal, from a pipe, or from a script of answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest import UserError, atomic_write
from ui import options
from ui.replies import Replies, Reply, scripted, typed

if TYPE_CHECKING:
    from tutor import Interview, Question

HELP = (
    "Type your answer and end it with an empty line. Commands: /hint /what (what do you mean?) /skip "
    "/idk (I don't know) /right N (I did say point N of the last answer) /undo N /pause /quit (finish)"
)
ReportFile = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write the report there too: .md or .json.")
]
Script = Annotated[
    Path | None,
    typer.Option("--script", metavar="FILE.jsonl", help='Answers, one {"answer": "..."} a line, instead of typing.'),
]


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(interview)


def interview(
    notes: options.Notes = None,
    engine: options.EngineName = None,
    model: options.Model = None,
    data: options.Data = None,
    profile: options.Profile = None,
    questions: Annotated[int | None, typer.Option(help="How many questions (5).", min=1, max=100)] = None,
    minutes: Annotated[int | None, typer.Option(help="Ask until so many minutes are spent.", min=1, max=240)] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed asks the same questions.")] = None,
    topics: options.Topics = None,
    mix: Annotated[str | None, typer.Option(help="mixed, new or weak: which entries are asked.")] = None,
    difficulty: Annotated[str | None, typer.Option(help="any, easy, medium or hard.")] = None,
    manner: Annotated[str | None, typer.Option(help="friendly, neutral or demanding; never changes the score.")] = None,
    depth: Annotated[int | None, typer.Option(help="Follow-ups on one question.", min=0, max=3)] = None,
    warm_up: Annotated[bool, typer.Option("--warm-up", help="Begin with an easy one that does not count.")] = False,
    vary: Annotated[bool, typer.Option("--vary", help="Ask in other words where that is safe.")] = False,
    same_numbers: Annotated[bool, typer.Option("--same-numbers", help="Keep the notes' own numbers.")] = False,
    rate: Annotated[bool, typer.Option("--rate", help="Ask what you think of each answer before grading it.")] = False,
    interview_date: options.InterviewDate = None,
    resume: Annotated[str | None, typer.Option(metavar="ID", help="Go on with an interview that was left.")] = None,
    report: ReportFile = None,
    script: Script = None,
    as_json: options.AsJson = False,
) -> None:
    """Hold a mock interview: it asks, grades point by point, and remembers what to practise."""
    from ui.opening import open_tutor

    replies = scripted(script) if script else typed(rate)
    with open_tutor(notes, engine, model, data, profile=profile) as tutor:
        options.remember_day(tutor, interview_date)
        session = tutor.interview(
            questions=questions,
            seed=seed,
            topics=tuple(topics or ()),
            resume=resume,
            minutes=minutes,
            mix=mix,
            difficulty=difficulty,
            manner=manner,
            depth=depth,
            warm_up=warm_up,
            vary_wording=vary,
            fresh_numbers=not same_numbers,
        )
        _hold(session, replies, silent=as_json)
        _tell(session, report, as_json=as_json)


def _hold(session: "Interview", replies: Replies, *, silent: bool) -> None:
    """Say how it goes, then question and reply in turn until the end, a pause, or no more replies."""
    from ui.interview_text import show_question
    from ui.terminal import say

    if not silent:
        say(f"{HELP}\n(interview {session.id}; go on later with --resume {session.id})\n")
        say(session.opening)
    asked: Question | None = None
    while (question := session.question) is not None:
        if not silent and question is not asked:
            show_question(question)
        asked = question
        reply = replies(question)
        if reply is None or reply.text == "/pause":
            session.pause()
            return
        if reply.text in {"/quit", "/finish"}:
            session.finish()
            return
        said = _take(session, reply, silent=silent)
        if not silent and said:
            say(f"{said}\n")


def _take(session: "Interview", reply: Reply, *, silent: bool) -> str:
    """Do what the reply says; what there is to say to it."""
    command, _, rest = reply.text.partition(" ")
    simple: dict[str, Callable[[], object]] = {
        "/hint": session.hint,
        "/what": session.clarify,
        "/skip": session.skip,
    }
    if command in simple:
        said = simple[command]()
        return said if isinstance(said, str) else ""
    if command in {"/right", "/undo"}:
        return _dispute(session, command, rest)
    turn = session.dont_know() if command == "/idk" else session.reply(reply.text, expected=reply.expected)
    if turn.said or silent:
        return turn.said
    from ui.interview_text import show_feedback

    show_feedback(turn, session.feedback(turn))
    return " "


def _dispute(session: "Interview", command: str, rest: str) -> str:
    """One point of the last answer as the candidate has it, or as it was graded; points are counted from 1."""
    if not rest.strip().isdigit():
        return f"Which point of the last answer? Such as: {command} 2"
    last, place = len(session.session.turns) - 1, int(rest) - 1
    try:
        turn = session.dispute(last, place) if command == "/right" else session.undispute(last, place)
    except UserError as error:
        return str(error)
    return f"Noted. Score now: {turn.score:.0%}"


def _tell(session: "Interview", file: Path | None, *, as_json: bool) -> None:
    from tutor import report_markdown
    from ui.serialising import report_json

    report = session.report()
    fields = json.dumps(report_json(report), ensure_ascii=False, indent=2)
    if file is not None:
        _write(file, fields + "\n" if file.suffix.lower() == ".json" else report_markdown(report))
    if as_json:
        print(fields)
        return
    from ui.interview_text import show_interview_report

    show_interview_report(report)


def _write(file: Path, text: str) -> None:
    try:
        atomic_write(file, text)  # a report that was there stays whole when the disk is full
    except OSError as error:
        raise UserError(f"The report {file} cannot be written ({error.strerror}). Choose another place.") from error
