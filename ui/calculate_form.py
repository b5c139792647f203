"""CalculateForm: the fields of one operation: what it needs, the way to give it, what else can be set."""

from collections.abc import Mapping, Sequence
from typing import Any

from tutor import Kind, Operation, Parameter, Refused, operation, read_field
from ui.calculate_sheet import as_written, field_label, head_html, settings_label

TEXTS, CHOICES = 9, 2
"""Fields that stand; an operation that takes more would not be shown whole (tests/test_ui_calculate.py)."""
MORE_TEXTS, MORE_CHOICES = 6, 2
"""Fields that fold out."""
Values = Mapping[str, str]
"""What is written in the fields, by name of the parameter."""


class CalculateForm:
    """A pool of Gradio's fields, named and shown anew for each operation."""

    def build(self) -> None:
        """Lay it out, out of sight until an operation is chosen."""
        import gradio as gr

        self.name = gr.State("")
        with gr.Column(elem_id="form", visible=False) as self.column:
            self.head = gr.Markdown(elem_id="operation-head", elem_classes="paper")
            self.way = gr.Radio([], label="What do you have?", visible=False, elem_id="form-way")
            with gr.Column(elem_classes="fields"):
                texts = [gr.Textbox(visible=False, max_lines=8) for _ in range(TEXTS)]
            choices = [gr.Radio([], visible=False) for _ in range(CHOICES)]
            with gr.Accordion("More settings", open=False, visible=False, elem_id="form-more") as self.more:
                with gr.Column(elem_classes="fields"):
                    more_texts = [gr.Textbox(visible=False, max_lines=8) for _ in range(MORE_TEXTS)]
                more_choices = [gr.Radio([], visible=False) for _ in range(MORE_CHOICES)]
            with gr.Row(elem_classes="moves"):
                self.go = gr.Button("Calculate", elem_id="form-go", variant="primary", scale=0)
                self.example = gr.Button("Fill in an example", elem_id="form-example", scale=0)
        self.texts = [*texts, *more_texts]
        self.fields = [*texts, *choices, *more_texts, *more_choices]

    @property
    def outputs(self) -> list[Any]:
        """All that `shown` updates."""
        return [self.name, self.column, self.head, self.way, self.more, *self.fields]

    @property
    def inputs(self) -> list[Any]:
        """What `arguments` reads."""
        return [self.name, self.way, *self.fields]

    def shown(self, name: str, values: Values, way: str | None = None) -> dict[Any, Any]:
        """The form of an operation, filled in; `way` is which of several, by default the one that the values are of."""
        import gradio as gr

        chosen = operation(name)
        way = way or way_of(chosen, values)
        fields = zip(self.fields, slots(chosen), strict=True)
        return {
            self.name: name,
            self.column: gr.update(visible=True),
            self.head: head_html(chosen),
            self.way: gr.update(visible=len(chosen.ways) > 1, choices=list(chosen.ways), value=way or None),
            self.more: gr.update(
                visible=bool(settings(chosen)),
                label=settings_label(settings(chosen), values),
                open=any(values.get(each.name, usual) != usual for each, usual in _usual(chosen)),
            ),
            **{field: _filled(chosen, parameter, values, way) for field, parameter in fields},
        }

    def turned(self, name: str, way: str) -> dict[Any, Any]:
        """Another way to give the numbers; what is written stays in its fields."""
        import gradio as gr

        stands = standing(operation(name), way)
        return {
            field: gr.update(visible=parameter in stands)
            for field, parameter in zip(self.fields, slots(operation(name)), strict=True)
            if parameter and parameter.ways
        }

    def hidden(self) -> dict[Any, Any]:
        """No operation's form."""
        import gradio as gr

        return {self.name: "", self.column: gr.update(visible=False)}


def settings(chosen: Operation) -> list[Parameter]:
    """What has a usual value, or belongs to no way where the operation has ways; not what its example names."""
    return [
        each
        for each in chosen.parameters
        if each.optional and each.name not in chosen.example
        if each.default is not None or (chosen.ways and not each.ways)
    ]


def _usual(chosen: Operation) -> list[tuple[Parameter, str]]:
    """The settings, and what they are unless somebody says otherwise."""
    return [(each, as_written(each.default)) for each in settings(chosen)]


def standing(chosen: Operation, way: str) -> list[Parameter]:
    """The other parameters that this way to give the numbers takes."""
    folded = settings(chosen)
    return [each for each in chosen.parameters if each not in folded and (not each.ways or way in each.ways)]


def slots(chosen: Operation) -> list[Parameter | None]:
    """The parameter of each field of the pool; None for one that is not used."""
    folded = settings(chosen)
    stands = [each for each in chosen.parameters if each not in folded]
    groups = (
        ([each for each in stands if each.kind is not Kind.CHOICE], TEXTS),
        ([each for each in stands if each.kind is Kind.CHOICE], CHOICES),
        ([each for each in folded if each.kind is not Kind.CHOICE], MORE_TEXTS),
        ([each for each in folded if each.kind is Kind.CHOICE], MORE_CHOICES),
    )
    return [slot for parameters, size in groups for slot in [*parameters, *[None] * (size - len(parameters))]]


def way_of(chosen: Operation, values: Values) -> str:
    """The way that takes most of the values, or else the one of the operation's example; "" where it has no ways."""
    names = [each.name for each in chosen.parameters if each.name in values] or list(chosen.example)
    taken = {way: sum(way in each.ways and each.name in names for each in chosen.parameters) for way in chosen.ways}
    return max(taken, key=lambda way: taken[way], default="")


def needed(chosen: Operation, way: str) -> list[Parameter]:
    """What has to be given in this way, and what its example names: nothing of it is called optional."""
    named = [each for each in chosen.parameters if each.ways and each.name in chosen.example]
    as_in_example = bool(named) and all(way in each.ways for each in named)
    return [
        each
        for each in standing(chosen, way)
        if not each.optional or each.name in chosen.example or (each.ways and not as_in_example)
    ]


def example_of(chosen: Operation, way: str) -> Values:
    """Numbers to begin with, given in this way."""
    return {each.name: each.example for each in needed(chosen, way)}


def arguments(name: str, way: str | None, written: Sequence[str | None]) -> dict[str, Any]:
    """What stands in the fields that are shown, read; empty ones are left out. Raises Refused."""
    chosen = operation(name)
    taken = [*standing(chosen, way or ""), *settings(chosen)]
    given = {
        each.name: read_field(each, text)
        for each, text in zip(slots(chosen), written, strict=True)
        if each in taken and text and text.strip()
    }
    missing = [
        each.description for each in taken if not each.optional and each.name not in given and each.default is None
    ]
    if missing:
        raise Refused(f"Still needed: {'; '.join(missing)}.")
    return given


def written(inputs: Mapping[str, Any]) -> Values:
    """Arguments as one would write them into the fields."""
    return {name: as_written(value) for name, value in inputs.items() if value is not None}


def _filled(chosen: Operation, parameter: Parameter | None, values: Values, way: str) -> Any:
    import gradio as gr

    if parameter is None:
        return gr.update(visible=False, value=None)
    stands = standing(chosen, way)
    label = field_label(parameter, optional=parameter in stands and parameter not in needed(chosen, way))
    shown = {"visible": parameter in [*stands, *settings(chosen)], "label": label}
    if parameter.kind is Kind.CHOICE:
        value = values.get(parameter.name) or parameter.default
        return gr.update(**shown, choices=list(parameter.choices), value=value if value in parameter.choices else None)
    usual = "" if parameter.default is None else f"{as_written(parameter.default)} unless you say otherwise"
    return gr.update(**shown, placeholder=usual or parameter.example, value=values.get(parameter.name, ""))
