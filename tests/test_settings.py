from pathlib import Path

import pytest

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
