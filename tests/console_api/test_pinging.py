"""/webhooks/:id/ping: an event that says only that it can be reached."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest
from standardwebhooks import Webhook as Verifier

from caller import Caller
from loops.models.stamp import stamp
from receiver import Receiver

Hook = Callable[..., Awaitable[Any]]
Listed = Callable[..., Awaitable[list[Any]]]
Settled = Callable[[], Awaitable[None]]


async def test_a_ping_goes_to_one_webhook_whatever_it_asks_for(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, settled: Settled
) -> None:
    webhook, other = await hook(events=["post.deleted"]), await hook()
    code, made, _ = await ada("POST", f"/webhooks/{webhook['id']}/ping")
    assert (code, made["event"], made["state"], made["webhook_id"]) == (202, "ping", "pending", webhook["id"])
    async with worker():
        await settled()
    (call,) = receiver.calls
    body = json.loads(call.body)
    assert list(body) == ["event", "id", "timestamp", "sequence", "tenant", "post", "actor"]
    assert (body["event"], body["sequence"], body["tenant"], body["post"]) == ("ping", None, "acme", None)
    assert body["actor"]["type"] == "key"
    assert (call.headers["X-Loop-Event"], call.headers["X-Loop-Delivery"]) == ("ping", made["id"])
    assert Verifier(webhook["secret"]).verify(call.body, dict(call.headers))["id"] == made["event_id"]
    assert await listed(other) == []


async def test_a_ping_is_in_the_log(ada: Caller, hook: Hook) -> None:
    webhook = await hook()
    await ada("POST", f"/webhooks/{webhook['id']}/ping")
    await stamp()
    (event,) = (await ada("GET", "/events?event=ping")).json["events"]
    assert (event["event"], event["post"], event["position"]) == ("ping", None, 1)


@pytest.mark.parametrize(
    ("change", "word"),
    [("UPDATE webhooks SET active = false", "paused"), ("UPDATE webhooks SET disabled_at = now()", "disabled")],
)
async def test_where_nothing_goes_out_there_is_no_ping(
    ada: Caller, hook: Hook, sql: asyncpg.Connection, change: str, word: str
) -> None:
    webhook = await hook()
    await sql.execute(change)
    answer = await ada("POST", f"/webhooks/{webhook['id']}/ping")
    assert (answer.status, answer.code, word in answer.json["error"]["message"]) == (409, "conflict", True)
    assert await sql.fetchval("SELECT count(*) FROM events") == 0
