"""Settings, members: in a browser without JavaScript."""

import re

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from loops_tenants.models import Person, Tenant
from loops_tenants.roles import Role
from people import person, sign_browser_in
from signing_in.hosts import ACME

PAGE = f"{ACME}/admin/members"
LINK = re.compile(rf"{ACME}/invite/[\w-]{{43}}")


async def browser_of(app: Quart, who: Person, at: Tenant) -> Browser:
    made = Browser(app)
    await sign_browser_in(made, who, at)
    return made


async def roles(sql: asyncpg.Connection) -> dict[str, str]:
    rows = await sql.fetch("SELECT p.name, m.role FROM memberships m JOIN persons p ON p.id = m.person_id")
    return {name: role for name, role in rows}


async def test_somebody_is_invited_by_a_link_that_is_shown_once(
    browser: Browser, app: Quart, acme: Tenant, sql: asyncpg.Connection
) -> None:
    await browser.open(PAGE)
    shown = await browser.submit("/admin/members", role="moderator")
    (link,) = set(LINK.findall(shown.html))
    assert "Invitation: moderator" in shown.text
    again = await browser.open(shown.url)
    assert (LINK.findall(again.html), "That link was shown" in again.text) == ([], True)
    bob = await browser_of(app, await person("Bob"), acme)
    await bob.open(link)
    await bob.submit("/invite/accept")
    assert await roles(sql) == {"Ada": "owner", "Bob": "moderator"}
    assert "Open invitations" not in (await browser.open(PAGE)).text


async def test_a_form_sent_twice_makes_one_invitation(browser: Browser, sql: asyncpg.Connection) -> None:
    form = (await browser.open(PAGE)).fields
    for _ in range(2):
        got = await browser.ask(PAGE, "POST", {"role": "member", **form}, {"Sec-Fetch-Site": "same-origin"})
        assert got.status == 303
    assert await sql.fetchval("SELECT count(*) FROM invites") == 1


async def test_an_invitation_is_revoked(browser: Browser, ada: Caller) -> None:
    id = (await ada("POST", "/invites", {"role": "member"})).json["id"]
    await browser.open(PAGE)
    shown = await browser.submit(f"/admin/members/invites/{id}/revoke")
    assert (shown.url, "Open invitations" in shown.text) == (PAGE, False)


async def test_a_member_is_given_another_role_and_removed(
    browser: Browser, acme: Tenant, sql: asyncpg.Connection
) -> None:
    bob = await person("Bob", of=acme, role="member")
    await browser.open(PAGE)
    await browser.submit(f"/admin/members/{bob.id}/role", role="admin")
    assert (await roles(sql))["Bob"] == "admin"
    assert "Remove \u2068Bob\u2069?" in (await browser.open(f"{PAGE}/{bob.id}/remove")).text
    await browser.submit(f"/admin/members/{bob.id}/remove")
    assert await roles(sql) == {"Ada": "owner"}


async def test_the_last_owner_is_told_why_they_cannot_leave(browser: Browser, sql: asyncpg.Connection) -> None:
    listed = await browser.open(PAGE)
    (leave,) = [link for link in listed.page.links() if link.endswith("/remove")]
    assert "Leave \u2068Acme\u2069?" in (await browser.open(f"{ACME}{leave}")).text
    shown = await browser.submit(leave)
    assert (shown.status, "this is the last" in shown.text) == (409, True)
    assert await roles(sql) == {"Ada": "owner"}


async def test_a_member_sees_who_the_others_are_and_may_leave(
    app: Quart, acme: Tenant, browser: Browser, sql: asyncpg.Connection
) -> None:
    bob = await person("Bob", of=acme, role="member")
    his = await browser_of(app, bob, acme)
    shown = await his.open(PAGE)
    assert ("Ada owner" in shown.text, "Invite somebody" in shown.text, "<select" in shown.html) == (True, False, False)
    await his.open(f"{PAGE}/{bob.id}/remove")
    await his.submit(f"/admin/members/{bob.id}/remove")
    assert await roles(sql) == {"Ada": "owner"}


@pytest.mark.parametrize(
    ("role", "path", "form"),
    [
        ("admin", "{ada}/role", {"role": "member"}),
        ("admin", "{bob}/role", {"role": "owner"}),
        ("admin", "{ada}/remove", {}),
        ("admin", "", {"role": "owner"}),
        ("member", "{ada}/remove", {}),
        ("moderator", "", {"role": "member"}),
    ],
)
async def test_who_may_not_is_refused(
    app: Quart, acme: Tenant, sql: asyncpg.Connection, role: Role, path: str, form: dict[str, str]
) -> None:
    ada, bob = await person("Ada", of=acme), await person("Bob", of=acme, role=role)
    his = await browser_of(app, bob, acme)
    url = f"{PAGE}/{path.format(ada=ada.id, bob=bob.id)}".rstrip("/")
    shown = await his.open(url, method="POST", data=form, Sec_Fetch_Site="same-origin")
    assert (shown.status, "Not in your role" in shown.text) == (403, True)
    assert await roles(sql) == {"Ada": "owner", "Bob": role}
    assert await sql.fetchval("SELECT count(*) FROM invites") == 0


async def test_what_is_done_there_is_in_the_audit_log(browser: Browser, acme: Tenant, ada: Caller) -> None:
    bob = await person("Bob", of=acme, role="member")
    await browser.open(PAGE)
    await browser.submit(f"/admin/members/{bob.id}/role", role="admin")
    await browser.submit("/admin/members", role="member")
    entries = (await ada("GET", "/audit")).json["entries"]
    assert [one["action"] for one in entries] == ["invites.create", "members.change"]
