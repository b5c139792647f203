"""Review and Progress as a candidate sees them, in the system's Chromium."""

import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from browser import PacedEngine, opened, opened_page, serving, sound, window
from playwright.sync_api import Browser, Page, expect

from tutor import ReviewRound
from ui.web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]


def open_tab(page: Page, name: str, shown: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.locator(shown)).to_be_visible()


def test_a_round_of_cards_by_keyboard_undone_reloaded_and_finished(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (tutor, page):
        open_tab(page, "Review", "#show-answer")
        first = page.locator("#card .asked").inner_text()
        expect(page.locator("#card .progress")).to_contain_text("6 cards left")
        expect(page.locator("#card .card-answer")).to_have_count(0)
        page.keyboard.press("3")  # nothing is rated before it is shown
        page.keyboard.press(" ")
        expect(page.locator("#rate-3")).to_be_focused()
        expect(page.locator("#rate-4")).to_have_text(re.compile(r"4\s+Easy · \d+ \w+"))
        sound(page)
        page.keyboard.press("3")
        expect(page.locator("#card .asked")).not_to_have_text(first)
        expect(page.locator("#card .card-answer")).to_have_count(0)
        assert len(tutor.history.reviews()) == 1
        page.keyboard.press("z")
        expect(page.locator("#card .asked")).to_have_text(first)
        assert tutor.history.reviews() == ()
        page.reload()
        open_tab(page, "Review", "#show-answer")
        expect(page.locator("#card .asked")).to_have_text(first)
        for left in range(6, 0, -1):
            expect(page.locator("#card .progress")).to_contain_text(f"{left} card")
            page.keyboard.press(" ")
            expect(page.locator("#rate-3")).to_be_focused()
            page.keyboard.press(" ")  # Space again is Good
        expect(page.locator("#card .done")).to_contain_text("You went through 6 cards.")
        expect(page.locator("#review-more")).to_be_hidden()
        assert len(tutor.history.reviews()) == 6
        sound(page)


def test_a_space_is_not_lost_when_the_focus_moves_before_it_comes_up(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (_, page):
        open_tab(page, "Review", "#show-answer")
        page.locator("#show-answer").focus()
        page.keyboard.down(" ")
        page.locator("#header a").first.focus()
        page.keyboard.up(" ")
        expect(page.locator("#card .card-answer")).to_be_visible()


def test_a_space_that_comes_before_the_next_card_shows_its_answer_and_rates_nothing(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, rate = threading.Event(), ReviewRound.rate

    def held(self: ReviewRound, rating: int) -> None:
        assert go.wait(60)
        rate(self, rating)

    monkeypatch.setattr(ReviewRound, "rate", held)
    with window(browser, tmp_path) as (tutor, page):
        open_tab(page, "Review", "#show-answer")
        first = page.locator("#card .asked").inner_text()
        page.keyboard.press(" ")
        expect(page.locator("#rate-3")).to_be_focused()
        page.keyboard.press("3")
        page.keyboard.press(" ")
        go.set()
        expect(page.locator("#card .asked")).not_to_have_text(first)
        expect(page.locator("#card .card-answer")).to_be_visible()
        assert len(tutor.history.reviews()) == 1


def test_the_day_of_the_interview_is_set_refused_and_remembered(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (tutor, page):
        open_tab(page, "Progress", "#progress .ready")
        expect(page.locator("#progress")).to_contain_text("Today: 6 questions")
        field = page.locator("#interview-day input")
        expect(field).to_have_attribute("type", "date")
        expect(field).to_have_accessible_name("Day of the interview")
        field.press_sequentially("02")  # a month, and no day or year
        page.locator("#set-day").click()
        expect(field).to_be_focused()  # the browser says there what is missing
        assert field.evaluate("field => field.validity.badInput && field.validationMessage !== ''")
        field.fill("2001-01-01")
        page.keyboard.press("Enter")
        assert field.evaluate("field => field.validity.rangeUnderflow")
        field.evaluate("field => { field.min = ''; }")  # a browser that does not look
        page.keyboard.press("Enter")
        expect(page.locator("#progress-notice .failure")).to_contain_text("before today")
        field.evaluate("field => { field.type = 'text'; }")  # a browser that has no field for days
        field.fill("soon")
        page.keyboard.press("Enter")
        expect(page.locator("#progress-notice .failure")).to_contain_text("“soon” is not a day")
        assert tutor.history.interview_date is None
        field.evaluate("field => { field.type = 'date'; }")
        day = tutor.history.now().date() + timedelta(days=3)
        field.fill(day.isoformat())
        page.keyboard.press("Enter")
        expect(page.locator("#progress .ready")).to_contain_text("Your interview is in 3 days")
        expect(page.locator("#progress-notice .failure")).to_be_hidden()
        page.reload()
        open_tab(page, "Progress", "#progress .ready")
        expect(page.locator("#progress .ready")).to_contain_text("Your interview is in 3 days")
        assert tutor.history.interview_date == day
        expect(field).to_have_value(day.isoformat())
        sound(page)
        field.fill("")
        page.keyboard.press("Enter")
        expect(page.locator("#progress .ready")).not_to_contain_text("Your interview is")
        assert tutor.history.interview_date is None


def test_on_a_phone_in_the_dark_all_tabs_are_in_reach(browser: Browser, tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor, serving(create_app(tutor)) as url:
        tutor.history.set_interview_date(tutor.history.now().date() + timedelta(days=9))
        with opened_page(browser, url, width=390, height=844, dark=True) as page:
            open_tab(page, "Review", "#show-answer")
            page.locator("#show-answer").click()
            expect(page.locator("#rate-1")).to_be_visible()
            sound(page)
            page.locator("#rate-1").click()
            open_tab(page, "Progress", "#progress .chart svg")
            sound(page)
