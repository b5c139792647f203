"""Stop texts for engines that have none of their own."""

from collections.abc import Iterable, Iterator, Sequence


def until_stop(pieces: Iterable[str], stop: Sequence[str]) -> Iterator[str]:
    """The pieces up to the stop text that ends first, which is not said; what may be the beginning of one is held back.

    "Ends first" and not "begins first": what is said must not depend on where the pieces were cut.
    """
    held = ""
    for piece in pieces:
        held += piece
        found = [(at + len(text), at) for text in stop if (at := held.find(text)) >= 0]
        if found:
            _, begin = min(found)
            yield held[:begin]
            return
        ready = len(held) - _held_back(held, stop)
        yield held[:ready]
        held = held[ready:]
    if held:
        yield held


def _held_back(text: str, stop: Sequence[str]) -> int:
    """How many letters at the end of `text` may be the beginning of a stop text."""
    longest = max((len(one) for one in stop), default=1) - 1
    for length in range(min(longest, len(text)), 0, -1):
        if any(one.startswith(text[-length:]) for one in stop):
            return length
    return 0
