"""Who takes up what, and how much of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from aiohttp import web

from caller import Caller
from loops.models.claim import Claim, Rooms, claim
from loops.models.endpoint_health import PER_ENDPOINT
from loops.models.outcome import Outcome, Settled, hand_back, let_go, settle, write_off
from loops_tenants.models import Tenant
from receiver import Receiver, receiving, until

Hook = Callable[..., Awaitable[Any]]
ROW = "SELECT state, attempts, lost, lease_token FROM deliveries"
GONE_BY = "UPDATE deliveries SET lease_until = loops_now() - interval '1 second' WHERE lease_token IS NOT NULL"
DUE_NOW = "UPDATE deliveries SET next_attempt_at = loops_now() WHERE state = 'pending'"


@pytest.fixture
async def owed(ada: Caller, hook: Hook) -> None:
    """One delivery."""
    await hook()
    await ada.post()


def went(outcome: Any, of: Claim) -> Settled:
    return Settled(of, Outcome(outcome, 200, None, None, 1))


async def taken(room: int = 100, **more: Any) -> list[Claim]:
    return await claim(Rooms(room, room), lease=30, **more)


async def test_an_endpoint_has_four_at_a_time_however_many_workers_ask(
    ada: Caller, hook: Hook, sql: asyncpg.Connection
) -> None:
    await hook()
    for _ in range(12):
        await ada.post()
    for _ in range(3):
        lots = await asyncio.gather(*[taken() for _ in range(8)])
        assert sum(map(len, lots)) == PER_ENDPOINT
        assert await sql.fetchval("SELECT count(*) FROM deliveries WHERE lease_token IS NOT NULL") == PER_ENDPOINT
        await hand_back((one.id, one.token) for lot in lots for one in lot)


async def test_what_is_under_way_counts(ada: Caller, hook: Hook) -> None:
    await hook()
    for _ in range(6):
        await ada.post()
    assert [len(await taken(room)) for room in (1, 2, 100, 100)] == [1, 2, 1, 0]


async def test_an_endpoint_that_somebody_claims_for_is_passed_over(
    ada: Caller, hook: Hook, sql: asyncpg.Connection
) -> None:
    first, second = [(await hook())["id"] for _ in range(2)]
    await ada.post()
    async with sql.transaction():
        await sql.execute("SELECT FROM webhooks WHERE id = $1 FOR NO KEY UPDATE", first)
        async with asyncio.timeout(1):
            assert [str(one.webhook_id) for one in await taken()] == [second]
    async with sql.transaction():
        await sql.execute("SELECT FROM webhooks WHERE id = $1 FOR KEY SHARE", first)  # as a foreign key does
        assert [str(one.webhook_id) for one in await taken()] == [first]


async def test_a_busy_worker_keeps_to_four_and_goes_on(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any
) -> None:
    async def slow(request: web.Request) -> web.Response:
        await until(lambda: receiver.busy == PER_ENDPOINT or len(receiver.calls) > 16)
        return web.Response()

    receiver.behave = slow
    await hook()
    for _ in range(20):
        await ada.post()
    async with worker(), worker():
        await receiver.got(20)
    assert receiver.busiest == PER_ENDPOINT
    assert len({call.headers["X-Loop-Delivery"] for call in receiver.calls}) == len(receiver.calls) == 20


async def test_room_is_shared_among_endpoints(ada: Caller, hook: Hook, sql: asyncpg.Connection) -> None:
    webhooks = [(await hook())["id"] for _ in range(3)]
    for _ in range(5):
        await ada.post()
    for _ in range(2):
        assert sorted(str(one.webhook_id) for one in await taken(room=3)) == sorted(webhooks)


async def test_a_hung_endpoint_holds_up_nobody_else(ada: Caller, receiver: Receiver, hook: Hook, worker: Any) -> None:
    async def hang(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    async with receiving() as hung:
        hung.behave = hang
        await ada("POST", "/webhooks", {"url": hung.url})
        await hook()
        async with worker(deadline=3):
            for _ in range(10):
                await ada.post()
            await receiver.got(10, seconds=10)
            assert len(hung.calls) <= PER_ENDPOINT


async def test_a_paused_webhooks_deliveries_wait(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection
) -> None:
    path = f"/webhooks/{(await hook(events=['post.created']))['id']}"
    await ada("PATCH", path, {"active": False})
    await ada.post()
    assert await taken() == []
    assert tuple(await sql.fetchrow(ROW)) == ("pending", 0, 0, None)
    await ada("PATCH", path, {"active": True})
    async with worker():
        await receiver.got(1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE webhooks SET disabled_at = now()",
        "UPDATE tenants SET suspended_at = now()",
        "UPDATE tenants SET deleted_at = now()",
    ],
)
async def test_who_is_out_of_service_is_passed_over(owed: None, sql: asyncpg.Connection, change: str) -> None:
    await sql.execute(change)
    assert await taken() == []


async def test_what_waits_for_a_deleted_webhook_is_failed(ada: Caller, owed: None, sql: asyncpg.Connection) -> None:
    await ada("DELETE", f"/webhooks/{await sql.fetchval('SELECT id FROM webhooks')}")
    assert await taken() == []
    await let_go()
    assert tuple(await sql.fetchrow("SELECT state, next_attempt_at FROM deliveries")) == ("failed", None)


async def test_nothing_is_claimed_before_it_is_due(owed: None, sql: asyncpg.Connection) -> None:
    await sql.execute("UPDATE deliveries SET next_attempt_at = loops_now() + interval '1 minute'")
    assert await taken() == []


async def test_what_is_claimed_is_claimed_once(owed: None) -> None:
    assert len(await taken()) == 1
    assert await taken() == []


async def test_what_is_handed_back_has_not_been_tried(owed: None, sql: asyncpg.Connection) -> None:
    (first,) = await taken()
    await hand_back([(first.id, first.token)])
    assert tuple(await sql.fetchrow(ROW)) == ("pending", 0, 0, None)
    (second,) = await taken()
    assert second.id == first.id


async def test_a_lost_lease_is_an_attempt_and_is_tried_again(owed: None, acme: Tenant, sql: asyncpg.Connection) -> None:
    await taken()
    assert not await write_off([5])
    assert await sql.fetchval("SELECT count(*) FROM attempts") == 0
    await sql.execute(GONE_BY)
    await write_off([5])
    assert tuple(await sql.fetchrow(ROW)) == ("pending", 1, 1, None)
    assert tuple(await sql.fetchrow("SELECT number, outcome, status FROM attempts")) == (1, "worker_lost", None)
    assert await sql.fetchval("SELECT next_attempt_at > loops_now() + interval '3 seconds' FROM deliveries")


async def test_who_lost_the_lease_settles_nothing(owed: None, acme: Tenant, sql: asyncpg.Connection) -> None:
    (late,) = await taken()
    await sql.execute(GONE_BY)
    await write_off([5])
    await sql.execute(DUE_NOW)
    (new,) = await taken()
    before = await sql.fetch("SELECT * FROM deliveries")
    await settle([went("delivered", late)], [5], [30])
    await hand_back([(late.id, late.token)])
    assert await sql.fetch("SELECT * FROM deliveries") == before
    assert await sql.fetchval("SELECT count(*) FROM attempts") == 1
    await settle([went("delivered", new)], [5], [30])
    assert tuple(await sql.fetchrow(ROW)) == ("delivered", 2, 0, None)


async def test_a_delivery_is_settled_in_its_tenant_alone(owed: None, sql: asyncpg.Connection) -> None:
    (ours,) = await taken()
    await settle([went("delivered", ours._replace(tenant_id=uuid4()))], [5], [30])
    assert await sql.fetchval("SELECT state FROM deliveries") == "pending"
    assert await sql.fetchval("SELECT count(*) FROM attempts") == 0


async def test_what_was_lost_three_times_has_failed(owed: None, sql: asyncpg.Connection) -> None:
    for alone in (False, False, True):
        await sql.execute(DUE_NOW)
        assert len(await taken(alone=alone)) == 1
        await sql.execute(GONE_BY)
        await write_off([5, 300])
    assert tuple(await sql.fetchrow(ROW)) == ("failed", 3, 3, None)


async def test_what_was_lost_twice_is_not_claimed_with_others(owed: None, sql: asyncpg.Connection) -> None:
    assert not await write_off([5, 300])
    await sql.execute("UPDATE deliveries SET lost = 2, attempts = 2")
    assert await taken() == []
    assert await write_off([5, 300])


async def test_what_was_lost_twice_is_claimed_alone(
    ada: Caller, receiver: Receiver, owed: None, worker: Any, sql: asyncpg.Connection
) -> None:
    poison = str(await sql.fetchval("UPDATE deliveries SET lost = 2, attempts = 2 RETURNING id"))
    for _ in range(3):
        await ada.post()
    there: set[str] = set()
    with_it: list[int] = []

    async def watch(request: web.Request) -> web.Response:
        there.add(id := request.headers["X-Loop-Delivery"])
        if poison in there:
            with_it.append(len(there))
        await asyncio.sleep(0.3)  # for others to come
        there.remove(id)
        return web.Response()

    receiver.behave = watch
    async with worker():
        await receiver.got(4)
        await until(lambda: not there)
    assert with_it == [1]
