"""Every sort is served by an index under every filter, however many posts there are.

The plans are those of the statements that the routes really send, with their values, as the working role.
"""

from collections.abc import AsyncIterator
from itertools import product

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import caller, found
from explaining import Sent, faults, listening, plans
from loops_tenants.scope import system_transaction

POSTS, TENANTS, MOST = 50_000, 20, 1_000
SEED = """
INSERT INTO posts (tenant_id, title, description, status, tag, votes, created_at, trend)
SELECT $1, 'Idea ' || n, repeat('It would help us. ', 5),
    (ARRAY['open', 'open', 'open', 'planned', 'progress', 'done', 'closed'])[1 + n % 7],
    (ARRAY['ui', 'api', NULL, NULL, 'billing'])[1 + n % 5], n * 7919 % 300, at, loops_weeks(at) + n * 7919 % 300 / 50.0
FROM (SELECT n, now() - n * interval '1 minute' AS at FROM generate_series(1, $2::int) AS n) AS made"""
COUNT = """
INSERT INTO post_totals (tenant_id, status, tag, n)
SELECT tenant_id, coalesce(status, ''), coalesce(tag, ''), count(*) FROM posts
GROUP BY tenant_id, GROUPING SETS ((), (status), (tag), (status, tag))
HAVING NOT (tag IS NULL AND GROUPING(tag) = 0)"""


FILTERS = ("", "&status=planned", "&tag=ui", "&status=planned&tag=ui")


@pytest.fixture(scope="module")
async def crowded(app: Quart, emptied: asyncpg.Connection) -> Caller:
    """One of twenty tenants, with 50 000 posts of its own."""
    async with system_transaction():
        tenants = [await found(f"tenant-{n}", "Some") for n in range(TENANTS)]
    for tenant in tenants:
        await emptied.execute(SEED, tenant.id, POSTS if tenant is tenants[7] else 500)
    await emptied.execute(COUNT)
    await emptied.execute("ANALYZE posts, post_totals")
    return await caller(app, tenants[7], "secret", "admin")


@pytest.fixture
async def sent(crowded: Caller) -> AsyncIterator[list[Sent]]:
    """What goes to PostgreSQL, from here on."""
    await crowded("GET", "/posts")  # host, key and statuses are believed for a while
    with listening() as statements:
        yield statements


@pytest.mark.timeout(240)
async def test_no_list_reads_more_than_it_shows(crowded: Caller, sent: list[Sent]) -> None:
    bad: list[str] = []
    for sort, given in product(("new", "top", "trending", "old"), FILTERS):
        first = await crowded("GET", f"/posts?sort={sort}{given}")
        again = crowded.saying({"If-None-Match": first.headers["ETag"]})
        second = await again("GET", f"/posts?cursor={first.json['next_cursor']}")
        assert (first.status, second.status, len(second.json["posts"])) == (200, 200, 50)
        assert (await again("GET", f"/posts?sort={sort}{given}")).status == 304
        asked = [
            statement for statement in sent if "scope.tenant_id" in statement.query and "p.held" in statement.query
        ]
        assert len(asked) == 4  # a page; a page's state and the page; a page's state
        for statement in asked:
            bad += [f"{sort}{given}: {fault}" async for plan in plans(statement) for fault in faults(plan, most=MOST)]
        sent.clear()
    assert not bad, "\n".join(bad)


async def test_no_page_reads_more_than_it_shows(app: Quart, crowded: Caller, sent: list[Sent]) -> None:
    for path in ("/", "/?sort=top&status=planned&tag=ui", "/roadmap"):
        got = await app.test_client().get(path, headers={"Host": crowded.headers["Host"]})
        asked = [statement for statement in sent if "scope.tenant_id" in statement.query]
        assert (got.status_code, len(asked) >= 1) == (200, True)
        for statement in asked:
            assert not [fault async for plan in plans(statement) for fault in faults(plan, most=MOST)]
        sent.clear()


async def test_the_check_goes_red_where_no_index_serves(crowded: Caller, sent: list[Sent]) -> None:
    await crowded("GET", "/posts")
    unserved = sent[-1].query.replace("p.created_at DESC", "p.title DESC")
    found = [fault async for plan in plans(Sent(unserved, sent[-1].args)) for fault in faults(plan, most=MOST)]
    assert len(found) >= 2
