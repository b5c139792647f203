"""The Ask screen as a candidate uses it: say it otherwise, keep it, find it again; pages side by side."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NOTES, PacedEngine, answered, ask, opened, opened_page, serving, sound, window
from playwright.sync_api import Browser, Page, expect

from ui.web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with opened(tmp_path_factory.mktemp("ask"), PacedEngine()) as tutor, serving(create_app(tutor)) as url:
        yield url


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    with opened_page(browser, url) as page:
        yield page


def action(page: Page, name: str) -> None:
    page.locator("#current a.action", has_text=re.compile(f"^{name}$")).click()


def test_the_answer_is_said_otherwise_and_the_notes_lead_on(page: Page) -> None:
    ask(page, "What does dropout do during training?")
    answered(page)
    action(page, "Simpler")
    expect(page.locator("#current .asked")).to_have_text("Simpler, please.")
    answered(page)
    expect(page.locator("#current .evidence")).to_contain_text("Dropout sets each activation")
    page.locator("#current .beside a.ask").first.click()
    expect(page.locator("#current .asked")).to_contain_text("What does a learning rate")
    answered(page)
    expect(page.locator("#earlier .turn")).to_have_count(2)
    expect(page.locator("#earlier .after")).to_have_count(0)


def test_what_was_searched_for_can_be_changed(page: Page) -> None:
    ask(page, "What does dropout do during training?")
    answered(page)
    ask(page, "and why is it used?")
    answered(page)
    page.locator("#current .searched a").click()
    box = page.locator("#question textarea")
    expect(box).to_be_focused()
    expect(box).to_have_value(re.compile("dropout", re.IGNORECASE))


def test_a_question_goes_into_the_notes_and_out_again(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (_, page):
        ask(page, "How do I make sourdough?")
        answered(page)
        action(page, "Add to my notes")
        expect(page.locator("#ask-notice")).to_contain_text("Added to notes.md")
        assert "sourdough" in (tmp_path / "notes.md").read_text(encoding="utf-8")
        page.locator("#ask-notice a").click()
        expect(page.locator("#ask-notice")).to_contain_text("Taken out again")
        assert "sourdough" not in (tmp_path / "notes.md").read_text(encoding="utf-8")


def test_a_card_and_a_quiz_come_from_the_answer(page: Page) -> None:
    ask(page, "What does dropout do during training?")
    answered(page)
    with page.expect_download() as download:
        action(page, "Make a card")
    assert download.value.suggested_filename == "card.apkg"
    action(page, "Quiz me on this")
    expect(page.locator("#asked .asking")).to_be_visible()
    page.locator("#end").click()


def test_a_calculation_is_copied_as_python_and_stays_folded(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "softmax of [2, 1, 0]")
    answered(page)
    action(page, "Copy as Python")
    expect(page.locator("#current a.action", has_text="Copied")).to_be_visible()
    assert "operation('softmax').work(z=(2.0, 1.0, 0.0)" in page.evaluate("navigator.clipboard.readText()")
    action(page, "Copy as LaTeX")
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('\\\\begin{aligned}'))")


def test_conversations_are_found_renamed_deleted_and_opened(browser: Browser, tmp_path: Path) -> None:
    with window(browser, tmp_path) as (_, page):
        for question in ("What does dropout do during training?", "What is early stopping?"):
            ask(page, question)
            answered(page)
            page.get_by_role("button", name="New conversation").click()
            expect(page.locator("#welcome .welcome")).to_be_visible()
        page.get_by_role("button", name="All conversations").click()
        titles = page.locator("#conversation-list .title")
        expect(titles).to_have_text(["What is early stopping?", "What does dropout do during training?"])
        page.locator("#conversation-search textarea").fill("dropout")
        expect(titles).to_have_text(["What does dropout do during training?"])
        page.get_by_role("link", name="Rename What does dropout do during training?").click()
        page.locator(".renaming").fill("About dropout")
        page.keyboard.press("Enter")
        expect(titles).to_have_text(["About dropout"])
        with page.expect_download() as download:
            page.get_by_role("link", name="Export About dropout").click()
        assert download.value.suggested_filename == "About-dropout.md"
        page.get_by_role("link", name="Delete About dropout").click()
        expect(titles).to_have_count(0)
        page.locator("#conversation-list .notice a").click()
        expect(titles).to_have_text(["About dropout"])
        titles.click()
        expect(page.locator("#current .asked")).to_have_text("What does dropout do during training?")
        expect(page.locator("#conversations")).to_be_hidden()


def test_an_answer_survives_a_reload_and_shows_in_a_second_tab(browser: Browser, tmp_path: Path) -> None:
    engine = PacedEngine(go=False)
    with window(browser, tmp_path, engine) as (_, page):
        ask(page, "What does dropout do during training?")
        engine.go.release()
        expect(page.locator("#current .sentence")).to_have_count(1)
        page.reload()
        expect(page.locator("#current .sentence")).to_have_count(1)
        expect(page.locator("#current .is-working")).to_be_visible()
        other = page.context.new_page()
        other.goto(page.url)
        expect(other.locator("#current .sentence")).to_have_count(1)
        engine.go.release(10)
        for each in (page, other):
            answered(each)
            expect(each.locator("#current .sentence")).to_have_count(2)
        assert engine.finished.is_set()


def test_the_answer_of_another_conversation_is_not_drawn_into_a_new_one(browser: Browser, tmp_path: Path) -> None:
    engine = PacedEngine(go=False)
    with window(browser, tmp_path, engine) as (_, page):
        ask(page, "What does dropout do during training?")
        page.reload()  # now it is the page's first event that draws
        expect(page.locator("#current .passage").first).to_be_visible()
        page.get_by_role("button", name="New conversation").click()
        expect(page.locator("#welcome .welcome")).to_be_visible()
        engine.go.release(10)
        assert engine.finished.wait(30)
        ask(page, "softmax of [2, 1, 0]")
        answered(page)
        expect(page.locator("#earlier .turn")).to_have_count(0)


LONG = "\n### Q9: What does a long list hold?\n\n" + "".join(
    f"- The long list holds the item number {n}, which is long.\n" for n in range(60)
)


def test_what_is_marked_and_what_has_the_focus_stays_while_the_answer_grows(browser: Browser, tmp_path: Path) -> None:
    engine = PacedEngine(go=False)
    with window(browser, tmp_path, engine, NOTES + LONG) as (_, page):
        ask(page, "What does dropout do during training?")
        passage = page.locator("#current .passage", has_text="Overfitting").locator("blockquote")
        passage.evaluate("passage => getSelection().selectAllChildren(passage)")
        marked = page.evaluate("getSelection().toString()")
        line = page.locator("#current .passage a.at").first
        line.focus()
        assert "not to rely on any single neuron" in marked
        for sentences in (1, 2):
            engine.go.release()
            expect(page.locator("#current .sentence")).to_have_count(sentences)
            page.wait_for_function("text => getSelection().toString() === text", arg=marked)
            expect(line).to_be_focused()
        answered(page)
        engine.go.release(100)
        ask(page, "What does a long list hold?")
        answered(page)
        page.locator("#current .passage a.at").last.click()
        expect(page.locator("#place .here").first).to_be_in_viewport()
        expect(page.locator("#place .back-to")).to_be_in_viewport()


def test_stop_works_after_a_reload(browser: Browser, tmp_path: Path) -> None:
    engine = PacedEngine(go=False)
    with window(browser, tmp_path, engine) as (_, page):
        ask(page, "What does dropout do during training?")
        expect(page.locator("#current .passage").first).to_be_visible()
        page.reload()
        expect(page.locator("#current .is-working")).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("#current .status")).to_contain_text("Stopped")
        assert engine.closed.wait(10) and not engine.finished.is_set()


def test_a_long_conversation_stays_usable(browser: Browser, tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor, serving(create_app(tutor)) as url:
        chat = tutor.conversation("long")
        for _ in range(20):
            chat.ask("What does dropout do during training?")
            chat.ask("softmax of [2, 1, 0]")
        with opened_page(browser, url) as page:
            page.get_by_role("button", name="All conversations").click()
            page.locator("#conversation-list .title").click()
            expect(page.locator("#earlier .turn")).to_have_count(39)
            ask(page, "What is early stopping?")
            answered(page)
            expect(page.locator("#earlier .turn")).to_have_count(40)
            expect(page.locator("#current .asked")).to_be_in_viewport()


TABLE = """
### Q7: How do LIME and SHAP differ?

| Aspect | LIME | SHAP |
|---|---|---|
| Basis | A local surrogate model | Shapley values from game theory |
| Scope | One prediction at a time | One prediction, and a global picture by averaging |
| Speed | Fast, by sampling around the point | Slow in general, fast for trees |
"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_comparison_is_a_table_on_a_phone_too(browser: Browser, tmp_path: Path, width: int) -> None:
    with window(browser, tmp_path, notes=NOTES + TABLE, width=width, height=844) as (_, page):
        ask(page, "How do LIME and SHAP differ?")
        answered(page)
        expect(page.locator("#current .compared thead th")).to_have_text(["LIME", "SHAP"])
        assert page.locator("#current .compared tbody tr").count() >= 2
        sound(page)
        page.locator("#current .compared .cite").last.click()
        expect(page.locator("#place .here")).to_be_visible()
