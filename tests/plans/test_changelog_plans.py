"""The changelog is read by its index, however long it has become."""

import asyncpg
import pytest

from caller import Caller
from explaining import faults, listening, plans
from loops_tenants.models import Tenant

ENTRIES = 20_000
SEED = """
INSERT INTO changelog_entries (tenant_id, title, published, published_at, created_at)
SELECT $1, 'Entry ' || n, n % 2 = 0, CASE WHEN n % 2 = 0 THEN now() - n * interval '1 minute' END,
    now() - n * interval '1 minute'
FROM generate_series(1, $2::int) AS n"""
LINK = """
WITH made AS (
    INSERT INTO posts (tenant_id, title, trend)
    SELECT tenant_id, title, 0 FROM changelog_entries RETURNING tenant_id, title, id
)
INSERT INTO changelog_posts (tenant_id, entry_id, post_id, place)
SELECT tenant_id, e.id, made.id, 1 FROM made JOIN changelog_entries e USING (tenant_id, title)"""


@pytest.mark.parametrize("drafts", ["false", "true"])
async def test_no_page_reads_more_than_it_shows(
    acme: Tenant, globex: Caller, ada: Caller, sql: asyncpg.Connection, drafts: str
) -> None:
    await sql.execute(SEED, acme.id, ENTRIES)
    await sql.execute(LINK)
    await sql.execute("ANALYZE changelog_entries, changelog_posts, posts")
    page = (await ada("GET", f"/changelog?drafts={drafts}")).json
    bad: list[str] = []
    with listening() as sent:
        for cursor in ("", f"&cursor={page['next_cursor']}"):
            assert len((await ada("GET", f"/changelog?drafts={drafts}{cursor}")).json["entries"]) == 50
    for statement in [one for one in sent if "changelog_entries" in one.query]:
        async for plan in plans(statement):
            bad += faults(plan, most=300)
    assert not bad
