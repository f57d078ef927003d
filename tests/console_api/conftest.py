"""What the tests of delivery have: a receiver, a webhook that it is, and workers. And a clock that is moved."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from caller import Caller
from delivery.conftest import hook as hook
from delivery.conftest import receiver as receiver
from delivery.conftest import worker as worker
from loops_tenants.scope import pool


@pytest.fixture
def listed(ada: Caller) -> Callable[..., Awaitable[list[Any]]]:
    """A webhook's deliveries, as ada sees them."""

    async def deliveries(webhook: Any, query: str = "") -> list[Any]:
        status, answer, _ = await ada("GET", f"/webhooks/{webhook['id']}/deliveries{query}")
        assert status == 200, answer
        return list(answer["deliveries"])

    return deliveries


@pytest.fixture
def settled(sql: asyncpg.Connection) -> Callable[[], Awaitable[None]]:
    """Returns when nothing is pending any more."""

    async def wait() -> None:
        async with asyncio.timeout(20):
            while await sql.fetchval("SELECT count(*) FROM deliveries WHERE state = 'pending'"):
                await asyncio.sleep(0.02)

    return wait


@pytest.fixture
async def later(sql: asyncpg.Connection) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
    """Moves the database's clock, for connections that are made from then on; and the tests' own."""
    name = await sql.fetchval("SELECT current_database()")

    async def move(by: str) -> None:
        await sql.execute(f"ALTER DATABASE {name} SET app.clock_offset = '{by}'")
        await sql.execute(f"SET app.clock_offset = '{by}'")
        await pool().expire_connections()

    yield move
    await sql.execute(f"ALTER DATABASE {name} RESET app.clock_offset")
    await pool().expire_connections()
