"""A tenant's own provider: it starts and ends at that tenant's host, and its people are that tenant's alone."""

from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urljoin

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from conftest import DOMAIN
from loops_tenants.models import Tenant
from signing_in.conftest import by_settings
from signing_in.hosts import ACME, APEX, GLOBEX, SESSION
from signing_in.issuer import CLIENT_ID, CLIENT_SECRET, Issuer
from signing_in.rogue import Rogue, listening

PERSON = """
SELECT p.name, t.slug, m.role FROM persons p
JOIN tenants t ON t.id = p.tenant_id JOIN memberships m ON m.person_id = p.id"""
BUTTON = {"class": "button way main"}


def settings_of(issuer: str) -> dict[str, Any]:
    return {"name": "Acme ID", "issuer": issuer, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}


async def set_up(by: Caller, issuer: str, **more: Any) -> None:
    answer = await by("PUT", "/sign-in-provider", settings_of(issuer) | more)
    assert answer.status == 200, answer.json


async def test_it_starts_and_ends_at_the_tenants_host(
    browser: Browser, ada: Caller, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    await set_up(ada, issuer.url)
    page = await browser.open(f"{ACME}/sign-in?next=/%3Fsort=top")
    assert "Continue with Acme ID" in page.text
    board = await browser.open(page.link(**BUTTON))
    assert board.url == f"{ACME}/?sort=top"
    assert not [url for url in browser.went if url.startswith(f"{APEX}/")]
    assert SESSION in browser.cookies[f"acme.{DOMAIN}"]
    assert tuple(await sql.fetchrow(PERSON)) == ("Ada Lovelace", "acme", "member")


async def test_its_session_is_good_there_only(browser: Browser, ada: Caller, globex: Caller, issuer: Issuer) -> None:
    await set_up(ada, issuer.url)
    await browser.open(f"{ACME}/sign-in/own")
    assert (await browser.ask(f"{ACME}/api/v1/sessions")).status == 200
    for host in (f"globex.{DOMAIN}", DOMAIN):
        browser.cookies[host] = browser.cookies[f"acme.{DOMAIN}"]
        assert (await browser.ask(f"https://{host}/api/v1/sessions")).status == 401
    assert "No provider is set up here" in (await browser.open(f"{APEX}/sign-in")).text


async def test_from_there_nobody_is_handed_over_to_another_board(
    browser: Browser, ada: Caller, globex: Caller, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    await set_up(ada, issuer.url)
    await browser.open(f"{ACME}/sign-in/own")
    left = (await browser.ask(f"{GLOBEX}/sign-in?next=/")).headers["Location"]
    for page in ("/sign-in", "/sign-in/own", "/sign-in/apex"):
        got = await browser.open(left.replace(f"{APEX}/sign-in", f"{ACME}{page}"))
        assert not [url for url in browser.went if url.startswith(GLOBEX)], got.url
    assert await sql.fetchval("SELECT count(*) FROM one_time_codes WHERE kind = 'hand-over'") == 0


async def test_one_issuer_and_subject_at_two_tenants_is_two_persons(
    app: Quart, ada: Caller, globex: Caller, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    for by, board in ((ada, ACME), (globex, GLOBEX)):
        await set_up(by, issuer.url)
        await Browser(app).open(f"{board}/sign-in/own")
    rows = await sql.fetch("SELECT person_id, tenant_id, issuer, subject FROM identities")
    assert len({row["person_id"] for row in rows}) == len({row["tenant_id"] for row in rows}) == 2
    assert len({(row["issuer"], row["subject"]) for row in rows}) == 1


async def test_it_is_never_somebody_whom_another_provider_knows(
    serving: Callable[..., Quart], ada: Caller, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    """Though it is the very same issuer, subject and verified address."""
    app = serving(**by_settings(issuer.url))
    await set_up(ada, issuer.url)
    for address in (f"{APEX}/sign-in/oidc", f"{ACME}/sign-in/own", f"{APEX}/sign-in/oidc"):
        assert (await Browser(app).open(address)).status == 200
    rows = await sql.fetch(
        "SELECT p.id, p.tenant_id, i.provider FROM persons p JOIN identities i ON i.person_id = p.id"
    )
    assert sorted((row["provider"], row["tenant_id"] is None) for row in rows) == [("oidc", True), ("own", False)]


async def test_who_has_an_account_elsewhere_takes_the_other_way(
    serving: Callable[..., Quart], ada: Caller, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    await set_up(ada, issuer.url)
    browser = Browser(serving(**by_settings(issuer.url)))
    page = await browser.open(f"{ACME}/sign-in?next=/")
    apex = await browser.open(page.link(**{"class": "quiet"}))
    assert (await browser.open(apex.link(**BUTTON))).url == f"{ACME}/"
    assert await sql.fetchval("SELECT provider FROM sessions WHERE tenant_id IS NOT NULL") == "oidc"


async def test_its_door_is_at_that_host_alone(browser: Browser, ada: Caller, globex: Caller, issuer: Issuer) -> None:
    await set_up(ada, issuer.url)
    for host in (APEX, GLOBEX):
        for path in ("/sign-in/own", "/sign-in/own/callback?code=x&state=y"):
            got = await browser.open(f"{host}{path}")
            assert (got.status, "404 · no_provider" in got.text) == (404, True)


async def test_a_state_of_one_tenant_is_no_state_at_another(
    browser: Browser, ada: Caller, globex: Caller, issuer: Issuer
) -> None:
    for by in (ada, globex):
        await set_up(by, issuer.url)
    got = await browser.ask(f"{ACME}/sign-in/own")
    while "/callback?" not in got.headers["Location"]:
        got = await browser.ask(urljoin(got.url, got.headers["Location"]))
    browser.cookies[f"globex.{DOMAIN}"] = browser.cookies[f"acme.{DOMAIN}"]
    assert "403 · unknown" in (await browser.open(got.headers["Location"].replace(ACME, GLOBEX))).text


DOMAINS = [
    ({}, None),
    ({"email": "ada@ACME.example"}, None),
    ({"email": "ada@evil.example"}, "email_domain"),
    ({"email": "ada@acme.example@evil.example"}, "email_domain"),
    ({"email": "ada@sub.acme.example"}, "email_domain"),
    ({"email_verified": False}, "email_unverified"),
    ({"email_verified": None}, "email_unverified"),
    ({"email": None}, "email_unverified"),
    ({"email": ""}, "email_unverified"),
]


@pytest.mark.parametrize(("person", "reason"), DOMAINS)
async def test_only_verified_addresses_of_the_domain_enter(
    browser: Browser, ada: Caller, issuer: Issuer, person: dict[str, Any], reason: str | None, sql: asyncpg.Connection
) -> None:
    await set_up(ada, issuer.url, email_domain="Acme.Example")
    issuer.next(**person)
    got = await browser.open(f"{ACME}/sign-in/own")
    if reason is None:
        assert got.status == 200
    else:
        assert f"403 · {reason}" in got.text
        assert await sql.fetchval("SELECT count(*) FROM persons") == 0


async def test_newcomers_are_given_the_role_that_is_set_and_keep_what_they_have(
    app: Quart, ada: Caller, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    await set_up(ada, issuer.url, role="moderator")
    await Browser(app).open(f"{ACME}/sign-in/own")
    assert await sql.fetchval("SELECT role FROM memberships") == "moderator"
    await sql.execute("DELETE FROM memberships")
    await Browser(app).open(f"{ACME}/sign-in/own")
    assert await sql.fetchval("SELECT count(*) FROM memberships") == 0


async def test_without_a_role_they_are_visitors(
    browser: Browser, ada: Caller, issuer: Issuer, sql: asyncpg.Connection
) -> None:
    await set_up(ada, issuer.url, role=None)
    await browser.open(f"{ACME}/sign-in/own")
    assert await sql.fetchval("SELECT count(*) FROM memberships") == 0
    assert (await browser.ask(f"{ACME}/api/v1/posts")).status == 200


async def test_its_secret_is_kept_locked_and_never_shown(ada: Caller, issuer: Issuer, sql: asyncpg.Connection) -> None:
    await set_up(ada, issuer.url)
    shown = (await ada("GET", "/sign-in-provider")).json
    assert shown["redirect_uri"] == f"{ACME}/sign-in/own/callback"
    assert CLIENT_SECRET not in str(shown)
    assert CLIENT_SECRET not in str(await sql.fetch("SELECT p::text FROM tenant_providers p"))


async def test_another_issuer_is_not_given_the_old_ones_secret(browser: Browser, ada: Caller, issuer: Issuer) -> None:
    await set_up(ada, issuer.url)
    await browser.open(f"{ACME}/sign-in/own")
    kept = settings_of(issuer.url) | {"name": "Staff"}
    del kept["client_secret"]
    assert (await ada("PUT", "/sign-in-provider", kept)).json["name"] == "Staff"
    assert (await browser.ask(f"{ACME}/api/v1/sessions")).status == 200
    moved = await ada("PUT", "/sign-in-provider", kept | {"issuer": "http://127.0.0.1:9"})
    assert [one["field"] for one in moved.json["error"]["details"]] == ["client_secret"]
    await set_up(ada, "http://127.0.0.1:9")
    assert (await browser.ask(f"{ACME}/api/v1/sessions")).status == 401


async def test_without_it_nobody_stays_signed_in_by_it(browser: Browser, ada: Caller, issuer: Issuer) -> None:
    await set_up(ada, issuer.url)
    await browser.open(f"{ACME}/sign-in/own")
    assert (await ada("DELETE", "/sign-in-provider")).status == 204
    assert (await browser.ask(f"{ACME}/api/v1/sessions")).status == 401
    assert (await ada("DELETE", "/sign-in-provider")).status == 404
    assert (await ada("GET", "/sign-in-provider")).status == 404


BAD = [
    ({"issuer": "ftp://id.example"}, "issuer"),
    ({"issuer": "https://id.example/?a=b"}, "issuer"),
    ({"issuer": "http://169.254.169.254"}, "issuer"),
    ({"issuer": "http://10.0.0.1"}, "issuer"),
    ({"name": ""}, "name"),
    ({"email_domain": "a b"}, "email_domain"),
    ({"email_domain": "acme"}, "email_domain"),
    ({"role": "owner"}, "role"),
    ({"client_secret": None}, "client_secret"),
]


@pytest.mark.parametrize(("change", "field"), BAD)
async def test_what_makes_no_provider_is_refused(ada: Caller, change: dict[str, Any], field: str) -> None:
    answer = await ada("PUT", "/sign-in-provider", settings_of("http://127.0.0.1:9") | change)
    assert (answer.status, [one["field"] for one in answer.json["error"]["details"]]) == (400, [field])


@pytest.fixture
async def rogue(acme: Tenant) -> AsyncIterator[Rogue]:
    async with listening(Rogue()) as rogue:
        yield rogue


INSIDE = ["http://169.254.169.254/keys", "http://10.0.0.1/keys", "http://[::ffff:10.0.0.1]/keys"]


@pytest.mark.parametrize("end", ["jwks_uri", "token_endpoint", "userinfo_endpoint"])
@pytest.mark.parametrize("inside", INSIDE)
async def test_no_call_of_it_goes_inside(
    browser: Browser, ada: Caller, rogue: Rogue, end: str, inside: str, caplog: pytest.LogCaptureFixture
) -> None:
    rogue.document, rogue.claims = {end: inside}, {"name": None}
    await set_up(ada, rogue.url)
    left = await browser.ask(f"{ACME}/sign-in/own")
    got = await browser.open(rogue.agrees(left.headers["Location"]))
    assert (got.status, "503 · provider" in got.text) == (503, True)
    assert "its address is inside the network" in caplog.text


async def test_by_discovery_neither(
    serving: Callable[..., Quart], ada: Caller, rogue: Rogue, sql: asyncpg.Connection
) -> None:
    """An operator who opens nothing: what is on loopback, as the issuer is here, is not asked."""
    await set_up(ada, rogue.url)
    got = await Browser(serving(outbound_allow=())).open(f"{ACME}/sign-in/own")
    assert (got.status, rogue.calls) == (503, [])
