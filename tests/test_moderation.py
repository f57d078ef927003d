"""What visitors write may wait for the team: until it is let through, it is there for its author and the team alone."""

from dataclasses import replace
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from loops_tenants.models import Tenant
from loops_tenants.roles import Role
from people import person, signed_in
from tenant.tokens import proving, secret_of, token

BY_BOB = {"X-Loop-External-User": "bob"}
BY_EVE = {"X-Loop-External-User": "eve"}


@pytest.fixture(autouse=True)
async def moderated(ada: Caller) -> None:
    assert (await ada("PATCH", "/tenant", {"moderation": True})).json["moderation"] is True


@pytest.fixture
async def held(bob: Caller) -> Any:
    """A post of Bob's, that waits."""
    return await bob.post("Dark mode", tag="ui")


async def seen(by: Caller, post: Any) -> bool:
    return (await by("GET", f"/posts/{post['id']}")).status == 200


async def listed(by: Caller, query: str = "") -> tuple[int, list[str]]:
    """The total of a list, and its titles."""
    page = (await by("GET", f"/posts{query}")).json
    return page["total"], [post["title"] for post in page["posts"]]


async def let_through(ada: Caller, post: Any, **more: object) -> Any:
    status, shown, _ = await ada("PATCH", f"/posts/{post['id']}", {"held": False, **more})
    assert (status, shown["held"]) == (200, False)
    return shown


async def events(ada: Caller, sql: asyncpg.Connection) -> list[tuple[str, int]]:
    rows = await sql.fetch("SELECT name, sequence FROM events ORDER BY ordinal")
    return [(name, sequence) for name, sequence in rows]


async def test_a_visitors_post_waits_and_its_author_is_shown_it(bob: Caller) -> None:
    status, post, _ = await bob("POST", "/posts", {"title": "Dark mode"})
    assert (status, post["held"], post["status"]) == (201, True, "open")
    assert (await bob("GET", f"/posts/{post['id']}")).json == post


async def test_who_names_nobody_is_answered_and_never_sees_it_again(bob: Caller) -> None:
    nobody = replace(bob, headers={name: value for name, value in bob.headers.items() if name not in BY_BOB})
    post = await nobody.post()
    assert post["held"]
    assert not await seen(nobody, post)


async def test_the_team_sees_it_and_nobody_else(ada: Caller, bob: Caller, held: Any, globex: Caller) -> None:
    assert await seen(ada, held)
    assert not await seen(bob.saying(BY_EVE), held)
    assert not await seen(globex, held)


async def test_a_claim_sees_what_was_claimed_and_a_proof_sees_both(ada: Caller, bob: Caller) -> None:
    proven = proving(bob, token(await secret_of(ada)))
    claimed, proved = await bob.post("Claimed"), await proven.post("Proved")
    assert [await seen(bob, claimed), await seen(bob, proved)] == [True, False]
    assert [await seen(proven, claimed), await seen(proven, proved)] == [True, True]


@pytest.mark.parametrize("query", ["", "?sort=top", "?q=dark", "?tag=ui", "?status=open", "?q=dark&sort=old&tag=ui"])
async def test_it_is_in_no_list_and_no_total(ada: Caller, bob: Caller, held: Any, query: str) -> None:
    for by in (ada, bob):
        assert await listed(by, query) == (0, [])
    await let_through(ada, held)
    assert await listed(bob, query) == (1, ["Dark mode"])


async def test_its_tag_is_nobodys_yet_and_its_words_are_kept_nowhere(
    ada: Caller, held: Any, sql: asyncpg.Connection
) -> None:
    assert (await ada("GET", "/tags")).json["tags"] == []
    assert await sql.fetchval("SELECT count(*) FROM post_terms") == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_nobody_votes_for_it_before_it_is_let_through(ada: Caller, bob: Caller, held: Any, method: str) -> None:
    path = f"/posts/{held['id']}/vote"
    for by in (bob, bob.saying(BY_EVE), ada.saying(BY_BOB)):
        assert (await by(method, path)).code == "not_found"
    await let_through(ada, held)
    assert (await bob(method, path)).status == 200


async def test_let_through_it_is_new_to_everybody(ada: Caller, bob: Caller, sql: asyncpg.Connection) -> None:
    post = await bob.post("Dark mode", tag="ui")
    assert await events(ada, sql) == []
    shown = await let_through(ada, post)
    assert shown == post | {"held": False, "voted": None, "external_user_id": "bob"}
    await bob("PUT", f"/posts/{post['id']}/vote")
    assert await events(ada, sql) == [("post.created", 1), ("vote.created", 2)]
    body = await sql.fetchrow("SELECT body::json -> 'changes', body::json #>> '{actor,type}' FROM events LIMIT 1")
    assert tuple(body) == ('{"held":{"from":true,"to":false}}', "key")


async def test_what_is_changed_while_it_waits_is_told_to_nobody(
    ada: Caller, held: Any, sql: asyncpg.Connection
) -> None:
    changed = (await ada("PATCH", f"/posts/{held['id']}", {"title": "Night mode", "status": "planned"})).json
    assert (changed["held"], changed["title"], changed["updated_at"] > held["updated_at"]) == (True, "Night mode", True)
    assert (await events(ada, sql), await listed(ada, "?q=night")) == ([], (0, []))
    await let_through(ada, held, tag="app")
    assert await events(ada, sql) == [("post.created", 1)]
    assert await listed(ada, "?q=night&status=planned&tag=app") == (1, ["Night mode"])


async def test_who_deletes_it_tells_nobody(ada: Caller, held: Any, sql: asyncpg.Connection) -> None:
    assert (await ada("DELETE", f"/posts/{held['id']}")).status == 204
    assert not await seen(ada, held)
    assert (await events(ada, sql), await sql.fetchval("SELECT count(*) FROM post_history")) == ([], 0)
    assert await sql.fetchval("SELECT coalesce(sum(abs(n)), 0) FROM post_totals") == 0


@pytest.mark.parametrize("wrong", [True, None, 0, "false"])
async def test_nothing_is_held_once_more(ada: Caller, held: Any, wrong: object) -> None:
    answer = await ada("PATCH", f"/posts/{held['id']}", {"held": wrong})
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "held")


async def test_letting_through_what_does_not_wait_changes_nothing(
    ada: Caller, held: Any, sql: asyncpg.Connection
) -> None:
    once = await let_through(ada, held)
    assert await let_through(ada, held) == once
    assert await events(ada, sql) == [("post.created", 1)]


async def test_the_queue_is_the_teams_and_pages_on(ada: Caller, bob: Caller, globex: Caller) -> None:
    made = [(await bob.post(f"Idea {n}"))["id"] for n in range(3)]
    await let_through(ada, {"id": made.pop(1)})
    seen, cursor = list[str](), ""
    while cursor is not None:
        page = (await ada("GET", f"/posts/held?limit=1&cursor={cursor}")).json
        seen, cursor = seen + [post["id"] for post in page["posts"]], page["next_cursor"]
    assert seen == made[::-1]
    assert (await bob("GET", "/posts/held")).code == "insufficient_scope"
    assert (await globex("GET", "/posts/held")).json == {"posts": [], "next_cursor": None}


async def test_the_queue_refuses_another_lists_cursor(ada: Caller) -> None:
    assert (await ada("GET", "/posts/held?cursor=x")).code == "validation_failed"


async def test_what_the_teams_keys_write_is_not_held_but_for_a_visitor(ada: Caller) -> None:
    assert (await ada.post())["held"] is False
    assert (await ada.post(external_user_id="bob"))["held"] is True


@pytest.mark.parametrize("role", [None, "member", "moderator", "owner"])
async def test_what_members_write_is_not_held(app: Quart, acme: Tenant, role: Role | None) -> None:
    by = await signed_in(app, await person(of=acme if role else None, role=role or "member"), acme)
    post = await by.post()
    assert (post["held"], await seen(by, post)) == (role is None, True)


async def test_where_moderation_is_off_nothing_waits(ada: Caller, bob: Caller, held: Any) -> None:
    await ada("PATCH", "/tenant", {"moderation": False})
    assert (await bob.post())["held"] is False
    assert (await ada("GET", f"/posts/{held['id']}")).json["held"] is True


async def test_what_waits_can_be_erased(ada: Caller, held: Any, sql: asyncpg.Connection) -> None:
    assert (await ada("GET", "/users/bob")).json["posts"][0]["held"] is True
    assert (await ada("DELETE", "/users/bob?texts=remove")).json == {"posts": 1, "comments": 0, "votes": 0, "events": 0}
    shown = (await ada("GET", f"/posts/{held['id']}")).json
    assert (shown["title"], shown["external_user_id"]) == ("[removed]", None)
    assert await events(ada, sql) == []
