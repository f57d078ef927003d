"""The tenants of this installation, as whoever runs it sees them: found by slug, listed, suspended, buried."""

from datetime import datetime, timedelta
from unicodedata import category
from uuid import UUID

from tortoise.expressions import RawSQL

from loops_tenants import slugs
from loops_tenants.errors import Conflict, Detail, NotFound, ValidationFailed
from loops_tenants.hosts import look_up
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, system_transaction

LONGEST_NAME = 120
NOW = RawSQL("loops_now()")
GRACE = timedelta(days=30)  # in which a deleted tenant may be brought back


class TenantUnknown(NotFound):
    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no tenant `{slug}`: `loops tenant list` shows those there are.")


class GoneForEver(Conflict):
    def __init__(self, slug: str) -> None:
        super().__init__(f"`{slug}` was deleted for good: it could be brought back for {GRACE.days} days.")


class NameMalformed(ValidationFailed):
    def __init__(self) -> None:
        message = f"A name has 1 to {LONGEST_NAME} characters, on one line."
        super().__init__(details=[Detail(field="name", message=message)])


async def enter(slug: str, name: str) -> Tenant:
    """A new tenant, and nothing else of it: `loops.models.board` founds one whole. In an open system transaction."""
    if not 1 <= len(name := name.strip()) <= LONGEST_NAME or "Cc" in map(category, name):
        raise NameMalformed
    slugs.check(slug)
    await connection().execute(FORGET, slug)
    id: UUID | None = await connection().fetchval(ENTER, slug, name)
    if id is None:
        raise slugs.SlugTaken(slug)
    return await Tenant.get(id=id)


async def free_slug(name: str) -> str:
    """One that nobody has, made from the name; empty where none can be."""
    asked = slugs.suggested(name)
    async with system_transaction():
        taken = {slug for (slug,) in await connection().fetch(TAKEN, asked)}
    return next((slug for slug in asked if slug not in taken), "")


async def living() -> list[Tenant]:
    """The oldest first."""
    async with system_transaction():
        return await Tenant.filter(deleted_at=None).order_by("created_at", "id")


async def is_empty() -> bool:
    """Whether there never was a tenant."""
    async with system_transaction():
        return not await Tenant.exists()


async def find(slug: str) -> Tenant:
    """A tenant that lives."""
    async with system_transaction():
        return await found(slug)


async def found(slug: str) -> Tenant:
    """The same, in a system transaction that is open already."""
    tenant = await Tenant.filter(slug=slug, deleted_at=None).first()
    if tenant is None:
        raise TenantUnknown(slug)
    return tenant


async def suspend(slug: str) -> Tenant:
    """In an open system transaction."""
    tenant = await found(slug)
    await Tenant.filter(id=tenant.id, suspended_at=None).update(suspended_at=NOW)
    return tenant


async def resume(slug: str) -> Tenant:
    """In an open system transaction."""
    tenant = await found(slug)
    await Tenant.filter(id=tenant.id).update(suspended_at=None)
    return tenant


async def bury(slug: str, *, at_once: bool = False) -> Tenant:
    """From here on its board is nowhere; one that is buried already is given too. In an open system transaction.

    It may be brought back until its grace is over; `at_once` leaves it none. A year later its slug is free.
    """
    await connection().execute(BURY_AT_ONCE if at_once else BURY, slug)
    buried = await Tenant.filter(slug=slug).first()
    if buried is None:
        raise TenantUnknown(slug)
    look_up.forget()
    return buried


async def bring_back(slug: str) -> Tenant:
    """With all that it had: none of it goes before its grace is over. In an open system transaction."""
    await connection().execute(BRING_BACK, slug)
    found = await Tenant.filter(slug=slug).first()
    if found is None:
        raise TenantUnknown(slug)
    if found.deleted_at:
        raise GoneForEver(slug)
    return found


async def overdue() -> list[Tenant]:
    """Those whose grace is over, the oldest first."""
    async with system_transaction():
        return await Tenant.filter(deleted_at__lte=RawSQL(LATEST)).order_by("deleted_at", "id")


def erased_at(deleted_at: datetime) -> datetime:
    """When what a deleted tenant had begins to go."""
    return deleted_at + GRACE


TAKEN = "SELECT slug FROM tenants WHERE slug = ANY ($1)"
LATEST = f"loops_now() - interval '{GRACE.days} days'"
BURY = "UPDATE tenants SET deleted_at = loops_now() WHERE slug = $1 AND deleted_at IS NULL"
BURY_AT_ONCE = f"UPDATE tenants SET deleted_at = {LATEST} WHERE slug = $1 AND coalesce(deleted_at > {LATEST}, true)"
BRING_BACK = f"UPDATE tenants SET deleted_at = NULL WHERE slug = $1 AND deleted_at > {LATEST}"
FORGET = f"DELETE FROM tenants WHERE slug = $1 AND deleted_at < {LATEST} - interval '1 year'"
ENTER = "INSERT INTO tenants (slug, name) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING RETURNING id"
