"""Invitations: links that make whoever opens one a member, once and in time."""

from typing import ClassVar, cast
from uuid import UUID

from tortoise.expressions import Q, RawSQL

from loops_tenants import sessions, tokens
from loops_tenants.access import Actor
from loops_tenants.errors import NotFound, Refused
from loops_tenants.members import Invite, Membership, enrol
from loops_tenants.permitted import demand_permission
from loops_tenants.roles import ROLES, Role
from loops_tenants.scope import connection

ORDER: list[str] = list(ROLES)
LIFE = 7  # days, where nothing else is said


class InviteNotFound(NotFound):
    """Another tenant's, too."""


class InviteRefused(Refused):
    """What is wrong with a link that somebody opened. `reason` is its name."""

    status, code, message = 410, "not_found", "This invitation is over."
    reason: ClassVar[str] = "over"


class InviteUnknown(InviteRefused):
    status, reason = 404, "unknown"
    message = "There is no such invitation here: look whether its address is whole."


class InviteUsed(InviteRefused):
    reason = "used"
    message = "This invitation was accepted before, and works once. Ask for another."


class InviteExpired(InviteRefused):
    reason = "expired"
    message = "This invitation has expired. Ask for another."


class InviteRevoked(InviteRefused):
    reason = "revoked"
    message = "This invitation was taken back by the team."


async def made(tenant_id: UUID, role: Role, *, days: int, by: Actor) -> tuple[Invite, str]:
    """In the open transaction: the row, and the token, of which there is a hash alone from here on."""
    if role == "owner":
        demand_permission(by, "owners.manage")
    token = tokens.mint()
    until = await connection().fetchval("SELECT loops_now() + make_interval(days => $1)", days)
    kept = {"hash": tokens.digest(token), "created_by": by.as_json(), "expires_at": until}
    return await Invite.create(tenant_id=tenant_id, role=role, **kept), token


async def listed(tenant_id: UUID, *, limit: int, before: UUID | None = None) -> list[Invite]:
    """In the open transaction: the newest first, those that are over too."""
    older = Q(id__lt=before) if before else Q()
    return await Invite.filter(older, tenant_id=tenant_id).order_by("-id").limit(limit)


async def still_open(tenant_id: UUID) -> list[Invite]:
    """In the open transaction: those that somebody may accept yet, the newest first, 100 at most."""
    good = Q(used_at=None, revoked_at=None, expires_at__gt=RawSQL("loops_now()"))
    return await Invite.filter(good, tenant_id=tenant_id).order_by("-id").limit(100)


async def revoke(tenant_id: UUID, id: UUID) -> None:
    """Once more changes nothing, and nor does it where somebody accepted."""
    if not await Invite.exists(tenant_id=tenant_id, id=id):
        raise InviteNotFound
    still = Invite.filter(tenant_id=tenant_id, id=id, used_at=None, revoked_at=None)
    await still.update(revoked_at=RawSQL("loops_now()"))


async def looked_at(tenant_id: UUID, token: str) -> Invite:
    """In the open transaction, as locked as it is until its end: of two who accept at once one is the first."""
    locked = Invite.filter(tenant_id=tenant_id, hash=tokens.digest(token)).select_for_update(no_key=True)
    found = await locked.annotate(expired=RawSQL("expires_at <= loops_now()")).first()
    if found is None:
        raise InviteUnknown
    if found.used_at:
        raise InviteUsed
    if found.revoked_at:
        raise InviteRevoked
    if vars(found)["expired"]:
        raise InviteExpired
    return found


async def accepted(tenant_id: UUID, token: str, person_id: UUID) -> Invite:
    """It makes nobody less than they are: then it is good for somebody else still."""
    invite = await looked_at(tenant_id, token)
    if is_more(invite.role, await role_of(tenant_id, person_id)):
        await enrol(tenant_id, person_id, cast(Role, invite.role))
        used = Invite.filter(tenant_id=tenant_id, id=invite.id)
        await used.update(used_at=RawSQL("loops_now()"), used_by=person_id)
        sessions.find.forget()
    return invite


async def role_of(tenant_id: UUID, person_id: UUID) -> Role | None:
    member = await Membership.filter(tenant_id=tenant_id, person_id=person_id).first()
    return cast(Role, member.role) if member else None


def is_more(role: str, than: str | None) -> bool:
    return than is None or ORDER.index(role) < ORDER.index(than)
