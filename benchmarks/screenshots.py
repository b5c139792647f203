"""The pictures of README and docs/ui.md, taken from the real window: real notes, real index, real language model.

python benchmarks/screenshots.py                # writes docs/images/*.png, prints the times it saw
python benchmarks/screenshots.py --model PATH   # another model file
python benchmarks/screenshots.py --only ask     # or comparison, interview, practice, notes
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import answered, ask, chromium, opened_page, serving  # noqa: E402
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

from tutor import Tutor, load_settings, weights  # noqa: E402
from ui.web import create_app  # noqa: E402

DROPOUT = "What is dropout, and why does it reduce overfitting?"
ANSWER = (
    "Dropout sets each activation to zero with probability p during training, independently for every unit. "
    "It does not add any noise. It works because units cannot rely on each other being there, so the network learns "
    "redundant features. "
    "A drawback is that training takes longer."
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="path of a model file; by default the default model in the data folder")
    parser.add_argument("--data", help="a data folder to build the index in; by default one that is thrown away")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--only", choices=sorted(SCREENS), help="the pictures of one group of screens")
    chosen = parser.parse_args()
    folder = load_settings(os.environ).data / "weights"
    model = chosen.model or str(weights.find(weights.DEFAULT, folder))
    chosen.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as passing,
        Tutor.open(engine="llamacpp", model=model, data=chosen.data or passing) as tutor,
    ):
        print(f"phrased by {tutor.engine_name}")
        tutor.ask("What is momentum?")  # `serve` warms up in the background
        with serving(create_app(tutor)) as url, sync_playwright() as playwright:
            browser = chromium(playwright)
            for name, group in SCREENS.items():
                if chosen.only in {None, name}:
                    group(browser, url, chosen.out)
            browser.close()


def ask_screens(browser: Browser, url: str, out: Path) -> None:
    with opened_page(browser, url) as page:
        timed(page, DROPOUT)
        take(page, out, "ask")
        cite(page)
        take(page, out, "ask-place")
        page.keyboard.press("Escape")
        timed(page, "KL divergence of P=[0.2,0.5,0.3] from Q=[0.1,0.7,0.2]")
        take(page, out, "calculation")
        timed(page, "How do I make sourdough?")
        take(page, out, "not-in-notes")
        page.locator("#all-conversations").click()
        expect(page.locator("#conversation-list .title").first).to_be_visible()
        take(page, out, "conversations")
    with opened_page(browser, url, dark=True) as page:
        timed(page, DROPOUT)
        take(page, out, "ask-dark")
    with opened_page(browser, url, width=390, height=844) as page:
        timed(page, DROPOUT)
        take(page, out, "ask-phone")
        cite(page)
        take(page, out, "ask-phone-place")


def comparison_screens(browser: Browser, url: str, out: Path) -> None:
    for width, height, name in ((1280, 800, "ask-comparison"), (390, 844, "ask-comparison-phone")):
        with opened_page(browser, url, width=width, height=height) as page:
            timed(page, "How do LIME and SHAP differ?")
            take(page, out, name)


def notes_screens(browser: Browser, url: str, out: Path) -> None:
    with opened_page(browser, url) as page:
        calculated(page)
        take(page, out, "calculate")
        filled_in(page)
        take(page, out, "calculate-form")
        page.get_by_role("tab", name="Notes").click()
        expect(page.locator("#notes-report .file")).to_be_visible()
        take(page, out, "notes")
        settings(page)
        take(page, out, "settings")
    with opened_page(browser, url, width=390, height=844, dark=True) as page:
        calculated(page)
        take(page, out, "calculate-phone-dark")
    with opened_page(browser, url, width=390, height=844) as page:
        page.get_by_role("tab", name="Calculate").click()
        filled_in(page)
        page.locator("#form").scroll_into_view_if_needed()
        take(page, out, "calculate-form-phone")
        settings(page)
        take(page, out, "settings-phone")


def calculated(page: Page) -> None:
    page.get_by_role("tab", name="Calculate").click()
    for line in ("entropy of [0.9, 0.1] in bits", "softmax of [2, 1, 0]"):
        page.fill("#free-line textarea", line)
        page.keyboard.press("Enter")
        expect(page.locator("#calculation .asked")).to_have_text(line)
    page.locator("#free-line textarea").evaluate("line => line.blur()")


def filled_in(page: Page) -> None:
    """The F1 score from counts: which of several ways, and only the fields of that one."""
    page.fill("#operation-search textarea", "F1")
    page.get_by_role("link", name="F1 score").first.click()
    expect(page.locator("#form textarea").first).to_be_focused()
    page.get_by_role("radio", name="counts").check()
    expect(page.get_by_label("FN: false negatives")).to_be_visible()
    page.locator("#form-example").click()
    expect(page.get_by_label("FN: false negatives")).not_to_have_value("")
    page.locator("#form-example").evaluate("button => button.blur()")


def settings(page: Page) -> None:
    page.locator("#header").get_by_role("link", name="Settings").click()
    expect(page.locator("#engine-state strong")).to_be_visible()


def practice_screens(browser: Browser, url: str, out: Path) -> None:
    with opened_page(browser, url) as page:
        card(page)
        take(page, out, "review")
        page.get_by_role("tab", name="Progress").click()
        page.fill("#interview-day input", (date.today() + timedelta(days=12)).isoformat())
        page.locator("#set-day").click()
        expect(page.locator("#progress .ready")).to_contain_text("12 days")
        page.locator("#set-day").evaluate("button => button.blur()")
        take(page, out, "progress", full_page=True)
    with opened_page(browser, url, width=390, height=844, dark=True) as page:
        card(page)
        take(page, out, "review-phone-dark")


def card(page: Page) -> None:
    page.get_by_role("tab", name="Review").click()
    expect(page.locator("#show-answer")).to_be_visible()
    page.keyboard.press(" ")
    expect(page.locator("#rate-3")).to_be_focused()


def interview_screens(browser: Browser, url: str, out: Path) -> None:
    with opened_page(browser, url) as page:
        page.get_by_role("tab", name="Interview").click()
        page.locator("#start, #end").locator("visible=true").wait_for()
        take(page, out, "interview-setup")
        page.get_by_role("radio", name="Some of them").check()
        page.get_by_label("Evaluating models").check()
        take(page, out, "interview-topics")
        interview_screen(page, out)
    with opened_page(browser, url, width=390, height=844) as page:
        graded(page)
        take(page, out, "interview-phone")
    with opened_page(browser, url, width=340, height=700) as page:
        setup(page)
        page.get_by_role("radio", name="Some of them").check()
        page.locator("#topics").scroll_into_view_if_needed()
        take(page, out, "interview-setup-340")


def interview_screen(page: Page, out: Path) -> None:
    page.get_by_role("tab", name="Interview").click()
    graded(page, out)
    page.set_viewport_size({"width": 1280, "height": 1400})  # all verdicts
    take(page, out, "interview")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("#next").click()
    page.locator("#end").click()
    expect(page.locator("#report-text .report")).to_be_visible()
    take(page, out, "report", full_page=True)
    page.locator("#again").click()


def setup(page: Page) -> None:
    """The form; an interview that was left is ended."""
    page.get_by_role("tab", name="Interview").click()
    page.locator("#start, #end").locator("visible=true").wait_for()
    if page.locator("#end").is_visible():
        page.locator("#end").click()
        page.locator("#again").click()


def graded(page: Page, out: Path | None = None) -> None:
    """Play until the question about dropout has been asked, and answer it."""
    setup(page)
    page.get_by_label("10 questions").check()
    page.get_by_label("Some of them").check()
    page.get_by_label("Overfitting and regularisation").check()
    page.locator("#start").click()
    for number in range(1, 11):
        expect(page.locator("#asked .progress")).to_contain_text(f"Question {number} of")
        if page.locator("#asked .asked").inner_text() == DROPOUT:
            break
        page.locator("#skip").click()
    page.locator("#hint").click()
    expect(page.locator("#asked .hint")).to_be_visible()
    page.fill("#reply textarea", ANSWER)
    if out:
        take(page, out, "interview-question")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#graded .point").first).to_be_visible(timeout=60_000)


def cite(page: Page) -> None:
    page.locator("#current .cite").first.click()
    expect(page.locator("#place .place")).to_be_visible()


def timed(page: Page, question: str) -> None:
    began = time.perf_counter()
    ask(page, question)
    first = page.locator("#current :is(.passage, .result, .nothing)").first
    first.wait_for(timeout=60_000)
    seen = time.perf_counter() - began
    answered(page, seconds=240)
    done = time.perf_counter() - began
    line = page.locator("#current .status").inner_text()
    print(f"{question[:50]!r}: on screen after {seen:.1f} s, whole after {done:.1f} s; the page says: {line}")


def take(page: Page, out: Path, name: str, *, full_page: bool = False) -> None:
    page.wait_for_timeout(400)  # fonts and the passage's colour
    page.screenshot(path=out / f"{name}.png", full_page=full_page)


SCREENS = {
    "ask": ask_screens,
    "comparison": comparison_screens,
    "interview": interview_screens,
    "practice": practice_screens,
    "notes": notes_screens,
}

if __name__ == "__main__":
    main()
