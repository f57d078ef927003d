"""Sign-in links: made by whoever runs the installation, for somebody who has no other way in yet."""

from typing import NamedTuple
from uuid import UUID

from loops_tenants import members, one_time, persons
from loops_tenants.models import Tenant
from loops_tenants.persons import Known
from loops_tenants.roles import Role
from loops_tenants.scope import system_transaction

LIFE = 24 * 3600  # seconds
PROVIDER = "link"


class Invited(NamedTuple):
    """Whose board a link is for, and as what."""

    name: str
    role: Role


async def made(tenant: Tenant, role: Role, *, at: UUID | None) -> str:
    """A new link's code, in the open system transaction. `at`: the host it will be opened at, null for the apex."""
    data = {"tenant": tenant.id, "name": tenant.name, "role": role}
    return await one_time.made("link", seconds=LIFE, tenant_id=at, data=data)


async def looked_at(code: str, *, at: UUID | None) -> Invited:
    """Programs that look ahead open links too: this uses it up for nobody."""
    found = await one_time.looked_at("link", code, tenant_id=at)
    return Invited(found["name"], found["role"])


async def opened(code: str, *, at: UUID | None) -> UUID:
    """The person whom it signs in: the one that earlier links for this role made, or else a new one.

    They are known by the link alone, and belong to no provider: `Acme owner` until somebody gives them a name.
    """
    found = await one_time.taken("link", code, tenant_id=at)
    tenant_id, role = UUID(found["tenant"]), found["role"]
    async with system_transaction():
        known = Known(PROVIDER, PROVIDER, f"{tenant_id}:{role}", f"{found['name']} {role}")
        person = await persons.recognised(known)
        await members.enrol(tenant_id, person.id, role)
    return person.id
