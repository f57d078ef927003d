"""Signing in with GitHub, as its own description of its API has it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import asyncpg
import pytest
from pydantic import SecretStr
from quart import Quart

from browser import Browser
from loops_tenants.github import HOME, HOME_API
from loops_tenants.github import GitHub as OurSide
from loops_tenants.models import Tenant
from signing_in.github import CLIENT_ID, CLIENT_SECRET, GitHub, description, listening
from signing_in.hosts import APEX


@pytest.fixture
async def github(acme: Tenant) -> AsyncIterator[GitHub]:
    description()  # of which there is none where npm is not: the test is skipped
    async with listening(GitHub()) as github:
        yield github


@pytest.fixture
def browser(serving: Callable[..., Quart], github: GitHub) -> Browser:
    return Browser(serving(**by_settings(github)))


def by_settings(github: GitHub, secret: str = CLIENT_SECRET) -> dict[str, Any]:
    return {
        "github_client_id": CLIENT_ID,
        "github_client_secret": SecretStr(secret),
        "github_url": github.url,
    }


async def identity(sql: asyncpg.Connection) -> tuple[object, ...]:
    (row,) = await sql.fetch(
        "SELECT provider, subject, name, email FROM identities i JOIN persons p ON p.id = person_id"
    )
    return tuple(row)


async def test_somebody_signs_in(browser: Browser, github: GitHub, sql: asyncpg.Connection) -> None:
    page = await browser.open(f"{APEX}/sign-in")
    assert "Continue with GitHub" in page.text
    got = await browser.open(page.link(**{"class": "button way main"}))
    assert "Signed in as Ada Lovelace" in got.text
    assert await identity(sql) == ("github", "583231", "Ada Lovelace", "octocat@github.com")
    assert github.asked["scope"] == "user:email"
    assert github.asked["code_challenge_method"] == "S256"


async def test_who_has_no_name_is_called_by_their_login(
    browser: Browser, github: GitHub, sql: asyncpg.Connection
) -> None:
    github.user["name"] = None
    await browser.open(f"{APEX}/sign-in/github")
    assert (await identity(sql))[2] == "ada"


OTHERS = [
    {"email": "a@b.example", "primary": True, "verified": False, "visibility": None},
    {"email": "c@d.example", "primary": False, "verified": True, "visibility": None},
]


async def test_an_address_that_is_unverified_or_not_the_main_one_is_not_taken(
    browser: Browser, github: GitHub, sql: asyncpg.Connection
) -> None:
    github.emails = OTHERS
    await browser.open(f"{APEX}/sign-in/github")
    assert (await identity(sql))[3] is None


async def test_a_login_that_somebody_else_took_is_another_person(
    browser: Browser, github: GitHub, sql: asyncpg.Connection
) -> None:
    for number in (1, 2):
        github.user["id"] = number
        await Browser(browser.app).open(f"{APEX}/sign-in/github")
    assert await sql.fetchval("SELECT count(*) FROM persons") == 2


async def test_a_wrong_secret_is_the_providers_error(
    serving: Callable[..., Quart], github: GitHub, caplog: pytest.LogCaptureFixture
) -> None:
    got = await Browser(serving(**by_settings(github, "wrong"))).open(f"{APEX}/sign-in/github")
    assert (got.status, "503 · provider" in got.text) == (503, True)
    assert "incorrect_client_credentials" in caplog.text


async def test_a_code_that_it_did_not_give_is_refused(browser: Browser, github: GitHub) -> None:
    left = await browser.ask(f"{APEX}/sign-in/github")
    back = await browser.ask(left.headers["Location"])
    got = await browser.open(back.headers["Location"].replace("code=a", "code=b"))
    assert "503 · provider" in got.text


def test_its_own_hosts_are_two() -> None:
    assert (OurSide()._url, OurSide()._api) == (HOME, HOME_API)
    assert OurSide("https://git.example/")._api == "https://git.example/api/v3"
