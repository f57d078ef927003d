"""Founding an organisation, by somebody who is signed in: who may, and what there is afterwards."""

from typing import Literal
from uuid import UUID

from loops.models import board
from loops_tenants import members, organisations
from loops_tenants.errors import Conflict, Forbidden
from loops_tenants.organisations import Organisation
from loops_tenants.scope import system_transaction
from loops_tenants.slugs import SlugTaken

Signup = Literal["open", "invite", "closed"]

MOST = 20  # organisations that one person owns


class FoundingClosed(Forbidden):
    message = "Organisations are founded by who runs this installation: ask them."


class FoundingInvited(Forbidden):
    message = "Whoever belongs to an organisation here may found another: ask for an invitation to one."


class TooManyOwned(Conflict):
    message = f"You own {MOST} organisations, which is the most that one person may."


async def found(person_id: UUID, slug: str, name: str, *, signup: Signup) -> Organisation:
    """A new one, with its five statuses and its owner. Asked for again by the same person, it is the same one."""
    async with system_transaction():
        await demand_may_found(person_id, signup)
        try:
            tenant = await board.founded(slug, name)
        except SlugTaken:
            if (before := await organisations.one(person_id, slug)) and founded_so(before, name):
                return before
            raise
        if await organisations.owned(person_id) >= MOST:
            raise TooManyOwned
        await members.enrol(tenant.id, person_id, "owner")
    return Organisation(tenant.id, tenant.slug, tenant.name, "owner", False, None)


async def may_found(person_id: UUID, *, signup: Signup) -> bool:
    async with system_transaction():
        try:
            await demand_may_found(person_id, signup)
        except Forbidden:
            return False
    return True


async def demand_may_found(person_id: UUID, signup: Signup) -> None:
    if signup == "closed":
        raise FoundingClosed
    if signup == "invite" and not await members.boards_of(person_id):
        raise FoundingInvited


def founded_so(organisation: Organisation, name: str) -> bool:
    return (organisation.role, organisation.name, organisation.deleted_at) == ("owner", name.strip(), None)
