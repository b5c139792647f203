"""Numbers and formulas held against the notes', sides that are changed, and what is asked rather than judged."""

import pytest
from contradictions import contradicted

from tutor.interview.amount import amounts
from tutor.interview.antonyms import opposite
from tutor.interview.equation import alike, equations
from tutor.interview.grade import PointStatus
from tutor.interview.grading import grade

TANK = (
    "- The tank holds 40 litres and weighs about 12 kilograms.\n- A ticket is valid for three days.\n"
    "- The valve keeps a quarter of the flow.\n- The usual pressure is $p = 0.9$ bar.\n"
    "- Orders number between 20 and 60.\n"
)
FORMULAS = (
    "- The drag is $D = c v^2 / 2$.\n- The error of the mean is $\\sigma / \\sqrt{n}$.\n"
    "- A lookup takes $O(\\log n)$ steps, a scan takes $O(n)$ steps.\n"
)
LONG = (
    "The harbour office keeps a list of all boats that lie in the harbour over night, with their length, their "
    "owner and the day of their arrival. The list does not name the guests on board. "
    "Boats under six metres pay nothing."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("takes 40 bytes", [(40.0, "byt")]),
        ("work at layer 4", [(4.0, "layer")]),
        ("with $\\beta = 0.9$", [(0.9, "=beta")]),
        ("keeps a quarter of the flow", [(0.25, "flow")]),
        ("0.5 * 1 + 0.25 * 2 = 1.75 bits", [(1.75, "bit")]),
        ("usually nine tenths", [(0.9, "")]),
        ("2. the second item", []),
        ("$1{,}200$ litres", [(1200.0, "liter")]),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, found: list[tuple[float, str]]) -> None:
    assert [(each.value, each.unit) for each in amounts(text)] == found


@pytest.mark.parametrize(
    ("notes", "answer"),
    [
        (TANK, "The tank holds 90 litres."),
        (TANK, "A ticket is valid for five days."),
        (TANK, "The valve keeps half of the flow."),
        (TANK, "The tank weighs 60 kilograms."),
        (FORMULAS, "The drag is D = c v / 2."),
        (FORMULAS, "The error of the mean is sigma / n."),
        (FORMULAS, "A lookup takes O(n^2) steps."),
        ("The clerk calls the owner.", "The owner calls the clerk."),
        (LONG, "The list names the guests on board."),
        (LONG, "Boats under nine metres pay nothing."),
        ("The harbour cable is unshielded.", "The harbour cable is shielded."),
        ("The crane cannot lift the boats in winter.", "The crane can raise the boats in winter."),
        ("Rinse the tank before filling it.", "There's no need to rinse the tank."),
    ],
)
def test_another_number_formula_or_side_is_found(notes: str, answer: str) -> None:
    assert contradicted(notes, answer) or asked(notes, answer)


def asked(notes: str, answer: str) -> bool:
    return any(point.status is PointStatus.UNSURE for point in grade("What is to be known?", notes, answer).points)


@pytest.mark.parametrize(
    ("notes", "answer"),
    [
        (TANK, "It holds 40 litres, weighs 13 kilograms, and the ticket is good for 3 days."),
        (TANK, "The valve keeps 25 % of the flow at 0.90 bar. There are 35 orders."),
        (FORMULAS, "The drag is 0.5 * c * v^2, and the error of the mean is sigma over root n."),
        (FORMULAS, "A lookup takes O(log n), a scan O(n) steps."),
        (LONG, "Guests on board are not named on the list. Under six metres a boat pays nothing."),
        ("The owner is called by the clerk.", "The clerk calls the owner."),
    ],
)
def test_the_same_number_formula_or_side_is_not(notes: str, answer: str) -> None:
    assert contradicted(notes, answer) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("$\\frac{a}{b + c}$", "a over b plus c", True),
        ("$2 \\pi R C$", "2 * pi * R * C", True),
        ("$x^2 + y^2$", "x squared plus y squared", True),
        ("$H(P, Q) = H(P) + D(P \\| Q)$", "H(P,Q) = H(P) - D(P||Q)", False),
        ("$C / (1 + r)^t$", "C * (1 + r)^t", False),
    ],
)
def test_formulas_are_one_when_their_values_are(one: str, other: str, same: bool) -> None:
    (ours,), (theirs,) = equations(one), equations(other)
    assert alike(theirs, ours) is same


def test_no_formula_is_seen_in_prose() -> None:
    for text in (
        "a well-known input/output device",
        "either/or, and so on",
        "k-means++ is quick",
        "from 3 to 5 litres",
    ):
        assert equations(text) == ()


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("stabl", "unstabl", True),
        ("overconfid", "underconfid", True),
        ("format", "informat", False),
        ("cover", "discover", False),
    ],
)
def test_a_syllable_turns_a_word_round(one: str, other: str, opposed: bool) -> None:
    assert opposite(one, other) is opposed


def test_what_is_likely_wrong_but_not_sure_is_asked() -> None:
    notes = "The harbour crane lifts boats of every size out of the water in autumn."
    (point,) = grade(
        "What does the crane do?", notes, "The crane does not take boats of every size out of the water."
    ).points
    assert point.status in {PointStatus.UNSURE, PointStatus.CONTRADICTED}
    assert "denies" in point.why
