"""Who belongs to a tenant, in which role, and the links that invite to it."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id
from loops_tenants.roles import ROLES, Role
from loops_tenants.scope import connection


class Membership(Model):
    """`role` is one of roles.ROLES."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    person_id: UUID = fields.UUIDField()
    role = fields.CharField(max_length=12)
    created_at = born_at()

    class Meta:
        table = "memberships"
        unique_together = (("tenant_id", "person_id"),)
        indexes = (("person_id",),)


class Invite(Model):
    """A link that makes whoever opens it a member, once; of its token there is the SHA-256 alone."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    hash = fields.CharField(max_length=64, unique=True)
    role = fields.CharField(max_length=12)
    created_by: dict[str, str | None] = fields.JSONField(null=True)  # an actor: {type, id, name}
    created_at = born_at()
    expires_at: datetime = fields.DatetimeField()
    used_at: datetime | None = fields.DatetimeField(null=True)
    used_by: UUID | None = fields.UUIDField(null=True)
    revoked_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "invites"
        indexes = (("tenant_id", "id"),)


async def enrol(tenant_id: UUID, person_id: UUID, role: Role) -> None:
    """Give somebody a role. Whoever has a higher one keeps it: so no owner is lost by it."""
    await connection().execute(ENROL, tenant_id, person_id, role, ROLES)


async def boards_of(person_id: UUID) -> list[tuple[str, str]]:
    """Slug and name of the tenants that somebody belongs to, by name; in the open system transaction."""
    return [(slug, name) for slug, name in await connection().fetch(BOARDS, person_id)]


ENROL = """
INSERT INTO memberships AS had (tenant_id, person_id, role) VALUES ($1, $2, $3)
ON CONFLICT (tenant_id, person_id) DO UPDATE SET role = excluded.role
WHERE array_position($4::text[], excluded.role::text) < array_position($4, had.role::text)"""
BOARDS = """
SELECT t.slug, t.name FROM memberships m JOIN tenants t ON t.id = m.tenant_id
WHERE m.person_id = $1 AND t.deleted_at IS NULL ORDER BY t.name, t.id LIMIT 200"""
