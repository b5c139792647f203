"""Which operations a text names: by their names, and by names with one slip."""

import pytest

from tutor.calculator.mentions import SHORTEST_MISSPELT, _names, mentions


def named(text: str) -> list[str]:
    return [mention.operation.name for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("softmx", "softmax"),
        ("softmaax", "softmax"),
        ("sotfmax", "softmax"),
        ("softmaz", "softmax"),
        ("cross-entopy", "cross-entropy"),
        ("the presicion of a classifier", ""),
    ],
)
def test_one_slip_in_a_long_name_is_forgiven(text: str, operation: str) -> None:
    assert named(text) == [operation] * bool(operation)


def test_a_slip_that_could_be_of_two_names_names_none() -> None:
    """One letter from "fscore" and from "zscore"."""
    assert named("the yscore") == []


def test_every_name_survives_a_slip_anywhere_or_is_left_alone() -> None:
    """A letter left out never makes another operation of a name, unless what is left is a name itself."""
    table = _names()
    for name, operation in table.items():
        if len(name) > SHORTEST_MISSPELT and name.isalpha():
            for at in range(len(name)):
                slipped = name[:at] + name[at + 1 :]
                if slipped not in table and slipped.removesuffix("s") not in table:
                    assert set(named(slipped)) <= {operation.name}, slipped
