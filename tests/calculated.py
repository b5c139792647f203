"""What a question must come out as, in one place: its numbers, its steps and what it was understood as."""

from fractions import Fraction

import pytest

from tutor.calculator.calculate import calculate
from tutor.calculator.defining import flat

Expected = float | Fraction | tuple[float | Fraction, ...]


def assert_calculated(question: str, expected: Expected) -> None:
    """Calculated, to nine digits, with steps and an interpretation."""
    found = calculate(question)
    assert found.working is not None, found.status
    wanted = [float(each) for each in expected] if isinstance(expected, tuple) else [float(expected)]
    assert flat(found.working.value) == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    assert found.working.steps and found.working.interpretation


def bayes(prior: float, likelihood: float, false: float) -> float:
    """The posterior, written out once more, apart from the calculator."""
    return prior * likelihood / (prior * likelihood + (1 - prior) * false)
