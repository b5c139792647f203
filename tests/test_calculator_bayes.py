"""Questions on causes and tests as books and chats ask them, against Bayes written once more."""

from fractions import Fraction

import pytest

from tests.calculated import Expected, assert_calculated, bayes

RIGHT: tuple[tuple[str, Expected], ...] = (
    (
        "In a company 30% of employees work remotely. Among remote workers 20% are managers, among the "
        "others 10%. An employee is not a manager. What is the probability they work remotely?",
        Fraction(24, 87),
    ),
    (
        "60% of students study. Those who study pass with probability 0.9, those who don't with "
        "probability 0.4. A student failed. What's the probability that she studied?",
        Fraction(1, 5),
    ),
    (
        "3% of messages are spam. The filter flags 90% of spam and 2% of the rest. What fraction of "
        "flagged messages is not spam?",
        Fraction(194, 464),
    ),
    (
        "1% of parts are cracked. The sensor alarms for 95% of cracked parts and for 4% of sound parts. "
        "There was no alarm. What is the probability that the part is sound?",
        Fraction(9504, 9509),
    ),
    # sources
    (
        "Box A contains 3 red and 2 blue balls, box B contains 1 red and 4 blue balls. A box is chosen at random and "
        "a ball is drawn. It is red. What is the probability that it came from box A?",
        Fraction(3, 4),
    ),
    (
        "Urn I has 2 white and 3 black balls; urn II has 4 white and 1 black ball. An urn is picked at random and "
        "one ball is drawn. What is the probability that the ball is white?",
        Fraction(3, 5),
    ),
    (
        "Three machines A, B and C produce 50%, 30% and 20% of the items. Their defect rates are 2%, 3% and 5%. A "
        "random item is defective. What is the probability it came from machine C?",
        Fraction(10, 29),
    ),
    (
        "Machine A produces 60% of the parts with a defect rate of 1%, machine B produces 40% with a defect rate of "
        "3%. What percentage of all parts is defective?",
        1.8,
    ),
    (
        "A factory has three machines. M1 makes 25% of output with 5% defective, M2 makes 35% with 4% defective, M3 "
        "makes 40% with 2% defective. Find the probability that a randomly selected item is defective.",
        0.0345,
    ),
    (
        "Supplier X delivers 70% of chips, supplier Y the remaining 30%. 1% of X's chips and 4% of Y's chips fail. A "
        "chip fails. Probability it came from supplier Y?",
        0.012 / (0.012 + 0.007),
    ),
    (
        "You have two coins: one fair, one with heads on both sides. You pick one at random, flip it and see heads. "
        "What is the probability you picked the two-headed coin?",
        Fraction(2, 3),
    ),
    (
        "A bag holds a fair coin and a biased coin that lands heads with probability 0.75. One is chosen at random "
        "and tossed; it shows heads. Probability that it is the fair coin?",
        0.25 / 0.625,
    ),
    (
        "A cab was involved in a hit and run accident. 85% of the cabs in the city are Green and 15% are Blue. A "
        "witness identified the cab as Blue; witnesses are correct 80% of the time. What is the probability that the "
        "cab was Blue?",
        bayes(0.15, 0.8, 0.2),
    ),
    (
        "40% of emails are spam. The word 'lottery' appears in 20% of spam and 1% of non-spam. An email contains "
        "'lottery'. P(spam)?",
        bayes(0.4, 0.2, 0.01),
    ),
    (
        "There are 3 coins: two fair and one double-headed. A coin is chosen at random and comes up heads. What is "
        "the probability that it is the double-headed coin?",
        Fraction(1, 2),
    ),
    (
        "Two boxes: the first has 5 green and 5 yellow marbles, the second has 2 green and 8 yellow marbles. We "
        "choose a box at random and draw a green marble. Probability it came from the first box?",
        Fraction(5, 7),
    ),
    # tests
    (
        "Disease prevalence is 1 in 1,000. The test has sensitivity 99% and specificity 95%. Someone tests negative. "
        "What is the probability that they have the disease?",
        bayes(0.001, 0.01, 0.95),
    ),
    ("Compute the PPV of a test with sensitivity 0.9, specificity 0.95 at prevalence 0.1.", bayes(0.1, 0.9, 0.05)),
    ("NPV for sensitivity 80%, specificity 90%, prevalence 5%?", 0.95 * 0.9 / (0.95 * 0.9 + 0.05 * 0.2)),
    (
        "Prevalence is 2%. A test with 95% sensitivity and 90% specificity is positive twice in a row (independent). "
        "What is the probability of disease?",
        bayes(0.02, 0.95**2, 0.1**2),
    ),
    (
        "A disease affects 1% of people. A test has 90% sensitivity and 10% false positive rate. A patient takes two "
        "independent tests and both are positive. Posterior?",
        bayes(0.01, 0.81, 0.01),
    ),
    (
        "The prior odds of disease are 1:9 and the likelihood ratio of a positive test is 6. What is the posterior "
        "probability?",
        Fraction(6, 15),
    ),
    ("Positive likelihood ratio of a test with sensitivity 90% and specificity 80%?", 4.5),
    ("Convert odds of 3:1 to a probability.", 0.75),
    ("What are the odds in favour of an event with probability 0.2?", 0.25),
    ("Pretest probability 20%, LR+ = 8. Post-test probability?", (0.25 * 8) / (1 + 0.25 * 8)),
    (
        "In a company 30% of employees work remotely. Among remote workers 20% are managers, among the others 10%. A "
        "randomly chosen employee is a manager. What is the probability they work remotely?",
        bayes(0.3, 0.2, 0.1),
    ),
    (
        "5% of athletes use a doping agent. The test catches 96% of users and falsely accuses 2% of clean athletes. "
        "An athlete is accused. Probability of doping?",
        bayes(0.05, 0.96, 0.02),
    ),
    (
        "60% of students study. Those who study pass with probability 0.9, those who don't pass with probability "
        "0.4. A student passed. What's the probability that she studied?",
        bayes(0.6, 0.9, 0.4),
    ),
    (
        "It rains on 25% of days. When it rains I am late with probability 0.5, when it is dry with probability 0.1. "
        "What is the probability that I am late on a given day?",
        0.25 * 0.5 + 0.75 * 0.1,
    ),
    ("P(A)=0.3, P(B|A)=0.8, P(B|not A)=0.2. Find P(B).", 0.3 * 0.8 + 0.7 * 0.2),
    ("P(A) = 0.4, P(B) = 0.5, P(A and B) = 0.2. What is P(A or B)?", 0.7),
    ("A and B are independent with P(A)=0.3 and P(B)=0.6. P(A or B)?", 0.72),
    ("Events A and B are mutually exclusive, P(A) = 0.2, P(B) = 0.5. P(A or B)?", 0.7),
    ("P(A)=0.6, P(A and B)=0.24. Compute P(B|A).", 0.4),
    ("P(A)=0.5, P(B|A)=0.4. P(A and B)?", 0.2),
    ("If P(A)=0.35 what is P(not A)?", 0.65),
)


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[:60] for question, _ in RIGHT])
def test_a_question_of_causes_is_calculated(question: str, expected: Expected) -> None:
    assert_calculated(question, expected)
