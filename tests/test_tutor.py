"""Opening notes: what is kept and what is said when their author goes on writing."""

import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import EmbedderMissing
from tests.hashing_embedder import HashingEmbedder
from tests.small_notes import TEXT
from tutor import Tutor
from tutor.tutor import DEFAULT_NOTES
from ui.opening import opened, settings


def open_tutor(notes: Path) -> Tutor:
    return Tutor.open(notes, engine="none", data=notes.parent / "data", embedder=HashingEmbedder())


def test_the_first_opening_has_nothing_to_compare_with(notes: Path) -> None:
    with open_tutor(notes) as tutor:
        assert tutor.changes is None
        assert [entry.line for entry in tutor.entries] == [3, 17, 24]


def test_later_edits_are_told_and_the_other_questions_keep_their_identity(notes: Path) -> None:
    with open_tutor(notes) as before:
        known = {entry.question: entry.id for entry in before.entries}
    added = "A copy of live requests that a new version answers unseen.\n\n## What is a rollback?\n\nA return.\n"
    notes.write_text(f"# Preface\n\n{TEXT}{added}", encoding="utf-8")
    with open_tutor(notes) as tutor:
        assert tutor.changes is not None
        assert [entry.question for entry in tutor.changes.added] == ["What is a rollback?"]
        assert [entry.question for entry in tutor.changes.changed] == ["What is shadow traffic?"]
        now = {entry.question: entry.id for entry in tutor.entries}
    assert known.items() <= now.items()


def test_progress_survives_an_edit_of_the_notes(notes: Path) -> None:
    with open_tutor(notes) as tutor:
        interview = tutor.interview(questions=1, seed=3)
        assert interview.question is not None
        practised = interview.question.entry_id
        interview.reply("It limits the damage of a bad version.")
    notes.write_text(TEXT.replace("# Serving", "# Serving models\n\nA preface."), encoding="utf-8")
    with open_tutor(notes) as tutor:
        assert [review.entry_id for review in tutor.history.reviews()] == [practised]
        assert practised in {entry.id for entry in tutor.entries}


def test_the_command_line_says_what_changed(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = settings([notes], "none", None, notes.parent / "data")
    with opened(chosen):
        assert "changed" not in capsys.readouterr().err
    notes.write_text(TEXT + "A copy of live requests.\n", encoding="utf-8")
    with opened(chosen):
        assert "0 added, 1 changed, 0 removed" in capsys.readouterr().err


def test_a_question_that_needs_its_code_is_asked_with_it(tmp_path: Path) -> None:
    file = tmp_path / "code.md"
    file.write_text(
        "## What does this print?\n\n```python\nprint(1 + 1)\n```\n\n- A: 2\n- B: 11\n\n"
        "<details><summary>Answer</summary>\n\nA: it adds the two numbers.\n\n</details>\n\n"
        "## What does this print?\n\n```python\nprint('1' + '1')\n```\n\n- A: 2\n- B: 11\n\n"
        "<details><summary>Answer</summary>\n\nB: it joins the two texts.\n\n</details>\n",
        encoding="utf-8",
    )
    with open_tutor(file) as tutor:
        asked = tutor.interview(questions=2, seed=1).session.planned
    assert {question.text for question in asked} == {"What does this print?"}
    assert sorted("print(1 + 1)" in question.context for question in asked) == [False, True]


def test_without_notes_the_ones_that_come_with_it_are_opened(tmp_path: Path) -> None:
    with Tutor.open(engine="none", data=tmp_path, embedder=HashingEmbedder()) as tutor:
        assert tutor.notes_title == DEFAULT_NOTES.name
        assert len(tutor.entries) >= 40


def test_a_model_that_cannot_be_loaded_ahead_is_told_with_the_first_question_only(notes: Path) -> None:
    class Gone(HashingEmbedder):
        def query(self, text: str) -> NDArray[np.float32]:
            raise EmbedderMissing("The embedding model is not on this machine.")

    open_tutor(notes).close()
    with Tutor.open(notes, engine="none", data=notes.parent / "data", embedder=Gone()) as tutor:
        tutor.warm()
        for thread in [thread for thread in threading.enumerate() if thread.name == "warm"]:
            thread.join()  # one that ended with an error would be a warning, which is an error here
        with pytest.raises(EmbedderMissing):
            tutor.ask("What is a canary release?")
