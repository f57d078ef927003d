"""A board: what a tenant is founded with, and how all that is its own goes when it is deleted."""

from collections.abc import AsyncIterator
from graphlib import TopologicalSorter

from loops.models.status import Status
from loops_tenants import registry
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, system_transaction, tenant_transaction

BATCH = 5_000  # rows that are deleted in one transaction


async def found(slug: str, name: str) -> Tenant:
    """A new tenant and its five statuses, at once or not at all."""
    async with system_transaction():
        return await founded(slug, name)


async def founded(slug: str, name: str) -> Tenant:
    """The same, in a system transaction that is open already."""
    tenant = await registry.enter(slug, name)
    await Status.found(tenant)
    return tenant


async def clear(tenant: Tenant) -> AsyncIterator[int]:
    """Delete a buried tenant's rows from every table, a batch at a time; gives how many went with each.

    Until none is left: a request that came before the burial may still have written something.
    """
    gone = 1
    while gone:
        gone = 0
        for statement in await deletions(tenant):
            while n := await delete_batch(tenant, statement):
                gone += n
                yield n


async def clear_overdue() -> AsyncIterator[int]:
    """For the worker, now and then: what is left of tenants whose grace is over, as `clear` gives it."""
    for tenant in await registry.overdue():
        if await is_left(tenant):
            async for n in clear(tenant):
                yield n


async def is_left(tenant: Tenant) -> bool:
    """Whether any row is."""
    any_of = [f"EXISTS (SELECT FROM {table} WHERE tenant_id = $1)" for table in await tables(tenant)]
    async with tenant_transaction(tenant.id):
        return bool(await connection().fetchval("SELECT " + " OR ".join(any_of), tenant.id))


async def rows(tenant: Tenant) -> int:
    """How many rows it has in all; it counts them."""
    counts = [f"(SELECT count(*) FROM {table} WHERE tenant_id = $1)" for table in await tables(tenant)]
    async with tenant_transaction(tenant.id):
        await connection().execute(PATIENT)
        return int(await connection().fetchval("SELECT " + " + ".join(counts), tenant.id))


async def deletions(tenant: Tenant) -> list[str]:
    owned = await tables(tenant)
    statements = [DELETE.format(table=table, which="") for table in owned]
    duplicates = DELETE.format(table="posts", which="AND merged_into IS NOT NULL")
    statements.insert(owned.index("posts"), duplicates)  # they point at posts too
    return statements


async def delete_batch(tenant: Tenant, statement: str) -> int:
    async with tenant_transaction(tenant.id):
        await connection().execute(PATIENT)
        done: str = await connection().execute(statement, tenant.id, BATCH)
    return int(done.rpartition(" ")[2])


async def tables(tenant: Tenant) -> list[str]:
    """Those that belong to tenants; one that points at another comes before it."""
    async with tenant_transaction(tenant.id):
        owned = {name for (name,) in await connection().fetch(OWNED)}
        pointing = await connection().fetch(POINTING)
    order = TopologicalSorter({name: set() for name in sorted(owned)})
    for pointed_at, by in pointing:
        order.add(pointed_at, by)
    return [name for name in order.static_order() if name in owned]


PATIENT = "SET LOCAL statement_timeout = '60s'"
OWNED = """
SELECT attrelid::regclass::text FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE attname = 'tenant_id' AND relkind = 'r' AND relnamespace = 'public'::regnamespace"""
POINTING = """
SELECT DISTINCT confrelid::regclass::text, conrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = 'public'::regnamespace"""
DELETE = "DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE tenant_id = $1 {which} LIMIT $2))"
