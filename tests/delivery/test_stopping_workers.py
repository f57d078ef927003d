"""A worker that ends, in good order or killed, loses nothing."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from aiohttp import web

from caller import Caller
from loops import db
from receiver import Receiver, until

ROOT = Path(__file__).parents[2]
WORK = "from loops.processes.worker import work; from loops.settings import Settings; work(Settings.load())"
Hook = Callable[..., Awaitable[Any]]


@asynccontextmanager
async def process(database: str) -> AsyncIterator[Process]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}/platform:{ROOT}/tenants",
        "LOOPS_DATABASE_URL": database,
        "LOOPS_REDIS_URL": "unix:///nowhere",
        "LOOPS_SECRET_KEY": "k" * 32,
        "LOOPS_OUTBOUND_ALLOW": "127.0.0.1",
        "LOOPS_HTTPS_ONLY_WEBHOOKS": "0",
        "LOOPS_RETRY_SCHEDULE": "10ms,10ms",
    }
    started = await asyncio.create_subprocess_exec(sys.executable, "-c", WORK, env=environment)
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.wait()


@pytest.fixture
async def a_minute_later(sql: asyncpg.Connection) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Moves the clock of connections that are made from then on."""
    name = await sql.fetchval("SELECT current_database()")

    async def move() -> None:
        await sql.execute(f"ALTER DATABASE {name} SET app.clock_offset = '1 minute'")

    yield move
    await sql.execute(f"ALTER DATABASE {name} RESET app.clock_offset")


LOST = "SELECT count(*) FROM attempts WHERE outcome = 'worker_lost'"


async def slow(request: web.Request) -> web.Response:
    await asyncio.sleep(0.05)
    return web.Response()


async def test_kill_9_in_mid_load_loses_nothing(
    ada: Caller, receiver: Receiver, hook: Hook, database: str, sql: asyncpg.Connection, a_minute_later: Any
) -> None:
    await hook()
    await hook()
    receiver.behave = slow
    async with process(database) as first:
        posting = asyncio.gather(*[ada.post() for _ in range(40)])
        await receiver.got(10)
        first.kill()
        await first.wait()
        await posting
    live = await sql.fetchval("SELECT count(*) FROM deliveries WHERE lease_token IS NOT NULL")
    assert live > 0
    await a_minute_later()
    async with process(database):
        await all_delivered(database)
    sent = [call.headers["X-Loop-Delivery"] for call in receiver.calls]
    owed = {str(id) for (id,) in await sql.fetch("SELECT id FROM deliveries")}
    assert (len(owed), set(sent)) == (80, owed)
    assert len(sent) - len(owed) <= live == await sql.fetchval(LOST)


async def all_delivered(database: str) -> None:
    connection = await asyncpg.connect(**db.credentials(database))
    async with asyncio.timeout(30):
        while await connection.fetchval("SELECT count(*) FROM deliveries WHERE state <> 'delivered'"):
            await asyncio.sleep(0.05)
    await connection.close()


async def test_a_stop_lets_what_is_under_way_finish(
    ada: Caller, receiver: Receiver, hook: Hook, database: str, sql: asyncpg.Connection
) -> None:
    await hook()
    stopped = asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        await stopped.wait()
        await asyncio.sleep(0.2)
        return web.Response()

    receiver.behave = slow
    await ada.post()
    async with process(database) as worker:
        await receiver.got(1)
        worker.send_signal(signal.SIGTERM)
        stopped.set()
        assert await asyncio.wait_for(worker.wait(), 20) == 0
    assert tuple(await sql.fetchrow("SELECT state, attempts FROM deliveries")) == ("delivered", 1)


async def test_a_stop_hands_back_what_hangs_and_it_counts_as_no_attempt(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loops.processes.delivering.courier.GRACE", 0.1)

    async def hang(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    receiver.behave = hang
    await hook()
    async with worker():
        await ada.post()
        await receiver.got(1)
    row = await sql.fetchrow("SELECT state, attempts, lease_token, next_attempt_at <= loops_now() FROM deliveries")
    assert tuple(row) == ("pending", 0, None, True)
    assert await sql.fetchval("SELECT count(*) FROM attempts") == 0
    await until(lambda: receiver.gone == 1)


async def test_a_worker_without_the_right_key_spoils_nothing(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection
) -> None:
    await hook()
    await ada.post()
    async with worker(secret_key="x" * 32):
        async with asyncio.timeout(20):
            while not await sql.fetchval("SELECT next_attempt_at > loops_now() + interval '30 s' FROM deliveries"):
                await asyncio.sleep(0.02)
    assert tuple(await sql.fetchrow("SELECT state, attempts FROM deliveries")) == ("pending", 0)
    assert receiver.calls == []


HANG_UP = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'loops web'"
OWE_ONE_MORE = """
INSERT INTO deliveries (tenant_id, event_id, target_id, replay)
SELECT tenant_id, event_id, target_id, 1 FROM deliveries"""


async def test_a_database_that_went_away_is_come_back_to(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, sql: asyncpg.Connection
) -> None:
    await hook()
    async with worker():
        await ada.post()
        await receiver.got(1)
        await sql.execute(HANG_UP)
        await sql.execute(OWE_ONE_MORE)
        await receiver.got(2)
