"""The apex's pages for organisations: founding one, switching between them."""

from collections.abc import Callable
from urllib.parse import urlsplit

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from people import person, sign_browser_in
from signing_in.hosts import ACME, APEX

NEW = f"{APEX}/organisations/new"


@pytest.fixture
async def eve(app: Quart, empty: None) -> Browser:
    """Signed in at the apex, and of no organisation."""
    browser = Browser(app)
    await sign_browser_in(browser, await person("Eve"), None)
    return browser


async def test_an_organisation_is_founded_and_its_settings_open_signed_in(eve: Browser) -> None:
    await eve.open(f"{APEX}/organisations")
    assert eve.shown
    await eve.open(eve.shown.link(href="/organisations/new"))
    founded = await eve.submit("/organisations/new", name="Initech", slug="initech")
    home = f"https://initech.{DOMAIN}"
    assert ("Initech is founded" in founded.text, home in founded.text) == (True, True)
    settings = await eve.open(founded.link(href=f"{home}/sign-in?next=/admin"))
    assert (settings.url, "Your role here is owner" in settings.text) == (f"{home}/admin", True)


async def test_without_a_slug_one_is_suggested_that_is_free(eve: Browser, acme: Tenant) -> None:
    await eve.open(NEW)
    asked = await eve.submit("/organisations/new", name="ACME", slug="")
    slugs = [attrs["value"] for _, attrs in asked.page.elements if attrs.get("name") == "slug"]
    assert (asked.status, slugs, "Made from the name" in asked.text) == (200, ["acme-2"], True)
    assert "acme-2" in (await eve.submit("/organisations/new", name="ACME", slug="acme-2")).text


WRONG = [
    ("Acme", "acme", 409, "slug", "is taken"),
    ("Acme", "www", 409, "slug", "is reserved"),
    ("Acme", "a b", 400, "slug", "It takes 3-40"),
    ("日本", "", 400, "slug", "It takes 3-40"),
    ("", "initech", 400, "name", "1 to 120 characters"),
    ("", "", 400, "name", "1 to 120 characters"),
]


@pytest.mark.parametrize(("name", "slug", "status", "field", "said"), WRONG)
async def test_what_is_wrong_is_said_beside_its_field(
    eve: Browser, acme: Tenant, name: str, slug: str, status: int, field: str, said: str
) -> None:
    await eve.open(NEW)
    shown = await eve.submit("/organisations/new", name=name, slug=slug)
    assert (shown.status, said in shown.text) == (status, True)
    described = [attrs for _, attrs in shown.page.elements if "aria-describedby" in attrs]
    assert [(attrs["name"], attrs["value"]) for attrs in described] == [(field, {"name": name, "slug": slug}[field])]


async def test_a_form_sent_twice_founds_one(eve: Browser, sql: asyncpg.Connection) -> None:
    for _ in range(2):
        sent = {"name": "Initech", "slug": "initech"}
        shown = await eve.open(NEW, method="POST", data=sent, Sec_Fetch_Site="same-origin")
        assert "is founded" in shown.text
    assert await sql.fetchval("SELECT count(*) FROM tenants") == 1


async def test_another_site_founds_nothing(eve: Browser, sql: asyncpg.Connection) -> None:
    got = await eve.open(NEW, method="POST", data={"name": "A", "slug": "initech"}, Sec_Fetch_Site="same-site")
    assert (got.status, await sql.fetchval("SELECT count(*) FROM tenants")) == (403, 0)


async def test_who_is_not_signed_in_does_that_first(app: Quart, empty: None) -> None:
    browser = Browser(app)
    await browser.open(NEW)
    assert browser.went[1] == f"{APEX}/sign-in?next=%2Forganisations%2Fnew"


async def test_the_switcher_has_ones_own_and_the_way_out(eve: Browser, app: Quart, acme: Tenant) -> None:
    assert "No boards yet" in (await eve.open(f"{APEX}/organisations")).text
    browser, ada = Browser(app), await person("Ada", of=acme, role="moderator")
    await sign_browser_in(browser, ada, None)
    shown = await browser.open(f"{APEX}/organisations")
    assert ("Acme moderator" in shown.text, "/sign-out" in shown.page.links()) == (True, True)
    assert (await browser.open(shown.link(href=f"{ACME}/sign-in?next=/"))).url == f"{ACME}/"
    there = await browser.open(f"{ACME}/organisations")
    assert there.url == f"{APEX}/organisations"


async def test_what_was_founded_is_shown_to_its_members_alone(eve: Browser, acme: Tenant) -> None:
    assert (await eve.open(f"{APEX}/organisations/founded?slug=acme")).status == 404


async def test_where_founding_is_closed_the_page_says_so(serving: Callable[..., Quart], acme: Tenant) -> None:
    for signup, said in (("closed", "by who runs this"), ("invite", "ask for an invitation")):
        browser = Browser(serving(signup=signup))
        await sign_browser_in(browser, await person("Eve"), None)
        shown = await browser.open(NEW)
        assert (shown.status, said in shown.text) == (403, True)
        assert "/organisations/new" not in (await browser.open(f"{APEX}/organisations")).page.links()


async def test_one_board_has_no_organisations_to_switch(serving: Callable[..., Quart], acme: Tenant) -> None:
    browser = Browser(serving(single_tenant="acme"))
    for path in ("", "/new", "/founded"):
        assert (await browser.open(f"{APEX}/organisations{path}")).status == 404


async def test_a_board_names_who_is_signed_in_and_is_then_for_no_cache(app: Quart, acme: Tenant, ada: Caller) -> None:
    browser, post = Browser(app), await ada.post()
    urls = [f"{ACME}/", f"{ACME}/posts/{post['id']}"]
    for url in urls:
        shown = await browser.open(url)
        assert shown.link(**{"class": "who"}) == f"{ACME}/sign-in?next={urlsplit(url).path}"
    await sign_browser_in(browser, await person("Eve"), acme)
    for url in urls:
        shown = await browser.open(url)
        assert ("Eve" in shown.text, "/sign-out" in shown.page.links()) == (True, True)
        assert (shown.headers["Cache-Control"], shown.headers["Vary"]) == (
            "private, no-cache",
            "Cookie, Accept-Encoding",
        )
