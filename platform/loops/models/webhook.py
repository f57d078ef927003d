"""Endpoints of a tenant's own, told of what happens on its board."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class Webhook(Model):
    """No `events` means all of them, later ones too. Its secret lies encrypted under LOOPS_SECRET_KEY."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    url = fields.CharField(max_length=2000)
    name = fields.CharField(max_length=120, db_default="")
    events: list[str] = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    active = fields.BooleanField(db_default=True)
    secret = fields.TextField()
    disabled_at: datetime | None = fields.DatetimeField(null=True)
    created_at = born_at()

    class Meta:
        table = "webhooks"
        indexes = (("tenant_id", "id"),)
