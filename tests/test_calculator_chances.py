"""Distributions, dice and cards as books and chats ask for them, against scipy and exact fractions; twists of all."""

import math
from fractions import Fraction
from math import comb, exp, perm
from pathlib import Path

import pytest
from scipy import stats

from tests.calculated import Expected, assert_calculated
from tutor.calculator.calculate import calculate
from tutor.calculator.defining import flat

NORMAL = stats.norm

RIGHT: tuple[tuple[str, Expected], ...] = (
    # distributions by symbol
    ("X ~ N(50, 10^2). Find P(X > 60).", 1 - NORMAL.cdf(1)),
    ("Let X ~ N(100, 15²). P(85 < X < 115)?", NORMAL.cdf(1) - NORMAL.cdf(-1)),
    ("X ~ Bin(10, 0.3). P(X = 3)?", stats.binom.pmf(3, 10, 0.3)),
    ("X ~ Bin(20, 0.1), compute P(X <= 2).", stats.binom.cdf(2, 20, 0.1)),
    ("X ~ B(8, 0.5). P(X ≥ 6)?", stats.binom.sf(5, 8, 0.5)),
    ("X ~ Poisson(4). What is P(X = 2)?", stats.poisson.pmf(2, 4)),
    ("X ~ Pois(3), P(X>=1)?", 1 - exp(-3)),
    ("X ~ Geom(0.2). P(X = 3)?", 0.8**2 * 0.2),
    ("X ~ Exp(0.5). P(X > 3)?", exp(-1.5)),
    ("X ~ U(0, 10). P(X < 4)?", 0.4),
    ("X ~ Uniform(2, 8): P(3 <= X <= 5)?", 2 / 6),
    ("E[X] for X ~ Bin(20, 0.4)?", 8),
    ("Var(X) for X ~ Bin(20, 0.4)?", 4.8),
    ("Standard deviation of X ~ Bin(100, 0.2)?", 4),
    ("What is the variance of a Poisson distribution with lambda = 7?", 7),
    ("Mean and variance of a geometric distribution with p = 0.25?", (4, 12)),
    ("What's the variance of a Bernoulli variable with p = 0.3?", 0.21),
    ("Variance of a uniform distribution on [0, 12]?", 12),
    ("What is the mean of an exponential distribution with rate 0.25?", 4),
    ("Z ~ N(0,1): P(Z < 1.96)?", NORMAL.cdf(1.96)),
    ("P(Z > 1.5) for a standard normal?", 1 - NORMAL.cdf(1.5)),
    ("P(-1 < Z < 2) standard normal", NORMAL.cdf(2) - NORMAL.cdf(-1)),
    ("What is P(|Z| > 2) for a standard normal Z?", 2 * (1 - NORMAL.cdf(2))),
    (
        "Heights are normally distributed with mean 170 cm and standard deviation 8 cm. What fraction of people are "
        "taller than 180 cm?",
        1 - NORMAL.cdf(10 / 8),
    ),
    ("IQ scores are normal with mean 100 and sd 15. What score is the 90th percentile?", 100 + 15 * NORMAL.ppf(0.9)),
    (
        "Exam scores follow a normal distribution with mean 70 and standard deviation 10. What score do you need to "
        "be in the top 5%?",
        70 + 10 * NORMAL.ppf(0.95),
    ),
    ("A score of 85 in a test with mean 70 and standard deviation 10: what's its z-score?", 1.5),
    (
        "Calls arrive at a rate of 5 per hour. What's the probability of exactly 3 calls in an hour?",
        stats.poisson.pmf(3, 5),
    ),
    ("A website gets on average 2 errors per day. Probability of no errors on a given day?", exp(-2)),
    (
        "On average 3 customers arrive per minute, Poisson. What is the probability that more than 4 arrive in a "
        "minute?",
        stats.poisson.sf(4, 3),
    ),
    (
        "The time between failures is exponential with mean 10 hours. Probability that it lasts more than 15 hours?",
        exp(-1.5),
    ),
    (
        "A multiple choice test has 10 questions with 4 options each. A student guesses. Probability of getting "
        "exactly 5 correct?",
        stats.binom.pmf(5, 10, 0.25),
    ),
    (
        "A basketball player makes 70% of her free throws. She takes 5. What is the probability that she makes at "
        "least 4?",
        stats.binom.sf(3, 5, 0.7),
    ),
    (
        "10% of items are defective. In a sample of 15, what is the probability that at most 2 are defective?",
        stats.binom.cdf(2, 15, 0.1),
    ),
    ("A coin is tossed 6 times. Probability of exactly 4 heads?", stats.binom.pmf(4, 6, 0.5)),
    ("Flip a fair coin 5 times. What is the probability of at least one head?", 1 - 0.5**5),
    ("What is the chance of getting three heads in a row with a fair coin?", 0.125),
    (
        "A server fails with probability 0.02 on any day, independently. What is the probability of at least one "
        "failure in 30 days?",
        1 - 0.98**30,
    ),
    (
        "Each of 5 independent models is wrong with probability 0.3. What's the probability that the majority vote "
        "is wrong?",
        stats.binom.sf(2, 5, 0.3),
    ),
    (
        "The probability of winning is 0.1 per game. What's the probability that the first win is on the 4th game?",
        0.9**3 * 0.1,
    ),
    ("How many rolls of a fair die do you expect until the first six?", 6),
    # dice/cards/combinatorics
    ("Two fair dice are rolled. What is the probability that the sum is 7?", Fraction(1, 6)),
    ("Roll two dice: probability of a sum greater than 9?", Fraction(6, 36)),
    ("What is the expected sum of three fair dice?", 10.5),
    ("Probability of rolling at least one six in 4 throws of a die?", 1 - (5 / 6) ** 4),
    ("Two dice are thrown. What's the probability of a double?", Fraction(1, 6)),
    ("What is the expected value of a fair six-sided die?", 3.5),
    ("What is the variance of a fair die roll?", 35 / 12),
    (
        "Two cards are drawn from a standard deck without replacement. What is the probability that both are aces?",
        Fraction(4 * 3, 52 * 51),
    ),
    ("What's the probability of drawing a heart or a king from a deck of 52 cards?", Fraction(16, 52)),
    (
        "What is the probability that a 5-card hand contains exactly 2 aces?",
        Fraction(comb(4, 2) * comb(48, 3), comb(52, 5)),
    ),
    (
        "An urn has 5 red and 7 blue balls. Two are drawn without replacement. Probability both are red?",
        Fraction(5 * 4, 12 * 11),
    ),
    (
        "A bag contains 4 red, 3 green and 5 blue balls. Two balls are drawn with replacement. What is the "
        "probability that both are green?",
        Fraction(1, 16),
    ),
    (
        "A bag contains 4 red and 6 blue balls. 3 are drawn without replacement. Probability of exactly 2 red?",
        Fraction(comb(4, 2) * 6, comb(10, 3)),
    ),
    (
        "What is the probability that in a group of 23 people at least two share a birthday?",
        1 - float(Fraction(perm(365, 23), 365**23)),
    ),
    ("In how many ways can 3 people be chosen from 10?", 120),
    ("How many ways are there to arrange 5 books on a shelf?", 120),
    ("How many different committees of 4 can be formed from 9 people?", 126),
    ("In how many ways can gold, silver and bronze be awarded among 8 runners?", 336),
    ("How many distinct 3-letter words can be made from 26 letters with repetition?", 17576),
    ("How many distinct arrangements has the word MISSISSIPPI?", 34650),
)


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[:60] for question, _ in RIGHT])
def test_a_probability_question_is_calculated(question: str, expected: Expected) -> None:
    assert_calculated(question, expected)


TWISTS = (Path(__file__).parent / "data" / "calculator_chance_twists.txt").read_text("utf-8").splitlines()
"""Values told and not asked for, other quantities, missing numbers, ideas: none is calculated as its neighbour."""


@pytest.mark.parametrize("question", TWISTS, ids=[question[:60] for question in TWISTS])
def test_a_twist_next_to_a_probability_question_is_left_alone(question: str) -> None:
    assert calculate(question).working is None


ASKED_BACK = (
    "X ~ N(100, 15). P(X > 130)?",
    "What is the variance of 2, 4, 4, 4, 5?",
    "standard deviation of [1, 2, 3, 4]",
)


@pytest.mark.parametrize("question", ASKED_BACK)
def test_what_books_read_in_two_ways_is_asked_back_with_questions_that_calculate(question: str) -> None:
    found = calculate(question)
    assert found.status == "ambiguous" and len(found.choices) == 2
    values = [calculate(each) for each in found.choices]
    assert all(each.working is not None for each in values)
    assert math.dist(*[flat(each.working.value) for each in values if each.working]) > 1e-6


RATES = [
    (
        "Letters come at an average rate of 6 per hour. What is the chance of exactly 2 letters in a 20-minute period?",
        2,
        2,
    ),
    ("On average there are 8 alarms per day. Find the probability of 1 or fewer alarms in 6 hours.", 2, 1),
    ("Jobs come at a rate of 4 jobs per minute on average. How likely are exactly 3 jobs in 0.5 minutes?", 2, 3),
]


@pytest.mark.parametrize(("question", "rate", "k"), RATES)
def test_what_is_asked_for_is_not_the_rate(question: str, rate: float, k: int) -> None:
    working = calculate(question).working
    assert working is not None and working.operation == "Poisson probability"
    assert (working.inputs["rate"], working.inputs["k"]) == (rate, k)
