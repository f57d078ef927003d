"""Sign-in links, as whoever runs the installation makes them."""

from loops_tenants import links
from loops_tenants.models import Tenant
from loops_tenants.roles import Role
from loops_tenants.scope import system_transaction
from signing_in.hosts import APEX


async def link(tenant: Tenant, role: Role = "owner", *, single: bool = False) -> str:
    async with system_transaction():
        code = await links.made(tenant, role, at=tenant.id if single else None)
    return f"{APEX}/sign-in/link?code={code}"
