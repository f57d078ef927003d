"""A sitemap's index reads a post for each month, and a month's file that month."""

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN, caller, found
from explaining import faults, listening, plans
from loops_tenants.scope import system_transaction
from visitor import visit

SEED = """
INSERT INTO posts (tenant_id, title, trend, created_at)
SELECT $1, 'Idea ' || n, 1, '2026-11-30T00:00:00Z'::timestamptz - n * interval '1 hour'
FROM generate_series(0, $2::int - 1) AS n"""
POSTS, TENANTS = 20_000, 10


@pytest.fixture(scope="module")
async def crowded(app: Quart, emptied: asyncpg.Connection) -> Caller:
    """One of ten tenants, with 20 000 posts of its own over two years and a quarter."""
    async with system_transaction():
        tenants = [await found(f"tenant-{n}", "Some") for n in range(TENANTS)]
    for tenant in tenants:
        await emptied.execute(SEED, tenant.id, POSTS if tenant is tenants[7] else 500)
    await emptied.execute("ANALYZE posts")
    return await caller(app, tenants[7], "secret", "admin")


@pytest.mark.parametrize(("url", "most"), [("/sitemap.xml", 60), ("/sitemap/2026-02.xml", 28 * 24), ("/feed.atom", 51)])
async def test_nothing_is_read_that_is_not_told(app: Quart, crowded: Caller, url: str, most: int) -> None:
    here = ("Host", f"tenant-7.{DOMAIN}")
    await visit(app, url, here)
    with listening() as statements:
        assert (await visit(app, url, here)).status == 200
    (asked,) = [statement for statement in statements if "p.held" in statement.query]
    assert not [fault async for plan in plans(asked) for fault in faults(plan, most=most)]
