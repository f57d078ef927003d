"""A tenant's own provider, ready to be asked: what it is called at goes through the guard, for a tenant chose it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from typing import cast
from uuid import UUID

from quart import current_app

from loops.outbound import Guard
from loops.outbound.transport import Transport
from loops.safe import Safe
from loops_tenants.models import Tenant, TenantProvider
from loops_tenants.oauth import DEADLINE, Provider
from loops_tenants.oidc import OpenIdConnect
from loops_tenants.providers import KEY
from loops_tenants.scope import tenant_transaction


async def row_of(tenant: Tenant) -> TenantProvider | None:
    async with tenant_transaction(tenant.id):
        return await TenantProvider.filter(tenant_id=tenant.id).first()


def made_of(row: TenantProvider) -> Provider:
    guard, safe = cast(Guard, current_app.extensions["guard"]), cast(Safe, current_app.extensions["safe"])
    secret = safe.open(row.client_secret, *owner(row.tenant_id, row.id))
    way = partial(guarded, guard, row.tenant_id)
    return Provider(KEY, row.name, row.client_id, secret, language(row.tenant_id, row.issuer), way)


def owner(tenant_id: UUID, id: UUID) -> tuple[str, UUID, UUID]:
    """Whose the secret is (see safe.py)."""
    return "tenant_providers", tenant_id, id


@lru_cache(maxsize=1000)
def language(tenant_id: UUID, issuer: str) -> OpenIdConnect:
    """What one tenant's issuer says of itself is remembered for that tenant alone."""
    return OpenIdConnect(KEY, issuer)


@asynccontextmanager
async def guarded(guard: Guard, tenant_id: UUID) -> AsyncIterator[Transport]:
    async with guard.session() as session:
        yield Transport(guard, session, tenant_id, deadline=DEADLINE)
