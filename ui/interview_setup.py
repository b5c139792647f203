"""InterviewSetup: how an interview is to be held, as a form."""

from typing import Any

from ingest import UserError
from tutor import Interview, Tutor
from ui.dates import long_day
from ui.figures import counted
from ui.rendering import words
from ui.topic_choice import TopicChoice

LENGTHS = {
    "3 questions": (3, None),
    "5 questions": (5, None),
    "10 questions": (10, None),
    "15 minutes": (None, 15),
    "30 minutes": (None, 30),
}
"""What a length stands for: questions, or minutes."""
MANNERS = [("Friendly", "friendly"), ("Neutral", "neutral"), ("Demanding", "demanding")]
MIXES = [("What is due, weak and new", "mixed"), ("New ones first", "new"), ("Weak ones first", "weak")]
TOPICS = [("All topics", "all"), ("Some of them", "some")]
DIFFICULTIES = [("Any", "any"), ("Easy", "easy"), ("Medium", "medium"), ("Hard", "hard")]


class InterviewSetup:
    """The form before an interview."""

    def __init__(self, tutor: Tutor) -> None:
        self._tutor = tutor
        self._offered = TopicChoice(tutor)

    def build(self) -> None:
        """Lay the form out inside the column that is open."""
        import gradio as gr

        self.introduction = gr.Markdown(self.introduced(), elem_classes="paper")
        self.length = gr.Radio(list(LENGTHS), value="5 questions", label="Length", elem_id="length")
        self.manner = gr.Radio(
            MANNERS, value="neutral", label="Interviewer (the grades are the same)", elem_id="manner"
        )
        self._build_topics()
        with gr.Accordion("More choices", open=False, elem_id="more-choices"):
            self.mix = gr.Radio(MIXES, value="mixed", label="Which questions", elem_id="mix")
            self.difficulty = gr.Radio(DIFFICULTIES, value="any", label="Difficulty", elem_id="difficulty")
            self.warm_up = gr.Checkbox(label="Begin with an easy question that does not count", elem_id="warm-up")
        with gr.Row(elem_classes="onward"):
            self.start = gr.Button("Start", elem_id="start", variant="primary", scale=0)

    def _build_topics(self) -> None:
        """All topics, or a list to choose from: it is seen where "some" is chosen (static/page_setup.css)."""
        import gradio as gr

        topics = self._offered.topics
        with gr.Column(elem_id="topic-choice"):
            self.which = gr.Radio(TOPICS, value="all", label="Topics", elem_id="which-topics")
            gr.Textbox(label="Find a topic", placeholder="Part of its name", elem_id="find-topic", max_lines=1)
            self.topics = gr.CheckboxGroup(topics, label="Ask me about", elem_id="topics", visible=len(topics) > 1)

    @property
    def inputs(self) -> list[Any]:
        """The fields, in the order in which `begun` takes them."""
        return [self.length, self.which, self.topics, self.manner, self.mix, self.difficulty, self.warm_up]

    def refreshed(self, page: str) -> dict[Any, Any]:
        """What follows the notes and the day, as of now."""
        return {self.introduction: self.introduced(), self.topics: self._offered.update(page)}

    def begun(
        self,
        seed: int,
        length: str,
        which: str,
        topics: list[str] | None,
        manner: str,
        mix: str,
        difficulty: str,
        warm_up: bool,
    ) -> Interview:
        """The interview that was chosen, at its first question."""
        questions, minutes = LENGTHS[length]
        some = which == "some" and len(self._offered.topics) > 1
        if some and not topics:
            raise UserError("No topic is chosen. Choose one at least, or all topics.")
        return self._tutor.interview(
            questions,
            seed,
            tuple(topics or ()) if some else (),
            minutes=minutes,
            manner=manner,
            mix=mix,
            difficulty=difficulty,
            warm_up=warm_up,
        )

    def introduced(self) -> str:
        """What to expect, and how long it is until the day."""
        count = sum(entry.answered for entry in self._tutor.entries)
        return (
            '<div class="welcome"><h2>A mock interview.</h2><p>Questions from your notes, one at a time. '
            "You answer in your own words; each line of your notes is then held beside what you said. "
            f"{counted(count, 'question')} {'is' if count == 1 else 'are'} ready to be asked.</p>{self._day()}</div>"
        )

    def _day(self) -> str:
        day = self._tutor.practice.interview_date
        if day is None:
            return '<p><a href="#day:">Set the day of your interview</a> to be ready by then.</p>'
        left = (day - self._tutor.history.now().date()).days
        when = "today" if left == 0 else f"in {counted(left, 'day')}"
        return f'<p>Your interview is {when}, on {words(long_day(day))}. <a href="#tab:Progress">See the plan</a></p>'
