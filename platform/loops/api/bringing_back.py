"""Bringing back an organisation that was deleted, while there is time: by its owner, at the apex."""

from loops.api import audited
from loops_tenants import organisations, registry
from loops_tenants.access import Actor
from loops_tenants.errors import NotFound
from loops_tenants.organisations import Organisation
from loops_tenants.scope import system_transaction


class NothingToTakeBack(NotFound):
    """Nothing of one's own, in time: somebody else's, too."""


async def taken_back(slug: str, *, by: Actor) -> Organisation:
    """By an owner of it. Where it was not deleted nothing changes."""
    assert by.id, "a person's"
    async with system_transaction():
        found = await organisations.one(by.id, slug)
        if found is None or found.role != "owner":
            raise NothingToTakeBack
        if found.deleted_at:
            await registry.bring_back(slug)
            await audited.noted("deletion.revoke", None, {}, by=by, of=found.id)
    return found._replace(deleted_at=None)
