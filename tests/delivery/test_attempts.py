"""One attempt, and what follows from how it went."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from aiohttp import web

from caller import Caller
from nonsense import NONSENSE, talking
from receiver import Receiver, status

Hook = Callable[..., Awaitable[Any]]
GIGABYTES = 10 * 1024**3


@pytest.fixture
def attempts(sql: asyncpg.Connection) -> Callable[..., Awaitable[list[asyncpg.Record]]]:
    """What is written once no delivery is pending any more."""

    async def read(columns: str = "outcome, status") -> list[asyncpg.Record]:
        async with asyncio.timeout(20):
            while await sql.fetchval("SELECT count(*) FROM deliveries WHERE state = 'pending'"):
                await asyncio.sleep(0.02)
        return [tuple(row) for row in await sql.fetch(f"SELECT {columns} FROM attempts ORDER BY delivery_id, number")]

    return read


async def state(sql: asyncpg.Connection) -> Any:
    return tuple(await sql.fetchrow("SELECT state, attempts, next_attempt_at, lease_token FROM deliveries"))


async def test_what_is_delivered_is_written_down(
    ada: Caller, hook: Hook, worker: Any, attempts: Any, sql: asyncpg.Connection
) -> None:
    await hook()
    async with worker():
        await ada.post()
        assert await attempts("number, outcome, status, error, answer") == [(1, "delivered", 200, None, b"noted")]
    assert await state(sql) == ("delivered", 1, None, None)
    assert 0 <= await sql.fetchval("SELECT milliseconds FROM attempts") < 15_000


async def test_a_third_failure_is_the_last(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any, sql: asyncpg.Connection
) -> None:
    receiver.behave = status(500)
    await hook()
    async with worker(retry_schedule="20ms,20ms"):
        await ada.post()
        assert await attempts("number, outcome, status") == [(n, "refused", 500) for n in (1, 2, 3)]
    assert await state(sql) == ("failed", 3, None, None)
    assert len(receiver.calls) == 3
    assert len({call.headers["webhook-id"] for call in receiver.calls}) == 1
    assert len({call.headers["X-Loop-Delivery"] for call in receiver.calls}) == 1


async def test_what_fails_once_is_tried_again_and_signed_again(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, attempts: Any
) -> None:
    async def at_second_try(request: web.Request) -> web.Response:
        return web.Response(status=503 if len(receiver.calls) == 1 else 204)

    receiver.behave = at_second_try
    await hook()
    async with worker(retry_schedule="1500ms"):
        await ada.post()
        assert await attempts() == [("refused", 503), ("delivered", 204)]
    first, second = receiver.calls
    assert second.at - first.at > 1.1
    assert second.headers["webhook-timestamp"] > first.headers["webhook-timestamp"]
    assert second.headers["X-Loop-Signature"] == first.headers["X-Loop-Signature"]
    assert second.headers["webhook-signature"] != first.headers["webhook-signature"]


WAITED = """
SELECT extract(epoch FROM next_attempt_at - a.created_at)::float8
FROM deliveries d JOIN attempts a ON a.delivery_id = d.id AND a.number = d.attempts"""


async def test_the_waits_are_five_seconds_and_five_minutes_give_or_take_a_fifth(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection
) -> None:
    receiver.behave = status(500)
    await hook()
    for _ in range(12):
        await ada.post()
    async with worker(breaker_schedule="10ms"):
        await until_written(sql, 12)
        first = [seconds for (seconds,) in await sql.fetch(WAITED)]
        await sql.execute("UPDATE deliveries SET next_attempt_at = loops_now()")
        await until_written(sql, 24)
        second = [seconds for (seconds,) in await sql.fetch(WAITED)]
    assert 3.9 < min(first) < max(first) < 6.1
    assert 239 < min(second) < max(second) < 361
    assert len(set(map(round, second))) > 3


async def until_written(sql: asyncpg.Connection, n: int) -> None:
    async with asyncio.timeout(20):
        while await sql.fetchval("SELECT count(*) FROM attempts") < n:
            await asyncio.sleep(0.02)


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
