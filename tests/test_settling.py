"""Processes that share a real Valkey, or have lost it."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from loops import redis
from loops.limits import Limits, settling
from loops.quota import Quota
from loops.redis import Redis
from loops.settings import Settings
from loops.settling import MOST, key_of
from test_quota import BOB, Clock
from valkey import Valkey, valkey

SETTINGS = Settings(database_url="postgresql://unused", limit_reads=10)


class Process:
    """As much of a web process as counts."""

    def __init__(self, url: str, clock: Clock) -> None:
        self.limits = Limits(SETTINGS, clock)
        self.redis = Redis(url)

    @property
    def reads(self) -> Quota:
        return self.limits.reads

    def read(self, times: int) -> int:
        """How many of them were served."""
        return sum(self.reads.take(BOB).served for _ in range(times))

    async def settle(self) -> None:
        await self.limits.settle(self.redis)


Start = Callable[[], Process]


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    with valkey() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def start(server: Valkey, clock: Clock) -> AsyncIterator[Start]:
    if server.process.poll() is not None:
        server.restart()
    processes: list[Process] = []

    def started() -> Process:
        processes.append(Process(server.url, clock))
        return processes[-1]

    await (client := redis.client(server.url)).flushall()
    await redis.closed(client)
    yield started
    for process in processes:
        await process.redis.close()


async def settle(*processes: Process) -> None:
    for process in processes:
        await process.settle()


async def test_what_one_process_has_served_another_serves_no_more(start: Start) -> None:
    one, other = start(), start()
    assert (one.read(6), other.read(3)) == (6, 3)
    await settle(one, other)
    assert other.read(9) == 1
    await settle(other, one)
    assert one.read(9) == 4  # it has not heard yet of what came since
    await settle(one)
    assert (one.read(9), other.read(9)) == (0, 0)


async def test_a_quota_is_passed_by_what_comes_between_two_settlements_at_most(start: Start) -> None:
    one, other, third = start(), start(), start()
    assert [process.read(99) for process in (one, other)] == [10, 10]
    await settle(one, other)
    assert third.read(1) == 1
    await settle(third)
    assert [process.read(99) for process in (one, other, third)] == [0, 0, 0]


async def test_the_minute_before_weighs_where_others_served_it(start: Start, clock: Clock) -> None:
    one, other = start(), start()
    one.read(10)
    await settle(one)
    clock.now += 90
    assert other.read(1) == 1
    await settle(other)
    assert other.read(99) == 4


async def test_what_redis_forgot_is_not_forgotten_here(start: Start, server: Valkey) -> None:
    process = start()
    process.read(4)
    await settle(process)
    server.restart()
    process.read(1)
    await settle(process)  # over a connection that is gone
    process.redis = Redis(server.url)
    process.read(1)
    await settle(process)
    assert process.read(99) == 4


async def test_without_redis_each_process_counts_for_itself(start: Start, server: Valkey) -> None:
    one, other = start(), start()
    server.kill()
    for process in (one, other):
        assert process.read(6) == 6
        await settle(process, process)
        assert process.read(99) == 4
    unset = Process("", Clock())
    await settle(unset)
    assert unset.read(99) == 10


async def test_what_was_counted_while_nobody_asked_redis_is_told_later(start: Start, server: Valkey) -> None:
    one, other = start(), start()
    one.redis = Redis("")
    one.read(9)
    await settle(one)
    one.redis = Redis(server.url)
    await settle(one)
    other.read(1)
    await settle(other)
    assert other.read(99) == 0


async def test_what_a_redis_that_hangs_may_have_heard_is_not_told_twice(start: Start, server: Valkey) -> None:
    process, other = start(), start()
    process.read(1)
    await settle(process)
    server.process.send_signal(signal.SIGSTOP)
    process.read(3)
    await settle(process)
    server.process.send_signal(signal.SIGCONT)
    process.redis = Redis(server.url)
    process.read(1)
    await settle(process)
    assert process.read(99) == 5
    other.read(1)
    await settle(other)
    assert other.read(99) >= 4


async def test_a_flood_of_addresses_is_told_in_parts(start: Start) -> None:
    process = start()
    for n in range(MOST + 1):
        process.reads.take((f"address {n}",))
    await settle(process)
    assert len(process.reads.owing) == 1
    await settle(process)
    assert not process.reads.owing


async def test_redis_never_learns_who_it_is_and_forgets_the_count(start: Start, server: Valkey) -> None:
    process = start()
    process.read(1)
    await settle(process)
    client = redis.client(server.url)
    (key,) = await client.keys("*")
    assert key.startswith(b"loops:limit:reads:")
    assert b"bob" not in key
    assert 60 < await client.ttl(key) <= 120
    await redis.closed(client)


async def test_a_key_that_holds_something_else_breaks_nothing(start: Start, server: Valkey, clock: Clock) -> None:
    process = start()
    client = redis.client(server.url)
    await client.set(key_of(process.reads, (BOB, int(clock() // 60))), "nonsense")
    await redis.closed(client)
    assert process.read(4) == 4
    await settle(process)
    assert process.read(99) == 6


async def test_it_goes_on_in_the_background(start: Start) -> None:
    one, other = start(), start()
    async with settling(one.limits, one.redis), settling(other.limits, other.redis):
        one.read(9)
        served = 0
        while other.read(1):
            served += 1
            await asyncio.sleep(0.3)
    assert served < 10
