"""The way of a question, on a scripted engine and a hashing embedder: what code decides does not depend on either."""

from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from scripted_tutor import asked, open_tutor

from tutor import Calculated, Done, EvidenceFound, Searched, SentenceReady, Status
from tutor.asking.evidence import choose

SYMPTOMS = """## How do rollouts fail?

### Signs

1. **Bad canary**: error rates of the new version rise.

2. **Dead traffic**: error rates of both versions are equal.

### Handling dead traffic

- **Check the router**: it may send nothing to the new version.
- **Replay requests**: recorded ones show whether it answers.

### Handling a bad canary

- **Roll back**: route all traffic to the old version.
"""


def test_evidence_comes_before_any_word_of_the_engine(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "A canary release is a rollout to a small share of users first.")
    kinds = [type(event) for event in tutor.stream("What is a canary release?")]
    assert kinds.index(Searched) < kinds.index(EvidenceFound) < kinds.index(SentenceReady)
    assert kinds[-1] is Done


def test_cells_of_a_table_are_shown_as_they_are(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "Online inference is slower.")
    answer = tutor.ask("Tell me the latency of online inference")
    assert "Latency — Online inference: Faster (answers in 50 ms)" in answer.text and not asked(tutor)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is batch inference slower than online inference?", "Yes."),
        ("Is online inference slower than batch inference?", "No."),
        ("Is batch inference cheaper than online inference?", "Yes."),
        ("Is batch inference more expensive than online inference?", "No."),
        ("Is batch inference more flexible than online inference?", None),
    ],
)
def test_code_says_yes_or_no_or_shows_the_lines(
    opened: ExitStack, notes: Path, question: str, said: str | None
) -> None:
    tutor = open_tutor(opened, notes)
    answer = tutor.ask(question)
    assert asked(tutor) == []
    assert answer.sentences[0].text == said if said else answer.sentences[0].text not in {"Yes.", "No."}


def test_what_the_notes_do_not_cover_is_refused_without_the_engine(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes)
    answer = tutor.ask("How do I make sourdough?")
    assert answer.status is Status.NOT_IN_NOTES
    assert answer.nearest and not answer.sentences and asked(tutor) == []


def test_numbers_come_from_the_calculator_and_the_engine_is_not_asked(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes)
    events = list(tutor.stream("softmax of [2,1,0]"))
    assert isinstance(events[0], Calculated)
    answer = events[-1].answer  # type: ignore[union-attr]
    assert answer.status is Status.CALCULATED
    assert answer.working is not None
    assert answer.working.value == pytest.approx((0.66524096, 0.24472847, 0.09003057))
    assert asked(tutor) == []


NUMERIC = """## What is entropy?

The mean surprise of a distribution.

## What is the entropy of [0.5, 0.25, 0.25] in bits?

It is 1.5 bits.
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("entropy of the example in my notes", 1.5),
        ("do that for the numbers in my notes", 1.5),
        ("entropy in nats of the example in my notes", 1.5 * 0.6931471805599453),
    ],
)
def test_the_numbers_of_the_notes_can_be_calculated_with(
    opened: ExitStack, notes: Path, question: str, value: float
) -> None:
    notes.write_text(NUMERIC, encoding="utf-8")
    answer = open_tutor(opened, notes).ask(question)
    assert answer.working is not None
    assert answer.working.value == pytest.approx(value)


def test_a_question_without_sense_or_words_is_asked_back(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes)
    assert tutor.ask("   ").status is Status.ASK_BACK
    back = tutor.ask("What are its drawbacks?")
    assert back.status is Status.ASK_BACK
    assert "its" in back.text and back.choices


def test_a_question_that_is_too_long_is_said_and_not_cut_in_silence(opened: ExitStack, notes: Path) -> None:
    answer = open_tutor(opened, notes).ask("What is a canary release? " * 1000)
    assert answer.status is Status.ASK_BACK
    assert "characters" in answer.text and not answer.evidence


def test_a_follow_up_is_searched_for_with_the_subject_of_the_turn_before(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(
        opened, notes, "A canary release limits the damage of a bad version.", "Two versions run at once."
    )
    chat = tutor.conversation()
    chat.ask("What is a canary release?")
    answer = chat.ask("and its drawbacks?")
    assert "canary release's drawbacks" in answer.searched_for
    assert any("Two versions" in item.text for item in answer.evidence)


@pytest.mark.parametrize(
    "question",
    ["What does a canary release that is rolled back do?", "Which release that goes to few users limits the damage?"],
)
def test_a_relative_clause_points_to_nothing_before_the_question(opened: ExitStack, notes: Path, question: str) -> None:
    assert open_tutor(opened, notes, "A canary release is small.").ask(question).searched_for == question


def test_a_symptom_with_what_to_do_brings_what_stands_under_the_remedy(opened: ExitStack, notes: Path) -> None:
    notes.write_text(SYMPTOMS, encoding="utf-8")
    tutor = open_tutor(opened, notes)
    results, _ = tutor.retrieve("Error rates of both versions are equal, what should I do?")
    assert [item.line for item in choose(results, tutor.index)] == [7, 11, 12]


def test_what_to_do_brings_the_remedies_and_nothing_else(opened: ExitStack, notes: Path) -> None:
    notes.write_text(SYMPTOMS, encoding="utf-8")
    tutor = open_tutor(opened, notes)
    results, _ = tutor.retrieve("How do I handle dead traffic?")
    assert [item.line for item in choose(results, tutor.index)] == [11, 12]


def test_a_comparison_across_entries_brings_lines_of_both(opened: ExitStack, notes: Path) -> None:
    answer = open_tutor(opened, notes, "").ask("How do a canary release and online inference differ?")
    assert {item.question for item in answer.evidence} == {
        "What is a canary release?",
        "How do batch and online inference compare?",
    }


def test_a_conversation_goes_on_after_a_restart(opened: ExitStack, notes: Path) -> None:
    first = open_tutor(opened, notes, "A canary release limits the damage of a bad version.").conversation()
    told = first.ask("What is a canary release?")
    again = open_tutor(opened, notes, "Two versions run at once.").conversation(first.id)
    assert again.answers == (told,)
    assert "canary release" in again.ask("and its drawbacks?").searched_for


def test_a_calculation_is_restored_as_it_was(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes)
    chat = tutor.conversation()
    told = chat.ask("KL divergence of P=[0.5,0.5] from Q=[1,0]")
    assert told.working is not None and told.working.value == float("inf")
    assert tutor.conversation(chat.id).answers == (told,)


def test_times_are_measured_on_the_clock_that_was_passed_in(opened: ExitStack, notes: Path) -> None:
    from tutor.asking.asking import Context, Desk, stream

    tutor = open_tutor(opened, notes, "A canary release limits the damage of a bad version.")
    ticks = count()
    desk = Desk(tutor.index, tutor.engine, "", lambda: float(next(ticks)))
    answer = list(stream("What is a canary release?", Context(), desk))[-1].answer  # type: ignore[union-attr]
    assert 0 < answer.timings["evidence"] < answer.timings["first_token"] < answer.timings["done"]


def test_the_same_question_gives_the_same_answer(opened: ExitStack, notes: Path) -> None:
    replies = ("A canary release limits the damage of a bad version.",) * 2
    tutor = open_tutor(opened, notes, *replies)
    first, second = (tutor.ask("What is a canary release?") for _ in range(2))
    assert (first.text, first.evidence, first.sentences) == (second.text, second.evidence, second.sentences)


@pytest.mark.parametrize(
    "question",
    [
        "How do batch and online inference differ?",
        "How do I handle a bad canary?",
        "Which inference is cheaper?",
        "What share of users gets a canary release?",
    ],
)
def test_what_stands_side_by_side_is_shown_in_lines_and_no_engine_is_asked(
    opened: ExitStack, notes: Path, question: str
) -> None:
    tutor = open_tutor(opened, notes)
    answer = tutor.ask(question)
    assert answer.sentences and asked(tutor) == [] and answer.text.startswith("- ")


def test_a_verdict_comes_with_the_lines_that_it_rests_on(opened: ExitStack, notes: Path) -> None:
    answer = open_tutor(opened, notes).ask("Is batch inference slower than online inference?")
    verdict, *lines = answer.sentences
    assert verdict.text == "Yes." and verdict.citations == tuple(n for line in lines for n in line.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Does a canary release limit the damage of its bad version?",
        "Is it right to route all traffic to the old version?",
        "Are error rates of both versions the same in a canary release?",
    ],
)
def test_a_word_that_points_inside_the_question_is_not_asked_about(
    opened: ExitStack, notes: Path, question: str
) -> None:
    assert open_tutor(opened, notes).ask(question).status is not Status.ASK_BACK
