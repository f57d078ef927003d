"""The organisations that somebody belongs to: what they switch between."""

from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from loops_tenants.registry import LATEST
from loops_tenants.roles import Role
from loops_tenants.scope import connection, system_transaction

MOST = 200


class Organisation(NamedTuple):
    """`role` is that of the person who asks. `deleted_at` is for its owners, who may bring it back for a while."""

    id: UUID
    slug: str
    name: str
    role: Role
    suspended: bool
    deleted_at: datetime | None


async def of(person_id: UUID) -> list[Organisation]:
    """By name."""
    async with system_transaction():
        return [Organisation(*row) for row in await connection().fetch(LIST, person_id)]


async def one(person_id: UUID, slug: str) -> Organisation | None:
    """In the open system transaction."""
    row = await connection().fetchrow(ONE, person_id, slug)
    return Organisation(*row) if row else None


async def owned(person_id: UUID) -> int:
    """How many they own, in the open system transaction; no more can come into being until its end."""
    await connection().execute(ONE_AT_A_TIME, person_id)
    return cast(int, await connection().fetchval(OWNED, person_id))


FOUND = f"""
SELECT t.id, t.slug, t.name, m.role, t.suspended_at IS NOT NULL, t.deleted_at
FROM memberships m JOIN tenants t ON t.id = m.tenant_id
WHERE m.person_id = $1 AND (t.deleted_at IS NULL OR (m.role = 'owner' AND t.deleted_at > {LATEST}))"""
LIST = f"{FOUND} ORDER BY t.name, t.id LIMIT {MOST}"
ONE = f"{FOUND} AND t.slug = $2"
ONE_AT_A_TIME = "SELECT FROM persons WHERE id = $1 FOR NO KEY UPDATE"
OWNED = "SELECT count(*) FROM memberships WHERE person_id = $1 AND role = 'owner'"
