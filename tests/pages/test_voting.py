"""Votes by a button, with and without scripts."""

import json

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants.models import Tenant
from signing_in.hosts import ACME
from visitor import ADDRESS

SAME = {"Sec_Fetch_Site": "same-origin"}
SCRIPT = SAME | {"Accept": "application/json"}


async def votes(ada: Caller, post: str) -> int:
    return int((await ada("GET", f"/posts/{post}")).json["votes"])


async def test_a_vote_is_given_and_taken_back(visitor: Browser, ada: Caller) -> None:
    post = (await ada.post())["id"]
    await visitor.open(f"{ACME}/?sort=top")
    shown = await visitor.submit(f"/posts/{post}/vote")
    assert shown.url == f"{ACME}/?sort=top"
    assert ("button", {"aria-pressed": "true"}) in shown.page.elements
    assert await votes(ada, post) == 1
    await visitor.submit(f"/posts/{post}/vote")
    assert await votes(ada, post) == 0


async def test_the_same_button_pressed_twice_is_one_vote(visitor: Browser, ada: Caller) -> None:
    post = (await ada.post())["id"]
    shown = await visitor.open(f"{ACME}/posts/{post}")
    for _ in range(2):
        visitor.shown = shown  # the page that is still open elsewhere
        await visitor.submit(f"/posts/{post}/vote")
    assert await votes(ada, post) == 1


async def test_a_script_is_answered_in_json(visitor: Browser, ada: Caller) -> None:
    post = (await ada.post())["id"]
    got = await visitor.ask(
        f"{ACME}/posts/{post}/vote", "POST", {"wish": "give"}, SAME | {"Accept": "application/json"}
    )
    assert json.loads(got.html) == {"post_id": post, "voted": True, "votes": 1}


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
async def test_no_other_site_votes_for_somebody(visitor: Browser, ada: Caller, site: str) -> None:
    post = (await ada.post())["id"]
    more = {"Sec_Fetch_Site": site, "Accept": "application/json"}
    got = await visitor.ask(f"{ACME}/posts/{post}/vote", "POST", {"wish": "give"}, more)
    assert (got.status, json.loads(got.html)["error"]["code"]) == (403, "forbidden")
    assert await votes(ada, post) == 0


async def test_two_visitors_are_two_votes_and_one_of_them_sees_their_own(
    app: Quart, visitor: Browser, ada: Caller
) -> None:
    post = (await ada.post())["id"]
    other = Browser(app)
    for browser in (visitor, other):
        await browser.open(f"{ACME}/posts/{post}")
        await browser.submit(f"/posts/{post}/vote")
    assert await votes(ada, post) == 2
    stranger = await Browser(app).open(f"{ACME}/posts/{post}")
    assert ("button", {"aria-pressed": "false"}) in stranger.page.elements


async def test_a_board_without_strangers_votes_asks_to_sign_in(visitor: Browser, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"anonymous_voting": False})
    post = (await ada.post())["id"]
    await visitor.open(f"{ACME}/posts/{post}")
    shown = await visitor.submit(f"/posts/{post}/vote")
    assert (shown.status, "sign in first" in shown.text) == (403, True)
    assert await votes(ada, post) == 0


async def test_a_vote_for_what_is_not_there_is_a_page(visitor: Browser, acme: Tenant) -> None:
    got = await visitor.ask(f"{ACME}/posts/01890000-0000-7000-8000-000000000000/vote", "POST", {}, SAME)
    assert (got.status, "Nothing here" in got.text) == (404, True)


@pytest.mark.parametrize("next_path", ["//evil.test", "https://evil.test/", "/\\evil.test"])
async def test_a_vote_leads_nowhere_else(visitor: Browser, ada: Caller, next_path: str) -> None:
    post = (await ada.post())["id"]
    got = await visitor.ask(f"{ACME}/posts/{post}/vote", "POST", {"wish": "give", "next": next_path}, SAME)
    assert got.status == 400
    assert "Location" not in got.headers


async def test_a_vote_is_an_event_of_the_visitor(visitor: Browser, ada: Caller, sql: asyncpg.Connection) -> None:
    post = (await ada.post())["id"]
    await visitor.open(f"{ACME}/posts/{post}")
    await visitor.submit(f"/posts/{post}/vote")
    body = json.loads(await sql.fetchval("SELECT body FROM events WHERE name = 'vote.created'"))
    assert body["actor"]["id"] == body["vote"]["external_user_id"]
    assert body["actor"]["id"].startswith("anon:")
    assert ADDRESS not in json.dumps(body)
