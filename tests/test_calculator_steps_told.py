"""Programs, optimisers with their memory told and small models told, against plain Python; and their twists."""

import math

import pytest

from tests.calculated import Expected, assert_calculated
from tutor.calculator.calculate import calculate

PROGRAM = "w = 2.0\nlr = 0.1\ng = 3.0\nw = w - lr * g\n"
LOOP = "w = 5.0\nlr = 0.1\nfor _ in range(3):\n    g = 2*w\n    w -= lr*g\nprint(w)\n"
LINEAR = (
    "A linear model yhat = w*x + b with w = 1, b = 0 is trained on the example x = 2, y = 5 with the squared error "
    "(y - yhat)^2 and learning rate 0.1. "
)
NEURON = (
    "A sigmoid neuron with weights w = [0.5, -0.5] and bias 0.1 sees x = [1, 2] with target 0. The loss is binary "
    "cross-entropy, the learning rate is 0.1. "
)
NET = "W1 = [[1, 2], [0, -1]], b1 = [0, 1], W2 = [1, 1], b2 = 0, x = [1, 1]. Hidden: tanh, output: linear. "
RELU = (
    "A network has W1 = [[1, -1], [2, 1]], b1 = [0, -1], W2 = [1, 3], b2 = 0.5 and x = [2, 1]. The hidden layer uses "
    "ReLU, "
    "the output layer is linear. The target is y = 10, the loss is L = 1/2 (y - yhat)^2. "
)
ADAM = "Adam with beta1 = 0.9, beta2 = 0.999, m0 = 0, v0 = 0 and a first gradient of 4. "
RMS = "RMSProp: s = 4, gradient 2, beta 0.9, learning rate 0.1, w = 1. "
P = 1 / (1 + math.exp(0.4))
RIGHT: tuple[tuple[str, Expected], ...] = (
    (f"{PROGRAM}What is w?", 1.7),
    (f"{LOOP}What does this print?", 5 * 0.8**3),
    (
        "a = 0.5\nb = 2\nz = a * b\nloss = -np.log(1 / (1 + np.exp(-z)))\nprint(f'{loss:.3f}')\nWhat is printed?",
        math.log(1 + math.exp(-1)),
    ),
    ("old_weight = 3\nstep = 0.5\nnew_weight = old_weight - step\nWhat is the new weight?", 2.5),
    (f"{LINEAR}What is the new w after one step?", 1 + 0.1 * 2 * 3 * 2),
    (f"{LINEAR}What is the loss?", 9),
    (f"{LINEAR}What is the gradient of the loss with respect to b?", -6),
    (f"{LINEAR}What are w and b after one update?", (2.2, 0.6)),
    (
        "Linear regression h(x) = theta0 + theta1 x, theta0 = 0, theta1 = 0, data (1, 2), (2, 4), (3, 5), cost J = "
        "(1/2m) sum "
        "(h(x) - y)^2, alpha = 0.1. What are theta0 and theta1 after one step of gradient descent?",
        (0.1 * 11 / 3, 0.1 * 25 / 3),
    ),
    (
        "Linear regression h(x) = theta0 + theta1 x, theta0 = 0, theta1 = 0, data (1, 2), (2, 4). With the cost J = "
        "(1/2m) sum "
        "(h(x) - y)^2 and alpha = 0.1, what is theta1 after one step of batch gradient descent?",
        0.5,
    ),
    (f"{NEURON}What are the updated weights?", (0.5 - 0.1 * P, -0.5 - 0.2 * P)),
    (f"{NEURON}What is the updated bias?", 0.1 - 0.1 * P),
    (f"{NET}What is the output of the network?", math.tanh(3)),
    (f"{NET}What are the hidden activations?", (math.tanh(3), 0)),
    (f"{NET}What is the output of the second hidden unit?", 0),
    (f"{RELU}What is the loss?", 0.5 * (10 - 13.5) ** 2),
    (f"{RELU}Compute the gradient of the loss with respect to W2.", (3.5, 14)),
    (f"{ADAM}What is the bias-corrected first moment?", 4),
    (f"{ADAM}What is the first moment before bias correction?", 0.4),
    (f"{RMS}What is w after the update?", 1 - 0.1 * 2 / 2),
    (f"{RMS}What is the new second moment?", 4),
    (
        "v <- 0.9 v + g, w <- w - 0.1 v. With v = 2, g = -1 and w = 3, find the new w after the momentum update.",
        3 - 0.08,
    ),
    (
        "RMSProp with s <- 0.9 s + 0.1 g^2, start s = 0. The gradients are g1 = 2, g2 = 4. Find s after both steps.",
        1.96,
    ),
)
LEFT_ALONE = (
    f"{PROGRAM}What would w be if lr were doubled?",
    f"{PROGRAM}What is w after two more such updates?",
    f"{PROGRAM}The data have 12 rows. What is w?",
    "w = 2\nif w > 1: w = 0\nw = w + 1\nz = w * 2\nWhat is z?",
    "w = [1, 2]\nlr = 0.1\nw = w - lr * g\nWhat is w?",
    f"{LINEAR}What are w and b after two steps?",
    f"{LINEAR}What is w after one step if the learning rate is doubled?",
    f"{LINEAR}What is the error?",
    f"{LINEAR}An L2 penalty with lambda = 0.1 is added. What is the new w after one step?",
    f"{NET}What is the output of the network without the bias b1?",
    f"{NET}What is the output of the network for the input 2?",
    "A sigmoid neuron with weights w = [0.5, -0.5, 1] and bias 0.1 sees x = [1, 2]. What is its output before the "
    "activation?",
    f"{ADAM}What is the first moment without bias correction?",
    f"{RMS}What is the change of w?",
    f"{RMS}A second worker has 3 GPUs. What is w after the update?",
)


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[-60:] for question, _ in RIGHT])
def test_what_is_told_is_worked_out(question: str, expected: Expected) -> None:
    assert_calculated(question, expected)


@pytest.mark.parametrize("question", LEFT_ALONE)
def test_what_changes_the_question_is_not_answered_as_before(question: str) -> None:
    assert calculate(question).working is None


def test_the_loss_after_a_step_is_not_the_parameters() -> None:
    working = calculate(f"{LINEAR}What is the loss after one step?").working
    assert working is not None
    assert isinstance(working.value, float)
    assert working.value == pytest.approx(0, abs=1e-12)
