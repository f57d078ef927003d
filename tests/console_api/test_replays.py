"""/webhooks/:id/replays: what happened in a range of time, asked for once more."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from caller import Caller
from loops.models.replaying import work_off
from loops.models.stamp import stamp
from receiver import Receiver

Hook = Callable[..., Awaitable[Any]]
Listed = Callable[..., Awaitable[list[Any]]]
Settled = Callable[[], Awaitable[None]]
DAY = timedelta(days=1)


async def clock(sql: asyncpg.Connection) -> datetime:
    now: datetime = await sql.fetchval("SELECT loops_now()")
    return now


@pytest.fixture
async def since(sql: asyncpg.Connection) -> str:
    return (await clock(sql) - DAY).isoformat()


async def worked_off() -> None:
    await stamp()
    while await work_off():
        pass


async def asked(ada: Caller, webhook: Any, **body: object) -> Any:
    status, replay, _ = await ada("POST", f"/webhooks/{webhook['id']}/replays", {"rate": 1000, **body})
    assert status == (200 if body.get("dry_run") else 202), replay
    return replay


async def shown(ada: Caller, replay: Any) -> Any:
    return (await ada("GET", f"/replays/{replay['id']}")).json


async def test_a_replay_sends_what_a_new_webhook_missed(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, settled: Settled, listed: Listed, since: str
) -> None:
    for n in range(3):
        await ada.post(f"Idea {n}")
    webhook = await hook()
    await stamp()
    replay = await asked(ada, webhook, since=since)
    assert replay == await shown(ada, replay)
    assert (replay["state"], replay["total"], replay["exact"], replay["made"]) == ("running", 3, True, 0)
    await worked_off()
    async with worker():
        await settled()
    assert [one["replay"] for one in await listed(webhook)] == [1, 1, 1]
    ended = await shown(ada, replay)
    assert (ended["state"], ended["made"], ended["ended_at"] is None) == ("done", 3, False)
    assert len({call.headers["webhook-id"] for call in receiver.calls}) == len(receiver.calls) == 3


async def test_a_replayed_event_keeps_its_id_and_gets_a_delivery_of_its_own(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, settled: Settled, listed: Listed, since: str
) -> None:
    webhook = await hook()
    await ada.post()
    async with worker():
        await settled()
        for _ in range(2):
            await asked(ada, webhook, since=since)
            await worked_off()
            await settled()
    assert [one["replay"] for one in await listed(webhook)] == [2, 1, 0]
    assert len({call.headers["webhook-id"] for call in receiver.calls}) == 1
    assert len({call.headers["X-Loop-Delivery"] for call in receiver.calls}) == 3
    assert len({call.body for call in receiver.calls}) == 1


async def test_a_dry_run_counts_and_makes_nothing(ada: Caller, hook: Hook, since: str, sql: asyncpg.Connection) -> None:
    for _ in range(4):
        await ada.post()
    webhook = await hook()
    await stamp()
    assert await asked(ada, webhook, since=since, dry_run=True) == {"total": 4, "exact": True}
    assert await asked(ada, webhook, since=since, dry_run=True, events=["vote.created"]) == {"total": 0, "exact": True}
    assert await sql.fetchval("SELECT count(*) FROM replays") == 0


async def test_a_huge_range_is_counted_to_a_hundred_thousand(
    ada: Caller, hook: Hook, since: str, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await sql.execute(
        "INSERT INTO events (tenant_id, name, body, position) "
        "SELECT t.id, 'post.updated', '{}', n FROM tenants t, generate_series(1, 100010) AS n"
    )
    assert await asked(ada, webhook, since=since, dry_run=True) == {"total": 100_000, "exact": False}
    assert await asked(ada, webhook, since=since, dry_run=True, events=["vote.created"]) == {"total": 0, "exact": False}
    replay = await asked(ada, webhook, since=since)
    assert (replay["total"], replay["exact"]) == (100_000, False)


async def test_only_the_range_is_sent(ada: Caller, hook: Hook, sql: asyncpg.Connection) -> None:
    times = []
    for _ in range(5):
        await ada.post()
        times.append(await clock(sql))
    webhook = await hook()
    await stamp()
    replay = await asked(ada, webhook, since=times[0].isoformat(), until=times[2].isoformat())
    assert replay["total"] == 2
    await worked_off()
    sent = await sql.fetch("SELECT e.created_at FROM deliveries d JOIN events e ON e.id = d.event_id ORDER BY e.id")
    assert [times[0] < at <= times[2] for (at,) in sent] == [True, True]


async def test_only_what_the_webhook_asks_for_is_sent(ada: Caller, hook: Hook, listed: Listed, since: str) -> None:
    post = await ada.post()
    for status in ("planned", "done"):
        await ada("PATCH", f"/posts/{post['id']}", {"status": status})
    webhook = await hook(events=["post.status_changed", "vote.created"])
    await stamp()
    assert (await asked(ada, webhook, since=since))["total"] == 2
    await worked_off()
    assert [one["event"] for one in await listed(webhook)] == ["post.status_changed"] * 2


async def test_its_statuses_and_tags_are_looked_for_in_what_happened(
    ada: Caller, hook: Hook, listed: Listed, since: str, sql: asyncpg.Connection
) -> None:
    post = await ada.post(tag="app")
    await ada.post(tag="web")
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    for asked_for, sent in (({"tags": ["app"]}, 2), ({"statuses": ["planned"]}, 1), ({"tags": ["none"]}, 0)):
        webhook = await hook(**asked_for)
        await stamp()
        assert (await asked(ada, webhook, since=since))["total"] == sent
        await worked_off()
        assert len(await listed(webhook)) == sent
        await sql.execute("UPDATE deliveries SET state = 'failed'")
        again = await asked(ada, webhook, since=since, only_failed=True, dry_run=True)
        assert again["total"] == sent


async def test_only_chosen_events_are_sent_and_never_a_ping(
    ada: Caller, hook: Hook, listed: Listed, since: str
) -> None:
    other, webhook = await hook(), await hook()
    post = await ada.post()
    await ada("DELETE", f"/posts/{post['id']}")
    await ada("POST", f"/webhooks/{other['id']}/ping")
    await stamp()
    assert (await asked(ada, webhook, since=since, dry_run=True))["total"] == 2
    await asked(ada, webhook, since=since, events=["post.deleted", "ping"])
    await worked_off()
    assert [one["event"] for one in await listed(webhook) if one["replay"]] == ["post.deleted"]


async def test_everything_that_failed_since_is_sent_once_more(
    ada: Caller, hook: Hook, listed: Listed, since: str, sql: asyncpg.Connection
) -> None:
    webhook, other = await hook(), await hook()
    for _ in range(5):
        await ada.post()
    failed = [one["event_id"] for one in (await listed(webhook))[1:4]]
    await sql.execute("UPDATE deliveries SET state = 'delivered'")
    fail = "UPDATE deliveries SET state = 'failed' WHERE event_id = ANY ($1::uuid[])"
    await sql.execute(fail, failed)
    replay = await asked(ada, webhook, since=since, only_failed=True)
    assert (replay["total"], replay["only_failed"]) == (3, True)
    await worked_off()
    assert [one["event_id"] for one in await listed(webhook) if one["replay"]] == failed
    assert not any(one["replay"] for one in await listed(other))
    assert (await asked(ada, webhook, since=since, only_failed=True, dry_run=True))["total"] == 0
    await sql.execute(fail, failed[:1])
    assert (await asked(ada, webhook, since=since, only_failed=True, dry_run=True))["total"] == 1


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("since", {}),
        ("since", {"since": "yesterday"}),
        ("since", {"since": -91}),
        ("since", {"since": 1}),
        ("until", {"since": -1, "until": -2}),
        ("events", {"since": -1, "events": ["post.eaten"]}),
        ("rate", {"since": -1, "rate": 0}),
        ("rate", {"since": -1, "rate": 1001}),
        ("rate", {"since": -1, "rate": "fast"}),
        ("only_failed", {"since": -1, "only_failed": "yes"}),
        ("dry_run", {"since": -1, "dry_run": 1}),
    ],
)
async def test_what_is_no_replay_is_refused(
    ada: Caller, hook: Hook, sql: asyncpg.Connection, field: str, given: dict[str, Any]
) -> None:
    now, webhook = await clock(sql), await hook()
    body = {
        name: (now + value * DAY).isoformat() if name in ("since", "until") and isinstance(value, int) else value
        for name, value in given.items()
    }
    answer = await ada("POST", f"/webhooks/{webhook['id']}/replays", body)
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert answer.json["error"]["details"][0]["field"].split(".")[0] == field
    assert await sql.fetchval("SELECT count(*) FROM replays") == 0


async def test_a_second_one_waits_for_the_first(ada: Caller, hook: Hook, since: str) -> None:
    webhook, other = await hook(), await hook()
    first = await asked(ada, webhook, since=since)
    answer = await ada("POST", f"/webhooks/{webhook['id']}/replays", {"since": since})
    assert (answer.status, answer.code) == (409, "conflict")
    await asked(ada, other, since=since)
    await worked_off()
    second = await asked(ada, webhook, since=since)
    assert [one["id"] for one in (await ada("GET", f"/webhooks/{webhook['id']}/replays")).json["replays"]] == [
        second["id"],
        first["id"],
    ]


async def test_a_disabled_one_gets_none_and_a_paused_ones_wait(
    ada: Caller, hook: Hook, listed: Listed, since: str, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await ada.post()
    await sql.execute("UPDATE webhooks SET disabled_at = now()")
    answer = await ada("POST", f"/webhooks/{webhook['id']}/replays", {"since": since})
    assert (answer.status, answer.code, "disabled" in answer.json["error"]["message"]) == (409, "conflict", True)
    await sql.execute("UPDATE webhooks SET disabled_at = NULL, active = false")
    await asked(ada, webhook, since=since)
    await worked_off()
    assert [(one["replay"], one["state"]) for one in await listed(webhook)] == [(1, "pending"), (0, "pending")]


async def test_a_cancelled_one_makes_no_more(
    ada: Caller, hook: Hook, listed: Listed, since: str, sql: asyncpg.Connection
) -> None:
    for _ in range(5):
        await ada.post()
    webhook = await hook()
    await stamp()
    replay = await asked(ada, webhook, since=since, rate=2)
    assert await work_off()
    assert (await ada("DELETE", f"/replays/{replay['id']}")).status == 204
    await sql.execute("UPDATE replays SET next_at = loops_now()")
    assert not await work_off()
    ended = await shown(ada, replay)
    assert (ended["state"], ended["made"], ended["ended_at"] is None) == ("cancelled", 2, False)
    assert len(await listed(webhook)) == 2
    await ada("DELETE", f"/replays/{replay['id']}")
    assert await shown(ada, replay) == ended


async def test_what_is_not_there_is_404(ada: Caller, since: str) -> None:
    assert (await ada("POST", f"/webhooks/{uuid4()}/replays", {"since": since})).status == 404
    for method, path in (("GET", f"/webhooks/{uuid4()}/replays"), ("GET", f"/replays/{uuid4()}")):
        assert (await ada(method, path)).status == 404
    assert (await ada("DELETE", f"/replays/{uuid4()}")).status == 404
