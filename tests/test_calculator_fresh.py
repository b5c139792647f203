"""Questions in the manner of problem sets, written without a look at the rules: right ones, and twists left alone."""

import math

import pytest

from tutor.calculator.calculate import calculate
from tutor.calculator.working import Value

RIGHT: tuple[tuple[str, Value], ...] = (
    ("Learning rate starts at 0.1 and decays by a factor of 0.5 every 10 epochs. What is it at epoch 25?", 0.025),
    ("The lr halves every 10 epochs, starts at 0.1; value at epoch 20?", 0.025),
    (
        "Of 200 emails 50 are spam. The filter marks 40 spam emails correctly and 10 good ones wrongly. Accuracy?",
        0.9,
    ),
    ("A node of 20 samples has 5 in class A and the rest in class B. Gini?", 0.375),
)

TWISTS = (
    "How many parameters does a bidirectional LSTM with input size 100 and hidden size 256 have?",
    "Depthwise separable convolution with 3x3 kernel, 32 input and 64 output channels: how many parameters?",
    "How many parameters does a 3D convolution with a 3x3x3 kernel, 16 input and 32 output channels have without bias?",
    "What is the entropy of two independent fair coin tosses in bits?",
    "normalised entropy of [0.5, 0.25, 0.25]",
    "What is the symmetric KL divergence KL(P||Q) + KL(Q||P) of P=[0.5,0.5], Q=[0.9,0.1]?",
    "A patient tests positive twice: prevalence 1%, sensitivity 90%, specificity 90%. Probability of disease?",
    "sum of squared errors for predictions [1,2] and targets [2,4]",
    "half mean squared error of predictions [1,2] and targets [2,4]",
    "f(x) = x^2: after 2 gradient descent steps from 10 with learning rate 0.1, what is the loss?",
    "SGD with Nesterov momentum 0.9, velocity 1, gradient 1, lr 0.1, w = 5. New w?",
    "argmax of softmax([1, 5, 2])",
    "masked softmax of [1, 2, 3] with the third entry masked",
    "squared Euclidean distance of (1,2) and (4,6)",
    "squared L2 norm of (3, 4)",
    "unscaled dot-product attention weights for q = [1, 0], keys [1, 0] and [0, 1]",
    "harmonic mean of 2 and 6",
    "A node with 20 samples, 5 of class 1. Entropy?",
    "cross-entropy minus entropy of P=[0.5,0.5] and Q=[0.9,0.1]",
    "Gini coefficient of incomes 1, 2, 3",
    "sublinear tf-idf: tf 10, N 1000, df 10",
    "Standard error of a proportion of 0.4 with n = 100",
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


@pytest.mark.parametrize("question", TWISTS)
def test_a_twist_that_makes_another_quantity_is_not_calculated(question: str) -> None:
    assert calculate(question).status != "calculated"
