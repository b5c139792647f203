"""Informed: entropies, gains and divergences of distributions, counts and splits, however they are told."""

from math import log, log2

import pytest

from tests.calculated import assert_calculated
from tutor.calculator.calculate import calculate
from tutor.calculator.counted_words import counted_words
from tutor.calculator.headcounts import headcount
from tutor.calculator.rows_told import equally_likely, rows_told


def entropy(*counts: float) -> float:
    return -sum(each / sum(counts) * log2(each / sum(counts)) for each in counts if each)


def gini(*counts: float) -> float:
    return 1 - sum((each / sum(counts)) ** 2 for each in counts)


def after(*groups: tuple[float, ...]) -> float:
    return sum(sum(group) * entropy(*group) for group in groups) / sum(map(sum, groups))


def gain(*groups: tuple[float, ...]) -> float:
    return entropy(*map(sum, zip(*groups, strict=True))) - after(*groups)


BRANCHES = "The left branch gets 33 ripe and 3 raw, the right branch 7 ripe and 27 raw. "
TABLE = "| Soil | Grew | Died | Total |\n|---|---|---|---|\n| clay | 9 | 3 | 12 |\n| sand | 2 | 8 | 10 |\n"
PAIR = "Let P = {x: 0.6, y: 0.3, z: 0.1} and Q = {x: 0.2, y: 0.2, z: 0.6}. "
READ = [
    ("A crate has eleven plums, four figs and one quince. What is the entropy of the fruit drawn?", entropy(11, 4, 1)),
    ("Out of 26 parcels 19 are domestic and 7 foreign. Find the entropy of the set.", entropy(19, 7)),
    ("A node holds 12 of class 0, 6 of class 1 and 2 of class 2. Compute its Gini index.", gini(12, 6, 2)),
    ("An inbox of 30 mails: 21 wanted and the rest unwanted. Entropy in bits?", entropy(21, 9)),
    ("A tray holds 10, 6 and 4 numbers of red, green and blue beads respectively. Entropy of the colour?",
     entropy(10, 6, 4)),
    (BRANCHES + "What is the information gain?", gain((33, 3), (7, 27))),
    (BRANCHES + "What is the entropy of the left branch?", entropy(33, 3)),
    (BRANCHES + "What is the weighted average entropy of the branches?", after((33, 3), (7, 27))),
    ("A node with 70 fruits (40 ripe / 30 raw) is divided into two children. " + BRANCHES + "How large is the "
     "reduction in Gini impurity?",
     gini(40, 30) - (36 * gini(33, 3) + 34 * gini(7, 27)) / 70),
    ("Of 50 pupils, 20 are in the choir and 30 in the band. Of those in the choir, 14 walk; of those in the band, 6 "
     "walk. Information gain about walking?", gain((14, 6), (6, 24))),
    ("Of 40 visitors 22 stayed. 18 visitors had a map, 15 of whom stayed; the other 22 had none, and 7 of them stayed. "
     "How large is the information gain?", gain((15, 3), (7, 15))),
    ("There are 9 tuples with B = b1 and class C1, 1 with B = b1 and class C2, 2 with B = b2 and class C1 and 8 with "
     "B = b2 and class C2. Determine the information gain of B.", gain((9, 1), (2, 8))),
    (TABLE + "What is the information gain of splitting by Soil?", gain((9, 3), (2, 8))),
    (TABLE + "1. Calculate the gain ratio of Soil.", gain((9, 3), (2, 8)) / entropy(12, 10)),
    ("| Class | Parent | Left | Right |\n|---|---|---|---|\n| A | 30 | 25 | 5 |\n| B | 20 | 4 | 16 |\nWhat is the Gini "
     "gain?", gini(30, 20) - (29 * gini(25, 4) + 21 * gini(5, 16)) / 50),
    ("Information gain of a tree with the leaf nodes {a, a, b}, {b, b, b, a}, {c, c}",
     gain((2, 1, 0), (1, 3, 0), (0, 0, 2))),
    ("S <- [9+, 5-]; S_weak <- [6+, 2-]; S_strong <- [3+, 3-]. Gain(S, Wind)?", gain((6, 2), (3, 3))),
    ("True labels: 60% cat, 40% dog. Predicted: 50% cat, 50% dog. What is the cross-entropy in bits?", 1.0),
    ("A jar has 12 green marbles, 6 orange marbles and 2 white ones. Entropy of its colours?", entropy(12, 6, 2)),
    ("20 pupils (10 yes, 10 no) are split: 'yes' branch: 12 with 9 yes and 3 no; 'no' branch: 8 with 1 yes and 7 no. "
     "What is the gain ratio?", gain((9, 3), (1, 7)) / entropy(12, 8)),
    ("It is fog with probability 1/2, rain with probability 1/4 and sun with probability 1/4. How many bits of "
     "information does a report carry on average?", 1.5),
    ("Entropy of the set X = {k, k, k, m, m}, in bits?", entropy(3, 2)),
    (PAIR + "Compute D_KL(Q || P) in nats.", 0.2 * log(0.2 / 0.6) + 0.2 * log(0.2 / 0.3) + 0.6 * log(6)),
    ("p(0) = a, p(1) = 1 - a, q(0) = b and q(1) = 1 - b. Compute D(p||q) in bits for a = 1/4 and b = 1/2.",
     1 - entropy(1, 3)),
    ("Given that Prob(bus) = 0.5, Prob(tram) = 0.3 and Prob(foot) = 0.2, compute the Gini index.",
     1 - 0.25 - 0.09 - 0.04),
    ("| x | a | b | c |\n|---|---|---|---|\n| P(x) | 0.7 | 0.2 | 0.1 |\n(a) Compute the entropy H(X) in bits.",
     entropy(7, 2, 1)),
    ("A station reports fog (1/2), rain (1/4) and sun (1/4). How much information do we get when it is foggy?", 1.0),
    ("An experiment has 32 equally likely outcomes. Find the information of each outcome.", 5.0),
    ("What is the perplexity of a uniform model over a vocabulary of 90 words?", 90.0),
    ("P(we) = 0.2, P(go | we) = 0.1 and P(home | go) = 0.5. What is the perplexity of the sentence?", 100 ** (1 / 3)),
    ("P(X=0) = 0.5, P(X=1) = 0.5, P(Y=1|X=1) = 0.8 and P(Y=1|X=0) = 0.2. Find I(X;Y).", 1 - entropy(1, 4)),
    ("P(A=0) = 0.25, P(B=0|A=0) = 1 and P(B=0|A=1) = 1/3. Find H(B|A).", 0.75 * entropy(1, 2)),
]  # fmt: skip
TWISTS = [
    "A crate has eleven plums and four figs, two of them bruised. What is the entropy of the fruit drawn?",
    "A crate has eleven plums, four figs and at least one quince. What is the entropy of the fruit drawn?",
    "A crate has eleven plums, four figs and one quince. What is the entropy without the figs?",
    "A crate has eleven plums, four figs and twice as many quinces. What is the entropy of the fruit?",
    "Out of 26 parcels 19 are domestic and 6 foreign. Find the entropy of the set.",
    "Out of 26 parcels 19 are domestic. Find the entropy of the set of 3 parcels.",
    "A tree of depth 3 has a node with 12 yes and 5 no. Entropy of the node?",
    "A jar has 12 green marbles, 6 orange marbles and 2 white ones; 3 of the marbles are big. Entropy of its colours?",
    "A node has 12 yes and 5 no; a threshold of 7 is used. Entropy of the node?",
    "12 yes and 5 no in the first year, 6 yes and 6 no in the second. Entropy?",
    BRANCHES + "The right branch is then split into 7 ripe and 27 raw. Information gain?",
    "Humidity: high (3 yes, 4 no), normal (6 yes, 1 no). Wind: weak (6 yes, 2 no), strong (3 yes, 3 no). Information "
    "gain of Wind?",
    "X takes the values -1, 0, 1 with probabilities 1/2, 1/4, 1/4. Y = X^2. Find H(Y) in bits.",
    BRANCHES + "Which branch is purer?",
    BRANCHES + "What is the average entropy of the branches, unweighted?",
    "A node with 70 fruits (40 ripe / 31 raw) is divided into two children. " + BRANCHES + "Gini gain?",
    "Of 50 pupils, 20 are in the choir and 30 in the band. Of those in the choir, 14 walk; of those in the band, 6 "
    "do not walk. Information gain about walking?",
    TABLE.replace("| 10 |", "| 11 |") + "What is the information gain of Soil?",
    TABLE + "What is the conditional entropy of soil given growth?",
    "| | Predicted yes | Predicted no |\n|---|---|---|\n| Actual yes | 6 | 2 |\n| Actual no | 3 | 3 |\n"
    "What is the entropy?",
    "Left [3, 1], right [1, 3], left again split into [3, 0] and [0, 1]. Information gain?",
    "Leaves [3, 1] and [1, 3], parent [4, 5]. Information gain?",
    PAIR.replace("z: 0.6", "w: 0.6") + "Compute D_KL(P || Q).",
    PAIR + "Compute the KL divergence after adding 0.1 to every entry.",
    PAIR + "Compute the symmetric KL divergence.",
    PAIR + "What is exp of the entropy of P?",
    "P = [0.5, 0.5] and Q = [0.25, 0.75]. Compute H(P,Q) - H(P).",
    "A source emits a, b, c with probabilities 0.5, 0.25 and 0.25. What is the entropy of two symbols?",
    "A station reports fog (1/2), rain (1/4) and sun (1/4). How much information do we get when it is not foggy?",
    "An experiment has 32 equally likely outcomes, 2 of them red. Find the information of each outcome.",
    "A tagger was tested on 90 randomly chosen words. What is its perplexity?",
    "Model A gives the words 0.2, 0.5 and 0.1, model B gives 0.3, 0.3 and 0.3. What is the perplexity of model A?",
    "P(we) = 0.2, P(go | we) = 0.1, and the interpolation weight is 0.5. What is the perplexity of the sentence?",
    "P(X=0) = 0.5, P(X=1) = 0.4, P(Y=1|X=1) = 0.8 and P(Y=1|X=0) = 0.2. Find I(X;Y).",
    "P(A=0) = 0.25 and P(B=0|A=0) = 1. Find H(B|A).",
]  # fmt: skip


@pytest.mark.parametrize(("question", "value"), READ)
def test_what_is_given_in_any_form_is_worked_out(question: str, value: float) -> None:
    assert_calculated(question, value)


@pytest.mark.parametrize("question", TWISTS)
def test_a_twist_that_makes_it_unsure_gives_no_number(question: str) -> None:
    assert calculate(question).status != "calculated"


def test_both_directions_are_given_where_both_are_asked() -> None:
    p, q = (0.5, 0.5), (0.25, 0.75)
    there = sum(a * log2(a / b) for a, b in zip(p, q, strict=True))
    back = sum(b * log2(b / a) for a, b in zip(p, q, strict=True))
    told = "p(0) = r, p(1) = 1 - r, q(0) = s, q(1) = 1 - s. "
    assert_calculated(told + "Compute D(p||q) and D(q||p) in bits for r = 1/2, s = 1/4.", (there, back))


def test_numbers_are_cells_that_all_of_them_decide() -> None:
    found = headcount("Of 90 guests 50 ate. Of the 40 who came early, 30 ate.")
    assert found is not None
    assert sorted(map(sorted, found.cells)) == [[10, 30], [20, 30]]
    assert headcount("Of 90 guests 50 ate. 40 came early.") is None
    assert headcount("Of 90 guests 50 ate. Of the 40 who came early, 60 ate.") is None


def test_a_number_that_no_word_explains_leaves_the_text_alone() -> None:
    assert counted_words("Half of the 40 guests ate") is None
    assert counted_words("40 guests ate 2.5 loaves") is None
    assert headcount("12 plums, 4 figs and a 7") is None


def test_rows_have_to_sum_to_one_and_to_explain_every_number() -> None:
    assert rows_told("probabilities 0.5, 0.3 and 0.1") is None
    assert rows_told("probabilities 0.5, 0.3 and 0.2, and a rate of 0.4") is None
    assert rows_told("values 1, 2 and 3 with the probabilities 0.5, 0.3 and 0.2") is not None
    assert equally_likely("a die with 6 equally likely outcomes, thrown 3 times") is None


def test_a_class_that_is_as_large_as_the_others_together_is_no_total() -> None:
    found = calculate("Classes:\n- Class A: 19\n- Class B: 21\n- Class C: 40\nCalculate the Gini impurity.").working
    assert found is not None and found.value == pytest.approx(1 - (19**2 + 21**2 + 40**2) / 80**2)
