"""A post's history: who changed what, from what to what. It stays when events have gone."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class PostHistory(Model):
    """Written by `Event.record`, with every event whose name begins with `post.`; it outlives its post."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    post_id: UUID = fields.UUIDField()
    event = fields.CharField(max_length=60)
    changes: dict[str, object] | None = fields.JSONField(null=True)
    actor: dict[str, str | None] = fields.JSONField()
    created_at = born_at()

    class Meta:
        table = "post_history"
        indexes = (("tenant_id", "post_id", "id"),)
