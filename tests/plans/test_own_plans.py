"""What is one's own is found by an index, however much of a board is others'."""

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from conftest import DOMAIN, found
from explaining import faults, listening, plans
from loops_tenants.scope import system_transaction
from people import person, sign_browser_in

POSTS, TENANTS, MOST = 10_000, 5, 1_000
SEED = """
INSERT INTO posts (tenant_id, title, trend, external_user_id, author_verified)
SELECT id, 'Idea', 0, CASE n % 20 WHEN 0 THEN $2 ELSE 'user-' || n END, true
FROM tenants, generate_series(1, $1::int) AS n"""
VOTE = """
INSERT INTO votes (tenant_id, post_id, voter, external_user_id, verified)
SELECT tenant_id, id, 'user:' || external_user_id, external_user_id, true FROM posts"""


@pytest.fixture(scope="module")
async def bobs(app: Quart, emptied: asyncpg.Connection) -> Browser:
    """Of one of five tenants, where 500 posts and votes are his."""
    async with system_transaction():
        tenants = [await found(f"tenant-{n}", "Some") for n in range(TENANTS)]
    browser, bob = Browser(app), await person("Bob")
    await sign_browser_in(browser, bob, tenants[3])
    await emptied.execute(SEED, POSTS, f"person:{bob.id}")
    await emptied.execute(VOTE)
    await emptied.execute("ANALYZE posts, votes")
    return browser


@pytest.mark.parametrize(("path", "table"), [("/me", "posts p"), ("/me/votes", "votes v")])
async def test_ones_own_is_read_by_an_index(bobs: Browser, path: str, table: str) -> None:
    home = f"https://tenant-3.{DOMAIN}"
    first = await bobs.open(f"{home}{path}")
    with listening() as sent:
        second = await bobs.open(first.link(rel="next"))
    assert len(second.page.titles) == 25
    (asked,) = [one for one in sent if "AS place" in one.query and f"FROM {table}" in one.query]
    assert not [fault async for plan in plans(asked) for fault in faults(plan, most=MOST)]
