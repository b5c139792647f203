"""A tutor whose engine says what it was told to, and what that engine was asked."""

from contextlib import ExitStack
from pathlib import Path

from tests.hashing_embedder import HashingEmbedder
from tutor import ScriptedEngine, Tutor


def open_tutor(opened: ExitStack, notes: Path, *replies: object) -> Tutor:
    """A tutor whose engine says the replies, one a question; closed with the stack."""
    engine = ScriptedEngine(*replies)  # type: ignore[arg-type]
    tutor = Tutor.open(notes, engine=engine, data=notes.parent / "data", embedder=HashingEmbedder())
    return opened.enter_context(tutor)


def asked(tutor: Tutor) -> list[list[str]]:
    """What its engine was asked, message by message."""
    engine = tutor.engine
    assert isinstance(engine, ScriptedEngine)
    return [[message.content for message in messages] for messages in engine.asked]
