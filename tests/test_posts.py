from typing import Any

import asyncpg
import pytest

from caller import Caller
from loops_tenants.models import Tenant


async def titles(caller: Caller, query: str = "") -> list[str]:
    _, page, _ = await caller("GET", f"/posts{query}")
    return [post["title"] for post in page["posts"]]


async def test_a_new_post_is_open_and_has_no_votes(ada: Caller) -> None:
    status, post, headers = await ada("POST", "/posts", {"title": " Dark mode ", "tag": "ui"})

    assert status == 201
    assert (post["title"], post["tag"], post["status"], post["votes"]) == ("Dark mode", "ui", "open", 0)
    assert post["url"] == f"https://acme.your-loop.test/posts/{post['id']}"
    assert headers["X-Request-Id"]


async def test_who_has_just_written_sees_it_in_the_list(ada: Caller) -> None:
    post = await ada.post()
    _, page, _ = await ada("GET", "/posts")
    assert page == {"posts": [post], "total": 1, "limit": 50, "offset": 0, "next_cursor": None}


async def test_top_begins_with_the_most_wanted(ada: Caller) -> None:
    wanted = await ada.post("Wanted")
    await ada.post("Unwanted")
    await ada("POST", f"/posts/{wanted['id']}/vote", {"external_user_id": "bob"})

    assert await titles(ada) == ["Unwanted", "Wanted"]
    assert await titles(ada, "?sort=top") == ["Wanted", "Unwanted"]


@pytest.mark.parametrize(
    ("query", "total"), [("", 3), ("?tag=ui", 2), ("?status=planned", 1), ("?status=open&tag=ui", 1)]
)
async def test_total_counts_what_the_filters_leave(ada: Caller, query: str, total: int) -> None:
    await ada.post("Plain")
    await ada.post("Tagged", tag="ui")
    planned = await ada.post("Planned", tag="ui")
    await ada("PATCH", f"/posts/{planned['id']}", {"status": "planned"})

    _, page, _ = await ada("GET", f"/posts{query}")
    assert (page["total"], len(page["posts"])) == (total, total)


@pytest.mark.parametrize("sort", ["new", "top", "trending", "old"])
async def test_cursors_walk_the_list_once(ada: Caller, sort: str) -> None:
    made = {(await ada.post(f"Idea {n}"))["id"] for n in range(5)}
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        _, page, _ = await ada("GET", f"/posts?limit=2&sort={sort}&cursor={cursor}")
        seen, cursor = seen + [post["id"] for post in page["posts"]], page["next_cursor"]
    assert (len(seen), set(seen)) == (5, made)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "sort=best", "status=lost", "cursor=x", "offset=100001", "tag=%00"]
)
async def test_a_senseless_list_is_refused(ada: Caller, query: str) -> None:
    assert (await ada("GET", f"/posts?{query}")).status == 400


async def test_a_cursor_of_another_list_is_refused(ada: Caller) -> None:
    await ada.post("One")
    await ada.post("Two")
    _, page, _ = await ada("GET", "/posts?limit=1")
    assert (await ada("GET", f"/posts?sort=top&cursor={page['next_cursor']}")).status == 400


@pytest.mark.parametrize("body", [{}, {"title": "ab"}, {"title": 7}, {"title": "a\x00b c"}, {"title": "x" * 141}])
async def test_a_post_without_a_good_title_is_refused(ada: Caller, body: Any) -> None:
    answer = await ada("POST", "/posts", body)
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert [detail["field"] for detail in answer.json["error"]["details"]] == ["title"]


async def test_half_an_emoji_is_mended(ada: Caller) -> None:
    assert (await ada.post("Dark mode \ud83c"))["title"] == "Dark mode \ufffd"


async def test_a_status_change_is_an_event_and_an_update_another(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    _, changed, _ = await ada("PATCH", f"/posts/{post['id']}", {"status": "planned", "title": "Night mode"})
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})  # changes nothing

    assert (changed["status"], changed["title"], changed["tag"]) == ("planned", "Night mode", None)
    assert changed["status_changed_at"] == changed["updated_at"] > post["updated_at"]
    names = await sql.fetch("SELECT name FROM events ORDER BY id")
    assert [name for (name,) in names] == ["post.created", "post.status_changed", "post.updated"]


async def test_an_event_is_owed_to_whoever_asked_for_it(ada: Caller, acme: Tenant, sql: asyncpg.Connection) -> None:
    hooks = [[], ["post.created"], ["vote.created"]]
    await sql.executemany(
        "INSERT INTO webhooks (tenant_id, url, secret, events) VALUES ($1, '', '', $2)", [(acme.id, e) for e in hooks]
    )
    await ada.post()
    assert await sql.fetchval("SELECT count(*) FROM deliveries JOIN events ON event_id = events.id") == 2
