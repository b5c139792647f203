"""serve, weights, doctor: setting up and looking after."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest import UserError
from ui import options

if TYPE_CHECKING:
    from tutor import Fault

weights_app = typer.Typer(help="Model files: list, fetch, verify.", no_args_is_help=True, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(serve)
    app.command()(doctor)
    app.add_typer(weights_app, name="weights")


def serve(
    notes: options.Notes = None,
    engine: options.EngineName = None,
    model: options.Model = None,
    data: options.Data = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on; only this machine's own.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the model file first if it is not there.")] = False,
) -> None:
    """Open the tutor in the browser, on http://127.0.0.1:7860."""
    from ui import opening

    chosen = opening.settings(notes, engine, model, data, host=host, port=port)
    if fetch and chosen.engine == "llamacpp":
        _fetch(chosen.model, chosen.data)
    from ui.web import serve as serve_web

    with opening.opened(chosen) as tutor:
        serve_web(tutor, host=chosen.host, port=chosen.port, open_browser=browser)


@weights_app.command("list")
def list_weights(data: options.Data = None) -> None:
    """Show the model files that are known, and which are here."""
    from tutor import weights
    from ui.opening import settings

    folder = settings(None, None, None, data).data / "weights"
    for item in weights.CATALOGUE:
        here = "here" if (folder / item.file).is_file() else "not fetched"
        print(f"{item.name:<20} {item.size / 1e6:>6,.0f} MB  {item.licence:<11} {here}")


@weights_app.command("fetch")
def fetch_weights(
    name: Annotated[str, typer.Argument(help="A name of `weights list`.")], data: options.Data = None
) -> None:
    """Fetch a model file, check its SHA-256 and keep it. An interrupted download goes on where it stopped."""
    from ui.opening import settings

    print(_fetch(name, settings(None, None, None, data).data))


@weights_app.command("verify")
def verify_weights(data: options.Data = None) -> None:
    """Check every model file that is here against its SHA-256."""
    from tutor import weights
    from ui.opening import settings

    failed = False
    for name, fault in weights.verify(settings(None, None, None, data).data / "weights").items():
        print(f"{name}: {fault or 'verified'}")
        failed = failed or bool(fault)
    if failed:
        raise typer.Exit(4)


def doctor(
    data: options.Data = None,
    notes: options.Notes = None,
    fix: Annotated[bool, typer.Option("--fix", help="Put right what can be put right.")] = False,
) -> None:
    """Say what is installed, which model files are verified, what is wrong in the data folder, and what to run next."""
    import time

    from tutor import examine, find_faults
    from ui.opening import settings

    chosen = settings(notes, None, None, data)
    found = list(find_faults(chosen, time.time()))
    for fault in found:
        print(f"fault: {fault.said}: {_done_about(fault, fix)}")
    if not found:
        print("data folder: nothing wrong was found in it")
    for line in examine(chosen):
        print(line)


def _done_about(fault: "Fault", fix: bool) -> str:
    """What was done, or what there is to do; one fault that cannot be mended keeps no other from it."""
    if fault.mend is None:
        return fault.by_hand
    if not fix:
        return "mend it with 'interview-tutor doctor --fix'"
    try:
        fault.mend()
    except UserError as error:
        return str(error)
    return "mended"


def _fetch(model: str | None, data: Path) -> Path:
    from tutor import weights
    from ui.opening import download_bar

    with download_bar() as progress:
        return weights.fetch(model or weights.DEFAULT, data / "weights", progress=progress)
