"""The changelog: drafts and what is published, and the posts that each entry tells of."""

import asyncio
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Answer, Caller
from loops.answers import as_text
from loops.models.changelog_shapes import LONGEST
from loops_tenants.models import Tenant
from people import person, signed_in


async def written(by: Caller, title: str = "Dark mode is here", **more: object) -> Any:
    answer = await by("POST", "/changelog", {"title": title, **more})
    assert answer.status == 201, answer.json
    return answer.json


async def changed(by: Caller, entry: Any, **change: object) -> Answer:
    return await by("PATCH", f"/changelog/{entry['id']}", change)


async def titles(by: Caller, query: str = "") -> list[str]:
    return [entry["title"] for entry in (await by("GET", f"/changelog{query}")).json["entries"]]


async def test_an_entry_is_shown_with_its_posts_in_their_order(ada: Caller, bob: Caller) -> None:
    posts = [await ada.post(), await ada.post("Night mode")]
    ids = [posts[1]["id"], posts[0]["id"], posts[1]["id"]]
    made = await written(ada, body=" Under *Settings*. ", posts=ids, published=True)
    linked = [{name: post[name] for name in ("id", "title", "status", "url")} for post in posts]
    assert (made["title"], made["body"], made["posts"]) == ("Dark mode is here", "Under *Settings*.", linked[::-1])
    assert made["url"] == f"https://acme.your-loop.test/changelog/{made['id']}"
    assert made["published_at"] >= made["created_at"] == made["updated_at"]
    assert (await bob("GET", f"/changelog/{made['id']}")).json == made
    assert (await bob("GET", "/changelog")).json == {"entries": [made], "next_cursor": None}


async def test_a_draft_is_seen_by_the_team_alone(ada: Caller, bob: Caller) -> None:
    draft = await written(ada)
    assert draft["published_at"] is None
    assert (await bob("GET", f"/changelog/{draft['id']}")).code == "not_found"
    assert (await bob("GET", "/changelog?drafts=true")).code == "forbidden"
    assert (await ada("GET", f"/changelog/{draft['id']}")).json == draft
    assert (await titles(bob), await titles(ada), await titles(ada, "?drafts=true")) == ([], [], [draft["title"]])


async def test_what_was_published_last_comes_first_page_by_page(ada: Caller, bob: Caller) -> None:
    drafts = [await written(ada, name) for name in "abcde"]
    for draft in reversed(drafts):
        await changed(ada, draft, published=True)
    seen, cursor = list[str](), ""
    while cursor is not None:
        page = (await bob("GET", f"/changelog?limit=2{cursor and f'&cursor={cursor}'}")).json
        seen, cursor = seen + [entry["title"] for entry in page["entries"]], page["next_cursor"]
    assert seen == list("abcde")


async def test_drafts_are_paged_too(ada: Caller) -> None:
    for name in "abc":
        await written(ada, name)
    first = (await ada("GET", "/changelog?drafts=true&limit=2")).json
    rest = await titles(ada, f"?drafts=true&limit=2&cursor={first['next_cursor']}")
    assert ([entry["title"] for entry in first["entries"]], rest) == (["c", "b"], ["a"])


@pytest.mark.parametrize("cursor", ["x", "%F0%9F%92%A5", "bnVsbA==", "eyJhdCI6MX0="])
async def test_what_is_no_cursor_is_refused(ada: Caller, cursor: str) -> None:
    answer = await ada("GET", f"/changelog?cursor={cursor}")
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "cursor")


async def test_what_is_given_changes_and_the_rest_stays(ada: Caller) -> None:
    post = await ada.post()
    entry = await written(ada, body="Text.", posts=[post["id"]])
    assert (await changed(ada, entry)).json == entry
    assert (await changed(ada, entry, title=entry["title"], body="Text.", posts=[post["id"]])).json == entry
    renamed = (await changed(ada, entry, title="Night mode is here")).json
    assert renamed["updated_at"] > entry["updated_at"]
    assert {**renamed, "title": entry["title"], "updated_at": entry["updated_at"]} == entry
    bare = (await changed(ada, entry, body=None, posts=[])).json
    assert (bare["title"], bare["body"], bare["posts"]) == ("Night mode is here", None, [])
    assert bare["updated_at"] > renamed["updated_at"]


async def test_hidden_and_published_again_it_has_its_old_place(ada: Caller, bob: Caller) -> None:
    first, _ = await written(ada, "first", published=True), await written(ada, "second", published=True)
    assert (await changed(ada, first, published=False)).json["published_at"] is None
    assert await titles(bob) == ["second"]
    assert (await changed(ada, first, published=True)).json == first
    assert await titles(bob) == ["second", "first"]


async def test_a_deleted_entry_is_gone_and_its_posts_stay(ada: Caller) -> None:
    post = await ada.post()
    entry = await written(ada, posts=[post["id"]], published=True)
    assert (await ada("DELETE", f"/changelog/{entry['id']}")).status == 204
    for method in ("GET", "PATCH", "DELETE"):
        assert (await ada(method, f"/changelog/{entry['id']}")).code == "not_found"
    assert (await ada("GET", f"/posts/{post['id']}")).status == 200


async def test_a_deleted_post_is_left_out_and_a_merged_one_is_its_target(ada: Caller, sql: asyncpg.Connection) -> None:
    gone, target, duplicate = [await ada.post(title) for title in ("Gone", "Target", "Duplicate")]
    entry = await written(ada, posts=[post["id"] for post in (gone, duplicate, target)])
    await ada("DELETE", f"/posts/{gone['id']}")
    await sql.execute("UPDATE posts SET merged_into = $1 WHERE id = $2", target["id"], duplicate["id"])
    shown = (await ada("GET", f"/changelog/{entry['id']}")).json
    assert [post["title"] for post in shown["posts"]] == ["Target"]


async def test_a_held_post_is_seen_by_the_team_alone(ada: Caller, bob: Caller, sql: asyncpg.Connection) -> None:
    entry = await written(ada, posts=[(await ada.post())["id"]], published=True)
    await sql.execute("UPDATE posts SET held = true")
    shown = [(await by("GET", f"/changelog/{entry['id']}")).json["posts"] for by in (ada, bob)]
    assert (len(shown[0]), shown[1]) == (1, [])


async def test_posts_that_are_not_of_this_board_are_refused(ada: Caller, globex: Caller) -> None:
    theirs, ours = await globex.post(), await ada.post()
    draft = await written(ada, posts=[ours["id"]])
    for answer in (
        await ada("POST", "/changelog", {"title": "A", "posts": [ours["id"], theirs["id"]]}),
        await changed(ada, draft, posts=[theirs["id"]]),
    ):
        (detail,) = answer.json["error"]["details"]
        assert (answer.status, detail["field"]) == (400, "posts")
        assert theirs["id"] in detail["message"]
        assert ours["id"] not in detail["message"]
    assert (await ada("GET", f"/changelog/{draft['id']}")).json == draft
    assert len(await titles(ada, "?drafts=true")) == 1


async def test_a_post_that_is_deleted_meanwhile_is_waited_for(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    async with sql.transaction():
        await sql.execute("DELETE FROM posts")
        writing = asyncio.create_task(ada("POST", "/changelog", {"title": "A", "posts": [post["id"]]}))
        while not await sql.fetchval("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
            await sql.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)")
    assert (await writing).code == "validation_failed"


WRONG: list[tuple[str, object]] = [
    ("title", " "),
    ("title", "x" * 141),
    ("title", "two\nlines"),
    ("body", "x" * (LONGEST + 1)),
    ("body", "\x1b[31m"),
    ("posts", ["a"]),
    ("posts", ["01890000-0000-7000-8000-000000000000"] * 51),
    ("published", "true"),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
async def test_what_is_wrong_is_named(ada: Caller, field: str, value: object) -> None:
    answer = await ada("POST", "/changelog", {"title": "A"} | {field: value})
    named = answer.json["error"]["details"][0]["field"]
    assert (answer.status, named.partition(".")[0]) == (400, field)


async def test_the_longest_entry_is_an_event_that_webhooks_can_be_sent(ada: Caller, sql: asyncpg.Connection) -> None:
    posts = [(await ada.post("💥" * 140))["id"] for _ in range(50)]
    longest = {"title": "💥" * 140, "body": "💥" * LONGEST, "posts": posts, "published": True}
    sent = await ada.send("POST", "/changelog", "application/json", as_text(longest).encode())
    assert sent.status == 201
    size = await sql.fetchval("SELECT octet_length(body) FROM events WHERE name = 'changelog.published'")
    assert size < 256 * 1024


async def test_a_moderator_writes_and_a_member_does_not(app: Quart, acme: Tenant) -> None:
    moderator = await signed_in(app, await person(of=acme, role="moderator"), acme)
    member = await signed_in(app, await person(of=acme, role="member"), acme)
    draft = await written(moderator)
    assert (await changed(moderator, draft, published=True)).status == 200
    assert (await changed(member, draft, title="B")).code == "forbidden"
