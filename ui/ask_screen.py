"""AskScreen: a question on top, the notes' own lines at once, then the answer sentence by sentence."""

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any, cast

from ingest import UserError
from tutor import Conversation, Event, Thinking, Tutor
from ui.answer_sheet import AnswerSheet, choices_html, finished, sheet_html
from ui.rendering import LATEX_DELIMITERS, words

LONGEST_QUESTION = 2_000
CHIPS = 4
HEARTBEAT = 0.5
"""Seconds between two redraws while there is nothing new to show but the time."""

log = logging.getLogger(__name__)


class AskScreen:
    """The Ask tab: its layout, and what happens on it. Conversations live in the tutor's history."""

    def __init__(self, tutor: Tutor, timer: Callable[[], float] = time.monotonic) -> None:
        self._tutor = tutor
        self._timer = timer
        self._stops: dict[str, threading.Event] = {}

    def build(self) -> None:
        """Lay the screen out inside the tab that is open, and wire it."""
        import gradio as gr

        self.conversation = gr.BrowserState("", storage_key="interview-tutor-conversation", secret="not-a-secret")
        self.sheets = gr.State(())
        self.welcome = gr.Markdown(self._welcome(), elem_id="welcome", elem_classes="paper")
        self.earlier = gr.Markdown(elem_id="earlier", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        self.current = gr.Markdown(elem_id="current", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        with gr.Row(elem_id="composer"):
            self.question = gr.Textbox(
                elem_id="question",
                label="Your question",
                show_label=False,
                placeholder="Ask, or give numbers to calculate",
                lines=1,
                max_lines=6,
                scale=1,
                autofocus=True,
            )
            send = gr.Button("Ask", elem_id="send", variant="primary", scale=0, min_width=96)
            stop = gr.Button("Stop", elem_id="stop", scale=0, min_width=96)
        new = gr.Button("New conversation", elem_id="new-conversation", size="sm")
        self._wire(send, stop, new)

    def on_load(self, page: Any) -> None:
        """Show the conversation again when the page is opened or reloaded."""
        page.load(self.resumed, [self.conversation], self._all(), api_visibility="private", show_progress="hidden")

    def answering(
        self, question: str, conversation: str, sheets: tuple[AnswerSheet, ...], page: str = ""
    ) -> Iterator[dict[Any, Any]]:
        """What the page shows while a question is answered; `page` is by what `stop` finds it."""
        text = question.strip()
        if not text:
            yield {self.question: ""}
            return
        chat = self._tutor.conversation(conversation or None)
        number = len(sheets) + 1
        sheet = AnswerSheet(text)
        yield self._asked(chat, sheets, sheet)
        for latest, seconds in self._sheets(chat, sheet, page):
            sheet = latest
            yield {self.current: sheet_html(sheet, number, seconds)}
        yield {self.sheets: (*sheets, sheet)}

    def stop(self, page: str) -> None:
        """Stop what this page is answering; what was said so far is kept."""
        stopping = self._stops.get(page)
        if stopping:
            stopping.set()

    def resumed(self, conversation: str) -> dict[Any, Any]:
        """The page with the conversation as it was left."""
        answers = self._tutor.conversation(conversation).answers if conversation else ()
        return self._page(conversation, tuple(map(finished, answers)))

    def emptied(self) -> dict[Any, Any]:
        """The page before the first question of a new conversation."""
        return self._page("", ())

    def _sheets(self, chat: Conversation, sheet: AnswerSheet, page: str) -> Iterator[tuple[AnswerSheet, float]]:
        """The sheet after each event that changes what is seen, with the seconds since the question."""
        began = shown = self._timer()
        stopping = self._stops[page] = threading.Event()
        try:
            _check(sheet.question)
            with closing(cast(Generator[Event], chat.stream(sheet.question))) as events:
                for event in events:
                    if stopping.is_set():
                        break
                    now = self._timer()
                    if isinstance(event, Thinking) and now - shown < HEARTBEAT:
                        continue
                    shown, sheet = now, sheet.after(event)
                    yield sheet, now - began
            if sheet.at_work:
                yield replace(sheet, stopped=True), 0.0
        except UserError as error:
            yield replace(sheet, failure=str(error)), 0.0
        except Exception:
            log.exception("answering failed")
            yield replace(sheet, failure=_UNEXPECTED), 0.0
        finally:
            self._stops.pop(page, None)

    def _asked(self, chat: Conversation, sheets: tuple[AnswerSheet, ...], sheet: AnswerSheet) -> dict[Any, Any]:
        return {**self._page(chat.id, sheets, sheet), self.question: ""}

    def _page(
        self, conversation: str, sheets: tuple[AnswerSheet, ...], now: AnswerSheet | None = None
    ) -> dict[Any, Any]:
        import gradio as gr

        earlier = "".join(sheet_html(sheet, number) for number, sheet in enumerate(sheets, 1))
        return {
            self.conversation: conversation,
            self.sheets: sheets,
            self.welcome: gr.update(visible=not sheets and now is None),
            self.earlier: earlier,
            self.current: sheet_html(now, len(sheets) + 1) if now else "",
        }

    def _all(self) -> list[Any]:
        return [self.conversation, self.sheets, self.welcome, self.earlier, self.current]

    def _wire(self, send: Any, stop: Any, new: Any) -> None:
        import gradio as gr

        # The server knows which page asks; what the page knows of its conversation may still be on its way.
        def answering(
            question: str, conversation: str, sheets: tuple[AnswerSheet, ...], request: gr.Request
        ) -> Iterator[dict[Any, Any]]:
            yield from self.answering(question, conversation, sheets, request.session_hash or "")

        def stopping(request: gr.Request) -> None:
            self.stop(request.session_hash or "")

        gr.on(
            [send.click, self.question.submit],
            answering,
            [self.question, self.conversation, self.sheets],
            [*self._all(), self.question],
            api_visibility="private",
            show_progress="hidden",
            # A question sent while the one before is still ending waits for its turn; with "once" it would be lost.
            trigger_mode="always_last",
            concurrency_id="model",
            concurrency_limit=1,
        )
        stop.click(stopping, None, api_visibility="private", queue=False)
        new.click(self.emptied, None, self._all(), api_visibility="private", show_progress="hidden")

    def _welcome(self) -> str:
        questions = [entry.question for entry in self._tutor.entries if entry.answered]
        count = f"{len(questions)} answered question{'' if len(questions) == 1 else 's'}"
        phrased = f"Phrased by {self._tutor.engine_name}."
        if self._tutor.engine is None:
            phrased = "Without a language model, the answer is the notes’ own lines."
        return (
            f'<div class="welcome"><h2>Ask your notes.</h2><p>{count}; every sentence cites its lines. '
            f"{words(phrased)}</p>{choices_html(_examples(questions), 'chips')}</div>"
        )


def _examples(questions: list[str]) -> tuple[str, ...]:
    """A few questions from all over the notes, the shorter ones."""
    short = sorted(questions, key=len)[: max(CHIPS, len(questions) // 2)]
    spread = [question for question in questions if question in short]
    return tuple(spread[:: max(1, len(spread) // CHIPS)][:CHIPS])


_UNEXPECTED = "Something went wrong while answering. Ask again; if it happens again, the log of the server says more."


def _check(question: str) -> None:
    if len(question) > LONGEST_QUESTION:
        raise UserError(
            f"The question has {len(question)} characters; at most {LONGEST_QUESTION} are read. Ask in fewer words."
        )
