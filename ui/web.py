"""The window: one page on this machine, with a tab for each screen."""

import asyncio
import os
import socket
import threading
import webbrowser
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from fastapi import FastAPI

from ingest import UserError
from tutor import Tutor
from ui.ask_screen import AskScreen
from ui.calculate_screen import CalculateScreen
from ui.conversations_list import ConversationsList
from ui.downloads import add_downloads
from ui.endpoints import add_endpoints
from ui.guard import Guard, is_loopback
from ui.interview_screen import InterviewScreen
from ui.notes_screen import NotesScreen, header_html
from ui.progress_screen import ProgressScreen
from ui.review_screen import ReviewScreen
from ui.sessions import Sessions
from ui.settings_screen import SettingsScreen
from ui.theme import STATIC, theme
from ui.trouble import watch_over

# Gradio sends usage figures home unless this is set before it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


_NO_DOCUMENTATION: dict[str, Any] = {"docs_url": None, "redoc_url": None, "openapi_url": None}


class CannotServe(UserError):
    """The window cannot be opened at this address."""


def create_app(tutor: Tutor) -> FastAPI:
    """The whole window as an ASGI application, guard included; it leaves the tutor open."""

    async def built() -> FastAPI:
        return _app(tutor)

    # Inside a running loop: outside, Gradio makes a dozen loops of its own and closes none of them. And in a thread,
    # since the caller may be inside a loop already (a notebook).
    with ThreadPoolExecutor(max_workers=1) as builder:
        return builder.submit(lambda: asyncio.run(built())).result()


def _app(tutor: Tutor) -> FastAPI:
    import gradio as gr

    app = FastAPI(**_NO_DOCUMENTATION)
    app.add_api_route("/healthz", lambda: {"ok": True}, methods=["GET"])
    add_downloads(app, tutor)
    gr.mount_gradio_app(
        app,
        _page(tutor),
        path="/",
        app_kwargs=_NO_DOCUMENTATION,
        server_name="127.0.0.1",
        theme=theme(),
        css=_static("*.css"),
        head=f"<script>{_static('*.js')}</script>",
        favicon_path=str(STATIC / "favicon.png"),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="20mb",
        allowed_paths=[],
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
    )
    app.add_middleware(Sessions)
    app.add_middleware(Guard)
    return app


def serve(tutor: Tutor, *, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = True) -> None:
    """Show the window until it is interrupted; raises CannotServe when the address is taken or not this machine's."""
    import uvicorn

    listener = _listen(host, port)
    server = uvicorn.Server(uvicorn.Config(create_app(tutor), log_level="warning", timeout_graceful_shutdown=2))
    tutor.warm()
    if open_browser:
        threading.Timer(0.5, webbrowser.open, [address(host, listener.getsockname()[1])]).start()
    with listener, suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def address(host: str, port: int) -> str:
    """What to type into the browser."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    if not is_loopback(host):
        raise CannotServe(
            f"{host} can be reached from other machines, and the window has no password. Use --host 127.0.0.1."
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotServe(
            f"Port {port} on {host} cannot be used: {error.strerror}. Another window may be open there; "
            f"close it or choose another port, such as --port {port + 1}."
        ) from error


def _page(tutor: Tutor) -> Any:
    import gradio as gr

    ask, interview = AskScreen(tutor), InterviewScreen(tutor)
    review, progress = ReviewScreen(tutor), ProgressScreen(tutor)
    conversations = ConversationsList(tutor, ask)
    notes, settings = NotesScreen(tutor), SettingsScreen(tutor)
    with gr.Blocks(title="Interview Tutor", analytics_enabled=False, fill_width=True) as page:
        header = gr.Markdown(header_html(tutor), elem_id="header")
        with gr.Tabs(elem_id="screens", overflow_behavior="wrap"):
            with gr.Tab("Ask", id="ask") as ask_tab:
                ask.build()
                conversations.build()
            with gr.Tab("Interview", id="interview") as interview_tab:
                interview.build()
            with gr.Tab("Review", id="review") as review_tab:
                review.build()
            with gr.Tab("Progress", id="progress") as progress_tab:
                progress.build()
            with gr.Tab("Calculate", id="calculate"):
                CalculateScreen().build()
            with gr.Tab("Notes", id="notes") as notes_tab:
                notes.build(header)
        ask.build_place()
        settings.build()
        with gr.Column(elem_classes="wires"):
            interview.on_quiz(gr.Button("quiz", elem_id="wire-quiz").click, ask.wire_text)
            interview.on_dispute(gr.Button("dispute", elem_id="wire-dispute").click, ask.wire_text)
            interview.on_undispute(gr.Button("undispute", elem_id="wire-undispute").click, ask.wire_text)
        ask.on_load(page)
        ask.on_open(ask_tab.select, page.load, settings.taken)
        interview.on_load(page)
        interview.on_open(interview_tab)
        review.on_open(review_tab, page)
        progress.on_open(progress_tab, page)
        notes.on_open(notes_tab, page)
        settings.on_load(page)
        add_endpoints(tutor)
    watch_over(page)
    page.queue(default_concurrency_limit=4, max_size=64)
    return page


def _static(pattern: str) -> str:
    """All files of that kind, page.* first: the others join in."""
    files = sorted(STATIC.glob(pattern), key=lambda path: (path.stem != "page", path.name))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)
