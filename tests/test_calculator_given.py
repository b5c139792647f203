"""Losses and vectors from named data: lists, tables, bullets and code, and what must stop the reading."""

import math

import pytest
from calculated import assert_calculated

from tutor.calculator.calculate import calculate

BAKERY = "- Monday: actual 12, forecast 10\n- Tuesday: actual 9, forecast 10\n- Friday: actual 14, forecast 18\n\n"
HOUSES = (
    "| House ID | Rooms | True price | Estimated price |\n|---|---|---|---|\n| 1 | 3 | 250 | 240 |\n"
    "| 2 | 5 | 310 | 325 |\n| 3 | 2 | 190 | 200 |\n\n"
)
MODELS = "Model X: MSE = 64, MAE = 6.1, R2 = 0.91\nModel Y: MSE = 81, MAE = 5.9, R2 = 0.89\n\n"
SCORES = "The last layer gives these scores:\n\ncat: 2.0\ndog: 1.0\nbird: 0.1\n\n"
ANIMALS = "probs = [0.1, 0.7, 0.2] for cat, dog, bird. "
KEYS = "Query q = [1, 2], keys k1 = [2, 1], k2 = [1, 3]. "
CORPUS = 'D1: "red sun red sky"\nD2: "blue sky"\nD3: "blue sea"\n\n'
MSE_CODE = (
    "import numpy as np\n\ndef mse(y_true, y_pred):\n    return {}\n\n"
    "y_true = np.array([1, 2, 3])\ny_pred = np.array([2, 2, 5])\n{}\n"
)
MEAN = "np.mean((y_true - y_pred) ** 2)"


def _cross_entropy(logits: list[float], right: int) -> float:
    return math.log(sum(math.exp(each - logits[right]) for each in logits))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (BAKERY + "Compute the MSE.", 7.0),
        (BAKERY + "Compute the RMSE and the MAE.", (math.sqrt(7), 7 / 3)),
        (HOUSES + "What is the mean absolute error?", 35 / 3),
        (MODELS + "What is the RMSE of each model?", (8.0, 9.0)),
        ("Observed: 20, 22, 19, 25\nPredicted: 21, 20, 19, 26\n\nCompute R^2.", 1 - 6 / 21),
        ("line: y = 2x + 3\n\npoints: (1, 6), (2, 6), (4, 12)\n\nCompute the MSE of the line.", 1.0),
        ("Predicted 5, actual 3, delta 1. What is the Huber loss?", 1.5),
        (SCORES + "The correct label is dog. What is the softmax cross-entropy loss?", _cross_entropy([2, 1, 0.1], 1)),
        (ANIMALS + "The picture is of a dog. What is the cross-entropy loss?", -math.log(0.7)),
        (
            ANIMALS + "The predicted label is dog, the true label is bird. What is the cross-entropy loss?",
            -math.log(0.2),
        ),
        (
            "predictions = [[0.1, 0.8, 0.1], [0.5, 0.3, 0.2]]\nlabels = [1, 0]\nFind the mean cross-entropy.",
            -(math.log(0.8) + math.log(0.5)) / 2,
        ),
        (
            "logits = torch.tensor([[2.0, 0.5, -1.0]])\ntarget = torch.tensor([0])\n"
            "loss = F.cross_entropy(logits, target)\nprint(loss.item())",
            _cross_entropy([2, 0.5, -1], 0),
        ),
        ("Sample 1: y = 1, p = 0.9\nSample 2: y = 0, p = 0.2\n\nAverage log loss?", -math.log(0.9 * 0.8) / 2),
        ("Multi-class SVM loss: s = [3.2, 5.1, -1.7] for cat, car, frog; the right class is cat. Loss?", 2.9),
        ("The true label is -1 and the prediction score is 0.4. What is the hinge loss?", 1.4),
        ("u = (3, 4), v = (1, 2), w = (0, 1). What is the cosine similarity of u and w?", 0.8),
        ("What is the angle in radians between [1, 0] and [0, 2]?", math.pi / 2),
        (KEYS + "Compute scores.", (4.0, 7.0)),
        (KEYS + "What are the scaled attention scores?", (4 / math.sqrt(2), 7 / math.sqrt(2))),
        (
            "weights = [0.5, -1], bias = 0.2, inputs = [2, 1]. What does the sigmoid neuron output?",
            1 / (1 + math.exp(-0.2)),
        ),
        ("Lasso with MSE = 0.4, w = [1, -0.5], lambda = 0.2. What is the total cost?", 0.7),
        ("Ridge with loss 0.5, ||w||_2^2 = 2, lambda = 0.3. What is the total cost?", 1.1),
        (CORPUS + 'What is the tf-idf of "red" in D1, with raw counts and the natural logarithm?', 2 * math.log(3)),
        (MSE_CODE.format(MEAN, "print(mse(y_true, y_pred))"), 5 / 3),
    ],
)
def test_named_data_in_any_layout_is_worked_out(question: str, expected: float | tuple[float, ...]) -> None:
    assert_calculated(question, expected)


@pytest.mark.parametrize(
    "question",
    [
        BAKERY + "Compute the RMSE on the days except Monday.",
        BAKERY + "Compute the MSE for Monday.",
        BAKERY + "The threshold is 5. Compute the RMSE.",
        BAKERY + "By how much does the RMSE exceed the MAE?",
        BAKERY.replace(", forecast 18", "") + "Compute the MSE.",
        BAKERY + "What is the normalised RMSE?",
        HOUSES + "What is the mean absolute error of the second house?",
        HOUSES.replace("Rooms", "Weight") + "What is the mean absolute error?",
        MODELS + "What is the RMSE of model Y?",
        "The training MSE is 25 with 10 samples. What is the RMSE?",
        "y_true = [3, 5], y_pred = [2, 7], weights = [1, 2]. What is the MSE?",
        "y_true = [3, 5]\ny_pred = [2, 7]\nmse = mean_squared_error(y_true, y_pred, squared=False)\nprint(mse)",
        "y_true = [3, 5]\ny_pred = [2, 7]\ny_pred = [p + 1 for p in y_pred]\nprint(mean_squared_error(y_true, y_pred))",
        "logits = torch.tensor([[2., 1., 0.]]) * 2\ntarget = torch.tensor([1])\nloss = F.cross_entropy(logits, target)",
        "label = -1, score = 0.4. What is the squared hinge loss?",
        "Predicted 5, actual 3. What is the Huber loss with threshold delta?",
        "probs = [0.1, 0.7, 0.2], the true class is not 2. What is the cross-entropy loss?",
        "u = (3, 4), v = (1, 2), w = (0, 1). What is the cosine similarity?",
        "u = (3, 4), v = (1, 2). Compute the Euclidean distance between u and 2v.",
        "a = [1, 2], b = [3, 4]. Normalize both and compute their dot product.",
        "sigmoid(z) = 0.7. What is z?",
        "The sigmoid output of a unit is 0.7 and the target is 1. What is the error?",
        "tanh is applied to 0.5. What is the derivative there?",
        "Apply ReLU to [-1, 2, 3] and sum the result.",
        "A perceptron has weights w1 = 0.5, w2 = -1 and bias 0.25. Inputs: x1 = 1, x2 = 3. What is the weighted sum z?",
        KEYS + "The second key is masked. Compute the scores.",
        KEYS + "What weight does the second key get in attention?",
        "Ridge with loss 0.5, ||w||_2 = 2, lambda = 0.3. What is the total cost?",
        "Elastic net with loss 0.5, w = [1, -2], lambda = 0.3. What is the total cost?",
        CORPUS + 'With smoothed idf, what is the tf-idf of "red" in D1?',
        MSE_CODE.format(MEAN + " / 2", "print(mse(y_true, y_pred))"),
        MSE_CODE.format("np.sum((y_true - y_pred) ** 2)", "print(mse(y_true, y_pred))"),
        MSE_CODE.format(MEAN, "print(mse(y_true, y_pred) * 2)"),
    ],
)
def test_a_twist_of_named_data_is_not_calculated(question: str) -> None:
    assert calculate(question).working is None
