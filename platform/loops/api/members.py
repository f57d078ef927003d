"""/members: who belongs to the organisation, and as what."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg
from pydantic import BaseModel
from quart import Blueprint
from typing_extensions import TypedDict

from loops.api.contract import allow
from loops.models.pagination import Paged, after, cursor_of
from loops_tenants import team
from loops_tenants.access import actor
from loops_tenants.hosts import tenant
from loops_tenants.roles import Role

members = Blueprint("members", __name__)


class MemberChange(BaseModel):
    role: Role


class MemberJson(TypedDict):
    """`id` is the person's: that of `GET /me`, and of an actor. `email` is null where their provider gave none."""

    id: UUID
    name: str
    email: str | None
    role: Role
    created_at: datetime


class MemberPage(TypedDict):
    members: list[MemberJson]
    next_cursor: str | None


@members.get("/members")
@allow("admin", permission="members.read")
async def list_members(query: Paged) -> MemberPage:
    """Who belongs to the organisation, the newest first."""
    found = await team.listed(tenant().id, limit=query.limit + 1, before=after(query.cursor))
    page = found[: query.limit]
    cursor = cursor_of(page[-1]["membership"]) if len(found) > query.limit else None
    return {"members": [shown(row) for row in page], "next_cursor": cursor}


@members.patch("/members/<uuid:id>")
@allow("admin", permission="members.manage", refusals={409})
async def change_member(id: UUID, body: MemberChange) -> MemberJson:
    """Give somebody another role. Only an owner makes owners and takes it back, and the last one stays one."""
    return shown(await team.change(tenant().id, id, body.role, by=actor()))


@members.delete("/members/<uuid:id>")
@allow("admin", permission="members.read", refusals={409})
async def remove_member(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Remove a member, or leave. Only an owner removes owners, and the last one stays."""
    await team.remove(tenant().id, id, by=actor())
    return "", 204


def shown(row: asyncpg.Record) -> MemberJson:
    return {
        "id": row["id"],
        "name": row["name"],
        "email": row["email"],
        "role": row["role"],
        "created_at": row["created_at"],
    }
