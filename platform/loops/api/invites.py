"""/invites: links that make whoever opens one a member."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field
from quart import Blueprint
from typing_extensions import TypedDict

from loops.answers import OnceShown
from loops.api.contract import allow
from loops.models.pagination import Paged, after, cursor_of
from loops_tenants import invites as links
from loops_tenants.access import ActorJson, actor
from loops_tenants.hosts import tenant
from loops_tenants.members import Invite
from loops_tenants.roles import Role

invites = Blueprint("invites", __name__)


class NewInvite(BaseModel):
    role: Role
    expires_in_days: Annotated[int, Field(ge=1, le=30)] = links.LIFE


class NewInviteJson(TypedDict):
    id: UUID
    role: Role
    created_at: datetime
    expires_at: datetime
    url: OnceShown


class InviteJson(TypedDict):
    """`used_by` is the id of the member that it made."""

    id: UUID
    role: Role
    created_at: datetime
    created_by: ActorJson | None
    expires_at: datetime
    used_at: datetime | None
    used_by: UUID | None
    revoked_at: datetime | None


class InvitePage(TypedDict):
    invites: list[InviteJson]
    next_cursor: str | None


@invites.get("/invites")
@allow("admin", permission="members.manage")
async def list_invites(query: Paged) -> InvitePage:
    """The invitations, newest first: accepted, revoked and expired ones too."""
    found = await links.listed(tenant().id, limit=query.limit + 1, before=after(query.cursor))
    page = found[: query.limit]
    cursor = cursor_of(page[-1].id) if len(found) > query.limit else None
    return {"invites": [columns(invite, InviteJson) for invite in page], "next_cursor": cursor}


@invites.post("/invites")
@allow("admin", permission="members.manage")
async def create_invite(body: NewInvite) -> tuple[NewInviteJson, Literal[201]]:
    """A link that makes one person a member; it is shown here, and never again. Only an owner invites owners."""
    invite, token = await links.made(tenant().id, body.role, days=body.expires_in_days, by=actor())
    return columns(invite, NewInviteJson) | {"url": f"{tenant().home}/invite/{token}"}, 201


@invites.delete("/invites/<uuid:id>")
@allow("admin", permission="members.manage")
async def revoke_invite(id: UUID) -> tuple[Literal[""], Literal[204]]:
    """Good for nobody any more. Once more changes nothing; who accepted it stays a member."""
    await links.revoke(tenant().id, id)
    return "", 204


def columns(invite: Invite, shape: type) -> Any:
    """What the row itself says of `shape`, whose `url` it does not."""
    return {name: getattr(invite, name) for name in shape.__annotations__ if name != "url"}
