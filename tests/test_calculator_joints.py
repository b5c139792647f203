"""Two variables told cell by cell, in a matrix, by counts or by a noisy channel; and splits beside them."""

from math import log2

import pytest

from tests.calculated import assert_calculated
from tutor.calculator.calculate import calculate


def h(*shares: float) -> float:
    """The entropy in bits, written once more."""
    return -sum(share * log2(share) for share in shares if share)


RIGHT = (
    (
        "p(a=0,b=0) = 0.3\np(a=0,b=1) = 0.2\np(a=1,b=0) = 0.1\np(a=1,b=1) = 0.4\nCompute H(B|A).",
        h(0.3, 0.2, 0.1, 0.4) - 1,
    ),
    (
        "Problems 2-5 refer to these joint probabilities: p(a=0,b=0) = 0.3, p(a=0,b=1) = 0.2, p(a=1,b=0) = 0.1, "
        "p(a=1,b=1) = 0.4. Find I(A;B).",
        h(0.5, 0.5) + h(0.4, 0.6) - h(0.3, 0.2, 0.1, 0.4),
    ),
    (
        r"The joint distribution is $P_{XY}(X,Y) = \begin{pmatrix} 0.5 & 0.25 \\ 0 & 0.25 \end{pmatrix}$. "
        r"What is the joint entropy $H(XY)$?",
        1.5,
    ),
    ("Counted pairs: n00 = 30, n01 = 20, n10 = 10, n11 = 40. Compute the mutual information of both.", 0.1245112498),
    (
        "A binary symmetric channel has the crossover probability 0.2 and equally likely inputs. What is I(X;Y)?",
        1 - h(0.2, 0.8),
    ),
    (
        "For a BSC with crossover probability epsilon = 0.2 and input probabilities p_0 = 0.7, p_1 = 0.3, what is "
        "the mutual information?",
        h(0.62, 0.38) - h(0.2, 0.8),
    ),
    (
        "wet: 0 0 1 1 1 0\nwind: 1 0 1 0 1 0\nClass: + + - - - +\nWhat is the information gain of the attribute wet?",
        1.0,
    ),
    (
        "A parent node has 20 samples: 10 ripe, 10 raw. The left child gets 9 ripe and 1 raw, the right child "
        "1 ripe and 9 raw. Information gain?",
        1 - h(0.9, 0.1),
    ),
    (
        "A node holds 8 figs, 3 kiwis and 1 plum. After splitting, the soft child has 4 figs; the other child has 4 "
        "figs, 3 kiwis and 1 plum. What is the weighted average Gini impurity of the two children?",
        8 / 12 * (1 - (16 + 9 + 1) / 64),
    ),
)


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[:60] for question, _ in RIGHT])
def test_two_variables_are_read_however_they_are_told(question: str, expected: float) -> None:
    assert_calculated(question, pytest.approx(expected).expected)


LEFT_ALONE = (
    "A node with 9 red, 5 blue, 2 green goes to a left child with 6 red and 1 blue and a right child with the others. "
    "Information gain?",
    "| | fog | no fog |\n|---|---|---|\n| frost | 3/10 | 1/10 |\n| mild | 2/10 | 4/10 |\n"
    "What is the entropy of fog, given the knowledge of whether there is frost?",
    "A deck has 40 cards, one extra king and 3 extra queens: 44 cards in all. What is the entropy of the deck?",
    "A binary symmetric channel has the crossover probability 0.2. What is I(X;Y)?",
    "p(a=0,b=0) = 0.3, p(a=0,b=1) = 0.2, p(a=1,b=0) = 0.1 and 7 others. Find I(A;B).",
    "We do 10-fold cross-validation on 200 examples. How large are X, Y and Z: models, training, test?",
)


@pytest.mark.parametrize("question", LEFT_ALONE, ids=[question[:60] for question in LEFT_ALONE])
def test_what_is_left_of_one_variable_is_no_entropy_of_a_row(question: str) -> None:
    assert calculate(question).working is None
