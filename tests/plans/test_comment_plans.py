"""A post's comments are read by an index, whoever reads, however many there are and whatever is hidden.

The plans are those of the statements that the route really sends, with their values, as the working role.
"""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import caller, found
from explaining import Sent, faults, listening, plans
from loops_tenants.models import Tenant
from loops_tenants.scope import system_transaction

COMMENTS, POSTS, MOST = 30_000, 200, 1_000
# On one post of each tenant a crowd, and before it a wave of what waits for the team, of which a few are Bob's; so is
# much of what was let through.
SEED = """
INSERT INTO posts (tenant_id, title, trend) SELECT $1, 'Idea ' || n, n FROM generate_series(1, $2::int) AS n"""
SAY = """
INSERT INTO comments (tenant_id, post_id, body, held, internal, external_user_id)
SELECT $1, $2, repeat('Me too. ', 5), n <= $3 / 3, n > $3 / 3 AND n % 9 = 1,
    CASE WHEN n % 1000 = 0 OR n > $3 / 2 THEN 'bob' ELSE 'user-' || n END
FROM generate_series(1, $3::int) AS n"""


@pytest.fixture
async def crowd(app: Quart, empty: None, sql: asyncpg.Connection) -> tuple[Tenant, Any]:
    """One of ten tenants, and its post that has most to say about it."""
    async with system_transaction():
        tenants = [await found(f"tenant-{n}", "Some") for n in range(10)]
    for tenant in tenants:
        await sql.execute(SEED, tenant.id, POSTS)
        post = await sql.fetchval("SELECT id FROM posts WHERE tenant_id = $1 LIMIT 1", tenant.id)
        await sql.execute(SAY, tenant.id, post, COMMENTS if tenant is tenants[-1] else 300)
    await sql.execute("ANALYZE posts, comments")
    return tenants[-1], post


@pytest.fixture
async def readers(app: Quart, crowd: tuple[Tenant, Any]) -> list[Caller]:
    team, reader = [await caller(app, crowd[0], "secret", scope) for scope in ("admin", "read")]
    nobody = await caller(app, crowd[0], "publishable", "write")
    return [team, reader, nobody, nobody.saying({"X-Loop-External-User": "bob"})]


@pytest.fixture
async def sent(readers: list[Caller]) -> AsyncIterator[list[Sent]]:
    for reader in readers:
        await reader("GET", "/posts")  # host and keys are believed for a while
    with listening() as statements:
        yield statements


@pytest.mark.timeout(240)
async def test_no_page_reads_more_than_it_shows(
    crowd: tuple[Tenant, Any], readers: list[Caller], sent: list[Sent]
) -> None:
    bad: list[str] = []
    for nth, reader in enumerate(readers):
        cursor = ""
        for _ in range(3):
            _, page, _ = await reader("GET", f"/posts/{crowd[1]}/comments?limit=200&cursor={cursor}")
            cursor = page["next_cursor"]
            assert len(page["comments"]) == 200
        asked = [one for one in sent if "FROM comments c" in one.query]
        assert len(asked) == 3
        for statement in asked:
            bad += [f"{nth}: {fault}" async for plan in plans(statement) for fault in faults(plan, most=MOST)]
        sent.clear()
    assert not bad, "\n".join(bad)
