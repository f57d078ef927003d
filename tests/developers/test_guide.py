"""/developers: for whom it is there, and that it is whole."""

import gzip
import re
from collections.abc import Callable

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from developers.guide import PAGES, shown
from loops.locales import LANGUAGES
from loops_tenants import hosts
from loops_tenants.models import Tenant
from pages.reading import APEX, HERE, Read, read
from pages.test_safety import HOSTILE, assert_harmless
from people import person, sign_browser_in
from signing_in.hosts import ACME
from visitor import visit


async def test_it_names_the_boards_own_address(app: Quart, acme: Tenant) -> None:
    page = await read(app, "/developers")
    assert f"BOARD=https://acme.{DOMAIN}\n" in page.text
    assert "acme.your-loop.app" not in page.text
    assert "/admin/settings/api-keys" in page.links()


async def test_the_apex_has_it_too_and_links_no_boards_settings(app: Quart, acme: Tenant) -> None:
    page = await read(app, "/developers", APEX)
    assert f"BOARD=https://{DOMAIN}\n" in page.text
    assert "the key says whose board a call is about" in page.text
    assert "/admin/settings/api-keys" not in page.links()
    for url in (*PAGES, "/developers.md"):
        assert (await visit(app, url, APEX)).status == 200


async def test_every_page_leads_there(app: Quart, acme: Tenant) -> None:
    for url in ("/", "/sign-in", "/nowhere"):
        assert "/developers" in Read((await visit(app, url, HERE)).text).links()


async def test_its_contents_lead_to_each_section(app: Quart, acme: Tenant) -> None:
    page = await read(app, "/developers")
    sections = [str(attrs["id"]) for tag, attrs in page.elements if tag == "h2"]
    assert sections[:3] == ["start", "webhooks", "errors"]
    assert [link for link in page.links() if link.startswith("#")] == ["#main", *(f"#{name}" for name in sections)]


async def test_of_code_that_says_the_same_one_is_shown(app: Quart, acme: Tenant) -> None:
    page = await read(app, "/developers")
    tabs = [attrs for tag, attrs in page.elements if tag == "input" and attrs.get("type") == "radio"]
    groups = {str(tab["name"]) for tab in tabs}
    assert (len(tabs), len(groups)) == (8, 2)
    assert [str(tab["name"]) for tab in tabs if "checked" in tab] == sorted(groups)
    labels = [attrs["for"] for tag, attrs in page.elements if tag == "label"]
    assert labels == [tab["id"] for tab in tabs]


async def test_code_is_english_and_the_rest_is_not(app: Quart, acme: Tenant) -> None:
    page = await read(app, "/developers?lang=tr")
    assert "Üç dakikada hızlı başlangıç" in page.text
    code = [attrs for tag, attrs in page.elements if tag == "pre"]
    assert all((attrs["lang"], attrs["translate"]) == ("en", "no") for attrs in code)


async def test_its_twin_says_the_same_in_markdown(app: Quart, acme: Tenant) -> None:
    page, twin = [await visit(app, url, HERE) for url in ("/developers", "/developers.md")]
    assert ("link", {"rel": "alternate", "type": "text/markdown", "href": "/developers.md"}) in Read(page.text).elements
    assert twin.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert re.findall(r"^```\w+.*?\n(.*?)^```$", twin.text, re.M | re.S) == shown(page.text)
    assert re.findall("^##? (.+)$", twin.text, re.M)[:2] == [
        "Connect Loops to anything",
        "Quick start in three minutes",
    ]
    links = re.findall(r"\]\(([^)]+)\)", twin.text)
    assert links
    assert all(link.startswith(f"https://acme.{DOMAIN}/") for link in links)


async def test_its_twin_speaks_turkish(app: Quart, acme: Tenant) -> None:
    assert (await visit(app, "/developers.md?lang=tr", HERE)).text.startswith("# Loops'u her şeye bağlayın\n")


@pytest.mark.parametrize("url", [*PAGES, "/developers.md"])
async def test_a_private_boards_guide_is_for_who_may_read_it(app: Quart, acme: Tenant, ada: Caller, url: str) -> None:
    await ada("PATCH", "/tenant", {"privacy": "members"})
    hosts.look_up.forget()
    browser = Browser(app)
    stranger = await browser.open(f"{ACME}{url}")
    assert (stranger.status, "curl" in stranger.html) == (403, False)
    await sign_browser_in(browser, await person("Bob", of=acme, role="member"), acme)
    shown = await browser.open(f"{ACME}{url}")
    assert (shown.status, shown.headers["Cache-Control"]) == (200, "private, no-cache")


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_a_hostile_name_does_nothing(app: Quart, acme: Tenant, sql: asyncpg.Connection, hostile: str) -> None:
    await sql.execute("UPDATE tenants SET name = $1", hostile)
    hosts.look_up.forget()
    for url in PAGES:
        page = await read(app, url)
        assert hostile in page.text
        assert_harmless(page)
    assert hostile not in (await visit(app, "/developers.md", HERE)).text


async def test_the_limits_are_those_that_the_operator_set(serving: Callable[..., Quart], acme: Tenant) -> None:
    page = await read(serving(limit_secret_key=4321, limit_posts=0), "/developers")
    assert "4,321 calls a minute" in page.text
    assert "in ten minutes" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_page_is_small(app: Quart, acme: Tenant, language: str) -> None:
    names = [tag["name"] for tag in (await visit(app, "/openapi.json", HERE)).json["tags"]]
    for url in (*PAGES, *(f"/developers/reference/{name}" for name in names)):
        got = await visit(app, f"{url}?lang={language}", HERE)
        assert (got.status, len(gzip.compress(got.text.encode())) <= 15_000) == (200, True), url
