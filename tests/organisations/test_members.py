"""Members by API: roles given and taken, leaving, and the last owner."""

import asyncio
from uuid import UUID

import asyncpg
import pytest
from quart import Quart

from caller import Answer, Caller
from loops_tenants.models import Person, Tenant
from loops_tenants.roles import Role
from people import person, signed_in

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
async def owner(acme: Tenant) -> Person:
    return await person("Ada", of=acme)


async def by(app: Quart, acme: Tenant, who: Person) -> Caller:
    return await signed_in(app, who, acme)


async def roles(sql: asyncpg.Connection) -> dict[str, str]:
    rows = await sql.fetch("SELECT p.name, m.role FROM memberships m JOIN persons p ON p.id = m.person_id")
    return {name: role for name, role in rows}


async def test_members_are_listed_the_newest_first_and_paged(ada: Caller, acme: Tenant) -> None:
    made = [await person(name, of=acme, role="member") for name in ("Bob", "Eve", "Zoe")]
    first = (await ada("GET", "/members?limit=2")).json
    rest = (await ada("GET", f"/members?limit=2&cursor={first['next_cursor']}")).json
    assert [one["name"] for one in first["members"] + rest["members"]] == ["Zoe", "Eve", "Bob"]
    zoe = first["members"][0]
    assert (zoe["id"], zoe["email"], zoe["role"]) == (str(made[2].id), "zoe@example.com", "member")
    assert rest["next_cursor"] is None


async def test_a_role_is_given_and_holds_at_once(app: Quart, acme: Tenant, ada: Caller) -> None:
    bob = await person("Bob", of=acme, role="member")
    his = await by(app, acme, bob)
    assert (await his("GET", "/keys")).status == 403
    assert (await ada("PATCH", f"/members/{bob.id}", {"role": "admin"})).json["role"] == "admin"
    assert (await his("GET", "/keys")).status == 200
    assert (await ada("DELETE", f"/members/{bob.id}")).status == 204
    assert (await his("GET", "/keys")).status == 403
    assert (await his("GET", "/posts")).status == 200


@pytest.mark.parametrize("role", ["chief", "", None])
async def test_a_role_that_there_is_not_is_400(ada: Caller, owner: Person, role: str | None) -> None:
    assert (await ada("PATCH", f"/members/{owner.id}", {"role": role})).status == 400


async def test_only_owners_make_owners(app: Quart, acme: Tenant, ada: Caller, owner: Person) -> None:
    eve, zoe = await person("Eve", of=acme, role="admin"), await person("Zoe", of=acme, role="member")
    hers = await by(app, acme, eve)
    for caller in (hers, ada):  # a key of the scope admin is made by admins
        for who in (eve, zoe):
            answer = await caller("PATCH", f"/members/{who.id}", {"role": "owner"})
            assert (answer.status, answer.code) == (403, "forbidden")
    assert (await (await by(app, acme, owner))("PATCH", f"/members/{zoe.id}", {"role": "owner"})).status == 200


async def test_only_owners_take_it_back(app: Quart, acme: Tenant, ada: Caller, owner: Person) -> None:
    await person("Bob", of=acme)  # another owner
    hers = await by(app, acme, await person("Eve", of=acme, role="admin"))
    for caller in (hers, ada):
        assert (await caller("PATCH", f"/members/{owner.id}", {"role": "member"})).code == "forbidden"
        assert (await caller("DELETE", f"/members/{owner.id}")).code == "forbidden"


async def test_the_last_owner_is_neither_changed_nor_removed_and_cannot_leave(
    app: Quart, acme: Tenant, owner: Person, sql: asyncpg.Connection
) -> None:
    await person("Eve", of=acme, role="admin")
    hers = await by(app, acme, owner)
    for answer in (
        await hers("PATCH", f"/members/{owner.id}", {"role": "admin"}),
        await hers("DELETE", f"/members/{owner.id}"),
    ):
        assert (answer.status, answer.code) == (409, "conflict")
    assert (await hers("PATCH", f"/members/{owner.id}", {"role": "owner"})).status == 200
    assert await roles(sql) == {"Ada": "owner", "Eve": "admin"}


async def leave_at_once(app: Quart, acme: Tenant, sql: asyncpg.Connection, *leaving: Person) -> list[Answer]:
    """Two of them, neither of whom has done it before the other has begun."""
    callers = [await by(app, acme, who) for who in leaving]
    async with sql.transaction():
        await sql.execute("SELECT FROM tenants FOR NO KEY UPDATE")
        asked = zip(callers, leaving, strict=True)
        tasks = [asyncio.create_task(caller("DELETE", f"/members/{who.id}")) for caller, who in asked]
        while await sql.fetchval(WAITING) < len(tasks) and not all(task.done() for task in tasks):
            await asyncio.sleep(0.01)
        assert not any(task.done() for task in tasks)
    return await asyncio.gather(*tasks)


async def test_of_two_last_owners_who_leave_at_once_one_stays(
    app: Quart, acme: Tenant, owner: Person, sql: asyncpg.Connection
) -> None:
    answers = await leave_at_once(app, acme, sql, owner, await person("Bob", of=acme))
    assert sorted(answer.status for answer in answers) == [204, 409]
    assert list((await roles(sql)).values()) == ["owner"]


@pytest.mark.parametrize("role", ["admin", "moderator", "member"])
async def test_everybody_may_leave(app: Quart, acme: Tenant, owner: Person, role: Role) -> None:
    bob = await person("Bob", of=acme, role=role)
    his = await by(app, acme, bob)
    assert (await his("DELETE", f"/members/{bob.id}")).status == 204
    assert (await his("GET", "/me")).json["role"] is None


async def test_who_is_no_member_here_is_not_found(app: Quart, ada: Caller, owner: Person, globex: Caller) -> None:
    stranger = await person("Eve")
    for id in (stranger.id, UUID(int=7)):
        assert (await ada("DELETE", f"/members/{id}")).status == 404
        assert (await ada("PATCH", f"/members/{id}", {"role": "member"})).status == 404
    assert (await globex("DELETE", f"/members/{owner.id}")).status == 404


async def test_who_did_it_is_in_the_audit_log(app: Quart, acme: Tenant, ada: Caller, owner: Person) -> None:
    bob = await person("Bob", of=acme, role="member")
    hers = await by(app, acme, owner)
    await hers("PATCH", f"/members/{bob.id}", {"role": "moderator"})
    await hers("DELETE", f"/members/{bob.id}")
    entries = (await ada("GET", f"/audit?subject={bob.id}")).json["entries"]
    assert [(one["action"], one["actor"]["name"]) for one in entries] == [
        ("members.remove", "Ada"),
        ("members.change", "Ada"),
    ]
