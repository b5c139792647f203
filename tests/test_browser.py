"""The window as a candidate sees it, in the system's Chromium."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import (
    DROPOUT,
    NOTES,
    PacedEngine,
    answered,
    ask,
    opened,
    opened_page,
    serving,
    sound,
    start_interview,
    window,
)
from playwright.sync_api import Browser, Page, expect
from real_models import smollm2

from tutor import Tutor
from ui.web import create_app

pytestmark = [
    pytest.mark.browser,
    # From Gradio's own code: an error there would stop the events of the page.
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

HOSTILE_NOTES = NOTES + (
    "\n### Q7: What is <img src=x onerror='window.hit=1'> a hostile note?\n\n"
    "A hostile note shows ![a picture](http://evil.example/steal?q=1) and <script>window.hit=1</script>.\n"
    "It has $$\\href{javascript:window.hit=1}{click}$$ and [a link](javascript:window.hit=1) inside.\n"
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with opened(tmp_path_factory.mktemp("page"), PacedEngine()) as tutor, serving(create_app(tutor)) as url:
        yield url


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    with opened_page(browser, url) as page:
        yield page


def test_evidence_comes_first_then_the_sentences_one_by_one(browser: Browser, tmp_path: Path) -> None:
    engine = PacedEngine(go=False)
    with window(browser, tmp_path, engine) as (_, page):
        ask(page, "What does dropout do during training?")
        expect(page.locator("#current .evidence")).to_contain_text("Dropout sets each activation")
        expect(page.locator("#current .status")).to_contain_text("putting them into words")
        expect(page.locator("#current .sentence")).to_have_count(0)
        engine.go.release()
        expect(page.locator("#current .sentence")).to_have_count(1)
        expect(page.locator("#current .is-working")).to_be_visible()
        page.locator("#current .cite").click()
        engine.go.release(10)
        answered(page)
        expect(page.locator("#place .place")).to_be_focused()  # though the answer was drawn anew
        expect(page.locator("#current .passage.cited")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("#spoken")).to_have_text(re.compile("^The network is forced"))  # each sentence once
        expect(page.locator("#current .sentence")).to_have_count(2)
        expect(page.locator("#current .katex").first).to_be_visible()
        expect(page.locator(".katex-error")).to_have_count(0)


@pytest.mark.real
def test_the_real_embedder_and_a_real_model_fill_the_page(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    weights = tmp_path / "data" / "weights"
    weights.mkdir(parents=True)
    (weights / smollm2().name).symlink_to(smollm2())
    with (
        Tutor.open(tmp_path / "notes.md", engine="none", data=tmp_path / "data") as tutor,
        serving(create_app(tutor)) as url,
        opened_page(browser, url) as page,
    ):
        page.locator("#header").get_by_role("link", name="Settings").click()
        page.get_by_role("radio", name="SmolLM2").check()
        page.locator("#use-model").click()
        expect(page.locator("#engine-state strong")).to_have_text("SmolLM2 (135 million)", timeout=60_000)
        page.reload()
        page.locator("#header").get_by_role("link", name="Settings").click()
        expect(page.get_by_role("radio", name="SmolLM2")).to_be_checked()
        page.get_by_role("tab", name="Ask").click()
        expect(page.locator("#welcome")).to_contain_text("SmolLM2 (135 million) puts them into words")
        ask(page, "What is max pooling good for?")
        answered(page)
        expect(page.locator("#current .sentence").first).to_be_visible()
        expect(page.locator("#current .evidence")).to_contain_text("Max pooling keeps the largest value")
        start_interview(page)
        page.fill("#reply textarea", "It keeps the largest value of each region.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#graded .point").first).to_be_visible(timeout=30_000)


def test_stop_keeps_what_was_said_and_frees_the_engine(browser: Browser, tmp_path: Path) -> None:
    engine = PacedEngine((*DROPOUT, *DROPOUT), go=False)
    with window(browser, tmp_path, engine) as (_, page):
        ask(page, "What does dropout do during training?")
        engine.go.release()
        expect(page.locator("#current .sentence")).to_have_count(1)
        page.get_by_role("button", name="Stop").click()
        expect(page.locator("#current .status")).to_contain_text("Stopped")
        expect(page.locator("#current .sentence")).to_have_count(1)
        assert engine.closed.wait(10) and not engine.finished.is_set()
        engine.go.release(100)
        ask(page, "What is early stopping?")
        answered(page)
        expect(page.locator("#earlier")).to_contain_text("You stopped this answer")


def test_closing_the_page_stops_the_engine(browser: Browser, tmp_path: Path) -> None:
    engine = PacedEngine(go=False)
    with opened(tmp_path, engine) as tutor, serving(create_app(tutor)) as url:
        with opened_page(browser, url) as page:
            ask(page, "What does dropout do during training?")
            expect(page.locator("#current .passage").first).to_be_visible()
            assert not engine.closed.is_set()
        assert engine.closed.wait(60) and not engine.finished.is_set()


def test_a_citation_leads_to_the_passage_and_back_with_the_keyboard(page: Page) -> None:
    ask(page, "What does dropout do during training?")
    answered(page)
    citation = page.locator("#current .cite").first
    citation.focus()
    page.keyboard.press("Enter")
    place = page.locator("#place .place")
    expect(place).to_be_focused()
    expect(place).to_contain_text(re.compile(r"notes\.md · Training · line \d+"))
    expect(place.locator(".here")).to_contain_text("Dropout sets each activation to zero")
    expect(place).to_contain_text("all neurons are used")  # the lines around it
    expect(page.locator("#current .passage.cited")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(place.locator(".back-to")).to_be_focused()
    page.keyboard.press("Enter")
    expect(citation).to_be_focused()
    expect(place).to_be_hidden()
    expect(page.locator(".cited")).to_have_count(0)


def test_a_calculation_is_typeset_with_steps_that_fold(page: Page) -> None:
    ask(page, "softmax of [2, 1, 0]")
    answered(page)
    expect(page.locator("#current .result .katex-html")).to_contain_text("0.665")
    step = page.locator("#current .steps li").first
    expect(step).to_be_visible()
    page.locator("#current .steps summary").click()
    expect(step).to_be_hidden()
    expect(page.locator(".katex-error")).to_have_count(0)


def test_what_the_notes_do_not_cover_is_said_and_the_nearest_question_is_a_click_away(page: Page) -> None:
    ask(page, "How do I make sourdough?")
    answered(page)
    expect(page.locator("#current .nothing")).to_contain_text("Your notes don’t cover this.")
    nearest = page.locator("#current .nothing a.ask").first
    question = nearest.inner_text()
    nearest.click()
    expect(page.locator("#current .asked")).to_have_text(question)
    answered(page)


def test_money_is_not_mathematics(page: Page) -> None:
    ask(page, "What is early stopping?")
    answered(page)
    expect(page.locator("#current .evidence")).to_contain_text("It costs $5 or $10 of electricity")


def test_a_reload_brings_the_conversation_back(page: Page) -> None:
    page.locator("#welcome a.ask").first.click()
    answered(page)
    ask(page, "softmax of [2, 1, 0]")
    answered(page)
    ask(page, "How do I make sourdough?")
    answered(page)
    page.wait_for_function("Math.abs(document.querySelector('#current .asked').getBoundingClientRect().top) < 100")
    page.reload()
    expect(page.locator("#earlier .turn")).to_have_count(2)
    expect(page.locator("#current .nothing")).to_be_visible()
    expect(page.locator("#earlier .cite").first).to_be_visible()
    expect(page.locator("#earlier .result .katex").first).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#welcome .welcome")).to_be_visible()
    expect(page.locator("#earlier .turn")).to_have_count(0)


def test_hostile_notes_and_answers_do_nothing(browser: Browser, tmp_path: Path) -> None:
    hostile = "A hostile note shows <img src=x onerror='window.hit=1'> ![a](http://evil.example/q) a picture. "
    with window(browser, tmp_path, PacedEngine((hostile, hostile)), HOSTILE_NOTES) as (_, page):
        ask(page, "What is <script>window.hit=1</script> a hostile note?")
        answered(page)
        expect(page.locator("#current .evidence")).to_contain_text("hostile note shows")
        start_interview(page)
        page.fill(
            "#reply textarea", "<img src=x onerror='window.hit=1'> $$\\rule{900em}{900em}$$ ![](http://evil.example)"
        )
        page.keyboard.press("Control+Enter")
        expect(page.locator("#graded .own")).to_be_visible()
        assert page.evaluate("window.hit") is None
        assert page.locator(".paper :is(img, iframe, form, script, svg:not(.katex svg))").count() == 0


@pytest.mark.parametrize(
    ("width", "height", "dark"), [(390, 844, True), (1280, 800, False)], ids=["phone-dark", "desktop-light"]
)
def test_no_screen_scrolls_sideways_or_has_faults_of_ours(
    browser: Browser, tmp_path: Path, width: int, height: int, dark: bool
) -> None:
    with window(browser, tmp_path, width=width, height=height, dark=dark) as (_, page):
        sound(page)
        ask(page, "What does dropout do during training?")
        answered(page)
        page.locator("#current .cite").first.click()
        expect(page.locator("#place .place")).to_be_visible()
        sound(page)
        page.keyboard.press("Escape")
        page.locator("#all-conversations").click()
        expect(page.locator("#conversation-list li").first).to_be_visible()
        sound(page)
        page.keyboard.press("Escape")
        ask(page, "softmax of [2, 1, 0]")
        answered(page)
        sound(page)
        start_interview(page)
        sound(page)
        page.fill("#reply textarea", "It is a way to keep the largest value.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#graded .point").first).to_be_visible()
        sound(page)
