"""A tenant's team: its members listed, given another role, removed. It always has an owner."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

import asyncpg

from loops_tenants import sessions
from loops_tenants.access import Actor
from loops_tenants.errors import Conflict, NotFound
from loops_tenants.permitted import demand_permission
from loops_tenants.roles import Role
from loops_tenants.scope import connection


class MemberNotFound(NotFound):
    """Somebody who is no member here, or is nobody."""


class LastOwner(Conflict):
    message = "An organisation has an owner, and this is the last: make somebody else one first."


async def listed(tenant_id: UUID, *, limit: int, before: UUID | None = None) -> Sequence[asyncpg.Record]:
    """In the open transaction: the newest first, each with the `membership` that a page ends with."""
    return cast(Sequence[asyncpg.Record], await connection().fetch(LIST, tenant_id, limit, before))


async def one(tenant_id: UUID, person_id: UUID) -> asyncpg.Record:
    if (row := await connection().fetchrow(ONE, tenant_id, person_id)) is None:
        raise MemberNotFound
    return row


async def change(tenant_id: UUID, person_id: UUID, role: Role, *, by: Actor) -> asyncpg.Record:
    """Only owners make owners, and take it back."""
    await one_at_a_time(tenant_id)
    member = await one(tenant_id, person_id)
    if member["role"] == role:
        return member
    if "owner" in (role, member["role"]):
        demand_permission(by, "owners.manage")
    await demand_owner_beside(tenant_id, member)
    await connection().execute(CHANGE, tenant_id, person_id, role)
    sessions.find.forget()
    return await one(tenant_id, person_id)


async def remove(tenant_id: UUID, person_id: UUID, *, by: Actor) -> None:
    """Everybody may leave; to remove another takes a role that may, and an owner where that is one."""
    await one_at_a_time(tenant_id)
    member = await one(tenant_id, person_id)
    if (by.type, by.id) != ("person", person_id):
        demand_permission(by, "owners.manage" if member["role"] == "owner" else "members.manage")
    await demand_owner_beside(tenant_id, member)
    await connection().execute(REMOVE, tenant_id, person_id)
    sessions.find.forget()


async def demand_owner_beside(tenant_id: UUID, member: asyncpg.Record) -> None:
    if member["role"] == "owner" and not await connection().fetchval(ANOTHER, tenant_id, member["id"]):
        raise LastOwner


async def one_at_a_time(tenant_id: UUID) -> None:
    """Else two owners who leave at once would each see the other stay."""
    await connection().execute("SELECT FROM tenants WHERE id = $1 FOR NO KEY UPDATE", tenant_id)


FOUND = """
SELECT m.id AS membership, p.id, p.name, p.email, m.role, m.created_at
FROM memberships m JOIN persons p ON p.id = m.person_id WHERE m.tenant_id = $1"""
LIST = f"{FOUND} AND ($3::uuid IS NULL OR m.id < $3) ORDER BY m.id DESC LIMIT $2"
ONE = f"{FOUND} AND m.person_id = $2"
ANOTHER = "SELECT EXISTS (SELECT FROM memberships WHERE tenant_id = $1 AND role = 'owner' AND person_id <> $2)"
CHANGE = "UPDATE memberships SET role = $3 WHERE tenant_id = $1 AND person_id = $2"
REMOVE = "DELETE FROM memberships WHERE tenant_id = $1 AND person_id = $2"
