"""A key made on /developers, by who may make keys."""

import re
from urllib.parse import urljoin

import asyncpg
import pytest
from quart import Quart

from browser import Browser, Shown
from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from loops_tenants.roles import Role
from people import person, sign_browser_in
from signing_in.hosts import ACME
from visitor import visit

PAGE = f"{ACME}/developers"
KEY = re.compile(r"loop_sk_[0-9A-Za-z]{36}")


@pytest.fixture
async def browser(app: Quart, acme: Tenant) -> Browser:
    """Ada's, who is acme's owner and signed in at its host."""
    made = Browser(app)
    await sign_browser_in(made, await person("Ada", of=acme), acme)
    return made


async def made(browser: Browser) -> Shown:
    await browser.open(PAGE)
    return await browser.submit("/developers")


async def test_it_is_filled_in_wherever_it_belongs_and_works(browser: Browser, app: Quart) -> None:
    shown = await made(browser)
    (key,) = set(KEY.findall(shown.html))
    assert (f"KEY={key}\n" in shown.html, "loop_sk_..." in shown.html) == (True, False)
    assert shown.headers["Cache-Control"] == "no-store"
    assert not any(key in url for url in browser.went)
    got = await visit(app, "/api/v1/posts", ("Host", f"acme.{DOMAIN}"), ("Authorization", f"Bearer {key}"))
    assert got.json["posts"] == []


async def test_it_reads_and_writes_and_no_more(browser: Browser, ada: Caller) -> None:
    await made(browser)
    key = (await ada("GET", "/keys")).json["keys"][0]
    assert (key["name"], key["scopes"]) == ("Quick start", ["read", "write"])
    assert (await ada("GET", "/audit")).json["entries"][0]["action"] == "keys.create"


async def test_it_is_shown_once_and_to_nobody_else(browser: Browser, acme: Tenant) -> None:
    form = (await browser.open(PAGE)).fields
    sent = await browser.ask(PAGE, "POST", form, {"Sec-Fetch-Site": "same-origin"})
    there = urljoin(PAGE, sent.headers["Location"])
    other = Browser(browser.app)
    await sign_browser_in(other, await person("Eve", of=acme, role="admin"), acme)
    for who, method in ((other, "GET"), (browser, "HEAD")):
        assert KEY.findall((await who.open(there, method=method)).html) == []
    assert KEY.findall((await browser.open(there)).html)
    again = await browser.open(there)
    assert (KEY.findall(again.html), "That key was shown" in again.text) == ([], True)


async def test_the_form_sent_twice_makes_one(browser: Browser, sql: asyncpg.Connection) -> None:
    form = (await browser.open(PAGE)).fields
    for _ in range(2):
        assert (await browser.ask(PAGE, "POST", form, {"Sec-Fetch-Site": "same-origin"})).status == 303
    assert await sql.fetchval("SELECT count(*) FROM api_keys") == 1


@pytest.mark.parametrize("role", ["moderator", "member", None])
async def test_who_may_make_none_is_offered_none(
    app: Quart, acme: Tenant, sql: asyncpg.Connection, role: Role | None
) -> None:
    browser = Browser(app)
    await sign_browser_in(browser, await person("Bob", of=acme if role else None, role=role or "member"), acme)
    assert ("form", {"method": "post", "action": "/developers"}) not in (await browser.open(PAGE)).page.elements
    sent = await browser.open(PAGE, method="POST", Sec_Fetch_Site="same-origin")
    assert (sent.status, "owner or admin" in sent.text) == (403, role is not None)
    assert await sql.fetchval("SELECT count(*) FROM api_keys") == 0


async def test_a_stranger_is_sent_to_sign_in_and_comes_back(app: Quart, acme: Tenant) -> None:
    sent = await Browser(app).ask(PAGE, "POST", {}, {"Sec-Fetch-Site": "same-origin"})
    assert (sent.status, sent.headers["Location"]) == (303, "/sign-in?next=%2Fdevelopers")


async def test_the_apex_makes_none(app: Quart, acme: Tenant) -> None:
    assert (await visit(app, "/developers", ("Host", DOMAIN), method="POST")).status == 404


@pytest.mark.parametrize("site", ["same-site", "cross-site", "none"])
async def test_a_form_of_another_site_makes_none(browser: Browser, sql: asyncpg.Connection, site: str) -> None:
    assert (await browser.open(PAGE, method="POST", Sec_Fetch_Site=site)).status == 403
    assert await sql.fetchval("SELECT count(*) FROM api_keys") == 0
