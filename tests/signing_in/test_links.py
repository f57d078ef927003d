"""The way in without any provider: a link that whoever runs the installation prints."""

from collections.abc import Callable

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from conftest import DOMAIN
from loops_tenants.models import Tenant
from signing_in.hosts import ACME, APEX, SESSION
from signing_in.linking import link


async def test_a_link_signs_in_its_owner_who_goes_on_to_the_board(browser: Browser, acme: Tenant) -> None:
    asked = await browser.open(await link(acme))
    assert "This link is for Acme · owner" in asked.text
    account = await browser.submit("/sign-in/link")
    assert (account.url, "Signed in as Acme owner" in account.text) == (f"{APEX}/sign-in", True)
    board = await browser.open(account.link(href=f"{ACME}/sign-in?next=/"))
    assert (board.status, board.url) == (200, f"{ACME}/")
    mine = await browser.ask(f"{ACME}/api/v1/keys")
    assert mine.status == 200


async def test_looking_ahead_uses_no_link_up(browser: Browser, acme: Tenant, sql: asyncpg.Connection) -> None:
    address = await link(acme)
    for method in ("GET", "GET", "HEAD"):
        assert (await Browser(browser.app).open(address, method=method)).status == 200
    assert await sql.fetchval("SELECT count(*) FROM persons") == 0
    await browser.open(address)
    assert "Signed in as" in (await browser.submit("/sign-in/link")).text


async def test_a_link_works_once(browser: Browser, acme: Tenant) -> None:
    address = await link(acme)
    await browser.open(address)
    await browser.submit("/sign-in/link")
    other = Browser(browser.app)
    again = await other.open(address)
    assert (again.status, "403 · used" in again.text) == (403, True)
    forced = {"code": address.partition("code=")[2]}
    sent = await other.open(f"{APEX}/sign-in/link", method="POST", data=forced, Sec_Fetch_Site="same-origin")
    assert (sent.status, SESSION in other.cookies.get(DOMAIN, {})) == (403, False)


async def test_a_link_expires_after_a_day(browser: Browser, acme: Tenant, sql: asyncpg.Connection) -> None:
    address = await link(acme)
    await sql.execute("UPDATE one_time_codes SET expires_at = expires_at - interval '24 hours'")
    got = await browser.open(address)
    assert "403 · expired" in got.text
    assert "loops sign-in-link prints another" in got.text


@pytest.mark.parametrize("code", ["", "made-up", "%00", "x" * 3000])
async def test_a_link_that_nobody_made_is_refused(browser: Browser, acme: Tenant, code: str) -> None:
    got = await browser.open(f"{APEX}/sign-in/link?code={code}")
    assert (got.status, "403 · unknown" in got.text) == (403, True)


async def test_another_page_cannot_sign_anybody_in(browser: Browser, acme: Tenant, sql: asyncpg.Connection) -> None:
    data = {"code": (await link(acme)).partition("code=")[2]}
    for site in ("same-site", "cross-site"):
        got = await browser.open(f"{APEX}/sign-in/link", method="POST", data=data, Sec_Fetch_Site=site)
        assert got.status == 403
    assert await sql.fetchval("SELECT count(*) FROM sessions") == 0


async def test_links_for_one_role_sign_in_one_person(browser: Browser, acme: Tenant, sql: asyncpg.Connection) -> None:
    for role in ("owner", "owner", "moderator"):
        await browser.open(await link(acme, role))
        await browser.submit("/sign-in/link")
    rows = await sql.fetch("SELECT p.name, m.role FROM persons p JOIN memberships m ON m.person_id = p.id ORDER BY 1")
    assert [tuple(row) for row in rows] == [("Acme moderator", "moderator"), ("Acme owner", "owner")]


async def test_a_link_makes_nobody_less_than_they_have_become(
    browser: Browser, acme: Tenant, sql: asyncpg.Connection
) -> None:
    await browser.open(await link(acme, "moderator"))
    await browser.submit("/sign-in/link")
    for had, has in (("owner", "owner"), ("member", "moderator")):
        await sql.execute("UPDATE memberships SET role = $1", had)
        await browser.open(await link(acme, "moderator"))
        await browser.submit("/sign-in/link")
        assert await sql.fetchval("SELECT role FROM memberships") == has


async def test_signing_in_makes_another_session_and_ends_the_one_before(
    browser: Browser, acme: Tenant, sql: asyncpg.Connection
) -> None:
    before = []
    for _ in range(2):
        await browser.open(await link(acme))
        await browser.submit("/sign-in/link")
        before.append(browser.cookies[DOMAIN][SESSION])
    assert before[0] != before[1]
    assert await sql.fetch("SELECT count(*) FROM sessions WHERE revoked_at IS NULL") == [(1,)]


async def test_who_signs_in_after_somebody_else_is_at_no_board_as_them(browser: Browser, acme: Tenant) -> None:
    await browser.open(await link(acme))
    await browser.submit("/sign-in/link")
    await browser.open(f"{ACME}/sign-in?next=/")
    await browser.open(await link(acme, "member"))
    await browser.submit("/sign-in/link")
    assert (await browser.ask(f"{ACME}/api/v1/sessions")).status == 401
    await browser.open(f"{ACME}/sign-in?next=/")
    assert (await browser.ask(f"{ACME}/api/v1/keys")).status == 403


async def test_a_single_tenants_link_signs_in_there(
    serving: Callable[..., Quart], acme: Tenant, sql: asyncpg.Connection
) -> None:
    browser = Browser(serving(single_tenant="acme"))
    await browser.open(await link(acme, single=True))
    shown = await browser.submit("/sign-in/link")
    assert (shown.url, "Acme owner" in shown.text) == (f"{APEX}/", True)  # there are no organisations to choose from
    assert (await browser.ask(f"{APEX}/api/v1/keys")).status == 200
    assert await sql.fetchval("SELECT tenant_id FROM sessions") == acme.id


async def test_signing_out_ends_the_session_here_at_the_apex_and_elsewhere(
    browser: Browser, acme: Tenant, sql: asyncpg.Connection
) -> None:
    await browser.open(await link(acme))
    await browser.submit("/sign-in/link")
    await browser.open(f"{ACME}/sign-in?next=/")
    assert "Acme owner" in (await browser.open(f"{ACME}/sign-out")).text
    assert (await browser.submit("/sign-out")).url == f"{ACME}/"
    assert await sql.fetch("SELECT count(*) FROM sessions WHERE revoked_at IS NULL") == [(0,)]
    assert (await browser.ask(f"{ACME}/api/v1/sessions")).status == 401
    assert "No provider is set up here" in (await browser.open(f"{ACME}/sign-in?next=/")).text


async def test_another_page_cannot_sign_anybody_out(browser: Browser, acme: Tenant) -> None:
    await browser.open(await link(acme))
    await browser.submit("/sign-in/link")
    got = await browser.open(f"{APEX}/sign-out", method="POST", Sec_Fetch_Site="same-site")
    assert (got.status, SESSION in browser.cookies[DOMAIN]) == (403, True)
