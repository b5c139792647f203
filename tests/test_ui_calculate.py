"""The Calculate screen without a page: every operation has its fields, and what is written in them is calculated."""

from collections.abc import Mapping
from typing import Any

import pytest
from markup import faults

from tutor import Kind, Operation, calculate, find_operations, operation, python_code
from ui.calculate_form import (
    CHOICES,
    MORE_CHOICES,
    MORE_TEXTS,
    TEXTS,
    arguments,
    example_of,
    needed,
    settings,
    slots,
    standing,
    way_of,
    written,
)
from ui.calculate_screen import CalculateScreen
from ui.calculate_sheet import (
    FAMILIES,
    Worked,
    field_label,
    head_html,
    history_html,
    matches_html,
    not_calculated_html,
    result_html,
    settings_label,
)

OPERATIONS = find_operations("")
WAYS = [(each, way) for each in OPERATIONS for way in each.ways or ("",)]


def filled(chosen: Operation, values: Mapping[str, str]) -> list[str]:
    """What stands in the fields of the pool."""
    return [values.get(slot.name, "") if slot else "" for slot in slots(chosen)]


def test_every_operation_fits_the_form() -> None:
    for chosen in OPERATIONS:
        assert len(slots(chosen)) == TEXTS + CHOICES + MORE_TEXTS + MORE_CHOICES, chosen.name
        assert {slot for slot in slots(chosen) if slot} == set(chosen.parameters), chosen.name
        assert faults(head_html(chosen)) == [], chosen.name


@pytest.mark.parametrize(("chosen", "way"), WAYS, ids=[f"{each.name} {way}".strip() for each, way in WAYS])
def test_every_way_to_give_the_numbers_is_enough(chosen: Operation, way: str) -> None:
    example = example_of(chosen, way)
    working = chosen.work(**arguments(chosen.name, way, filled(chosen, example)))
    again = written(working.inputs)
    assert way_of(chosen, example) == way
    found = arguments(chosen.name, way_of(chosen, again), filled(chosen, again))
    assert chosen.work(**found).value == working.value  # what the form shows after is what was calculated
    assert faults(result_html(Worked(chosen.name, working))) == []


def test_no_form_shows_more_than_six_fields_before_it_is_unfolded() -> None:
    most = {chosen.name: max(len(standing(chosen, way)) for way in chosen.ways or ("",)) for chosen in OPERATIONS}
    assert {name for name, fields in most.items() if fields > 6} == {"entropy identities"}  # six, and which is wanted


def test_what_belongs_to_another_way_is_not_read() -> None:
    chosen = operation("F1 score")
    both = filled(chosen, {"precision": "0.8", "recall": "0.6", "tp": "40", "fp": "10", "fn": "20"})
    assert set(arguments("F1 score", "counts", both)) == {"tp", "fp", "fn"}
    assert set(arguments("F1 score", "precision and recall", both)) == {"precision", "recall"}


def test_the_usual_values_are_told_before_they_are_unfolded() -> None:
    chosen = operation("convolution output size")
    assert settings_label(settings(chosen), {}) == "More settings: stride 1, padding 0, dilation 1, mode explicit"
    assert settings_label(settings(chosen), {"stride": "2"}).startswith("More settings: stride 2, padding 0")


def test_only_what_may_be_left_empty_is_called_optional() -> None:
    identities = operation("entropy identities")
    assert {each.name for each in needed(identities, "any three")} == {"wanted", "x", "y", "joint"}
    counts = {each.name for each in needed(operation("precision"), "counts")}
    assert counts == {"tp", "fp"}
    assert {each.name for each in needed(operation("cross-entropy"), "two distributions")} == {"p", "q"}
    assert field_label(operation("DCG").parameters[1], optional=True).endswith("(optional)")
    assert operation("DCG").parameters[1].kind is Kind.COUNT


def test_every_family_is_listed() -> None:
    assert {each.family for each in OPERATIONS} == set(FAMILIES)
    assert matches_html("").count("<details") == len(FAMILIES)


def test_a_search_names_the_operation_first_and_says_when_there_is_none() -> None:
    assert matches_html("softmax").index("softmax</a>") < 200
    assert "No operation is called" in matches_html("sourdough <b>")
    assert faults(matches_html("sourdough <b>")) == []


@pytest.mark.parametrize("question", ["make me a coffee", "what is recall for?"])
def test_what_is_not_understood_says_how_to_ask(question: str) -> None:
    shown = not_calculated_html(calculate(question), question)
    assert "not understood" in shown and faults(shown) == []


def test_an_ambiguous_line_offers_whole_questions() -> None:
    found = calculate("KL divergence of [0.2, 0.8] and [0.5, 0.5]")
    shown = not_calculated_html(found, "x") if found.working is None else ""
    assert found.working is not None or shown.count('href="#calculate"') == len(found.choices) > 0


def test_what_is_missing_is_named_and_nothing_is_lost() -> None:
    screen: Any = CalculateScreen()
    screen.result, screen.history = "result", "history"
    softmax = operation("softmax")
    shown = screen.worked((), "softmax", None, *filled(softmax, {}))
    assert "Still needed: the logits" in shown["result"] and "history" not in shown
    shown = screen.worked((), "softmax", None, *filled(softmax, {"z": "not a number"}))
    assert "failure" in shown["result"]


def test_the_history_shows_results_the_latest_first() -> None:
    first, second = (calculate(line).working for line in ("softmax of [2, 1, 0]", "sigmoid of 0"))
    assert first and second
    shown = history_html((Worked("one", first), Worked("two", second)))
    assert shown.index("two") < shown.index("one") and 'href="#recall:0"' in shown
    assert history_html((Worked("one", first),)) == ""


def test_the_python_code_calculates_the_same() -> None:
    working = calculate("KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2] in bits").working
    assert working
    code = python_code(working)
    assert f"operation({working.operation!r}).work(" in code and "unit='bits'" in code
    assert str(working.value) in code


def test_a_calculation_of_two_operations_has_no_python_code() -> None:
    working = calculate("softmax of [2, 1, 0], then its entropy").working
    if working is not None:
        assert python_code(working) == "" or operation(working.operation)


def test_a_field_says_what_it_is_for() -> None:
    labels = [field_label(each) for each in operation("KL divergence").parameters]
    assert labels[0].startswith("P: the true distribution")
