"""Underway: work in a thread of its own, which pages look at: how far it is, how it ended; it goes on without them."""

import threading
from collections.abc import Callable, Iterator

from ingest import UserError
from ui.figures import track
from ui.rendering import words
from ui.trouble import UNFORESEEN, noted

TICK = 0.5
"""Seconds between two looks."""


class Stopped(UserError):
    """Somebody wanted the work to end."""


class Underway:
    """A fetch or a reading. `said` is what it is at, and at its end what came of it; `failed` whether it went wrong."""

    def __init__(self, said: str, work: Callable[["Underway"], str]) -> None:
        """Begin it. The work is handed this, to tell how far it is; what it gives is said at its end."""
        self.said, self.failed = said, False
        self._share = 0.0
        self._unwanted = ""
        self._work = work
        self._thread = threading.Thread(target=self._run, name="underway", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return not self._thread.is_alive()

    def tell(self, said: str, share: float) -> None:
        """For the work: what it is at, and how much of it is done, 0 to 1; raises Stopped when it is to end."""
        self.said, self._share = said, share
        if self._unwanted:
            raise Stopped(self._unwanted)

    def stop(self, said: str) -> None:
        """End it when it tells of itself next, with these words."""
        self._unwanted = said

    def followed(self) -> Iterator[str]:
        """How far it is, as HTML, until it is over."""
        while not self.over:
            share = f'<p class="notice" role="status">{words(self.said)}</p>{track(self._share)}'
            yield f'<div class="underway">{share}</div>'
            self._thread.join(TICK)

    def _run(self) -> None:
        try:
            self.said = self._work(self)
        except Stopped as error:
            self.said = str(error)
        except UserError as error:
            self.said, self.failed = str(error), True
        except Exception as error:
            noted("What was under way", error)
            self.said, self.failed = UNFORESEEN, True
