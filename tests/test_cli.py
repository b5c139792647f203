"""The command line as a person or a script meets it; models are doubles or absent."""

import json
import subprocess
import sys
from math import log
from pathlib import Path

import pytest

from ui.cli import main

ROOT = Path(__file__).parents[1]
COMMANDS = "serve ask chat calc interview progress review cards history entries retrieve grade weights doctor".split()
HEAVY = "torch transformers sentence_transformers faiss gradio xllamacpp sklearn pandas numpy".split()


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    code = left.value.code
    return 0 if code is None else int(code)


def batch(tmp_path: Path, *requests: object) -> Path:
    file = tmp_path / "requests.jsonl"
    file.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in requests), encoding="utf-8")
    return file


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == 0
    assert "Usage: interview-tutor" in capsys.readouterr().out


def test_help_lists_every_command_and_documentation_does_too(capsys: pytest.CaptureFixture[str]) -> None:
    run("--help")
    shown = capsys.readouterr().out
    documented = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert command in shown and command in documented


@pytest.mark.parametrize("arguments", [["--help"], ["calc", "softmax of [2,1,0]"], ["calc", "--help"]])
def test_help_and_calc_load_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom ui.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit as left:\n"
        f"    assert not left.code, left.code\nprint('loaded', [m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "loaded []"


def test_calc_shows_the_steps_and_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("calc", "softmax of [2, 1, 0]") == 0
    shown = capsys.readouterr().out
    assert "0.6652" in shown and "0.2447" in shown and "1." in shown


def test_calc_as_json_has_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("calc", "KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2]", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    keys = {
        "status",
        "operation",
        "interpretation",
        "inputs",
        "value",
        "unit",
        "steps",
        "convention",
        "choices",
        "message",
    }
    assert set(result) == keys
    assert result["value"] == pytest.approx(0.2 * log(2) + 0.5 * log(5 / 7) + 0.3 * log(1.5))
    assert all(set(step) == {"text", "latex"} for step in result["steps"])


def test_infinity_is_a_word_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    run("calc", "KL divergence of P=[0.5,0.5] from Q=[1,0]", "--json")
    assert json.loads(capsys.readouterr().out)["value"] == "inf"


@pytest.mark.parametrize(("question", "code"), [("Why is the sky blue?", 3), ("entropy of [0.5, 0.9]", 2)])
def test_calc_says_by_its_exit_code_why_it_has_no_number(question: str, code: int) -> None:
    assert run("calc", question) == code


def test_a_batch_goes_on_after_a_bad_request_and_keeps_the_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = batch(tmp_path, {"question": "entropy of [0.5, 0.5] in bits"}, "not json", {"nothing": 1}, [1], "")
    assert run("calc", "--batch", file) == 0
    first, *bad = lines(capsys.readouterr().out)
    assert first["value"] == pytest.approx(1.0)
    assert [result["status"] for result in bad] == ["error"] * 3
    assert all(result["message"] for result in bad)


def test_a_batch_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("calc", "--batch", tmp_path / "absent.jsonl") == 2
    assert "absent.jsonl" in capsys.readouterr().err


def test_entries_as_json_has_the_documented_shape(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("entries", "--json", notes) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [entry["question"] for entry in entries] == [
        "What is a canary release?",
        "How do batch and online inference compare?",
        "What is shadow traffic?",
    ]
    assert set(entries[0]) == {"id", "question", "answer", "topic", "line", "end_line", "points"}
    assert set(entries[0]["points"][0]) == {"id", "text", "heading", "line"}
    assert entries[2]["answer"] == "" and entries[2]["points"] == []


def test_entries_for_people_names_the_unanswered(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("entries", notes) == 0
    assert "What is shadow traffic?   (no answer)" in capsys.readouterr().out


def test_missing_notes_are_said_with_their_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("entries", tmp_path / "absent.md") == 2
    assert "absent.md" in capsys.readouterr().err


def test_grade_in_a_batch_scores_right_above_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request = {"question": "What is a cache?", "reference_answer": "A cache keeps copies of data close to its user."}
    answers = ["It keeps copies of data close to the user.", "A kind of tree.", ""]
    file = batch(tmp_path, *({**request, "student_answer": answer} for answer in answers))
    assert run("grade", "--batch", file) == 0
    right, wrong, empty = lines(capsys.readouterr().out)
    assert set(right) >= {"score", "points", "numbers", "follow_up"}
    assert float(str(right["score"])) > float(str(wrong["score"])) >= float(str(empty["score"])) == 0


def test_an_unknown_setting_stops_with_its_name(
    monkeypatch: pytest.MonkeyPatch, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTERVIEW_TUTOR_MODLE", "x")
    assert run("ask", "What is a canary release?", "--notes", notes) == 2
    assert "INTERVIEW_TUTOR_MODLE" in capsys.readouterr().err


def test_doctor_says_what_to_run_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor", "--data", tmp_path / "data") == 0
    shown = capsys.readouterr().out
    assert "next: interview-tutor weights fetch qwen2.5-coder-1.5b" in shown
    assert str(tmp_path / "data") in shown


def test_weights_list_names_the_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("weights", "list", "--data", tmp_path) == 0
    assert "smollm2-135m" in capsys.readouterr().out


def test_an_unknown_model_file_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("weights", "fetch", "gpt-9", "--data", tmp_path) == 2
    assert "gpt-9" in capsys.readouterr().err


def test_a_host_that_others_can_reach_is_refused(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("serve", "--notes", notes, "--engine", "none", "--data", tmp_path / "d", "--host", "0.0.0.0")
    assert run(*arguments, "--no-browser") == 2
    assert "0.0.0.0" in capsys.readouterr().err
