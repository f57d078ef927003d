"""What the console asks costs the same, however much was ever delivered."""

import json
from uuid import UUID

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import caller, found, sweep
from explaining import Sent, faults, listening
from loops.models.replayable import Range
from loops_tenants.scope import connection, system_transaction, tenant_transaction

DELIVERIES, TENANTS, MOST = 12_000, 8, 1_000
WEBHOOKS = "INSERT INTO webhooks (tenant_id, url, secret) SELECT id, '', '' FROM tenants, generate_series(1, 2)"
EVENTS = """
INSERT INTO events (tenant_id, name, body, position, created_at)
SELECT $1, (ARRAY['vote.created', 'post.created', 'post.updated'])[1 + n % 3], '{}', n, loops_now() - interval '1 hour'
FROM generate_series(1, $2::int) AS n"""
OWE = """
INSERT INTO deliveries (tenant_id, event_id, target_id, state, attempts, next_attempt_at)
SELECT e.tenant_id, e.id, w.id, s.state, 1, CASE WHEN s.state = 'pending' THEN loops_now() END
FROM events e JOIN webhooks w ON w.tenant_id = e.tenant_id, LATERAL (SELECT CASE
    WHEN position % 3000 = 7 THEN 'pending' WHEN position % 2500 = 9 THEN 'failed' ELSE 'delivered' END AS state
) AS s"""
TRY = """
INSERT INTO attempts (tenant_id, delivery_id, number, outcome, status, milliseconds)
SELECT tenant_id, id, 1, 'delivered', 200, 7 FROM deliveries"""


@pytest.fixture(scope="module", params=[True, False], ids=["known", "unknown"])
async def busy(request: pytest.FixtureRequest, app: Quart, broom: asyncpg.Connection) -> Caller:
    """One of eight tenants, with two webhooks and 24 000 deliveries; whose statistics PostgreSQL has, or not yet."""
    await sweep(broom)
    async with system_transaction():
        tenants = [await found(f"tenant-{n}", "Some") for n in range(TENANTS)]
    await broom.execute(WEBHOOKS)
    for tenant in tenants:
        await broom.execute(EVENTS, tenant.id, DELIVERIES if tenant is tenants[3] else 300)
    await broom.execute(OWE)
    await broom.execute(TRY)
    if request.param:
        await broom.execute("ANALYZE deliveries, events, attempts, webhooks")
    return await caller(app, tenants[3], "secret", "admin")


@pytest.fixture
async def webhook(busy: Caller) -> str:
    return str((await busy("GET", "/webhooks")).json["webhooks"][0]["id"])


@pytest.fixture
async def tenant_id(webhook: str, sql: asyncpg.Connection) -> UUID:
    found: UUID = await sql.fetchval("SELECT tenant_id FROM webhooks WHERE id = $1", webhook)
    return found


async def too_much(sent: list[Sent], tenant_id: UUID, most: int = MOST) -> list[str]:
    """Of the statements about what grows with use, planned for their values and for any."""
    bad = []
    for one in sent:
        if not any(table in one.query for table in ("deliveries", '"attempts"', "events ")):
            continue
        async with tenant_transaction(tenant_id):
            for mode in ("force_custom_plan", "force_generic_plan"):
                await connection().execute(f"SET LOCAL plan_cache_mode = {mode}")
                text = await connection().fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {one.query}", *one.args)
                bad += [f"{fault}: {one.query}" for fault in faults(json.loads(text)[0]["Plan"], most=most)]
    return [fault for fault in bad if not fault.startswith("Seq Scan on webhooks")]  # there are few


QUERIES = [
    "",
    "?limit=200",
    "?state=delivered",
    "?state=failed",
    "?state=pending",
    "?event=post.created&limit=200",
    "?event=changelog.published",
    "?event=post.updated&state=failed",
]


@pytest.mark.timeout(240)
async def test_no_page_looks_at_more_than_a_thousand(busy: Caller, webhook: str, tenant_id: UUID) -> None:
    for query in QUERIES:
        with listening() as sent:
            status, page, _ = await busy("GET", f"/webhooks/{webhook}/deliveries{query}")
            assert status == 200
            if page["next_cursor"]:
                again = f"{query}&" if query else "?"
                await busy("GET", f"/webhooks/{webhook}/deliveries{again}cursor={page['next_cursor']}")
        assert len(sent) >= 3
        assert await too_much(sent, tenant_id) == [], query


async def test_few_that_wait_are_found_among_many_that_do_not(busy: Caller, webhook: str) -> None:
    for state, count in (("pending", 4), ("failed", 5)):
        page = (await busy("GET", f"/webhooks/{webhook}/deliveries?state={state}")).json
        assert (len(page["deliveries"]), page["next_cursor"]) == (count, None)


async def test_a_filtered_page_may_be_empty_and_goes_on(busy: Caller, webhook: str) -> None:
    path, seen = f"/webhooks/{webhook}/deliveries?event=changelog.published", 0
    page = (await busy("GET", path)).json
    while page["next_cursor"]:
        assert page["deliveries"] == []
        seen += 1
        page = (await busy("GET", f"{path}&cursor={page['next_cursor']}")).json
    assert seen == DELIVERIES // 1000


async def test_neither_health_nor_one_delivery_reads_more(busy: Caller, webhook: str, tenant_id: UUID) -> None:
    page = await busy("GET", f"/webhooks/{webhook}/deliveries?limit=1")
    delivery = page.json["deliveries"][0]
    with listening() as sent:
        assert (await busy("GET", f"/webhooks/{webhook}/health")).json["last_day"]["attempts"] == 1000
        assert (await busy("GET", f"/deliveries/{delivery['id']}")).status == 200
    assert await too_much(sent, tenant_id) == []


@pytest.mark.parametrize("only_failed", [True, False])
async def test_a_replays_second_reads_what_it_sends(
    busy: Caller, webhook: str, tenant_id: UUID, only_failed: bool, sql: asyncpg.Connection
) -> None:
    since, until = await sql.fetchrow("SELECT loops_now() - interval '1 day', loops_now()")
    range = Range(tenant_id, UUID(webhook), since, until, [], only_failed)
    with listening() as sent:
        async with tenant_transaction(tenant_id):
            first = await range.after(None, 3)
            second = await range.after(first.upto, 3)
    assert (len(first.events), len(second.events)) == (3, 2 if only_failed else 3)
    assert await too_much(sent, tenant_id, most=100) == []
