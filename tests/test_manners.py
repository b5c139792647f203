"""Follow-ups that want the same points put another way."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from scripted_tutor import open_tutor

from tests.small_notes import TEXT
from tutor import ScriptedEngine, Status
from tutor.asking.manners import Manner, manner

SAID = "A canary release is a rollout to a small share of users first."
FLAG = "A feature flag turns a feature on and off."
REGIONS = "".join(f"- Region {word} has a flag.\n" for word in "one two three four five six seven eight nine".split())
WITH_EXAMPLE = f"{TEXT}\n## What is a feature flag?\n\n{FLAG}\n\n- Example: a flag for the new search.\n{REGIONS}"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "serving.md"
    file.write_text(WITH_EXAMPLE, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("simpler", Manner.SIMPLER),
        ("Can you explain it in simple words?", Manner.SIMPLER),
        ("I don't understand", Manner.SIMPLER),
        ("shorter, please", Manner.SHORTER),
        ("in one sentence", Manner.SHORTER),
        ("an example", Manner.EXAMPLE),
        ("Could you give me an example?", Manner.EXAMPLE),
        ("as an interviewer would want it", Manner.INTERVIEW),
        ("How would I say that in an interview?", Manner.INTERVIEW),
        ("more detail", Manner.DEEPER),
        ("go deeper", Manner.DEEPER),
        ("Give an example of transfer learning.", None),
        ("Is a shorter sequence faster?", None),
        ("What are the details of attention?", None),
        ("why?", None),
    ],
)
def test_a_manner_is_a_turn_that_asks_for_nothing_else(typed: str, wanted: Manner | None) -> None:
    assert manner(typed) is wanted


def test_the_same_points_are_put_another_way(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, SAID, "A canary release goes to a small share of users first.")
    chat = tutor.conversation()
    first = chat.ask("What is a canary release?")
    again = chat.ask("simpler")
    assert (again.evidence, again.searched_for) == (first.evidence, first.searched_for)
    assert isinstance(tutor.engine, ScriptedEngine)
    assert "in simple words" in tutor.engine.asked[-1][-1].content
    assert tutor.engine.asked[-1][:-1] == tutor.engine.asked[0][:-1]


def test_what_is_spoken_about_stays_after_it_was_put_another_way(opened: ExitStack, notes: Path) -> None:
    chat = open_tutor(opened, notes, SAID, SAID, "Two versions run at once.").conversation()
    chat.ask("What is a canary release?")
    chat.ask("shorter")
    assert "canary release's drawbacks" in chat.ask("and its drawbacks?").searched_for


def test_shorter_is_one_sentence(opened: ExitStack, notes: Path) -> None:
    chat = open_tutor(opened, notes, SAID, f"{SAID} It limits the damage of a bad version.").conversation()
    chat.ask("What is a canary release?")
    assert len(chat.ask("shorter").sentences) == 1


def test_an_example_is_the_notes_own_or_none(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, FLAG, SAID)
    chat = tutor.conversation()
    chat.ask("What is a feature flag?")
    given = chat.ask("an example")
    assert [sentence.text for sentence in given.sentences] == ["Example: a flag for the new search."]
    chat.ask("What is a canary release?")
    none = chat.ask("an example")
    assert none.status is Status.NOT_IN_NOTES and not none.sentences and "no example" in none.text


def test_more_detail_brings_the_points_beside(opened: ExitStack, notes: Path) -> None:
    chat = open_tutor(opened, notes, FLAG).conversation()
    first = chat.ask("What is a feature flag?")
    more = chat.ask("more detail")
    assert more.sentences and not {item.text for item in more.evidence} & {item.text for item in first.evidence}


def test_a_manner_with_nothing_before_it_is_asked_back(opened: ExitStack, notes: Path) -> None:
    assert open_tutor(opened, notes).ask("simpler").status in {Status.ASK_BACK, Status.NOT_IN_NOTES}


def test_a_conversation_that_goes_on_after_a_restart_still_knows_its_points(opened: ExitStack, notes: Path) -> None:
    chat = open_tutor(opened, notes, SAID).conversation()
    first = chat.ask("What is a canary release?")
    again = open_tutor(opened, notes, SAID).conversation(chat.id).ask("simpler")
    assert again.evidence == first.evidence
