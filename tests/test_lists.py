"""What a list of posts begins with, and how one pages through it."""

from typing import Any

import asyncpg
import pytest

from caller import Caller


async def titles(caller: Caller, query: str) -> list[str]:
    return [post["title"] for post in (await caller("GET", f"/posts{query}")).json["posts"]]


@pytest.fixture
async def five(ada: Caller) -> None:
    for n in range(1, 6):
        await ada.post(f"Idea {n}", tag="ui")


async def test_old_begins_with_the_oldest_and_of_equals_the_newest_comes_first(
    ada: Caller, five: None, sql: asyncpg.Connection
) -> None:
    assert await titles(ada, "?sort=old") == ["Idea 1", "Idea 2", "Idea 3", "Idea 4", "Idea 5"]
    await sql.execute("UPDATE posts SET created_at = now() WHERE title IN ('Idea 2', 'Idea 3', 'Idea 4')")
    assert await titles(ada, "?sort=old") == ["Idea 1", "Idea 5", "Idea 4", "Idea 3", "Idea 2"]
    assert await titles(ada, "?sort=new") == ["Idea 4", "Idea 3", "Idea 2", "Idea 5", "Idea 1"]


@pytest.mark.parametrize("sort", ["new", "top", "trending", "old"])
async def test_equals_lie_in_one_order_on_one_page_and_on_many(
    ada: Caller, five: None, sql: asyncpg.Connection, sort: str
) -> None:
    await sql.execute("UPDATE posts SET created_at = '2026-01-01', trend = 7")
    whole = await titles(ada, f"?sort={sort}")
    assert whole == ["Idea 5", "Idea 4", "Idea 3", "Idea 2", "Idea 1"]
    assert await walked(ada, f"?sort={sort}&limit=2&tag=ui") == whole


async def walked(caller: Caller, first: str) -> list[str]:
    """Each next page by its cursor alone: it holds the rest of the query."""
    seen: list[str] = []
    page: Any = (await caller("GET", f"/posts{first}")).json
    while True:
        seen += [post["title"] for post in page["posts"]]
        if not page["next_cursor"]:
            return seen
        page = (await caller("GET", f"/posts?limit=2&cursor={page['next_cursor']}")).json
        assert page["offset"] is None


async def test_a_cursor_follows_an_offset(ada: Caller, five: None) -> None:
    page = (await ada("GET", "/posts?offset=1&limit=2")).json
    assert (page["offset"], page["total"], [post["title"] for post in page["posts"]]) == (1, 5, ["Idea 4", "Idea 3"])
    assert await titles(ada, f"?cursor={page['next_cursor']}") == ["Idea 2", "Idea 1"]


async def test_past_the_end_is_empty(ada: Caller, five: None) -> None:
    page = (await ada("GET", "/posts?offset=100000")).json
    assert page == {"posts": [], "total": 5, "limit": 50, "offset": 100000, "next_cursor": None}


async def test_a_post_that_did_not_move_is_neither_skipped_nor_shown_twice(ada: Caller, five: None) -> None:
    page = (await ada("GET", "/posts?sort=top&limit=2")).json
    last = (await ada("GET", "/posts?sort=old&limit=1")).json["posts"][0]
    await ada("PUT", f"/posts/{last['id']}/vote", {"external_user_id": "bob"})  # Idea 1 rises past the cursor
    assert await titles(ada, f"?cursor={page['next_cursor']}") == ["Idea 3", "Idea 2"]


@pytest.mark.parametrize("more", ["sort=top", "status=done", "tag=api", "offset=2"])
async def test_a_cursor_that_is_contradicted_is_refused(ada: Caller, five: None, more: str) -> None:
    cursor = (await ada("GET", "/posts?limit=2&tag=ui&status=open")).json["next_cursor"]
    agreeing = await ada("GET", f"/posts?tag=ui&status=open&cursor={cursor}")
    answer = await ada("GET", f"/posts?cursor={cursor}&{more}")
    assert (agreeing.status, answer.status, answer.code) == (200, 400, "validation_failed")


@pytest.mark.parametrize("cursor", ["x", "e30=", "bnVsbA==", "eyJrZXkiOiAxfQ==", "%C3%BC", "%00", "W10="])
async def test_what_is_no_cursor_is_refused(ada: Caller, cursor: str) -> None:
    answer = await ada("GET", f"/posts?cursor={cursor}")
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "cursor")


async def test_too_deep_an_offset_names_the_cursor(ada: Caller) -> None:
    answer = await ada("GET", "/posts?offset=100001")
    assert (answer.status, "cursor" in str(answer.json)) == (400, True)


@pytest.mark.parametrize(("asked", "given"), [("201", 200), ("9999999999999999999999", 200), ("", 50), ("1", 1)])
async def test_a_limit_is_at_most_200(ada: Caller, asked: str, given: int) -> None:
    assert (await ada("GET", f"/posts?limit={asked}")).json["limit"] == given


async def test_an_unchanged_list_is_304_and_a_changed_one_is_not(ada: Caller, five: None) -> None:
    seen = (await ada("GET", "/posts")).headers["ETag"]
    again = ada.saying({"If-None-Match": seen})
    assert (await again("GET", "/posts")).status == 304
    post = (await ada("GET", "/posts")).json["posts"][3]
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    assert (await again("GET", "/posts")).status == 200
    assert (await again("GET", "/posts?sort=old")).status == 200
    assert (await again("GET", "/posts?external_user_id=bob")).status == 200
