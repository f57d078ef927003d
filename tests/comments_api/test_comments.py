"""Comments: written, listed, changed and deleted."""

import asyncio
import json
from typing import Any

import asyncpg
import pytest

from caller import Caller
from comments import counted, heard, said
from loops.models.stamp import stamp


@pytest.fixture
async def post(ada: Caller) -> Any:
    return await ada.post()


async def told(sql: asyncpg.Connection) -> list[tuple[str, int]]:
    """The events of comments, and their sequence."""
    rows = await sql.fetch("SELECT name, sequence FROM events WHERE name LIKE 'comment.%' ORDER BY ordinal")
    return [(name, sequence) for name, sequence in rows]


async def test_a_comment_has_the_contracts_fields(bob: Caller, post: Any) -> None:
    comment = await said(bob, post, "  Me too.\n")
    assert comment == {
        "id": comment["id"],
        "post_id": post["id"],
        "body": "Me too.",
        "internal": False,
        "held": False,
        "author": {"type": "visitor", "name": None},
        "created_at": comment["created_at"],
        "updated_at": comment["created_at"],
    }


async def test_the_team_sees_who_wrote_it(ada: Caller, bob: Caller, post: Any) -> None:
    comment = await said(bob, post)
    _, page, _ = await ada("GET", f"/posts/{post['id']}/comments")
    assert page == {"comments": [comment | {"external_user_id": "bob"}], "next_cursor": None}


async def test_the_oldest_comes_first_and_pages_follow_each_other(ada: Caller, bob: Caller, post: Any) -> None:
    for n in range(5):
        await said(ada if n % 2 else bob, post, f"{n}")
    path, seen = f"/posts/{post['id']}/comments?limit=2", []
    cursor = ""
    while cursor is not None:
        _, page, _ = await bob("GET", f"{path}&cursor={cursor}")
        seen += [comment["body"] for comment in page["comments"]]
        cursor = page["next_cursor"]
    assert seen == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "cursor=x"])
async def test_a_wrong_page_is_refused(ada: Caller, post: Any, query: str) -> None:
    answer = await ada("GET", f"/posts/{post['id']}/comments?{query}")
    assert (answer.status, answer.code) == (400, "validation_failed")


@pytest.mark.parametrize("body", ["", " \n", "x" * 10_001, None, 7])
async def test_a_body_that_is_none_is_refused(bob: Caller, post: Any, body: object) -> None:
    answer = await bob("POST", f"/posts/{post['id']}/comments", {"body": body})
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "body")


async def test_the_longest_body_may_be_of_emoji(bob: Caller, post: Any) -> None:
    assert (await said(bob, post, "💥" * 10_000))["body"] == "💥" * 10_000


async def test_a_comment_counts_and_is_told_of(ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    comment = await said(bob, post)
    assert await counted(bob, post) == 1
    body = json.loads(await sql.fetchval("SELECT body FROM events ORDER BY ordinal DESC LIMIT 1"))
    assert list(body) == ["event", "id", "timestamp", "sequence", "tenant", "post", "comment", "actor"]
    assert (body["event"], body["sequence"], body["post"]["comments"]) == ("comment.created", 2, 1)
    assert body["comment"] == {
        "id": comment["id"],
        "body": "Me too.",
        "external_user_id": "bob",
        "created_at": comment["created_at"],
    }
    assert body["actor"] == {"type": "user", "id": "bob", "name": None}


async def test_a_list_of_posts_that_was_read_before_is_another_now(bob: Caller, post: Any) -> None:
    before = (await bob("GET", "/posts")).headers["ETag"]
    await said(bob, post)
    got = await bob.saying({"If-None-Match": before})("GET", "/posts")
    assert (got.status, got.json["posts"][0]["comments"]) == (200, 1)


async def test_an_edit_moves_updated_at_and_is_no_event(bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    comment = await said(bob, post)
    status, edited, _ = await bob("PATCH", f"/comments/{comment['id']}", {"body": "Me too!"})
    assert (status, edited) == (200, comment | {"body": "Me too!", "updated_at": edited["updated_at"]})
    assert edited["updated_at"] > comment["updated_at"]
    assert await told(sql) == [("comment.created", 2)]


async def test_an_edit_that_changes_nothing_changes_nothing(bob: Caller, post: Any) -> None:
    comment = await said(bob, post)
    for change in ({}, {"body": " Me too. "}):
        assert (await bob("PATCH", f"/comments/{comment['id']}", change)).json == comment


async def test_a_deleted_comment_is_gone_and_told_of(bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    comment = await said(bob, post)
    assert (await bob("DELETE", f"/comments/{comment['id']}")).status == 204
    assert (await heard(bob, post), await counted(bob, post)) == ([], 0)
    assert await told(sql) == [("comment.created", 2), ("comment.deleted", 3)]
    assert [(await bob(method, f"/comments/{comment['id']}")).status for method in ("PATCH", "DELETE")] == [404, 404]


async def test_a_deleted_post_takes_its_comments_with_it(
    ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    comment = await said(bob, post)
    assert (await ada("DELETE", f"/posts/{post['id']}")).status == 204
    assert (await bob("GET", f"/posts/{post['id']}/comments")).status == 404
    assert (await bob("DELETE", f"/comments/{comment['id']}")).status == 404
    assert await sql.fetchval("SELECT count(*) FROM comments") == 0
    assert await told(sql) == [("comment.created", 2)]


async def test_no_post_has_no_comments(bob: Caller, globex: Caller) -> None:
    theirs = await globex.post()
    for id in (theirs["id"], "01890000-0000-7000-8000-000000000000", "7"):
        assert (await bob("GET", f"/posts/{id}/comments")).status == 404
        assert (await bob("POST", f"/posts/{id}/comments", {"body": "Me too."})).status == 404


async def test_a_comment_on_a_merged_post_goes_to_its_target(
    ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    into = await ada.post("Night mode")
    before = await said(bob, post, "Before.")
    await sql.execute("UPDATE posts SET merged_into = $1 WHERE id = $2", into["id"], post["id"])
    assert (await said(bob, post, "After."))["post_id"] == into["id"]
    assert (await heard(bob, post), await heard(bob, into)) == (["Before."], ["After."])
    assert (await bob("DELETE", f"/comments/{before['id']}")).status == 204
    assert (await counted(ada, post), await counted(ada, into)) == (0, 1)


async def test_sent_again_it_is_written_once(bob: Caller, post: Any) -> None:
    again = bob.saying({"Idempotency-Key": "one"})
    assert await said(again, post) == await said(again, post)
    assert await heard(bob, post) == ["Me too."]


async def test_many_at_once_are_all_counted(ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    made = await asyncio.gather(*[said(by, post, str(n)) for n in range(8) for by in (ada, bob)])
    await asyncio.gather(*[ada("DELETE", f"/comments/{one['id']}") for one in made[:5] * 2])
    assert (await counted(bob, post), len(await heard(bob, post))) == (11, 11)
    assert [sequence for _, sequence in await told(sql)] == list(range(2, 2 + 16 + 5))


async def test_webhooks_may_ask_for_comments(ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    for events in (["comment.created"], ["comment.deleted"], ["post.created"]):
        await ada("POST", "/webhooks", {"url": "http://127.0.0.1/", "events": events})
    comment = await said(bob, post)
    owed = await sql.fetch("SELECT e.name FROM deliveries d JOIN events e ON e.id = d.event_id")
    assert [name for (name,) in owed] == ["comment.created"]
    await bob("DELETE", f"/comments/{comment['id']}")
    assert await sql.fetchval("SELECT count(*) FROM deliveries") == 2


async def test_the_log_has_comments_as_webhooks_are_sent_them(ada: Caller, bob: Caller, post: Any) -> None:
    comment = await said(bob, post)
    await stamp()
    (event,) = (await ada("GET", "/events?event=comment.created")).json["events"]
    assert (event["comment"]["id"], event["post"]["id"]) == (comment["id"], post["id"])
