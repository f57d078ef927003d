"""What a page asks is planned once, and not for each visitor, though boards are small and large."""

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from conftest import DOMAIN, found
from explaining import is_planned_for_any, listening
from loops_tenants.scope import system_transaction

SIZES = {"small": 500, "middling": 5_000, "large": 50_000}
SEED = """
INSERT INTO posts (tenant_id, title, status, votes, trend)
SELECT $1, 'Idea ' || n, (ARRAY['open', 'planned', 'progress', 'done', 'closed'])[1 + n % 5], n % 300, 0
FROM generate_series(1, $2::int) AS n"""


@pytest.fixture(scope="module")
async def post(app: Quart, emptied: asyncpg.Connection) -> str:
    """One of the board of middling size, by its id."""
    for slug, posts in SIZES.items():
        async with system_transaction():
            tenant = await found(slug, slug.title())
        await emptied.execute(SEED, tenant.id, posts)
    await emptied.execute("ANALYZE")
    asked = "SELECT p.id::text FROM posts p JOIN tenants t ON t.id = p.tenant_id WHERE t.slug = 'middling' LIMIT 1"
    return str(await emptied.fetchval(asked))


@pytest.mark.parametrize("path", ["/", "/posts/{post}", "/roadmap", "/changelog"])
async def test_a_page_is_planned_for_any_board(app: Quart, post: str, path: str) -> None:
    url, browser = f"https://middling.{DOMAIN}{path.format(post=post)}", Browser(app)
    await browser.open(url)
    with listening() as sent:
        assert (await browser.open(url)).status == 200
    asked = [statement for statement in sent if "scope" in statement.query]
    assert asked
    assert [await is_planned_for_any(statement) for statement in asked] == [True] * len(asked)
