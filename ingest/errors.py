"""Errors that are shown to a person.

UserError
├── BadNotes          a notes file that cannot be read (here, in ingest)
└── ...               each room roots its own errors in UserError

The message says what happened, with the values, and then what to do. One boundary prints it: the
command line, or the window.
"""


class UserError(Exception):
    """What happened and what to do, in words for a person."""

    exit_code = 2


class BadNotes(UserError):
    """The notes cannot be read as they are: choose another file, or mend what the message names."""
