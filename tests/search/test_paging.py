"""What is found is sorted as asked, and walked as every list is."""

import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import asyncpg
import pytest

from caller import Caller
from loops_tenants.models import Tenant

SEED = """
WITH made AS (
    INSERT INTO posts (tenant_id, title, terms, votes, trend, created_at)
    SELECT $1, word || ' ' || n, ' ' || word || ' idea', n * 7919 % 50, n * 104729 % 97, now() - n * interval '1 minute'
    FROM generate_series(1, $2::int) AS n, LATERAL (SELECT (ARRAY['dark', 'darker', 'darkest'])[1 + n % 3] AS word) AS w
    RETURNING tenant_id, id, terms)
INSERT INTO post_terms (tenant_id, term, post_id)
SELECT tenant_id, term, id FROM made, string_to_table(ltrim(terms), ' ') AS term"""


@pytest.fixture
async def many(acme: Tenant, sql: asyncpg.Connection) -> int:
    """More than a search finds."""
    await sql.execute(SEED, acme.id, 1_300)
    return 1_300


@pytest.fixture
async def some(acme: Tenant, sql: asyncpg.Connection) -> int:
    await sql.execute(SEED, acme.id, 100)
    return 100


async def pages(caller: Caller, query: str) -> AsyncIterator[Any]:
    path = f"/posts?{query}"
    while path:
        status, page, _ = await caller("GET", path)
        assert status == 200, page
        yield page
        path = f"/posts?limit=30&cursor={page['next_cursor']}" if page["next_cursor"] else ""


@pytest.mark.parametrize("sort", ["new", "top", "trending", "old"])
@pytest.mark.parametrize("q", ["dark", "darker", "idea dark"])
async def test_cursors_walk_what_is_found_once_and_in_order(ada: Caller, some: int, sort: str, q: str) -> None:
    walked = [page async for page in pages(ada, f"q={quote(q)}&limit=30&sort={sort}")]
    posts = [post for page in walked for post in page["posts"]]
    whole = (await ada("GET", f"/posts?q={quote(q)}&limit=200&sort={sort}")).json
    assert posts == whole["posts"]
    assert {page["total"] for page in walked} == {whole["total"], len({post["id"] for post in posts})}
    assert len(posts) == (34 if q == "darker" else some)


@pytest.mark.parametrize("sort", ["new", "top", "trending", "old"])
async def test_a_search_sorts_as_the_list_does(ada: Caller, some: int, sort: str) -> None:
    listed = (await ada("GET", f"/posts?limit=200&sort={sort}")).json["posts"]
    assert (await ada("GET", f"/posts?q=dark&limit=200&sort={sort}")).json["posts"] == listed


async def test_offsets_walk_too(ada: Caller, some: int) -> None:
    whole = (await ada("GET", "/posts?q=dark&limit=200")).json
    part = (await ada("GET", "/posts?q=dark&limit=10&offset=95")).json
    assert (part["posts"], part["total"], part["offset"]) == (whole["posts"][95:], some, 95)
    beyond = (await ada("GET", "/posts?q=dark&offset=5000")).json
    assert (beyond["posts"], beyond["total"], beyond["next_cursor"]) == ([], some, None)


@pytest.mark.parametrize("q", ["dark", "idea", "idea dark"])
async def test_at_most_a_thousand_are_found(ada: Caller, many: int, q: str) -> None:
    walked = [page async for page in pages(ada, f"q={quote(q)}&limit=200&sort=top")]
    ids = [post["id"] for page in walked for post in page["posts"]]
    assert (len(ids), len(set(ids)), walked[0]["total"]) == (1_000, 1_000, 1_000)


async def test_the_newest_are_found(ada: Caller, many: int, sql: asyncpg.Connection) -> None:
    found = {post["id"] async for page in pages(ada, "q=idea&limit=200&sort=top") for post in page["posts"]}
    newest = await sql.fetch("SELECT id::text FROM posts ORDER BY posts.id DESC LIMIT 1000")
    assert found == {id for (id,) in newest}


async def test_the_very_word_goes_before_longer_ones(ada: Caller, many: int) -> None:
    found = [post["title"] async for page in pages(ada, "q=dark&limit=200") for post in page["posts"]]
    assert sum(title.startswith("dark ") for title in found) == many // 3
    assert (await ada("GET", "/posts?q=darke")).json["total"] == many - many // 3


async def test_a_cursor_is_of_one_search(ada: Caller, some: int) -> None:
    cursor = (await ada("GET", "/posts?q=dark&limit=10")).json["next_cursor"]
    assert (await ada("GET", f"/posts?q=dark&limit=10&cursor={cursor}")).status == 200
    other = await ada("GET", f"/posts?q=light&cursor={cursor}")
    assert (other.status, other.json["error"]["details"][0]["field"]) == (400, "cursor")
    plain = (await ada("GET", "/posts?limit=10")).json["next_cursor"]
    assert (await ada("GET", f"/posts?q=dark&cursor={plain}")).status == 400


@pytest.mark.parametrize("filters", [{"tag": "a\0b"}, {"status": "a\0b"}, {"q": "a\0b"}, {"q": "x" * 201}, {"q": 7}])
async def test_a_forged_cursor_is_refused(ada: Caller, filters: dict[str, object]) -> None:
    forged = {"filters": filters, "key": "2026-01-01T00:00:00Z", "id": "019a0000-0000-7000-8000-000000000000"}
    cursor = urlsafe_b64encode(json.dumps(forged).encode()).decode()
    answer = await ada("GET", f"/posts?cursor={cursor}")
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "cursor")
