"""Yes or no, this or that: read from the lines, compared by the engine, or left open."""

from collections.abc import Sequence

import pytest

from tutor import Evidence, Message, ScriptedEngine
from tutor.asking import which_of, yes_no
from tutor.asking.deciding import decide, is_choice

LINES = (
    "Too high — Symptoms: The loss jumps or becomes NaN.",
    "Too low — Symptoms: The loss falls slowly and training needs many epochs.",
    "Gradient clipping — Against: Exploding",
    "Residual connections — Against: Vanishing",
)


def evidence(*lines: str) -> list[Evidence]:
    return [Evidence(n, "e", "", (), text, n, n, "notes.md") for n, text in enumerate(lines, 1)]


def believing(*parts: str) -> ScriptedEngine:
    """An engine that holds a statement true that has one of these parts in it."""

    def score(messages: Sequence[Message], continuation: str) -> float:
        said = messages[-1].content.rpartition("Statement: ")[2]
        return -0.01 if (continuation == "True") == any(part in said for part in parts) else -5.0

    return ScriptedEngine(scores=score)


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("Which penalty selects features, L1 or L2?", ("L1", "L2")),
        ("The loss falls slowly: is the rate too high or too low?", ("too high", "too low")),
        ("Does a small C give a wider or a narrower margin?", ("a wider", "a narrower")),
        (
            "Which remedy is meant: residual connections or gradient clipping?",
            ("residual connections", "gradient clipping"),
        ),
        ("Clusters have odd shapes: k-means or DBSCAN?", ("k-means", "DBSCAN")),
        ("Do LIME or SHAP explanations prove cause and effect?", None),
        ("Max pooling or average pooling: what does each take?", None),
        ("How do L1 or L2 differ?", None),
        ("What is dropout?", None),
    ],
)
def test_the_two_things_to_choose_from_are_read_from_the_question(question: str, pair: tuple[str, str] | None) -> None:
    assert which_of.options(question) == pair


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("The loss falls slowly: is the rate too high or too low?", "Too low."),
        ("The loss jumps: is the rate too high or too low?", "Too high."),
        ("Which remedy is against exploding: residual connections or gradient clipping?", "Gradient clipping."),
    ],
)
def test_the_lines_decide_between_two(question: str, said: str) -> None:
    decision = decide(question, evidence(*LINES), None)
    assert decision is not None
    assert decision.said == said and decision.support > 0.5 and decision.evidence


def test_what_the_lines_say_nothing_of_stays_open() -> None:
    assert decide("Which is older, tea or coffee?", evidence(*LINES), None) is None
    assert decide("Is tea older?", (), believing()) is None


def test_a_yes_needs_an_engine_that_is_sure_and_lines_that_agree() -> None:
    lines = evidence("Gradient boosting can overfit when it gets more trees.")
    yes = decide(
        "Can gradient boosting overfit when it gets more trees?", lines, believing("Can gradient boosting overfit")
    )
    assert yes is not None and yes.said == "Yes." and yes.evidence == tuple(lines)


def test_a_no_needs_an_engine_that_doubts() -> None:
    no = decide(
        "Do pooling layers have weights to learn?", evidence("Pooling layers do not have weights."), believing("?")
    )
    assert no is not None and no.said == "No."


@pytest.mark.parametrize("name", ["0.5b", "135m"])
def test_engines_that_guess_are_not_asked(name: str) -> None:
    class Small(ScriptedEngine):
        @property
        def name(self) -> str:
            return f"llamacpp: model-{name}.gguf"

    engine = Small(scores={"True": 0.0, "False": -9.0})
    assert decide("Can trees overfit?", evidence("Deep trees learn noise by heart and overfit."), engine) is None
    assert engine.scored == []


def test_an_engine_without_log_probabilities_leaves_it_open() -> None:
    lines = evidence("Deep trees learn noise by heart and overfit.")
    assert decide("Can trees overfit?", lines, ScriptedEngine()) is None


def test_choices_are_told_from_other_questions() -> None:
    assert is_choice("Is it slow?") and is_choice("L1 or L2?")
    assert not is_choice("What is dropout?")


def test_a_question_becomes_a_statement() -> None:
    assert yes_no.statement("Does PCA use the class labels?") == "PCA use the class labels."
    assert yes_no.statement("And is it convex?") == "Is it convex."


@pytest.mark.parametrize(
    "question",
    ["Should fine-tuning use a large learning rate?", "Do gardeners like tulips?"],
    ids=["advice", "nothing in the lines denies it"],
)
def test_advice_gets_no_yes_and_silence_is_no_denial(question: str) -> None:
    lines = evidence("Fine-tuning with a large learning rate destroys the features.")
    assert decide(question, lines, believing("use a large", "like tulips")) is None


@pytest.mark.parametrize(
    ("pair", "alike"),
    [
        (("high bias", "high variance"), True),
        (("bias", "variance"), True),
        (("too high", "too low"), False),
        (("k-means", "DBSCAN"), False),
    ],
)
def test_two_kinds_of_one_thing_are_told_from_other_pairs(pair: tuple[str, str], alike: bool) -> None:
    assert which_of.alike(pair) is alike


def test_between_two_kinds_of_one_thing_a_few_words_decide_nothing() -> None:
    lines = evidence(
        "A model with high variance needs more data and regularisation.", "A model with high bias is too simple."
    )
    question = "Data doubled, validation curves stay flat, errors remain large: high bias or high variance?"
    assert which_of.options(question) == ("high bias", "high variance")
    assert decide(question, lines, None) is None


def test_a_line_that_tells_of_both_decides_nothing() -> None:
    lines = evidence("A small cup gives low heat and high flavour.", "High heat — Needs: a small cup")
    assert decide("With tea, does a small cup mean high heat or high flavour?", lines, None) is None


def test_that_the_lines_are_silent_is_no_denial() -> None:
    lines = evidence("LoRA freezes a matrix and learns a low-rank change.", "Several adapters share a model.")
    assert decide("Is LoRA patented by a company?", lines, believing()) is None
    assert decide("Is LoRA patented by a company?", lines, believing("LoRA")) is None


def test_an_engine_is_asked_once_about_the_lines_that_the_statement_rests_on() -> None:
    lines = evidence("Tea is steeped at 80 degrees.", "More trees, once it gets enough, let gradient boosting overfit.")
    engine = believing("Can gradient boosting overfit")
    assert decide("Can gradient boosting overfit when it gets more trees?", lines, engine) is not None
    (messages, _), *others = engine.scored
    assert not others and lines[1].text in messages[-1].content and lines[0].text not in messages[-1].content
