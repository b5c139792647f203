"""A model file that is here already: the user's path, or the cache. Never touches the network."""

from collections.abc import Sequence
from pathlib import Path

from tutor.weights.catalogue import CATALOGUE, ModelFile, named
from tutor.weights.checking import fault, is_stamped
from tutor.weights.errors import BadWeights, WeightsMissing


def find(name_or_path: str | Path, folder: Path, *, catalogue: Sequence[ModelFile] = CATALOGUE) -> Path:
    """The file of that name in `folder`, verified; or the path that was given, which is the user's own choice.

    Raises UnknownWeights, WeightsMissing or BadWeights, each with what to do.
    """
    given = Path(name_or_path).expanduser()
    if given.is_file():
        return given
    if looks_like_a_path(str(name_or_path)):
        raise WeightsMissing(f"There is no model file {given}. Check the path given as the model.")
    model = named(str(name_or_path), catalogue)
    path = folder / model.file
    if not path.is_file():
        raise WeightsMissing(
            f"The model file {model.name} ({model.size / 1e6:,.0f} MB) is not in {folder}. "
            f"Fetch it with 'interview-tutor weights fetch {model.name}'."
        )
    if not is_stamped(model, path) and (wrong := fault(model, path)):
        raise BadWeights(
            f"The model file {path} is damaged: {wrong}. "
            f"Fetch it again with 'interview-tutor weights fetch {model.name}'."
        )
    return path


def looks_like_a_path(text: str) -> bool:
    """True for what can only be meant as a path."""
    return "/" in text or "\\" in text or text.lower().endswith(".gguf")
