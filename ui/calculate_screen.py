"""CalculateScreen: one free line, or an operation that is searched for, with a field for each of its numbers."""

from typing import Any
from urllib.parse import unquote

from ingest import UserError
from tutor import calculate, operation
from ui.calculate_form import CalculateForm, arguments, example_of, way_of, written
from ui.calculate_sheet import (
    Worked,
    examples_html,
    failure_html,
    field_label,
    history_html,
    matches_html,
    not_calculated_html,
    result_html,
)
from ui.rendering import LATEX_DELIMITERS

LONGEST_LINE = 4_000
LONGEST_HISTORY = 40
History = tuple[Worked, ...]


class CalculateScreen:
    """The Calculate tab. What was calculated is remembered by the page, not on disk."""

    def __init__(self) -> None:
        self.form = CalculateForm()

    def build(self) -> None:
        """Lay the screen out inside the tab that is open, and wire it."""
        import gradio as gr

        self.history = gr.State(())
        with gr.Column(elem_id="calculate"):
            with gr.Column(elem_id="calculate-main"):
                with gr.Row(elem_id="calculate-line"):
                    self.line = gr.Textbox(
                        elem_id="free-line",
                        label="In one line",
                        placeholder="KL divergence of P=[0.2, 0.8] from Q=[0.5, 0.5] in bits",
                        scale=1,
                        lines=1,
                        max_lines=4,
                    )
                    go = gr.Button("Calculate", elem_id="calculate-go", variant="primary", scale=0, min_width=110)
                gr.Markdown(examples_html(), elem_id="calculate-examples", elem_classes="paper")
                self.form.build()
                self.result = gr.Markdown(
                    elem_id="calculation", elem_classes="paper", latex_delimiters=LATEX_DELIMITERS
                )
            with gr.Column(elem_id="calculate-aside"):
                self.search = gr.Textbox(elem_id="operation-search", label="Find an operation", placeholder="bayes, F1")
                self.matches = gr.Markdown(matches_html(""), elem_id="operations", elem_classes="paper")
                self.before = gr.Markdown(elem_id="calculated-before", elem_classes="paper")
        self._wire(go)

    def asked(self, line: str, history: History) -> dict[Any, Any]:
        """The free line calculated; a follow-up ("and in bits?") goes on with the calculation before."""
        text = line.strip()
        if not text:
            return {self.result: failure_html("There is nothing to calculate yet. Write a line, or find an operation.")}
        if len(text) > LONGEST_LINE:
            return {self.result: failure_html(f"At most {LONGEST_LINE} characters are read. Shorten the line.")}
        found = calculate(text, last=history[-1].working if history else None)
        if found.working is None:
            return {self.result: not_calculated_html(found, text)}
        return self._calculated(Worked(text, found.working), history) | self.form.hidden()

    def worked(self, history: History, name: str, way: str | None, *fields: str | None) -> dict[Any, Any]:
        """The operation calculated with what stands in its fields."""
        try:
            working = operation(name).work(**arguments(name, way, fields))
        except UserError as error:
            return {self.result: failure_html(_named(error, name))}
        return self._calculated(Worked(working.interpretation, working), history)

    def chosen(self, name: str) -> dict[Any, Any]:
        """The form of an operation, empty."""
        return {**self.form.shown(operation(unquote(name)).name, {}), self.result: ""}

    def exampled(self, name: str, way: str | None) -> dict[Any, Any]:
        """The form with the numbers of an example, given in the way that is chosen."""
        way = way or way_of(operation(name), {})
        return self.form.shown(name, example_of(operation(name), way), way)

    def recalled(self, number: str, history: History) -> dict[Any, Any]:
        """A calculation of before."""
        worked = _of_before(number, history)
        shown = result_html(worked, int(number)) if worked else ""
        return {self.result: shown} | self.form.hidden()

    def changed(self, number: str, history: History) -> dict[Any, Any]:
        """The form with the numbers of a calculation, to go on from there."""
        worked = _of_before(number, history)
        return self.form.shown(worked.working.operation, written(worked.working.inputs)) if worked else {}

    def _calculated(self, worked: Worked, history: History) -> dict[Any, Any]:
        kept = (*history, worked)[-LONGEST_HISTORY:]
        return {self.result: result_html(worked, len(kept) - 1), self.history: kept, self.before: history_html(kept)}

    def _wire(self, go: Any) -> None:
        import gradio as gr

        # What is sent while the line before is worked out waits for its turn; with "once" it would be lost.
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "trigger_mode": "always_last"}
        # One after another, in the order they came: an answer of before is never shown over a new one.
        quiet |= {"concurrency_id": "calculate", "concurrency_limit": 1}
        form = self.form.outputs
        outputs = [self.result, self.history, self.before]
        gr.on([go.click, self.line.submit], self.asked, [self.line, self.history], [*outputs, *form], **quiet)
        submits = [field.submit for field in self.form.texts]
        gr.on([self.form.go.click, *submits], self.worked, [self.history, *self.form.inputs], outputs, **quiet)
        self.form.example.click(self.exampled, [self.form.name, self.form.way], form, **quiet)
        self.form.way.input(self.form.turned, [self.form.name, self.form.way], form, **quiet)
        self.search.change(matches_html, [self.search], [self.matches], **quiet)
        with gr.Column(elem_classes="wires"):
            said = gr.Textbox(elem_id="wire-calculate-text", label="wire")
            gr.Button("operation", elem_id="wire-operation").click(self.chosen, [said], [*form, self.result], **quiet)
            wire = gr.Button("recall", elem_id="wire-recall")
            wire.click(self.recalled, [said, self.history], [self.result, *form], **quiet)
            gr.Button("change", elem_id="wire-change").click(self.changed, [said, self.history], form, **quiet)


def _of_before(number: str, history: History) -> Worked | None:
    at = int(number) if number.isdecimal() else -1
    return history[at] if 0 <= at < len(history) else None


def _named(error: UserError, name: str) -> str:
    """The message, with the field at fault named by what it is for."""
    at_fault = getattr(error, "parameter", "")
    field = next((each for each in operation(name).parameters if each.name == at_fault), None)
    return f"{field_label(field)}: {error}" if field else str(error)
