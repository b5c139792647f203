"""Engine: turns messages into text, and says how likely a text would be.

EngineError
├── EngineMissing     the library, the model file or the server is not there
├── EngineFailed      it was there, and died, hung or answered nonsense
└── CannotScore       this engine gives no log-probabilities
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ingest import UserError


class EngineError(UserError):
    """The language model cannot do what was asked; everything that needs no model still works."""

    exit_code = 4


class EngineMissing(EngineError):
    """The engine's library, model file or server is not there; the message names the command that mends it."""


class EngineFailed(EngineError):
    """The engine died, hung or answered nonsense in the middle of the work."""


class CannotScore(EngineError):
    """The engine gives no log-probabilities."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the chat that the engine continues."""

    role: Literal["system", "user", "assistant"]
    content: str


class Engine(Protocol):
    """Turns messages into text, piece by piece, and scores given continuations."""

    @property
    def name(self) -> str:
        """What a person is told: engine and model."""

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 256, temperature: float = 0.0, stop: Sequence[str] = ()
    ) -> Iterator[str]:
        """The reply, piece by piece as it is made; closing the iterator stops the generation.

        A piece may be "": a sign of life while the engine still reads, so that the caller can stop it then, too.
        Raises EngineMissing or EngineFailed.
        """

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[float]:
        """Natural-log probability of each continuation as the beginning of the reply to `messages`.

        Raises CannotScore, EngineMissing or EngineFailed.
        """

    def close(self) -> None:
        """Give back what the engine holds; it may be called twice."""
