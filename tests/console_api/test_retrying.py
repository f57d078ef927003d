"""/deliveries/:id/retry: the same delivery, due again at once."""

from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from caller import Caller
from loops.models.claim import Rooms, claim
from receiver import Receiver, noted, status

Hook = Callable[..., Awaitable[Any]]
Listed = Callable[..., Awaitable[list[Any]]]
Settled = Callable[[], Awaitable[None]]


async def test_a_failed_delivery_is_tried_once_more_and_goes_out(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, settled: Settled
) -> None:
    receiver.behave = status(500)
    webhook = await hook()
    await ada.post()
    async with worker(retry_schedule="10ms"):
        await settled()
        (failed,) = await listed(webhook)
        assert (failed["state"], failed["attempts"]) == ("failed", 2)
        receiver.behave = noted
        code, again, _ = await ada("POST", f"/deliveries/{failed['id']}/retry")
        assert (code, again["id"], again["state"], again["attempts"]) == (202, failed["id"], "pending", 2)
        await settled()
    (done,) = await listed(webhook)
    assert (done["id"], done["state"], done["attempts"]) == (failed["id"], "delivered", 3)
    assert [call.headers["X-Loop-Delivery"] for call in receiver.calls] == [failed["id"]] * 3


async def test_one_that_fails_again_has_failed_again(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, settled: Settled
) -> None:
    receiver.behave = status(500)
    webhook = await hook()
    await ada.post()
    async with worker(retry_schedule=""):
        await settled()
        (failed,) = await listed(webhook)
        await ada("POST", f"/deliveries/{failed['id']}/retry")
        await settled()
    (row,) = await listed(webhook)
    assert (row["state"], row["attempts"], row["last_attempt"]["number"]) == ("failed", 2, 2)
    assert len(receiver.calls) == 2


async def test_one_that_was_delivered_is_sent_again(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, settled: Settled
) -> None:
    webhook = await hook()
    await ada.post()
    async with worker():
        await settled()
        (done,) = await listed(webhook)
        await ada("POST", f"/deliveries/{done['id']}/retry")
        await receiver.got(2)
    assert receiver.calls[0].body == receiver.calls[1].body


async def test_one_that_waits_is_due_now(ada: Caller, hook: Hook, listed: Listed, sql: asyncpg.Connection) -> None:
    webhook = await hook()
    await ada.post()
    await sql.execute("UPDATE deliveries SET attempts = 4, next_attempt_at = loops_now() + interval '5 hours'")
    assert await claim(Rooms(10, 10), lease=30) == []
    (row,) = await listed(webhook)
    assert (await ada("POST", f"/deliveries/{row['id']}/retry")).status == 202
    (claimed,) = await claim(Rooms(10, 10), lease=30)
    assert str(claimed.id) == row["id"]


async def test_one_that_is_under_way_is_left_alone(
    ada: Caller, hook: Hook, listed: Listed, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await ada.post()
    await claim(Rooms(10, 10), lease=30)
    before = await sql.fetch("SELECT * FROM deliveries")
    (row,) = await listed(webhook)
    answer = await ada("POST", f"/deliveries/{row['id']}/retry")
    assert (answer.status, answer.code, "under way" in answer.json["error"]["message"]) == (409, "conflict", True)
    assert await sql.fetch("SELECT * FROM deliveries") == before


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("UPDATE webhooks SET active = false", "paused"),
        ("UPDATE webhooks SET disabled_at = now()", "disabled"),
        ("DELETE FROM webhooks", "deleted"),
    ],
)
async def test_nothing_is_retried_where_nothing_goes_out(
    ada: Caller, hook: Hook, listed: Listed, sql: asyncpg.Connection, change: str, word: str
) -> None:
    webhook = await hook()
    await ada.post()
    (row,) = await listed(webhook)
    await sql.execute(change)
    before = await sql.fetch("SELECT * FROM deliveries")
    answer = await ada("POST", f"/deliveries/{row['id']}/retry")
    assert (answer.status, answer.code, word in answer.json["error"]["message"]) == (409, "conflict", True)
    assert await sql.fetch("SELECT * FROM deliveries") == before
