"""/events: a tenant's own log, in an order that never changes."""

import asyncio
import json
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from caller import Caller
from loops.models.stamp import stamp


async def page(caller: Caller, query: str = "") -> Any:
    status, found, _ = await caller("GET", f"/events{query}")
    assert status == 200, found
    return found


def positions(found: Any) -> list[int]:
    return [event["position"] for event in found["events"]]


async def test_an_event_is_the_webhooks_body_and_its_position(ada: Caller, sql: asyncpg.Connection) -> None:
    await ada.post()
    assert await page(ada) == {"events": [], "next_cursor": None}
    await stamp()
    body = json.loads(await sql.fetchval("SELECT body FROM events"))
    assert await page(ada) == {"events": [body | {"position": 1}], "next_cursor": None}


async def test_each_tenant_counts_for_itself(ada: Caller, globex: Caller) -> None:
    for _ in range(2):
        await ada.post()
        await globex.post()
        await stamp()
    assert positions(await page(ada)) == positions(await page(globex)) == [1, 2]
    assert {event["tenant"] for event in (await page(ada))["events"]} == {"acme"}


async def test_a_quiet_tenant_goes_on_where_it_was(ada: Caller, sql: asyncpg.Connection) -> None:
    await ada.post()
    await stamp()
    await sql.execute("DELETE FROM events")
    await ada.post()
    await stamp()
    assert positions(await page(ada)) == [2]


async def test_cursors_and_positions_go_on_where_they_say(ada: Caller) -> None:
    for _ in range(5):
        await ada.post()
    await stamp()
    first = await page(ada, "?limit=2")
    assert positions(first) == [1, 2]
    assert positions(await page(ada, f"?cursor={first['next_cursor']}")) == [3, 4, 5]
    assert positions(await page(ada, "?cursor=3&limit=2")) == [4, 5]
    assert await page(ada, "?cursor=5") == {"events": [], "next_cursor": None}


async def test_one_kind_of_event_is_asked_for(ada: Caller) -> None:
    for _ in range(3):
        post = await ada.post()
        await ada("PATCH", f"/posts/{post['id']}", {"status": "done"})
    await stamp()
    moved = await page(ada, "?event=post.status_changed&limit=2")
    assert positions(moved) == [2, 4]
    assert positions(await page(ada, f"?event=post.status_changed&cursor={moved['next_cursor']}")) == [6]


@pytest.mark.parametrize("query", ["cursor=x", "cursor=-1", f"cursor={2**63}", "event=post.liked", "limit=0"])
async def test_a_senseless_page_is_refused(ada: Caller, query: str) -> None:
    answer = await ada("GET", f"/events?{query}")
    assert (answer.status, answer.code) == (400, "validation_failed")


async def test_what_is_older_than_90_days_is_in_it_no_more(ada: Caller, sql: asyncpg.Connection) -> None:
    await ada.post()
    await ada.post()
    await stamp()
    await sql.execute("UPDATE events SET created_at = created_at - interval '90 days' WHERE position = 1")
    assert positions(await page(ada)) == [2]


async def test_an_event_that_is_not_committed_is_passed_over_and_comes_later(
    ada: Caller, sql: asyncpg.Connection
) -> None:
    await ada.post("Early")
    async with sql.transaction():
        await sql.execute("INSERT INTO events (tenant_id, name, body) SELECT tenant_id, name, body FROM events")
        await ada.post("Late")
        await stamp()
        assert [event["post"]["title"] for event in (await page(ada))["events"]] == ["Early", "Late"]
    await stamp()
    found = await page(ada)
    assert positions(found) == [1, 2, 3]
    assert [event["post"]["title"] for event in found["events"]] == ["Early", "Late", "Early"]


async def test_one_stamps_at_a_time(ada: Caller, sql: asyncpg.Connection) -> None:
    await ada.post()
    async with sql.transaction():
        await sql.execute("SELECT pg_advisory_xact_lock($1)", 0x5354414D)
        assert not await stamp()
        assert positions(await page(ada)) == []
    await stamp()
    assert positions(await page(ada)) == [1]


async def test_whatever_happens_at_once_positions_follow_the_sequence_and_none_is_skipped(
    ada: Caller, worker: Any
) -> None:
    posts = [(await ada.post())["id"] for _ in range(3)]

    async def vote(n: int) -> None:
        await ada("POST", f"/posts/{posts[n % 3]}/vote", {"external_user_id": f"u{n % 7}"})

    async with worker(), worker():
        seen: list[Any] = []
        voting = asyncio.gather(*[vote(n) for n in range(60)])
        async with asyncio.timeout(30):
            while len(seen) < 63:
                seen += (await page(ada, f"?cursor={len(seen)}"))["events"]
        await voting
    assert [event["position"] for event in seen] == list(range(1, 64))
    for post in posts:
        own = [event["sequence"] for event in seen if UUID(event["post"]["id"]) == UUID(post)]
        assert own == list(range(1, len(own) + 1))
