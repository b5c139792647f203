"""ProgressScreen: the day of the interview, readiness by then, what to do today."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ingest import UserError
from tutor import Tutor
from ui.pages import Pages
from ui.progress_sheet import progress_html
from ui.rendering import LATEX_DELIMITERS
from ui.telling import told


class NotADay(UserError):
    """What was typed is no day."""


class ProgressScreen:
    """The Progress tab; every figure is worked out from the history when the tab is opened."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor
        self._filled: Pages[bool] = Pages()
        """The pages whose field holds the day already."""

    def build(self) -> None:
        """Lay the screen out inside the tab that is open, and wire it."""
        import gradio as gr

        with gr.Row(elem_id="interview-day-row"):
            self.day = gr.Textbox(
                label="Day of the interview",
                placeholder="2027-01-15",
                elem_id="interview-day",
                max_lines=1,  # one line is an input: static/page_progress.js makes it one for a date
                max_length=20,
                scale=0,
            )
            self.save = gr.Button("Set", elem_id="set-day", scale=0)
        self.notice = gr.Markdown(elem_id="progress-notice", elem_classes="paper")
        self.figures = gr.Markdown(elem_id="progress", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        self._event(self.save.click, self.dated, [self.day])
        self._event(self.day.submit, self.dated, [self.day])

    def on_open(self, tab: Any, page: Any) -> None:
        """Work the figures out when the page is opened, and when the tab is."""
        import gradio as gr

        def arriving(request: gr.Request) -> dict[Any, Any]:
            return self.arrived(request.session_hash or "")

        for event in (page.load, tab.select):
            self._event(event, arriving, [])

    def arrived(self, page: str) -> dict[Any, Any]:
        """The figures as of now; the day, too, where the page has none yet: what is being typed stays."""
        return self.opened() if self._filled.claim(page, True) else self.refreshed()

    def opened(self) -> dict[Any, Any]:
        """The day of the interview, and the figures as of now."""
        day = self._tutor.practice.interview_date
        return {self.day: day.isoformat() if day else "", self.notice: "", **self.refreshed()}

    def refreshed(self) -> dict[Any, Any]:
        """The figures as of now; what is being typed stays."""
        practice = self._tutor.practice
        day = practice.interview_date
        shown = progress_html(practice.readiness(day), practice.plots(day), self._tutor.history.sessions())
        return {self.figures: shown}

    def dated(self, typed: str) -> dict[Any, Any]:
        """The figures for another day of the interview, which is remembered; without one when nothing is typed."""
        day = _day(typed)
        self._tutor.practice.readiness(day)  # refuses a day that lies behind before it is remembered
        self._tutor.history.set_interview_date(day)
        return self.opened()

    def _event(self, event: Any, happens: Callable[..., dict[Any, Any]], inputs: list[Any]) -> None:
        event(
            told(happens, self.notice),
            inputs,
            [self.day, self.figures, self.notice],
            api_visibility="private",
            show_progress="hidden",
            # One after another, in the order they came: a late figure of before is never shown over a new one.
            concurrency_id="progress",
            concurrency_limit=1,
        )


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise NotADay(f"“{typed.strip()}” is not a day. Write it as year-month-day, such as 2027-01-15.") from error
