"""Refused: the numbers do not make sense, and why."""

from ingest import UserError


class Refused(UserError):
    """The calculation cannot be done with these numbers; the message says why and what to do."""
