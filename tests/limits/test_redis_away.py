"""Processes that have lost their Valkey, or cannot rely on it."""

import signal

from limits.clock import BOB, Clock
from limits.conftest import Begin, Counting, settle
from loops import redis
from loops.redis import Redis
from loops.settling import key_of
from valkey import Valkey


async def test_what_redis_forgot_is_not_forgotten_here(begin: Begin, server: Valkey) -> None:
    process = begin()
    process.read(4)
    await settle(process)
    server.restart()
    process.read(1)
    await settle(process)  # over a connection that is gone
    process.redis = Redis(server.url)
    process.read(1)
    await settle(process)
    assert process.read(99) == 4


async def test_without_redis_each_process_counts_for_itself(begin: Begin, server: Valkey) -> None:
    one, other = begin(), begin()
    server.kill()
    for process in (one, other):
        assert process.read(6) == 6
        await settle(process, process)
        assert process.read(99) == 4
    unset = Counting("", Clock())
    await settle(unset)
    assert unset.read(99) == 10


async def test_what_was_counted_while_nobody_asked_redis_is_told_later(begin: Begin, server: Valkey) -> None:
    one, other = begin(), begin()
    one.redis = Redis("")
    one.read(9)
    await settle(one)
    one.redis = Redis(server.url)
    await settle(one)
    other.read(1)
    await settle(other)
    assert other.read(99) == 0


async def test_what_a_redis_that_hangs_may_have_heard_is_not_told_twice(begin: Begin, server: Valkey) -> None:
    process, other = begin(), begin()
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


async def test_a_key_that_holds_something_else_breaks_nothing(begin: Begin, server: Valkey, clock: Clock) -> None:
    process = begin()
    client = redis.client(server.url)
    await client.set(key_of(process.reads, (BOB, int(clock() // 60))), "nonsense")
    await redis.closed(client)
    assert process.read(4) == 4
    await settle(process)
    assert process.read(99) == 6
