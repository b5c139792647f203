"""Sights: which conversation each open page shows, and who draws on it.

One page has one drawer at a time. Whoever shows something else first waits until the one before has left, so what was
on its way comes before what is new, however busy the machine is.
"""

import threading
from typing import Self

from tutor import Run
from ui.pages import Pages

PATIENCE = 5.0
"""Seconds that a drawer is waited for; it looks up twice a second."""


class Sight:
    """What one page shows since its last turn to another conversation; who draws does so in its `with` block."""

    def __init__(self, conversation: str) -> None:
        self.conversation = conversation
        self.run: Run | None = None
        """The answer that is being drawn."""
        self.over = False
        """Whether the page shows something else by now: nothing more is to be drawn."""
        self._left = threading.Event()

    def end(self) -> None:
        """Have it left; returns when it is."""
        self.over = True
        self._left.wait(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.run = None
        self._left.set()


class Sights:
    """The open pages, by the name that the page has for the server."""

    def __init__(self) -> None:
        self._sights: Pages[Sight] = Pages()

    def turn(self, page: str, conversation: str) -> Sight:
        """The page turned to this conversation; nobody draws on it any more when this returns."""
        sight = Sight(conversation)
        before = self._sights.put(page, sight)
        if before:
            before.end()
        return sight

    def first(self, page: str, conversation: str) -> Sight | None:
        """The same for a page that has just come; None when it shows something already."""
        sight = Sight(conversation)
        return sight if self._sights.claim(page, sight) else None

    def of(self, page: str) -> Sight | None:
        """What the page shows; None for a page that has just come."""
        return self._sights.of(page)
