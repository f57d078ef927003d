"""/webhooks/:id/deliveries and /deliveries/:id: what was sent, and how it went."""

import base64
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from caller import Caller
from receiver import Receiver, status

Hook = Callable[..., Awaitable[Any]]
Listed = Callable[..., Awaitable[list[Any]]]
Settled = Callable[[], Awaitable[None]]
ATTEMPT = """
INSERT INTO attempts (tenant_id, delivery_id, number, outcome, status, answer, milliseconds, request, answer_headers)
SELECT tenant_id, id, 1, 'refused', 500, $1, 12, $2, $3 FROM deliveries"""
SENT = '{"url": "https://example.com/", "headers": {"X-Loop-Event": "post.created", "X-Token": "****"}}'
FAIL = "UPDATE deliveries SET state = 'failed', next_attempt_at = NULL WHERE id = ANY ($1::uuid[])"


async def test_a_delivery_is_shown_from_its_making_to_its_end(
    ada: Caller, hook: Hook, worker: Any, listed: Listed, settled: Settled
) -> None:
    webhook = await hook()
    await ada.post()
    (owed,) = await listed(webhook)
    assert (owed["state"], owed["attempts"], owed["replay"], owed["last_attempt"]) == ("pending", 0, 0, None)
    assert (owed["webhook_id"], owed["event"]) == (webhook["id"], "post.created")
    async with worker():
        await settled()
    (done,) = await listed(webhook)
    assert (done["id"], done["state"], done["attempts"]) == (owed["id"], "delivered", 1)
    assert done["next_attempt_at"] is None
    last = done["last_attempt"]
    assert (last["number"], last["outcome"], last["status"], last["error"]) == (1, "delivered", 200, None)


async def test_one_delivery_shows_its_body_to_the_byte_and_each_attempt(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, settled: Settled
) -> None:
    receiver.behave = status(500)
    webhook = await hook()
    await ada.post()
    async with worker(retry_schedule="10ms"):
        await settled()
    (row,) = await listed(webhook)
    whole = (await ada("GET", f"/deliveries/{row['id']}")).json
    assert whole["body"].encode() == receiver.calls[0].body
    assert {name: whole[name] for name in row} == row
    assert [(one["number"], one["outcome"], one["status"]) for one in whole["log"]] == [
        (1, "refused", 500),
        (2, "refused", 500),
    ]


async def test_what_went_out_and_what_came_back_is_shown(
    ada: Caller, receiver: Receiver, hook: Hook, worker: Any, listed: Listed, settled: Settled
) -> None:
    webhook = await hook(headers={"X-Token": "hush hush"})
    await ada.post()
    async with worker():
        await settled()
    (row,) = await listed(webhook)
    (attempt,) = (await ada("GET", f"/deliveries/{row['id']}")).json["log"]
    sent, received = attempt["request"]["headers"], receiver.calls[0].headers
    for name in ("X-Loop-Signature", "X-Loop-Delivery", "webhook-signature"):
        assert sent[name] == received[name]
    assert received["X-Token"] == "hush hush"
    assert "hush hush" not in str(attempt)
    assert attempt["request"]["url"] == receiver.url
    assert attempt["answer"]["body"] == "noted"
    assert attempt["answer"]["headers"]["Content-Type"].startswith("text/plain")


async def test_an_attempt_shows_its_request_and_its_answer(
    ada: Caller, hook: Hook, listed: Listed, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await ada.post()
    await sql.execute(ATTEMPT, "Çok meşgul".encode(), SENT, '{"Content-Type": "text/plain"}')
    (row,) = await listed(webhook)
    (attempt,) = (await ada("GET", f"/deliveries/{row['id']}")).json["log"]
    assert attempt["request"]["url"] == "https://example.com/"
    assert attempt["request"]["headers"]["X-Token"] == "****"
    answer = {"headers": {"Content-Type": "text/plain"}, "body": "Çok meşgul", "body_base64": None}
    assert attempt["answer"] == answer
    assert attempt["milliseconds"] == 12


async def test_an_answer_that_is_no_text_has_its_bytes_too(
    ada: Caller, hook: Hook, listed: Listed, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await ada.post()
    raw = b"\x00\xffloops"
    await sql.execute(ATTEMPT, raw, None, None)
    (row,) = await listed(webhook)
    (attempt,) = (await ada("GET", f"/deliveries/{row['id']}")).json["log"]
    assert attempt["answer"]["body"] == "\x00�loops"
    assert base64.b64decode(attempt["answer"]["body_base64"]) == raw
    assert attempt["request"] is None


async def test_an_attempt_without_an_answer_has_none(
    ada: Caller, worker: Any, settled: Settled, listed: Listed
) -> None:
    webhook = (await ada("POST", "/webhooks", {"url": "http://127.0.0.1:9/"})).json
    await ada.post()
    async with worker(retry_schedule=""):
        await settled()
    (row,) = await listed(webhook)
    (attempt,) = (await ada("GET", f"/deliveries/{row['id']}")).json["log"]
    assert (attempt["outcome"], attempt["answer"]) == ("unreachable", None)
    assert "127.0.0.1:9" in row["last_attempt"]["error"]


async def test_they_are_listed_newest_first_page_by_page(ada: Caller, hook: Hook, listed: Listed) -> None:
    webhook, other = await hook(), await hook(events=["post.deleted"])
    titles = [(await ada.post(f"Idea {n}"))["title"] for n in range(5)]
    path, seen = f"/webhooks/{webhook['id']}/deliveries?limit=2", []
    page = (await ada("GET", path)).json
    while page["next_cursor"]:
        assert len(page["deliveries"]) == 2
        seen += page["deliveries"]
        page = (await ada("GET", f"{path}&cursor={page['next_cursor']}")).json
    seen += page["deliveries"]
    bodies = [(await ada("GET", f"/deliveries/{one['id']}")).json["body"] for one in seen]
    assert [title in body for title, body in zip(titles[::-1], bodies, strict=True)] == [True] * 5
    assert await listed(other) == []


@pytest.mark.parametrize("state", ["pending", "delivered", "failed"])
async def test_they_are_found_by_state(
    ada: Caller, hook: Hook, listed: Listed, sql: asyncpg.Connection, state: str
) -> None:
    webhook = await hook()
    for _ in range(6):
        await ada.post()
    all_six = await listed(webhook)
    for nth, fate in enumerate(("failed", "delivered")):
        ids = [one["id"] for one in all_six[nth::3]]
        await sql.execute("UPDATE deliveries SET state = $2 WHERE id = ANY ($1::uuid[])", ids, fate)
    found = await listed(webhook, f"?state={state}")
    nth = ["failed", "delivered", "pending"].index(state)
    assert [one["id"] for one in found] == [one["id"] for one in all_six[nth::3]]
    assert {one["state"] for one in found} == {state}
    first = (await ada("GET", f"/webhooks/{webhook['id']}/deliveries?state={state}&limit=1")).json
    assert [one["id"] for one in await listed(webhook, f"?state={state}&cursor={first['next_cursor']}")] == [
        found[1]["id"]
    ]


async def test_they_are_found_by_event(ada: Caller, hook: Hook, listed: Listed) -> None:
    webhook = await hook()
    post = await ada.post()
    await ada("PATCH", f"/posts/{post['id']}", {"status": "planned"})
    await ada("DELETE", f"/posts/{post['id']}")
    assert len(await listed(webhook)) == 3
    assert [one["event"] for one in await listed(webhook, "?event=post.status_changed")] == ["post.status_changed"]
    assert [one["event"] for one in await listed(webhook, "?event=post.deleted&state=pending")] == ["post.deleted"]


@pytest.mark.parametrize("query", ["state=lost", "event=post.eaten", "cursor=x", "cursor=AAAA", "limit=0"])
async def test_what_is_no_such_filter_is_refused(ada: Caller, hook: Hook, query: str) -> None:
    webhook = await hook()
    answer = await ada("GET", f"/webhooks/{webhook['id']}/deliveries?{query}")
    assert (answer.status, answer.code) == (400, "validation_failed")
    assert answer.json["error"]["details"][0]["field"] == query.split("=")[0]


async def test_what_is_not_there_is_404(ada: Caller) -> None:
    for path in (f"/webhooks/{uuid4()}/deliveries", f"/deliveries/{uuid4()}", f"/webhooks/{uuid4()}/health"):
        assert (await ada("GET", path)).status == 404


async def test_a_delivery_whose_event_has_gone_is_still_shown(
    ada: Caller, hook: Hook, listed: Listed, sql: asyncpg.Connection
) -> None:
    webhook = await hook()
    await ada.post()
    await sql.execute("DELETE FROM events")
    (row,) = await listed(webhook)
    whole = (await ada("GET", f"/deliveries/{row['id']}")).json
    assert (row["event"], whole["body"]) == (None, None)
    answer = await ada("POST", f"/deliveries/{row['id']}/retry")
    assert (answer.status, "90 days" in answer.json["error"]["message"]) == (409, True)
