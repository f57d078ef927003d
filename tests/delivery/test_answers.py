"""What an endpoint answers, whatever that is, and what is kept of it."""

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from aiohttp import web

from caller import Caller
from nonsense import NONSENSE, talking
from receiver import Receiver

Hook = Callable[..., Awaitable[Any]]
GIGABYTES = 10 * 1024**3


async def test_redirects_are_not_followed(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any
) -> None:
    async def elsewhere(request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": receiver.url + "/elsewhere"})

    receiver.behave = elsewhere
    await hook()
    async with worker(retry_schedule="20ms"):
        await ada.post()
        assert await attempts() == [("refused", 307)] * 2
    assert len(receiver.calls) == 2


async def never(request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b".")
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(("behave", "answered"), [(never, None), (drip, 200)])
async def test_the_deadline_ends_an_endpoint_that_holds_us(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any, behave: Any, answered: int | None
) -> None:
    receiver.behave = behave
    await hook()
    async with worker(deadline=0.5, retry_schedule=""):
        await ada.post()
        ((outcome, code, error, milliseconds),) = await attempts("outcome, status, error, milliseconds")
        await until_gone(receiver)
    assert (outcome, code, error) == ("unreachable", answered, "no complete answer within 0.5 s")
    assert 450 <= milliseconds < 5000


async def until_gone(receiver: Receiver) -> None:
    async with asyncio.timeout(20):
        while receiver.busy:
            await asyncio.sleep(0.02)


async def test_of_a_huge_answer_the_beginning_is_read(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any
) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Length": str(GIGABYTES)})
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65536)
            sent += 65536

    receiver.behave = endless
    await hook()
    async with worker():
        await ada.post()
        assert await attempts("outcome, status, answer") == [("delivered", 200, b"x" * 8192)]
        await until_gone(receiver)
    assert sent < 20 * 1024**2  # what the system's buffers take


async def test_an_answer_is_kept_as_it_came(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any
) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)

    async def compressed(request: web.Request) -> web.Response:
        assert request.headers["Accept-Encoding"] == "identity"
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    receiver.behave = compressed
    await hook()
    async with worker():
        await ada.post()
        assert await attempts("outcome, answer") == [("delivered", bomb[:8192])]


async def test_no_cookie_comes_back(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any, sql: asyncpg.Connection
) -> None:
    async def biscuit(request: web.Request) -> web.Response:
        return web.Response(headers={"Set-Cookie": "a=b"})

    receiver.behave = biscuit
    await hook()
    await sql.execute("UPDATE webhooks SET url = replace(url, '127.0.0.1', 'localhost')")  # an address has no cookies
    async with worker():
        for _ in range(2):
            await ada.post()
            assert set(await attempts()) == {("delivered", 200)}
    assert not any("Cookie" in call.headers for call in receiver.calls)


async def test_a_proxy_in_the_environment_is_not_asked(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    await hook()
    async with worker():
        await ada.post()
        assert await attempts() == [("delivered", 200)]


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE.keys())
async def test_nonsense_is_an_attempt_and_nothing_else(ada: Caller, worker: Any, attempts: Any, answer: bytes) -> None:
    async with talking(answer) as port:
        await ada("POST", "/webhooks", {"url": f"http://127.0.0.1:{port}/"})
        async with worker(retry_schedule=""):
            await ada.post()
            ((outcome, error),) = await attempts("outcome, error")
    assert (outcome, bool(error)) == ("unreachable", True)


async def test_nobody_there_is_an_attempt(ada: Caller, worker: Any, attempts: Any) -> None:
    await ada("POST", "/webhooks", {"url": "http://127.0.0.1:9/"})
    async with worker(retry_schedule=""):
        await ada.post()
        ((outcome, code, error),) = await attempts("outcome, status, error")
    assert (outcome, code) == ("unreachable", None)
    assert "127.0.0.1:9" in error


async def test_what_was_sent_and_what_came_back_is_kept(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any
) -> None:
    async def talkative(request: web.Request) -> web.Response:
        return web.Response(status=201, headers={"X-Long": "x" * 1000, "X-Kind": "ünï"})

    receiver.behave = talkative
    await hook()
    async with worker():
        await ada.post()
        ((request, headers),) = await attempts("request, answer_headers")
    (call,) = receiver.calls
    sent = json.loads(request)
    assert sent["url"] == receiver.url
    assert {name: call.headers[name] for name in sent["headers"]} == sent["headers"]
    assert {"X-Loop-Signature", "webhook-signature", "webhook-timestamp"} <= sent["headers"].keys()
    assert json.loads(headers)["X-Long"] == "x" * 500
    assert json.loads(headers)["X-Kind"] == "ünï"


async def test_headers_that_are_no_text_are_kept_as_far_as_they_are(ada: Caller, worker: Any, attempts: Any) -> None:
    answer = b"HTTP/1.1 200 OK\r\nX-Odd: a\xff\xfeb\r\nContent-Length: 0\r\n\r\n"
    async with talking(answer) as port:
        await ada("POST", "/webhooks", {"url": f"http://127.0.0.1:{port}/"})
        async with worker(retry_schedule=""):
            await ada.post()
            ((went, headers),) = await attempts("outcome, answer_headers")
    assert went == "delivered"
    assert json.loads(headers)["X-Odd"] == "a\ufffd\ufffdb"
