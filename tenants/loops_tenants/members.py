"""Who belongs to a tenant, in which role, and the links that invite to it."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


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
