"""Whether a claimed number is right, as exactly as it is written, and what it is when it is not."""

import pytest

from tutor.calculator.checking import check

KL = "KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2]"
SOFTMAX = "softmax of [2, 1, 0]"


@pytest.mark.parametrize(
    "claimed", ["0.0920", "0.092", "0.09", "0.0920 nats", "it is about 0.092", "9.2%", "$0.092$", "9.20e-2"]
)
def test_a_claim_is_right_as_exactly_as_it_is_written(claimed: str) -> None:
    assert check(KL, claimed).right


@pytest.mark.parametrize("claimed", ["0.0930", "0.1", "0.0921", "1", "0", "92"])
def test_a_wrong_or_too_coarse_claim_is_not_right(claimed: str) -> None:
    found = check(KL, claimed)
    assert found.right is (claimed == "0.1")
    assert found.computed == pytest.approx(0.0920328502)


@pytest.mark.parametrize(
    ("claimed", "says"),
    [
        ("0.133", "in bits"),
        ("0.0400", "in bans"),
        ("0.0851", "swapped"),
        ("-0.092", "sign"),
        ("0.0920 bits", "in nats, not in bits"),
        ("9.2", "percent"),
        ("no idea", "no number"),
    ],
)
def test_a_wrong_claim_is_explained(claimed: str, says: str) -> None:
    found = check(KL, claimed)
    assert not found.right
    assert says in found.message


def test_another_unit_is_right_when_the_claim_says_so() -> None:
    assert check(KL, "0.133 bits").right
    assert not check(f"{KL} in nats", "0.133 bits").right


@pytest.mark.parametrize(
    "claimed", ["[0.665, 0.245, 0.090]", "0.67, 0.24 and 0.09", "0.7, 0.2, 0.1", "about (0.6652; 0.2447; 0.0900)"]
)
def test_a_vector_is_compared_number_by_number(claimed: str) -> None:
    assert check(SOFTMAX, claimed).right


def test_a_vector_in_the_wrong_order_is_named() -> None:
    assert "order" in check(SOFTMAX, "0.09, 0.245, 0.665").message


def test_a_forgotten_temperature_is_named() -> None:
    assert "temperature" in check(f"{SOFTMAX} with temperature 2", "0.665, 0.245, 0.090").message


def test_the_other_kind_of_variance_is_named() -> None:
    found = check("variance of [2, 4, 4, 4, 5, 5, 7, 9]", "4.0")
    assert not found.right
    assert "population" in found.message


def test_infinity_can_be_claimed() -> None:
    assert check("KL(P||Q) for P=[0.5,0.5], Q=[1,0]", "it is infinite").right
    assert not check(KL, "infinite").right


def test_a_question_that_is_no_calculation_cannot_be_checked() -> None:
    found = check("What is entropy?", "3")
    assert (found.right, found.computed) == (False, None)
