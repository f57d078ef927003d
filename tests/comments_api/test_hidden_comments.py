"""Notes that are the team's alone, and comments that wait until the team lets them through."""

import json
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from comments import counted, heard, held, said
from conftest import caller
from loops_tenants.models import Tenant
from people import person, signed_in

LET_THROUGH = {"held": False}


@pytest.fixture
async def post(ada: Caller) -> Any:
    return await ada.post()


async def events(sql: asyncpg.Connection) -> list[str]:
    return [name for (name,) in await sql.fetch("SELECT name FROM events ORDER BY ordinal")]


async def test_an_internal_note_is_seen_by_nobody_else(
    app: Quart, acme: Tenant, ada: Caller, bob: Caller, post: Any
) -> None:
    note = await said(ada, post, "Costs a week.", internal=True)
    assert note["internal"] is True
    member = await signed_in(app, await person("Dan", of=acme, role="member"), acme)
    moderator = await signed_in(app, await person("Carol", of=acme, role="moderator"), acme)
    reader = await caller(app, acme, "secret", "write")
    seen = [await heard(by, post) for by in (bob, member, reader, moderator, ada)]
    assert seen == [[], [], [], ["Costs a week."], ["Costs a week."]]
    assert [(await by("PATCH", f"/comments/{note['id']}")).status for by in (bob, member, reader)] == [404] * 3


async def test_an_internal_note_counts_nowhere_and_makes_no_event(
    ada: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    note = await said(ada, post, internal=True)
    await ada("PATCH", f"/comments/{note['id']}", {"body": "Two weeks.", **LET_THROUGH})
    assert (await counted(ada, post), await events(sql)) == (0, ["post.created"])
    assert (await ada("DELETE", f"/comments/{note['id']}")).status == 204
    assert (await counted(ada, post), await events(sql)) == (0, ["post.created"])


async def test_a_visitor_who_asks_for_an_internal_note_is_refused(
    app: Quart, acme: Tenant, bob: Caller, post: Any
) -> None:
    member = await signed_in(app, await person("Dan", of=acme, role="member"), acme)
    for by in (bob, member, await caller(app, acme, "secret", "write")):
        answer = await by("POST", f"/posts/{post['id']}/comments", {"body": "Psst.", "internal": True})
        assert (answer.status, answer.code) == (403, "forbidden")
    assert await said(bob, post, internal=False)


async def test_a_held_comment_is_seen_by_its_author_and_the_team(
    app: Quart, acme: Tenant, ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    await held(sql, post)
    eve, nobody = bob.saying({"X-Loop-External-User": "eve"}), await caller(app, acme, "publishable", "write")
    reader = await caller(app, acme, "secret", "read")
    assert [len(await heard(by, post)) for by in (bob, eve, nobody, reader, ada)] == [1, 0, 0, 1, 1]
    assert len(await heard(eve, post, "?external_user_id=bob")) == 1


async def test_a_claim_does_not_see_what_was_held_with_proof(
    app: Quart, acme: Tenant, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    id = await held(sql, post, verified=True)
    assert await heard(bob, post) == []
    assert (await bob("DELETE", f"/comments/{id}")).status == 404


async def test_held_ones_stand_where_they_were_written(bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    for n in range(3):
        await said(bob, post, str(n))
        await held(sql, post)
    seen, cursor = [], ""
    while cursor is not None:
        _, page, _ = await bob("GET", f"/posts/{post['id']}/comments?limit=2&cursor={cursor}")
        seen += [one["body"][:3] for one in page["comments"]]
        cursor = page["next_cursor"]
    assert seen == ["0", "Buy", "1", "Buy", "2", "Buy"]


async def test_who_lets_it_through_makes_the_world_hear_of_it(
    ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    id = await held(sql, post)
    assert await counted(bob, post) == 0
    assert (await ada("PATCH", f"/comments/{id}", LET_THROUGH)).json["held"] is False
    assert (await ada("PATCH", f"/comments/{id}", LET_THROUGH)).status == 200
    eve = bob.saying({"X-Loop-External-User": "eve"})
    assert (await heard(eve, post), await counted(eve, post)) == (["Buy pills."], 1)
    assert await events(sql) == ["post.created", "comment.created"]


async def test_its_author_may_change_and_delete_but_not_let_it_through(
    bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    path = f"/comments/{await held(sql, post)}"
    assert (await bob("PATCH", path, LET_THROUGH | {"body": "x"})).code == "forbidden"
    assert (await bob("PATCH", path, {"body": "Sorry."})).json["body"] == "Sorry."
    assert (await bob("DELETE", path)).status == 204
    assert (await counted(bob, post), await events(sql)) == (0, ["post.created"])


async def test_nothing_is_held_by_asking(ada: Caller, bob: Caller, post: Any) -> None:
    comment = await said(bob, post, held=True)
    assert comment["held"] is False
    answer = await ada("PATCH", f"/comments/{comment['id']}", {"held": True})
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "held")


async def test_a_held_posts_comments_are_for_its_author_and_the_team(
    ada: Caller, bob: Caller, sql: asyncpg.Connection
) -> None:
    post = await bob.post("Buy pills")
    await sql.execute("UPDATE posts SET held = true")
    eve, path = bob.saying({"X-Loop-External-User": "eve"}), f"/posts/{post['id']}/comments"
    comment = await said(ada, post, "What do you mean?")
    assert await heard(bob, post) == ["What do you mean?"]
    assert [(await eve("GET", path)).status, (await eve("POST", path, {"body": "Me too."})).status] == [404, 404]
    assert (await eve("DELETE", f"/comments/{comment['id']}")).status == 404


async def test_nobody_is_told_of_comments_on_a_held_post(ada: Caller, bob: Caller, sql: asyncpg.Connection) -> None:
    post = await bob.post("Buy pills")
    await sql.execute("UPDATE posts SET held = true")
    first, _ = await said(ada, post), await said(bob, post)
    await ada("DELETE", f"/comments/{first['id']}")
    assert await events(sql) == ["post.created"]
    await sql.execute("UPDATE posts SET held = false")
    await said(bob, post)
    last = json.loads(await sql.fetchval("SELECT body FROM events ORDER BY ordinal DESC LIMIT 1"))
    assert (last["sequence"], last["post"]["comments"]) == (2, 2)


@pytest.fixture
async def moderated(ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})


async def test_where_the_board_moderates_visitors_comments_wait(
    app: Quart, acme: Tenant, ada: Caller, bob: Caller, post: Any, moderated: None
) -> None:
    member = await signed_in(app, await person("Dan", of=acme, role="member"), acme)
    visitor = await signed_in(app, await person("Eve"), acme)
    waits = [(await said(by, post))["held"] for by in (bob, visitor, member, ada)]
    assert waits == [True, True, False, False]
    assert (await said(ada, post, external_user_id="bob"))["held"] is True
    assert (await said(ada, post, external_user_id="bob", internal=True))["held"] is False
    assert await counted(ada, post) == 2


async def test_what_waits_is_listed_for_the_team_newest_first(
    app: Quart, acme: Tenant, ada: Caller, bob: Caller, globex: Caller, post: Any, moderated: None
) -> None:
    made = [(await said(bob, post, str(n)))["id"] for n in range(4)]
    await ada("PATCH", f"/comments/{made.pop(1)}", LET_THROUGH)
    seen, cursor = list[str](), ""
    while cursor is not None:
        page = (await ada("GET", f"/comments/held?limit=1&cursor={cursor}")).json
        seen, cursor = seen + [comment["id"] for comment in page["comments"]], page["next_cursor"]
    assert seen == made[::-1]
    assert (await bob("GET", "/comments/held")).code == "insufficient_scope"
    assert (await globex("GET", "/comments/held")).json == {"comments": [], "next_cursor": None}


async def test_where_comments_wait_one_that_is_written_anew_waits_again(
    ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})
    comment = f"/comments/{(await said(bob, post, 'Me too.'))['id']}"
    await ada("PATCH", comment, LET_THROUGH)
    assert (await bob("PATCH", comment, {"body": "Buy pills."})).json["held"] is True
    stranger = bob.saying({"X-Loop-External-User": "eve"})
    assert (await heard(stranger, post), await counted(stranger, post)) == ([], 0)
    assert await events(sql) == ["post.created", "comment.created", "comment.deleted"]
    assert "pills" not in await sql.fetchval("SELECT body FROM events ORDER BY ordinal DESC LIMIT 1")
    await ada("PATCH", comment, LET_THROUGH)
    assert (await heard(stranger, post), await counted(stranger, post)) == (["Buy pills."], 1)


async def test_what_the_team_corrects_is_not_held(ada: Caller, bob: Caller, post: Any) -> None:
    comment = f"/comments/{(await said(bob, post, 'Me tooo.'))['id']}"
    await ada("PATCH", "/tenant", {"moderation": True})
    assert (await ada("PATCH", comment, {"body": "Me too."})).json["held"] is False
    both = {"body": "Me too!", "external_user_id": "bob", **LET_THROUGH}
    assert (await ada("PATCH", comment, both)).json["held"] is False
