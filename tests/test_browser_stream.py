"""The stream of results ends just when somebody clicks: the click is heard all the same."""

import asyncio
from pathlib import Path

import pytest
from browser import PacedEngine, opened, opened_page, serving
from playwright.sync_api import Browser, expect
from real_models import smollm2
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tutor import Tutor
from ui.web import create_app

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")]


class Overtaken:
    """The application on a busy machine: the word that a stream ends arrives after the reply to the next asking."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.times = 0
        """How often an asking overtook the end of a stream."""
        self.over = False
        """Whether no more is going to be asked."""
        self._replies = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def late(message: Message) -> None:
            if message.get("body", b"").startswith(b'data: {"msg":"close_stream"'):
                await self._overtaken()
            await send(message)

        await self.app(scope, receive, late)
        self._replies += scope.get("path", "").endswith("/queue/join")

    async def _overtaken(self) -> None:
        replies = self._replies
        while self._replies == replies and not self.over:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)  # the page has the reply by now
        self.times += self._replies > replies


def test_a_click_is_heard_although_the_stream_of_results_ends_at_that_moment(browser: Browser, tmp_path: Path) -> None:
    with opened(tmp_path, PacedEngine()) as tutor:
        application = Overtaken(create_app(tutor))
        with serving(application) as url, opened_page(browser, url) as page:
            page.get_by_role("tab", name="Interview").click()
            page.locator("#start").click()
            expect(page.locator("#asked .asking")).to_be_visible()
            for hints in (1, 2):
                page.locator("#hint").click()
                expect(page.locator("#asked .hint")).to_have_count(hints)
            page.locator("#end").click()
            expect(page.locator("#again")).to_be_visible()
            application.over = True
        assert application.times >= 3


class AtOnce:
    """The application on a busy machine: what its results come in arrives together, a moment later."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        held: list[bytes] = []

        async def together(message: Message) -> None:
            body = message.get("body", b"")
            if body.startswith(b'data: {"msg":"close_stream"') or not message.get("more_body", False):
                message = {**message, "body": b"".join([*held, body])} if "body" in message else message
                held.clear()
            elif b'"msg":"' in body and b"heartbeat" not in body:
                held.append(body)
                return
            await send(message)

        await self.app(scope, receive, together if scope.get("path", "").endswith("/queue/data") else send)


def test_the_model_in_use_is_chosen_although_all_results_arrive_at_once(browser: Browser, tmp_path: Path) -> None:
    """Of results that are changed again before they are shown, Gradio's script shows what is left of them."""
    (tmp_path / "notes.md").write_text("# Notes\n\n## What is pooling?\n\nIt keeps the largest value.\n", "utf-8")
    weights = tmp_path / "data" / "weights"
    weights.mkdir(parents=True)
    (weights / smollm2().name).symlink_to(smollm2())
    with Tutor.open(tmp_path / "notes.md", engine="none", data=tmp_path / "data") as tutor:
        application = AtOnce(create_app(tutor))
        tutor.use_engine("llamacpp", "smollm2-135m")
        with serving(application) as url, opened_page(browser, url) as page:
            for _ in range(3):
                page.locator("#header").get_by_role("link", name="Settings").click()
                expect(page.get_by_role("radio", name="SmolLM2")).to_be_checked()
                page.reload()
