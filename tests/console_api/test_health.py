"""/webhooks/:id/health: how an endpoint is faring."""

from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from caller import Caller
from loops_tenants.models import Tenant
from receiver import Receiver, status

Hook = Callable[..., Awaitable[Any]]
Settled = Callable[[], Awaitable[None]]
TROUBLE = """
INSERT INTO endpoint_health (tenant_id, target_id, failures, failing_since, opened, retry_at, slow)
SELECT tenant_id, id, 12, loops_now(), 2, loops_now() + $1::text::interval, true FROM webhooks"""
NONE = {
    "attempts": 0,
    "delivered": 0,
    "failed": 0,
    "success_rate": None,
    "p50_milliseconds": None,
    "p95_milliseconds": None,
}


async def health(ada: Caller, webhook: Any) -> Any:
    code, found, _ = await ada("GET", f"/webhooks/{webhook['id']}/health")
    assert code == 200, found
    return found


async def test_a_new_one_is_healthy(ada: Caller, hook: Hook) -> None:
    found = await health(ada, await hook())
    assert (found["state"], found["failures"], found["pending"], found["slow"]) == ("healthy", 0, 0, False)
    assert found["last_day"] == NONE
    for name in ("failing_since", "retry_at", "oldest_pending_at", "last_delivered_at"):
        assert found[name] is None


async def test_figures_are_those_of_its_attempts(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, settled: Settled
) -> None:
    webhook = await hook(events=["post.created"])
    async with worker(retry_schedule=""):
        for _ in range(3):
            await ada.post()
        await settled()
        receiver.behave = status(500)
        await ada.post()
        await settled()
    found = await health(ada, webhook)
    day = found["last_day"]
    assert (day["attempts"], day["delivered"], day["failed"], day["success_rate"]) == (4, 3, 1, 0.75)
    assert 0 <= day["p50_milliseconds"] <= day["p95_milliseconds"] < 15_000
    assert found["last_delivered_at"]


async def test_yesterdays_attempts_are_no_more_counted(ada: Caller, hook: Hook, sql: asyncpg.Connection) -> None:
    webhook = await hook()
    await ada.post()
    await sql.execute(
        "INSERT INTO attempts (tenant_id, delivery_id, number, outcome, status, milliseconds, created_at) "
        "SELECT tenant_id, id, 1, 'delivered', 200, 9, loops_now() - interval '25 hours' FROM deliveries"
    )
    found = await health(ada, webhook)
    assert found["last_day"] == NONE
    assert found["last_delivered_at"]


async def test_what_waits_is_counted_and_how_long(ada: Caller, hook: Hook, sql: asyncpg.Connection) -> None:
    webhook = await hook()
    for _ in range(4):
        await ada.post()
    oldest = await sql.fetchval("SELECT min(created_at) FROM deliveries")
    for change in ("", "attempts = 1, next_attempt_at = loops_now() + interval '1 hour'", "lease_token = id"):
        if change:
            await sql.execute(f"UPDATE deliveries SET {change} WHERE created_at = $1", oldest)
        found = await health(ada, webhook)
        assert (found["pending"], found["oldest_pending_at"]) == (4, oldest.isoformat())
    await sql.execute("UPDATE deliveries SET state = 'delivered', lease_token = NULL")
    assert (await health(ada, webhook))["pending"] == 0


@pytest.mark.parametrize(
    ("retry_in", "change", "state"),
    [
        ("1 minute", "SELECT", "open"),
        ("-1 minute", "SELECT", "failing"),
        ("1 minute", "UPDATE webhooks SET active = false", "paused"),
        ("1 minute", "UPDATE webhooks SET disabled_at = now()", "disabled"),
    ],
)
async def test_its_state_is_what_keeps_things_from_going_out(
    ada: Caller, hook: Hook, sql: asyncpg.Connection, retry_in: str, change: str, state: str
) -> None:
    webhook = await hook()
    await sql.execute(TROUBLE, retry_in)
    await sql.execute(change)
    found = await health(ada, webhook)
    assert (found["state"], found["failures"], found["slow"]) == (state, 12, True)
    assert (found["retry_at"] is None) is (retry_in == "-1 minute")


async def test_why_one_is_disabled_is_shown_until_it_is_brought_back(
    ada: Caller, hook: Hook, acme: Tenant, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await sql.execute(TROUBLE, "1 minute")
    await sql.execute("UPDATE webhooks SET disabled_at = now(), disabled_because = 'failing'")
    path = f"/webhooks/{webhook['id']}"
    assert (await ada("GET", path)).json["disabled_because"] == "failing"
    _, back, _ = await ada("PATCH", path, {"active": True})
    assert (back["active"], back["disabled_at"], back["disabled_because"]) == (True, None, None)
    assert (await health(ada, webhook))["state"] == "healthy"
    assert await sql.fetchval("SELECT count(*) FROM endpoint_health") == 0
