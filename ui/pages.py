"""Pages: something kept for each open page, by the name that the page has for the server."""

import threading
from typing import Generic, TypeVar

MOST = 200
"""Pages that are remembered; those of which nothing was heard for longest go first."""

T = TypeVar("T")


class Pages(Generic[T]):
    """One thing for each page. The handlers of a page run in several threads: every method is one step."""

    def __init__(self) -> None:
        self._kept: dict[str, T] = {}
        self._lock = threading.RLock()

    def of(self, page: str) -> T | None:
        """What is kept for the page; None where nothing is."""
        return self._kept.get(page)

    def put(self, page: str, kept: T) -> T | None:
        """Keep this for the page from now on; what was kept before, or None."""
        with self._lock:
            before = self._kept.pop(page, None)
            self._kept[page] = kept
            for old in list(self._kept)[:-MOST]:
                del self._kept[old]
        return before

    def claim(self, page: str, kept: T) -> bool:
        """Keep this where nothing is kept for the page yet; whether it was so."""
        with self._lock:
            free = page not in self._kept
            if free:
                self.put(page, kept)
            return free

    def clear(self) -> None:
        """Keep nothing for any page."""
        with self._lock:
            self._kept = {}
