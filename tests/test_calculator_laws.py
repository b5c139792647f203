"""Laws and estimates told in words: the same text with one word or number changed changes the answer or stops it."""

import pytest
from scipy import stats

from tutor.calculator.calculate import calculate
from tutor.calculator.labels import labels

HEIGHTS = "The heights of nurses are normally distributed with a mean of 168 cm and a standard deviation of 9 cm. "
QUEUE = "A kiosk gets 6 guests per hour on average. "
PARTS = "5% of the bolts are faulty. 20 bolts are checked. "
SAMPLE = "A random sample of 49 parcels has a mean weight of 12 kg and the population standard deviation is 3.5 kg. "
tall = stats.norm(168, 9)

RIGHT = (
    (HEIGHTS + "What is the probability that a nurse is taller than 180 cm?", tall.sf(180)),
    (HEIGHTS + "What is the probability that a nurse is no taller than 180 cm?", tall.cdf(180)),
    (HEIGHTS + "(b) What share is between 160 and 175 cm tall? P(160 < X < 175) =", tall.cdf(175) - tall.cdf(160)),
    (HEIGHTS + "How likely is a height above 185 cm or below 150 cm?", tall.sf(185) + tall.cdf(150)),
    (HEIGHTS + "What is the probability that a height differs from the mean by more than 5 cm?", 2 * tall.sf(173)),
    (HEIGHTS + "What is the probability that the mean of a sample of 36 exceeds 170 cm?", stats.norm(168, 1.5).sf(170)),
    (HEIGHTS + "How tall must a nurse be to be in the tallest 5%?", tall.ppf(0.95)),
    (HEIGHTS + "How tall must a nurse be to be in the smallest 5%?", tall.ppf(0.05)),
    (HEIGHTS + "Between which heights do the middle 50% lie?", tall.interval(0.5)),
    (HEIGHTS + "What is the z-score of a nurse of 186 cm?", 2.0),
    (QUEUE + "What is the probability of at least 2 guests in 20 minutes?", stats.poisson(2).sf(1)),
    (QUEUE + "What is the probability of exactly 2 guests in an hour?", stats.poisson(6).pmf(2)),
    (QUEUE + "The kiosk can serve at most 8 in an hour. What is the probability that it is overloaded?",
     stats.poisson(6).sf(8)),
    (PARTS + "What is the probability that at most 2 are faulty?", stats.binom(20, 0.05).cdf(2)),
    (PARTS + "What is the probability that at least 18 are good?", stats.binom(20, 0.05).cdf(2)),
    ("Jars last on average 5 years, exponentially distributed. What is the chance that one lasts more than 7 years?",
     stats.expon(scale=5).sf(7)),
    ("Each try succeeds with probability 0.3. What is the probability that it takes more than 4 tries?", 0.7**4),
    (SAMPLE + "Find the 95% confidence interval for the mean.", stats.norm(12, 0.5).interval(0.95)),
    (SAMPLE + "What is the standard error of the mean?", 0.5),
    (
        "What is the 90% confidence interval for mu if s = 6, x = 40 and n = 36?\n"
        "a. 38.1≤μ≤41.9 b. 38.31≤μ≤41.69 c. 30.1≤μ≤49.9",
        stats.t(35, 40, 1).interval(0.9),
    ),
)  # fmt: skip
TWISTS = (
    HEIGHTS + "What is the probability that a nurse is taller than 180 cm if she is taller than 170 cm?",
    HEIGHTS + "What is the probability that two nurses are both taller than 180 cm?",
    HEIGHTS + "What is the probability that at least one of 5 nurses is taller than 180 cm?",
    HEIGHTS + "What is the probability that a nurse is not taller than her sister of 180 cm?",
    HEIGHTS + "What is the probability that a nurse is taller than 6 feet?",
    HEIGHTS + "What height is exceeded by all but 10% of them?",
    HEIGHTS + "How many of 500 nurses are taller than 180 cm?",
    HEIGHTS.replace("and a standard deviation of 9 cm", "") + "What is the probability of more than 180 cm?",
    HEIGHTS.replace("normally", "not normally") + "What is the probability of more than 180 cm?",
    QUEUE + "What is the probability that at least 10 minutes pass without a guest?",
    QUEUE + "What is the probability of at least 2 guests in a shift?",
    QUEUE + "What is the probability of 2 guests in the first hour and 3 in the second?",
    QUEUE.replace("average.", "average, each of whom buys with probability 0.5.") + "How likely are exactly 2 buyers?",
    PARTS + "Three more are checked. What is the probability that exactly one is faulty?",
    PARTS + "What is the probability that exactly one is faulty, given that the first one is?",
    "She makes 70% of her throws. What is the probability that her first miss is on the 4th throw?",
    "Profits are normal with mean 100 and sd 20. What is the probability of a loss of more than 10?",
    "What is the 90% confidence interval for mu if s = 6, x = 40 and n = 36?\n"  # z gives the one, t the other
    "a. 38.36≤μ≤41.64 b. 38.31≤μ≤41.69 c. 30.1≤μ≤49.9",
    SAMPLE + "What is the upper limit of the 95% confidence interval?",
    SAMPLE + "A second sample of 64 has a mean of 13 kg. Give the 95% confidence interval of the difference.",
)


def value(question: str) -> object:
    """What is calculated, or None."""
    working = calculate(question).working
    return working.value if working else None


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[-60:] for question, _ in RIGHT])
def test_a_law_is_read_by_its_name_its_labels_and_its_event(question: str, expected: object) -> None:
    found = value(question)
    if isinstance(expected, tuple):
        assert found == pytest.approx(tuple(float(each) for each in expected))
    else:
        assert found == pytest.approx(expected) or found == pytest.approx(100 * float(str(expected)))


@pytest.mark.parametrize("question", TWISTS, ids=[question[-60:] for question in TWISTS])
def test_a_word_that_makes_another_question_of_it_stops_the_reading(question: str) -> None:
    assert value(question) is None


def test_a_law_that_is_not_named_is_said_to_be_taken_as_normal() -> None:
    told = HEIGHTS.replace("are normally distributed with", "have")
    working = calculate(told + "What is the probability that a nurse is taller than 180 cm?").working
    assert working is not None and "taken as normally distributed" in repr(working)


def test_every_number_takes_the_label_that_stands_nearest() -> None:
    text = "With mean and standard deviation of 70 and 2, at least 3 of 12 calls per hour lie between 60 and 65."
    assert [(each.role, each.value) for each in labels(text)] == [
        ("mean", 70), ("deviation", 2), ("bound", 3), ("rate", 12), ("bound", 60), ("bound", 65),
    ]  # fmt: skip
