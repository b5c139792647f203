"""Who may talk to the window: pages of this server on this machine, and programs; nobody else."""

import asyncio
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.guard import HEADERS, Guard, host_name, is_loopback, refusal

OWN = "127.0.0.1:7860"


@pytest.mark.parametrize("host", [OWN, "127.0.0.1", "localhost", "LOCALHOST:80", "[::1]", "[::1]:7860", "127.0.0.53:1"])
def test_names_of_this_machine_are_welcome(host: str) -> None:
    assert refusal("GET", Headers({"host": host})) is None


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "127.0.0.1:80:80", "127.0.0.1:x", "[::1", "[::1]x"]
    + ["", ":7860", "0.0.0.0:7860", "192.168.0.7", "[2001:db8::1]", "localhost.evil.example", "127.1", "user@127.0.0.1"]
    + ["2130706433", "0x7f.1", "localhost:\xb2", "[::ffff:127.0.0.1]", "127.0.0.1, evil.example"],
)
def test_other_names_are_unknown_hosts(host: str) -> None:
    answer = refusal("GET", Headers({"host": host}))
    assert answer is not None and answer.status_code == 400


def test_a_missing_or_double_host_is_refused() -> None:
    missing = refusal("GET", Headers({}))
    double = refusal("GET", Headers(raw=[(b"host", OWN.encode()), (b"host", b"evil.example")]))
    assert missing is not None and missing.status_code == 400
    assert double is not None and double.status_code == 400


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize(
    "strange",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8000"},
        {"origin": f"http://{OWN}", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_what_another_site_sends_is_refused(method: str, strange: dict[str, str]) -> None:
    answer = refusal(method, Headers({"host": OWN, **strange}))
    assert answer is not None and answer.status_code == 403


@pytest.mark.parametrize(
    "own", [{}, {"origin": f"http://{OWN}"}, {"origin": f"http://{OWN}", "sec-fetch-site": "same-origin"}]
)
def test_the_page_itself_and_programs_may_write(own: dict[str, str]) -> None:
    assert refusal("POST", Headers({"host": OWN, **own})) is None


def test_a_link_to_the_page_may_be_followed_from_anywhere_but_no_form_sent() -> None:
    followed = {"host": OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert refusal("GET", Headers(followed)) is None
    sent = refusal("POST", Headers({**followed, "origin": "null"}))
    assert sent is not None and sent.status_code == 403


def test_a_name_is_read_without_its_port() -> None:
    assert host_name("[::1]:7860") == "::1" and host_name("localhost:1") == "localhost" and host_name("a:b") is None
    assert is_loopback("::1") and is_loopback("127.9.9.9") and not is_loopback("10.0.0.1") and not is_loopback("")


def _get(**headers: str) -> httpx.Response:
    async def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse("the page")

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(Guard(Starlette(routes=[Route("/", page)])))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{OWN}") as client:
            return await client.get("/", headers=headers)

    return asyncio.run(get())


def test_every_answer_carries_the_headers_refusals_too() -> None:
    for answer in (_get(), _get(host="evil.example")):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert _get().text == "the page" and _get(host="evil.example").text == "unknown host"


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    allowed = {source for sources in policy.values() for source in sources.split()}
    assert allowed <= {"'self'", "'none'", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'"}
    assert policy["default-src"] == "'self'" and policy["frame-ancestors"] == "'none'"


def test_a_websocket_is_closed() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asyncio.run(Guard(Starlette())({"type": "websocket", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]
