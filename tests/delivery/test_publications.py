"""What webhooks hear of the changelog."""

from typing import Any

import asyncpg
import orjson

from caller import Caller
from loops.models.stamp import stamp

PUBLISHED = "changelog.published"


async def bodies(sql: asyncpg.Connection) -> list[Any]:
    return [orjson.loads(body) for (body,) in await sql.fetch("SELECT body FROM events WHERE name = $1", PUBLISHED)]


async def test_the_first_publication_is_an_event_and_the_only_one(ada: Caller, sql: asyncpg.Connection) -> None:
    post = await ada.post()
    draft = (await ada("POST", "/changelog", {"title": "A", "posts": [post["id"]]})).json
    path = f"/changelog/{draft['id']}"
    assert await bodies(sql) == []
    shown = (await ada("PATCH", path, {"published": True})).json
    for published in (True, False, True):
        await ada("PATCH", path, {"published": published, "title": "B"})
    (event,) = await bodies(sql)
    assert list(event) == ["event", "id", "timestamp", "sequence", "tenant", "post", "changelog", "actor"]
    assert (event["event"], event["sequence"], event["tenant"], event["post"]) == (PUBLISHED, None, "acme", None)
    assert (event["changelog"], event["actor"]["type"]) == (shown, "key")


async def test_it_is_owed_to_whoever_asks_for_it(ada: Caller, sql: asyncpg.Connection) -> None:
    url, owed = "http://127.0.0.1/", set()
    for asks in ({"events": [PUBLISHED]}, {"statuses": ["done"], "tags": ["app"]}, {"events": ["post.created"]}):
        made = (await ada("POST", "/webhooks", {"url": url, **asks})).json
        owed |= {made["id"]} if asks.get("events") != ["post.created"] else set()
    await ada("POST", "/changelog", {"title": "A", "published": True})
    targets = await sql.fetch("SELECT target_id FROM deliveries")
    assert {str(target) for (target,) in targets} == owed


async def test_it_is_in_the_log_of_events(ada: Caller) -> None:
    entry = (await ada("POST", "/changelog", {"title": "A", "published": True})).json
    await stamp()
    (event,) = (await ada("GET", f"/events?event={PUBLISHED}")).json["events"]
    assert event["changelog"] == entry


async def test_a_title_that_is_taken_out_is_taken_out_of_it_too(ada: Caller, sql: asyncpg.Connection) -> None:
    posts = [await ada.post("Bob's secret wish", external_user_id="bob"), await ada.post("Night mode")]
    await ada("POST", "/changelog", {"title": "A", "posts": [post["id"] for post in posts], "published": True})
    assert (await ada("DELETE", "/users/bob?texts=remove")).status == 200
    (event,) = await bodies(sql)
    assert [post["title"] for post in event["changelog"]["posts"]] == ["[removed]", "Night mode"]
