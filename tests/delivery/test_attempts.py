"""One attempt, and what follows from how it went."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
from aiohttp import web

from caller import Caller
from receiver import Receiver, status

Hook = Callable[..., Awaitable[Any]]


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
