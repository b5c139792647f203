"""What is changed before it is asked of, or worked on afterwards, is given no number; plain questions beside it are."""

import pytest

from tests.calculator_phrasings import same
from tutor.calculator.calculate import calculate

PAIRS = "True values 3, 5, 7; predictions 2, 5, 9."
LOGITS = "Logits [2.0, 1.0, 0.1]."
U = "u = [3, 4], v = [4, 3]."
BLANKS = (
    "| Sample | y | ŷ | Sample Loss |\n|---|---|---|---|\n| 1 | 1 | 0.9 | ___ |\n| 2 | 0 | 0.2 | ___ |\n"
    "| 3 | 1 | 0.6 | ___ |\n| 4 | 0 | 0.4 | ___ |"
)
DAYS = (
    "| Day | Wind | Play |\n|---|---|---|\n| 1 | weak | yes |\n| 2 | strong | no |\n"
    "| 3 | weak | yes |\n| 4 | strong | {} |"
)


@pytest.mark.parametrize(
    "question",
    [
        f"Compute the binary cross-entropy loss.\n\n{BLANKS}",
        f"{DAYS.format('___')}\n\nWhat is the entropy of Play?",
        f"{DAYS.format('yes')}\n\nIf day 4 had been a no, what would the information gain of Wind be?",
        f"{DAYS.format('yes')}\n\nUsing only the first three days, compute the entropy of Play.",
        "Their row softmaxed to [0.5, 0.3, 0.15, 0.05] and they block the last two entries. "
        "What row do they end up with?",
        "Softmax gives [0.7, 0.2, 0.1]. What would the output be with temperature 2?",
        "The softmax output is [0.7, 0.2, 0.1] and the second class is right. What is the loss?",
        "Scores for one row are [2, 0, \u2212\u221e]. What are the attention weights?",
        f"{LOGITS} The second class is masked. Softmax?",
        f"{LOGITS} The probabilities go on; class 3 is zeroed and the rest rescaled. Softmax?",
        f"{LOGITS} What is the softmax probability of not drawing the first token?",
        f"{LOGITS} The true class is the first. Compute the softmax probabilities and the cross-entropy loss. "
        "Then compute the gradients w.r.t. the logits.",
        "The image is a cat: P(cat)=0.7, P(dog)=0.3. Another image is a dog with P(cat)=0.4, P(dog)=0.6. "
        "Mean cross-entropy?",
        "Image 1 is a cat with P(cat) = 0.8, P(dog) = 0.2. Image 2 is a dog with P(cat) = 0.3, P(dog) = 0.7. "
        "What is the average cross-entropy loss?",
        f"{PAIRS} The third sample is an outlier and is left out. What is the MSE?",
        f"{PAIRS} The second pair counts three times. MAE?",
        f"{PAIRS} MSE of the log-transformed values?",
        f"{PAIRS} MSE using n-1 in the denominator?",
        f"{PAIRS} MAE, but as a share of the mean target?",
        "Labels y = [1, 0, 1], predicted p = [0.9, 0.2, 0.6]. What is the binary cross-entropy of the positives only?",
        "Labels y = [1, 0, 1], predicted p = [0.9, 0.2, 0.6]. Binary cross-entropy with positives weighted twice?",
        "ReLU of [-1, 2, 3]: mean of the active units?",
        "Leaky ReLU with slope 0.1 on [-1, 2, -3], then sum. What do you get?",
        f"{U} Dot product with v reversed?",
        f"{U} Cosine of the angle between u and u + v?",
        "Distances from the query are 1, 2, 4. Softmax of the negative distances?",
        "Entropy of the average of (0.5, 0.5) and (1, 0)?",
        "Sigmoid of 2, then tanh of the result?",
        "tanh(0.5) squared?",
        f"{U} Dot product of u with itself?",
        f"{U} Cosine similarity after centring both?",
        f"{U} Normalise u first, then take the dot product with v.",
        f"{U} Compute u·v. Then compute the outer product.",
        "Points (1, 2) and (4, 6); the y axis counts double. Euclidean distance?",
        "Matrix [[1, 2], [3, 4]]: Frobenius norm without the diagonal?",
        "Entropy of [0.4, 0.4, 0.1, 0.1] once the two small outcomes are pooled?",
        "Binary entropy at 0.3: how much below its maximum?",
        "A leaf has 6 cats, 3 dogs and 1 bird. The bird is an annotation mistake and should be a cat. Entropy?",
        "A fair die is rolled and you learn that the result is even. What is the remaining entropy?",
        "For P = (0.7, 0.3) and Q = (0.4, 0.6), by how much does the cross-entropy H(P, Q) exceed the entropy of P?",
    ],
)
def test_numbers_that_are_worked_on_are_left_alone(question: str) -> None:
    found = calculate(question)
    assert found.status != "calculated", found.working


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (f"{PAIRS} MSE?", 5 / 3),
        (f"{LOGITS} Softmax?", [0.6590011389, 0.2424329707, 0.0985658904]),
        (f"{U} Cosine similarity?", 24 / 25),
        ("What does softmax return for [0.1, 0.2, 0.7]?", [0.2546285280, 0.2814080440, 0.4639634279]),
        ("L-infinity norm of [1, -7, 3]", 7.0),
        (f"{DAYS.format('no')}\n\nWhat is the entropy of Play?", 1.0),
    ],
)
def test_the_plain_question_beside_them_is_worked_out(question: str, value: object) -> None:
    found = calculate(question)
    assert found.working is not None, (found.status, found.message)
    assert same(found.working.value, value), found.working.value
