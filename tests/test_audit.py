"""The audit log: who did what to what, from where."""

from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from loops_tenants.models import Tenant
from visitor import visit


async def entries(ada: Caller, query: str = "") -> Any:
    status, page, _ = await ada("GET", f"/audit{query}")
    assert status == 200
    return page["entries"]


async def test_what_an_admin_does_is_written_down(ada: Caller) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": "http://127.0.0.1/", "name": "CI"})).json
    await ada("PATCH", f"/webhooks/{webhook['id']}", {"active": False})
    await ada("DELETE", f"/webhooks/{webhook['id']}")
    found = await entries(ada)
    assert [one["action"] for one in found] == ["webhooks.delete", "webhooks.change", "webhooks.create"]
    assert {one["subject"] for one in found} == {webhook["id"]}
    assert [one["details"] for one in found] == [{}, {"active": False}, {"url": "http://127.0.0.1/", "name": "CI"}]
    assert {one["actor"]["type"] for one in found} == {"key"}


async def test_where_it_came_from_is_written_down(app: Quart, ada: Caller) -> None:
    post = await ada.post()
    sent = [*ada.headers.items(), ("Content-Type", "application/json")]
    await visit(app, f"/api/v1/posts/{post['id']}", *sent, method="DELETE", peer="203.0.113.7")
    (entry,) = await entries(ada)
    assert (entry["action"], entry["address"]) == ("posts.delete", "203.0.113.7")


async def test_an_entry_can_be_found_by_the_answer_it_belongs_to(ada: Caller) -> None:
    post = await ada.post()
    answer = await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    (entry,) = await entries(ada)
    assert entry["request_id"] == answer.headers["X-Request-Id"]
    assert (entry["action"], entry["details"]) == ("posts.change", {"status": "planned"})


async def test_what_visitors_do_and_what_is_only_read_is_not_in_it(ada: Caller, bob: Caller) -> None:
    post = await bob.post()
    await bob("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    await ada("GET", "/webhooks")
    await ada("GET", "/audit")
    assert await entries(ada) == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/webhooks", {"url": "nowhere"}),
        ("PATCH", "/posts/01a20f4f-fa6f-733b-81d3-f3d7e1057dd2", {"status": "done"}),
    ],
)
async def test_what_was_refused_was_not_done(ada: Caller, method: str, path: str, body: Any) -> None:
    assert (await ada(method, path, body)).status >= 400
    assert await entries(ada) == []


async def test_no_key_is_in_it(ada: Caller, sql: asyncpg.Connection) -> None:
    made = (await ada("POST", "/keys", {"kind": "secret", "scopes": ["read"]})).json
    (entry,) = await entries(ada)
    assert (entry["action"], entry["subject"]) == ("keys.create", made["id"])
    assert made["key"] not in str(await sql.fetch("SELECT * FROM audit_log"))


async def test_a_repeated_call_is_one_act(ada: Caller) -> None:
    again = ada.saying({"Idempotency-Key": "once"})
    for _ in range(2):
        assert (await again("POST", "/webhooks", {"url": "http://127.0.0.1/"})).status == 201
    assert len(await entries(ada)) == 1


async def test_what_people_wrote_is_not_copied(ada: Caller) -> None:
    post = await ada.post()
    await ada("PATCH", f"/posts/{post['id']}", {"title": "Another", "description": "By Bob.", "tag": "app"})
    (entry,) = await entries(ada)
    assert entry["details"] == {"title": "…", "description": "…", "tag": "app"}


async def test_a_long_text_is_cut(ada: Caller) -> None:
    url = "http://127.0.0.1/" + "x" * 1000
    await ada("POST", "/webhooks", {"url": url})
    (entry,) = await entries(ada)
    assert entry["details"]["url"] == url[:200] + "…"


async def test_it_is_paged_and_filtered(ada: Caller) -> None:
    ids = [(await ada("POST", "/webhooks", {"url": "http://127.0.0.1/"})).json["id"] for _ in range(3)]
    await ada("DELETE", f"/webhooks/{ids[0]}")
    _, first, _ = await ada("GET", "/audit?limit=3")
    _, second, _ = await ada("GET", f"/audit?limit=3&cursor={first['next_cursor']}")
    assert [one["subject"] for one in first["entries"] + second["entries"]] == [ids[0], ids[2], ids[1], ids[0]]
    assert second["next_cursor"] is None
    assert len(await entries(ada, "?action=webhooks.delete")) == 1
    assert len(await entries(ada, f"?subject={ids[0]}")) == 2
    assert await entries(ada, "?until=2020-01-01T00:00:00Z") == []
    assert len(await entries(ada, "?since=2020-01-01T00:00:00Z")) == 4


async def test_another_tenants_acts_are_not_there(ada: Caller, globex: Caller) -> None:
    await globex("POST", "/webhooks", {"url": "http://127.0.0.1/"})
    assert await entries(ada) == []


async def test_it_takes_an_admin_to_read_it(app: Quart, acme: Tenant, bob: Caller) -> None:
    assert (await bob("GET", "/audit")).status == 403
