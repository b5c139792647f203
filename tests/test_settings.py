from pathlib import Path

import pytest
from hashing_embedder import HashingEmbedder

from tutor import Tutor
from tutor.kept_engine import FILE, EngineNotKept, keep_engine
from tutor.settings import BadSettings, load_settings


def toml(tmp_path: Path, text: str) -> dict[str, str]:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return {"INTERVIEW_TUTOR_CONFIG": str(file)}


def test_defaults_need_nothing() -> None:
    settings = load_settings({})
    assert (settings.engine, settings.notes, settings.host, settings.port) == ("llamacpp", (), "127.0.0.1", 7860)


def test_options_beat_environment_beats_file(tmp_path: Path) -> None:
    environ = toml(tmp_path, 'engine = "none"\nport = 1111\nmodel = "file"') | {
        "INTERVIEW_TUTOR_PORT": "2222",
        "INTERVIEW_TUTOR_MODEL": "environment",
    }
    settings = load_settings(environ, model="option", engine=None)
    assert (settings.engine, settings.port, settings.model) == ("none", 2222, "option")


def test_an_unknown_key_is_refused_and_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"(?s)'modle' in .*settings\.toml.*Known settings: .*model"):
        load_settings(toml(tmp_path, 'modle = "x"'))


def test_an_unknown_environment_variable_is_refused() -> None:
    with pytest.raises(BadSettings, match="INTERVIEW_TUTOR_MODLE"):
        load_settings({"INTERVIEW_TUTOR_MODLE": "x"})


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as caught:
        load_settings(toml(tmp_path, 'port = "many"\nengine = "magic"'))
    assert "'port'" in str(caught.value)
    assert "'engine'" in str(caught.value)


def test_broken_toml_and_missing_file_say_which_file(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="not valid TOML"):
        load_settings(toml(tmp_path, "port ="))
    with pytest.raises(BadSettings, match="cannot be read"):
        load_settings({"INTERVIEW_TUTOR_CONFIG": str(tmp_path / "absent.toml")})


def test_the_key_is_not_printed() -> None:
    settings = load_settings({"INTERVIEW_TUTOR_KEY": "s3cret-canary"})
    assert "s3cret-canary" not in repr(settings)


def test_notes_from_the_environment_may_be_several(tmp_path: Path) -> None:
    settings = load_settings({"INTERVIEW_TUTOR_NOTES": f"{tmp_path / 'a.md'}:{tmp_path / 'b.md'}"})
    assert [path.name for path in settings.notes] == ["a.md", "b.md"]


def test_a_choice_made_in_the_window_is_used_at_the_next_start(tmp_path: Path) -> None:
    environ = toml(tmp_path, 'engine = "openai"\nmodel = "file"') | {"INTERVIEW_TUTOR_DATA": str(tmp_path / "data")}
    keep_engine(tmp_path / "data", "llamacpp", "small")
    settings = load_settings(environ)
    assert (settings.engine, settings.model, settings.data) == ("llamacpp", "small", tmp_path / "data")
    keep_engine(tmp_path / "data", "none")
    assert load_settings(environ).engine == "none"
    assert load_settings(toml(tmp_path, ""), data=tmp_path / "data").engine == "none"


@pytest.mark.parametrize(
    ("environ", "chosen", "expected"),
    [
        ({}, {"model": "option"}, ("llamacpp", "option")),  # not "none", which was chosen with no model
        ({}, {"engine": "transformers"}, ("transformers", None)),  # not with the other engine's model
        ({"INTERVIEW_TUTOR_MODEL": "environment"}, {}, ("llamacpp", "environment")),
    ],
    ids=["model", "engine", "environment"],
)
@pytest.mark.parametrize("kept", [("none", None), ("llamacpp", "kept")], ids=["none", "model"])
def test_an_option_or_a_variable_goes_before_the_choice_of_the_window(
    tmp_path: Path,
    kept: tuple[str, str | None],
    environ: dict[str, str],
    chosen: dict[str, str],
    expected: tuple[str, str | None],
) -> None:
    keep_engine(tmp_path, *kept)
    settings = load_settings(environ, data=tmp_path, **chosen)
    assert (settings.engine, settings.model) == expected


def test_a_choice_that_cannot_be_kept_or_read_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(EngineNotKept, match="until the window is closed"):
        keep_engine(tmp_path / "file", "none")
    (tmp_path / FILE).write_text("engine =", encoding="utf-8")
    with pytest.raises(BadSettings, match=FILE):
        load_settings({}, data=tmp_path)


def test_a_tutor_that_is_opened_phrases_with_what_was_chosen(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# What is dropout?\n\nDropout sets activations to zero.\n", encoding="utf-8")
    keep_engine(tmp_path / "data", "none")
    with Tutor.open(notes, data=tmp_path / "data", embedder=HashingEmbedder()) as tutor:
        assert tutor.engine is None and not tutor.engine_fault  # wanted so, not missing
    with Tutor.open(notes, data=tmp_path / "data", model="absent.gguf", embedder=HashingEmbedder()) as tutor:
        assert "absent.gguf" in tutor.engine_fault
