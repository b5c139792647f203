"""The Interview screen's choices, asides, disputes and files, in the system's Chromium."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from browser import PacedEngine, opened, opened_page, serving, sound, start_interview, window
from playwright.sync_api import Browser, expect

from ui.web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]

NOTES = """# Notes

## Q1: What is dropout?

- Dropout sets activations to zero at random during training.
- At inference all units are used.
"""


def test_an_interview_with_choices_asides_a_dispute_and_a_report_to_keep(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path, notes=NOTES) as (tutor, page):
        tutor.history.set_interview_date(tutor.history.now().date() + timedelta(days=4))
        page.reload()
        page.get_by_role("tab", name="Interview").click()
        expect(page.locator("#setup .welcome")).to_contain_text("Your interview is in 4 days")
        page.get_by_label("Demanding").check()
        page.locator("#more-choices button").first.click()
        page.get_by_label("Weak ones first").check()
        sound(page)
        page.locator("#start").click()
        expect(page.locator("#asked .timer")).to_have_text(re.compile(r"^0:0\d · about 0:30 aloud$"))
        page.fill("#reply textarea", "What do you mean by that?")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#asked .hint")).to_have_count(1)  # said otherwise; nothing was graded
        expect(page.locator("#reply textarea")).to_have_value("")
        page.fill("#reply textarea", "Dropout sets activations to zero at random during training.")
        page.get_by_label("Full").check()
        sound(page)
        page.locator("#submit").click()
        expect(page.locator("#graded .point")).to_have_count(2)
        before = page.locator("#graded .score strong").inner_text()
        page.locator("#graded .missing .dispute").click()
        expect(page.locator("#graded .score strong")).to_have_text("100 %")
        expect(page.locator("#graded")).to_contain_text("you say so")
        expect(page.get_by_text("Undo: let the grade stand")).to_be_focused()  # where the other word stood
        page.keyboard.press("Enter")
        expect(page.locator("#graded .score strong")).to_have_text(before)
        expect(page.locator("#graded .missing .dispute")).to_be_focused()
        page.locator("#graded .missing a.line").click()
        expect(page.locator("#place .here")).to_contain_text("At inference all units are used")
        page.keyboard.press("Escape")
        sound(page)
        assert tutor.history.estimates()[0].expected == pytest.approx(0.95)
        page.locator("#next").click()  # the follow-up went with the dispute
        expect(page.locator("#report-text .turns")).to_contain_text("What is dropout?")
        expect(page.locator("#report-text .chart")).to_have_count(0)  # one estimate makes no plot
        with page.expect_download() as kept:
            page.get_by_text("The report as Markdown").click()
        assert "What is dropout?" in Path(kept.value.path()).read_text(encoding="utf-8")
        sound(page)


def test_two_tabs_cannot_answer_one_question_twice(browser: Browser, tmp_path: Path) -> None:
    with (
        opened(tmp_path, PacedEngine(), NOTES) as tutor,
        serving(create_app(tutor)) as url,
        opened_page(browser, url) as page,
        opened_page(browser, url) as other,
    ):
        page.get_by_role("tab", name="Interview").click()
        page.locator("#start").click()
        expect(page.locator("#asked .asking")).to_be_visible()
        other.reload()
        other.get_by_role("tab", name="Interview").click()
        expect(other.locator("#asked .asking")).to_be_visible()
        page.locator("#dont-know").click()
        expect(page.locator("#graded .score")).to_be_visible()
        other.fill("#reply textarea", "Dropout sets activations to zero at random during training.")
        other.locator("#submit").click()
        expect(other.locator("#graded .graded, #report-text .report, #interview-notice .failure").first).to_be_visible()
        turns = tutor.interview(resume=tutor.history.sessions()[0].id).session.turns
        assert sum(turn.question.kind == "question" for turn in turns) == 1


def test_five_questions_are_played_through(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (_, page):
        start_interview(page)
        for number in range(1, 6):
            expect(page.locator("#asked .progress")).to_contain_text(f"Question {number} of 5")
            expect(page.locator("#reply textarea")).to_be_focused()
            question = page.locator("#asked .asked").inner_text()
            expect(page.locator("#reply textarea")).to_have_accessible_description(question)
            if number == 1:
                page.locator("#hint").click()
                expect(page.locator("#asked .hint")).to_have_count(1)
            if number == 2:
                page.locator("#skip").click()
                continue
            if number == 3:
                page.locator("#dont-know").click()
            else:
                page.fill("#reply textarea", "The sigmoid $x^2$ gives a probability between nothing and one.")
                page.keyboard.press("Control+Enter")
            expect(page.locator("#graded .score")).to_be_visible()
            expect(page.locator("#next")).to_be_focused()
            expect(page.locator("#next")).to_have_accessible_description(re.compile(r"^\d+ %"))
            page.keyboard.press("Enter")
            follow_up = page.locator("#asked .progress", has_text="Follow-up")
            expect(
                follow_up.or_(page.locator("#asked .progress", has_text=f"Question {number + 1}")).or_(
                    page.locator("#report-text .report")
                )
            ).to_be_visible()
            if follow_up.is_visible():
                page.locator("#skip").click()
        expect(page.locator("#report-text")).to_contain_text("Question by question")
        expect(page.locator("#report-text .turns li").first).to_be_visible()
        page.locator("#again").click()
        expect(page.locator("#start")).to_be_visible()


def test_a_reload_in_mid_interview_keeps_the_place_and_the_draft(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (_, page):
        start_interview(page)
        page.locator("#skip").click()
        expect(page.locator("#asked .progress")).to_contain_text("Question 2 of 5")
        question = page.locator("#asked .asked").inner_text()
        page.locator("#reply textarea").press_sequentially("A half-written answer")
        page.reload()
        page.get_by_role("tab", name="Interview").click()
        expect(page.locator("#asked .asked")).to_have_text(question)
        expect(page.locator("#reply textarea")).to_have_value("A half-written answer")


def test_an_empty_answer_is_not_graded(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (_, page):
        start_interview(page)
        page.locator("#submit").click()
        expect(page.locator("#interview-notice")).to_contain_text("There is no answer yet")
        expect(page.locator("#asked .asking")).to_be_visible()
