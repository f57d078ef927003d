import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

import asyncpg
import pytest
from quart import Quart

from loops import redis
from loops.db import credentials
from loops_tenants import scope
from undone import undone
from valkey import valkey
from visitor import visit

UNKNOWN = {"schema": "unknown", "row_level_security": "unknown"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("hosts", [("10.1.2.3:8000",), ("[fe80::1]",), ("evil.test",), ("[",), (), ("a", "b")])
async def test_probes_are_answered_at_every_host(app: Quart, path: str, hosts: tuple[str, ...]) -> None:
    for method in ("GET", "HEAD"):
        got = await visit(app, path, *(("Host", host) for host in hosts), method=method)
        assert (got.status, got.headers["Content-Type"]) == (200, "application/json")


async def test_all_is_well(app: Quart) -> None:
    assert (await visit(app, "/healthz")).json == {"status": "ok"}
    ready = (await visit(app, "/readyz")).json
    assert ready.pop("connections")["most"] == scope.pool().get_max_size()
    said = {"database": "ok", "schema": "current", "row_level_security": "in force", "redis": "not set"}
    assert ready == {"status": "ready", **said}


@pytest.mark.parametrize(
    ("done", "undo", "fault"),
    [
        ("UPDATE aerich SET version = 'x' || version", "UPDATE aerich SET version = substr(version, 2)", "schema"),
        ("ALTER TABLE aerich RENAME TO lost", "ALTER TABLE lost RENAME TO aerich", "schema"),
        ("ALTER ROLE loops_app BYPASSRLS", "ALTER ROLE loops_app NOBYPASSRLS", "row_level_security"),
    ],
)
async def test_what_is_wrong_is_said(app: Quart, sql: asyncpg.Connection, done: str, undo: str, fault: str) -> None:
    async with undone(sql, done, undo):
        got = await visit(app, "/readyz")
    assert (got.status, got.json["status"], got.json["database"]) == (503, "not ready", "ok")
    assert got.json[fault] in ("behind", "bypassed")


async def test_a_newer_schema_is_no_fault(app: Quart, sql: asyncpg.Connection) -> None:
    newer = "INSERT INTO aerich (version, app, content) VALUES ('1_next.py', 'loops', '{}')"
    async with undone(sql, newer, "DELETE FROM aerich WHERE version = '1_next.py'"):
        assert (await visit(app, "/readyz")).status == 200


async def test_a_database_that_is_away_is_said_and_the_process_lives(app: Quart, database: str) -> None:
    beside = await asyncpg.connect(**credentials(database) | {"database": "template1"})
    closed, opened = (f"ALTER DATABASE postgres ALLOW_CONNECTIONS {word}" for word in ("false", "true"))
    async with undone(beside, closed, opened):
        await beside.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'")
        got = await visit(app, "/readyz")
        assert (await visit(app, "/healthz")).status == 200
    await beside.close()
    assert (got.status, got.json["database"]) == (503, "away")
    assert got.json | UNKNOWN == got.json
    async with asyncio.timeout(30):
        while (await visit(app, "/readyz")).status != 200:
            await asyncio.sleep(0.05)


async def test_a_pool_that_is_used_up_is_said(app: Quart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loops.health.PATIENCE", 0.01)
    pool = scope.pool()
    async with AsyncExitStack() as held:
        for _ in range(pool.get_max_size()):
            await held.enter_async_context(pool.acquire())
        got = await visit(app, "/readyz")
        assert (await visit(app, "/healthz")).status == 200
    assert (got.status, got.json["database"]) == (503, "busy")
    assert got.json["connections"]["idle"] == 0


async def test_redis_is_told_of_and_not_needed(serving: Callable[..., Quart]) -> None:
    with valkey() as server:
        app = serving(redis_url=server.url)
        async with redis.connected(server.url):
            assert (await visit(app, "/readyz")).json["redis"] == "ok"
            server.kill()
            got = await visit(app, "/readyz")
    assert (got.status, got.json["redis"]) == (200, "away")
