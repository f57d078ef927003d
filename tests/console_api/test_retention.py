"""What is past its time goes, while a reader looks on and everything else goes on."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from caller import Caller
from explaining import faults
from loops import db
from loops.models import retention
from loops.models.claim import Rooms, claim
from loops.models.outcome import Outcome, Settled, settle
from loops.models.retention import tidy
from loops.models.stamp import stamp
from loops.models.waiting import owing
from loops.processes.chores import tidying
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, system_transaction

Hook = Callable[..., Awaitable[Any]]
Later = Callable[[str], Awaitable[None]]
DELIVERED = Outcome("delivered", 200, None, None, 1)
TABLES = ("events", "deliveries", "attempts")
MANY = """
WITH made AS (
    INSERT INTO events (tenant_id, name, body) SELECT $1, 'post.updated', '{}' FROM generate_series(1, $3::int)
    RETURNING id
), owed AS (
    INSERT INTO deliveries (tenant_id, event_id, target_id, state) SELECT $1, id, $2, 'delivered' FROM made
    RETURNING id
)
INSERT INTO attempts (tenant_id, delivery_id, number, outcome, status) SELECT $1, id, 1, 'delivered', 200 FROM owed"""


async def counts(sql: asyncpg.Connection) -> list[int]:
    return [await sql.fetchval(f"SELECT count(*) FROM {table}") for table in TABLES]


@pytest.fixture
async def many(ada: Caller, acme: Tenant, hook: Hook, sql: asyncpg.Connection) -> Any:
    """Makes delivered events, by the thousand; gives the webhook."""
    webhook = await hook()

    async def make(n: int) -> Any:
        await sql.execute(MANY, acme.id, UUID(webhook["id"]), n)
        while await stamp():
            pass
        return webhook

    return make


@pytest.mark.parametrize(
    ("age", "left"),
    [
        ("29 days 23 hours", [2, 2, 2]),
        ("30 days 1 minute", [2, 0, 0]),
        ("90 days", [2, 0, 0]),
        ("90 days 2 hours", [0, 0, 0]),
    ],
)
async def test_events_stay_90_days_deliveries_and_attempts_30(
    many: Any, later: Later, sql: asyncpg.Connection, age: str, left: list[int]
) -> None:
    await many(2)
    await later(age)
    await tidy()
    assert await counts(sql) == left


async def test_history_stays_and_so_does_what_is_new(
    ada: Caller, many: Any, later: Later, sql: asyncpg.Connection
) -> None:
    await ada.post()
    await many(1)
    await later("100 days")
    await sql.execute("UPDATE deliveries SET state = 'delivered'")
    await many(1)
    await tidy()
    assert await counts(sql) == [1, 1, 1]
    assert await sql.fetchval("SELECT count(*) FROM post_history") == 1
    assert await sql.fetchval("SELECT count(*) FROM posts") == 1


async def test_nothing_goes_that_is_pending_nor_the_event_that_it_needs(
    many: Any, later: Later, sql: asyncpg.Connection
) -> None:
    await many(3)
    await later("100 days")
    waits = "state = 'pending', next_attempt_at = loops_now() - interval '1 hour'"
    pending = await sql.fetchval(
        f"UPDATE deliveries SET {waits} WHERE event_id = (SELECT id FROM events LIMIT 1) RETURNING event_id"
    )
    for form in ("lost = 0", "lost = 2", "lost = 0, lease_token = id, lease_until = loops_now()"):
        await sql.execute(f"UPDATE deliveries SET {form} WHERE event_id = $1", pending)
        await tidy()
        assert await sql.fetch("SELECT id FROM events") == [(pending,)]
        assert await sql.fetch("SELECT event_id FROM deliveries") == [(pending,)]


async def test_another_tenants_or_endpoints_waiting_keeps_nothing(
    ada: Caller, globex: Caller, many: Any, later: Later, hook: Hook, sql: asyncpg.Connection
) -> None:
    await many(2)
    await hook()
    await globex("POST", "/webhooks", {"url": "http://127.0.0.1:9/"})
    await later("100 days")
    await ada.post()
    await globex.post()
    await tidy()
    assert await sql.fetchval("SELECT count(*) FROM events WHERE name = 'post.updated'") == 0
    assert await sql.fetchval("SELECT count(*) FROM deliveries WHERE state = 'pending'") == 3


async def test_a_reader_keeps_what_it_sees_and_keeps_nobody_from_going_on(
    many: Any, ada: Caller, later: Later, database: str, sql: asyncpg.Connection
) -> None:
    await many(6000)
    reader = await asyncpg.connect(**db.credentials(database))
    try:
        async with reader.transaction(isolation="repeatable_read"):
            seen = await counts(reader)
            await later("4 months")
            await tidy()
            assert await counts(sql) == [0, 0, 0]
            await ada.post()
            (one,) = await claim(Rooms(10, 10), lease=30)
            await settle([Settled(one, DELIVERED)], [5], [30])
            await tidy()
            assert await counts(sql) == [1, 1, 1]
            assert await counts(reader) == seen == [6000, 6000, 6000]
    finally:
        await reader.close()


async def test_what_is_claimed_meanwhile_is_settled(
    many: Any, ada: Caller, later: Later, sql: asyncpg.Connection
) -> None:
    await many(10)
    await later("4 months")
    await ada.post()
    (one,) = await claim(Rooms(10, 10), lease=30)
    async with sql.transaction():
        await sql.execute("SELECT FROM deliveries WHERE id = $1 FOR UPDATE", one.id)  # as who settles it would
        await tidy()
    await settle([Settled(one, DELIVERED)], [5], [30])
    assert await counts(sql) == [1, 1, 1]


async def test_a_batch_is_a_transaction_and_the_next_goes_on_behind_it(
    many: Any, later: Later, sql: asyncpg.Connection
) -> None:
    await many(6000)
    await later("4 months")
    attempts = retention.ALL[0]
    ids = [id for (id,) in await sql.fetch("SELECT id FROM attempts ORDER BY id")]
    after = await retention.delete_batch(attempts)
    assert (after, await counts(sql)) == (ids[4999], [6000, 6000, 1000])
    assert after
    assert await retention.delete_batch(attempts, after) == ids[-1]
    assert await retention.delete_batch(attempts, ids[-1]) is None
    assert await counts(sql) == [6000, 6000, 0]


async def test_what_a_batch_had_to_leave_keeps_the_next_from_nothing(
    many: Any, later: Later, sql: asyncpg.Connection
) -> None:
    await many(2)
    await later("4 months")
    first, second = [id for (id,) in await sql.fetch("SELECT id FROM attempts ORDER BY id")]
    assert await retention.delete_batch(retention.ALL[0], first) == second
    assert await sql.fetch("SELECT id FROM attempts") == [(first,)]


async def test_one_worker_at_a_time_deletes(many: Any, later: Later, sql: asyncpg.Connection) -> None:
    await many(2)
    await later("4 months")
    async with sql.transaction():
        await sql.execute("SELECT pg_advisory_xact_lock($1)", retention.KEEPER)
        await tidy()
        assert await counts(sql) == [2, 2, 2]
    await tidy()
    assert await counts(sql) == [0, 0, 0]


async def test_positions_stay_when_the_events_before_them_go(ada: Caller, many: Any, later: Later) -> None:
    await many(3)
    await later("91 days")
    await ada.post()
    await stamp()
    await tidy()
    for query in ("", "?cursor=2", "?cursor=3"):
        page = (await ada("GET", f"/events{query}")).json
        assert [(event["event"], event["position"]) for event in page["events"]] == [("post.created", 4)]


async def test_answers_that_are_kept_a_day_go_too(ada: Caller, later: Later, sql: asyncpg.Connection) -> None:
    again = ada.saying({"Idempotency-Key": "once"})
    await again("POST", "/posts", {"title": "Dark mode"})
    await later("23 hours")
    await tidy()
    assert await sql.fetchval("SELECT count(*) FROM kept_answers") == 1
    await later("25 hours")
    await tidy()
    assert await sql.fetchval("SELECT count(*) FROM kept_answers") == 0


async def test_a_worker_sees_to_it(many: Any, later: Later, sql: asyncpg.Connection) -> None:
    await many(2)
    await later("4 months")
    at_work = asyncio.create_task(tidying(soon=0))
    try:
        async with asyncio.timeout(20):
            while any(await counts(sql)):
                await asyncio.sleep(0.02)
        assert not at_work.done()
    finally:
        at_work.cancel()


async def test_a_worker_clears_away_who_was_deleted(ada: Caller, globex: Caller, sql: asyncpg.Connection) -> None:
    await globex.post()
    await sql.execute("UPDATE tenants SET deleted_at = now() - interval '31 days' WHERE slug = 'globex'")
    left = "SELECT count(*) FROM posts p JOIN tenants t ON t.id = p.tenant_id WHERE t.slug = 'globex'"
    at_work = asyncio.create_task(tidying(soon=0))
    try:
        async with asyncio.timeout(20):
            while await sql.fetchval(left):
                await asyncio.sleep(0.02)
    finally:
        at_work.cancel()


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
async def test_a_batch_reads_no_more_than_it_deletes(
    many: Any, later: Later, sql: asyncpg.Connection, mode: str
) -> None:
    await many(6000)
    await later("4 months")
    await many(6000)
    await sql.execute(
        "UPDATE deliveries SET state = 'pending' WHERE id > (SELECT id FROM deliveries OFFSET 6000 LIMIT 1)"
    )
    async with system_transaction():
        await connection().execute(f"SET LOCAL plan_cache_mode = {mode}")
        owed = list(zip(*await owing(), strict=True))
        for kept in retention.ALL:
            explain = f"EXPLAIN (ANALYZE, FORMAT JSON) {retention.deletion(kept)}"
            (text,) = await connection().fetchrow(explain, retention.FIRST, *owed)
            assert faults(json.loads(text)[0]["Plan"], most=retention.BATCH) == []
        explain = f"EXPLAIN (ANALYZE, FORMAT JSON) {retention.GIVE_UP}"
        (text,) = await connection().fetchrow(explain, owed[1])
        assert faults(json.loads(text)[0]["Plan"], most=1) == []
