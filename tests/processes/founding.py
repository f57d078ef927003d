"""A program that leaves the database as a first `loops serve` does, with the tenant `acme` and its key."""

import asyncio

from loops import db
from loops.models.status import Status
from loops.processes import embedded
from loops.settings import Settings
from loops_tenants import keys
from loops_tenants.models import ApiKey, Tenant
from loops_tenants.scope import system_transaction

KEY = "loop_sk_" + "acme" * 7 + "ab"
KEY += keys.checksum(KEY)


async def found(url: str) -> None:
    await db.migrate(url)
    async with db.connected(url, pool_size=1, name="founding"), system_transaction():
        tenant = await Tenant.create(slug="acme", name="Acme")
        await Status.found(tenant)
        await ApiKey.create(
            tenant_id=tenant.id, kind="secret", hash=keys.digest(KEY), name="test", scopes=["read", "write", "admin"]
        )


if __name__ == "__main__":
    with embedded.database(Settings.load()) as url:
        asyncio.run(found(url))
