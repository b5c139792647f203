"""progress, review, cards, history: what there is to do between two interviews."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest import UserError
from ui import options

if TYPE_CHECKING:
    from tutor import ReviewRound


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (progress, review, cards, history):
        app.command()(command)


def progress(
    notes: options.Notes = None,
    data: options.Data = None,
    profile: options.Profile = None,
    interview_date: options.InterviewDate = None,
    as_json: options.AsJson = False,
) -> None:
    """How ready you are, how ready by the day of the interview, and what to do today."""
    from ui.opening import open_tutor

    with open_tutor(notes, "none", None, data, profile=profile) as tutor:
        options.remember_day(tutor, interview_date)
        ready = tutor.practice.readiness()
        if as_json:
            from ui.progress_json import readiness_json

            print(json.dumps(readiness_json(ready, tutor.practice.plots()), ensure_ascii=False, indent=2))
        else:
            from ui.interview_text import show_readiness

            show_readiness(ready)


def review(
    notes: options.Notes = None,
    data: options.Data = None,
    profile: options.Profile = None,
    topics: options.Topics = None,
    limit: Annotated[int, typer.Option(help="How many cards at most.", min=1, max=500)] = 20,
    interview_date: options.InterviewDate = None,
) -> None:
    """Go through what is due as cards: think, press Enter, rate yourself 1 to 4 (u takes a rating back)."""
    from ui.opening import open_tutor

    with open_tutor(notes, "none", None, data, profile=profile) as tutor:
        options.remember_day(tutor, interview_date)
        _go_through(tutor.practice.review(tuple(topics or ()), limit))


def cards(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="notes.apkg or notes.csv.")],
    notes: options.Notes = None,
    data: options.Data = None,
    profile: options.Profile = None,
    missed: Annotated[bool, typer.Option("--missed", help="Only the points that you missed.")] = False,
    topics: options.Topics = None,
) -> None:
    """Write the notes as cards for Anki; importing them again after an edit updates the same cards."""
    from ui.opening import open_tutor
    from ui.terminal import say

    with open_tutor(notes, "none", None, data, profile=profile) as tutor:
        count = tutor.practice.export_cards(out, missed=missed, topics=tuple(topics or ()))
    say(f"{count} cards in {out}")


def history(
    action: Annotated[str, typer.Argument(help="list, export, import, delete or profiles.")] = "list",
    file: Annotated[Path | None, typer.Argument(help="The file to write or to read.")] = None,
    data: options.Data = None,
    profile: options.Profile = None,
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Look at the interviews so far, keep all progress in one file, read it back, or delete everything."""
    from tutor import load_settings, open_history, profiles

    chosen = load_settings(_environ(), data=data, profile=profile)
    actions = {"list": _list, "export": _export, "import": _import, "delete": _delete}
    if action == "profiles":
        print("\n".join(profiles(chosen.data)))
        return
    if action not in actions:
        raise UserError(f"There is no history {action!r}. Choose one of: {', '.join((*actions, 'profiles'))}.")
    opened = open_history(chosen.data, chosen.profile)
    try:
        actions[action](opened, file, yes=yes, as_json=as_json)
    finally:
        opened.close()


def _list(opened: Any, file: Path | None, *, yes: bool, as_json: bool) -> None:
    from ui.terminal import say

    sessions = opened.sessions()
    if as_json:
        rows = [
            {
                "id": each.id,
                "started": each.started.isoformat(),
                "finished": each.finished.isoformat() if each.finished else None,
                "questions": each.questions,
                "score": each.mean_score,
            }
            for each in sessions
        ]
        print(json.dumps(rows, indent=1))
        return
    for each in sessions:
        score = "     " if each.mean_score is None else f"{each.mean_score:>5.0%}"
        state = "" if each.finished else f"   not finished: interview --resume {each.id}"
        say(f"{each.started:%Y-%m-%d %H:%M}  {score}  {each.questions} questions{state}")
    say(f"{len(sessions)} interviews in {opened.path}")


def _export(opened: Any, file: Path | None, *, yes: bool, as_json: bool) -> None:
    opened.export(_named(file))
    print(f"Everything is in {file}", file=sys.stderr)


def _import(opened: Any, file: Path | None, *, yes: bool, as_json: bool) -> None:
    added = opened.restore(_named(file))
    print(
        f"Added: {added.sessions} interviews, {added.reviews} card reviews, {added.conversations} conversations",
        file=sys.stderr,
    )


def _delete(opened: Any, file: Path | None, *, yes: bool, as_json: bool) -> None:
    if not yes and (not sys.stdin.isatty() or input("Delete all progress of this profile? (yes/no) ") != "yes"):
        raise UserError("Nothing was deleted. To delete all progress of this profile, add --yes.")
    opened.forget_everything()
    print("All progress of this profile is deleted.", file=sys.stderr)


def _named(file: Path | None) -> Path:
    if file is None:
        raise UserError("Name the file, such as: interview-tutor history export progress-backup.sqlite")
    return file


def _environ() -> Any:
    import os

    return os.environ


def _go_through(cards: "ReviewRound") -> None:
    from ui.interview_text import show_back, show_card
    from ui.terminal import say

    rated = 0
    while (card := cards.card) is not None:
        show_card(card, cards.left)
        if _asked("Enter shows the answer, q stops ") in {None, "q"}:
            break
        show_back(card)
        reply = _asked("1-4, u (take the last rating back) or q ")
        if reply in {None, "q"}:
            break
        if reply == "u":
            rated -= cards.undo() is not None
        elif reply in {"1", "2", "3", "4"}:
            rated += 1
            if cards.rate(int(reply or 0)) is None and _asked("The last one. u takes the rating back ") == "u":
                rated -= cards.undo() is not None
    say("No card is due." if cards.card is None and not rated else f"Rated {rated}, {cards.left} left.")


def _asked(prompt: str) -> str | None:
    try:
        return input(prompt if sys.stdin.isatty() else "").strip().lower()
    except EOFError:
        return None
