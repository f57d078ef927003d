"""A tenant's logo, as it was given."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class Logo(Model):
    """`version` is a digest of the content, so that each logo has an address of its own."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField(unique=True)
    media_type = fields.CharField(max_length=20)
    version = fields.CharField(max_length=16)
    content = fields.BinaryField()
    created_at = born_at()

    class Meta:
        table = "logos"
