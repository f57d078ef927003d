"""What is held about a user, and that it is gone when it is asked to go."""

import json
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from loops.models.stamp import stamp
from loops_tenants.models import Tenant
from people import person, signed_in

BOB = 'bob "the" Äpfel/42\x7f'


@pytest.fixture
async def post(ada: Caller) -> Any:
    """Bob's, whom two others and he himself voted for; its title has changed since."""
    post = await ada.post(title="Bob's secret wish", description="I am Bob.", external_user_id=BOB)
    for voter in (BOB, "eve"):
        await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": voter})
    await ada("PATCH", f"/posts/{post['id']}", {"title": "Bob's open wish"})
    return post


def path(query: str = "") -> str:
    return f"/users/{BOB.replace('%', '%25').replace(chr(127), '%7F')}{query}"


async def everything(sql: asyncpg.Connection) -> str:
    tables = ("posts", "votes", "events", "post_history", "audit_log", "kept_answers", "attempts", "deliveries")
    rows = [row for table in tables for row in await sql.fetch(f"SELECT * FROM {table}")]
    return "\n".join(str(tuple(row)) for row in rows)


async def test_everything_that_is_held_is_shown(ada: Caller, post: Any) -> None:
    other = await ada.post(external_user_id="eve")
    await ada("PUT", f"/posts/{other['id']}/vote", {"external_user_id": BOB})
    status, held, _ = await ada("GET", path())
    assert status == 200
    assert held["external_user_id"] == BOB
    assert [(one["id"], one["title"]) for one in held["posts"]] == [(post["id"], "Bob's open wish")]
    assert [one["post_id"] for one in held["votes"]] == [post["id"], other["id"]]
    assert held["events"] == 5  # of the post four, and a vote for the other


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_nothing_is_held_about_a_stranger(ada: Caller, globex: Caller, post: Any, method: str) -> None:
    assert (await ada(method, "/users/stranger")).status == 404
    assert (await globex(method, path())).status == 404


async def test_who_is_forgotten_is_nowhere(ada: Caller, post: Any, sql: asyncpg.Connection) -> None:
    again = ada.saying({"Idempotency-Key": "one"})
    await again("POST", "/posts", {"title": "Another", "external_user_id": BOB})
    assert BOB[:3] in await everything(sql)
    status, erased, _ = await ada("DELETE", path())
    assert (status, erased) == (200, {"posts": 2, "comments": 0, "votes": 1, "events": 5})
    left = await everything(sql)
    assert "Äpfel" not in left
    assert "\\u00c4" not in left
    assert (await ada("GET", path())).status == 404


async def test_a_person_who_signed_in_is_forgotten_as_well(
    app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection
) -> None:
    somebody = await person("Carol")
    carol = await signed_in(app, somebody, acme)
    post = await carol.post()
    await carol("PUT", f"/posts/{post['id']}/vote")
    assert str(somebody.id) in await everything(sql)
    status, erased, _ = await ada("DELETE", f"/users/person:{somebody.id}")
    assert (status, erased) == (200, {"posts": 1, "comments": 0, "votes": 1, "events": 2})
    left = await everything(sql)
    assert str(somebody.id) not in left
    assert "Carol" not in left


async def test_votes_stay_and_count(ada: Caller, post: Any) -> None:
    await ada("DELETE", path())
    _, shown, _ = await ada("GET", f"/posts/{post['id']}")
    assert (shown["votes"], shown["external_user_id"]) == (2, None)
    _, page, _ = await ada("GET", f"/posts/{post['id']}/votes")
    assert [vote["external_user_id"] for vote in page["votes"]] == ["eve", None]


async def test_who_comes_back_is_somebody_new(ada: Caller, post: Any) -> None:
    await ada("DELETE", path())
    _, vote, _ = await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": BOB})
    assert vote["votes"] == 3


async def test_texts_are_kept_unless_asked_otherwise(ada: Caller, post: Any) -> None:
    await ada("DELETE", path())
    _, shown, _ = await ada("GET", f"/posts/{post['id']}")
    assert (shown["title"], shown["description"]) == ("Bob's open wish", "I am Bob.")


async def test_texts_are_removed_everywhere(ada: Caller, post: Any, sql: asyncpg.Connection) -> None:
    await ada("DELETE", path("?texts=remove"))
    _, shown, _ = await ada("GET", f"/posts/{post['id']}")
    assert (shown["title"], shown["description"], shown["votes"]) == ("[removed]", None, 2)
    left = await everything(sql)
    assert "wish" not in left
    assert "I am Bob" not in left
    assert (await ada("GET", "/posts?q=wish")).json["posts"] == []


async def test_the_log_tells_of_nobody_and_keeps_its_form(ada: Caller, post: Any, sql: asyncpg.Connection) -> None:
    before = [json.loads(body) for (body,) in await sql.fetch("SELECT body FROM events ORDER BY ordinal")]
    await ada("DELETE", path())
    await stamp()
    _, page, _ = await ada("GET", "/events")
    for old, new in zip(before, page["events"], strict=True):
        assert [*new] == [*old, "position"]
        assert new["post"] == old["post"] | {"external_user_id": None}
    assert page["events"][0]["actor"] == {"type": "user", "id": None, "name": None}
    assert page["events"][1]["vote"]["external_user_id"] is None
    assert page["events"][2]["vote"]["external_user_id"] == "eve"


async def test_others_are_not_touched(ada: Caller, globex: Caller, post: Any, sql: asyncpg.Connection) -> None:
    await globex.post(external_user_id=BOB)
    await ada.post(title=json.dumps(BOB)[1:9], external_user_id=BOB + "2")
    await ada("DELETE", path())
    assert await sql.fetchval("SELECT count(*) FROM posts WHERE external_user_id = $1", BOB) == 1
    assert await sql.fetchval("SELECT count(*) FROM posts WHERE external_user_id = $1", BOB + "2") == 1


async def test_what_an_endpoint_said_of_them_is_forgotten(ada: Caller, post: Any, sql: asyncpg.Connection) -> None:
    await ada("POST", "/webhooks", {"url": "http://127.0.0.1/"})
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "carol"})
    tell = "INSERT INTO attempts (tenant_id, delivery_id, number, outcome, answer) SELECT tenant_id, id, $1, 'x', $2"
    for number, said in enumerate((f"hello {BOB}", "hello"), 1):
        await sql.execute(f"{tell} FROM deliveries", number, said.encode())
    await ada("DELETE", path())
    assert await sql.fetch("SELECT answer FROM attempts ORDER BY number") == [(None,), (b"hello",)]
