"""A visitor signs in: what they did becomes theirs, and counts once."""

from collections.abc import Callable

import asyncpg
import pytest

from browser import Browser
from caller import Caller
from loops_tenants.models import Tenant
from signing_in.hosts import ACME, APEX
from signing_in.linking import link
from visitors.visiting import COOKIE, HOST, cookie, send, vote, who, write


async def sign_in(browser: Browser, acme: Tenant) -> str:
    """By a link at the apex, and from there at the board; gives the person's user id."""
    await browser.open(await link(acme, "member"))
    await browser.submit("/sign-in/link")
    await browser.open(f"{ACME}/sign-in?next=/look")
    return str((await who(browser))["user"])


async def sign_out(browser: Browser) -> None:
    assert (await send(browser, "/sign-out")).status == 303


async def test_a_visitors_vote_and_post_become_the_persons(browser: Browser, acme: Tenant, ada: Caller) -> None:
    post = await ada.post()
    await vote(browser, post)
    written = await write(browser)
    user = await sign_in(browser, acme)
    mine = (await browser.ask(f"{ACME}/api/v1/posts/{post['id']}")).html
    assert '"votes":1' in mine
    assert '"voted":true' in mine
    assert (await ada("GET", f"/posts/{written}")).json["external_user_id"] == user
    assert cookie(browser) is None


async def test_who_voted_both_ways_has_one_vote(
    browser: Browser, acme: Tenant, ada: Caller, sql: asyncpg.Connection
) -> None:
    post = await ada.post()
    user = await sign_in(browser, acme)
    await vote(browser, post)
    await sign_out(browser)
    assert (await vote(browser, post))["votes"] == 2
    await sign_in(browser, acme)
    (one,) = (await ada("GET", f"/posts/{post['id']}/votes")).json["votes"]
    assert (one["external_user_id"], one["verified"]) == (user, True)
    assert (await ada("GET", f"/posts/{post['id']}")).json["votes"] == 1
    assert await sql.fetchval("SELECT count(*) FROM events WHERE name = 'vote.deleted'") == 1


async def test_who_signs_out_begins_as_another_visitor(browser: Browser, acme: Tenant, ada: Caller) -> None:
    post = await ada.post()
    await vote(browser, post)
    before = (await who(browser))["user"]
    await sign_in(browser, acme)
    await sign_out(browser)
    assert (await who(browser))["user"] is None
    assert (await vote(browser, post))["votes"] == 2
    assert (await who(browser))["user"] not in (None, before)


async def test_it_happens_where_strangers_may_not_vote_any_more(browser: Browser, acme: Tenant, ada: Caller) -> None:
    post = await ada.post()
    user = await sign_in(browser, acme)
    await vote(browser, post)
    await sign_out(browser)
    await vote(browser, post)
    await ada("PATCH", "/tenant", {"anonymous_voting": False, "privacy": "sign_in"})
    assert await sign_in(browser, acme) == user
    assert (await ada("GET", f"/posts/{post['id']}")).json["votes"] == 1


async def test_what_waits_for_the_team_is_the_persons_too(browser: Browser, acme: Tenant, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})
    post = await write(browser)
    await sign_in(browser, acme)
    assert (await browser.ask(f"{ACME}/show/{post}")).status == 200


async def test_a_single_boards_link_signs_in_at_once(pages: Callable[..., Browser], acme: Tenant, ada: Caller) -> None:
    browser, post = pages(single_tenant="acme"), await ada.post()
    got = await browser.ask(f"{APEX}/vote/{post['id']}", "POST", None, {"Sec_Fetch_Site": "same-origin"})
    assert got.status == 200
    await browser.open(await link(acme, single=True))
    await browser.submit("/sign-in/link")
    (one,) = (await ada("GET", f"/posts/{post['id']}/votes")).json["votes"]
    assert one["external_user_id"].startswith("person:")


async def test_nobodys_sign_in_fails_over_it_and_the_next_does_it(
    browser: Browser, acme: Tenant, ada: Caller, sql: asyncpg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    post = await ada.post()
    await vote(browser, post)
    async with sql.transaction():
        await sql.execute("SELECT FROM posts FOR UPDATE")
        assert (await sign_in(browser, acme)).startswith("person:")
    assert "wait for the next sign-in" in caplog.text
    assert cookie(browser)
    await sign_out(browser)
    user = await sign_in(browser, acme)
    (one,) = (await ada("GET", f"/posts/{post['id']}/votes")).json["votes"]
    assert (one["external_user_id"], cookie(browser)) == (user, None)


async def test_a_cookie_that_nobody_made_changes_nothing(browser: Browser, acme: Tenant) -> None:
    browser.cookies[HOST] = {COOKIE: "made-up"}
    assert (await sign_in(browser, acme)).startswith("person:")
