"""A stream hears at once where Redis is there, and in a second where it is not."""

import asyncio
from collections.abc import Callable

import pytest
from quart import Quart

from caller import Caller
from conftest import settings
from loops import redis
from loops.processes.worker import delivering
from loops.streaming import hints
from loops.streaming.feed import feeding
from streams import listening
from valkey import valkey


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks by itself."""
    monkeypatch.setattr("loops.streaming.feed.EVERY", 600)
    monkeypatch.setattr("loops.streaming.hints.PAUSE", 0.02)


async def test_what_a_worker_stamps_is_heard_at_once(
    serving: Callable[..., Quart], database: str, ada: Caller, bob: Caller
) -> None:
    app = serving()
    with valkey() as server:
        async with (
            redis.connected(server.url),
            delivering(settings(database)) as courier,
            feeding(app.extensions["streams"], server.url),
            listening(app, bob.headers) as ear,
        ):
            for _ in range(2):
                await ada.post()
                await until_heard(server.url)
                courier.look()
                assert (await ear.next()).event == "post.created"
                server.restart()


async def until_heard(url: str) -> None:
    """Somebody listens for hints."""
    client = redis.client(url)
    async with asyncio.timeout(15):
        while not dict(await client.pubsub_numsub(hints.STAMPED))[hints.STAMPED.encode()]:
            await asyncio.sleep(0.02)
    await redis.closed(client)


async def test_without_redis_nothing_fails(
    serving: Callable[..., Quart], database: str, ada: Caller, bob: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loops.streaming.feed.EVERY", 0.02)
    app, nowhere = serving(), "unix:///nowhere/redis.sock"
    async with (
        redis.connected(nowhere),
        delivering(settings(database)) as courier,
        feeding(app.extensions["streams"], nowhere),
        listening(app, bob.headers) as ear,
    ):
        await ada.post()
        courier.look()
        assert (await ear.next()).event == "post.created"
