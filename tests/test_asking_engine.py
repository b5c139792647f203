"""What becomes of the engine's sentences: shown, dropped, cut off, or never said at all."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scripted_tutor import asked, open_tutor

from tests.hashing_embedder import HashingEmbedder
from tutor import Done, EngineMissing, Evidence, ScriptedEngine, SentenceReady, Status, Thinking, Tutor
from tutor.asking import phrasing
from tutor.engines.engine import EngineFailed, Message, Queued


def test_a_backed_sentence_is_shown_with_the_line_it_rests_on(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "A canary release is a rollout to a small share of users first.")
    answer = tutor.ask("What is a canary release?")
    assert answer.status is Status.ANSWERED
    assert [item.line for item in answer.citations] == [5]
    assert answer.sentences[0].support > 0.9


@pytest.mark.parametrize(
    "invented",
    [
        "A canary release costs 35 percent more.",
        "Quantum gradients orchestrate blockchain microservices everywhere.",
    ],
)
def test_a_sentence_that_the_notes_do_not_back_is_dropped(opened: ExitStack, notes: Path, invented: str) -> None:
    tutor = open_tutor(opened, notes, f"A canary release limits the damage of a bad version. {invented}")
    answer = tutor.ask("What is a canary release?")
    assert answer.dropped == (invented,)
    assert invented not in answer.text
    assert answer.text.startswith("A canary release limits the damage of a bad version.\n- A canary release is")


def test_when_nothing_is_backed_the_lines_themselves_are_the_answer(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "Blockchain orchestrates 77 quantum llamas.")
    answer = tutor.ask("What is a canary release?")
    assert len(answer.sentences) == len(answer.evidence) > 0
    assert all(sentence.citations == (n,) for n, sentence in enumerate(answer.sentences, 1))


def test_a_sentence_that_begins_with_nothing_to_refer_to_is_not_shown_first(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(
        opened, notes, "It limits the damage. A canary release is a rollout to a small share of users first."
    )
    answer = tutor.ask("What is a canary release?")
    assert answer.dropped == ("It limits the damage.",)
    assert answer.text.startswith("- A canary release")


def test_a_direction_turned_round_is_dropped(opened: ExitStack, notes: Path) -> None:
    turned = "A canary release is a rollout to a large share of users first."
    assert open_tutor(opened, notes, turned).ask("What is a canary release?").dropped == (turned,)


def test_a_sentence_that_only_repeats_the_question_is_dropped(opened: ExitStack, notes: Path) -> None:
    said = "A canary release limits the damage of a bad version."
    answer = open_tutor(opened, notes, f"A canary release limits the damage. {said}").ask(
        "What damage does a canary release limit?"
    )
    assert answer.dropped == ("A canary release limits the damage.",)
    assert answer.text.startswith(said)


def test_a_failed_sentence_gives_its_place_to_the_line_that_it_rests_on(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "A canary release is a rollout to 77 users first.")
    answer = tutor.ask("What is a canary release?")
    assert answer.dropped == ("A canary release is a rollout to 77 users first.",)
    assert answer.text == "- A canary release is a rollout to a small share of users first."
    assert len(asked(tutor)) == 1


def test_what_the_best_lines_hold_and_no_sentence_tells_follows_word_for_word(opened: ExitStack, notes: Path) -> None:
    said = "Two versions run at once."
    answer = open_tutor(opened, notes, said).ask("What is a canary release?")
    held = "A canary release is a rollout to a small share of users first."
    assert [sentence.text for sentence in answer.sentences if sentence.text == held] == [held]
    assert held in answer.text


def test_an_engine_that_dies_in_mid_answer_leaves_what_was_said_and_says_so(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(
        opened,
        notes,
        ["A canary release limits the damage of a bad version. ", "It ", EngineFailed("The engine died.")],
    )
    answer = tutor.ask("What is a canary release?")
    assert answer.sentences[0].text == "A canary release limits the damage of a bad version."
    assert not answer.complete and "The engine died." in answer.notices


def test_without_an_engine_the_lines_are_the_answer_and_what_to_do_is_said(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, EngineMissing("Run: weights fetch."))
    answer = tutor.ask("What is a canary release?")
    assert answer.sentences and not answer.complete
    assert answer.notices == ("Run: weights fetch.",)


def test_no_engine_at_all_is_no_fault(notes: Path, tmp_path: Path) -> None:
    with Tutor.open(notes, engine="none", data=tmp_path / "data", embedder=HashingEmbedder()) as tutor:
        answer = tutor.ask("What is a canary release?")
    assert answer.complete and answer.sentences


def test_missing_weights_do_not_keep_the_tutor_shut(notes: Path, tmp_path: Path) -> None:
    with Tutor.open(notes, engine="llamacpp", data=tmp_path / "data", embedder=HashingEmbedder()) as tutor:
        answer = tutor.ask("What is a canary release?")
    assert answer.sentences and not answer.complete
    assert "weights fetch" in answer.notices[0]


def test_closing_the_stream_stops_the_engine(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "A canary release limits the damage of a bad version. And so it goes on and on.")
    stream = tutor.stream("What is a canary release?")
    assert any(isinstance(event, SentenceReady) for event in stream)
    stream.close()  # type: ignore[attr-defined]
    assert isinstance(tutor.engine, ScriptedEngine) and tutor.engine.stopped == 1


def test_an_answer_that_was_stopped_is_kept_as_far_as_it_came(opened: ExitStack, notes: Path) -> None:
    said = "A canary release limits the damage of a bad version."
    tutor = open_tutor(opened, notes, f"{said} And so it goes on and on.")
    chat = tutor.conversation()
    stream = chat.stream("What is a canary release?")
    assert any(isinstance(event, SentenceReady) for event in stream)
    stream.close()  # type: ignore[attr-defined]
    (kept,) = tutor.conversation(chat.id).answers
    assert (kept.text, kept.complete, bool(kept.evidence)) == (said, False, True)


def test_an_answer_that_came_to_its_end_is_kept_once(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "A canary release limits the damage of a bad version.")
    chat = tutor.conversation()
    stream = chat.stream("What is a canary release?")
    assert any(isinstance(event, Done) for event in stream)
    stream.close()  # type: ignore[attr-defined]
    assert len(tutor.conversation(chat.id).answers) == 1


def test_a_prompt_is_short_and_says_a_shared_heading_once() -> None:
    points = [Evidence(n, "e", "", ("Rollbacks",), f"{'word ' * 30}{n}.", n, n, "a.md", n / 10) for n in range(1, 6)]
    shown = phrasing.lines(points)
    assert shown == [f"Rollbacks — {points[3].text}", points[4].text]
    assert len("".join(phrasing.lines([replace(points[0], text="All of it stays. " * 60)]))) <= 480


def test_the_place_in_the_queue_is_told_while_others_are_answered_first(opened: ExitStack, notes: Path) -> None:
    class Busy(ScriptedEngine):
        def stream(self, messages: Sequence[Message], **wish: Any) -> Iterator[str]:
            yield from (Queued(2), Queued(1))
            yield from super().stream(messages, **wish)

    tutor = open_tutor(opened, notes)
    tutor.engine = Busy("A canary release is a rollout to few users first.")
    seen = [event for event in tutor.stream("What is a canary release?") if isinstance(event, Thinking)]
    assert [event.position for event in seen][:3] == [2, 1, 0]


def test_the_beginning_of_the_prompt_is_the_same_for_every_question(opened: ExitStack, notes: Path) -> None:
    tutor = open_tutor(opened, notes, "A canary release is small.", "Roll back to the old version.")
    tutor.ask("What is a canary release?")
    tutor.ask("Why does a canary release limit the damage?")
    first, second = asked(tutor)[0], asked(tutor)[-1]
    assert first[:-1] == second[:-1] and first[-1] != second[-1]
