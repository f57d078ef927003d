"""A webhook is told of posts with the statuses and tags that it asks for."""

import json
from typing import Any

import asyncpg
import pytest

from caller import Caller
from loops.models.event import WANTS
from receiver import Receiver

URL = "http://127.0.0.1:9/loops"


@pytest.fixture
def owed(sql: asyncpg.Connection) -> Any:
    """What a webhook is owed: of each event its name, and its post's status."""

    async def read(webhook: Any) -> list[tuple[str, str]]:
        found = await sql.fetch(
            "SELECT e.body FROM deliveries d JOIN events e ON e.id = d.event_id "
            "WHERE d.target_id = $1::uuid ORDER BY e.ordinal",
            webhook["id"],
        )
        return [(body["event"], body["post"]["status"]) for body in (json.loads(text) for (text,) in found)]

    return read


async def made(ada: Caller, **asked: object) -> Any:
    status, webhook, _ = await ada("POST", "/webhooks", {"url": URL, **asked})
    assert status == 201, webhook
    return webhook


async def test_what_is_asked_for_is_shown(ada: Caller) -> None:
    asked = {"statuses": ["done", "planned", "done"], "tags": [" app ", "web", "app"]}
    webhook = await made(ada, **asked)
    assert (webhook["statuses"], webhook["tags"]) == (["done", "planned"], ["app", "web"])
    path = f"/webhooks/{webhook['id']}"
    _, changed, _ = await ada("PATCH", path, {"statuses": ["open"], "tags": []})
    assert (changed["statuses"], changed["tags"]) == (["open"], [])
    assert (await ada("GET", path)).json == changed
    fresh = await made(ada)
    assert (fresh["statuses"], fresh["tags"]) == ([], [])


async def test_an_event_is_owed_where_its_post_has_the_status_then(ada: Caller, owed: Any) -> None:
    planned, either, every = [await made(ada, statuses=keys) for keys in (["planned"], ["open", "planned"], [])]
    post = await ada.post()
    for status in ("planned", "done"):
        await ada("PATCH", f"/posts/{post['id']}", {"status": status})
    assert await owed(planned) == [("post.status_changed", "planned")]
    assert await owed(either) == [("post.created", "open"), ("post.status_changed", "planned")]
    assert len(await owed(every)) == 3


async def test_an_event_is_owed_where_its_post_has_the_tag(ada: Caller, owed: Any) -> None:
    webhook = await made(ada, tags=["app", "web"])
    for tag in ("app", "web", "App", None):
        await ada.post(tag=tag)
    assert len(await owed(webhook)) == 2


async def test_all_that_is_asked_for_has_to_hold(ada: Caller, owed: Any) -> None:
    webhook = await made(ada, events=["post.created", "vote.created"], statuses=["open"], tags=["app"])
    for tag in ("app", "web"):
        post = await ada.post(tag=tag)
        await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
        await ada("PATCH", f"/posts/{post['id']}", {"status": "done"})
        await ada("DELETE", f"/posts/{post['id']}/vote?external_user_id=bob")
    assert await owed(webhook) == [("post.created", "open"), ("vote.created", "open")]


async def test_only_what_was_asked_for_arrives(ada: Caller, receiver: Receiver, worker: Any) -> None:
    await made(ada, url=receiver.url, tags=["app"])
    async with worker():
        await ada.post("Not this", tag="web")
        await ada.post("This", tag="app")
        (call,) = await receiver.got(1)
    assert json.loads(call.body)["post"]["title"] == "This"


SAID = "SELECT e.name, e.body::json #>> '{post,status}', e.body::json #>> '{post,tag}' FROM events e"


@pytest.mark.parametrize(
    ("about", "who"),
    [
        ("SELECT 'endpoint.disabled', NULL, NULL", {"all", "done", "app"}),
        ("SELECT 'ping', NULL, NULL", {"all", "done", "app", "ping"}),
        (SAID, {"all", "app"}),
    ],
)
async def test_the_same_is_asked_of_what_was_kept_and_of_what_is_about_no_post(
    ada: Caller, sql: asyncpg.Connection, about: str, who: set[str]
) -> None:
    asked: dict[str, Any] = {"all": {}, "done": {"statuses": ["done"]}, "app": {"tags": ["app"]}}
    for name, fields in (asked | {"ping": {"events": ["ping"]}}).items():
        await made(ada, name=name, **fields)
    await ada.post(tag="app")
    found = await sql.fetch(f"SELECT w.name FROM webhooks w, ({about}) AS about (name, status, tag) WHERE {WANTS}")
    assert {name for (name,) in found} == who


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"statuses": ["open", "someday"]}, "statuses", "no status `someday`"),
        ({"statuses": "open"}, "statuses", "list"),
        ({"statuses": [7]}, "statuses.0", "text"),
        ({"tags": ["x" * 41]}, "tags.0", "at most 40"),
        ({"tags": [" "]}, "tags.0", "not be empty"),
        ({"tags": [f"tag {n}" for n in range(51)]}, "tags", "at most 50"),
        ({"tags": ["a\x00"]}, "tags.0", "cannot be kept"),
        ({"tags": None}, "tags", "list"),
    ],
)
async def test_what_cannot_be_asked_for_is_refused(ada: Caller, wrong: dict[str, Any], field: str, words: str) -> None:
    path = f"/webhooks/{(await made(ada))['id']}"
    before = (await ada("GET", path)).json
    for answer in (await ada("POST", "/webhooks", {"url": URL, **wrong}), await ada("PATCH", path, wrong)):
        assert answer.code == "validation_failed"
        (detail,) = answer.json["error"]["details"]
        assert detail["field"] == field
        assert words in detail["message"]
    assert (await ada("GET", "/webhooks")).json["webhooks"] == [before]


async def test_a_status_of_another_tenant_is_unknown(ada: Caller, globex: Caller, sql: asyncpg.Connection) -> None:
    theirs = "FROM tenants t WHERE tenant_id = t.id AND slug = 'globex' AND key = 'closed'"
    await sql.execute(f"UPDATE statuses SET key = 'ours' {theirs}")
    assert (await globex("POST", "/webhooks", {"url": URL, "statuses": ["ours"]})).status == 201
    assert (await ada("POST", "/webhooks", {"url": URL, "statuses": ["ours"]})).status == 400
