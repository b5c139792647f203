"""Refused: the numbers do not make sense, and why."""

from ingest import UserError


class Refused(UserError):
    """The calculation cannot be done with these numbers; the message says why and what to do."""

    def __init__(self, message: str, *, parameter: str = "", can_normalise: bool = False) -> None:
        super().__init__(message)
        self.parameter = parameter
        """The name of the parameter at fault, "" when it is not one alone."""
        self.can_normalise = can_normalise
        """True when the same calculation with normalise="yes" would go through."""
