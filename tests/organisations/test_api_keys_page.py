"""Settings, API keys: in a browser without JavaScript, as the integration guide sends people there."""

import re
from urllib.parse import urljoin, urlsplit

import asyncpg
import pytest
from quart import Quart

from browser import Browser, Shown
from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from loops_tenants.roles import Role
from people import person, sign_browser_in
from signing_in.hosts import ACME, APEX
from visitor import visit

PAGE = f"{ACME}/admin/settings/api-keys"
FORM = urlsplit(PAGE).path
KEY = re.compile(r"loop_[sp]k_[0-9A-Za-z]{36}")
READER = {"name": "our bot", "kind": "secret", "scopes": "read", "days": "90"}


async def made(browser: Browser, **fields: str | list[str]) -> Shown:
    await browser.open(PAGE)
    return await browser.submit(FORM, **{**READER, **fields})


async def where_it_is_shown(browser: Browser, form: dict[str, str] | None = None) -> str:
    """The page that follows the form, not gone to yet."""
    form = form or (await browser.open(PAGE)).fields
    sent = await browser.ask(PAGE, "POST", READER | form, {"Sec-Fetch-Site": "same-origin"})
    assert sent.status == 303
    return urljoin(ACME, sent.headers["Location"])


def keys_in(shown: Shown) -> set[str]:
    return set(KEY.findall(shown.html))


async def test_a_key_is_made_and_works_in_the_line_that_is_shown(browser: Browser, app: Quart) -> None:
    shown = await made(browser)
    (key,) = keys_in(shown)
    assert f'curl {ACME}/api/v1/posts \\ -H "Authorization: Bearer {key}"' in shown.text
    got = await visit(app, "/api/v1/posts", ("Host", f"acme.{DOMAIN}"), ("Authorization", f"Bearer {key}"))
    assert got.json["posts"] == []
    assert not any(key in url for url in browser.went)


async def test_a_secret_key_is_shown_once(browser: Browser) -> None:
    shown = await made(browser)
    again = await browser.open(shown.url)
    assert (keys_in(again), "That key was shown" in again.text) == (set(), True)
    assert keys_in(await browser.open(PAGE)) == set()


async def test_a_look_ahead_does_not_use_up_what_is_shown_once(browser: Browser) -> None:
    there = await where_it_is_shown(browser)
    assert keys_in(await browser.open(there, method="HEAD")) == set()
    assert len(keys_in(await browser.open(there))) == 1


async def test_it_is_shown_in_the_browser_that_made_it_alone(browser: Browser, acme: Tenant) -> None:
    there = await where_it_is_shown(browser)
    other = Browser(browser.app)
    await sign_browser_in(other, await person("Eve", of=acme, role="admin"), acme)
    assert keys_in(await other.open(there)) == set()
    assert len(keys_in(await browser.open(there))) == 1


async def test_a_form_sent_twice_makes_one_key(browser: Browser, sql: asyncpg.Connection) -> None:
    form = (await browser.open(PAGE)).fields
    there, again = [await where_it_is_shown(browser, form) for _ in range(2)]
    assert (await sql.fetchval("SELECT count(*) FROM api_keys"), there) == (1, again)
    assert len(keys_in(await browser.open(there))) == 1


async def test_of_a_secret_key_nothing_is_kept_that_could_be_read(browser: Browser, sql: asyncpg.Connection) -> None:
    there = await where_it_is_shown(browser)
    before = str(await sql.fetch("SELECT c::text FROM one_time_codes c"))
    (key,) = keys_in(await browser.open(there))
    assert key not in before
    assert await sql.fetchval("SELECT data::text FROM one_time_codes") == "{}"


async def test_the_list_says_what_each_key_is(browser: Browser, sql: asyncpg.Connection) -> None:
    await made(browser)
    published = await made(browser, name="our site", kind="publishable", origins="https://a.example\nhttps://b.example")
    await sql.execute("UPDATE api_keys SET last_used_at = '2026-11-03T23:30:00Z' WHERE kind = 'secret'")
    (key,) = keys_in(published)
    listed = await browser.open(PAGE)
    assert keys_in(listed) == {key}
    for said in ("our bot", "https://a.example, https://b.example", "Last used 3 Nov 2026, 23:30 UTC", "Never used"):
        assert said in listed.text
    assert ("by Ada" in listed.text, "Expires" in listed.text) == (True, True)


async def test_a_key_is_revoked_after_a_question(browser: Browser, app: Quart) -> None:
    (key,) = keys_in(await made(browser))
    listed = await browser.open(PAGE)
    (question,) = [link for link in listed.page.links() if link.endswith("/revoke")]
    assert "Revoke \u2068our bot\u2069?" in (await browser.open(f"{ACME}{question}")).text
    after = await browser.submit(question)
    assert (after.url, "Revoked" in after.text, "/revoke" in after.html) == (PAGE, True, False)
    got = await visit(app, "/api/v1/posts", ("Host", f"acme.{DOMAIN}"), ("Authorization", f"Bearer {key}"))
    assert got.status == 401


async def test_what_is_done_there_is_in_the_audit_log(browser: Browser, ada: Caller) -> None:
    await made(browser)
    listed = await browser.open(PAGE)
    question = next(link for link in listed.page.links() if link.endswith("/revoke"))
    await browser.open(f"{ACME}{question}")
    await browser.submit(question)
    entries = (await ada("GET", "/audit")).json["entries"]
    assert [entry["action"] for entry in entries] == ["keys.revoke", "keys.create"]
    assert {entry["actor"]["name"] for entry in entries} == {"Ada"}
    assert entries[1]["details"] == {"name": "our bot", "kind": "secret", "scopes": ["read"]}


WRONG = [
    ({"scopes": []}, "Choose at least one."),
    ({"kind": "publishable", "origins": "example.com"}, "like https://example.com"),
    ({"kind": ""}, "Choose one of these."),
    ({"name": "x" * 121}, "Too long: 120 characters at most."),
    ({"name": "\0"}, "Holds a character that cannot be kept."),
]


@pytest.mark.parametrize(("fields", "said"), WRONG)
async def test_what_is_wrong_is_said_beside_its_field(
    browser: Browser, sql: asyncpg.Connection, fields: dict[str, str | list[str]], said: str
) -> None:
    shown = await made(browser, **fields)
    assert (shown.status, said in shown.text) == (400, True)
    (field,) = fields.keys() - {"kind"} or {"kind"}
    described = [attrs for _, attrs in shown.page.elements if attrs.get("aria-describedby") == f"{field}-error"]
    assert len(described) == 1
    assert await sql.fetchval("SELECT count(*) FROM api_keys") == 0


async def test_what_was_filled_in_is_still_there(browser: Browser) -> None:
    shown = await made(browser, name='a "bot"', kind="publishable", origins="example.com", days="30")
    marked = [attrs["value"] for _, attrs in shown.page.elements if {"checked", "selected"} & attrs.keys()]
    assert marked == ["publishable", "read", "30"]
    assert ("input", 'a "bot"') in [(tag, attrs.get("value")) for tag, attrs in shown.page.elements]
    assert "example.com</textarea>" in shown.html


async def test_who_is_not_signed_in_is_sent_to_do_so_and_comes_back(app: Quart, acme: Tenant) -> None:
    browser, ada = Browser(app), await person("Ada", of=acme)
    await browser.open(PAGE)
    assert browser.went[1] == f"{ACME}/sign-in?next=%2Fadmin%2Fsettings%2Fapi-keys"
    await sign_browser_in(browser, ada, None)
    assert (await browser.open(PAGE)).url == PAGE


@pytest.mark.parametrize("role", ["moderator", "member", None])
async def test_who_may_not_is_told_who_may(
    app: Quart, acme: Tenant, sql: asyncpg.Connection, role: Role | None
) -> None:
    browser = Browser(app)
    await sign_browser_in(browser, await person("Bob", of=acme if role else None, role=role or "member"), acme)
    shown = await browser.open(PAGE)
    assert shown.status == 403
    assert ("owner or admin" in shown.text, "Create" in shown.text) == (role is not None, False)
    for path in (PAGE, f"{PAGE}/01890000-0000-7000-8000-000000000000/revoke"):
        sent = await browser.open(path, method="POST", data=READER, Sec_Fetch_Site="same-origin")
        assert sent.status == 403
    assert await sql.fetchval("SELECT count(*) FROM api_keys") == 0


@pytest.mark.parametrize("site", ["same-site", "cross-site", "none"])
async def test_a_form_of_another_site_is_refused(browser: Browser, sql: asyncpg.Connection, site: str) -> None:
    sent = await browser.open(PAGE, method="POST", data=READER, Sec_Fetch_Site=site)
    assert sent.status == 403
    assert await sql.fetchval("SELECT count(*) FROM api_keys") == 0


async def test_another_tenants_key_is_not_there(browser: Browser, globex: Caller) -> None:
    id = (await globex("POST", "/keys", {"kind": "publishable"})).json["id"]
    assert (await browser.open(f"{PAGE}/{id}/revoke")).status == 404
    sent = await browser.open(f"{PAGE}/{id}/revoke", method="POST", Sec_Fetch_Site="same-origin")
    assert sent.status == 404


async def test_the_apex_has_no_keys(browser: Browser) -> None:
    assert (await browser.open(f"{APEX}/admin/settings/api-keys")).status == 404


async def test_nothing_of_it_is_kept_by_a_cache(browser: Browser) -> None:
    assert (await made(browser)).headers["Cache-Control"] == "no-store"


async def test_settings_lead_there(browser: Browser) -> None:
    home = await browser.open(f"{ACME}/admin")
    assert FORM in home.page.links()
    assert ("Ada" in home.text, "/sign-out" in home.page.links()) == (True, True)
