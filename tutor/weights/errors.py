"""What can be wrong with model files.

WeightsError
├── UnknownWeights    no model file of that name is known
├── WeightsMissing    it is known, but not here yet
├── FetchFailed       no source gave it
├── NoSpace           the disk is too full for it, or cannot be written
└── BadWeights        its bytes are not what the publisher made
"""

from ingest import UserError


class WeightsError(UserError):
    """A model file cannot be used; everything that needs no model still works."""

    exit_code = 4


class UnknownWeights(WeightsError):
    """No model file of that name is known: choose one of those the message names, or give a path."""

    exit_code = 2


class WeightsMissing(WeightsError):
    """The model file is not here; the message names the command that fetches it."""


class FetchFailed(WeightsError):
    """No source gave the file; what has arrived is kept, so that the next try goes on from there."""


class NoSpace(WeightsError):
    """The disk is too full or cannot be written: make room, or choose another data folder."""


class BadWeights(WeightsError):
    """The bytes are not the publisher's; they are never loaded."""
