"""Reading measured on data that is not part of the project; skipped where it is not there."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from ingest import BadNotes, read_notes, read_text, split_points

SHARED = Path(__file__).parents[2] / "shared" / "data"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data is not there (../shared/data)"),
]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_ingest", SHARED / "qa_docs" / "score_ingest.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_labelled_documents_are_read_as_people_read_them(scorer: ModuleType) -> None:
    rows = []
    for file in sorted((SHARED / "qa_docs").glob("*.truth.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        entries = read_notes([file.with_name(truth["file"])]).entries
        found = [{"question": one.question, "answer": one.answer, "line": one.line} for one in entries]
        rows.append(scorer.score(truth, found))
    mean = scorer.macro(rows)
    assert mean["recall"] >= 0.98
    assert mean["precision"] >= 0.98
    assert mean["empty_acc"] >= 0.98
    assert mean["start_acc"] >= 0.97
    assert all(min(row["recall"], row["precision"]) >= 0.90 for row in rows)


def test_the_seed_has_ten_answers_and_three_stubs() -> None:
    notes = read_notes([SHARED / "seed" / "ml_interview_questions.md"])
    assert [one.question for one in notes.report.unanswered] == ["Q1", "Q2", "Q13"]
    assert sum(entry.answered for entry in notes.entries) == 10
    seventh = next(entry for entry in notes.entries if "convolutional layers, pooling" in entry.question)
    assert "### Summary of Contributions" in seventh.answer
    cells = {point.text for point in notes.points if point.kind == "cell"}
    assert "Computation Cost — LIME: Faster (approximates locally)" in cells


def test_entries_of_the_seed_keep_their_ids_when_its_author_goes_on() -> None:
    text = (SHARED / "seed" / "ml_interview_questions.md").read_text(encoding="utf-8")
    before = read_text(text)
    more = text.replace("### Q1\n", "### Q1: What is overfitting?\nLearning by heart.\n")
    more = more.removesuffix("### Q13:") + "### Q13: What is a seed?\nA start.\n\n### Q14: What is a step?\nA change.\n"
    after = read_text(more, previous=before.entries)
    kept = {entry.id for entry in before.entries if entry.answered}
    assert len(kept) == 10
    assert kept <= {entry.id for entry in after.entries}


def examples() -> list[str]:
    found: list[str] = []
    for name in (
        "commonmark-spec/spec.json",
        "cmark-gfm/spec.json",
        "cmark-gfm/extensions.json",
        "cmark/regression.json",
    ):
        found += [one["markdown"] for one in json.loads((SHARED / "robustness" / name).read_text(encoding="utf-8"))]
    return found + json.loads((SHARED / "robustness" / "blns" / "blns.json").read_text(encoding="utf-8"))


def test_no_example_of_the_markdown_corpora_raises_anything_but_our_error() -> None:
    texts = examples()
    assert len(texts) > 1000
    for text in texts:
        try:
            read_text(text)
            read_text(f"## What is it?\n\n{text}\n\n## What else?\n\n{text}")
        except BadNotes as refusal:
            assert "NUL" in str(refusal)
        split_points(text)


def test_invalid_bytes_are_refused_with_their_place(tmp_path: Path) -> None:
    data = (SHARED / "robustness" / "utf8tests" / "utf8tests.bin").read_bytes()
    path = tmp_path / "utf8.md"
    path.write_bytes(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte offset {error.start}"
    with pytest.raises(BadNotes, match=place):
        read_notes([path])
