"""Redis hints that something is due; without it the sweeper finds it all the same."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

import asyncpg
import pytest
from redis.asyncio import Redis as Client

from caller import Caller
from conftest import settings
from loops import queue, redis
from loops.processes.worker import delivering, listen, sweep
from receiver import Receiver

Hook = Callable[..., Awaitable[Any]]


@pytest.fixture
async def connected(redis_url: str) -> AsyncIterator[redis.Redis]:
    """This process hints through a Valkey, as the web does."""
    async with redis.connected(redis_url) as connected:
        await until_it_answers(connected)
        yield connected


async def until_it_answers(connected: redis.Redis) -> None:
    async with asyncio.timeout(20):
        while not await connected.ask(lambda client: client.ping()):
            await asyncio.sleep(0.02)


@asynccontextmanager
async def running(work: Callable[..., Awaitable[None]], *arguments: Any) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work(*arguments))
    try:
        yield
    finally:
        await redis.end({task})


async def test_arq_alone_delivers(
    ada: Caller, receiver: Receiver, hook: Hook, database: str, redis_url: str, connected: redis.Redis
) -> None:
    await hook()
    async with delivering(settings(database)) as courier, running(listen, redis_url, courier.look):
        for n in range(3):
            await ada.post()
            await receiver.got(n + 1)


async def test_the_sweeper_alone_delivers(ada: Caller, receiver: Receiver, hook: Hook, database: str) -> None:
    assert not redis.current().answers()
    await hook()
    async with delivering(settings(database)) as courier, running(sweep, courier.look):
        for n in range(2):
            await ada.post()
            await receiver.got(n + 1)


async def test_who_listens_comes_back_when_redis_does(
    ada: Caller, receiver: Receiver, hook: Hook, database: str, redis_url: str, connected: redis.Redis
) -> None:
    await hook()
    async with delivering(settings(database)) as courier, running(listen, redis_url, courier.look):
        await ada.post()
        await receiver.got(1)
        async with Client.from_url(redis_url) as client:
            await client.client_kill_filter(_type="normal")
        calls = 1
        async with asyncio.timeout(20):
            while len(receiver.calls) == calls:
                await ada.post()
                await asyncio.sleep(0.1)


async def test_a_storm_of_events_is_few_hints_and_one_after_the_last(
    connected: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[float] = []

    async def count(client: Any) -> None:
        sent.append(monotonic())

    monkeypatch.setattr(queue, "hint", count)
    began = monotonic()
    while (last := monotonic()) < began + 0.5:
        queue.wake()
        await asyncio.sleep(0)
    async with asyncio.timeout(5):
        while sent[-1] < last:
            await asyncio.sleep(0.005)
    assert 2 <= len(sent) <= (sent[-1] - began) / queue.APART + 2


@pytest.fixture
def black_hole() -> Iterator[str]:
    """It takes connections and answers nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}"


async def test_a_redis_that_hangs_holds_up_no_answer(ada: Caller, black_hole: str) -> None:
    async with redis.connected(black_hole) as connected:
        times = []
        for _ in range(20):
            began = monotonic()
            await ada.post()
            times.append(monotonic() - began)
        async with asyncio.timeout(3):
            while connected.failures == 0:
                await asyncio.sleep(0.01)
        assert not connected.answers()
        assert await connected.ask(lambda client: client.ping()) is None
        assert connected.failures == 1
    assert sorted(times)[10] < redis.PATIENCE


async def test_after_a_second_it_is_asked_again(redis_url: str, connected: redis.Redis) -> None:
    async def fails(client: Any) -> bool:
        raise ConnectionError

    assert await connected.ask(fails) is None
    assert not connected.answers()
    began = monotonic()
    await until_it_answers(connected)
    assert monotonic() - began > 0.9 * redis.QUIET


async def test_what_writes_hints_when_it_is_committed_and_what_reads_does_not(
    ada: Caller, sql: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints: list[str] = []
    monkeypatch.setattr(queue, "wake", lambda: hints.append("wake"))
    await ada("GET", "/statuses")
    await ada("GET", "/posts")
    assert (await ada("POST", "/posts", {})).status == 400
    assert hints == []
    await ada.post()
    assert hints == ["wake"]
