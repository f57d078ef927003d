"""What has not gone out a week after its event has failed, is shown so, and can be replayed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from pydantic import SecretStr

from caller import Caller
from loops.models.claim import Rooms, claim
from loops.models.replaying import work_off
from loops.models.retention import give_up, tidy
from loops.models.stamp import stamp
from receiver import Receiver

Hook = Callable[..., Awaitable[Any]]
Later = Callable[[str], Awaitable[None]]
Listed = Callable[..., Awaitable[list[Any]]]
Settled = Callable[[], Awaitable[None]]
TRIED = "UPDATE deliveries SET attempts = 5, next_attempt_at = created_at + interval '9 hours'"


@pytest.mark.parametrize("change", ["SELECT", TRIED, f"{TRIED}, lost = 2"], ids=["untried", "tried", "twice lost"])
async def test_a_week_is_waited_and_not_longer(
    ada: Caller, hook: Hook, listed: Listed, later: Later, sql: asyncpg.Connection, change: str
) -> None:
    webhook = await hook()
    await ada("PATCH", f"/webhooks/{webhook['id']}", {"active": False})
    await ada.post()
    await sql.execute(change)
    await later("6 days 23 hours")
    assert not await give_up()
    await later("7 days 1 minute")
    assert await give_up()
    (row,) = await listed(webhook, "?state=failed")
    assert (row["state"], row["next_attempt_at"]) == ("failed", None)
    assert not await give_up()


async def test_it_can_be_replayed(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, settled: Settled, later: Later
) -> None:
    webhook = await hook()
    path = f"/webhooks/{webhook['id']}"
    await ada("PATCH", path, {"active": False})
    made = await ada.post()
    await stamp()
    await later("8 days")
    await tidy()
    await ada("PATCH", path, {"active": True})
    replay = await ada("POST", f"{path}/replays", {"since": made["created_at"], "only_failed": True})
    assert (replay.status, replay.json["total"]) == (202, 1)
    assert await work_off()
    await tidy()
    async with worker():
        await settled()
    assert [(one["replay"], one["state"]) for one in await listed(webhook)] == [(1, "delivered"), (0, "failed")]
    assert len(receiver.calls) == 1


async def test_what_cannot_be_signed_waits_a_week_and_then_its_log_says_why(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, later: Later, sql: asyncpg.Connection
) -> None:
    webhook, elsewhere = await hook(), {"secret_key": SecretStr("another key, of the same length..")}
    await ada.post()
    await later("6 days 23 hours")
    async with worker(**elsewhere):
        await put_off(sql)
    (row,) = await listed(webhook)
    assert (row["state"], row["attempts"], row["last_attempt"]) == ("pending", 0, None)
    await later("7 days 2 minutes")
    async with worker(**elsewhere), asyncio.timeout(20):
        while not (failed := await listed(webhook, "?state=failed")):
            await asyncio.sleep(0.02)
    last = failed[0]["last_attempt"]
    assert (failed[0]["attempts"], last["number"], last["outcome"]) == (1, 1, "unsigned")
    assert "another LOOPS_SECRET_KEY" in last["error"]
    assert not receiver.calls


async def test_it_goes_out_once_the_key_is_the_right_one(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, settled: Settled, later: Later, sql: asyncpg.Connection
) -> None:
    await hook()
    await ada.post()
    async with worker(secret_key=SecretStr("another key, of the same length..")):
        await put_off(sql)
    await later("2 minutes")
    async with worker():
        await settled()
    assert len(receiver.calls) == 1


async def put_off(sql: asyncpg.Connection) -> None:
    """Returns when the one delivery waits for another key."""
    async with asyncio.timeout(20):
        while not await sql.fetchval("SELECT next_attempt_at > loops_now() + interval '50 s' FROM deliveries"):
            await asyncio.sleep(0.02)


async def test_who_retries_after_that_has_a_day(
    ada: Caller, hook: Hook, listed: Listed, later: Later, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await ada.post()
    await sql.execute("UPDATE deliveries SET state = 'failed', attempts = 3")
    await later("20 days")
    (row,) = await listed(webhook)
    assert (await ada("POST", f"/deliveries/{row['id']}/retry")).status == 202
    await later("20 days 23 hours")
    assert not await give_up()
    await later("21 days 1 hour")
    assert await give_up()


async def test_what_is_under_way_or_not_due_yet_is_left_alone(
    ada: Caller, hook: Hook, later: Later, sql: asyncpg.Connection
) -> None:
    await hook()
    await ada.post()
    await ada.post()
    await sql.execute(f"{TRIED} WHERE id = (SELECT id FROM deliveries LIMIT 1)")
    await later("8 days")
    await sql.execute("UPDATE deliveries SET next_attempt_at = loops_now() + interval '1 hour' WHERE attempts = 5")
    assert len(await claim(Rooms(10, 10), lease=30)) == 1
    assert not await give_up()
    assert await sql.fetchval("SELECT count(*) FROM deliveries WHERE state = 'pending'") == 2
