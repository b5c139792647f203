"""What a page shows while several want to draw on it: one after the other, whoever is quick or slow."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser import PacedEngine, opened

from ui.ask_screen import AskScreen
from ui.pages import MOST, Pages
from ui.sights import Sight, Sights


def test_a_page_turns_only_when_who_drew_on_it_has_left() -> None:
    sights, told = Sights(), list[str]()
    drawer = sights.turn("page", "one")

    def turn() -> None:
        sights.turn("page", "two")
        told.append("turned")

    other = threading.Thread(target=turn)
    with drawer:
        other.start()
        while not drawer.over:
            assert other.is_alive()
        told.append("left")
    other.join(10)
    assert told == ["left", "turned"]
    now = sights.of("page")
    assert now is not None and now.conversation == "two"


def test_pages_do_not_wait_for_each_other() -> None:
    sights = Sights()
    with sights.turn("one page", "x"), sights.turn("other page", "y") as other:
        assert not other.over


def test_a_page_that_has_acted_is_not_taken_back_to_what_was_left() -> None:
    sights = Sights()
    with sights.turn("page", "asked"):
        assert sights.first("page", "left") is None
    assert sights.first("new page", "left") is not None
    assert sights.first("new page", "left") is None


def test_something_is_kept_for_each_of_the_last_pages_and_claimed_once() -> None:
    kept: Pages[int] = Pages()
    assert kept.claim("first", 1) and not kept.claim("first", 2) and kept.of("first") == 1
    assert kept.put("second", 2) is None and kept.put("second", 3) == 2
    for number in range(MOST - 1):
        kept.put(f"page {number}", number)
        kept.put("second", number)
    assert kept.of("first") is None and kept.of("second") == MOST - 2 and kept.of("page 0") == 0
    kept.clear()
    assert kept.of("second") is None


def test_of_many_who_claim_a_page_at_once_one_gets_it() -> None:
    kept: Pages[int] = Pages()
    start = threading.Barrier(8)
    won: list[int] = []

    def claim(number: int) -> None:
        start.wait(10)
        won.extend([number] * kept.claim("page", number))

    threads = [threading.Thread(target=claim, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(won) == 1 and kept.of("page") == won[0]


def test_a_drawing_that_took_too_long_is_not_shown_over_the_next(tmp_path: Path) -> None:
    sight = Sight("slow")

    def pages() -> Iterator[dict[Any, Any]]:
        yield {screen.current: "first"}
        sight.over = True  # the page shows something else by the time that the next is ready
        yield {screen.current: "late"}

    with opened(tmp_path, PacedEngine()) as tutor:
        screen = AskScreen(tutor)
        screen.current, screen.notice = "the place of the answer", "the place of a notice"
        drawn = [page[screen.current] for page in screen._on(sight, pages()) if screen.current in page]
    assert drawn == ["first"]
