"""Calculate and Notes as a candidate uses them, on a desktop and on a phone in the dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NOTES, PacedEngine, opened, opened_page, serving, sound
from playwright.sync_api import Browser, expect

from tutor import load_settings
from ui.web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]

WRONG = "\n### Q7: What is the entropy of [0.5, 0.5] in bits?\n\nIt is 7.25 bits.\n"
MORE = "# More\n\n## What is bagging?\n\nBagging averages models that were trained on samples.\n"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("notes")
    with opened(folder, PacedEngine(), NOTES + WRONG) as tutor, serving(create_app(tutor)) as url:
        yield url


@pytest.mark.parametrize(
    ("width", "height", "dark"), [(390, 844, True), (1280, 800, False)], ids=["phone-dark", "desktop-light"]
)
def test_an_operation_is_found_filled_in_and_calculated(
    browser: Browser, url: str, width: int, height: int, dark: bool
) -> None:
    with opened_page(browser, url, width=width, height=height, dark=dark) as page:
        page.get_by_role("tab", name="Calculate").click()
        page.locator("#operation-search textarea").fill("kl div")  # pasted: no key is pressed
        page.get_by_role("link", name="KL divergence").first.click()
        expect(page.locator("#operation-head h2")).to_have_text("KL divergence")
        expect(page.locator("#form textarea").first).to_be_focused()
        page.locator("#form-go").click()
        expect(page.locator("#calculation .failure")).to_contain_text("Still needed")
        page.locator("#form-example").click()
        expect(page.locator("#form textarea").first).not_to_have_value("")
        page.get_by_role("button", name="More settings: unit nats").click()
        page.get_by_role("radio", name="bits").check()
        page.locator("#form-go").click()
        expect(page.locator("#calculation .unit")).to_have_text("bits")
        expect(page.locator("#calculation .katex-error")).to_have_count(0)
        sound(page)
        page.locator("#free-line textarea").fill("softmax of [2, 1, 0] at temperature 0.5")
        page.keyboard.press("Enter")
        expect(page.locator("#calculation .asked")).to_have_text("softmax of [2, 1, 0] at temperature 0.5")
        expect(page.locator("#operation-head")).to_be_hidden()  # the result is first
        page.get_by_role("link", name="Change the numbers").click()
        expect(page.locator("#operation-head h2")).to_have_text("softmax")  # to be gone on with in the fields
        expect(page.get_by_label("T: the temperature")).to_have_value("0.5")
        expect(page.get_by_label("T: the temperature")).to_be_visible()  # it is not the usual one
        page.get_by_text("Which convention is this?").click()
        expect(page.locator("#calculation .convention p")).to_be_visible()
        page.locator("#calculated-before .title").last.click()
        expect(page.locator("#calculation .unit")).to_have_text("bits")
        page.locator("#free-line textarea").fill("make me a coffee")
        page.keyboard.press("Enter")
        expect(page.locator("#calculation .nothing")).to_be_visible()
        sound(page)


def test_of_several_ways_to_give_the_numbers_one_is_asked_for(browser: Browser, url: str) -> None:
    with opened_page(browser, url, width=390, height=844) as page:
        page.get_by_role("tab", name="Calculate").click()
        page.locator("#operation-search textarea").fill("f1")
        page.get_by_role("link", name="F1 score").first.click()
        expect(page.get_by_role("radio", name="precision and recall")).to_be_checked()
        expect(page.locator("#form textarea:visible")).to_have_count(2)
        page.get_by_role("radio", name="counts").check()
        expect(page.get_by_label("FN: false negatives")).to_be_visible()
        expect(page.locator("#form textarea:visible")).to_have_count(4)
        sound(page)
        page.locator("#form-example").click()
        expect(page.get_by_label("FN: false negatives")).to_have_value("20")
        page.get_by_label("FN: false negatives").fill("40")
        page.get_by_label("FN: false negatives").press("Enter")
        expect(page.locator("#calculation .understood")).to_contain_text("FN = 40")
        expect(page.locator("#calculation .result")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("width", "height", "dark"), [(390, 844, True), (1280, 800, False)], ids=["phone-dark", "desktop-light"]
)
def test_the_notes_are_reported_with_lines_that_lead_into_them(
    browser: Browser, url: str, width: int, height: int, dark: bool
) -> None:
    with opened_page(browser, url, width=width, height=height, dark=dark) as page:
        page.get_by_role("tab", name="Notes").click()
        expect(page.locator("#notes-report")).to_contain_text("Numbers that do not come out: 1")
        sound(page)
        page.locator("#notes-report .at").first.click()
        expect(page.locator("#place .place")).to_be_focused()
        expect(page.locator("#place .here")).to_contain_text("entropy")
        sound(page)
        page.keyboard.press("Escape")
        expect(page.locator("#notes-report .at").first).to_be_focused()


@pytest.mark.parametrize(
    ("width", "height", "dark"), [(390, 844, True), (1280, 800, False)], ids=["phone-dark", "desktop-light"]
)
def test_settings_are_a_sheet_over_every_screen(
    browser: Browser, tmp_path: Path, width: int, height: int, dark: bool
) -> None:
    with (
        opened(tmp_path, PacedEngine()) as tutor,
        serving(create_app(tutor)) as url,
        opened_page(browser, url, width=width, height=height, dark=dark) as page,
    ):
        settings = page.locator("#header").get_by_role("link", name="Settings")
        settings.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#settings .back-to")).to_be_focused()  # what phrases is none of those offered
        expect(page.locator("#whereabouts")).to_contain_text("What leaves the machine")
        sound(page)
        page.get_by_role("radio", name="No language model").check()
        page.locator("#use-model").click()
        expect(page.locator("#engine-state .notice")).to_contain_text("at the next start too")
        assert load_settings({}, data=tutor.data).engine == "none"
        page.locator("#delete-everything").scroll_into_view_if_needed()
        expect(page.locator("#settings .back-to")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator("#settings")).to_be_hidden()
        expect(settings).to_be_focused()
        expect(page.locator("#welcome")).to_contain_text("Without a language model")  # on the screen below it, at once
        page.keyboard.press("Enter")
        expect(page.locator("#model input:checked")).to_be_focused()


def test_files_are_added_read_again_and_removed_and_a_hostile_one_is_refused(browser: Browser, tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor, serving(create_app(tutor)) as url, opened_page(browser, url) as page:
        more, hostile = tmp_path / "more.md", tmp_path / "hostile.md"
        more.write_text(MORE, encoding="utf-8")
        hostile.write_bytes(b"\x00\xff<script>window.hit=1</script>")
        page.get_by_role("tab", name="Notes").click()
        page.locator("#upload input[type=file]").set_input_files(more)
        expect(page.locator("#notes-notice .added")).to_contain_text("What is bagging?")
        expect(page.locator("#header .notes")).to_have_text("notes.md, more.md")
        page.get_by_role("tab", name="Interview").click()
        expect(page.locator("#topics")).to_contain_text("More")
        expect(page.locator("#setup .welcome")).to_contain_text("7 questions are ready")
        page.get_by_role("tab", name="Notes").click()
        page.locator("#upload input[type=file]").set_input_files(hostile)
        expect(page.locator("#notes-notice .failure")).to_contain_text("hostile.md is not a text file")
        assert [path.name for path in (tmp_path / "data" / "notes").iterdir()] == ["more.md"]
        (tmp_path / "notes.md").write_text(NOTES.replace("A deep tree overfits.", ""), encoding="utf-8")
        page.locator("#read-again").click()
        expect(page.locator("#notes-notice .changed")).to_contain_text("What is a decision tree?")
        page.locator("#notes-report .action", has_text="Remove").click()
        expect(page.locator("#notes-notice .gone")).to_contain_text("What is bagging?")
        expect(page.locator("#header .notes")).to_have_text("notes.md")


def test_everything_is_deleted_on_the_word_only(browser: Browser, tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor, serving(create_app(tutor)) as url, opened_page(browser, url) as page:
        tutor.conversation().ask("What is dropout?")
        page.locator("#header").get_by_role("link", name="Settings").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Export everything").click()
        assert download.value.suggested_filename == "interview-tutor.zip"
        page.locator("#delete-everything").click()
        expect(page.locator("#delete-notice")).to_contain_text("Nothing was deleted")
        assert tutor.conversations.listed()
        page.locator("#confirm-delete textarea").fill("delete")
        page.locator("#delete-everything").click()
        expect(page.locator("#delete-notice")).to_contain_text("are deleted")
        assert not tutor.conversations.listed()
