"""Domains of a tenant's own: claimed by anybody, served to whoever proves by a DNS record that it is theirs."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class Domain(Model):
    """`token` is what the DNS record must hold; `seen_at` when it last did, `problem` what was found in its place.

    `verified_at` is null for a mere claim, which blocks nobody. The tenant's links begin with the `is_primary` one.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    name = fields.CharField(max_length=253)
    token = fields.CharField(max_length=64)
    is_primary = fields.BooleanField(db_default=False)
    verified_at: datetime | None = fields.DatetimeField(null=True)
    seen_at: datetime | None = fields.DatetimeField(null=True)
    checked_at: datetime | None = fields.DatetimeField(null=True)
    problem = fields.CharField(max_length=300, null=True)
    next_look_at: datetime | None = fields.DatetimeField(null=True)
    created_at = born_at()

    class Meta:
        table = "domains"
        unique_together = (("tenant_id", "name"),)
