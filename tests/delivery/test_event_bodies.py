"""The body of each event, to the letter."""

import json
from typing import Any

import asyncpg
import pytest

from caller import Caller
from loops_tenants.models import Tenant

EVENT = ["event", "id", "timestamp", "sequence", "tenant", "post"]


@pytest.fixture
def bodies(sql: asyncpg.Connection) -> Any:
    async def read() -> list[Any]:
        return [json.loads(body) for (body,) in await sql.fetch("SELECT body FROM events ORDER BY ordinal")]

    return read


async def test_a_post_is_as_a_secret_key_sees_it(ada: Caller, bob: Caller, bodies: Any) -> None:
    post = await bob.post(description="At night", tag="ui", source="bot")
    _, seen, _ = await ada("GET", f"/posts/{post['id']}")
    (body,) = await bodies()
    assert list(body) == [*EVENT, "actor"]
    assert body["post"] == seen
    assert (body["event"], body["sequence"], body["tenant"]) == ("post.created", 1, "acme")
    assert body["timestamp"].endswith("+00:00")


async def test_a_change_says_from_what_to_what(ada: Caller, bodies: Any) -> None:
    post = await ada.post()
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned", "tag": "ui", "title": "Night mode"})
    _, moved, changed = await bodies()
    assert list(moved) == list(changed) == [*EVENT, "changes", "actor"]
    assert (moved["event"], moved["sequence"]) == ("post.status_changed", 2)
    assert moved["changes"] == {"status": {"from": "open", "to": "planned"}}
    assert (changed["event"], changed["sequence"]) == ("post.updated", 3)
    assert changed["changes"] == {
        "tag": {"from": None, "to": "ui"},
        "title": {"from": "Dark mode", "to": "Night mode"},
    }


async def test_a_vote_says_whose_it_is(ada: Caller, bob: Caller, bodies: Any) -> None:
    post = await ada.post()
    await ada("POST", f"/posts/{post['id']}/vote", {"external_user_id": "eve"})
    await bob("POST", f"/posts/{post['id']}/vote")
    await bob("POST", f"/posts/{post['id']}/vote")
    votes = [body for body in await bodies() if "vote" in body]
    assert [list(body) for body in votes] == [[*EVENT, "vote", "actor"]] * 3
    assert [body["event"] for body in votes] == ["vote.created", "vote.created", "vote.deleted"]
    assert [list(body["vote"]) for body in votes] == [["external_user_id", "verified", "created_at"]] * 3
    said = [(body["vote"]["external_user_id"], body["vote"]["verified"], body["post"]["votes"]) for body in votes]
    assert said == [("eve", True, 1), ("bob", False, 2), ("bob", False, 1)]


async def test_the_actor_is_the_visitor_or_else_the_key(
    ada: Caller, bob: Caller, acme: Tenant, bodies: Any, sql: asyncpg.Connection
) -> None:
    await bob.post()
    await ada.post()
    key = await sql.fetchval("SELECT id FROM api_keys WHERE kind = 'secret'")
    assert [body["actor"] for body in await bodies()] == [
        {"type": "user", "id": "bob", "name": None},
        {"type": "key", "id": str(key), "name": "test"},
    ]


async def test_a_deleted_post_is_shown_as_it_was(ada: Caller, bodies: Any) -> None:
    post = await ada.post(tag="ui")
    await ada("DELETE", f"/posts/{post['id']}")
    _, deleted = await bodies()
    assert (deleted["event"], deleted["sequence"]) == ("post.deleted", 2)
    assert deleted["post"] == post
