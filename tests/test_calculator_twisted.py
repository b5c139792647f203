"""Stories of chances and walks of optimisers with a twist: what is not understood gives no number."""

import pytest

from tutor.calculator.calculate import calculate

PLANTS = (
    "Plant A makes 60% of the balls and plant B the rest. 30% of the balls of A and 50% of the balls of B are white. "
    "A ball is drawn. "
)
TEST = (
    "A disease affects 2% of a population. A test detects it in 95% of those who have it, and gives a positive result "
    "for 4% of healthy people. "
)
BOATS = "In a town 55% of adults are women. 12% of the women and 18% of the men own a boat. "
CARS = "A detector rings for 99% of the stolen cars and for 0.5% of the other cars. One car in 200 is stolen. "
BIKES = "8% of the bikes in a town are electric and 20% are black. 30% of the black bikes are electric. "
WALK = "Minimise f(x) = x^2 - 6x + 5 by gradient descent from x = 0 with a learning rate of 0.1. "
PAIR = "Minimise f(x, y) = x^2 + 3y^2 from (1, 2) with a learning rate of 0.1. "
LOSS = "For L(w) = (w - 4)^2 start at w = 1 with learning rate 0.25. "


@pytest.mark.parametrize(
    "twist",
    [
        "A guest writes a word, and a letter taken at random from it turns out to be a vowel. If 25% of the guests are "
        "British and 75% are Americans, what is the probability that the guest is British?",
        "A clerk spells a word, and one letter of it is found to be an e. 40% of the clerks are British and 60% are "
        "American. What is the probability that the clerk is British?",
        "Three presses, P1, P2 and P3, make 30%, 45% and 25% of the lids. It is known that 8% of the lids of press 1 "
        "are bent, 4% of press 2 and 6% of press 3. If a lid is chosen at random, what is the probability that it was "
        "made by press 1 given that it was bent?",
        PLANTS + "What is the probability that it is white? Given that it is white, find the probability that it came "
        "from plant B.",
        PLANTS + "Find the probability that it is not white. Given that it is not white, find the probability that it "
        "came from plant A.",
        TEST + "What share of the population is tested wrongly?",
        TEST + "A person is tested positive. How much more likely is the disease than before, as a ratio?",
        BIKES + "What share of the other bikes is electric?",
        BOATS + "What is the probability that an adult who does not own a boat is a man?",
        BOATS.replace("the women and", "the adults are women who own a boat, and")
        + "What is the probability that a boat owner is a woman?",
        CARS + "What is the probability that the detector rings for a car that is not stolen?",
        "8% of the bikes in a town are electric. In a year 1 in 4 electric bikes is stolen, and 1 in 10 of the others. "
        "What is the probability that a bike is stolen within two years?",
        "Workshop A makes 70% and workshop B 30% of the lamps. 2% of A's lamps and 6% of B's lamps are broken. Of ten "
        "lamps what is the probability that none is broken?",
    ],
)
def test_a_twist_of_a_story_of_shares_is_not_calculated(twist: str) -> None:
    found = calculate(twist)
    assert found.status != "calculated", found.working


@pytest.mark.parametrize(
    "twist",
    [
        "A fair coin is tossed 6 times. The first two are heads. What is the probability of exactly 4 heads?",
        "X ~ Geometric(0.25), the number of failures before the first success. Find P(X = 3).",
        "A sample of 36 has a mean of 20 and the population standard deviation is 3. Find the width of the 95% "
        "confidence interval of the mean.",
    ],
)
def test_a_twist_of_tries_laws_and_intervals_is_not_calculated(twist: str) -> None:
    found = calculate(twist)
    assert found.status != "calculated", found.working


@pytest.mark.parametrize(
    "twist",
    [
        WALK + "What is the size of the second step?",
        WALK + "By how much does f decrease in the first step?",
        WALK + "What is the gradient after one step?",
        WALK + "After the first step the learning rate is halved. What is x after two steps?",
        "Maximise f(x) = -x^2 + 4x by gradient ascent from x = 0 with a learning rate of 0.1. What is x after two "
        "steps?",
        "w = 1, gradient -4, learning rate 0.1. What is w after one step of gradient ascent?",
        PAIR + "What is y after one step?",
        PAIR + "What is y after one step if only x is updated?",
        LOSS + "How much lower is the loss after one step?",
        LOSS + "By what factor does the distance to the minimum shrink in a step of gradient descent?",
        LOSS + "How far is w from the minimum after two steps of gradient descent?",
        LOSS + "What is w one step before the third step of gradient descent?",
        "An SGD step with learning rate 0.1 uses the mean of the gradients 2, 4 and 6. w = 3. What is w after the "
        "step?",
        "Exponential decay: lr = 0.1 * exp(-0.05 * t). What is the learning rate at t = 10, relative to the start?",
        "The learning rate starts at 0.2 and is halved after every 5 epochs. What was it in the epoch before epoch 10?",
    ],
)
def test_a_twist_of_a_walk_is_not_calculated(twist: str) -> None:
    found = calculate(twist)
    assert found.status != "calculated", found.working


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (TEST + "What is the probability that a person with a negative result has the disease?", 0.001 / 0.9418),
        (
            "A test for a disease with a prevalence of 10% has a false negative rate of 20% and a false positive rate "
            "of 30%. Given a positive test, find the probability of the disease.",
            0.08 / 0.35,
        ),
        (PLANTS + "It is white. What is the probability that it came from plant B?", 0.2 / 0.38),
        (BOATS + "What is the probability that an adult owns a boat?", 0.147),
        (WALK + "What is x after two steps?", 1.08),
        (LOSS + "What is the loss after one step?", 2.25),
    ],
)
def test_without_the_twist_it_is_worked_out(question: str, value: float) -> None:
    found = calculate(question).working
    assert found is not None
    assert found.value == pytest.approx(value)
