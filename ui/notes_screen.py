"""NotesScreen: which files are in use, what was read out of them, new ones, and what changed."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ingest import UserError
from tutor import DEFAULT_NOTES, Tutor, check_numbers, forget_notes, keep_notes, own_notes
from ui.notes_sheet import changes_html, report_html
from ui.rendering import LATEX_DELIMITERS, words
from ui.underway import Underway

MOST_FILES = 50


class NotesScreen:
    """The Notes tab. Files that are handed over here are kept in the data folder and used from then on."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor

    def build(self, header: Any) -> None:
        """Lay the screen out inside the tab that is open, and wire it; `header` names the notes above all screens."""
        import gradio as gr

        self.header = header
        with gr.Column(elem_id="notes"):
            gr.Markdown(_HEAD, elem_id="notes-head", elem_classes="paper")
            with gr.Column(elem_id="notes-add"):
                self.upload = gr.File(
                    elem_id="upload", label="Add files of notes", file_count="multiple", height=120, show_label=True
                )
                gr.Markdown(_KINDS, elem_classes="paper")
                self.again = gr.Button("Read the files again", elem_id="read-again", scale=0)
            with gr.Column(elem_id="notes-read"):
                self.notice = gr.Markdown(elem_id="notes-notice", elem_classes="paper")
                self.report = gr.Markdown(
                    elem_id="notes-report", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS
                )
        self._wire()

    def on_open(self, tab: Any, page: Any) -> None:
        """Show the report when the tab is opened (it takes a moment to check the numbers), the header at once."""
        tab.select(self.opened, None, [self.report], **_QUIET)
        page.load(lambda: header_html(self._tutor), None, [self.header], **_QUIET)

    def opened(self) -> dict[Any, Any]:
        """What was read out of the notes."""
        own = [path.name for path in own_notes(self._tutor.data)] if len(self._tutor.report.documents) > 1 else []
        return {self.report: report_html(self._tutor.report, check_numbers(self._tutor.entries), own)}

    def uploaded(self, files: Sequence[str] | None) -> Iterator[dict[Any, Any]]:
        """The report with these files among the notes; files that cannot be read change nothing and are named."""
        kept, refused = [], []
        for file in (files or [])[:MOST_FILES]:
            try:
                kept.append(keep_notes(self._tutor.data, Path(file), Path(file).name))
            except UserError as error:
                refused.append(str(error))
            finally:
                Path(file).unlink(missing_ok=True)  # the browser's copy, in a folder for passing things
        said = "".join(f'<p class="notice failure" role="alert">{words(fault)}</p>' for fault in refused)
        yield {self.notice: said, self.upload: None}
        if not kept:
            return
        before = [file for file in self._tutor.shelf.files if file != DEFAULT_NOTES and file not in kept]
        yield from self._read(said, (*before, *kept))

    def read_again(self) -> Iterator[dict[Any, Any]]:
        """The report of the files as they are now, and what changed."""
        yield from self._read("", ())

    def forgotten(self, name: str) -> Iterator[dict[Any, Any]]:
        """The report without the copy of that name."""
        chosen = unquote(name)
        left = tuple(file for file in self._tutor.shelf.files if file.name != chosen)
        if not left:
            yield {self.notice: '<p class="notice">These are your only notes.</p>'}
            return
        yield from self._read("", left, lambda: forget_notes(self._tutor.data, chosen))

    def _read(
        self, said: str, files: Sequence[Path], then: Callable[[], None] = lambda: None
    ) -> Iterator[dict[Any, Any]]:
        """How far the reading is (new lines have to be understood one by one), then what it found."""

        def work(reading: Underway) -> str:
            def progress(done: int, total: int) -> None:
                reading.tell(f"Reading the notes: {done} of {total} lines", done / max(1, total))

            changes = self._tutor.read_again(files, progress)
            then()  # here and not on the page, which may be closed meanwhile
            return changes_html(changes)

        reading = Underway("Reading the notes …", work)
        for how_far in reading.followed():
            yield {self.notice: said + how_far}
        if reading.failed:
            yield {self.notice: f'{said}<p class="notice failure" role="alert">{words(reading.said)}</p>'}
            return
        yield {self.notice: said + reading.said, self.header: header_html(self._tutor), **self.opened()}

    def _wire(self) -> None:
        import gradio as gr

        shown = [self.notice, self.report, self.header]
        self.upload.upload(self.uploaded, [self.upload], [*shown, self.upload], **_QUIET)
        self.again.click(self.read_again, None, shown, **_QUIET)
        with gr.Column(elem_classes="wires"):
            said = gr.Textbox(elem_id="wire-notes-text", label="wire")
            wire: Callable[..., Any] = gr.Button("forget", elem_id="wire-forget").click
            wire(self.forgotten, [said], shown, **_QUIET)


def header_html(tutor: Tutor) -> str:
    """The name of the window, and the notes in use."""
    settings = '<a href="#settings" class="action">Settings</a>'
    unkept = f'<p class="notice failure" role="status">{words(tutor.unkept)}</p>' if tutor.unkept else ""
    return f'<header><h1>Interview Tutor</h1><p class="notes">{words(tutor.notes_title)}</p>{settings}</header>{unkept}'


# One after another, in the order they came: a report of before is never shown over a new one.
_QUIET: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_id": "notes",
    "concurrency_limit": 1,
}
_HEAD = (
    '<div class="welcome"><h2>Your notes.</h2><p>What was read out of them, line by line. All answers, questions and '
    "cards come from here.</p></div>"
)
_KINDS = (
    '<div class="kinds"><p>Markdown, text, HTML, Word, Jupyter, CSV or Anki files with questions and answers, up to '
    "2 MB each; PDF where its reader is installed. Copied into the data folder, they never leave this machine.</p>"
    "<p>Files that stay where they lie: <code>interview-tutor serve --notes FILE</code></p></div>"
)
