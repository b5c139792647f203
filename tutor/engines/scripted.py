"""ScriptedEngine: the double for tests, examples and the demo."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tutor.engines.engine import CannotScore, EngineError, EngineFailed, Message
from tutor.engines.stops import until_stop

Scores = Mapping[str, float] | Callable[[Sequence[Message], str], float]


class ScriptedEngine:
    """Says what it was told to say, piece by piece, and remembers what it was asked.

    A reply that is an error is raised instead; the pieces of a sequence are said one after the other, and an
    error among them breaks off in the middle. `scores` gives the log-probability of a continuation.
    """

    def __init__(self, *replies: str | EngineError | Sequence[str | EngineError], scores: Scores | None = None) -> None:
        self.replies = list(replies)
        self.scores = scores
        self.asked: list[list[Message]] = []
        """The messages of each stream, in order."""
        self.scored: list[tuple[list[Message], list[str]]] = []
        """The messages and continuations of each score, in order."""
        self.stopped = 0
        """How many streams were closed before their end."""
        self.closed = False

    @property
    def name(self) -> str:
        """What a person is told."""
        return "scripted"

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 256, temperature: float = 0.0, stop: Sequence[str] = ()
    ) -> Iterator[str]:
        """The next reply; a plain text comes word by word."""
        self.asked.append(list(messages))
        if not self.replies:
            raise EngineFailed("The scripted engine has no reply left. Give it one reply for each question.")
        reply = self.replies.pop(0)
        if isinstance(reply, EngineError):
            raise reply
        pieces: Sequence[str | EngineError] = _words(reply) if isinstance(reply, str) else reply
        yield from self._said(until_stop(_spoken(pieces[:max_tokens]), stop))

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[float]:
        """The scores it was given; a continuation it knows nothing of is as good as impossible (-100)."""
        self.scored.append((list(messages), list(continuations)))
        scores = self.scores
        if scores is None:
            raise CannotScore("The scripted engine was given no scores.")
        if callable(scores):
            return [scores(messages, continuation) for continuation in continuations]
        return [scores.get(continuation, -100.0) for continuation in continuations]

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True

    def _said(self, pieces: Iterator[str]) -> Iterator[str]:
        try:
            yield from pieces
        except GeneratorExit:
            self.stopped += 1
            raise


def _spoken(pieces: Sequence[str | EngineError]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, EngineError):
            raise piece
        yield piece


def _words(text: str) -> list[str]:
    """Pieces as a tokenizer makes them: each word with the blank in front of it."""
    words = text.split(" ")
    return [word if n == 0 else f" {word}" for n, word in enumerate(words)]
