"""Claiming costs by the number of endpoints, however much waits for them."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from quart import Quart

from loops.models.claim import DUE, FIND, TAKE
from loops.models.endpoint_health import NOTE
from loops.models.outcome import HAND_BACK, LET_GO, PUT_OFF, SETTLE, WRITE_OFF
from loops.models.stamp import STAMP
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, system_transaction

ENDPOINTS, BACKLOG, MOST = 5, 4000, 60
HELD: tuple[object, ...] = ([], [], [], 64)  # claims: nobody holds any
OWE = """
WITH made AS (
    INSERT INTO events (tenant_id, name, body) SELECT $1, 'ping', '{}' FROM generate_series(1, $2::int) RETURNING id
), endpoint AS (
    INSERT INTO webhooks (tenant_id, url, secret) SELECT $1, '', '' FROM generate_series(1, $3::int) RETURNING id
)
INSERT INTO deliveries (tenant_id, event_id, target_id) SELECT $1, made.id, endpoint.id FROM made, endpoint"""


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def faults(plan: dict[str, Any]) -> list[str]:
    """Where more deliveries or events are looked at than are claimed, or not by an index."""
    found = []
    for node in nodes(plan):
        rows = looked_at(node)
        if node.get("Relation Name") in ("deliveries", "events") and (node["Node Type"] == "Seq Scan" or rows > MOST):
            found.append(f"{node['Node Type']} on {node['Relation Name']}: {rows} rows")
    return found


def looked_at(node: dict[str, Any]) -> float:
    passed = sum(node.get(f"Rows Removed by {what}", 0) for what in ("Filter", "Index Recheck", "Join Filter"))
    rows: float = (node["Actual Rows"] + passed) * node["Actual Loops"]
    return rows


@pytest.fixture(params=[True, False], ids=["known", "unknown"])
async def backlog(request: pytest.FixtureRequest, app: Quart, acme: Tenant, sql: asyncpg.Connection) -> None:
    """Whose statistics PostgreSQL has, or not yet."""
    await sql.execute(OWE, acme.id, BACKLOG, ENDPOINTS)
    if request.param:
        await sql.execute("ANALYZE deliveries, events, webhooks")


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
async def test_a_claim_reads_no_more_than_it_takes(backlog: None, sql: asyncpg.Connection, mode: str) -> None:
    endpoints = [id for (id,) in await sql.fetch("SELECT id FROM webhooks")]
    tenant = await sql.fetchval("SELECT id FROM tenants")
    n = len(endpoints)
    asked: list[tuple[str, tuple[object, ...]]] = [
        (FIND, (100, 100, *HELD)),
        (TAKE, (endpoints, [tenant] * n, [4] * n, [False] * n, [False] * n, 100, 100, *HELD, 4, uuid4(), 30.0)),
        (LET_GO, ()),
        (WRITE_OFF, ([5.0],)),
        (SETTLE, ([5.0], [tenant], [uuid4()], [uuid4()], ["delivered"], [200], *[[None]] * 6)),
        (NOTE, ([30.0], [tenant], [endpoints[0]], [False], [1], [False])),
        (HAND_BACK, ([uuid4()], [uuid4()])),
        (PUT_OFF, (tenant, uuid4(), uuid4(), 60.0, "why")),
    ]
    async with system_transaction():
        await connection().execute(f"SET LOCAL plan_cache_mode = {mode}")
        for statement, values in asked:
            explain = "EXPLAIN (ANALYZE, FORMAT JSON) " + statement.format(due=DUE)
            plan = json.loads(await connection().fetchval(explain, *values))[0]["Plan"]
            assert faults(plan) == []


async def test_finding_costs_by_the_number_of_endpoints_and_not_by_its_square(
    app: Quart, acme: Tenant, sql: asyncpg.Connection
) -> None:
    await sql.execute(
        "VACUUM (ANALYZE)"
    )  # so that it believes in empty tables, as where the first webhooks were just made
    await sql.execute(OWE, acme.id, 2, endpoints := 300)
    async with system_transaction():
        (text,) = await connection().fetchrow(f"EXPLAIN (ANALYZE, FORMAT JSON) {FIND.format(due=DUE)}", 300, 300, *HELD)
    worst = max(looked_at(node) for node in nodes(json.loads(text)[0]["Plan"]))
    assert endpoints <= worst <= 3 * endpoints


async def test_stamping_reads_no_more_than_it_stamps(backlog: None, sql: asyncpg.Connection) -> None:
    await sql.execute(
        "UPDATE events SET position = n FROM (SELECT id, row_number() OVER () AS n FROM events) AS t "
        "WHERE events.id = t.id AND n > 20"
    )
    async with system_transaction():
        (text,) = await connection().fetchrow(f"EXPLAIN (ANALYZE, FORMAT JSON) {STAMP}")
    assert faults(json.loads(text)[0]["Plan"]) == []


async def test_the_check_goes_red_where_no_index_serves(backlog: None) -> None:
    unserved = FIND.format(due="d.state = 'pending' AND d.attempts = 0")
    async with system_transaction():
        (text,) = await connection().fetchrow(f"EXPLAIN (ANALYZE, FORMAT JSON) {unserved}", 100, 100, *HELD)
    assert faults(json.loads(text)[0]["Plan"])


LEASE = "UPDATE deliveries SET lease_token = id, lease_until = loops_now() + interval '30 s' WHERE id = ANY ($1)"
SETTLED = "UPDATE deliveries SET lease_token = NULL, lease_until = NULL, state = 'delivered' WHERE id = ANY ($1)"
LEASED, PAGES = 2000, 150


async def test_leases_that_have_ended_are_passed_by(backlog: None, sql: asyncpg.Connection) -> None:
    """What was leased within the last half minute is still in the index, until somebody learns that it is over."""
    leased = [id for (id,) in await sql.fetch("SELECT id FROM deliveries LIMIT $1", LEASED)]
    for _ in range(3):
        await sql.execute(LEASE, leased)
        await sql.execute("ANALYZE deliveries")  # now PostgreSQL believes in many leases of each endpoint
        await sql.execute(SETTLED, leased)
    for _ in range(2):
        read = await sql.fetchval("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + FIND.format(due=DUE), 100, 100, *HELD)
    assert json.loads(read)[0]["Plan"]["Shared Hit Blocks"] < PAGES
