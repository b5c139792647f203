"""Stories of groups, repeats, handfuls and samples in words that no rule names, and their neighbours left alone."""

import pytest

from tutor import calculate

_REVIEWS = "A quarter of all reviews on the site are fake. The filter flags 85% of fake reviews and 2% of real ones. "
_BOAT = "In a village every fifth inhabitant owns a boat. Of the boat owners 70% can swim, of the others 40%. "
_BULBS = "30% of bulbs fail within a year. What is the probability that "


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (_REVIEWS + "What fraction of all reviews is flagged?", 0.2275),
        (_REVIEWS + "A review isn't flagged. What's the probability that it is fake?", 0.0375 / 0.7725),
        (_REVIEWS + "What is the probability that a flagged review is real?", 0.015 / 0.2275),
        (_BOAT + "Somebody can swim. What is the probability that she owns a boat?", 0.14 / 0.46),
        (_BOAT + "Somebody cannot swim. What is the probability that she owns a boat?", 0.06 / 0.54),
        (_BOAT + "What share of the inhabitants can swim?", 0.46),
        (_BULBS + "out of 6 bulbs at least 5 survive the year?", 0.7**6 + 6 * 0.3 * 0.7**5),
        (
            "Cable lengths are normal with mean 2 m and standard deviation 4 cm. What's the probability that a "
            "cable is "
            "longer than 205 cm?",
            0.105650,
        ),
        (
            "Parcel weights are normal with mean 4 kg and standard deviation 1 kg, independent. What is the "
            "probability "
            "that 9 parcels together weigh more than 40 kg?",
            0.091211,
        ),
        (
            "A crate of 30 eggs contains 5 cracked ones. The cook takes 4 eggs at random. What is the probability that "
            "none of them is cracked?",
            0.461595,
        ),
        ("70% of pupils play football, 40% play tennis and 25% do both. What share plays neither?", 0.15),
    ],
)
def test_a_story_in_words_of_its_own_is_worked_out(question: str, value: float) -> None:
    found = calculate(question)
    assert found.status == "calculated" and found.working is not None
    assert found.working.value == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize(
    "question",
    [
        _REVIEWS + "What is the probability that a fake review is flagged?",
        "The prior probability of a strike is 0.2. If there's a strike, the train is cancelled with probability "
        "0.9; if "
        "there is none, with probability 0.05. The train runs. What's the probability of a strike?",
        "In 5% of flights a bag is lost. Ms Ito flies 12 times a year. What's the probability that she loses a bag at "
        "least once in 3 years?",
    ],
)
def test_a_neighbour_that_says_something_else_is_left_alone(question: str) -> None:
    assert calculate(question).status == "not_recognised"
