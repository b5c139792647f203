"""SettingsScreen: what phrases, fetching models, what runs where, export, deleting everything: a sheet of its own."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ingest import UserError
from tutor import Tutor, keep_engine, weights
from ui.pages import Pages
from ui.rendering import words
from ui.settings_sheet import NONE, engine_html, model_choices, model_in_use, whereabouts_html
from ui.underway import Underway

CONFIRMATION = "delete"


class SettingsScreen:
    """The sheet that "Settings" at the top of every screen opens."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor
        self._job: Underway | None = None
        """The last fetch; a page that is opened meanwhile shows it, too."""
        self._filled: Pages[bool] = Pages()
        """The pages on which the model in use is chosen already."""

    def build(self) -> None:
        """Lay it out beside the tabs, and wire it."""
        import gradio as gr

        with gr.Column(elem_id="settings"):
            gr.Markdown(_HEAD, elem_classes="paper")
            self.engine = gr.Markdown(elem_id="engine-state", elem_classes="paper")  # the choice is seen when it is
            self.model = gr.Radio(
                model_choices(self._tutor),
                value=model_in_use(self._tutor),
                label="Who puts the notes’ lines into sentences",
                elem_id="model",
            )
            with gr.Row(elem_classes="moves"):
                self.use = gr.Button("Use this one", elem_id="use-model", scale=0)
                self.stop = gr.Button("Stop fetching", elem_id="stop-fetching", scale=0)
            gr.Markdown(
                f"<h2>What runs where</h2>{whereabouts_html(self._tutor)}", elem_id="whereabouts", elem_classes="paper"
            )
            gr.Markdown(_KEPT, elem_id="kept", elem_classes="paper")
            self.confirm = gr.Textbox(
                elem_id="confirm-delete", label=f"To delete everything, write “{CONFIRMATION}”", max_length=20
            )
            self.delete = gr.Button("Delete everything", elem_id="delete-everything", variant="stop", scale=0)
            self.deleted_notice = gr.Markdown(elem_id="delete-notice", elem_classes="paper")
        self._wire()

    def on_load(self, page: Any) -> None:
        """Show what is so by now, when the page is opened and when the sheet is; a fetch that is on goes on there."""
        import gradio as gr

        def arriving(request: gr.Request) -> dict[Any, Any]:
            return self.arrived(request.session_hash or "")

        with gr.Column(elem_classes="wires"):
            opened = gr.Button("settings", elem_id="wire-settings").click
        for event in (page.load, opened):
            shown = event(arriving, None, [self.engine, self.model], **_QUIET, concurrency_limit=None)
            shown.then(self.followed, None, [self.engine], **_QUIET, concurrency_limit=None)

    def arrived(self, page: str = "") -> dict[Any, Any]:
        """What phrases now and which models are here; what is being chosen on a page stays.

        Said in one word: of a second one right behind it Gradio's script makes the difference to the first in the
        first one's own object, and the choice is gone before it is shown.
        """
        import gradio as gr

        first = self._filled.claim(page, True)
        choices = model_choices(self._tutor)
        chosen = gr.update(choices=choices, value=model_in_use(self._tutor)) if first else gr.update(choices=choices)
        return {self.engine: engine_html(self._tutor), self.model: chosen}

    def followed(self) -> Iterator[dict[Any, Any]]:
        """How far a fetch is, on every page that is opened meanwhile."""
        import gradio as gr

        if self._job and not self._job.over:
            yield from self._watched(self._job)
        else:
            yield {self.engine: gr.update()}

    def used(self, model: str | None) -> Iterator[dict[Any, Any]]:
        """Answers phrased by another model from now on, which is fetched first where it is not here."""
        import gradio as gr

        if model is None:
            yield {self.engine: engine_html(self._tutor, _notice("Choose one first."))}
            return
        if model != NONE and not self._is_here(model):
            yield from self._fetched(model)
            if not self._is_here(model):
                return
        said = self._taken(*(("none", None) if model == NONE else ("llamacpp", model)))
        choices = gr.update(choices=model_choices(self._tutor))
        yield {self.engine: engine_html(self._tutor, said), self.model: choices}

    def _taken(self, engine: str, model: str | None) -> str:
        """Used from now on and kept for the next start: said in words; what is at fault the engine says itself."""
        if self._tutor.use_engine(engine, model):
            return ""
        try:
            keep_engine(self._tutor.data, engine, model)
        except UserError as error:
            return _notice(str(error), failed=True)
        return _notice("From now on, and at the next start too, unless the command names another.")

    def stopped(self) -> None:
        """The fetch that is on, ended; what has come is kept for the next try."""
        if self._job:
            self._job.stop("Stopped. What has come is kept, and the next try goes on from there.")

    def _fetched(self, model: str) -> Iterator[dict[Any, Any]]:
        """The model file on its way, until it is in place; an interrupted one goes on where it stopped."""
        if self._job is None or self._job.over:
            self._job = Underway("Looking for the file …", partial(_fetch, model, self._tutor.data / "weights"))
        yield from self._watched(self._job)

    def _watched(self, job: Underway) -> Iterator[dict[Any, Any]]:
        for how_far in job.followed():
            yield {self.engine: engine_html(self._tutor, how_far)}
        yield {self.engine: engine_html(self._tutor, _notice(job.said, job.failed))}

    def deleted(self, confirmation: str) -> dict[Any, Any]:
        """Everything gone, when the word was written."""
        if confirmation.strip().casefold() != CONFIRMATION:
            return {self.deleted_notice: _notice(f"Nothing was deleted. Write “{CONFIRMATION}” into the field first.")}
        self._tutor.forget_everything()
        said = "Progress, interviews, conversations and copies of notes are deleted. Model files and settings stay."
        return {self.deleted_notice: _notice(said), self.confirm: ""}

    def _is_here(self, model: str) -> bool:
        try:
            weights.find(model, self._tutor.data / "weights")
        except UserError:
            return False
        return True

    def _wire(self) -> None:
        self.taken = self.use.click(self.used, [self.model], [self.engine, self.model], **_QUIET).then
        self.stop.click(self.stopped, None, None, **_QUIET, queue=False)
        self.delete.click(self.deleted, [self.confirm], [self.deleted_notice, self.confirm], **_QUIET)


def _fetch(model: str, folder: Path, job: Underway) -> str:
    def progress(done: int, total: int, what: str) -> None:
        job.tell(f"{what}: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB", done / max(1, total))

    weights.fetch(model, folder, progress=progress)
    return "It is here, and its bytes are as its publisher made them."


def _notice(said: str, failed: bool = False) -> str:
    return f'<p class="notice{" failure" if failed else ""}" role="status">{words(said)}</p>'


_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_HEAD = '<p class="sheet-head"><strong>Settings</strong> <a href="#back" class="back-to">close</a></p>'
_KEPT = (
    "<h2>What is kept of you</h2><p>Your answers, grades, conversations and copies of notes, in one folder on this "
    'machine. <a href="#/get:everything.zip">Export everything</a> as one archive that other programs can read.</p>'
)
