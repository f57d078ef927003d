"""A receiver, a Valkey, and workers of which each test says what they are made of."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import asyncpg
import pytest

from caller import Caller
from conftest import settings
from loops.processes.delivering import Courier
from loops.processes.worker import delivering
from loops.settings import Settings
from receiver import Receiver, receiving
from valkey import valkey

At = Callable[..., AbstractAsyncContextManager[Courier]]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
def hook(ada: Caller, receiver: Receiver) -> Callable[..., Awaitable[Any]]:
    """Subscribes the receiver; gives the webhook as the API answers it, its secret included."""

    async def subscribe(**fields: object) -> Any:
        status, webhook, _ = await ada("POST", "/webhooks", {"url": receiver.url, **fields})
        assert status == 201, webhook
        return webhook

    return subscribe


@asynccontextmanager
async def working(made: Settings, **limits: float) -> AsyncIterator[Courier]:
    """A worker whose sweeper is in a hurry."""
    async with delivering(made, **limits) as courier:
        sweeping = asyncio.create_task(in_a_hurry(courier))
        try:
            yield courier
        finally:
            sweeping.cancel()


async def in_a_hurry(courier: Courier) -> None:
    while True:
        courier.look()
        await asyncio.sleep(0.02)


@pytest.fixture
def worker(database: str) -> At:
    """`async with worker(retry_schedule=…)` is one at work."""

    def start(deadline: float = 15, **more: Any) -> AbstractAsyncContextManager[Courier]:
        return working(settings(database, **more), deadline=deadline)

    return start


@pytest.fixture
def redis_url() -> Iterator[str]:
    """Of a Valkey that is the test's own."""
    with valkey() as server:
        yield server.url


@pytest.fixture
def attempts(sql: asyncpg.Connection) -> Callable[..., Awaitable[list[asyncpg.Record]]]:
    """What is written once no delivery is pending any more."""

    async def read(columns: str = "outcome, status") -> list[asyncpg.Record]:
        async with asyncio.timeout(20):
            while await sql.fetchval("SELECT count(*) FROM deliveries WHERE state = 'pending'"):
                await asyncio.sleep(0.02)
        return [tuple(row) for row in await sql.fetch(f"SELECT {columns} FROM attempts ORDER BY delivery_id, number")]

    return read
