"""What a tenant sets of its own board."""

from time import monotonic
from typing import Any

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops.models.brand import corrected
from loops_tenants import memory
from pages.reading import read

FIRST: dict[str, Any] = {
    "slug": "acme",
    "name": "Acme",
    "url": f"https://acme.{DOMAIN}",
    "language": "en",
    "brand_color": None,
    "brand": corrected(None),
    "logo_url": None,
    "privacy": "public",
    "anonymous_posting": True,
    "anonymous_voting": True,
    "require_identity": False,
    "moderation": False,
    "older_identity_secrets": [],
}


async def test_a_tenant_begins_open_and_in_our_colors(ada: Caller) -> None:
    got = (await ada("GET", "/tenant")).json
    assert {name: got[name] for name in FIRST} == FIRST
    assert got.keys() == FIRST.keys() | {"identity_secret", "created_at"}


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"name": " Acme Inc. "}, {"name": "Acme Inc."}),
        ({"language": "tr"}, {"language": "tr"}),
        ({"brand_color": "#FFD600"}, {"brand_color": "#ffd600", "brand": corrected("#ffd600")}),
        ({"privacy": "members"}, {"privacy": "members"}),
        ({"privacy": "sign_in"}, {"privacy": "sign_in"}),
        ({"anonymous_posting": False}, {"anonymous_posting": False}),
        ({"anonymous_voting": False}, {"anonymous_voting": False}),
        ({"require_identity": True}, {"require_identity": True}),
        ({"moderation": True}, {"moderation": True}),
        ({"slug": "other", "identity_secret": "x"}, {}),
        ({}, {}),
    ],
)
async def test_what_is_given_is_set_and_the_rest_stays(
    ada: Caller, change: dict[str, object], shown: dict[str, object]
) -> None:
    before = (await ada("GET", "/tenant")).json
    answer = await ada("PATCH", "/tenant", change)
    assert (answer.status, answer.json) == (200, before | shown)
    assert (await ada("GET", "/tenant")).json == answer.json


async def test_a_brand_color_can_be_given_back(ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"brand_color": "#ffd600"})
    assert (await ada("PATCH", "/tenant", {"brand_color": None})).json["brand"] == corrected(None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "a" * 121},
        {"name": "two\nlines"},
        {"name": None},
        {"language": "de"},
        {"brand_color": "red"},
        {"privacy": "secret"},
        {"anonymous_posting": "no"},
        {"anonymous_voting": 0},
        {"require_identity": None},
        {"moderation": 1},
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_set(ada: Caller, wrong: dict[str, object]) -> None:
    before = (await ada("GET", "/tenant")).json
    answer = await ada("PATCH", "/tenant", {"language": "tr"} | wrong)
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, next(iter(wrong)))
    assert (await ada("GET", "/tenant")).json == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tenant"),
        ("PATCH", "/tenant"),
        ("PUT", "/tenant/logo"),
        ("DELETE", "/tenant/logo"),
        ("POST", "/tenant/identity-secret"),
    ],
)
async def test_only_the_team_sees_and_changes_them(bob: Caller, method: str, path: str) -> None:
    assert (await bob(method, path, None if method == "GET" else {})).code == "insufficient_scope"


async def test_one_tenants_settings_are_not_anothers(ada: Caller, globex: Caller) -> None:
    await ada("PATCH", "/tenant", {"name": "Mine", "brand_color": "#ffd600", "privacy": "members"})
    got = (await globex("GET", "/tenant")).json
    assert (got["name"], got["brand_color"], got["privacy"]) == ("Globex", None, "public")


async def test_pages_have_the_new_name_at_once(app: Quart, ada: Caller) -> None:
    await read(app)
    await ada("PATCH", "/tenant", {"name": "Renamed"})
    assert "Renamed" in (await read(app)).text


async def test_what_another_process_changed_is_seen_half_a_second_later(
    app: Quart, ada: Caller, sql: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    await read(app)
    await sql.execute("UPDATE tenants SET name = 'Renamed'")
    later = monotonic() + memory.BELIEVED
    monkeypatch.setattr("loops_tenants.memory.monotonic", lambda: later)
    assert "Renamed" in (await read(app)).text
