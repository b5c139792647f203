"""Arithmetic as operations; the expressions themselves are tested in test_calculator_expression.py."""

from typing import Any

import pytest

from tutor.calculator.refusal import Refused
from tutor.calculator.registry import operation


def value(name: str, **arguments: Any) -> Any:
    return operation(name).work(**arguments).value


def test_an_expression_is_worked_out_with_its_parts() -> None:
    working = operation("arithmetic").work(expression="e^2/(e^2+e+1)")
    assert working.value == pytest.approx(value("softmax", z=[2, 1, 0])[0], rel=1e-15)
    formulas = [step.latex for step in working.steps]
    assert formulas[0] == r"\frac{e^{2}}{e^{2} + e + 1}"
    assert r"e^{2} \approx 7.3891" in formulas
    assert r"e^{2} + e + 1 \approx 11.1073" in formulas


def test_a_derivative_shows_its_function_and_its_value() -> None:
    working = operation("derivative").work(function="x^2 - 4x", x=5)
    assert working.value == 6
    assert working.steps[1].latex == "f'(x) = 2 x - 4"
    assert value("derivative", function="x^3", x=2) == 12


def test_percentage_change_is_relative_to_the_start() -> None:
    assert value("percentage change", before=80, after=92) == 15
    assert value("percentage change", before=92, after=80) == pytest.approx(-13.043478260869565)  # -12/92
    with pytest.raises(Refused, match="relative to 0"):
        operation("percentage change").work(before=0, after=1)


def test_arithmetic_is_value_by_value_exact() -> None:
    assert value("arithmetic", expression="0.1 + 0.2") == 0.3
    assert value("arithmetic", expression="2/3 - 1/3 - 1/3") == 0
