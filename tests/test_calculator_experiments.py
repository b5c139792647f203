"""Dice, coins, cards and lots counted out, against exact fractions; changes that must change or stop the answer."""

from fractions import Fraction
from itertools import product
from math import comb

import pytest

from tests.calculated import assert_calculated
from tutor.calculator.calculate import calculate
from tutor.calculator.experiment import Experiment

URN = "An urn holds 5 red and 3 blue balls. "
TWO = f"{URN}Two balls are drawn without replacement. What is the probability that "
LOT = "A box has 20 bulbs, 4 of which are defective. Three are picked at random. What is the probability that "
DICE = "Two dice are rolled. What is the probability "
RIGHT = (
    # lots
    (f"{TWO}both are red?", Fraction(5 * 4, 8 * 7)),
    (f"{TWO}neither is red?", Fraction(3 * 2, 8 * 7)),
    (f"{TWO}one is red and one is blue?", Fraction(15, 28)),
    (f"{TWO}at least one is red given that the first is blue?", Fraction(5, 7)),
    (f"{TWO}the second is blue?", Fraction(3, 8)),
    (f"{TWO}they are of different colours?", Fraction(15, 28)),
    (f"{URN}Two are drawn with replacement. Probability of a red then a blue?", Fraction(15, 64)),
    (f"{URN}Three balls are drawn. What is the probability that at most one is blue?", Fraction(40, 56)),
    (f"{URN}A ball is drawn, returned, and another is drawn. What is the probability both are red?", Fraction(25, 64)),
    (f"{URN}Two balls are drawn. If the first is red, what is the probability that the second is red?", Fraction(4, 7)),
    (
        "A bag has 4 white and 6 black beads. A bead is drawn and put back along with 3 more beads of the same "
        "colour, then a "
        "second bead is drawn. What is the probability that the first is white and the second is black?",
        Fraction(4, 10) * Fraction(6, 13),
    ),
    (
        "An urn has 5 red, 7 blue and 3 green. Two are drawn. Probability that one is red and one is blue?",
        Fraction(1, 3),
    ),
    (
        "A drawer has 6 black and 4 blue socks. I draw two with replacement. Probability that they match in colour?",
        Fraction(13, 25),
    ),
    (f"{LOT}none is defective?", Fraction(comb(16, 3), comb(20, 3))),
    (f"{LOT}at least one works?", 1 - Fraction(comb(4, 3), comb(20, 3))),
    (
        "In a crate of 30 eggs, 6 are cracked. If you randomly select 4 eggs, what is the probability that exactly 2 "
        "are cracked?",
        Fraction(comb(6, 2) * comb(24, 2), comb(30, 4)),
    ),
    (
        "A jury of 5 is picked at random from 6 women and 8 men. What is the probability that the jury has exactly 3 "
        "women?",
        Fraction(comb(6, 3) * comb(8, 2), comb(14, 5)),
    ),
    (
        "A sack has 4 red and 6 green nuts. Three are drawn without replacement. Let X denote the number of red nuts "
        "drawn. "
        "Find P(X = 2 | X >= 1).",
        Fraction(comb(4, 2) * 6, comb(10, 3) - comb(6, 3)),
    ),
    (
        "A club has 8 women and 5 men. A team of 3 is chosen at random. What is the probability that it contains at "
        "least one woman and at least one man?",
        1 - Fraction(comb(8, 3) + comb(5, 3), comb(13, 3)),
    ),
    ("A bag has 12 balls, 5 red and 7 blue. Two are drawn. What is the probability both are red?", Fraction(20, 132)),
    (
        "A lot of 10 items has 3 defective. A sample of 4 is drawn without replacement. What is the probability that "
        "it contains no more than 1 defective?",
        Fraction(comb(7, 4) + 3 * comb(7, 3), comb(10, 4)),
    ),
    # dice
    (f"{DICE}that the sum is 7 or 11?", Fraction(8, 36)),
    (f"{DICE}that the sum is not 7?", Fraction(30, 36)),
    (f"{DICE}that the product is 12?", Fraction(4, 36)),
    (f"{DICE}that they show different numbers?", Fraction(30, 36)),
    (f"{DICE}of at least one 6?", Fraction(11, 36)),
    (f"{DICE}that both are even given that the sum is 8?", Fraction(3, 5)),
    ("A fair die is rolled four times. Find the probability that at least two results coincide.", Fraction(936, 1296)),
    ("A die is rolled. What is the probability of a number greater than 4?", Fraction(2, 6)),
    # coins
    ("A fair coin is tossed 3 times. Probability of heads on the first toss and tails on the second?", Fraction(1, 4)),
    (
        "A fair coin is flipped twice. Given that at least one tail was seen, what is the probability of two tails?",
        Fraction(1, 3),
    ),
    (
        "A coin is tossed 6 times. What is the probability of exactly 4 heads given that the first toss is heads?",
        Fraction(10, 32),
    ),
    # cards
    ("A card is drawn from a deck. What is the probability that it is a king or a heart?", Fraction(16, 52)),
    ("A card is drawn from a deck. What is the probability that it is a red king?", Fraction(2, 52)),
    ("Two cards are drawn from a deck. What is the probability of a pair?", Fraction(3, 51)),
    (
        "Five cards are drawn from a deck. What is the probability that all are of the same suit?",
        Fraction(4 * comb(13, 5), comb(52, 5)),
    ),
    ("What is the probability that a 5-card hand contains 2 aces and 3 kings?", Fraction(24, comb(52, 5))),
    (
        "You draw 3 cards from a deck of 52. What's the probability that all three are of the same suit?",
        Fraction(12 * 11, 51 * 50),
    ),
)
LEFT_ALONE = (
    "A bag has 12 balls, 5 red and 4 blue. Two balls are drawn. What is the probability that both are red?",
    "A box has 10 red pens, 5 blue pens and 5 notebooks. Two are drawn. What is the probability that both are pens?",
    "A box holds 4 red and 6 blue balls; 3 red balls are added. Two are drawn. Probability that both are red?",
    f"{TWO}they are not both red?",
    f"{TWO}both are heavy?",
    f"{TWO}one is red?",
    f"{TWO}the first is red or the second is blue?",
    f"{URN}Two are drawn; the first is red. Probability the second is blue?",
    f"{URN}Two red balls are removed. Then a ball is drawn. What is the probability that it is red?",
    f"{URN}Three balls are drawn. What is the probability that more red than blue balls are drawn?",
    f"{URN}Three balls are drawn. What is the probability that only the first is blue?",
    f"{URN}Two balls are drawn until a red one comes. What is the probability that both are red?",
    f"{URN}A red ball weighs 3 g. Two balls are drawn. What is the probability that both are red?",
    f"{DICE}that the sum is even and greater than 8?",
    f"{DICE}of a six?",
    "Two dice are rolled and the sum is 8. What is the probability that both are even?",
    "Two loaded dice are rolled. What is the probability that the sum is 7?",
    "A coin with unknown bias is tossed 6 times. Probability of exactly 4 heads?",
    "A card is drawn from a deck with 2 jokers. What is the probability that it is a king?",
)


@pytest.mark.parametrize(("question", "expected"), RIGHT, ids=[question[-70:] for question, _ in RIGHT])
def test_what_draws_show_is_counted_exactly(question: str, expected: Fraction) -> None:
    assert_calculated(question, float(expected))


@pytest.mark.parametrize("question", LEFT_ALONE)
def test_what_is_not_read_in_full_is_left_alone(question: str) -> None:
    assert calculate(question).working is None


def test_counts_and_sequences_give_the_same_probability() -> None:
    made = Experiment((frozenset({"a"}), frozenset({"b"})), (Fraction(4), Fraction(3)), 3, -1)

    def two(outcome: tuple[int, ...]) -> bool:
        return outcome.count(0) == 2

    assert made.probability(two, ordered=True) == made.probability(two, ordered=False) == Fraction(18, 35)


def test_three_dice_are_as_likely_as_their_listed_outcomes() -> None:
    made = Experiment(tuple(frozenset({str(v)}) for v in range(1, 7)), (Fraction(1),) * 6, 3, values=tuple(range(1, 7)))
    listed = sum(sum(faces) >= 15 for faces in product(range(1, 7), repeat=3))
    found = made.probability(lambda outcome: sum(at + 1 for at in outcome) >= 15, ordered=False)
    assert found == Fraction(listed, 216)


def test_too_many_outcomes_are_not_gone_through() -> None:
    made = Experiment(tuple(frozenset({str(v)}) for v in range(52)), (Fraction(1),) * 52, 9, -1)
    assert made.probability(lambda outcome: True, ordered=True) is None
