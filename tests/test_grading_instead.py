"""What the notes say of one thing told of another, and clauses whose difference is in a single word."""

import pytest
from contradictions import contradicted

from tutor.interview.grade import PointStatus
from tutor.interview.grading import grade
from tutor.interview.kinds import kinds, other_kind
from tutor.interview.statement import completed, statement
from tutor.interview.subjects import asked_apart

BOATS = (
    "| Boat | Driven by | Suits |\n|---|---|---|\n| Ferry | Diesel | Short crossings |\n| Dinghy | Oars | Harbours |\n"
)
MILLS = (
    "Overshot wheels stand under the channel.\n\nUndershot wheels stand in the river.\n\n"
    "The net yield is the gross yield minus the losses.\n\nA second wheel makes the flow grow."
)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("What is the difference between a canal and a river?", [{"canal"}, {"river"}]),
        ("How does a B-tree index differ from a hash index?", [{"btre"}, {"hash"}]),
        ("What's the difference between oak and pine timber?", [{"oak"}, {"pin"}]),
        ("Compare rowing and sailing.", [{"row"}, {"sail"}]),
        ("Ferry versus dinghy: which one?", [{"ferri"}, {"dinghi"}]),
        ("What is a canal?", []),
        ("What is the difference between a canal and a canal?", []),
    ],
)
def test_a_question_names_the_two_things_that_it_sets_apart(question: str, things: list[set[str]]) -> None:
    assert [set(each) for each in asked_apart(question)] == things


@pytest.mark.parametrize(
    ("sentence", "left_out"),
    [
        ("Oak is hard, pine is not.", "pine is not hard"),
        ("A ferry needs diesel, while a dinghy does not.", "a dinghy does not needs diesel"),
        ("Locks: ships can pass them, but rafts can't.", "rafts can not pass them"),
        ("Oak is hard, pine is soft.", ""),
        ("Oak is not.", ""),
    ],
)
def test_what_a_short_denial_leaves_out_is_completed(sentence: str, left_out: str) -> None:
    assert completed(sentence) == left_out


@pytest.mark.parametrize(
    ("question", "notes", "answer"),
    [
        ("Compare oak and pine.", "Oak is hard, pine is not.", "Pine is hard."),
        ("Compare oak and pine.", "Oak keeps its leaves over the winter.", "Pine keeps its leaves over the winter."),
        ("Which boats are there?", BOATS, "A dinghy suits short crossings."),
        ("How do mills work?", MILLS, "Undershot wheels stand under the channel."),
        ("How do mills work?", MILLS, "The net yield is the losses minus the gross yield."),
        ("How do mills work?", MILLS, "A second wheel makes the flow become smaller."),
        ("How do mills work?", "The gates are slow, so the mill is not stopped.", "So the mill is stopped."),
        ("How do mills work?", "The wheel is wide and slow.", "It is a narrow, fast wheel."),
        ("How do mills work?", "The miller is paid once a year.", "The miller is paid often in a year."),
        ("How do mills work?", "The yield is 0.4502 of it.", "The yield is 0.4402 of it."),
        ("How do mills work?", "The share lost is about 36.8 %.", "The share lost is about 63.2 %."),
        ("How do mills work?", "A slope of 7 gives a drop of 7 %.", "A slope of 7 gives a drop of 14 %."),
    ],
)
def test_one_thing_in_anothers_place_contradicts(question: str, notes: str, answer: str) -> None:
    graded = grade(question, notes, answer).points
    wrong = [point for point in graded if point.status is PointStatus.CONTRADICTED]
    assert wrong
    assert all(point.why and point.quote in answer for point in wrong)


@pytest.mark.parametrize(
    ("notes", "answer"),
    [
        (BOATS, "A ferry suits short crossings, a dinghy suits harbours."),
        (MILLS, "Overshot wheels stand under the channel, undershot ones in the river."),
        (MILLS, "Gross yield minus losses is the net yield."),
        ("The yield is 0.4502 of it.", "The yield is 0.450 of it."),
        ("RAID stores data on several disks.\n\nRAID6 survives two failures.", "RAID survives two failures."),
        ("The miller frees the wheel, but cannot free the gate.", "The miller cannot free the gate."),
        ("Links that help: what is the difference between a wheel and a mill?", "The wheel and the mill are the same."),
        ("A thief cannot be caught twice.", "A thief can't catch his train."),
    ],
)
def test_what_only_looks_like_another_thing_does_not_contradict(notes: str, answer: str) -> None:
    assert contradicted(notes, answer) == []


def test_what_stands_before_one_noun_is_of_one_kind() -> None:
    notes = ["Overshot wheels stand under the channel.", "Undershot wheels stand in the river."]
    of = kinds(notes)
    said = statement("Undershot wheels stand under the channel.")
    assert of == {"wheel": frozenset({"overshot", "undershot"})}
    assert other_kind(statement(notes[0]), said, of) == ("overshot", "undershot")
    assert other_kind(statement(notes[1]), said, of) == ()
