"""What a stream tells, and what it keeps to itself."""

from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from loops.models.public_event import public
from loops.models.stamp import stamp
from streaming.conftest import Listen
from streams import listening

SECRET = "eve-the-visitor"


async def test_what_happens_is_heard_as_everybody_may_know_it(ada: Caller, bob: Caller, listen: Listen) -> None:
    async with listen(bob) as ear:
        assert (ear.status, ear.headers["Content-Type"], ear.texts[0]) == (200, "text/event-stream", "retry: 3000")
        post = await ada.post(external_user_id=SECRET)
        await stamp()
        heard = await ear.next()
    assert (heard.id, heard.event, heard.data["event"]) == (1, "post.created", "post.created")
    assert list(heard.data) == ["event", "id", "timestamp", "sequence", "tenant", "post"]
    assert (heard.data["sequence"], heard.data["tenant"]) == (1, "acme")
    assert heard.data["post"] == (await bob("GET", f"/posts/{post['id']}")).json | {"voted": None}


async def test_nothing_says_who_it_was(ada: Caller, bob: Caller, listen: Listen) -> None:
    async with listen(ada) as ear:
        post = await ada.post(external_user_id=SECRET)
        for method in ("PUT", "DELETE"):
            await ada(method, f"/posts/{post['id']}/vote", {"external_user_id": SECRET})
        await ada("PATCH", f"/posts/{post['id']}", {"status": "done", "title": "Night mode"})
        await ada("DELETE", f"/posts/{post['id']}")
        await stamp()
        heard = await ear.several(6)
    names = ["post.created", "vote.created", "vote.deleted", "post.status_changed", "post.updated", "post.deleted"]
    assert [one.event for one in heard] == names
    assert list(heard[1].data["vote"]) == ["verified", "created_at"]
    assert heard[3].data["changes"] == {"status": {"from": "open", "to": "done"}}
    told = "".join(ear.texts)
    assert not [word for word in (SECRET, "external_user_id", "actor") if word in told]


async def test_of_a_post_that_is_held_nothing_is_heard(
    ada: Caller, bob: Caller, listen: Listen, sql: asyncpg.Connection
) -> None:
    held, seen = await ada.post("Held"), await ada.post("Seen")
    await sql.execute("UPDATE posts SET held = true WHERE title = 'Held'")
    await stamp()
    async with listen(bob) as ear, listen(bob, last=1) as late:
        for post in (held, seen):
            await ada("PATCH", f"/posts/{post['id']}", {"status": "done"})
        await stamp()
        assert (await ear.next()).data["post"]["title"] == "Seen"
        assert [one.data["post"]["title"] for one in await late.several(2)] == ["Seen", "Seen"]


@pytest.mark.parametrize("flag", ["held", "internal"])
def test_of_a_comment_that_is_held_or_internal_nothing_is_told(flag: str) -> None:
    comment: dict[str, Any] = {"id": "1", "body": "Soon.", "external_user_id": SECRET, "created_at": "2026-11-24"}
    event = {"event": "comment.created", "comment": comment, "actor": {}}
    told = {"event": "comment.created", "comment": {"id": "1", "body": "Soon.", "created_at": "2026-11-24"}}
    assert public(event) == told
    assert public(event | {"comment": comment | {flag: True}}) is None


async def test_what_is_not_public_is_passed_over(ada: Caller, bob: Caller, listen: Listen) -> None:
    async with listen(bob) as ear:
        hook = (await ada("POST", "/webhooks", {"url": "http://127.0.0.1/"})).json
        await ada("POST", f"/webhooks/{hook['id']}/ping")
        await ada("POST", "/changelog", {"title": "A", "published": True})
        await ada.post()
        await stamp()
        heard = await ear.next()
    assert (heard.id, heard.event) == (3, "post.created")


async def test_another_tenants_events_are_not_heard(ada: Caller, bob: Caller, globex: Caller, listen: Listen) -> None:
    async with listen(bob) as ear, listen(globex) as theirs:
        await globex.post("Theirs")
        await ada.post("Ours")
        await stamp()
        assert ((await ear.next()).data["post"]["title"], (await theirs.next()).data["tenant"]) == ("Ours", "globex")
    assert len(ear.texts) == 2


async def test_a_page_of_the_board_hears_the_same(app: Quart, ada: Caller, bob: Caller, listen: Listen) -> None:
    async with listen(bob) as ear, listening(app, {"Host": bob.headers["Host"]}, "/stream") as page:
        await ada.post()
        await stamp()
        assert await ear.next() == await page.next()
    assert (page.headers["Cache-Control"], page.headers["Vary"]) == ("private, no-cache", "Cookie")


async def test_browsers_send_a_publishable_key_in_the_url(app: Quart, ada: Caller, bob: Caller, listen: Listen) -> None:
    key, here = bob.headers["Authorization"].removeprefix("Bearer "), {"Host": bob.headers["Host"]}
    async with listening(app, here, f"/api/v1/stream?key={key}") as ear:
        await ada.post()
        await stamp()
        assert (await ear.next()).event == "post.created"
    secret = ada.headers["Authorization"].removeprefix("Bearer ")
    async with listening(app, here, f"/api/v1/stream?key={secret}") as refused:
        assert refused.status == 401


async def test_who_only_asks_for_the_head_gets_the_head(bob: Caller, listen: Listen) -> None:
    async with listen(bob, method="HEAD") as ear:
        assert await ear.ended()
    assert (ear.status, ear.headers["Content-Type"], ear.texts) == (200, "text/event-stream", [])
