"""InterviewScreen: set up, one question at a time, the graded answer, the report."""

import random
from collections.abc import Callable
from typing import Any

from ingest import UserError
from tutor import Interview, PointStatus, Tutor
from ui.figures import percent
from ui.interview_report_sheet import report_html
from ui.interview_setup import InterviewSetup
from ui.interview_sheet import graded_html, question_html
from ui.pages import Pages
from ui.rendering import LATEX_DELIMITERS
from ui.telling import told

LONGEST_ANSWER = 20_000
QUIZ = 3
HINTS = {0.9: "Hint", 0.75: "Next hint", 0.5: "One point", 0.0: "The answer"}
"""What the next hint is called, by what it leaves to earn."""
JUDGED = [("Weak", 0.2), ("Half", 0.5), ("Good", 0.75), ("Full", 0.95)]
"""How good one's own answer is thought to be, and what that stands for."""


class InterviewScreen:
    """The Interview tab: its layout, and what happens on it. Interviews live in the tutor's history."""

    def __init__(self, tutor: Tutor, seed: Callable[[], int] = lambda: random.SystemRandom().randrange(2**31)) -> None:
        self._tutor = tutor
        self._seed = seed
        self._form = InterviewSetup(tutor)
        self._acted: Pages[bool] = Pages()
        """Pages on which something was done: for them it is too late to go on with what was left."""

    def build(self) -> None:
        """Lay the screen out inside the tab that is open, and wire it."""
        import gradio as gr

        self.id = gr.State("")
        self.notice = gr.Markdown(elem_id="interview-notice", elem_classes="paper")
        with gr.Column(elem_id="setup", visible=False) as self.setup:  # shown when no interview was left
            self._form.build()
        with gr.Column(elem_id="interview", visible=False) as self.asking:
            self._build_question()
        with gr.Column(elem_id="feedback", visible=False) as self.feedback:
            self.graded = gr.Markdown(elem_id="graded", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
            with gr.Row(elem_classes="onward"):
                self.on = gr.Button("Next question", elem_id="next", variant="primary", scale=0)
        with gr.Column(elem_id="report", visible=False) as self.reporting:
            self.report = gr.Markdown(elem_id="report-text", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
            self.again = gr.Button("Another interview", elem_id="again", variant="primary")
        self._wire()

    def on_load(self, page: Any) -> None:
        """Go on with an interview that was left, when the page is opened or reloaded."""
        import gradio as gr

        def loading(request: gr.Request) -> dict[Any, Any]:
            page_id = request.session_hash or ""
            refreshed = self._form.refreshed(page_id)
            return refreshed if self._acted.of(page_id) else {**self.resumed(), **refreshed}

        self._listen(page.load, loading, [])

    def on_open(self, tab: Any) -> None:
        """Follow the notes and the day of the interview, which may have changed on another screen."""
        import gradio as gr

        def refreshing(request: gr.Request) -> dict[Any, Any]:
            return self._form.refreshed(request.session_hash or "")

        self._listen(tab.select, refreshing, [])

    def on_quiz(self, event: Any, entry_id: Any) -> None:
        """Begin a short interview around the entry whose id the component `entry_id` holds, when `event` happens."""
        self._event(event, self.quizzed, [entry_id])

    def on_dispute(self, event: Any, said: Any) -> None:
        """Take the candidate's word on a point, "turn:place:status" in the component `said`, when `event` happens."""
        self._event(event, self.disputed, [self.id, said])

    def on_undispute(self, event: Any, said: Any) -> None:
        """Let the grade of a point stand, "turn:place" in the component `said`, when `event` happens."""
        self._event(event, self.undisputed, [self.id, said])

    def resumed(self) -> dict[Any, Any]:
        """The interview that was left in the middle, or the set-up."""
        left = self._tutor.history.open_session()
        if left is None:
            return self._setup()
        page = self._question(self._tutor.interview(resume=left))
        page.pop(self.reply, None)  # the browser kept what was half written
        return page

    def started(self, *chosen: Any) -> dict[Any, Any]:
        """The first question of a new interview, as chosen in the form."""
        return self._question(self._form.begun(self._seed(), *chosen))

    def quizzed(self, entry_id: str) -> dict[Any, Any]:
        """The first question of a short interview on the topic of this entry."""
        topic = next((entry.topic[-1:] for entry in self._tutor.entries if entry.id == entry_id), ())
        return self._question(self._tutor.interview(QUIZ, seed=self._seed(), topics=topic))

    def replied(self, id: str, text: str, expected: float | None) -> dict[Any, Any]:
        """The graded answer; the same question still, when a word to the interviewer was all that was said."""
        if not text.strip():
            raise UserError("There is no answer yet. Write what comes to mind, or choose “I don’t know”.")
        if len(text) > LONGEST_ANSWER:
            raise UserError(f"The answer has {len(text)} characters; at most {LONGEST_ANSWER} are read. Shorten it.")
        interview = self._tutor.interview(resume=id)
        turn = interview.reply(text, expected)
        if turn.outcome in {"clarified", "hinted"}:
            return {**self._asked(interview), self.reply: ""}
        return self._question(interview) if turn.outcome == "skipped" else self._graded(interview)

    def settled(self, meant: str, id: str) -> dict[Any, Any]:
        """The graded answer, after a yes or a no to "did you mean"."""
        interview = self._tutor.interview(resume=id)
        interview.reply(meant)
        return self._graded(interview)

    def unknown(self, id: str) -> dict[Any, Any]:
        """What the notes say, for who does not know."""
        interview = self._tutor.interview(resume=id)
        interview.dont_know()
        return self._graded(interview)

    def hinted(self, id: str) -> dict[Any, Any]:
        """The same question with one hint more."""
        interview = self._tutor.interview(resume=id)
        interview.hint()
        return self._asked(interview)

    def clarified(self, id: str) -> dict[Any, Any]:
        """The same question, said otherwise."""
        interview = self._tutor.interview(resume=id)
        interview.clarify()
        if len(interview.clarifications) == 1:
            interview.clarify()  # the first says the question once more, which stands above
        return self._asked(interview)

    def skipped(self, id: str) -> dict[Any, Any]:
        """The next question, or the report."""
        interview = self._tutor.interview(resume=id)
        interview.skip()
        return self._question(interview)

    def went_on(self, id: str) -> dict[Any, Any]:
        """The next question, or the report."""
        return self._question(self._tutor.interview(resume=id))

    def ended(self, id: str) -> dict[Any, Any]:
        """The report, early or not."""
        interview = self._tutor.interview(resume=id)
        interview.finish()
        return self._question(interview)

    def disputed(self, id: str, said: str) -> dict[Any, Any]:
        """The graded answer with the point as the candidate has it."""
        turn, place, status = said.split(":")
        interview = self._tutor.interview(resume=id)
        interview.dispute(int(turn), int(place), PointStatus(status))
        return {self.graded: graded_html(interview, int(turn)), self.notice: ""}

    def undisputed(self, id: str, said: str) -> dict[Any, Any]:
        """The graded answer with the point as it was graded."""
        turn, place = said.split(":")
        interview = self._tutor.interview(resume=id)
        interview.undispute(int(turn), int(place))
        return {self.graded: graded_html(interview, int(turn)), self.notice: ""}

    def _setup(self) -> dict[Any, Any]:
        return {**self._only(self.setup), self.id: "", self._form.introduction: self._form.introduced()}

    def _question(self, interview: Interview) -> dict[Any, Any]:
        if interview.question is None:
            return {**self._only(self.reporting), self.id: interview.id, self.report: report_html(interview)}
        asked = self._asked(interview)
        return {
            **self._only(self.asking),
            **asked,
            self.reply: "",
            self.expected: {**asked[self.expected], "value": None},
        }

    def _asked(self, interview: Interview) -> dict[Any, Any]:
        import gradio as gr

        confirm = interview.question is not None and interview.question.confirm
        earns = interview.session.with_a_hint
        moves = {part: gr.update(visible=not confirm) for part in (self.clarify, self.dont_know)}
        settling = {part: gr.update(visible=confirm) for part in (self.yes, self.no)}
        return {
            self.id: interview.id,
            self.question: question_html(interview),
            self.notice: "",
            self.hint: gr.update(value=_hint_label(earns), visible=not confirm and earns is not None),
            self.expected: gr.update(visible=not confirm),
            **moves,
            **settling,
        }

    def _graded(self, interview: Interview) -> dict[Any, Any]:
        label = _next_label(interview)
        shown = {self.id: interview.id, self.graded: graded_html(interview), self.on: label}
        return {**self._only(self.feedback), **shown}

    def _only(self, shown: Any) -> dict[Any, Any]:
        import gradio as gr

        parts = (self.setup, self.asking, self.feedback, self.reporting)
        return {**{part: gr.update(visible=part is shown) for part in parts}, self.notice: ""}

    def _build_question(self) -> None:
        import gradio as gr

        self.question = gr.Markdown(elem_id="asked", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS)
        with gr.Row(elem_id="settle"):
            self.yes = gr.Button("Yes, I meant this", elem_id="meant", variant="primary", visible=False, scale=0)
            self.no = gr.Button("No", elem_id="not-meant", visible=False, scale=0)
        self.reply = gr.Textbox(
            elem_id="reply",
            label="Your answer",
            placeholder="As you would say it aloud.",
            lines=7,
            max_lines=24,
        )
        self.expected = gr.Radio(
            JUDGED, label="How good is it? (if you like, before you see the grade)", elem_id="judge"
        )
        with gr.Row(elem_id="moves"):
            self.submit = gr.Button("Submit", elem_id="submit", variant="primary", scale=0)
            self.hint = gr.Button("Hint", elem_id="hint", scale=0)
            self.clarify = gr.Button("What is meant?", elem_id="clarify", scale=0)
            self.dont_know = gr.Button("I don’t know", elem_id="dont-know", scale=0)
            self.skip = gr.Button("Skip", elem_id="skip", scale=0)
            self.end = gr.Button("End now", elem_id="end", scale=0)

    def _wire(self) -> None:
        self._event(self._form.start.click, self.started, self._form.inputs)
        self._event(self.submit.click, self.replied, [self.id, self.reply, self.expected])
        self._event(self.yes.click, lambda id: self.settled("yes", id), [self.id])
        self._event(self.no.click, lambda id: self.settled("no", id), [self.id])
        moves = ((self.hint, self.hinted), (self.clarify, self.clarified), (self.dont_know, self.unknown))
        for button, happens in (*moves, (self.skip, self.skipped), (self.end, self.ended), (self.on, self.went_on)):
            self._event(button.click, happens, [self.id])
        self._event(self.again.click, self._setup, [])

    def _event(self, event: Any, happens: Callable[..., dict[Any, Any]], inputs: list[Any]) -> None:
        """Wire something that somebody does."""
        import gradio as gr

        def happening(request: gr.Request, *values: Any) -> dict[Any, Any]:
            self._acted.put(request.session_hash or "", True)
            return happens(*values)

        self._listen(event, happening, inputs)

    def _listen(self, event: Any, happens: Callable[..., dict[Any, Any]], inputs: list[Any]) -> None:
        outputs = [
            self.id,
            self.notice,
            self.setup,
            self.asking,
            self.feedback,
            self.reporting,
            self._form.introduction,
            self._form.topics,
        ]
        outputs += [self.question, self.reply, self.expected, self.graded, self.on, self.report]
        outputs += [self.hint, self.clarify, self.dont_know, self.yes, self.no]
        event(
            told(happens, self.notice),
            inputs,
            outputs,
            api_visibility="private",
            # Where it is shown, page_interview.css makes a quiet word of it: somebody's answer is being read.
            show_progress="minimal",
            show_progress_on=self.notice,
            trigger_mode="once",
            # One after another, in the order they came: what a page shows last is what was done last.
            concurrency_id="interview",
            concurrency_limit=1,
        )


def _hint_label(earns: float | None) -> str:
    """The next hint, and what an answer may earn after it; "" when all are taken."""
    return "" if earns is None else f"{HINTS.get(earns, 'Hint')} (max {percent(earns)})"


def _next_label(interview: Interview) -> str:
    following = interview.question
    if following is None:
        return "See the report"
    return {"follow_up": "Follow-up", "confirm": "Did you mean …?"}.get(following.kind, "Next question")
