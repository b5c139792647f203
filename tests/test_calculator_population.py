"""Stories of shares: claims, literals, and what linear facts entail."""

import math
from fractions import Fraction

import pytest

from tutor import calculate
from tutor.calculator.claims import claims
from tutor.calculator.entailment import entailed
from tutor.calculator.share_text import prepared

RIGHT = (
    (
        "2 % of the lamps leave the plant cracked. The camera reports 96 % of the cracked lamps and also 4 % of the "
        "intact ones. A lamp is reported. What is the probability that it is cracked?",
        0.02 * 0.96 / (0.02 * 0.96 + 0.98 * 0.04),
    ),
    (
        "A test has a false positive rate of 3% and a false negative rate of 8%. Suppose 6% of all riders are using "
        "stimulants. Given that a rider tests positive, what is the probability that the rider is using stimulants?",
        0.06 * 0.92 / (0.06 * 0.92 + 0.94 * 0.03),
    ),
    (
        "In a nursery, machines A, B and C fill 20%, 30% and 50% of all pots and 5%, 2% and 1% are spilled. A pot is "
        "found to be spilled. Find the probability that it was filled by machine B.",
        0.3 * 0.02 / (0.2 * 0.05 + 0.3 * 0.02 + 0.5 * 0.01),
    ),
    (
        "At a school, 55% of the pupils are enrolled in music courses, while 45% are enrolled in sports courses. Among "
        "music pupils, 30% sing in the choir, whereas 12% of sports pupils sing in the choir. If a pupil is chosen at "
        "random, what is the probability that he/she sings in the choir?",
        0.55 * 0.3 + 0.45 * 0.12,
    ),
    (
        "You have three models: \n- Model A: used 40% of time, P(correct) = 0.9\n- Model B: used 35% of time, "
        "P(correct) = 0.8\n- Model C: used 25% of time, P(correct) = 0.6\n\nA prediction was wrong. Given the "
        "prediction was wrong, what is the probability that Model C made it?",
        0.25 * 0.4 / (0.4 * 0.1 + 0.35 * 0.2 + 0.25 * 0.4),
    ),
    (
        "Given:\n- The probability of frost given a clear sky is 0.6\n- The probability of frost given a cloudy sky is "
        "0.1\n- The probability of a cloudy sky is 0.7\n\nWhat is the probability of frost?",
        0.3 * 0.6 + 0.7 * 0.1,
    ),
    (
        "30% of all parcels are fragile. The scanner correctly identifies fragile parcels 90% of the time and "
        "correctly "
        "identifies non-fragile parcels 97% of the time. If a parcel is classified as non-fragile, what is the "
        "probability that it is actually fragile?",
        0.3 * 0.1 / (0.3 * 0.1 + 0.7 * 0.97),
    ),
    (
        "There are two kinds of tulips. Both are equally common. The probability that the app correctly identifies a "
        "type A tulip is 0.7. The probability that it correctly identifies a type B tulip is 0.9. The app says that "
        "the tulip is type A. What is the probability that it is type A?",
        0.7 / (0.7 + 0.1),
    ),
    (
        "An applicant is either Low Income (L, prior P(L) = 0.4) or High Income (H, prior P(H) = 0.6). P(Late | L) = "
        "0.2 and P(Late | H) = 0.05. The applicant is late. Find the posterior probability that she is High Income.",
        0.6 * 0.05 / (0.4 * 0.2 + 0.6 * 0.05),
    ),
    (
        "A harbour test gives the correct result in 95% of ships that carry rats and 90% of ships that do not carry "
        "rats. Rats are carried by 10% of the ships. What is the probability that the test gives a wrong result?",
        0.1 * 0.05 + 0.9 * 0.1,
    ),
    ("Prevalence 2%. Sensitivity 90%. Specificity 95%. How likely is it that a random person tests positive?", 0.067),
    (
        "Prevalence 2%. Sensitivity 90%. Specificity 95%. How likely is it that a random person is sick and tests "
        "positive?",
        0.018,
    ),
    (
        "Prevalence 2%. Sensitivity 90%. Specificity 95%. What is the probability that a positive test is wrong?",
        49 / 67,
    ),
    (
        "One in 200 items is counterfeit. A scanner recognises 97% of counterfeits and passes 98% of genuine items. "
        "What's the chance that a random item is counterfeit and recognised?",
        0.00485,
    ),
)
OPEN = (
    "There are three dice. One has only sixes, another shows a six 40% of the time and the third is fair. One of "
    "the three "
    "dice is picked at random and rolled, it shows a six, what is the probability that it was the loaded die?",
    "2% of lamps are cracked. The camera reports 96% of the cracked lamps. A lamp is reported. What is the probability "
    "that it is cracked?",
    "2% of lamps are cracked. The camera reports 96% of cracked lamps and 4% of intact ones. A lamp was dropped. What "
    "is the probability that it is cracked?",
    "2% of lamps are cracked. The camera reports 96% of cracked lamps and 4% of intact ones. A lamp is reported twice. "
    "What is the probability that it is cracked?",
    "2% of lamps are cracked. The camera reports 96% of cracked lamps and 4% of intact ones. What is the probability "
    "that a lamp is blue?",
    "2% of lamps are cracked. The camera reports 96% of cracked lamps and 4% of intact ones. If the share of cracked "
    "lamps doubles, what is the probability that a reported lamp is cracked?",
    "Machine A makes 60% of the bolts and machine B makes 30%. 2% of A's bolts and 5% of B's bolts are bent. "
    "What is the "
    "probability that a bent bolt comes from machine D?",
    "Prevalence 2%. Sensitivity 90%. Specificity 95%. What is the probability that a healthy person tests positive?",
    "70% of mails are routine, 25% complaints and 5% legal. Drafts are accepted in 80%, 40% and 10% of the cases, "
    "respectively. A draft was accepted or edited. Probability it was a complaint?",
)


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[:50] for question, _ in RIGHT])
def test_a_story_whose_facts_entail_the_share_is_worked_out(question: str, expected: float) -> None:
    found = calculate(question).working
    assert found is not None
    assert isinstance(found.value, float)
    assert math.isclose(found.value, expected, rel_tol=1e-9)


@pytest.mark.parametrize("question", OPEN, ids=[question[-60:] for question in OPEN])
def test_a_story_that_does_not_decide_the_share_is_left_alone(question: str) -> None:
    assert calculate(question).status != "calculated"


def test_a_clause_says_what_and_of_whom_in_any_order() -> None:
    told = (
        "9% of the letters that have no stamp are returned.",
        "If letters have no stamp, they are returned with probability 0.09.",
        "Letters are returned 9% of the time when they have no stamp.",
    )
    for text in told:
        found = claims(prepared(text))
        assert found is not None
        assert [each.value for each in found] == [Fraction(9, 100)]
        assert "returned" in found[0].event
        assert any("no stamp" in words for words in found[0].given)


def test_lists_that_belong_together_are_told_one_by_one() -> None:
    text = prepared("Factories X and Y make 70% and 30% of the tiles and 1% and 4% are chipped.")
    found = claims(text)
    assert found is not None
    assert [each.value for each in found] == [Fraction(n, 100) for n in (70, 30, 1, 4)]
    assert "Y" in " ".join([*found[3].given, found[3].subject, found[3].event])


def row(*numbers: float | Fraction) -> list[Fraction]:
    """The numbers as one equation, exact."""
    return [Fraction(number) for number in numbers]


def test_a_share_is_entailed_where_all_solutions_agree() -> None:
    # Cells: sick and positive, sick and negative, well and positive, well and negative.
    sick = row(*(Fraction(each, 100) for each in (99, 99, -1, -1)))
    found = row(Fraction(1, 10), Fraction(-9, 10), 0, 0)
    false = row(0, 0, Fraction(95, 100), Fraction(-5, 100))
    assert entailed([sick, found, false], row(1, 0, 0, 0), row(1, 0, 1, 0)) == Fraction(90, 585)
    assert entailed([sick, found], row(1, 0, 0, 0), row(1, 0, 1, 0)) is None


def test_facts_that_contradict_each_other_entail_nothing() -> None:
    half, third = row(1, -1), row(2, -1)
    assert entailed([half], row(1, 0), row(1, 1)) == Fraction(1, 2)
    assert entailed([half, third], row(1, 0), row(1, 1)) is None


def test_no_cell_is_negative() -> None:
    # Both of two events are told as more common than one of them.
    one, both = (
        row(Fraction(8, 10), Fraction(-2, 10), Fraction(-2, 10)),
        row(Fraction(-3, 10), Fraction(7, 10), -Fraction(3, 10)),
    )
    assert entailed([one, both, row(1, 0, 1)], row(1, 0, 0), row(1, 1, 1)) is None
