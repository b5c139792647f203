"""ask, chat, calc, retrieve, grade."""

import json
import sys
from typing import Annotated, Any

import typer

from ingest import UserError
from ui import batch, options

NOT_IN_NOTES = 3
ENGINE_MISSING = 4


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (ask, chat, calc, retrieve, grade):
        app.command()(command)


def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    notes: options.Notes = None,
    engine: options.EngineName = None,
    model: options.Model = None,
    data: options.Data = None,
    topics: options.Topics = None,
    as_json: options.AsJson = False,
    batch_file: options.Batch = None,
) -> None:
    """Answer a question from the notes, with the lines it rests on. Example: ask "Why does dropout help?"."""
    from ui.opening import open_tutor
    from ui.serialising import answer_json

    with open_tutor(notes, engine, model, data) as tutor:
        if batch_file:
            conversations: dict[str, Any] = {}

            def answering(request: dict[str, Any]) -> dict[str, Any]:
                chat, name = tutor.conversation(topics=topics or ()), request.get("conversation")
                chat = chat if name is None else conversations.setdefault(str(name), chat)
                return answer_json(chat.ask(batch.field(request, "question")))

            batch.run(batch_file, answering)
            return
        tutor.warm()  # the embedder and the model are loaded side by side
        conversation = tutor.conversation(topics=topics or ())
        if as_json:
            answer = conversation.ask(_needed(question, "question"))
            _print_json(answer_json(answer))
        else:
            from ui.terminal import show_answer

            answer = show_answer(conversation.stream(_needed(question, "question")))
    _leave(answer)


def chat(
    notes: options.Notes = None,
    engine: options.EngineName = None,
    model: options.Model = None,
    data: options.Data = None,
    topics: options.Topics = None,
) -> None:
    """Ask and follow up in the terminal; an empty line or Ctrl-D ends it."""
    from ui.opening import open_tutor
    from ui.terminal import chat_loop

    with open_tutor(notes, engine, model, data) as tutor:
        tutor.warm()
        chat_loop(tutor.conversation(topics=topics or ()))


def calc(
    question: Annotated[str | None, typer.Argument(help='For example "softmax of [2, 1, 0]".')] = None,
    as_json: options.AsJson = False,
    as_latex: Annotated[bool, typer.Option("--latex", help="Print the worked steps as LaTeX.")] = False,
    batch_file: options.Batch = None,
) -> None:
    """Calculate with worked steps: softmax, KL divergence, F1, Bayes, ... No notes and no model are involved."""
    from tutor import calculate
    from ui.serialising import calculation_json

    if batch_file:
        batch.run(batch_file, lambda request: calculation_json(calculate(batch.field(request, "question"))))
        return
    calculation = calculate(_needed(question, "question"))
    if as_json:
        _print_json(calculation_json(calculation))
    else:
        from ui.terminal import show_calculation

        show_calculation(calculation, as_latex=as_latex)
    if calculation.working is None:
        raise typer.Exit(NOT_IN_NOTES if calculation.status == "not_recognised" else 2)


def retrieve(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    notes: options.Notes = None,
    data: options.Data = None,
    as_json: options.AsJson = False,
    batch_file: options.Batch = None,
) -> None:
    """Show what the search finds, and why, without any model phrasing it."""
    from ui.opening import open_tutor
    from ui.serialising import results_json

    with open_tutor(notes, "none", None, data) as tutor:

        def find(text: str) -> dict[str, Any]:
            results, coverage = tutor.retrieve(text)
            return results_json(results, coverage)

        if batch_file:
            batch.run(batch_file, lambda request: find(batch.field(request, "query")))
        elif as_json:
            _print_json(find(_needed(query, "query")))
        else:
            from ui.terminal import show_results

            show_results(*tutor.retrieve(_needed(query, "query")))


def grade(
    question: Annotated[str | None, typer.Argument(help="The question that was asked.")] = None,
    reference: Annotated[str | None, typer.Option("--reference", help="The reference answer.")] = None,
    answer: Annotated[str | None, typer.Option("--answer", help="The answer to grade.")] = None,
    as_json: options.AsJson = False,
    batch_file: options.Batch = None,
) -> None:
    """Grade a free-text answer against a reference answer, point by point, without a model."""
    from tutor import default_embedder
    from tutor import grade as graded
    from ui.serialising import grade_json

    embedder = default_embedder()

    def grading(request: dict[str, Any]) -> dict[str, Any]:
        names = ("question", "reference_answer", "student_answer")
        return grade_json(graded(*(batch.field(request, name) for name in names), embedder=embedder))

    if batch_file:
        batch.run(batch_file, grading)
        return
    given = (_needed(question, "question"), _needed(reference, "--reference"), _needed(answer, "--answer"))
    result = graded(*given, embedder=embedder)
    if as_json:
        _print_json(grade_json(result))
    else:
        from ui.terminal import show_grade

        show_grade(result)


def _needed(value: str | None, name: str) -> str:
    if value is None:
        raise UserError(f"Give a {name}, or --batch FILE.jsonl. See --help for an example.")
    return value


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _leave(answer: Any) -> None:
    for notice in answer.notices:
        print(f"interview-tutor: {notice}", file=sys.stderr)
    if answer.status == "not_in_notes":
        raise typer.Exit(NOT_IN_NOTES)
    if not answer.complete:
        raise typer.Exit(ENGINE_MISSING)
