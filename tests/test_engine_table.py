"""Choosing an engine by name, and the small parts that engines share."""

import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from real_models import smollm2
from tiny_transformer import make_tiny_model

from tutor.engines.engine import CannotScore, EngineFailed, EngineMissing, Message
from tutor.engines.huggingface import HuggingFace
from tutor.engines.llamacpp import LlamaCpp, physical_cores
from tutor.engines.openai_server import OpenAIServer
from tutor.engines.scripted import ScriptedEngine
from tutor.engines.stops import until_stop
from tutor.engines.table import UnknownEngine, open_engine
from tutor.weights import WeightsMissing

QUESTION = [Message("user", "Well?")]


def test_none_is_no_engine(tmp_path: Path) -> None:
    assert open_engine("none", model=None, weights=tmp_path) is None


def test_an_unknown_name_lists_the_names(tmp_path: Path) -> None:
    with pytest.raises(UnknownEngine, match="'magic'.*llamacpp, transformers, openai, none"):
        open_engine("magic", model=None, weights=tmp_path)


def test_each_name_opens_its_engine_without_starting_it(tmp_path: Path) -> None:
    local = open_engine("llamacpp", model=str(smollm2()), weights=tmp_path)
    assert isinstance(local, LlamaCpp)
    assert local.pid is None
    assert isinstance(open_engine("transformers", model="some/model", weights=tmp_path), HuggingFace)
    server = open_engine("openai", model=None, weights=tmp_path, address="http://127.0.0.1:11434")
    assert isinstance(server, OpenAIServer)
    assert str(server.address) == "http://127.0.0.1:11434/v1"


def test_missing_weights_are_named_with_the_command_that_fetches_them(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"interview-tutor weights fetch qwen2\.5-coder-1\.5b") as caught:
        open_engine("llamacpp", model=None, weights=tmp_path)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(("engine", "package"), [("llamacpp", "xllamacpp"), ("transformers", "torch")])
def test_a_missing_package_is_named(engine: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineMissing, match=f"pip install {package}"):
        open_engine(engine, model=str(smollm2()), weights=tmp_path)


def test_opening_any_engine_loads_no_heavy_library() -> None:
    import subprocess

    program = (
        "import sys; from pathlib import Path; from tutor.engines.table import open_engine\n"
        f"open_engine('llamacpp', model={str(smollm2())!r}, weights=Path('.'))\n"
        "open_engine('transformers', model='x', weights=Path('.'))\n"
        "print([name for name in ('torch', 'transformers', 'xllamacpp') if name in sys.modules])"
    )
    root = str(Path(__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "[]"


def test_a_transformers_engine_without_a_model_says_what_it_needs() -> None:
    with pytest.raises(EngineMissing, match="--model"):
        HuggingFace(None)


def test_a_transformers_model_that_is_not_here_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match=r"gone.*cannot be loaded"):
        HuggingFace(str(tmp_path / "gone")).warm()


def test_a_transformers_model_without_a_chat_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match="no chat template"):
        HuggingFace(str(make_tiny_model(tmp_path, template=False))).warm()


def test_an_error_within_transformers_reaches_the_reader(tmp_path: Path) -> None:
    engine = HuggingFace(str(make_tiny_model(tmp_path)))
    with pytest.raises(EngineFailed, match="transformers"):
        list(engine.stream(QUESTION, max_tokens=-5))


def test_the_scripted_engine_remembers_what_it_was_asked() -> None:
    engine = ScriptedEngine("one two", EngineFailed("broken"), ["half", EngineFailed("cut")], scores={"a": -1.0})
    assert list(engine.stream(QUESTION)) == ["one", " two"]
    with pytest.raises(EngineFailed, match="broken"):
        list(engine.stream(QUESTION))
    cut = engine.stream(QUESTION)
    assert next(cut) == "half"
    with pytest.raises(EngineFailed, match="cut"):
        next(cut)
    with pytest.raises(EngineFailed, match="no reply left"):
        list(engine.stream(QUESTION))
    assert engine.score(QUESTION, ["a", "b"]) == [-1.0, -100.0]
    assert engine.asked == [QUESTION] * 4
    assert engine.scored == [(QUESTION, ["a", "b"])]


def test_the_scripted_engine_counts_replies_that_were_stopped() -> None:
    engine = ScriptedEngine("one two three", "one. two")
    stream = engine.stream(QUESTION)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert engine.stopped == 1
    assert "".join(engine.stream(QUESTION, stop=[". "])) == "one"
    assert engine.stopped == 1


def test_a_scripted_engine_without_scores_cannot_score() -> None:
    with pytest.raises(CannotScore):
        ScriptedEngine("x").score(QUESTION, ["y"])
    assert ScriptedEngine(scores=lambda messages, text: -float(len(text))).score(QUESTION, ["ab"]) == [-2.0]


@settings(deadline=None)
@example([".", "b.", "a"], ["b", ".b.a"])
@given(st.lists(st.text("ab.", max_size=4)), st.lists(st.text("ab.", min_size=1, max_size=4), max_size=3))
def test_a_stop_text_is_found_however_the_pieces_fall(pieces: list[str], stops: list[str]) -> None:
    whole = "".join(pieces)
    found = [(whole.index(stop) + len(stop), whole.index(stop)) for stop in stops if stop in whole]
    assert "".join(until_stop(pieces, stops)) == whole[: min(found)[1] if found else len(whole)]


def test_pieces_are_not_held_back_without_need() -> None:
    assert list(until_stop(["a", "b\n", "c"], ["\n\n"])) == ["a", "b", "\nc"]


def test_there_is_at_least_one_core() -> None:
    assert physical_cores() >= 1
