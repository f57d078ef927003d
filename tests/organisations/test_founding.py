"""Founding an organisation by API: who may, and what there is afterwards."""

import asyncio
from collections.abc import Callable

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops.models import founding
from loops_tenants import slugs
from loops_tenants.models import Tenant
from people import person, signed_in

INITECH = {"name": "Initech", "slug": "initech"}


@pytest.fixture
async def eve(app: Quart, empty: None) -> Caller:
    """Signed in at the apex, and of no organisation."""
    return await signed_in(app, await person("Eve"), None)


async def test_who_founds_an_organisation_owns_it(eve: Caller, sql: asyncpg.Connection) -> None:
    answer = await eve("POST", "/organisations", INITECH)
    made = {"slug": "initech", "name": "Initech", "role": "owner", "url": f"https://initech.{DOMAIN}"}
    assert (answer.status, answer.json) == (201, {**made, "suspended": False, "deleted_at": None, "erased_at": None})
    assert (await eve("GET", "/organisations")).json == {"organisations": [answer.json]}
    assert await sql.fetchval("SELECT count(*) FROM statuses") == 5


async def test_the_same_asked_for_again_is_the_same(eve: Caller, sql: asyncpg.Connection) -> None:
    answers = await asyncio.gather(*[eve("POST", "/organisations", INITECH) for _ in range(3)])
    assert [answer.status for answer in answers] == [201, 201, 201]
    assert await sql.fetchval("SELECT count(*) FROM tenants") == 1


@pytest.mark.parametrize("slug", ["acme", "www"])
async def test_a_slug_that_is_taken_or_reserved_is_409(app: Quart, acme: Tenant, slug: str) -> None:
    eve = await signed_in(app, await person("Eve"), None)
    answer = await eve("POST", "/organisations", {"name": "Acme", "slug": slug})
    assert (answer.status, answer.code) == (409, "conflict")
    assert (await eve("GET", "/organisations")).json == {"organisations": []}


WRONG = [({"slug": "initech"}, "name"), ({"name": "Initech"}, "slug"), (INITECH | {"slug": "Initech Inc"}, "slug")]


@pytest.mark.parametrize(
    ("body", "field"), [*WRONG, (INITECH | {"name": " "}, "name"), (INITECH | {"name": "a\nb"}, "name")]
)
async def test_what_is_wrong_is_named(eve: Caller, body: dict[str, str], field: str) -> None:
    answer = await eve("POST", "/organisations", body)
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, field)


async def test_at_a_board_nothing_is_founded(app: Quart, acme: Tenant, ada: Caller) -> None:
    by = await signed_in(app, await person(of=acme), acme)
    for caller in (by, ada):
        assert (await caller("POST", "/organisations", INITECH)).code == "forbidden"


async def test_where_founding_is_closed_nobody_may(serving: Callable[..., Quart], acme: Tenant) -> None:
    by = await signed_in(serving(signup="closed"), await person(of=acme), None)
    assert (await by("POST", "/organisations", INITECH)).code == "forbidden"


async def test_by_invitation_who_belongs_to_one_may_found_another(serving: Callable[..., Quart], acme: Tenant) -> None:
    app = serving(signup="invite")
    eve = await signed_in(app, await person("Eve"), None)
    assert (await eve("POST", "/organisations", INITECH)).code == "forbidden"
    bob = await signed_in(app, await person("Bob", of=acme, role="member"), None)
    assert (await bob("POST", "/organisations", INITECH)).status == 201


async def test_a_single_tenant_founds_no_other(serving: Callable[..., Quart], acme: Tenant) -> None:
    by = await signed_in(serving(single_tenant="acme"), await person(of=acme), acme)
    assert (await by.saying({"Host": DOMAIN})("POST", "/organisations", INITECH)).code == "forbidden"


async def test_one_person_owns_so_many_and_no_more(eve: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(founding, "MOST", 2)
    bodies = [{"name": "Board", "slug": f"board-{n}"} for n in range(4)]
    answers = await asyncio.gather(*[eve("POST", "/organisations", body) for body in bodies])
    assert sorted(answer.status for answer in answers) == [201, 201, 409, 409]


async def test_one_switches_between_ones_own_by_name_anywhere(app: Quart, acme: Tenant, globex: Caller) -> None:
    ada = await person(of=acme, role="moderator")
    apex, here = await signed_in(app, ada, None), await signed_in(app, ada, acme)
    assert (await apex("POST", "/organisations", {"name": "Aardvark", "slug": "aardvark"})).status == 201
    for by in (apex, here):
        listed = (await by("GET", "/organisations")).json["organisations"]
        assert [(one["slug"], one["role"]) for one in listed] == [("aardvark", "owner"), ("acme", "moderator")]


SUGGESTED = [
    ("Acme Ölçüm Işık", "acme-olcum-isik"),
    ("  O'Neil & Søn!  ", "oneil-son"),
    ("AB", "ab-board"),
    ("www", "www-2"),
    ("x" * 60, "x" * 40),
    ("日本", None),
]


@pytest.mark.parametrize(("name", "slug"), SUGGESTED)
def test_a_slug_is_suggested_by_the_name(name: str, slug: str | None) -> None:
    assert next(iter(slugs.suggested(name)), None) == slug
    for one in slugs.suggested(name):
        slugs.check(one)
