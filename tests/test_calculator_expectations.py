"""Questions on expected values, samples, intervals and the rest of probability, against scipy."""

from fractions import Fraction
from math import comb, exp, sqrt

import pytest
from scipy import stats

from tests.calculated import Expected, assert_calculated, bayes

NORMAL = stats.norm


RIGHT: tuple[tuple[str, Expected], ...] = (
    # EV
    ("A game pays $10 with probability 0.2 and loses $3 with probability 0.8. Expected value?", -0.4),
    ("A random variable takes values 1, 2, 3 with probabilities 0.2, 0.5, 0.3. Find its expected value.", 2.1),
    ("X takes values 0, 1, 2 with probabilities 0.25, 0.5, 0.25. What's the variance?", 0.5),
    ("You win $5 if a die shows a six and lose $1 otherwise. What is your expected gain?", 0),
    ("E[X] = 3 and E[X^2] = 13. Var(X)?", 4),
    ("Var(X) = 4. What is Var(3X + 2)?", 36),
    ("E[X]=5. What is E[2X - 3]?", 7),
    ("X and Y are independent with Var(X) = 4 and Var(Y) = 9. Var(X - Y)?", 13),
    # samples
    (
        "The test scores of five students are 70, 80, 90, 85 and 75. Find the mean and the sample standard deviation.",
        (80, sqrt(62.5)),
    ),
    ("Population variance of 2, 4, 4, 4, 5, 5, 7, 9?", 4),
    ("Latencies measured: 12, 15, 11, 14 ms. What is the median?", 13),
    (
        "A sample of 100 users has a mean session of 12 minutes with standard deviation 3 minutes. Give a 95% "
        "confidence interval for the mean.",
        (12 - NORMAL.ppf(0.975) * 0.3, 12 + NORMAL.ppf(0.975) * 0.3),
    ),
    ("A sample of 64 has standard deviation 16. Standard error of the mean?", 2),
    (
        "A classifier gets 85 of 100 test examples right. 95% confidence interval for its accuracy?",
        (0.85 - NORMAL.ppf(0.975) * sqrt(0.85 * 0.15 / 100), 0.85 + NORMAL.ppf(0.975) * sqrt(0.85 * 0.15 / 100)),
    ),
    (
        "In a poll 520 of 1000 voters support a candidate. What is the standard error of the proportion?",
        sqrt(0.52 * 0.48 / 1000),
    ),
    ("How large a sample is needed to estimate a proportion within 3% at 95% confidence (p = 0.5)?", 1068),
    ("How many observations are needed for a margin of error of 2 at 95% confidence if sigma is 15?", 217),
    ("Covariance of x = [1, 2, 3] and y = [2, 4, 6] (sample)?", 2),
    ("hours 1, 2, 3, 4 and scores 2, 4, 5, 8: what's the correlation?", 0.9811557810392122),
    ("t-statistic for sample mean 52, hypothesised mean 50, s = 6, n = 36?", 2),
    ("A coin lands heads 60 times in 100 tosses. z-statistic against a fair coin?", 2),
    ("Probability that a given example is not in a bootstrap sample of size 10?", 0.9**10),
    (
        "An urn has 5 red and 7 blue balls. Two are drawn. What is the probability that they have different colours?",
        Fraction(35, 66),
    ),
    ("6 fair coin flips: how many heads do you expect?", 3),
    ("variance of the number of heads in 100 fair coin tosses", 25),
    (
        "Quick one: 0.5% of transactions are fraudulent, our model catches 92% of frauds and flags 1.5% of genuine "
        "ones. A payment got flagged - how likely is it really fraud?",
        bayes(0.005, 0.92, 0.015),
    ),
    (
        "Two suppliers: Acme ships 65% of our screws, Bolt the rest. 2% of Acme's and 5% of Bolt's screws are "
        "defective. A screw turns out defective. Probability it is from Bolt?",
        0.35 * 0.05 / (0.65 * 0.02 + 0.35 * 0.05),
    ),
    ("Given P(D)=0.02, P(+|D)=0.95 and P(+|not D)=0.08, compute P(D|+).", bayes(0.02, 0.95, 0.08)),
    (
        "Sensitivity 85 %, specificity 92 %, prevalence 3 %. What's the negative predictive value?",
        0.97 * 0.92 / (0.97 * 0.92 + 0.03 * 0.15),
    ),
    (
        "One in 200 items is counterfeit. A scanner recognises 97% of counterfeits but also rejects 2% of genuine "
        "items. An item is rejected. What's the chance it's counterfeit?",
        bayes(1 / 200, 0.97, 0.02),
    ),
    (
        "A jar has 10 coins: 9 fair and one double-headed. You pick a coin at random and flip it 4 times; all four "
        "come up heads. Probability you hold the double-headed coin?",
        (1 / 10) / ((1 / 10) + (9 / 10) / 16),
    ),
    (
        "Bag 1 has 6 green and 2 red balls and bag 2 has 1 green and 7 red balls. A bag is selected at random and a "
        "red ball is drawn from it. How likely is it that bag 2 was selected?",
        Fraction(7, 9),
    ),
    ("Let Z be standard normal. Compute P(Z > -0.5).", 1 - NORMAL.cdf(-0.5)),
    ("X ~ Normal(mean=20, sd=4). P(X < 15)?", NORMAL.cdf(-1.25)),
    (
        "Let X be normally distributed with mu = 12 and sigma = 3. What is P(9 < X < 18)?",
        NORMAL.cdf(2) - NORMAL.cdf(-1),
    ),
    (
        "The weight of a bag of flour is normal with mean 1000 g and standard deviation 5 g. What is the probability "
        "that a bag weighs less than 990 g?",
        NORMAL.cdf(-2),
    ),
    (
        "The lifetime of a bulb is exponentially distributed with a mean of 1000 hours. What is the probability that "
        "it lasts at least 1500 hours?",
        exp(-1.5),
    ),
    ("Buses arrive uniformly between 0 and 20 minutes. What's the probability of waiting less than 5 minutes?", 0.25),
    (
        "In a Poisson process with rate 2 per minute, what's the probability of at least one event in 30 seconds?",
        1 - exp(-1),
    ),
    ("A book has on average 1.2 typos per page. What's the probability that a page has no typos?", exp(-1.2)),
    (
        "An exam has 12 true/false questions. If you guess, what's the probability of getting at least 9 right?",
        stats.binom.sf(8, 12, 0.5),
    ),
    (
        "The probability that a seed germinates is 0.8. If 10 seeds are planted, what's the probability that exactly "
        "8 germinate?",
        stats.binom.pmf(8, 10, 0.8),
    ),
    ("5% of flights are delayed. Of 20 flights, how likely is it that none is delayed?", 0.95**20),
    (
        "A model is correct on 90% of inputs. On 6 independent inputs, what's the probability that it makes at least "
        "one mistake?",
        1 - 0.9**6,
    ),
    ("Roll a fair die 8 times. What's the probability of exactly two sixes?", stats.binom.pmf(2, 8, 1 / 6)),
    ("Three dice are thrown. What is the probability that the total is 10?", Fraction(27, 216)),
    ("What is the probability of drawing an ace from a standard deck?", Fraction(1, 13)),
    (
        "You draw 3 cards from a deck of 52. What's the probability that all three are hearts?",
        Fraction(13 * 12 * 11, 52 * 51 * 50),
    ),
    ("A committee of 3 is to be chosen from 12 people. How many committees are possible?", 220),
    ("How many 4-digit PINs are possible if digits may repeat?", 10000),
    ("In how many orders can 6 runners finish a race?", 720),
    (
        "A lottery ticket wins 1000 euros with probability 0.0005 and nothing otherwise. What is the expected payoff?",
        0.5,
    ),
    (
        "An urn contains 8 white and 4 black balls. Three balls are drawn without replacement. What is the "
        "probability that at least one is black?",
        1 - Fraction(comb(8, 3), comb(12, 3)),
    ),
    (
        "X takes the values -1, 0 and 2 with probabilities 0.3, 0.5 and 0.2. What is the variance of X?",
        (0.3 + 0.8) - (0.1) ** 2,
    ),
    (
        "A sample of 36 batteries has mean life 40 hours and standard deviation 6 hours. What is the standard error "
        "of the mean?",
        1,
    ),
    ("If P(A) = 0.5, P(B) = 0.4 and P(A or B) = 0.7, what's P(A and B)?", 0.2),
    (
        "Two independent alarms detect a fire with probability 0.9 and 0.8. What is the probability that at least "
        "one detects it?",
        0.98,
    ),
    ("What is the chance that among 30 people two share a birthday?", 0.7063162427192686),
    (
        "What score is at the 95th percentile if scores are normal with mean 500 and standard deviation 100?",
        500 + 100 * NORMAL.ppf(0.95),
    ),
    ("Var(X)=2, Var(Y)=3, Cov(X,Y)=0.5. Var(X+Y)?", 6),
    ("X is binomial with n=50 and p=0.1. Standard deviation of X?", (4.5) ** 0.5),
    ("Expected number of heads in 12 tosses of a fair coin?", 6),
    (
        "A hard disk fails in a year with probability 0.03. In a data centre with 50 disks, what's the expected "
        "number of failures per year?",
        1.5,
    ),
    (
        "Weather: P(rain)=0.3, P(umbrella|rain)=0.9, P(umbrella|no rain)=0.2. What is P(rain|umbrella)?",
        bayes(0.3, 0.9, 0.2),
    ),
    ("Bayes factor 4, prior probability 0.2. Posterior probability?", 0.5),
    ("If the odds are 2 to 3, what's the probability?", 0.4),
)


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[:60] for question, _ in RIGHT])
def test_a_question_of_expectations_and_samples_is_calculated(question: str, expected: Expected) -> None:
    assert_calculated(question, expected)
