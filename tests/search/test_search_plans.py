"""A search reads a bounded number of rows, however many posts have its words.

The plans are those of the statements that the route really sends, with their values, as the working role.
"""

import json
from collections.abc import AsyncIterator
from itertools import product
from urllib.parse import quote
from uuid import UUID

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import caller, found
from explaining import Sent, faults, is_planned_for_any, listening, nodes, plans
from loops.models.search import DEEPEST, NEAR
from loops_tenants.scope import connection, system_transaction, tenant_transaction

POSTS, TENANTS = 12_000, 10
# Every post has `idea` and one of `dark`, `light`; hundreds of terms begin with d; `rare…` is in one post alone.
SEED = """
WITH made AS (
    INSERT INTO posts (tenant_id, title, terms, votes, trend, created_at)
    SELECT $1, 'Idea ' || n,
        concat_ws(' ', '', (ARRAY['dark', 'light'])[1 + n % 2], 'd' || n % 700, 'idea', 'rare' || n),
        n * 7919 % 300, n * 104729 % 97, now() - n * interval '1 minute' FROM generate_series(1, $2::int) AS n
    RETURNING tenant_id, id, terms)
INSERT INTO post_terms (tenant_id, term, post_id)
SELECT tenant_id, term, id FROM made, string_to_table(ltrim(terms), ' ') AS term ORDER BY random()"""


@pytest.fixture(scope="module")
async def crowded(app: Quart, emptied: asyncpg.Connection) -> Caller:
    """One of ten tenants, with 12 000 posts of its own, just made: nothing is vacuumed yet."""
    async with system_transaction():
        tenants = [await found(f"tenant-{n}", "Some") for n in range(TENANTS)]
    for tenant in tenants:
        await emptied.execute(SEED, tenant.id, POSTS if tenant is tenants[7] else 200)
    await emptied.execute("ANALYZE posts, post_terms")
    return await caller(app, tenants[7], "secret", "admin")


@pytest.fixture
async def sent(crowded: Caller) -> AsyncIterator[list[Sent]]:
    await crowded("GET", "/posts")
    await crowded("GET", "/posts?status=open")
    with listening() as statements:
        yield statements


def searches(sent: list[Sent]) -> list[Sent]:
    found = [statement for statement in sent if "post_terms" in statement.query]
    sent.clear()
    return found


WORDS = ("idea", "d", "dark light", "idea dark", "rare77 idea", "zebra")
KINDS = ("&sort=new", "&sort=top&status=open", "&sort=old&limit=200&offset=800")


async def test_no_search_reads_more_than_it_looks_at(crowded: Caller, sent: list[Sent]) -> None:
    bad: list[str] = []
    for q, kind in product(WORDS, KINDS):
        path = f"/posts?q={quote(q)}{kind}"
        first = await crowded("GET", path)
        assert first.status == 200, first.json
        again = crowded.saying({"If-None-Match": first.headers["ETag"]})
        assert (await again("GET", path)).status == 304
        if cursor := first.json["next_cursor"]:
            assert (await crowded("GET", f"/posts?cursor={cursor}")).status == 200
        asked = searches(sent)
        assert len(asked) == (3 if cursor else 2)  # a page, its state, the page after it
        for statement in asked:
            bad += [f"{path}: {fault}" async for plan in plans(statement) for fault in faults(plan, most=DEEPEST)]
        sent.clear()
    assert not bad, "\n".join(bad)


async def test_a_word_in_every_post_costs_what_is_found(crowded: Caller, sent: list[Sent]) -> None:
    await crowded("GET", "/posts?q=idea")
    (search,) = searches(sent)
    assert not [fault async for plan in plans(search) for fault in faults(plan, most=NEAR)]


async def test_a_search_is_planned_for_any_words(crowded: Caller, sent: list[Sent]) -> None:
    await crowded("GET", "/posts?q=idea+dark")
    (search,) = searches(sent)
    assert await is_planned_for_any(search)


async def test_the_check_goes_red_where_nothing_bounds_the_scan(crowded: Caller, sent: list[Sent]) -> None:
    await crowded("GET", "/posts?q=d")
    (search,) = searches(sent)
    unbounded = search.query.replace("t.term DESC, t.post_id DESC", "t.post_id DESC")
    assert [fault async for plan in plans(Sent(unbounded, search.args)) for fault in faults(plan, most=DEEPEST)]


async def test_terms_are_taken_away_by_their_key(crowded: Caller, sent: list[Sent]) -> None:
    post = (await crowded("GET", "/posts?limit=1")).json["posts"][0]
    await crowded("PATCH", f"/posts/{post['id']}", {"title": "Another"})
    (reword,) = searches(sent)
    async with tenant_transaction(UUID(str(reword.args[0]))):
        plan = json.loads(await connection().fetchval(f"EXPLAIN (FORMAT JSON) {reword.query}", *reword.args))[0]["Plan"]
    (scan,) = (node for node in nodes(plan) if "Scan" in node["Node Type"] and node.get("Relation Name"))
    assert all(column in scan["Index Cond"] for column in ("tenant_id", "term", "post_id"))
