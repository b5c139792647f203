"""Stories of shares, studies and drawings told in words: what is read, and what must not be."""

import pytest

from tutor.calculator.calculate import calculate
from tutor.calculator.labels import labels
from tutor.calculator.mixture_labels import Family
from tutor.calculator.mixture_places import placed
from tutor.calculator.mixture_rows import unnamed
from tutor.calculator.parts import in_percent
from tutor.calculator.sheets import off_the_sheet


def value(question: str) -> object:
    """What is calculated, or None."""
    working = calculate(question).working
    return working.value if working else None


SHARES = (
    (
        "A harbour pilot knows that 3% of incoming yachts hide contraband. Her dog growls at 92% of such yachts "
        "and at 7% of the "
        "others. The dog growls at a yacht. What is the probability that it hides contraband?",
        0.03 * 0.92 / (0.03 * 0.92 + 0.97 * 0.07),
    ),
    (
        "1 lift in 50 has a worn cable. The inspection robot overlooks 15 % of worn cables and raises a false "
        "alarm for 4 % of sound "
        "ones. The robot raises an alarm. How likely is it that the cable is worn?",
        0.02 * 0.85 / (0.02 * 0.85 + 0.98 * 0.04),
    ),
    (
        "On windy evenings (35 % of all evenings) the lamp flickers with probability 0.6; on calm evenings it "
        "flickers with probability "
        "0.05. The lamp flickers this evening. What's the probability that it is windy?",
        0.35 * 0.6 / (0.35 * 0.6 + 0.65 * 0.05),
    ),
    (
        "Twenty per cent of the hens are brown. Nine per cent of the brown hens and four per cent of the white "
        "hens lay double yolks. "
        "A hen laid a double yolk. What is the probability that the hen is brown?",
        0.2 * 0.09 / (0.2 * 0.09 + 0.8 * 0.04),
    ),
    (
        "2 % of letters have not been stamped. The sorter beeps for 90 % of letters that have not been stamped and "
        "for 5 % of the rest. "
        "The sorter beeps at a letter. What's the probability that it has not been stamped?",
        0.02 * 0.9 / (0.02 * 0.9 + 0.98 * 0.05),
    ),
    (
        "Three ferries share the traffic: the blue one carries 20 % of the cars, the white one 50 % and the grey "
        "one 30 %. They are late "
        "on 10 %, 2 % and 5 % of their trips. A ferry is late. Which probability do you give to the blue ferry?",
        0.02 / (0.02 + 0.01 + 0.015),
    ),
    (
        "Two bakeries serve the village: North (70% of loaves) and South (30% of loaves). A taster says the loaf "
        "is from South. Tests "
        "show that he correctly names the bakery 90% of the time but is mistaken 10% of the time. What's the "
        "probability that the "
        "loaf was from South?",
        0.3 * 0.9 / (0.3 * 0.9 + 0.7 * 0.1),
    ),
    (
        "30% of parcels are fragile; 80% of fragile parcels and 5% of ordinary parcels are insured. What fraction "
        "of parcels is insured?",
        0.3 * 0.8 + 0.7 * 0.05,
    ),
)


@pytest.mark.parametrize(("question", "expected"), SHARES)
def test_a_story_of_shares_is_read_by_whom_and_what(question: str, expected: float) -> None:
    assert value(question) == pytest.approx(expected)


TWISTS = (
    "3% of yachts hide contraband. A dog growls at 92% of such yachts and at 7% of the others. The dog growls or "
    "barks at a yacht. "
    "What is the probability that it hides contraband?",
    "3% of yachts hide contraband. A dog growls at 92% of such yachts and at 7% of the others. The dog growls "
    "twice at a yacht. What "
    "is the probability that it hides contraband?",
    "3% of yachts hide contraband. A dog growls at 92% of such yachts and at 7% of the others. What is the "
    "probability that a yacht is "
    "painted red?",
    "2 % of letters have not been stamped. The sorter beeps for 90 % of letters that have not been stamped and for "
    "5 % of the rest. "
    "The sorter beeps at a letter. What's the probability that it has been stamped or lost?",
    "Two bakeries serve the village: North (70% of loaves) and South (30% of loaves). Two tasters, each right 90% "
    "of the time, say "
    "the loaf is from South. What's the probability that it was from South?",
    "Two bakeries serve the village: North (70% of loaves) and South (30% of loaves). A taster is right 90% of the "
    "time. What's the "
    "probability that the loaf was from South?",
    "70% of passengers read, 20% sleep and 10% talk. A passenger is chosen. What is the probability that she is "
    "awake and rich?",
)


@pytest.mark.parametrize("question", TWISTS)
def test_a_twist_of_a_story_of_shares_is_left_alone(question: str) -> None:
    assert value(question) is None


def test_a_number_goes_to_those_whom_its_clause_names_and_its_words_are_kept_without_them() -> None:
    told = "The gate beeps for 97 % of the people who carry a book and for 2 % of those who don't."
    family = Family((frozenset({"book"}), frozenset({"\0"})), complement=True)
    found = placed([in_percent(told)], family)
    assert found is not None
    assert [(group, clause.share) for group, clause in found] == [(0, 0.97), (1, 0.02)]
    assert "book" not in unnamed(found[0][1].words, family) and "beeps" in found[0][1].words


STUDIES = (
    (
        "A 2019 poll of 850 randomly selected nurses, aged 25 to 60, found that 40% of them work at night. "
        "Construct a 95% confidence "
        "interval for the proportion of nurses who work at night.",
        (0.4 - 1.959964 * (0.24 / 850) ** 0.5, 0.4 + 1.959964 * (0.24 / 850) ** 0.5),
    ),
    (
        "A maker claims that its ropes hold an average of 500 kg. 64 ropes are randomly selected, and the sample "
        "has an average of "
        "490 kg. The population standard deviation is known to be 40 kg. Build a 99% confidence interval for the "
        "true mean.",
        (490 - 2.575829 * 5, 490 + 2.575829 * 5),
    ),
    (
        "In a town, 62.5% of 20-30 year olds cycle to work. Calculate the probability that exactly 7 out of 12 "
        "randomly sampled 20-30 "
        "year olds cycle to work.",
        792 * 0.625**7 * 0.375**5,
    ),
    (
        "A grower, whose 900 trees stand on 4 hectares, says that the weights of his plums are normally "
        "distributed with a mean of "
        "60 g and a standard deviation of 5 g. Plums between 55 g and 65 g are sold as first class. What "
        "proportion of plums is that?",
        0.6826895,
    ),
    (
        "Waiting times have mean 8 minutes and standard deviation 3 minutes, skewed to the right. For a random "
        "sample of 36 callers, "
        "what is the probability that the sample mean exceeds 9 minutes?",
        0.0227501,
    ),
)


@pytest.mark.parametrize(("question", "expected"), STUDIES)
def test_a_study_is_read_by_the_words_beside_its_numbers(question: str, expected: object) -> None:
    assert value(question) == pytest.approx(expected, rel=1e-5)


STUDY_TWISTS = (
    "Waiting times have mean 8 minutes and standard deviation 3 minutes, skewed to the right. What is the "
    "probability that a caller "
    "waits more than 9 minutes?",
    "A poll of 850 nurses found that 40% work at night and 30% by day. Construct a 95% confidence interval for the "
    "difference in "
    "proportions.",
    "Ropes hold 490 kg on average in a sample of 64, and 500 kg in a sample of 49; the standard deviation is 40 "
    "kg. Construct a 99% "
    "confidence interval for the mean.",
    "Weights are normally distributed with a mean of 60 g and a standard deviation of 5 g. What is the probability "
    "that both of two "
    "plums weigh more than 65 g?",
)


@pytest.mark.parametrize("question", STUDY_TWISTS)
def test_a_twist_of_a_study_is_left_alone(question: str) -> None:
    assert value(question) is None


def test_the_numbers_of_a_study_are_told_apart() -> None:
    text = "In 2017 a sample of 40 men aged 30 to 45 had a mean pulse of 71 bpm with a standard deviation of 6 bpm."
    assert [(each.role, each.value) for each in labels(text)] == [("sample", 40), ("mean", 71), ("deviation", 6)]


def test_an_offered_answer_decides_what_is_no_answer() -> None:
    right = "Q7. A fair die is rolled twice. What is the probability that the sum is 7?\n\nA. 0.083\nB. 0.167\nC. 0.250"
    assert value(right) == pytest.approx(1 / 6)
    assert value(right.replace("0.167", "0.333")) is None


@pytest.mark.parametrize(
    ("sheet", "question"),
    [
        ("### Exercise 3.2\nFind the variance of 1, 2, 3.", "Find the variance of 1, 2, 3."),
        ("12. Find the mean of 1, 2, 3. (2 points) Show your work.", "Find the mean of 1, 2, 3."),
        ("What is 2 + 3?\n1. 4\n2. 5\n3. 6", "What is 2 + 3?"),
        ("b) F1 Score = ______", "F1 Score?"),
        ("40 % of 20 people are tall.", "40 % of 20 people are tall."),
        (
            "Let a) hold.\n1. Precision is 0.8\n2. Recall is 0.5\n3. F1 is 0.6",
            "Let a) hold.\n1. Precision is 0.8\n2. Recall is 0.5\n3. F1 is 0.6",
        ),
    ],
)
def test_what_stands_around_an_exercise_is_taken_off(sheet: str, question: str) -> None:
    assert off_the_sheet(sheet).text.strip() == question


TURNED = [
    "30% of the letters are junk. The filter correctly recognises 90% of the junk and 95% of the other letters. "
    "If a letter is classified as non-junk, what is the probability that it is junk?",
    "Gadget-2 13B has 40 layers, 8 KV heads and head_dim = 64. How many bytes of KV cache per token in fp16?",
]


@pytest.mark.parametrize("question", TURNED, ids=range(len(TURNED)))
def test_a_name_or_the_other_verdict_makes_no_wrong_number(question: str) -> None:
    working = calculate(question).working
    assert working is None or working.value in (pytest.approx(0.0431654676), 2 * 40 * 8 * 64 * 2)
