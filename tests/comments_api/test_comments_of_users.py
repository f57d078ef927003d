"""What a user said: shown to who asks what is held, forgotten, and somebody else's after a joining."""

from typing import Any

import asyncpg
import pytest

from caller import Caller
from comments import heard, held, said

BOB = {"external_user_id": "bob-42"}


@pytest.fixture
async def post(ada: Caller) -> Any:
    return await ada.post()


async def everything(sql: asyncpg.Connection) -> str:
    tables = ("comments", "events", "kept_answers", "audit_log", "attempts")
    rows = [row for table in tables for row in await sql.fetch(f"SELECT * FROM {table}")]
    return "\n".join(str(tuple(row)) for row in rows)


async def test_what_is_held_about_a_user_has_their_comments(ada: Caller, post: Any, sql: asyncpg.Connection) -> None:
    comment = await said(ada, post, **BOB)
    await said(ada, post, external_user_id="eve")
    waiting = await held(sql, post, "bob-42")
    _, shown, _ = await ada("GET", "/users/bob-42")
    assert list(shown) == ["external_user_id", "account", "posts", "comments", "votes", "taken_back", "events"]
    assert [one["id"] for one in shown["comments"]] == [comment["id"], waiting]
    assert shown["comments"][0] == comment


async def test_who_is_forgotten_has_said_nothing(ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    comment = await said(ada.saying({"Idempotency-Key": "one"}), post, "I am here.", **BOB)
    await ada("PATCH", f"/comments/{comment['id']}", {"body": "I was here.", **BOB})
    assert (await ada("DELETE", "/users/bob-42")).json == {"posts": 0, "comments": 1, "votes": 0, "events": 1}
    assert await heard(bob, post) == ["I was here."]
    assert "bob-42" not in await everything(sql)
    assert (await ada("GET", "/users/bob-42")).status == 404


async def test_a_name_goes_with_who_is_forgotten(ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    await said(bob.saying({"Idempotency-Key": "one"}), post)
    await sql.execute("UPDATE comments SET author_name = 'Bob B.'")
    await ada("DELETE", "/users/bob")
    _, page, _ = await bob("GET", f"/posts/{post['id']}/comments")
    assert page["comments"][0]["author"] == {"type": "visitor", "name": None}
    assert await sql.fetchval("SELECT count(*) FROM kept_answers") == 0


async def test_texts_are_removed_everywhere(ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection) -> None:
    own = await ada.post("Bob's own", **BOB)
    comment = await said(bob, post, "I am here.", **BOB)
    await said(bob, own, "I am there.", **BOB)
    await said(bob, own, "Me too.", external_user_id="eve")
    await ada("PATCH", f"/comments/{comment['id']}", {"body": "I am no more."})
    await ada("DELETE", "/users/bob-42?texts=remove")
    assert (await heard(bob, post), await heard(bob, own)) == (["[removed]"], ["[removed]", "Me too."])
    left = await everything(sql)
    assert "I am" not in left
    assert "Me too." in left


async def test_texts_are_removed_of_who_was_somebody_else_before(
    ada: Caller, bob: Caller, post: Any, sql: asyncpg.Connection
) -> None:
    await said(bob, post, "I am here.", external_user_id="anon:1")
    assert (await ada("POST", "/users/anon:1/merge", {"into": "bob-42"})).json["comments"] == 1
    await ada("DELETE", "/users/bob-42?texts=remove")
    assert "I am here." not in await everything(sql)


async def test_comments_become_the_others_and_are_proved(ada: Caller, bob: Caller, post: Any) -> None:
    comment = await said(bob, post, external_user_id="anon:1")
    await ada("POST", "/users/anon:1/merge", {"into": "bob-42"})
    _, page, _ = await ada("GET", f"/posts/{post['id']}/comments")
    assert page["comments"] == [comment | BOB]
    assert (await bob("PATCH", f"/comments/{comment['id']}", {"body": "x", **BOB})).status == 403
    assert (await ada("POST", "/users/anon:1/merge", {"into": "bob-42"})).status == 404
