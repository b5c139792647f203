"""Kept engine: what was chosen in the window to phrase the answers, kept in the data folder for the next start."""

import json
import os
from pathlib import Path

from ingest import PRIVATE, UserError, atomic_write

FILE = "chosen.toml"


class EngineNotKept(UserError):
    """The choice holds only until the window is closed."""


def keep_engine(data: Path, engine: str, model: str | None = None) -> None:
    """Write the choice down as two settings; raises EngineNotKept, and a choice of before stays."""
    chosen = {"engine": engine} | ({"model": model} if model else {})
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in chosen.items()]  # a JSON string is one of TOML
    try:
        data.mkdir(parents=True, exist_ok=True)
        atomic_write(data / FILE, "".join(lines).encode(), mode=PRIVATE)
    except OSError as error:
        raise EngineNotKept(
            f"The choice holds until the window is closed: {data / FILE} cannot be written ({error.strerror})."
        ) from error


def kept_engine_file(data: Path) -> Path | None:
    """Where the choice stands; None when there is none that can be read."""
    return data / FILE if os.access(data / FILE, os.R_OK) else None
