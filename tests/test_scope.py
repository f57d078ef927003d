import ast
import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from quart import Quart
from tortoise import Tortoise

from caller import Caller
from conftest import found
from loops_tenants.models import Tenant
from loops_tenants.scope import SCOPED, connection, read, system_transaction, tenant_transaction

ROOT = Path(__file__).parents[1]


def test_few_may_see_all_tenants() -> None:
    callers = {
        file.name
        for folder in ("platform", "tenants")
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "system_transaction"
    }
    assert callers == {
        "board.py",
        "by_provider.py",
        "bringing_back.py",
        "claim.py",
        "copying.py",
        "demo_board.py",
        "domain_proofs.py",
        "domains.py",
        "founding.py",
        "handover.py",
        "hosts.py",
        "keys.py",
        "links.py",
        "oauth.py",
        "one_time.py",
        "organisations.py",
        "outcome.py",
        "persons.py",
        "public_event.py",
        "registry.py",
        "replaying.py",
        "retention.py",
        "sessions.py",
        "sign_in_link.py",
        "signed_in.py",
        "stamp.py",
        "tenant.py",
    }


async def test_a_failed_transaction_leaves_nothing(app: Quart, acme: Tenant, sql: asyncpg.Connection) -> None:
    with pytest.raises(ZeroDivisionError):
        async with tenant_transaction(acme.id):
            await connection().execute("INSERT INTO webhooks (tenant_id, url, secret) VALUES ($1, '', '')", acme.id)
            raise ZeroDivisionError
    assert await sql.fetchval("SELECT count(*) FROM webhooks") == 0


async def test_a_swallowed_error_cannot_be_committed(app: Quart, acme: Tenant) -> None:
    with pytest.raises(RuntimeError, match="rolled back"):
        async with tenant_transaction(acme.id):
            with pytest.raises(asyncpg.PostgresError):
                await connection().execute("SELECT 1 / 0")


async def test_the_scope_ends_with_the_statement(app: Quart, ada: Caller, acme: Tenant) -> None:
    await ada.post()
    counted = "SELECT count(*) FROM posts WHERE tenant_id = scope.tenant_id"
    for _ in range(20):  # past the point where PostgreSQL keeps a plan
        assert await read(acme.id, counted) == (1,)
    pool = Tortoise.get_connection("default")._pool
    assert await pool.fetchval("SELECT count(*) FROM posts") == 0


async def test_a_statement_that_forgets_the_tenant_sees_its_own_or_nothing(
    app: Quart, ada: Caller, globex: Caller, sql: asyncpg.Connection
) -> None:
    await ada.post()
    other = await sql.fetchval("SELECT id FROM tenants WHERE slug = 'globex'")
    assert await read(other, "SELECT count(*) FROM posts") == (0,)
    assert await read(other, "SELECT count(*) FROM (SELECT FROM posts OFFSET 0) AS p") == (0,)


@pytest.mark.parametrize("tenants", [1, 5, 10, 20, 40])
async def test_what_is_there_is_found_however_small_its_table_is(
    app: Quart, ada: Caller, sql: asyncpg.Connection, tenants: int
) -> None:
    async with system_transaction():
        for n in range(tenants):
            await found(f"tenant-{n}", "Some")
    await sql.execute("ANALYZE")
    post = await ada.post(tag="ui")
    for path in ("/posts?status=open", "/posts?tag=ui&offset=1", f"/posts/{post['id']}", f"/posts/{post['id']}/votes"):
        assert (await ada("GET", path)).status == 200, path
    assert (await ada("GET", "/posts?status=open&offset=5")).json["total"] == 1


async def test_no_free_connection_is_503(app: Quart, ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    await ada.post()
    monkeypatch.setattr("loops_tenants.scope.PATIENCE", 0.01)
    pool = Tortoise.get_connection("default")._pool
    async with AsyncExitStack() as held:
        for _ in range(pool.get_max_size()):
            await held.enter_async_context(pool.acquire())
        answer = await ada("GET", "/posts")
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "unavailable", "1")


async def test_clients_that_go_away_cost_no_connection(app: Quart, acme: Tenant) -> None:
    async def work() -> None:
        async with tenant_transaction(acme.id):
            await connection().execute("SELECT 1")

    for n in range(300):
        task = asyncio.create_task(work())
        for _ in range(n % 15):
            await asyncio.sleep(0)
        task.cancel()
    done = await asyncio.wait_for(asyncio.gather(*[work() for _ in range(50)]), timeout=10)
    assert len(done) == 50


async def test_every_handler_is_in_its_tenants_scope_and_in_no_other(
    app: Quart, ada: Caller, acme: Tenant, sql: asyncpg.Connection
) -> None:
    await ada.post()
    pool = Tortoise.get_connection("default")._pool
    async with pool.acquire() as left, left.transaction():
        await left.execute("SET LOCAL app.scope = 'system'")  # as a careless hand might leave it
        found = await left.fetchrow(SCOPED.format(sql="SELECT count(*) FROM posts"), str(UUID(int=0)))
        assert found == (0,)
    async with tenant_transaction(acme.id):
        both = "SELECT current_setting('app.tenant_id'), current_setting('app.scope')"
        assert await connection().fetchrow(both) == (str(acme.id), "")
