"""An organisation's end: by its owner, who may take it back for a while, and then for ever."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import asyncpg
import pytest
from quart import Quart

from browser import Browser
from caller import Caller
from commands.test_tenant_command import rows_of
from loops.models import board
from loops_tenants import hosts
from loops_tenants.models import Person, Tenant
from loops_tenants.scope import pool
from people import person, sign_browser_in, signed_in
from signing_in.hosts import APEX

Later = Callable[[str], Awaitable[None]]


@pytest.fixture
async def later(app: Quart, sql: asyncpg.Connection) -> AsyncIterator[Later]:
    """Moves the database's clock on; who uses it has to connect again."""
    name = await sql.fetchval("SELECT current_database()")

    async def move(by: str) -> None:
        await sql.execute(f"ALTER DATABASE {name} SET app.clock_offset = '{by}'")
        await pool().expire_connections()

    yield move
    await sql.execute(f"ALTER DATABASE {name} RESET app.clock_offset")
    await pool().expire_connections()


@pytest.fixture
async def owner(acme: Tenant) -> Person:
    return await person("Ada", of=acme)


@pytest.fixture
async def apex(app: Quart, owner: Person) -> Caller:
    """The owner, signed in at the installation's own address."""
    return await signed_in(app, owner, None)


async def delete(app: Quart, acme: Tenant, owner: Person) -> None:
    answer = await (await signed_in(app, owner, acme))("POST", "/tenant/deletion", {"slug": "acme"})
    grace = datetime.fromisoformat(answer.json["erased_at"]) - datetime.fromisoformat(answer.json["deleted_at"])
    assert (answer.status, answer.json["slug"], grace) == (201, "acme", timedelta(days=30))


async def cleared() -> int:
    return sum([n async for n in board.clear_overdue()])


async def test_a_deleted_organisation_is_gone_at_once(
    app: Quart, acme: Tenant, owner: Person, ada: Caller, apex: Caller
) -> None:
    await delete(app, acme, owner)
    assert (await ada("GET", "/posts")).status == 404
    (one,) = (await apex("GET", "/organisations")).json["organisations"]
    assert (one["slug"], one["deleted_at"] is None, one["erased_at"] is None) == ("acme", False, False)


async def test_its_owner_brings_it_back_with_all_that_it_had(
    app: Quart, acme: Tenant, owner: Person, ada: Caller, apex: Caller, sql: asyncpg.Connection
) -> None:
    await ada.post()
    await delete(app, acme, owner)
    assert await cleared() == 0
    answer = await apex("DELETE", "/organisations/acme/deletion")
    assert (answer.status, answer.json["deleted_at"]) == (200, None)
    assert (await ada("GET", "/posts")).json["total"] == 1
    actions = [one["action"] for one in (await ada("GET", "/audit")).json["entries"]]
    assert actions == ["deletion.revoke", "deletion.create"]
    assert (await apex("DELETE", "/organisations/acme/deletion")).status == 200  # once more changes nothing


@pytest.mark.parametrize("role", ["admin", "member", None])
async def test_nobody_else_deletes_or_brings_back(
    app: Quart, acme: Tenant, owner: Person, ada: Caller, role: str | None
) -> None:
    bob = await person("Bob", of=acme if role else None, role="admin" if role == "admin" else "member")
    for by in (await signed_in(app, bob, acme), ada):
        assert (await by("POST", "/tenant/deletion", {"slug": "acme"})).code == "forbidden"
    his = await signed_in(app, bob, None)
    assert (await his("DELETE", "/organisations/acme/deletion")).status == 404
    await delete(app, acme, owner)
    assert (await his("DELETE", "/organisations/acme/deletion")).status == 404
    assert (await his("GET", "/organisations")).json == {"organisations": []}


@pytest.mark.parametrize("body", [{"slug": "globex"}, {"slug": ""}, {}])
async def test_the_slug_has_to_be_said(app: Quart, acme: Tenant, owner: Person, body: dict[str, str]) -> None:
    answer = await (await signed_in(app, owner, acme))("POST", "/tenant/deletion", body)
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "slug")


async def test_after_its_time_all_of_it_goes_and_nobody_elses(
    app: Quart,
    acme: Tenant,
    owner: Person,
    ada: Caller,
    globex: Caller,
    sql: asyncpg.Connection,
    later: Later,
) -> None:
    await ada.post(tag="ui")
    await globex.post()
    others = await rows_of(sql, "globex")
    await delete(app, acme, owner)
    await later("29 days 23 hours")
    assert await cleared() == 0
    await later("30 days 1 hour")
    apex = await signed_in(app, owner, None)
    assert (await apex("DELETE", "/organisations/acme/deletion")).status == 404
    assert await cleared() > 10
    assert set((await rows_of(sql, "acme")).values()) == {0}
    assert (await rows_of(sql, "globex"), await cleared()) == (others, 0)


async def test_what_was_stopped_half_way_goes_on(
    app: Quart, acme: Tenant, owner: Person, ada: Caller, sql: asyncpg.Connection
) -> None:
    await ada.post()
    await sql.execute("UPDATE tenants SET deleted_at = now() - interval '31 days'")
    async for _ in board.clear_overdue():
        break
    await cleared()
    assert set((await rows_of(sql, "acme")).values()) == {0}


async def test_the_page_of_ones_organisations_brings_it_back(app: Quart, acme: Tenant, owner: Person) -> None:
    await delete(app, acme, owner)
    browser = Browser(app)
    await sign_browser_in(browser, owner, None)
    assert "Can be brought back, with all that it has, until" in (await browser.open(f"{APEX}/organisations")).text
    shown = await browser.submit("/organisations/restore")
    assert ("Acme owner" in shown.text, "Deleted" in shown.text) == (True, False)


async def test_its_slug_is_nobodys_meanwhile(app: Quart, acme: Tenant, owner: Person, apex: Caller) -> None:
    await delete(app, acme, owner)
    answer = await apex("POST", "/organisations", {"name": "Acme", "slug": "acme"})
    assert (answer.status, answer.code) == (409, "conflict")


async def test_a_suspended_one_is_403_and_says_so_to_its_members(
    acme: Tenant, ada: Caller, apex: Caller, sql: asyncpg.Connection
) -> None:
    await sql.execute("UPDATE tenants SET suspended_at = now()")
    hosts.look_up.forget()
    assert (await ada("GET", "/posts")).code == "forbidden"
    (one,) = (await apex("GET", "/organisations")).json["organisations"]
    assert one["suspended"] is True
