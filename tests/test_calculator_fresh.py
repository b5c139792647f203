"""Questions in the manner of problem sets, written without a look at the rules: right ones, and twists left alone."""

import math

import pytest

from tutor.calculator.calculate import calculate
from tutor.calculator.working import Value


def bayes(prior: float, likelihood: float, false: float) -> float:
    """The posterior, written once more."""
    return prior * likelihood / (prior * likelihood + (1 - prior) * false)


RIGHT: tuple[tuple[str, Value], ...] = (
    ("Learning rate starts at 0.1 and decays by a factor of 0.5 every 10 epochs. What is it at epoch 25?", 0.025),
    ("The lr halves every 10 epochs, starts at 0.1; value at epoch 20?", 0.025),
    (
        "Of 200 emails 50 are spam. The filter marks 40 spam emails correctly and 10 good ones wrongly. Accuracy?",
        0.9,
    ),
    (
        "P(cancer) = 0.008, P(pos|cancer) = 0.98, P(neg|no cancer) = 0.97. What's P(cancer|pos)?",
        bayes(0.008, 0.98, 0.03),
    ),
    (
        "A rare disease affects 1 in 1,000 people. A test detects it 99% of the time, and gives a false positive 5% of "
        "the time. You test positive. What is the probability that you actually have the disease?",
        bayes(0.001, 0.99, 0.05),
    ),
    (
        "Suppose 30% of all emails are spam. The word 'free' occurs in 60% of spam emails and in 10% of legitimate "
        "emails. An email contains 'free'. Find the probability that it is spam.",
        bayes(0.3, 0.6, 0.1),
    ),
    (
        "P(rain) = 0.2. If it rains, the forecast says rain with probability 0.9; if it doesn't, it still says rain "
        "with probability 0.15. The forecast says rain. How likely is rain?",
        bayes(0.2, 0.9, 0.15),
    ),
    (
        "In a certain population, 8% of people carry a gene. A genetic test correctly identifies 95% of carriers and "
        "wrongly flags 3% of non-carriers. What is the probability that someone with a positive test carries the gene?",
        bayes(0.08, 0.95, 0.03),
    ),
    (
        "20% of students cheat. A plagiarism detector flags 90% of cheaters and 10% of honest students. A student is "
        "flagged. What's the probability that they cheated?",
        bayes(0.2, 0.9, 0.1),
    ),
    (
        "A fire alarm goes off in 95% of fires and in 2% of the days without a fire. Fires happen on 0.1% of days. "
        "The alarm goes off. What is the probability of a fire?",
        bayes(0.001, 0.95, 0.02),
    ),
    (
        "Suppose a test for a disease is 95% sensitive and 90% specific, and 2% of the population are infected. What "
        "is the chance that a person with a negative test is infected?",
        bayes(0.02, 0.05, 0.9),
    ),
    (
        "A test correctly identifies 90% of healthy people and wrongly clears 5% of the sick. 3% are sick. You test "
        "positive. How likely is it that you are sick?",
        bayes(0.03, 0.95, 0.1),
    ),
    (
        "2% of the parts are faulty. The detector flags 97% of faulty parts and wrongly flags 5% of good parts. What "
        "is the probability that a flagged part is good?",
        1 - bayes(0.02, 0.97, 0.05),
    ),
    ("The filter flags 40 of 50 spam emails and 5 of 100 good emails. Precision?", 40 / 45),
    ("The filter correctly classifies 40 of 50 spam emails and 95 of 100 good emails. Precision?", 40 / 45),
    ("A filter misses 10 of 50 spam emails and misclassifies 5 of 100 good emails. Precision?", 40 / 45),
    ("The test is positive for 90 of 100 sick patients and 20 of 200 healthy patients. Specificity?", 0.9),
    ("A spam filter lets 10 of 50 spam mails through and blocks 5 of 200 good mails. Recall?", 0.8),
    (
        "Of 10 actual positives, 3 were predicted negative, and of 90 actual negatives, 9 were predicted positive. "
        "Accuracy?",
        0.88,
    ),
    (
        "Suppose a source emits symbols A, B, C and D with probabilities 0.4, 0.3, 0.2 and 0.1. What is the average "
        "information per symbol in bits?",
        -sum(p * math.log2(p) for p in (0.4, 0.3, 0.2, 0.1)),
    ),
    ("What is the maximum entropy of a distribution over 8 classes, in bits?", 3.0),
    ("How much information in bits do you gain by learning that an event with probability 1/16 happened?", 4.0),
    ("A node of 20 samples has 5 in class A and the rest in class B. Gini?", 0.375),
    ("sum of squared errors for predictions [1,2] and targets [2,4]", 5.0),
)

TWISTS = (
    "How many parameters does a bidirectional LSTM with input size 100 and hidden size 256 have?",
    "Depthwise separable convolution with 3x3 kernel, 32 input and 64 output channels: how many parameters?",
    "How many parameters does a 3D convolution with a 3x3x3 kernel, 16 input and 32 output channels have without bias?",
    "What is the entropy of two independent fair coin tosses in bits?",
    "normalised entropy of [0.5, 0.25, 0.25]",
    "What is the symmetric KL divergence KL(P||Q) + KL(Q||P) of P=[0.5,0.5], Q=[0.9,0.1]?",
    "half mean squared error of predictions [1,2] and targets [2,4]",
    "SGD step from w = 5 with gradient 1 and learning rate 0.1. What is the loss?",
    "SGD with Nesterov momentum 0.9, velocity 1, gradient 1, lr 0.1, w = 5. New w?",
    "argmax of softmax([1, 5, 2])",
    "masked softmax of [1, 2, 3] with the third entry masked",
    "unscaled dot-product attention weights for q = [1, 0], keys [1, 0] and [0, 1]",
    *(
        f"Prevalence 2%. Sensitivity 90%. Specificity 95%. {asked}"
        for asked in (
            "What is the probability that a healthy person tests positive?",
            "What is the probability that a sick person tests negative?",
        )
    ),
    "A test has 90% sensitivity, 95% specificity. Prior 10%. After a positive test and then a negative one, what is "
    "the probability of disease?",
    "A dataset of 100 samples in 4 classes has 25 samples per class. Entropy in bits?",
    "exp of the entropy of [0.5, 0.5]",
    "harmonic mean of 2 and 6",
    "A node with 20 samples, 5 of class 1. Entropy?",
    "cross-entropy minus entropy of P=[0.5,0.5] and Q=[0.9,0.1]",
    "Gini coefficient of incomes 1, 2, 3",
    "sublinear tf-idf: tf 10, N 1000, df 10",
    "mean of 1, 2, 3 after dropping the largest",
    "variance of [1,2,3] divided by its mean",
    "Mahalanobis distance of (1,2) from (0,0)",
    "PCA eigenvalues 4, 3, 2, 1: explained variance of the first two?",
    "standard deviation of the mean of 4, 8, 6",
    "learning rate 0.1, divided by 0 every 10 epochs, at epoch 20?",
)
"""Another quantity than the one that is named: what the calculator does not know, it must not answer."""


def flat(value: Value) -> list[float]:
    """All numbers of a value in their order."""
    return [number for part in value for number in flat(part)] if isinstance(value, tuple) else [float(value)]


@pytest.mark.parametrize(("question", "expected"), RIGHT)
def test_a_question_of_a_problem_set_is_answered_right(question: str, expected: Value) -> None:
    found = calculate(question)
    assert found.working is not None, found.message
    got, wanted = flat(found.working.value), flat(expected)
    assert len(got) == len(wanted)
    assert all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9) for a, b in zip(got, wanted, strict=True)), got


def test_a_definition_in_a_program_is_left_alone() -> None:
    assert calculate("def accuracy(tp=10, fp=2): ...").status == "not_recognised"


@pytest.mark.parametrize("question", TWISTS)
def test_a_twist_that_makes_another_quantity_is_not_calculated(question: str) -> None:
    assert calculate(question).status != "calculated"
