"""What is owed to one endpoint for one event, and each attempt to hand it over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.fields.db_defaults import SqlDefault
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class Delivery(Model):
    """`target` says what `target_id` is (a webhook; plugins come later). `state`: pending, delivered or failed.

    A claim sets the lease; who holds its token may settle it, and nobody else. `attempts` counts the claims that were
    used, `lost` how many of the last ones ended with their worker. `replay` is 0 for what the outbox made, and rises
    with each replay of the same event to the same target.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    event_id: UUID = fields.UUIDField()
    target = fields.CharField(max_length=12, db_default="webhook")
    target_id: UUID = fields.UUIDField()
    replay = fields.IntField(db_default=0)
    state = fields.CharField(max_length=12, db_default="pending")
    attempts = fields.IntField(db_default=0)
    lost = fields.IntField(db_default=0)
    next_attempt_at: datetime | None = fields.DatetimeField(null=True, db_default=SqlDefault("loops_now()"))
    lease_token: UUID | None = fields.UUIDField(null=True)
    lease_until: datetime | None = fields.DatetimeField(null=True)
    created_at = born_at()

    class Meta:
        table = "deliveries"
        unique_together = (("tenant_id", "target_id", "event_id", "replay"),)


class Attempt(Model):
    """One try, as it went. `outcome`: delivered, refused (a whole answer that is not 2xx), unreachable (none, or not
    all of it in time), worker_lost (nobody knows), unsigned (nothing was sent: there was no reading the secret)."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    delivery_id: UUID = fields.UUIDField()
    number = fields.IntField()
    outcome = fields.CharField(max_length=20)
    status: int | None = fields.IntField(null=True)
    error: str | None = fields.TextField(null=True)
    answer: bytes | None = fields.BinaryField(null=True)  # at most 8 KiB of the body, raw
    request: dict[str, Any] | None = fields.JSONField(null=True)
    answer_headers: dict[str, str] | None = fields.JSONField(null=True)
    milliseconds: int | None = fields.IntField(null=True)
    created_at = born_at()

    class Meta:
        table = "attempts"
        unique_together = (("tenant_id", "delivery_id", "number"),)
