"""Replays are worked off at their rate; what stops in the middle goes on where it stood."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from caller import Caller
from delivery.test_stopping_workers import process
from loops.models.replaying import work_off
from loops.models.stamp import stamp
from loops_tenants.models import Tenant
from receiver import Receiver, until

Hook = Callable[..., Awaitable[Any]]
EVENTS = """
INSERT INTO events (tenant_id, name, body, created_at)
SELECT $1, 'post.updated', '{"n": ' || n || '}', loops_now() - interval '1 hour' + n * interval '1 millisecond'
FROM generate_series(1, $2::int) AS n"""
HOUR_AGO = "SELECT to_json(loops_now() - interval '2 hours') #>> '{}'"
DUE_NOW = "UPDATE replays SET next_at = loops_now() WHERE state = 'running'"
MADE = "SELECT count(*) FROM deliveries"
EACH_ONCE = "SELECT bool_and(n = 1) FROM (SELECT count(*) AS n FROM deliveries GROUP BY event_id) AS times"


@pytest.fixture
async def replay(ada: Caller, acme: Tenant, hook: Hook, sql: asyncpg.Connection) -> Callable[..., Awaitable[Any]]:
    """Of so many events, to a webhook that has had none of them."""

    async def ask(n: int, **more: object) -> Any:
        await sql.execute(EVENTS, acme.id, n)
        while await stamp():
            pass
        since = await sql.fetchval(HOUR_AGO)
        path = f"/webhooks/{(await hook())['id']}/replays"
        status, made, _ = await ada("POST", path, {"since": since, "rate": 10, **more})
        assert status == 202, made
        return made

    return ask


async def test_a_second_makes_as_many_as_the_rate_says(replay: Any, sql: asyncpg.Connection) -> None:
    await replay(25, rate=10)
    assert await work_off()
    assert await sql.fetchval(MADE) == 10
    assert not await work_off()
    wait = await sql.fetchval("SELECT extract(epoch FROM next_at - loops_now())::float8 FROM replays")
    assert 0 < wait <= 1


async def test_a_slow_worker_catches_up_with_one_second_and_no_more(replay: Any, sql: asyncpg.Connection) -> None:
    await replay(80, rate=10)
    await work_off()
    await sql.execute("UPDATE replays SET next_at = loops_now() - interval '1 hour'")
    while await work_off():
        pass
    assert await sql.fetchval(MADE) == 30


async def test_worked_off_in_steps_each_event_goes_once_in_order(replay: Any, sql: asyncpg.Connection) -> None:
    made = await replay(23, rate=5)
    steps = []
    while await work_off():
        steps.append(await sql.fetchval(MADE))
        await sql.execute(DUE_NOW)
    assert steps == [5, 10, 15, 20, 23]
    assert await sql.fetchval(EACH_ONCE)
    last = await sql.fetchval("SELECT id FROM events ORDER BY position DESC LIMIT 1")
    row = await sql.fetchrow("SELECT state, made, upto, ended_at IS NULL, next_at FROM replays")
    assert tuple(row) == ("done", made["total"], last, False, None)


async def test_many_workers_make_each_once(replay: Any, sql: asyncpg.Connection) -> None:
    await replay(60, rate=7)
    while not await sql.fetchval("SELECT state = 'done' FROM replays"):
        await sql.execute(DUE_NOW)
        await asyncio.gather(*[work_off() for _ in range(4)])
    assert await sql.fetchval(MADE) == 60
    assert await sql.fetchval(EACH_ONCE)


async def test_a_step_that_is_broken_off_has_not_happened(replay: Any, sql: asyncpg.Connection) -> None:
    await replay(20, rate=10)
    for n in range(30):
        step = asyncio.create_task(work_off())
        for _ in range(n):
            await asyncio.sleep(0)
        step.cancel()
        await asyncio.wait({step})
        await sql.execute(DUE_NOW)
    while await work_off():
        await sql.execute(DUE_NOW)
    assert await sql.fetchval(MADE) == 20
    assert await sql.fetchval(EACH_ONCE)


async def test_kill_9_in_the_middle_leaves_none_out_and_sends_none_for_twice(
    replay: Any, receiver: Receiver, database: str, sql: asyncpg.Connection, later: Any
) -> None:
    await replay(60, rate=10)
    async with process(database) as first:
        await receiver.got(5)
        first.kill()
        await first.wait()
    assert await sql.fetchval(MADE) < 60
    await later("1 minute")  # its leases have run out
    async with process(database):
        await until(lambda: len({call.headers["webhook-id"] for call in receiver.calls}) == 60)
        await done(sql)
    assert await sql.fetchval(MADE) == 60
    assert await sql.fetchval(EACH_ONCE)


async def done(sql: asyncpg.Connection) -> None:
    async with asyncio.timeout(20):
        while await sql.fetchval("SELECT state FROM replays") != "done":
            await asyncio.sleep(0.05)


async def test_what_matches_rarely_is_found_without_waiting(
    ada: Caller, replay: Any, acme: Tenant, sql: asyncpg.Connection
) -> None:
    await sql.execute(EVENTS, acme.id, 12_000)
    await sql.execute("UPDATE events SET name = 'vote.created' WHERE (body::json ->> 'n')::int > 11997")
    made = await replay(1, events=["vote.created"])
    assert made["total"] == 3
    assert [await work_off() for _ in range(4)] == [True, True, True, False]
    assert await sql.fetchval(MADE) == 3
    assert await sql.fetchval("SELECT state FROM replays") == "done"


async def test_it_waits_for_events_that_have_no_position_yet(
    replay: Any, acme: Tenant, sql: asyncpg.Connection
) -> None:
    await replay(2)
    await sql.execute("UPDATE events SET position = NULL WHERE position = 2")
    assert await work_off()
    assert not await work_off()
    assert tuple(await sql.fetchrow("SELECT state, made FROM replays")) == ("running", 1)
    await sql.execute("UPDATE events SET position = 2 WHERE position IS NULL")
    await sql.execute(DUE_NOW)
    assert await work_off()
    assert tuple(await sql.fetchrow("SELECT state, made FROM replays")) == ("done", 2)


async def test_positions_need_not_follow_the_times_to_the_second(replay: Any, sql: asyncpg.Connection) -> None:
    await replay(1, rate=1000)
    for position, seconds in enumerate((50, 150, 200, 40), start=2):
        moved = f"created_at = loops_now() - interval '{seconds} seconds'"
        await sql.execute(
            "INSERT INTO events (tenant_id, name, body, position) "
            "SELECT tenant_id, name, body, $1 FROM events WHERE position = 1",
            position,
        )
        await sql.execute(f"UPDATE events SET {moved} WHERE position = $1", position)
    await sql.execute("UPDATE replays SET since = loops_now() - interval '100 seconds', until = loops_now()")
    assert await work_off()
    sent = await sql.fetch("SELECT e.position FROM deliveries d JOIN events e ON e.id = d.event_id ORDER BY 1")
    assert [position for (position,) in sent] == [2, 5]


async def test_it_goes_on_when_the_event_that_it_stood_at_has_gone(replay: Any, sql: asyncpg.Connection) -> None:
    await replay(10, rate=4)
    await work_off()
    await sql.execute("DELETE FROM events WHERE position <= 6")
    await sql.execute(DUE_NOW)
    while await work_off():
        await sql.execute(DUE_NOW)
    assert tuple(await sql.fetchrow("SELECT state, made FROM replays")) == ("done", 8)
    assert await sql.fetchval(EACH_ONCE)


@pytest.mark.parametrize("change", ["UPDATE webhooks SET disabled_at = now()", "DELETE FROM webhooks"])
async def test_it_is_cancelled_with_its_webhook(replay: Any, sql: asyncpg.Connection, change: str) -> None:
    await replay(10)
    await sql.execute(change)
    assert await work_off()
    assert tuple(await sql.fetchrow("SELECT state, made FROM replays")) == ("cancelled", 0)
    assert not await work_off()
    assert await sql.fetchval(MADE) == 0
