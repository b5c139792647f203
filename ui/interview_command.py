"""interview: a mock interview in the terminal, or from a script of answers."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest import UserError
from ui import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from tutor import Interview

HELP = "Type your answer and end it with an empty line. Commands: /hint /skip /idk (I don't know) /quit"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(interview)


def interview(
    notes: options.Notes = None,
    engine: options.EngineName = None,
    model: options.Model = None,
    data: options.Data = None,
    questions: Annotated[int, typer.Option(help="How many questions.", min=1, max=100)] = 5,
    seed: Annotated[int | None, typer.Option(help="The same seed asks the same questions.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="Only this topic; may be repeated.")] = None,
    resume: Annotated[str | None, typer.Option(metavar="ID", help="Go on with an interview that was left.")] = None,
    script: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help='Answers, one {"answer": "..."} a line, instead of typing.'),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Hold a mock interview: it asks, grades point by point, and remembers what to practise."""
    from ui.opening import open_tutor

    with open_tutor(notes, engine, model, data) as tutor:
        session = tutor.interview(questions=questions, seed=seed, topics=tuple(topic or ()), resume=resume)
        if not as_json:
            from ui.terminal import say

            say(f"{HELP}\n(interview {session.id}; go on later with --resume {session.id})\n")
        _hold(session, _scripted(script) if script else _typed, silent=as_json)
        report = session.report()
        if as_json:
            from ui.serialising import report_json

            print(json.dumps(report_json(report), ensure_ascii=False, indent=2))
        else:
            from ui.terminal import show_interview_report

            show_interview_report(report)


def _hold(session: "Interview", next_reply: "Callable[[], str | None]", *, silent: bool) -> None:
    from ui.terminal import say, show_grade

    while (question := session.question) is not None:
        if not silent:
            kind = "Follow-up" if question.follow_up else f"Question {question.number} of {question.of}"
            say(f"{kind}: {question.text}")
            if question.context:
                say(question.context)
        reply = next_reply()
        if reply is None or reply == "/quit":
            return
        if reply == "/hint":
            say("" if silent else session.hint())
        elif reply == "/skip":
            session.skip()
        else:
            turn = session.dont_know() if reply == "/idk" else session.reply(reply)
            if not silent:
                show_grade(turn.grade)
                say()


def _typed() -> str | None:
    lines: list[str] = []
    while True:
        try:
            line = input("> " if not lines else "  ")
        except EOFError:
            return "\n".join(lines) or None
        if line.startswith("/") and not lines:
            return line.strip()
        if not line.strip():
            return "\n".join(lines)
        lines.append(line)


def _scripted(file: Path) -> "Callable[[], str | None]":
    try:
        lines = [line for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        answers: list[Any] = [json.loads(line)["answer"] for line in lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f'The script {file} cannot be read: {error!r}. Each line is {{"answer": "..."}}.') from error
    replies = iter(answers)
    return lambda: next(replies, None)
