"""The set-up of an interview, and the tabs above it: few topics and many, keys only, narrow phones."""

from pathlib import Path

import pytest
from browser import sound, window
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]

TABS = ["Ask", "Interview", "Review", "Progress", "Calculate", "Notes"]
MANY = "# Notes\n" + "".join(
    f"\n## {'Façades' if number == 7 else 'Topic'} {number}\n\n### What is thing {number}?\n\nThing {number} is red.\n"
    for number in range(80)
)


def open_setup(page: Page) -> None:
    page.get_by_role("tab", name="Interview").click()
    expect(page.locator("#start")).to_be_visible()


def test_some_topics_are_chosen_with_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (_, page):
        open_setup(page)
        expect(page.locator("#topics")).to_be_hidden()
        expect(page.get_by_role("group", name="Topics")).to_be_visible()
        page.get_by_role("radio", name="All topics").focus()
        page.keyboard.press("ArrowRight")  # one group: the arrows walk through it
        expect(page.get_by_role("radio", name="Some of them")).to_be_checked()
        expect(page.locator("#topics")).to_contain_text("None chosen yet.")
        expect(page.locator("#find-topic")).to_be_hidden()
        page.locator("#start").press("Enter")
        expect(page.locator("#interview-notice .failure")).to_have_text(
            "No topic is chosen. Choose one at least, or all topics."
        )
        page.get_by_role("radio", name="Some of them").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.get_by_label("Models · 3")).to_be_checked()
        expect(page.locator("#topics [role=status]")).to_have_text("1 topic, 3 questions")
        sound(page)
        page.locator("#start").press("Enter")
        expect(page.locator("#asked .progress")).to_contain_text("Models")
        expect(page.locator("#asked .progress")).to_contain_text("of 3")


def test_eighty_topics_are_a_list_that_part_of_a_name_shortens(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path, notes=MANY, width=340, height=700) as (_, page):
        open_setup(page)
        shown = page.locator("#topics label:visible")
        expect(shown).to_have_count(0)
        page.get_by_role("radio", name="Some of them").check()
        expect(shown).to_have_count(80)
        page.get_by_label("Find a topic").fill("facad")
        expect(shown).to_have_text(["Façades 7 · 1"])
        shown.click()
        page.get_by_label("Find a topic").fill("topic 79")
        expect(shown).to_have_text(["Façades 7 · 1", "Topic 79 · 1"])  # what was chosen stays in sight
        sound(page)
        page.get_by_label("Find a topic").fill("")
        expect(page.locator("#topics [role=status]")).to_have_text("1 topic, 1 question")
        page.evaluate("scrollTo(0, 300)")
        page.get_by_role("tab", name="Progress").click()
        expect(page.locator("#progress .ready")).to_be_visible()
        page.wait_for_function("scrollY === 0")  # a screen begins at its top
        page.get_by_role("tab", name="Interview").click()
        page.wait_for_function("scrollY === 300")  # and is found where it was left
        page.locator("#start").click()
        expect(page.locator("#asked .asked")).to_have_text("What is thing 7?")


@pytest.mark.parametrize(("width", "letters", "rows"), [(340, 100, 1), (320, 100, 1), (340, 200, 3)])
def test_no_tab_is_hidden_on_a_narrow_phone(
    browser: Browser, tmp_path: Path, width: int, letters: int, rows: int
) -> None:
    with window(browser, tmp_path, width=width, height=700) as (_, page):
        page.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", letters)
        tabs = page.get_by_role("tab")
        expect(tabs).to_have_text(TABS)
        boxes = [tab.bounding_box() for tab in tabs.all()]
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] >= 40 for box in boxes)
        assert len({round(box["y"]) for box in boxes if box}) <= rows
        clipped = "tabs => tabs.filter(tab => tab.scrollWidth > tab.clientWidth + 1).length"
        assert tabs.evaluate_all(clipped) == 0
        sound(page)
