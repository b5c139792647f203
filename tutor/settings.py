"""Settings: what a person chose: as an option, in the environment, in the window, in a TOML file, in that rank."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from ingest import UserError
from tutor.kept_engine import kept_engine_file

PREFIX = "INTERVIEW_TUTOR_"
FILE_KEY = "CONFIG"
"""INTERVIEW_TUTOR_CONFIG names the TOML file; it is the one variable that is not a setting itself."""

EngineName = Literal["llamacpp", "transformers", "openai", "none"]


class BadSettings(UserError):
    """A setting that is not known or not possible; the message names it and where it stands."""


class Settings(BaseModel):
    """Everything that can be chosen; the defaults need no file and no environment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notes: tuple[Path, ...] = ()
    """Files or folders of notes; empty for the notes that come with the tutor."""
    engine: EngineName = "llamacpp"
    model: str | None = None
    """A name of `interview-tutor weights list`, a path, or what the engine takes; None for its default."""
    data: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("interview-tutor")))
    """Where model files, indexes and progress lie."""
    profile: str = ""
    """Whose progress, where several people share a machine."""
    address: str | None = None
    """For the engine "openai": where the server answers, such as http://127.0.0.1:11434/v1."""
    key: SecretStr | None = None
    """For the engine "openai": the server's key."""
    prose: bool = False
    """Whether the engine phrases comparisons, lists and longer answers, too: for models of about 7B and more."""
    embedder: str | None = None
    """A SentenceTransformer folder or id; None for the one that comes with the tutor."""
    reranker: str | None = None
    """A CrossEncoder folder or id that reads again what was found; None for none."""
    host: str = "127.0.0.1"
    port: int = 7860

    @field_validator("notes", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str | Path) else value

    @field_validator("notes", "data")
    @classmethod
    def _home(cls, value: Any) -> Any:
        return value.expanduser() if isinstance(value, Path) else tuple(path.expanduser() for path in value)


def load_settings(environ: Mapping[str, str], **chosen: Any) -> Settings:
    """The settings in force: `chosen` (those that are not None) before the environment before the file.

    What phrases the answers may have been chosen in the window, too: that goes before the file, and counts where
    neither `chosen` nor the environment names an engine or a model. Raises BadSettings for an unknown key or an
    impossible value, naming where it stands.
    """
    file = _from_file(_settings_file(environ))
    named: _Sourced = {}
    for variable, value in environ.items():
        name = variable.removeprefix(PREFIX)
        if name != variable and name != FILE_KEY:
            named[name.lower()] = (_from_environment(name.lower(), value), f"the environment variable {variable}")
    for key, value in chosen.items():
        if value is not None and value != () and value != []:
            named[key] = (value, f"the option --{key}")
    settings = _validated(file | named)
    if {"engine", "model"} & named.keys():
        return settings
    kept = _from_file(kept_engine_file(settings.data))
    return _validated(file | kept | named) if kept else settings


def _settings_file(environ: Mapping[str, str]) -> Path | None:
    named = environ.get(PREFIX + FILE_KEY)
    if named:
        return Path(named).expanduser()
    usual = Path(platformdirs.user_config_dir("interview-tutor")) / "settings.toml"
    return usual if usual.is_file() else None


_Sourced = dict[str, tuple[Any, str]]
"""By name: the value, and where it stands."""


def _from_file(file: Path | None) -> _Sourced:
    if file is None:
        return {}
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSettings(
            f"The settings file {file} cannot be read ({error.strerror}). Mend it or unset {PREFIX}{FILE_KEY}."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"The settings file {file} is not valid TOML: {error}.") from error
    return {key: (value, str(file)) for key, value in read.items()}


def _from_environment(key: str, value: str) -> Any:
    return tuple(value.split(os.pathsep)) if key == "notes" else value


def _validated(merged: _Sourced) -> Settings:
    try:
        return Settings(**{key: value for key, (value, _) in merged.items()})
    except ValidationError as error:
        raise BadSettings("\n".join(_complaint(fault, merged) for fault in error.errors())) from None


def _complaint(fault: Any, merged: _Sourced) -> str:
    key = str(fault["loc"][0])
    source = merged[key][1]
    if fault["type"] == "extra_forbidden":
        return f"Unknown setting '{key}' in {source}. Known settings: {', '.join(sorted(Settings.model_fields))}."
    return f"Setting '{key}' in {source}: {fault['msg']}."
