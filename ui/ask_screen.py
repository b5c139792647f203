"""AskScreen: a question on top, the notes' own lines at once, then the answer sentence by sentence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest import UserError
from tutor import Added, Run, Tutor
from ui.answer_sheet import AnswerSheet, finished, sheet_html
from ui.place_reference import place_of
from ui.place_sheet import place_html
from ui.rendering import LATEX_DELIMITERS, words
from ui.sights import Sight, Sights
from ui.topic_choice import TopicChoice
from ui.trouble import UNFORESEEN, noted
from ui.turn_actions import actions_html
from ui.welcome import welcome_html

LONGEST_QUESTION = 2_000


class AskScreen:
    """The Ask tab: its layout, and what happens on it. Conversations live in the tutor's history."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor
        self._offered = TopicChoice(tutor)
        self._sights = Sights()
        """What each page shows: what the page knows of it itself may still be on its way."""

    def build(self) -> None:
        """Lay the screen out inside the tab that is open, and wire it."""
        import gradio as gr

        self.conversation = gr.BrowserState("", storage_key="interview-tutor-conversation", secret="not-a-secret")
        self.added = gr.State(None)
        self.welcome = gr.Markdown(welcome_html(self._tutor), elem_id="welcome", elem_classes="paper")
        self.earlier = gr.Markdown(elem_id="earlier", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        self.current = gr.Markdown(elem_id="current", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        self.notice = gr.Markdown(elem_id="ask-notice", elem_classes="paper notice-line")
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
        with gr.Row(elem_id="below"):
            self.new = gr.Button("New conversation", elem_id="new-conversation", size="sm")
            self.list = gr.Button("All conversations", elem_id="all-conversations", size="sm")
            topics = self._offered.topics
            self.topics = gr.Dropdown(
                topics,
                multiselect=True,
                elem_id="scope",
                label="Only from these topics",
                visible=len(topics) > 1,
                scale=1,
            )
        self._wire(send, stop)
        self._wire_links()

    def build_place(self) -> None:
        """Lay out the sheet for a cited line, outside of the tabs: lines of the notes are named on all of them."""
        import gradio as gr

        self.place = gr.Markdown(elem_id="place", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        with gr.Column(elem_classes="wires"):
            wire = gr.Button("place", elem_id="wire-place")
            said = gr.Textbox(elem_id="wire-place-text", label="wire", max_length=4_000)
        wire.click(self.placed, [said], [self.place], api_visibility="private", show_progress="hidden")

    def on_load(self, page: Any) -> None:
        """Show the conversation again when the page is opened or reloaded, with the answer that is on its way."""
        import gradio as gr

        def resuming(conversation: str, request: gr.Request) -> Iterator[dict[Any, Any]]:
            sight = self._sights.first(request.session_hash or "", conversation)
            yield from self._left(sight) if sight else [_nothing(self.notice)]  # somebody may be quicker, and ask

        page.load(resuming, [self.conversation], self.shown(), **_QUIET, concurrency_limit=None)

    def on_open(self, *events: Any) -> None:
        """Follow the notes and the model, which may have changed elsewhere, whenever one of these happens."""
        import gradio as gr

        def refreshing(request: gr.Request) -> dict[Any, Any]:
            return {
                self.welcome: welcome_html(self._tutor),
                self.topics: self._offered.update(request.session_hash or ""),
            }

        for event in events:
            event(refreshing, None, [self.welcome, self.topics], **_QUIET, concurrency_id="scope", concurrency_limit=1)

    def shown(self) -> list[Any]:
        """The components that hold a conversation."""
        return [self.conversation, self.welcome, self.earlier, self.current, self.notice]

    def answering(
        self, question: str, conversation: str, page: str = "", topics: Sequence[str] = ()
    ) -> Iterator[dict[Any, Any]]:
        """What the page shows while a question is answered; `page` is by what `stop` finds it."""
        text = question.strip()
        if not text:
            yield {self.question: ""}
            return
        if len(text) > LONGEST_QUESTION:
            yield {self.notice: _notice(_too_long(text), "failure")}
            return
        before = self._sights.of(page)
        conversation = before.conversation if before else conversation
        self._tutor.runs.settled(conversation)
        chat = self._tutor.conversation(conversation or None, topics)
        earlier = tuple(map(finished, chat.answers))
        sight = self._sights.turn(page, chat.id)

        def pages() -> Iterator[dict[Any, Any]]:
            yield {**self._page(chat.id, earlier, AnswerSheet(text)), self.question: ""}
            yield from self._watching(self._tutor.runs.start(chat, text), len(earlier) + 1, sight)

        yield from self._on(sight, pages())

    def stop(self, page: str, conversation: str = "") -> None:
        """Stop what this page is looking at; what was said so far is kept."""
        sight = self._sights.of(page)
        run = (sight.run if sight else None) or self._tutor.runs.of(sight.conversation if sight else conversation)
        if run:
            run.stop()

    def resumed(self, conversation: str, page: str = "") -> Iterator[dict[Any, Any]]:
        """The page with the conversation as it was left; an answer on its way goes on."""
        yield from self._left(self._sights.turn(page, conversation))

    def shows(self, page: str, conversation: str) -> bool:
        """Whether this page shows this conversation."""
        sight = self._sights.of(page)
        return bool(sight and sight.conversation == conversation)

    def emptied(self, page: str = "") -> Iterator[dict[Any, Any]]:
        """The page before the first question of a new conversation."""
        yield from self._on(self._sights.turn(page, ""), iter([self._page("", (), None)]))

    def placed(self, reference: str) -> dict[Any, Any]:
        """The notes around a cited line."""
        return {self.place: place_html(self._tutor.shelf, place_of(reference))}

    def noted(self, question: str) -> dict[Any, Any]:
        """The question in the notes, to be answered there."""
        try:
            added = self._tutor.add_question(question)
        except UserError as error:
            return {self.notice: _notice(words(str(error)), "failure"), self.added: None}
        said = f"Added to {words(added.path.name)}, line {added.line}, to be answered there."
        return {self.notice: _notice(f'{said} <a href="#unadd" class="action">Undo</a>'), self.added: added}

    def unnoted(self, added: Added | None) -> dict[Any, Any]:
        """The notes as they were before."""
        if added is None:
            return {self.notice: ""}
        try:
            self._tutor.undo_adding(added)
        except UserError as error:
            return {self.notice: _notice(words(str(error)), "failure")}
        return {self.notice: _notice("Taken out again."), self.added: None}

    def _on(self, sight: Sight, pages: Iterator[dict[Any, Any]]) -> Iterator[dict[Any, Any]]:
        """Draw them, and leave, early where the page shows something else by now. Gradio says the last word of an event
        once more at its end, which may be after the next event has begun to draw: so the last word is nothing.
        """
        with sight:
            for drawn in pages:
                if sight.over:
                    break
                yield drawn
            yield _nothing(self.notice)

    def _left(self, sight: Sight) -> Iterator[dict[Any, Any]]:
        return self._on(sight, self._as_left(sight))

    def _as_left(self, sight: Sight) -> Iterator[dict[Any, Any]]:
        conversation = sight.conversation
        run = self._tutor.runs.of(conversation) if conversation else None
        answers = self._tutor.conversation(conversation).answers if conversation else ()
        sheets = tuple(map(finished, answers))
        if run is None:
            yield self._page(conversation, sheets[:-1], sheets[-1] if sheets else None)
            return
        earlier = sheets[: len(run.before)]
        yield self._page(conversation, earlier, AnswerSheet(run.question))
        yield from self._watching(run, len(earlier) + 1, sight)

    def _watching(self, run: Run, number: int, sight: Sight) -> Iterator[dict[Any, Any]]:
        sight.run, sheet = run, AnswerSheet(run.question)
        try:
            for event in run.watch():
                before, sheet = sheet, sheet.after(event)
                # Drawn where something is new only: what somebody marks or stands on is not taken from under them.
                yield self._drawn(sheet, number, run.seconds) if sheet != before else _nothing(self.notice)
        except UserError as error:
            sheet = replace(sheet, failure=str(error))
        except Exception as error:
            noted("Answering", error)
            sheet = replace(sheet, failure=UNFORESEEN)
        if sheet.answer is None:
            yield self._drawn(replace(sheet, stopped=run.stopped), number, 0.0)

    def _drawn(self, sheet: AnswerSheet, number: int, seconds: float) -> dict[Any, Any]:
        return {self.current: sheet_html(sheet, number, seconds, self._after(sheet))}

    def _after(self, sheet: AnswerSheet) -> str:
        return actions_html(sheet, self._tutor)

    def _page(self, conversation: str, sheets: tuple[AnswerSheet, ...], now: AnswerSheet | None) -> dict[Any, Any]:
        page = {
            self.conversation: conversation,
            self.earlier: "".join(sheet_html(sheet, number) for number, sheet in enumerate(sheets, 1)),
            self.current: sheet_html(now, len(sheets) + 1, 0.0, self._after(now)) if now else "",
            self.notice: "",
        }
        empty = not sheets and now is None
        return {**page, self.welcome: welcome_html(self._tutor)} if empty else page

    def _wire(self, send: Any, stop: Any) -> None:
        import gradio as gr

        def answering(
            question: str, conversation: str, topics: list[str] | None, request: gr.Request
        ) -> Iterator[dict[Any, Any]]:
            yield from self.answering(question, conversation, request.session_hash or "", topics or ())

        def stopping(conversation: str, request: gr.Request) -> None:
            self.stop(request.session_hash or "", conversation)

        def emptying(request: gr.Request) -> Iterator[dict[Any, Any]]:
            yield from self.emptied(request.session_hash or "")

        gr.on(
            [send.click, self.question.submit],
            answering,
            [self.question, self.conversation, self.topics],
            [*self.shown(), self.question],
            **_QUIET,
            # A question sent while the one before is still ending waits for its turn; with "once" it would be lost.
            trigger_mode="always_last",
            concurrency_limit=16,
        )
        stop.click(stopping, [self.conversation], None, api_visibility="private", queue=False)
        self.new.click(emptying, None, self.shown(), **_QUIET, concurrency_limit=None)

    def _wire_links(self) -> None:
        """What links in the text do: the page writes where they lead into a box out of sight and presses a button."""
        import gradio as gr

        with gr.Column(elem_classes="wires"):
            said = gr.Textbox(elem_id="wire-text", label="wire", max_length=4_000)
            wires: tuple[tuple[str, Callable[..., Any], list[Any], list[Any]], ...] = (
                ("add", self.noted, [said], [self.notice, self.added]),
                ("unadd", self.unnoted, [self.added], [self.notice, self.added]),
            )
            for name, happens, inputs, outputs in wires:
                button = gr.Button(name, elem_id=f"wire-{name}")
                button.click(happens, inputs, outputs, api_visibility="private", show_progress="hidden")
            self.wire_text = said


_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def _nothing(part: Any) -> dict[Any, Any]:
    """A sign of life that changes nothing on the page: it is how a closed page is noticed."""
    import gradio as gr

    return {part: gr.update()}


def _notice(html: str, css: str = "") -> str:
    return f'<p class="notice {css}" role="status">{html}</p>'


def _too_long(question: str) -> str:
    return f"The question has {len(question)} characters; at most {LONGEST_QUESTION} are read. Ask in fewer words."
