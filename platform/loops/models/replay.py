"""Replays: what happened in a range of time, sent to one endpoint once more."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class Replay(Model):
    """Worked off by a worker, `rate` events a second: `state` is running, done or cancelled.

    Of the `total` events that were counted when it was made, `made` have got a delivery, all up to the event `upto`.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    target_id: UUID = fields.UUIDField()
    since: datetime = fields.DatetimeField()
    until: datetime = fields.DatetimeField()
    events: list[str] = ArrayField(element_type="text", db_default=SqlDefault("'{}'"))
    only_failed = fields.BooleanField(db_default=False)
    rate = fields.IntField()
    state = fields.CharField(max_length=12, db_default="running")
    total = fields.IntField()
    made = fields.IntField(db_default=0)
    upto: UUID | None = fields.UUIDField(null=True)
    next_at: datetime | None = fields.DatetimeField(null=True, db_default=SqlDefault("loops_now()"))
    created_by: dict[str, Any] = fields.JSONField()
    created_at = born_at()
    ended_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "replays"
        indexes = (("tenant_id", "target_id", "id"),)
