"""No tenant and no endpoint keeps the others waiting."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import asyncpg
from aiohttp import web

from caller import Caller
from loops.models.claim import Claim, Rooms, claim
from loops.processes.delivering.held import Held
from receiver import Receiver, receiving

Hook = Callable[..., Awaitable[Any]]
OWE = """
WITH endpoint AS (
    INSERT INTO webhooks (tenant_id, url, secret) SELECT $1, '', '' FROM generate_series(1, $2::int) RETURNING id
), made AS (
    INSERT INTO events (tenant_id, name, body) SELECT $1, 'ping', '{}' FROM generate_series(1, 10) RETURNING id
)
INSERT INTO deliveries (tenant_id, event_id, target_id) SELECT $1, made.id, endpoint.id FROM made, endpoint"""
SLOW = "INSERT INTO endpoint_health (tenant_id, target_id, slow) SELECT tenant_id, id, true FROM webhooks"


async def owing(sql: asyncpg.Connection, endpoints: int, of: str = "acme") -> UUID:
    tenant: UUID = await sql.fetchval("SELECT id FROM tenants WHERE slug = $1", of)
    await sql.execute(OWE, tenant, endpoints)
    return tenant


async def test_a_tenant_alone_gets_all_there_is(ada: Caller, sql: asyncpg.Connection) -> None:
    acme = await owing(sql, 30)
    claims = await claim(Rooms(100, 0), lease=30, held={(acme, False): 60}, share=64)
    assert len(claims) == 100


async def test_a_tenant_has_its_share_while_another_waits(ada: Caller, globex: Caller, sql: asyncpg.Connection) -> None:
    acme, other = await owing(sql, 30), await owing(sql, 1, of="globex")
    claims = await claim(Rooms(100, 0), lease=30, held={(acme, False): 60}, share=64)
    assert [one.tenant_id for one in claims].count(acme) == 4
    assert [one.tenant_id for one in claims].count(other) == 4


async def test_who_has_its_share_gets_nothing_while_another_waits(
    ada: Caller, globex: Caller, sql: asyncpg.Connection
) -> None:
    acme, other = await owing(sql, 30), await owing(sql, 1, of="globex")
    claims = await claim(Rooms(100, 0), lease=30, held={(acme, False): 64}, share=64)
    assert {one.tenant_id for one in claims} == {other}


async def test_tenants_take_turns(ada: Caller, globex: Caller, sql: asyncpg.Connection) -> None:
    await owing(sql, 40)
    other = await owing(sql, 1, of="globex")
    claims = await claim(Rooms(2, 0), lease=30)
    assert other in {one.tenant_id for one in claims}


async def test_the_slow_have_room_of_their_own(ada: Caller, globex: Caller, sql: asyncpg.Connection) -> None:
    slow = await owing(sql, 10)
    await sql.execute(SLOW)
    quick = await owing(sql, 10, of="globex")
    claims = await claim(Rooms(8, 3), lease=30)
    assert sorted((one.tenant_id == slow, one.slow) for one in claims) == [(False, False)] * 8 + [(True, True)] * 3
    assert {one.tenant_id for one in await claim(Rooms(5, 0), lease=30)} == {quick}


def a_claim(n: int, *, tenant: int = 1, slow: bool = False) -> Claim:
    one = UUID(int=n)
    return Claim(one, UUID(int=tenant), one, "ping", "{}", one, "", "", one, slow, False)


async def test_what_takes_long_makes_room() -> None:
    held = Held(8)
    held.add([a_claim(n) for n in range(8)], until=0)
    assert held.rooms() == Rooms(0, 8)
    assert held.takes_long(UUID(int=3))
    assert not held.takes_long(UUID(int=3))
    assert held.rooms() == Rooms(1, 7)
    assert held.of_tenants == {(UUID(int=1), False): 7, (UUID(int=1), True): 1}
    held.release(UUID(int=3))
    assert held.rooms() == Rooms(1, 8)


async def test_there_is_an_end_to_the_room_that_is_made() -> None:
    held = Held(4)
    for lot in range(2):
        held.add([a_claim(4 * lot + n) for n in range(4)], until=0)
        for n in range(4):
            held.takes_long(UUID(int=4 * lot + n))
    assert held.rooms() == Rooms(0, 0)


async def test_hung_endpoints_fill_no_worker(ada: Caller, receiver: Receiver, hook: Hook, worker: Any) -> None:
    """As many as it has hands for, and more."""

    async def hang(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    async with receiving() as hung:
        hung.behave = hang
        for _ in range(6):
            await hook(url=hung.url, events=["post.created"])
        async with worker(deliveries_at_once=8):
            for _ in range(4):
                await ada.post()
            await hung.got(8)
            await hook(events=["post.created"])
            await ada.post()
            (call,) = await receiver.got(1, seconds=8)
            assert call.headers["X-Loop-Event"] == "post.created"
