"""Processes that share a real Valkey."""

import asyncio

from limits.clock import Clock
from limits.conftest import Begin, settle
from loops import redis
from loops.limits import settling
from loops.settling import MOST
from valkey import Valkey


async def test_what_one_process_has_served_another_serves_no_more(begin: Begin) -> None:
    one, other = begin(), begin()
    assert (one.read(6), other.read(3)) == (6, 3)
    await settle(one, other)
    assert other.read(9) == 1
    await settle(other, one)
    assert one.read(9) == 4  # it has not heard yet of what came since
    await settle(one)
    assert (one.read(9), other.read(9)) == (0, 0)


async def test_a_quota_is_passed_by_what_comes_between_two_settlements_at_most(begin: Begin) -> None:
    one, other, third = begin(), begin(), begin()
    assert [process.read(99) for process in (one, other)] == [10, 10]
    await settle(one, other)
    assert third.read(1) == 1
    await settle(third)
    assert [process.read(99) for process in (one, other, third)] == [0, 0, 0]


async def test_the_minute_before_weighs_where_others_served_it(begin: Begin, clock: Clock) -> None:
    one, other = begin(), begin()
    one.read(10)
    await settle(one)
    clock.now += 90
    assert other.read(1) == 1
    await settle(other)
    assert other.read(99) == 4


async def test_a_flood_of_addresses_is_told_in_parts(begin: Begin) -> None:
    process = begin()
    for n in range(MOST + 1):
        process.reads.take((f"address {n}",))
    await settle(process)
    assert len(process.reads.owing) == 1
    await settle(process)
    assert not process.reads.owing


async def test_redis_never_learns_who_it_is_and_forgets_the_count(begin: Begin, server: Valkey) -> None:
    process = begin()
    process.read(1)
    await settle(process)
    client = redis.client(server.url)
    (key,) = await client.keys("*")
    assert key.startswith(b"loops:limit:reads:")
    assert b"bob" not in key
    assert 60 < await client.ttl(key) <= 120
    await redis.closed(client)


async def test_it_goes_on_in_the_background(begin: Begin) -> None:
    one, other = begin(), begin()
    async with settling(one.limits, one.redis), settling(other.limits, other.redis):
        one.read(9)
        served = 0
        while other.read(1):
            served += 1
            await asyncio.sleep(0.3)
    assert served < 10
