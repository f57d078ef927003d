"""A tenant's own OpenID Connect provider: whom its people sign in with, without an account elsewhere."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.ids import born_at, row_id


class TenantProvider(Model):
    """`client_secret` is locked (loops.safe). Where `email_domain` is set, only verified addresses of it may enter.

    Whoever comes by it for the first time is given `role`; null makes them visitors, and no members.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField(unique=True)
    name = fields.CharField(max_length=60)
    issuer = fields.CharField(max_length=500)
    client_id = fields.CharField(max_length=255)
    client_secret = fields.TextField()
    email_domain = fields.CharField(max_length=253, null=True)
    role = fields.CharField(max_length=12, null=True)
    created_at = born_at()
    updated_at = born_at()

    class Meta:
        table = "tenant_providers"
