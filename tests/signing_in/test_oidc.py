"""Signing in with OpenID Connect: npm's certified issuer, configured by three settings."""

import ssl
from collections.abc import Callable
from urllib.parse import parse_qs, urljoin, urlsplit

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from conftest import DOMAIN, Embedded
from loops_tenants.models import Tenant
from signing_in.conftest import by_settings
from signing_in.hosts import ACME, APEX, SESSION, UNDERWAY
from signing_in.issuer import Issuer
from visitor import visit

BUTTON = {"class": "button way main"}


async def test_a_newcomer_signs_in_at_the_apex(newcomer: Browser, acme: Tenant, sql: asyncpg.Connection) -> None:
    page = await newcomer.open(f"{APEX}/sign-in")
    assert "Continue with 127.0.0.1" in page.text
    account = await newcomer.open(page.link(**BUTTON))
    assert (account.url, "Signed in as Ada Lovelace" in account.text) == (f"{APEX}/sign-in", True)
    assert tuple(await sql.fetchrow("SELECT name, email FROM persons")) == ("Ada Lovelace", "ada@acme.example")
    assert "No boards yet" in account.text


async def test_who_comes_from_a_board_goes_back_to_it(newcomer: Browser, acme: Tenant) -> None:
    page = await newcomer.open(f"{ACME}/sign-in?next=/%3Fsort=top")
    assert "You go on to Acme" in page.text
    board = await newcomer.open(page.link(**BUTTON))
    assert board.url == f"{ACME}/?sort=top"
    mine = (await newcomer.ask(f"{ACME}/api/v1/sessions")).html
    assert '"provider":"oidc"' in mine


async def test_the_same_subject_is_the_same_person_under_whatever_name(
    newcomer: Browser, issuer: Issuer, acme: Tenant, sql: asyncpg.Connection
) -> None:
    for name, email in (("Ada", "ada@old.example"), ("Ada King", "ada@new.example")):
        issuer.next(name=name, email=email)
        await Browser(newcomer.app).open(f"{APEX}/sign-in/oidc")
    assert [tuple(row) for row in await sql.fetch("SELECT name, email FROM persons")] == [
        ("Ada King", "ada@new.example")
    ]


async def test_the_same_address_is_not_the_same_person(
    newcomer: Browser, issuer: Issuer, acme: Tenant, sql: asyncpg.Connection
) -> None:
    for sub in ("ada", "mallory"):
        issuer.next(sub=sub)
        await Browser(newcomer.app).open(f"{APEX}/sign-in/oidc")
    assert await sql.fetchval("SELECT count(*) FROM persons WHERE email = 'ada@acme.example'") == 2


async def test_what_is_sent_along_is_proof_and_no_secret(newcomer: Browser, acme: Tenant) -> None:
    left = (await newcomer.ask(f"{APEX}/sign-in/oidc")).headers["Location"]
    asked = {name: value for name, (value,) in parse_qs(urlsplit(left).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid email profile"
    assert asked["redirect_uri"] == f"{APEX}/sign-in/oidc/callback"
    marks = [asked[name] for name in ("state", "nonce", "code_challenge")]
    assert all(len(mark) == 43 for mark in marks)
    assert len({*marks, newcomer.cookies[DOMAIN][UNDERWAY]}) == 4


async def test_who_does_not_agree_there_is_not_signed_in(newcomer: Browser, issuer: Issuer, acme: Tenant) -> None:
    issuer.next(sub="nobody")
    got = await newcomer.open(f"{APEX}/sign-in/oidc")
    assert (got.status, "403 · cancelled" in got.text) == (403, True)


async def answer_for(by: Browser, at: str = f"{APEX}/sign-in/oidc") -> str:
    """The address that the issuer sends somebody back to, not gone to yet."""
    got = await by.ask(at)
    while "/callback?" not in (where := urljoin(got.url, got.headers["Location"])):
        got = await by.ask(where)
    return where


async def test_a_state_is_used_once(newcomer: Browser, acme: Tenant) -> None:
    address = await answer_for(newcomer)
    assert (await newcomer.ask(address)).status == 303
    assert "403 · used" in (await newcomer.open(address)).text


async def test_a_state_is_for_the_browser_that_left(newcomer: Browser, acme: Tenant) -> None:
    address = await answer_for(newcomer)
    eve = Browser(newcomer.app)
    assert "403 · unknown" in (await eve.open(address)).text
    await eve.ask(f"{APEX}/sign-in/oidc")
    assert "403 · unknown" in (await eve.open(address)).text
    assert SESSION not in eve.cookies[DOMAIN]
    assert (await newcomer.open(address)).status == 200


async def test_a_state_lives_for_ten_minutes(newcomer: Browser, acme: Tenant, sql: asyncpg.Connection) -> None:
    address = await answer_for(newcomer)
    await sql.execute("UPDATE one_time_codes SET expires_at = expires_at - interval '10 minutes'")
    assert "403 · expired" in (await newcomer.open(address)).text


@pytest.mark.parametrize("change", [("state=", "state=x"), ("state=", "old="), ("/oidc/", "/google/")])
async def test_a_forged_return_is_refused(newcomer: Browser, acme: Tenant, change: tuple[str, str]) -> None:
    address = (await answer_for(newcomer)).replace(*change)
    got = await newcomer.open(address)
    assert got.status == (404 if "google" in address else 403)
    assert SESSION not in newcomer.cookies[DOMAIN]


@pytest.fixture
def google(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Its settings, where the issuer stands in for it."""
    monkeypatch.setattr("loops.providers.GOOGLE", issuer.url)
    ours = by_settings(issuer.url)
    return {"google_client_id": ours["oidc_client_id"], "google_client_secret": ours["oidc_client_secret"]}


async def test_one_providers_answer_opens_no_other_door(
    serving: Callable[..., Quart], issuer: Issuer, google: dict[str, object], acme: Tenant
) -> None:
    browser = Browser(serving(**by_settings(issuer.url), **google))
    address = await answer_for(browser)
    assert "403 · unknown" in (await browser.open(address.replace("/oidc/", "/google/"))).text


async def test_google_is_one_more_issuer(
    serving: Callable[..., Quart], google: dict[str, object], acme: Tenant, sql: asyncpg.Connection
) -> None:
    browser = Browser(serving(**google))
    page = await browser.open(f"{APEX}/sign-in")
    assert "Continue with Google" in page.text
    assert "Signed in as Ada Lovelace" in (await browser.open(page.link(**BUTTON))).text
    assert await sql.fetchval("SELECT provider FROM identities") == "google"


async def test_a_code_that_the_issuer_knows_nothing_of_is_refused(newcomer: Browser, acme: Tenant) -> None:
    address = (await answer_for(newcomer)).replace("code=", "code=x")
    got = await newcomer.open(address)
    assert (got.status, "503 · provider" in got.text) == (503, True)


async def test_at_a_boards_host_no_provider_of_the_installation_answers(newcomer: Browser, acme: Tenant) -> None:
    for path in ("/sign-in/oidc", "/sign-in/oidc/callback?code=x&state=y"):
        got = await newcomer.open(f"{ACME}{path}")
        assert (got.status, "404 · no_provider" in got.text) == (404, True)


async def test_what_is_not_set_up_is_no_way_in(browser: Browser, acme: Tenant) -> None:
    assert (await browser.open(f"{APEX}/sign-in/google")).status == 404
    assert "loops sign-in-link --tenant SLUG" in (await browser.open(f"{APEX}/sign-in")).text


async def test_an_issuer_that_is_away_is_said_plainly(serving: Callable[..., Quart], acme: Tenant) -> None:
    got = await Browser(serving(**by_settings("http://127.0.0.1:9"))).open(f"{APEX}/sign-in/oidc")
    assert (got.status, "503 · provider" in got.text) == (503, True)


async def test_a_single_tenants_board_signs_in_there(
    serving: Callable[..., Quart], issuer: Issuer, acme: Tenant, sql: asyncpg.Connection
) -> None:
    browser = Browser(serving(single_tenant="acme", **by_settings(issuer.url)))
    got = await browser.open((await browser.open(f"{APEX}/sign-in?next=/%3Fq=a")).link(**BUTTON))
    assert got.url == f"{APEX}/?q=a"
    assert await sql.fetchval("SELECT tenant_id FROM sessions") == acme.id


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000"])
async def test_another_name_of_this_machine_leads_to_the_one_that_the_issuer_knows(
    serving: Callable[..., Quart], issuer: Issuer, acme: Tenant, host: str
) -> None:
    app = serving(Embedded, scheme="http", **by_settings(issuer.url))
    got = await visit(app, "/sign-in/oidc?next=/a", ("Host", host))
    assert got.headers["Location"] == f"http://{DOMAIN}/sign-in/oidc?next=/a"


async def test_whoever_begins_again_and_again_waits(
    serving: Callable[..., Quart], issuer: Issuer, acme: Tenant
) -> None:
    browser = Browser(serving(limit_sign_ins=2, **by_settings(issuer.url)))
    assert [(await browser.ask(f"{APEX}/sign-in/oidc")).status for _ in range(3)] == [303, 303, 429]
    assert (await browser.open(f"{APEX}/sign-in")).status == 200


async def test_what_the_machine_trusts_is_read_once(
    newcomer: Browser, issuer: Issuer, acme: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    await newcomer.open(f"{APEX}/sign-in/oidc")
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", None, raising=False)
    issuer.next()
    assert "Ada Lovelace" in (await Browser(newcomer.app).open(f"{APEX}/sign-in/oidc")).text
