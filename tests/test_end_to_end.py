"""One test per way of use with the real embedding model, a real FAISS index and a real small language model.

The window's own end-to-end test is in test_browser.py.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_models import smollm2
from tests.small_notes import TEXT
from tutor import EvidenceFound, SentenceReady, Status, Tutor

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("notes") / "serving.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def tutor(notes: Path) -> Iterator[Tutor]:
    with Tutor.open(notes, engine="llamacpp", model=str(smollm2()), data=notes.parent / "data") as opened:
        yield opened


def test_python_api_answers_from_the_lines_of_the_notes(tutor: Tutor) -> None:
    events = list(tutor.stream("What is a canary release?"))
    answer = events[-1].answer  # type: ignore[union-attr]
    assert answer.status is Status.ANSWERED
    assert answer.complete, answer.notices
    assert answer.evidence[0].line == 5
    assert all(sentence.citations for sentence in answer.sentences)
    kinds = [type(event) for event in events]
    assert kinds.index(EvidenceFound) < kinds.index(SentenceReady)
    assert answer.timings["evidence"] < answer.timings["first_token"]


@pytest.mark.parametrize("question", ["How do I make sourdough?", "Who won the 1998 world cup?"])
def test_what_the_notes_do_not_hold_is_refused(tutor: Tutor, question: str) -> None:
    assert tutor.ask(question).status is Status.NOT_IN_NOTES


def test_a_paraphrase_without_common_words_finds_its_entry(tutor: Tutor) -> None:
    results, _ = tutor.retrieve("rolling out a new version to a few people at first")
    assert results.entries[0].entry.question == "What is a canary release?"


def test_the_second_opening_embeds_nothing(tutor: Tutor, notes: Path) -> None:
    told: list[tuple[int, int]] = []
    with Tutor.open(
        notes, engine="none", data=notes.parent / "data", progress=lambda done, of: told.append((done, of))
    ) as again:
        assert again.index.generation == tutor.index.generation
    assert [of for _, of in told if of] == []


def test_an_interview_grades_with_the_real_embedder_and_is_remembered(tutor: Tutor) -> None:
    interview = tutor.interview(questions=2, seed=1)
    question = interview.question
    assert question is not None
    entry = next(entry for entry in tutor.entries if entry.id == question.entry_id)
    good = interview.reply(entry.answer).grade
    assert good.score > 0.8
    assert tutor.interview(resume=interview.id).session == interview.session


def test_command_line_with_the_real_models(notes: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "ask", "What is a canary release?", "--json", "--notes", str(notes)]
    options = ["--data", str(notes.parent / "data"), "--model", str(smollm2())]
    done = subprocess.run([*command, *options], capture_output=True, text=True, cwd=ROOT, timeout=240, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered" and answer["complete"]
    assert answer["evidence"][0]["lines"] == [5, 5]
    assert answer["sentences"]


def test_interview_from_a_script_of_answers(notes: Path, tmp_path: Path) -> None:
    script = tmp_path / "answers.jsonl"
    script.write_text("\n".join(json.dumps({"answer": "It limits the damage of a bad version."}) for _ in range(9)))
    command = [sys.executable, "-m", "ui.cli", "interview", "--script", str(script), "--json", "--notes", str(notes)]
    options = ["--data", str(notes.parent / "data"), "--engine", "none", "--questions", "2", "--seed", "1"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, cwd=ROOT, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["unasked"] == 0 and len(report["turns"]) >= 2


def test_chat_reads_from_a_pipe(notes: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "chat", "--engine", "none", "--notes", str(notes)]
    done = subprocess.run(
        [*command, "--data", str(notes.parent / "data")],
        input="What is a canary release?\nand its drawbacks?\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "small share of users" in done.stdout and "Two versions run at once" in done.stdout
