"""Invitations: made by API, opened in a browser, good once."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants.models import Person, Tenant
from loops_tenants.roles import Role
from people import person, sign_browser_in, signed_in
from signing_in.hosts import ACME, APEX, GLOBEX


async def invited(ada: Caller, role: Role = "member", **more: int) -> Any:
    status, made, _ = await ada("POST", "/invites", {"role": role, **more})
    assert status == 201, made
    return made


async def browser_of(app: Quart, who: Person, at: Tenant | None) -> Browser:
    browser = Browser(app)
    await sign_browser_in(browser, who, at)
    return browser


async def accept(browser: Browser, url: str) -> Any:
    await browser.open(url)
    return await browser.submit("/invite/accept")


async def roles(sql: asyncpg.Connection) -> list[str]:
    return [role for (role,) in await sql.fetch("SELECT role FROM memberships ORDER BY id")]


async def test_an_invitation_is_shown_once_and_listed_without_its_link(ada: Caller, sql: asyncpg.Connection) -> None:
    made = await invited(ada, "moderator", expires_in_days=2)
    assert made["url"].startswith(f"{ACME}/invite/")
    token = made["url"].rpartition("/")[2]
    (listed,) = (await ada("GET", "/invites")).json["invites"]
    assert (listed["id"], listed["role"], listed["used_at"]) == (made["id"], "moderator", None)
    assert "url" not in listed
    assert token not in str(await sql.fetch("SELECT i::text FROM invites i"))
    assert await sql.fetchval("SELECT expires_at - created_at BETWEEN '47 h' AND '49 h' FROM invites")


@pytest.mark.parametrize("body", [{}, {"role": "chief"}, {"role": "member", "expires_in_days": 31}])
async def test_what_is_wrong_is_400(ada: Caller, body: dict[str, object]) -> None:
    assert (await ada("POST", "/invites", body)).status == 400


async def test_only_owners_invite_owners(app: Quart, acme: Tenant, ada: Caller) -> None:
    admin = await signed_in(app, await person("Eve", of=acme, role="admin"), acme)
    owner = await signed_in(app, await person("Ada", of=acme), acme)
    for by, status in ((ada, 403), (admin, 403), (owner, 201)):
        assert (await by("POST", "/invites", {"role": "owner"})).status == status


async def test_who_accepts_is_a_member(app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection) -> None:
    url = (await invited(ada))["url"]
    bob = await person("Bob")
    browser = await browser_of(app, bob, acme)
    assert "You are invited, as member" in (await browser.open(url)).text
    there = await browser.submit("/invite/accept")
    assert (there.url, "Your role here is member" in there.text) == (f"{ACME}/admin", True)
    (listed,) = (await ada("GET", "/invites")).json["invites"]
    assert (listed["used_by"], listed["used_at"] is None) == (str(bob.id), False)


async def test_who_is_not_signed_in_does_that_and_comes_back(app: Quart, ada: Caller, sql: asyncpg.Connection) -> None:
    url = (await invited(ada))["url"]
    browser = Browser(app)
    shown = await browser.open(url)
    assert ("Sign in to accept" in shown.text, "/invite/accept" in shown.html) == (True, False)
    await sign_browser_in(browser, await person("Bob"), None)
    assert (await browser.open(shown.link(href=f"/sign-in?next={urlsplit(url).path}"))).url == url
    await browser.submit("/invite/accept")
    assert await roles(sql) == ["member"]


async def test_looking_ahead_uses_no_invitation_up(app: Quart, ada: Caller, acme: Tenant) -> None:
    url = (await invited(ada))["url"]
    for method in ("GET", "HEAD", "GET"):
        assert (await Browser(app).open(url, method=method)).status == 200
    assert "Settings" in (await accept(await browser_of(app, await person("Bob"), acme), url)).text


async def refused(app: Quart, acme: Tenant, url: str, reason: str, sql: asyncpg.Connection) -> None:
    """To look at, and to accept by a form that was open before."""
    browser = await browser_of(app, await person("Eve"), acme)
    shown = await browser.open(url)
    assert (shown.status, f"410 · {reason}" in shown.text) == (410, True)
    sent = {"token": url.rpartition("/")[2]}
    got = await browser.open(f"{ACME}/invite/accept", method="POST", data=sent, Sec_Fetch_Site="same-origin")
    assert got.status == 410
    assert (
        await sql.fetchval("SELECT count(*) FROM memberships m JOIN persons p ON p.id = person_id AND name = 'Eve'")
        == 0
    )


async def test_an_invitation_works_once(app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection) -> None:
    url = (await invited(ada))["url"]
    await accept(await browser_of(app, await person("Bob"), acme), url)
    await refused(app, acme, url, "used", sql)


async def test_of_two_who_accept_at_once_one_does(
    app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection
) -> None:
    url = (await invited(ada))["url"]
    browsers = [await browser_of(app, await person(name), acme) for name in ("Bob", "Eve", "Zoe")]
    for browser in browsers:
        await browser.open(url)
    shown = await asyncio.gather(*[browser.submit("/invite/accept") for browser in browsers])
    assert sorted(one.status for one in shown) == [200, 410, 410]
    assert await roles(sql) == ["member"]


async def test_an_invitation_expires(app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection) -> None:
    url = (await invited(ada))["url"]
    await sql.execute("UPDATE invites SET expires_at = expires_at - interval '7 days'")
    await refused(app, acme, url, "expired", sql)


async def test_an_invitation_is_revoked(app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection) -> None:
    made = await invited(ada)
    for _ in range(2):
        assert (await ada("DELETE", f"/invites/{made['id']}")).status == 204
    await refused(app, acme, made["url"], "revoked", sql)


@pytest.mark.parametrize("token", ["made-up", "%00", "x" * 3000])
async def test_an_invitation_that_nobody_made_is_404(app: Quart, acme: Tenant, token: str) -> None:
    assert (await Browser(app).open(f"{ACME}/invite/{token}")).status == 404


async def test_an_invitation_is_good_at_its_own_host_alone(
    app: Quart, acme: Tenant, ada: Caller, globex: Caller, sql: asyncpg.Connection
) -> None:
    url = (await invited(ada))["url"]
    browser = await browser_of(app, await person("Bob"), None)
    for host in (GLOBEX, APEX):
        assert (await browser.open(url.replace(ACME, host))).status == 404
    await browser.open(f"{GLOBEX}/sign-in?next=/")
    sent = {"token": url.rpartition("/")[2]}
    got = await browser.open(f"{GLOBEX}/invite/accept", method="POST", data=sent, Sec_Fetch_Site="same-origin")
    assert (got.status, await roles(sql)) == (404, [])


async def test_another_site_accepts_for_nobody(app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection) -> None:
    sent = {"token": (await invited(ada))["url"].rpartition("/")[2]}
    browser = await browser_of(app, await person("Bob"), acme)
    got = await browser.open(f"{ACME}/invite/accept", method="POST", data=sent, Sec_Fetch_Site="same-site")
    assert (got.status, await roles(sql)) == (403, [])


@pytest.mark.parametrize(
    ("had", "given", "has", "used"),
    [
        ("owner", "member", "owner", 0),
        ("admin", "admin", "admin", 0),
        ("member", "moderator", "moderator", 1),
    ],
)
async def test_it_makes_nobody_less_and_is_then_good_for_somebody_else(
    app: Quart, acme: Tenant, ada: Caller, sql: asyncpg.Connection, had: Role, given: Role, has: Role, used: int
) -> None:
    url = (await invited(ada, given))["url"]
    browser = await browser_of(app, await person("Bob", of=acme, role=had), acme)
    assert ("You are a member here already" in (await browser.open(url)).text) is not used
    sent = {"token": url.rpartition("/")[2]}
    await browser.open(f"{ACME}/invite/accept", method="POST", data=sent, Sec_Fetch_Site="same-origin")
    assert await roles(sql) == [has]
    assert await sql.fetchval("SELECT count(*) FROM invites WHERE used_at IS NOT NULL") == used


async def test_who_accepted_is_in_the_audit_log(app: Quart, acme: Tenant, ada: Caller) -> None:
    await accept(await browser_of(app, await person("Bob"), acme), (await invited(ada))["url"])
    entries = (await ada("GET", "/audit")).json["entries"]
    assert [(one["action"], one["actor"]["type"]) for one in entries] == [
        ("invites.accept", "person"),
        ("invites.create", "key"),
    ]


async def test_invitations_are_paged_the_newest_first(ada: Caller) -> None:
    made = [(await invited(ada))["id"] for _ in range(3)]
    first = (await ada("GET", "/invites?limit=2")).json
    rest = (await ada("GET", f"/invites?limit=2&cursor={first['next_cursor']}")).json
    assert [one["id"] for one in first["invites"] + rest["invites"]] == made[::-1]
