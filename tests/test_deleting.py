import json
from typing import Any

import asyncpg

from caller import Caller


async def bodies(sql: asyncpg.Connection) -> list[Any]:
    return [json.loads(body) for (body,) in await sql.fetch("SELECT body FROM events ORDER BY ordinal")]


async def test_a_deleted_post_is_gone_with_its_votes(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post(tag="ui")
    path = f"/posts/{post['id']}"
    await ada("PUT", f"{path}/vote", {"external_user_id": "bob"})

    assert (await ada("DELETE", path)).status == 204
    assert [(await ada(method, path)).status for method in ("GET", "PATCH", "DELETE")] == [404, 404, 404]
    assert (await ada("GET", "/posts")).json["total"] == 0
    assert (await ada("GET", "/tags")).json["tags"] == []
    assert await sql.fetchval("SELECT count(*) FROM votes") == 0


async def test_its_event_shows_it_as_it_was(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    await ada("DELETE", f"/posts/{post['id']}")
    last = (await bodies(sql))[-1]
    assert (last["event"], last["sequence"], last["post"]["votes"]) == ("post.deleted", 3, 1)
    assert last["post"] | {"votes": 0} == post


async def test_its_history_outlives_it(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    await ada("PATCH", f"/posts/{post['id']}", {"status": "done", "tag": "ui"})
    await ada("DELETE", f"/posts/{post['id']}")
    lines = await sql.fetch("SELECT event, changes, actor ->> 'type' FROM post_history ORDER BY id")
    assert [(event, changes and json.loads(changes), by) for event, changes, by in lines] == [
        ("post.created", None, "key"),
        ("post.status_changed", {"status": {"from": "open", "to": "done"}}, "key"),
        ("post.updated", {"tag": {"from": None, "to": "ui"}}, "key"),
        ("post.deleted", None, "key"),
    ]


async def test_each_event_of_a_post_has_a_sequence_of_its_own(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    await ada("PATCH", f"/posts/{post['id']}", {"status": "done", "tag": "ui"})
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    made = [(body["event"], body["sequence"]) for body in await bodies(sql)]
    assert made == [("post.created", 1), ("post.status_changed", 2), ("post.updated", 3), ("vote.created", 4)]


async def test_the_body_has_the_contracts_fields_in_its_order(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    (body,) = await bodies(sql)
    assert list(body) == ["event", "id", "timestamp", "sequence", "tenant", "post", "actor"]
    assert (body["tenant"], body["post"], body["actor"]["type"]) == ("acme", post, "key")
