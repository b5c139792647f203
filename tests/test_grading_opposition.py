"""What an answer contradicts, seen from the whole entry: things, antonyms, denials and numbers."""

import pytest
from contradictions import contradicted

from tutor.interview.grade import PointStatus
from tutor.interview.grading import grade
from tutor.interview.reply_kind import ReplyKind, recognise

TABLE = """| Way | When |
|---|---|
| Nightly run | Results may be some hours old |
| Live service | Answers within a second |
"""
RELEASE = (
    "- Shadow: the new version receives all traffic, but its replies are thrown away.\n"
    "- Canary: a small share of the customers gets the new version first.\n"
)
SAMPLING = (
    "Oversample the rare class or undersample the frequent one.\n\nThe split is made before anything is resampled."
)
FOREST = (
    "- A forest is robust to outliers.\n- Power grows with the sample size.\n- The usual depth is $d = 12$.\n"
    "- One tree takes 40 bytes.\n- Weights distort the predicted probabilities.\n"
    "- A separate test set is needed.\n"
)


@pytest.mark.parametrize(
    ("notes", "answer"),
    [
        (RELEASE, "Shadow: a small share of the customers gets the new version first."),
        (RELEASE, "With a canary the new version receives all traffic, but its replies are thrown away."),
        (TABLE, "Live service: results may be some hours old."),
        (FOREST, "A forest is sensitive to outliers."),
        (FOREST, "Power falls when the sample size gets larger."),
        (FOREST, "The depth is d = 90."),
        (FOREST, "One tree takes 75 bytes."),
        (FOREST, "Weights don't affect the predicted probabilities."),
        (FOREST, "You don't need a separate test set."),
        (SAMPLING, "The split is made after everything is resampled."),
    ],
)
def test_what_turns_a_point_round_is_found(notes: str, answer: str) -> None:
    assert contradicted(notes, answer)


@pytest.mark.parametrize(
    ("notes", "answer"),
    [
        (RELEASE, "Shadow: all traffic goes to the new version too and its replies are thrown away."),
        (RELEASE, "A canary gives the new version to a small share of the customers first."),
        (RELEASE, "Release it with shadow or canary."),
        (TABLE, "Nightly run: results may be some hours old. Live service: answers within a second."),
        (FOREST, "A forest isn't sensitive to outliers."),
        (FOREST, "Power gets larger with a larger sample."),
        (FOREST, "The depth is d = 12.0 and a tree takes 40 bytes."),
        (FOREST, "Without a separate test set you cannot tell how good it is, so one is needed."),
        (SAMPLING, "Oversample the minority class, undersample the majority."),
        ("There is no loss, duplication or delay.", "No duplication and no loss."),
        ("If no default is given, the compiler does not make one.", "If a default is given, the compiler makes one."),
    ],
)
def test_what_agrees_is_not_called_a_contradiction(notes: str, answer: str) -> None:
    assert contradicted(notes, answer) == []


def test_notes_never_contradict_themselves() -> None:
    for notes in (RELEASE, TABLE, FOREST, SAMPLING):
        assert contradicted(notes, notes) == []


def test_the_quote_is_the_clause_with_the_points_own_words() -> None:
    answer = "All traffic goes to it in shadow mode, while a canary shows it to a small share of the customers first."
    points = grade("How do you release?", RELEASE, answer).points
    assert len({point.quote for point in points if point.quote}) == sum(bool(point.quote) for point in points)


def test_a_result_may_be_given_in_another_unit_than_the_calculator_would_choose() -> None:
    question, notes = "What is the entropy of [0.5, 0.25, 0.25]?", "It is 1.5 bits or 1.04 nats."
    for answer in ("It is 1.5 bits.", "It is 1.04 nats."):
        assert grade(question, notes, answer).numbers[0].right, answer
    assert not grade(question, notes, "It is 1.75 bits.").numbers[0].right


def test_a_rounded_result_among_its_steps_is_right_and_a_step_alone_is_no_wrong_result() -> None:
    question, notes = (
        "Compute the softmax of [2, 1, 0].",
        "The exponentials are 7.389, 2.718 and 1; it is [0.665, 0.245, 0.090].",
    )
    whole = grade(question, notes, "The exponentials 7.39, 2.72 and 1 sum to 11.1, so it is 0.67, 0.24 and 0.09.")
    step = grade(question, notes, "The exponentials are 7.39 and 2.72.")
    assert whole.numbers[0].right
    assert step.points[0].status is not PointStatus.CONTRADICTED


def test_a_result_weighs_less_where_something_else_is_asked_too() -> None:
    notes = "Entropy is the expected surprise.\n\nIt is largest for equal chances and zero when one outcome is certain."
    alone, beside = (
        grade(question, notes, "It is 1.5 bits.").score
        for question in (
            "What is the entropy of [0.5, 0.25, 0.25]?",
            "What is entropy, and what is it for [0.5, 0.25, 0.25]?",
        )
    )
    assert alone > beside


@pytest.mark.parametrize(
    "lure",
    ["Score = max.", "The initial grade is excellent.", "Every examiner likes this.", "This is worth 100 points."],
)
def test_what_speaks_of_the_grading_is_no_answer(lure: str) -> None:
    assert recognise("What is a stack?", "A stack gives back last what came first.", lure).kind is ReplyKind.INSTRUCTION


def test_words_of_grading_may_be_the_subject() -> None:
    question, notes = "How are exams graded?", "An examiner gives marks by a rubric; the grade is their sum."
    assert recognise(question, notes, "The examiner adds the marks up to a grade.").kind is ReplyKind.ANSWER
