"""Opening: what a tutor is opened with: the engine that phrases, or why there is none; the embedding model."""

from pathlib import Path

from index import Embedder, SentenceEmbedder
from tutor.engines.engine import Engine, EngineMissing
from tutor.engines.table import open_engine
from tutor.settings import Settings
from tutor.weights import WeightsError


def phrasing_engine(
    engine: str | Engine | None, model: str | None, folder: Path, chosen: Settings
) -> tuple[Engine | None, str]:
    """The engine, or None and what to do about it: without one everything but phrasing works."""
    if engine is not None and not isinstance(engine, str):
        return engine, ""
    key = chosen.key.get_secret_value() if chosen.key else None
    try:
        return open_engine(
            engine or chosen.engine,
            model=model or chosen.model,
            weights=folder / "weights",
            beginnings=folder / "beginnings",
            address=chosen.address,
            key=key,
        ), ""
    except (EngineMissing, WeightsError) as error:
        return None, str(error)


def default_embedder() -> Embedder:
    """The embedding model that comes with the tutor; loaded when it is first used."""
    return SentenceEmbedder()
