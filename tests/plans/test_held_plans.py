"""What waits for the team is found by an index, however many posts do not wait, and how many do."""

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import caller, found
from explaining import faults, listening, plans
from loops_tenants.scope import system_transaction

POSTS, TENANTS, MOST = 10_000, 5, 1_000
SEED = """
INSERT INTO posts (tenant_id, title, trend, held)
SELECT id, 'Idea', 0, n % 4 = 0 FROM tenants, generate_series(1, $1::int) AS n"""


@pytest.fixture
async def crowded(app: Quart, empty: None, sql: asyncpg.Connection) -> Caller:
    """One of five tenants, with 2 500 posts that wait."""
    async with system_transaction():
        tenants = [await found(f"tenant-{n}", "Some") for n in range(TENANTS)]
    await sql.execute(SEED, POSTS)
    await sql.execute("ANALYZE posts")
    return await caller(app, tenants[3], "secret", "admin")


async def test_the_queue_reads_no_more_than_it_shows(crowded: Caller) -> None:
    first = await crowded("GET", "/posts/held")
    with listening() as sent:
        second = await crowded("GET", f"/posts/held?cursor={first.json['next_cursor']}")
    assert (len(first.json["posts"]), len(second.json["posts"])) == (50, 50)
    (asked,) = [statement for statement in sent if "p.held" in statement.query]
    assert not [fault async for plan in plans(asked) for fault in faults(plan, most=MOST)]
