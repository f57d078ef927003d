"""Who looks at a board's pages and is not signed in: nobody, until they write, and from then on the same visitor."""

from collections.abc import Callable
from hashlib import sha256

import asyncpg
import pytest

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops_tenants import tokens
from loops_tenants.models import Tenant
from loops_tenants.page_visitors import NOBODY
from loops_tenants.permitted import permits
from people import person, sign_browser_in
from signing_in.hosts import ACME
from visitors.visiting import COOKIE, HOST, cookie, send, vote, who, write


async def test_who_only_looks_is_nobody_and_gets_no_cookie(browser: Browser, ada: Caller) -> None:
    assert (await who(browser))["user"] is None
    assert cookie(browser) is None


async def test_who_writes_is_the_same_visitor_from_then_on(browser: Browser, ada: Caller) -> None:
    post = await ada.post()
    assert (await vote(browser, post))["voted"] is True
    seen = await who(browser)
    assert seen["user"].startswith("anon:")
    assert seen["actor"] == {"type": "user", "id": seen["user"], "name": None}
    assert (await vote(browser, post)) == {"post_id": post["id"], "voted": False, "votes": 0}
    assert await who(browser) == seen


async def test_the_team_sees_an_id_that_forges_no_cookie(browser: Browser, ada: Caller) -> None:
    post = await ada.post()
    await vote(browser, post)
    (found,) = (await ada("GET", f"/posts/{post['id']}/votes")).json["votes"]
    token, _, _ = str(cookie(browser)).partition(".")
    assert found["external_user_id"] == f"anon:{sha256(token.encode()).hexdigest()[:32]}"
    assert found["verified"] is True
    forger = Browser(browser.app, cookies={HOST: {COOKIE: found["external_user_id"].removeprefix("anon:")}})
    assert (await who(forger))["user"] is None


async def test_a_claim_of_their_id_takes_nothing_back(browser: Browser, ada: Caller, bob: Caller) -> None:
    post = await ada.post()
    await vote(browser, post)
    claim = {"external_user_id": (await who(browser))["user"]}
    assert (await bob("DELETE", f"/posts/{post['id']}/vote", claim)).json["votes"] == 1


async def test_two_browsers_are_two_visitors(browser: Browser, ada: Caller) -> None:
    post = await ada.post()
    assert [(await vote(one, post))["votes"] for one in (browser, Browser(browser.app))] == [1, 2]


async def test_a_visitor_of_one_board_is_nobody_at_another(browser: Browser, ada: Caller, globex: Caller) -> None:
    await vote(browser, await ada.post())
    got = await browser.ask(f"{ACME.replace('acme', 'globex')}/look")
    assert '"user":null' in got.html


async def test_a_cookie_that_the_board_did_not_give_is_none(browser: Browser, ada: Caller) -> None:
    await vote(browser, await ada.post())
    token, _, seal = str(cookie(browser)).partition(".")
    other = ("A" if token[0] != "A" else "B") + token[1:]
    for made_up in (token, f"{token}.", f"{other}.{seal}", f"{token}.{seal}x", f"{token}.\u0131", tokens.mint()):
        assert (await who(Browser(browser.app, cookies={HOST: {COOKIE: made_up}})))["user"] is None
    assert (await who(Browser(browser.app, cookies={HOST: {COOKIE: f"{token}.{seal}"}})))["user"]


async def test_nor_is_one_that_another_board_gave(browser: Browser, ada: Caller, globex: Caller) -> None:
    await vote(browser, await ada.post())
    browser.cookies[f"globex.{DOMAIN}"] = dict(browser.cookies[HOST])
    got = await browser.ask(f"{ACME.replace('acme', 'globex')}/look")
    assert '"user":null' in got.html


async def test_over_http_the_cookie_has_no_prefix(pages: Callable[..., Browser], ada: Caller) -> None:
    browser = pages(scheme="http")
    await vote(browser, await ada.post())
    assert list(browser.cookies[HOST]) == ["loops-visitor"]


@pytest.mark.parametrize("site", ["same-site", "cross-site", ""])
async def test_another_sites_page_writes_for_nobody(browser: Browser, ada: Caller, site: str) -> None:
    post = await ada.post()
    await vote(browser, post)
    assert (await send(browser, f"/vote/{post['id']}", site=site)).status == 403
    assert (await ada("GET", f"/posts/{post['id']}")).json["votes"] == 1


async def test_where_strangers_may_not_they_are_refused_and_get_no_cookie(browser: Browser, ada: Caller) -> None:
    post = await ada.post()
    await ada("PATCH", "/tenant", {"anonymous_voting": False, "anonymous_posting": False})
    assert [(await send(browser, path)).status for path in (f"/vote/{post['id']}", "/write")] == [403, 400]
    assert (await send(browser, "/write", title="Dark mode")).status == 403
    assert cookie(browser) is None


async def test_where_a_board_asks_who_somebody_is_a_cookie_does_not_say(browser: Browser, ada: Caller) -> None:
    post = await ada.post()
    await vote(browser, post)
    await ada("PATCH", "/tenant", {"require_identity": True})
    got = await send(browser, f"/vote/{post['id']}")
    assert (got.status, "sign in first" in got.text) == (401, True)
    assert (await who(browser))["user"].startswith("anon:")  # who only looks need not say


@pytest.mark.parametrize("privacy", ["sign_in", "members"])
async def test_a_cookie_opens_no_board_that_is_not_public(browser: Browser, ada: Caller, privacy: str) -> None:
    post = await ada.post()
    await vote(browser, post)
    await ada("PATCH", "/tenant", {"privacy": privacy})
    assert (await browser.ask(f"{ACME}/look")).status == 403
    assert (await send(browser, f"/vote/{post['id']}")).status == 403


async def test_who_is_signed_in_writes_as_themselves(browser: Browser, acme: Tenant, ada: Caller) -> None:
    eve = await person("Eve")
    await sign_browser_in(browser, eve, acme)
    await vote(browser, await ada.post())
    assert (await who(browser))["actor"] == {"type": "person", "id": str(eve.id), "name": "Eve"}
    assert cookie(browser) is None


async def test_their_held_post_is_theirs_to_see(browser: Browser, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"moderation": True})
    path = f"{ACME}/show/{await write(browser)}"
    assert [(await one.ask(path)).status for one in (browser, Browser(browser.app))] == [200, 404]


async def test_their_events_are_a_users(browser: Browser, ada: Caller, sql: asyncpg.Connection) -> None:
    await write(browser)
    actor = await sql.fetchval("SELECT actor FROM post_history")
    assert f'"{(await who(browser))["user"]}"' in actor


def test_a_visitor_is_permitted_nothing() -> None:
    assert not permits(NOBODY, "posts.moderate")


async def test_on_pages_and_by_api_a_visitors_writes_are_counted_together(
    pages: Callable[..., Browser], ada: Caller
) -> None:
    browser, post = pages(limit_writes=3), await ada.post()
    for _ in range(4):  # the first is the address's, which sent no cookie yet
        await vote(browser, post)
    assert (await send(browser, f"/vote/{post['id']}")).status == 429
    await vote(Browser(browser.app), post)


async def test_who_keeps_no_cookie_is_counted_by_address(pages: Callable[..., Browser], ada: Caller) -> None:
    app, post = pages(limit_posts=2).app, await ada.post()
    assert [(await send(Browser(app), "/write", title=f"Idea {n}")).status for n in range(3)] == [200, 200, 429]
    await vote(Browser(app), post)


async def test_an_address_begins_anew_a_few_times_and_goes_on_as_often_as_it_likes(
    pages: Callable[..., Browser], ada: Caller
) -> None:
    browser, post = pages(limit_new_visitors=2), await ada.post()
    await vote(browser, post)
    liars = [Browser(browser.app, {HOST: {COOKIE: f"{tokens.mint()}.{tokens.mint()}"}}) for _ in range(2)]
    got = [await send(liar, f"/vote/{post['id']}") for liar in liars]
    assert [one.status for one in got] == [200, 429]
    assert ("Sign in, and go on at once" in got[1].text, int(got[1].headers["Retry-After"]) > 60) == (True, True)
    assert got[1].page.links(href="/sign-in?next=/", rel="nofollow", **{"class": "button main"})
    await vote(browser, post)


async def test_all_behind_a_proxy_that_nobody_listed_are_not_one_address(
    pages: Callable[..., Browser], ada: Caller
) -> None:
    app, post = pages(limit_new_visitors=1).app, await ada.post()
    told = {"Sec_Fetch_Site": "same-origin", "X_Forwarded_For": "203.0.113.9"}
    for _ in range(3):
        assert (await Browser(app).ask(f"{ACME}/vote/{post['id']}", "POST", {}, told)).status == 200


async def test_who_is_signed_in_is_no_new_visitor(pages: Callable[..., Browser], acme: Tenant, ada: Caller) -> None:
    browser, post = pages(limit_new_visitors=1), await ada.post()
    await vote(Browser(browser.app), post)
    await sign_browser_in(browser, await person("Eve"), acme)
    await vote(browser, post)


async def test_the_teams_writes_are_counted_as_a_secret_keys(
    pages: Callable[..., Browser], acme: Tenant, ada: Caller
) -> None:
    browser, post = pages(limit_secret_key=2, limit_writes=1), {"id": (await ada.post())["id"]}
    await sign_browser_in(browser, await person(of=acme), acme)
    got = [(await send(browser, f"/vote/{post['id']}")).status for _ in range(3)]
    assert got == [200, 200, 429]
