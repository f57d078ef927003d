"""An endpoint that fails: its breaker opens, it is probed, it comes back step by step, or is given up."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from aiohttp import web

from caller import Caller
from loops.models.claim import Claim, Rooms, claim
from loops.models.endpoint_health import OPENS_AT, PER_ENDPOINT
from loops.models.outcome import Outcome, Settled, Went, hand_back, settle
from receiver import Receiver, receiving, status, until

Hook = Callable[..., Awaitable[Any]]
WAITS = [5.0] * 50
BREAKS = [30.0, 60.0, 900.0]
HEALTH = "SELECT failures, opened, extract(epoch FROM retry_at - loops_now())::int, room, slow FROM endpoint_health"
FAILING = "UPDATE endpoint_health SET failures = $1, failing_since = loops_now() - $2 * interval '1 day'"
DUE_NOW = "UPDATE deliveries SET next_attempt_at = loops_now() - interval '1 day' WHERE state = 'pending'"


@pytest.fixture
async def endpoint(ada: Caller, hook: Hook) -> UUID:
    """With twenty deliveries that wait for it."""
    webhook = await hook()
    for _ in range(20):
        await ada.post()
    return UUID(webhook["id"])


async def taken() -> list[Claim]:
    return await claim(Rooms(100, 100), lease=30)


async def ended(claims: list[Claim], went: Went, *, status: int = 500, took: int = 1) -> None:
    await settle([Settled(one, Outcome(went, status, None, None, took)) for one in claims], WAITS, BREAKS)


async def some(n: int) -> list[Claim]:
    claims = await taken()
    await hand_back((one.id, one.token) for one in claims[n:])
    return claims[:n]


async def failing(sql: asyncpg.Connection, times: int) -> None:
    """Fails so many, as many at once as the endpoint is given."""
    while times > 0:
        await sql.execute(DUE_NOW)
        claims = await some(times)
        assert claims
        await ended(claims, "refused")
        times -= len(claims)


async def health(sql: asyncpg.Connection) -> Any:
    return tuple(await sql.fetchrow(HEALTH))


async def wait_over(sql: asyncpg.Connection) -> None:
    await sql.execute("UPDATE endpoint_health SET retry_at = loops_now()")
    await sql.execute(DUE_NOW)


async def test_what_goes_well_is_not_written_about(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await ended(await taken(), "delivered")
    assert await sql.fetchval("SELECT count(*) FROM endpoint_health") == 0


async def test_ten_failures_in_a_row_open_the_breaker(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await failing(sql, OPENS_AT - 1)
    assert await health(sql) == (9, 0, None, 4, False)
    await failing(sql, 1)
    failures, opened, left, *_ = await health(sql)
    assert (failures, opened) == (10, 1)
    assert 25 <= left <= 30


async def test_a_success_in_between_begins_the_count_anew(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await failing(sql, OPENS_AT - 1)
    await sql.execute(DUE_NOW)
    await ended(await some(1), "delivered")
    assert await health(sql) == (0, 0, None, 4, False)


async def test_what_waits_for_an_open_breaker_spends_no_attempt(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await failing(sql, OPENS_AT)
    await sql.execute(DUE_NOW)
    before = await sql.fetchval("SELECT sum(attempts) FROM deliveries")
    assert await taken() == []
    assert await sql.fetchval("SELECT sum(attempts) FROM deliveries") == before


async def test_one_probe_goes_out_and_its_failure_doubles_the_wait(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await failing(sql, OPENS_AT)
    for opened, wait in ((2, 60), (3, 900), (4, 900)):
        await wait_over(sql)
        (probe,) = await taken()
        assert await taken() == []
        await ended([probe], "unreachable")
        assert (await health(sql))[1] == opened
        assert wait - 5 <= (await health(sql))[2] <= wait


async def test_a_probe_that_succeeds_gives_the_room_back_step_by_step(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await failing(sql, OPENS_AT)
    await wait_over(sql)
    for room in (1, 1, 2, 3, 4):
        claims = await taken()
        assert len(claims) == room
        await ended(claims, "delivered")
    assert await health(sql) == (0, 0, None, PER_ENDPOINT, False)


async def test_a_late_failure_is_no_probe(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await failing(sql, OPENS_AT - 2)
    await sql.execute(DUE_NOW)
    *pair, late, later = await taken()
    await ended(pair, "refused")
    await ended([late, later], "refused")
    assert (await health(sql))[:2] == (12, 1)


async def test_a_slow_endpoint_is_known_by_its_last_calls(endpoint: UUID, sql: asyncpg.Connection) -> None:
    await ended(await some(1), "delivered", took=1000)
    assert (await health(sql))[-1] is True
    slow = await taken()
    assert all(one.slow for one in slow)
    await ended(slow, "delivered", took=999)
    assert (await health(sql))[-1] is False


async def test_gone_is_disabled_at_once_and_the_others_are_told(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection
) -> None:
    async with receiving() as leaving:
        leaving.behave = status(410)
        gone = await hook(url=leaving.url)
        async with worker():
            await ada.post()
            await hook(events=["endpoint.disabled"], statuses=["done"], tags=["app"])
            await receiver.got(1)
    (call,) = receiver.calls
    body = json.loads(call.body)
    assert call.headers["X-Loop-Event"] == body["event"] == "endpoint.disabled"
    assert body["webhook"] == {"id": gone["id"], "url": gone["url"], "disabled_because": "gone"}
    assert (body["post"], body["sequence"], body["tenant"]) == (None, None, "acme")
    assert body["actor"] == {"type": "system", "id": None, "name": None}
    _, shown, _ = await ada("GET", f"/webhooks/{gone['id']}")
    assert shown["disabled_at"]
    assert not shown["active"]


@pytest.mark.parametrize(
    ("failed", "days", "given_up"), [(19, 6, False), (20, 4, False), (20, 6, True)], ids=["few", "lately", "both"]
)
async def test_five_days_and_twenty_attempts_of_failures_are_enough(
    endpoint: UUID, sql: asyncpg.Connection, failed: int, days: int, given_up: bool
) -> None:
    await failing(sql, OPENS_AT)
    await sql.execute(
        "UPDATE endpoint_health SET failures = $1, failing_since = loops_now() - $2 * interval '1 day'",
        failed - 1,
        days,
    )
    await wait_over(sql)
    await ended(await taken(), "refused")
    assert (await sql.fetchval("SELECT disabled_because FROM webhooks") == "failing") is given_up
    assert await sql.fetchval("SELECT count(*) FROM events WHERE name = 'endpoint.disabled'") == given_up


ASKED = """
SELECT extract(epoch FROM next_attempt_at - a.created_at)::float8
FROM deliveries d JOIN attempts a ON a.delivery_id = d.id AND a.number = d.attempts"""


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [("60", 58, 62), ("1", 3.9, 6.1), ("999999", 86_395, 86_405), ("soon", 3.9, 6.1), ("-5", 3.9, 6.1)],
)
async def test_an_endpoint_may_ask_for_more_time(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection, said: str, least: int, most: int
) -> None:
    async def busy(request: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": said})

    receiver.behave = busy
    await hook()
    async with worker():
        await ada.post()
        async with asyncio.timeout(20):
            while not (found := await sql.fetchval(ASKED)):
                await asyncio.sleep(0.02)
    assert least < found < most


async def test_a_date_in_retry_after_is_a_time_to_wait_for(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection
) -> None:
    async def busy(request: web.Request) -> web.Response:
        return web.Response(status=503, headers={"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"})

    receiver.behave = busy
    await hook()
    async with worker():
        await ada.post()
        await until(lambda: receiver.calls)
        async with asyncio.timeout(20):
            while not (found := await sql.fetchval(ASKED)):
                await asyncio.sleep(0.02)
    assert 86_000 < found < 87_000


async def test_a_new_address_begins_anew(ada: Caller, endpoint: UUID, sql: asyncpg.Connection) -> None:
    await failing(sql, OPENS_AT)
    for change, left in (({"name": "the same"}, 1), ({"url": "http://127.0.0.1:9/elsewhere"}, 0)):
        assert (await ada("PATCH", f"/webhooks/{endpoint}", change)).status == 200
        assert await sql.fetchval("SELECT count(*) FROM endpoint_health") == left
